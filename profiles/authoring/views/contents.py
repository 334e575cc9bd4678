"""What each section of the editor shows, read from the draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from profiles.standard.document import Reference
from profiles.standard.identifiers import Namespace
from profiles.standard.narrative import Narrative, narrate

from ..codes.releases import used_readings
from ..forms.purpose import PurposeForm
from ..forms.shared import AboutForm
from ..guideline import (
    CodeSetText,
    action_text,
    code_set_texts,
    column_texts,
    group_text,
    quality_text,
)
from ..lines import Line, Lines
from ..sections import lints_by_node
from ..shared.links import Link
from ..shell import Shell
from ..upgrading import newer_standard
from ..uses import Use, uses


@dataclass(frozen=True)
class Root:
    """One of the two halves of a population; ``line`` is ``None`` while there is none."""

    name: str
    title: str
    question: str
    line: Line | None


@dataclass(frozen=True)
class Used:
    """A source or a code set with the places that use it; a code set with where it came from."""

    part: Any
    uses: tuple[Use, ...]
    link: Link | None = None


@dataclass(frozen=True)
class Reading:
    """A draft as the sections read it."""

    shell: Shell
    narrative: Narrative
    lines: Lines

    def used(self, namespace: Namespace, part: Any, part_id: str) -> Used:
        return Used(part, uses(self.shell.document, self.narrative, namespace, part_id))


def contents(shell: Shell) -> dict[str, Any]:
    """The context of the shell's section."""
    narrative = narrate(shell.document, shell.catalogue)
    lints = lints_by_node(link.lint for link in shell.lints)
    reading = Reading(shell, narrative, Lines(shell.document, narrative, lints))
    around = {"narrative": narrative, "node_lints": lints, "newer_standard": newer_standard(shell.document)}
    return around | CONTENTS[shell.section.slug](reading)


def _nothing(_reading: Reading) -> dict[str, Any]:
    return {}


def _purpose(reading: Reading) -> dict[str, Any]:
    document = reading.shell.document
    return {"form": PurposeForm(initial=PurposeForm.initial_of(document), document=document)}


def _population(reading: Reading) -> dict[str, Any]:
    document, lines = reading.shell.document, reading.lines
    exclusion = lines.of(document.exclusion) if document.exclusion else None
    return {
        "roots": (
            Root("inclusion", "Inklusion", "Hvem er med?", lines.of(document.inclusion)),
            Root("exclusion", "Eksklusion", "Hvem er alligevel ikke med?", exclusion),
        )
    }


def _about(reading: Reading) -> dict[str, Any]:
    return {"form": AboutForm(initial=AboutForm.initial_of(reading.shell.document))}


def _references(reading: Reading) -> dict[str, Any]:
    listed: tuple[Reference, ...] = reading.shell.document.references
    return {"references": [reading.used(Namespace.REFERENCES, each, each.id) for each in listed]}


def _code_sets(reading: Reading) -> dict[str, Any]:
    texts: tuple[CodeSetText, ...] = code_set_texts(reading.shell.document, reading.shell.catalogue)
    version = reading.shell.version
    links = reading.shell.links
    used = [reading.used(Namespace.CODE_SETS, each, each.code_set.id) for each in texts]
    shown = [replace(each, link=links.get(each.part.code_set.id)) for each in used]
    return {"code_sets": shown, "readings": used_readings(version)}


def _groups(reading: Reading) -> dict[str, Any]:
    return {"prompts": [group_text(reading.lines, each) for each in reading.shell.document.groups]}


def _actions(reading: Reading) -> dict[str, Any]:
    return {"prompts": [action_text(reading.lines, each) for each in reading.shell.document.actions]}


def _data_quality(reading: Reading) -> dict[str, Any]:
    return {"prompts": [quality_text(reading.lines, each) for each in reading.shell.document.data_quality]}


def _columns(reading: Reading) -> dict[str, Any]:
    return {"columns": column_texts(reading.shell.document, reading.narrative)}


CONTENTS: dict[str, Callable[[Reading], dict[str, Any]]] = {
    "purpose": _purpose,
    "about": _about,
    "references": _references,
    "population": _population,
    "code-sets": _code_sets,
    "groups": _groups,
    "columns": _columns,
    "patient-view": _nothing,
    "actions": _actions,
    "data-quality": _data_quality,
    "parameters": _nothing,
}
