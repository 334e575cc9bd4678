"""The whole document of a case, where the case holds only what matters.

What a case does not write is as in a new profile (``blank``), the code sets that it names and does not define
are those of ``code_sets.json``, and the ordinary patient of :mod:`.patients` fills the patients.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from profiles.standard.blank import blank_document

from .case import EvaluationCase

Json = dict[str, Any]
CODE_SETS = Path(__file__).parent / "code_sets.json"
OWNER = "Profilstandarden"
PURPOSE = "Eksempel til standardens regler. Ikke klinisk godkendt."


class Filled(NamedTuple):
    """A whole document as plain JSON, and those it refers to as ``profile@version``."""

    document: Json
    package: dict[str, Json]


def filled(case: EvaluationCase) -> Filled:
    """The document of an evaluation and its package."""
    package = {
        key: whole_document(part, profile=key.partition("@")[0], title=key, standard=case.standard)
        for key, part in case.package.items()
    }
    own = whole_document(case.document, profile=case.id, title=case.title, standard=case.standard)
    return Filled(own, package)


def whole_document(part: Mapping[str, Any], *, profile: str, title: str, standard: str) -> Json:
    """A part of a document with everything else as in a new profile."""
    blank = blank_document(
        profile=profile, title=title, kind="disease", owner=OWNER, purpose=PURPOSE, standard=standard
    ).to_json()
    own = list(part.get("code_sets", []))
    defined = {each.get("id") for each in own}
    shared = [code_set for name, code_set in shared_code_sets().items() if name in _asked(part) - defined]
    return {**blank, **part, "code_sets": [*own, *shared]}


@cache
def shared_code_sets() -> dict[str, Json]:
    """The code sets that cases may name without defining them, by id."""
    listed: list[Json] = json.loads(CODE_SETS.read_text(encoding="utf-8"))
    return {each["id"]: each for each in listed}


def _asked(part: object) -> set[str]:
    """The code sets that filters anywhere in a part of a document ask for."""
    return {asked for each in _objects(part) if isinstance(asked := each.get("in"), str)}


def _objects(part: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(part, Mapping):
        yield part
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from _objects(each)
