"""Windows of time.

Each window falls into one cell of a table by where its two bounds lie. In a template ``[…]`` is the chip,
``{lo}`` and ``{hi}`` are the distances. A record that anchors the window is always said last, so that nested
windows cannot be read in two ways. Both bounds are inclusive (2.3, B11), which decides the words: *inden for
3 måneder før* leaves the anchor's own day out, *op til og med* does not.
"""

from __future__ import annotations

from ...document import Window
from ..sentence import Span, Spans
from ..terms import Terms
from .words import NO_DISTANCE, amount_of_time, duration

# The far bound that the standard itself uses for "from then on" (B6).
FAR = "P100Y"


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


def window_words(terms: Terms, window: Window, anchor: Spans) -> Spans:
    """The window's words without a leading space; ``anchor`` names the record it is counted from, if any."""
    low, high = window.from_, window.to or NO_DISTANCE
    words = terms.lexicon.windows
    template = (words.from_record if anchor else words.from_index).get((_low_place(low), _high_place(high)))
    if template is None:
        return (Span(_backwards(terms, low, high, anchor), "window"), *_after(anchor))
    return (*_filled(terms, template, low, high), *_after(anchor))


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


def _filled(terms: Terms, template: str, low: str | None, high: str) -> Spans:
    before, _, rest = template.partition("[")
    chip, _, after = rest.partition("]")
    words = chip.format(lo=_low_words(terms, chip, low, high), hi=duration(terms.lexicon.figures, high))
    return tuple(span for span in (Span(before), Span(words, "window"), Span(after)) if span.text)


def _low_words(terms: Terms, chip: str, low: str | None, high: str) -> str:
    """``12`` in ``fra 12 til 3 måneder``, else the number with its unit."""
    if low is None:
        return ""
    shares_unit = terms.lexicon.windows.to in chip and low[-1] == high[-1]
    figures = terms.lexicon.figures
    return amount_of_time(figures, low)[0] if shares_unit else duration(figures, low)


def _backwards(terms: Terms, low: str | None, high: str, anchor: Spans) -> str:
    """A window that ends before it begins; it selects nothing (B4), but a draft may hold it."""
    sides = (_side(terms, low or NO_DISTANCE), _side(terms, high))
    words = terms.lexicon.windows.backwards.format(*sides)
    return words if anchor else f"{words} {terms.lexicon.figures.index_date}"


def _side(terms: Terms, offset: str) -> str:
    figures = terms.lexicon.figures
    if offset == NO_DISTANCE:
        return figures.the_day_of
    return f"{duration(figures, offset)} {figures.before if offset.startswith('-') else figures.after}"
