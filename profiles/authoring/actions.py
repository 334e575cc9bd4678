"""The only writer of profiles, the standard, shared code sets and their versions.

Lock, check, change, record; announce when it is committed.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from django.db import IntegrityError, transaction

from accounts.audit import record
from accounts.events import Event
from accounts.models import Organisation, User
from accounts.permissions import grant, grant_to_roles, may_on, require, require_on
from accounts.rights import ProfileRight, Right
from profiles.standard.blank import blank_document
from profiles.standard.catalogue import Catalogue
from profiles.standard.cpr import cpr_like
from profiles.standard.document import Document
from profiles.standard.migration import migrated
from profiles.standard.shared_code_set import SharedCodeSet, as_document
from profiles.terminology.models import Release

from .codes.actions import pin_releases
from .errors import (
    AlreadyWithdrawn,
    DraftExists,
    HoldsCprNumber,
    NameOfCodeSet,
    NothingPublished,
    SlugTaken,
    WrongState,
)
from .locking import held, held_for_editing
from .models import (
    CODE_SET_PREFIX,
    STANDARD,
    Edit,
    LeastBump,
    Profile,
    ProfileVersion,
    SharedUse,
    SubjectName,
    Withdrawal,
)
from .shared.links import require_shared, source_now
from .standards import newest_in_force
from .subjects import STANDARD_TITLE, Content, content_of, subject_of
from .trail import record_about
from .workflow import BY_STEP, State, Step


@transaction.atomic
def create_profile(
    *, by: User, slug: str, title: str, kind: str, owner: Organisation, purpose: str
) -> ProfileVersion:
    """A new profile with an empty first draft."""
    document = blank_document(
        profile=slug,
        title=title,
        kind=kind,
        owner=owner.name,
        purpose=purpose,
        standard=newest_in_force(),
    )
    return import_profile(by=by, owner=owner, document=document)


@transaction.atomic
def import_profile(*, by: User, owner: Organisation, document: Document) -> ProfileVersion:
    """A new profile whose first draft says what the document says; its number becomes 1.0.0."""
    if document.profile == STANDARD:
        raise SlugTaken(STANDARD)
    if document.profile.startswith(CODE_SET_PREFIX):
        raise NameOfCodeSet
    return _begun(by=by, owner=owner, document=document, subject=SubjectName.PROFILE)


@transaction.atomic
def create_code_set(
    *, by: User, owner: Organisation, code_set: SharedCodeSet, origin: ProfileVersion | None = None
) -> ProfileVersion:
    """A new shared code set with a first draft; ``origin`` is the published version it was forked from.

    Raises ``SlugTaken``, ``InvalidDocument`` or ``NotShared``.
    """
    document = as_document(code_set)
    if origin is None:
        return _begun(by=by, owner=owner, document=document, subject=SubjectName.CODE_SET)
    require_shared(origin)
    forked = f"{origin.profile.slug} {origin.number}"
    version = _begun(by=by, owner=owner, document=document, subject=SubjectName.CODE_SET, origin=forked)
    SharedUse.objects.create(version=version, code_set=code_set.code_set.id, shared=origin)
    return version


@transaction.atomic
def take_in_standard(*, by: User, owner: Organisation, catalogue: Catalogue) -> ProfileVersion:
    """The profile standard as a first draft: from now on it is versioned here. Raises ``SlugTaken``."""
    require(by, Right.MANAGE_STANDARD)
    standard = _new_profile(
        slug=STANDARD, title=STANDARD_TITLE, owner=owner, by=by, subject=SubjectName.STANDARD
    )
    grant_to_roles(standard, is_standard=True)
    record(Event.PROFILE_CREATED, by=by, profile=standard.slug)
    return _new_version(profile=standard, base=None, by=by, content=catalogue)


@transaction.atomic
def start_draft(*, profile: Profile, by: User, releases: Iterable[Release] = ()) -> ProfileVersion:
    """The next draft, from the newest published version. Raises ``DraftExists`` or ``NothingPublished``.

    It is read against the same releases of the code systems, but for those that are given.
    """
    require_on(by, ProfileRight.EDIT, profile)
    profile = Profile.objects.select_for_update().get(pk=profile.pk)
    if profile.versions.open().exists():
        raise DraftExists(profile)
    base = profile.versions.newest_published()
    if base is None:
        raise NothingPublished(profile)
    summary = f"Kladden blev påbegyndt fra {base.number}"
    draft = _new_version(
        profile=profile, base=base, by=by, content=content_of(base), summary=summary, releases=releases
    )
    for use in base.shared_uses.all():
        SharedUse.objects.create(version=draft, code_set=use.code_set, shared_id=use.shared_id)
    record(Event.DRAFT_STARTED, by=by, profile=profile.slug, version=draft.number, base=base.number)
    return draft


@transaction.atomic
def save_content(
    *,
    version: ProfileVersion,
    by: User,
    document: Content,
    base_revision: int,
    summary: str,
    notes: str | None = None,
) -> ProfileVersion:
    """Save a draft's new content, if nobody saved since ``base_revision``; ``notes`` if they are new too.

    Returns the version as stored; a save that changes nothing adds no revision. Raises ``WrongState`` when
    the version is no draft, ``StaleSave`` when someone else was first, ``InvalidDocument`` when the result
    is no document or catalogue, ``HoldsCprNumber`` when the notes name a patient.
    """
    locked = held_for_editing(version, by, base_revision)
    return _store(locked, by=by, content=document, summary=summary, notes=notes)


@transaction.atomic
def upgrade_standard(*, version: ProfileVersion, by: User, to: str, base_revision: int) -> ProfileVersion:
    """Move a draft to a newer standard, as an edit that can be taken back.

    Raises ``CannotMigrate`` with what stands in the way, and what :func:`save_content` raises.
    """
    locked = held_for_editing(version, by, base_revision)
    migration = migrated(locked.content, to)
    stored = _store(locked, by=by, content=migration.after, summary=f"Opgraderede til standard {to}")
    pin_releases(version=stored)
    return stored


@transaction.atomic
def raise_number(*, version: ProfileVersion, by: User, to: LeastBump, base_revision: int) -> ProfileVersion:
    """Raise the number a draft is published as above what its difference asks for, or take that back."""
    locked = held_for_editing(version, by, base_revision)
    locked.raised_to = to
    summary = f"Versionsnummer: {LeastBump(to).label.lower()}"
    stored = _store(locked, by=by, content=content_of(locked), summary=summary)
    if stored.revision == base_revision:
        _save(stored, by=by, why=summary)
    return stored


@transaction.atomic
def change_state(*, version: ProfileVersion, step: Step, by: User, reason: str = "") -> ProfileVersion:
    """Take a step of the workflow. Conditions beyond state and right belong to the caller."""
    locked = held(version)
    transition = BY_STEP[step]
    if State(locked.state) not in transition.from_:
        raise WrongState(locked, *sorted(transition.from_))
    require_step(by, step, locked.profile)
    locked.state = transition.to
    _save(locked, by=by, why=reason or step.label)
    return locked


@transaction.atomic
def discard_draft(*, version: ProfileVersion, by: User, reason: str) -> ProfileVersion:
    """Give up a draft; it stays in the history. A reason that names a patient raises ``HoldsCprNumber``."""
    if cpr_like(reason):
        raise HoldsCprNumber
    discarded = change_state(version=version, step=Step.DISCARD, by=by, reason=reason)
    record_about(Event.DRAFT_DISCARDED, discarded, by=by, reason=reason)
    return discarded


@transaction.atomic
def withdraw(*, version: ProfileVersion, by: User, reason: str) -> Withdrawal:
    """Say that a published version is no longer to be used. Raises ``WrongState`` or ``AlreadyWithdrawn``."""
    locked = held(version)
    require_step(by, Step.WITHDRAW, locked.profile)
    if State(locked.state) not in BY_STEP[Step.WITHDRAW].from_:
        raise WrongState(locked, *sorted(BY_STEP[Step.WITHDRAW].from_))
    if locked.withdrawn:
        raise AlreadyWithdrawn(locked)
    record_about(Event.VERSION_WITHDRAWN, locked, by=by, reason=reason)
    return Withdrawal.objects.create(version=locked, by=by, reason=reason)


@transaction.atomic
def retitle_profile(*, profile: Profile, title: str, by: User) -> None:
    """Let the profile carry the title of what was just published or first drafted."""
    if profile.title != title:
        profile.title = title
        profile._history_user = by  # type: ignore[attr-defined]
        profile.save()


def require_step(by: User, step: Step, profile: Profile) -> None:
    """Raise ``PermissionDenied`` unless the person holds one of the rights the step asks for."""
    rights = BY_STEP[step].rights
    if not any(may_on(by, right, profile) for right in rights):
        require_on(by, min(rights), profile)


def _begun(
    *, by: User, owner: Organisation, document: Document, subject: SubjectName, **details: str
) -> ProfileVersion:
    """A new profile or shared code set that the person may write in and give rights on."""
    require(by, Right.CREATE_PROFILE)
    profile = _new_profile(slug=document.profile, title=document.title, owner=owner, by=by, subject=subject)
    grant_to_roles(profile)
    for right in (ProfileRight.READ, ProfileRight.EDIT, ProfileRight.MANAGE):
        grant(right=right, to=by, on=profile)
    record(Event.PROFILE_CREATED, by=by, profile=profile.slug, **details)
    return _new_version(profile=profile, base=None, by=by, content=document)


def _new_profile(
    *, slug: str, title: str, owner: Organisation, by: User, subject: SubjectName = SubjectName.PROFILE
) -> Profile:
    try:
        with transaction.atomic():
            return Profile.objects.create(slug=slug, title=title, owner=owner, created_by=by, subject=subject)
    except IntegrityError as error:
        raise SlugTaken(slug) from error


def _new_version(
    *,
    profile: Profile,
    base: ProfileVersion | None,
    by: User,
    content: Content,
    summary: str = "",
    releases: Iterable[Release] = (),
) -> ProfileVersion:
    version = ProfileVersion(profile=profile, base=base, created_by=by, revision=0)
    stored = _store(version, by=by, content=content, summary=summary or subject_of(profile).begun)
    pin_releases(version=stored, releases=releases)
    return stored


def _store(
    version: ProfileVersion, *, by: User, content: Content, summary: str, notes: str | None = None
) -> ProfileVersion:
    """Check the content as any reader would, number it, and write it with its edit and event."""
    subject = subject_of(version.profile)
    text = subject.settled(content, version)
    settled = subject.read(text)
    words = version.release_notes if notes is None else notes.strip()
    if (text, words) == (version.document, version.release_notes):
        return version
    subject.refuse_unknown_codes(settled)
    if cpr_like(words):
        raise HoldsCprNumber
    version.document, version.content_hash = text, sha256(text.encode()).hexdigest()
    version.number, version.release_notes = subject.number(settled), words
    version.revision += 1
    _save(version, by=by, why=summary)
    if version.base is None:
        retitle_profile(profile=version.profile, title=subject.title(settled), by=by)
    _record_edit(version, by=by, summary=summary)
    _settle_links(version)
    return version


def _settle_links(version: ProfileVersion) -> None:
    """Let the notes of shared code sets follow what was saved, also when a save was taken back."""
    for use in version.shared_uses.select_related("shared__profile"):
        source = source_now(use, version.content)
        if source is None:
            use.delete()
        elif source != use.shared:
            use.shared = source
            use.save()


def _record_edit(version: ProfileVersion, *, by: User, summary: str) -> None:
    Edit.objects.create(
        version=version,
        revision=version.revision,
        by=by,
        summary=summary[:300],
        content_hash=version.content_hash,
    )
    record_about(Event.DRAFT_EDITED, version, by=by, summary=summary, revision=version.revision)


def _save(version: ProfileVersion, *, by: User, why: str) -> None:
    version._history_user = by  # type: ignore[attr-defined]
    version._change_reason = why  # type: ignore[attr-defined]
    version.save()
