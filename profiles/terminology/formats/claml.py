"""ClaML 2 and 3: classifications as XML (ICD-10, ICPC-2, ICF and others are published so).

A class is a code; ``preferred`` is its title and ``inclusion`` its synonyms, as far as they are names and not
paragraphs; the first ``SuperClass`` is the code above. Entities and external files are never followed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from profiles.standard.codes import normalised

from ..entries import Entry
from .checks import LONGEST_TITLE
from .problem import FileProblem

_CHUNK = 1 << 16
_TITLES, _SYNONYMS = ("preferred", "preferredLong"), ("inclusion", "includes", "synonym")


@dataclass(slots=True)
class _Class:
    """A class while it is read: its code, the one above, and its names by kind of rubric."""

    code: str
    line: int
    above: str = ""
    names: list[tuple[str, str]] = field(default_factory=list)

    def entry(self) -> Entry:
        title = next((text for kind in _TITLES for own, text in self.names if own == kind), "")
        synonyms = (text for kind, text in self.names if kind in _SYNONYMS)
        return Entry(
            code=self.code,
            title=title,
            parent=self.above,
            synonyms=tuple(
                dict.fromkeys(text for text in synonyms if text != title and 0 < len(text) <= LONGEST_TITLE)
            ),
            line=self.line,
        )


class _Reader:
    """What the parser tells, gathered into whole classes; ``done`` are those nobody has taken yet."""

    def __init__(self) -> None:
        self.done: list[Entry] = []
        self.root = ""
        self.line = lambda: 0
        self._class: _Class | None = None
        self._kind = ""
        self._label: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        self.root = self.root or name
        if name == "Class":
            self._class = _Class(" ".join(attributes.get("code", "").split()), self.line())
        elif name == "SuperClass" and self._class and not self._class.above:
            self._class.above = normalised(attributes.get("code", ""))
        elif name == "Rubric":
            self._kind = attributes.get("kind", "")
        elif name == "Label":
            self._label = []

    def data(self, text: str) -> None:
        if self._label is not None:
            self._label.append(text)

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if name == "Label" and self._class and self._label is not None:
            self._class.names.append((self._kind, " ".join("".join(self._label).split())))
        if name in ("Label", "Rubric"):
            self._label = None
        elif name == "Class" and self._class:
            self.done.append(self._class.entry())
            self._class = None

    def close(self) -> None:
        """Nothing is kept until the end."""


def parse(file: BinaryIO) -> Iterator[Entry]:
    """Every class in the order of the file. Raises ``FileProblem``."""
    reader = _Reader()
    parser = DefusedXMLParser(target=reader)
    reader.line = lambda: int(parser.parser.CurrentLineNumber)
    try:
        while chunk := file.read(_CHUNK):
            parser.feed(chunk)
            yield from reader.done
            reader.done.clear()
        parser.close()
    except ParseError as error:
        raise FileProblem(error.position[0], "", "Her er en fejl; filen er ikke gyldig XML.") from error
    except DefusedXmlException as error:
        raise FileProblem(reader.line(), "", "Filen henviser til noget uden for sig selv.") from error
    except (LookupError, ValueError) as error:
        raise _as_problem(error, reader.line()) from error
    if reader.root != "ClaML":
        raise FileProblem(1, "", "Filen er ikke ClaML.")


def _as_problem(error: Exception, line: int) -> FileProblem:
    """Encodings that nobody knows end here; what the consumer of the codes raises goes its own way."""
    if isinstance(error, FileProblem):
        return error
    return FileProblem(line, "", "Filens tegnsæt kendes ikke.")
