"""Windows that no day can lie in (2.3, B4)."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Window
from ..durations import always_after
from ..kinds import Setting
from ..walk import Spot
from .finding import Lint, error


def windows_hold_a_day(spot: Spot[Window], _: Setting) -> Iterator[Lint]:
    """B4: ``from`` after ``to`` for every D; a missing ``to`` is the anchor itself."""
    start, end = spot.part.from_, spot.part.to or "P0D"
    if start is not None and always_after(start, end):
        message = "Perioden begynder, efter at den er slut, så intet kan ligge i den. Byt grænserne om."
        yield error(spot, "empty-window", message)


CHECKS = ((Window, (windows_hold_a_day,)),)
