"""The pages of shared code sets: found, made, used and compared in a browser, with nothing typed lost."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import User
from accounts.rights import Role
from profiles.authoring.actions import create_code_set, start_draft
from profiles.authoring.models import Profile, ProfileVersion
from profiles.authoring.shared.actions import use_shared
from profiles.authoring.shared.links import links_of
from profiles.evaluation.synthetic import write_clinic
from profiles.publication.actions import withdraw_version
from profiles.standard.document import Rule
from profiles.standard.reading import read
from profiles.standard.shared_code_set import blank_shared, carried
from tests.people import MakePerson, SignIn
from tests.shared_code_sets import (
    DEMENTIA,
    VASCULAR,
    PublishSet,
    code_set,
    make_code_set,
    with_rules,
)
from tests.versions import edit_as, fresh

from .conftest import HTMX

pytestmark = pytest.mark.django_db

LIST, NEW, COMPARE = "/code-sets/", "/code-sets/new/", "/code-sets/compare/"
SET = "/profiles/kodesaet-demens/"
PROFILE = "/profiles/type-2-diabetes/"
USE, LINK = f"{PROFILE}draft/use-shared/", f"{PROFILE}draft/code-sets/demens/shared/"


@pytest.fixture
def browser(anna: User, signed_in: SignIn) -> Client:
    return signed_in(anna)


@pytest.fixture
def using(draft: ProfileVersion, set_1_0: ProfileVersion, anna: User) -> ProfileVersion:
    use_shared(version=draft, by=anna, shared=set_1_0, base_revision=draft.revision)
    return fresh(draft)


def text_of(response: Any) -> str:
    return " ".join(re.sub("<[^>]*>", " ", response.content.decode()).split())


# --- the list -------------------------------------------------------------------------------------


def test_the_empty_list_says_what_a_shared_code_set_is(browser: Client) -> None:
    page = text_of(browser.get(LIST))
    assert "så flere profiler kan bruge netop de samme" in page
    assert "Lav det første kodesæt" in page


def test_the_list_shows_states_and_where_each_is_used(browser: Client, using: ProfileVersion) -> None:
    page = text_of(browser.get(LIST))
    assert "kodesaet-demens PLO 1.0.0" in page
    assert "Type 2-diabetes kladde med 1.0.0" in page


def test_a_stranger_sees_no_draft_in_the_list_nor_that_a_draft_uses_it(
    using: ProfileVersion, anna: User, gunnar: User, signed_in: SignIn
) -> None:
    make_code_set(anna, name="hemmelig", title="Hemmelig")
    start_draft(profile=Profile.objects.get(slug="kodesaet-demens"), by=anna)
    page = text_of(signed_in(gunnar).get(LIST))
    assert "Hemmelig" not in page
    assert "Type 2-diabetes" not in page
    assert "udgives som" not in page


def test_the_list_is_searched_by_word_and_state(browser: Client, set_1_0: ProfileVersion, anna: User) -> None:
    make_code_set(anna, name="gigt", title="Gigt")
    assert "Gigt" not in text_of(browser.get(LIST, {"q": "demens"}))
    assert "Demens" not in text_of(browser.get(LIST, {"state": "draft"}, headers=HTMX))
    assert "Ingen kodesæt passer" in text_of(browser.get(LIST, {"q": "findes ikke"}))


def test_more_code_sets_take_no_more_queries(
    browser: Client, set_1_0: ProfileVersion, anna: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser.get(LIST)
    with django_assert_num_queries(9) as few:
        browser.get(LIST)
    for number in range(3):
        make_code_set(anna, name=f"saet-{number}", title=f"Sæt {number}")
    with django_assert_num_queries(len(few)):
        browser.get(LIST)


def test_the_menu_says_that_one_is_among_the_code_sets(browser: Client, set_draft: ProfileVersion) -> None:
    page = browser.get(SET).content.decode()
    assert '<a href="/code-sets/" aria-current="true">Kodesæt</a>' in page
    assert '<a href="/profiles/">Profiler</a>' in page


# --- making one -----------------------------------------------------------------------------------


def filled(anna: User, **data: str) -> dict[str, Any]:
    return {"title": "Gigt", "owner": anna.organisation_id, "description": "Koder for gigt.", **data}


def test_one_is_made_from_nothing_and_opens_at_its_codes(browser: Client, anna: User) -> None:
    response = browser.post(NEW, filled(anna), follow=True)
    assert response.redirect_chain[-1][0] == "/profiles/kodesaet-gigt/draft/code-sets/gigt/"
    assert "Kodesættet har ingen koder" in text_of(response)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"title": ""}, "Titel"),
        ({"slug": "Gigt i fingre"}, "Du kan bruge gigt-i-fingre."),
        ({"slug": "kodesaet-demens"}, "kodesaet-demens er allerede i brug"),
        ({"description": "Fru Jensen 010190-1234"}, "CPR"),
    ],
)
def test_what_was_typed_stays_when_it_cannot_be_made(
    browser: Client, set_draft: ProfileVersion, anna: User, data: dict[str, str], words: str
) -> None:
    response = browser.post(NEW, filled(anna, **data))
    assert response.status_code == 422
    assert words in text_of(response)
    assert "Koder for gigt." in text_of(response) or "description" in data
    assert Profile.objects.code_sets().count() == 1


def test_a_code_set_of_a_draft_is_made_shared(browser: Client, draft: ProfileVersion, anna: User) -> None:
    page = browser.get(f"{PROFILE}draft/code-sets/t2d/")
    assert "/code-sets/new/?from=type-2-diabetes%40draft/t2d" in page.content.decode()
    source = {"from": "type-2-diabetes@draft/t2d"}
    assert "Begynder med koderne i Type 2-diabetes i Type 2-diabetes kladde" in text_of(
        browser.get(NEW, source)
    )
    browser.post(NEW, filled(anna, title="Type 2-diabetes", slug="t2d", **source))
    made = Profile.objects.get(slug="kodesaet-t2d").versions.get()
    own = next(each for each in draft.content.code_sets if each.id == "t2d")
    assert made.content.code_sets[0].rules == own.rules
    assert not made.shared_uses.exists()


def test_nobody_makes_one_of_codes_in_a_draft_they_may_not_read(
    draft: ProfileVersion, make_person: MakePerson, signed_in: SignIn
) -> None:
    jonas = make_person("Jonas", "plo", Role.AUTHOR)
    source = {"from": "type-2-diabetes@draft/t2d"}
    assert signed_in(jonas).get(NEW, source).status_code == 404
    assert signed_in(jonas).post(NEW, filled(jonas, **source)).status_code == 404
    assert not Profile.objects.code_sets().exists()


def test_a_published_one_is_forked_and_says_where_it_came_from(
    browser: Client, set_1_0: ProfileVersion, anna: User, publish_set: PublishSet
) -> None:
    source = {"from": "kodesaet-demens@1.0.0"}
    assert "husker, hvor det kommer fra" in text_of(browser.get(NEW, source))
    browser.post(NEW, filled(anna, title="Demens, lokal", **source))
    fork = publish_set(Profile.objects.get(slug="kodesaet-demens-lokal").versions.get())
    page = text_of(browser.get(fork.publication.get_absolute_url()))
    assert "Udspringer af Demens 1.0.0" in page
    assert "Demens, lokal 1.0.0 med 1.0.0" in text_of(browser.get(SET))


# --- its draft ------------------------------------------------------------------------------------


def test_the_draft_has_its_codes_its_words_and_its_sources(
    browser: Client, set_draft: ProfileVersion
) -> None:
    page = text_of(browser.get(f"{SET}draft/", follow=True))
    assert "Om kodesættet" in page
    assert "Kilder" in page
    assert "Population" not in page
    assert "DF00" in browser.get(f"{SET}draft/code-sets/demens/").content.decode()


def test_words_are_saved_and_a_stale_save_loses_nothing(browser: Client, set_draft: ProfileVersion) -> None:
    about = f"{SET}draft/about/"
    data = {"title": "Demens, alle", "description": "Alle former.", "revision": 1}
    assert browser.post(about, data).status_code == 303
    content = fresh(set_draft).content
    assert (content.title, content.code_sets[0].title) == ("Demens, alle", "Demens, alle")
    response = browser.post(about, data | {"description": "Mine ord."}, headers=HTMX)
    assert response.status_code == 409
    assert "Mine ord." in text_of(response)
    assert "har gemt, siden du åbnede siden" in text_of(response)


def test_its_codes_cannot_be_removed_and_the_page_says_why(
    browser: Client, set_draft: ProfileVersion
) -> None:
    address = f"{SET}draft/code-sets/parts/demens/change/"
    response = browser.post(address, {"operation": "remove", "revision": 1})
    assert response.status_code == 422
    assert "Et fælles kodesæt er netop ét kodesæt." in text_of(response)


def test_undo_puts_back_what_stood_before(browser: Client, set_draft: ProfileVersion, anna: User) -> None:
    with_rules(set_draft, anna, *DEMENTIA, VASCULAR)
    response = browser.post(f"{SET}undo/code-sets/", {"revision": 2}, headers=HTMX)
    assert response["HX-Redirect"] == f"{SET}draft/code-sets/demens/"
    assert len(fresh(set_draft).content.code_sets[0].rules) == 2


# --- the published page ---------------------------------------------------------------------------


def test_a_published_version_is_read_with_rules_codes_and_uses(
    browser: Client, using: ProfileVersion
) -> None:
    page = text_of(browser.get(f"{SET}versions/1.0.0/"))
    assert "Koderne for demens." in page
    assert "Med, og alle koder under" in page
    assert "P70 Demens Nævnt" in page
    assert "Type 2-diabetes kladde med 1.0.0" in page
    assert "Tæl i syntetiske" not in page


def test_a_withdrawn_version_says_why(
    browser: Client, set_1_0: ProfileVersion, ulla: User, using: ProfileVersion
) -> None:
    withdraw_version(version=set_1_0, by=ulla, reason="DF00 var en fejl")
    assert "DF00 var en fejl" in text_of(browser.get(f"{SET}versions/1.0.0/"))
    assert "er trukket tilbage: DF00 var en fejl" in text_of(browser.get(LINK))
    assert "Demens 1.0.0" not in text_of(browser.get(USE))
    editor = text_of(browser.get(f"{PROFILE}draft/code-sets/"))
    assert "som kodesættet er hentet fra, er trukket tilbage: DF00 var en fejl." in editor


# --- use and update -------------------------------------------------------------------------------


def test_one_is_chosen_and_stands_in_the_draft(
    browser: Client, draft: ProfileVersion, set_1_0: ProfileVersion
) -> None:
    assert "Hent fælles kodesæt" in text_of(browser.get(f"{PROFILE}draft/code-sets/"))
    assert "Demens 1.0.0 Koderne for demens." in text_of(browser.get(USE, {"q": "demens"}))
    data = {"shared": "kodesaet-demens@1.0.0", "revision": draft.revision}
    response = browser.post(USE, data)
    assert response["Location"] == f"{PROFILE}draft/code-sets/demens/"
    assert "Som Demens 1.0.0" in text_of(browser.get(response["Location"]))


def test_nothing_chosen_and_an_old_page_are_said_at_the_form(
    browser: Client, draft: ProfileVersion, set_1_0: ProfileVersion
) -> None:
    response = browser.post(USE, {"revision": draft.revision})
    assert response.status_code == 422
    assert "Vælg et kodesæt." in text_of(response)
    response = browser.post(USE, {"shared": "kodesaet-demens@1.0.0", "revision": 0})
    assert response.status_code == 409
    assert "checked" in response.content.decode()
    assert links_of(fresh(draft)) == {}


def test_the_link_page_shows_what_deviates_and_takes_it_again(
    browser: Client, using: ProfileVersion, anna: User
) -> None:
    document = using.content
    own = next(each for each in document.code_sets if each.id == "demens")
    fewer = own.model_copy(update={"rules": own.rules[:1]})
    sets = tuple(fewer if each is own else each for each in document.code_sets)
    edit_as(using, anna, document.model_copy(update={"code_sets": sets}))
    page = text_of(browser.get(LINK))
    assert "Afviger fra Demens 1.0.0" in page
    assert "Hent 1.0.0 igen" in page
    browser.post(LINK, {"operation": "again", "revision": fresh(using).revision})
    assert not links_of(fresh(using))["demens"].deviates


def test_an_update_is_shown_before_it_is_taken(
    browser: Client, using: ProfileVersion, set_2_0: ProfileVersion, settings: Settings, tmp_path: Path
) -> None:
    settings.CLINICS = tmp_path
    assert "Opdatering findes: 2.0.0" in text_of(browser.get(f"{PROFILE}draft/code-sets/"))
    page = text_of(browser.get(LINK))
    assert "Koder, der kommer ind 1" in page
    assert "DF01" in page
    assert "Der er ingen syntetisk klinik at tælle i endnu." in page
    data = {"operation": "take", "to": "2.0.0", "revision": using.revision}
    assert browser.post(LINK, data | {"revision": 0}).status_code == 409
    assert browser.post(LINK, data | {"to": "9.9.9"}).status_code == 404
    assert browser.post(LINK, data).status_code == 303
    assert links_of(fresh(using))["demens"].shared == set_2_0


def test_the_link_can_be_let_go(browser: Client, using: ProfileVersion) -> None:
    browser.post(LINK, {"operation": "let-go", "revision": using.revision})
    assert browser.get(LINK).status_code == 404
    assert "Gør til fælles kodesæt" in text_of(browser.get(f"{PROFILE}draft/code-sets/demens/"))


def test_the_patients_who_come_in_are_counted_in_the_synthetic_clinic(
    browser: Client,
    draft: ProfileVersion,
    anna: User,
    publish_set: PublishSet,
    settings: Settings,
    tmp_path: Path,
) -> None:
    write_clinic(tmp_path / "1600", 400)
    settings.CLINICS = tmp_path
    cache.clear()
    own = next(each for each in draft.content.code_sets if each.id == "t2d")
    made = carried(own, "type2").model_copy(update={"rules": own.rules[:1]})
    shared = blank_shared(code_set=made, owner="PLO", description="T2", standard="1.0")
    first = publish_set(create_code_set(by=anna, owner=anna.organisation, code_set=shared))
    use = use_shared(version=draft, by=anna, shared=first, base_revision=draft.revision)
    document = fresh(draft).content.to_json()
    population = re.sub(r'"in": ?"t2d"', f'"in": "{use.code_set}"', json.dumps(document))
    edit_as(draft, anna, read(population))
    following = start_draft(profile=first.profile, by=anna)
    all_rules = following.content.model_copy(
        update={"code_sets": (made.model_copy(update={"rules": own.rules}),)}
    )
    publish_set(edit_as(following, anna, all_rules))
    page = text_of(browser.get(f"{PROFILE}draft/code-sets/{use.code_set}/shared/"))
    counted = re.search(r"(\d+) i populationen nu, (\d+) bagefter", page)
    assert counted is not None
    before, after = (int(each) for each in counted.groups())
    assert after > before
    assert f"Kommer ind {after - before}" in page
    assert "Går ud 0" in page


# --- comparing ------------------------------------------------------------------------------------


def test_two_versions_are_compared(browser: Client, set_2_0: ProfileVersion) -> None:
    page = text_of(browser.get(COMPARE, {"a": "kodesaet-demens@1.0.0", "b": "kodesaet-demens@2.0.0"}))
    assert "Kun i A: 0. Kun i B: 1. I begge: 6." in page
    assert "DF01 Vaskulær demens Nævnt" in page


def test_a_set_is_compared_with_a_set_of_a_draft_one_may_read(
    browser: Client, set_1_0: ProfileVersion, draft: ProfileVersion
) -> None:
    page = text_of(browser.get(COMPARE, {"a": "type-2-diabetes@draft/t2d", "b": "kodesaet-demens@1.0.0"}))
    assert "Kun i A: Type 2-diabetes i Type 2-diabetes kladde" in page
    assert "I begge: 0." in page


def test_different_units_and_conversions_are_told(browser: Client, anna: User) -> None:
    hba1c = {"system": "npu", "code": "NPU27300", "include": True}
    for name, unit, factor in (("et", "mmol/mol", 1), ("to", "%", 2)):
        rule = Rule(**hba1c, factor=factor)
        made = code_set(name=name, title=name, unit=unit).model_copy(update={"rules": (rule,)})
        shared = blank_shared(code_set=made, owner="PLO", description="", standard="1.0")
        create_code_set(by=anna, owner=anna.organisation, code_set=shared)
    page = text_of(browser.get(COMPARE, {"a": "kodesaet-et@draft", "b": "kodesaet-to@draft"}))
    assert "Enhederne er forskellige: A er i mmol/mol, B i %." in page
    assert "Regnes om på hver sin måde: NPU27300" in page


def test_a_stranger_compares_no_drafts(
    set_draft: ProfileVersion, draft: ProfileVersion, gunnar: User, signed_in: SignIn
) -> None:
    stranger = signed_in(gunnar)
    for name in ("kodesaet-demens@draft", "type-2-diabetes@draft/t2d", "kodesaet-demens@1.0.0"):
        assert stranger.get(COMPARE, {"a": name}).status_code == 404
