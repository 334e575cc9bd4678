"""The grammar for a person to read: each part of a document with its properties, from the JSON Schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from profiles.standard.schema import json_schema

Json = Mapping[str, Any]
DOCUMENT = "Document"
TYPES = {
    "string": "tekst",
    "integer": "helt tal",
    "number": "tal",
    "boolean": "ja eller nej",
    "object": "objekt",
}


@dataclass(frozen=True)
class Property:
    """``links`` are the parts it can hold; ``said`` is its shape in words; ``choices`` a closed set."""

    name: str
    is_required: bool
    is_list: bool
    said: str
    links: tuple[tuple[str, str], ...]
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Production:
    """A part of a document; ``name`` is its anchor."""

    name: str
    title: str
    properties: tuple[Property, ...]


@cache
def productions(standard: str) -> tuple[Production, ...]:
    """The document first, then its parts by title; closed sets stand where they are used."""
    schema = json_schema(standard=standard)
    parts = {name: each for name, each in schema["$defs"].items() if "properties" in each}
    whole = Production(DOCUMENT, "Dokumentet", tuple(_properties(schema, schema["$defs"])))
    rest = [
        Production(name, each["title"], tuple(_properties(each, schema["$defs"])))
        for name, each in parts.items()
    ]
    return (whole, *sorted(rest, key=lambda each: each.title))


def _properties(owner: Json, definitions: Json) -> Iterator[Property]:
    required = set(owner.get("required", ()))
    for name, shape in owner["properties"].items():
        one = shape.get("items", shape) if shape.get("type") == "array" else shape
        leaves = list(_leaves(one))
        names = [each["$ref"].rpartition("/")[2] for each in leaves if "$ref" in each]
        links = [(each, definitions[each]["title"]) for each in names if "properties" in definitions[each]]
        yield Property(
            name=name,
            is_required=name in required,
            is_list=one is not shape,
            said=", ".join(dict.fromkeys(_words(each) for each in leaves if _words(each))),
            links=tuple(dict.fromkeys(links)),
            choices=tuple(_choices(leaves, definitions)),
        )


def _leaves(shape: Json) -> Iterator[Json]:
    """The alternatives of a shape."""
    branches = shape.get("anyOf") or shape.get("oneOf")
    if branches:
        for each in branches:
            yield from _leaves(each)
    else:
        yield shape


def _words(leaf: Json) -> str:
    if "const" in leaf or "enum" in leaf:
        return ""
    if leaf.get("type") == "array":
        return "liste"
    return TYPES.get(leaf.get("type", ""), "")


def _choices(leaves: list[Json], definitions: Json) -> Iterator[str]:
    for leaf in leaves:
        meant = definitions[leaf["$ref"].rpartition("/")[2]] if "$ref" in leaf else leaf
        yield from (str(each) for each in meant.get("enum", ()))
        if "const" in meant:
            yield str(meant["const"])
