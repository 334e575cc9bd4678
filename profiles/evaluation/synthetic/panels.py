"""What is measured, for whom, how often, and how the numbers lie. A panel's tests are taken on one occasion.

A patient's level is the mean of those without the conditions, moved by the conditions and the patient's own
deviation; each result strays from the level and follows a trend. Means and spreads are assumed from textbook
ranges; units are those of the codes in ``profiles/terminology/codes``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Test:
    """``mean``, ``spread`` (between patients) and ``stray`` (within one) in the code's unit.

    ``latent`` names a deviation that several tests share; a negative ``along`` turns it. ``below`` and
    ``above`` are the limits beyond which the laboratory answers ``<`` or ``>``.
    """

    code: str
    system: str
    mean: float
    spread: float
    stray: float
    decimals: int = 0
    share: float = 1.0
    latent: str = ""
    along: float = 1.0
    by_age: float = 0.0  # a year from 40
    shift: Mapping[str, float] = field(default_factory=dict)
    wider: Mapping[str, float] = field(default_factory=dict)  # times the spread, for those with the condition
    trend: float = 0.0  # a year
    least: float = 0.0
    most: float = 1e6
    below: float | None = None
    above: float | None = None
    skewed: bool = False  # the logarithm is what lies evenly


@dataclass(frozen=True)
class Panel:
    """``yearly``: occasions a year by condition; ``adults`` is everybody from 16, more often with age."""

    id: str
    yearly: Mapping[str, float]
    tests: tuple[Test, ...]
    years: float = 3.0
    earlier: float = 0.0  # years before the index day after which it was no longer used


def npu(code: str, mean: float, spread: float, stray: float, decimals: int = 0, **more: object) -> Test:
    return Test(code, "npu", mean, spread, stray, decimals, **more)  # type: ignore[arg-type]


def mcs(code: str, mean: float, spread: float, stray: float, decimals: int = 0, **more: object) -> Test:
    return Test(code, "mcs", mean, spread, stray, decimals, **more)  # type: ignore[arg-type]


def concept(code: str, mean: float, spread: float, stray: float, decimals: int = 0, **more: object) -> Test:
    return Test(code, "concept", mean, spread, stray, decimals, **more)  # type: ignore[arg-type]


SUGAR = {
    "type-2-diabetes": 15.0,
    "type-1-diabetes": 26.0,
    "other-diabetes": 17.0,
    "gestational-diabetes": 3.0,
}
SUGAR_SHARE = {name: value / 1100 for name, value in SUGAR.items()}
SUGAR_SPREAD = {"type-2-diabetes": 2.4, "type-1-diabetes": 2.8, "other-diabetes": 2.5}
GLUCOSE = {name: value / 8 for name, value in SUGAR.items()}
PRESSURE = {"hypertension": 11.0, "type-2-diabetes": 3.0, "heart-failure": -8.0}
KIDNEY = {"chronic-kidney-disease": -38.0, "heart-failure": -8.0, "type-2-diabetes": -3.0}
CHRONIC = {"type-2-diabetes": 1.9, "type-1-diabetes": 2.4, "hypertension": 0.7,
"ischaemic-heart-disease": 0.6,
           "heart-failure": 1.0, "chronic-kidney-disease": 1.2, "adults": 0.3}  # fmt: skip
LUNGS = {"copd": 0.75, "asthma": 0.3, "adults": 0.012}
MEDICATED_LDL = {
    "type-2-diabetes": -0.7,
    "ischaemic-heart-disease": -1.0,
    "dyslipidaemia": -0.3,
    "stroke": -0.7,
}

PANELS: tuple[Panel, ...] = (
    Panel("blood-pressure", {"hypertension": 1.5, "type-2-diabetes": 1.5, "ischaemic-heart-disease": 0.9,
                             "heart-failure": 1.6, "adhd": 1.4, "adults": 0.25}, (
        npu("DNK05472", 127, 9, 9, by_age=0.25, shift=PRESSURE, latent="pressure", least=75, most=240),
        npu("DNK05473", 78, 6, 6, by_age=-0.05, shift=PRESSURE, latent="pressure", along=0.8, least=40,
            most=140),
        npu("DNK05462", 76, 6, 6, latent="pressure", share=0.01, least=40, most=140),
        npu("NPU21692", 72, 9, 6, share=0.5, shift={"atrial-fibrillation": 6, "adhd": 6}, least=38,
            most=180))),
    Panel("home-blood-pressure", {"hypertension": 0.5, "type-2-diabetes": 0.2}, (
        mcs("MCS88019", 133, 9, 6, latent="pressure", least=75, most=230),
        mcs("MCS88020", 79, 6, 4, latent="pressure", along=0.8, least=40, most=130))),
    Panel("bloods", CHRONIC, (
        npu("NPU27300", 37, 3.2, 2.2, shift=SUGAR, wider=SUGAR_SPREAD, latent="sugar", along=1.2, trend=0.5,
            least=18, most=170,
            below=20, above=150, share=0.85),
        npu("NPU02192", 5.6, 0.5, 0.6, 1, shift=GLUCOSE, latent="sugar", share=0.08, least=1.6, most=40),
        npu("NPU22089", 5.5, 0.5, 0.7, 1, shift=GLUCOSE, latent="sugar", share=0.03, least=1.6, most=40),
        npu("NPU27412", 6.2, 0.6, 0.3, 1, shift=GLUCOSE, latent="sugar", share=0.1, least=3, most=30),
        npu("NPU01568", 3.1, 0.7, 0.35, 1, shift=MEDICATED_LDL, latent="fat", share=0.72, least=0.3, most=9),
        npu("DNK35308", 3.1, 0.7, 0.35, 1, shift=MEDICATED_LDL, latent="fat", share=0.05, least=0.3, most=9),
        npu("NPU01567", 1.5, 0.35, 0.12, 2, share=0.72, least=0.4, most=3.6, below=0.5),
        npu("NPU01566", 5.1, 0.8, 0.4, 1, shift=MEDICATED_LDL, latent="fat", share=0.72, least=1.4, most=14),
        npu("NPU04094", 1.5, 0.5, 0.4, 1, share=0.7, skewed=True, least=0.3, most=30, above=20),
        npu("NPU18016", 76, 14, 6, by_age=0.3, shift={"chronic-kidney-disease": 55}, latent="kidney",
            along=-1,
            share=0.9, least=25, most=1100),
        npu("DNK35302", 97, 11, 5, by_age=-0.85, shift=KIDNEY, latent="kidney", trend=-0.8, share=0.9,
            least=4,
            most=150, above=90),
        npu("NPU03230", 4.0, 0.25, 0.2, 1, share=0.75, shift={"chronic-kidney-disease": 0.2}, least=2.3,
            most=7.2),
        npu("NPU03429", 140, 2, 1.6, share=0.75, least=112, most=160),
        npu("NPU19651", 26, 9, 6, share=0.5, skewed=True, least=5, most=2500, below=10),
        npu("NPU02319", 8.7, 0.7, 0.3, 1, share=0.5, shift={"chronic-kidney-disease": -0.7}, least=3.5,
            most=12.5),
        npu("NPU03577", 1.9, 0.8, 0.4, 2, share=0.28, skewed=True, shift={"low-thyroid": 1.0}, least=0.005,
            most=150,
            below=0.01))),
    Panel("urine", {"type-2-diabetes": 0.85, "type-1-diabetes": 1, "hypertension": 0.15,
                    "chronic-kidney-disease": 0.7}, (
        npu("NPU19661", 12, 14, 8, share=0.86, skewed=True, shift={"chronic-kidney-disease": 60}, least=1,
            most=8000,
            below=5),
        npu("NPU03918", 12, 14, 8, share=0.03, skewed=True, least=1, most=8000, below=5),
        npu("NPU28842", 1.4, 1.6, 0.9, 1, share=0.06, skewed=True, least=0.1, most=900, below=0.5),
        npu("NPU19677", 14, 16, 9, share=0.05, skewed=True, least=1, most=8000, below=3))),
    Panel("weight", {"type-2-diabetes": 1.2, "heart-failure": 2.2, "dementia": 0.8, "copd": 0.6, "adhd": 1.4,
                     "obesity": 1.2, "adults": 0.12}, (
        npu("NPU03804", 0, 0, 1.2, 1, latent="weight", least=2, most=260),
        npu("NPU03794", 0, 0, 0.004, 2, latent="height", share=0.4, least=0.45, most=2.15),
        npu("NPU27281", 0, 0, 0.4, 1, latent="index", share=0.6, least=9, most=75),
        mcs("MCS88018", 96, 13, 2, share=0.1, least=50, most=180))),
    Panel("spirometry", LUNGS, (
        mcs("MCS88015", 3.1, 0.7, 0.1, 2, by_age=-0.025, shift={"copd": -1.0}, latent="lung", least=0.3,
            most=6.5),
        mcs("MCS88016", 3.9, 0.7, 0.12, 2, by_age=-0.022, shift={"copd": -0.5}, latent="lung", along=0.8,
            least=0.6,
            most=8),
        mcs("MCS88017", 0.79, 0.05, 0.015, 2, shift={"copd": -0.21, "asthma": -0.03}, latent="lung",
            along=0.5,
            least=0.2, most=0.98),
        mcs("MCS88023", 95, 12, 4, shift={"copd": -35, "asthma": -8}, latent="lung", least=12, most=140))),
    Panel("copd-scores", {"copd": 0.8}, (
        mcs("MCS88021", 2.1, 0.8, 0.4, least=1, most=5),
        mcs("MCS88137", 12, 6, 2.5, least=0, most=40, share=0.7),
        mcs("MCS88022", 0.7, 0.7, 0.7, least=0, most=12, share=0.8),
        npu("NPU01933", 0.2, 0.12, 0.06, 2, skewed=True, share=0.4, least=0.01, most=4, below=0.03))),
    Panel("heart-scores", {"heart-failure": 1.3}, (
        mcs("MCS88032", 2.0, 0.6, 0.3, least=1, most=4),
        concept("EF", 42, 11, 3, least=10, most=75, share=0.45))),
    Panel("memory", {"dementia": 0.9, "memory-trouble": 1.1}, (
        concept("MMSE", 24, 4, 1.5, shift={"dementia": -4}, trend=-1.2, least=0, most=30),)),
    Panel("mood", {"depression": 0.5, "anxiety": 0.3}, (
        concept("PHQ-9", 11, 5, 3, trend=-0.8, least=0, most=27),)),
    Panel("back", {"low-back-pain": 0.5}, (
        mcs("MCS88147", 26, 10, 6, least=0, most=60),
        concept("START-RISK", 4, 2, 1, least=0, most=9, share=0.6))),
    Panel("fitness", {"copd": 0.1, "dementia": 0.1}, (mcs("MCS88050", 11, 4, 1.5, least=0, most=30),)),
    Panel("infection", {"adults": 0.35}, (
        npu("NPU19748", 7, 9, 8, skewed=True, least=0.3, most=400, below=4),
        npu("NPU02593", 7.4, 1.7, 1.4, 1, share=0.4, least=1, most=60))),
    Panel("warfarin", {"atrial-fibrillation": 0.9}, (
        npu("NPU01685", 2.4, 0.3, 0.4, 1, least=0.8, most=9, above=8),)),
    Panel("no-longer-used", {"type-2-diabetes": 0.5, "type-1-diabetes": 0.5, "hypertension": 0.06}, (
        npu("NPU03835", 0.058, 0.004, 0.003, 3, shift=SUGAR_SHARE, latent="sugar", least=0.035, most=0.17),
        npu("DNK35131", 80, 11, 5, shift=KIDNEY, latent="kidney", share=0.5, least=4, most=150, above=60),
        npu("NPU10171", 3.0, 0.7, 0.3, 1, latent="fat", share=0.6, least=0.3, most=9),
        npu("NPU03620", 1.5, 0.5, 0.4, 1, skewed=True, share=0.3, least=0.3, most=30),
        npu("NPU04998", 80, 14, 6, latent="kidney", along=-1, share=0.3, least=25, most=1100)),
        years=4, earlier=5),
    Panel("local", {"adults": 0.03}, (
        Test("URINSTIX", "local", 0.3, 0.5, 0.6, least=0, most=4),
        Test("LOKAL-CRP", "local", 9, 10, 8, skewed=True, share=0.4, least=5, most=300, below=5))),
)  # fmt: skip
