"""One count: cached by what decides it, bounded in time, and told in words when it cannot be made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from threading import BoundedSemaphore

from django.core.cache import cache

from profiles.evaluation.attrition import Attrition, attrition
from profiles.evaluation.criteria import PackageProblem
from profiles.evaluation.dates import DateOutOfRange
from profiles.evaluation.engine import EvaluationStopped
from profiles.evaluation.notices import TableProblem
from profiles.evaluation.scope import NotSupported
from profiles.standard.problem import InvalidDocument

from ..findings import package_of
from ..models import ProfileVersion
from .clinics import Clinic, database_of

# A page that counts is read by a person who waits: a region takes a tenth of a second.
SECONDS = 5.0
# The machine has other things to do; who comes third waits, and not for long.
AT_ONCE = 2
PATIENCE = 5.0
KEPT = 24 * 60 * 60
_slots = BoundedSemaphore(AT_ONCE)


class NotCounted(RuntimeError):
    """Why there is no count, as a sentence for the person."""


def count(version: ProfileVersion, clinic: Clinic, index_date: date) -> Attrition:
    """The population of a version in a clinic. Raises :class:`NotCounted`.

    The same content in the same clinic on the same day is counted once a day.
    """
    key = f"attrition:1:{version.content_hash}:{clinic.size}:{clinic.stamp}:{index_date.isoformat()}"
    found: Attrition | None = cache.get(key)
    if found is None:
        found = _counted(version, clinic, index_date)
        cache.set(key, found, KEPT)
    return found


def _counted(version: ProfileVersion, clinic: Clinic, index_date: date) -> Attrition:
    document = version.content
    with counting():
        package = package_of(document)
        return attrition(document, database_of(clinic), index_date, package=package, seconds=SECONDS)


@contextmanager
def counting() -> Iterator[None]:
    """A turn at counting, with every refusal in words. Raises :class:`NotCounted`."""
    try:
        with _a_slot():
            yield
    except InvalidDocument:
        raise NotCounted("Profilen har fejl, der skal rettes, før den kan tælles.") from None
    except TableProblem:
        raise NotCounted("De syntetiske patienter kan ikke læses. De skal laves igen.") from None
    except (NotSupported, PackageProblem, DateOutOfRange, EvaluationStopped) as stopped:
        raise NotCounted(str(stopped)) from None


@contextmanager
def _a_slot() -> Iterator[None]:
    if not _slots.acquire(timeout=PATIENCE):
        raise NotCounted("Der tælles for andre lige nu. Prøv igen om et øjeblik.")
    try:
        yield
    finally:
        _slots.release()
