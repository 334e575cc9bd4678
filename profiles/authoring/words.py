"""The Danish names of the document's closed sets, said in one way on every page."""

from __future__ import annotations

from profiles.standard.document import ActionKind, Kind, Level

KINDS: dict[Kind, str] = {
    Kind.DISEASE: "Sygdom",
    Kind.TREATMENT: "Behandling",
    Kind.PATHWAY: "Pakkeforløb",
    Kind.PROCESS: "Proces",
    Kind.MULTIMORBIDITY: "Multisygdom",
}

LEVELS: dict[Level, str] = {
    Level.OK: "I orden",
    Level.ATTENTION: "Opmærksomhed",
    Level.CRITICAL: "Kritisk",
    Level.MISSING: "Mangler",
}

LEVEL_ICONS: dict[Level, str] = {
    Level.OK: "check",
    Level.ATTENTION: "warning",
    Level.CRITICAL: "error",
    Level.MISSING: "minus",
}

ACTION_KINDS: dict[ActionKind, str] = {
    ActionKind.RECALL: "Indkald",
    ActionKind.BOOK: "Book tid",
    ActionKind.ORDER_TEST: "Bestil prøve",
    ActionKind.REFER: "Henvis",
    ActionKind.RENEW_PRESCRIPTION: "Forny recept",
    ActionKind.MAKE_PLAN: "Læg plan",
    ActionKind.REVIEW: "Gennemgå",
    ActionKind.CODE_CORRECTION: "Ret kodning",
}

EXAMPLE_MARK = "ikke klinisk godkendt"
