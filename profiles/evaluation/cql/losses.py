"""What a document says that CQL cannot say exactly: told in full, and nothing is written instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Loss:
    """``node`` is the nearest id of the document, ``why`` a Danish sentence."""

    node: str
    why: str


class NotSayable(ValueError):
    """The document cannot be written as CQL without a change of meaning; ``losses`` holds at least one."""

    def __init__(self, losses: Iterable[Loss]) -> None:
        self.losses = tuple(dict.fromkeys(losses))
        told = " ".join(f"»{loss.node}«: {loss.why}" for loss in self.losses)
        super().__init__(f"Profilen kan ikke skrives som CQL uden at skifte mening. {told}")
