"""What the tests of authoring stand on: the demo's profile as Anna's draft, and her browser in the editor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from profiles.authoring.models import ProfileVersion
from profiles.standard.document import Document
from profiles.standard.tree import find
from tests.people import SignIn

Answer = Any
Post = Callable[..., Answer]

PLACE = "/profiles/type-2-diabetes/"
DRAFT = f"{PLACE}draft/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def editor(draft: ProfileVersion, anna: User, signed_in: SignIn) -> Client:
    """Anna's browser."""
    return signed_in(anna)


def fresh(version: ProfileVersion) -> ProfileVersion:
    """The version as the database has it now."""
    return ProfileVersion.objects.select_related("profile", "base").get(pk=version.pk)


def content(version: ProfileVersion) -> Document:
    """What the draft says now."""
    return fresh(version).content


def part(version: ProfileVersion, node: str) -> dict[str, Any]:
    """A part of the draft as JSON, as it stands now."""
    return find(content(version), node).to_json()


def text(response: HttpResponse) -> str:
    return response.content.decode()


@pytest.fixture
def post(editor: Client, draft: ProfileVersion) -> Post:
    """Post a form of the editor, from what stands now or from the revision given."""

    def send(address: str, *, htmx: bool = False, **data: Any) -> Answer:
        filled = {"revision": fresh(draft).revision, **data}
        return editor.post(f"{DRAFT}{address}", filled, headers=HTMX if htmx else {})

    return send


@pytest.fixture
def change(post: Post) -> Post:
    """One operation on one part: ``change("adult", "move-down")``."""

    def send(
        node: str, operation: str, *, section: str = "population", htmx: bool = False, **data: Any
    ) -> Answer:
        return post(f"{section}/parts/{node}/change/", htmx=htmx, operation=operation, **data)

    return send
