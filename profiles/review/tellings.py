"""A version as the review tells it, whatever its subject: the sentences, and what happened to each place."""

from __future__ import annotations

from typing import Any, NamedTuple

from profiles.authoring.catalogue.places import place_at
from profiles.authoring.subjects import Content, is_code_set, subject_about
from profiles.standard.catalogue import Catalogue
from profiles.standard.difference import Kind

from .catalogue_telling import tell_catalogue
from .code_set_telling import tell_code_set
from .telling import Telling, place, tell


class Happened(NamedTuple):
    """A change at a place of the telling (empty for the whole), with the properties that changed in words."""

    kind: Kind
    place: str
    words: tuple[str, ...]


def telling_of(content: Content) -> Telling:
    """A document, a shared code set or a catalogue, told section by section."""
    if isinstance(content, Catalogue):
        return tell_catalogue(content)
    return tell_code_set(content) if is_code_set(content) else tell(content)


def happened(before: Content, after: Content) -> tuple[Happened, ...]:
    """What happened between two contents of one subject, change by change."""
    changes = subject_about(after).difference(before, after)
    return tuple(Happened(each.kind, _place(each) or "", _words(each)) for each in changes)


def _place(change: Any) -> str | None:
    """The place in the telling: a path of ids in a catalogue, a section and a node in a document."""
    return place_at(change.path) if hasattr(change, "path") else place(change.section, change.node)


def _words(change: Any) -> tuple[str, ...]:
    """The properties that changed: ``Kilder: før DSAM 2018, nu DSAM 2019``."""
    return tuple(
        f"{each.title}: før {each.before or 'intet'}, nu {each.after or 'intet'}" for each in change.fields
    )
