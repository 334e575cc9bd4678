"""What has happened before the demo opens, told through the tool's own actions: no row is written here."""

from __future__ import annotations

from django.db import transaction

from accounts.actions import grant_right
from accounts.models import User
from accounts.rights import ProfileRight
from profiles.authoring.actions import import_profile, save_content, start_draft
from profiles.authoring.models import Profile, ProfileVersion
from profiles.publication.actions import publish_version
from profiles.review.actions import approve, comment_on, reply, resolve_comment, submit_for_review
from profiles.review.models import Decision

from .code_sets import tell_the_code_set
from .content import first_document, with_ldl
from .dementia import tell_the_dementia
from .looking import see_every_code
from .people import ANDERS, JONAS, KAREN, LISE, METTE, PETER, DemoPerson, make_people
from .standard import tell_the_standard

People = dict[DemoPerson, User]


def is_told() -> bool:
    """Whether the demo is already in the database."""
    return Profile.objects.filter(slug=first_document().profile).exists()


@transaction.atomic
def tell() -> ProfileVersion:
    """All of it or nothing; returns the draft that is in review."""
    people = make_people()
    tell_the_standard(people)
    tell_the_dementia(people, tell_the_code_set(people))
    first = _write_first(people)
    _review_first(first, people)
    _publish(first, people)
    return _next_draft(first.profile, people)


def _write_first(people: People) -> ProfileVersion:
    mette = people[METTE]
    version = import_profile(by=mette, owner=mette.organisation, document=first_document())
    for right in (ProfileRight.READ, ProfileRight.EDIT):
        grant_right(right=right, to=people[JONAS], on=version.profile, by=mette)
    return version


def _review_first(version: ProfileVersion, people: People) -> None:
    see_every_code(version, people[METTE])
    note = "Første udgave. Se især på, om kontaktdiagnoser skal tælle med."
    submit_for_review(version=version, by=people[METTE], note=note)
    comment = comment_on(
        version=version,
        by=people[LISE],
        node="contact-diagnosis",
        body="Skal en enkelt kontaktdiagnose være nok? Den kan være sat ved en fejl.",
    )
    reply(
        comment=comment,
        by=people[METTE],
        body="Ja, i første udgave. Vi ser hellere en for meget end en for lidt. Klinikken kan rette koden.",
    )
    resolve_comment(comment=comment, by=people[LISE])


def _publish(version: ProfileVersion, people: People) -> None:
    current = ProfileVersion.objects.get(pk=version.pk)
    seen = current.content_hash
    approve(version=current, by=people[LISE], kind=Decision.Kind.CLINICAL, content_hash=seen)
    approve(version=current, by=people[ANDERS], kind=Decision.Kind.TECHNICAL, content_hash=seen)
    publish_version(version=current, by=people[KAREN], content_hash=seen, note="Første udgivne version.")


def _next_draft(profile: Profile, people: People) -> ProfileVersion:
    draft = start_draft(profile=profile, by=people[METTE])
    draft = save_content(
        version=draft,
        by=people[METTE],
        document=with_ldl(draft.content),
        base_revision=draft.revision,
        summary="Kolonnen LDL-kolesterol er kommet med",
    )
    submit_for_review(
        version=draft, by=people[METTE], note="LDL er kommet med som kolonne. Populationen er den samme."
    )
    comment_on(
        version=draft,
        by=people[PETER],
        node="latest-ldl",
        body="Grænsen på 2,5 gælder uden hjertekarsygdom. Skal der stå noget om det?",
    )
    seen = draft.content_hash
    approve(version=draft, by=people[ANDERS], kind=Decision.Kind.TECHNICAL, content_hash=seen)
    return draft
