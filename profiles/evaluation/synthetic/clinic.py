"""A synthetic clinic or region, drawn in chunks: the same records for the same size, seed and index date.

A chunk knows its own number and nothing of its neighbours, so chunks can be drawn in any order, by any number
of threads, again and again.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pyarrow as pa

from profiles.standard.catalogue import Catalogue, load_catalogue

from . import arrow
from .blocks import Block, Clustered, clustered
from .care import care_blocks
from .chance import Chance
from .diagnoses import diagnosis_blocks
from .encounters import encounter_blocks
from .hospital import hospital_blocks
from .measuring import measurement_blocks
from .morbidity import draw_conditions
from .people import draw_people, patient_block
from .treatment import treatment_blocks

SEED = 20261121
AS_OF = date(2026, 11, 21)
MOST_PATIENTS = 10**arrow.DIGITS
CHUNK = 51_200  # thirty-two clinics; a patient's place in it must fit in 16 bits
THREADS = 2  # numpy and Arrow let others run while they work
PARTS = (
    diagnosis_blocks,
    treatment_blocks,
    measurement_blocks,
    encounter_blocks,
    care_blocks,
    hospital_blocks,
)


class ClinicTooLarge(ValueError):
    """More patients than there are ids, or fewer than one."""

    def __init__(self, size: int) -> None:
        super().__init__(f"Der kan laves fra 1 til {MOST_PATIENTS - 1} syntetiske patienter, ikke {size}.")


@dataclass(frozen=True)
class Plan:
    """What is to be drawn. Raises :class:`ClinicTooLarge`."""

    size: int
    seed: int = SEED
    as_of: date = AS_OF

    def __post_init__(self) -> None:
        if not 1 <= self.size < MOST_PATIENTS:
            raise ClinicTooLarge(self.size)

    @cached_property
    def chunks(self) -> range:
        return range(-(-self.size // CHUNK))

    def draw(self, chunk: int, catalogue: Catalogue) -> dict[str, Clustered]:
        """A chunk's tables by element, clustered by code."""
        first = chunk * CHUNK
        size = min(CHUNK, self.size - first)
        identities = arrow.identities(first, size)
        blocks: dict[str, list[Block]] = defaultdict(list)
        for block in _drawn(Chance(self.seed, chunk), first, size, self.as_of):
            blocks[block.element].append(block)
        return {
            element.id: clustered(element, blocks[element.id], identities) for element in catalogue.elements
        }


def drawn(plan: Plan, catalogue: Catalogue) -> Iterator[tuple[int, dict[str, Clustered]]]:
    """Every chunk with its number, in order; the next ones are drawn while one is used."""
    with ThreadPoolExecutor(THREADS) as threads:
        ahead: deque[tuple[int, Future[dict[str, Clustered]]]] = deque()
        for chunk in plan.chunks:
            ahead.append((chunk, threads.submit(plan.draw, chunk, catalogue)))
            if len(ahead) > THREADS:
                number, first = ahead.popleft()
                yield number, first.result()
        for number, each in ahead:
            yield number, each.result()


def _drawn(chance: Chance, first: int, size: int, as_of: date) -> Iterator[Block]:
    people = draw_people(chance, first, size, as_of)
    draw_conditions(people, chance)
    yield patient_block(people, chance)
    for part in PARTS:
        yield from part(people, chance)


def generate(
    size: int, *, seed: int = SEED, as_of: date = AS_OF, catalogue: Catalogue | None = None
) -> Iterator[dict[str, pa.Table]]:
    """The tables of a clinic in chunks of patients, texts encoded by dictionaries.

    Each table has the columns of ``layout.columns_of`` and ``patient_id``. Raises :class:`ClinicTooLarge`.
    """
    plan, wanted = Plan(size, seed, as_of), catalogue or load_catalogue()
    for _, tables in drawn(plan, wanted):
        yield {element: each.table for element, each in tables.items()}


def clinic_tables(
    size: int, *, seed: int = SEED, as_of: date = AS_OF, catalogue: Catalogue | None = None
) -> dict[str, pa.Table]:
    """A whole clinic in memory, texts plain. Raises :class:`ClinicTooLarge`."""
    chunks = list(generate(size, seed=seed, as_of=as_of, catalogue=catalogue))
    return {element: plain(pa.concat_tables(chunk[element] for chunk in chunks)) for element in chunks[0]}


def plain(table: pa.Table) -> pa.Table:
    """The table with texts as texts, each column in one piece."""
    fields = [
        pa.field(each.name, pa.string() if pa.types.is_dictionary(each.type) else each.type)
        for each in table.schema
    ]
    return table.cast(pa.schema(fields)).combine_chunks()
