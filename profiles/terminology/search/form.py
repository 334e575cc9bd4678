"""What may be asked in an address: the words, the system, the code above, and whether errors are repaired."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms

from accounts.validators import refuse_cpr

from ..models import CodeSystem
from .finding import LONGEST, Asked


class SearchForm(forms.Form):
    """Systems that have no codes are not offered."""

    q = forms.CharField(label="Søg efter koder", required=False, max_length=LONGEST, validators=[refuse_cpr])
    system = forms.ChoiceField(label="Kodesystem", required=False)
    under = forms.CharField(label="Kun under koden", required=False, max_length=40, validators=[refuse_cpr])
    exact = forms.BooleanField(required=False)

    def __init__(self, *args: object, systems: Sequence[CodeSystem], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._systems = [system.pk for system in systems]
        offered = [(system.pk, system.title) for system in systems]
        self.fields["system"].choices = [("", "Alle"), *offered]  # type: ignore[attr-defined]

    @property
    def asked(self) -> Asked:
        """What is asked; nothing while something in the form is wrong."""
        if not self.is_valid():
            return Asked("", [])
        said = self.cleaned_data
        systems = [said["system"]] if said["system"] else self._systems
        return Asked(said["q"], systems, under=said["under"], exact=said["exact"])

    @property
    def problem(self) -> str:
        """What is wrong, in words; empty when nothing is."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)

    @property
    def chosen(self) -> dict[str, str]:
        """The filters as they were chosen, to be sent along."""
        return {name: self.data[name] for name in ("system", "under") if self.data.get(name)}
