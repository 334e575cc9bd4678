"""Optælling: the counts of a draft and of a published version, and the calm answers when there are none."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from profiles.authoring.counting import count as counting
from profiles.authoring.counting.clinics import clinics, database_of
from profiles.authoring.counting.count import NotCounted, count
from profiles.authoring.counting.pyramid import LONGEST, drawn
from profiles.authoring.counting.shown import shown
from profiles.authoring.models import ProfileVersion
from profiles.evaluation.attrition import Band, attrition
from profiles.evaluation.engine import EvaluationStopped
from profiles.evaluation.synthetic import AS_OF, write_clinic

from .conftest import DRAFT, HTMX, PLACE, Answer, text

pytestmark = pytest.mark.django_db
COUNTS = f"{PLACE}counts/"
PATIENTS = 400


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small clinic where the tool looks for the one of 1,600."""
    folder = tmp_path_factory.mktemp("clinics")
    write_clinic(folder / "1600", PATIENTS)
    return folder


@pytest.fixture(autouse=True)
def clinic(made: Path, settings: Settings) -> Path:
    settings.CLINICS = made
    cache.clear()
    return made


def words(response: Answer) -> str:
    return " ".join(re.sub("<[^>]*>", " ", text(response)).split())


def test_a_draft_is_counted_in_synthetic_patients(editor: Client, draft: ProfileVersion) -> None:
    said = words(editor.get(COUNTS))
    (chosen,) = clinics()
    found = attrition(draft.content, database_of(chosen), AS_OF)
    assert found.outcome.true > 5
    assert "Syntetiske patienter." in said
    assert f"{found.outcome.true} med af {found.patients} aktive patienter" in said
    assert "35–55 pr. tusind" in said
    assert "Prevalence of chronic conditions" in said


def test_every_criterion_stands_in_the_table_with_its_count(editor: Client, draft: ProfileVersion) -> None:
    response = editor.get(COUNTS)
    rows = response.context["shown"].inclusion + response.context["shown"].exclusion
    assert [row.line.id for row in rows] == [
        "adult",
        "diagnosis",
        "course-diagnosis",
        "contact-diagnosis",
        "type-1-course",
        "type-1-contact",
    ]
    assert [row.line.id for row in rows if row.step] == [
        "adult",
        "diagnosis",
        "type-1-course",
        "type-1-contact",
    ]
    last = rows[-1].step
    assert last.left == response.context["shown"].attrition.outcome.true


@pytest.mark.parametrize("query", ["?date=2026-02-30", "?date=i+går", "?date=1400-01-01", "?clinic=7"])
def test_a_day_or_a_clinic_that_is_not_there_is_told_at_its_field(
    editor: Client, draft: ProfileVersion, query: str
) -> None:
    response = editor.get(f"{COUNTS}{query}")
    assert response.status_code == 422
    assert "form-error" in text(response)
    assert query.partition("=")[2].replace("+", " ") in text(response) or "clinic" in query


def test_another_day_gives_another_count(editor: Client, draft: ProfileVersion) -> None:
    later, before = (words(editor.get(f"{COUNTS}?date={day}")) for day in ("2026-11-21", "1990-01-01"))
    assert later != before
    assert "opgjort 1. jan. 1990" in before


def test_htmx_gets_the_part_and_a_plain_request_the_page(editor: Client, draft: ProfileVersion) -> None:
    part, page = text(editor.get(COUNTS, headers=HTMX)), text(editor.get(COUNTS))
    assert part.strip().startswith('<div id="counts"')
    assert part.strip() in page


def test_without_synthetic_patients_the_page_says_how_they_are_made(
    editor: Client, draft: ProfileVersion, settings: Settings, tmp_path: Path
) -> None:
    settings.CLINICS = tmp_path
    response = editor.get(COUNTS)
    assert response.status_code == 200
    assert "manage.py make_clinic 1600" in text(response)


def test_a_count_that_takes_too_long_is_told_calmly(
    editor: Client, draft: ProfileVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(*_: object, **__: object) -> None:
        raise EvaluationStopped("Opgørelsen blev afbrudt efter 5 sekunder.")

    monkeypatch.setattr(counting, "attrition", late)
    response = editor.get(COUNTS)
    assert response.status_code == 200
    assert "afbrudt efter 5 sekunder" in words(response)
    assert "Ikke talt" in words(editor.get(f"{DRAFT}counts/", headers=HTMX))


def test_who_comes_when_others_are_being_counted_is_asked_to_try_again(
    draft: ProfileVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "PATIENCE", 0.01)
    (chosen,) = clinics()
    for _ in range(counting.AT_ONCE):
        counting._slots.acquire()
    try:
        with pytest.raises(NotCounted, match="Prøv igen"):
            count(draft, chosen, AS_OF)
    finally:
        for _ in range(counting.AT_ONCE):
            counting._slots.release()


def test_the_same_count_is_made_once(draft: ProfileVersion, monkeypatch: pytest.MonkeyPatch) -> None:
    (chosen,) = clinics()
    first = count(draft, chosen, AS_OF)
    monkeypatch.setattr(counting, "attrition", None)
    assert count(draft, chosen, AS_OF) == first
    with pytest.raises(TypeError):
        count(draft, chosen, date(2020, 1, 1))


def test_a_clinic_that_is_made_anew_is_read_anew(made: Path) -> None:
    (before,) = clinics()
    first = database_of(before)
    write_clinic(made / "1600", PATIENTS)
    (after,) = clinics()
    assert database_of(after) is not first


def test_the_editor_fetches_the_counts_after_the_page(editor: Client, draft: ProfileVersion) -> None:
    page = text(editor.get(f"{DRAFT}population/"))
    assert f'hx-get="{DRAFT}counts/"' in page
    assert 'id="count-adult"></span>' in page
    part = text(editor.get(f"{DRAFT}counts/", headers=HTMX))
    assert 'id="count-adult" hx-swap-oob="true"' in part
    assert editor.get(f"{DRAFT}counts/").status_code == 302


def test_the_pyramid_is_drawn_to_its_longest_bar_with_the_oldest_on_top() -> None:
    pyramid = drawn([Band(0, 0, 0, 0), Band(10, 4, 8, 1), Band(None, 1, 0, 0)])
    assert [bar.words for bar in pyramid.bars] == ["Ukendt", "10–19", "0–9"]
    assert [(bar.women_width, bar.men_width) for bar in pyramid.bars][1] == (LONGEST // 2, LONGEST)
    assert (pyramid.women, pyramid.men, pyramid.others) == (5, 8, 1)


def test_the_total_stands_beside_what_is_expected(draft: ProfileVersion) -> None:
    (chosen,) = clinics()
    told = shown(draft.content, count(draft, chosen, AS_OF))
    expected = draft.content.expected_per_thousand
    assert expected
    inside = expected.low <= told.per_thousand <= expected.high
    assert (told.verdict == "within") is inside
