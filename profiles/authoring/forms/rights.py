"""Giving or taking one right: which, whose, and which way."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import Group

from accounts.models import User
from accounts.permissions import Holder
from accounts.rights import ProfileRight

from ..holders import holder_choices, holder_of


class RightForm(forms.Form):
    """One right of one person or role. Offered are those who can sign in; a right is taken from anybody."""

    holder = forms.CharField(label="Hvem", widget=forms.Select)
    right = forms.ChoiceField(label="Må", choices=ProfileRight.choices, initial=ProfileRight.EDIT.value)
    change = forms.ChoiceField(
        choices=[("give", "Giv"), ("take", "Tag")], initial="give", widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget: Any = self.fields["holder"].widget
        widget.choices = [("", "Vælg en person eller en rolle"), *holder_choices()]

    def clean_holder(self) -> Holder:
        try:
            return holder_of(self.cleaned_data["holder"])
        except (User.DoesNotExist, Group.DoesNotExist, ValueError) as unknown:
            raise forms.ValidationError("Personen eller rollen findes ikke.") from unknown

    def clean_right(self) -> ProfileRight:
        return ProfileRight(self.cleaned_data["right"])
