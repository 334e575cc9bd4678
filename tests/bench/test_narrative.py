"""How long it takes to tell a large population, in processor time, beside writing its canonical bytes."""

from __future__ import annotations

import pytest

from profiles.standard.canonical import canonical_bytes
from profiles.standard.catalogue import load_catalogue
from profiles.standard.narrative import DANISH, Lexicon, narrate
from profiles.standard.narrative.english import ENGLISH
from tests.bench.timing import processor_seconds as seconds
from tests.standard.narrating import document
from tests.standard.test_narrative import COMPARISONS, ELEMENTS

pytestmark = pytest.mark.bench


@pytest.mark.parametrize("language", [DANISH, ENGLISH], ids=lambda each: each.code)
def test_three_hundred_criteria_are_told_fast(language: Lexicon) -> None:
    every = [*ELEMENTS.values(), *COMPARISONS.values()]
    groups = [
        {
            "id": f"g{g}",
            "type": "any",
            "of": [{"id": f"c{g}-{i}", **every[(g + i) % len(every)]} for i in range(30)],
        }
        for g in range(10)
    ]
    value, catalogue = document({"id": "it", "type": "all", "of": groups}), load_catalogue()
    telling = seconds(lambda: narrate(value, catalogue, language=language))
    writing = seconds(lambda: canonical_bytes(value))
    print(f"\n300 criteria: told ({language.code}) in {telling * 1000:.0f} ms,", end=" ")
    print(f"{telling / writing:.1f} times writing their bytes")
    assert telling < 1
