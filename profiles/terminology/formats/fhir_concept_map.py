"""A FHIR ConceptMap (R4 or R5) as JSON: which codes of one system are connected with which of another.

ICD-10 as WHO writes it (``E11.9``) is SKS here (``DE11.9``); a longer code without its dot is told as a
fault, for the same file writes all others with one. Targets that are said to be unmatched or
different are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from .connection import Connection
from .fhir_resource import Finder, objects, resource, text_of
from .problem import FileProblem

_ICD_10 = {
    "http://hl7.org/fhir/sid/icd-10",
    "http://hl7.dk/fhir/core/CodeSystem/icd10-da",
    "http://hl7.dk/fhir/core/CodeSystem/icd10-danish-extensions",
}
_SAYS_NO = {"unmatched", "disjoint", "not-related-to"}
_UNDOTTED = re.compile(r"[A-Z][0-9]{2}[0-9A-Z]+")


def parse(file: BinaryIO, systems: Mapping[str, str]) -> Iterator[Connection]:
    """Every connection; ``systems`` gives the system's id for each address in circulation."""
    for part in resource(file, "ConceptMap", {"group"}):
        if part.name == "group":
            (group,) = objects([part.value], part.line, "group")
            yield from _group(group, systems, Finder(part))


def _group(group: dict[str, Any], systems: Mapping[str, str], finder: Finder) -> Iterator[Connection]:
    line = finder.line("")
    origin = _system(group.get("source"), systems, line, "group.source")
    target = _system(group.get("target"), systems, line, "group.target")
    for element in objects(group.get("element"), line, "element"):
        code = text_of(element.get("code"), line, "element.code")
        line = finder.line(code)
        for each in objects(element.get("target"), line, "element.target"):
            relation = text_of(each.get("equivalence") or each.get("relationship"), line, "equivalence")
            if each.get("code") is not None and relation not in _SAYS_NO:
                to_code = text_of(each["code"], line, "target.code")
                line = finder.line(to_code)
                yield _connection(origin, code, target, to_code, relation, line)


def _system(value: Any, systems: Mapping[str, str], line: int, field: str) -> tuple[str, bool]:
    """The system's id, and whether its codes are ICD-10's own."""
    address = text_of(value, line, field).partition("|")[0]
    if address in systems:
        return systems[address], False
    if address in _ICD_10 and "sks" in systems.values():
        return "sks", True
    raise FileProblem(line, field, f"Kodesystemet {address or 'mangler og'} kendes ikke.")


def _connection(
    origin: tuple[str, bool], code: str, target: tuple[str, bool], to_code: str, relation: str, line: int
) -> Connection:
    undotted = target[1] and _UNDOTTED.fullmatch(to_code)
    return Connection(
        from_code=f"D{code}" if origin[1] else code,
        to_code=f"D{to_code}" if target[1] else to_code,
        relation=relation,
        remark=f"Koden er skrevet {to_code} uden punktum." if undotted else "",
        line=line,
        from_system=origin[0],
        to_system=target[0],
    )
