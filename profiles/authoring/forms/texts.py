"""Text fields of a document: in Unicode NFC, bounded, never with something that looks like a CPR number."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from profiles.standard.cpr import cpr_like
from profiles.standard.text import LONGEST

TITLE_LENGTH = 200


class DocumentText(forms.CharField):
    """One line of a document, normalised; refuses a CPR-like number at the very field."""

    def __init__(self, *, max_length: int = TITLE_LENGTH, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)

    def clean(self, value: Any) -> str:
        text = unicodedata.normalize("NFC", super().clean(value))
        if cpr_like(text):
            raise ValidationError(
                "Her står noget, der ligner et CPR-nummer. En profil må aldrig indeholde patientdata.",
                code="cpr",
            )
        return text


class LongText(DocumentText):
    """A longer text of a document. The standard knows no line breaks (A23): each becomes a space."""

    def __init__(self, *, rows: int = 3, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=LONGEST, **options)

    def clean(self, value: Any) -> str:
        return " ".join(super().clean(value).split())
