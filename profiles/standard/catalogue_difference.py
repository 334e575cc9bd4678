"""What changed between two catalogues, and which number the newer standard must have (9.1, A20).

Minor: elements, fields, code systems and tokens are added. Major: something is removed or comes to mean
something else. Order carries meaning (C5, C6), so what is added comes last in its list; anything else may
turn a tie that older documents rest on, and is major. A standard has no third number: words alone are minor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from .catalogue import Catalogue, CodeSystem, DependentTokens, Element, ElementField, Entry
from .version import Bump

ChangeKind = Literal["added", "removed", "changed", "moved"]
# 3.4 asks for these before the remaining fields, wherever they stand on the list.
ASKED_FIRST = frozenset({"value", "code"})


@dataclass(frozen=True, slots=True)
class CatalogueChange:
    """One change. ``path`` names the place by ids: ``("elements", "medication", "fields", "daily_dose")``.

    ``before`` and ``after`` are the old and new words of what changed; ``message`` is a Danish sentence.
    """

    kind: ChangeKind
    path: tuple[str, ...]
    message: str
    bump: Bump
    before: str | None = None
    after: str | None = None


class _Words(NamedTuple):
    """What entries of one list are called."""

    one: str
    many: str


SYSTEMS = _Words("Kodesystemet", "kodesystemerne")
ELEMENTS = _Words("Elementet", "elementerne")
FIELDS = _Words("Feltet", "felterne")
TOKENS = _Words("Værdien", "værdierne")

Path = tuple[str, ...]


def catalogue_difference(before: Catalogue, after: Catalogue) -> tuple[CatalogueChange, ...]:
    """Every change in the order of the newer catalogue, list by list; none for equal contents.

    ``standard`` is the number of a catalogue and no part of its contents.
    """
    systems = _entries(("code_systems",), SYSTEMS, before.code_systems, after.code_systems)
    elements = _entries(("elements",), ELEMENTS, before.elements, after.elements)
    return (*systems, *elements)


def catalogue_bump(before: Catalogue, after: Catalogue) -> Bump:
    """Major when anything changes or is removed, otherwise minor (9.1)."""
    return max((each.bump for each in catalogue_difference(before, after)), default=Bump.MINOR)


def next_standard(standard: str, bump: Bump) -> str:
    """``next_standard("1.0", Bump.MINOR) == "1.1"``; a standard has two numbers, so a patch is minor too."""
    major, minor = (int(number) for number in standard.split("."))
    return f"{major + 1}.0" if bump is Bump.MAJOR else f"{major}.{minor + 1}"


# --- lists --------------------------------------------------------------------------------------


def _entries(
    path: Path, words: _Words, before: Sequence[Entry], after: Sequence[Entry], where: str = ""
) -> Iterator[CatalogueChange]:
    """What happened to a list of entries and to those that are on both lists."""
    old = {entry.id: entry for entry in before}
    new = {entry.id: entry for entry in after}
    shared = [each for each in old if each in new]
    yield from _order(path, words, shared, list(new), where)
    for identifier, entry in new.items():
        here = (*path, identifier)
        if identifier in old:
            yield from _both(here, words, old[identifier], entry)
        else:
            yield _added(here, words, entry, where)
    for identifier, entry in old.items():
        if identifier not in new:
            yield _removed((*path, identifier), words, entry, where)


def _added(path: Path, words: _Words, entry: Entry, where: str) -> CatalogueChange:
    """A new field that 3.4 asks before the others turns their order, wherever it stands."""
    if words is FIELDS and entry.id in ASKED_FIRST:
        message = f"{words.one} »{entry.title}« er nyt{where} og kommer først, når poster sættes i orden."
        return CatalogueChange("added", path, message, Bump.MAJOR, after=entry.title)
    message = f"{words.one} »{entry.title}« er {_new(words)}{where}."
    return CatalogueChange("added", path, message, Bump.MINOR, after=entry.title)


def _new(words: _Words) -> str:
    return "ny" if words is TOKENS else "nyt"


def _removed(path: Path, words: _Words, entry: Entry, where: str) -> CatalogueChange:
    message = f"{words.one} »{entry.title}« er fjernet{where}."
    return CatalogueChange("removed", path, message, Bump.MAJOR, before=entry.title)


def _order(
    path: Path, words: _Words, shared: list[str], new: list[str], where: str
) -> Iterator[CatalogueChange]:
    """What both have keeps its order, and stands before everything that is new."""
    kept = [each for each in new if each in set(shared)]
    if kept != shared:
        message = f"Rækkefølgen af {words.many} er ændret{where}."
        yield CatalogueChange("moved", path, message, Bump.MAJOR, ", ".join(shared), ", ".join(kept))
    elif new[: len(shared)] != shared:
        message = f"Noget nyt står før {words.many}, der var i forvejen{where}. Nyt skal stå sidst."
        yield CatalogueChange("moved", path, message, Bump.MAJOR, ", ".join(shared), ", ".join(new))


# --- entries on both lists ----------------------------------------------------------------------


def _both(path: Path, words: _Words, old: Entry, new: Entry) -> Iterator[CatalogueChange]:
    if old.title != new.title:
        message = f"{words.one} »{old.title}« hedder nu »{new.title}«."
        yield CatalogueChange("changed", (*path, "title"), message, Bump.MINOR, old.title, new.title)
    match old, new:
        case CodeSystem(), CodeSystem():
            yield from _systems(path, old, new)
        case Element(), Element():
            yield from _elements(path, old, new)
        case ElementField(), ElementField():
            yield from _fields(path, old, new)


def _systems(path: Path, old: CodeSystem, new: CodeSystem) -> Iterator[CatalogueChange]:
    if old.uri != new.uri:
        message = f"Kodesystemet »{new.title}« har fået en anden adresse."
        yield CatalogueChange("changed", (*path, "uri"), message, Bump.MAJOR, old.uri, new.uri)
    if old.hierarchical != new.hierarchical:
        message = (
            f"Kodesystemet »{new.title}« har {'fået' if new.hierarchical else 'ikke længere'} underkoder."
        )
        yield CatalogueChange("changed", (*path, "hierarchical"), message, Bump.MAJOR)


def _elements(path: Path, old: Element, new: Element) -> Iterator[CatalogueChange]:
    if old.description != new.description:
        message = f"Beskrivelsen af »{new.title}« er ændret."
        yield CatalogueChange(
            "changed", (*path, "description"), message, Bump.MINOR, old.description, new.description
        )
    if old.key_dates != new.key_dates:
        message = f"Nøgledatoerne for »{new.title}« er ændret."
        dates = (", ".join(old.key_dates), ", ".join(new.key_dates))
        yield CatalogueChange("changed", (*path, "key_dates"), message, Bump.MAJOR, *dates)
    yield from _entries((*path, "fields"), FIELDS, old.fields, new.fields, f" på »{new.title}«")


def _fields(path: Path, old: ElementField, new: ElementField) -> Iterator[CatalogueChange]:
    if old.type != new.type:
        message = f"Feltet »{new.title}« har fået en anden type: {new.type} i stedet for {old.type}."
        yield CatalogueChange("changed", (*path, "type"), message, Bump.MAJOR, old.type, new.type)
    where = f" i »{new.title}«"
    yield from _plain((*path, "systems"), old.systems, new.systems, where)
    yield from _entries((*path, "tokens"), TOKENS, old.tokens, new.tokens, where)
    yield from _dependent((*path, "tokens_by"), old.tokens_by, new.tokens_by, where)


def _plain(path: Path, old: Sequence[str], new: Sequence[str], where: str) -> Iterator[CatalogueChange]:
    """Code systems that a field carries; they are ids and nothing more."""
    before, after = ([Entry(id=each, title=each) for each in listed] for listed in (old, new))
    yield from _entries(path, SYSTEMS, before, after, where)


def _dependent(
    path: Path, old: DependentTokens | None, new: DependentTokens | None, where: str
) -> Iterator[CatalogueChange]:
    """Values that depend on another field: the same field, and each of its lists in order."""
    if (old and old.field) != (new and new.field):
        message = f"Det er ændret, hvilket felt værdierne afhænger af{where}."
        fields = (old.field if old else None, new.field if new else None)
        yield CatalogueChange("changed", (*path, "field"), message, Bump.MAJOR, *fields)
        return
    if old is None or new is None:
        return
    for topic in {**old.of, **new.of}:
        lists = (old.of.get(topic, ()), new.of.get(topic, ()))
        yield from _entries((*path, "of", topic), TOKENS, *lists, f"{where} ({topic})")
