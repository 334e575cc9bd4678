"""The English names of a document's closed sets, and of what the catalogue names in Danish."""

from __future__ import annotations

from ...document import ActionKind, Kind, Level
from ..lexicon import Names

KINDS = {
    Kind.DISEASE: "Disease",
    Kind.TREATMENT: "Treatment",
    Kind.PATHWAY: "Care pathway",
    Kind.PROCESS: "Process",
    Kind.MULTIMORBIDITY: "Multimorbidity",
}
LEVELS = {
    Level.OK: "In order",
    Level.ATTENTION: "Attention",
    Level.CRITICAL: "Critical",
    Level.MISSING: "Missing",
}
ACTION_KINDS = {
    ActionKind.RECALL: "Recall",
    ActionKind.BOOK: "Book an appointment",
    ActionKind.ORDER_TEST: "Order a test",
    ActionKind.REFER: "Refer",
    ActionKind.RENEW_PRESCRIPTION: "Renew the prescription",
    ActionKind.MAKE_PLAN: "Make a plan",
    ActionKind.REVIEW: "Review",
    ActionKind.CODE_CORRECTION: "Correct the coding",
}

# What an identifier of the catalogue does not say by itself. Systems keep their names.
CATALOGUE = {
    "icpc-2-dk": "ICPC-2-DK",
    "sks": "SKS",
    "atc": "ATC",
    "npu": "NPU and DNK",
    "mcs": "MedCom MCS",
    "concept": "the standard’s own concepts",
    "local": "local codes",
    "ydelse": "Danish service codes",
    "own": "the patient’s own doctor",
    "someone-else": "someone other than the patient’s own doctor",
    "copd": "COPD",
    "hba1c": "HbA1c",
    "ef-group": "EF group",
    "hfref": "HFrEF",
    "hfmref": "HFmrEF",
    "hfpef": "HFpEF",
    "initial-1": "initial, step 1",
    "initial-2": "initial, step 2",
}


def of_catalogue(identifier: str, _title: str) -> str:
    """Identifiers of the catalogue are English words already: ``next_review`` is *next review*."""
    return CATALOGUE.get(identifier) or identifier.replace("_", " ").replace("-", " ")


NAMES = Names(kinds=KINDS, levels=LEVELS, action_kinds=ACTION_KINDS, of_catalogue=of_catalogue)
