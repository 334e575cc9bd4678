"""What holds for the difference of any two documents."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from profiles.standard.difference import apply, difference
from profiles.standard.document import Document
from profiles.standard.version import Bump, required_bump

from .edits import edited
from .strategies import documents

pairs = st.one_of(
    st.tuples(documents(), documents()),
    documents().flatmap(lambda each: st.tuples(st.just(each), edited(each))),
)
several = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def content(document: Document) -> dict[str, Any]:
    return {**document.to_json(), "version": ""}


@several
@given(documents())
def test_equal_documents_have_no_difference(document: Document) -> None:
    assert difference(document, document) == ()


@several
@given(pairs)
def test_applying_a_difference_gives_the_other_document(pair: tuple[Document, Document]) -> None:
    before, after = pair
    assert content(apply(before, difference(before, after))) == content(after)


@several
@given(pairs)
def test_the_highest_bump_of_the_changes_is_the_bump_of_the_whole(pair: tuple[Document, Document]) -> None:
    before, after = pair
    changes = difference(before, after)
    assert max((each.bump for each in changes), default=Bump.PATCH) == required_bump(before, after)[0]


@several
@given(pairs)
def test_documents_that_differ_in_content_have_a_difference_and_a_reason(
    pair: tuple[Document, Document],
) -> None:
    before, after = pair
    differs = content(before) != content(after)
    assert bool(difference(before, after)) == differs
    assert bool(required_bump(before, after)[1]) == differs


@several
@given(pairs)
def test_whatever_changed_in_more_than_words_and_order_can_be_seen(pair: tuple[Document, Document]) -> None:
    for change in difference(*pair):
        if change.kind == "changed" and change.bump > Bump.PATCH:
            assert change.fields, change
