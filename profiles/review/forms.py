"""What people may type during review. Forms check what was typed; the actions decide what may be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from profiles.authoring.models import ProfileVersion

from .guards import LONGEST_TEXT
from .models import Decision
from .places import WHOLE

Kind = Decision.Kind
Outcome = Decision.Outcome


def _text(label: str, *, required: bool = True, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": "Skriv noget først; et par ord er nok."},
        **more,
    )


class SubmitForm(forms.Form):
    """What the author says to the reviewers."""

    note = _text(
        "Besked til gennemgangen",
        required=False,
        help_text="Hvad er ændret, og hvad vil du gerne have set på?",
    )


class TakeBackForm(forms.Form):
    """Why a version is taken back."""

    reason = _text("Hvorfor tager du den tilbage?", rows=2)


class CommentForm(forms.Form):
    """A comment at a place, or a reply. ``view`` is the way of reading to come back to."""

    body = _text("Kommentar")
    node = forms.CharField(required=False, widget=forms.HiddenInput, empty_value=WHOLE)


@dataclass(frozen=True)
class Choice:
    """One decision a person may take: what, in which capacity, and the words for it."""

    outcome: Decision.Outcome
    kind: Decision.Kind
    label: str
    hint: str

    @property
    def value(self) -> str:
        return f"{self.outcome}.{self.kind}"

    @property
    def html(self) -> SafeString:
        return format_html("<b>{}</b> <small>{}</small>", self.label, self.hint)


class DecisionForm(forms.Form):
    """One decision about the content with that hash; asking for changes needs a reason."""

    decision = forms.ChoiceField(label="Hvad er din vurdering?", widget=forms.RadioSelect)
    reason = _text("Kort begrundelse", required=False, help_text="Skal skrives, når du beder om ændringer.")
    content_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        possible: tuple[Choice, ...],
        offered: tuple[Choice, ...],
        **kwargs: Any,
    ) -> None:
        """``offered`` is shown; the rest of ``possible`` is understood too, so that a refusal can say why."""
        super().__init__(data, **kwargs)
        self._choices = {choice.value: choice for choice in possible}
        decision: Any = self.fields["decision"]
        decision.choices = [(choice.value, choice.html) for choice in possible]
        decision.widget.choices = [(choice.value, choice.html) for choice in offered]

    @property
    def chosen(self) -> Choice:
        """The choice that was made; for a valid form."""
        return self._choices[self.cleaned_data["decision"]]

    @property
    def has_choices(self) -> bool:
        return bool(self["decision"].field.widget.choices)

    def clean(self) -> None:
        chosen = self._choices.get(self.cleaned_data.get("decision", ""))
        asks = chosen is not None and chosen.outcome == Outcome.CHANGES_REQUESTED
        if asks and not self.cleaned_data.get("reason", "").strip() and "reason" not in self.errors:
            self.add_error("reason", "Skriv, hvad der skal ændres.")


class PublishForm(forms.Form):
    """Publishing is confirmed by typing the number that the version gets."""

    number = forms.CharField(label="Versionsnummer", max_length=40)
    note = _text("Hvad er nyt?", required=False, help_text="Læses af dem, der bruger profilen.")
    content_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, version: ProfileVersion, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self._number = version.number
        self.fields[
            "number"
        ].help_text = f"Skriv {version.number} for at bekræfte. En udgivelse kan ikke fortrydes."

    def clean_number(self) -> str:
        typed: str = self.cleaned_data["number"].strip()
        if typed != self._number:
            raise forms.ValidationError(f"Versionen udgives som {self._number}. Skriv det nummer.")
        return typed
