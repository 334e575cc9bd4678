"""Reading a document from bytes: the only way in from outside.

What comes out is a document of the standard: bounded and exact JSON (``strict_json``), the shape of Annex A,
and valid in the catalogue's eyes. Everything else is refused with Danish problems that name the place;
nothing is mended on the way.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from .catalogue import UnknownStandard, load_catalogue
from .document import Document
from .json_values import nearest_id
from .messages import problems as said
from .problem import InvalidDocument, Problem
from .strict_json import DEEPEST, MOST_BYTES, parsed, plain_number, value_problems
from .validity import problems_of

__all__ = ["DEEPEST", "MOST_BYTES", "InvalidDocument", "Problem", "read", "read_json", "read_shape"]


def read(data: bytes | str) -> Document:
    """A document from JSON text. Raises :class:`InvalidDocument` with every problem that was found."""
    return _judged(read_shape(parsed(data)))


def read_json(value: Mapping[str, Any]) -> Document:
    """A document from JSON values already parsed. Raises :class:`InvalidDocument`."""
    return _judged(read_shape(value))


def read_shape(value: object) -> Document:
    """A document by the grammar alone, not yet judged in its context. Raises :class:`InvalidDocument`."""
    found = tuple(value_problems(value))
    if found:
        raise InvalidDocument(found)
    try:
        return Document.model_validate_json(json.dumps(value, default=plain_number))
    except ValidationError as error:
        raise InvalidDocument(said(error.errors(), value, nearest_id(value))) from None


def _judged(document: Document) -> Document:
    try:
        catalogue = load_catalogue(document.standard)
    except UnknownStandard as unknown:
        raise InvalidDocument([Problem("/standard", None, str(unknown))]) from None
    found = problems_of(document, catalogue)
    if found:
        raise InvalidDocument(found)
    return document
