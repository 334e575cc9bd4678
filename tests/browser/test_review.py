"""Review in a real browser: comments without a page load, the keyboard, and all of it without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from profiles.authoring.models import ProfileVersion
from profiles.review.actions import comment_on, resolve_comment, submit_for_review
from profiles.standard.tree import move, remove
from tests.versions import edit_as, fresh

from .conftest import PHONE, AssertAccessible, SignIn

PAGE = "/profiles/type-2-diabetes/review/"


@pytest.fixture
def rich(next_draft: ProfileVersion, anna: User, rikke: User) -> ProfileVersion:
    """A second version in which something was added, removed, moved and changed, and some of it commented."""
    document = remove(next_draft.content, "latest-diastolic")
    document = move(document, "contact-diagnosis", "inclusion")
    edit_as(next_draft, anna, document.model_copy(update={"purpose": "Find patienter med type 2-diabetes"}))
    for node in ("latest-ldl", "adult", ""):
        comment_on(version=fresh(next_draft), by=rikke, node=node, body=f"Om {node or 'det hele'}")
    resolve_comment(comment=next_draft.comments.get(node="adult"), by=anna)
    submit_for_review(version=next_draft, by=anna, note="Se især på kolonnen.")
    return fresh(next_draft)


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}?view=all"])
@pytest.mark.parametrize("who", ["anna", "rikke"])
def test_the_review_is_accessible(
    page: Page,
    rich: ProfileVersion,
    address: str,
    who: str,
    request: pytest.FixtureRequest,
    sign_in: SignIn,
    assert_accessible: AssertAccessible,
) -> None:
    sign_in(page, request.getfixturevalue(who))
    page.goto(address)
    expect(page.get_by_role("heading", name="Kan den udgives?")).to_be_attached()
    assert_accessible(page)
    page.evaluate("document.querySelectorAll('#review details').forEach((each) => { each.open = true; })")
    assert_accessible(page)


def test_the_page_before_submission_is_accessible(
    page: Page, next_draft: ProfileVersion, anna: User, sign_in: SignIn, assert_accessible: AssertAccessible
) -> None:
    sign_in(page, anna)
    page.goto(f"{PAGE}submit/")
    assert_accessible(page)


def test_a_refused_decision_and_publication_are_accessible(
    page: Page,
    approved: ProfileVersion,
    ulla: User,
    rikke: User,
    sign_in: SignIn,
    assert_accessible: AssertAccessible,
) -> None:
    sign_in(page, rikke)
    page.goto(PAGE)
    page.get_by_text("Bed om ændringer").click()
    page.get_by_role("button", name="Send vurdering").click()
    expect(page.get_by_text("Skriv, hvad der skal ændres.").first).to_be_visible()
    assert_accessible(page)
    page.context.clear_cookies()
    sign_in(page, ulla)
    page.goto(PAGE)
    page.get_by_label("Versionsnummer").fill("2.0.0")
    page.get_by_role("button", name="Udgiv version 1.0.0").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    assert_accessible(page)


def test_a_comment_is_sent_without_leaving_the_page_and_loses_nothing_else_that_is_typed(
    page: Page, rich: ProfileVersion, rikke: User, sign_in: SignIn
) -> None:
    sign_in(page, rikke)
    page.goto(PAGE)
    page.get_by_label("Kort begrundelse").fill("Halvt skrevet")
    page.evaluate("window.samePage = true")
    place = page.locator("#node-latest-ldl > .spot")
    place.get_by_text("Kommentér").click()
    place.get_by_label("Din kommentar").fill("Hvorfor netop 2,5?")
    place.get_by_role("button", name="Send kommentar").click()
    expect(place.get_by_text("Hvorfor netop 2,5?")).to_be_visible()
    expect(place.get_by_label("Din kommentar")).to_be_hidden()
    expect(place.locator(".thread").last).to_be_focused()
    expect(page.locator("#conditions").get_by_text("3 kommentarer er åbne")).to_be_visible()
    expect(page.get_by_label("Kort begrundelse")).to_have_value("Halvt skrevet")
    assert page.evaluate("window.samePage")


def test_a_refused_comment_stays_where_it_was_typed(
    page: Page, rich: ProfileVersion, rikke: User, sign_in: SignIn
) -> None:
    sign_in(page, rikke)
    page.goto(PAGE)
    place = page.locator("#node-latest-ldl > .spot")
    place.get_by_text("Kommentér").click()
    place.get_by_label("Din kommentar").fill("Patienten 010101-1234 er ikke med")
    place.get_by_role("button", name="Send kommentar").click()
    expect(place.get_by_text("ligner et CPR-nummer")).to_be_visible()
    expect(place.get_by_label("Din kommentar")).to_have_value("Patienten 010101-1234 er ikke med")


def test_an_empty_comment_is_answered_in_danish_at_its_place(
    page: Page, rich: ProfileVersion, rikke: User, sign_in: SignIn
) -> None:
    sign_in(page, rikke)
    page.goto(PAGE)
    place = page.locator("#node-latest-ldl > .spot")
    place.get_by_text("Kommentér").click()
    place.get_by_role("button", name="Send kommentar").click()
    expect(place.get_by_text("Skriv noget først")).to_be_visible()


def test_a_thread_is_answered_and_resolved_where_it_stands(
    page: Page, rich: ProfileVersion, anna: User, sign_in: SignIn
) -> None:
    sign_in(page, anna)
    page.goto(PAGE)
    thread = page.locator("#node-latest-ldl > .spot .thread")
    thread.locator(".reply summary").click()
    thread.get_by_label("Dit svar").fill("Det står i kilden")
    thread.get_by_role("button", name="Send svar").click()
    expect(thread.get_by_text("Det står i kilden")).to_be_visible()
    thread.get_by_role("button", name="Markér som løst").click()
    expect(thread.get_by_text("Løst", exact=True)).to_be_visible()
    expect(page.locator("#comments")).to_contain_text("1 åben · 2 løste")


def test_j_and_k_go_from_change_to_change_and_only_there(
    page: Page, rich: ProfileVersion, rikke: User, sign_in: SignIn
) -> None:
    sign_in(page, rikke)
    page.goto(PAGE)
    changes = page.locator("[data-change]:visible")
    page.keyboard.press("j")
    expect(page.locator("[data-change]:focus")).to_have_count(0)
    changes.first.focus()
    page.keyboard.press("j")
    expect(changes.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(changes.first).to_be_focused()
    page.keyboard.press("k")
    expect(changes.first).to_be_focused()


def test_threads_stand_beside_the_text_and_under_their_sentence_on_a_phone(
    page: Page, rich: ProfileVersion, rikke: User, sign_in: SignIn
) -> None:
    sign_in(page, rikke)
    page.goto(PAGE)
    thread = page.locator("#node-latest-ldl > .spot .thread")
    sentence = page.locator("#node-latest-ldl > .passage .sentence")
    beside, text = thread.bounding_box(), sentence.bounding_box()
    assert beside is not None
    assert text is not None
    assert beside["x"] > text["x"] + text["width"]
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    under, text = thread.bounding_box(), sentence.bounding_box()
    assert under is not None
    assert text is not None
    assert under["y"] >= text["y"] + text["height"]


def test_everything_works_without_javascript(
    browser: Browser, base_url: str, rich: ProfileVersion, rikke: User, sign_in: SignIn
) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, rikke)
    page.goto(PAGE)
    place = page.locator("#node-latest-ldl > .spot")
    place.get_by_text("Kommentér").click()
    place.get_by_label("Din kommentar").fill("Uden JavaScript")
    place.get_by_role("button", name="Send kommentar").click()
    expect(page.get_by_text("Uden JavaScript")).to_be_visible()
    page.get_by_text("Bed om ændringer").click()
    page.get_by_label("Kort begrundelse").fill("Se kommentarerne")
    page.get_by_role("button", name="Send vurdering").click()
    expect(page.get_by_text("Din vurdering er gemt")).to_be_visible()
    expect(page.get_by_text("Kladde", exact=True).first).to_be_visible()
    context.close()
