"""How a version reads beside the one it builds on: what is struck out, what is new, what stands where."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cockpit.demo.content import first_document, with_ldl
from profiles.review.comparison import Comparison, alone, compare
from profiles.review.marks import How, marked
from profiles.review.passages import Passage, What
from profiles.review.places import sentences
from profiles.standard.document import Compare, Document, Exists, Reference
from profiles.standard.narrative import Span
from profiles.standard.tree import find, insert, move, nodes, remove, replace, wrap


def passages(comparison: Comparison) -> Iterator[Passage]:
    for part in comparison.parts:
        for top in (*part.shown, *part.folded):
            yield from below(top)


def below(passage: Passage) -> Iterator[Passage]:
    yield passage
    for child in passage.children:
        yield from below(child)


def at(comparison: Comparison, place: str) -> Passage:
    [found] = [each for each in passages(comparison) if each.place == place]
    return found


def touched(comparison: Comparison) -> dict[str, str]:
    return {each.place or each.kind: each.what for each in passages(comparison) if each.what}


def lines(passage: Passage) -> str:
    signs = {How.IN: "[+{}]", How.OUT: "[-{}]", How.SAME: "{}"}
    return "".join(signs[mark.how].format(mark.text) for mark in passage.marks)


DOCUMENT = first_document()
words = st.lists(
    st.sampled_from(["Har ", "en ", "diagnose", " i ", "Type 2", ", ", "24", " ", "måneder"]), max_size=9
)


@given(words, words)
def test_a_marked_sentence_holds_both_sentences_whole(before: list[str], after: list[str]) -> None:
    marks = marked(tuple(map(Span, before)), tuple(map(Span, after)))
    assert "".join(mark.text for mark in marks if mark.how != How.IN) == "".join(before)
    assert "".join(mark.text for mark in marks if mark.how != How.OUT) == "".join(after)


@given(words)
def test_nothing_is_marked_in_a_sentence_that_stayed(said: list[str]) -> None:
    spans = tuple(map(Span, said))
    assert all(mark.how == How.SAME for mark in marked(spans, spans))


def test_a_number_is_replaced_whole() -> None:
    marks = marked((Span("over 2,5 mmol"),), (Span("over 2,6 mmol"),))
    assert [(mark.text, mark.how) for mark in marks if mark.how != How.SAME] == [
        ("2,5", How.OUT),
        ("2,6", How.IN),
    ]


def test_words_between_two_differences_are_not_torn_apart() -> None:
    marks = marked((Span("Har en gammel kontakt i dag"),), (Span("Har mange nye besøg i dag"),))
    assert [mark.text for mark in marks] == ["Har ", "en gammel kontakt", "mange nye besøg", " i dag"]


def test_texts_too_long_to_compare_are_replaced_between_what_they_share() -> None:
    before, after = (
        ("Først ", *[f"gammel{n} " for n in range(600)], "sidst"),
        ("Først ", *["ny "] * 600, "sidst"),
    )
    marks = marked((Span("".join(before)),), (Span("".join(after)),))
    assert [mark.how for mark in marks] == [How.SAME, How.OUT, How.IN, How.SAME]


def test_a_document_alone_tells_every_node_once_and_marks_nothing() -> None:
    reading = alone(DOCUMENT)
    assert touched(reading) == {}
    assert reading.places == set(sentences(DOCUMENT))
    assert len(reading.places) >= len({spot.part for spot in nodes(DOCUMENT)})


def test_equal_documents_have_nothing_to_show() -> None:
    reading = compare(DOCUMENT, DOCUMENT)
    assert (reading.count, touched(reading)) == (0, {})
    assert not any(part.shown for part in reading.parts)


def test_a_new_column_is_added_and_the_others_are_folded() -> None:
    reading = compare(DOCUMENT, with_ldl(DOCUMENT))
    [columns] = [part for part in reading.parts if part.id == "columns"]
    assert [(each.place, each.what) for each in columns.shown] == [("latest-ldl", What.ADDED)]
    assert [each.place for each in columns.folded] == [each.id for each in DOCUMENT.columns]


def test_what_is_added_with_a_column_is_not_marked_a_second_time() -> None:
    column = at(compare(DOCUMENT, with_ldl(DOCUMENT)), "latest-ldl")
    assert column.children
    assert {child.what for child in column.children} == {What.SAME}


def test_a_changed_limit_is_struck_out_and_written_anew() -> None:
    adult = find(DOCUMENT, "adult")
    assert isinstance(adult, Compare)
    older = replace(DOCUMENT, "adult", adult.model_copy(update={"value": Decimal(40)}))
    reading = compare(DOCUMENT, older)
    assert touched(reading) == {"adult": What.CHANGED}
    assert lines(at(reading, "adult")) == "Alder er mindst [-18][+40] år"
    assert "40" in [mark.text for mark in reading.summary if mark.how == How.IN]


def test_what_is_removed_stands_where_it_stood() -> None:
    reading = compare(DOCUMENT, remove(DOCUMENT, "course-diagnosis"))
    group = at(reading, "diagnosis")
    assert [(each.place, each.what) for each in group.children] == [
        ("course-diagnosis", What.REMOVED),
        ("contact-diagnosis", What.SAME),
    ]
    assert {mark.how for mark in group.children[0].marks} == {How.OUT}


def test_a_population_that_changed_is_shown_whole() -> None:
    reading = compare(DOCUMENT, remove(DOCUMENT, "course-diagnosis"))
    [inclusion] = [part for part in reading.parts if part.id == "inclusion"]
    assert not inclusion.folded
    assert at(reading, "adult").what == What.SAME


def test_a_removed_exclusion_is_struck_out_with_all_that_is_in_it() -> None:
    reading = compare(DOCUMENT, remove(DOCUMENT, "type-1"))
    exclusion = at(reading, "type-1")
    assert exclusion.what == What.REMOVED
    assert [child.what for child in exclusion.children] == [What.SAME, What.SAME]


def test_something_moved_is_one_grey_line_and_neither_red_nor_green() -> None:
    reading = compare(DOCUMENT, move(DOCUMENT, "contact-diagnosis", "inclusion"))
    moved = at(reading, "contact-diagnosis")
    assert (moved.what, moved.moved_from) == (What.MOVED, "Har diagnosen")
    assert {mark.how for mark in moved.marks} == {How.SAME}


def test_something_moved_among_its_siblings_was_not_elsewhere() -> None:
    reading = compare(DOCUMENT, move(DOCUMENT, "course-diagnosis", "diagnosis", 1))
    [moved] = [each for each in passages(reading) if each.what == What.MOVED]
    assert moved.moved_from == ""


def test_something_wrapped_in_a_new_group_is_not_new_itself() -> None:
    reading = compare(DOCUMENT, wrap(DOCUMENT, "contact-diagnosis", "all"))
    assert touched(reading) == {"all": What.ADDED, "contact-diagnosis": What.MOVED}


def test_a_change_that_no_sentence_tells_is_said_in_words() -> None:
    diagnosis = find(DOCUMENT, "course-diagnosis")
    assert isinstance(diagnosis, Exists)
    other = replace(
        DOCUMENT, "course-diagnosis", diagnosis.model_copy(update={"references": ("hvidberg-2020",)})
    )
    changed = at(compare(DOCUMENT, other), "course-diagnosis")
    assert changed.what == What.CHANGED
    assert any("Prevalence of chronic conditions" in line for line in changed.unsaid)


def test_the_facts_of_the_profile_are_compared_too() -> None:
    reading = compare(DOCUMENT, DOCUMENT.model_copy(update={"purpose": "Et andet formål"}))
    [facts] = [part for part in reading.parts if part.id == "facts"]
    assert ["".join(mark.text for mark in each.title) for each in facts.shown] == ["Formål"]


def test_the_number_of_changes_is_that_of_the_difference() -> None:
    both = remove(with_ldl(DOCUMENT), "latest-systolic")
    assert compare(DOCUMENT, both).count == compare(DOCUMENT, with_ldl(DOCUMENT)).count + 1


def test_a_change_within_a_sentence_that_says_everything_marks_that_sentence() -> None:
    [query] = DOCUMENT.data_quality
    other = remove(DOCUMENT, "insulin-now")
    reading = compare(DOCUMENT, other)
    assert at(reading, query.id).what == What.CHANGED


@pytest.mark.parametrize("document", [DOCUMENT, with_ldl(DOCUMENT)])
def test_a_new_source_is_added(document: Document) -> None:
    more = insert(document, "references", Reference(id="ny-kilde", title="Ny kilde"))
    assert touched(compare(document, more)) == {"references/ny-kilde": What.ADDED}
