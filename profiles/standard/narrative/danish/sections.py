"""Danish for what the clinic sees: groups, columns, flags, patient view, actions, data quality, and
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
from ..sentence import Span, Spans
from ..terms import Terms, spoken_unit
from .clauses import measure_words, measured
from .names import ACTION_KINDS, LEVELS
from .running import when
from .selections import field_words, several
from .words import listed_words, number, plain, with_unit

SELF_EXPLAINING = {"npu": ("NPU", "DNK"), "mcs": ("MCS",)}
DIRECTIONS = {"ascending": "laveste først", "descending": "højeste først"}
LEVEL_DIRECTIONS = {"ascending": "mindst alvorlige først", "descending": "mest alvorlige først"}


def group(terms: Terms, given: Subgroup) -> Spans:
    return (Span(LEVELS[Level(given.level)], "value"), Span(", når "), *when(terms, given.when))


def column(terms: Terms, given: Column) -> Spans:
    measure = given.measure
    words = measure_words(terms, measure)
    if isinstance(measure, HoldsMeasure):
        words = (Span("om "), *when(terms, measure.of))
    shown = ", ".join(display(given))
    return (*words, Span(f"; {shown}")) if shown else words


def display(given: Column) -> list[str]:
    date = {True: "vist med dato", False: "vist uden dato", None: ""}[given.show_date]
    return [each for each in (date, *_format(given.format)) if each]


def _format(given: Format | None) -> tuple[str, ...]:
    if given is None:
        return ()
    decimals = {None: "", 0: "uden decimaler", 1: "med 1 decimal"}.get(
        given.decimals, f"med {given.decimals} decimaler"
    )
    return ({None: "", True: "som procent", False: "ikke som procent"}[given.percent], decimals)


def flag(terms: Terms, given: Flag, owner: Column) -> Spans:
    level = Span(LEVELS[given.level], "value")
    return (level, Span(f" »{given.text}«, når "), *_flag_condition(terms, given, owner))


def _flag_condition(terms: Terms, given: Flag, owner: Column) -> Spans:
    if given.when == "missing":
        return plain("der ingen værdi er")
    if given.when is not None:
        return when(terms, given.when)
    is_yes_or_no = isinstance(owner.measure, HoldsMeasure) or (
        isinstance(owner.measure, CountingMeasure) and owner.measure.type == "exists"
    )
    subject = "svaret er " if is_yes_or_no else "værdien er "
    return (Span(subject), *measured(terms, owner.measure, given.operator, given.value, given.unit))


def section(_terms: Terms, given: Section) -> Spans:
    return plain(given.title)


def entry(terms: Terms, given: Entry) -> Spans:
    match given:
        case Item():
            return column(terms, given)
        case Trend():
            months = "den seneste måned" if given.months == 1 else f"de seneste {given.months} måneder"
            return (Span("kurve over "), *several(terms, given.of), Span(" "), Span(months, "window"))
        case Table():
            return _table(terms, given)
        case TextEntry():
            return plain(given.text)


def _table(terms: Terms, given: Table) -> Spans:
    newest = "den nyeste" if given.limit == 1 else f"de {given.limit} nyeste"
    fields = listed_words([field_words(terms, given.of.element, name)[1] for name in given.fields], "og")
    shown = f"; viser {fields}" if fields else ""
    return (Span("tabel over "), *several(terms, given.of), Span("; "), Span(newest, "value"), Span(shown))


def action(terms: Terms, given: Action) -> Spans:
    return (
        Span(ACTION_KINDS[given.kind], "value"),
        Span(f": »{given.text}«, når "),
        *when(terms, given.when),
    )


def quality(terms: Terms, given: QualityQuery) -> Spans:
    return (Span("fundet, når "), *when(terms, given.when), Span(f". Forslag: {given.correction}"))


def parameter(_terms: Terms, given: Parameter) -> Spans:
    unit = spoken_unit(given.unit)
    bounds = [
        f"{word} {with_unit(number(bound), unit)}"
        for word, bound in (("mindst", given.minimum), ("højst", given.maximum))
        if bound is not None
    ]
    chosen = "klinikken kan selv vælge" + "".join([", ", " og ".join(bounds)] if bounds else [])
    default = Span(with_unit(number(given.default), unit), "value")
    return (Span(given.title, "term", given.id), Span(": "), default, Span(f"; {chosen}"))


def sort(terms: Terms, given: tuple[Sort, ...]) -> Spans:
    return plain("sorteret efter " + ", derefter ".join(_sorted_by(terms, each) for each in given))


def _sorted_by(terms: Terms, given: Sort) -> str:
    title = terms.column(given.column)
    if given.by == "level":
        return f"{title} efter niveau, {LEVEL_DIRECTIONS[given.direction]}"
    return f"{title}, {DIRECTIONS[given.direction]}"


def expected(terms: Terms, given: Expected) -> Spans:
    source = f" ({terms.reference(given.reference)})" if given.reference else ""
    bounds = Span(f"{number(given.low)}–{number(given.high)}", "value")
    return (Span("forventet: "), bounds, Span(f" pr. 1.000 aktive patienter{source}"))


def reference(_terms: Terms, given: Reference) -> Spans:
    where = ", ".join(str(each) for each in (given.publisher, given.year, given.url) if each is not None)
    return plain(f"{given.title}{'. ' + where if where else ''}")


# --- code sets ----------------------------------------------------------------------------------


def code_set(terms: Terms, given: CodeSet) -> Spans:
    included = [rule_words(terms, rule) for rule in given.rules if rule.include]
    excluded = [rule_words(terms, rule) for rule in given.rules if not rule.include]
    said = [
        f"{word} {', '.join(rules)}" for word, rules in (("med", included), ("udeladt", excluded)) if rules
    ]
    unit = f"; angivet i {given.unit}" if spoken_unit(given.unit) else ""
    return (
        Span(given.title, "code_set", given.id),
        Span(": " + ("; ".join(said) or "ingen koder endnu") + unit),
    )


def rule_words(terms: Terms, rule: Rule) -> str:
    """``SKS DE11 og alle under``, ``NPU03835 (omregnet: × 10,93 − 23,5)``."""
    below = " og alle under" if rule.descendants else ""
    return f"{code_words(terms, rule)}{below}{conversion(rule)}"


def code_words(terms: Terms, rule: Rule) -> str:
    """The code with its system, which some codes begin with themselves."""
    says_system = rule.code.startswith(SELF_EXPLAINING.get(rule.system, ()))
    return rule.code if says_system else f"{terms.system(rule.system)} {rule.code}"


def conversion(rule: Rule) -> str:
    if rule.factor == 1 and rule.offset == 0:
        return ""
    sign = "−" if rule.offset < 0 else "+"
    added = f" {sign} {number(abs(rule.offset))}" if rule.offset else ""
    return f" (omregnet: × {number(rule.factor)}{added})"
