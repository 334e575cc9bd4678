"""What differs between two releases of a code system, read from the rows that begin or end between them.

Nothing is listed twice to be compared: a concept that did not change has one row in both releases.
"""

from __future__ import annotations

from dataclasses import dataclass

from .models import Concept, ConceptQuerySet


@dataclass(frozen=True, slots=True)
class ConceptChange:
    """A code as it was in one release and is in another; ``None`` where it is not listed."""

    before: Concept | None
    after: Concept | None

    @property
    def concept(self) -> Concept:
        """The code as it is after, or as it was when it is listed no longer."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change is of a concept")
        return found

    @property
    def is_new(self) -> bool:
        return self.before is None

    @property
    def is_gone(self) -> bool:
        """Whether the code is not listed: only where one goes back to an earlier release."""
        return self.after is None

    @property
    def is_closed(self) -> bool:
        """Whether the code was closed in between."""
        return bool(self.before and self.after and self.after.closed and not self.before.closed)

    @property
    def is_renamed(self) -> bool:
        return bool(self.before and self.after and self.after.title != self.before.title)

    @property
    def has_other_unit(self) -> bool:
        return bool(self.before and self.after and self.after.unit != self.before.unit)


def changes_between(system: str, before: int, after: int) -> dict[str, ConceptChange]:
    """Every code that is not the same in both releases, by key and in its order; two queries."""
    earlier = {row.key: row for row in _only_in(system, before, after)}
    later = {row.key: row for row in _only_in(system, after, before)}
    return {
        key: ConceptChange(earlier.get(key), later.get(key)) for key in sorted(earlier.keys() | later.keys())
    }


def _only_in(system: str, release: int, other: int) -> ConceptQuerySet:
    """The rows that hold in the one release and not in the other."""
    holding = Concept.objects.filter(system=system).at(release).defer("words").order_by()
    return holding.filter(since__gt=other) if release > other else holding.filter(until__lte=other)
