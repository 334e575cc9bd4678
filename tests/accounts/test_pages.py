"""The pages about people, organisations and API clients: what they show, and what they refuse."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import actions
from accounts.models import ApiClient, AuditEvent, Organisation, User
from accounts.permissions import roles_of
from accounts.rights import Role
from tests.people import PASSWORD, MakePerson, SignIn


@pytest.fixture
def browser(asta: User, signed_in: SignIn) -> Client:
    """A browser in which the administrator is signed in."""
    return signed_in(asta)


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined,no-any-return]


def test_the_list_is_searched_in_name_email_and_organisation(
    browser: Client, anna: User, rikke: User
) -> None:
    for wanted in ("rikke", "dsam", "rikke@", "Reviewer DSAM"):
        page = text(browser.get("/people/", {"q": wanted}))
        assert rikke.name in page, wanted
        assert anna.name not in page, wanted


def test_a_search_that_finds_nobody_says_what_to_do(browser: Client) -> None:
    assert "Ingen personer passer" in text(browser.get("/people/", {"q": "findes ikke"}))


def test_the_list_comes_in_pages_that_keep_the_search(browser: Client, make_person: MakePerson) -> None:
    for number in range(26):
        make_person(f"Person{number:02}", "plo", Role.READER)
    first = text(browser.get("/people/", {"q": "plo"}))
    assert "26 personer" in first
    assert "q=plo&amp;page=2" in first
    assert "Person25" in text(browser.get("/people/", {"q": "plo", "page": "2"}))


@pytest.mark.parametrize("number", ["0", "99", "x", "-1"])
def test_a_page_that_is_not_there_is_the_nearest_one(browser: Client, number: str) -> None:
    assert browser.get("/people/", {"page": number}).status_code == 200


def test_twenty_people_cost_as_many_queries_as_two(browser: Client, make_person: MakePerson) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            browser.get("/people/")
        return len(seen)

    make_person("Anders", "plo", Role.READER)
    few = queries()
    for number in range(18):
        make_person(f"Person{number}", "plo", Role.READER, Role.AUTHOR)
    assert queries() == few


def test_a_person_is_created_with_roles(browser: Client, asta: User) -> None:
    form = {
        "name": "Jonas Jensen",
        "email": "jonas@plo.test",
        "organisation": asta.organisation_id,
        "password": PASSWORD,
        "roles": ["author", "reader"],
    }
    response = browser.post("/people/new/", form)
    jonas = User.objects.get(email="jonas@plo.test")
    assert response["Location"] == f"/people/{jonas.pk}/"
    assert roles_of(jonas) == {Role.AUTHOR, Role.READER}


def test_an_invalid_person_is_refused_with_everything_kept(browser: Client, asta: User) -> None:
    form = {
        "name": "Jonas Jensen",
        "email": asta.email.upper(),
        "organisation": asta.organisation_id,
        "password": "12345678",
        "roles": ["author"],
    }
    response = browser.post("/people/new/", form)
    page = text(response)
    assert response.status_code == 422
    assert "Der er allerede en person med den e-mail." in page
    assert 'value="Jonas Jensen"' in page
    assert re.search(r'value="author"[^>]*checked', page)
    assert "12345678" not in page
    assert User.objects.count() == 1


def test_a_role_that_does_not_exist_is_refused(browser: Client, anna: User) -> None:
    response = browser.post(f"/people/{anna.pk}/roles/", {"roles": ["superuser"]})
    assert response.status_code == 422
    assert roles_of(anna) == {Role.AUTHOR}


def test_a_person_is_changed(browser: Client, anna: User) -> None:
    form = {"name": "Anna Ny", "email": anna.email, "organisation": anna.organisation_id}
    assert browser.post(f"/people/{anna.pk}/", form).status_code == 302
    anna.refresh_from_db()
    assert anna.name == "Anna Ny"


def test_the_name_above_a_refused_form_is_still_the_old_one(browser: Client, anna: User) -> None:
    form = {"name": "", "email": "ikke en e-mail", "organisation": anna.organisation_id}
    response = browser.post(f"/people/{anna.pk}/", form)
    assert response.status_code == 422
    assert "<h1>Anna Author" in text(response)
    assert 'value="ikke en e-mail"' in text(response)


def test_the_last_administrator_is_told_why_not(browser: Client, asta: User) -> None:
    closed = browser.post(f"/people/{asta.pk}/active/", {"active": "no"})
    taken = browser.post(f"/people/{asta.pk}/roles/", {"roles": ["reader"]})
    for response in (closed, taken):
        assert response.status_code == 422
        assert "mindst én aktiv administrator" in text(response)


def test_access_is_closed_and_opened_again(browser: Client, anna: User) -> None:
    browser.post(f"/people/{anna.pk}/active/", {"active": "no"})
    assert "Ikke aktiv" in text(browser.get(f"/people/{anna.pk}/"))
    browser.post(f"/people/{anna.pk}/active/", {"active": "yes"})
    assert "Luk adgangen" in text(browser.get(f"/people/{anna.pk}/"))


def test_the_persons_page_tells_what_happened_in_words(browser: Client, anna: User) -> None:
    browser.post(f"/people/{anna.pk}/roles/", {"roles": ["publisher"]})
    page = text(browser.get(f"/people/{anna.pk}/"))
    assert "fik Udgiver, mistede Forfatter" in page
    assert "Asta Administrator" in page


def test_an_administrator_sets_a_password(browser: Client, anna: User) -> None:
    assert browser.post(f"/people/{anna.pk}/password/", {"new": "kort"}).status_code == 422
    assert browser.post(f"/people/{anna.pk}/password/", {"new": "en-helt-ny-kode"}).status_code == 302
    assert User.objects.get(pk=anna.pk).check_password("en-helt-ny-kode")


def test_ones_own_page_shows_roles_and_no_form_for_them(anna: User, signed_in: SignIn) -> None:
    page = text(signed_in(anna).get("/account/"))
    assert "Forfatter" in page
    assert 'name="roles"' not in page


def test_one_changes_ones_own_name(anna: User, signed_in: SignIn) -> None:
    assert signed_in(anna).post("/account/", {"name": "Anna Ny", "email": "x@x.test"}).status_code == 302
    anna.refresh_from_db()
    assert (anna.name, anna.email) == ("Anna Ny", "anna@plo.test")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"current": "forkert"}, "Den nuværende adgangskode er ikke rigtig."),
        ({"again": "noget andet"}, "De to nye adgangskoder er ikke ens."),
        ({"new": "12345678", "again": "12345678"}, "almindelig"),
        ({"new": "", "again": ""}, "Dette felt er påkrævet."),
    ],
)
def test_a_password_that_will_not_do_is_refused_at_its_field(
    anna: User, signed_in: SignIn, typed: dict[str, str], told: str
) -> None:
    form = {"current": PASSWORD, "new": "en-helt-ny-kode", "again": "en-helt-ny-kode", **typed}
    response = signed_in(anna).post("/account/password/", form)
    assert response.status_code == 422
    assert told in text(response)
    assert User.objects.get(pk=anna.pk).check_password(PASSWORD)


def test_a_new_password_keeps_this_browser_in_and_puts_the_others_out(anna: User, signed_in: SignIn) -> None:
    here, elsewhere = signed_in(anna), signed_in(anna)
    here.post(
        "/account/password/",
        {"current": PASSWORD, "new": "en-helt-ny-kode", "again": "en-helt-ny-kode"},
    )
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302


def test_an_organisation_is_created_and_renamed_but_keeps_its_short_name(browser: Client) -> None:
    browser.post("/organisations/new/", {"name": "KiAP", "slug": "kiap", "kind": "steward"})
    browser.post("/organisations/kiap/", {"name": "KiAP ny", "slug": "andet", "kind": "profession"})
    made = Organisation.objects.get(slug="kiap")
    assert (made.name, made.kind) == ("KiAP ny", "profession")
    assert "KiAP ny" in text(browser.get("/organisations/"))


@pytest.mark.parametrize(
    "typed", [{"slug": "medcom"}, {"name": "MedCom"}, {"slug": "Æ Ø"}, {"kind": "farm"}, {"name": ""}]
)
def test_an_organisation_that_will_not_do_is_refused(browser: Client, typed: dict[str, str]) -> None:
    form = {"name": "KiAP", "slug": "kiap", "kind": "steward", **typed}
    response = browser.post("/organisations/new/", form)
    assert response.status_code == 422
    assert f'value="{form["slug"]}"' in text(response)
    assert Organisation.objects.count() == 1


def test_a_secret_is_shown_once_and_kept_only_as_a_hash(browser: Client, asta: User) -> None:
    response = browser.post("/clients/new/", {"name": "WinPLC", "organisation": asta.organisation_id})
    client = ApiClient.objects.get()
    shown = re.findall(r'<code class="secret">([^<]+)</code>', text(response))
    assert response.status_code == 201
    assert shown[0] == client.client_id
    assert "no-store" in response["Cache-Control"]
    stored = [
        client.application.client_secret,
        text(browser.get("/clients/")),
        str(list(AuditEvent.objects.values())),
    ]
    assert not any(shown[1] in place for place in stored)


def test_an_organisation_has_one_client_of_a_name(browser: Client, asta: User) -> None:
    form = {"name": "WinPLC", "organisation": asta.organisation_id}
    browser.post("/clients/new/", form)
    response = browser.post("/clients/new/", form)
    assert response.status_code == 422
    assert "har allerede en API-klient med det navn" in text(response)
    assert ApiClient.objects.count() == 1


def test_removing_a_client_asks_first(browser: Client, asta: User) -> None:
    client, _ = actions.create_client(name="WinPLC", organisation=asta.organisation, by=asta)
    assert "kan straks ikke længere hente" in text(browser.get(f"/clients/{client.pk}/remove/"))
    assert ApiClient.objects.exists()
    assert browser.post(f"/clients/{client.pk}/remove/").status_code == 302
    assert not ApiClient.objects.exists()


@pytest.mark.parametrize("url", ["/people/999999/", "/organisations/findes-ikke/", "/clients/999999/remove/"])
def test_what_does_not_exist_is_not_found(browser: Client, url: str) -> None:
    assert browser.get(url).status_code == 404


def test_a_form_from_another_site_is_refused(asta: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(asta)
    assert strict.post(f"/people/{asta.pk}/active/", {"active": "no"}).status_code == 403
