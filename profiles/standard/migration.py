"""Preparing a profile for a newer standard (9.2): the new pin, what it means, and what it makes possible.

The migrated document is a draft like any other: it is shown as a difference, reviewed and published. Nothing
but the pin changes, so a document means what it meant; what the newer standard can say is offered, not used.
"""

from __future__ import annotations

from dataclasses import dataclass

from .catalogue import Catalogue, in_order, load_catalogue
from .catalogue_difference import catalogue_difference
from .difference import Change, difference
from .document import Document
from .fitting import fits, pinned
from .introduced import features_since
from .problem import Problem
from .version import Bump, required_bump


class CannotMigrate(ValueError):
    """A profile that cannot be moved to a standard. ``problems`` name the nodes that stand in the way."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Migration:
    """``means`` are sentences on what becomes of the profile; ``opens`` on what can be said from now on."""

    before: Document
    after: Document
    means: tuple[str, ...]
    opens: tuple[str, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """The difference that a reviewer sees."""
        return difference(self.before, self.after)

    @property
    def bump(self) -> Bump:
        """What the move alone asks for: minor for a new minor standard, major for a new major one (G3)."""
        return required_bump(self.before, self.after)[0]


def migrated(document: Document, to: str) -> Migration:
    """The document under a newer standard.

    Raises :class:`CannotMigrate` for the standard it has already, for an older one, and when something in the
    document is no longer allowed; :class:`~profiles.standard.catalogue.UnknownStandard`.
    """
    before, after = load_catalogue(document.standard), load_catalogue(to)
    problems = fits(document, to)
    if in_order(to) < in_order(document.standard):
        raise CannotMigrate(_downwards(document.standard, to, bool(problems)), problems)
    if to == document.standard:
        raise CannotMigrate(f"Profilen følger allerede standard {to}.")
    if problems:
        raise CannotMigrate(f"Profilen har noget, som standard {to} ikke tillader.", problems)
    return Migration(document, pinned(document, to), _means(before, after), _opens(before, after))


def _downwards(standard: str, to: str, uses_newer: bool) -> str:
    said = f"Profilen følger standard {standard} og kan ikke flyttes ned til {to}."
    if uses_newer:
        return f"{said} Den bruger noget, som {to} ikke har."
    return f"{said} Den bruger intet, som {to} ikke har, så den kan også tilbydes systemer med {to}."


def _means(before: Catalogue, after: Catalogue) -> tuple[str, ...]:
    changed = (each.message for each in catalogue_difference(before, after) if each.kind != "added")
    return (
        f"Profilen følger standard {after.standard} i stedet for {before.standard}.",
        *changed,
        "Betingelser, kolonner og kodesæt er de samme.",
        f"Systemer, der kun kan køre standard {before.standard}, kan stadig få profilen, "
        "så længe den ikke bruger noget nyt.",
    )


def _opens(before: Catalogue, after: Catalogue) -> tuple[str, ...]:
    """What the grammar and the catalogue of the newer standard add."""
    features = features_since(before.standard, after.standard)
    said = (f"{each.title} kan bruges." for each in features)
    added = (each.message for each in catalogue_difference(before, after) if each.kind == "added")
    return (*said, *added)
