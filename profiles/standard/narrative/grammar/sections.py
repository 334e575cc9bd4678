"""What the clinic sees: groups, columns, flags, patient view, actions, data quality, and
definitions.
"""

from __future__ import annotations

from ...document import (
    Action,
    CodeSet,
    Column,
    CountingMeasure,
    Entry,
    Expected,
    Flag,
    Format,
    HoldsMeasure,
    Item,
    Level,
    Parameter,
    QualityQuery,
    Reference,
    Rule,
    Section,
    Sort,
    Subgroup,
    Table,
    TextEntry,
    Trend,
)
from ..lexicon import Sections
from ..sentence import Span, Spans
from ..terms import Terms, spoken_unit
from .clauses import measure_words, measured
from .running import when
from .selections import field_words, several
from .words import listed_words, number, plain, with_unit

SELF_EXPLAINING = {"npu": ("NPU", "DNK"), "mcs": ("MCS",)}


def group(terms: Terms, given: Subgroup) -> Spans:
    level = Span(terms.lexicon.names.levels[Level(given.level)], "value")
    return (level, Span(terms.lexicon.sections.when), *when(terms, given.when))


def column(terms: Terms, given: Column) -> Spans:
    measure = given.measure
    words = measure_words(terms, measure)
    if isinstance(measure, HoldsMeasure):
        words = (Span(terms.lexicon.clauses.whether), *when(terms, measure.of))
    shown = ", ".join(display(terms, given))
    return (*words, Span(f"; {shown}")) if shown else words


def display(terms: Terms, given: Column) -> list[str]:
    words = terms.lexicon.sections
    date = {True: words.with_date, False: words.without_date, None: ""}[given.show_date]
    return [each for each in (date, *_format(words, given.format)) if each]


def _format(words: Sections, given: Format | None) -> tuple[str, ...]:
    if given is None:
        return ()
    decimals = {None: "", 0: words.no_decimals, 1: words.one_decimal}.get(
        given.decimals, words.decimals.format(given.decimals)
    )
    return ({None: "", True: words.as_percent, False: words.not_as_percent}[given.percent], decimals)


def flag(terms: Terms, given: Flag, owner: Column) -> Spans:
    level = Span(terms.lexicon.names.levels[given.level], "value")
    said = Span(terms.lexicon.sections.flag.format(given.text))
    return (level, said, *_flag_condition(terms, given, owner))


def _flag_condition(terms: Terms, given: Flag, owner: Column) -> Spans:
    words = terms.lexicon.sections
    if given.when == "missing":
        return plain(words.no_value)
    if given.when is not None:
        return when(terms, given.when)
    is_yes_or_no = isinstance(owner.measure, HoldsMeasure) or (
        isinstance(owner.measure, CountingMeasure) and owner.measure.type == "exists"
    )
    subject = words.the_answer_is if is_yes_or_no else words.the_value_is
    return (Span(subject), *measured(terms, owner.measure, given.operator, given.value, given.unit))


def section(_terms: Terms, given: Section) -> Spans:
    return plain(given.title)


def entry(terms: Terms, given: Entry) -> Spans:
    match given:
        case Item():
            return column(terms, given)
        case Trend():
            return _trend(terms, given)
        case Table():
            return _table(terms, given)
        case TextEntry():
            return plain(given.text)


def _trend(terms: Terms, given: Trend) -> Spans:
    words = terms.lexicon.sections
    months = words.last_month if given.months == 1 else words.last_months.format(given.months)
    return (Span(words.curve), *several(terms, given.of), Span(" "), Span(months, "window"))


def _table(terms: Terms, given: Table) -> Spans:
    words = terms.lexicon.sections
    newest = words.newest_one if given.limit == 1 else words.newest.format(given.limit)
    named = [field_words(terms, given.of.element, name)[1] for name in given.fields]
    fields = listed_words(named, terms.lexicon.figures.and_)
    shown = words.showing.format(fields) if fields else ""
    return (Span(words.table), *several(terms, given.of), Span("; "), Span(newest, "value"), Span(shown))


def action(terms: Terms, given: Action) -> Spans:
    return (
        Span(terms.lexicon.names.action_kinds[given.kind], "value"),
        Span(terms.lexicon.sections.action.format(given.text)),
        *when(terms, given.when),
    )


def quality(terms: Terms, given: QualityQuery) -> Spans:
    words = terms.lexicon.sections
    suggested = Span(words.suggestion.format(given.correction))
    return (Span(words.found), *when(terms, given.when), suggested)


def parameter(terms: Terms, given: Parameter) -> Spans:
    words, figures = terms.lexicon.sections, terms.lexicon.figures
    unit = spoken_unit(given.unit)
    bounds = [
        f"{word} {with_unit(number(figures, bound), unit)}"
        for word, bound in ((words.at_least, given.minimum), (words.at_most, given.maximum))
        if bound is not None
    ]
    chosen = ", ".join(each for each in (words.clinic_chooses, listed_words(bounds, figures.and_)) if each)
    default = Span(with_unit(number(figures, given.default), unit), "value")
    return (Span(given.title, "term", given.id), Span(": "), default, Span(f"; {chosen}"))


def sort(terms: Terms, given: tuple[Sort, ...]) -> Spans:
    words = terms.lexicon.sections
    return plain(words.sorted_by + words.then_by.join(_sorted_by(terms, each) for each in given))


def _sorted_by(terms: Terms, given: Sort) -> str:
    words, title = terms.lexicon.sections, terms.column(given.column)
    if given.by == "level":
        return f"{title}{words.by_level}, {words.level_directions[given.direction]}"
    return f"{title}, {words.directions[given.direction]}"


def expected(terms: Terms, given: Expected) -> Spans:
    source = f" ({terms.reference(given.reference)})" if given.reference else ""
    figures, words = terms.lexicon.figures, terms.lexicon.sections
    bounds = Span(f"{number(figures, given.low)}–{number(figures, given.high)}", "value")
    return (Span(words.expected), bounds, Span(words.per_thousand + source))


def reference(_terms: Terms, given: Reference) -> Spans:
    where = ", ".join(str(each) for each in (given.publisher, given.year, given.url) if each is not None)
    return plain(f"{given.title}{'. ' + where if where else ''}")


# --- code sets ----------------------------------------------------------------------------------


def code_set(terms: Terms, given: CodeSet) -> Spans:
    included = [rule_words(terms, rule) for rule in given.rules if rule.include]
    excluded = [rule_words(terms, rule) for rule in given.rules if not rule.include]
    words = terms.lexicon.sections
    both = ((words.included_codes, included), (words.excluded_codes, excluded))
    said = [f"{word} {', '.join(rules)}" for word, rules in both if rules]
    unit = words.given_in.format(given.unit) if spoken_unit(given.unit) else ""
    return (
        Span(given.title, "code_set", given.id),
        Span(": " + ("; ".join(said) or words.no_codes) + unit),
    )


def rule_words(terms: Terms, rule: Rule) -> str:
    """``SKS DE11 og alle under``, ``NPU03835 (omregnet: × 10,93 − 23,5)``."""
    below = terms.lexicon.sections.and_below if rule.descendants else ""
    return f"{code_words(terms, rule)}{below}{conversion(terms, rule)}"


def code_words(terms: Terms, rule: Rule) -> str:
    """The code with its system, which some codes begin with themselves."""
    says_system = rule.code.startswith(SELF_EXPLAINING.get(rule.system, ()))
    return rule.code if says_system else f"{terms.system(rule.system)} {rule.code}"


def conversion(terms: Terms, rule: Rule) -> str:
    if rule.factor == 1 and rule.offset == 0:
        return ""
    figures, sign = terms.lexicon.figures, "−" if rule.offset < 0 else "+"
    added = f" {sign} {number(figures, abs(rule.offset))}" if rule.offset else ""
    return terms.lexicon.sections.converted.format(f"× {number(figures, rule.factor)}{added}")
