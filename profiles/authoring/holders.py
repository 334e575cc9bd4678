"""Who holds which rights on a profile, as the matrix its rights page shows."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import Group

from accounts.models import User
from accounts.permissions import Holder, grants_on, role_sizes
from accounts.rights import ProfileRight, Role

from .models import Profile


@dataclass(frozen=True)
class Cell:
    """Whether the right is held."""

    right: ProfileRight
    is_held: bool


@dataclass(frozen=True)
class Row:
    """A person or a role; ``key`` names it in forms."""

    key: str
    name: str
    note: str
    cells: tuple[Cell, ...]

    def has(self, right: ProfileRight) -> bool:
        return any(cell.is_held for cell in self.cells if cell.right is right)


def matrix(profile: Profile) -> list[Row]:
    """One row for every role and person that holds a right on the profile: roles first."""
    sizes = role_sizes()
    return [
        Row(
            key=key_of(holder),
            name=name_of(holder),
            note=_note(holder, sizes),
            cells=tuple(Cell(right, right in held) for right in ProfileRight),
        )
        for holder, held in sorted(grants_on(profile).items(), key=_order)
    ]


def holder_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Everybody who may be given a right, grouped for a select."""
    people = User.objects.matching("").filter(is_active=True)
    return [
        ("Personer", [(key_of(person), f"{person.name}, {person.organisation.name}") for person in people]),
        ("Roller", [(f"role:{role.value}", str(role.label)) for role in Role]),
    ]


def holder_of(key: str) -> Holder:
    """The person or role a key names. Raises ``DoesNotExist`` or ``ValueError`` otherwise."""
    kind, _, name = key.partition(":")
    if kind == "person":
        return User.objects.get(pk=int(name))
    return Group.objects.get(name=Role(name).value)


def key_of(holder: Holder) -> str:
    """The name of a person or a role in forms: ``person:7``, ``role:author``."""
    return f"role:{holder.name}" if isinstance(holder, Group) else f"person:{holder.pk}"


def name_of(holder: Holder) -> str:
    """What to call a person or a role."""
    return f"Rollen {Role(holder.name).label}" if isinstance(holder, Group) else holder.name


def _order(granted: tuple[Holder, object]) -> tuple[int, str]:
    """Roles in the order in which a version meets them, then people by name."""
    holder = granted[0]
    if isinstance(holder, Group):
        return list(Role).index(Role(holder.name)), ""
    return len(Role), holder.name


def _note(holder: Holder, sizes: dict[Role, int]) -> str:
    if isinstance(holder, Group):
        size = sizes[Role(holder.name)]
        return f"{size} {'person' if size == 1 else 'personer'}"
    return str(holder.organisation) if holder.is_active else "Ikke aktiv: rettighederne hviler"
