"""A small world in which something of everything exists, made only through actions.

Anna has written five profiles: one is published and has no draft, one is published and has a next draft,
one is a first draft, one is in review with a comment, one is approved. Stine has published standard 1.0
and begun the next version. Anna has also written two shared code sets: one is a first draft, the other is
published, has a next draft and is used by the profile with a next draft. A vendor has an API client.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from accounts import actions
from accounts.models import ApiClient, User
from cockpit.demo.content import first_document
from cockpit.demo.looking import see_every_code
from profiles.authoring.actions import import_profile, start_draft, take_in_standard
from profiles.authoring.models import Profile, ProfileVersion
from profiles.authoring.shared.actions import use_shared
from profiles.authoring.standards import SHIPPED
from profiles.publication.actions import publish_version
from profiles.review.actions import approve, comment_on, submit_for_review
from profiles.review.models import Comment, Decision
from profiles.standard.catalogue import load_catalogue
from tests.people import CAST, person_named
from tests.shared_code_sets import make_code_set

SLUGS = {
    "published": "type-2-diabetes",
    "redrafted": "kol",
    "draft": "demens",
    "in_review": "opioidbehandling",
    "approved": "adhd",
}
#: Shared code sets; they have the same addresses as profiles.
CODE_SETS = {"shared": "kodesaet-demens", "shared_draft": "kodesaet-gigt"}


@dataclass(frozen=True)
class World:
    """Who and what there is."""

    people: dict[str, User]
    profiles: dict[str, Profile]
    comment: Comment
    client: ApiClient


def make_world() -> World:
    """Make all of it, in the database as it is."""
    people = {name: person_named(*facts) for name, facts in CAST.items()}
    versions = {kind: _drafted(slug, people["anna"]) for kind, slug in SLUGS.items()}
    for kind in ("published", "redrafted"):
        _publish(versions[kind], people)
    redraft = start_draft(profile=versions["redrafted"].profile, by=people["anna"])
    _make_code_sets(people, redraft)
    _make_standard(people)
    _approve(versions["approved"], people)
    submit_for_review(version=versions["in_review"], by=people["anna"])
    client, _ = actions.create_client(
        name="WinPLC", organisation=people["gunnar"].organisation, by=people["asta"]
    )
    return World(
        people=people,
        profiles={kind: Profile.objects.get(slug=slug) for kind, slug in SLUGS.items()},
        comment=comment_on(
            version=_fresh(versions["in_review"]),
            by=people["rikke"],
            node="inclusion",
            body="Mangler kilden?",
        ),
        client=client,
    )


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The world, made once for a module of tests that all are marked ``django_db``, and undone after it."""
    with django_db_blocker.unblock(), undone():
        yield make_world()


@contextmanager
def undone() -> Iterator[None]:
    """A block whose changes to the database are rolled back when it ends."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _drafted(slug: str, author: User) -> ProfileVersion:
    document = first_document().model_copy(update={"profile": slug, "title": slug.capitalize()})
    return import_profile(by=author, owner=author.organisation, document=document)


def _make_code_sets(people: dict[str, User], redraft: ProfileVersion) -> None:
    """One published, with a next draft and used by a profile's draft, and one first draft."""
    anna = people["anna"]
    first, _ = (make_code_set(anna, name=each.removeprefix("kodesaet-")) for each in CODE_SETS.values())
    _publish(first, people)
    use_shared(version=redraft, by=anna, shared=_fresh(first), base_revision=redraft.revision)
    start_draft(profile=first.profile, by=anna)


def _make_standard(people: dict[str, User]) -> None:
    """The standard, published as 1.0 and with a next draft."""
    stine = people["stine"]
    first = take_in_standard(by=stine, owner=stine.organisation, catalogue=load_catalogue(SHIPPED))
    publish_version(version=first, by=people["ulla"], content_hash=_approve(first, people, author="stine"))
    start_draft(profile=first.profile, by=stine)


def _approve(version: ProfileVersion, people: dict[str, User], author: str = "anna") -> str:
    see_every_code(version, people[author])
    submit_for_review(version=version, by=people[author])
    seen = _fresh(version).content_hash
    approve(version=version, by=people["rikke"], kind=Decision.Kind.CLINICAL, content_hash=seen)
    approve(version=version, by=people["tekla"], kind=Decision.Kind.TECHNICAL, content_hash=seen)
    return seen


def _publish(version: ProfileVersion, people: dict[str, User]) -> None:
    publish_version(version=version, by=people["ulla"], content_hash=_approve(version, people))


def _fresh(version: ProfileVersion) -> ProfileVersion:
    return ProfileVersion.objects.get(pk=version.pk)
