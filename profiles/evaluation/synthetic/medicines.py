"""Which medicines go with which conditions, and how often a prescription is written. Shares are assumed."""

from __future__ import annotations

from dataclasses import dataclass

REGULAR, AS_NEEDED = range(2)
TABLET, DEPOT, PATCH, INJECTION, INHALER, OTHER = range(6)


@dataclass(frozen=True)
class Medicine:
    """``share`` of those with the condition take it now; ``ended`` of them have stopped."""

    atc: str
    condition: str
    share: float
    yearly: float = 2.6
    form: int = TABLET
    regimen: int = REGULAR
    ended: float = 0.15
    years: float = 4.0


def course(atc: str, condition: str, share: float, yearly: float) -> Medicine:
    """A short course, seldom on the list of current medicines."""
    return Medicine(atc, condition, share, yearly, ended=0.95, years=0.1)


EVERYBODY = "everybody"
SELDOM = (
    *("A10BD02", "A10BD03", "A10BD05", "A10BD08", "A10BD10", "A10BD11", "A10BD13", "A10BD14", "A10BD16"),
    *("A10BD19", "A10BD21", "A10BD23", "A10BD24", "A10BF01", "A10BG03", "A10BX02"),
)

MEDICINES: tuple[Medicine, ...] = (
    Medicine("A10BA02", "type-2-diabetes", 0.60),
    Medicine("A10BD07", "type-2-diabetes", 0.03),
    Medicine("A10BD15", "type-2-diabetes", 0.03),
    Medicine("A10BD20", "type-2-diabetes", 0.04),
    *(Medicine(atc, "type-2-diabetes", 0.004) for atc in SELDOM),
    Medicine("A10BB12", "type-2-diabetes", 0.05),
    Medicine("A10BH01", "type-2-diabetes", 0.08),
    Medicine("A10BJ02", "type-2-diabetes", 0.06, form=INJECTION),
    Medicine("A10BJ06", "type-2-diabetes", 0.22, form=INJECTION),
    Medicine("A10BK01", "type-2-diabetes", 0.10),
    Medicine("A10BK03", "type-2-diabetes", 0.18),
    Medicine("A10AE04", "type-2-diabetes", 0.10, form=INJECTION),
    Medicine("A10AB05", "type-2-diabetes", 0.05, form=INJECTION),
    Medicine("A10AE56", "type-2-diabetes", 0.02, form=INJECTION),
    Medicine("A10AE54", "type-2-diabetes", 0.005, form=INJECTION),
    Medicine("C10AA05", "type-2-diabetes", 0.45),
    Medicine("A10AB05", "type-1-diabetes", 0.93, 4, INJECTION, ended=0.02, years=12),
    Medicine("A10AE06", "type-1-diabetes", 0.80, 4, INJECTION, ended=0.05, years=6),
    Medicine("A10BA02", "polycystic-ovaries", 0.30),
    Medicine("A10BJ06", "obesity", 0.18, 5, INJECTION, years=1),
    Medicine("C09AA02", "hypertension", 0.22),
    Medicine("C09AA05", "hypertension", 0.10),
    Medicine("C09CA01", "hypertension", 0.26),
    Medicine("C09BA02", "hypertension", 0.04),
    Medicine("C09DA01", "hypertension", 0.07),
    Medicine("C08CA01", "hypertension", 0.33),
    Medicine("C03AB01", "hypertension", 0.16),
    Medicine("C10AA05", "dyslipidaemia", 0.40),
    Medicine("C10AA01", "dyslipidaemia", 0.30),
    Medicine("C10BA05", "dyslipidaemia", 0.02),
    Medicine("B01AC06", "ischaemic-heart-disease", 0.60),
    Medicine("B01AC04", "ischaemic-heart-disease", 0.22),
    Medicine("C07AB02", "ischaemic-heart-disease", 0.45),
    Medicine("C10AA05", "ischaemic-heart-disease", 0.50),
    Medicine("C01DA02", "ischaemic-heart-disease", 0.15, 1, regimen=AS_NEEDED),
    Medicine("B01AC04", "stroke", 0.55),
    Medicine("B01AC06", "peripheral-artery-disease", 0.45),
    Medicine("B01AF02", "atrial-fibrillation", 0.42),
    Medicine("B01AF01", "atrial-fibrillation", 0.20),
    Medicine("B01AE07", "atrial-fibrillation", 0.10),
    Medicine("B01AA03", "atrial-fibrillation", 0.12),
    Medicine("C07AB02", "atrial-fibrillation", 0.50),
    Medicine("C07AB02", "heart-failure", 0.65),
    Medicine("C09AA02", "heart-failure", 0.35),
    Medicine("C09DX04", "heart-failure", 0.18),
    Medicine("C03DA01", "heart-failure", 0.35),
    Medicine("C03CA01", "heart-failure", 0.55),
    Medicine("A10BK03", "heart-failure", 0.30),
    Medicine("C01EB17", "heart-failure", 0.01),
    Medicine("R03BB04", "copd", 0.28, form=INHALER),
    Medicine("R03BB06", "copd", 0.08, form=INHALER),
    Medicine("R03AC18", "copd", 0.06, form=INHALER),
    Medicine("R03AL02", "copd", 0.03, form=INHALER),
    Medicine("R03AL04", "copd", 0.20, form=INHALER),
    Medicine("R03AL09", "copd", 0.14, form=INHALER),
    Medicine("R03AC02", "copd", 0.50, 1.5, INHALER, AS_NEEDED),
    Medicine("R03AK07", "asthma", 0.40, form=INHALER),
    Medicine("R03BA02", "asthma", 0.25, form=INHALER),
    Medicine("R03AC02", "asthma", 0.50, 1.2, INHALER, AS_NEEDED),
    Medicine("R03DC03", "asthma", 0.07),
    course("H02AB06", "copd", 0.30, 1.3),
    course("J01CA08", "copd", 0.20, 1.0),
    Medicine("N06AB04", "depression", 0.25),
    Medicine("N06AB06", "depression", 0.22),
    Medicine("N06AX11", "depression", 0.12),
    Medicine("N06AB06", "anxiety", 0.25),
    Medicine("N05BA04", "anxiety", 0.07, 3, regimen=AS_NEEDED),
    Medicine("N05AH04", "anxiety", 0.05),
    Medicine("N05AH03", "schizophrenia", 0.35, 6),
    Medicine("N05AX12", "schizophrenia", 0.30, 6),
    Medicine("N05AN01", "bipolar-disorder", 0.40, 4),
    Medicine("N06BA04", "adhd", 0.55, 7, DEPOT),
    Medicine("N06BA12", "adhd", 0.12, 7),
    Medicine("N06BA09", "adhd", 0.07, 6),
    Medicine("N06BA02", "adhd", 0.01, 6),
    Medicine("C02AC02", "adhd", 0.01, 6),
    Medicine("N06DA02", "dementia", 0.28),
    Medicine("N06DX01", "dementia", 0.20),
    Medicine("N06DA03", "dementia", 0.04, form=PATCH),
    Medicine("N06DA04", "dementia", 0.02),
    Medicine("N05AX08", "dementia", 0.10),
    Medicine("N04BA02", "parkinson", 0.80, 4),
    Medicine("N03AX14", "epilepsy", 0.35, 4),
    Medicine("N03AX09", "epilepsy", 0.30, 4),
    Medicine("M05BA04", "osteoporosis", 0.50, 4),
    Medicine("M05BX04", "osteoporosis", 0.08, 2, INJECTION),
    Medicine("N02BE01", "knee-osteoarthritis", 0.45),
    Medicine("M01AE01", "knee-osteoarthritis", 0.15, 1.5, regimen=AS_NEEDED),
    Medicine("N02BE01", "hip-osteoarthritis", 0.45),
    Medicine("L04AX03", "rheumatoid-arthritis", 0.50),
    Medicine("M04AA01", "gout", 0.55),
    Medicine("M01AE01", "low-back-pain", 0.22, 1.5, regimen=AS_NEEDED, ended=0.5, years=1),
    Medicine("N02BE01", "low-back-pain", 0.35, 2, years=1),
    Medicine("N02AX02", "low-back-pain", 0.07, 3, years=1.5),
    Medicine("N02AA01", "low-back-pain", 0.02, 4, DEPOT),
    Medicine("N02AX02", "chronic-pain", 0.22, 5, DEPOT),
    Medicine("N02AA05", "chronic-pain", 0.12, 7, DEPOT),
    Medicine("N02AA05", "chronic-pain", 0.06, 6, regimen=AS_NEEDED),
    Medicine("N02AA01", "chronic-pain", 0.10, 7, DEPOT),
    Medicine("N02AE01", "chronic-pain", 0.05, 7, PATCH),
    Medicine("N02AB03", "chronic-pain", 0.03, 7, PATCH),
    Medicine("N02AJ06", "chronic-pain", 0.06, 4),
    Medicine("N02BF01", "chronic-pain", 0.18, 4),
    Medicine("N02BF02", "chronic-pain", 0.10, 4),
    Medicine("N03AX12", "chronic-pain", 0.03, 2, ended=1, years=6),
    Medicine("N03AX16", "chronic-pain", 0.02, 2, ended=1, years=6),
    Medicine("A06AD11", "chronic-pain", 0.22, 2, regimen=AS_NEEDED),
    Medicine("N02AA01", "palliative-care", 0.70, 12),
    Medicine("N02AA01", "cancer", 0.06, 5),
    Medicine("A06AD11", "cancer", 0.06, 2, regimen=AS_NEEDED),
    Medicine("N07BC02", "drug-misuse", 0.12, 6, OTHER),
    Medicine("N07BC01", "drug-misuse", 0.08, 6, OTHER),
    Medicine("H03AA01", "low-thyroid", 0.85, 3, ended=0.03, years=9),
    Medicine("H03BB02", "high-thyroid", 0.40),
    Medicine("P01BA02", "rheumatoid-arthritis", 0.15),
    Medicine("A07EC02", "bowel-inflammation", 0.45),
    Medicine("G04BD12", EVERYBODY, 0.008),
    Medicine("A02BC01", EVERYBODY, 0.09, 2.5),
    Medicine("N05CF01", EVERYBODY, 0.018, 3, regimen=AS_NEEDED),
    Medicine("N05CD02", EVERYBODY, 0.003, 3, regimen=AS_NEEDED),
    Medicine("G03AA07", EVERYBODY, 0.05, 1.5),
    course("J01CE02", EVERYBODY, 0.10, 0.8),
    course("J01CA08", EVERYBODY, 0.04, 0.8),
    course("J01FA09", EVERYBODY, 0.02, 0.8),
    course("M01AE01", EVERYBODY, 0.07, 0.9),
    course("N06AA10", EVERYBODY, 0.004, 1.5),
)
