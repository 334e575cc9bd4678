"""The form that a list is given in: pasted, or as a file, of codes or a ValueSet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from profiles.standard.catalogue import CodeSystem

from .grid import MOST_BYTES, lines_of_file, lines_of_text
from .listing import read_listing
from .value_set import read_value_set
from .wish import CannotRead, Reading

LONGEST_LIST = 500_000


class AddForm(forms.Form):
    """One of the two fields is filled in; ``given`` is its name."""

    system = forms.ChoiceField(label="Kodesystem", required=False)
    codes = forms.CharField(
        label="Koder",
        required=False,
        max_length=LONGEST_LIST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text="Én kode på hver linje, flere med mellemrum imellem, eller kopieret fra et regneark. "
        "Et FHIR ValueSet kan også sættes ind.",
    )
    file = forms.FileField(
        label="Eller en fil",
        required=False,
        help_text="CSV, Excel (.xlsx) eller et FHIR ValueSet (.json), højst 2 MB.",
    )

    def __init__(self, *args: Any, systems: Sequence[CodeSystem], **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "add-%s")
        super().__init__(*args, **kwargs)
        choices = [("", "Find det selv"), *((each.id, each.title) for each in systems)]
        self.fields["system"].choices = choices  # type: ignore[attr-defined]

    @property
    def given(self) -> str:
        return "file" if self.files.get("file") else "codes"

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload and upload.size > MOST_BYTES:
            raise ValidationError("Filen fylder mere end 2 MB. Del den, og læg den ind i flere omgange.")
        return upload

    def clean(self) -> None:
        filled = (self.cleaned_data.get("codes") or "").strip() or self.files.get("file")
        if not filled and not self.errors:
            self.add_error("codes", "Sæt en liste ind, eller vælg en fil.")


def read(form: AddForm, systems: Sequence[CodeSystem]) -> Reading:
    """What was given, as wishes. Raises :class:`CannotRead`."""
    system, upload = form.cleaned_data["system"], form.cleaned_data["file"]
    if not upload:
        text = form.cleaned_data["codes"]
        if text.lstrip().startswith("{"):
            return read_value_set(text, systems)
        return _some(read_listing(lines_of_text(text), systems, system))
    data = upload.read()
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return read_value_set(data, systems)
    return _some(read_listing(lines_of_file(upload.name, data), systems, system))


def _some(reading: Reading) -> Reading:
    if not reading.wishes and not reading.unread:
        raise CannotRead("Der er ingen koder i listen.")
    return reading
