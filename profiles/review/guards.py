"""What actions of review and publication check first: who, in which state, which content, in what words."""

from __future__ import annotations

from accounts.models import User
from accounts.permissions import may_on, require_on
from accounts.rights import ProfileRight
from profiles.authoring.actions import require_step
from profiles.authoring.errors import HoldsCprNumber, WrongState
from profiles.authoring.locking import held
from profiles.authoring.models import ProfileVersion
from profiles.authoring.workflow import BY_STEP, OPEN_STATES, State, Step
from profiles.standard.cpr import cpr_like

from .errors import ContentChanged, NothingSaid, TooLong

LONGEST_TEXT = 5000
#: Any one of these rights lets a person take part in the discussion of a version.
VOICES = (
    ProfileRight.EDIT,
    ProfileRight.REVIEW_CLINICALLY,
    ProfileRight.REVIEW_TECHNICALLY,
    ProfileRight.PUBLISH,
)


def held_for(step: Step, version: ProfileVersion, by: User) -> ProfileVersion:
    """The locked version; ``PermissionDenied`` or ``WrongState`` unless the workflow allows the step."""
    locked = held(version)
    require_step(by, step, locked.profile)
    if State(locked.state) not in BY_STEP[step].from_:
        raise WrongState(locked, *sorted(BY_STEP[step].from_))
    return locked


def held_for_discussion(version: ProfileVersion, by: User) -> ProfileVersion:
    """The locked version, if the person may discuss it and it is still open."""
    locked = held(version)
    if not may_discuss(by, locked):
        require_on(by, ProfileRight.READ, locked.profile)
        require_on(by, ProfileRight.EDIT, locked.profile)
    if State(locked.state) not in OPEN_STATES:
        raise WrongState(locked, *sorted(OPEN_STATES))
    return locked


def may_discuss(person: User, version: ProfileVersion) -> bool:
    """Whether the person reads the drafts of the profile and has a part in them."""
    return may_on(person, ProfileRight.READ, version.profile) and any(
        may_on(person, right, version.profile) for right in VOICES
    )


def require_content(version: ProfileVersion, content_hash: str) -> None:
    """Raise ``ContentChanged`` unless the hash is that of the content the version has now."""
    if version.content_hash != content_hash:
        raise ContentChanged


def said(text: str) -> str:
    """The words without space around them. Raises ``TooLong`` or ``HoldsCprNumber``."""
    words = text.strip()
    if len(words) > LONGEST_TEXT:
        raise TooLong(LONGEST_TEXT)
    if cpr_like(words):
        raise HoldsCprNumber
    return words


def must_say(text: str) -> str:
    """The words, of which there must be some. Raises ``NothingSaid`` too."""
    if not text.strip():
        raise NothingSaid
    return said(text)
