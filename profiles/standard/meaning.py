"""What a criterion means, apart from how it is written.

Two criteria have equal meanings when no patient and no index date can tell them apart *for a reason that this
module knows*: ids and words, the order of parts, ``P1Y`` for ``P12M``, a unit that only repeats the code
set's, brackets around a single part, a rule that another rule already implies. What it does not know counts
as a difference, so a change of meaning is never overlooked. Version numbers (8.3, G3) and the narrative's
promise rest on this.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from decimal import Decimal

from .document import (
    AtLeast,
    ChangeMeasure,
    ChoosingMeasure,
    CodeSet,
    Compare,
    CountingMeasure,
    Criterion,
    Exists,
    Filter,
    Group,
    HoldsMeasure,
    Measure,
    MemberOf,
    Not,
    OffsetValue,
    Operator,
    ParameterValue,
    PatientMeasure,
    Rule,
    Scalar,
    Selection,
    ShareMeasure,
    Value,
    WeightedSumMeasure,
    Window,
)

Meaning = Hashable
CodeSets = Mapping[str, CodeSet]
ALWAYS: Meaning = ("all", frozenset())
NEVER: Meaning = ("any", frozenset())
ANCHOR_DAY = "P0D"
# Offsets of one unit that are another: a week is 7 days, a year 12 months (B1).
SAME_AS = {"W": ("D", 7), "Y": ("M", 12), "D": ("D", 1), "M": ("M", 1)}


def meaning_of(criterion: Criterion, code_sets: CodeSets) -> Meaning:
    """The meaning of a criterion with the code sets it uses; a code set that is not defined stays a name."""
    match criterion:
        case Group():
            return _together(criterion.type, [meaning_of(each, code_sets) for each in criterion.of])
        case AtLeast():
            return _at_least(criterion.n, [meaning_of(each, code_sets) for each in criterion.of])
        case Not():
            return _denied(meaning_of(criterion.of, code_sets))
        case Exists():
            return ("exists", _selection(criterion.of, code_sets))
        case Compare():
            return (
                "compare",
                _measure(criterion.measure, code_sets),
                *_compared(criterion.operator, criterion.value),
            )
        case MemberOf():
            return ("member_of", criterion.profile, criterion.version)


def _together(kind: str, parts: Iterable[Meaning]) -> Meaning:
    """``all`` and ``any``: order and repetition play no part, and a group inside its like is no group."""
    flat: set[Meaning] = set()
    for part in parts:
        is_like = isinstance(part, tuple) and part[0] == kind
        flat |= part[1] if is_like else {part}  # type: ignore[index]
    return next(iter(flat)) if len(flat) == 1 else (kind, frozenset(flat))


def _at_least(n: int, parts: list[Meaning]) -> Meaning:
    """Its two ends are ``any`` and ``all`` (4.1), and beyond them always and never (E4)."""
    if n <= 0:
        return ALWAYS
    if n > len(parts):
        return NEVER
    if n in (1, len(parts)):
        return _together("any" if n == 1 else "all", parts)
    return ("at_least", n, frozenset(Counter(parts).items()))


def _denied(part: Meaning) -> Meaning:
    return part[1] if isinstance(part, tuple) and part[0] == "not" else ("not", part)


# --- measures and selections --------------------------------------------------------------------


def _measure(measure: Measure, code_sets: CodeSets) -> Meaning:
    match measure:
        case CountingMeasure():
            return (measure.type, _selection(measure.of, code_sets))
        case ChoosingMeasure() | WeightedSumMeasure() | ChangeMeasure():
            return (measure.type, _selection(measure.of, code_sets), measure.field or "value")
        case ShareMeasure():
            return (measure.type, _selection(measure.of, code_sets), measure.field)
        case HoldsMeasure():
            return (measure.type, meaning_of(measure.of, code_sets))
        case PatientMeasure():
            return (measure.type,)


def _selection(selection: Selection, code_sets: CodeSets) -> Meaning:
    filters = frozenset(_filter(each, code_sets) for each in selection.where)
    return (selection.element, filters, _window(selection.window, code_sets))


def _filter(given: Filter, code_sets: CodeSets) -> Meaning:
    if given.in_ is not None:
        found = code_sets.get(given.in_)
        return (given.field, "in", meaning_of_codes(found) if found else given.in_)
    if given.missing is not None:
        return (given.field, "missing", given.missing)
    if given.operator is not None and given.value is not None:
        return (given.field, *_compared(given.operator, given.value))
    return (given.field, "tokens", frozenset(given.one_of or (given.is_,)))


def _window(window: Window | None, code_sets: CodeSets) -> Meaning:
    if window is None:
        return _DEFAULT_WINDOW
    anchor = window.anchor
    record = (anchor.type, _selection(anchor.of, code_sets)) if anchor is not None else None
    return (_offset(window.from_), _offset(window.to or ANCHOR_DAY), window.on, record)


def _offset(offset: str | None) -> Meaning:
    if offset is None:
        return None
    unit, times = SAME_AS[offset[-1]]
    sign, _, figure = offset[:-1].partition("P")
    number = int(sign + figure) * times
    return (number, unit) if number else ANCHOR_DAY


_DEFAULT_WINDOW: Meaning = (None, ANCHOR_DAY, None, None)


# --- values -------------------------------------------------------------------------------------


def _compared(operator: Operator, value: Value) -> tuple[Meaning, ...]:
    if not isinstance(value, tuple):
        return (operator, _scalar(value))
    values = [_scalar(each) for each in value]
    if operator is not Operator.ONE_OF:
        return (operator, tuple(values))
    distinct = frozenset(values)
    return (Operator.EQUAL, *distinct) if len(distinct) == 1 else (operator, distinct)


def _scalar(value: Scalar) -> Meaning:
    """The kind stands beside the value, so that ``true``, ``1`` and ``"1"`` are three things."""
    match value:
        case OffsetValue():
            return ("offset", _offset(value.offset))
        case ParameterValue():
            return ("parameter", value.parameter)
        case Decimal():
            return ("number", value.normalize() + 0)
    return (type(value).__name__, value)


# --- code sets ----------------------------------------------------------------------------------


def meaning_of_codes(code_set: CodeSet) -> Meaning:
    """Which codes are in, their unit and their conversions; whatever else the set is called or says."""
    rules = sorted(
        {_plain_rule(rule) for rule in code_set.rules}, key=lambda rule: (len(rule[1]), repr(rule))
    )
    kept: list[_PlainRule] = []
    for rule in rules:
        if not _is_implied(rule, kept):
            kept.append(rule)
    return (code_set.unit, frozenset(kept))


_PlainRule = tuple[str, str, bool, bool, Decimal, Decimal]


def _plain_rule(rule: Rule) -> _PlainRule:
    """System, normalised code (1.4), include, descendants, factor, offset; what is out is not converted."""
    code = "".join(rule.code.upper().replace(".", "").split())
    factor, offset = (rule.factor, rule.offset) if rule.include else (Decimal(1), Decimal(0))
    return (rule.system, code, rule.include, rule.descendants, factor, offset)


def _is_implied(rule: _PlainRule, shorter: Iterable[_PlainRule]) -> bool:
    """Whether the most specific shorter rule above (6.1) already decides the same; none above leaves out."""
    system, code, include, _, factor, offset = rule
    above = [
        other
        for other in shorter
        if other[0] == system and other[3] and len(other[1]) < len(code) and code.startswith(other[1])
    ]
    if not above:
        return not include and not any(other[:2] == (system, code) for other in shorter)
    nearest = max(above, key=lambda other: len(other[1]))
    return (nearest[2], nearest[4], nearest[5]) == (include, factor, offset)
