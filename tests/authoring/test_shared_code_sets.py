"""A shared code set is drafted, numbered, reviewed, published and withdrawn as a profile is."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import pytest
import rfc8785
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.actions import grant_right
from accounts.models import AuditEvent, User
from accounts.permissions import rights_on
from accounts.rights import ProfileRight
from cockpit.demo.content import first_document
from profiles.authoring.actions import (
    create_code_set,
    import_profile,
    raise_number,
    save_content,
    start_draft,
    upgrade_standard,
)
from profiles.authoring.errors import NameOfCodeSet, NotShared, SlugTaken, StaleSave
from profiles.authoring.models import LeastBump, Profile, ProfileVersion
from profiles.authoring.revisions import revision_of
from profiles.authoring.subjects import content_of, subject_of
from profiles.publication.actions import withdraw_version
from profiles.publication.models import PublishedVersion
from profiles.review.actions import comment_on, submit_for_review
from profiles.review.desk import Filled, desk
from profiles.review.errors import ConditionsUnmet, FourEyes
from profiles.review.models import Decision
from profiles.standard.document import MemberOf, Rule
from profiles.standard.problem import InvalidDocument
from profiles.standard.shared_code_set import as_document, blank_shared, of_document, read_shared
from tests.shared_code_sets import (
    DEMENTIA,
    VASCULAR,
    PublishSet,
    code_set,
    make_code_set,
    with_rules,
)
from tests.versions import approve_as, edit_as, fresh

pytestmark = pytest.mark.django_db


def codes(version: ProfileVersion) -> list[str]:
    return [rule.code for rule in fresh(version).content.code_sets[0].rules]


def test_its_text_is_a_small_canonical_json_of_its_own(set_draft: ProfileVersion) -> None:
    stored = json.loads(set_draft.document)
    assert set_draft.profile.slug == "kodesaet-demens"
    assert stored.keys() == {"standard", "version", "code_set", "description", "owner", "references"}
    assert stored["code_set"]["id"] == "demens"
    assert set_draft.document.encode() == rfc8785.dumps(stored)
    assert set_draft.content_hash == sha256(set_draft.document.encode()).hexdigest()
    assert set_draft.number == "1.0.0"


def test_what_is_read_of_it_is_a_document_of_that_one_set_and_goes_back_without_loss(
    set_draft: ProfileVersion,
) -> None:
    document = content_of(set_draft)
    assert [each.id for each in document.code_sets] == ["demens"]
    assert document.inclusion.of == ()
    assert as_document(of_document(document)) == read_shared(set_draft.document) == document


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        ({"owner": None}, "/owner", "null"),
        ({"owner": 3}, "/owner", "tekst"),
        ({"population": []}, "/population", "findes ikke"),
        ({"standard": "9.9"}, "/standard", "9.9"),
        ({"code_set": {"id": "demens", "title": "Demens"}}, "/code_set/rules", "mangler"),
        (
            {"code_set": {"id": "a", "title": "A", "rules": [{"system": "x", "code": "1", "include": True}]}},
            "/code_set/rules/0/system",
            "findes ikke",
        ),
    ],
)
def test_a_text_that_is_no_code_set_is_refused_with_the_place(
    change: dict[str, Any], place: str, words: str
) -> None:
    shared = blank_shared(code_set=code_set(*DEMENTIA), owner="PLO", description="", standard="1.0")
    text = json.dumps({**shared.to_json(), **change})
    with pytest.raises(InvalidDocument) as refused:
        read_shared(text)
    assert place in [problem.place for problem in refused.value.problems]
    assert words in str(refused.value)


def test_nothing_is_saved_in_it_that_a_code_set_cannot_say(set_draft: ProfileVersion, anna: User) -> None:
    document = set_draft.content
    for update in (
        {"code_sets": ()},
        {"code_sets": (*document.code_sets, code_set(name="anden"))},
        {"inclusion": first_document().inclusion},
        {"purpose": "Et formål"},
    ):
        with pytest.raises(InvalidDocument):
            edit_as(set_draft, anna, document.model_copy(update=update))
    assert fresh(set_draft).revision == 1


def test_an_unknown_code_and_a_cpr_number_are_refused(set_draft: ProfileVersion, anna: User) -> None:
    with pytest.raises(InvalidDocument, match="findes ikke"):
        with_rules(set_draft, anna, {"system": "sks", "code": "DX99", "include": True})
    with pytest.raises(InvalidDocument, match="CPR"):
        with_rules(set_draft, anna, *DEMENTIA, title="Demens 010190-1234")


def test_only_who_may_create_profiles_makes_one(gunnar: User) -> None:
    with pytest.raises(PermissionDenied):
        make_code_set(gunnar)


def test_a_name_is_taken_once_and_no_profile_has_the_name_of_a_code_set(
    set_draft: ProfileVersion, anna: User
) -> None:
    with pytest.raises(SlugTaken):
        make_code_set(anna)
    document = first_document().model_copy(update={"profile": "kodesaet-andet"})
    with pytest.raises(NameOfCodeSet):
        import_profile(by=anna, owner=anna.organisation, document=document)
    set_draft.profile.subject = "profile"
    with pytest.raises(IntegrityError, match="a_slug_tells_the_subject"), transaction.atomic():
        set_draft.profile.save()


def test_the_one_who_made_it_and_the_roles_hold_the_rights_of_a_profile(
    set_draft: ProfileVersion, anna: User, rikke: User, gunnar: User
) -> None:
    assert rights_on(anna, set_draft.profile) == {ProfileRight.READ, ProfileRight.EDIT, ProfileRight.MANAGE}
    assert ProfileRight.REVIEW_CLINICALLY in rights_on(rikke, set_draft.profile)
    assert not rights_on(gunnar, set_draft.profile)


def test_the_profile_lists_do_not_have_it(set_1_0: ProfileVersion, anna: User) -> None:
    assert not Profile.objects.profiles().visible_to(anna).exists()
    assert not PublishedVersion.objects.of_profiles().exists()
    assert not ProfileVersion.objects.of_the_standard().exists()
    assert [each.slug for each in Profile.objects.code_sets()] == ["kodesaet-demens"]


def test_a_profile_cannot_refer_to_it_as_to_a_profile(
    set_1_0: ProfileVersion, draft: ProfileVersion, anna: User
) -> None:
    member = MemberOf(id="member", type="member_of", profile="kodesaet-demens", version="1.0.0")
    saved = edit_as(draft, anna, draft.content.model_copy(update={"exclusion": member}))
    found = subject_of(saved.profile).findings(saved.content)
    assert "unreachable-profile" in [each.code for each in found]


def test_nothing_is_tried_under_the_standards(set_1_0: ProfileVersion) -> None:
    assert not set_1_0.publication.proofs.exists()


# --- numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rules", "number", "reason"),
    [
        ((*DEMENTIA, VASCULAR), "2.0.0", "Hvilke koder reglerne tager med, er ændret."),
        (DEMENTIA[:1], "2.0.0", "Hvilke koder reglerne tager med, er ændret."),
        (
            ({**DEMENTIA[0]}, DEMENTIA[1], {"system": "sks", "code": "DF02", "include": False}),
            "1.1.0",
            "Reglerne er skrevet om, men betyder det samme.",
        ),
        (DEMENTIA[::-1], "1.0.1", "Kun ord, kilder eller rækkefølge er ændret."),
    ],
)
def test_the_number_follows_the_codes(
    set_1_0: ProfileVersion, anna: User, rules: Any, number: str, reason: str
) -> None:
    draft = start_draft(profile=set_1_0.profile, by=anna)
    saved = with_rules(draft, anna, *rules)
    assert saved.number == number
    assert subject_of(saved.profile).number_reasons(set_1_0.content, saved.content) == (reason,)


def test_words_are_a_patch_and_a_unit_or_a_conversion_is_major(anna: User, publish_set: PublishSet) -> None:
    hba1c = {"system": "npu", "code": "NPU27300", "include": True}
    made = code_set(hba1c, name="hba1c", title="HbA1c", unit="mmol/mol")
    shared = blank_shared(code_set=made, owner="PLO", description="HbA1c", standard="1.0")
    first = publish_set(create_code_set(by=anna, owner=anna.organisation, code_set=shared))
    draft = start_draft(profile=first.profile, by=anna)
    document = draft.content
    renamed = made.model_copy(update={"title": "HbA1c, alle"})
    assert edit_as(draft, anna, document.model_copy(update={"code_sets": (renamed,)})).number == "1.0.1"
    converted = made.model_copy(update={"rules": (Rule(**hba1c, factor=2),)})
    changed = edit_as(draft, anna, document.model_copy(update={"code_sets": (converted,)}))
    assert changed.number == "2.0.0"
    reasons = subject_of(draft.profile).number_reasons(document, changed.content)
    assert reasons == ("En omregning er ændret, så tallene betyder noget andet.",)


def test_another_standard_is_minor_and_a_raised_number_stays(set_1_0: ProfileVersion, anna: User) -> None:
    draft = start_draft(profile=set_1_0.profile, by=anna)
    moved = upgrade_standard(version=draft, by=anna, to="1.1", base_revision=draft.revision)
    assert (moved.content.standard, moved.number) == ("1.1", "1.1.0")
    raised = raise_number(version=moved, by=anna, to=LeastBump.MAJOR, base_revision=moved.revision)
    assert raised.number == "2.0.0"


# --- what stands in its way -----------------------------------------------------------------------


def findings(version: ProfileVersion) -> dict[str, str]:
    found = subject_of(version.profile).findings(fresh(version).content)
    return {each.code: each.severity.value for each in found}


def test_a_good_set_has_nothing_to_look_at(set_draft: ProfileVersion) -> None:
    assert findings(set_draft) == {}


def test_a_set_without_codes_cannot_be_sent_to_review(anna: User) -> None:
    empty = make_code_set(anna, rules=())
    assert findings(empty) == {"empty-code-set": "error"}
    with pytest.raises(ConditionsUnmet):
        submit_for_review(version=empty, by=anna)
    only_out = with_rules(empty, anna, {**DEMENTIA[0], "include": False})
    assert findings(only_out)["excludes-only"] == "error"


def test_a_rule_said_twice_must_be_put_right(set_draft: ProfileVersion, anna: User) -> None:
    with_rules(set_draft, anna, *DEMENTIA, DEMENTIA[0])
    assert findings(set_draft) == {"twin-rules": "error"}


def test_rules_that_contradict_each_other_are_refused(set_draft: ProfileVersion, anna: User) -> None:
    with pytest.raises(InvalidDocument, match="to forskellige ting"):
        with_rules(set_draft, anna, *DEMENTIA, {**DEMENTIA[0], "include": False})


# --- the way to publication -----------------------------------------------------------------------


def test_it_is_published_by_the_same_four_eyes(
    set_draft: ProfileVersion, anna: User, rikke: User, publish_set: PublishSet
) -> None:
    edit_as(set_draft, anna, set_draft.content.model_copy(update={"description": "Andre ord."}))
    published = publish_set(set_draft)
    assert published.state == "published"
    assert published.publication.title == "Demens"
    assert published.publication.document == published.document


def test_who_wrote_in_it_does_not_approve_it(
    set_draft: ProfileVersion, anna: User, rikke: User, asta: User
) -> None:
    grant_right(right=ProfileRight.EDIT, to=rikke, on=set_draft.profile, by=anna)
    with_rules(set_draft, rikke, *DEMENTIA, VASCULAR)
    submit_for_review(version=fresh(set_draft), by=anna)
    with pytest.raises(FourEyes):
        approve_as(set_draft, rikke, Decision.Kind.CLINICAL)


def test_what_is_published_cannot_be_changed_by_the_database_either(set_1_0: ProfileVersion) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ProfileVersion.objects.filter(pk=set_1_0.pk).update(
            document="{}", content_hash=sha256(b"{}").hexdigest()
        )


def test_the_review_tells_its_codes_and_no_population(
    set_1_0: ProfileVersion, anna: User, rikke: User
) -> None:
    draft = start_draft(profile=set_1_0.profile, by=anna)
    with_rules(draft, anna, *DEMENTIA, VASCULAR)
    submit_for_review(version=fresh(draft), by=anna)
    comment_on(version=fresh(draft), by=rikke, node="code_sets/demens", body="Hvorfor vaskulær?")
    shown = desk(version=fresh(draft), person=rikke, filled=Filled(), way="changes")
    assert shown["reading"].heading == "Kodesættet"
    assert shown["change_count"] == 1
    assert [part.id for part in shown["reading"].parts] == ["facts", "code_sets"]
    assert not shown["reading"].population


def test_a_stale_save_says_what_the_other_did(set_draft: ProfileVersion, anna: User) -> None:
    with_rules(set_draft, anna, *DEMENTIA, VASCULAR)
    with pytest.raises(StaleSave) as stale:
        save_content(
            version=set_draft, by=anna, document=set_draft.content, base_revision=1, summary="Gammelt"
        )
    assert [change.node for change in stale.value.changes] == ["demens"]


def test_an_earlier_revision_is_kept(set_draft: ProfileVersion, anna: User) -> None:
    with_rules(set_draft, anna, *DEMENTIA, VASCULAR)
    earlier = revision_of(fresh(set_draft), 1)
    assert earlier is not None
    assert len(earlier.content.code_sets[0].rules) == 2


# --- forks ----------------------------------------------------------------------------------------


def fork(origin: ProfileVersion, by: User, name: str = "demens-lokal") -> ProfileVersion:
    made = code_set(*DEMENTIA, name=name, title="Demens, lokal")
    shared = blank_shared(code_set=made, owner="PLO", description="", standard="1.0")
    return create_code_set(by=by, owner=by.organisation, code_set=shared, origin=origin)


def test_a_fork_remembers_the_version_it_came_from(set_1_0: ProfileVersion, anna: User) -> None:
    made = fork(set_1_0, anna)
    assert [use.shared for use in made.shared_uses.all()] == [set_1_0]
    created = AuditEvent.objects.get(kind="profile-created", profile="kodesaet-demens-lokal")
    assert created.details["origin"] == "kodesaet-demens 1.0.0"
    assert codes(made) == ["P70", "DF00"]


def test_a_draft_and_a_withdrawn_version_cannot_be_forked(
    set_draft: ProfileVersion, anna: User, ulla: User, publish_set: PublishSet
) -> None:
    with pytest.raises(NotShared, match="ikke et udgivet"):
        fork(set_draft, anna)
    published = publish_set(set_draft)
    withdraw_version(version=published, by=ulla, reason="Forkert kode")
    with pytest.raises(NotShared, match="Forkert kode"):
        fork(fresh(published), anna)
    assert not Profile.objects.filter(slug="kodesaet-demens-lokal").exists()
