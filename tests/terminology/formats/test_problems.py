"""A broken file of any format is told with line, field and what is wrong, and with nothing else."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiles.terminology.formats import CODES, FORMATS, FileProblem, MapFormat, json_stream, text

from .test_golden import SYSTEMS, file_of, read

SKS_LINE = f"{'dia':<3}{'DE11':<20}19940101{'20240101'}25000101{'Sukkersyge':<120}{'000001':<12}SKS"


def sks(**changed: str) -> bytes:
    """A line with some positions (from one, counted as ``p4``) written over."""
    line = SKS_LINE
    for place, written in changed.items():
        start = int(place[1:]) - 1
        line = line[:start] + written + line[start + len(written) :]
    return line.encode("latin-1")


def concepts(*listed: object, **more: object) -> bytes:
    whole = {"resourceType": "CodeSystem", **more, "concept": listed}
    return json.dumps(whole, indent=0).encode()


def class_of(code: str, label: str) -> bytes:
    rubric = f'<Rubric kind="preferred"><Label>{label}</Label></Rubric>'
    return f'<ClaML>\n<Class code="{code}">{rubric}</Class>\n</ClaML>'.encode()


def zipped(**files: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"{name}.txt", content)
    return data.getvalue()


GOOD = sks()
DAMAGE = [b"", b"\n", b'"', b";", b"{", b"[", b"9" * 20]
A_LONG_NAME = "x" * 301
CONCEPT_MAP = b'{"resourceType":"ConceptMap",\n'
CPR = "Set hos 010190 1234"
RF2 = "sct2_Concept_Snapshot"
A, OTHER_A = {"code": "A", "display": "A"}, {"code": "a", "display": "B"}

PROBLEMS = [
    ("sks", GOOD + b"\r\n" + b"dia DE12", 2, "position 1-8", "for kort"),
    ("sks", b"\xef\xbb\xbf" + GOOD, 1, "position 1-3", "UTF-8"),
    ("sks", sks(p48="Øjensygdom").decode("latin-1").encode(), 1, "position 48-167", "Latin-1"),
    ("sks", sks(p1="12 "), 1, "position 1-3", "ikke et register"),
    ("sks", sks(p4="DE 11"), 1, "position 4-23", "ikke en kode"),
    ("sks", sks(p4=" " * 20), 1, "position 4-23", "ikke en kode"),
    ("sks", GOOD + b"\n" + sks(p4="DE12", p24="19941301"), 2, "position 24-31 (gyldig fra)", "19941301"),
    ("sks", sks(p24="25000101"), 1, "position 24-31", "Startdatoen mangler"),
    ("sks", sks(p40="2024-1-1"), 1, "position 40-47 (gyldig til)", "ikke en dato"),
    ("sks", sks(p48=" " * 120), 1, "position 48-167", "Teksten mangler"),
    ("sks", sks(p48="Skrevet om 010190-1234"), 1, "betegnelse", "CPR"),
    ("sks", b"", 0, "", "ingen koder"),
    ("sks", b"x" * 200_000, 1, "", "for lang"),
    ("icpc-csv", b"code;text\nK7;Kort", 2, "kode", "ICPC"),
    ("icpc-csv", b"code;text\nK74;A\nK75;B\nK74;C", 4, "kode", "linje 2"),
    ("icpc-csv", b"kode;chapter\nK74;K", 1, "title", "mangler kolonnen"),
    ("atc-csv", b"code;text\nA1;Mave", 2, "kode", "ATC"),
    ("atc-lms", b"A 10BA02\r\n", 1, "position 1-8", "for kort"),
    ("atc-lms", b"A 1BA02  Medicin\r\n", 1, "position 1-8", "ATC"),
    ("atc-lms", b"A 10BA02        \r\n", 1, "position 9-80", "Teksten mangler"),
    ("npu", b"NPU code;system;component;property;unit\nABC1;P;C;stofk.;mmol/L\n", 2, "NPU code", "NPU-kode"),
    ("npu", b"NPU code;component;property;unit\nNPU00001;C;s;mmol/L\n", 1, "system", "mangler kolonnen"),
    ("npu", b"code;system;component;property;unit\nNPU00001;P;;s;mmol/L\n", 2, "component", "hverken"),
    ("mcs-csv", b"code;title;unit\nMCS1;Omfang;cm\n", 2, "kode", "MCS"),
    ("ydelse-csv", b"speciale;ydelsesnr;text\n80;;Samtale\nx;0101;Samtale\n", 3, "kode", "80-0101"),
    ("csv", b"code;title\nA;Navn\nB;N\xe6vn\n", 3, "tegn 4", "UTF-8"),
    ("csv", b'code;title\nA;"Navn\n', 2, "", "citationstegn"),
    ("csv", b"code;title\n\nA;Navn;mere\n", 3, "", "Der skal stå 2 felter, men der står 3"),
    ("csv", b"code;title\nA\n", 2, "", "Der skal stå 2 felter, men der står 1"),
    ("csv", b"code;title\n;Navn\n", 2, "kode", "Koden mangler"),
    ("csv", b"code;title\nA;\n", 2, "betegnelse", "ingen betegnelse"),
    ("csv", f"code;title\n{'A' * 41};Navn\n".encode(), 2, "kode", "plads til 40"),
    ("csv", f"code;title\nA;{A_LONG_NAME}\n".encode(), 2, "betegnelse", "plads til 300"),
    ("csv", f"code;title;unit\nA;Navn;{'m' * 41}\n".encode(), 2, "enhed", "plads til 40"),
    ("csv", b"code;title;synonyms\nA;Navn;0101901234\n", 2, "andet navn", "CPR"),
    ("csv", b"code;title\nA;Na\x00vn\n", 2, "betegnelse", "ikke kan vises"),
    ("csv", b"code;title;closed\nA;Navn;engang\n", 2, "closed", "ikke en dato"),
    ("csv", b'code;title\n"A";"Navn\nover to"\nA;Navn\n', 4, "kode", "linje 2"),
    ("snomed-rf2", b"ikke en zip", 0, "", "zip"),
    ("snomed-rf2", zipped(andet="x"), 0, "", "sct2_Concept_Snapshot"),
    ("snomed-rf2", zipped(sct2_Concept_Snapshot="id\tx\n"), 1, "sct2_Concept_Snapshot.txt", "5 felter"),
    ("snomed-rf2", zipped(sct2_Concept_Snapshot="a\tb\tc\td\te\nx\tb\tc\td\te"), 2, RF2, "»x«"),
    ("fhir-codesystem", b'{\n"resourceType":\n"ValueSet"}', 3, "resourceType", "ValueSet"),
    ("fhir-codesystem", b"{}", 0, "resourceType", "CodeSystem"),
    ("fhir-codesystem", b"[1]", 1, "", "JSON"),
    ("fhir-codesystem", b'{"resourceType": "CodeSystem",\n"concept": [{"code": }]}', 2, "", "JSON"),
    ("fhir-codesystem", b'{"resourceType": "CodeSystem"} x', 1, "", "mere efter"),
    ("fhir-codesystem", b'{1: 2}', 1, "", "JSON"),
    ("fhir-codesystem", b'{"resourceType": "\xff"}', 1, "", "UTF-8"),
    ("fhir-codesystem", b'{"a": ' + b"[" * 100_000, 1, "", "JSON"),
    ("fhir-codesystem", concepts(content="supplement"), 3, "content", "supplement"),
    ("fhir-codesystem", concepts(content="not-present"), 3, "content", "not-present"),
    ("fhir-codesystem", concepts({"code": "A", "display": ["x"]}), 5, "display", "tekst"),
    ("fhir-codesystem", concepts(A, OTHER_A), 9, "kode", "linje 5"),
    ("fhir-codesystem", concepts(A | {"concept": [{"code": "B"}]}), 9, "betegnelse", "B"),
    ("fhir-codesystem", concepts({"code": "A", "display": "\ud800"}), 5, "betegnelse", "ikke kan vises"),
    ("fhir-codesystem", concepts({"code": "A", "display": CPR}), 5, "betegnelse", "CPR"),
    ("claml", class_of("A", CPR), 2, "betegnelse", "CPR"),
    ("fhir-codesystem", concepts("A"), 4, "concept", "liste af objekter"),
    ("claml", b"<Andet/>", 1, "", "ikke ClaML"),
    ("claml", b"<ClaML>\n<Class", 2, "", "XML"),
    ("claml", class_of("A", ""), 2, "betegnelse", "A har ingen"),
    ("claml", class_of("A", A_LONG_NAME), 2, "betegnelse", "plads til 300"),
    ("claml", b'<!DOCTYPE x [<!ENTITY a "b">]>\n<ClaML/>', 1, "", "uden for sig selv"),
    ("claml", b'<?xml version="1.0" encoding="ukendt"?><ClaML/>', 1, "", ""),
    ("fhir-conceptmap", CONCEPT_MAP + b'"group":[{"source":"urn:x"}]}', 2, "group.source", "urn:x"),
    ("fhir-conceptmap", b'{"resourceType":"ConceptMap"}', 0, "", "ingen forbindelser"),
    ("map-csv", b"from;to\nA;\n", 2, "til", "Koden mangler"),
    ("icpc-icd-csv", b"icpc;icd\n", 1, "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("format_id", "data", "line", "field", "said"), PROBLEMS)
def test_what_is_wrong_is_told_with_line_and_field(
    format_id: str, data: bytes, line: int, field: str, said: str
) -> None:
    with pytest.raises(FileProblem) as told:
        read(format_id, data)
    assert told.value.field.startswith(field)
    assert said in told.value.message
    assert told.value.line == line or not said


def test_a_problem_reads_as_a_sentence() -> None:
    assert str(FileProblem(3, "kode", "Koden mangler.")) == "Linje 3, kode: Koden mangler."
    assert str(FileProblem(0, "kode", "Koden mangler.")) == "Kode: Koden mangler."
    assert str(FileProblem(0, "", "Filen er tom.")) == "Filen er tom."


@pytest.mark.parametrize("format_id", FORMATS)
@given(data=st.binary(max_size=400))
@settings(max_examples=40, deadline=None)
def test_whatever_bytes_are_brought_the_answer_is_a_file_problem(format_id: str, data: bytes) -> None:
    _read_or_refuse(format_id, data)


@pytest.mark.parametrize("format_id", FORMATS)
@given(chance=st.data())
@settings(max_examples=40, deadline=None)
def test_a_file_that_is_cut_or_damaged_is_read_or_refused(format_id: str, chance: st.DataObject) -> None:
    data = file_of(format_id).read_bytes()
    start = chance.draw(st.integers(0, len(data)))
    end = chance.draw(st.integers(start, len(data)))
    put = chance.draw(st.one_of(st.binary(max_size=4), st.sampled_from(DAMAGE)))
    _read_or_refuse(format_id, data[:start] + put + data[end:])
    _read_or_refuse(format_id, data[:start])


def _read_or_refuse(format_id: str, data: bytes) -> None:
    """What is read can be kept, and what cannot be read is a ``FileProblem`` on a line of the file."""
    found, line = [], 0
    try:
        found = read(format_id, data)
    except FileProblem as problem:
        line = 0 if format_id == "snomed-rf2" else problem.line
    assert 0 <= line <= data.count(b"\n") + data.count(b"\r") + 1
    for one in found:
        assert str(one).encode()
        assert one.line > 0


def test_problems_late_in_a_file_are_on_their_line() -> None:
    rows = [f"A{number};Navn {number}" for number in range(3_000)]
    with pytest.raises(FileProblem, match=r"Linje 3002, betegnelse"):
        read("csv", "\n".join(["code;title", *rows, "B;"]).encode())
    lines = [sks(p4=f"DE{number:04}") for number in range(3_000)]
    with pytest.raises(FileProblem, match="Linje 3001, position 4-23"):
        read("sks", b"\r\n".join([*lines, sks(p4="DE 1")]))
    listed = [{"code": f"A{number}", "display": "Æble"} for number in range(3_000)]
    with pytest.raises(FileProblem, match="Linje 12005, betegnelse"):
        read("fhir-codesystem", concepts(*listed, {"code": "B"}))


class Watched(io.BytesIO):
    """A file that knows the most that was asked of it at once."""

    most = 0

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert size >= 0, "the whole file at once"
        self.most = max(self.most, size)
        return super().read(size)


def large(format_id: str) -> bytes:
    if format_id == "claml":
        classes = (class_of(f"A{number}", "Navn")[7:-8] for number in range(9_000))
        return b"<ClaML>" + b"".join(classes) + b"</ClaML>"
    if format_id == "csv":
        return b"code;title\n" + b"".join(f"A{number};Navn\n".encode() for number in range(30_000))
    return concepts(*({"code": f"A{number}", "display": "Navn " * 20} for number in range(5_000)))


@pytest.mark.parametrize("format_id", ["fhir-codesystem", "claml", "csv"])
def test_a_large_file_is_never_asked_for_as_a_whole(format_id: str) -> None:
    data = large(format_id)
    file, heard = Watched(data), list[int]()
    count = sum(1 for _ in CODES[format_id].read(file, tell=heard.append))
    assert len(data) > 5 * file.most
    assert heard == sorted(heard)
    assert heard[-1] == len(data)
    assert len(heard) == (count + 999) // 1000 + 1


def test_an_item_of_json_that_is_too_large_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "LARGEST_ITEM", 100_000)
    with pytest.raises(FileProblem, match="for stort"):
        read("fhir-codesystem", concepts({"code": "A", "display": "x" * 400_000}))


def test_a_code_map_leads_only_where_the_caller_knows_the_address() -> None:
    form = FORMATS["fhir-conceptmap"]
    assert isinstance(form, MapFormat)
    with (
        file_of("fhir-conceptmap").open("rb") as file,
        pytest.raises(FileProblem, match="icpc-2 kendes ikke"),
    ):
        list(form.read(file))
    found = read("fhir-conceptmap", file_of("fhir-conceptmap").read_bytes())
    assert {(each.from_system, each.to_system) for each in found} == {
        (SYSTEMS["http://hl7.org/fhir/sid/icpc-2"], "sks")
    }


def test_letters_of_the_west_are_read_in_either_encoding() -> None:
    written = "code;text\nK74;Smerte i brystet på grund af hjertet – åndenød\n"
    assert read("icpc-csv", written.encode()) == read("icpc-csv", written.encode("cp1252"))
    assert text.encoding_of(io.BytesIO("æ".encode()[:1])) == text.WESTERN
