"""What people may type about people, organisations and API clients. Forms check; actions write."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .models import ApiClient, Organisation, User
from .rights import ROLES, Role
from .validators import refuse_cpr


def _described(role: Role) -> SafeString:
    return format_html("{} <small>{}</small>", role.label, ROLES[role].description)


def _organisation() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        Organisation.objects.all(), label="Organisation", empty_label="Vælg en organisation"
    )


class SignInForm(AuthenticationForm):
    """E-mail and password."""

    username = forms.EmailField(
        label="E-mail", widget=forms.EmailInput(attrs={"autofocus": True, "autocomplete": "username"})
    )
    error_messages = {  # noqa: RUF012  (the base class declares a plain dictionary)
        "invalid_login": "E-mail eller adgangskode er ikke rigtig. Prøv igen.",
        "inactive": "E-mail eller adgangskode er ikke rigtig. Prøv igen.",
    }


class OwnNameForm(forms.Form):
    """What a person may change about themselves."""

    name = forms.CharField(label="Navn", max_length=200, validators=[refuse_cpr])


class PasswordForm(forms.Form):
    """A new password for another person, set by an administrator."""

    new = forms.CharField(
        label="Ny adgangskode",
        help_text="Mindst 8 tegn. Ikke en, som mange bruger, og ikke navnet eller e-mailen.",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, data: Any = None, *, person: User) -> None:
        self.person = person
        super().__init__(data)

    def clean_new(self) -> str:
        password: str = self.cleaned_data["new"]
        validate_password(password, self.person)
        return password


class OwnPasswordForm(PasswordForm):
    """A new password of one's own, with the current one as proof."""

    current = forms.CharField(
        label="Nuværende adgangskode",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    again = forms.CharField(
        label="Ny adgangskode igen",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    field_order = ("current", "new", "again")

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if self.cleaned_data.get("new", again) != again:
            raise forms.ValidationError("De to nye adgangskoder er ikke ens.")
        return again


class PersonForm(forms.ModelForm):
    """Who a person is."""

    organisation = _organisation()

    class Meta:
        model = User
        fields = ("name", "email", "organisation")


class RolesForm(forms.Form):
    """Which roles a person has, each with what it gives."""

    roles = forms.MultipleChoiceField(
        label="Roller",
        choices=[(role.value, _described(role)) for role in Role],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_roles(self) -> frozenset[Role]:
        return frozenset(Role(value) for value in self.cleaned_data["roles"])


class NewPersonForm(PersonForm):
    """A person with a first password and roles."""

    password = forms.CharField(
        label="Første adgangskode",
        help_text="Mindst 8 tegn. Personen skifter den selv under Min konto.",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    roles = RolesForm.base_fields["roles"]
    clean_roles = RolesForm.clean_roles

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.instance)
        return password


class OrganisationForm(forms.ModelForm):
    """What may change about an organisation."""

    class Meta:
        model = Organisation
        fields: tuple[str, ...] = ("name", "kind")


class NewOrganisationForm(OrganisationForm):
    """A new organisation also gets its short name, for ever."""

    class Meta(OrganisationForm.Meta):
        fields: tuple[str, ...] = ("name", "slug", "kind")
        help_texts = MappingProxyType(
            {"slug": "Små bogstaver, tal og bindestreger. Bruges i adresser og kan ikke ændres siden."}
        )


class ClientForm(forms.ModelForm):
    """A system that is to fetch profiles, and whose it is."""

    organisation = _organisation()

    class Meta:
        model = ApiClient
        fields = ("name", "organisation")
        help_texts = MappingProxyType({"name": "Systemets navn, gerne med miljø: WinPLC, produktion."})
