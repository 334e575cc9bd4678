"""A draft is moved to a newer standard from the editor: told first, done once, taken back like any edit."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import AuditEvent, User
from profiles.authoring.actions import change_state, save_content, upgrade_standard
from profiles.authoring.errors import StaleSave, WrongState
from profiles.authoring.models import ProfileVersion
from profiles.authoring.workflow import Step
from profiles.standard.fitting import pinned
from profiles.standard.migration import CannotMigrate
from profiles.standard.reading import read_json
from tests.people import SignIn

from ..standard.newer_examples import OMEQ, newer_showing
from .conftest import DRAFT, PLACE, Post, content, fresh, text

UPGRADE = f"{DRAFT}upgrade/"


def test_the_editor_leads_to_the_newer_standard(editor: Client) -> None:
    page = text(editor.get(f"{DRAFT}population/"))
    assert "Kladden følger profilstandard 1.0." in page
    assert f'href="{UPGRADE}"' in page
    assert "Opgrader til standard 1.1" in page


def test_the_page_tells_what_happens_before_it_happens(editor: Client, draft: ProfileVersion) -> None:
    page = text(editor.get(UPGRADE))
    assert "Profilen følger standard 1.1 i stedet for 1.0." in page
    assert "Vægtet sum kan bruges." in page
    assert "Elementet »Sygehuskontakt« er nyt." in page
    assert "Standardversion: 1.0 bliver til 1.1." in page
    assert content(draft).standard == "1.0"


def test_the_draft_is_moved_and_the_history_says_so(post: Post, draft: ProfileVersion) -> None:
    before = content(draft)
    response = post("upgrade/", to="1.1")
    assert (response.status_code, response["Location"]) == (303, f"{DRAFT}purpose/")
    after = content(draft)
    assert after == pinned(before, "1.1")
    latest = fresh(draft).edits.first()
    assert latest is not None
    assert latest.summary == "Opgraderede til standard 1.1"
    entry = AuditEvent.objects.order_by("-pk").first()
    assert entry is not None
    assert entry.details["summary"] == "Opgraderede til standard 1.1"


def test_the_move_can_be_taken_back(editor: Client, post: Post, draft: ProfileVersion) -> None:
    before = content(draft)
    post("upgrade/", to="1.1")
    assert content(draft).standard == "1.1"
    sent = {"revision": fresh(draft).revision}
    assert editor.post(f"{PLACE}undo/population/", sent).status_code == 303
    assert content(draft) == before


def test_what_is_newest_already_is_not_offered(editor: Client, post: Post) -> None:
    post("upgrade/", to="1.1")
    assert UPGRADE not in text(editor.get(f"{DRAFT}population/"))
    assert "Der er ingen nyere." in text(editor.get(UPGRADE))
    assert post("upgrade/", to="1.1").status_code == 422


@pytest.mark.parametrize("to", ["", "1.0", "9.9", "../1.1"])
def test_a_standard_that_is_not_offered_is_refused(post: Post, draft: ProfileVersion, to: str) -> None:
    response = post("upgrade/", to=to)
    assert response.status_code == 422
    assert "Vælg at opgradere her på siden." in text(response)
    assert content(draft).standard == "1.0"


def test_somebody_who_saved_meanwhile_is_named(post: Post, draft: ProfileVersion, anna: User) -> None:
    changed = content(draft).model_copy(update={"purpose": "Et andet formål."})
    save_content(version=draft, by=anna, document=changed, base_revision=1, summary="Rettede formål")
    response = post("upgrade/", to="1.1", revision=1)
    assert response.status_code == 409
    assert "har gemt, siden du åbnede siden" in text(response)
    assert content(draft).standard == "1.0"


def test_those_who_may_only_read_see_what_it_means_without_the_button(
    draft: ProfileVersion, rikke: User, signed_in: SignIn
) -> None:
    client = signed_in(rikke)
    page = text(client.get(UPGRADE))
    assert "Vægtet sum kan bruges." in page
    assert "<form" not in page.split("<main", 1)[1].split("</main>", 1)[0]
    assert client.post(UPGRADE, {"to": "1.1", "revision": 1}).status_code == 403


# --- the action ---------------------------------------------------------------------------------


def test_the_action_refuses_a_stale_revision_and_a_version_that_is_no_draft(
    draft: ProfileVersion, anna: User
) -> None:
    with pytest.raises(StaleSave):
        upgrade_standard(version=draft, by=anna, to="1.1", base_revision=7)
    change_state(version=draft, step=Step.SUBMIT, by=anna)
    with pytest.raises(WrongState):
        upgrade_standard(version=draft, by=anna, to="1.1", base_revision=1)


def test_the_action_never_moves_a_draft_down(draft: ProfileVersion, anna: User) -> None:
    newer = read_json({**newer_showing(OMEQ), "profile": draft.profile.slug})
    save_content(version=draft, by=anna, document=newer, base_revision=1, summary="Skrev om")
    with pytest.raises(CannotMigrate) as refused:
        upgrade_standard(version=draft, by=anna, to="1.0", base_revision=2)
    assert "shown" in {problem.node for problem in refused.value.problems}
    assert content(draft).standard == "1.1"
