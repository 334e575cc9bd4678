"""One profile brought to each state of the workflow, through the actions and by no other way."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accounts.models import User
from cockpit.demo.content import first_document, with_ldl
from cockpit.demo.looking import see_every_code
from profiles.authoring.actions import import_profile, save_content, start_draft
from profiles.authoring.models import ProfileVersion
from profiles.publication.actions import publish_version
from profiles.review.actions import approve, request_changes, submit_for_review, take_back
from profiles.review.models import Decision
from profiles.standard.document import Document

Kind = Decision.Kind
Edit = Callable[..., ProfileVersion]


def fresh(version: ProfileVersion) -> ProfileVersion:
    """The version as the database has it now."""
    return ProfileVersion.objects.select_related("profile", "base").get(pk=version.pk)


def approve_as(version: ProfileVersion, by: User, kind: Decision.Kind, reason: str = "") -> Decision:
    """Approve the content the version has now."""
    now = fresh(version)
    return approve(version=now, by=by, kind=kind, content_hash=now.content_hash, reason=reason)


def request_as(version: ProfileVersion, by: User, kind: Decision.Kind, reason: str) -> Decision:
    """Ask for changes to the content the version has now."""
    now = fresh(version)
    return request_changes(version=now, by=by, kind=kind, content_hash=now.content_hash, reason=reason)


def publish_as(version: ProfileVersion, by: User) -> ProfileVersion:
    """Publish the content the version has now."""
    now = fresh(version)
    publish_version(version=now, by=by, content_hash=now.content_hash)
    return fresh(version)


def edit_as(version: ProfileVersion, by: User, document: Document, summary: str = "Noget") -> ProfileVersion:
    """Save new content on what stands now."""
    now = fresh(version)
    return save_content(version=now, by=by, document=document, base_revision=now.revision, summary=summary)


@pytest.fixture
def draft(anna: User) -> ProfileVersion:
    """Anna's draft of a first version, which nobody else has written in."""
    return import_profile(by=anna, owner=anna.organisation, document=first_document())


@pytest.fixture
def in_review(draft: ProfileVersion, anna: User) -> ProfileVersion:
    """The draft, sent to review by Anna when she has looked at every code in it."""
    see_every_code(draft, anna)
    submit_for_review(version=draft, by=anna, note="Se især på kontaktdiagnoser.")
    return fresh(draft)


@pytest.fixture
def approved(in_review: ProfileVersion, rikke: User, tekla: User) -> ProfileVersion:
    """Approved clinically by Rikke and technically by Tekla."""
    approve_as(in_review, rikke, Kind.CLINICAL)
    approve_as(in_review, tekla, Kind.TECHNICAL)
    return fresh(in_review)


@pytest.fixture
def published(approved: ProfileVersion, ulla: User) -> ProfileVersion:
    """Published by Ulla as 1.0.0."""
    return publish_as(approved, ulla)


@pytest.fixture
def next_draft(published: ProfileVersion, anna: User) -> ProfileVersion:
    """Anna's next draft: a column more than what is published."""
    begun = start_draft(profile=published.profile, by=anna)
    return edit_as(begun, anna, with_ldl(begun.content), "LDL er kommet med")


@pytest.fixture
def next_in_review(next_draft: ProfileVersion, anna: User) -> ProfileVersion:
    submit_for_review(version=next_draft, by=anna)
    return fresh(next_draft)


@pytest.fixture
def taken_back(in_review: ProfileVersion, anna: User) -> ProfileVersion:
    take_back(version=in_review, by=anna, reason="Jeg har glemt en kilde")
    return fresh(in_review)
