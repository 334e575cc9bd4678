"""What a document and its catalogue call things: the names that any language's sentences are built around."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from ..catalogue import Catalogue, ElementField, FieldType, Token
from ..document import CodeSet, Document, Parameter, Part, Selection
from .lexicon import Lexicon
from .sentence import Span

# A code whose numbers have no dimension carries this unit (A16); nobody says it aloud.
DIMENSIONLESS = "1"

P = TypeVar("P", bound=Part)
T = TypeVar("T")


class Terms:
    """Names by id. What is not defined, or not in the catalogue, is called by its id: drafts are read too."""

    def __init__(
        self, document: Document, catalogue: Catalogue, profiles: Mapping[str, str], lexicon: Lexicon
    ) -> None:
        self.lexicon = lexicon
        self._named = lexicon.names.of_catalogue
        self._code_sets = {each.id: each for each in document.code_sets}
        self._parameters = {each.id: each for each in document.parameters}
        self._code_set_names = _distinct_names(document.code_sets)
        self._parameter_names = _distinct_names(document.parameters)
        self._columns = {each.id: each.title for each in document.columns}
        self._references = {each.id: each.title for each in document.references}
        self._systems = {each.id: each.title for each in catalogue.code_systems}
        self._elements = {each.id: each for each in catalogue.elements}
        self._fields = {(each.id, field.id): field for each in catalogue.elements for field in each.fields}
        self._profiles = profiles
        self._said: dict[int, tuple[Part, Any]] = {}

    def once(self, part: P, say: Callable[[Terms, P], T]) -> T:
        """What ``say`` makes of a part, worked out once for sentences, running text and anchors."""
        known = self._said.get(id(part)) or (part, say(self, part))
        self._said[id(part)] = known
        said: T = known[1]
        return said

    def code_set(self, code_set: str) -> Span:
        return Span(self._code_set_names.get(code_set, code_set), "code_set", code_set)

    def parameter(self, parameter: str) -> Span:
        return Span(self._parameter_names.get(parameter, parameter), "term", parameter)

    def find_parameter(self, parameter: str) -> Parameter | None:
        return self._parameters.get(parameter)

    def profile(self, profile: str, version: str) -> Span:
        return Span(f"{self._profiles.get(profile, profile)} {version}", "term", f"{profile}@{version}")

    def column(self, column: str) -> str:
        return self._columns.get(column, column)

    def reference(self, reference: str) -> str:
        return self._references.get(reference, reference)

    def system(self, system: str) -> str:
        return self._named(system, self._systems.get(system, system))

    def element(self, element: str) -> str:
        """The title of an element."""
        found = self._elements.get(element)
        return self._named(element, found.title if found else element)

    def is_period(self, element: str) -> bool:
        found = self._elements.get(element)
        return found is not None and found.is_period

    def field(self, element: str, field: str) -> str:
        """The title of a field."""
        found = self._fields.get((element, field))
        return self._named(field, found.title if found else field)

    def is_date(self, element: str, field: str) -> bool:
        found = self._fields.get((element, field))
        return found is not None and found.type is FieldType.DATE

    def token(self, selection: Selection, field: str, token: str) -> str:
        """The title of a token where it stands; some depend on another filter of the selection (A21)."""
        found = self._fields.get((selection.element, field))
        listed = _tokens(found, selection) if found else ()
        return self._named(token, next((each.title for each in listed if each.id == token), token))

    def unit_of(self, selection: Selection) -> str | None:
        """The unit that the selection's values are in: that of its one code set (D6)."""
        sets = [each.in_ for each in selection.where if each.in_ is not None]
        found = self._code_sets.get(sets[0]) if len(sets) == 1 else None
        return spoken_unit(found.unit if found else None)


def spoken_unit(unit: str | None) -> str | None:
    return None if unit == DIMENSIONLESS else unit


def _tokens(field: ElementField, selection: Selection) -> tuple[Token, ...]:
    if field.tokens_by is None:
        return field.tokens
    deciding = (each for each in selection.where if each.field == field.tokens_by.field)
    topics = [topic for each in deciding for topic in (each.is_, *(each.one_of or ())) if topic]
    listed = (token for topic in topics for token in field.tokens_by.of.get(topic, ()))
    return tuple(listed) or field.all_tokens()


def _distinct_names(definitions: Iterable[CodeSet | Parameter]) -> dict[str, str]:
    """Titles by id; definitions that share a title are told apart by their id."""
    titles = {each.id: each.title for each in definitions}
    shared = Counter(title.casefold() for title in titles.values())
    return {
        each: title if shared[title.casefold()] == 1 else f"{title} ({each})"
        for each, title in titles.items()
    }
