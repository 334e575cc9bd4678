"""What review can refuse, each by name and with the sentence a person sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .conditions import ConditionState


class ReviewError(Exception):
    """Base: ``str(error)`` is a Danish sentence that says what to do."""


class ConditionsUnmet(ReviewError):
    """A step whose conditions do not all hold; ``unmet`` are those that do not."""

    def __init__(self, unmet: tuple[ConditionState, ...]) -> None:
        self.unmet = unmet
        super().__init__(" ".join(f"{state.condition.label}: {state.explanation}." for state in unmet))


class FourEyes(ConditionsUnmet):
    """Somebody who has written in the version was about to approve it."""

    def __init__(self, unmet: tuple[ConditionState, ...]) -> None:
        super().__init__(unmet)
        self.args = ("Du har selv skrevet i versionen, så en anden skal godkende den.",)


class ContentChanged(ReviewError):
    """What the person looked at is no longer the content of the version."""

    def __init__(self) -> None:
        super().__init__(
            "Indholdet er ændret, siden du åbnede siden. Læs det igen, før du afgør noget; "
            "det, du har skrevet, står her stadig."
        )


class AlreadyApproved(ReviewError):
    def __init__(self, kind: str) -> None:
        super().__init__(f"Versionen er allerede godkendt {kind}.")


class NothingSaid(ReviewError):
    """A comment without words, or a step that needs a reason without one."""

    def __init__(self) -> None:
        super().__init__("Skriv noget først; et par ord er nok.")


class TooLong(ReviewError):
    def __init__(self, longest: int) -> None:
        super().__init__(f"Teksten må højst være {longest} tegn.")


class NoSuchPlace(ReviewError):
    """A comment on something that the version does not have."""

    def __init__(self) -> None:
        super().__init__("Stedet findes ikke længere. Kommentér det hele i stedet.")


class CommentIsSettled(ReviewError):
    """The thread was resolved, or opened again, by someone else in the meantime; nothing is left to do."""

    def __init__(self, *, resolved: bool) -> None:
        state = "er allerede løst" if resolved else "er allerede åben"
        super().__init__(f"Kommentaren {state}.")
