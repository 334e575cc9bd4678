"""What happened, in words: the details of an audit event as one short Danish line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .events import Event
from .rights import ProfileRight, Role

Details = dict[str, Any]
#: How many of a list of things are named in a line.
MOST_NAMED = 10


def told(kind: str, profile: str, details: Details) -> str:
    """The line that follows the event's name; empty when the name says it all.

    The trail keeps what was written long ago: details that are no longer understood are left out.
    """
    tell = _WORDS.get(kind)
    try:
        return tell(profile, details) if tell else profile
    except (KeyError, ValueError):
        return profile


def _roles(_profile: str, details: Details) -> str:
    given = [f"fik {Role(value).label}" for value in details["given"]]
    taken = [f"mistede {Role(value).label}" for value in details["taken"]]
    return ", ".join(given + taken)


def _right(profile: str, details: Details) -> str:
    holder = details.get("person") or f"rollen {Role(details['role']).label}"
    place = f" på {profile}" if profile else ""
    return f"{ProfileRight(details['right']).label}{place} ({holder})"


def _refusal(_profile: str, details: Details) -> str:
    reason = "for mange forsøg" if details["throttled"] else "forkert adgangskode"
    return f"{reason}, fra {details['address']}"


def _person(_profile: str, details: Details) -> str:
    return str(details["person"])


def _name(_profile: str, details: Details) -> str:
    return str(details["name"])


def _codes(_profile: str, details: Details) -> str:
    return f"{details['system']}, {details['title']} ({details['file']})"


def _release(_profile: str, details: Details) -> str:
    return str(details["words"])


def _seen(_profile: str, details: Details) -> str:
    first = ", ".join(details["codes"][:MOST_NAMED])
    more = len(details["codes"]) - MOST_NAMED
    return f"{details['code_set']}: {first}" + (f" og {more} mere" if more > 0 else "")


def _sampled(_profile: str, details: Details) -> str:
    return f"{details['code_set']}: {details['codes']} koder under {details['under']}"


_WORDS: dict[str, Callable[[str, Details], str]] = {
    Event.ROLES_CHANGED: _roles,
    Event.RIGHT_GRANTED: _right,
    Event.RIGHT_REVOKED: _right,
    Event.SIGN_IN_REFUSED: _refusal,
    Event.PERSON_CREATED: _person,
    Event.PERSON_CHANGED: _person,
    Event.PERSON_DEACTIVATED: _person,
    Event.PERSON_REACTIVATED: _person,
    Event.PASSWORD_CHANGED: _person,
    Event.ORGANISATION_CREATED: _name,
    Event.ORGANISATION_CHANGED: _name,
    Event.CLIENT_CREATED: _name,
    Event.CLIENT_REMOVED: _name,
    Event.CODE_SYSTEM_CREATED: _name,
    Event.CODES_IMPORT_BEGUN: _codes,
    Event.CODES_RELEASED: _codes,
    Event.CODE_MAP_ADDED: _codes,
    Event.CODES_IMPORT_FAILED: _codes,
    Event.CODES_IMPORT_GIVEN_UP: _codes,
    Event.RELEASE_MOVED: _release,
    Event.CODES_SEEN: _seen,
    Event.BRANCH_SAMPLED: _sampled,
}
