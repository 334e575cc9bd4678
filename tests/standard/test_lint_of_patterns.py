"""Annex H: what 1.0 says in its own way is good style, and lint has nothing to say about it."""

from __future__ import annotations

import pytest

from profiles.standard.catalogue import load_catalogue
from profiles.standard.lint import lint
from profiles.standard.lint.study import Study
from profiles.standard.reading import read_json

from .examples import HBA1C, Json, code_set, profile
from .linting import found_in

T1D = code_set("t1d", ("icpc-2-dk", "T89"), ("sks", "DE10"), descendants=True)


def diagnosis(codes: str, window: Json | None = None, *where: Json) -> Json:
    asked = {"element": "diagnosis", "where": [{"field": "code", "in": codes}, *where]}
    return asked | ({"window": window} if window else {})


def latest(of: Json) -> Json:
    return {"type": "latest", "of": of}


def exists(name: str, of: Json) -> Json:
    return {"id": name, "type": "exists", "of": of}


def status(*tokens: str) -> Json:
    return (
        {"field": "status", "one_of": list(tokens)}
        if len(tokens) > 1
        else {"field": "status", "is": tokens[0]}
    )


BOOKED = {"element": "appointment", "where": [status("booked")], "window": {"from": "P1D", "to": "P100Y"}}
TO_TODAY = {"field": "date", "operator": "at_most", "value": {"offset": "P0D"}}
NEWER = {"from": "P1D", "to": "P100Y", "anchor": latest(diagnosis("t1d"))}
PREVIOUS = {"to": "-P1D", "anchor": latest(HBA1C)}

PATTERNS: dict[str, list[Json]] = {
    "at least 84 days apart": [
        exists("apart", {**HBA1C, "window": {"to": "-P84D", "anchor": latest(HBA1C)}}),
    ],
    "newer than": [exists("newer", diagnosis("t2d", NEWER, TO_TODAY))],
    "no-show without a new appointment": [
        exists(
            "missed", {"element": "appointment", "where": [status("no-show")], "window": {"from": "-P6M"}}
        ),
        {"id": "none-new", "type": "not", "of": exists("booked", BOOKED)},
    ],
    "the next appointment": [
        {
            "id": "soon",
            "type": "compare",
            "measure": {"type": "earliest", "field": "date", "of": BOOKED},
            "operator": "at_most",
            "value": {"offset": "P14D"},
        }
    ],
    "active for at least 3 months": [
        exists(
            "long",
            {
                "element": "medication",
                "where": [
                    {"field": "code", "in": "metformin"},
                    {"field": "start", "operator": "at_most", "value": {"offset": "-P3M"}},
                ],
                "window": {"from": "P0D"},
            },
        )
    ],
    "the previous value": [
        {
            "id": "before",
            "type": "compare",
            "measure": latest({**HBA1C, "window": PREVIOUS}),
            "operator": "greater_than",
            "value": 58,
        }
    ],
    "a course with a status, or a contact": [
        {
            "id": "either",
            "type": "any",
            "of": [
                exists(
                    "course",
                    diagnosis("t2d", None, {"field": "kind", "is": "course"}, status("current", "relevant")),
                ),
                exists("contact", diagnosis("t2d", None, {"field": "kind", "is": "contact"})),
            ],
        }
    ],
    "at least two of several": [
        {
            "id": "two",
            "type": "at_least",
            "n": 2,
            "of": [
                exists("coded", diagnosis("t2d")),
                exists(
                    "treated", {"element": "prescription", "where": [{"field": "code", "in": "metformin"}]}
                ),
                {
                    "id": "high",
                    "type": "compare",
                    "measure": latest(HBA1C),
                    "operator": "at_least",
                    "value": 48,
                },
            ],
        }
    ],
    "nearly episodes": [
        {
            "id": "often",
            "type": "compare",
            "measure": {"type": "count_days", "of": {"element": "contact", "window": {"from": "-P1Y"}}},
            "operator": "at_least",
            "value": 6,
        }
    ],
}


def written(parts: list[Json]) -> Json:
    """A profile around a pattern, with all that a person needs to read and nothing that is not used."""
    adult = {
        "id": "adult",
        "type": "compare",
        "measure": {"type": "age"},
        "operator": "at_least",
        "value": 18,
    }
    value = profile(parameters=[], code_sets=[*profile()["code_sets"], T1D])
    used = str(parts)
    value["code_sets"] = [each for each in value["code_sets"] if f"'in': '{each['id']}'" in used]
    all_of = {"id": "in", "type": "all", "references": ["dsam-2019"], "of": [adult, *parts]}
    return value | {"inclusion": all_of}


@pytest.mark.parametrize("parts", PATTERNS.values(), ids=list(PATTERNS))
def test_h_a_published_pattern_is_linted_silently(parts):
    assert found_in(written(parts)) == ()


def test_h_the_patterns_go_together():
    """All but those of which one contains another's parts, or asks for the opposite."""
    apart = ("either", "two", "none-new")
    parts = [part for pattern in PATTERNS.values() for part in pattern if part["id"] not in apart]
    assert found_in(written(parts)) == ()


def test_a_pattern_said_wrongly_is_seen():
    wrong = exists("newer", diagnosis("t2d", {"from": "P1D", "anchor": latest(diagnosis("t1d"))}))
    assert "empty-window" in {each.code for each in found_in(written([wrong]))}


def test_silence_is_not_for_want_of_patience():
    document = read_json(written(PATTERNS["newer than"]))
    study = Study(document, load_catalogue())
    assert lint(document, load_catalogue()) == ()
    assert not study.mind.is_tired
