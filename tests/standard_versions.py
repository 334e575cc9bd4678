"""The profile standard brought to each state, through the actions and by no other way.

Stine writes its drafts; Rikke and Tekla approve its versions, Ulla publishes them.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accounts.models import User
from cockpit.demo.standard import write_next
from profiles.authoring.actions import save_content, start_draft, take_in_standard
from profiles.authoring.models import ProfileVersion
from profiles.authoring.standards import SHIPPED
from profiles.review.actions import submit_for_review
from profiles.review.models import Decision
from profiles.standard.catalogue import Catalogue, load_catalogue
from tests.versions import approve_as, fresh, publish_as

PublishStandard = Callable[[ProfileVersion], ProfileVersion]


@pytest.fixture
def standard_draft(stine: User) -> ProfileVersion:
    """Standard 1.0 as it was taken in, a first draft."""
    return take_in_standard(by=stine, owner=stine.organisation, catalogue=load_catalogue(SHIPPED))


@pytest.fixture
def publish_standard(stine: User, rikke: User, tekla: User, ulla: User) -> PublishStandard:
    """Bring a draft of the standard all the way."""

    def bring(draft: ProfileVersion) -> ProfileVersion:
        submit_for_review(version=draft, by=stine)
        approve_as(draft, rikke, Decision.Kind.CLINICAL)
        approve_as(draft, tekla, Decision.Kind.TECHNICAL)
        return publish_as(draft, ulla)

    return bring


@pytest.fixture
def standard_1_0(standard_draft: ProfileVersion, publish_standard: PublishStandard) -> ProfileVersion:
    return publish_standard(standard_draft)


@pytest.fixture
def standard_1_1_draft(standard_1_0: ProfileVersion, stine: User) -> ProfileVersion:
    """The draft of 1.1, with everything that 1.1 adds."""
    return write_next(start_draft(profile=standard_1_0.profile, by=stine), stine)


@pytest.fixture
def standard_1_1(standard_1_1_draft: ProfileVersion, publish_standard: PublishStandard) -> ProfileVersion:
    return publish_standard(standard_1_1_draft)


def save_catalogue(version: ProfileVersion, by: User, catalogue: Catalogue, **more: str) -> ProfileVersion:
    """Save new content on what stands now."""
    now = fresh(version)
    revision = now.revision
    return save_content(
        version=now, by=by, document=catalogue, base_revision=revision, summary="Noget", **more
    )
