"""A profile that refers to another one, and what ``evaluate`` is asked for: told clearly, run together."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from cockpit.demo.content import PATIENTS, first_document
from profiles.authoring.actions import import_profile
from profiles.authoring.findings import findings, package_of
from profiles.publication.models import PublishedVersion
from profiles.review.actions import submit_for_review
from profiles.review.errors import ConditionsUnmet
from profiles.standard.document import Document
from profiles.standard.reading import read_json

from .conftest import Publish

pytestmark = pytest.mark.django_db


def both(version: str) -> Document:
    """Those with type 2-diabetes who are 60 or older."""
    member = {"id": "member", "type": "member_of", "profile": "type-2-diabetes", "version": version}
    old: dict[str, Any] = {
        "id": "old",
        "type": "compare",
        "measure": {"type": "age"},
        "operator": "at_least",
        "value": 60,
    }
    known = first_document().to_json()
    changed = {
        "profile": "aeldre",
        "title": "Ældre med type 2-diabetes",
        "inclusion": {"id": "inclusion", "type": "all", "of": [member, old]},
    }
    return read_json({name: each for name, each in known.items() if name != "exclusion"} | changed)


def test_a_profile_cannot_be_sent_to_review_while_it_refers_to_what_is_not_published(
    publish: Publish, anna: User
) -> None:
    publish()
    version = import_profile(by=anna, owner=anna.organisation, document=both("9.0.0"))
    first = findings(version.content)[0]
    assert (first.severity, first.node) == ("error", "member")
    with pytest.raises(ConditionsUnmet, match=r"type-2-diabetes@9\.0\.0"):
        submit_for_review(version=version, by=anna)
    version.refresh_from_db()
    assert version.state == "draft"


def test_the_package_of_a_profile_holds_what_it_refers_to_directly_or_not(publish: Publish) -> None:
    publish()
    assert set(package_of(both("1.0.0"))) == {"type-2-diabetes@1.0.0"}
    assert package_of(first_document()) == {}


def test_a_published_profile_is_evaluated_together_with_the_one_it_refers_to(
    publish: Publish, anna: User
) -> None:
    publish()
    version = import_profile(by=anna, owner=anna.organisation, document=both("1.0.0"))
    publish(draft=version)
    told = StringIO()
    call_command("evaluate", "aeldre", str(PATIENTS), date="2026-11-21", stdout=told)
    assert "TEST-000001  med" in told.getvalue()
    assert "TEST-000008  ikke med" in told.getvalue()


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        ("findes-ikke", "Udgivne versioner: ingen"),
        ("type-2-diabetes@2.0.0", r"Udgivne versioner: 1\.0\.0"),
        ("type-2-diabetes@nyeste", r"Udgivne versioner: 1\.0\.0"),
        ("type-2-diabetes@draft", "ingen kladde"),
        ("findes-ikke.json", "kan ikke læses"),
    ],
)
def test_evaluate_says_what_there_is_when_it_is_asked_for_something_else(
    publish: Publish, profile: str, said: str
) -> None:
    publish()
    with pytest.raises(CommandError, match=said):
        call_command("evaluate", profile, str(PATIENTS), date="2026-11-21")


def test_evaluate_names_every_place_of_a_document_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "forkert.json"
    path.write_text('{"standard": "1.0", "ukendt": 1}', encoding="utf-8")
    with pytest.raises(CommandError, match="/ukendt"):
        call_command("evaluate", str(path), str(PATIENTS), date="2026-11-21")


@pytest.mark.parametrize("day", ["21-11-2026", "2026-13-01", "i dag"])
def test_evaluate_refuses_what_is_no_date(publish: Publish, day: str) -> None:
    publish()
    with pytest.raises(CommandError, match="ikke en dato"):
        call_command("evaluate", "type-2-diabetes", str(PATIENTS), date=day)


def test_evaluate_names_file_and_row_of_a_broken_table(publish: Publish, tmp_path: Path) -> None:
    publish()
    for source in PATIENTS.glob("*.csv"):
        (tmp_path / source.name).write_bytes(source.read_bytes())
    with (tmp_path / "patient.csv").open("a") as patients:
        patients.write("TEST-000001,1960-03-14,female,,2015-01-01,\n")
    with pytest.raises(CommandError, match=r"patient\.csv, række 42"):
        call_command("evaluate", "type-2-diabetes", str(tmp_path), date="2026-11-21")


def test_evaluate_runs_the_published_bytes_and_not_the_draft(publish: Publish) -> None:
    published = publish()
    told = StringIO()
    call_command("evaluate", "type-2-diabetes", str(PATIENTS), date=str(date(2026, 11, 21)), stdout=told)
    assert told.getvalue().startswith(f"Type 2-diabetes {published.number}\n")
    assert PublishedVersion.objects.count() == 1


def test_evaluate_writes_one_result_object_a_line(publish: Publish) -> None:
    publish()
    told = StringIO()
    call_command("evaluate", "type-2-diabetes", str(PATIENTS), date="2026-11-21", format="jsonl", stdout=told)
    results = [json.loads(line) for line in told.getvalue().splitlines()]
    assert len(results) == 36
    assert results[0]["patient"] == "TEST-000001"
    assert results[3]["columns"]["latest-hba1c"]["value"] == 63.5
