"""What a shared code set is, as a subject: what stands in its way, and what it is about in a sentence."""

from __future__ import annotations

from dataclasses import replace

from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import Document
from profiles.standard.lint import Lint, Severity, lint
from profiles.terminology.lookup import code_problems

from ..findings import UNUSABLE, standard_withdrawn

#: The parts that a shared code set has; lints about the rest of a document are not about it.
PARTS = ("/code_sets", "/references", "/owner")
#: What only advises in a profile, and leaves a shared code set without any code.
GRAVE = frozenset({"excludes-only"})


def code_set_findings(document: Document) -> tuple[Lint, ...]:
    """Codes that cannot be used, a withdrawn standard, then the lints about codes and sources."""
    unusable = tuple(
        Lint(Severity.ERROR, UNUSABLE, problem.node, problem.message, problem.place)
        for problem in code_problems(document.code_sets)
    )
    advice = [_weighed(each) for each in lint(document, load_catalogue(document.standard)) if _is_its(each)]
    grave = [each for each in advice if each.severity is Severity.ERROR]
    lighter = [each for each in advice if each.severity is not Severity.ERROR]
    return (*unusable, *grave, *standard_withdrawn(document), *lighter)


def _is_its(found: Lint) -> bool:
    """A set that stands by itself is used by others, and its sources are about all of it."""
    return found.code != "unused" and found.place.startswith(PARTS)


def _weighed(found: Lint) -> Lint:
    return replace(found, severity=Severity.ERROR) if found.code in GRAVE else found


def code_set_summary(document: Document) -> str:
    """``Koderne for demens. 5 regler, 2 af dem udelader.``"""
    rules = document.code_sets[0].rules
    out = sum(not rule.include for rule in rules)
    counted = f"{len(rules)} {'regel' if len(rules) == 1 else 'regler'}"
    left_out = f", {out} af dem udelader" if out else ""
    return f"{document.description or ''} {counted}{left_out}.".strip()
