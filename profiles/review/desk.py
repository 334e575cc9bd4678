"""Everything on the review page for one person: reading, conditions, discussion, and their own steps."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import Any, TypeVar

from accounts.models import User
from accounts.permissions import may_on
from profiles.authoring.models import ProfileVersion
from profiles.authoring.subjects import content_of, subject_of
from profiles.authoring.workflow import BY_STEP, State, Step

from .choices import offered, possible, short_hash, why_no_approval
from .comparison import Comparison, alone, compare
from .conditions import conditions
from .forms import DecisionForm, PublishForm, TakeBackForm
from .guards import may_discuss
from .threads import Refused, talk_of

#: The ways of reading, by the value of ``?view=``.
CHANGES, WHOLE_PROFILE = "changes", "all"
WAYS = (CHANGES, WHOLE_PROFILE)

#: Decision and publication forms stand on one page, so their fields are told apart.
DECIDE, PUBLISH = "decide", "publish"


@dataclass(frozen=True)
class Filled:
    """Forms that were refused, shown as they were filled in."""

    decision: DecisionForm | None = None
    publish: PublishForm | None = None
    take_back: TakeBackForm | None = None
    comment: Refused | None = None


def desk(*, version: ProfileVersion, person: User, filled: Filled, way: str) -> dict[str, Any]:
    """The context of the review page. ``way`` is one of ``WAYS``; anything else is the one that fits."""
    subject = subject_of(version.profile)
    return {
        "version": version,
        "subject": subject,
        "title": subject.title(content_of(version)),
        "short_hash": short_hash(version.content_hash),
        "round": version.rounds.last(),
        "decisions": version.decisions.select_related("by__organisation", "round").order_by("-id"),
        "may_discuss": version.is_open and may_discuss(person, version),
        "may_submit": may_take(Step.SUBMIT, version, person),
        **_reading(version, way, filled.comment),
        **_readiness(version, person),
        **_forms(version, person, filled),
    }


def may_take(step: Step, version: ProfileVersion, person: User) -> bool:
    """Whether the person's rights and the version's state allow a step, whatever its conditions say."""
    transition = BY_STEP[step]
    return State(version.state) in transition.from_ and any(
        may_on(person, right, version.profile) for right in transition.rights
    )


def _reading(version: ProfileVersion, way: str, refused: Refused | None) -> dict[str, Any]:
    base, content = version.base, content_of(version)
    chosen = _way(way, has_base=base is not None)
    reading = compare(content_of(base), content) if base and chosen == CHANGES else alone(content)
    return {
        "way": chosen,
        "base": base,
        "change_count": _change_count(version, reading, chosen),
        "reading": reading,
        "talk": talk_of(version, reading.places, refused),
    }


def _way(asked: str, *, has_base: bool) -> str:
    """How to read: changes where there is something to compare with, unless the whole is asked for."""
    return CHANGES if has_base and asked != WHOLE_PROFILE else WHOLE_PROFILE


def _change_count(version: ProfileVersion, reading: Comparison, way: str) -> int:
    if version.base is None or way == CHANGES:
        return reading.count
    subject = subject_of(version.profile)
    return len(subject.difference(content_of(version.base), content_of(version)))


def _readiness(version: ProfileVersion, person: User) -> dict[str, Any]:
    states = conditions(version, Step.PUBLISH, person)
    return {
        "missing": [state for state in states if not state.holds],
        "fulfilled": [state for state in states if state.holds],
        "conditions_count": len(states),
    }


def _forms(version: ProfileVersion, person: User, filled: Filled) -> dict[str, Any]:
    """The forms the person may use now, and those that were refused."""
    return {
        "decision_form": _of_content(filled.decision, version) or _new_decision_form(version, person),
        "why_no_approval": why_no_approval(person, version),
        "publish_form": _of_content(filled.publish, version) or _new_publish_form(version, person),
        "take_back_form": filled.take_back
        or (TakeBackForm() if may_take(Step.TAKE_BACK, version, person) else None),
    }


def decision_form(version: ProfileVersion, person: User, data: Any = None) -> DecisionForm:
    """The form of a reviewer's decision; bound when there is data."""
    return DecisionForm(
        data,
        possible=possible(person, version),
        offered=offered(person, version),
        prefix=DECIDE,
        initial={"content_hash": version.content_hash},
    )


def publish_form(version: ProfileVersion, data: Any = None) -> PublishForm:
    """The form that publishes; bound when there is data."""
    initial = {"content_hash": version.content_hash, "note": version.release_notes}
    return PublishForm(data, version=version, prefix=PUBLISH, initial=initial)


Seen = TypeVar("Seen", DecisionForm, PublishForm)


def _of_content(form: Seen | None, version: ProfileVersion) -> Seen | None:
    """A refused form with the content it is now shown beside: after reading, it can be sent again."""
    if form is not None:
        typed: Any = copy(form.data)
        typed[form.add_prefix("content_hash")] = version.content_hash
        form.data = typed
    return form


def _new_decision_form(version: ProfileVersion, person: User) -> DecisionForm | None:
    return decision_form(version, person) if offered(person, version) else None


def _new_publish_form(version: ProfileVersion, person: User) -> PublishForm | None:
    return publish_form(version) if may_take(Step.PUBLISH, version, person) else None
