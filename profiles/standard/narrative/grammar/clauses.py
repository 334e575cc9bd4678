"""Single criteria and measures: one clause, said in a main clause or in a subordinate one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from ...document import (
    ChangeMeasure,
    ChoosingMeasure,
    Compare,
    CountingMeasure,
    Exists,
    HoldsMeasure,
    Measure,
    MemberOf,
    Operator,
    PatientMeasure,
    Selection,
    ShareMeasure,
    Value,
    WeightedSumMeasure,
)
from ..lexicon import Clauses, Two, Verb
from ..sentence import Span, Spans
from ..terms import Terms
from .selections import Phrase, chosen, field_words, phrase_of, several
from .words import as_value, compared, filled, lower, number, plain

VALUE = "value"
PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Clause:
    """What is said of the patient. No subject: the patient.

    ``pronoun`` ties the clause to the patient in running text; without one the patient is its subject.
    """

    words: Clauses
    verb: Verb
    rest: Spans
    subject: Spans = ()
    pronoun: str = ""

    @property
    def is_of_the_patient(self) -> bool:
        return not self.pronoun

    def main(self, *, denied: bool = False) -> Spans:
        """``Har ikke en diagnose i …``, ``Seneste HbA1c er ikke over …``."""
        said = Span((self.verb.denied if denied else self.verb.main) + " ")
        return (*self.subject, Span(" "), said, *self.rest) if self.subject else (said, *self.rest)

    def relative(self, *, denied: bool = False, pronoun: str = "") -> Spans:
        """``som ikke har en diagnose i …``, ``hvis seneste HbA1c ikke er over …``."""
        if self.is_of_the_patient:
            return (Span((pronoun or self.words.who) + " "), *self._bound(denied))
        return (Span(self.pronoun + " "), *self.subject, Span(" "), *self._bound(denied))

    def subordinate(self, *, denied: bool = False) -> Spans:
        """After *når* and *om*: ``patienten ikke har en diagnose i …``."""
        subject = plain(self.words.the_patient) if self.is_of_the_patient else self.subject
        return (*subject, Span(" "), *self._bound(denied))

    def _bound(self, denied: bool) -> Spans:
        words = self.verb.subordinate_denied if denied else self.verb.subordinate
        return (Span(words + " "), *self.rest)


Leaf = Exists | Compare | MemberOf


def clause_of(terms: Terms, criterion: Leaf) -> Clause:
    return terms.once(criterion, _clause)


def _clause(terms: Terms, criterion: Leaf) -> Clause:
    match criterion:
        case Exists():
            return _exists(terms, criterion.of)
        case Compare():
            return _compare(terms, criterion)
    words = terms.lexicon.clauses
    return Clause(
        words, words.is_in, (Span(words.profile), terms.profile(criterion.profile, criterion.version))
    )


# --- exists -------------------------------------------------------------------------------------


def _exists(terms: Terms, selection: Selection) -> Clause:
    phrase = phrase_of(terms, selection)
    if phrase.mode != "point":
        return _exists_period(phrase, selection.element)
    return Clause(terms.lexicon.clauses, _verb_of(phrase), (*_record(phrase, phrase.one), *phrase.tail()))


def _exists_period(phrase: Phrase, element: str) -> Clause:
    medication = element == "medication"
    nouns = phrase.lexicon.nouns
    verbs = nouns.medication_verbs if medication else nouns.period_verbs
    verb_says_when = medication or phrase.mode in ("ever", "now", "during")
    tail = phrase.tail(verb_says_when=verb_says_when)
    return Clause(phrase.lexicon.clauses, verbs[phrase.mode], (*phrase.one, *phrase.body, *tail))


def _verb_of(phrase: Phrase) -> Verb:
    return phrase.lexicon.clauses.is_measured if phrase.name and not phrase.valued else phrase.words.verb


def _record(phrase: Phrase, noun: Spans) -> Spans:
    """The record as the object of the verb; a finding is its topic, *rygning registreret som ryger*."""
    if phrase.topic:
        return (*phrase.topic, Span(phrase.lexicon.clauses.recorded), *phrase.body)
    return (*noun, *phrase.body)


# --- comparisons --------------------------------------------------------------------------------


def _compare(terms: Terms, criterion: Compare) -> Clause:
    measure = criterion.measure
    match measure:
        case PatientMeasure():
            return _compare_patient(terms, measure.type, criterion)
        case CountingMeasure(type="count" | "count_days"):
            return _compare_count(terms, measure, criterion)
        case CountingMeasure(type="days_since"):
            return _compare_days_since(terms, measure.of, criterion)
    subject = measure_words(terms, measure)
    words = measured(terms, measure, criterion.operator, criterion.value, criterion.unit)
    comma = plain(",") if _is_open(terms, measure) else ()
    clauses = terms.lexicon.clauses
    return Clause(clauses, clauses.is_, words, (*subject, *comma), clauses.whose)


def _is_open(terms: Terms, measure: Measure) -> bool:
    """Whether the measure's words end inside a clause that wants a closing comma."""
    if isinstance(measure, PatientMeasure | HoldsMeasure):
        return False
    return phrase_of(terms, measure.of).is_open


def _compare_patient(terms: Terms, kind: str, criterion: Compare) -> Clause:
    clauses = terms.lexicon.clauses
    if kind == "age":
        words = compared(terms, criterion.operator, criterion.value, unit=clauses.years)
        return Clause(clauses, clauses.is_, words, plain(clauses.age))
    words = compared(terms, criterion.operator, criterion.value, token=partial(_sex_word, terms))
    return Clause(clauses, clauses.is_, words, plain(clauses.sex), clauses.whose)


def _sex_word(terms: Terms, token: str) -> str:
    return terms.lexicon.clauses.sexes.get(token, token)


def _compare_count(terms: Terms, measure: CountingMeasure, criterion: Compare) -> Clause:
    phrase = phrase_of(terms, measure.of)
    figure = compared(terms, criterion.operator, criterion.value, words=terms.lexicon.comparisons.of_counts)
    is_period = phrase.mode != "point"
    words = terms.lexicon.clauses
    verb_said = terms.lexicon.nouns.period_verbs[phrase.mode] if is_period else _verb_of(phrase)
    says_when = is_period and phrase.mode in ("ever", "now", "during")
    if measure.type == "count_days":
        extra = _days(words, figure, criterion.value, is_period)
        return Clause(
            words, verb_said, (*_record(phrase, phrase.many), *phrase.tail(extra, verb_says_when=says_when))
        )
    if phrase.name or phrase.topic:
        tail = phrase.tail(_chip(figure, _form(words.times, criterion.value)))
        return Clause(
            words,
            verb_said,
            (*_record(phrase, ()), *tail) if phrase.topic else (*phrase.one, *phrase.body, *tail),
        )
    noun = phrase.noun.singular if criterion.value == 1 and phrase.noun.article else phrase.noun.plural
    rest = (*_chip(figure, ""), Span(f" {noun}"), *phrase.body, *phrase.tail(verb_says_when=says_when))
    return Clause(words, verb_said, rest)


def _form(forms: Two, value: Value) -> str:
    return forms[0] if value == 1 else forms[1]


def _days(words: Clauses, figure: Spans, value: Value, is_period: bool) -> Spans:
    if is_period:
        return (Span(words.with_start_days), *_chip(figure, _form(words.start_day_forms, value)))
    return (Span(words.on_days), *_chip(figure, _form(words.day_forms, value)))


def _chip(figure: Spans, noun: str) -> Spans:
    """The noun belongs to the chip of its number: ``mindst 2 forskellige dage``."""
    return as_value(
        *(span._replace(role="plain") if span.role == "value" else span for span in figure), Span(noun)
    )


def _compare_days_since(terms: Terms, selection: Selection, criterion: Compare) -> Clause:
    words = terms.lexicon.clauses
    figure = compared(terms, criterion.operator, criterion.value, words=terms.lexicon.comparisons.of_days)
    days = _chip(figure, _form(words.day_since, criterion.value))
    rest = (*days, Span(words.since), *chosen(terms, "latest", selection))
    return Clause(words, words.is_, rest, plain(words.it), words.where)


def measured(
    terms: Terms, measure: Measure, operator: Operator | None, value: Value | None, unit: str | None
) -> Spans:
    """The operator and the value that a measure is compared with, in the measure's own unit."""
    if isinstance(measure, ShareMeasure):
        return compared(terms, operator, value, figure=partial(_percent, terms))
    return compared(
        terms,
        operator,
        value,
        unit=_unit(terms, measure, unit),
        token=lambda token: _token(terms, measure, token),
    )


def _percent(terms: Terms, share: Decimal) -> str:
    figures = terms.lexicon.figures
    return figures.percent.format(number(figures, (share * PERCENT).normalize() + 0))


def _unit(terms: Terms, measure: Measure, written: str | None) -> str | None:
    match measure:
        case PatientMeasure(type="age"):
            return terms.lexicon.clauses.years
        case CountingMeasure(type="days_since"):
            return terms.lexicon.clauses.days
        case ChoosingMeasure() | WeightedSumMeasure() | ChangeMeasure() | CountingMeasure(type="average"):
            return None if written == "1" else written or terms.unit_of(measure.of)
    return None if written == "1" else written


def _token(terms: Terms, measure: Measure, token: str) -> str:
    match measure:
        case PatientMeasure():
            return _sex_word(terms, token)
        case ChoosingMeasure():
            return lower(terms.token(measure.of, measure.field or VALUE, token))
    return token


# --- measures -----------------------------------------------------------------------------------


def measure_words(terms: Terms, measure: Measure) -> Spans:
    """A measure as a noun: ``seneste HbA1c inden for 12 måneder``, ``antal konsultationer``."""
    words = terms.lexicon.clauses
    match measure:
        case PatientMeasure():
            return plain(words.age if measure.type == "age" else words.sex)
        case ChoosingMeasure():
            return _choosing(terms, measure)
        case ShareMeasure():
            return _share(terms, measure)
        case WeightedSumMeasure():
            return _weighted_sum(terms, measure)
        case ChangeMeasure():
            return _change(terms, measure)
        case HoldsMeasure():
            return plain(words.whether_this)
    return _counting(terms, measure)


def _choosing(terms: Terms, measure: ChoosingMeasure) -> Spans:
    name = measure.field or VALUE
    if measure.type in terms.lexicon.clauses.chosen:
        record = chosen(terms, measure.type, measure.of)
        definite, _ = field_words(terms, measure.of.element, name)
        return record if name == VALUE else filled(terms.lexicon.clauses.field_of, plain(definite), record)
    return _extreme(terms, measure, name)


def _extreme(terms: Terms, measure: ChoosingMeasure, name: str) -> Spans:
    phrase = phrase_of(terms, measure.of)
    _, bare = field_words(terms, measure.of.element, name)
    words = terms.lexicon.clauses
    of_dates = terms.is_date(measure.of.element, name)
    word = (words.extreme_dates if of_dates else words.extreme)[measure.type]
    if name == VALUE and phrase.name:
        return (Span(word + " "), *phrase.name, *phrase.body, *phrase.tail())
    return (Span(f"{word} {bare}{words.among}"), *phrase.many, *phrase.body, *phrase.tail())


def _share(terms: Terms, measure: ShareMeasure) -> Spans:
    _, bare = field_words(terms, measure.of.element, measure.field)
    return filled(terms.lexicon.clauses.share, plain(bare), several(terms, measure.of))


def _weighted_sum(terms: Terms, measure: WeightedSumMeasure) -> Spans:
    """``samlet døgndosis omregnet til mg for ordinationer i Opioider``."""
    words, name = terms.lexicon.clauses, measure.field or VALUE
    _, bare = field_words(terms, measure.of.element, name)
    is_named = name == VALUE and bool(phrase_of(terms, measure.of).name)
    said = () if is_named else (plain(bare),)
    of, unit = several(terms, measure.of), terms.unit_of(measure.of)
    if unit is None:
        return filled(words.sum_of if is_named else words.sum_of_field, *said, of)
    return filled(words.sum_of_in if is_named else words.sum_of_field_in, *said, plain(unit), of)


def _change(terms: Terms, measure: ChangeMeasure) -> Spans:
    """``ændring fra forrige til seneste HbA1c``: both records are of the same selection."""
    words, latest = terms.lexicon.clauses, chosen(terms, "latest", measure.of)
    if measure.field in (None, VALUE):
        return filled(words.change, latest)
    _, bare = field_words(terms, measure.of.element, measure.field)
    return filled(words.change_of_field, plain(bare), latest)


def _counting(terms: Terms, measure: CountingMeasure) -> Spans:
    words = terms.lexicon.clauses
    if measure.type == "exists":
        return (Span(words.whether), *_exists(terms, measure.of).subordinate())
    if measure.type == "days_since":
        return (Span(words.counting[measure.type]), *chosen(terms, "latest", measure.of))
    return (Span(words.counting[measure.type]), *several(terms, measure.of))
