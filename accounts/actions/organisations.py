"""Creating and changing organisations. They are never deleted: profiles and people point at them."""

from __future__ import annotations

from django.db import transaction

from accounts.audit import record
from accounts.events import Event
from accounts.models import Organisation, User
from accounts.permissions import require
from accounts.rights import Right


@transaction.atomic
def create_organisation(*, slug: str, name: str, kind: Organisation.Kind, by: User | None) -> Organisation:
    """Add an organisation. Raises ``ValidationError`` when the short name or the name is taken."""
    if by is not None:
        require(by, Right.ADMINISTER_PEOPLE)
    organisation = Organisation(slug=slug, name=name.strip(), kind=kind)
    organisation.full_clean()
    organisation.save()
    record(Event.ORGANISATION_CREATED, by=by, organisation=slug, name=organisation.name)
    return organisation


@transaction.atomic
def change_organisation(
    *, organisation: Organisation, name: str, kind: Organisation.Kind, by: User | None
) -> Organisation:
    """Change the name or the kind; the short name is an identifier in documents and stays."""
    if by is not None:
        require(by, Right.ADMINISTER_PEOPLE)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    before = (organisation.name, organisation.kind)
    organisation.name, organisation.kind = name.strip(), kind
    if before != (organisation.name, organisation.kind):
        organisation.full_clean()
        organisation.save()
        record(
            Event.ORGANISATION_CHANGED,
            by=by,
            organisation=organisation.slug,
            before=before[0],
            name=organisation.name,
        )
    return organisation
