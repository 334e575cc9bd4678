"""What stands around any part of a draft: its sections, what to look at, and the number it will get."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from profiles.standard.lint import Lint, Severity

from .models import Edit, LeastBump, ProfileVersion


class AnySection(Protocol):
    """A section of a draft, of a profile's or the standard's."""

    @property
    def slug(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def route(self) -> str: ...


@dataclass(frozen=True)
class SectionLink:
    """A section in the list; ``to_look_at`` counts errors and warnings, not hints."""

    section: AnySection
    url: str
    count: int | None
    to_look_at: int
    is_written: bool
    is_current: bool

    @property
    def is_ready(self) -> bool:
        return self.is_written and not self.to_look_at


@dataclass(frozen=True)
class LintLink:
    """Something to look at, where it can be put right, and where that stands which it is held up against."""

    lint: Lint
    url: str
    beside_url: str = ""

    @property
    def fix_words(self) -> str:
        """What the button of its fix says; empty without one."""
        title = self.lint.fix.title if self.lint.fix else ""
        return f"Ret: {title[0].lower()}{title[1:]}" if title else ""


@dataclass(frozen=True)
class Frame:
    """``the`` is what the draft is a version of, in running text."""

    version: ProfileVersion
    title: str
    the: str
    sections: tuple[SectionLink, ...]
    lints: tuple[LintLink, ...]
    number_reasons: tuple[str, ...]
    may_edit: bool
    last_edit: Edit | None

    @property
    def to_look_at(self) -> int:
        return sum(link.to_look_at for link in self.sections)

    @property
    def bumps(self) -> list[tuple[str, str]]:
        """How far the number can be raised."""
        return [(bump.value, bump.label) for bump in LeastBump]

    @property
    def has_errors(self) -> bool:
        """Whether something must be put right before the draft can be sent to review."""
        return any(link.lint.severity == Severity.ERROR for link in self.lints)

    @property
    def ready(self) -> int:
        return sum(link.is_ready for link in self.sections)

    @property
    def may_undo(self) -> bool:
        return self.may_edit and self.version.revision > 1
