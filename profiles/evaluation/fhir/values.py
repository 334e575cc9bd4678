"""Values of cells in FHIR's own dress, put where the table of the mapping says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from .mapping import DANISH_TIME, Form, Json

ZONE = ZoneInfo(DANISH_TIME)
SIGNS = frozenset({"<", ">"})


def date_time(day: str, seconds: int) -> str:
    """A FHIR dateTime: the day alone, or with its time of day in Danish time."""
    return instant(day, seconds) if seconds else day


def instant(day: str, seconds: int) -> str:
    clock = time(seconds // 3600, seconds // 60 % 60, seconds % 60)
    moment = datetime.combine(date.fromisoformat(day), clock, ZONE)
    return moment.replace(microsecond=0, tzinfo=None).isoformat() + _offset(moment)


def _offset(moment: datetime) -> str:
    """``+01:00``. FHIR knows whole minutes only; the local mean time before 1894 has seconds too."""
    minutes = round((moment.utcoffset() or timedelta()).total_seconds() / 60)
    return f"+{minutes // 60:02}:{minutes % 60:02}"


def concept(codings: list[Json]) -> Json:
    return {"coding": codings}


# --- putting ------------------------------------------------------------------------------------


def put(resource: Json, path: str, form: Form, value: Any) -> None:
    """Write a value in FHIR's form at its place in a resource."""
    _PUTTERS[form](resource, path, value)


def _concept(resource: Json, path: str, value: Any) -> None:
    resource[path.replace("[x]", "CodeableConcept")] = value


def _concepts(resource: Json, path: str, value: Any) -> None:
    resource.setdefault(path, []).append(value)


def _plain(resource: Json, path: str, value: Any) -> None:
    resource[path.replace("[x]", "DateTime")] = value


def _start(resource: Json, path: str, value: Any) -> None:
    resource.setdefault(path.replace("[x]", "Period"), {})["start"] = value


def _end(resource: Json, path: str, value: Any) -> None:
    resource.setdefault(path.replace("[x]", "Period"), {})["end"] = value


def _number(resource: Json, path: str, value: Any) -> None:
    resource.setdefault(path.replace("[x]", "Quantity"), {})["value"] = Decimal(value)


def _sign(resource: Json, path: str, value: Any) -> None:
    resource.setdefault(path.replace("[x]", "Quantity"), {})["comparator"] = value


def _person(resource: Json, path: str, value: Any) -> None:
    listed, person = path.split(".")
    resource.setdefault(listed, []).append({person: {"display": value}})


_PUTTERS: dict[Form, Callable[[Json, str, Any], None]] = {
    Form.CODES: _concept,
    Form.TOKEN: _concept,
    Form.TOKENS: _concepts,
    Form.DATE: _plain,
    Form.MOMENT: _plain,
    Form.INSTANT: _plain,
    Form.START: _start,
    Form.END: _end,
    Form.NUMBER: _number,
    Form.SIGN: _sign,
    Form.PERSON: _person,
    Form.EXTENSION: _concepts,
}
