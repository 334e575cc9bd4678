"""What is found by what one types, in which order, and what is said of words that were taken for others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from profiles.terminology.entries import Entry
from profiles.terminology.search import Allowed, Asked, Found, find_codes

from .made import made

pytestmark = pytest.mark.django_db

SHIPPED = ("sks", "icpc-2-dk", "atc", "npu", "mcs", "ydelse", "concept")


def search(text: str, systems: Sequence[str] = SHIPPED, under: str = "", exact: bool = False) -> Found:
    return find_codes(Asked(text, systems, under=under, exact=exact, limit=200))


def codes(found: Found) -> list[str]:
    return [hit.concept.code for hit in found.hits]


def in_made(text: str, *entries: Entry, **more: object) -> list[str]:
    made(*entries)
    return codes(search(text, ["made"], **more))  # type: ignore[arg-type]


@pytest.mark.parametrize("typed", ["DE11", "de11", " de 11 ", "D.E.11"])
def test_a_code_is_found_however_it_is_written_and_stands_above_those_under_it(typed: str) -> None:
    found = codes(search(typed))
    assert found[0] == "DE11"
    assert set(found[1:]) == {f"DE11{last}" for last in range(10)}


def test_a_code_with_a_hyphen_is_found() -> None:
    assert codes(search("80-0101")) == ["80-0101"]


def test_a_code_is_found_without_the_letter_sks_puts_before_it() -> None:
    found = search("E11")
    assert "DE11" in codes(found)
    assert found.near == found.total


def test_every_word_must_match_and_each_may_be_the_beginning_of_one() -> None:
    assert codes(search("typ 2 øje")) == ["DE113"]
    assert codes(search("øje 2 typ")) == ["DE113"]
    assert codes(search("type 2 knogle")) == []


def test_a_word_and_a_code_narrow_each_other() -> None:
    assert codes(search("nyre de11")) == ["DE112"]


def test_a_part_of_a_compound_is_found_after_the_words_that_begin_so() -> None:
    found = search("sygdom")
    near = [hit.is_near for hit in found.hits]
    assert near == sorted(near)
    assert found.near == sum(near) > 0
    assert "DI25" in [hit.concept.code for hit in found.hits if hit.is_near]


def test_a_whole_word_comes_before_one_that_begins_so() -> None:
    entries = Entry("A1", "Kolon"), Entry("A222", "Langt navn på en sygdom, KOL")
    assert in_made("kol", *entries) == ["A222", "A1"]


def test_two_letters_are_only_the_beginning_of_words() -> None:
    assert in_made("om", Entry("A1", "Sygdom"), Entry("A2", "Omløb")) == ["A2"]


def test_closed_codes_come_after_open_ones_except_the_very_code() -> None:
    closed = Entry("A1", "Gigt", closed=date(2020, 12, 31), replaced_by="A11")
    assert in_made("gigt", closed, Entry("A11", "Gigt i fingre")) == ["A11", "A1"]
    assert in_made("a1", closed, Entry("A11", "Gigt i fingre")) == ["A1", "A11"]


def test_a_code_that_closes_later_is_open_yet() -> None:
    made(Entry("A1", "Gigt", closed=date(2999, 12, 31)), Entry("A2", "Gigt", closed=date(2020, 12, 31)))
    assert [hit.is_closed for hit in search("gigt", ["made"]).hits] == [False, True]


def test_among_equals_the_rank_decides() -> None:
    assert in_made("gigt", Entry("A1", "Gigt", rank=7), Entry("A2", "Gigt", rank=3)) == ["A2", "A1"]


def test_another_name_is_found_and_shown() -> None:
    made(Entry("N06DA", "Midler mod demens", synonyms=("Acetylkolinesterasehæmmere", "Alzheimermedicin")))
    (hit,) = search("alzheimer", ["made"]).hits
    assert hit.title == (("Midler mod demens", False),)
    assert hit.other_name == (("Alzheimer", True), ("medicin", False))


@pytest.mark.parametrize(
    "typed", ["øjenbetændelse", "oejenbetaendelse", "ojenbetandelse", "ØJENBETÆ", "betænd"]
)
def test_letters_that_are_not_on_the_keyboard_may_be_spelled_otherwise(typed: str) -> None:
    assert in_made(typed, Entry("A1", "Øjenbetændelse"), Entry("A2", "Andet")) == ["A1"]


def test_who_types_the_danish_letter_means_it() -> None:
    assert in_made("søm", Entry("A1", "Somatisk"), Entry("A2", "Søm i foden")) == ["A2"]


def test_what_matched_is_marked_also_when_it_is_spelled_otherwise() -> None:
    made(Entry("A1", "Kronisk hjertesygdom i øjet"))
    (hit,) = search("sygdom oej kron", ["made"]).hits
    marked = [text for text, is_marked in hit.title if is_marked]
    assert marked == ["Kron", "sygdom", "øj"]
    assert "".join(text for text, _ in hit.title) == hit.concept.title


def test_two_parts_of_one_word_are_both_marked() -> None:
    made(Entry("A1", "Hjertesygdom"))
    (hit,) = search("hjerte sygdom", ["made"]).hits
    assert hit.title == (("Hjerte", True), ("sygdom", True))


def test_a_typing_error_is_repaired_and_said_so() -> None:
    found = search("alsheimer")
    assert set(codes(found)[:3]) == {"P70", "DG30", "DF00"}
    assert all(code.startswith(("P70", "DF00", "DG30")) for code in codes(found))
    (word,) = found.repaired
    assert (word.typed, word.said, found.said) == ("alsheimer", "alzheimer", "alzheimer")


@pytest.mark.parametrize("typed", ["diabtes", "diabetse", "diiabetes", "duabetes", "diabettis"])
def test_letters_left_out_added_swapped_or_mistaken_are_repaired(typed: str) -> None:
    assert search(typed).said == "diabetes"


def test_only_the_word_that_finds_nothing_is_repaired() -> None:
    found = search("sydom hjerte")
    assert [word.typed for word in found.repaired] == ["sydom"]
    assert "DI25" in codes(found)


def test_the_repair_can_be_switched_off() -> None:
    assert search("alsheimer", exact=True).total == 0
    assert not search("alsheimer", exact=True).repaired


def test_a_word_that_begins_something_is_never_repaired() -> None:
    assert not search("demen").repaired
    assert in_made("ledet", Entry("A1", "Ledetråd"), Entry("A2", "Leder")) == ["A1"]


def test_a_rare_part_of_a_compound_is_kept_beside_what_it_may_have_meant() -> None:
    entries = Entry("A1", "Overbyld"), Entry("A2", "Bylt")
    assert in_made("byld", *entries) == ["A2", "A1"]


def test_a_code_is_never_repaired() -> None:
    assert search("DE1l1").total == 0
    assert not search("DX99").repaired


def test_words_that_are_equally_near_are_all_sought() -> None:
    made(Entry("A1", "Gulsot"), Entry("A2", "Gulbot"))
    found = search("gulfot", ["made"])
    assert set(codes(found)) == {"A1", "A2"}
    assert " eller " in found.said


@pytest.mark.parametrize("typed", ["", "   ", "-", "?!"])
def test_nothing_typed_finds_nothing(typed: str) -> None:
    assert search(typed).hits == ()


@pytest.mark.parametrize(
    "typed", ["%", "_____", "a" * 5000, "a b c d e f g h i j k l m", "'; --", "\x01", "ﬁ"]
)
def test_whatever_is_typed_is_only_sought(typed: str) -> None:
    assert search(typed).total >= 0


def test_only_the_systems_that_are_asked_are_sought() -> None:
    assert {hit.concept.system_id for hit in search("diabetes", ["atc"]).hits} == {"atc"}
    assert search("diabetes", []).total == 0
    assert search("diabetes", ["local", "nowhere"]).total == 0


def test_a_danish_letter_in_the_wrong_place_is_one_error() -> None:
    found = search("ælnden")
    assert [(word.typed, word.said) for word in found.repaired] == [("ælnden", "lænden")]


def test_a_branch_of_a_system_whose_codes_begin_alike_is_sought_alone() -> None:
    assert codes(search("demens", under="DF05")) == ["DF051", "DF050"]
    assert search("demens", under="DX").total == 0


def test_a_branch_of_another_system_is_what_stands_under_its_code() -> None:
    entries = (
        Entry("1", "Sygdom"),
        Entry("77", "Sygdom i hjertet", parent="1"),
        Entry("12", "Sygdom, akut"),
        Entry("3", "Sygdom i klap", parent="77"),
    )
    made(*entries, system="network", hierarchical=False)
    assert set(codes(search("sygdom", ["network"], under="1"))) == {"1", "77", "3"}
    assert search("sygdom", ["network"], under="9").total == 0


def test_a_hit_tells_where_it_stands_and_how_much_is_under_it() -> None:
    entries = (
        Entry("A", "Hjerte, kar"),
        Entry("A1", "Klap (alle)", parent="A"),
        Entry("A11", "Utæt", parent="A1"),
    )
    made(*entries)
    (hit,) = search("utæt", ["made"]).hits
    assert (hit.above, hit.below) == ("Hjerte › Klap", 0)
    assert [above.code for above in hit.path] == ["A", "A1"]
    assert [hit.below for hit in search("a", ["made"]).hits] == [2, 1, 0]


def test_codes_that_stand_under_each_other_do_not_hang_the_search() -> None:
    assert in_made("a", Entry("A", "Et", parent="B"), Entry("B", "A", parent="A")) == ["A", "B"]


def test_a_code_of_another_system_is_shown_with_why_it_may_not_be_chosen() -> None:
    allowed = Allowed(frozenset({"sks"}), "passer ikke i et diagnosesæt")
    found = find_codes(Asked("diabetes", SHIPPED, limit=50), allowed)
    reasons = {hit.concept.system_id: hit.reason for hit in found.hits}
    assert reasons["sks"] == ""
    assert reasons["atc"] == "ATC, passer ikke i et diagnosesæt"
    assert all(hit.choosable == (hit.concept.system_id == "sks") for hit in found.hits)


def test_only_so_many_are_shown_and_all_are_counted() -> None:
    found = find_codes(Asked("diabetes", SHIPPED, limit=3))
    assert len(found.hits) == 3
    assert found.total == search("diabetes").total > 3


def test_a_new_release_is_found_at_once_and_what_it_leaves_out_is_closed() -> None:
    assert in_made("gigt", Entry("A1", "Gigt")) == ["A1"]
    made(Entry("A2", "Gigt i fod"))
    found = search("gigt", ["made"])
    assert codes(found) == ["A2", "A1"]
    assert [hit.is_closed for hit in found.hits] == [False, True]


def test_a_search_asks_the_database_twice_whatever_is_typed(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    search("varm op")
    for typed in ("d", "sygdom", "DE11", "alsheimer", "type 2 øje"):
        with django_assert_num_queries(2):
            search(typed)
