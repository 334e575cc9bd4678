"""What the tests of publication stand on: profiles brought to publication through the actions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accounts.models import User
from cockpit.demo.content import first_document
from cockpit.demo.looking import see_every_code
from profiles.authoring.actions import import_profile
from profiles.authoring.models import ProfileVersion
from profiles.publication.models import PublishedVersion
from profiles.review.actions import submit_for_review
from profiles.review.models import Decision
from tests.versions import approve_as, publish_as

Publish = Callable[..., PublishedVersion]


@pytest.fixture
def publish(anna: User, rikke: User, tekla: User, ulla: User) -> Publish:
    """Bring a profile all the way: ``publish("kol", "KOL")``, or an open draft: ``publish(draft=draft)``."""

    def bring(
        slug: str = "type-2-diabetes", title: str = "", draft: ProfileVersion | None = None
    ) -> PublishedVersion:
        document = first_document()
        named = document.model_copy(update={"profile": slug, "title": title or document.title})
        version = draft or import_profile(by=anna, owner=anna.organisation, document=named)
        see_every_code(version, anna)
        submit_for_review(version=version, by=anna)
        approve_as(version, rikke, Decision.Kind.CLINICAL)
        approve_as(version, tekla, Decision.Kind.TECHNICAL)
        return publish_as(version, ulla).publication

    return bring
