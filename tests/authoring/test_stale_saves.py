"""A save from a page that somebody else has overtaken: refused, told why, and nothing typed is lost."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from accounts.permissions import grant
from accounts.rights import ProfileRight, Role
from profiles.authoring.actions import save_content
from profiles.authoring.models import ProfileVersion
from profiles.standard.tree import remove
from tests.people import MakePerson

from .conftest import DRAFT, HTMX, Post, content, fresh, part, text

PURPOSE = {"title": "Min titel", "kind": "disease", "purpose": "Mit formål"}


@pytest.fixture
def jonas(make_person: MakePerson, draft: ProfileVersion) -> User:
    """Another author, who may write in the draft too."""
    person = make_person("Jonas Bak", "plo", Role.AUTHOR)
    grant(right=ProfileRight.EDIT, to=person, on=draft.profile)
    return person


@pytest.fixture
def overtaken(draft: ProfileVersion, jonas: User) -> int:
    """The revision Anna's page was shown at; Jonas has changed the purpose since."""
    shown = draft.revision
    changed = content(draft).model_copy(update={"purpose": "Jonas' formål"})
    save_content(version=draft, by=jonas, document=changed, base_revision=shown, summary="Rettede formål")
    return shown


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_a_stale_form_says_who_changed_what_and_keeps_what_was_typed(
    draft: ProfileVersion, post: Post, overtaken: int, htmx: bool
) -> None:
    typed = {"kind": "age", "operator": "at_least", "amount": "41", "rationale": "Min begrundelse"}
    response = post("population/parts/adult/", htmx=htmx, **{**typed, "revision": overtaken})
    page = text(response)
    assert response.status_code == 409
    assert "Jonas Bak" in page
    assert "Jonas&#x27; formål" in page
    assert 'value="41"' in page
    assert "Min begrundelse" in page
    assert part(draft, "adult")["value"] == 18


def test_saving_again_after_a_stale_save_works(draft: ProfileVersion, post: Post, overtaken: int) -> None:
    typed = {"kind": "age", "operator": "at_least", "amount": "41"}
    page = text(post("population/parts/adult/", **{**typed, "revision": overtaken}))
    assert f'name="revision" value="{fresh(draft).revision}"' in page
    assert post("population/parts/adult/", **typed).status_code == 303
    assert part(draft, "adult")["value"] == 41
    assert content(draft).purpose == "Jonas' formål"


def test_a_stale_form_on_what_another_removed_can_be_added_again(
    draft: ProfileVersion, post: Post, jonas: User
) -> None:
    gone = remove(content(draft), "adult")
    save_content(version=draft, by=jonas, document=gone, base_revision=1, summary="Fjernede alder")
    typed = {"kind": "age", "operator": "at_least", "amount": "41", "revision": 1}
    response = post("population/parts/adult/", **typed)
    assert response.status_code == 409
    assert "Jonas Bak" in text(response)
    assert 'value="41"' in text(response)
    assert f"{DRAFT}population/add/inclusion/" in text(response)
    assert response.context["desk"].form.initial["amount"] == "41"


@pytest.mark.parametrize("revision", ["", "nul", "-1", "99999999999999999999", "0"])
def test_a_save_that_does_not_say_what_it_builds_on_is_stale(
    draft: ProfileVersion, post: Post, revision: str
) -> None:
    response = post("population/parts/adult/change/", operation="remove", revision=revision)
    assert response.status_code == 409
    assert part(draft, "adult")


@pytest.mark.parametrize("operation", ["move-down", "duplicate", "negate", "wrap", "remove"])
def test_a_stale_operation_changes_nothing(
    draft: ProfileVersion, change: Post, overtaken: int, operation: str
) -> None:
    before = content(draft)
    response = change("adult", operation, revision=overtaken)
    assert response.status_code == 409
    assert content(draft) == before


def test_a_stale_purpose_keeps_what_was_typed(draft: ProfileVersion, post: Post, overtaken: int) -> None:
    response = post("purpose/", **PURPOSE, revision=overtaken)
    assert response.status_code == 409
    assert "Min titel" in text(response)
    assert "Jonas Bak" in text(response)


def test_the_words_of_a_stale_code_set_are_kept(draft: ProfileVersion, post: Post, overtaken: int) -> None:
    typed = {"title": "Min titel", "rationale": "Min begrundelse"}
    for address in ("code-sets/t2d/", "new-code-set/"):
        response = post(address, revision=overtaken, **typed)
        assert response.status_code == 409
        assert "Min titel" in text(response)
    assert content(draft).code_sets[0].title == "Type 2-diabetes"


def test_a_stale_decision_on_a_list_keeps_every_choice(
    draft: ProfileVersion, post: Post, overtaken: int
) -> None:
    item = '["sks", "DE109", "", "linje 1", "", "1", "0"]'
    sent = {"item": [item], "decide-0": "with-below", "accept": "1", "left": "DXX"}
    response = post("code-sets/t2d/add/", revision=overtaken, **sent)
    assert response.status_code == 409
    assert [each.picked for each in response.context["decisions"].items] == ["with-below"]
    assert "DXX" in text(response)
    assert post("code-sets/t2d/add/", **sent).status_code == 200


def test_a_draft_that_was_sent_to_review_meanwhile_is_not_changed(
    in_review: ProfileVersion, editor: Client
) -> None:
    before = content(in_review)
    for address, data in (
        ("population/parts/adult/change/", {"operation": "remove"}),
        ("population/parts/adult/", {"kind": "age", "operator": "at_least", "amount": "41"}),
        ("purpose/", PURPOSE),
        ("code-sets/t2d/", {"title": "Min titel"}),
        ("code-sets/t2d/rule/", {"do": "leave-out|sks|DE112"}),
    ):
        filled = {"revision": fresh(in_review).revision, **data}
        response = editor.post(f"{DRAFT}{address}", filled, headers=HTMX)
        assert response.status_code == 409
        assert "Gennemgang" in text(response)
    assert content(in_review) == before


@pytest.mark.parametrize(
    ("section", "gone", "typed", "home"),
    [
        ("columns", "latest-systolic", {"title": "Min", "measure": "age", "flags": "1"}, "columns"),
        ("references", "nowhere", {"title": "Min"}, "references"),
        ("data-quality", "nowhere", {"kind": "age", "operator": "at_least", "amount": "41"}, ""),
    ],
)
def test_what_was_typed_in_a_part_that_is_gone_finds_a_place(
    draft: ProfileVersion, post: Post, jonas: User, section: str, gone: str, typed: dict[str, str], home: str
) -> None:
    less = content(draft)
    if section == "columns":
        less = remove(less, gone)
    changed = less.model_copy(update={"purpose": "Nyt"})
    save_content(version=draft, by=jonas, document=changed, base_revision=1, summary="Rettede")
    response = post(f"{section}/parts/{gone}/", **typed, revision=1)
    assert response.status_code == 409
    parent = home or content(draft).data_quality[0].when.id
    assert f"{DRAFT}{section}/add/{parent}/" in text(response)
    assert (typed.get("amount") or typed["title"]) in text(response)
