"""Random selections and comparisons that fit the catalogue: what ``strategies`` builds documents of."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

from profiles.standard.catalogue import Element, ElementField, FieldType, load_catalogue

Json = dict[str, Any]

CATALOGUE = load_catalogue()
ELEMENTS = {element.id: element for element in CATALOGUE.selectable()}
NEWER = {element.id: element for element in load_catalogue("1.1").selectable()}
CODE_SET_OF = {
    "diagnosis": "diagnoses",
    "medication": "medicines",
    "prescription": "medicines",
    "vaccination": "medicines",
    "measurement": "tests",
    "service": "services",
    "referral": "referrals",
}
UNIT = "mmol/mol"
PARAMETER = "limit"

texts = st.sampled_from(["HbA1c", "Målt for nylig", "Følges i almen praksis, årligt.", "½ år", "é", "To ord"])
decorations = st.sampled_from(
    [
        {},
        {},
        {"label": "Har diagnosen"},
        {"rationale": "Kun dem, der følges i klinikken."},
        {"references": []},
        {"label": "Målt", "rationale": "Efter vejledningen.", "references": ["dsam-2019", "hvidberg-2020"]},
    ]
)
numbers = st.one_of(
    st.integers(-1000, 1000),
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.integers(-9999, 9999).map(lambda hundredths: hundredths / 100),
)
dates = st.dates().map(lambda day: day.isoformat())
offsets = st.one_of(
    st.just("P0D"),
    st.builds("{}P{}{}".format, st.sampled_from(["", "-"]), st.integers(1, 99), st.sampled_from("DWMY")),
)
local_values = st.fixed_dictionaries({"parameter": st.just(PARAMETER)})


def some(strategy: st.SearchStrategy[Any], least: int = 0, most: int = 2) -> st.SearchStrategy[list[Any]]:
    return st.lists(strategy, min_size=least, max_size=most)


def node(required: dict[str, Any], optional: dict[str, Any] | None = None) -> st.SearchStrategy[Json]:
    """An object with an id to be numbered later, and now and then what every node may have."""
    own = st.fixed_dictionaries({"id": st.just(""), **required}, optional=optional or {})
    return st.builds(lambda more, properties: {**more, **properties}, decorations, own)


def comparison(
    scalars: st.SearchStrategy[Any], *, ordered: bool, listed: bool = True
) -> st.SearchStrategy[Json]:
    """``operator`` and a ``value`` that fits it."""
    single = ["equal", "not_equal"] + (
        ["less_than", "at_most", "greater_than", "at_least"] if ordered else []
    )
    forms = [st.fixed_dictionaries({"operator": st.sampled_from(single), "value": scalars})]
    if listed:
        forms.append(st.fixed_dictionaries({"operator": st.just("one_of"), "value": some(scalars, 1, 3)}))
    if ordered:
        forms.append(
            st.fixed_dictionaries({"operator": st.just("between"), "value": st.tuples(scalars, scalars)})
        )
    return st.one_of(forms).map(_in_order).filter(lambda value: value is not None)


def _in_order(asked: Json) -> Json | None:
    """``between`` with the lower value first; offsets and dates are not mixed."""
    if asked["operator"] != "between":
        return asked
    first, second = asked["value"]
    if type(first) is dict or type(second) is dict:
        return {**asked, "value": [first, first]}
    return {**asked, "value": sorted([first, second])}


@cache
def number_comparison(*, local: bool, unit: bool = False) -> st.SearchStrategy[Json]:
    plain = comparison(numbers, ordered=True)
    with_local = st.fixed_dictionaries({"operator": st.just("at_least"), "value": local_values})
    asked = st.one_of(plain, with_local) if local else plain
    return asked.flatmap(lambda each: st.sampled_from([each, {**each, "unit": UNIT}])) if unit else asked


@cache
def date_comparison() -> st.SearchStrategy[Json]:
    relative = st.fixed_dictionaries({"offset": offsets})
    return st.one_of(comparison(dates, ordered=True), comparison(relative, ordered=True))


def token_comparison(tokens: list[str]) -> st.SearchStrategy[Json]:
    return comparison(st.sampled_from(tokens), ordered=False)


# --- selections ---------------------------------------------------------------------------------


@st.composite
def selections(
    draw: Any,
    element: str | None = None,
    *,
    local: bool = False,
    depth: int = 1,
    reads: bool = False,
    window: bool = True,
    weights: str | None = None,
) -> Json:
    """A selection; ``reads`` makes its ``value`` readable (D6, A21).

    ``weights`` is the code set of a selection in 1.1, whose numbers are all readable.
    """
    name = element or draw(st.sampled_from(sorted(ELEMENTS)))
    chosen = (NEWER if weights else ELEMENTS)[name]
    asks = weights or CODE_SET_OF.get(name)
    where = [{"field": "code", "in": asks}] if asks and (reads or draw(st.booleans())) else []
    if name == "finding":
        where = [{"field": "topic", "is": "smoking"}]
    can_read = bool(where)
    for field in draw(
        some(st.sampled_from([each for each in chosen.fields if can_read or each.id != "value"]))
    ):
        where += [{"field": field.id, **draw(filters(field, local))}]
    result: Json = {"element": name}
    if where:
        result["where"] = where
    if window and draw(st.booleans()):
        result["window"] = draw(windows(chosen, local, depth))
    return result


def filters(field: ElementField, local: bool) -> st.SearchStrategy[Json]:
    missing = st.fixed_dictionaries({"missing": st.booleans()})
    if field.type is FieldType.TOKEN and field.id != "topic":
        tokens = st.sampled_from(tokens_of(field))
        return st.one_of(
            missing,
            st.fixed_dictionaries({"is": tokens}),
            st.fixed_dictionaries({"one_of": some(tokens, 1, 3)}),
        )
    if field.type is FieldType.DATE:
        return st.one_of(missing, date_comparison())
    if field.type in (FieldType.QUANTITY, FieldType.INTEGER):
        return st.one_of(missing, number_comparison(local=local, unit=field.type is FieldType.QUANTITY))
    return missing


def tokens_of(field: ElementField) -> list[str]:
    """The tokens of a field; those of smoking for the value of a finding."""
    listed = field.tokens_by.of["smoking"] if field.tokens_by else field.tokens
    return [token.id for token in listed]


@st.composite
def windows(draw: Any, element: Element, local: bool, depth: int) -> Json:
    bounds = {"from": offsets, "to": offsets}
    if element.is_period:
        bounds["on"] = st.sampled_from(["start", "end"])
    if depth:
        kinds = st.sampled_from(["latest", "earliest"])
        of = selections(local=local, depth=depth - 1)
        bounds["anchor"] = st.fixed_dictionaries({"type": kinds, "of": of})
    chosen = draw(st.sampled_from(sorted(bounds)))
    return draw(
        st.fixed_dictionaries(
            {chosen: bounds[chosen]}, optional={k: v for k, v in bounds.items() if k != chosen}
        )
    )
