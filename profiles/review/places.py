"""The places of a version that a comment can stand at, each with the sentence it reads as.

A comment's ``node`` is such a place. Criteria, columns and the like share one namespace and are named by
their id; code sets, references and parameters have namespaces of their own (A3) and carry its name:
``code_sets/t2d``. A place keeps its name through edits and moves, so a comment follows it into later
rounds. In the standard the places are its code systems, elements and fields.
"""

from __future__ import annotations

from collections.abc import Iterator

from profiles.authoring.subjects import Content

from .telling import Told
from .tellings import telling_of

#: The place of a comment about the profile as a whole.
WHOLE = ""


def sentences(content: Content) -> dict[str, str]:
    """The sentence of every place of a document or a catalogue."""
    return dict(_places(telling_of(content).everything()))


def _places(everything: Iterator[Told]) -> Iterator[tuple[str, str]]:
    for told in everything:
        if told.place is not None:
            yield told.place, told.text
        yield from told.hidden.items()
