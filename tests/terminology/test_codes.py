"""The codes the tool knows: shipped, looked up, and held against a code set's rules."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries

from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import CodeSet
from profiles.terminology.actions import load_shipped_codes
from profiles.terminology.formats import FileProblem
from profiles.terminology.lookup import code_problems, concepts
from profiles.terminology.models import CodeMap, CodeSystem, Concept, Release
from profiles.terminology.shipped import FOLDER, read_codes

pytestmark = pytest.mark.django_db


def code_set(*rules: dict[str, object], unit: str | None = None) -> CodeSet:
    content = {"id": "set", "title": "Sæt", "rules": list(rules)} | ({"unit": unit} if unit else {})
    return CodeSet.model_validate(content, strict=False)


def rule(system: str, code: str, **more: object) -> dict[str, object]:
    return {"system": system, "code": code, "include": True, **more}


def test_every_code_system_of_the_catalogue_is_there_after_migration() -> None:
    assert set(CodeSystem.objects.values_list("pk", flat=True)) == {
        system.id for system in load_catalogue().code_systems
    }


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.csv")), ids=lambda path: path.stem)
def test_shipped_codes_are_loaded_and_only_measurements_have_units(path: Path) -> None:
    rows = read_codes(path)
    loaded = Concept.objects.filter(system=path.stem)
    assert loaded.count() == len(rows) > 0
    assert all(row.unit for row in rows) == (path.stem in {"npu", "mcs", "concept"})


def test_loading_twice_renews_labels_and_adds_nothing_twice(tmp_path: Path) -> None:
    sks = CodeSystem.objects.get(pk="sks")
    before = sks.concepts.count()
    file = tmp_path / "sks.csv"
    file.write_text("code;title\nDE11;Type 2-diabetes, ny betegnelse\nDE119A;Ny kode\n")
    for _ in range(2):
        call_command("import_codes", "csv", file, system="sks")
    assert sks.concepts.current().count() == before + 1
    assert concepts("sks", ["de11"])["DE11"].title == "Type 2-diabetes, ny betegnelse"


def test_codes_are_found_however_they_are_written() -> None:
    assert set(concepts("sks", ["de 11.9", "DE10", "findes ikke"])) == {"DE119", "DE10"}


def test_an_unknown_code_is_a_problem_with_its_place() -> None:
    (problem,) = code_problems([code_set(rule("sks", "DE11"), rule("sks", "DX99999"))])
    assert problem.place == "/code_sets/0/rules/1/code"
    assert problem.node == "set"
    assert "DX99999 findes ikke" in problem.message


def test_a_code_in_another_unit_is_a_problem_unless_it_is_converted_or_left_out() -> None:
    old = rule("npu", "NPU03835")
    (problem,) = code_problems([code_set(rule("npu", "NPU27300"), old, unit="mmol/mol")])
    assert "NPU03835 måles i 1" in problem.message
    converted = old | {"factor": 1095.5, "offset": -23.5}
    assert not code_problems([code_set(rule("npu", "NPU27300"), converted, unit="mmol/mol")])
    assert not code_problems([code_set(old | {"include": False}, unit="mmol/mol")])


def test_a_producers_own_codes_are_never_unknown() -> None:
    assert not code_problems([code_set(rule("local", "HB-7"), unit="1")])


def test_checking_many_sets_asks_the_database_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    sets = [code_set(rule("sks", "DE11"), rule("atc", "A10A")) for _ in range(50)]
    with django_assert_num_queries(1):
        assert not code_problems(sets)


def test_a_code_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "koder.csv"
    path.write_bytes("code;title\nDE11;Sygdom i øjet\n".encode("latin-1"))
    with pytest.raises(FileProblem, match=r"Linje 2.*UTF-8"):
        read_codes(path)


def test_the_shipped_map_is_loaded_once_and_gives_way_to_a_real_one() -> None:
    (shipped,) = CodeMap.objects.all()
    assert (shipped.from_system_id, shipped.to_system_id) == ("icpc-2-dk", "sks")
    assert shipped.rows == shipped.mappings.count() > 40
    fault = shipped.mappings.get(to_key="DR539")
    assert "DR539 findes ikke" in fault.remark
    load_shipped_codes()
    assert list(CodeMap.objects.all()) == [shipped]
    CodeMap.objects.filter(pk=shipped.pk).update(sha256="another", source="HL7 Danmark")
    load_shipped_codes()
    assert CodeMap.objects.get().sha256 == "another"


def test_a_shipped_map_that_was_corrected_takes_the_place_of_the_earlier() -> None:
    (shipped,) = CodeMap.objects.all()
    CodeMap.objects.filter(pk=shipped.pk).update(sha256="another")
    load_shipped_codes()
    (renewed,) = CodeMap.objects.all()
    assert renewed.pk != shipped.pk
    assert renewed.mappings.count() == renewed.rows


def test_loading_what_is_there_already_asks_little(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    """It runs after every migration, and in tests after every database that was emptied."""
    before = Release.objects.count()
    with django_assert_max_num_queries(50):
        load_shipped_codes()
    assert Release.objects.count() == before
