"""The workflow of a version, as data: what may happen, from where to where, by whom and on what conditions.

Buttons, checks, the manual's diagram and the tests are made from :data:`TRANSITIONS`; nothing else
decides where a version may go.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices

from accounts.rights import ProfileRight


class State(TextChoices):
    DRAFT = "draft", "Kladde"
    IN_REVIEW = "in-review", "Gennemgang"
    APPROVED = "approved", "Godkendt"
    PUBLISHED = "published", "Udgivet"
    DISCARDED = "discarded", "Kasseret"


class Condition(TextChoices):
    """What must hold before a transition; the words say what holds when it does."""

    NO_LINT_ERRORS = "no-lint-errors", "Ingen fejl i indholdet"
    SOMETHING_CHANGED = "something-changed", "Noget er ændret siden den udgivne version"
    CODES_SEEN = "codes-seen", "Alle koder er set af et menneske"
    FOUR_EYES = "four-eyes", "Fire øjne: godkenderen har ikke skrevet i versionen"
    APPROVED_CLINICALLY = "approved-clinically", "Klinisk godkendelse"
    APPROVED_TECHNICALLY = "approved-technically", "Teknisk godkendelse"
    COMMENTS_RESOLVED = "comments-resolved", "Alle kommentarer er besvaret"


class Step(TextChoices):
    SUBMIT = "submit", "Send til gennemgang"
    TAKE_BACK = "take-back", "Tag tilbage til kladde"
    REQUEST_CHANGES = "request-changes", "Bed om ændringer"
    APPROVE_CLINICALLY = "approve-clinically", "Godkend klinisk"
    APPROVE_TECHNICALLY = "approve-technically", "Godkend teknisk"
    COMPLETE_APPROVAL = "complete-approval", "Begge godkendelser er givet"
    PUBLISH = "publish", "Udgiv"
    DISCARD = "discard", "Kassér kladden"
    WITHDRAW = "withdraw", "Træk tilbage"


@dataclass(frozen=True)
class Transition:
    """One row of the workflow: any of ``rights`` on the profile suffices."""

    step: Step
    from_: frozenset[State]
    to: State
    rights: frozenset[ProfileRight]
    conditions: tuple[Condition, ...] = ()
    needs_reason: bool = False


_REVIEW = frozenset({ProfileRight.REVIEW_CLINICALLY, ProfileRight.REVIEW_TECHNICALLY})
_EDIT = frozenset({ProfileRight.EDIT})

TRANSITIONS: tuple[Transition, ...] = (
    Transition(
        Step.SUBMIT,
        frozenset({State.DRAFT}),
        State.IN_REVIEW,
        _EDIT,
        (Condition.NO_LINT_ERRORS, Condition.SOMETHING_CHANGED),
    ),
    Transition(
        Step.TAKE_BACK, frozenset({State.IN_REVIEW, State.APPROVED}), State.DRAFT, _EDIT, needs_reason=True
    ),
    Transition(
        Step.REQUEST_CHANGES,
        frozenset({State.IN_REVIEW, State.APPROVED}),
        State.DRAFT,
        _REVIEW,
        needs_reason=True,
    ),
    Transition(
        Step.APPROVE_CLINICALLY,
        frozenset({State.IN_REVIEW}),
        State.IN_REVIEW,
        frozenset({ProfileRight.REVIEW_CLINICALLY}),
        (Condition.FOUR_EYES, Condition.CODES_SEEN),
    ),
    Transition(
        Step.APPROVE_TECHNICALLY,
        frozenset({State.IN_REVIEW}),
        State.IN_REVIEW,
        frozenset({ProfileRight.REVIEW_TECHNICALLY}),
        (Condition.FOUR_EYES,),
    ),
    Transition(
        Step.COMPLETE_APPROVAL,
        frozenset({State.IN_REVIEW}),
        State.APPROVED,
        _REVIEW,
        (Condition.APPROVED_CLINICALLY, Condition.APPROVED_TECHNICALLY),
    ),
    Transition(
        Step.PUBLISH,
        frozenset({State.APPROVED}),
        State.PUBLISHED,
        frozenset({ProfileRight.PUBLISH}),
        (
            Condition.NO_LINT_ERRORS,
            Condition.CODES_SEEN,
            Condition.APPROVED_CLINICALLY,
            Condition.APPROVED_TECHNICALLY,
            Condition.FOUR_EYES,
            Condition.COMMENTS_RESOLVED,
        ),
    ),
    Transition(Step.DISCARD, frozenset({State.DRAFT}), State.DISCARDED, _EDIT, needs_reason=True),
    # What is withdrawn stays published, and says that it is not to be used (9.4).
    Transition(
        Step.WITHDRAW,
        frozenset({State.PUBLISHED}),
        State.PUBLISHED,
        frozenset({ProfileRight.PUBLISH}),
        needs_reason=True,
    ),
)

BY_STEP: dict[Step, Transition] = {transition.step: transition for transition in TRANSITIONS}

#: States in which a version still waits for something; a profile has at most one such version.
OPEN_STATES = frozenset({State.DRAFT, State.IN_REVIEW, State.APPROVED})
