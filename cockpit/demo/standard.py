"""The profile standard in the demo: 1.0 is taken in and published, 1.1 is written from it and published too.

``standard-1.1.json`` lists what 1.1 adds, part by part, in the order in which it is added.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from accounts.models import User
from profiles.authoring.actions import save_content, start_draft, take_in_standard
from profiles.authoring.catalogue.places import ELEMENTS, OF_SYSTEMS, Part
from profiles.authoring.catalogue.surgery import add
from profiles.authoring.models import ProfileVersion
from profiles.authoring.standards import SHIPPED
from profiles.publication.actions import publish_version
from profiles.review.actions import approve, comment_on, reply, resolve_comment, submit_for_review
from profiles.review.models import Decision
from profiles.standard.catalogue import Catalogue, CodeSystem, Element, ElementField, load_catalogue

from .people import ANDERS, KAREN, LISE, DemoPerson

People = dict[DemoPerson, User]
ADDITIONS = Path(__file__).parent / "standard-1.1.json"
NOTES = """Døgndosis og indikation på medicin, ordinerende læge og antal pakninger på recepter.
Faggruppe på kontakter, og om det var patientens faste læge, også på aftaler.
Sygehuskontakter som nyt element.
To nye målinger i sproget: vægtet sum og ændring fra forrige værdi."""


class Addition(NamedTuple):
    """A part, and what it is added to: an element, or one of the catalogue's lists."""

    to: str
    part: Part


def tell_the_standard(people: People) -> ProfileVersion:
    """Both versions, from draft to published; returns 1.1."""
    karen = people[KAREN]
    first = take_in_standard(by=karen, owner=karen.organisation, catalogue=load_catalogue(SHIPPED))
    submit_for_review(version=first, by=karen, note="Standarden, som den fulgte med værktøjet.")
    _publish(first, people, "Den første version.")
    draft = write_next(start_draft(profile=first.profile, by=karen), karen)
    submit_for_review(version=draft, by=karen, note="Kun tilføjelser. Profiler i 1.0 betyder det samme.")
    _discuss(draft, people)
    return _publish(draft, people, NOTES)


def write_next(draft: ProfileVersion, by: User) -> ProfileVersion:
    """Write what 1.1 adds into a draft made from 1.0, one save an addition, and the words about it."""
    for to, part in additions():
        catalogue, _ = add(draft.catalogue, to, part)
        draft = _save(draft, by, catalogue, f"Tilføjede “{part.title}”")
    return _save(draft, by, draft.catalogue, "Skrev ændringer i denne version", notes=NOTES)


def additions() -> Iterator[Addition]:
    """What 1.1 adds to 1.0."""
    kinds: dict[str, type[CodeSystem | Element]] = {ELEMENTS: Element, OF_SYSTEMS: CodeSystem}
    for each in json.loads(ADDITIONS.read_bytes()):
        kind = kinds.get(each["to"], ElementField)
        yield Addition(each["to"], kind.model_validate(each["part"]))


def _save(
    draft: ProfileVersion, by: User, catalogue: Catalogue, summary: str, **notes: str
) -> ProfileVersion:
    return save_content(
        version=draft,
        by=by,
        document=catalogue,
        base_revision=draft.revision,
        summary=summary,
        **notes,
    )


def _discuss(draft: ProfileVersion, people: People) -> None:
    comment = comment_on(
        version=draft,
        by=people[LISE],
        node="medication.daily_dose",
        body="Hvad er døgndosis for medicin, der tages efter behov?",
    )
    words = "Den mangler. En dosis gættes aldrig ud fra teksten på ordinationen."
    reply(comment=comment, by=people[KAREN], body=words)
    resolve_comment(comment=comment, by=people[LISE])


def _publish(version: ProfileVersion, people: People, note: str) -> ProfileVersion:
    seen = version.content_hash
    approve(version=version, by=people[LISE], kind=Decision.Kind.CLINICAL, content_hash=seen)
    approve(version=version, by=people[ANDERS], kind=Decision.Kind.TECHNICAL, content_hash=seen)
    publish_version(version=version, by=people[KAREN], content_hash=seen, note=note)
    return ProfileVersion.objects.select_related("profile").get(pk=version.pk)
