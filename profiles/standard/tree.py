"""Editing a document: pure functions that give a new document and leave the old one as it was.

They keep what every document must have: one inclusion, one part under each ``not`` and ``when``, and ids that
are unique. They do not ask whether the result is valid in the catalogue's eyes; ``validity`` does.

A *parent* is the id of a node, or the name of a section of the document: ``code_sets``, ``references``,
``parameters``, ``groups``, ``columns``, ``patient_view``, ``actions``, ``data_quality`` — and ``exclusion``
while there is none. Code sets, references and parameters have namespaces of their own (A3): a bare id means
the node with that id, else the code set, the reference or the parameter; ``among`` says which one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from .document import (
    CRITERIA,
    Action,
    AtLeast,
    CodeSet,
    Column,
    Document,
    Flag,
    Group,
    Item,
    Node,
    Not,
    Parameter,
    Part,
    QualityQuery,
    Reference,
    Rule,
    Section,
    Subgroup,
    Table,
    TextEntry,
    Trend,
)
from .identifiers import Namespace, fresh_id, identified, namespace_of, unused_id
from .surgery import at, put, put_in, take_out
from .walk import Spot, walk

Identified = Node | Reference
WrapType = Literal["all", "any", "at_least", "not"]

ENTRIES = (Item, Trend, Table, TextEntry)
SECTIONS: dict[type[Part], str] = {
    CodeSet: "code_sets",
    Reference: "references",
    Parameter: "parameters",
    Subgroup: "groups",
    Column: "columns",
    Section: "patient_view",
    Action: "actions",
    QualityQuery: "data_quality",
}


class NoSuchNode(LookupError):
    """The document has nothing with that id."""

    def __init__(self, node_id: str) -> None:
        super().__init__(f"Profilen har ikke noget med id'et {node_id}.")
        self.node_id = node_id


class CannotMove(ValueError):
    """A part cannot stand where it was asked to; the message says why, in Danish."""


class TakesOnePartOnly(CannotMove):
    """``not`` already has its one part."""

    def __init__(self) -> None:
        super().__init__("»Ikke« kan kun have én betingelse. Saml betingelserne i en gruppe først.")


class DuplicateId(CannotMove):
    """Two parts of one namespace would have the same id (A3)."""

    def __init__(self, node_id: str) -> None:
        super().__init__(f"Id'et {node_id} er allerede brugt i profilen.")
        self.node_id = node_id


# --- finding ------------------------------------------------------------------------------------


def nodes(document: Document) -> Iterator[Spot[Part]]:
    """Everything that has an id, in document order, with its pointer, its owner and its section."""
    return (spot for spot in walk(document, without=(Rule,)) if namespace_of(spot.part) is not None)


def spot_of(document: Document, node_id: str, among: Namespace | None = None) -> Spot[Part]:
    """Where an id stands. Raises :class:`NoSuchNode`."""
    found = {namespace_of(spot.part): spot for spot in nodes(document) if _id(spot.part) == node_id}
    for namespace in (among,) if among else Namespace:
        if namespace in found:
            return found[namespace]
    raise NoSuchNode(node_id)


def find(document: Document, node_id: str, among: Namespace | None = None) -> Identified:
    """The part with an id. Raises :class:`NoSuchNode`."""
    part = spot_of(document, node_id, among).part
    if not isinstance(part, Node | Reference):
        raise NoSuchNode(node_id)
    return part


def _id(part: Part) -> str | None:
    return part.id if isinstance(part, Node | Reference) else None


# --- changing -----------------------------------------------------------------------------------


def replace(
    document: Document, node_id: str, new_part: Identified, among: Namespace | None = None
) -> Document:
    """The document with another part in a node's place; a criterion may become any other criterion."""
    spot = spot_of(document, node_id, among)
    if _family(spot.part) != _family(new_part):
        raise CannotMove("En del af profilen kan kun erstattes af en af samme slags.")
    return _unique(put(document, spot.path, new_part))


def insert(document: Document, parent_id: str, part: Identified, position: int | None = None) -> Document:
    """The document with a new part under a parent, last unless a position says otherwise.

    Raises :class:`TakesOnePartOnly` under a ``not``, :class:`CannotMove` where the part does not belong, and
    :class:`DuplicateId`.
    """
    if parent_id == "exclusion" and document.exclusion is None and isinstance(part, CRITERIA):
        return _unique(put(document, ("exclusion",), part))
    path = _list_path(document, parent_id, part)
    size = len(at(document, path))
    where = size if position is None else max(0, min(position, size))
    return _unique(put_in(document, path, where, part))


def _list_path(document: Document, parent_id: str, part: Part) -> tuple[str | int, ...]:
    """The list under a parent that a part of this kind may stand in."""
    section = SECTIONS.get(type(part))
    if section is not None:
        if parent_id != section:
            raise CannotMove("Denne del hører til et andet sted i profilen.")
        return (section,)
    parent = spot_of(document, parent_id, Namespace.NODES)
    if isinstance(part, CRITERIA) and isinstance(parent.part, Not):
        raise TakesOnePartOnly
    if isinstance(part, CRITERIA) and isinstance(parent.part, Group | AtLeast):
        return (*parent.path, "of")
    if isinstance(part, ENTRIES) and isinstance(parent.part, Section):
        return (*parent.path, "entries")
    raise CannotMove("Den del kan ikke stå dér. Vælg en gruppe af betingelser eller et afsnit, der passer.")


def remove(document: Document, node_id: str, among: Namespace | None = None) -> Document:
    """The document without a node.

    A place that must hold a criterion gets an empty ``all``; a ``not`` or a flag goes with its only one.
    """
    return _without(document, spot_of(document, node_id, among))


def _without(document: Document, spot: Spot[Part]) -> Document:
    if isinstance(spot.path[-1], int):
        return take_out(document, spot.path)
    if isinstance(spot.parent, Not | Flag):
        return _without(document, spot.above())
    if spot.path == ("exclusion",):
        return put(document, spot.path, None)
    taken = {taken for _, taken in identified(document)} - {taken for _, taken in identified(spot.part)}
    stem = "inclusion" if spot.path == ("inclusion",) else "all"
    return put(document, spot.path, Group(id=unused_id(taken, stem), type="all", of=()))


def move(document: Document, node_id: str, parent_id: str, position: int | None = None) -> Document:
    """The document with a node elsewhere; ``position`` counts among its new siblings."""
    spot = spot_of(document, node_id, None if parent_id not in set(Namespace) else Namespace(parent_id))
    if parent_id in {taken for namespace, taken in identified(spot.part) if namespace is Namespace.NODES}:
        raise CannotMove("En gruppe kan ikke flyttes ind i sig selv.")
    _list_path_or_exclusion(document, parent_id, spot.part)
    part = spot.part
    if not isinstance(part, Node | Reference):
        raise NoSuchNode(node_id)
    return insert(_without(document, spot), parent_id, part, position)


def _list_path_or_exclusion(document: Document, parent_id: str, part: Part) -> None:
    """Refuses a move before anything is taken away."""
    if not (parent_id == "exclusion" and document.exclusion is None and isinstance(part, CRITERIA)):
        _list_path(document, parent_id, part)


def wrap(document: Document, node_id: str, type: WrapType) -> Document:  # noqa: A002
    """The document with a criterion put alone into a new ``all``, ``any``, ``at_least`` (1 of) or ``not``."""
    spot = _criterion(document, node_id)
    new_id = fresh_id(document, type)
    wrapped: dict[str, Node] = {
        "all": Group.model_construct(id=new_id, type="all", of=(spot.part,)),
        "any": Group.model_construct(id=new_id, type="any", of=(spot.part,)),
        "at_least": AtLeast.model_construct(id=new_id, type="at_least", n=1, of=(spot.part,)),
        "not": Not.model_construct(id=new_id, type="not", of=spot.part),
    }
    return put(document, spot.path, wrapped[type])


def negate(document: Document, node_id: str) -> Document:
    """The document with a criterion turned round; doing it twice gives the first document back."""
    spot = _criterion(document, node_id)
    if isinstance(spot.part, Not):
        return put(document, spot.path, spot.part.of)
    if isinstance(spot.parent, Not):
        return put(document, spot.above().path, spot.part)
    return wrap(document, node_id, "not")


def duplicate(document: Document, node_id: str, among: Namespace | None = None) -> Document:
    """The document with a copy of a node right after it; everything in the copy has a new id."""
    spot = spot_of(document, node_id, among)
    *before, index = spot.path
    if not isinstance(index, int):
        raise CannotMove("Der er kun plads til én betingelse her. Saml den i en gruppe, før du kopierer.")
    return put_in(document, tuple(before), index + 1, _copy(document, spot.part))


def _copy(document: Document, part: Part) -> Part:
    taken = {taken for _, taken in identified(document)}
    for spot in walk(part):
        if isinstance(spot.part, Node | Reference):
            new_id = unused_id(taken, spot.part.id)
            taken.add(new_id)
            part = put(part, (*spot.path, "id"), new_id)
    return part


def _criterion(document: Document, node_id: str) -> Spot[Part]:
    spot = spot_of(document, node_id, Namespace.NODES)
    if not isinstance(spot.part, CRITERIA):
        raise CannotMove("Det kan kun gøres med en betingelse.")
    return spot


def _family(part: Part) -> object:
    """What may stand in the same place: all criteria, all entries, otherwise only the same kind."""
    for family in (CRITERIA, ENTRIES):
        if isinstance(part, family):
            return family
    return type(part)


def _unique(document: Document) -> Document:
    seen: set[tuple[Namespace, str]] = set()
    for name in identified(document):
        if name in seen:
            raise DuplicateId(name[1])
        seen.add(name)
    return document
