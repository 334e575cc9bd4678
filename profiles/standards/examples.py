"""The worked examples of a rule, made once from the conformance cases that the tests run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from profiles.authoring.lines import Line, Lines
from profiles.evaluation.cases import (
    BumpCase,
    CanonicalCase,
    Case,
    EvaluationCase,
    InvalidCase,
    LintCase,
    filled,
    load_cases,
)
from profiles.evaluation.cases.filling import PURPOSE, whole_document
from profiles.standard.blank import INCLUSION
from profiles.standard.canonical import canonical_bytes
from profiles.standard.catalogue import Catalogue, load_catalogue
from profiles.standard.document import CRITERIA, Document
from profiles.standard.lint import Lint, lint
from profiles.standard.narrative import Narrative, Teller, narrate
from profiles.standard.narrative.sentence import Sentence
from profiles.standard.reading import InvalidDocument, Problem, read, read_json, read_shape
from profiles.standard.validity.package import package_problems
from profiles.standard.version import required_bump
from profiles.standard.walk import walk

from .json_text import json_text
from .moments import bounds_of, is_about_time
from .panels import Panel, Panels
from .words import BUMPS, danish_day

Json = Mapping[str, Any]
PARTS = {
    "groups": "Grupper",
    "columns": "Kolonner",
    "actions": "Handlinger",
    "data_quality": "Datakvalitet",
    "parameters": "Lokale grænser",
}


@dataclass(frozen=True)
class Part:
    """A section of the document that an example is about, in sentences."""

    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Example:
    """A case ready to be read; what its type does not have is empty.

    ``problems`` and ``lints`` are in the tool's own words. ``source`` is the part of the document as JSON
    where the example is about how it is written, ``said`` the same in sentences where it has a meaning;
    ``after`` and ``said_after`` are what a change makes of them.
    """

    case: Case
    day: str = ""
    inclusion: Line | None = None
    exclusion: Line | None = None
    parts: tuple[Part, ...] = ()
    code_sets: tuple[Sentence, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    panels: tuple[Panel, ...] = ()
    source: str = ""
    said: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    lints: tuple[Lint, ...] = ()
    texts: tuple[str, ...] = ()
    canonical: str = ""
    bump: str = ""
    reasons: tuple[str, ...] = ()
    after: str = ""
    said_after: tuple[str, ...] = ()

    @property
    def document(self) -> Document | None:
        """The whole document of a pattern."""
        case = self.case
        is_pattern = isinstance(case, EvaluationCase) and case.is_pattern
        return read_json(filled(case).document) if is_pattern and isinstance(case, EvaluationCase) else None


@cache
def example(standard: str, identifier: str) -> Example:
    """The example of a case of a standard version. Raises ``KeyError`` when there is none."""
    case = {each.id: each for each in load_cases(standard)}[identifier]
    match case:
        case EvaluationCase():
            return _evaluation(case)
        case InvalidCase():
            shown = case.text if case.text is not None else json_text(case.document)
            return Example(case, source=shown, problems=_problems(case))
        case LintCase():
            said = _said(read_json(_whole(case, case.document)))
            return Example(case, source=json_text(case.document), said=said, lints=_lints(case))
        case CanonicalCase():
            return Example(case, texts=case.texts, canonical=canonical_bytes(read(case.texts[0])).decode())
        case BumpCase():
            return _bump(case)


# --- patients -----------------------------------------------------------------------------------


def _evaluation(case: EvaluationCase) -> Example:
    plain, package = filled(case)
    document, catalogue = read_json(plain), load_catalogue(case.standard)
    narrative = narrate(document, catalogue, profiles=_titles(package))
    lines = Lines(document, narrative)
    panels = Panels(
        case,
        document,
        catalogue,
        _sentences(document, catalogue),
        bounds_of(case.document, case.index_date),
        is_about_time(case.document),
    )
    return Example(
        case,
        day=danish_day(case.index_date),
        inclusion=None if document.inclusion.id == INCLUSION else lines.of(document.inclusion),
        exclusion=lines.of(document.exclusion) if document.exclusion else None,
        parts=tuple(_parts(narrative)),
        code_sets=narrative.code_sets,
        others=tuple(_others(package)),
        panels=panels.all(),
    )


def _sentences(document: Document, catalogue: Catalogue) -> dict[str, str]:
    """Every criterion in words, also those that a column holds."""
    teller = Teller(document, catalogue)
    asked = (spot.part for spot in walk(document) if isinstance(spot.part, CRITERIA))
    return {part.id: teller.criterion(part).text for part in asked}


def _parts(narrative: Narrative) -> Iterator[Part]:
    for name, title in PARTS.items():
        if sentences := getattr(narrative, name):
            yield Part(title, sentences)


def _titles(package: Mapping[str, Json]) -> dict[str, str]:
    return {key.partition("@")[0]: key.partition("@")[0] for key in package}


def _others(package: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    """The documents referred to: which, and their population in running text."""
    for key, plain in package.items():
        document = read_json(plain)
        told = narrate(document, load_catalogue(document.standard), profiles=_titles(package))
        yield key, told.summary


# --- documents ----------------------------------------------------------------------------------


def _problems(case: InvalidCase) -> tuple[Problem, ...]:
    """What the tool has against the text, at the place the case points at."""
    return tuple(each for each in _all_problems(case) if each.place == case.problem.place)


def _all_problems(case: InvalidCase) -> tuple[Problem, ...]:
    whole = _whole(case, case.document)
    for name in case.without:
        del whole[name]
    try:
        document = read(case.text) if case.text is not None else read_json(whole)
    except InvalidDocument as refused:
        return refused.problems
    package = {key: read_shape(_whole(case, part, key)) for key, part in (case.package or {}).items()}
    return package_problems(document, package)


def _lints(case: LintCase) -> tuple[Lint, ...]:
    """The lints that the case is about."""
    wanted = {(each.code, each.node) for each in case.lints}
    found = lint(read_json(_whole(case, case.document)), load_catalogue(case.standard))
    return tuple(each for each in found if (each.code, each.node) in wanted)


def _bump(case: BumpCase) -> Example:
    before, after = (read_json(_whole(case, part)) for part in (case.before, case.after))
    return Example(
        case,
        source=json_text(case.before),
        said=_said(before),
        after=json_text(case.after),
        said_after=_said(after),
        bump=BUMPS[case.bump],
        reasons=required_bump(before, after)[1],
    )


def _said(document: Document) -> tuple[str, ...]:
    """A document in sentences, each with what it is; nothing of what a new profile has anyway."""
    narrative = narrate(document, load_catalogue(document.standard))
    told: list[tuple[str, Iterable[Sentence]]] = [
        ("Inklusion", [narrative.inclusion] if document.inclusion.id != INCLUSION else []),
        ("Eksklusion", [narrative.exclusion] if narrative.exclusion else []),
        ("Gruppe", narrative.groups),
        ("Kolonne", narrative.columns),
        ("Kodesæt", narrative.code_sets),
    ]
    purpose = () if document.purpose == PURPOSE else (f"Formål: {document.purpose}",)
    return (*purpose, *(f"{title}: {_whole_sentence(each)}" for title, parts in told for each in parts))


def _whole_sentence(sentence: Sentence) -> str:
    """The sentence; the parts of a group after it where it does not say them itself."""
    parts = "" if sentence.is_whole else "; ".join(map(_whole_sentence, sentence.children))
    return f"{sentence.text}: {parts}" if parts else sentence.text


def _whole(case: Case, part: Json, key: str = "") -> dict[str, Any]:
    profile = key.partition("@")[0] or case.id
    return whole_document(part, profile=profile, title=case.title, standard=case.standard)
