"""The rights that exist, and the roles as named sets of them.

A right *everywhere* is about the tool; a right *on a profile* is held for one profile at a time, by a
person or by a role. Nothing held everywhere stands in for a right on a profile. The profile standard is
drafted, reviewed and published with the same rights, held on it by the roles that look after it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import TextChoices


class Right(TextChoices):
    """A right everywhere; the value is Django's permission name."""

    CREATE_PROFILE = "authoring.create_profile", "Oprette profiler"
    ADMINISTER_PEOPLE = "accounts.administer_people", "Administrere personer og roller"
    MANAGE_STANDARD = "accounts.manage_standard", "Forvalte profilstandarden"
    MANAGE_CODES = "terminology.manage_codes", "Indlæse kodesystemer"


class ProfileRight(TextChoices):
    """A right on one profile; the value is the codename of the object permission."""

    READ = "read_profile", "Læse kladder"
    EDIT = "edit_profile", "Redigere"
    REVIEW_CLINICALLY = "review_profile_clinically", "Gennemgå og godkende klinisk"
    REVIEW_TECHNICALLY = "review_profile_technically", "Gennemgå og godkende teknisk"
    PUBLISH = "publish_profile", "Udgive"
    MANAGE = "manage_profile", "Styre rettigheder"


class Role(TextChoices):
    READER = "reader", "Læser"
    AUTHOR = "author", "Forfatter"
    CLINICAL_REVIEWER = "clinical-reviewer", "Klinisk godkender"
    TECHNICAL_REVIEWER = "technical-reviewer", "Teknisk godkender"
    PUBLISHER = "publisher", "Udgiver"
    STANDARD_MANAGER = "standard-manager", "Standardforvalter"
    ADMINISTRATOR = "administrator", "Administrator"


@dataclass(frozen=True)
class RoleRights:
    """What a role may do everywhere, and what it is granted on each new profile and on the standard."""

    description: str
    everywhere: frozenset[Right] = field(default_factory=frozenset)
    on_each_profile: frozenset[ProfileRight] = field(default_factory=frozenset)
    on_the_standard: frozenset[ProfileRight] = field(default_factory=frozenset)


ROLES: dict[Role, RoleRights] = {
    Role.READER: RoleRights("Læser udgivne profiler."),
    Role.AUTHOR: RoleRights(
        "Opretter profiler og skriver dem, som personen har fået ret til.",
        everywhere=frozenset({Right.CREATE_PROFILE}),
    ),
    Role.CLINICAL_REVIEWER: RoleRights(
        "Læser kladder, kommenterer og godkender det kliniske indhold.",
        on_each_profile=frozenset({ProfileRight.READ, ProfileRight.REVIEW_CLINICALLY}),
        on_the_standard=frozenset({ProfileRight.READ, ProfileRight.REVIEW_CLINICALLY}),
    ),
    Role.TECHNICAL_REVIEWER: RoleRights(
        "Læser kladder, kommenterer og godkender, at profilen kan køres.",
        on_each_profile=frozenset({ProfileRight.READ, ProfileRight.REVIEW_TECHNICALLY}),
        on_the_standard=frozenset({ProfileRight.READ, ProfileRight.REVIEW_TECHNICALLY}),
    ),
    Role.PUBLISHER: RoleRights(
        "Udgiver godkendte versioner.",
        on_each_profile=frozenset({ProfileRight.READ, ProfileRight.PUBLISH}),
        on_the_standard=frozenset({ProfileRight.READ, ProfileRight.PUBLISH}),
    ),
    Role.STANDARD_MANAGER: RoleRights(
        "Skriver profilstandardens versioner, indlæser kodesystemer og læser alle kladder.",
        everywhere=frozenset({Right.MANAGE_STANDARD, Right.MANAGE_CODES}),
        on_each_profile=frozenset({ProfileRight.READ}),
        on_the_standard=frozenset({ProfileRight.READ, ProfileRight.EDIT, ProfileRight.MANAGE}),
    ),
    Role.ADMINISTRATOR: RoleRights(
        "Opretter personer, giver roller og styrer rettigheder på profiler.",
        everywhere=frozenset({Right.ADMINISTER_PEOPLE}),
        on_each_profile=frozenset({ProfileRight.READ, ProfileRight.MANAGE}),
        on_the_standard=frozenset({ProfileRight.READ, ProfileRight.MANAGE}),
    ),
}
