"""Running text: criteria inside a sentence, and the population as a paragraph.

A single criterion becomes a clause. Criteria that have parts are listed after a colon, and lists inside lists
stand in brackets, so the running text can be read in one way only.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...document import AtLeast, Criterion, Group, Not
from ..sentence import Span, Spans, text_of
from ..terms import Terms
from .clauses import Clause, clause_of
from .words import listed, plain

ALL, ANY = "all", "any"


def heading(terms: Terms, criterion: Group | AtLeast | Not) -> Spans:
    """The words of the rail: ``Alle disse skal gælde``."""
    words = terms.lexicon.running
    match criterion:
        case Not():
            return (Span(words.rail_not, "operator"),)
        case AtLeast():
            operator, rest = words.rail_at_least
            return (Span(operator.format(criterion.n), "operator"), Span(rest.format(len(criterion.of))))
    operator, rest = words.rail_all if criterion.type == ALL else words.rail_any
    return (Span(operator, "operator"), Span(rest))


def single(terms: Terms, criterion: Criterion) -> tuple[Clause, bool] | None:
    """The clause of a single criterion or of a denied one, and whether it is denied; else ``None``."""
    denied = isinstance(criterion, Not)
    inner = criterion.of if isinstance(criterion, Not) else criterion
    if isinstance(inner, Group | AtLeast | Not):
        return None
    return clause_of(terms, inner), denied


def sentence(terms: Terms, criterion: Criterion) -> Spans:
    """The whole sentence of a single criterion or of a denied one; nothing for a criterion that has parts."""
    said = single(terms, criterion)
    return said[0].main(denied=said[1]) if said is not None else ()


def when(terms: Terms, criterion: Criterion) -> Spans:
    """After *når*: ``patienten har …``, ``mindst én af disse gælder: …``."""
    said = single(terms, criterion)
    if said is not None:
        clause, denied = said
        return clause.subordinate(denied=denied)
    return _gathered(terms, criterion)


def population(terms: Terms, inclusion: Criterion, exclusion: Criterion | None) -> Spans:
    """Who is in and who is not, as one paragraph."""
    words = terms.lexicon.running
    included = _everyone_or_nobody(terms, inclusion) or _people(terms, words.included, inclusion)
    if exclusion is None:
        return included
    return (*included, Span(" "), *_people(terms, words.excluded, exclusion))


def _everyone_or_nobody(terms: Terms, inclusion: Criterion) -> Spans:
    words = terms.lexicon.running
    if isinstance(inclusion, Group) and not inclusion.of:
        return plain(words.everyone if inclusion.type == ALL else words.nobody)
    return ()


def _people(terms: Terms, who: str, criterion: Criterion) -> Spans:
    is_all = isinstance(criterion, Group) and criterion.type == ALL and criterion.of
    parts = criterion.of if isinstance(criterion, Group) and is_all else (criterion,)
    first, *others = parts
    joined, clauses = Span(terms.lexicon.running.joined), terms.lexicon.clauses
    later = (span for each in others for span in (joined, *_relative(terms, each, clauses.who)))
    return (Span(who), *_relative(terms, first, clauses.first_who), *later, Span("."))


def _relative(terms: Terms, criterion: Criterion, pronoun: str) -> Spans:
    said = single(terms, criterion)
    if said is not None:
        clause, denied = said
        return clause.relative(denied=denied, pronoun=pronoun)
    return _either(terms, criterion, pronoun) or (
        Span(terms.lexicon.running.for_whom),
        *_gathered(terms, criterion),
    )


def _either(terms: Terms, criterion: Criterion, pronoun: str) -> Spans:
    """``som enten har A eller har B``, where every part is something the patient does."""
    if not (isinstance(criterion, Group) and criterion.type == ANY and len(criterion.of) > 1):
        return ()
    said = [single(terms, each) for each in criterion.of]
    clauses = [each for each in said if each is not None and each[0].is_of_the_patient]
    if len(clauses) < len(said):
        return ()
    bound = [clause.relative(denied=denied)[1:] for clause, denied in clauses]
    return (Span(terms.lexicon.running.either.format(pronoun)), *_alternatives(terms, bound))


def _alternatives(terms: Terms, bound: list[Spans]) -> Spans:
    """``har A eller har B``; a comma before *eller* where a part has commas of its own."""
    if any("," in text_of(each) for each in bound):
        joined = Span(terms.lexicon.running.or_clause)
        later = (span for each in bound[1:] for span in (joined, *each))
        return (*bound[0], *later)
    return listed(bound, terms.lexicon.figures.or_)


def _gathered(terms: Terms, criterion: Criterion) -> Spans:
    """``mindst 2 af disse 3 gælder: …; …; …``."""
    if isinstance(criterion, Not):
        return (Span(terms.lexicon.running.not_so), *when(terms, criterion.of))
    holds = Span(terms.lexicon.running.holds)
    return (*_how_many(terms, criterion), holds, *_stated_list(terms, criterion))


def _how_many(terms: Terms, criterion: Criterion) -> Spans:
    words = terms.lexicon.running
    match criterion:
        case AtLeast():
            return plain(words.at_least_of.format(criterion.n, len(criterion.of)))
        case Group(type="any"):
            return plain(words.any_of)
    return plain(words.all_of)


def _stated_list(terms: Terms, criterion: Criterion) -> Spans:
    parts = criterion.of if isinstance(criterion, Group | AtLeast) else ()
    stated = list(_separated(terms, parts))
    return tuple(stated) if stated else plain(terms.lexicon.running.nothing_yet)


def _separated(terms: Terms, parts: tuple[Criterion, ...]) -> Iterator[Span]:
    for place, part in enumerate(parts):
        if place:
            yield Span("; ")
        yield from _stated(terms, part)


def _stated(terms: Terms, criterion: Criterion) -> Spans:
    """A criterion as an entry of a list."""
    return sentence(terms, criterion) or (Span("("), *_gathered(terms, criterion), Span(")"))
