"""The excerpts that are shipped suffice for the ten profiles, and are found by the words clinicians use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from profiles.standard.codes import normalised
from profiles.terminology.entries import Entry, words_of
from profiles.terminology.formats import FORMATS, Connection, remark_of
from profiles.terminology.shipped import FOLDER, MAPS, read_codes

SETS = Path(__file__).parent / "value_sets.txt"
NUMBERED = re.compile(r"([A-Z]+)([0-9]+)-\1([0-9]+)")


@cache
def shipped(system: str) -> dict[str, Entry]:
    hierarchical = system in {"sks", "icpc-2-dk", "atc"}
    return {entry.key: entry for entry in read_codes(FOLDER / f"{system}.csv", hierarchical=hierarchical)}


def named() -> Iterator[tuple[str, str, str]]:
    """Set, system and code of everything that the value sets name."""
    for line in SETS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, system, *codes = line.split()
            yield from ((name, system, each) for code in codes for each in spread(code))


def spread(code: str) -> Iterator[str]:
    """The categories from one to another; a code alone is itself."""
    found = NUMBERED.fullmatch(code)
    if not found or "-" not in code or code[0].isdigit():
        yield code
        return
    letters, first, last = found.groups()
    yield from (f"{letters}{number:0{len(first)}}" for number in range(int(first), int(last) + 1))


#: Numbers that ICD-10 never gave to a category, inside the ranges above.
NEVER_GIVEN = {"DC27", "DC28", "DC29", "DC35", "DC36", "DC42", "DC59", "DC87", "DC89"}


def test_every_code_of_every_value_set_is_shipped() -> None:
    missing = {
        (name, system, code)
        for name, system, code in named()
        if normalised(code.rstrip("*")) not in shipped(system) and code not in NEVER_GIVEN
    }
    assert missing == set()
    assert len({(system, code) for _, system, code in named()}) > 500


def test_a_code_that_is_taken_with_all_below_it_has_something_below_it() -> None:
    above = {(system, code.rstrip("*")) for _, system, code in named() if code.endswith("*")}
    barren = {
        (system, code)
        for system, code in above
        if not any(key.startswith(code) and key != code for key in shipped(system))
    }
    assert barren == set()


@pytest.mark.parametrize(
    ("system", "words", "code"),
    [
        ("sks", "sukkersyge type 2", "DE11"),
        ("sks", "kol", "DJ44"),
        ("sks", "kronisk obstruktiv lungesygdom", "DJ44"),
        ("sks", "blodprop i hjertet", "DI21"),
        ("sks", "alzheimer", "DF00"),
        ("sks", "adhd", "DF90"),
        ("sks", "gammelt infarkt", "DI252"),
        ("icpc-2-dk", "sukkersyge", "T90"),
        ("icpc-2-dk", "kol", "R95"),
        ("icpc-2-dk", "hjerteinfarkt", "K75"),
        ("npu", "langtidsblodsukker", "NPU27300"),
        ("atc", "hjertemagnyl", "B01AC06"),
    ],
)
def test_a_code_is_found_by_what_clinicians_call_it(system: str, words: str, code: str) -> None:
    assert set(words_of(words)) <= set(shipped(system)[code].words)


def test_a_code_that_moved_is_closed_and_says_where_to() -> None:
    closed = {entry.code: entry.replaced_by for entry in shipped("atc").values() if entry.closed}
    assert closed == {"N03AX12": "N02BF01", "N03AX16": "N02BF02"}
    assert set(closed.values()) <= set(shipped("atc"))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.csv")), ids=lambda path: path.stem)
def test_no_two_codes_of_a_system_have_the_same_name(path: Path) -> None:
    """A list where two rows read the same cannot be chosen from."""
    titles = [entry.title for entry in read_codes(path)]
    assert sorted(title for title in set(titles) if titles.count(title) > 1) == []


def test_the_shipped_map_connects_codes_that_are_shipped_and_tells_its_known_faults() -> None:
    """What the public map gets wrong is in the excerpt too, so that it can be seen how it is told."""
    with (MAPS / "icpc-2-dk_sks.csv").open("rb") as file:
        connections = list(FORMATS["map-csv"].read(file))
    keys = shipped("sks")
    assert all(isinstance(each, Connection) and each.from_key in shipped("icpc-2-dk") for each in connections)
    faults = {each.to_code: remark_of(each, keys) for each in connections if each.to_key not in keys}
    assert faults == {
        "DR53.9": "DR53 er fyldt op med .9; DR539 findes ikke.",
        "DM459": "Koden er skrevet M459 uden punktum. L88 dækker også rygsøjlegigt. "
        "DM45 er fyldt op med .9; DM459 findes ikke.",
    }
