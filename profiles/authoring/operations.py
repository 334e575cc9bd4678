"""What a person can do to a part of a draft without filling in a form: move, copy, turn round, wrap, remove.

Every operation is a pure function from a document to the next one; it names what it did, and where the
person should be afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from profiles.standard import tree
from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import AtLeast, Column, Criterion, Document, Group, Node, Part, Reference
from profiles.standard.identifiers import Namespace, fresh_id
from profiles.standard.narrative import narrate
from profiles.standard.surgery import at
from profiles.standard.walk import Spot

from .uses import Use, uses

#: The two criteria that stand in the document itself, and the group that gathers several of each.
ROOTS: dict[str, tree.WrapType] = {"inclusion": "all", "exclusion": "any"}
MOST_PLACES = 5
NAMESPACES = {
    "code-sets": Namespace.CODE_SETS,
    "references": Namespace.REFERENCES,
    "parameters": Namespace.PARAMETERS,
}


@dataclass(frozen=True)
class Done:
    """``focus`` is the id to be at, ``open`` the id whose form to open."""

    document: Document
    what: str
    focus: str
    open: str = ""


class NothingToDo(tree.CannotMove):
    """The part is first or last already, or stands alone."""


class InUse(tree.CannotMove):
    """A code set, source or parameter that something in the document refers to."""

    def __init__(self, used: tuple[Use, ...]) -> None:
        places = "; ".join(f"{use.section.title}: {use.words}" for use in used[:MOST_PLACES])
        more = f" og {len(used) - MOST_PLACES} steder mere" if len(used) > MOST_PLACES else ""
        super().__init__(f"Det kan ikke fjernes, for det bruges her: {places}{more}.")


Operation = Callable[[Document, Spot[Part], Mapping[str, Any]], Done]


def namespace_of_section(slug: str) -> Namespace:
    """The namespace of the ids that a section shows."""
    return NAMESPACES.get(slug, Namespace.NODES)


def operate(document: Document, section: str, node: str, operation: str, given: Mapping[str, Any]) -> Done:
    """Do one operation. Raises ``NoSuchNode``, ``CannotMove`` with a Danish reason, or ``KeyError``."""
    chosen = OPERATIONS[operation]
    return chosen(document, tree.spot_of(document, node, namespace_of_section(section)), given)


def placed(document: Document, parent: str, part: tree.Identified) -> Document:
    """The document with a new part under a parent; a lone inclusion or exclusion gets a group around it."""
    if parent in ROOTS and (root := getattr(document, parent)) is not None:
        if not isinstance(root, Group | AtLeast):
            document = tree.wrap(document, root.id, ROOTS[parent])
        parent = getattr(document, parent).id
    return tree.insert(document, parent, part)


def targets(document: Document, node: str) -> list[tuple[str, str]]:
    """The groups a criterion can be moved into: id and the words of the group, in document order."""
    spot = tree.spot_of(document, node, Namespace.NODES)
    inside = {
        below.part.id
        for below in tree.nodes(document)
        if below.path[: len(spot.path)] == spot.path and isinstance(below.part, Node)
    }
    return [
        (each.part.id, each.part.label or _OPERATOR_WORDS[each.part.type])
        for each in tree.nodes(document)
        if isinstance(each.part, Group | AtLeast)
        and each.part.id not in inside
        and each.part is not spot.parent
    ]


_OPERATOR_WORDS = {"all": "Alle disse", "any": "Mindst én af disse", "at_least": "Mindst et antal af disse"}


def _step(by: int, word: str) -> Operation:
    def move(document: Document, spot: Spot[Part], _given: Mapping[str, Any]) -> Done:
        listed, index = _siblings(document, spot)
        if not 0 <= index + by < len(listed):
            raise NothingToDo(f"Den kan ikke flyttes længere {word}.")
        node = _id(spot)
        parent = spot.owner if isinstance(spot.parent, Node) else spot.section
        changed = tree.move(document, node, parent or spot.section, index + by)
        return Done(changed, f"Flyttet til plads {index + by + 1} af {len(listed)}", node)

    return move


def _move_to(document: Document, spot: Spot[Part], given: Mapping[str, Any]) -> Done:
    node, target = _id(spot), str(given.get("target") or "")
    if not target:
        raise NothingToDo("Vælg den gruppe, betingelsen skal flyttes til.")
    return Done(tree.move(document, node, target), "Flyttet til en anden gruppe", node)


def _duplicate(document: Document, spot: Spot[Part], _given: Mapping[str, Any]) -> Done:
    changed = tree.duplicate(document, _id(spot), _namespace(spot))
    *before, index = spot.path
    copy = at(changed, (*before, int(index) + 1))
    return Done(changed, "Dubleret", copy.id)


def _negate(document: Document, spot: Spot[Part], _given: Mapping[str, Any]) -> Done:
    return Done(tree.negate(document, _id(spot)), "Vendt om", _id(spot))


def _wrap(document: Document, spot: Spot[Part], _given: Mapping[str, Any]) -> Done:
    changed = tree.wrap(document, _id(spot), "any")
    return Done(changed, "Pakket ind i en gruppe", _id(spot))


def _remove(document: Document, spot: Spot[Part], _given: Mapping[str, Any]) -> Done:
    _refuse_in_use(document, spot)
    changed = tree.remove(document, _id(spot), _namespace(spot))
    sort = tuple(each for each in changed.default_sort if each.column != _id(spot))
    if isinstance(spot.part, Column) and sort != changed.default_sort:
        changed = changed.model_copy(update={"default_sort": sort})
        return Done(changed, "Fjernet; listen sorteres ikke længere efter den", _neighbour(document, spot))
    return Done(changed, "Fjernet", _neighbour(document, spot))


def _refuse_in_use(document: Document, spot: Spot[Part]) -> None:
    if _namespace(spot) is Namespace.NODES:
        return
    narrative = narrate(document, load_catalogue(document.standard))
    if used := uses(document, narrative, _namespace(spot), _id(spot)):
        raise InUse(used)


def _add_group(document: Document, spot: Spot[Part], _given: Mapping[str, Any]) -> Done:
    group = Group(id=fresh_id(document, "gruppe"), type="any", of=())
    return Done(placed(document, _id(spot), group), "Tilføjet en gruppe", group.id, open=group.id)


OPERATIONS: dict[str, Operation] = {
    "move-up": _step(-1, "op"),
    "move-down": _step(1, "ned"),
    "move-to": _move_to,
    "duplicate": _duplicate,
    "negate": _negate,
    "wrap": _wrap,
    "remove": _remove,
    "add-group": _add_group,
}


def _siblings(document: Document, spot: Spot[Part]) -> tuple[tuple[Part, ...], int]:
    *before, index = spot.path
    if not isinstance(index, int):
        raise NothingToDo("Den står alene og kan ikke flyttes.")
    return at(document, tuple(before)), index


def _neighbour(document: Document, spot: Spot[Part]) -> str:
    """Where a person is after a part is gone: at the next one, else the one before, else the parent."""
    *before, index = spot.path
    if isinstance(index, int):
        listed: tuple[Criterion, ...] = at(document, tuple(before))
        for number in (index + 1, index - 1):
            if 0 <= number < len(listed):
                return listed[number].id
    return spot.owner or ""


def _id(spot: Spot[Part]) -> str:
    if not isinstance(spot.part, Node | Reference):
        raise tree.NoSuchNode(spot.pointer)
    return spot.part.id


def _namespace(spot: Spot[Part]) -> Namespace:
    return NAMESPACES.get(spot.section.replace("_", "-"), Namespace.NODES)
