"""Codes from lists, files and ValueSets: read, told of line by line, decided on, and only then saved."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from profiles.authoring.builder.adding.grid import lines_of_file, lines_of_text
from profiles.authoring.builder.adding.listing import read_listing
from profiles.authoring.builder.adding.value_set import read_value_set
from profiles.authoring.builder.adding.wish import CannotRead, Reading
from profiles.authoring.models import ProfileVersion
from profiles.standard.catalogue import load_catalogue
from profiles.terminology.models import CodeMap, Mapping

from .conftest import DRAFT, Answer, Post, content, text

pytestmark = pytest.mark.django_db
SYSTEMS = load_catalogue("1.0").code_systems
ADD = "code-sets/t2d/add/"
SKS, ICPC, NPU = "urn:oid:1.2.208.176.2.4", "urn:oid:1.2.208.176.2.31", "http://npu-terminology.org"


def listing(written: str, system: str = "") -> Reading:
    return read_listing(lines_of_text(written), SYSTEMS, system)


def wished(reading: Reading) -> list[tuple[str, str]]:
    return [(wish.code[1], wish.what) for wish in reading.wishes]


def told(reading: Reading) -> list[str]:
    return [f"{each.where}: {each.why}" for each in reading.unread]


def workbook(*rows: tuple[Any, ...]) -> bytes:
    book, data = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(data)
    return data.getvalue()


# --- lists ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("DE110\nDE111", ["DE110", "DE111"]),
        ("DE110, DE111; de11.2 DE110", ["DE110", "DE111", "DE112"]),
        ("DE11 Type 2-diabetes\nT90 Diabetes", ["DE11", "T90"]),
        ("DE11\tType 2-diabetes\t12\n\nDE10\tType 1", ["DE11", "DE10"]),
        ("DE 11.2", ["DE112"]),
        ("kode;betegnelse\nDE11;Type 2-diabetes", ["DE11"]),
    ],
)
def test_codes_are_read_however_a_list_is_written(written: str, codes: list[str]) -> None:
    reading = listing(written)
    assert [code for code, _ in wished(reading)] == codes
    assert not reading.unread


def test_columns_say_what_is_wished_of_each_code() -> None:
    reading = listing(
        "system;kode;med;alle under;gang med;læg til\n"
        "SKS;DE11;ja;ja;;\nsks;DE112;nej;ja;;\nsks;DE113;nej;nej;;\nICPC-2-DK;T90;ja;nej;;\n"
        "npu;NPU03835;ja;;1.093;-23,5\n"
    )
    assert wished(reading) == [
        ("DE11", "with-below"),
        ("DE112", "leave-out"),
        ("DE113", "leave-alone"),
        ("T90", "alone"),
        ("NPU03835", ""),
    ]
    assert (reading.wishes[-1].factor, reading.wishes[-1].offset) == (Decimal(1093), Decimal("-23.5"))


def test_each_line_that_cannot_be_read_says_where_and_why_and_is_kept() -> None:
    reading = listing(
        "kode;system;med;gang med\nDXX;sks;;\nDE11;nowhere;;\nDE10;sks;måske;\nDE14;sks;;0\nT90;icpc-2-dk;;"
    )
    assert wished(reading) == [("T90", "")]
    assert told(reading) == [
        "Linje 2, kolonne 1: “DXX” findes ikke i SKS. Se efter, om koden er skrevet rigtigt.",
        "Linje 3, kolonne 2: Kodesystemet “nowhere” kendes ikke.",
        "Linje 4, kolonne 3: “måske” er hverken ja eller nej.",
        "Linje 5, kolonne 4: Det, der ganges med, skal være større end 0.",
    ]
    assert reading.left.splitlines()[:2] == ["kode;system;med;gang med", "DXX;sks"]
    mended = reading.left.replace("DXX", "DE13").replace("nowhere", "sks").replace("måske", "nej")
    assert wished(listing(mended.replace(";0", ";2")))[:3] == [
        ("DE13", ""),
        ("DE11", ""),
        ("DE10", "leave-out"),
    ]


def test_repeats_contradictions_and_patients_are_told_of() -> None:
    reading = listing("kode;med\nDE11;ja\nDE11;ja\nDE10;ja\nDE10;nej\n010190-1234;ja")
    assert reading.notes == ("1 linje gentog en kode.",)
    assert "står også i linje 4" in told(reading)[-1] or "står også i linje 4" in told(reading)[0]
    assert any("CPR-nummer" in each for each in told(reading))


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_in_words(written: str) -> None:
    try:
        reading = listing(written)
    except CannotRead as refused:
        why = [str(refused)]
    else:
        why = [each.why for each in reading.unread if each.where]
        assert len(why) == len(reading.unread)
    assert all(why)


# --- files ---------------------------------------------------------------------------------------


def test_a_workbook_is_read_like_the_same_list_as_text() -> None:
    data = workbook(
        ("kode", "navn", "alle under"), ("DE11", "Type 2", "ja"), (None, None, None), ("T90", "", "")
    )
    lines = lines_of_file("koder.xlsx", data)
    assert wished(read_listing(lines, SYSTEMS)) == [("DE11", "with-below"), ("T90", "")]
    assert lines[-1].number == 4


def test_whole_numbers_in_cells_are_codes_and_danish_letters_survive() -> None:
    assert lines_of_file("a.xlsx", workbook((101.0, 5)))[0].cells == ("101", "5")
    assert lines_of_file("a.csv", "kode;læg til\n".encode("cp1252"))[0].cells == ("kode", "læg til")
    assert lines_of_file("a.csv", "\ufeffkode".encode())[0].cells == ("kode",)


def zipped(name: str, data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.csv", b"", "tom"),
        ("a.csv", b"x" * (2 * 1024 * 1024 + 1), "2 MB"),
        ("a.csv", b"DE11\n" * 10_001, "10000 rækker"),
        ("a.csv", b"\0\1\2", "ikke en tekst"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "Excel"),
        ("a.xlsx", b"PK\3\4 halv", "Excel"),
        ("a.xlsx", zipped("noget.txt", b"x"), "Excel"),
        ("a.xlsx", zipped("bombe.xml", b"0" * (51 * 1024 * 1024)), "for stort"),
    ],
    ids=["empty", "large", "long", "binary", "old", "broken", "no workbook", "bomb"],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(name: str, data: bytes, words: str) -> None:
    with pytest.raises(CannotRead, match=words):
        lines_of_file(name, data)


# --- value sets ----------------------------------------------------------------------------------


def value_set(include: list[Any], exclude: list[Any] | None = None, **more: Any) -> str:
    compose = {"include": include, "exclude": exclude or []}
    return json.dumps({"resourceType": "ValueSet", "compose": compose, **more})


def below(code: str, op: str = "is-a", system: str = SKS) -> dict[str, Any]:
    return {"system": system, "filter": [{"property": "concept", "op": op, "value": code}]}


def named(*codes: str, system: str = SKS) -> dict[str, Any]:
    return {"system": system, "concept": [{"code": code} for code in codes]}


def test_concepts_and_filters_of_a_value_set_are_wishes() -> None:
    include = [below("DE11"), named("DE14"), named("T90", system="http://hl7.org/fhir/sid/icpc-2")]
    reading = read_value_set(value_set(include, [below("DE112"), named("DE113")]), SYSTEMS)
    assert wished(reading) == [
        ("DE11", "with-below"),
        ("DE14", "alone"),
        ("T90", "alone"),
        ("DE112", "leave-out"),
        ("DE113", "leave-alone"),
    ]
    assert not reading.unread


def test_icd_10_becomes_sks_and_descendants_are_the_codes_right_below() -> None:
    icd = below("E11", system="http://hl7.org/fhir/sid/icd-10")
    assert wished(read_value_set(value_set([icd]), SYSTEMS)) == [("DE11", "with-below")]
    reading = read_value_set(value_set([below("DE11", "descendent-of")]), SYSTEMS)
    assert {what for _, what in wished(reading)} == {"with-below"}
    assert "DE11" not in {code for code, _ in wished(reading)}
    assert "DE119" in {code for code, _ in wished(reading)}


def test_what_is_excluded_takes_those_below_it_along_and_says_so() -> None:
    reading = read_value_set(value_set([below("DE11"), named("DE1121")], [below("DE112")]), SYSTEMS)
    assert wished(reading) == [("DE11", "with-below"), ("DE112", "leave-out")]
    assert told(reading) == [
        "compose.include[1].concept[0]: DE1121 er også udeladt (exclude) og er derfor ikke med."
    ]


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ({"system": SKS}, "Et helt kodesystem"),
        ({"system": "http://nowhere"}, "http://nowhere kendes ikke"),
        ({"concept": []}, "mangler et kodesystem"),
        ({"valueSet": ["http://other/vs"]}, "http://other/vs"),
        (below("DE11", "regex"), "concept regex DE11"),
        ({**below("DE11"), "concept": [{"code": "DE11"}]}, "på én gang"),
        ({"system": SKS, "concept": [{"display": "x"}]}, "mangler en kode"),
        ({"system": SKS, "filter": [*below("DE11")["filter"], *below("DE10")["filter"]]}, "Flere filtre"),
        (below("DE119", "descendent-of"), "ingen kendte koder under"),
    ],
)
def test_what_rules_cannot_say_is_told_by_its_name(part: dict[str, Any], words: str) -> None:
    reading = read_value_set(value_set([part, named("T90", system=ICPC)]), SYSTEMS)
    assert wished(reading) == [("T90", "alone")]
    assert len(reading.unread) == 1
    assert words in told(reading)[0]
    assert told(reading)[0].startswith("compose.include[0]")


@pytest.mark.parametrize(
    ("given_text", "words"),
    [
        ("{", "linje 1"),
        ("[" * 100_000, "JSON"),
        ("{}", "ikke et FHIR ValueSet"),
        ('{"resourceType": "ValueSet"}', "hverken compose eller expansion"),
        ('{"resourceType": "ValueSet", "title": "010190-1234", "compose": {}}', "CPR"),
    ],
    ids=["cut", "deep", "other", "empty", "cpr"],
)
def test_what_is_no_value_set_is_refused_in_words(given_text: str, words: str) -> None:
    with pytest.raises(CannotRead, match=words):
        read_value_set(given_text, SYSTEMS)


def test_an_expansion_alone_is_read_as_the_codes_it_lists() -> None:
    inner = {"system": SKS, "code": "DE119"}
    contains = [{"system": SKS, "code": "DE11", "abstract": True, "contains": [inner]}]
    data = json.dumps({"resourceType": "ValueSet", "expansion": {"contains": contains}})
    assert wished(read_value_set(data, SYSTEMS)) == [("DE119", "alone")]


@pytest.mark.parametrize("form", ["csv", "xlsx", "fhir"])
def test_a_set_that_was_taken_out_is_read_into_the_same_rules(
    draft: ProfileVersion, post: Post, editor: Client, form: str
) -> None:
    post("code-sets/t2d/rule/", do="leave-out|sks|DE112")
    taken = editor.get(f"{DRAFT}code-sets/t2d/export/{form}/").content
    post("new-code-set/", title="Igen")
    file = SimpleUploadedFile(f"set.{'json' if form == 'fhir' else form}", taken)
    read = post("code-sets/igen/add/", read="1", file=file)
    assert read.status_code == 200
    assert not read.context["decisions"].unread
    assert accept(post, read, address="code-sets/igen/add/").status_code == 303
    made = {each.id: each for each in content(draft).code_sets}
    assert set(made["igen"].rules) == set(made["t2d"].rules)


# --- decisions -----------------------------------------------------------------------------------


def accept(post: Post, read: Answer, address: str = ADD, **changed: str) -> Answer:
    """Send the list back as it stands, with other choices by code."""
    items = read.context["decisions"].items
    picked = {
        f"decide-{number}": changed.get(item.wish.code[1], item.picked) for number, item in enumerate(items)
    }
    left = read.context["decisions"].left
    return post(address, accept="1", item=[item.sent for item in items], left=left, **picked)


def test_a_pasted_list_is_decided_on_before_anything_is_saved(draft: ProfileVersion, post: Post) -> None:
    before = content(draft)
    read = post(ADD, read="1", codes="DE10 Type 1\nDE119\nT90")
    decisions = read.context["decisions"]
    assert [(item.wish.code[1], item.picked) for item in decisions.items] == [
        ("DE10", "alone"),
        ("DE119", "skip"),
        ("T90", "skip"),
    ]
    assert decisions.already == 2
    assert content(draft) == before
    assert accept(post, read, DE10="with-below").status_code == 303
    assert content(draft).code_sets[0].rules[-1].code == "DE10"
    assert content(draft).code_sets[0].rules[-1].descendants
    assert len(content(draft).code_sets[0].rules) == 3


def test_good_lines_are_saved_and_bad_ones_stay_to_be_put_right(draft: ProfileVersion, post: Post) -> None:
    read = post(ADD, read="1", codes="DE10\nDXX her er noget\nDE14")
    assert "Linje 2, kolonne 1" in text(read)
    saved = accept(post, read)
    assert saved.status_code == 200
    assert [rule.code for rule in content(draft).code_sets[0].rules][-2:] == ["DE10", "DE14"]
    assert saved.context["form"]["codes"].value() == "DXX her er noget"
    assert "2 koder er gemt" in text(saved)


def test_a_list_that_says_otherwise_than_the_set_must_be_decided(draft: ProfileVersion, post: Post) -> None:
    before = content(draft)
    read = post(ADD, read="1", codes="kode;med\nT90;nej")
    assert "To regler er uenige" in text(read)
    refused = accept(post, read)
    assert refused.status_code == 422
    assert content(draft) == before
    assert accept(post, read, T90="leave-out").status_code == 303
    assert not content(draft).code_sets[0].rules[0].include


def test_every_code_is_filled_in_at_once_and_nothing_is_saved(draft: ProfileVersion, post: Post) -> None:
    before = content(draft)
    read = post(ADD, read="1", codes="DE10\nDE14\nT90")
    items = [item.sent for item in read.context["decisions"].items]
    page = post(ADD, fill="with-below", item=items, **{"decide-0": "skip"})
    assert page.status_code == 200
    assert {item.picked for item in page.context["decisions"].items} == {"with-below"}
    assert content(draft) == before


def test_everything_a_search_finds_is_decided_code_by_code(
    draft: ProfileVersion, post: Post, editor: Client
) -> None:
    page = editor.get(f"{DRAFT}{ADD}?words=type 1")
    items = page.context["decisions"].items
    assert len(items) > 3
    assert {item.picked for item in items} == {"skip"}
    assert accept(post, page).status_code == 422
    assert accept(post, page, DE109="alone").status_code == 303
    assert content(draft).code_sets[0].rules[-1].code == "DE109"


def test_a_measurement_in_another_unit_is_refused_at_its_line(draft: ProfileVersion, post: Post) -> None:
    before = content(draft)
    read = post("code-sets/hba1c/add/", read="1", codes="NPU27412")
    refused = accept(post, read, address="code-sets/hba1c/add/")
    assert refused.status_code == 422
    assert "måles i mmol/L" in refused.context["decisions"].items[0].problem
    assert content(draft) == before


@pytest.mark.parametrize(
    "sent",
    [
        {"read": "1"},
        {"read": "1", "codes": "DXX"},
        {"read": "1", "codes": "{"},
        {"read": "1", "codes": "DE11", "system": "nowhere"},
        {"accept": "1"},
        {"accept": "1", "item": ["x"]},
        {"accept": "1", "item": ['["sks", "010190-1234", "", "", "", "1", "0"]'], "decide-0": "alone"},
        {"accept": "1", "item": ['["sks", "DE10", "", "", "", "1e99999", "0"]'], "decide-0": "alone"},
        {"accept": "1", "item": ['["sks", "DE10", "", "", "", "1", "0"]'], "decide-0": "eat"},
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    draft: ProfileVersion, post: Post, sent: dict[str, Any]
) -> None:
    before = content(draft)
    response = post(ADD, **sent)
    assert response.status_code == 422
    assert content(draft) == before
    if codes := sent.get("codes"):
        assert codes in text(response)


def test_a_long_list_is_decided_in_parts_and_none_of_it_is_lost(post: Post, draft: ProfileVersion) -> None:
    codes = [f"lok{number}" for number in range(510)]
    read = post("code-sets/hba1c/add/", read="1", system="local", codes="\n".join(codes))
    decisions = read.context["decisions"]
    assert len(decisions.items) == 500
    rest = listing(decisions.left, "")
    assert [wish.code[1] for wish in rest.wishes] == [code.upper() for code in codes[500:]]


# --- maps ----------------------------------------------------------------------------------------


def make_map(*links: tuple[str, str, str]) -> CodeMap:
    """The only map there is; the one that is shipped makes way."""
    CodeMap.objects.all().delete()
    made = CodeMap.objects.create(
        title="ICPC til SKS",
        from_system_id="icpc-2-dk",
        to_system_id="sks",
        date=date(2026, 6, 8),
        source="Test",
        file_name="map.csv",
        sha256="0" * 64,
        rows=len(links),
    )
    for one, other, remark in links:
        Mapping.objects.create(map=made, from_key=one, to_key=other, remark=remark)
    return made


def test_maps_only_suggest_each_code_with_what_speaks_against_it(
    draft: ProfileVersion, editor: Client, post: Post
) -> None:
    make_map(("T90", "DE109", ""), ("T90", "DZZ9", ""), ("T90", "DE14", "Fra filen"), ("P70", "DE14", ""))
    before = content(draft)
    suggested = editor.get(f"{DRAFT}code-sets/t2d/mapping/").context["suggested"]
    said = {each.row.code[1]: each for each in suggested.suggestions}
    assert "Slutter på 9" in said["DE109"].remarks[0]
    assert said["DZZ9"].remarks == ("Koden findes ikke i kodesystemet.",)
    assert not said["DZZ9"].takes
    assert said["DE14"].remarks[0] == "Fra filen"
    assert "1 koder uden for sættet" in said["DE14"].remarks[1]
    assert "DE119" in {gap.code for gap in suggested.gaps}
    assert content(draft) == before
    taken = post("code-sets/t2d/rule/", do="alone|sks|DE14", next="mapping")
    assert taken["Location"] == f"{DRAFT}code-sets/t2d/mapping/#row-sks-DE14"
    assert content(draft).code_sets[0].rules[-1].code == "DE14"


def test_maps_are_read_both_ways(draft: ProfileVersion, editor: Client, post: Post) -> None:
    make_map(("T89", "DE119", ""))
    suggested = editor.get(f"{DRAFT}code-sets/t2d/mapping/").context["suggested"]
    assert [(each.row.code, each.sources) for each in suggested.suggestions] == [
        (("icpc-2-dk", "T89"), ("DE119",))
    ]


def test_without_maps_the_page_says_so(editor: Client, draft: ProfileVersion) -> None:
    CodeMap.objects.all().delete()
    assert "ingen oversættelser i værktøjet" in text(editor.get(f"{DRAFT}code-sets/t2d/mapping/"))
