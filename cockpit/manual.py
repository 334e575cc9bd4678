"""The manual: its sections, and the parts of it that are the tool's own data (workflow, roles)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from accounts.rights import ROLES, Right, Role
from profiles.authoring.workflow import TRANSITIONS, State, Transition
from profiles.standard.lint import ADVICE, Severity
from profiles.standard.lint.support import support

from .workflow_drawing import draw


@dataclass(frozen=True)
class Section:
    """A section of the manual; ``name`` is its anchor and the name of its template."""

    name: str
    title: str

    @property
    def template(self) -> str:
        return f"manual/{self.name}.html"


SECTIONS = (
    Section("write", "Skriv en profil"),
    Section("code-sets", "Kodesæt"),
    Section("codes", "Koder og udgaver"),
    Section("lints", "Det, der er at se på"),
    Section("review", "Gennemgang og godkendelse"),
    Section("publish", "Udgivelse og versioner"),
    Section("rights", "Rettigheder og roller"),
    Section("api", "API"),
    Section("evaluate", "Kør profilen"),
    Section("standard", "Standarden"),
    Section("keyboard", "Tastatur"),
    Section("glossary", "Ordliste"),
)


def manual_context() -> dict[str, Any]:
    """What the manual's templates are given."""
    return {
        "sections": SECTIONS,
        "lints": lints(),
        "support": support(),
        "steps": [_step(transition) for transition in TRANSITIONS],
        "drawing": draw(TRANSITIONS),
        "roles": [_role(role) for role in ROLES],
        "base_url": settings.BASE_URL.rstrip("/"),
        "open_reading": settings.OPEN_READING,
    }


#: What the severities are called when several are listed.
GRAVITIES = {Severity.ERROR: "Fejl", Severity.WARNING: "Advarsler", Severity.HINT: "Råd"}


def lints() -> list[dict[str, Any]]:
    """Every lint by how grave it is, from the rulebook the lints themselves use."""
    return [
        {
            "severity": severity,
            "title": title,
            "advice": [advice for advice in ADVICE if advice.severity is severity],
        }
        for severity, title in GRAVITIES.items()
    ]


def _step(transition: Transition) -> dict[str, Any]:
    """A row of the workflow table, in the words a person sees."""
    return {
        "title": transition.step.label,
        "from": [state for state in State if state in transition.from_],
        "to": transition.to,
        "rights": [right.label for right in sorted(transition.rights)],
        "conditions": [condition.label for condition in transition.conditions],
        "needs_reason": transition.needs_reason,
    }


def _role(role: Role) -> dict[str, Any]:
    rights = ROLES[role]
    return {
        "title": role.label,
        "description": rights.description,
        "everywhere": [right.label for right in Right if right in rights.everywhere],
        "on_each_profile": [right.label for right in sorted(rights.on_each_profile)],
        "on_the_standard": [right.label for right in sorted(rights.on_the_standard)],
    }
