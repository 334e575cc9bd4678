"""Definitions that nothing uses: they stand in the way of the reader and of the next version."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import CodeSet, Document, Expected, Filter, Node, Parameter, ParameterValue, Part, Reference
from ..identifiers import Namespace
from ..kinds import Setting
from ..walk import Spot, walk
from .finding import Lint, warning


def definitions_are_used(spot: Spot[Document], _: Setting) -> Iterator[Lint]:
    """Code sets, references and parameters without a use."""
    used = set(_used(spot.part))
    for below in walk(spot.part):
        named = _definition(below.part)
        if named is not None and named not in used:
            yield warning(below, "unused", MESSAGES[named[0]])


MESSAGES = {
    Namespace.CODE_SETS: "Kodesættet bruges ikke i profilen. Brug det, eller fjern det.",
    Namespace.REFERENCES: "Kilden bruges ikke i profilen. Henvis til den, eller fjern den.",
    Namespace.PARAMETERS: "Den lokale grænse bruges ikke i profilen. Brug den, eller fjern den.",
}


def _definition(part: Part) -> tuple[Namespace, str] | None:
    match part:
        case CodeSet(id=name):
            return Namespace.CODE_SETS, name
        case Reference(id=name):
            return Namespace.REFERENCES, name
        case Parameter(id=name):
            return Namespace.PARAMETERS, name
    return None


def _used(document: Document) -> Iterator[tuple[Namespace, str]]:
    for spot in walk(document):
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
