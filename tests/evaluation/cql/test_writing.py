"""What a CQL library looks like, and what is refused: all that can be seen without an engine."""

from __future__ import annotations

import re
from typing import Any

import pytest

from profiles.evaluation.cql import Loss, NotSayable, to_cql
from profiles.evaluation.cql.functions import functions
from profiles.evaluation.cql.library import Library, NameTaken
from profiles.evaluation.criteria import PackageProblem
from profiles.evaluation.fhir import BASE
from profiles.standard.catalogue import load_catalogue
from profiles.standard.problem import InvalidDocument
from profiles.standard.reading import read_json, read_shape
from profiles.standard.walk import criteria

from .documents import (
    CODE_SETS,
    DOCUMENTS,
    LOGIC,
    MEASURES,
    MEMBER,
    PACKAGE,
    TIME,
    compare,
    everybody,
    measured,
    whole,
)

LATEST = measured("latest", "measurement", {"field": "code", "in": "hba1c"})
KINDS = "selection|criterion|records|record|order|codes|convert|anchor|column|flag|when|parameter|patient"
KINDS += "|values|mean|latest-date|population|outcome|weights|sum|change|change-date|before|previous"


def library(written: dict[str, Any], **more: Any) -> str:
    document = read_json(written)
    package = {key: read_json(each) for key, each in PACKAGE.items()}
    return to_cql(document, **{"package": package, "catalogue": load_catalogue(document.standard), **more})


def losses(written: dict[str, Any]) -> tuple[Loss, ...]:
    with pytest.raises(NotSayable) as refused:
        library(written)
    return refused.value.losses


def defined(text: str) -> list[str]:
    """The names of what a library defines."""
    return re.findall(r'^(?:define|define function|parameter) "([^"\n]+)"', text, re.MULTILINE)


@pytest.mark.parametrize("written", DOCUMENTS, ids=lambda written: written["profile"])
def test_every_criterion_is_a_definition_of_its_own(written: dict[str, Any]) -> None:
    names = defined(library(written))
    document = read_json(written)
    for spot in criteria(document):
        assert f"criterion-{spot.part.id}" in names
    for part in (*document.groups, *document.actions, *document.data_quality):
        assert f"when-{part.id}" in names
    for column in document.columns:
        assert f"column-{column.id}" in names


def test_ids_that_look_like_each_others_numbers_have_names_of_their_own() -> None:
    flags = [{"level": "ok", "text": each, "when": "missing"} for each in ("En", "To")]
    written = whole(
        "alike",
        {
            "id": "x",
            "type": "any",
            "of": [compare("x-2", LATEST, "less_than", 5), compare("x-1", LATEST, "equal", 5)],
        },
        columns=[
            {"id": name, "title": name, "measure": {"type": "age"}, "flags": flags}
            for name in ("a", "a-1", "a-2")
        ],
        code_sets=[{**CODE_SETS[1], "id": name} for name in ("hba1c", "hba1c-npu")],
    )
    names = defined(library(written))
    assert len(names) == len(set(names))
    assert {"flag-a/1", "flag-a-1", "flag-a-1/1", "codes-hba1c/npu"} <= set(names)


def test_two_definitions_never_share_a_name() -> None:
    library = Library()
    library.define("one", "1")
    library.define("one", "1")
    with pytest.raises(NameTaken):
        library.define("one", "2")


@pytest.mark.parametrize("written", DOCUMENTS, ids=lambda written: written["profile"])
def test_every_name_begins_with_a_word_of_ours(written: dict[str, Any]) -> None:
    known = re.compile(rf"([a-z0-9-]+@[0-9.]+ )?({KINDS})(-|$)|[A-Z][A-Za-z]+$")
    assert [name for name in defined(library(written)) if not known.match(name)] == []


@pytest.mark.parametrize("written", DOCUMENTS, ids=lambda written: written["profile"])
def test_what_is_used_is_defined_before_it_is_used_and_once(written: dict[str, Any]) -> None:
    text = library(written)
    names = defined(text)
    assert len(names) == len(set(names))
    body = text.partition("context Patient")[2]
    seen = {name for name in names if f'parameter "{name}"' in text}
    for block in body.split("\n\n"):
        seen.update(defined(block))
        code = "\n".join(line for line in block.splitlines() if not line.startswith("//"))
        used = re.findall(r'"((?:\\.|[^"\\])*)"', re.sub(r"'(?:\\.|[^'\\])*'", "", code))
        assert set(used) <= seen, block


def test_a_library_is_the_same_every_time() -> None:
    assert library(MEASURES) == library(MEASURES)


def test_a_library_says_what_it_is_and_depends_on_the_date_alone() -> None:
    text = library(LOGIC)
    assert text.startswith('// Prøve med "anførselstegn"')
    assert "library \"logic\" version '1.0.0'" in text
    assert 'parameter "IndexDate" Date' in text
    assert not re.search(r"\b(Today|Now|TimeOfDay)\b", text)


def test_every_function_of_ours_is_used_by_some_library() -> None:
    everything = "".join(library(written) for written in DOCUMENTS)
    assert [name for name in functions() if f'define function "{name}"' not in everything] == []


def test_a_clinics_own_threshold_is_a_parameter() -> None:
    text = library(LOGIC)
    assert 'parameter "parameter-limit" Decimal default 53.0' in text
    assert '> "parameter-limit"' in text


def test_a_profile_that_is_referred_to_keeps_its_names_apart() -> None:
    names = defined(library(MEMBER))
    assert "logic@1.0.0 criterion-whole" in names
    assert "time@1.0.0 selection-in-window" in names
    assert "criterion-is-member" in names


def test_the_longest_rule_of_a_code_set_comes_first() -> None:
    text = library(TIME)
    rules = re.search(r'"codes-diabetes/sks"\(code String\):\n(.*?)\n  end', text, re.DOTALL)
    assert rules is not None
    assert [line.strip() for line in rules[1].splitlines()] == [
        "case",
        "when code = 'DE1121' then true",
        "when StartsWith(code, 'DE112') then false",
        "when StartsWith(code, 'DE11') then true",
        "else false",
    ]


def test_the_addresses_of_our_own_lists_follow_the_base() -> None:
    text = library(MEASURES, base="https://example.org/fhir")
    assert "https://example.org/fhir/CodeSystem/contact-kind" in text
    assert BASE not in text


def test_an_engine_that_drops_duplicates_is_never_asked_without_saying_all() -> None:
    everything = "".join(library(written) for written in DOCUMENTS)
    queries = re.findall(r"return (?!all|distinct)\w+", everything)
    assert queries == []


# --- what is refused ----------------------------------------------------------------------------


def test_a_number_with_nine_decimals_is_a_loss_that_names_its_node() -> None:
    written = whole("exact", compare("tiny", LATEST, "less_than", 0.000000001))
    assert losses(written) == (Loss("tiny", "tallet 0.000000001 har flere end 8 decimaler."),)


def test_every_loss_is_told_at_once() -> None:
    rules = [{"system": "npu", "code": "NPU27300", "include": True, "factor": 0.0000000001}]
    written = whole(
        "exact",
        {"id": "both", "type": "all", "of": [compare("one", LATEST, "equal", 1.123456789), everybody()]},
        code_sets=[{"id": "hba1c", "title": "HbA1c", "unit": "mmol/mol", "rules": rules}],
        parameters=[{"id": "limit", "title": "Grænse", "default": 0.123456789}],
    )
    assert [loss.node for loss in losses(written)] == ["limit", "hba1c", "one"]


def test_a_loss_in_a_profile_that_is_referred_to_names_that_profile() -> None:
    other = whole("other", compare("tiny", LATEST, "less_than", 0.000000001))
    member = whole("main", {"id": "m", "type": "member_of", "profile": "other", "version": "1.0.0"})
    with pytest.raises(NotSayable, match=r"other@1\.0\.0 tiny"):
        library(member, package={"other@1.0.0": read_json(other)})


def test_a_refusal_is_a_danish_sentence() -> None:
    with pytest.raises(NotSayable, match="Profilen kan ikke skrives som CQL uden at skifte mening"):
        library(whole("exact", compare("tiny", LATEST, "less_than", 0.000000001)))


def test_a_document_with_an_error_is_not_written() -> None:
    wrong = read_shape(whole("wrong", compare("high", LATEST, "at_least", "mange")))
    with pytest.raises(InvalidDocument):
        to_cql(wrong, package={}, catalogue=load_catalogue())


def test_a_profile_that_is_not_in_the_package_is_not_guessed_at() -> None:
    with pytest.raises(PackageProblem, match=r"logic@1\.0\.0"):
        library(MEMBER, package={})


def test_profiles_that_refer_to_each_other_are_refused() -> None:
    here = whole("here", {"id": "m", "type": "member_of", "profile": "there", "version": "1.0.0"})
    there = whole("there", {"id": "m", "type": "member_of", "profile": "here", "version": "1.0.0"})
    with pytest.raises(PackageProblem, match="henviser til sig selv"):
        library(here, package={"here@1.0.0": read_json(here), "there@1.0.0": read_json(there)})
