"""The profile standard is drafted like a profile: its own content, the same workflow, history and numbers."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
import rfc8785
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import User
from cockpit.demo.content import first_document
from profiles.authoring.actions import (
    import_profile,
    raise_number,
    save_content,
    start_draft,
    take_in_standard,
)
from profiles.authoring.catalogue.content import canonical_catalogue
from profiles.authoring.catalogue.surgery import add, operate
from profiles.authoring.errors import HoldsCprNumber, SlugTaken, StaleSave
from profiles.authoring.models import LeastBump, Profile, ProfileVersion
from profiles.authoring.revisions import revision_of
from profiles.authoring.standards import in_force, newest_in_force
from profiles.publication.actions import withdraw_version
from profiles.standard.catalogue import DIRECTORY, CodeSystem, ElementField, FieldType, load_catalogue
from profiles.standard.problem import InvalidDocument
from tests.standard_versions import save_catalogue

pytestmark = pytest.mark.django_db

NOTE = ElementField(id="note", title="Notat", type=FieldType.TEXT)


def shipped_bytes(standard: str) -> bytes:
    """What is shipped, in canonical form and by no other way than JSON's own."""
    return rfc8785.dumps(json.loads((DIRECTORY / f"{standard}.json").read_bytes()))


@pytest.mark.parametrize("standard", ["1.0", "1.1"])
def test_the_canonical_form_of_a_catalogue_loses_nothing_of_its_file(standard: str) -> None:
    assert canonical_catalogue(load_catalogue(standard)).encode() == shipped_bytes(standard)


def test_the_standard_is_taken_in_with_the_number_it_was_shipped_with(standard_draft: ProfileVersion) -> None:
    assert standard_draft.profile.is_standard
    assert standard_draft.number == "1.0"
    assert standard_draft.document.encode() == shipped_bytes("1.0")
    assert standard_draft.content_hash == sha256(standard_draft.document.encode()).hexdigest()


def test_only_who_looks_after_the_standard_takes_it_in(anna: User) -> None:
    with pytest.raises(PermissionDenied):
        take_in_standard(by=anna, owner=anna.organisation, catalogue=load_catalogue())


def test_the_standard_is_taken_in_once(standard_draft: ProfileVersion, stine: User) -> None:
    with pytest.raises(SlugTaken):
        take_in_standard(by=stine, owner=stine.organisation, catalogue=load_catalogue())


def test_no_profile_can_have_the_name_of_the_standard(anna: User) -> None:
    document = first_document().model_copy(update={"profile": "standard"})
    with pytest.raises(SlugTaken):
        import_profile(by=anna, owner=anna.organisation, document=document)


def test_the_database_keeps_the_name_of_the_standard_for_the_standard(draft: ProfileVersion) -> None:
    draft.profile.slug = "standard"
    with pytest.raises(IntegrityError, match="a_slug_tells_the_subject"), transaction.atomic():
        draft.profile.save()


def test_an_author_of_profiles_may_not_write_in_the_standard(
    standard_draft: ProfileVersion, anna: User
) -> None:
    with pytest.raises(PermissionDenied):
        save_catalogue(standard_draft, anna, standard_draft.catalogue)


def test_what_the_tool_makes_of_1_0_is_1_1_as_it_is_shipped_byte_for_byte(
    standard_1_1: ProfileVersion,
) -> None:
    assert standard_1_1.number == "1.1"
    assert standard_1_1.state == "published"
    assert standard_1_1.document.encode() == shipped_bytes("1.1")


def test_the_very_first_version_keeps_its_number_whatever_is_written_in_it(
    standard_draft: ProfileVersion, stine: User
) -> None:
    catalogue, _ = add(standard_draft.catalogue, "contact", NOTE)
    assert save_catalogue(standard_draft, stine, catalogue).number == "1.0"


def test_an_addition_is_minor_and_a_removal_major(standard_1_0: ProfileVersion, stine: User) -> None:
    draft = start_draft(profile=standard_1_0.profile, by=stine)
    added, _ = add(draft.catalogue, "contact", NOTE)
    draft = save_catalogue(draft, stine, added)
    assert draft.number == "1.1"
    removed = operate(draft.catalogue, "medication.form", "remove").catalogue
    assert save_catalogue(draft, stine, removed).number == "2.0"


def test_the_number_of_the_standard_can_be_raised_but_not_lowered(
    standard_1_1_draft: ProfileVersion, stine: User
) -> None:
    draft = standard_1_1_draft
    raised = raise_number(version=draft, by=stine, to=LeastBump.MAJOR, base_revision=draft.revision)
    assert raised.number == "2.0"
    back = raise_number(version=raised, by=stine, to=LeastBump.PATCH, base_revision=raised.revision)
    assert back.number == "1.1"


def test_a_catalogue_that_does_not_hold_together_is_not_saved(
    standard_draft: ProfileVersion, stine: User
) -> None:
    without_codes = operate(standard_draft.catalogue, "code-systems.atc", "remove").catalogue
    with pytest.raises(InvalidDocument) as refusal:
        save_catalogue(standard_draft, stine, without_codes)
    assert any("atc" in problem.message for problem in refusal.value.problems)
    standard_draft.refresh_from_db()
    assert standard_draft.revision == 1


def test_an_old_save_of_the_standard_says_what_others_did(
    standard_draft: ProfileVersion, stine: User
) -> None:
    catalogue, _ = add(standard_draft.catalogue, "contact", NOTE)
    save_catalogue(standard_draft, stine, catalogue)
    with pytest.raises(StaleSave) as stale:
        save_content(
            version=standard_draft,
            by=stine,
            document=standard_draft.catalogue,
            base_revision=1,
            summary="Forældet",
        )
    assert [change.title for change in stale.value.changes] == ["Feltet »Notat« er nyt på »Kontakt«."]


def test_release_notes_are_saved_with_the_draft_and_kept_with_each_revision(
    standard_draft: ProfileVersion, stine: User
) -> None:
    save_catalogue(standard_draft, stine, standard_draft.catalogue, notes="Første ord\nog flere")
    save_catalogue(standard_draft, stine, standard_draft.catalogue, notes="Andre ord")
    standard_draft.refresh_from_db()
    assert (standard_draft.revision, standard_draft.release_notes) == (3, "Andre ord")
    earlier = revision_of(standard_draft, 2)
    assert earlier is not None
    assert earlier.notes == "Første ord\nog flere"


def test_release_notes_never_name_a_patient(standard_draft: ProfileVersion, stine: User) -> None:
    with pytest.raises(HoldsCprNumber):
        save_catalogue(standard_draft, stine, standard_draft.catalogue, notes="Som hos 010190-1234")


def test_release_notes_lie_fast_once_they_are_reviewed(standard_1_0: ProfileVersion) -> None:
    standard_1_0.release_notes = "Noget andet"
    with pytest.raises(IntegrityError), transaction.atomic():
        standard_1_0.save()


def test_profiles_are_written_in_the_newest_standard_in_force(
    standard_1_1: ProfileVersion, ulla: User
) -> None:
    assert in_force() == ("1.0", "1.1")
    assert newest_in_force() == "1.1"
    withdraw_version(version=standard_1_1, by=ulla, reason="En fejl i døgndosis")
    assert in_force() == ("1.0",)


def test_where_no_standard_is_published_profiles_are_written_in_the_shipped_one(db: None) -> None:
    assert in_force() == ("1.0",)


def test_a_new_code_system_and_its_use_can_be_added(standard_1_0: ProfileVersion, stine: User) -> None:
    draft = start_draft(profile=standard_1_0.profile, by=stine)
    system = CodeSystem(
        id="icd-11", title="ICD-11", uri="http://id.who.int/icd/release/11", hierarchical=True
    )
    catalogue, place = add(draft.catalogue, "code-systems", system)
    assert place == "code-systems.icd-11"
    assert save_catalogue(draft, stine, catalogue).number == "1.1"


def test_profiles_of_old_are_profiles(draft: ProfileVersion) -> None:
    assert draft.profile.subject == "profile"
    assert list(Profile.objects.profiles()) == [draft.profile]
    assert Profile.objects.the_standard() is None
