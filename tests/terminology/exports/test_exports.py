"""A code set taken out: as a table, as a workbook and as a FHIR ValueSet that means the same."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from profiles.standard.codes import is_in
from profiles.standard.document import CodeSet, Rule
from profiles.terminology.expansion import Member
from profiles.terminology.exports import EXPORTS, Exported
from profiles.terminology.exports.exported import Status
from profiles.terminology.exports.table import HEADER, safe
from profiles.terminology.exports.value_set import value_set
from profiles.terminology.models import CodeSystem, Release

ALPHABET = "AB1"
EVERY_CODE = [a + b + c for a in ALPHABET for b in ("", *ALPHABET) for c in ("", *ALPHABET) if b or not c]


def rule(code: str, *, below: bool = True, include: bool = True, system: str = "sks", **more: Any) -> Rule:
    return Rule(system=system, code=code, descendants=below, include=include, **more)


def exported(*rules: Rule, unit: str | None = None, kind: type[Exported] = Exported) -> Exported:
    return kind(
        code_set=CodeSet(id="t2d", title="Type 2-diabetes", rules=rules, unit=unit),
        within="type-2-diabetes",
        title="Type 2-diabetes 1.0.0",
        number="1.0.0",
        status=Status.ACTIVE,
        at=datetime(2026, 11, 30, 9, 0, tzinfo=UTC),
        publisher="PLO",
        base="https://cockpit.example/",
        mark="Eksempel, ikke klinisk godkendt.",
        releases={},
    )


class Unlisted(Exported):
    """A code set whose codes no release lists, so that no database is asked."""

    decided: list[Member] = []  # type: ignore[assignment]  # noqa: RUF012
    systems: dict[str, CodeSystem] = {}  # type: ignore[assignment]  # noqa: RUF012
    read_against: dict[str, Release] = {}  # type: ignore[assignment]  # noqa: RUF012


def codes_of(resource: dict[str, Any], contained: dict[str, dict[str, Any]]) -> set[str]:
    """What a ValueSet means, read as FHIR says: all that is included, less all that is excluded."""
    compose = resource["compose"]
    included = [_part(each, contained) for each in compose["include"]]
    excluded = [_part(each, contained) for each in compose.get("exclude", [])]
    return set().union(*included) - set().union(*excluded)


def _part(part: dict[str, Any], contained: dict[str, dict[str, Any]]) -> set[str]:
    if "valueSet" in part:
        (name,) = part["valueSet"]
        return codes_of(contained[name], contained)
    if "concept" in part:
        return {each["code"] for each in part["concept"]}
    (asked,) = part["filter"]
    return {code for code in EVERY_CODE if code.startswith(asked["value"])}


@given(
    st.lists(
        st.builds(rule, st.sampled_from(EVERY_CODE), below=st.booleans(), include=st.booleans()),
        max_size=8,
        unique_by=lambda each: each.code,
    )
)
def test_the_value_set_means_what_the_rules_mean(rules: list[Rule]) -> None:
    resource = value_set(exported(*rules, kind=Unlisted))
    contained = {f"#{each['id']}": each for each in resource.get("contained", [])}
    assert codes_of(resource, contained) == {code for code in EVERY_CODE if is_in(rules, "sks", code)}


@pytest.mark.django_db
def test_a_value_set_names_its_systems_its_release_and_every_code() -> None:
    resource = json.loads(EXPORTS["fhir"].write(exported(rule("DE11"), rule("DE112", include=False))))
    assert resource["url"] == "https://cockpit.example/ValueSet/type-2-diabetes-t2d"
    assert (resource["version"], resource["status"], resource["experimental"]) == ("1.0.0", "active", True)
    assert resource["contained"][0]["compose"]["include"][0]["system"] == "urn:oid:1.2.208.176.2.4"
    listed = {each["code"] for each in resource["expansion"]["contains"]}
    assert "DE119" in listed
    assert "DE112" not in listed
    assert resource["expansion"]["total"] == len(listed)
    assert resource["expansion"]["parameter"][0]["valueUri"].startswith("urn:oid:1.2.208.176.2.4|")


@pytest.mark.django_db
def test_a_measurement_set_carries_its_unit_and_conversions() -> None:
    old = rule("NPU03835", system="npu", below=False, factor=Decimal("10.93"), offset=Decimal("-23.5"))
    given = exported(rule("NPU27300", system="npu", below=False), old, unit="mmol/mol")
    resource = value_set(given)
    assert resource["extension"][0]["valueString"] == "mmol/mol"
    (include,) = resource["compose"]["include"]
    assert include["concept"][1]["extension"][0]["valueString"] == "× 10.93 + -23.5"
    table = _table(given)
    assert [row["gang med"] for row in table] == ["10,93", ""]
    assert [row["læg til"] for row in table] == ["-23,5", ""]


@pytest.mark.django_db
def test_the_table_has_a_row_for_every_code_and_for_rules_that_no_release_lists() -> None:
    given = exported(rule("DE11"), rule("DE112", include=False), rule("DX99"))
    table = _table(given)
    assert {row["med"] for row in table if row["kode"].startswith("DE112")} == {"nej"}
    assert table[-1]["kode"] == "DX99"
    assert {row["regel"] for row in table if row["kode"] == "DE119"} == {"DE11"}


@pytest.mark.django_db
def test_the_workbook_says_what_it_is_and_holds_the_same_rows() -> None:
    given = exported(rule("DE11"))
    book = load_workbook(io.BytesIO(EXPORTS["xlsx"].write(given)))
    codes, about = book["Koder"], dict(book["Om kodesættet"].iter_rows(values_only=True))
    assert next(codes.iter_rows(values_only=True)) == HEADER
    assert codes.max_row == len(_table(given)) + 1
    assert about["Tilstand"] == "Udgivet"
    assert about["Godkendelse"] == "Eksempel, ikke klinisk godkendt."
    assert "Uddrag" in str(about["Udgave af SKS"])


@pytest.mark.parametrize("text", ["=1+1", "+45", "-1", "@a"])
def test_no_text_is_taken_for_a_formula(text: str) -> None:
    assert safe(text) == f"'{text}"


def _table(given: Exported) -> list[dict[str, str]]:
    text = EXPORTS["csv"].write(given).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))
