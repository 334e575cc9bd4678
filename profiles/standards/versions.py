"""Which version of the standard a page speaks of: the one asked for, else the newest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import Http404, HttpRequest

from profiles.evaluation.cases import Case, load_cases
from profiles.standard.catalogue import Catalogue, in_order, load_catalogue, standards
from profiles.standard.rules import RuleBook, load_rules


@dataclass(frozen=True)
class Version:
    """One published standard version; ``all`` are the versions there are, newest first."""

    number: str
    all: tuple[str, ...]

    @property
    def is_newest(self) -> bool:
        return self.number == self.all[0]

    @property
    def query(self) -> str:
        """What keeps the version in a link: nothing for the newest."""
        return "" if self.is_newest else "?" + urlencode({"standard": self.number})

    @cached_property
    def catalogue(self) -> Catalogue:
        return load_catalogue(self.number)

    @cached_property
    def rules(self) -> RuleBook:
        return load_rules(self.number)

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """The cases of this version and of the earlier ones that it only adds to (9.1)."""
        return tuple(case for each in reversed(list(self.up_to())) for case in load_cases(each))

    def cases_of(self, number: str) -> tuple[Case, ...]:
        """The cases that show a rule; first those that show it before anything else."""
        showing = [case for case in self.cases if number in case.rules]
        return tuple(sorted(showing, key=lambda case: case.rules.index(number)))

    def up_to(self) -> Iterator[str]:
        """This version and the earlier ones of its major number, newest first."""
        for each in self.all:
            if each.partition(".")[0] == self.number.partition(".")[0] and in_order(each) <= in_order(
                self.number
            ):
                yield each


def chosen_version(request: HttpRequest) -> Version:
    """The version of ``?standard=``; the newest when nothing is asked for. Otherwise 404."""
    known = tuple(reversed(standards()))
    asked = request.GET.get("standard") or known[0]
    if asked not in known:
        raise Http404(f"Der er ingen profilstandard {asked}.")
    return Version(asked, known)
