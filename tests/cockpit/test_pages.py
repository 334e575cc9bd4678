from __future__ import annotations

import pytest
from django.contrib import messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from cockpit.pages import render_page

PAGE, PARTIAL = "403.html", "components/empty.html"
CONTEXT = {"reason": "Fordi", "text": "Kun delen", "action_url": ""}


def a_request(**headers: str) -> HttpRequest:
    request = RequestFactory().get("/", headers=headers)
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    request.user = AnonymousPerson()  # type: ignore[assignment]
    return request


class AnonymousPerson:
    is_authenticated = is_active = False


def rendered(request: HttpRequest, status: int = 200) -> HttpResponse:
    return render_page(request, PAGE, PARTIAL, CONTEXT, status)


def test_a_browser_gets_the_whole_page() -> None:
    html = rendered(a_request()).content.decode()
    assert "<html" in html
    assert "Fordi" in html


def test_htmx_gets_the_part_alone() -> None:
    html = rendered(a_request(HX_Request="true")).content.decode()
    assert "Kun delen" in html
    assert "<html" not in html


@pytest.mark.parametrize("whole", ["HX_Boosted", "HX_History_Restore_Request"])
def test_htmx_gets_the_whole_page_when_it_stands_in_for_the_browser(whole: str) -> None:
    html = rendered(a_request(HX_Request="true", **{whole: "true"})).content.decode()
    assert "<html" in html


def test_a_cache_keeps_the_page_and_the_part_apart() -> None:
    assert "HX-Request" in rendered(a_request())["Vary"]
    assert "HX-Request" in rendered(a_request(HX_Request="true"))["Vary"]


def test_the_status_is_the_views_own() -> None:
    assert rendered(a_request(), status=422).status_code == 422
    assert rendered(a_request(HX_Request="true"), status=409).status_code == 409


def test_a_waiting_notice_comes_along_with_the_part_out_of_band() -> None:
    request = a_request(HX_Request="true")
    messages.success(request, "Gemt og sendt")
    html = rendered(request).content.decode()
    assert 'hx-swap-oob="true"' in html
    assert "Gemt og sendt" in html


def test_a_part_without_waiting_notices_leaves_the_shown_ones_alone() -> None:
    assert "notices" not in rendered(a_request(HX_Request="true")).content.decode()
