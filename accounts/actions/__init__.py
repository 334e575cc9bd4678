"""Everything that changes people, organisations, roles, rights and API clients.

Each action is one transaction: lock, check, change, record. ``by`` is who does it; ``by=None`` is the
one who runs the tool (a management command, the demo) and is not asked for rights.
"""

from .clients import create_client, remove_client
from .errors import (
    AccountsError,
    LastAdministrator,
    LastManager,
    NotActive,
    SignInThrottled,
    StillNeeded,
    WrongPassword,
)
from .organisations import change_organisation, create_organisation
from .people import (
    change_own_name,
    change_password,
    change_person,
    create_person,
    deactivate,
    reactivate,
    set_password,
    set_roles,
)
from .rights import grant_right, revoke_right
from .roles import sync_roles
from .signing_in import record_refused_sign_in, record_sign_in

__all__ = [
    "AccountsError",
    "LastAdministrator",
    "LastManager",
    "NotActive",
    "SignInThrottled",
    "StillNeeded",
    "WrongPassword",
    "change_organisation",
    "change_own_name",
    "change_password",
    "change_person",
    "create_client",
    "create_organisation",
    "create_person",
    "deactivate",
    "grant_right",
    "reactivate",
    "record_refused_sign_in",
    "record_sign_in",
    "remove_client",
    "revoke_right",
    "set_password",
    "set_roles",
    "sync_roles",
]
