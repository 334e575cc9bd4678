"""Looking at codes: a code that came in under another is not seen before a person has looked at it (6.3)."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEvent, User
from cockpit.demo.content import first_document
from cockpit.demo.looking import see_every_code
from profiles.authoring.actions import import_profile
from profiles.authoring.codes.actions import look_at, sample_branch
from profiles.authoring.codes.seen import SAMPLED, unseen, unseen_in
from profiles.authoring.codes.told import codes_told
from profiles.authoring.errors import HoldsCprNumber, NoReasonGiven, NothingToSee, WrongState
from profiles.authoring.models import Look, ProfileVersion
from profiles.standard.document import CodeSet, Rule
from tests.people import SignIn
from tests.releases import NewRelease
from tests.versions import edit_as, fresh

from .conftest import DRAFT, HTMX, PLACE, content, text

PAGE = f"{PLACE}codes-not-seen/"
ALL = [f"DE11{digit}" for digit in range(10)]


def waiting(version: ProfileVersion, code_set: str = "t2d") -> list[str]:
    """The codes of a code set that nobody has seen."""
    found = unseen_in(fresh(version), code_set)
    return [key for _, key in found.rules] if found else []


def look(version: ProfileVersion, by: User, *keys: str, code_set: str = "t2d") -> int:
    return look_at(version=version, code_set=code_set, codes=[("sks", key) for key in keys], by=by)


def sample(version: ProfileVersion, by: User, reason: str = "Set i bogen", under: str = "DE11") -> int:
    return sample_branch(version=version, code_set="t2d", system="sks", under=under, by=by, reason=reason)


# --- what is seen --------------------------------------------------------------------------------


def test_a_code_that_a_rule_names_is_seen_and_those_below_it_are_not(draft: ProfileVersion) -> None:
    assert waiting(draft) == ALL
    assert [each.code_set.id for each in unseen(draft)] == ["t2d", "t1d", "insulin"]


def test_a_look_is_of_one_code_in_one_code_set_of_one_profile(draft: ProfileVersion, anna: User) -> None:
    assert look(draft, anna, "DE110", "DE111") == 2
    assert waiting(draft) == ALL[2:]
    wider = [Rule(system="sks", code="DE11", include=True, descendants=True)]
    changed = CodeSet(id="t1d", title="En anden diabetes", rules=tuple(wider))
    document = content(draft)
    sets = tuple(changed if each.id == "t1d" else each for each in document.code_sets)
    edit_as(draft, anna, document.model_copy(update={"code_sets": sets}))
    assert {"DE110", "DE111"} < set(waiting(draft, "t1d"))
    other = document.model_copy(update={"profile": "kol", "title": "KOL"})
    assert waiting(import_profile(by=anna, owner=anna.organisation, document=other)) == ALL


def test_a_rule_of_its_own_makes_a_code_seen_and_an_exclusion_takes_it_off_the_list(
    draft: ProfileVersion, anna: User
) -> None:
    document = content(draft)
    own = (Rule(system="sks", code="de 11.0", include=True), Rule(system="sks", code="DE111", include=False))
    sets = tuple(
        each.model_copy(update={"rules": (*each.rules, *own)}) if each.id == "t2d" else each
        for each in document.code_sets
    )
    edit_as(draft, anna, document.model_copy(update={"code_sets": sets}))
    assert waiting(draft) == ALL[2:]


def test_seeing_a_code_again_adds_nothing_and_another_person_may_see_it_too(
    draft: ProfileVersion, anna: User, rikke: User
) -> None:
    assert look(draft, anna, "DE110", "DE110") == 1
    assert look(draft, anna, "DE110") == 0
    assert look(draft, rikke, "DE110") == 1
    assert [each.by for each in Look.objects.filter(key="DE110").order_by("at", "pk")] == [anna, rikke]
    assert AuditEvent.objects.filter(kind="codes-seen").count() == 2


@pytest.mark.parametrize("codes", [[], ["DE999"], ["DE110", "DE109"]])
def test_what_is_not_in_the_code_set_cannot_be_seen(
    draft: ProfileVersion, anna: User, codes: list[str]
) -> None:
    with pytest.raises(NothingToSee):
        look(draft, anna, *codes)
    with pytest.raises(NothingToSee):
        look(draft, anna, "DE110", code_set="findes-ikke")
    assert not Look.objects.exists()


@pytest.mark.parametrize("state", ["draft", "in_review", "approved"])
@pytest.mark.parametrize("who", ["anna", "rikke", "tekla"])
def test_authors_and_reviewers_look_while_the_version_is_open_and_no_approval_lapses(
    state: str, who: str, request: pytest.FixtureRequest, new_release: NewRelease
) -> None:
    version: ProfileVersion = request.getfixturevalue(state)
    new_release(DE11Z="Ny underkode")
    before = fresh(version).content_hash, version.decisions.standing().count()
    look(version, request.getfixturevalue(who), "DE11Z")
    assert "DE11Z" not in waiting(version)
    assert (fresh(version).content_hash, version.decisions.standing().count()) == before


@pytest.mark.parametrize("who", ["ulla", "asta", "gunnar"])
def test_others_do_not(who: str, draft: ProfileVersion, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        look(draft, person, "DE110")
    with pytest.raises(PermissionDenied):
        sample(draft, person)


def test_a_published_version_is_not_looked_at(published: ProfileVersion, anna: User) -> None:
    with pytest.raises(WrongState):
        look(published, anna, "DE110")
    with pytest.raises(WrongState):
        sample(published, anna)


def test_looks_only_grow(draft: ProfileVersion, anna: User) -> None:
    look(draft, anna, "DE110")
    with pytest.raises(IntegrityError), transaction.atomic():
        Look.objects.update(key="DE111")
    with pytest.raises(IntegrityError), transaction.atomic():
        Look.objects.all().delete()


# --- a branch as a sample ------------------------------------------------------------------------


def test_a_sampled_branch_is_seen_with_its_reason_and_what_was_shown_is_told(
    draft: ProfileVersion, anna: User, rikke: User
) -> None:
    look(draft, anna, "DE110")
    assert sample(draft, rikke) == 9
    assert waiting(draft) == []
    assert not Look.objects.filter(key="DE110", by=rikke).exists()
    assert set(Look.objects.filter(by=rikke).values_list("sampled_under", "reason")) == {
        ("DE11", "Set i bogen")
    }
    event = AuditEvent.objects.get(kind="branch-sampled")
    assert (event.details["codes"], event.details["reason"]) == (9, "Set i bogen")
    assert len(event.details["shown"]) == SAMPLED
    assert {event.details["shown"][0], event.details["shown"][-1]} == {"DE111", "DE119"}


@pytest.mark.parametrize(
    ("reason", "error"), [("", NoReasonGiven), ("  ", NoReasonGiven), ("x" * 2001, NoReasonGiven)]
)
def test_a_sample_says_why(draft: ProfileVersion, anna: User, reason: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        sample(draft, anna, reason)
    assert waiting(draft) == ALL


def test_a_reason_names_no_patient(draft: ProfileVersion, anna: User) -> None:
    with pytest.raises(HoldsCprNumber):
        sample(draft, anna, "Som hos 010203-1234")


@pytest.mark.parametrize("under", ["", "DE10", "DE119Z"])
def test_a_branch_where_nothing_waits_is_no_branch(draft: ProfileVersion, anna: User, under: str) -> None:
    with pytest.raises(NothingToSee):
        sample(draft, anna, under=under)


# --- many ----------------------------------------------------------------------------------------


def test_ten_thousand_codes_are_listed_and_sampled_in_few_questions(
    draft: ProfileVersion, anna: User, new_release: NewRelease
) -> None:
    new_release(**{f"DE11{number:05}": f"Underkode {number}" for number in range(10_000)})
    with CaptureQueriesContext(connection) as asked:
        found = unseen_in(draft, "t2d")
        assert found is not None
        assert len(found.branches()[0].concepts) == 100
    assert len(found) == 10_010
    assert len(asked) <= 6
    assert sample(draft, anna) == 10_010
    with CaptureQueriesContext(connection) as asked:
        told = codes_told(draft)
    assert told[0].count == 11 + 1  # the draft reads the release before; T90 is named too
    assert len(asked) <= 14


def test_questions_do_not_grow_with_code_sets(draft: ProfileVersion, anna: User) -> None:
    with CaptureQueriesContext(connection) as few:
        unseen(fresh(draft))
    document = content(draft)
    first = document.code_sets[0]
    more = tuple(first.model_copy(update={"id": f"more-{at}", "title": f"Sæt {at}"}) for at in range(10))
    edit_as(draft, anna, document.model_copy(update={"code_sets": (*document.code_sets, *more)}))
    with CaptureQueriesContext(connection) as many:
        assert len(unseen(fresh(draft))) == 13
    assert len(many) == len(few)


# --- pages ---------------------------------------------------------------------------------------


def test_the_page_lists_them_by_code_set_and_says_why_they_are_in(editor: Client) -> None:
    said = text(editor.get(PAGE))
    assert "Type 2-diabetes: 10 underkoder er ikke set endnu" in re.sub(r"<[^>]*>", "", said)
    assert "tager alle under sig" in said
    assert said.index("DE110") < said.index("DE119")
    assert "Markér grenen <code>DE11</code> som stikprøve" in said


def test_one_button_sees_one_code_and_ticks_see_several(editor: Client, draft: ProfileVersion) -> None:
    answer = editor.post(PAGE, {"code_set": "t2d", "look": "sks|DE110"})
    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    editor.post(PAGE, {"code_set": "t2d", "look": "", "code": ["sks|DE111", "sks|DE112"]})
    assert waiting(draft) == ALL[3:]
    assert "2 koder er set." in text(editor.get(PAGE))


def test_nothing_ticked_is_refused_and_says_so(editor: Client, draft: ProfileVersion) -> None:
    for data in ({}, {"code_set": "t2d"}, {"code_set": "t2d", "look": "noget"}):
        answer = editor.post(PAGE, data)
        assert answer.status_code == 422
        assert "Vælg mindst én kode" in text(answer)
    assert waiting(draft) == ALL


def test_a_refused_sample_keeps_what_was_typed_at_its_branch(editor: Client, draft: ProfileVersion) -> None:
    words = "Som hos 010203-1234"
    answer = editor.post(PAGE, {"code_set": "t2d", "sample": "sks|DE11", "reason": words})
    said = text(answer)
    assert answer.status_code == 422
    assert words in said
    assert "ligner et CPR-nummer" in said
    assert said.count('<details class="unseen-sample" open>') == 1
    editor.post(PAGE, {"code_set": "t2d", "sample": "sks|DE11", "reason": "Alle er set i bogen"})
    assert waiting(draft) == []


def test_a_code_is_left_out_by_a_rule_more_as_an_edit_of_the_draft(
    editor: Client, draft: ProfileVersion
) -> None:
    revision = fresh(draft).revision
    editor.post(PAGE, {"code_set": "t2d", "leave_out": "sks|DE110", "revision": revision})
    rules = next(each for each in content(draft).code_sets if each.id == "t2d").rules
    assert rules[-1] == Rule(system="sks", code="DE110", include=False)
    assert waiting(draft) == ALL[1:]
    assert fresh(draft).edits.first().summary == "Udelod DE110 Type 2-diabetes med koma"
    stale = editor.post(PAGE, {"code_set": "t2d", "leave_out": "sks|DE111", "revision": revision})
    assert stale.status_code == 409
    assert "DE111" in waiting(draft)
    gone = editor.post(PAGE, {"code_set": "t2d", "leave_out": "sks|DE110", "revision": revision + 1})
    assert gone.status_code == 422


def test_a_reviewer_looks_and_leaves_nothing_out(
    draft: ProfileVersion, rikke: User, signed_in: SignIn
) -> None:
    browser = signed_in(rikke)
    said = text(browser.get(PAGE))
    assert "Set, hører til" in said
    assert "Udelad" not in said
    data = {"code_set": "t2d", "leave_out": "sks|DE110", "revision": fresh(draft).revision}
    assert browser.post(PAGE, data).status_code == 403
    assert browser.post(PAGE, {"code_set": "t2d", "look": "sks|DE110"}).status_code == 303


def test_in_review_nothing_is_left_out(in_review: ProfileVersion, anna: User, signed_in: SignIn) -> None:
    data = {"code_set": "t2d", "leave_out": "sks|DE110", "revision": fresh(in_review).revision}
    assert signed_in(anna).post(PAGE, data).status_code == 409


def test_a_reader_sees_the_list_and_no_buttons(draft: ProfileVersion, ulla: User, signed_in: SignIn) -> None:
    said = text(signed_in(ulla).get(PAGE))
    assert "DE110" in said
    assert "Set, hører til" not in said
    assert "Den, der redigerer eller gennemgår profilen, kan sige" in said


def test_htmx_gets_the_list_alone(editor: Client) -> None:
    answer = editor.post(PAGE, {"code_set": "t2d", "look": "sks|DE110"}, headers=HTMX, follow=True)
    assert text(answer).lstrip().startswith('<div id="codes-not-seen"')
    assert "1 kode er set." in text(answer)


def test_the_panel_stands_above_the_code_set_and_leads_back_to_it(editor: Client) -> None:
    place = f"{DRAFT}code-sets/t2d/"
    said = text(editor.get(place))
    assert said.index("10 underkoder er ikke set endnu") < said.index('id="code-set-form"')
    data = {"code_set": "t2d", "look": "sks|DE110", "came_from": "editor", "asked": "?open=sks%7CDE11"}
    assert editor.post(PAGE, data)["Location"] == f"{place}?open=sks%7CDE11"
    assert "ikke set endnu" not in text(editor.get(f"{DRAFT}code-sets/hba1c/"))


def test_who_saw_which_code_and_when_is_told_also_of_what_is_published(
    published: ProfileVersion, client: Client, new_release: NewRelease
) -> None:
    said = text(client.get(f"{PLACE}codes/1.0.0/"))
    assert re.search(r"Set af Anna Author \d+\. \w+\.? \d{4}", said)
    assert "Skrevet i kodesættet" in said
    assert "udgave 21. nov. 2026" in said
    assert "Ikke set" not in said
    new_release(DE11Z="Ny underkode", DE111="Et nyere navn")
    said = text(client.get(f"{PLACE}codes/1.0.0/"))
    assert "Type 2-diabetes med ketoacidose" in said
    assert "Et nyere navn" not in said
    assert said.index("Ny underkode") < said.index("Type 2-diabetes med koma")
    assert said.index("Ikke set") < said.index("Kom med en nyere udgave")


def test_a_long_code_set_is_written_out_alone(editor: Client, new_release: NewRelease) -> None:
    new_release(**{f"DE11{number:03}": f"Underkode {number}" for number in range(60)})
    said = text(editor.get(f"{PLACE}codes/"))
    assert "Vis alle 72 koder i Type 2-diabetes" in said
    alone = text(editor.get(f"{PLACE}codes/?code_set=t2d"))
    assert "Underkode 59" in alone
    assert "Insulin</h2>" not in alone


def test_a_sample_is_told_as_one(editor: Client, draft: ProfileVersion, rikke: User) -> None:
    sample(draft, rikke, "Set i bogen")
    assert "Stikprøve under DE11: “Set i bogen”" in text(editor.get(f"{PLACE}codes/"))


def test_when_all_is_seen_the_page_says_so(editor: Client, draft: ProfileVersion, anna: User) -> None:
    see_every_code(draft, anna)
    assert "Alle koder er set af et menneske." in text(editor.get(PAGE))


def test_the_history_tells_of_looks(editor: Client, draft: ProfileVersion, anna: User) -> None:
    see_every_code(draft, anna)
    said = text(editor.get(f"{PLACE}history/"))
    assert "Koder set" in said
    assert "t2d: sks DE110" in said
    assert first_document().title in said
