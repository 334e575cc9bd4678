"""What criteria compare: one variable for everything that must be equal for every patient and index date."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from decimal import Decimal

from ...document import ChoosingMeasure, CountingMeasure, Measure, PatientMeasure, Selection, ShareMeasure
from ...kinds import VALUE, ValueKind
from .bounds import TODAY, at_least_days, at_most_days
from .extents import ANYWHERE, NOWHERE, Extent
from .reading import RecordsReader
from .records import Records
from .regions import Region, from_on, whole, whole_between

AGE, SEX, COUNT, DAYS = "age", "sex", "count", "count_days"
FROM_ZERO = from_on(Decimal(0))
SHARE: Region = (((Decimal(0), 0), (Decimal(1), 1)),)


@dataclass(frozen=True, eq=False)
class Variable:
    """One value of a patient on an index date, or none.

    ``records`` is the selection it is measured of. ``domain`` is where it can lie. A variable that
    ``is_sure`` always has a value, one that ``is_whole`` only whole ones. ``may_be_censored``: what is
    compared may stand for many values at once (4.3).
    """

    kind: str
    domain: Extent
    records: Records | None = None
    is_sure: bool = False
    is_whole: bool = False
    may_be_censored: bool = False

    def extent(self, extent: Extent) -> Extent:
        """The part of an extent in which the variable can lie."""
        if not self.is_whole:
            return extent.meet(self.domain)
        return Extent(whole(extent.region), extent.lowest, extent.highest).meet(self.domain)


class Variables:
    """Finds the variable of a measure; ``None`` for a measure of which nothing is known."""

    def __init__(self, reader: RecordsReader) -> None:
        self.reader = reader
        self._known: dict[Hashable, Variable] = {}

    def count_of(self, selection: Selection) -> Variable:
        """How many records a selection has."""
        return self._of_records(COUNT, self.reader.read(selection))

    def of(self, measure: Measure) -> Variable | None:
        match measure:
            case PatientMeasure(type="age"):
                return self._one(AGE, lambda: Variable(AGE, Extent(FROM_ZERO), is_whole=True))
            case PatientMeasure(type="sex"):
                return self._one(SEX, lambda: Variable(SEX, ANYWHERE))
            case CountingMeasure(type="exists"):
                return self.count_of(measure.of)
            case CountingMeasure(type="count" | "count_days" | "days_since" | "average"):
                return self._of_records(measure.type, self.reader.read(measure.of))
            case ShareMeasure(type="largest_share"):
                return self._of_records(measure.type, self.reader.read(measure.of), measure.field)
            case ChoosingMeasure(type="latest" | "earliest" | "highest" | "lowest"):
                return self._of_records(measure.type, self.reader.read(measure.of), measure.field or VALUE)
            case _:
                return None

    def _one(self, key: Hashable, made: Callable[[], Variable]) -> Variable:
        if key not in self._known:
            self._known[key] = made()
        return self._known[key]

    def _of_records(self, kind: str, records: Records, name: str = "") -> Variable:
        return self._one((kind, id(records), name), lambda: self._made(kind, records, name))

    def _made(self, kind: str, records: Records, name: str) -> Variable:
        match kind:
            case "count" | "count_days":
                return Variable(kind, self._of_counts(kind, records), records, is_sure=True, is_whole=True)
            case _ if records.is_empty:
                return Variable(kind, NOWHERE, records)
            case "days_since":
                return Variable(kind, self._since(records), records, is_whole=True)
            case "largest_share":
                return Variable(kind, Extent(SHARE), records)
            case "average":
                return Variable(kind, ANYWHERE, records)
        return self._chosen(kind, records, name)

    def _chosen(self, kind: str, records: Records, name: str) -> Variable:
        """One value of those that the selection's filters let through."""
        found = self.reader.kind_of(records, name)
        return Variable(
            f"{kind} {name}",
            records.extent(name),
            records,
            is_whole=found is ValueKind.DATE,
            may_be_censored=found is ValueKind.QUANTITY,
        )

    def _of_counts(self, kind: str, records: Records) -> Extent:
        if records.is_empty:
            return Extent(whole_between(0, 0))
        return Extent(whole_between(0, self._days_there_are(records) if kind == DAYS else None))

    def _days_there_are(self, records: Records) -> int | None:
        """How many days the selection's window can hold at most."""
        days = records.extent(self.reader.key_date(records))
        ways = [at_most_days(low, high) for low in days.lowest for high in days.highest]
        return min((max(way + 1, 0) for way in ways if way is not None), default=None)

    def _since(self, records: Records) -> Extent:
        """Days since a record that lies in the selection's window: no clamping to the index date (C4)."""
        days = records.extent(self.reader.key_date(records))
        since = [at_least_days(high, TODAY) for high in days.highest]
        ago = [at_most_days(low, TODAY) for low in days.lowest]
        least = max((way for way in since if way is not None), default=None)
        most = min((way for way in ago if way is not None), default=None)
        return Extent(whole_between(least, most))
