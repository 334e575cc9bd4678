"""Danish for windows of time.

Each window falls into one cell of a table by where its two bounds lie. In a template ``[…]`` is the chip,
``{lo}`` and ``{hi}`` are the distances. A record that anchors the window is always said last, so that nested
windows cannot be read in two ways. Both bounds are inclusive (2.3, B11), which decides the words: *inden for
3 måneder før* leaves the anchor's own day out, *op til og med* does not.
"""

from __future__ import annotations

from ...document import Window
from ..sentence import Span, Spans
from .words import INDEX_DATE, NO_DISTANCE, amount_of_time, duration

# The far bound that the standard itself uses for "from then on" (B6).
FAR = "P100Y"

FROM_INDEX = {
    ("none", "before"): "for mindst [{hi}] siden",
    ("none", "day before"): "[før opgørelsesdagen]",
    ("none", "same"): "[senest på opgørelsesdagen]",
    ("none", "after"): "[senest {hi} efter opgørelsesdagen]",
    ("none", "far"): "[uanset dato, også efter opgørelsesdagen]",
    ("before", "before"): "[fra {lo} til {hi} før opgørelsesdagen]",
    ("before", "day before"): "inden for [{lo}] før opgørelsesdagen",
    ("before", "same"): "inden for [{lo}]",
    ("before", "after"): "[fra {lo} før til {hi} efter opgørelsesdagen]",
    ("before", "far"): "[tidligst {lo} før opgørelsesdagen]",
    ("same", "same"): "[på opgørelsesdagen]",
    ("same", "after"): "[fra opgørelsesdagen og {hi} frem]",
    ("same", "far"): "[fra opgørelsesdagen og frem]",
    ("day after", "after"): "inden for [{hi}] efter opgørelsesdagen",
    ("day after", "far"): "[efter opgørelsesdagen]",
    ("after", "after"): "[fra {lo} til {hi} efter opgørelsesdagen]",
    ("after", "far"): "[tidligst {lo} efter opgørelsesdagen]",
}
FROM_RECORD = {
    ("none", "before"): "[mindst {hi} før]",
    ("none", "day before"): "[før]",
    ("none", "same"): "[senest samme dag som]",
    ("none", "after"): "[senest {hi} efter]",
    ("none", "far"): "[uanset dato, også efter]",
    ("before", "before"): "[fra {lo} til {hi} før]",
    ("before", "day before"): "[inden for {lo} før]",
    ("before", "same"): "[inden for {lo} op til og med]",
    ("before", "after"): "[fra {lo} før til {hi} efter]",
    ("before", "far"): "[tidligst {lo} før]",
    ("same", "same"): "[samme dag som]",
    ("same", "after"): "[samme dag som eller inden for {hi} efter]",
    ("same", "far"): "[samme dag som eller efter]",
    ("day after", "after"): "[inden for {hi} efter]",
    ("day after", "far"): "[efter]",
    ("after", "after"): "[fra {lo} til {hi} efter]",
    ("after", "far"): "[tidligst {lo} efter]",
}


def says_nothing(window: Window | None) -> bool:
    """Whether the window is the one that every selection has: everything up to the index date (2.3)."""
    return window is None or (
        window.from_ is None
        and window.to in (None, NO_DISTANCE)
        and window.on is None
        and window.anchor is None
    )


def is_index_day(window: Window) -> bool:
    """Whether the window is the index date alone, what *active now* is for a period (2.6)."""
    bounds = (window.from_, window.to or NO_DISTANCE)
    return bounds == (NO_DISTANCE, NO_DISTANCE) and window.anchor is None and window.on is None


def window_words(window: Window, anchor: Spans) -> Spans:
    """The window's words without a leading space; ``anchor`` names the record it is counted from, if any."""
    low, high = window.from_, window.to or NO_DISTANCE
    template = (FROM_RECORD if anchor else FROM_INDEX).get((_low_place(low), _high_place(high)))
    if template is None:
        return (Span(_backwards(low, high, anchor), "window"), *_after(anchor))
    return (*_filled(template, low, high), *_after(anchor))


def _after(anchor: Spans) -> Spans:
    return (Span(" "), *anchor) if anchor else ()


def _low_place(offset: str | None) -> str:
    if offset is None:
        return "none"
    return "day after" if offset == "P1D" else _place(offset)


def _high_place(offset: str) -> str:
    return {FAR: "far", "-P1D": "day before"}.get(offset) or _place(offset)


def _place(offset: str) -> str:
    if offset == NO_DISTANCE:
        return "same"
    return "before" if offset.startswith("-") else "after"


def _filled(template: str, low: str | None, high: str) -> Spans:
    before, _, rest = template.partition("[")
    chip, _, after = rest.partition("]")
    words = chip.format(lo=_low_words(chip, low, high), hi=duration(high))
    return tuple(span for span in (Span(before), Span(words, "window"), Span(after)) if span.text)


def _low_words(chip: str, low: str | None, high: str) -> str:
    """``12`` in ``fra 12 til 3 måneder``, else the number with its unit."""
    if low is None:
        return ""
    shares_unit = "{lo} til {hi}" in chip and low[-1] == high[-1]
    return amount_of_time(low)[0] if shares_unit else duration(low)


def _backwards(low: str | None, high: str, anchor: Spans) -> str:
    """A window that ends before it begins; it selects nothing (B4), but a draft may hold it."""
    words = f"fra {_side(low or NO_DISTANCE)} til {_side(high)}"
    return words if anchor else f"{words} {INDEX_DATE}"


def _side(offset: str) -> str:
    if offset == NO_DISTANCE:
        return "dagen for"
    return f"{duration(offset)} {'før' if offset.startswith('-') else 'efter'}"
