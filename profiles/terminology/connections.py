"""What a code is mapped to and from, by the newest map between each two systems: to read, never a rule."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from .lookup import labels
from .models import CodeMap, CodeSystem, Concept, Mapping

#: What a map says of the code it leads to, and of the code it leads from, in words.
RELATIONS = {
    "equivalent": ("svarer til", "svarer til"),
    "narrower": ("snævrere", "bredere"),
    "broader": ("bredere", "snævrere"),
}


@dataclass(frozen=True, slots=True)
class Connected:
    """A code in another system; ``concept`` is nothing where the map names one that is not there."""

    mapping: Mapping
    system: CodeSystem
    key: str
    concept: Concept | None

    @property
    def relation(self) -> str:
        """How this other code is to the one it is told of; the file's own word where it is none of ours."""
        said, of = self.mapping.relation, self.mapping
        led_to, led_from = RELATIONS.get(said, (said, said))
        is_led_to = (self.system.pk, self.key) == (of.map.to_system_id, of.to_key)
        return led_to if is_led_to else led_from


def connected(concept: Concept) -> list[Connected]:
    """The codes of other systems that maps connect this one with, in either direction."""
    maps = _newest_maps(concept.system_id)
    outwards = Q(map__from_system=concept.system_id, from_key=concept.key)
    inwards = Q(map__to_system=concept.system_id, to_key=concept.key)
    found = Mapping.objects.filter(outwards | inwards, map__in=maps).select_related(
        "map__from_system", "map__to_system"
    )
    ends = [(each, *_other_end(each, concept)) for each in found]
    known = labels((system.pk, key) for _, system, key in ends)
    return [Connected(each, system, key, known.get((system.pk, key))) for each, system, key in ends]


def _newest_maps(system: str) -> list[int]:
    either = Q(from_system=system) | Q(to_system=system)
    newest = CodeMap.objects.filter(either).order_by("from_system_id", "to_system_id", "-id")
    return [each.pk for each in newest.distinct("from_system_id", "to_system_id")]


def _other_end(mapping: Mapping, concept: Concept) -> tuple[CodeSystem, str]:
    if mapping.map.from_system_id == concept.system_id and mapping.from_key == concept.key:
        return mapping.map.to_system, mapping.to_key
    return mapping.map.from_system, mapping.from_key
