"""What must hold before a step of the workflow, whether it does for a version, and why or what is missing.

The actions refuse by these states and the review page shows them, so a page never promises what an action
denies.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime

from accounts.models import User
from accounts.permissions import may_on
from accounts.rights import ProfileRight
from profiles.authoring.codes.releases import releases_of
from profiles.authoring.codes.seen import unseen
from profiles.authoring.models import ProfileVersion
from profiles.authoring.subjects import Subject, content_of, subject_of
from profiles.authoring.workflow import BY_STEP, Condition, State, Step
from profiles.standard.lint import Severity

from .errors import ConditionsUnmet, FourEyes
from .models import Decision

Kind = Decision.Kind
RIGHTS = {Kind.CLINICAL: ProfileRight.REVIEW_CLINICALLY, Kind.TECHNICAL: ProfileRight.REVIEW_TECHNICALLY}

APPROVALS = {Step.APPROVE_CLINICALLY: Kind.CLINICAL, Step.APPROVE_TECHNICALLY: Kind.TECHNICAL}
APPROVAL_STEPS = {kind: step for step, kind in APPROVALS.items()}


@dataclass(frozen=True)
class ConditionState:
    """A condition, whether it holds, and in Danish (without a full stop) why, or what is missing."""

    condition: Condition
    holds: bool
    explanation: str


def conditions(version: ProfileVersion, step: Step, by: User | None = None) -> tuple[ConditionState, ...]:
    """The conditions of a step in the order of the workflow; ``by`` is who would take it."""
    asked = _Asked(version, step, by)
    return tuple(ConditionState(each, *_ANSWERS[each](asked)) for each in BY_STEP[step].conditions)


def require_conditions(version: ProfileVersion, step: Step, by: User) -> None:
    """Raise ``FourEyes`` or ``ConditionsUnmet`` unless every condition of the step holds."""
    unmet = tuple(state for state in conditions(version, step, by) if not state.holds)
    if any(state.condition == Condition.FOUR_EYES for state in unmet):
        raise FourEyes(unmet)
    if unmet:
        raise ConditionsUnmet(unmet)


def has_written_in(person: User, version: ProfileVersion) -> bool:
    """Whether the person has saved the version at any time, which bars them from approving it."""
    return version.edits.filter(by=person).exists()


def counted(number: int, one: str, several: str) -> str:
    """``1 ændring``, ``7 ændringer``."""
    return f"{number} {one if number == 1 else several}"


@dataclass(frozen=True)
class _Asked:
    version: ProfileVersion
    step: Step
    by: User | None

    @property
    def subject(self) -> Subject:
        return subject_of(self.version.profile)


Answer = tuple[bool, str]


def _no_lint_errors(asked: _Asked) -> Answer:
    found = asked.subject.findings(content_of(asked.version))
    errors = [each for each in found if each.severity == Severity.ERROR]
    if not errors:
        return True, "Læst igennem uden fejl"
    first = errors[0].message.rstrip(".")
    return False, first if len(errors) == 1 else f"{len(errors)} steder skal rettes. Det første: {first}"


def _codes_seen(asked: _Asked) -> Answer:
    """Held here and not by a trigger: the database cannot say which codes a code set's rules mean."""
    waiting = unseen(asked.version)
    if not waiting:
        return True, "Ingen kode er kommet med, uden at nogen har set på den"
    first = waiting[0]
    codes = counted(len(first), "kode", "koder")
    rest = sum(len(each) for each in waiting[1:])
    more = f", og {rest} i andre kodesæt" if rest else ""
    return False, f"Ingen har set på {codes} i “{first.code_set.title}”{more}"


def _something_changed(asked: _Asked) -> Answer:
    base = asked.version.base
    if base is None:
        return True, f"Det er {asked.subject.of} første version"
    found = asked.subject.difference(content_of(base), content_of(asked.version))
    if not found and _reads_another_release(asked.version, base):
        return True, f"Koderne læses mod en anden udgave end i {base.number}"
    if not found:
        return False, f"Kladden siger det samme som {base.number}"
    return True, f"{counted(len(found), 'ændring', 'ændringer')} siden {base.number}"


def _reads_another_release(version: ProfileVersion, base: ProfileVersion) -> bool:
    """Whether a code system was moved to another release: what is published for reading is then another."""
    before, now = releases_of(base), releases_of(version)
    return any(now.get(system) not in (None, number) for system, number in before.items())


def _four_eyes(asked: _Asked) -> Answer:
    if asked.by is not None and asked.step in APPROVALS and has_written_in(asked.by, asked.version):
        return False, "Du har selv skrevet i versionen"
    approvers = asked.version.decisions.standing().values("by")
    if asked.version.edits.filter(by__in=approvers).exists():
        return False, "En af dem, der har godkendt, har også skrevet i versionen"
    return True, "De, der skriver, og de, der godkender, er forskellige personer"


def _approved(kind: Decision.Kind) -> Callable[[_Asked], Answer]:
    def answer(asked: _Asked) -> Answer:
        standing = asked.version.decisions.standing().filter(kind=kind)
        decision = standing.select_related("by__organisation").first()
        if decision is not None:
            return True, f"{decision.by}, {decision.by.organisation}, {_moment(decision)}"
        if asked.by is not None and may_approve(asked.by, kind, asked.version):
            return False, "Du kan give den nu"
        return False, f"Ingen har godkendt {kind.label} endnu"

    return answer


def may_approve(person: User, kind: Decision.Kind, version: ProfileVersion) -> bool:
    """Whether the person may give this kind of approval now, and nothing stands in its way."""
    return (
        version.state == State.IN_REVIEW
        and may_on(person, RIGHTS[kind], version.profile)
        and not has_written_in(person, version)
        and not version.decisions.standing().filter(kind=kind).exists()
        and (kind != Kind.CLINICAL or not unseen(version))
    )


def _comments_resolved(asked: _Asked) -> Answer:
    threads = asked.version.comments.unresolved().count()
    if threads:
        return False, counted(threads, "kommentar er åben", "kommentarer er åbne")
    return True, "Ingen kommentarer er åbne"


def _moment(decision: Decision) -> str:
    return date_format(localtime(decision.at), r"j. N \k\l. G.i")


_ANSWERS: dict[Condition, Callable[[_Asked], Answer]] = {
    Condition.NO_LINT_ERRORS: _no_lint_errors,
    Condition.SOMETHING_CHANGED: _something_changed,
    Condition.CODES_SEEN: _codes_seen,
    Condition.FOUR_EYES: _four_eyes,
    Condition.APPROVED_CLINICALLY: _approved(Kind.CLINICAL),
    Condition.APPROVED_TECHNICALLY: _approved(Kind.TECHNICAL),
    Condition.COMMENTS_RESOLVED: _comments_resolved,
}
