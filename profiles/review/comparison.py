"""A version read by itself, or beside the one it builds on.

Which passages changed comes from the standard's semantic difference, so the page counts what the version
number is derived from; how they read comes from the two narratives.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from profiles.authoring.subjects import Content

from .marks import Marks, marked, unmarked
from .passages import Merger, Passage
from .telling import Telling
from .tellings import Happened, happened, telling_of


@dataclass(frozen=True)
class Section:
    """A section of a document: its title, and what it holds in the singular and the plural."""

    title: str
    one: str
    several: str


#: The sections in reading order: those of a document, and those of a catalogue.
SECTIONS: dict[str, Section] = {
    "facts": Section("Formål og oplysninger", "oplysning", "oplysninger"),
    "inclusion": Section("Med er patienter, der opfylder", "kriterium", "kriterier"),
    "exclusion": Section("Ikke med er patienter, der opfylder", "kriterium", "kriterier"),
    "code_sets": Section("Kodesæt", "kodesæt", "kodesæt"),
    "groups": Section("Grupper", "gruppe", "grupper"),
    "columns": Section("Kolonner", "kolonne", "kolonner"),
    "patient_view": Section("Patientvisning", "afsnit", "afsnit"),
    "actions": Section("Handlinger", "handling", "handlinger"),
    "data_quality": Section("Datakvalitet", "forespørgsel", "forespørgsler"),
    "parameters": Section("Parametre", "parameter", "parametre"),
    "references": Section("Kilder", "kilde", "kilder"),
    "code_systems": Section("Kodesystemer", "kodesystem", "kodesystemer"),
    "elements": Section("Elementer", "element", "elementer"),
}
POPULATION = ("inclusion", "exclusion")


@dataclass(frozen=True)
class Part:
    """A section as it is read: the passages to show, and those folded because nothing happened to them."""

    id: str
    section: Section
    shown: tuple[Passage, ...]
    folded: tuple[Passage, ...]

    @property
    def is_population(self) -> bool:
        return self.id in POPULATION

    @property
    def folded_words(self) -> str:
        """``3 uændrede kolonner``."""
        number = len(self.folded)
        said = f"uændret {self.section.one}" if number == 1 else f"uændrede {self.section.several}"
        return f"{number} {said}"


@dataclass(frozen=True)
class Comparison:
    """A version ready to be reviewed; ``count`` is the number of changes, nought when it is read alone."""

    heading: str
    summary: Marks
    parts: tuple[Part, ...]
    count: int

    @property
    def places(self) -> frozenset[str]:
        """Every place of the newer document."""
        passages = (each for part in self.parts for each in (*part.shown, *part.folded))
        return frozenset(found for each in passages for found in each.places())

    @property
    def facts(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.id == "facts" and part.shown)

    @property
    def population(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.is_population and part.shown)

    @property
    def rest(self) -> tuple[Part, ...]:
        """The other sections in which something is shown."""
        return tuple(
            part for part in self.parts if part.shown and not part.is_population and part.id != "facts"
        )

    @property
    def untouched(self) -> tuple[Part, ...]:
        """The sections in which everything is as it was."""
        return tuple(part for part in self.parts if not part.shown)


def alone(content: Content) -> Comparison:
    """A document or a catalogue by itself, with nothing folded."""
    told, merger = telling_of(content), Merger(compares=False)
    read = ((name, merger.merge((), tops)) for name, tops in told.sections.items())
    parts = tuple(Part(name, SECTIONS[name], passages, ()) for name, passages in read if passages)
    return Comparison(told.heading, unmarked(told.summary), parts, 0)


def compare(before: Content, after: Content) -> Comparison:
    """The newer content with what happened to it since the older one; unchanged passages are folded."""
    old, new = telling_of(before), telling_of(after)
    changes = happened(before, after)
    merger = _merger(old, new, changes)
    names = [name for name in SECTIONS if name in new.sections]
    parts = (_part(name, merger.merge(old.sections[name], new.sections[name])) for name in names)
    held = tuple(part for part in parts if part.shown or part.folded)
    return Comparison(new.heading, marked(old.summary, new.summary), held, len(changes))


def _part(name: str, passages: tuple[Passage, ...]) -> Part:
    """A population is read as a whole where anything in it changed; elsewhere what is unchanged is folded."""
    if name in POPULATION:
        touched = any(each.is_touched for each in passages)
        return Part(name, SECTIONS[name], passages if touched else (), () if touched else passages)
    shown = tuple(each for each in passages if each.is_touched)
    return Part(name, SECTIONS[name], shown, tuple(each for each in passages if not each.is_touched))


def _merger(old: Telling, new: Telling, changes: Iterable[Happened]) -> Merger:
    placed = [each for each in changes if each.place]
    return Merger(
        before={each.key: each for each in old.everything()},
        after=frozenset(each.key for each in new.everything()),
        changed={each.place: each.words for each in placed if each.kind == "changed"},
        moved=frozenset(each.place for each in placed if each.kind == "moved"),
    )
