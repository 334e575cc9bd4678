"""The demo's organisations and people; the names of the people are invented."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from accounts.actions import create_organisation, create_person
from accounts.models import Organisation, User
from accounts.rights import Role

_STEWARD, _PROFESSION, _VENDOR = (
    Organisation.Kind.STEWARD,
    Organisation.Kind.PROFESSION,
    Organisation.Kind.VENDOR,
)

ORGANISATIONS = {
    "plo": ("PLO", _STEWARD),
    "medcom": ("MedCom", _STEWARD),
    "kiap": ("KiAP", _PROFESSION),
    "dsam": ("DSAM", _PROFESSION),
    "eg": ("EG", _VENDOR),
    "cgm": ("CGM", _VENDOR),
    "novax": ("Novax", _VENDOR),
    "multimed": ("MultiMed", _VENDOR),
    "vena": ("Vena", _VENDOR),
}


@dataclass(frozen=True)
class DemoPerson:
    name: str
    organisation: str
    roles: tuple[Role, ...]

    @property
    def email(self) -> str:
        """First name at the demo's domain, which no mail reaches."""
        return f"{self.name.split()[0].lower()}@{settings.DEMO_EMAIL_DOMAIN}"


METTE = DemoPerson("Mette Kjær Holm", "plo", (Role.AUTHOR,))
JONAS = DemoPerson("Jonas Bruun", "plo", (Role.AUTHOR,))
LISE = DemoPerson("Lise Bøgh", "dsam", (Role.CLINICAL_REVIEWER,))
PETER = DemoPerson("Peter Friis", "kiap", (Role.CLINICAL_REVIEWER,))
ANDERS = DemoPerson("Anders Vinther", "medcom", (Role.TECHNICAL_REVIEWER,))
KAREN = DemoPerson("Karen Lund", "medcom", (Role.PUBLISHER, Role.STANDARD_MANAGER))
ELSE = DemoPerson("Else Dahl", "medcom", (Role.ADMINISTRATOR,))
NANNA = DemoPerson("Nanna Krogh", "novax", (Role.READER,))
EVERYONE = (METTE, JONAS, LISE, PETER, ANDERS, KAREN, ELSE, NANNA)


def make_people() -> dict[DemoPerson, User]:
    """Everyone, with organisations made first."""
    organisations = {
        slug: create_organisation(slug=slug, name=name, kind=kind, by=None)
        for slug, (name, kind) in ORGANISATIONS.items()
    }
    return {
        person: create_person(
            email=person.email,
            name=person.name,
            organisation=organisations[person.organisation],
            password=settings.DEMO_PASSWORD,
            roles=person.roles,
            by=None,
        )
        for person in EVERYONE
    }
