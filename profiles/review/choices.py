"""Which decisions a person may take about a version now, in which words, and why not when there are none."""

from __future__ import annotations

from accounts.models import User
from accounts.permissions import may_on
from profiles.authoring.codes.seen import unseen
from profiles.authoring.models import ProfileVersion
from profiles.authoring.workflow import BY_STEP, State, Step

from .conditions import APPROVAL_STEPS, RIGHTS, has_written_in, may_approve
from .forms import Choice
from .models import Decision

Kind = Decision.Kind
Outcome = Decision.Outcome


def possible(person: User, version: ProfileVersion) -> tuple[Choice, ...]:
    """Every decision that the person's rights cover, whatever stands in its way now."""
    kinds = [kind for kind in Kind if may_on(person, RIGHTS[kind], version.profile)]
    asks = tuple(_request(kind, alone=len(kinds) == 1) for kind in kinds)
    return (*(_approval(kind, version) for kind in kinds), *asks)


def offered(person: User, version: ProfileVersion) -> tuple[Choice, ...]:
    """The decisions the person may take now."""
    return tuple(choice for choice in possible(person, version) if _is_open(choice, person, version))


def why_no_approval(person: User, version: ProfileVersion) -> str:
    """Why somebody who could approve by right may not; empty when they may, or have no such right."""
    kinds = {choice.kind for choice in possible(person, version)}
    if not kinds or version.state != State.IN_REVIEW:
        return ""
    if has_written_in(person, version):
        return "Du har selv skrevet i versionen, så en anden skal godkende den."
    if kinds == {Kind.CLINICAL} and unseen(version):
        return "Du kan godkende, når alle koder er set."
    given = version.decisions.standing().filter(kind__in=kinds).select_related("by")
    if len(given) == len(kinds):
        return " ".join(f"{each.by} har godkendt {each.get_kind_display()}." for each in given)
    return ""


def _is_open(choice: Choice, person: User, version: ProfileVersion) -> bool:
    if choice.outcome == Outcome.APPROVED:
        return may_approve(person, choice.kind, version)
    return State(version.state) in BY_STEP[Step.REQUEST_CHANGES].from_


def _approval(kind: Decision.Kind, version: ProfileVersion) -> Choice:
    label = str(APPROVAL_STEPS[kind].label)
    return Choice(
        Outcome.APPROVED, kind, label, f"Gælder præcis dette indhold ({short_hash(version.content_hash)})"
    )


def _request(kind: Decision.Kind, *, alone: bool) -> Choice:
    label = str(Step.REQUEST_CHANGES.label) if alone else f"{Step.REQUEST_CHANGES.label} ({kind.label})"
    hint = "Versionen bliver en kladde igen, og godkendelser bortfalder"
    return Choice(Outcome.CHANGES_REQUESTED, kind, label, hint)


def short_hash(content_hash: str) -> str:
    """``7f3a…c21e``: enough for people to compare two contents by eye."""
    return f"{content_hash[:4]}…{content_hash[-4:]}"
