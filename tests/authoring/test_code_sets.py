"""Code sets: rows by hand, pasted and found; wrong codes at their row; nothing in use is removed."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from profiles.authoring.models import ProfileVersion
from profiles.standard.identifiers import Namespace
from profiles.standard.tree import find

from .conftest import DRAFT, Post, content, text

Row = dict[str, str]


def rows(*listed: Row) -> dict[str, str]:
    """Rows as a browser sends them."""
    sent = {"rule-TOTAL_FORMS": str(len(listed)), "rule-INITIAL_FORMS": "0"}
    for number, row in enumerate(listed):
        sent |= {f"rule-{number}-{name}": value for name, value in {"include": "yes", **row}.items()}
    return sent


def rules(version: ProfileVersion, code_set: str) -> list[dict[str, Any]]:
    found = find(content(version), code_set, Namespace.CODE_SETS).to_json()["rules"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_a_code_set_is_written_row_by_row(draft: ProfileVersion, post: Post, htmx: bool) -> None:
    listed = rows(
        {"system": "sks", "code": "DE11", "descendants": "on"},
        {"system": "sks", "code": "DE112", "include": "no"},
        {"system": "icpc-2-dk", "code": ""},
    )
    response = post("new-code-set/", htmx=htmx, save="1", title="Type 2 uden nyrer", **listed)
    assert response.status_code == (200 if htmx else 303)
    made = content(draft).code_sets[-1]
    assert (made.id, made.title) == ("type-2-uden-nyrer", "Type 2 uden nyrer")
    assert rules(draft, made.id) == [
        {"system": "sks", "code": "DE11", "include": True, "descendants": True},
        {"system": "sks", "code": "DE112", "include": False},
    ]


def test_a_conversion_is_written_with_a_danish_comma(draft: ProfileVersion, post: Post) -> None:
    listed = rows(
        {"system": "npu", "code": "NPU27300"},
        {"system": "npu", "code": "NPU03835", "factor": "1.093", "offset": "-23,5"},
    )
    assert post("code-sets/hba1c/", save="1", title="HbA1c", unit="mmol/mol", **listed).status_code == 303
    assert rules(draft, "hba1c")[1] == {
        "system": "npu",
        "code": "NPU03835",
        "include": True,
        "factor": 1093,
        "offset": -23.5,
    }


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"system": "sks", "code": "DZZ99"}, "findes ikke i sks"),
        ({"system": "sks", "code": "010190-1234"}, "CPR-nummer"),
        ({"system": "sks", "code": "D" * 101}, "100"),
        ({"system": "npu", "code": "NPU27300"}, "passer"),
        ({"system": "nowhere", "code": "DE11"}, "Marker en gyldig valgmulighed"),
    ],
    ids=["unknown", "cpr", "long", "unit", "system"],
)
def test_a_wrong_code_is_refused_at_its_row(draft: ProfileVersion, post: Post, row: Row, words: str) -> None:
    before = content(draft)
    good = {"system": "icpc-2-dk", "code": "T90"}
    response = post("code-sets/t2d/", save="1", title="Type 2-diabetes", **rows(good, row))
    page = text(response)
    assert response.status_code == 422
    assert row["code"][:50] in page
    assert not response.context["rows"].forms[0].errors
    assert response.context["rows"].forms[1].errors or response.context["form"].errors
    assert content(draft) == before
    if words != "passer":
        assert words in str(response.context["rows"].forms[1].errors)


def test_a_code_in_another_unit_is_refused_at_its_row(draft: ProfileVersion, post: Post) -> None:
    listed = rows({"system": "npu", "code": "NPU27300"}, {"system": "npu", "code": "NPU03835"})
    response = post("code-sets/hba1c/", save="1", title="HbA1c", unit="mmol/mol", **listed)
    assert response.status_code == 422
    assert "måles i" in str(response.context["rows"].forms[1].errors["code"])


def test_two_rules_that_disagree_are_refused(draft: ProfileVersion, post: Post) -> None:
    listed = rows({"system": "sks", "code": "DE11"}, {"system": "sks", "code": "DE11", "include": "no"})
    response = post("code-sets/t2d/", save="1", title="Type 2-diabetes", **listed)
    assert response.status_code == 422
    assert response.context["rows"].total_error_count()


def test_a_row_is_added_before_anything_is_saved(draft: ProfileVersion, post: Post) -> None:
    before = content(draft)
    listed = rows({"system": "sks", "code": "DE11"})
    response = post("code-sets/t2d/", **{"add-row": "1"}, title="Skrevet", **listed)
    assert response.status_code == 200
    assert len(response.context["rows"].forms) == 2
    assert "Skrevet" in text(response)
    assert content(draft) == before


def test_a_list_of_codes_is_pasted_without_repeats(draft: ProfileVersion, post: Post) -> None:
    listed = rows({"system": "sks", "code": "DE11"})
    pasted = {"paste": "1", "codes_system": "sks", "codes": "DE110\nDE111, de11; DE112 DE110"}
    response = post("code-sets/t2d/", title="Type 2-diabetes", **pasted, **listed)
    assert [form.held["code"] for form in response.context["rows"]] == ["DE11", "DE110", "DE111", "DE112"]


def test_a_code_is_found_by_its_words_and_taken(draft: ProfileVersion, post: Post) -> None:
    found = text(post("code-sets/t2d/", title="x", words="type 2", search="1", **rows()))
    assert 'value="icpc-2-dk|T90"' in found
    taken = post("code-sets/t2d/", title="x", take="icpc-2-dk|T90", **rows())
    assert [form.held["code"] for form in taken.context["rows"]] == ["T90"]
    assert taken.context["rows"].forms[0].title


def test_the_words_of_a_code_stand_beside_it(editor: Client) -> None:
    page = text(editor.get(f"{DRAFT}code-sets/hba1c/"))
    assert "HbA1c (IFCC)" in page


def test_a_removed_row_is_no_rule(draft: ProfileVersion, post: Post) -> None:
    listed = rows({"system": "icpc-2-dk", "code": "T90"}, {"system": "sks", "code": "DE11", "DELETE": "on"})
    post("code-sets/t2d/", save="1", title="Type 2-diabetes", **listed)
    assert [rule["code"] for rule in rules(draft, "t2d")] == ["T90"]


def test_a_code_set_in_use_is_not_removed_and_says_where_it_is_used(
    draft: ProfileVersion, change: Post, editor: Client
) -> None:
    response = change("t2d", "remove", section="code-sets")
    assert response.status_code == 422
    assert "det bruges her: Population: Har en forløbsdiagnose i Type 2-diabetes" in text(response)
    assert find(content(draft), "t2d", Namespace.CODE_SETS)
    assert "Et kodesæt, der er i brug, kan ikke fjernes." in text(editor.get(f"{DRAFT}code-sets/t2d/"))


def test_a_code_set_that_nothing_uses_is_removed(draft: ProfileVersion, post: Post, change: Post) -> None:
    post("new-code-set/", save="1", title="Ubrugt", **rows({"system": "sks", "code": "DE11"}))
    assert change("ubrugt", "remove", section="code-sets").status_code == 303
    assert "ubrugt" not in {each.id for each in content(draft).code_sets}


def test_an_unknown_code_set_is_not_found(editor: Client) -> None:
    assert editor.get(f"{DRAFT}code-sets/nowhere/").status_code == 404


@pytest.mark.parametrize("total", ["", "mange", "-1", "100000"])
def test_rows_that_do_not_add_up_are_refused(draft: ProfileVersion, post: Post, total: str) -> None:
    before = content(draft)
    sent = {"rule-TOTAL_FORMS": total, "rule-INITIAL_FORMS": "0", "title": "Type 2-diabetes"}
    assert post("code-sets/t2d/", save="1", **sent).status_code == 422
    assert post("code-sets/t2d/", refresh="1", **sent).status_code == 200
    assert content(draft) == before


def test_the_list_asks_the_database_as_often_for_many_code_sets_as_for_few(
    draft: ProfileVersion, editor: Client, post: Post
) -> None:
    counts = []
    for title in ("Et", "To", "Tre"):
        with CaptureQueriesContext(connection) as asked:
            editor.get(f"{DRAFT}code-sets/")
        counts.append(len(asked))
        post("new-code-set/", save="1", title=title, **rows({"system": "sks", "code": "DE11"}))
    assert len(set(counts)) == 1
