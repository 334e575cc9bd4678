"""Making a profile, importing one, and giving a draft up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import Organisation
from profiles.standard.document import Document
from profiles.standard.identifiers import slug as slug_of
from profiles.standard.problem import InvalidDocument, Problem
from profiles.standard.reading import MOST_BYTES, read

from ..words import KINDS
from ..workflow import State
from .texts import DocumentText, LongText

#: Short names that are addresses of something else.
RESERVED = frozenset({"new", "import"})


def owners() -> Any:
    """The organisations that can own a profile: everyone but vendors."""
    return Organisation.objects.exclude(kind=Organisation.Kind.VENDOR)


class ProfileSearch(forms.Form):
    """What a list of profiles can be narrowed by."""

    q = forms.CharField(label="Søg", required=False, max_length=200)
    state = forms.ChoiceField(
        label="Tilstand",
        required=False,
        choices=[
            ("", "Alle"),
            *(
                (state.value, state.label)
                for state in (State.PUBLISHED, State.DRAFT, State.IN_REVIEW, State.APPROVED)
            ),
        ],
    )


class NewProfileForm(forms.Form):
    """A profile from nothing."""

    title = DocumentText(label="Titel", help_text="Det, profilen hedder i daglig tale, fx Type 2-diabetes.")
    slug = forms.CharField(
        label="Kortnavn",
        required=False,
        max_length=100,
        help_text="Profilens adresse. Kan ikke ændres senere. Lad feltet stå tomt, så laves det af titlen.",
    )
    kind = forms.ChoiceField(label="Art", choices=[(kind.value, word) for kind, word in KINDS.items()])
    owner = forms.ModelChoiceField(label="Ejer", queryset=Organisation.objects.none())
    purpose = LongText(
        label="Formål", help_text="Hvem skal profilen finde, og hvad skal klinikken bruge den til?"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners()  # type: ignore[attr-defined]

    def clean_slug(self) -> str:
        wished = self.cleaned_data["slug"].strip() or self.cleaned_data.get("title", "")
        made = slug_of(wished)
        if not made or made in RESERVED:
            raise ValidationError("Skriv et kortnavn, som siger, hvad profilen handler om.")
        if self.cleaned_data["slug"].strip() not in ("", made):
            raise ValidationError(
                f"Et kortnavn har kun små bogstaver a-z, tal og bindestreg. Du kan bruge {made}."
            )
        return made


class ImportForm(forms.Form):
    """A profile from a document in the standard's format."""

    file = forms.FileField(
        label="Profildokument", help_text="En JSON-fil i profilstandardens format, højst 2 MB."
    )
    owner = forms.ModelChoiceField(label="Ejer", queryset=Organisation.objects.none())

    problems: tuple[Problem, ...] = ()
    document: Document

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners()  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            raise ValidationError("Filen fylder mere end 2 MB.")
        try:
            self.document = read(upload.read())
        except InvalidDocument as invalid:
            self.problems = invalid.problems
            raise ValidationError(
                "Filen er ikke et gyldigt profildokument. Se, hvad der skal rettes."
            ) from None
        if self.document.profile in RESERVED:
            raise ValidationError(f"{self.document.profile} kan ikke være en profils kortnavn.")
        return upload


class DiscardForm(forms.Form):
    """Why a draft is given up."""

    reason = DocumentText(label="Hvorfor kasseres kladden?", max_length=300)
