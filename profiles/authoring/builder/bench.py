"""A code set on the bench: what the page is about, and what everything on it is worked out from.

It takes a version and one of its code sets and knows nothing of profiles, so that a shared code set's draft
is built on the same page.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from profiles.standard.catalogue import CodeSystem
from profiles.standard.document import CodeSet, Document, Rule
from profiles.standard.identifiers import Namespace
from profiles.standard.kinds import Setting
from profiles.standard.rule_algebra import Code, RuleBook, Rules
from profiles.standard.tree import NoSuchNode, find
from profiles.standard.tree import replace as replaced
from profiles.terminology.expansion import Releases
from profiles.terminology.lookup import OPEN_SYSTEMS
from profiles.terminology.spread import Spread, spread

from ..codes.releases import Pins, pins_of
from ..codes.seen import Unseen, unseen_among
from ..models import ProfileVersion
from .asked import Asked
from .patients import Carriers, carriers


@dataclass(frozen=True)
class Bench:
    """A code set of a version, and what a person has asked to see of it."""

    version: ProfileVersion
    setting: Setting
    code_set: CodeSet
    asked: Asked = field(default_factory=Asked)

    @property
    def rules(self) -> Rules:
        return self.code_set.rules

    @cached_property
    def book(self) -> RuleBook:
        return RuleBook(self.rules)

    @cached_property
    def pins(self) -> Pins:
        """The releases that the version is read against."""
        return pins_of(self.version)

    @property
    def releases(self) -> Releases:
        return self.pins.releases

    @cached_property
    def spread(self) -> Spread:
        """The codes that the rules mean, as the pinned releases list them."""
        return spread(self.rules, self.releases)

    @cached_property
    def spread_today(self) -> Spread:
        """The same as they are listed today, worked out anew only where a pin is behind."""
        behind = tuple(rule for rule in self.rules if rule.system in self.pins.behind)
        return Spread({**self.spread.reaches, **spread(behind).reaches})

    @cached_property
    def carriers(self) -> Carriers | None:
        """The synthetic patients, if there are any."""
        return carriers()

    @cached_property
    def unseen(self) -> Unseen:
        """The codes that came in under another and that no person has looked at (6.3)."""
        return unseen_among(self.version, self.code_set, self.spread_today)

    @property
    def systems(self) -> tuple[CodeSystem, ...]:
        return self.setting.catalogue.code_systems

    def system(self, name: str) -> CodeSystem | None:
        return self.setting.catalogue.find_code_system(name)

    def is_tree(self, system: str) -> bool:
        """Whether codes of the system can have codes below them."""
        found = self.system(system)
        return bool(found and found.hierarchical)

    @cached_property
    def measured(self) -> frozenset[str]:
        """The systems whose codes carry numbers."""
        return self.setting.catalogue.number_systems()

    def is_open_system(self, system: str) -> bool:
        """Whether nobody has a list of the system's codes."""
        return system in OPEN_SYSTEMS

    def asking(self, asked: Asked) -> Bench:
        return replace(self, asked=asked)

    def with_rules(self, rules: Rules, unit: str | None = None) -> Document:
        """The document with other rules in the set, and with a unit where one is given."""
        update: dict[str, object] = {"rules": rules} | ({"unit": unit} if unit else {})
        changed = self.code_set.model_copy(update=update)
        return replaced(self.setting.document, self.code_set.id, changed, Namespace.CODE_SETS)

    def own(self, code: Code) -> tuple[Rule, ...]:
        """The rules that name a code."""
        return self.book.own.get(code, ())


def code_set_in(document: Document, name: str) -> CodeSet | None:
    """The code set with that id; ``None`` when the document has none."""
    try:
        found = find(document, name, Namespace.CODE_SETS)
    except NoSuchNode:
        return None
    return found if isinstance(found, CodeSet) else None
