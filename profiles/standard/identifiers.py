"""Ids: which are taken in a document, and how a new one is made (A3, 8.1).

Nodes share one namespace; code sets, references and parameters have one each. A new id avoids them all, so
that a person never meets two things with one name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from .document import CodeSet, Node, Parameter, Part, Reference
from .walk import every_part

LONGEST = 60
DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


class Namespace(StrEnum):
    NODES = "nodes"
    CODE_SETS = "code_sets"
    REFERENCES = "references"
    PARAMETERS = "parameters"


def namespace_of(part: Part) -> Namespace | None:
    """The namespace a part's id belongs to; ``None`` for a part without id."""
    match part:
        case CodeSet():
            return Namespace.CODE_SETS
        case Reference():
            return Namespace.REFERENCES
        case Parameter():
            return Namespace.PARAMETERS
        case Node():
            return Namespace.NODES
    return None


def identified(part: Part) -> Iterable[tuple[Namespace, str]]:
    """Every id in a part, with its namespace, in document order."""
    for each in every_part(part):
        namespace = namespace_of(each)
        if namespace is not None and isinstance(each, Node | Reference):
            yield namespace, each.id


def slug(text: str) -> str:
    """A text as an id: lower case, Danish letters written out, hyphens for the rest; may be empty."""
    plain = (
        unicodedata.normalize("NFKD", text.casefold().translate(DANISH)).encode("ascii", "ignore").decode()
    )
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-")


def fresh_id(document: Part, stem: str) -> str:
    """An id that nothing in the document has, made from ``stem``: ``hba1c``, ``hba1c-2``, ``hba1c-3`` …"""
    return unused_id({taken for _, taken in identified(document)}, stem)


def unused_id(taken: set[str], stem: str) -> str:
    """The first of ``stem``, ``stem-2``, ``stem-3`` … that is not taken."""
    wished = slug(stem) or "node"
    if wished not in taken:
        return wished
    base = re.sub(r"-[0-9]+$", "", wished)
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"
