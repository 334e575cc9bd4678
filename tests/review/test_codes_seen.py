"""No version is approved clinically or published with a code that nobody has looked at (6.3)."""

from __future__ import annotations

import re

import pytest

from accounts.models import User
from cockpit.demo.looking import see_every_code
from profiles.authoring.actions import start_draft
from profiles.authoring.codes.actions import look_at, move_to_release, sample_branch
from profiles.authoring.codes.seen import unseen_in
from profiles.authoring.models import ProfileVersion
from profiles.authoring.workflow import Condition, State, Step
from profiles.review.actions import submit_for_review
from profiles.review.conditions import conditions
from profiles.review.errors import ConditionsUnmet
from profiles.standard.codes import is_in
from profiles.standard.document import CodeSet, Rule
from profiles.terminology.models import Release
from tests.people import SignIn
from tests.releases import NewRelease
from tests.versions import Kind, approve_as, edit_as, fresh, publish_as

PAGE = "/profiles/type-2-diabetes/review/"


def unmet(version: ProfileVersion, step: Step) -> list[str]:
    return [each.explanation for each in conditions(fresh(version), step) if not each.holds]


@pytest.fixture
def unlooked(draft: ProfileVersion, anna: User) -> ProfileVersion:
    """In review before anybody has looked at a code."""
    submit_for_review(version=draft, by=anna)
    return fresh(draft)


def test_a_clinical_approval_is_refused_until_every_code_is_seen(
    unlooked: ProfileVersion, anna: User, rikke: User
) -> None:
    with pytest.raises(ConditionsUnmet) as refusal:
        approve_as(unlooked, rikke, Kind.CLINICAL)
    assert [each.condition for each in refusal.value.unmet] == [Condition.CODES_SEEN]
    assert "Ingen har set på 10 koder i “Type 2-diabetes”" in str(refusal.value)
    see_every_code(unlooked, rikke)
    approve_as(unlooked, rikke, Kind.CLINICAL)
    assert unlooked.decisions.standing().count() == 1


def test_a_technical_approval_does_not_ask_for_it(unlooked: ProfileVersion, tekla: User) -> None:
    approve_as(unlooked, tekla, Kind.TECHNICAL)
    assert unlooked.decisions.standing().count() == 1


def test_the_review_page_says_how_many_and_links_and_promises_no_approval(
    unlooked: ProfileVersion, rikke: User, signed_in: SignIn
) -> None:
    browser = signed_in(rikke)
    said = browser.get(PAGE).content.decode()
    assert re.search(r"Ingen har set på 10 koder i “Type 2-diabetes”, og \d+ i andre kodesæt", said)
    assert "Du kan godkende, når alle koder er set." in said
    assert 'href="/profiles/type-2-diabetes/codes-not-seen/"' in said
    assert "Du kan give den nu" not in said
    assert "Godkend klinisk" not in said
    see_every_code(unlooked, rikke)
    said = browser.get(PAGE).content.decode()
    assert "Du kan give den nu" in said
    assert "Godkend klinisk" in said


def test_a_code_that_comes_while_a_version_waits_stops_its_publication(
    approved: ProfileVersion, ulla: User, rikke: User, new_release: NewRelease
) -> None:
    new_release(DE11Z="Ny underkode")
    with pytest.raises(ConditionsUnmet) as refusal:
        publish_as(approved, ulla)
    assert [each.condition for each in refusal.value.unmet] == [Condition.CODES_SEEN]
    assert "Ingen har set på 1 kode i “Type 2-diabetes”" in str(refusal.value)
    look_at(version=approved, code_set="t2d", codes=[("sks", "DE11Z")], by=rikke)
    assert publish_as(approved, ulla).state == State.PUBLISHED


def test_the_standard_has_no_codes_to_see(standard_draft: ProfileVersion, stine: User) -> None:
    states = {each.condition: each.holds for each in conditions(standard_draft, Step.PUBLISH, stine)}
    assert states[Condition.CODES_SEEN]


# --- England's QOF, version 39 -------------------------------------------------------------------
#
# A dementia register took "post-concussion syndrome" in through a parent that was included with all below it,
# in a release that nobody had read.

DEMENTIA = CodeSet(
    id="dementia",
    title="Demens",
    rules=(
        Rule(system="sks", code="DF00", include=True, descendants=True),
        Rule(system="sks", code="DF02", include=True, descendants=True),
    ),
)
CHILD = "DF028Z"


@pytest.fixture
def register(draft: ProfileVersion, anna: User, rikke: User, tekla: User, ulla: User) -> ProfileVersion:
    """A published profile with a dementia code set that takes in all below DF00 and DF02."""
    document = draft.content
    edit_as(draft, anna, document.model_copy(update={"code_sets": (*document.code_sets, DEMENTIA)}))
    see_every_code(fresh(draft), anna)
    submit_for_review(version=fresh(draft), by=anna)
    approve_as(draft, rikke, Kind.CLINICAL)
    approve_as(draft, tekla, Kind.TECHNICAL)
    return publish_as(draft, ulla)


@pytest.fixture
def autumn(register: ProfileVersion, new_release: NewRelease) -> Release:
    """The release that adds the child, and one that belongs."""
    return new_release(
        **{CHILD: "Postkommotionelt syndrom", "DF001Z": "Demens ved Alzheimers sygdom med sen debut"}
    )


@pytest.fixture
def following(register: ProfileVersion, autumn: Release, anna: User) -> ProfileVersion:
    """The next version, in which something else was changed."""
    begun = start_draft(profile=register.profile, by=anna)
    return edit_as(begun, anna, begun.content.model_copy(update={"purpose": "Find patienter med demens"}))


def test_the_child_counts_at_once_and_is_listed_as_not_seen(
    register: ProfileVersion, autumn: Release, following: ProfileVersion
) -> None:
    assert is_in(DEMENTIA.rules, "sks", CHILD)
    for version in (register, following):
        found = unseen_in(version, "dementia")
        assert found is not None
        assert [key for _, key in found.rules] == ["DF001Z", CHILD]


@pytest.mark.parametrize("moved", [False, True])
def test_the_child_stops_the_next_version_whichever_release_it_reads(
    *, moved: bool, following: ProfileVersion, autumn: Release, anna: User, rikke: User, ulla: User
) -> None:
    if moved:
        move_to_release(version=following, by=anna, release=autumn)
    submit_for_review(version=fresh(following), by=anna)
    with pytest.raises(ConditionsUnmet):
        approve_as(following, rikke, Kind.CLINICAL)
    words = "Ingen har set på 2 koder i “Demens”"
    assert words in unmet(following, Step.APPROVE_CLINICALLY)
    assert words in unmet(following, Step.PUBLISH)


def test_a_version_that_only_moves_to_another_release_can_be_submitted(
    register: ProfileVersion, autumn: Release, anna: User
) -> None:
    begun = start_draft(profile=register.profile, by=anna)
    assert unmet(begun, Step.SUBMIT) == ["Kladden siger det samme som 1.0.0"]
    move_to_release(version=begun, by=anna, release=autumn)
    submit_for_review(version=begun, by=anna)
    assert fresh(begun).state == State.IN_REVIEW


def test_left_out_and_seen_the_next_version_is_published_without_the_child(
    following: ProfileVersion, anna: User, rikke: User, tekla: User, ulla: User, signed_in: SignIn
) -> None:
    page = "/profiles/type-2-diabetes/codes-not-seen/"
    data = {"code_set": "dementia", "leave_out": f"sks|{CHILD}", "revision": following.revision}
    assert signed_in(anna).post(page, data).status_code == 303
    submit_for_review(version=fresh(following), by=anna)
    assert signed_in(rikke).post(page, {"code_set": "dementia", "look": "sks|DF001Z"}).status_code == 303
    approve_as(following, rikke, Kind.CLINICAL)
    approve_as(following, tekla, Kind.TECHNICAL)
    out = publish_as(following, ulla)
    rules = next(each for each in out.content.code_sets if each.id == "dementia").rules
    assert not is_in(rules, "sks", CHILD)
    assert is_in(rules, "sks", "DF001Z")


def test_acknowledged_as_a_sample_the_next_version_is_approved(
    following: ProfileVersion, anna: User, rikke: User
) -> None:
    submit_for_review(version=following, by=anna)
    for under in ("DF00", "DF02"):
        sample_branch(
            version=following, code_set="dementia", system="sks", under=under, by=rikke, reason="Set i SKS"
        )
    approve_as(following, rikke, Kind.CLINICAL)
    assert not unmet(following, Step.APPROVE_CLINICALLY)
