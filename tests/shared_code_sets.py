"""Shared code sets brought to each state, through the actions and by no other way.

Anna writes them; Rikke and Tekla approve them, Ulla publishes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from accounts.models import User
from cockpit.demo.looking import see_every_code
from profiles.authoring.actions import create_code_set, start_draft
from profiles.authoring.models import ProfileVersion
from profiles.review.actions import submit_for_review
from profiles.review.models import Decision
from profiles.standard.document import CodeSet, Rule
from profiles.standard.shared_code_set import blank_shared
from tests.versions import approve_as, edit_as, fresh, publish_as

PublishSet = Callable[[ProfileVersion], ProfileVersion]

#: Alzheimer's disease and what is under it, named as they are in ICPC-2-DK and SKS.
DEMENTIA: tuple[dict[str, Any], ...] = (
    {"system": "icpc-2-dk", "code": "P70", "include": True},
    {"system": "sks", "code": "DF00", "include": True, "descendants": True},
)
VASCULAR = {"system": "sks", "code": "DF01", "include": True}


def code_set(*rules: dict[str, Any], name: str = "demens", title: str = "Demens", **more: Any) -> CodeSet:
    return CodeSet(id=name, title=title, rules=tuple(Rule(**rule) for rule in rules), **more)


def make_code_set(
    by: User, rules: Iterable[dict[str, Any]] = DEMENTIA, name: str = "demens", title: str = "Demens"
) -> ProfileVersion:
    """A first draft of a shared code set."""
    shared = blank_shared(
        code_set=code_set(*rules, name=name, title=title),
        owner=by.organisation.name,
        description="Koderne for demens.",
        standard="1.0",
    )
    return create_code_set(by=by, owner=by.organisation, code_set=shared)


def with_rules(version: ProfileVersion, by: User, *rules: dict[str, Any], **words: str) -> ProfileVersion:
    """Save other rules on what stands now."""
    document = fresh(version).content
    new = code_set(*rules, name=document.code_sets[0].id, title=words.get("title", document.title))
    return edit_as(version, by, document.model_copy(update={"code_sets": (new,)}))


@pytest.fixture
def set_draft(anna: User) -> ProfileVersion:
    """Anna's draft of the shared code set for dementia."""
    return make_code_set(anna)


@pytest.fixture
def publish_set(anna: User, rikke: User, tekla: User, ulla: User) -> PublishSet:
    """Bring a draft of a shared code set all the way."""

    def bring(draft: ProfileVersion) -> ProfileVersion:
        see_every_code(fresh(draft), anna)
        submit_for_review(version=fresh(draft), by=anna)
        approve_as(draft, rikke, Decision.Kind.CLINICAL)
        approve_as(draft, tekla, Decision.Kind.TECHNICAL)
        return publish_as(draft, ulla)

    return bring


@pytest.fixture
def set_1_0(set_draft: ProfileVersion, publish_set: PublishSet) -> ProfileVersion:
    """Published by Ulla as 1.0.0."""
    return publish_set(set_draft)


@pytest.fixture
def set_2_0(set_1_0: ProfileVersion, anna: User, publish_set: PublishSet) -> ProfileVersion:
    """The next version, which takes vascular dementia in too."""
    draft = start_draft(profile=set_1_0.profile, by=anna)
    return publish_set(with_rules(draft, anna, *DEMENTIA, VASCULAR))
