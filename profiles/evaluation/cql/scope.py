"""What a part of a document is written in: the library, the document, its catalogue and its names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from profiles.standard.catalogue import Catalogue, Element, ElementField
from profiles.standard.document import CodeSet, Document, Selection
from profiles.standard.kinds import Setting, code_filters

from .library import Library
from .losses import Loss
from .words import PLACES, number, places

INDEX_DATE = '"IndexDate"'


@dataclass(frozen=True)
class Scope:
    """``prefix`` tells the names of a profile that is referred to from those of the document itself."""

    library: Library
    document: Document
    catalogue: Catalogue
    base: str
    prefix: str = ""
    node: str = ""

    def at(self, node: str) -> Scope:
        return replace(self, node=node)

    def named(self, kind: str, identifier: str) -> str:
        return f"{self.prefix}{kind}-{identifier}"

    def of_element(self, kind: str, element: Element) -> str:
        """The name of what an element has once in a library, in each standard that is used."""
        own = self.catalogue.standard == self.library.standard
        return f"{kind}-{element.id}" if own else f"{kind}-{element.id}@{self.catalogue.standard}"

    def lose(self, why: str) -> str:
        """Note a loss; gives an expression that never leaves this package, because the losses are raised."""
        self.library.losses.append(Loss(f"{self.prefix}{self.node or self.document.profile}", why))
        return "null"

    def number(self, value: Decimal) -> str:
        """A decimal literal, unless it has more places than a decimal of CQL."""
        if places(value) > PLACES:
            return self.lose(f"tallet {value:f} har flere end {PLACES} decimaler.")
        return number(value)

    @cached_property
    def setting(self) -> Setting:
        return Setting(self.document, self.catalogue)

    def element(self, selection: Selection) -> Element:
        return self.catalogue.element(selection.element)

    def code_set(self, identifier: str) -> CodeSet:
        return self.setting.code_sets[identifier]

    def measured_set(self, selection: Selection) -> tuple[ElementField, CodeSet] | None:
        """The one code set that gives values their unit, and the field it is asked of (D6)."""
        asked = code_filters(selection)
        if len(asked) != 1 or asked[0].in_ is None:
            return None
        found = self.code_set(asked[0].in_)
        return (self.element(selection).field(asked[0].field), found) if found.unit is not None else None
