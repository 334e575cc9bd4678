"""The Danish names of a document's closed sets, the same in sentences, in changes and in forms."""

from __future__ import annotations

from ...document import ActionKind, Kind, Level
from ..lexicon import Names

KINDS = {
    Kind.DISEASE: "Sygdom",
    Kind.TREATMENT: "Behandling",
    Kind.PATHWAY: "Pakkeforløb",
    Kind.PROCESS: "Proces",
    Kind.MULTIMORBIDITY: "Multisygdom",
}
LEVELS = {
    Level.OK: "I orden",
    Level.ATTENTION: "Opmærksomhed",
    Level.CRITICAL: "Kritisk",
    Level.MISSING: "Mangler",
}
ACTION_KINDS = {
    ActionKind.RECALL: "Indkald",
    ActionKind.BOOK: "Book tid",
    ActionKind.ORDER_TEST: "Bestil prøve",
    ActionKind.REFER: "Henvis",
    ActionKind.RENEW_PRESCRIPTION: "Forny recept",
    ActionKind.MAKE_PLAN: "Læg plan",
    ActionKind.REVIEW: "Gennemgå",
    ActionKind.CODE_CORRECTION: "Ret kodning",
}


def of_catalogue(_identifier: str, title: str) -> str:
    """The catalogue's own titles are Danish."""
    return title


NAMES = Names(kinds=KINDS, levels=LEVELS, action_kinds=ACTION_KINDS, of_catalogue=of_catalogue)
