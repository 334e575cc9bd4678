"""The rights page of a profile: the matrix, giving and taking with and without JavaScript, who may not."""

from __future__ import annotations

from typing import Any

import pytest

from accounts import actions
from accounts.models import User
from accounts.permissions import rights_on
from accounts.rights import ProfileRight
from profiles.authoring.actions import create_profile
from profiles.authoring.models import Profile
from tests.people import SignIn, organisation

HTMX = {"HX-Request": "true"}
URL = "/profiles/kol/rights/"


@pytest.fixture
def profile(anna: User) -> Profile:
    return create_profile(
        by=anna,
        slug="kol",
        title="KOL",
        kind="disease",
        owner=organisation("plo"),
        purpose="At vise, hvem der mangler en måling.",
    ).profile


def give(person: User, right: ProfileRight, change: str = "give") -> dict[str, str]:
    return {"holder": f"person:{person.pk}", "right": right.value, "change": change}


def text(response: Any) -> str:
    return str(response.content.decode())


def rights_of(person: User, profile: Profile) -> frozenset[ProfileRight]:
    return rights_on(User.objects.get(pk=person.pk), profile)


def test_the_matrix_names_roles_and_persons(profile: Profile, anna: User, signed_in: SignIn) -> None:
    page = text(signed_in(anna).get(URL))
    assert "Rollen Klinisk godkender" in page
    assert "Anna Author" in page
    assert "0 personer" in page


def test_a_right_is_given_and_taken_without_javascript(
    profile: Profile, anna: User, gunnar: User, signed_in: SignIn
) -> None:
    browser = signed_in(anna)
    response = browser.post(URL, give(gunnar, ProfileRight.EDIT), follow=True)
    assert response.redirect_chain == [(URL, 302)]
    assert "Gunnar Fremmed har fået retten: Redigere." in text(response)
    assert rights_of(gunnar, profile) == {ProfileRight.READ, ProfileRight.EDIT}
    browser.post(URL, give(gunnar, ProfileRight.EDIT, "take"))
    assert rights_of(gunnar, profile) == {ProfileRight.READ}


def test_with_htmx_the_answer_is_the_new_matrix_alone(
    profile: Profile, anna: User, gunnar: User, signed_in: SignIn
) -> None:
    response = signed_in(anna).post(URL, give(gunnar, ProfileRight.PUBLISH), headers=HTMX)
    page = text(response)
    assert (response.status_code, "<html" in page) == (200, False)
    assert page.lstrip().startswith('<section id="rights"')
    assert "Gunnar Fremmed har fået retten" in page


def test_a_right_is_given_to_a_role(profile: Profile, anna: User, rikke: User, signed_in: SignIn) -> None:
    form = {"holder": "role:clinical-reviewer", "right": "edit_profile", "change": "give"}
    signed_in(anna).post(URL, form)
    assert ProfileRight.EDIT in rights_of(rikke, profile)


def test_the_last_manager_is_told_why_the_right_stays(
    profile: Profile, anna: User, signed_in: SignIn
) -> None:
    response = signed_in(anna).post(URL, give(anna, ProfileRight.MANAGE, "take"))
    assert response.status_code == 422
    assert "ingen tilbage til at styre rettigheder på KOL" in text(response)
    assert ProfileRight.MANAGE in rights_of(anna, profile)


@pytest.mark.parametrize(
    "typed",
    [
        {"holder": "person:999999"},
        {"holder": "person:x"},
        {"holder": "role:superuser"},
        {"holder": ""},
        {"right": "everything"},
        {"change": "steal"},
    ],
)
def test_a_right_that_makes_no_sense_is_refused(
    profile: Profile, anna: User, gunnar: User, signed_in: SignIn, typed: dict[str, str]
) -> None:
    response = signed_in(anna).post(URL, {**give(gunnar, ProfileRight.EDIT), **typed})
    assert response.status_code == 422
    assert rights_of(gunnar, profile) == frozenset()


def test_a_deactivated_person_is_given_nothing_but_can_lose_rights(
    profile: Profile, anna: User, gunnar: User, signed_in: SignIn
) -> None:
    browser = signed_in(anna)
    browser.post(URL, give(gunnar, ProfileRight.EDIT))
    actions.deactivate(person=gunnar, by=None)
    assert "rettighederne hviler" in text(browser.get(URL))
    assert "ikke aktiv" in text(browser.post(URL, give(gunnar, ProfileRight.PUBLISH)))
    browser.post(URL, give(gunnar, ProfileRight.EDIT, "take"))
    actions.reactivate(person=gunnar, by=None)
    assert rights_of(gunnar, profile) == {ProfileRight.READ}


def test_a_reader_sees_the_matrix_and_who_can_change_it_but_no_buttons(
    profile: Profile, rikke: User, signed_in: SignIn
) -> None:
    page = text(signed_in(rikke).get(URL))
    assert "Det kan: Rollen Administrator, Anna Author." in page
    assert "<form" not in page.split("<main")[1]


def test_a_reader_cannot_change_anything(profile: Profile, rikke: User, signed_in: SignIn) -> None:
    for headers in ({}, HTMX):
        assert signed_in(rikke).post(URL, give(rikke, ProfileRight.EDIT), headers=headers).status_code == 403
    assert ProfileRight.EDIT not in rights_of(rikke, profile)


def test_a_stranger_does_not_learn_that_the_profile_exists(
    profile: Profile, gunnar: User, signed_in: SignIn
) -> None:
    browser = signed_in(gunnar)
    assert browser.get(URL).status_code == 404
    assert browser.post(URL, give(gunnar, ProfileRight.EDIT)).status_code == 404
    assert rights_of(gunnar, profile) == frozenset()
