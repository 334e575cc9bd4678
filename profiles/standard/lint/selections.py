"""Selections that no record can be in, and windows that say less or more than they seem to (2.3, B4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator

from ..document import Exists, Group, Selection, Window
from ..durations import always_after, fewest_days, reduced
from ..walk import Spot
from . import fixes
from .finding import Fix, Lint, found
from .reasoning.bounds import Bound, bound, never_after
from .study import Study, flat_parts, is_inside_its_like

ANCHOR = "P0D"
LONGER_THAN_A_LIFE = (-120 * 12, 0)


def selections_hold_something(spot: Spot[Selection], study: Study) -> Iterator[Lint]:
    """Filters and window that no record can pass; said where it is, not of what is built on it."""
    selection = spot.part
    if not study.records(selection).is_empty or _has_its_own_lint(selection, study):
        return
    message = "Ingen registrering kan opfylde det hele på én gang. Ret et af kravene, eller fjern det."
    yield found(spot, "empty-selection", message)


def _has_its_own_lint(selection: Selection, study: Study) -> bool:
    """A window turned round, a code set without codes, or an anchor of which the same is said."""
    window = selection.window
    if window is not None and _is_turned_round(window):
        return True
    if window is not None and window.anchor is not None and study.records(window.anchor.of).is_empty:
        return True
    return any(study.codes[each.in_].some is None for each in selection.where if each.in_ is not None)


def windows_hold_a_day(spot: Spot[Window], _: Study) -> Iterator[Lint]:
    """B4: ``from`` after ``to`` for every D; a missing ``to`` is the anchor itself."""
    if _is_turned_round(spot.part):
        message = "Perioden begynder, efter at den er slut, så intet kan ligge i den. Byt grænserne om."
        fix = Fix("Byt grænserne om", _turning(spot), keeps=False)
        yield found(spot, "empty-window", message, fix=fix)


def _is_turned_round(window: Window) -> bool:
    return window.from_ is not None and always_after(window.from_, window.to or ANCHOR)


def _turning(spot: Spot[Window]) -> fixes.Change:
    window = spot.part
    turned = window.model_copy(update={"from_": window.to or ANCHOR, "to": window.from_})
    return fixes.putting(spot.path, turned)


def windows_are_of_a_life(spot: Spot[Window], _: Study) -> Iterator[Lint]:
    """A lower bound before anything can have been recorded."""
    start = spot.part.from_
    if start is None or fewest_days(reduced(start), LONGER_THAN_A_LIFE) < 0:
        return
    message = "Perioden går længere tilbage end et liv. Fjern begyndelsen, så alt tidligere er med."
    yield found(
        spot, "wide-window", message, "from", fix=Fix("Fjern begyndelsen", _opening(spot), keeps=False)
    )


def _opening(spot: Spot[Window]) -> fixes.Change:
    """Without the lower bound; a window that says nothing else goes."""
    if spot.part.model_fields_set - {"from_"}:
        return fixes.putting((*spot.path, "from"), None)
    return fixes.putting(spot.path, None)


# --- two windows that are one -----------------------------------------------------------------------


def windows_stand_apart(spot: Spot[Group], study: Study) -> Iterator[Lint]:
    """In ``any``: the same selection in two windows that touch or overlap."""
    if spot.part.type != "any" or is_inside_its_like(spot):
        return
    alike: dict[Hashable, list[Spot[Exists]]] = defaultdict(list)
    for each in flat_parts(spot):
        if isinstance(each.part, Exists) and _has_a_window(each.part, study):
            alike[_all_but_bounds(each.part)].append(Spot(each.part, each.path, each.ancestors))
    for listed in alike.values():
        yield from _joined(listed, study)


def _has_a_window(exists: Exists, study: Study) -> bool:
    """A window over records of one day each; a period may lie in two windows that do not touch."""
    return exists.of.window is not None and not study.catalogue.element(exists.of.element).is_period


def _all_but_bounds(exists: Exists) -> Hashable:
    selection = exists.of
    return selection.element, selection.where, selection.window and selection.window.anchor


def _joined(listed: list[Spot[Exists]], study: Study) -> Iterator[Lint]:
    """The first pair that can be one; the next is seen when that is done."""
    spans = [_span(each.part.of.window) for each in listed]
    for place, one in enumerate(listed):
        for other in range(place):
            study.mind.patience -= 1
            if study.mind.is_tired:
                return
            for first, second in ((other, place), (place, other)):
                if _goes_on(spans[first], spans[second]):
                    window = _as_one(listed[first].part.of.window, listed[second].part.of.window)
                    yield _as_one_lint(one, listed[other], window)
                    return


def _as_one_lint(later: Spot[Exists], earlier: Spot[Exists], window: Window) -> Lint:
    joined = fixes.putting((*earlier.path, "of", "window"), window)
    change = fixes.one_after_another(joined, fixes.leaving_out(later))
    message = "Perioderne i to betingelser hænger sammen. Skriv dem som én."
    fix = Fix("Skriv perioderne som én", change)
    return found(later, "windows-join", message, fix=fix, beside=earlier.node)


def _as_one(first: Window | None, second: Window | None) -> Window:
    """From where the first begins to where the second ends; anchored like both."""
    given = second or Window(to=ANCHOR)
    return given.model_copy(update={"from_": first.from_ if first else None, "to": given.to or ANCHOR})


Span = tuple[Bound | None, Bound]


def _span(window: Window | None) -> Span:
    start = window.from_ if window else None
    return bound(start) if start else None, bound((window.to if window else None) or ANCHOR)


def _goes_on(first: Span, second: Span) -> bool:
    """Whether the second goes on where the first ends, on every index date; neither contains the other."""
    (start, end), (second_start, second_end) = first, second
    if second_start is None or not never_after(second_start, end.moved(1)):
        return False
    begins_first = start is None or (never_after(start, end) and never_after(start, second_start))
    is_inside = start is not None and never_after(second_start, start)
    return (
        begins_first
        and not is_inside
        and never_after(second_start, second_end)
        and never_after(end, second_end)
        and not never_after(second_end, end)
    )


CHECKS = (
    (Selection, (selections_hold_something,)),
    (Window, (windows_hold_a_day, windows_are_of_a_life)),
    (Group, (windows_stand_apart,)),
)
