"""The long-term conditions of the clinic: how many have each, at what ages, with what, and how it is coded.

``ages`` is the condition's relative frequency at 0, 10 … 90 years; only its shape counts, because the whole
is scaled to the prevalence. ``risks`` multiply the chance for those who have an earlier condition or a trait.
All shapes and risks are assumed. Codes are those of the ten profiles' code sets, and a few beside them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .parameters import ASSUMED, HVIDBERG, Parameter

Weights = dict[str, float]

# Relative frequency at 0, 10 … 90 years.
EVEN = (1, 1, 1, 1, 1, 1, 1, 1, 1, 1)
YOUNG = (0, 2, 4, 3, 1.6, 0.8, 0.3, 0.15, 0.05, 0)
MIDDLE = (0, 0.2, 1, 1.5, 1.7, 1.8, 1.5, 1.1, 0.9, 0.8)
LATE = (0, 0, 0.1, 0.4, 1, 2.2, 3.8, 5.2, 5.8, 5.5)
LATEST = (0, 0, 0, 0.1, 0.3, 0.9, 2.2, 5, 9, 11)
LAST = (0, 0, 0, 0, 0.02, 0.1, 0.5, 2.2, 8, 18)
FERTILE = (0, 0, 2, 3, 0.5, 0, 0, 0, 0, 0)


@dataclass(frozen=True)
class Condition:
    """``women`` is how many times as frequent it is among women; nought means men have it never."""

    id: str
    prevalence: Parameter
    ages: tuple[float, ...]
    icpc: Weights
    sks: Weights = field(default_factory=dict)
    women: float = 1.0
    only_women: bool = False
    risks: Weights = field(default_factory=dict)
    years: float = 9.0  # mean years since it began
    coded: float = 0.9  # share with a course diagnosis; the rest have contact diagnoses only


def known(share: float) -> Parameter:
    return Parameter(share, HVIDBERG)


def guess(share: float) -> Parameter:
    return Parameter(share, ASSUMED)


HEART = {"hypertension": 2.2, "type-2-diabetes": 2.0, "dyslipidaemia": 2.2, "smoker": 1.6}

CONDITIONS: tuple[Condition, ...] = (
    Condition("pregnancy", guess(0.012), FERTILE, {"W78": 9, "W84": 1}, {"DZ340": 1}, only_women=True,
        years=0.4),
    Condition("obesity", guess(0.04), MIDDLE, {"T82": 1}, {"DE660": 1}, risks={"heavy": 20}),
    Condition("hypertension", known(0.233), LATE, {"K86": 8, "K87": 1}, {"DI109": 9, "DI119": 1,
        "DI129": 0.1, "DI139": 0.1, "DI159": 0.2},
              risks={"heavy": 1.9}, coded=0.94),
    Condition("type-1-diabetes", guess(0.006), MIDDLE, {"T89": 1},
              {"DE109": 5, "DE102": 1, "DE103": 2, "DE104": 1, "DE100": 0.2, "DE101": 0.5, "DE105": 0.3,
              "DE106": 0.3, "DE107": 0.3, "DE108": 0.3}, women=0.75, years=18),
    Condition("type-2-diabetes", known(0.053), LATE, {"T90": 1},
              {"DE119": 8, "DE112": 1, "DE113": 1, "DE114": 0.6, "DE115": 0.4, "DE117": 0.3, "DE110": 0.1,
              "DE111": 0.1, "DE116": 0.2, "DE118": 0.2},
              women=0.7, risks={"heavy": 4.0, "hypertension": 2.6, "type-1-diabetes": 0.02}, coded=0.93),
    Condition("other-diabetes", guess(0.0012), LATE, {"T90": 1}, {"DE139": 3, "DE149": 2, "DE129": 1},
              risks={"type-2-diabetes": 0.05, "type-1-diabetes": 0.05}),
    Condition("gestational-diabetes", guess(0.003), FERTILE, {"W85": 1}, {"DO244": 3, "DO249": 1},
              only_women=True, risks={"pregnancy": 15, "heavy": 3}, years=3),
    Condition("dyslipidaemia", known(0.143), LATE, {"T93": 1}, {"DE780": 3, "DE782": 2, "DE785": 1},
              risks={"type-2-diabetes": 2.4, "hypertension": 1.8, "heavy": 1.3}),
    Condition("chronic-kidney-disease", guess(0.035), LATEST, {"U99": 8, "U88": 1},
              {"DN183": 5, "DN184": 1, "DN189": 2}, risks={"type-2-diabetes": 2.5, "hypertension": 2.2},
              years=5, coded=0.7),
    Condition("ischaemic-heart-disease", guess(0.045), LATEST, {"K76": 5, "K74": 3, "K75": 2, "K28": 0.2},
              {"DI251": 5, "DI209": 3, "DI219": 2, "DI255": 0.3, "DZ955": 1.5, "DZ951": 0.7, "DI229": 0.1,
              "DI238": 0.1, "DI249": 0.2}, women=0.5,
              risks={**HEART, "chronic-kidney-disease": 1.5}),
    Condition("stroke", guess(0.03), LATEST, {"K90": 6, "K89": 4, "K91": 1},
              {"DI639": 5, "DG459": 4, "DI649": 1, "DI619": 0.7, "DI609": 0.3, "DI693": 1}, women=0.8,
              risks=HEART),
    Condition("peripheral-artery-disease", guess(0.016), LATEST, {"K92": 1}, {"DI702": 3, "DI739": 2,
        "DI743": 0.2},
              women=0.7, risks={**HEART, "smoker": 4}),
    Condition("atrial-fibrillation", guess(0.03), LATEST, {"K78": 1}, {"DI489": 5, "DI480": 2, "DI482": 2},
              women=0.6, risks={"hypertension": 1.7, "ischaemic-heart-disease": 1.8}),
    Condition("heart-failure", guess(0.017), LATEST, {"K77": 1},
              {"DI509": 6, "DI501": 1, "DI110": 0.6, "DI420": 0.5}, women=0.65,
              risks={"ischaemic-heart-disease": 5, "atrial-fibrillation": 3, "hypertension": 1.5,
                     "chronic-kidney-disease": 2}, years=4),
    Condition("copd", known(0.047), LATE, {"R95": 1}, {"DJ449": 8, "DJ441": 1, "DJ440": 0.5, "DJ439": 0.5},
              risks={"smoker": 6, "former-smoker": 3}, coded=0.88),
    Condition("chronic-bronchitis", guess(0.006), LATE, {"R79": 1}, {"DJ429": 2, "DJ410": 1},
              risks={"smoker": 4, "copd": 0.3}),
    Condition("asthma", known(0.079), (0.8, 1.6, 1.4, 1.2, 1.1, 1, 1, 1, 0.9, 0.8), {"R96": 1},
              {"DJ459": 5, "DJ450": 2, "DJ469": 0.1}, women=1.2, risks={"copd": 1.6}, years=14),
    Condition("hay-fever", guess(0.06), YOUNG, {"R97": 1}, {"DJ301": 1}, risks={"asthma": 3}, years=12),
    Condition("depression", known(0.10), MIDDLE, {"P76": 1}, {"DF329": 5, "DF339": 3, "DF341": 0.5},
              women=1.7, risks={"smoker": 1.4, "frail": 1.5, "stroke": 1.6}, years=7),
    Condition("anxiety", guess(0.05), YOUNG, {"P74": 4, "P79": 1}, {"DF419": 3, "DF411": 2, "DF400": 1,
        "DF429": 0.6},
              women=1.6, risks={"depression": 4}, years=6),
    Condition("schizophrenia", guess(0.006), MIDDLE, {"P72": 1}, {"DF209": 3, "DF200": 2, "DF259": 0.5},
              women=0.7, risks={"smoker": 2.5}, years=15),
    Condition("bipolar-disorder", guess(0.005), MIDDLE, {"P73": 1}, {"DF319": 4, "DF309": 0.4}, years=13),
    Condition("adhd", guess(0.02), (0, 5, 4, 2, 1, 0.4, 0.1, 0, 0, 0), {"P81": 1}, {"DF900": 4, "DF988C": 1},
              women=0.7, risks={"anxiety": 1.8}, years=7),
    Condition("dementia", guess(0.012), LAST, {"P70": 30, "N99": 1, "P71": 0.5},
              {"DF009": 2, "DG309": 2, "DF039": 3, "DF019": 1, "DF02": 0.3, "DF051": 0.3, "DG318B": 0.4,
              "DG310A": 0.3},
              women=1.1, risks={"stroke": 2, "type-2-diabetes": 1.3}, years=3, coded=0.85),
    Condition("memory-trouble", guess(0.008), LATEST, {"P20": 1}, {"DR418": 1}, risks={"dementia": 0.4},
        years=1.5),
    Condition("parkinson", guess(0.002), LATEST, {"N87": 1}, {"DG209": 1}, women=0.7, risks={"dementia": 2}),
    Condition("multiple-sclerosis", guess(0.003), MIDDLE, {"N86": 1}, {"DG359": 1}, women=2.3, years=13),
    Condition("epilepsy", guess(0.009), EVEN, {"N88": 1}, {"DG409": 5, "DG419": 0.2}, years=14),
    Condition("osteoporosis", known(0.035), LATEST, {"L95": 1}, {"DM819": 4, "DM809": 1, "DM829": 0.1},
        women=4.5),
    Condition("knee-osteoarthritis", known(0.039), LATE, {"L90": 1}, {"DM179": 1}, women=1.3,
        risks={"heavy": 2}),
    Condition("hip-osteoarthritis", guess(0.024), LATE, {"L89": 1}, {"DM169": 1}, women=1.1),
    Condition("other-osteoarthritis", guess(0.02), LATE, {"L91": 1}, {"DM159": 1, "DM199": 1}, women=1.6),
    Condition("rheumatoid-arthritis", guess(0.008), LATE, {"L88": 1}, {"DM059": 3, "DM069": 2}, women=2.4),
    Condition("gout", guess(0.012), LATE, {"T92": 1}, {"DM109": 1}, women=0.25, risks={"heavy": 2,
        "heart-failure": 2}),
    Condition("low-back-pain", guess(0.06), MIDDLE, {"L03": 5, "L84": 3, "L86": 2},
              {"DM545": 5, "DM544": 2, "DM543": 1, "DM511": 1, "DM480": 0.5, "DM479": 0.5},
              risks={"heavy": 1.3, "depression": 1.5}, years=4, coded=0.55),
    Condition("chronic-pain", guess(0.012), MIDDLE, {"A01": 1}, {"DR522D": 2, "DR522E": 1}, women=1.5,
              risks={"low-back-pain": 5, "rheumatoid-arthritis": 2, "depression": 2}, years=5),
    Condition("cancer", guess(0.045), LATEST,
              {"X76": 3, "Y77": 3, "D75": 2, "R84": 1.4, "U76": 1, "B72": 0.6, "B73": 0.4, "B74": 0.4,
               "D76": 0.3, "D77": 0.5, "D74": 0.2, "A79": 0.5},
              {"DC509": 3, "DC619": 3, "DC189": 2, "DC349": 1.4, "DC679": 1}, risks={"smoker": 1.4},
              years=4.5),
    Condition("palliative-care", guess(0.0012), LATEST, {"A99": 1}, {"DZ515": 1}, risks={"cancer": 60},
        years=0.5),
    Condition("low-thyroid", guess(0.028), LATE, {"T86": 1}, {"DE039": 5, "DE890": 1}, women=4),
    Condition("high-thyroid", guess(0.008), MIDDLE, {"T85": 1}, {"DE059": 1}, women=4,
        risks={"low-thyroid": 0.2}),
    Condition("psoriasis", guess(0.02), MIDDLE, {"S91": 1}, {"DL409": 1}, years=14),
    Condition("bowel-inflammation", guess(0.009), MIDDLE, {"D94": 1}, {"DK509": 1, "DK519": 1.4}, years=12),
    Condition("alcohol-misuse", guess(0.014), MIDDLE, {"P15": 5, "P16": 1}, {"DF102": 5, "DF1073": 0.1},
        women=0.5,
              risks={"smoker": 2.5, "depression": 2}),
    Condition("liver-disease", guess(0.006), MIDDLE, {"D97": 1}, {"DK709": 1, "DK760": 2}, women=0.7,
              risks={"alcohol-misuse": 12, "heavy": 2}),
    Condition("drug-misuse", guess(0.006), YOUNG, {"P19": 3, "P18": 1}, {"DF112": 1, "DF122": 2}, women=0.5,
              risks={"smoker": 4, "anxiety": 2}),
    Condition("tobacco-problem", guess(0.03), MIDDLE, {"P17": 1}, {"DF172": 2, "DZ720": 2},
        risks={"smoker": 60}),
    Condition("sleep-apnoea", guess(0.012), MIDDLE, {"P06": 1}, {"DG473": 1}, women=0.45, risks={"heavy": 5}),
    Condition("polycystic-ovaries", guess(0.005), FERTILE, {"T99": 1}, {"DE282": 1}, only_women=True,
              risks={"heavy": 3}),
)  # fmt: skip

# Diagnoses of a single contact: what people come with on an ordinary day. Weights are assumed.
PASSING: Weights = {
    "R74": 9, "R05": 5, "R78": 3, "R81": 1, "R75": 2, "R76": 2, "H71": 2, "U71": 6, "U01": 1, "D73": 3,
    "D01": 3,
    "D84": 1, "S74": 2, "S87": 2, "S88": 2, "S06": 2, "L08": 3, "L15": 3, "L17": 2, "L81": 2, "N01": 3,
    "N17": 2,
    "A04": 4, "A97": 5, "A98": 4, "F70": 2, "W11": 2, "X11": 1, "P02": 3, "P06": 2, "P03": 2, "K02": 1,
    "B80": 1,
    "L02": 3, "L03": 4, "A11": 1, "P20": 0.3, "L01": 2, "R77": 1, "D99": 1, "U88": 0.02,
}  # fmt: skip

# Codes that are written for one another, in the records of a few patients. The last lost its D (D3).
LOOK_ALIKES: dict[str, str] = {
    "T90": "T89", "T89": "T90", "R95": "R79", "R96": "R95", "K76": "K74", "K77": "K84", "P70": "P71",
    "P76": "P73", "L95": "L91", "K90": "K91", "L86": "L84", "K86": "K85",
    "DE119": "DE109", "DE112": "DE12", "DJ449": "DJ459", "DI251": "DI51", "DF039": "DF05", "DI109": "I109",
}  # fmt: skip
