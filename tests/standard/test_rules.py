"""The rules of the standard as data: every numbered one is there, in order, and leads on to others."""

from __future__ import annotations

import re

import pytest

from profiles.standard.catalogue import DIRECTORY, in_order
from profiles.standard.rules import RuleBook, load_rules

#: How many rules each chapter and annex of standard 1.0 has, and where its numbers begin.
NUMBERS = {
    "1": (1, 5),
    "2": (1, 7),
    "3": (1, 6),
    "4": (0, 4),
    "5": (1, 4),
    "6": (1, 3),
    "7": (1, 5),
    "8": (1, 4),
    "9": (1, 5),
    "10": (1, 2),
    "A": (1, 23),
    "B": (1, 12),
    "C": (1, 13),
    "D": (1, 14),
    "E": (1, 10),
    "F": (1, 7),
    "G": (1, 7),
    "H": (1, 9),
}
SHIPPED = sorted((path.stem for path in DIRECTORY.glob("*.json")), key=in_order)
BOOKS = pytest.mark.parametrize("book", [load_rules(standard) for standard in SHIPPED], ids=SHIPPED)


def test_every_numbered_rule_of_the_standard_is_there() -> None:
    expected = [
        f"{group}.{number}" if group.isdigit() else f"{group}{number}"
        for group, (first, last) in NUMBERS.items()
        for number in range(first, last + 1)
    ]
    assert [rule.number for rule in load_rules("1.0").rules] == expected


@BOOKS
def test_a_rule_leads_only_to_rules_that_exist(book: RuleBook) -> None:
    for rule in book.rules:
        assert set(rule.see) <= book.by_number.keys(), rule.number
        assert rule.number not in rule.see


@BOOKS
def test_the_first_line_is_a_sentence_without_code(book: RuleBook) -> None:
    for rule in book.rules:
        assert rule.short.endswith("."), rule.number
        assert not re.search(r"[`{}_]", rule.short), rule.number
        assert len(rule.short) <= 160, rule.number


@BOOKS
def test_code_in_a_text_begins_and_ends(book: RuleBook) -> None:
    assert not [rule.number for rule in book.rules for text in rule.text if text.count("`") % 2]


@BOOKS
def test_no_two_rules_have_the_same_title_and_no_text_calls_out(book: RuleBook) -> None:
    titles = [rule.title for rule in book.rules]
    assert len(set(titles)) == len(titles)
    assert not [rule.number for rule in book.rules if "!" in f"{rule.title}{rule.short}{rule.text}"]


def test_rules_are_found_by_word_and_by_number() -> None:
    book = load_rules("1.0")
    assert [rule.number for rule in book.searched("b11")] == ["B11"]
    assert "2.7" in [rule.number for rule in book.searched("FØDSELSDAG")]
    assert "C10" in [rule.number for rule in book.searched("største andel")]
    assert book.searched("hverken-eller-ord") == ()


def test_a_rule_has_its_neighbours_also_across_chapters() -> None:
    book = load_rules("1.0")

    def around(number: str) -> list[str | None]:
        return [near and near.number for near in book.neighbours(book.by_number[number])]

    assert around("1.1") == [None, "1.2"]
    assert around("10.2") == ["10.1", "A1"]
    assert around("H9") == ["H8", None]


def test_a_newer_version_adds_rules_and_says_which_have_new_words() -> None:
    older, newer = load_rules("1.0"), load_rules("1.1")
    added = newer.by_number.keys() - older.by_number.keys()
    assert added == {"3.7", "3.8"}
    assert {newer.by_number[number].since for number in added} == {"1.1"}
    changed = {rule.number for rule in newer.rules if rule.changed}
    assert changed == {"3.3", "9.5", "A16"}
    for number in changed:
        assert newer.by_number[number].since == "1.0"
        assert newer.by_number[number].text != older.by_number[number].text


def test_a_version_without_a_file_of_its_own_has_the_rules_before_it() -> None:
    assert load_rules("1.7").rules[0].since == "1.0"
