"""API clients: OAuth2 client credentials that belong to an organisation."""

from __future__ import annotations

from django.db import transaction
from oauth2_provider.generators import generate_client_secret
from oauth2_provider.models import Application

from accounts.audit import record
from accounts.events import Event
from accounts.models import ApiClient, Organisation, User
from accounts.permissions import require
from accounts.rights import Right


@transaction.atomic
def create_client(*, name: str, organisation: Organisation, by: User) -> tuple[ApiClient, str]:
    """Make a client that may fetch tokens. Returns it with its secret, which only its hash is kept of."""
    require(by, Right.ADMINISTER_PEOPLE)
    secret = generate_client_secret()
    client = ApiClient(
        name=name.strip(), organisation=organisation, created_by=by, application=_application(name, secret)
    )
    client.full_clean()
    client.save()
    record(
        Event.CLIENT_CREATED,
        by=by,
        client=client.client_id,
        name=client.name,
        organisation=organisation.slug,
    )
    return client, secret


@transaction.atomic
def remove_client(*, client: ApiClient, by: User) -> None:
    """Remove a client; its tokens stop working at once."""
    require(by, Right.ADMINISTER_PEOPLE)
    record(
        Event.CLIENT_REMOVED,
        by=by,
        client=client.client_id,
        name=client.name,
        organisation=client.organisation.slug,
    )
    client.application.delete()


def _application(name: str, secret: str) -> Application:
    application = Application(
        name=name.strip(),
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
        client_secret=secret,
    )
    application.save()
    return application
