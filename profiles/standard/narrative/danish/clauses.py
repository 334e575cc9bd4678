"""Danish for single criteria and for measures: one clause, said in a main clause or in a subordinate one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from ...document import (
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
)
from ..sentence import Span, Spans
from ..terms import Terms
from .nouns import IS, MEDICATION_VERBS, PERIOD_VERBS, Verb, verb
from .selections import LATEST, Phrase, chosen, field_words, phrase_of, several
from .words import OF_COUNTS, as_value, compared, lower, number, plain

VALUE = "value"
PERCENT = Decimal(100)
IS_IN = verb("er", "med i")
HAS_HAD_MEASURED = verb("har", "fået målt")
SEX_TOKENS = {"female": "kvinde", "male": "mand"}
WHO, WHOSE, WHERE = "som", "hvis", "hvor"


@dataclass(frozen=True, slots=True)
class Clause:
    """What is said of the patient. No subject: the patient.

    ``pronoun`` ties the clause to *patienter* in running text; after *som* the patient is the subject.
    """

    verb: Verb
    rest: Spans
    subject: Spans = ()
    pronoun: str = WHO

    def main(self, *, denied: bool = False) -> Spans:
        """``Har ikke en diagnose i …``, ``Seneste HbA1c er ikke over …``."""
        said = Span((self.verb.denied if denied else self.verb.main) + " ")
        return (*self.subject, Span(" "), said, *self.rest) if self.subject else (said, *self.rest)

    def relative(self, *, denied: bool = False, pronoun: str = "") -> Spans:
        """``som ikke har en diagnose i …``, ``hvis seneste HbA1c ikke er over …``."""
        if self.pronoun == WHO:
            return (Span((pronoun or WHO) + " "), *self._bound(denied))
        return (Span(self.pronoun + " "), *self.subject, Span(" "), *self._bound(denied))

    def subordinate(self, *, denied: bool = False) -> Spans:
        """After *når* and *om*: ``patienten ikke har en diagnose i …``."""
        subject = plain("patienten") if self.pronoun == WHO else self.subject
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
    return Clause(IS_IN, (Span("profilen "), terms.profile(criterion.profile, criterion.version)))


# --- exists -------------------------------------------------------------------------------------


def _exists(terms: Terms, selection: Selection) -> Clause:
    phrase = phrase_of(terms, selection)
    if phrase.mode != "point":
        return _exists_period(phrase, selection.element)
    return Clause(_verb_of(phrase), (*_record(phrase, phrase.one), *phrase.tail()))


def _exists_period(phrase: Phrase, element: str) -> Clause:
    medication = element == "medication"
    verbs = MEDICATION_VERBS if medication else PERIOD_VERBS
    verb_says_when = medication or phrase.mode in ("ever", "now", "during")
    tail = phrase.tail(verb_says_when=verb_says_when)
    return Clause(verbs[phrase.mode], (*phrase.one, *phrase.body, *tail))


def _verb_of(phrase: Phrase) -> Verb:
    return HAS_HAD_MEASURED if phrase.name and not phrase.valued else phrase.words.verb


def _record(phrase: Phrase, noun: Spans) -> Spans:
    """The record as the object of the verb; a finding is its topic, *rygning registreret som ryger*."""
    if phrase.topic:
        return (*phrase.topic, Span(" registreret"), *phrase.body)
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
    return Clause(IS, words, (*subject, *comma), WHOSE)


def _is_open(terms: Terms, measure: Measure) -> bool:
    """Whether the measure's words end inside a clause that wants a closing comma."""
    if isinstance(measure, PatientMeasure | HoldsMeasure):
        return False
    return phrase_of(terms, measure.of).is_open


def _compare_patient(terms: Terms, kind: str, criterion: Compare) -> Clause:
    if kind == "age":
        words = compared(terms, criterion.operator, criterion.value, unit="år")
        return Clause(IS, words, plain("alder"))
    words = compared(terms, criterion.operator, criterion.value, token=_sex_word)
    return Clause(IS, words, plain("køn"), WHOSE)


def _sex_word(token: str) -> str:
    return SEX_TOKENS.get(token, token)


def _compare_count(terms: Terms, measure: CountingMeasure, criterion: Compare) -> Clause:
    phrase = phrase_of(terms, measure.of)
    figure = compared(terms, criterion.operator, criterion.value, words=OF_COUNTS)
    is_period = phrase.mode != "point"
    verb_said = PERIOD_VERBS[phrase.mode] if is_period else _verb_of(phrase)
    says_when = is_period and phrase.mode in ("ever", "now", "during")
    if measure.type == "count_days":
        extra = _days(figure, criterion.value, is_period)
        return Clause(
            verb_said, (*_record(phrase, phrase.many), *phrase.tail(extra, verb_says_when=says_when))
        )
    if phrase.name or phrase.topic:
        tail = phrase.tail(_chip(figure, " gang" if criterion.value == 1 else " gange"))
        return Clause(
            verb_said, (*_record(phrase, ()), *tail) if phrase.topic else (*phrase.one, *phrase.body, *tail)
        )
    noun = phrase.noun.singular if criterion.value == 1 and phrase.noun.article else phrase.noun.plural
    rest = (*_chip(figure, ""), Span(f" {noun}"), *phrase.body, *phrase.tail(verb_says_when=says_when))
    return Clause(verb_said, rest)


def _days(figure: Spans, value: Value, is_period: bool) -> Spans:
    if is_period:
        return (Span("med "), *_chip(figure, " startdag" if value == 1 else " forskellige startdage"))
    return (Span("på "), *_chip(figure, " dag" if value == 1 else " forskellige dage"))


def _chip(figure: Spans, noun: str) -> Spans:
    """The noun belongs to the chip of its number: ``mindst 2 forskellige dage``."""
    return as_value(
        *(span._replace(role="plain") if span.role == "value" else span for span in figure), Span(noun)
    )


def _compare_days_since(terms: Terms, selection: Selection, criterion: Compare) -> Clause:
    figure = compared(terms, criterion.operator, criterion.value)
    days = _chip(figure, " dag" if criterion.value == 1 else " dage")
    rest = (*days, Span(" siden "), *chosen(terms, "latest", selection))
    return Clause(IS, rest, plain("det"), WHERE)


def measured(
    terms: Terms, measure: Measure, operator: Operator | None, value: Value | None, unit: str | None
) -> Spans:
    """The operator and the value that a measure is compared with, in the measure's own unit."""
    if isinstance(measure, ShareMeasure):
        return compared(terms, operator, value, figure=_percent)
    return compared(
        terms,
        operator,
        value,
        unit=_unit(terms, measure, unit),
        token=lambda token: _token(terms, measure, token),
    )


def _percent(share: Decimal) -> str:
    return f"{number((share * PERCENT).normalize() + 0)} %"


def _unit(terms: Terms, measure: Measure, written: str | None) -> str | None:
    match measure:
        case PatientMeasure(type="age"):
            return "år"
        case CountingMeasure(type="days_since"):
            return "dage"
        case ChoosingMeasure() | CountingMeasure(type="average"):
            return None if written == "1" else written or terms.unit_of(measure.of)
    return None if written == "1" else written


def _token(terms: Terms, measure: Measure, token: str) -> str:
    match measure:
        case PatientMeasure():
            return _sex_word(token)
        case ChoosingMeasure():
            return lower(terms.token(measure.of, measure.field or VALUE, token))
    return token


# --- measures -----------------------------------------------------------------------------------


def measure_words(terms: Terms, measure: Measure) -> Spans:
    """A measure as a noun: ``seneste HbA1c inden for 12 måneder``, ``antal konsultationer``."""
    match measure:
        case PatientMeasure():
            return plain("alder" if measure.type == "age" else "køn")
        case ChoosingMeasure():
            return _choosing(terms, measure)
        case ShareMeasure():
            return _share(terms, measure)
        case HoldsMeasure():
            return plain("om dette gælder")
    return COUNTING[measure.type](terms, measure.of)


def _choosing(terms: Terms, measure: ChoosingMeasure) -> Spans:
    name = measure.field or VALUE
    if measure.type in LATEST:
        record = chosen(terms, measure.type, measure.of)
        definite, _ = field_words(terms, measure.of.element, name)
        return record if name == VALUE else (Span(f"{definite} for "), *record)
    return _extreme(terms, measure, name)


def _extreme(terms: Terms, measure: ChoosingMeasure, name: str) -> Spans:
    phrase = phrase_of(terms, measure.of)
    _, bare = field_words(terms, measure.of.element, name)
    high, low = (
        ("seneste", "tidligste") if terms.is_date(measure.of.element, name) else ("højeste", "laveste")
    )
    word = high if measure.type == "highest" else low
    if name == VALUE and phrase.name:
        return (Span(word + " "), *phrase.name, *phrase.body, *phrase.tail())
    return (Span(f"{word} {bare} blandt "), *phrase.many, *phrase.body, *phrase.tail())


def _share(terms: Terms, measure: ShareMeasure) -> Spans:
    _, bare = field_words(terms, measure.of.element, measure.field)
    return (Span(f"den største andel med samme {bare} blandt "), *several(terms, measure.of))


def _whether(terms: Terms, selection: Selection) -> Spans:
    return (Span("om "), *_exists(terms, selection).subordinate())


def _after(words: str, say: Callable[[Terms, Selection], Spans]) -> Callable[[Terms, Selection], Spans]:
    return lambda terms, selection: (Span(words), *say(terms, selection))


def _latest(terms: Terms, selection: Selection) -> Spans:
    return chosen(terms, "latest", selection)


COUNTING: dict[str, Callable[[Terms, Selection], Spans]] = {
    "exists": _whether,
    "count": _after("antal ", several),
    "count_days": _after("antal forskellige dage med ", several),
    "average": _after("gennemsnittet af ", several),
    "days_since": _after("antal dage siden ", _latest),
}
