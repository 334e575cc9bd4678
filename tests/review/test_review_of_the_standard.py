"""A version of the standard is reviewed on the same pages, by the same actions, under the same triggers."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.actions import grant_right
from accounts.models import User
from accounts.rights import ProfileRight
from cockpit.overview import waiting_for
from profiles.authoring.actions import start_draft
from profiles.authoring.catalogue.surgery import add, operate
from profiles.authoring.errors import WrongState
from profiles.authoring.models import ProfileVersion
from profiles.publication.actions import publish_version
from profiles.review.actions import comment_on, submit_for_review, take_back
from profiles.review.announcements import Happening
from profiles.review.comparison import alone, compare
from profiles.review.errors import ConditionsUnmet, FourEyes, NoSuchPlace
from profiles.review.letters import write
from profiles.review.models import Decision
from profiles.review.passages import Passage, What
from profiles.review.places import sentences
from profiles.standard.catalogue import ElementField, FieldType, load_catalogue
from tests.people import SignIn
from tests.standard_versions import save_catalogue
from tests.versions import Kind, approve_as, fresh, request_as

pytestmark = pytest.mark.django_db

REVIEW = "/profiles/standard/review/"


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def in_review_1_1(standard_1_1_draft: ProfileVersion, stine: User) -> ProfileVersion:
    submit_for_review(version=standard_1_1_draft, by=stine, note="Kun tilføjelser")
    return fresh(standard_1_1_draft)


def passages(reading: Any) -> dict[str, Passage]:
    found: dict[str, Passage] = {}

    def walk(passage: Passage) -> None:
        found[passage.place or ""] = passage
        for child in passage.children:
            walk(child)

    for part in reading.parts:
        for passage in (*part.shown, *part.folded):
            walk(passage)
    return found


def test_every_element_field_and_code_system_is_a_place_for_a_comment() -> None:
    catalogue = load_catalogue("1.1")
    fields = {f"{element.id}.{field.id}" for element in catalogue.elements for field in element.fields}
    systems = {f"code-systems.{system.id}" for system in catalogue.code_systems}
    elements = {element.id for element in catalogue.elements}
    assert set(sentences(catalogue)) == fields | systems | elements
    assert alone(catalogue).places == set(sentences(catalogue))


def test_what_is_new_is_shown_in_its_place_and_the_rest_is_folded() -> None:
    reading = compare(load_catalogue("1.0"), load_catalogue("1.1"))
    found = passages(reading)
    assert found["medication.daily_dose"].what == What.ADDED
    assert found["hospital_contact"].what == What.ADDED
    assert found["medication.code"].what == What.SAME
    [elements] = [part for part in reading.parts if part.id == "elements"]
    assert "diagnosis" in {passage.place for passage in elements.folded}
    assert reading.count == 8


def test_a_new_value_is_marked_in_the_sentence_of_its_field() -> None:
    before = load_catalogue("1.0")
    kind = before.element("contact").field("kind")
    more = kind.model_copy(
        update={"tokens": (*kind.tokens, kind.tokens[0].model_copy(update={"id": "chat"}))}
    )
    element = before.element("contact")
    fields = tuple(more if field is kind else field for field in element.fields)
    changed = element.model_copy(update={"fields": fields})
    elements = tuple(changed if each is element else each for each in before.elements)
    reading = compare(before, before.model_copy(update={"elements": elements}))
    assert passages(reading)["contact.kind"].what == What.CHANGED


def test_the_page_reads_the_catalogue_and_its_changes(
    in_review_1_1: ProfileVersion, rikke: User, signed_in: SignIn
) -> None:
    page = text_of(signed_in(rikke).get(REVIEW))
    assert "Gennemgang: Profilstandarden" in page
    assert "udgives som 1.1" in page
    assert "Ændret siden 1.0 (8)" in page
    assert "Ændringer i denne version" in page
    assert "Hele standarden" in page
    assert "Døgndosis" in page
    assert "profilen" not in page


def test_a_comment_stands_at_a_field_and_follows_it(in_review_1_1: ProfileVersion, rikke: User) -> None:
    comment = comment_on(version=in_review_1_1, by=rikke, node="medication.daily_dose", body="Enhed?")
    assert comment.sentence == "Målt værdi."
    with pytest.raises(NoSuchPlace):
        comment_on(version=in_review_1_1, by=rikke, node="medication.ingenting", body="Enhed?")


def test_who_wrote_in_the_standard_does_not_approve_it(
    in_review_1_1: ProfileVersion, stine: User, asta: User
) -> None:
    right = ProfileRight.REVIEW_TECHNICALLY
    grant_right(right=right, to=stine, on=in_review_1_1.profile, by=asta)
    with pytest.raises(FourEyes):
        approve_as(in_review_1_1, stine, Kind.TECHNICAL)


def test_the_database_too_holds_four_eyes_on_the_standard(in_review_1_1: ProfileVersion, stine: User) -> None:
    with pytest.raises(IntegrityError, match="may not approve"), transaction.atomic():
        Decision.objects.create(
            version=in_review_1_1,
            round=in_review_1_1.rounds.get(),
            kind=Kind.TECHNICAL,
            outcome=Decision.Outcome.APPROVED,
            content_hash=in_review_1_1.content_hash,
            by=stine,
        )


def test_the_standard_is_not_published_on_one_approval(
    in_review_1_1: ProfileVersion, rikke: User, ulla: User
) -> None:
    approve_as(in_review_1_1, rikke, Kind.CLINICAL)
    seen = in_review_1_1.content_hash
    with pytest.raises(WrongState):
        publish_version(version=in_review_1_1, by=ulla, content_hash=seen)


def test_a_draft_that_says_nothing_new_is_not_reviewed(standard_1_0: ProfileVersion, stine: User) -> None:
    draft = start_draft(profile=standard_1_0.profile, by=stine)
    with pytest.raises(ConditionsUnmet, match=r"Kladden siger det samme som 1\.0"):
        submit_for_review(version=draft, by=stine)


def test_a_number_that_is_shipped_with_another_content_is_not_reviewed(
    standard_1_0: ProfileVersion, stine: User
) -> None:
    draft = start_draft(profile=standard_1_0.profile, by=stine)
    note = ElementField(id="note", title="Notat", type=FieldType.TEXT)
    catalogue, _ = add(draft.catalogue, "contact", note)
    draft = save_catalogue(draft, stine, catalogue)
    with pytest.raises(ConditionsUnmet, match=r"Profilstandard 1\.1 findes allerede med et andet indhold"):
        submit_for_review(version=draft, by=stine)


def test_changes_can_be_asked_for_and_made(in_review_1_1: ProfileVersion, tekla: User, stine: User) -> None:
    request_as(in_review_1_1, tekla, Kind.TECHNICAL, "Fjern indikation")
    draft = fresh(in_review_1_1)
    assert draft.state == "draft"
    fewer = operate(draft.catalogue, "medication.indication", "remove").catalogue
    assert save_catalogue(draft, stine, fewer).number == "1.1"


def test_a_version_taken_back_loses_its_approvals(
    in_review_1_1: ProfileVersion, rikke: User, stine: User
) -> None:
    approve_as(in_review_1_1, rikke, Kind.CLINICAL)
    take_back(version=fresh(in_review_1_1), by=stine, reason="Jeg glemte noget")
    assert not fresh(in_review_1_1).decisions.standing().exists()


def test_the_standard_waits_on_the_home_page_of_its_reviewers(
    in_review_1_1: ProfileVersion, rikke: User, signed_in: SignIn
) -> None:
    [task] = waiting_for(rikke)
    assert task.title == "Profilstandarden venter på din gennemgang"
    assert signed_in(rikke).get(task.url).status_code == 200
    assert "Profilstandarden venter på din gennemgang" in text_of(signed_in(rikke).get("/"))


def test_the_letter_about_the_standard_names_it(
    in_review_1_1: ProfileVersion, rikke: User, stine: User
) -> None:
    letter = write(Happening.SUBMITTED, in_review_1_1.rounds.get().pk, by=stine, to=rikke)
    assert letter.subject == "Profilstandarden venter på din gennemgang"
