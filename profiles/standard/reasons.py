"""Which bump each single change asks for, with the reason in Danish (8.3, G3).

The highest of them is what :func:`~profiles.standard.version.required_bump` finds from the documents as
wholes.
"""

from __future__ import annotations

from collections.abc import Mapping

from .document import CRITERIA, AtLeast, Criterion, Document, Group, Not
from .entries import ROOT, Entry
from .meaning import meaning_of
from .version import POPULATION, Bump, Comparison, bare, code_sets_of
from .walk import walk

Judgement = tuple[Bump, str]

POPULATION_CHANGES = (Bump.MAJOR, "Hvem der er med, kan ændre sig.")
CODES_CHANGE_POPULATION = (Bump.MAJOR, "Populationen bruger kodesættet, så hvem der er med, kan ændre sig.")
NEW_MAJOR_STANDARD = (Bump.MAJOR, "Profilstandarden har fået en ny hovedversion.")
NEW_MINOR_STANDARD = (
    Bump.MINOR,
    "Profilen følger en anden version af profilstandarden. De samme patienter er med.",
)
POPULATION_STAYS = (Bump.MINOR, "Id'er eller opbygning er ændret, men de samme patienter er med.")
SHOWN_CHANGES = (Bump.MINOR, "Det, klinikken ser, ændrer sig. De samme patienter er med.")
ORDER_SHOWN_CHANGES = (Bump.MINOR, "Rækkefølgen, klinikken ser, ændrer sig. De samme patienter er med.")
ONLY_WORDS = (Bump.PATCH, "Kun ord og kilder er ændret.")
ONLY_ORDER = (Bump.PATCH, "Kun rækkefølge eller skrivemåde er ændret, og det ændrer intet resultat.")

# Where order changes nothing that is worked out or shown.
UNORDERED_SECTIONS = frozenset({"code_sets", "parameters", "references"})


class Judge:
    """Judges the single changes between two documents."""

    def __init__(self, before: Document, after: Document) -> None:
        self._asked = Comparison(before, after)
        self._before = _criteria(before)
        self._after = _criteria(after)

    def added_or_removed(self, entry: Entry) -> Judgement:
        if entry.place.section == "references":
            return ONLY_WORDS
        return self._of_population() if entry.place.section in POPULATION else SHOWN_CHANGES

    def moved(self, old: Entry, new: Entry) -> Judgement:
        same_list = (old.place.parent, old.place.slot) == (new.place.parent, new.place.slot)
        if same_list:
            is_unordered = new.place.slot == "of" or new.place.section in UNORDERED_SECTIONS
            return ONLY_ORDER if is_unordered else ORDER_SHOWN_CHANGES
        return self._of_population() if self._is_population(old, new) else SHOWN_CHANGES

    def changed(self, old: Entry, new: Entry) -> Judgement:
        if new.key == ROOT:
            return self._document(old, new)
        if bare(old.own, without=()) == bare(new.own, without=()):
            return ONLY_ORDER
        if bare(old.own) == bare(new.own) or new.place.section == "references":
            return ONLY_WORDS
        if self._is_population(old, new):
            return POPULATION_STAYS if self._means_the_same(new.id) else self._of_population()
        if new.place.section == "code_sets" and new.id in self._asked.decisive_code_sets:
            return CODES_CHANGE_POPULATION
        return SHOWN_CHANGES

    def _document(self, old: Entry, new: Entry) -> Judgement:
        majors = {str(each.own["standard"]).partition(".")[0] for each in (old, new)}
        if len(majors) > 1:
            return NEW_MAJOR_STANDARD
        if _only_standard_changed(old.own, new.own):
            return NEW_MINOR_STANDARD
        return ONLY_WORDS if bare(old.own) == bare(new.own) else SHOWN_CHANGES

    def _of_population(self) -> Judgement:
        return POPULATION_CHANGES if self._asked.structure_changed else POPULATION_STAYS

    @staticmethod
    def _is_population(*entries: Entry) -> bool:
        return any(entry.place.section in POPULATION for entry in entries)

    def _means_the_same(self, node: str) -> bool:
        """Whether a single criterion is only written in another way."""
        old, new = self._before.get(node), self._after.get(node)
        if old is None or new is None or isinstance(old, Group | AtLeast | Not):
            return False
        before, after = code_sets_of(self._asked.before), code_sets_of(self._asked.after)
        return meaning_of(old, before) == meaning_of(new, after)


def _only_standard_changed(old: Mapping[str, object], new: Mapping[str, object]) -> bool:
    """Whether the standard, and beside it nothing but words, is another."""
    without_standard = ({**each, "standard": ""} for each in (old, new))
    before, after = (bare(each) for each in without_standard)
    return old["standard"] != new["standard"] and bool(before == after)


def _criteria(document: Document) -> dict[str, Criterion]:
    return {spot.part.id: spot.part for spot in walk(document) if isinstance(spot.part, CRITERIA)}
