"""Who may read published profiles over the API, shown with real tokens."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from django.test import Client
from django.urls import Resolver404, include, path, resolve
from oauth2_provider.models import AccessToken
from pytest_django import Settings
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import actions
from accounts.models import ApiClient, User
from tests.people import SignIn

Credentials = tuple[ApiClient, str]


class Published(APIView):
    """A view with the project's default authentication and permission, as every API view has."""

    def get(self, request: Request) -> Response:
        return Response({"read": True})


urlpatterns = [path("", include("accounts.urls")), path("published", Published.as_view())]


@pytest.fixture(autouse=True)
def closed_reading(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__
    settings.OPEN_READING = False


@pytest.fixture
def credentials(asta: User) -> Credentials:
    return actions.create_client(name="WinPLC", organisation=asta.organisation, by=asta)


def ask(credentials: Credentials, **form: str) -> Any:
    client, secret = credentials
    basic = base64.b64encode(f"{client.client_id}:{secret}".encode()).decode()
    return Client().post(
        "/oauth/token",
        {"grant_type": "client_credentials", **form},
        headers={"Authorization": f"Basic {basic}"},
    )


def read(token: str = "") -> int:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return Client().get("/published", headers=headers).status_code


def test_a_client_gets_a_token_for_an_hour_and_reads_with_it(credentials: Credentials) -> None:
    answer = ask(credentials).json()
    assert (answer["token_type"], answer["scope"], answer["expires_in"]) == ("Bearer", "profiles:read", 3600)
    assert read(answer["access_token"]) == 200


def test_without_a_token_reading_is_closed(db: None) -> None:
    assert read() == 401


def test_open_reading_needs_no_token(db: None, settings: Settings) -> None:
    settings.OPEN_READING = True
    assert read() == 200


def test_a_person_who_is_signed_in_reads(gunnar: User, signed_in: SignIn) -> None:
    assert signed_in(gunnar).get("/published").status_code == 200


def test_a_made_up_token_is_refused(db: None) -> None:
    assert read("gættet") == 401


def test_a_wrong_secret_gets_no_token(credentials: Credentials) -> None:
    response = ask((credentials[0], "forkert"))
    assert (response.status_code, response.json()["error"]) == (401, "invalid_client")


def test_an_unknown_scope_gets_no_token(credentials: Credentials) -> None:
    response = ask(credentials, scope="profiles:write")
    assert (response.status_code, response.json()["error"]) == (400, "invalid_scope")


@pytest.mark.parametrize("grant", ["password", "authorization_code", "refresh_token", "implicit", ""])
def test_no_other_way_to_a_token_is_open(credentials: Credentials, grant: str, anna: User) -> None:
    response = ask(
        credentials, grant_type=grant, username=anna.email, password="x", code="x", refresh_token="x"
    )
    assert response.status_code == 400
    assert not AccessToken.objects.exists()


def test_a_token_without_the_scope_does_not_read(credentials: Credentials) -> None:
    token = ask(credentials).json()["access_token"]
    issued = AccessToken.objects.get()
    issued.scope = ""
    issued.save()
    assert read(token) == 403


def test_a_removed_client_reads_no_more(credentials: Credentials, asta: User) -> None:
    token = ask(credentials).json()["access_token"]
    actions.remove_client(client=credentials[0], by=asta)
    assert read(token) == 401
    assert ask(credentials).status_code == 401


def test_a_revoked_token_reads_no_more(credentials: Credentials) -> None:
    client, secret = credentials
    token = ask(credentials).json()["access_token"]
    form = {"token": token, "client_id": client.client_id, "client_secret": secret}
    assert Client().post("/oauth/revoke", form).status_code == 200
    assert read(token) == 401


def test_a_token_is_given_only_for_a_post(db: None) -> None:
    assert Client().get("/oauth/token").status_code == 405


@pytest.mark.parametrize("place", ["authorize/", "applications/", "introspect/", "device/", "register/"])
def test_no_other_page_of_the_oauth_library_is_open(place: str) -> None:
    with pytest.raises(Resolver404):
        resolve(f"/oauth/{place}")
