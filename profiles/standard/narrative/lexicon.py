"""What a language brings to the grammar: its words and its templates, as data.

The grammar (:mod:`.grammar`) knows where everything stands in a sentence; a language is one :class:`Lexicon`.
In templates ``{}`` is what is put in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..document import ActionKind, Kind, Level, Operator

Two = tuple[str, str]
Operators = Mapping[Operator, str]
Token = tuple[str, str, str]
Field = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Verb:
    """What the patient does: in a main clause, denied, in a subordinate clause, denied there."""

    main: str
    denied: str
    subordinate: str
    subordinate_denied: str


@dataclass(frozen=True, slots=True)
class Adjective:
    """Forms before a noun of common gender, of neuter and in the plural; the article it asks for, if any."""

    common: str
    neuter: str
    plural: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Noun:
    """``en booket aftale``, ``bookede aftaler``, ``seneste bookede aftale``. No article: no number to count
    by.
    """

    article: str
    singular: str
    plural: str
    definite: str = ""
    is_neuter: bool = False

    def described(self, adjective: Adjective) -> Noun:
        near = adjective.neuter if self.is_neuter else adjective.common
        return Noun(
            article=(adjective.article or self.article) if self.article else "",
            singular=f"{near} {self.singular}",
            plural=f"{adjective.plural} {self.plural}",
            definite=f"{adjective.plural} {self.definite or self.singular}",
            is_neuter=self.is_neuter,
        )

    @property
    def after_latest(self) -> str:
        return self.definite or self.singular

    @property
    def one(self) -> str:
        return f"{self.article} {self.singular}".strip()


@dataclass(frozen=True, slots=True)
class ElementWords:
    """``of_code`` stands before the code set, ``dated`` before the window when something separates them."""

    noun: Noun
    verb: Verb
    of_code: str
    dated: str


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """Numbers, dates, spans of time and lists. ``marks`` are the thousand mark and the decimal mark."""

    marks: Two
    months: tuple[str, ...]
    date: str
    units_of_time: Mapping[str, Two]
    and_: str
    or_: str
    yes: str
    no: str
    index_date: str
    before: str
    after: str
    the_day_of: str
    percent: str


@dataclass(frozen=True, slots=True)
class Comparisons:
    """``own_number`` tells what counts when the clinic chooses nothing."""

    of_numbers: Operators
    of_counts: Operators
    of_days: Operators
    of_dates: Operators
    of_distant_dates: Operators
    of_words: Operators
    between: str
    between_dates: str
    own_number: str


@dataclass(frozen=True, slots=True)
class Nouns:
    """What elements, fields and tokens are called inside a sentence.

    A catalogue may hold more than these tables know (9.1): ``unknown_element`` makes words of its title.
    ``heads``: the token names the record better than the element does. ``after_noun``: tokens that follow the
    noun after these words. ``which_is``: tokens that a relative clause says of the record itself. ``fields``:
    the field of a record, and the field as such.
    """

    elements: Mapping[str, ElementWords]
    unknown_element: Callable[[str], ElementWords]
    period_verbs: Mapping[str, Verb]
    medication_verbs: Mapping[str, Verb]
    period_states: Mapping[str, str]
    heads: Mapping[Token, Noun]
    adjectives: Mapping[Token, Adjective]
    after_noun: Mapping[Field, str]
    which_is: frozenset[Field]
    fields: Mapping[str, Two]


@dataclass(frozen=True, slots=True)
class Windows:
    """Templates by where the two bounds lie; ``[…]`` is the chip, ``{lo}`` and ``{hi}`` are the distances."""

    from_index: Mapping[Two, str]
    from_record: Mapping[Two, str]
    backwards: str
    to: str


@dataclass(frozen=True, slots=True)
class Clauses:
    """Single criteria and measures. ``sexes`` by token; ``chosen`` by the type of a measure."""

    who: str
    first_who: str
    whose: str
    where: str
    the_patient: str
    it: str
    is_: Verb
    is_in: Verb
    is_measured: Verb
    profile: str
    sexes: Mapping[str, str]
    age: str
    sex: str
    years: str
    days: str
    times: Two
    on_days: str
    day_forms: Two
    with_start_days: str
    start_day_forms: Two
    day_since: Two
    since: str
    chosen: Mapping[str, str]
    extreme: Mapping[str, str]
    extreme_dates: Mapping[str, str]
    field_of: str
    among: str
    share: str
    sum_of: str
    sum_of_in: str
    sum_of_field: str
    sum_of_field_in: str
    change: str
    change_of_field: str
    whether: str
    whether_this: str
    counting: Mapping[str, str]
    recorded: str
    as_: str
    of_value: str
    of_topic: str
    which: str
    where_field: str
    is_missing: str
    is_recorded: str
    is_here: str
    is_also: str
    in_: str
    recorded_at_all: str


@dataclass(frozen=True, slots=True)
class Running:
    """Criteria inside a sentence, and the rail of criteria that have parts."""

    nothing_yet: str
    everyone: str
    nobody: str
    included: str
    excluded: str
    joined: str
    for_whom: str
    either: str
    or_clause: str
    not_so: str
    holds: str
    all_of: str
    any_of: str
    at_least_of: str
    rail_not: str
    rail_all: Two
    rail_any: Two
    rail_at_least: Two


@dataclass(frozen=True, slots=True)
class Sections:
    """What the clinic sees, and definitions."""

    when: str
    flag: str
    no_value: str
    the_answer_is: str
    the_value_is: str
    with_date: str
    without_date: str
    as_percent: str
    not_as_percent: str
    no_decimals: str
    one_decimal: str
    decimals: str
    curve: str
    last_month: str
    last_months: str
    table: str
    newest_one: str
    newest: str
    showing: str
    action: str
    found: str
    suggestion: str
    clinic_chooses: str
    at_least: str
    at_most: str
    sorted_by: str
    then_by: str
    by_level: str
    directions: Mapping[str, str]
    level_directions: Mapping[str, str]
    expected: str
    per_thousand: str
    included_codes: str
    excluded_codes: str
    given_in: str
    no_codes: str
    and_below: str
    converted: str


@dataclass(frozen=True, slots=True)
class Details:
    """Titles of properties. ``plain`` are those said as they stand; ``titles`` the others, by name."""

    plain: Mapping[str, str]
    measures: Mapping[str, str]
    titles: Mapping[str, str]
    flag: str
    started: str
    ended: str
    included: str
    excluded: str
    and_all_below: str


@dataclass(frozen=True, slots=True)
class Names:
    """The closed sets of a document, and titles where the catalogue's own are in another language."""

    kinds: Mapping[Kind, str]
    levels: Mapping[Level, str]
    action_kinds: Mapping[ActionKind, str]
    of_catalogue: Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language. ``code`` is its tag in HTML and HTTP (``da``, ``en``)."""

    code: str
    names: Names
    figures: Figures
    comparisons: Comparisons
    nouns: Nouns
    windows: Windows
    clauses: Clauses
    running: Running
    sections: Sections
    details: Details
