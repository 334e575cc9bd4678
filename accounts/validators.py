"""What no name in the tool may hold: it has no patient data, and a CPR number is where that would begin."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from profiles.standard.cpr import cpr_like


def refuse_cpr(text: str) -> None:
    """Raise ``ValidationError`` for a text with something like a CPR number that is not MedCom's own."""
    if cpr_like(text):
        raise ValidationError(
            "Her står noget, der ligner et CPR-nummer. Det må der ikke stå nogen steder i værktøjet.",
            code="cpr",
        )
