"""Shared code sets in a real browser: accessible on desktop and phone, made and used from the keyboard."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from accounts.models import User
from profiles.authoring.models import ProfileVersion
from profiles.authoring.shared.actions import use_shared
from profiles.authoring.shared.links import links_of
from tests.versions import fresh

from .conftest import AssertAccessible, SignIn

SET = "/profiles/kodesaet-demens/"
DRAFT = "/profiles/type-2-diabetes/draft/"
PAGES = (
    "/code-sets/",
    "/code-sets/new/?from=kodesaet-demens@1.0.0",
    "/code-sets/compare/?a=kodesaet-demens@1.0.0&b=kodesaet-demens@2.0.0",
    SET,
    f"{SET}versions/1.0.0/",
    f"{SET}review/",
    f"{DRAFT}code-sets/",
    f"{DRAFT}code-sets/demens/",
    f"{DRAFT}code-sets/demens/shared/",
    f"{DRAFT}use-shared/",
)


def test_a_code_set_is_taken_and_updated_from_the_keyboard_on_pages_that_are_accessible(
    page: Page,
    draft: ProfileVersion,
    set_1_0: ProfileVersion,
    set_2_0: ProfileVersion,
    anna: User,
    sign_in: SignIn,
    assert_accessible: AssertAccessible,
) -> None:
    use_shared(version=draft, by=anna, shared=set_1_0, base_revision=draft.revision)
    sign_in(page, anna)
    for address in PAGES:
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert_accessible(page)
    page.goto(f"{DRAFT}code-sets/")
    page.get_by_role("link", name="2.0.0").press("Enter")
    page.get_by_role("button", name="Tag opdateringen 2.0.0").press("Enter")
    expect(page.get_by_text("Kodesættet siger nu det samme som Demens 2.0.0")).to_be_visible()
    assert links_of(fresh(draft))["demens"].shared == set_2_0
    page.goto(f"{DRAFT}use-shared/")
    page.get_by_role("radio", name="Demens 2.0.0").press("Space")
    page.get_by_role("button", name="Hent").press("Enter")
    expect(page.get_by_role("heading", name="Demens", level=2)).to_be_visible()
    assert "demens-2" in links_of(fresh(draft))
