"""What a person fills in to bring codes in: a new code system, and a file of codes or a map."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, QueryDict
from django.utils.formats import date_format
from django.utils.timezone import localdate

from accounts.validators import refuse_cpr

from .differences import Kind
from .formats import FORMATS, CodeFormat, Gives, MapFormat
from .models import CodeSystem, Release
from .recognising import FIRST_BYTES, recognised

#: Addresses below ``/codes/`` that are not systems.
RESERVED = frozenset({"new", "imports", "search"})
WHOLE, PART = "whole", "part"


class PlainText(forms.CharField):
    """A line of text that holds no CPR number."""

    default_validators = [refuse_cpr]  # noqa: RUF012


class CodeSystemForm(forms.Form):
    """A code system beside those of the catalogue."""

    title = PlainText(label="Navn", max_length=100)
    id = forms.SlugField(
        label="Kortnavn",
        max_length=40,
        help_text="Små bogstaver, tal og bindestreg, fx icd-10. Kan ikke ændres senere.",
    )
    uri = forms.CharField(
        label="URI", max_length=200, help_text="Kodesystemets adresse, som FHIR bruger den, eller dets OID."
    )
    aliases = forms.CharField(
        label="Andre URI’er",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Andre adresser, der bruges om det samme kodesystem. Én på hver linje.",
    )
    hierarchical = forms.BooleanField(
        label="Koderne under en kode begynder med den", required=False, help_text="Som i SKS, ICPC og ATC."
    )

    def clean_id(self) -> str:
        wished: str = self.cleaned_data["id"]
        if wished in RESERVED or wished != wished.lower() or "_" in wished:
            raise ValidationError("Skriv et kortnavn af små bogstaver, tal og bindestreg.")
        if CodeSystem.objects.filter(pk=wished).exists():
            raise ValidationError("Der er allerede et kodesystem med det kortnavn.")
        return wished

    def clean_aliases(self) -> list[str]:
        written = [line.strip() for line in self.cleaned_data["aliases"].splitlines() if line.strip()]
        if any(len(line) > 200 for line in written):
            raise ValidationError("En URI kan højst fylde 200 tegn.")
        return written


class ImportForm(forms.Form):
    """A file of codes, or a map, and what is known of where it comes from."""

    file = forms.FileField(label="Fil", max_length=200)
    format = forms.ChoiceField(
        label="Format", required=False, help_text="Lad feltet stå, så genkendes formatet på filen."
    )
    system = forms.ModelChoiceField(
        label="Kodesystem",
        queryset=CodeSystem.objects.order_by("title"),
        required=False,
        empty_label="Som formatet siger",
        help_text="Hvor koderne hører til. For en kodeoversættelse: det system, den går fra.",
    )
    to_system = forms.ModelChoiceField(
        label="Oversat til",
        queryset=CodeSystem.objects.order_by("title"),
        required=False,
        empty_label="Filen er ikke en kodeoversættelse",
    )
    title = PlainText(label="Navn på udgaven", max_length=100, help_text="Fx 2026-10 eller 4. kvartal 2026.")
    date = forms.DateField(
        label="Kildens dato",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Den dag, filen gælder fra eller er hentet.",
    )
    source = PlainText(
        label="Kilde", max_length=500, help_text="Hvem der udgiver filen, og hvor den er hentet."
    )
    licence = PlainText(
        label="Licens", max_length=300, required=False, help_text="Hvad koderne må bruges til."
    )
    extent = forms.ChoiceField(
        label="Hvad er i filen?",
        choices=[
            (WHOLE, "Hele kodesystemet. Koder, som filen ikke har med, bliver lukket."),
            (PART, "Kun nogle af koderne. Resten bliver, som de er."),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = sorted(FORMATS.values(), key=lambda form: form.title)
        self.fields["format"].choices = [  # type: ignore[attr-defined]
            ("", "Genkend på filen"),
            *((form.id, form.title) for form in listed),
        ]

    def clean_date(self) -> Any:
        given = self.cleaned_data["date"]
        if given > localdate():
            raise ValidationError("Datoen er ikke kommet endnu.")
        return given

    def clean(self) -> dict[str, Any]:
        if form := self._format():
            self._fit_systems(form)
            self.cleaned_data["licence"] = self.cleaned_data.get("licence") or form.licence
        return self.cleaned_data

    def facts(self) -> dict[str, Any]:
        """What ``begin_import`` takes."""
        given = dict(self.cleaned_data)
        return given | {"upload": given.pop("file"), "complete": given.pop("extent") == WHOLE}

    def _format(self) -> CodeFormat | MapFormat | None:
        """The format that was chosen, or that the file is recognised as."""
        if chosen := self.cleaned_data.get("format"):
            return FORMATS[chosen]
        if (file := self.cleaned_data.get("file")) is None:
            return None
        form = recognised(file.name, file.read(FIRST_BYTES), self._said("system"))
        file.seek(0)
        if form is None:
            self.add_error("format", "Formatet kan ikke genkendes på filen. Vælg det.")
        else:
            self.cleaned_data["format"] = form.id
        return form

    def _said(self, field: str) -> str | None:
        system = self.cleaned_data.get(field)
        return system.pk if system else None

    def _fit_systems(self, form: CodeFormat | MapFormat) -> None:
        self._fit(
            "system", form.system, "Formatet siger ikke, hvilket kodesystem koderne hører til. Vælg det."
        )
        if form.gives == Gives.MAP:
            target = form.target if isinstance(form, MapFormat) else None
            self._fit(
                "to_system", target, "Filen er en kodeoversættelse. Vælg, hvilket kodesystem den går til."
            )

    def _fit(self, field: str, known: str | None, missing: str) -> None:
        """Let the format say a system that the person did not."""
        if not self._said(field) and known:
            self.cleaned_data[field] = CodeSystem.objects.filter(pk=known).first()
        if not self._said(field):
            self.add_error(field, missing)


class ReleaseChoice(forms.ModelChoiceField):
    """A release, told by number, name and day."""

    def label_from_instance(self, release: Any) -> str:
        return f"{release.number}. {release.title} ({date_format(release.date, 'j. N Y')})"


class ChangesForm(forms.Form):
    """Two releases of a system to hold against each other, and what to look for."""

    kind = forms.ChoiceField(
        label="Vis", required=False, choices=[("", "Alle forskelle"), *Kind.choices], widget=forms.HiddenInput
    )

    def __init__(self, system: CodeSystem, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("from", "Fra"), ("to", "Til")):
            self.fields[name] = ReleaseChoice(
                label=label, queryset=system.releases.all(), to_field_name="number", empty_label=None
            )

    @classmethod
    def asked(cls, system: CodeSystem, given: QueryDict) -> ChangesForm:
        """What is asked for in the address; where it does not say, the newest release and the one before."""
        numbers = list(system.releases.values_list("number", flat=True)[:2])
        if not numbers:
            raise Http404("Kodesystemet har ingen udgaver.")
        usual = {"from": str(numbers[-1]), "to": str(numbers[0])}
        return cls(system, usual | given.dict())

    def ordered(self) -> tuple[Release, Release]:
        """The two releases, the earlier first however they were asked for."""
        first, last = sorted(
            (self.cleaned_data["from"], self.cleaned_data["to"]), key=lambda each: each.number
        )
        return first, last
