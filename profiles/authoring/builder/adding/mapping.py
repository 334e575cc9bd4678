"""Codes of other systems that published maps connect to the set's: suggestions with what speaks against them.

Such maps have faults (targets that do not exist, codes filled up with 9, rubrics that hold much else), so a
person takes the suggestions one at a time. The codes that no map connects to anything are told of as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from profiles.standard.rule_algebra import Code
from profiles.terminology.models import CodeMap, Concept, Mapping
from profiles.terminology.tree import child_counts, concepts_of

from ..bench import Bench
from ..rows import Row, row_of

MOST_CODES = 2_000
MOST_SUGGESTED = 200
MOST_GAPS = 100


@dataclass(frozen=True)
class Suggestion:
    """A code that is connected to ``sources`` in the set. ``takes`` is whether it can be taken at all."""

    row: Row
    system: str
    sources: tuple[str, ...]
    remarks: tuple[str, ...]
    maps: tuple[str, ...]
    takes: bool


@dataclass(frozen=True)
class Gap:
    code: str
    title: str


@dataclass(frozen=True)
class Suggested:
    """``gaps`` are codes of the set that no map connects; ``maps`` those that were asked."""

    suggestions: tuple[Suggestion, ...]
    hidden: int
    gaps: tuple[Gap, ...]
    hidden_gaps: int
    maps: tuple[CodeMap, ...]


@dataclass(frozen=True)
class _Link:
    """A connection seen from the set: from a code of it to another."""

    source: Code
    target: Code
    mapping: Mapping


def suggest(bench: Bench) -> Suggested:
    """What the maps suggest for the codes that are in the set."""
    inside = sorted(bench.spread.codes())[:MOST_CODES]
    maps = tuple(CodeMap.objects.select_related("from_system", "to_system"))
    links = list(_links(bench, maps, set(inside)))
    by_target: dict[Code, list[_Link]] = defaultdict(list)
    for link in links:
        by_target[link.target].append(link)
    listed = sorted(by_target, key=lambda code: (bench.book.state(*code).rule is not None, code))
    listed = listed[:MOST_SUGGESTED]
    linked = {link.source for link in links}
    asked = {each.from_system_id for each in maps} | {each.to_system_id for each in maps}
    gaps = [code for code in inside if code[0] in asked and code not in linked]
    return Suggested(
        tuple(_suggestions(bench, listed, by_target)),
        max(len(by_target) - MOST_SUGGESTED, 0),
        tuple(_gaps(bench, gaps[:MOST_GAPS])),
        max(len(gaps) - MOST_GAPS, 0),
        maps,
    )


def _links(bench: Bench, maps: tuple[CodeMap, ...], inside: set[Code]) -> Iterator[_Link]:
    """Every connection of a code in the set, read both ways; one query."""
    by_id = {each.pk: each for each in maps}
    keys = {key for _, key in inside}
    found = Mapping.objects.filter(Q(from_key__in=keys) | Q(to_key__in=keys), map__in=by_id)
    for mapping in found:
        of = by_id[mapping.map_id]
        ends = (of.from_system_id, mapping.from_key), (of.to_system_id, mapping.to_key)
        for source, target in (ends, ends[::-1]):
            if source in inside and bench.system(target[0]):
                yield _Link(source, target, mapping)


def _suggestions(
    bench: Bench, targets: list[Code], by_target: dict[Code, list[_Link]]
) -> Iterator[Suggestion]:
    concepts, below = concepts_of(targets, bench.releases), child_counts(targets, bench.releases)
    others = _others(targets, by_target)
    for code in targets:
        concept, links = concepts.get(code), by_target[code]
        system = bench.system(code[0])
        yield Suggestion(
            row=row_of(bench, code, concept, below=below.get(code, 0)),
            system=system.title if system else code[0],
            sources=tuple(sorted({link.source[1] for link in links})),
            remarks=tuple(_remarks(code, concept, links, others.get(code, 0), below.get(code, 0))),
            maps=tuple(dict.fromkeys(link.mapping.map.title for link in links)),
            takes=concept is not None,
        )


def _others(targets: list[Code], by_target: dict[Code, list[_Link]]) -> dict[Code, int]:
    """How many codes outside the set each target is connected to as well: how broad its rubric is."""
    keys = {key for _, key in targets}
    of = {link.mapping.map_id for links in by_target.values() for link in links}
    connected: dict[Code, set[str]] = defaultdict(set)
    rows = Mapping.objects.filter(Q(from_key__in=keys) | Q(to_key__in=keys), map__in=of)
    for mapping in rows.select_related("map"):
        connected[(mapping.map.from_system_id, mapping.from_key)].add(mapping.to_key)
        connected[(mapping.map.to_system_id, mapping.to_key)].add(mapping.from_key)
    return {code: len(connected[code] - {link.source[1] for link in by_target[code]}) for code in targets}


def _remarks(
    code: Code, concept: Concept | None, links: list[_Link], others: int, below: int
) -> Iterator[str]:
    """What speaks against taking the code, in words; the map's own remarks first."""
    yield from dict.fromkeys(link.mapping.remark for link in links if link.mapping.remark)
    if concept is None:
        yield "Koden findes ikke i kodesystemet."
        return
    if concept.closed:
        yield "Koden er lukket."
    if code[0] == "sks" and code[1].endswith("9") and not below:
        yield "Slutter på 9: uspecificeret. Oversættelser fylder ofte op med 9; se, om det er den rigtige."
    if others:
        yield f"Rummer også andet: oversættelsen forbinder den med {others} koder uden for sættet."


def _gaps(bench: Bench, codes: list[Code]) -> Iterator[Gap]:
    known = concepts_of(codes, bench.releases)
    for code in codes:
        concept = known.get(code)
        yield Gap(concept.code if concept else code[1], concept.title if concept else "")
