"""The places of a document that a comment can stand at, each with the sentence it reads as.

A comment's ``node`` is such a place. Criteria, columns and the like share one namespace and are named by their id;
code sets, references and parameters have namespaces of their own (A3) and carry its name: ``code_sets/t2d``.
A place keeps its name through edits and moves, so a comment follows it into later rounds.
"""

from __future__ import annotations

from collections.abc import Iterator

from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import Document
from profiles.standard.narrative import Narrative, Sentence, narrate

#: The place of a comment about the profile as a whole.
WHOLE = ""
OWN_NAMESPACE = frozenset({"code_sets", "references", "parameters"})


def place(section: str, node: str | None) -> str:
    """The name of the place of a node in a section of the document."""
    if node is None:
        return WHOLE
    return f"{section}/{node}" if section in OWN_NAMESPACE else node


def sentences(document: Document) -> dict[str, str]:
    """The sentence of every place of a document."""
    narrative = narrate(document, load_catalogue(document.standard))
    return {place(section, each.node): each.text for section, each in _told(narrative) if each.node}


def _told(narrative: Narrative) -> Iterator[tuple[str, Sentence]]:
    for section in sorted(OWN_NAMESPACE):
        yield from ((section, each) for each in getattr(narrative, section))
    yield from (("", each) for each in narrative.by_node().values())
