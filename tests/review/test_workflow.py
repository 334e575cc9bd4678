"""Every step from every state, by someone with the right and someone without: from the workflow's rows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import User
from profiles.authoring.actions import discard_draft
from profiles.authoring.errors import WrongState
from profiles.authoring.models import ProfileVersion
from profiles.authoring.workflow import BY_STEP, TRANSITIONS, State, Step
from profiles.publication.actions import withdraw_version
from profiles.review.actions import submit_for_review, take_back
from tests.versions import Kind, approve_as, fresh, publish_as, request_as

Take = Callable[[ProfileVersion, User], object]

TAKEN: dict[Step, Take] = {
    Step.SUBMIT: lambda version, by: submit_for_review(version=version, by=by),
    Step.TAKE_BACK: lambda version, by: take_back(version=version, by=by, reason="En grund"),
    Step.REQUEST_CHANGES: lambda version, by: request_as(version, by, Kind.CLINICAL, "En grund"),
    Step.APPROVE_CLINICALLY: lambda version, by: approve_as(version, by, Kind.CLINICAL),
    Step.APPROVE_TECHNICALLY: lambda version, by: approve_as(version, by, Kind.TECHNICAL),
    Step.PUBLISH: publish_as,
    Step.DISCARD: lambda version, by: discard_draft(version=version, by=by, reason="En grund"),
    Step.WITHDRAW: lambda version, by: withdraw_version(version=version, by=by, reason="En grund"),
}
PEOPLE = {
    Step.SUBMIT: "anna",
    Step.TAKE_BACK: "anna",
    Step.REQUEST_CHANGES: "rikke",
    Step.APPROVE_CLINICALLY: "rikke",
    Step.APPROVE_TECHNICALLY: "tekla",
    Step.PUBLISH: "ulla",
    Step.DISCARD: "anna",
    Step.WITHDRAW: "ulla",
}
#: A step nobody takes by itself: it follows the second approval.
BY_ITSELF = {Step.COMPLETE_APPROVAL}
ROWS = [pytest.param(state, step, id=f"{step} from {state}") for state in State for step in TAKEN]


@pytest.fixture
def in_state(request: pytest.FixtureRequest, anna: User) -> Callable[[State], ProfileVersion]:
    """A version in any state, reached through the actions."""

    def reach(state: State) -> ProfileVersion:
        if state == State.DISCARDED:
            draft: ProfileVersion = request.getfixturevalue("draft")
            return discard_draft(version=draft, by=anna, reason="Ikke nødvendig")
        fixture = {
            State.DRAFT: "draft",
            State.IN_REVIEW: "in_review",
            State.APPROVED: "approved",
            State.PUBLISHED: "published",
        }[state]
        found: ProfileVersion = request.getfixturevalue(fixture)
        return found

    return reach


def test_every_row_of_the_workflow_is_tried() -> None:
    assert {row.step for row in TRANSITIONS} == TAKEN.keys() | BY_ITSELF


@pytest.mark.parametrize(("state", "step"), ROWS)
def test_a_person_with_the_right_takes_the_step_from_its_states_and_no_others(
    state: State, step: Step, in_state: Callable[[State], ProfileVersion], request: pytest.FixtureRequest
) -> None:
    version = in_state(state)
    by = request.getfixturevalue(PEOPLE[step])
    if state in BY_STEP[step].from_:
        TAKEN[step](version, by)
        assert fresh(version).state == BY_STEP[step].to
    else:
        with pytest.raises(WrongState) as refusal:
            TAKEN[step](version, by)
        assert str(refusal.value).startswith(f"{version} er nu “{state.label}”")
        assert fresh(version).state == state


@pytest.mark.parametrize(("state", "step"), ROWS)
def test_a_person_without_the_right_never_takes_a_step(
    state: State, step: Step, in_state: Callable[[State], ProfileVersion], gunnar: User
) -> None:
    version = in_state(state)
    with pytest.raises((PermissionDenied, WrongState) if step == Step.DISCARD else PermissionDenied):
        TAKEN[step](version, gunnar)
    assert fresh(version).state == state


@pytest.mark.parametrize(
    "step", [step for step in BY_STEP if BY_STEP[step].needs_reason and step != Step.WITHDRAW]
)
def test_a_step_that_needs_a_reason_keeps_it_in_the_history(
    step: Step, in_state: Callable[[State], ProfileVersion], request: pytest.FixtureRequest
) -> None:
    version = in_state(min(BY_STEP[step].from_, key=list(State).index))
    TAKEN[step](version, request.getfixturevalue(PEOPLE[step]))
    assert fresh(version).history.latest().history_change_reason == "En grund"


def test_a_withdrawal_keeps_its_reason_beside_the_version_that_never_changes(
    published: ProfileVersion, ulla: User
) -> None:
    before = fresh(published).changed_at
    withdraw_version(version=published, by=ulla, reason="En grund")
    withdrawn = fresh(published)
    assert withdrawn.withdrawn.reason == "En grund"
    assert withdrawn.changed_at == before
