"""What a list wishes of a code, before anybody has decided anything; and the lines that could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from profiles.standard.rule_algebra import Code

from ..words import ALONE, LEAVE_OUT, WITH_BELOW

#: Leaving out a code and none of those below it; no press in the tree does that.
LEAVE_ALONE = "leave-alone"
SKIP = "skip"
WISHES = (WITH_BELOW, ALONE, LEAVE_OUT, LEAVE_ALONE)


@dataclass(frozen=True)
class Wish:
    """``what`` is one of ``WISHES``, empty where the code is only named; ``where`` is its place there."""

    code: Code
    what: str = ""
    where: str = ""
    remark: str = ""
    factor: Decimal = Decimal(1)
    offset: Decimal = Decimal(0)


@dataclass(frozen=True)
class Unread:
    """A line that is no wish: where it stands, why, and how it was written, so that it can be put right."""

    where: str
    why: str
    text: str = ""


@dataclass(frozen=True)
class Reading:
    """A list as it was read. ``notes`` are told of all of it; ``heading`` says what its columns are."""

    wishes: tuple[Wish, ...] = ()
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()
    heading: str = ""

    @property
    def left(self) -> str:
        """The lines that could not be read under their heading, to be put right and read again."""
        lines = [each.text for each in self.unread if each.text]
        return "\n".join([self.heading, *lines] if lines and self.heading else lines)


@dataclass
class Gathering:
    """A reading on its way; a code that is named again is told of and not wished for twice."""

    wishes: dict[Code, Wish] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)
    repeated: int = 0

    def wish(self, wish: Wish, text: str = "") -> None:
        before = self.wishes.setdefault(wish.code, wish)
        if before is wish:
            return
        if before.what == wish.what:
            self.repeated += 1
        else:
            why = f"{wish.code[1]} står også i {before.where or 'listen'} og skal dér noget andet."
            self.unread.append(Unread(wish.where, why, text or wish.code[1]))

    def reading(self, *notes: str, heading: str = "") -> Reading:
        said = list(notes)
        if self.repeated:
            said.append(f"{self.repeated} {'linje' if self.repeated == 1 else 'linjer'} gentog en kode.")
        return Reading(tuple(self.wishes.values()), tuple(self.unread), tuple(said), heading)


class CannotRead(ValueError):
    """Nothing of it can be read; the message says why, in Danish."""
