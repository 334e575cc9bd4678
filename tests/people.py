"""The people every test knows, made the way the tool makes people: through ``accounts.actions``.

Anna writes profiles (PLO), Rikke reviews them clinically (DSAM), Tekla technically (MedCom), Ulla publishes
them (MedCom), Asta administers people (MedCom), and Gunnar, a reader at a vendor, has no business with any
draft. ``asta`` is asked for by nobody else, so a test without her has no administrator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client, override_settings

from accounts import actions
from accounts.models import Organisation, User
from accounts.rights import Role

PASSWORD = "en-lang-adgangskode"

_NAMES = {
    "plo": ("PLO", Organisation.Kind.STEWARD),
    "medcom": ("MedCom", Organisation.Kind.STEWARD),
    "dsam": ("DSAM", Organisation.Kind.PROFESSION),
    "leverandoeren": ("Leverandøren", Organisation.Kind.VENDOR),
}

MakePerson = Callable[..., User]
SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True, scope="session")
def fast_passwords() -> Iterator[None]:
    """Real password hashing costs half a second a person."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


def organisation(slug: str) -> Organisation:
    """The organisation of that short name, made when nobody has asked for it before."""
    found = Organisation.objects.filter(slug=slug).first()
    if found:
        return found
    name, kind = _NAMES[slug]
    return actions.create_organisation(slug=slug, name=name, kind=kind, by=None)


@pytest.fixture
def make_person(db: None) -> MakePerson:
    """Make one more person: ``make_person("Jonas", "plo", Role.AUTHOR)``; e-mail ``jonas@plo.test``."""

    def make(name: str, at: str, *roles: Role) -> User:
        return actions.create_person(
            email=f"{name.split()[0].lower()}@{at}.test",
            name=name,
            organisation=organisation(at),
            password=PASSWORD,
            roles=roles,
            by=None,
        )

    return make


@pytest.fixture
def anna(make_person: MakePerson) -> User:
    """The author."""
    return make_person("Anna Author", "plo", Role.AUTHOR)


@pytest.fixture
def rikke(make_person: MakePerson) -> User:
    """The clinical reviewer."""
    return make_person("Rikke Reviewer", "dsam", Role.CLINICAL_REVIEWER)


@pytest.fixture
def tekla(make_person: MakePerson) -> User:
    """The technical reviewer."""
    return make_person("Tekla Teknisk", "medcom", Role.TECHNICAL_REVIEWER)


@pytest.fixture
def ulla(make_person: MakePerson) -> User:
    """The publisher."""
    return make_person("Ulla Udgiver", "medcom", Role.PUBLISHER)


@pytest.fixture
def gunnar(make_person: MakePerson) -> User:
    """The stranger: signed in, a reader, nothing more."""
    return make_person("Gunnar Fremmed", "leverandoeren", Role.READER)


@pytest.fixture
def asta(make_person: MakePerson) -> User:
    """The administrator."""
    return make_person("Asta Administrator", "medcom", Role.ADMINISTRATOR)


@pytest.fixture
def signed_in() -> SignIn:
    """A browser in which the person is signed in: ``signed_in(anna).get("/")``."""

    def sign_in(person: User) -> Client:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
