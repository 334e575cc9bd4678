"""The builder of code sets: made by title, built code by code, each choice saved at once; nothing is lost."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from accounts.models import User
from cockpit.demo.looking import see_every_code
from profiles.authoring.builder.asked import Asked
from profiles.authoring.builder.bench import Bench
from profiles.authoring.builder.conflicts import conflicts
from profiles.authoring.builder.operations import do as do_to
from profiles.authoring.builder.rows import Row, pills, tables
from profiles.authoring.models import ProfileVersion
from profiles.authoring.views.editor import setting_of
from profiles.evaluation.synthetic import write_clinic
from profiles.standard.document import Rule
from profiles.standard.identifiers import Namespace
from profiles.standard.tree import find
from tests.versions import edit_as

from .conftest import DRAFT, HTMX, Answer, Post, content, fresh, text

pytestmark = pytest.mark.django_db
SET = "code-sets/t2d/"


def rules(version: ProfileVersion, code_set: str = "t2d") -> list[dict[str, Any]]:
    found = find(content(version), code_set, Namespace.CODE_SETS).to_json()["rules"]
    assert isinstance(found, list)
    return found


def shown(response: Answer) -> dict[str, Row]:
    """The rows of the tree by key."""
    return {row.code[1]: row for table in response.context["tables"] for row in table.rows if not row.is_more}


def status(response: Answer) -> dict[str, str]:
    return {key: row.status for key, row in shown(response).items()}


@pytest.fixture
def do(post: Post) -> Post:
    """Press one button: ``do("leave-out|sks|DE112")``."""

    def press(what: str, *, code_set: str = "t2d", **data: Any) -> Answer:
        return post(f"code-sets/{code_set}/rule/", do=what, **data)

    return press


# --- made and worded -----------------------------------------------------------------------------


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_a_code_set_is_made_by_its_title_and_then_built(
    draft: ProfileVersion, post: Post, do: Post, htmx: bool
) -> None:
    response = post("new-code-set/", htmx=htmx, title="Type 2 uden nyrer")
    assert response.status_code == (200 if htmx else 303)
    made = content(draft).code_sets[-1]
    assert (made.id, made.title, made.rules) == ("type-2-uden-nyrer", "Type 2 uden nyrer", ())
    do("with-below|sks|DE11", code_set=made.id)
    do("leave-out|sks|de 11.2", code_set=made.id, htmx=htmx)
    assert rules(draft, made.id) == [
        {"system": "sks", "code": "DE11", "include": True, "descendants": True},
        {"system": "sks", "code": "DE112", "include": False, "descendants": True},
    ]


def test_a_set_without_codes_teaches_what_to_do(post: Post, editor: Client) -> None:
    post("new-code-set/", title="Tomt")
    page = text(editor.get(f"{DRAFT}code-sets/tomt/"))
    assert "Der er ingen koder endnu" in page
    assert "code-words" in page


@pytest.mark.parametrize(
    ("title", "words"), [("", "Dette felt er påkrævet"), ("010190-1234", "CPR-nummer")], ids=["none", "cpr"]
)
def test_a_title_that_will_not_do_is_refused_at_its_field(
    draft: ProfileVersion, post: Post, title: str, words: str
) -> None:
    before = content(draft)
    for address in ("new-code-set/", SET):
        response = post(address, title=title, unit="", rationale="Min begrundelse")
        assert response.status_code == 422
        assert words in text(response)
    assert "Min begrundelse" in text(response)
    assert content(draft) == before


def test_the_words_are_changed_and_the_rules_stay(draft: ProfileVersion, post: Post) -> None:
    before = rules(draft)
    assert post(SET, title="T2D", rationale="Fordi").status_code == 303
    found = find(content(draft), "t2d", Namespace.CODE_SETS)
    assert (found.title, found.rationale) == ("T2D", "Fordi")  # type: ignore[union-attr]
    assert rules(draft) == before


def test_a_code_set_in_use_is_not_removed_and_says_where_it_is_used(
    draft: ProfileVersion, change: Post, editor: Client
) -> None:
    response = change("t2d", "remove", section="code-sets")
    assert response.status_code == 422
    assert "det bruges her: Population: Har en forløbsdiagnose i Type 2-diabetes" in text(response)
    assert find(content(draft), "t2d", Namespace.CODE_SETS)
    assert "Et kodesæt, der er i brug, kan ikke fjernes." in text(editor.get(f"{DRAFT}{SET}"))


def test_a_code_set_that_nothing_uses_is_removed(draft: ProfileVersion, post: Post, change: Post) -> None:
    post("new-code-set/", title="Ubrugt")
    assert change("ubrugt", "remove", section="code-sets").status_code == 303
    assert "ubrugt" not in {each.id for each in content(draft).code_sets}


@pytest.mark.parametrize("part", ["", "tree/", "search/", "add/", "mapping/"])
def test_an_unknown_code_set_is_not_found(editor: Client, part: str) -> None:
    assert editor.get(f"{DRAFT}code-sets/nowhere/{part}").status_code == 404


# --- the tree ------------------------------------------------------------------------------------


def test_each_code_says_in_words_how_it_stands(
    draft: ProfileVersion, do: Post, editor: Client, anna: User
) -> None:
    assert status(editor.get(f"{DRAFT}{SET}?open=sks|DE11"))["DE119"] == "Ikke set · med via DE11"
    see_every_code(draft, anna)
    for what in ("leave-out|sks|DE112", "alone|sks|DG310A", "leave-out|sks|DF10", "with-below|sks|DF1073"):
        assert do(what).status_code == 303
    said = status(editor.get(f"{DRAFT}{SET}?open=sks|DE11"))
    assert said["T90"] == "Med"
    assert said["DE11"] == "Med, og alle under, undtagen 1"
    assert said["DE119"] == "Med via DE11"
    assert said["DE112"] == "Udeladt"
    assert said["DF10"] == "Udeladt; 1 under er med"
    assert said["DF1073"] == "Med"


def test_a_code_that_nothing_is_said_of_tells_how_many_below_it_are_in(
    draft: ProfileVersion, do: Post, editor: Client
) -> None:
    for what in ("follow|sks|DE11", "alone|sks|DE110", "alone|sks|DE119"):
        do(what)
    said = status(editor.get(f"{DRAFT}{SET}?more=sks|DE11|50"))
    assert said["DE11"] == "Delvis: 2 under er med"
    assert said["DE111"] == "Ikke med"
    folded = status(editor.get(f"{DRAFT}{SET}"))
    assert "DE111" not in folded
    assert "DE110" in folded
    assert "DE110" not in status(editor.get(f"{DRAFT}{SET}?shut=sks|DE11"))


def test_a_branch_is_opened_alone_with_htmx_and_on_the_page_without(editor: Client) -> None:
    asked = "?open=sks%7CDE11"
    part = editor.get(f"{DRAFT}{SET}tree/{asked}", headers=HTMX)
    assert "<html" not in text(part)
    assert 'id="row-sks-DE119"' in text(part)
    assert part["HX-Replace-Url"] == f"{DRAFT}{SET}{asked}"
    plain = editor.get(f"{DRAFT}{SET}tree/{asked}")
    assert plain.status_code == 302
    assert 'id="row-sks-DE119"' in text(editor.get(plain["Location"]))


def test_filters_list_the_codes_they_count(
    draft: ProfileVersion, do: Post, editor: Client, anna: User
) -> None:
    do("leave-out|sks|DE112")
    waiting = shown(editor.get(f"{DRAFT}{SET}?show=unseen"))
    assert "DE119" in waiting
    assert "DE112" not in waiting
    see_every_code(fresh(draft), anna)
    page = editor.get(f"{DRAFT}{SET}?show=out")
    assert list(shown(page)) == ["DE112"]
    pills = {pill["show"]: pill["count"] for pill in page.context["pills"]}
    assert pills == {"in": len(shown(editor.get(f"{DRAFT}{SET}?show=in"))), "out": 1}


@pytest.mark.parametrize(
    "query", ["?open=", "?open=|", "?more=sks|DE11|x", "?more=x", "?show=alt", "?open=nowhere|X&shut=sks|Q"]
)
def test_an_address_that_makes_no_sense_asks_for_nothing(editor: Client, query: str) -> None:
    assert editor.get(f"{DRAFT}{SET}{query}").status_code == 200


def test_synthetic_patients_stand_beside_each_code(
    editor: Client, draft: ProfileVersion, settings: Settings, tmp_path: Path
) -> None:
    settings.CLINICS = tmp_path
    assert '<th scope="col" class="number">' not in text(editor.get(f"{DRAFT}{SET}"))
    write_clinic(tmp_path / "1600", 400)
    page = editor.get(f"{DRAFT}{SET}?open=sks|DE11")
    rows, total = shown(page), page.context["figures"].patients
    assert rows["DE11"].patients
    assert rows["DE11"].patients >= max(rows[key].patients or 0 for key in rows if key.startswith("DE11"))
    assert total >= max(rows["DE11"].patients, rows["T90"].patients or 0)


def test_the_page_asks_the_database_as_often_for_many_codes_as_for_few(
    draft: ProfileVersion, editor: Client, do: Post
) -> None:
    counts = []
    for key in ("DE110", "DE111", "DE113"):
        do(f"alone|sks|{key}")
        with CaptureQueriesContext(connection) as asked:
            editor.get(f"{DRAFT}{SET}?open=sks|DE11&open=sks|DE10")
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_the_list_asks_the_database_as_often_for_many_code_sets_as_for_few(
    draft: ProfileVersion, editor: Client, post: Post
) -> None:
    counts = []
    for title in ("Et", "To", "Tre"):
        with CaptureQueriesContext(connection) as asked:
            editor.get(f"{DRAFT}code-sets/")
        counts.append(len(asked))
        post("new-code-set/", title=title)
    assert len(set(counts)) == 1


# --- choices -------------------------------------------------------------------------------------


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_a_choice_is_one_edit_with_its_name_and_lands_at_its_row(
    draft: ProfileVersion, do: Post, htmx: bool
) -> None:
    response = do("leave-out|sks|DE112", htmx=htmx, asked="?open=sks%7CDE11")
    latest = fresh(draft).edits.first()
    assert latest
    assert latest.summary == "Type 2-diabetes: Udelod DE112"
    if htmx:
        assert 'data-focus="row-sks-DE112"' in text(response)
        assert shown(response)["DE112"].is_struck
    else:
        assert response["Location"] == f"{DRAFT}{SET}?open=sks%7CDE11#row-sks-DE112"


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_a_choice_is_taken_back_and_the_page_stays(
    draft: ProfileVersion, do: Post, post: Post, htmx: bool
) -> None:
    before = content(draft)
    do("leave-out|sks|DE112")
    response = post(f"{SET}undo/", htmx=htmx)
    assert response.status_code == (200 if htmx else 303)
    assert content(draft).code_sets == before.code_sets
    post(f"{SET}undo/")
    assert rules(draft)[-1]["code"] == "DE112"


def test_undoing_that_a_set_was_made_leads_to_the_list(draft: ProfileVersion, post: Post) -> None:
    post("new-code-set/", title="Kort")
    response = post("code-sets/kort/undo/")
    assert response["Location"] == f"{DRAFT}code-sets/"
    post("new-code-set/", title="Kort")
    assert post("code-sets/kort/undo/", htmx=True)["HX-Push-Url"] == f"{DRAFT}code-sets/"


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("", "Vælg"),
        ("with-below|sks|DZZ99", "findes ikke i sks"),
        ("with-below|sks|010190-1234", "CPR-nummer"),
        ("with-below|sks|" + "D" * 101, "Vælg en kode"),
        ("with-below|nowhere|DE11", "Vælg et kodesystem"),
        ("eat|sks|DE11", "Vælg, hvad der skal ske"),
        ("keep|sks|DE11|7", "hvilken af reglerne"),
        ("tidy", "ingen overflødige"),
        ("alone|atc|A10", "har koder fra atc, som ikke bruges her"),
    ],
)
def test_a_choice_that_cannot_be_made_says_why_and_changes_nothing(
    draft: ProfileVersion, do: Post, what: str, words: str
) -> None:
    before = content(draft)
    response = do(what)
    assert response.status_code == 422
    assert words in text(response)
    assert content(draft) == before


def test_a_choice_that_somebody_came_before_is_kept_and_can_be_made_again(
    draft: ProfileVersion, do: Post, make_person: Any, anna: User
) -> None:
    revision = fresh(draft).revision
    titled = content(draft).model_copy(update={"title": "En andens titel"})
    edit_as(draft, anna, titled, "En anden var først")
    response = do("leave-out|sks|DE112", revision=revision)
    page = text(response)
    assert response.status_code == 409
    assert "Det, du ville: Udelod DE112." in page
    assert 'value="leave-out|sks|DE112"' in page
    assert len(rules(draft)) == 2
    assert do("leave-out|sks|DE112").status_code == 303


def test_a_set_that_was_taken_away_meanwhile_is_told_of(
    draft: ProfileVersion, post: Post, do: Post, change: Post
) -> None:
    post("new-code-set/", title="Kort")
    change("kort", "remove", section="code-sets")
    assert do("with-below|sks|DE11", code_set="kort").status_code == 404


def test_needless_rules_go_together_and_no_code_stands_otherwise(
    draft: ProfileVersion, do: Post, editor: Client
) -> None:
    before = status(editor.get(f"{DRAFT}{SET}?show=in"))
    for what in ("alone|sks|DE110", "with-below|sks|DE119"):
        do(what)
    assert "afgør intet" in text(editor.get(f"{DRAFT}{SET}"))
    assert do("tidy").status_code == 303
    assert status(editor.get(f"{DRAFT}{SET}?show=in")) == before


def test_a_reader_sees_the_tree_and_no_buttons(
    draft: ProfileVersion, anna: User, rikke: User, signed_in: Any
) -> None:
    see_every_code(draft, anna)
    page = text(signed_in(rikke).get(f"{DRAFT}{SET}?open=sks|DE11&words=diabetes"))
    assert "Med via DE11" in page
    assert 'name="do"' not in page


# --- search --------------------------------------------------------------------------------------


def test_a_found_code_says_how_it_stands_or_can_be_taken(
    draft: ProfileVersion, editor: Client, do: Post
) -> None:
    page = text(editor.get(f"{DRAFT}{SET}search/?words=type 2", headers=HTMX))
    assert "via DE11" in page
    assert 'value="with-below|sks|DE11"' not in page
    other = text(editor.get(f"{DRAFT}{SET}search/?words=DE10", headers=HTMX))
    assert f"{DRAFT}{SET}add/?words=DE10" in other
    assert 'value="with-below|sks|DE10"' in other
    assert editor.get(f"{DRAFT}{SET}search/?words=DE10").status_code == 302
    assert "Ingen koder passer" in text(editor.get(f"{DRAFT}{SET}?words=qqqq"))


def test_a_typing_error_is_repaired_unless_that_is_refused(draft: ProfileVersion, editor: Client) -> None:
    page = text(editor.get(f"{DRAFT}{SET}search/?words=alsheimer", headers=HTMX))
    assert "Viser <b>alzheimer</b>" in page
    assert "Ingen koder passer" in text(
        editor.get(f"{DRAFT}{SET}search/?words=alsheimer&exact=on", headers=HTMX)
    )


def test_a_code_of_a_system_that_does_not_fit_is_shown_and_cannot_be_taken(
    draft: ProfileVersion, editor: Client
) -> None:
    page = text(editor.get(f"{DRAFT}{SET}search/?words=metformin", headers=HTMX))
    assert "passer ikke, hvor kodesættet bruges" in page
    assert "Kan ikke vælges" in page
    assert 'name="do"' not in page


def test_a_search_stays_while_its_codes_are_taken(draft: ProfileVersion, editor: Client, do: Post) -> None:
    found = text(editor.get(f"{DRAFT}{SET}search/?open=sks%7CDE11&words=type+1", headers=HTMX))
    assert 'name="asked" value="?open=sks%7CDE11&amp;words=type+1"' in found
    taken = do("with-below|sks|DE10", htmx=True, asked="?open=sks%7CDE11&words=type+1")
    assert "Med, og alle under" in text(taken)
    assert taken.context["box"].text == "type 1"
    assert do("follow|sks|DE10", htmx=True, asked="", words="t90").context["box"].text == "t90"


# --- measurements --------------------------------------------------------------------------------


def test_the_first_measurement_gives_the_set_its_unit_and_says_so(
    draft: ProfileVersion, post: Post, do: Post
) -> None:
    post("new-code-set/", title="Langtidsblodsukker")
    do("with-below|npu|NPU27300", code_set="langtidsblodsukker")
    found = content(draft).code_sets[-1]
    assert found.unit == "mmol/mol"
    latest = fresh(draft).edits.first()
    assert latest
    assert latest.summary.endswith("enheden blev mmol/mol")


def test_a_code_in_another_unit_is_refused_with_the_reason_and_a_way_out(
    draft: ProfileVersion, post: Post, do: Post
) -> None:
    post("new-code-set/", title="Sukker", unit="mmol/mol")
    do("alone|npu|NPU27300", code_set="sukker")
    response = do("alone|npu|NPU03835", code_set="sukker")
    page = text(response)
    assert response.status_code == 422
    assert "NPU03835 måles i 1, men kodesættet er i mmol/mol" in page
    assert "gang med 1093, læg -23,5 til" in page
    assert len(rules(draft, "sukker")) == 1
    taken = do("convert|npu|NPU03835", code_set="sukker", factor="1.093", offset="-23,5")
    assert taken.status_code == 303
    assert rules(draft, "sukker")[1] == {
        "system": "npu",
        "code": "NPU03835",
        "include": True,
        "factor": 1093,
        "offset": -23.5,
    }


@pytest.mark.parametrize(
    ("factor", "offset", "words"),
    [
        ("mange", "", "“Gang med”"),
        ("0", "", "større end 0"),
        ("1", "x", "“Læg til”"),
        ("-2", "", "større end 0"),
    ],
)
def test_a_conversion_that_is_no_number_stands_as_it_was_typed(
    draft: ProfileVersion, do: Post, factor: str, offset: str, words: str
) -> None:
    before = content(draft)
    response = do("convert|npu|NPU27300", code_set="hba1c", factor=factor, offset=offset)
    page = text(response)
    assert response.status_code == 422
    assert words in page
    assert re.search(rf'name="factor"[^>]*value="{factor}"', page)
    assert content(draft) == before


# --- rules that disagree -------------------------------------------------------------------------


def test_a_conflict_is_shown_with_both_sides_and_one_is_kept(draft: ProfileVersion) -> None:
    """No document is stored with one (D2), but a page is made of any rules."""
    disagreeing = (*content(draft).code_sets[0].rules, Rule(system="sks", code="DE11", include=False))
    code_set = content(draft).code_sets[0].model_copy(update={"rules": disagreeing})
    bench = Bench(fresh(draft), setting_of(draft), code_set)
    rows = {row.code[1]: row for table in tables(bench) for row in table.rows if isinstance(row, Row)}
    assert rows["DE11"].status == "To regler er uenige"
    assert rows["DE11"].is_conflict
    assert {pill["show"]: pill["count"] for pill in pills(bench)}["conflict"] == 1
    (conflict,) = conflicts(bench)
    assert [side.rule.include for side in conflict.sides] == [True, False]
    assert do_to(bench, conflict.sides[1].keeps).rules[-1].include is False
    assert len(do_to(bench, conflict.sides[0].keeps).rules) == 2
    listed = {row.code[1] for table in tables(bench.asking(Asked(show="conflict"))) for row in table.rows}
    assert listed == {"DE11"}
