"""A FHIR ValueSet as wishes: lists of concepts, and ``is-a`` and ``descendent-of`` in a hierarchy.

FHIR takes what is excluded from all that is included; here the longest rule decides (6.1). So an included
code that stands below an excluded one is no wish, and is told of. Contained ValueSets, which say such things
each for itself, are read in their place. What rules cannot say is told by its name and never guessed at.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from profiles.standard.catalogue import CodeSystem
from profiles.standard.codes import normalised
from profiles.standard.cpr import cpr_like
from profiles.terminology.tree import children

from ..words import ALONE, LEAVE_OUT, WITH_BELOW
from .grid import MOST_BYTES
from .listing import Names
from .wish import LEAVE_ALONE, CannotRead, Gathering, Reading, Unread, Wish

#: ICD-10 as WHO writes it is SKS with a D before it.
ICD_10 = frozenset(
    {
        "http://hl7.org/fhir/sid/icd-10",
        "http://hl7.dk/fhir/core/codesystem/icd10-da",
        "http://hl7.dk/fhir/core/codesystem/icd10-danish-extensions",
    }
)
DEEPEST = 4
MOST_CODES = 10_000


def read_value_set(data: bytes | str, systems: Sequence[CodeSystem]) -> Reading:
    """The wishes of a ValueSet. Raises :class:`CannotRead` when it is none."""
    resource = _resource(data)
    reader = _Reader(resource, systems)
    compose = resource.get("compose")
    if isinstance(compose, dict):
        reader.read_compose(compose, "compose")
    elif isinstance(resource.get("expansion"), dict):
        reader.read_expansion(resource["expansion"])
    else:
        raise CannotRead("ValueSet’et har hverken compose eller expansion.")
    return reader.reading()


def _resource(data: bytes | str) -> dict[str, Any]:
    if len(data) > MOST_BYTES:
        raise CannotRead("Filen fylder mere end 2 MB.")
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
        resource = json.loads(text)
    except json.JSONDecodeError as error:
        raise CannotRead(f"Det er ikke JSON: linje {error.lineno}, tegn {error.colno}.") from error
    except (UnicodeDecodeError, RecursionError, ValueError) as error:
        raise CannotRead("Det kan ikke læses som JSON.") from error
    if cpr_like(text):
        raise CannotRead("Filen rummer noget, der ligner et CPR-nummer. Her må ikke stå patientdata.")
    if not isinstance(resource, dict) or resource.get("resourceType") != "ValueSet":
        raise CannotRead("Det er ikke et FHIR ValueSet.")
    return resource


class _Reader:
    def __init__(self, resource: dict[str, Any], systems: Sequence[CodeSystem]) -> None:
        self.names = Names(systems)
        self.hierarchical = {each.id for each in systems if each.hierarchical}
        self.contained = {
            f"#{each['id']}": each
            for each in _listed(resource.get("contained"))
            if each.get("resourceType") == "ValueSet" and isinstance(each.get("id"), str)
        }
        self.gathered = Gathering()
        self.read = 0

    def reading(self) -> Reading:
        return self.gathered.reading()

    def refuse(self, where: str, why: str) -> None:
        self.gathered.unread.append(Unread(where, why))

    def read_compose(self, compose: dict[str, Any], at: str, depth: int = 0) -> None:
        """Includes and excludes; below what is excluded nothing is included."""
        if depth > DEEPEST:
            return self.refuse(at, "ValueSets inde i hinanden i mere end fire led kan ikke læses.")
        left_out = list(self._parts(compose, "exclude", at, depth, include=False))
        taken = list(self._parts(compose, "include", at, depth, include=True))
        above = [wish.code for wish in left_out if wish.what == LEAVE_OUT]
        exactly = {wish.code for wish in left_out}
        for wish in (*taken, *left_out):
            is_taken = wish.what in (WITH_BELOW, ALONE)
            if is_taken and (wish.code in exactly or any(_is_below(wish.code, each) for each in above)):
                self.refuse(wish.where, f"{wish.code[1]} er også udeladt (exclude) og er derfor ikke med.")
            else:
                self.gathered.wish(wish)
        return None

    def _parts(
        self, compose: dict[str, Any], name: str, at: str, depth: int, *, include: bool
    ) -> Iterator[Wish]:
        for number, part in enumerate(_listed(compose.get(name))):
            where = f"{at}.{name}[{number}]"
            if "valueSet" in part:
                self._others(part, where, depth, include=include)
            elif system := self._system(part, where):
                yield from self._of_system(part, system, where, include=include)

    def _others(self, part: dict[str, Any], where: str, depth: int, *, include: bool) -> None:
        """ValueSets that are referred to: the contained ones are read, the others told of."""
        named = [str(each) for each in part["valueSet"]] if isinstance(part["valueSet"], list) else []
        inside = [self.contained[each]["compose"] for each in named if _composed(self.contained.get(each))]
        if include and len(named) == len(inside) == 1 and not part.keys() - {"valueSet"}:
            return self.read_compose(inside[0], f"{where}.{named[0]}", depth + 1)
        told = ", ".join(named)[:200]
        return self.refuse(where, f"Henvisning til andre ValueSets kan ikke læses: {told}.")

    def _system(self, part: dict[str, Any], where: str) -> str:
        uri = part.get("system")
        if not isinstance(uri, str):
            self.refuse(where, "Der mangler et kodesystem (system).")
            return ""
        if uri.casefold() in ICD_10:
            return uri.casefold()
        if found := self.names.get(uri):
            return found
        self.refuse(where, f"Kodesystemet {uri[:120]} kendes ikke.")
        return ""

    def _of_system(self, part: dict[str, Any], system: str, where: str, *, include: bool) -> Iterator[Wish]:
        concepts, filters = _listed(part.get("concept")), _listed(part.get("filter"))
        if concepts and filters:
            return self.refuse(where, "Både en liste af koder og et filter på én gang kan ikke læses.")
        if not concepts and not filters:
            return self.refuse(where, "Et helt kodesystem kan ikke tages med på én gang.")
        if len(filters) > 1:
            return self.refuse(where, "Flere filtre, der skal gælde samtidig, kan ikke læses.")
        for number, concept in enumerate(concepts):
            yield from self._concept(concept, system, f"{where}.concept[{number}]", include=include)
        for each in filters:
            yield from self._filter(each, system, f"{where}.filter[0]", include=include)
        return None

    def _concept(self, concept: dict[str, Any], system: str, where: str, *, include: bool) -> Iterator[Wish]:
        yield from self._named(concept.get("code"), system, where, ALONE if include else LEAVE_ALONE)

    def _filter(self, said: dict[str, Any], system: str, where: str, *, include: bool) -> Iterator[Wish]:
        kind = (str(said.get("property")), str(said.get("op")))
        reader: Callable[..., Iterator[Wish]] | None = {
            ("concept", "is-a"): self._is_a,
            ("concept", "descendent-of"): self._below,
            ("concept", "="): self._is,
        }.get(kind)
        if reader is None:
            told = " ".join((*kind, str(said.get("value"))))[:120]
            return self.refuse(where, f"Filteret “{told}” kan ikke læses.")
        yield from reader(said.get("value"), system, where, include=include)
        return None

    def _is(self, code: object, system: str, where: str, *, include: bool) -> Iterator[Wish]:
        yield from self._named(code, system, where, ALONE if include else LEAVE_ALONE)

    def _is_a(self, code: object, system: str, where: str, *, include: bool) -> Iterator[Wish]:
        yield from self._named(code, system, where, WITH_BELOW if include else LEAVE_OUT)

    def _below(self, code: object, system: str, where: str, *, include: bool) -> Iterator[Wish]:
        """All below a code and not the code itself: each code right below it, with all below that."""
        above = next(self._named(code, system, where, WITH_BELOW if include else LEAVE_OUT), None)
        listed = children({above.code: MOST_CODES}).get(above.code, ()) if above else ()
        if above and not listed:
            self.refuse(where, f"Der er ingen kendte koder under {above.code[1]}.")
        for each in listed:
            yield Wish((each.system_id, each.key), WITH_BELOW if include else LEAVE_OUT, where)

    def _named(self, code: object, system: str, where: str, what: str) -> Iterator[Wish]:
        self.read += 1
        if self.read > MOST_CODES:
            raise CannotRead(f"ValueSet’et har mere end {MOST_CODES} koder.")
        if not isinstance(code, str) or not normalised(code) or len(code) > 100:
            return self.refuse(where, "Der mangler en kode.")
        key = normalised(code)
        if system in ICD_10:
            system, key = "sks", f"D{key}"
        if system not in self.hierarchical:
            what = {WITH_BELOW: ALONE, LEAVE_ALONE: LEAVE_OUT}.get(what, what)
        yield Wish((system, key), what, where)
        return None

    def read_expansion(self, expansion: dict[str, Any]) -> None:
        waiting = [
            (each, f"expansion.contains[{at}]") for at, each in enumerate(_listed(expansion.get("contains")))
        ]
        while waiting:
            part, where = waiting.pop(0)
            below = enumerate(_listed(part.get("contains")))
            waiting += [(each, f"{where}.contains[{at}]") for at, each in below]
            if not part.get("abstract") and (system := self._system(part, where)):
                for wish in self._named(part.get("code"), system, where, ALONE):
                    self.gathered.wish(wish)


def _listed(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _composed(resource: dict[str, Any] | None) -> bool:
    return resource is not None and isinstance(resource.get("compose"), dict)


def _is_below(code: tuple[str, str], above: tuple[str, str]) -> bool:
    return code[0] == above[0] and code[1].startswith(above[1])
