"""How pages mark a document's closed sets: the language's own Danish names, and icons beside the levels."""

from __future__ import annotations

from profiles.standard.document import Level
from profiles.standard.narrative.danish.names import ACTION_KINDS, KINDS, LEVELS

__all__ = ["ACTION_KINDS", "EXAMPLE_MARK", "KINDS", "LEVELS", "LEVEL_ICONS"]

LEVEL_ICONS: dict[Level, str] = {
    Level.OK: "check",
    Level.ATTENTION: "warning",
    Level.CRITICAL: "error",
    Level.MISSING: "minus",
}

EXAMPLE_MARK = "ikke klinisk godkendt"
