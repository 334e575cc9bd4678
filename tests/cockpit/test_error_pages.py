"""Error pages say what happened, what is safe and what to do; under the API the same as problem+json."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path

from accounts.models import User
from cockpit import errors
from cockpit.urls import handler400, handler403, handler404, handler500  # noqa: F401 - Django reads them here
from tests.people import SignIn


def refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("Det kræver retten: Redigere.")


def fail(request: HttpRequest) -> HttpResponse:
    raise ValueError("a secret of the house")


urlpatterns = [
    path("refused/", refuse),
    path("failing/", fail),
    path("api/v1/refused/", refuse),
    path("api/v1/failing/", fail),
    path("", include("cockpit.urls")),
]

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


def test_what_is_refused_names_the_right_and_offers_to_sign_in(visitor: Client) -> None:
    response = visitor.get("/refused/")
    assert response.status_code == 403
    html = response.content.decode()
    assert "Det kræver retten: Redigere." in html
    assert "Intet er ændret" in html
    assert "Log ind" in html


def test_a_signed_in_person_who_is_refused_is_told_whom_to_ask(signed_in: SignIn, gunnar: User) -> None:
    html = signed_in(gunnar).get("/refused/").content.decode()
    assert "kan den, der styrer rettigheder på profilen, give dig den" in html


def test_an_unknown_address_shows_the_way_back(visitor: Client) -> None:
    response = visitor.get("/nowhere/")
    assert response.status_code == 404
    assert 'href="/profiles/"' in response.content.decode()


def test_a_fault_of_ours_tells_what_is_safe_and_nothing_else(visitor: Client) -> None:
    response = visitor.get("/failing/")
    assert response.status_code == 500
    html = response.content.decode()
    assert "Det, der var gemt, er stadig gemt" in html
    assert "secret" not in html


def test_a_malformed_request_is_told_so() -> None:
    response = errors.bad_request(RequestFactory().get("/"), ValueError("the reason"))
    assert response.status_code == 400
    assert "Intet er ændret" in response.content.decode()
    assert "the reason" not in response.content.decode()


@pytest.mark.parametrize("status", [400, 500])
def test_the_bare_pages_ask_the_database_nothing(status: int, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        errors._bare(RequestFactory().get("/"), status)


def test_a_form_from_an_old_page_is_refused_with_the_way_to_save_the_words(
    signed_in: SignIn, anna: User
) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(anna, backend="django.contrib.auth.backends.ModelBackend")
    response = browser.post("/sign-out/")
    assert response.status_code == 403
    assert "Gå tilbage i browseren" in response.content.decode()


@pytest.mark.parametrize(("address", "status"), [("refused/", 403), ("nowhere", 404), ("failing/", 500)])
def test_the_api_answers_in_its_own_language(visitor: Client, address: str, status: int) -> None:
    response = visitor.get(f"/api/v1/{address}")
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == status
    assert response.json()["title"]


@override_settings(TOOL_NAME="Værktøjet", CONTACT_EMAIL="hjem@example.org")
def test_names_on_a_bare_page_come_from_the_settings(visitor: Client) -> None:
    html = visitor.get("/failing/").content.decode()
    assert "Værktøjet" in html
    assert "hjem@example.org" in html
