"""The people every test knows, made the way the tool makes people: through ``accounts.actions``.

Anna writes profiles (PLO), Rikke reviews them clinically (DSAM), Tekla technically (MedCom), Ulla publishes
them (MedCom), Asta administers people (MedCom), Stine looks after the profile standard (MedCom), and Gunnar,
a reader at a vendor, has no business with any draft. ``asta`` is asked for by nobody else, so a test without
her has no administrator.
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


CAST: dict[str, tuple[str, str, Role]] = {
    "anna": ("Anna Author", "plo", Role.AUTHOR),
    "rikke": ("Rikke Reviewer", "dsam", Role.CLINICAL_REVIEWER),
    "tekla": ("Tekla Teknisk", "medcom", Role.TECHNICAL_REVIEWER),
    "ulla": ("Ulla Udgiver", "medcom", Role.PUBLISHER),
    "gunnar": ("Gunnar Fremmed", "leverandoeren", Role.READER),
    "asta": ("Asta Administrator", "medcom", Role.ADMINISTRATOR),
    "stine": ("Stine Standard", "medcom", Role.STANDARD_MANAGER),
}


def person_named(name: str, at: str, *roles: Role) -> User:
    """Add a person to the database; their e-mail is first name at organisation."""
    return actions.create_person(
        email=f"{name.split()[0].lower()}@{at}.test",
        name=name,
        organisation=organisation(at),
        password=PASSWORD,
        roles=roles,
        by=None,
    )


@pytest.fixture
def make_person(db: None) -> MakePerson:
    """Make one more person: ``make_person("Jonas", "plo", Role.AUTHOR)``; e-mail ``jonas@plo.test``."""
    return person_named


@pytest.fixture
def anna(db: None) -> User:
    """The author."""
    return person_named(*CAST["anna"])


@pytest.fixture
def rikke(db: None) -> User:
    """The clinical reviewer."""
    return person_named(*CAST["rikke"])


@pytest.fixture
def tekla(db: None) -> User:
    """The technical reviewer."""
    return person_named(*CAST["tekla"])


@pytest.fixture
def ulla(db: None) -> User:
    """The publisher."""
    return person_named(*CAST["ulla"])


@pytest.fixture
def gunnar(db: None) -> User:
    """The stranger: signed in, a reader, nothing more."""
    return person_named(*CAST["gunnar"])


@pytest.fixture
def asta(db: None) -> User:
    """The administrator."""
    return person_named(*CAST["asta"])


@pytest.fixture
def stine(db: None) -> User:
    """The one who looks after the standard."""
    return person_named(*CAST["stine"])


@pytest.fixture
def signed_in() -> SignIn:
    """A browser in which the person is signed in: ``signed_in(anna).get("/")``."""

    def sign_in(person: User) -> Client:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
