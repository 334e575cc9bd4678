"""The only writer of pinned releases and of looks.

Neither is part of a version's content, so neither changes its hash or lets an approval lapse: a pin says what
the codes are read against and is settled in the draft, a look says that a person has seen a code.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction

from accounts.events import Event
from accounts.models import User
from profiles.standard.codes import normalised
from profiles.standard.cpr import cpr_like
from profiles.standard.document import CodeSet
from profiles.terminology.expansion import Key, keys_in
from profiles.terminology.models import Release

from ..errors import HoldsCprNumber, NoReasonGiven, NothingToSee, WrongState
from ..locking import held, held_in_draft
from ..models import Look, ProfileVersion, ReleasePin
from ..trail import record_about
from ..workflow import OPEN_STATES, State
from .releases import newest_releases, systems_of
from .seen import code_sets_of, require_looking, sample_of, unseen_in

#: The longest reason for sampling a branch.
LONGEST_REASON = 2000


@transaction.atomic
def pin_releases(*, version: ProfileVersion, releases: Iterable[Release] = ()) -> None:
    """Pin the release of each code system that a draft has none of yet.

    It is the one given, else that of the version it was begun from, else the newest.
    """
    kept = {pin.system_id: pin.release_id for pin in _pins_of(version.base)}
    wanted = {
        **{system: release.pk for system, release in newest_releases(systems_of(version)).items()},
        **kept,
        **{release.system_id: release.pk for release in releases},
    }
    has = {pin.system_id for pin in _pins_of(version)}
    ReleasePin.objects.bulk_create(
        ReleasePin(version=version, system_id=system, release_id=release)
        for system, release in wanted.items()
        if system not in has
    )


@transaction.atomic
def move_to_release(*, version: ProfileVersion, by: User, release: Release) -> ReleasePin:
    """Read a draft against another release of a code system. Raises ``WrongState``."""
    locked = held_in_draft(version, by)
    before = locked.pins.filter(system=release.system_id).select_related("release").first()
    pin = before or ReleasePin(version=locked, system_id=release.system_id)
    was = before.release if before else None
    if was == release:
        return pin
    pin.release = release
    pin.save()
    record_about(
        Event.RELEASE_MOVED,
        locked,
        by=by,
        system=release.system_id,
        before=was.number if was else None,
        after=release.number,
        words=str(release),
    )
    return pin


@transaction.atomic
def look_at(*, version: ProfileVersion, code_set: str, codes: Sequence[Key], by: User) -> int:
    """Say that one has seen codes of a code set and that they belong there. Returns how many were new.

    Seeing a code again changes nothing. Raises ``WrongState``, or ``NothingToSee`` when no code is given or
    one of them is not in the code set.
    """
    locked = _held_for_looking(version, by)
    inside = keys_in([_code_set(locked, code_set).rules])[0]
    if not codes or any(code not in inside for code in codes):
        raise NothingToSee
    mine = Look.objects.filter(profile=locked.profile, code_set=code_set, by=by)
    known = set(mine.order_by().values_list("system_id", "key"))
    new = [code for code in dict.fromkeys(codes) if code not in known]
    if new:
        _look(locked, code_set, new, by=by)
        names = [f"{system} {key}" for system, key in new]
        record_about(Event.CODES_SEEN, locked, by=by, code_set=code_set, codes=names)
    return len(new)


@transaction.atomic
def sample_branch(
    *, version: ProfileVersion, code_set: str, system: str, under: str, by: User, reason: str
) -> int:
    """Say that a branch was looked at through a sample, and why that is enough. Returns how many codes.

    Every code of the branch that nobody has seen counts as seen, and says that it was sampled. Raises
    ``WrongState``, ``NoReasonGiven``, ``HoldsCprNumber``, or ``NothingToSee`` when nothing waits below.
    """
    locked = _held_for_looking(version, by)
    words, top = _reason(reason), normalised(under)
    waiting = unseen_in(locked, code_set)
    keys = [key for key in waiting.keys.get(system, ()) if key.startswith(top)] if waiting else []
    if not keys or not top:
        raise NothingToSee
    _look(locked, code_set, [(system, key) for key in keys], by=by, sampled_under=top, reason=words)
    record_about(
        Event.BRANCH_SAMPLED,
        locked,
        by=by,
        code_set=code_set,
        system=system,
        under=top,
        codes=len(keys),
        shown=sample_of(keys),
        reason=words,
    )
    return len(keys)


def _pins_of(version: ProfileVersion | None) -> Iterable[ReleasePin]:
    return version.pins.all() if version else ()


def _held_for_looking(version: ProfileVersion, by: User) -> ProfileVersion:
    """The locked version, if the person may look at its codes and it is still open."""
    locked = held(version)
    require_looking(by, locked)
    if State(locked.state) not in OPEN_STATES:
        raise WrongState(locked, *sorted(OPEN_STATES))
    return locked


def _code_set(version: ProfileVersion, identifier: str) -> CodeSet:
    found = next((each for each in code_sets_of(version) if each.id == identifier), None)
    if found is None:
        raise NothingToSee
    return found


def _reason(text: str) -> str:
    words = text.strip()
    if not words or len(words) > LONGEST_REASON:
        raise NoReasonGiven(LONGEST_REASON)
    if cpr_like(words):
        raise HoldsCprNumber
    return words


def _look(version: ProfileVersion, code_set: str, codes: Iterable[Key], *, by: User, **sampled: str) -> None:
    """Two people at the same time, or one in two windows, both get what they asked for."""
    looks = (
        Look(profile=version.profile, code_set=code_set, system_id=system, key=key, by=by, **sampled)
        for system, key in codes
    )
    Look.objects.bulk_create(looks, ignore_conflicts=True, batch_size=1000)
