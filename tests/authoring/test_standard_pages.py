"""The pages on which the standard is drafted: forms that lose nothing, old saves, undo, no need of script."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from profiles.authoring.models import ProfileVersion
from profiles.standard.catalogue import FieldType
from tests.people import SignIn
from tests.versions import fresh

pytestmark = pytest.mark.django_db

DRAFT = "/profiles/standard/draft/"
ELEMENTS = f"{DRAFT}elements/"
SYSTEMS = f"{DRAFT}code-systems/"


@pytest.fixture
def browser(stine: User, signed_in: SignIn) -> Client:
    return signed_in(stine)


@pytest.fixture
def post(browser: Client, standard_draft: ProfileVersion) -> Any:
    """Send a form as Stine, on what stands now unless ``revision`` says otherwise."""

    def send(address: str, data: dict[str, Any], **headers: str) -> Any:
        return browser.post(
            address, {"revision": fresh(standard_draft).revision} | data, headers=headers or None
        )

    return send


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_the_elements_are_listed_with_what_their_fields_can_hold(
    browser: Client, standard_draft: ProfileVersion
) -> None:
    page = text_of(browser.get(ELEMENTS))
    assert "Kode fra ICPC-2-DK og SKS." in page
    assert "Én af: Forløbsdiagnose (course), Kontaktdiagnose (contact)." in page
    assert "udgives som 1.0" in page


def test_a_field_is_added_last_on_its_element(post: Any, standard_draft: ProfileVersion) -> None:
    response = post(f"{ELEMENTS}add/contact/", {"id": "role", "title": "Faggruppe", "type": "text"})
    assert response.status_code == 303
    assert response["Location"].endswith("#node-contact.role")
    element = fresh(standard_draft).catalogue.element("contact")
    assert element.fields[-1].id == "role"
    assert fresh(standard_draft).edits.first().summary == "Tilføjede felt “Faggruppe”"


def test_the_fields_of_a_form_follow_the_type_without_script(post: Any) -> None:
    typed = {"id": "role", "title": "Faggruppe", "type": "token", "refresh": "1"}
    page = text_of(post(f"{ELEMENTS}add/contact/", typed))
    assert 'name="tokens"' in page
    assert 'value="Faggruppe"' in page
    assert "error-summary" not in page


def test_values_are_written_one_a_line_and_keep_their_order(
    post: Any, standard_draft: ProfileVersion
) -> None:
    lines = "doctor: Læge\n\n nurse :Sygeplejerske \r\nother: Anden: eller ukendt"
    data = {"id": "role", "title": "Faggruppe", "type": "token", "tokens": lines}
    assert post(f"{ELEMENTS}add/contact/", data).status_code == 303
    field = fresh(standard_draft).catalogue.element("contact").field("role")
    assert [(token.id, token.title) for token in field.tokens] == [
        ("doctor", "Læge"),
        ("nurse", "Sygeplejerske"),
        ("other", "Anden: eller ukendt"),
    ]


def test_a_line_without_a_title_is_named_and_nothing_typed_is_lost(post: Any) -> None:
    data = {"id": "role", "title": "Faggruppe", "type": "token", "tokens": "doctor: Læge\nnurse"}
    response = post(f"{ELEMENTS}add/contact/", data)
    assert response.status_code == 422
    page = text_of(response)
    assert "Linje 2: skriv id, kolon og titel" in page
    assert "doctor: Læge nurse</textarea>" in page


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"id": "Role", "title": "Faggruppe", "type": "text"}, "Id&#x27;et »Role« må kun have"),
        ({"id": "kind", "title": "Igen", "type": "text"}, "er brugt mere end én gang"),
        ({"id": "role", "title": "", "type": "text"}, "Dette felt er påkrævet"),
        ({"id": "role", "title": "Som 010190-1234", "type": "text"}, "ligner et CPR-nummer"),
        ({"id": "code", "title": "Kode", "type": "coding"}, "Kodesystemer</a>: Dette felt er påkrævet"),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    post: Any, standard_draft: ProfileVersion, data: dict[str, Any], words: str
) -> None:
    response = post(f"{ELEMENTS}add/contact/", data)
    assert response.status_code == 422
    assert words in text_of(response)
    assert fresh(standard_draft).revision == 1


def test_a_new_element_comes_with_the_fields_of_its_key_dates(
    post: Any, standard_draft: ProfileVersion
) -> None:
    data = {"id": "hospital_contact", "title": "Sygehuskontakt", "description": "", "time": "period"}
    assert post(f"{ELEMENTS}add/elements/", data).status_code == 303
    element = fresh(standard_draft).catalogue.elements[-1]
    assert element.key_dates == ("start", "end")
    assert [(field.id, field.type) for field in element.fields] == [
        ("start", FieldType.DATE),
        ("end", FieldType.DATE),
    ]


def test_an_element_keeps_its_fields_when_its_words_are_changed(
    post: Any, standard_draft: ProfileVersion
) -> None:
    before = standard_draft.catalogue.element("contact").fields
    data = {"title": "Kontakt", "description": "Alle slags", "time": "date"}
    assert post(f"{ELEMENTS}parts/contact/", data).status_code == 303
    changed = fresh(standard_draft).catalogue.element("contact")
    assert (changed.description, changed.fields) == ("Alle slags", before)


def test_a_new_topic_gets_a_list_of_values_to_fill_in(post: Any, standard_draft: ProfileVersion) -> None:
    topic = standard_draft.catalogue.element("finding").field("topic")
    lines = "\n".join(f"{token.id}: {token.title}" for token in topic.tokens) + "\nhearing: Hørelse"
    data = {"title": topic.title, "type": "token", "tokens": lines}
    assert post(f"{ELEMENTS}parts/finding.topic/", data).status_code == 303
    value = fresh(standard_draft).catalogue.element("finding").field("value")
    assert value.tokens_by is not None
    assert value.tokens_by.of["hearing"] == ()
    shell = text_of(post(f"{ELEMENTS}parts/finding.topic/", data | {"refresh": "1"}))
    assert "har ingen værdier for hearing" in shell


def test_a_code_system_in_use_is_not_removed(post: Any, standard_draft: ProfileVersion) -> None:
    response = post(f"{SYSTEMS}parts/code-systems.atc/change/", {"operation": "remove"})
    assert response.status_code == 422
    assert "atc" in text_of(response)
    assert fresh(standard_draft).catalogue.find_code_system("atc")


def test_a_field_is_moved_and_the_first_goes_no_further(post: Any, standard_draft: ProfileVersion) -> None:
    address = f"{ELEMENTS}parts/contact.date/change/"
    assert post(address, {"operation": "move-up"}).status_code == 303
    assert fresh(standard_draft).catalogue.element("contact").fields[0].id == "date"
    response = post(address, {"operation": "move-up"})
    assert response.status_code == 422
    assert "Den kan ikke flyttes længere op." in text_of(response)


def test_an_old_save_says_what_others_did_and_keeps_what_was_typed(post: Any) -> None:
    post(f"{ELEMENTS}add/contact/", {"id": "role", "title": "Faggruppe", "type": "text"})
    data = {"id": "place", "title": "Sted", "type": "text", "revision": 1}
    response = post(f"{ELEMENTS}add/contact/", data)
    assert response.status_code == 409
    page = text_of(response)
    assert "Feltet »Faggruppe« er nyt på »Kontakt«." in page
    assert 'value="Sted"' in page


def test_undo_puts_back_content_and_words(post: Any, standard_draft: ProfileVersion) -> None:
    post(f"{DRAFT}notes/", {"notes": "Noget nyt"})
    post(f"{ELEMENTS}add/contact/", {"id": "role", "title": "Faggruppe", "type": "text"})
    assert post("/profiles/standard/undo/elements/", {}).status_code == 303
    assert fresh(standard_draft).catalogue.element("contact").find_field("role") is None
    post("/profiles/standard/undo/notes/", {})
    assert fresh(standard_draft).catalogue.element("contact").find_field("role")
    assert fresh(standard_draft).release_notes == "Noget nyt"


def test_words_about_what_is_new_never_name_a_patient(post: Any) -> None:
    response = post(f"{DRAFT}notes/", {"notes": "Som hos 010190-1234"})
    assert response.status_code == 422
    assert "Som hos 010190-1234</textarea>" in text_of(response)


def test_htmx_gets_the_section_alone(browser: Client, standard_draft: ProfileVersion) -> None:
    part = browser.get(f"{SYSTEMS}?open=code-systems.sks", headers={"HX-Request": "true"})
    page = text_of(part)
    assert page.startswith('<div id="editor"')
    assert 'name="uri"' in page


@pytest.mark.parametrize("place", ["ingenting", "contact.ingenting", "code-systems.ingenting"])
def test_a_part_that_is_gone_is_told_and_nothing_happens(
    post: Any, browser: Client, standard_draft: ProfileVersion, place: str
) -> None:
    assert browser.get(f"{ELEMENTS}?open={place}").status_code == 200
    assert post(f"{ELEMENTS}parts/{place}/", {"title": "Nyt"}).status_code == 409
    assert post(f"{ELEMENTS}parts/{place}/change/", {"operation": "remove"}).status_code == 409
    assert fresh(standard_draft).revision == 1


def test_the_sections_of_a_profile_are_not_those_of_the_standard(
    browser: Client, standard_draft: ProfileVersion
) -> None:
    assert browser.get(f"{DRAFT}population/").status_code == 404
    assert browser.get(f"{DRAFT}purpose/").status_code == 404


def test_the_draft_can_be_read_by_those_who_may_not_write(
    standard_draft: ProfileVersion, tekla: User, signed_in: SignIn
) -> None:
    page = text_of(signed_in(tekla).get(ELEMENTS))
    assert "Du læser kladden." in page
    assert "Tilføj felt" not in page


def test_the_standard_is_taken_in_from_the_list_of_profiles(browser: Client) -> None:
    assert "Tag standarden ind" in text_of(browser.get("/profiles/"))
    response = browser.post("/profiles/standard/take-in/", follow=True)
    page = text_of(response)
    assert "Profilstandard 1.0: 14 elementer" in page
    assert "Tag standarden ind" not in text_of(browser.get("/profiles/"))
    assert "Standarden er allerede taget ind." in text_of(
        browser.post("/profiles/standard/take-in/", follow=True)
    )


def test_the_standard_is_no_row_of_the_list_of_profiles(
    standard_1_0: ProfileVersion, browser: Client
) -> None:
    page = browser.get("/profiles/")
    assert [overview.profile for overview in page.context["overviews"]] == []
    assert "Version 1.0 gælder." in text_of(page)


def test_the_history_tells_each_change_of_the_catalogue(
    post: Any, browser: Client, standard_draft: ProfileVersion
) -> None:
    post(f"{ELEMENTS}add/contact/", {"id": "role", "title": "Faggruppe", "type": "text"})
    page = text_of(browser.get("/profiles/standard/history/"))
    assert "Tilføjede felt “Faggruppe”" in page
    assert "Feltet »Faggruppe« er nyt på »Kontakt«." in page
