"""Which version of the standard a page speaks of: the one asked for, else the newest in use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import Http404, HttpRequest

from profiles.evaluation.cases import Case, load_cases
from profiles.publication.standards import KnownStandard, known_standards
from profiles.standard.catalogue import Catalogue, in_order, load_catalogue
from profiles.standard.rules import RuleBook, load_rules


@dataclass(frozen=True)
class Version:
    """One version of the standard; ``all`` are those there are, newest first.

    ``default`` is shown unless another is asked for, ``known`` is what is told of its publication.
    """

    number: str
    all: tuple[str, ...]
    default: str
    known: KnownStandard

    @property
    def is_default(self) -> bool:
        return self.number == self.default

    @property
    def query(self) -> str:
        """What keeps the version in a link: nothing for the default."""
        return "" if self.is_default else "?" + urlencode({"standard": self.number})

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
    """The version of ``?standard=``, else the newest that is not withdrawn. 404 for one that there is not."""
    known = {each.number: each for each in known_standards()}
    default = next((number for number, each in known.items() if not each.withdrawn), next(iter(known)))
    asked = request.GET.get("standard") or default
    if asked not in known:
        raise Http404(f"Der er ingen profilstandard {asked}.")
    return Version(asked, tuple(known), default, known[asked])
