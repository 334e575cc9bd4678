"""A choice that was refused: which code, why, and how it can be done after all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from profiles.standard.codes import normalised
from profiles.standard.document import Rule
from profiles.terminology.conversions import Conversion, known_conversion
from profiles.terminology.lookup import labels
from profiles.terminology.models import Concept

from ..forms.numbers import danish
from .bench import Bench
from .operations import CONVERT


@dataclass(frozen=True)
class Trouble:
    """``convert`` is what a form sends to take the code with a conversion; empty where that is no help.

    ``factor`` and ``offset`` are what was typed; ``known`` a conversion that always holds.
    """

    code: str
    title: str
    messages: tuple[str, ...]
    convert: str = ""
    factor: str = ""
    offset: str = ""
    known: Conversion | None = None

    @property
    def known_words(self) -> str:
        if self.known is None:
            return ""
        factor, offset = self.known_factor, self.known_offset
        return f"gang med {factor}" + (f", læg {offset} til" if offset != "0" else "")

    @property
    def known_factor(self) -> str:
        return danish(self.known.factor) if self.known else ""

    @property
    def known_offset(self) -> str:
        return danish(self.known.offset) if self.known else ""


def trouble(bench: Bench, rule: Rule | None, messages: Sequence[str], typed: tuple[str, ...] = ()) -> Trouble:
    """What to say of a rule that could not be saved, or of an operation that could not be done."""
    said = tuple(dict.fromkeys(messages))
    if rule is None:
        return _typed(bench, said, typed)
    concept = labels([(rule.system, rule.code)]).get((rule.system, normalised(rule.code)))
    unit = bench.code_set.unit
    if not (unit and concept and concept.unit and concept.unit != unit):
        return Trouble(rule.code, concept.title if concept else "", said)
    return _in_another_unit(concept, unit, said)


def _in_another_unit(concept: Concept, unit: str, said: tuple[str, ...]) -> Trouble:
    return Trouble(
        concept.code,
        concept.title,
        said,
        convert=f"{CONVERT}|{concept.system_id}|{concept.key}",
        known=known_conversion(concept.system_id, concept.key, concept.unit, unit),
    )


def _typed(bench: Bench, said: tuple[str, ...], typed: tuple[str, ...]) -> Trouble:
    asked, factor, offset = (*typed, "", "", "")[:3]
    name, _, named = asked.partition("|")
    system, _, code = named.partition("|")
    converts = name == CONVERT and bench.system(system) is not None and len(code) <= 100
    return Trouble(code[:40] if converts else "", "", said, asked if converts else "", factor, offset)
