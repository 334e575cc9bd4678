"""The content security policy, and that no template asks for an exception from it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
SCRIPTS = sorted((settings.BASE_DIR / "static").rglob("*.js"))

#: What would need 'unsafe-inline' or 'unsafe-eval', each with what it looks like.
INLINE = {
    "a script without src": r"<script(?![^>]*\bsrc=)",
    "a style element": r"<style\b",
    "a style attribute": r"\sstyle\s*=",
    "an event handler": r"\son[a-z]+\s*=",
    "hx-on": r"hx-on",
    "a javascript address": r"javascript:",
    "hx-vals in JavaScript": r"hx-(vals|headers)=['\"]js:",
    "a filter on a trigger": r"hx-trigger=['\"][^'\"]*\[",
}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/manual/", "/no-such-page", "/health/", "/api/v1/no-such-thing"])
def test_every_answer_has_the_strict_policy(client: Client, address: str) -> None:
    policy = client.get(address)["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy


@pytest.mark.static
@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_a_template_asks_for_no_exception(template: Path) -> None:
    text = template.read_text()
    assert {what for what, looks in INLINE.items() if re.search(looks, text, re.IGNORECASE)} == set()


@pytest.mark.static
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_makes_no_code_and_no_markup_from_text(script: Path) -> None:
    assert not re.search(r"\beval\(|new Function|innerHTML|outerHTML|document\.write", script.read_text())


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/manual/", "/was"])
def test_a_page_asks_no_other_host_for_anything(client: Client, address: str) -> None:
    html = client.get(address).content.decode()
    loaded = re.findall(r"""<(?:script|link|img|use)[^>]*(?:src|href)=["']([^"']+)""", html)
    assert loaded
    assert [url for url in loaded if not url.startswith("/")] == []


@pytest.mark.django_db
def test_no_other_site_can_frame_a_page(client: Client) -> None:
    response = client.get("/")
    assert response["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
