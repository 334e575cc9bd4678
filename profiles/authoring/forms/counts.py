"""Where and when a population is counted."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms

from ..counting.clinics import Clinic

# Windows reach at most two centuries back or forth, and must stay in the calendar.
EARLIEST, LATEST = datetime.date(1900, 1, 1), datetime.date(2200, 12, 31)


class CountForm(forms.Form):
    """A clinic and an index date; what is not said is the smallest clinic on its own last day."""

    clinic = forms.ChoiceField(label="Patienter")
    date = forms.DateField(
        label="Opgørelsesdag",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": "Skriv en dato, fx 2026-11-21."},
    )

    def __init__(self, given: Any, clinics: list[Clinic]) -> None:
        self._clinics = {str(clinic.size): clinic for clinic in clinics}
        first = clinics[0]
        data = {"clinic": given.get("clinic") or str(first.size)}
        data["date"] = given.get("date") or first.as_of.isoformat()
        super().__init__(data)
        self.fields["clinic"].choices = [(key, each.title) for key, each in self._clinics.items()]  # type: ignore[attr-defined]

    def clean_date(self) -> datetime.date:
        asked: datetime.date = self.cleaned_data["date"]
        if not EARLIEST <= asked <= LATEST:
            raise forms.ValidationError("Vælg en dag mellem 1900 og 2200.")
        return asked

    @property
    def chosen(self) -> Clinic:
        """The clinic asked for; only of a valid form."""
        return self._clinics[self.cleaned_data["clinic"]]
