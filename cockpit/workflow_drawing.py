"""A drawing of the workflow, worked out from its transitions: states downwards, steps back along the left.

Plain numbers for an SVG of ``WIDTH`` units, narrow enough to be read at full size on a phone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap

from profiles.authoring.workflow import State, Step, Transition

WIDTH, BOX_WIDTH, BOX_HEIGHT, STRIDE = 380, 116, 36, 96
LEFT, TOP, ASIDE, RAIL, LINE, AIR = 128, 26, 286, 112, 16, 6

#: The states in the order a version goes through them; any other state is drawn beside the first.
WAY = (State.DRAFT, State.IN_REVIEW, State.APPROVED, State.PUBLISHED)


@dataclass(frozen=True)
class Box:
    state: str
    title: str
    x: int
    y: int
    width: int

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def baseline(self) -> int:
        return self.y + BOX_HEIGHT // 2 + 5


@dataclass(frozen=True)
class Words:
    """One line of text."""

    text: str
    x: int
    y: int
    anchor: str


@dataclass(frozen=True)
class Arrow:
    """A line that ends in an arrow head, and the steps it stands for."""

    path: str
    words: tuple[Words, ...]
    back: bool = False


@dataclass(frozen=True)
class Drawing:
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    height: int


def draw(transitions: Iterable[Transition]) -> Drawing:
    """The drawing of these transitions."""
    moves = [(from_, each.to, each.step) for each in transitions for from_ in each.from_]
    boxes = {state: _box(state) for state in State}
    arrows = (*_forward(moves), *_back(moves), *_staying(moves), *_aside(moves))
    return Drawing(tuple(boxes.values()), arrows, _y(WAY[-1]) + BOX_HEIGHT + 4)


Move = tuple[State, State, Step]


def _forward(moves: list[Move]) -> Iterator[Arrow]:
    middle = LEFT + BOX_WIDTH // 2
    for from_, to in pairwise(WAY):
        if steps := _steps(moves, from_, to):
            start, end = _y(from_) + BOX_HEIGHT, _y(to)
            words = _words(steps, middle + 12, (start + end) // 2, "start", 24)
            yield Arrow(f"M{middle} {start}V{end - 2}", words)


def _back(moves: list[Move]) -> Iterator[Arrow]:
    """All steps back to the first state run together along one rail."""
    sources = sorted({from_ for from_, to, _ in moves if to == WAY[0] and from_ in WAY}, key=WAY.index)
    end = _y(WAY[0]) + BOX_HEIGHT // 2
    steps = [step for source in sources[:1] for step in _steps(moves, source, WAY[0])]
    for source in sources:
        start = _y(source) + BOX_HEIGHT // 2
        words = _words(steps, RAIL - 10, (start + end) // 2, "end", 14) if source == sources[0] else ()
        yield Arrow(f"M{LEFT} {start}H{RAIL}V{end}H{LEFT - 2}", words, back=True)


def _staying(moves: list[Move]) -> Iterator[Arrow]:
    for state in WAY:
        if steps := _steps(moves, state, state):
            top, right = _y(state), LEFT + BOX_WIDTH
            words = _words(steps, right + 26, top + BOX_HEIGHT // 2, "start", 16)
            yield Arrow(f"M{right} {top + 10}h18v{BOX_HEIGHT - 20}h-16", words)


def _aside(moves: list[Move]) -> Iterator[Arrow]:
    middle = _y(WAY[0]) + BOX_HEIGHT // 2
    for from_, to, step in moves:
        if to not in WAY and from_ == WAY[0]:
            words = _words([step], WIDTH, TOP - 10, "end", 30)
            yield Arrow(f"M{LEFT + BOX_WIDTH} {middle}H{ASIDE - 2}", words)


def _steps(moves: list[Move], from_: State, to: State) -> list[Step]:
    return [step for start, end, step in moves if (start, end) == (from_, to)]


def _words(steps: Iterable[Step], x: int, middle: int, anchor: str, width: int) -> tuple[Words, ...]:
    """The steps' names, wrapped and stacked around a middle line, with air between one step and the next."""
    lines = [(line, number) for number, step in enumerate(steps) for line in wrap(str(step.label), width)]
    height = (len(lines) - 1) * LINE + lines[-1][1] * AIR
    top = middle + 5 - height // 2
    return tuple(
        Words(text, x, top + row * LINE + step * AIR, anchor) for row, (text, step) in enumerate(lines)
    )


def _box(state: State) -> Box:
    if state in WAY:
        return Box(state.value, str(state.label), LEFT, _y(state), BOX_WIDTH)
    return Box(state.value, str(state.label), ASIDE, _y(WAY[0]), WIDTH - ASIDE - 2)


def _y(state: State) -> int:
    return TOP + WAY.index(state) * STRIDE
