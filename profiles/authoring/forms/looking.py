"""What a person says of codes that came in under a parent: seen, left out, or seen as a sample."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from profiles.terminology.expansion import Key


class SampleForm(forms.Form):
    """Why a sample of a branch is enough. The action judges the words, wherever they come from."""

    reason = forms.CharField(
        label="Hvorfor er en stikprøve nok?",
        error_messages={"required": "Skriv, hvorfor en stikprøve er nok; et par ord er nok."},
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Begrundelsen står ved koderne, også når versionen er udgivet.",
    )


def key_of(text: str) -> Key:
    """``"sks|DE119"`` as a system and a key; anything else is a code that is in no code set."""
    system, _, key = text.partition("|")
    return system, key


def chosen_keys(data: QueryDict) -> list[Key]:
    """The code of the button that was pressed, or those that are ticked."""
    pressed = data.get("look", "")
    return [key_of(pressed)] if pressed else [key_of(each) for each in data.getlist("code")]
