"""Selections: the noun, what is said of it, and the window.

Every filter finds the place where a person would say it: as the noun itself (*forløbsdiagnose*), before it
(*booket*), after it (*i Type 2-diabetes*, *på mindst 48 mmol/mol*) or in a clause (*, som er aktuel*). A
filter whose place is taken, or that has none, is said in a clause of its own, so nothing is ever left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ...document import Filter, Selection, Window
from ..lexicon import Adjective, Clauses, ElementWords, Field, Lexicon, Noun
from ..sentence import Span, Spans, text_of
from ..terms import Terms
from .windows import is_index_day, says_nothing, window_words
from .words import as_value, compared, listed, listed_words, lower, plain

MEASUREMENT = "measurement"
FINDING = "finding"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A selection taken apart. ``name`` replaces the noun where the code set names the record itself."""

    lexicon: Lexicon
    words: ElementWords
    noun: Noun
    name: Spans
    topic: Spans
    detail: Spans
    clauses: Spans
    mode: str
    window: Spans
    valued: bool
    is_open: bool

    @property
    def one(self) -> Spans:
        return self.name or self._of_topic(self.noun.one)

    @property
    def many(self) -> Spans:
        return self.name or self._of_topic(self.noun.plural)

    @property
    def after_latest(self) -> Spans:
        return self.name or self._of_topic(self.noun.after_latest)

    def _of_topic(self, noun: str) -> Spans:
        of_topic = self.lexicon.clauses.of_topic
        return (Span(f"{noun} {of_topic} "), *self.topic) if self.topic else plain(noun)

    @property
    def body(self) -> Spans:
        return self.detail + self.clauses

    def tail(self, extra: Spans = (), *, verb_says_when: bool = False) -> Spans:
        """What comes after the record: ``extra`` (how often), the state of a period and the window."""
        state, window = self._when(bool(extra), verb_says_when)
        before_state = ", " if state in self._states.values() else " "
        pieces = [(" ", extra), (before_state, plain(state)), (" ", window)]
        said = [(lead, piece) for lead, piece in pieces if text_of(piece)]
        joined = tuple(span for lead, piece in said for span in (Span(lead), *piece))
        return (Span(","), *joined) if self.clauses and said and said[0][0] == " " else joined

    def _when(self, has_extra: bool, verb_says_when: bool) -> tuple[str, Spans]:
        if verb_says_when and self.mode == "now":
            return "", ()
        state = "" if verb_says_when else self._states.get(self.mode, "")
        if not state and self.clauses and self.window and not has_extra:
            state = self._states.get(self.mode, self.words.dated)
        return state, self.window

    @property
    def _states(self) -> Mapping[str, str]:
        return self.lexicon.nouns.period_states


def chosen(terms: Terms, kind: str, selection: Selection) -> Spans:
    """``seneste HbA1c inden for 12 måneder``: one record of a selection."""
    phrase = phrase_of(terms, selection)
    return (
        Span(terms.lexicon.clauses.chosen[kind] + " "),
        *phrase.after_latest,
        *phrase.body,
        *phrase.tail(),
    )


def several(terms: Terms, selection: Selection) -> Spans:
    """``forløbsdiagnoser i Type 2-diabetes inden for 12 måneder``: all records of a selection."""
    phrase = phrase_of(terms, selection)
    return (*phrase.many, *phrase.body, *phrase.tail())


def phrase_of(terms: Terms, selection: Selection) -> Phrase:
    return terms.once(selection, _phrase)


def _phrase(terms: Terms, selection: Selection) -> Phrase:
    words = _element_words(terms, selection.element)
    parts = _Parts(terms, selection)
    for each in selection.where:
        parts.take(each)
    anchor, is_open = _anchor(terms, selection.window)
    return Phrase(
        lexicon=terms.lexicon,
        words=words,
        noun=parts.noun(words.noun),
        name=parts.code if selection.element == MEASUREMENT else (),
        topic=parts.topic,
        detail=parts.detail(words.of_code),
        clauses=parts.clauses(),
        mode=_mode(terms, selection),
        window=_window(terms, selection.window, anchor),
        valued=bool(parts.values),
        is_open=bool(parts.said_apart) or is_open,
    )


def _element_words(terms: Terms, element: str) -> ElementWords:
    """The entry of an element; one that the lexicon does not know is a registration of its title."""
    nouns = terms.lexicon.nouns
    return nouns.elements.get(element) or nouns.unknown_element(lower(terms.element(element)))


def field_words(terms: Terms, element: str, name: str) -> tuple[str, str]:
    """A field of a record (``debutdatoen``) and the field as such (``debutdato``)."""
    title = lower(terms.field(element, name))
    return terms.lexicon.nouns.fields.get(name, (title, title))


def _anchor(terms: Terms, window: Window | None) -> tuple[Spans, bool]:
    if window is None or window.anchor is None:
        return (), False
    of = window.anchor.of
    return chosen(terms, window.anchor.type, of), phrase_of(terms, of).is_open


def window_of(terms: Terms, window: Window | None) -> Spans:
    """A window by itself, for a field of a form or of a difference."""
    return _window(terms, window, _anchor(terms, window)[0])


def _window(terms: Terms, window: Window | None, anchor: Spans) -> Spans:
    return () if window is None or says_nothing(window) else window_words(terms, window, anchor)


def _mode(terms: Terms, selection: Selection) -> str:
    """What the window asks of a period: ``ever``, ``now``, ``during``, ``started``, ``ended``; else
    ``point``.
    """
    window = selection.window
    if window is not None and window.on is not None:
        return "started" if window.on == "start" else "ended"
    if not terms.is_period(selection.element):
        return "point"
    if window is None or says_nothing(window):
        return "ever"
    return "now" if is_index_day(window) else "during"


# --- filters ------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Parts:
    """Where the filters of one selection have found their place so far."""

    terms: Terms
    selection: Selection
    code: Spans = ()
    topic: Spans = ()
    heads: list[Noun] = field(default_factory=list)
    adjectives: list[Adjective] = field(default_factory=list)
    after_noun: dict[str, Spans] = field(default_factory=dict)
    values: list[Spans] = field(default_factory=list)
    said_apart: list[Spans] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)

    def take(self, given: Filter) -> None:
        if not (given.field not in self._taken and self._find_place(given)):
            self.said_apart.append(
                _clause(self.terms, self.selection, given, also=given.field in self._taken)
            )
        if given.operator is None:
            self._taken.add(given.field)

    def _find_place(self, given: Filter) -> bool:
        tokens = _tokens(given)
        if given.in_ is not None and given.field == "code":
            self.code = (self.terms.code_set(given.in_),)
        elif given.operator is not None:
            return self._take_value(given)
        elif tokens:
            return self._take_tokens(given, tokens)
        return bool(self.code) and given.in_ is not None

    def _take_value(self, given: Filter) -> bool:
        if (self.selection.element, given.field) != (MEASUREMENT, "value"):
            return False
        unit = given.unit or self.terms.unit_of(self.selection)
        self.values.append(compared(self.terms, given.operator, given.value, unit=unit))
        return True

    def _take_tokens(self, given: Filter, tokens: Sequence[str]) -> bool:
        words, place = self.terms.lexicon.nouns, (self.selection.element, given.field)
        nouns = [words.heads[*place, token] for token in tokens if (*place, token) in words.heads]
        adjective = words.adjectives.get((*place, tokens[0])) if len(tokens) == 1 else None
        if len(nouns) == len(tokens) and not self.heads:
            self.heads = nouns
        elif adjective is not None:
            self.adjectives.append(adjective)
        elif place in words.after_noun:
            self.after_noun[given.field] = (
                Span(f" {words.after_noun[place]} "),
                *self._say(given, tokens),
            )
        elif place in words.which_is:
            self.said_apart.insert(0, (Span(self._words.which), *self._say(given, tokens)))
        else:
            return self._take_finding(given, tokens)
        return True

    def _take_finding(self, given: Filter, tokens: Sequence[str]) -> bool:
        has_topic = any(each.field == "topic" and _tokens(each) for each in self.selection.where)
        if self.selection.element != FINDING or not has_topic or given.field not in ("topic", "value"):
            return False
        if given.field == "topic":
            self.topic = self._say(given, tokens)
        else:
            self.after_noun["value"] = (Span(self._words.as_), *self._say(given, tokens))
        return True

    @property
    def _words(self) -> Clauses:
        return self.terms.lexicon.clauses

    def _say(self, given: Filter, tokens: Sequence[str]) -> Spans:
        return _token_words(self.terms, self.selection, given.field, tokens)

    def noun(self, base: Noun) -> Noun:
        nouns = self.heads or [base]
        for adjective in self.adjectives:
            nouns = [noun.described(adjective) for noun in nouns]
        return nouns[0] if len(nouns) == 1 else _either(nouns, self.terms.lexicon.figures.or_)

    @property
    def _places(self) -> Iterable[Field]:
        own = self.selection.element
        return (place for place in self.terms.lexicon.nouns.after_noun if place[0] == own)

    def detail(self, of_code: str) -> Spans:
        """What stands right after the noun, in an order that does not depend on that of the filters."""
        code = (
            ()
            if self.selection.element == MEASUREMENT or not self.code
            else (Span(f" {of_code} "), *self.code)
        )
        after = [self.after_noun[name] for _, name in self._places if name in self.after_noun]
        values = (Span(self._words.of_value), *listed(self.values, self._and)) if self.values else ()
        return (*code, *_flat(after), *self.after_noun.get("value", ()), *values)

    @property
    def _and(self) -> str:
        return self.terms.lexicon.figures.and_

    def clauses(self) -> Spans:
        if not self.said_apart:
            return ()
        joined = Span(f", {self._and} ")
        later = tuple(span for clause in self.said_apart[1:] for span in (joined, *clause))
        return (Span(", "), *self.said_apart[0], *later)


def _flat(phrases: Sequence[Spans]) -> Iterator[Span]:
    return (span for phrase in phrases for span in phrase)


def _tokens(given: Filter) -> tuple[str, ...]:
    return given.one_of or ((given.is_,) if given.is_ is not None else ())


def _token_words(terms: Terms, selection: Selection, name: str, tokens: Sequence[str]) -> Spans:
    titles = [lower(terms.token(selection, name, token)) for token in tokens]
    return (Span(listed_words(titles, terms.lexicon.figures.or_), "value"),)


def _either(nouns: Sequence[Noun], word: str) -> Noun:
    """``en konsultation eller et hjemmebesøg`` as one noun; its articles are inside its forms."""
    first, *others = nouns
    return Noun(
        article=first.article,
        singular=listed_words([first.singular, *(noun.one for noun in others)], word),
        plural=listed_words([noun.plural for noun in nouns], word),
        definite=listed_words([noun.after_latest for noun in nouns], word),
    )


def filter_words(terms: Terms, selection: Selection, given: Filter) -> Spans:
    """A filter by itself, for a field of a form or of a difference: ``koden er i Type 2-diabetes``."""
    return _clause(terms, selection, given)[1:]


def _clause(terms: Terms, selection: Selection, given: Filter, *, also: bool = False) -> Spans:
    """A filter that says everything itself: ``hvor debutdatoen er senest 12 uger før opgørelsesdagen``."""
    definite, _ = field_words(terms, selection.element, given.field)
    words = terms.lexicon.clauses
    subject = (Span(words.where_field), Span(definite))
    if given.missing is not None:
        return (*subject, Span(words.is_missing if given.missing else words.is_recorded))
    return (*subject, Span(words.is_also if also else words.is_here), *_predicate(terms, selection, given))


def _predicate(terms: Terms, selection: Selection, given: Filter) -> Spans:
    if given.in_ is not None:
        return (Span(terms.lexicon.clauses.in_), terms.code_set(given.in_))
    if tokens := _tokens(given):
        return _token_words(terms, selection, given.field, tokens)
    unit = given.unit or terms.unit_of(selection)
    return compared(
        terms,
        given.operator,
        given.value,
        unit=unit,
        token=lambda token: lower(terms.token(selection, given.field, token)),
    ) or as_value(Span(terms.lexicon.clauses.recorded_at_all))
