"""The code set as a FHIR R4 ValueSet: the rules as ``compose``, the codes they mean as ``expansion``.

FHIR takes everything excluded from everything included, whatever is the more specific; here the longest
rule decides (6.1). So what a rule takes in, less what longer rules leave out of it, is said by itself:
directly where nothing is left out below it, otherwise as a contained ValueSet of its own. The whole is their
union, and nothing is excluded from it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import rfc8785

from profiles.standard.codes import normalised
from profiles.standard.document import Rule

from ..models import Concept
from .exported import Exported

Json = dict[str, Any]

CONVERSION = "StructureDefinition/conversion"
UNIT = "StructureDefinition/unit"


def value_set_of(exported: Exported) -> bytes:
    """The ValueSet as JSON in canonical form."""
    return rfc8785.dumps(value_set(exported))


def value_set(exported: Exported) -> Json:
    contained = [_contained(exported, number, rule) for number, rule in _with_holes(exported)]
    unit = [_extension(exported, UNIT, valueString=exported.code_set.unit)] if exported.code_set.unit else []
    return _without_empty(
        {
            "resourceType": "ValueSet",
            "id": _resource_id(exported.name),
            "extension": unit,
            "contained": contained,
            "url": f"{exported.base.rstrip('/')}/ValueSet/{exported.within}-{exported.code_set.id}",
            "version": exported.number,
            "name": _computable(exported.name),
            "title": exported.code_set.title,
            "status": exported.status.value,
            "experimental": True,
            "date": exported.at.isoformat(timespec="seconds"),
            "publisher": exported.publisher,
            "description": f"{exported.title}: {exported.code_set.title}. {exported.mark}",
            "compose": {"include": [*_includes(exported)]},
            "expansion": _expansion(exported),
        }
    )


# --- compose -------------------------------------------------------------------------------------


def _includes(exported: Exported) -> Iterator[Json]:
    """What each including rule takes in; codes that are named alone stand together for each system."""
    alone: dict[str, list[Rule]] = {}
    for number, rule in enumerate(exported.code_set.rules):
        if not rule.include:
            continue
        if not rule.descendants:
            alone.setdefault(rule.system, []).append(rule)
        elif _holes(rule, exported.code_set.rules):
            yield {"valueSet": [f"#{_region_id(number)}"]}
        else:
            yield _from(exported, rule.system) | _below(rule)
    for system, rules in alone.items():
        yield _from(exported, system) | {"concept": [_named(exported, rule) for rule in rules]}


def _with_holes(exported: Exported) -> Iterator[tuple[int, Rule]]:
    for number, rule in enumerate(exported.code_set.rules):
        if rule.include and rule.descendants and _holes(rule, exported.code_set.rules):
            yield number, rule


def _holes(rule: Rule, rules: Iterable[Rule]) -> list[Rule]:
    """The longer rules that leave something out below the rule."""
    own = normalised(rule.code)
    return [
        each
        for each in rules
        if not each.include and each.system == rule.system and normalised(each.code).startswith(own)
    ]


def _contained(exported: Exported, number: int, rule: Rule) -> Json:
    source = _from(exported, rule.system)
    holes = _holes(rule, exported.code_set.rules)
    alone = [{"code": normalised(each.code)} for each in holes if not each.descendants]
    excluded = [source | _below(each) for each in holes if each.descendants]
    return {
        "resourceType": "ValueSet",
        "id": _region_id(number),
        "status": exported.status.value,
        "compose": {
            "include": [source | _below(rule)],
            "exclude": [*excluded, *([source | {"concept": alone}] if alone else [])],
        },
    }


def _below(rule: Rule) -> Json:
    return {"filter": [{"property": "concept", "op": "is-a", "value": normalised(rule.code)}]}


def _named(exported: Exported, rule: Rule) -> Json:
    concept = exported.concepts.get((rule.system, normalised(rule.code)))
    named: Json = {"code": concept.code if concept else rule.code}
    if concept:
        named["display"] = concept.title
    if rule.factor != 1 or rule.offset != 0:
        said = f"× {rule.factor:f} + {rule.offset:f}"
        named["extension"] = [_extension(exported, CONVERSION, valueString=said)]
    return named


def _from(exported: Exported, system: str) -> Json:
    release = exported.read_against.get(system)
    version = {"version": release.title} if release else {}
    return {"system": exported.uri(system), **version}


# --- expansion -----------------------------------------------------------------------------------


def _expansion(exported: Exported) -> Json:
    contains = [_listed(exported, each.concept) for each in exported.members]
    return _without_empty(
        {
            "identifier": f"{exported.base.rstrip('/')}/ValueSet/{exported.name}/expansion",
            "timestamp": exported.at.isoformat(timespec="seconds"),
            "total": len(contains),
            "parameter": [
                {"name": "version", "valueUri": f"{exported.uri(system)}|{release.title}"}
                for system, release in sorted(exported.read_against.items())
            ],
            "contains": contains,
        }
    )


def _listed(exported: Exported, concept: Concept) -> Json:
    closed = {"inactive": True} if concept.closed else {}
    return {
        "system": exported.uri(concept.system_id),
        **closed,
        "code": concept.code,
        "display": concept.title,
    }


# --- parts ---------------------------------------------------------------------------------------


def _extension(exported: Exported, url: str, **value: Any) -> Json:
    return {"url": f"{exported.base.rstrip('/')}/{url}", **value}


def _region_id(number: int) -> str:
    return f"rule-{number + 1}"


def _resource_id(name: str) -> str:
    """At most 64 letters, digits, hyphens and dots."""
    return re.sub(r"[^A-Za-z0-9.-]", "-", name)[:64]


def _computable(name: str) -> str:
    """A name that begins with a capital letter and holds letters, digits and underscores."""
    return "_".join(part.capitalize() for part in re.split(r"[^A-Za-z0-9]+", f"Kodesaet-{name}") if part)


def _without_empty(resource: Json) -> Json:
    """FHIR has no empty lists and no empty texts."""
    return {name: value for name, value in resource.items() if value not in ([], "", None)}
