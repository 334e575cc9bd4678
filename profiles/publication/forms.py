"""What people may type about what is published. Forms check what was typed; the action decides."""

from __future__ import annotations

from django import forms

from profiles.review.guards import LONGEST_TEXT


class WithdrawForm(forms.Form):
    """Why a published version is no longer to be used."""

    reason = forms.CharField(
        label="Hvorfor skal den ikke bruges mere?",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Læses af dem, der bruger versionen.",
        error_messages={"required": "Skriv noget først; et par ord er nok."},
    )
