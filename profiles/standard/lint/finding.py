"""What a lint says: how grave it is, which one it is, about which node, what to do, and perhaps a fix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ..document import Document, Part
from ..problem import pointer
from ..walk import Spot
from .rulebook import RULEBOOK, Advice
from .severity import Severity


@dataclass(frozen=True, slots=True)
class Fix:
    """A change of the document that takes a lint away.

    ``title`` is a Danish imperative. With ``keeps`` every patient gets the same outcome and the clinic sees
    the same as before; otherwise the fix changes what the profile means, and says so in ``effect``.
    """

    title: str
    apply: Callable[[Document], Document]
    keeps: bool = True

    @property
    def effect(self) -> str:
        """What it does to the patients, in Danish."""
        return KEEPS if self.keeps else CHANGES


KEEPS = "Ingen patient skifter udfald."
CHANGES = "Det kan ændre, hvem der er med, eller hvad klinikken ser."


@dataclass(frozen=True, slots=True)
class Lint:
    """``node`` is the nearest id, ``None`` for the document; ``place`` is a JSON pointer.

    ``beside`` is the id of the node that this one is held up against, if there is one.
    """

    severity: Severity
    code: str
    node: str | None
    message: str
    place: str = ""
    beside: str | None = None
    fix: Fix | None = field(default=None, compare=False)

    @property
    def advice(self) -> Advice:
        """What a lint of this code means, and an example."""
        return RULEBOOK[self.code]


def found(
    spot: Spot[Part],
    code: str,
    message: str,
    *below: str | int,
    fix: Fix | None = None,
    beside: str | None = None,
) -> Lint:
    """A lint at a part, or at the property of it that ``below`` leads to; as grave as its code is."""
    place = pointer((*spot.path, *below))
    return Lint(RULEBOOK[code].severity, code, spot.node, message, place, beside, fix)
