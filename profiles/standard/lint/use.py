"""Definitions that nothing uses: they stand in the way of the reader and of the next version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..document import Document, Expected, Filter, Node, ParameterValue, Part
from ..identifiers import Namespace
from ..walk import Spot
from . import fixes
from .finding import Fix, Lint, found
from .study import Study


def definitions_are_used(spot: Spot[Document], study: Study) -> Iterator[Lint]:
    """Code sets, references and parameters without a use."""
    used = set(_used(study.spots))
    for namespace in MESSAGES:
        for index, each in enumerate(getattr(spot.part, namespace.value)):
            if (namespace, each.id) not in used:
                place = Spot(each, (namespace.value, index), (spot.part,))
                fix = Fix("Fjern det fra profilen", fixes.taking_out(place.path))
                yield found(place, "unused", MESSAGES[namespace], fix=fix)


MESSAGES = {
    Namespace.CODE_SETS: "Kodesættet bruges ikke i profilen. Brug det, eller fjern det.",
    Namespace.REFERENCES: "Kilden bruges ikke i profilen. Henvis til den, eller fjern den.",
    Namespace.PARAMETERS: "Den lokale grænse bruges ikke i profilen. Brug den, eller fjern den.",
}


def _used(spots: Iterable[Spot[Part]]) -> Iterator[tuple[Namespace, str]]:
    for spot in spots:
        match spot.part:
            case Filter(in_=str(name)):
                yield Namespace.CODE_SETS, name
            case ParameterValue(parameter=name):
                yield Namespace.PARAMETERS, name
            case Expected(reference=str(name)):
                yield Namespace.REFERENCES, name
            case Node(references=names):
                yield from ((Namespace.REFERENCES, name) for name in names)


CHECKS = ((Document, (definitions_are_used,)),)
