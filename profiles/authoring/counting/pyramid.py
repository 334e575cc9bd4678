"""An age–sex pyramid as measures for a drawing: women to the left, men to the right, the oldest on top."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from profiles.evaluation.attrition import Band

# Units of the drawing, which is scaled to the page; a phone shows them almost one to one.
WIDTH = 400
MIDDLE = 56
BAR = 18
STEP = 22
TOP = 24
NUMBER = 34
LONGEST = (WIDTH - MIDDLE) // 2 - NUMBER
LEFT = (WIDTH - MIDDLE) // 2
RIGHT = LEFT + MIDDLE
AGES_OF_A_BAND = 10
OLDEST = 90


@dataclass(frozen=True)
class Bar:
    """One band of ages: its words, its numbers, and where its two bars and their texts stand."""

    words: str
    women: int
    men: int
    others: int
    y: int
    women_width: int
    men_width: int

    @property
    def women_x(self) -> int:
        return LEFT - self.women_width

    @property
    def women_text_x(self) -> int:
        return self.women_x - 4

    @property
    def men_text_x(self) -> int:
        return RIGHT + self.men_width + 4

    @property
    def text_y(self) -> int:
        return self.y + BAR - 5


@dataclass(frozen=True)
class Pyramid:
    bars: tuple[Bar, ...]

    width = WIDTH
    left = LEFT
    right = RIGHT
    middle = WIDTH // 2
    bar_height = BAR

    @property
    def height(self) -> int:
        return TOP + STEP * len(self.bars)

    @property
    def women(self) -> int:
        return sum(bar.women for bar in self.bars)

    @property
    def men(self) -> int:
        return sum(bar.men for bar in self.bars)

    @property
    def others(self) -> int:
        """Patients without a sex that the standard knows."""
        return sum(bar.others for bar in self.bars)


def drawn(bands: Iterable[Band]) -> Pyramid:
    """The pyramid of a population."""
    oldest_first = list(bands)[::-1]
    most = max((max(band.women, band.men) for band in oldest_first), default=0) or 1
    return Pyramid(tuple(_bar(band, at, most) for at, band in enumerate(oldest_first)))


def _bar(band: Band, at: int, most: int) -> Bar:
    return Bar(
        words=_words(band.youngest),
        women=band.women,
        men=band.men,
        others=band.others,
        y=TOP + STEP * at,
        women_width=round(LONGEST * band.women / most),
        men_width=round(LONGEST * band.men / most),
    )


def _words(youngest: int | None) -> str:
    if youngest is None:
        return "Ukendt"
    return f"{youngest}+" if youngest == OLDEST else f"{youngest}–{youngest + AGES_OF_A_BAND - 1}"
