"""Branches of code systems."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from profiles.terminology.models import Concept
from profiles.terminology.tree import ancestors, child_counts, children, concepts_of

pytestmark = pytest.mark.django_db


def known(system: str = "sks", **wanted: str) -> list[str]:
    found = Concept.objects.current().filter(system=system, **wanted).order_by("key")
    return list(found.values_list("key", flat=True))


def test_above_a_code_stands_everything_up_to_the_top() -> None:
    found = ancestors([("atc", "A10BA02"), ("sks", "DE112")])
    chain, code = [], ("atc", "A10BA02")
    while found[code]:
        code = ("atc", found[code])
        chain.append(code[1])
    prefixes = ["A10BA02"[:end] for end in range(1, 7)]
    assert chain == known("atc", key__in=prefixes)[::-1]
    assert chain[-1] == "A10"
    assert found[("sks", "DE112")] == "DE11"


def test_below_a_code_stand_its_children_in_order_and_no_more_than_asked_for() -> None:
    found = children({("sks", "DE11"): 3, ("sks", "DE10"): 99})
    assert [each.key for each in found[("sks", "DE11")]] == known(parent="DE11")[:3]
    assert [each.key for each in found[("sks", "DE10")]] == known(parent="DE10")
    assert child_counts([("sks", "DE11"), ("sks", "DE119")]) == {("sks", "DE11"): len(known(parent="DE11"))}


def test_a_key_of_one_system_is_none_of_another() -> None:
    assert ("icpc-2-dk", "DE11") not in concepts_of([("icpc-2-dk", "DE11"), ("sks", "DE11")])
    assert children({("icpc-2-dk", "DE11"): 9}) == {}
    assert children({}) == {}
    assert ancestors([]) == {}


def test_a_release_is_read_as_it_was() -> None:
    Concept.objects.filter(system="sks", key="DE119").update(until=2)
    later = Concept.objects.get(system="sks", key="DE119")
    Concept.objects.create(system_id="sks", code="DE119", key="DE119", title="Nyt navn", parent="", since=2)
    assert concepts_of([("sks", "DE119")])[("sks", "DE119")].title == "Nyt navn"
    assert concepts_of([("sks", "DE119")], {"sks": 1})[("sks", "DE119")].title == later.title
    assert "DE119" in {each.key for each in children({("sks", "DE11"): 99}, {"sks": 1})[("sks", "DE11")]}


def test_the_questions_take_as_many_queries_for_many_codes_as_for_one() -> None:
    every = [("sks", key) for key in known()]
    for ask in (ancestors, concepts_of, child_counts, lambda of: children(dict.fromkeys(of, 9))):
        asked = []
        for codes in (every[:1], every):
            with CaptureQueriesContext(connection) as queries:
                ask(codes)
            asked.append(len(queries))
        assert asked[0] == asked[1]
