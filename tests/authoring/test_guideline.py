"""A whole document as it is read, and numbers as Danes write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.template import Template
from django.template.loader import render_to_string

from cockpit.demo.content import first_document, with_ldl
from profiles.authoring.forms.numbers import AmountField, danish
from profiles.authoring.guideline import guideline


def read(**more: object) -> str:
    context = {"guide": guideline(with_ldl(first_document())), **more}
    return render_to_string("authoring/document/_document.html", context)


def test_a_document_is_read_with_everything_in_it(db: None) -> None:
    page = read()
    for words in (
        "Eksempel, ikke klinisk godkendt",
        "Find klinikkens voksne med kendt type 2-diabetes",
        "Har en forløbsdiagnose i",
        "NPU27300",
        "HbA1c (IFCC)",
        "Med, og alle koder under",
        "Over 70 mmol/mol",
        "LDL-kolesterol",
        "Hvidberg m.fl.",
    ):
        assert words in page


def test_every_node_has_its_place_in_the_page(db: None) -> None:
    page = read()
    for node in (
        "inclusion",
        "adult",
        "diagnosis",
        "course-diagnosis",
        "type-1",
        "latest-hba1c",
        "latest-ldl",
    ):
        assert page.count(f'id="node-{node}"') == 1


def test_something_more_can_be_shown_at_every_node(db: None) -> None:
    page = read(extra_template=Template("[{{ node }}]"))
    assert page.count("[adult]") == 1
    assert page.count("[latest-hba1c]") == 1
    assert page.count("[t2d]") == 1


def test_a_document_that_is_no_example_carries_no_mark(db: None) -> None:
    approved = first_document().model_copy(update={"limitations": "Kun voksne."})
    assert not guideline(approved).is_example


def test_reading_asks_the_database_once(db: None, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(1):
        guideline(with_ldl(first_document()))


@pytest.mark.parametrize(
    ("typed", "numbers", "unit"),
    [
        ("48", ["48"], ""),
        ("7,5", ["7.5"], ""),
        ("7.5", ["7.5"], ""),
        ("1.600", ["1600"], ""),
        ("1.600,5", ["1600.5"], ""),
        ("0.125", ["0.125"], ""),
        ("−3", ["-3"], ""),
        ("48 mmol/mol", ["48"], "mmol/mol"),
        ("48%", ["48"], "%"),
        ("48-53", ["48", "53"], ""),
        ("48 til 53 mmol/mol", ["48", "53"], "mmol/mol"),
        ("-5--3", ["-5", "-3"], ""),
        ("", [], ""),
    ],
)
def test_a_number_is_read_as_danes_write_it(typed: str, numbers: list[str], unit: str) -> None:
    found, said = AmountField(required=False).clean(typed)
    assert (list(found), said) == ([Decimal(number) for number in numbers], unit)


@pytest.mark.parametrize(
    "typed", ["mange", "4 8", "48,,5", "48;", "1/2", "9" * 16, "0," + "1" * 11, "NaN", "inf"]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        AmountField().clean(typed)


@pytest.mark.parametrize(("number", "written"), [(Decimal("7.5"), "7,5"), (48, "48"), (0.1, "0,1")])
def test_a_number_is_written_with_a_comma(number: Decimal | int | float, written: str) -> None:
    assert danish(number) == written
