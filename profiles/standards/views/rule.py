"""One rule: what it says, what belongs with it, and the examples that the tests run."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import readable
from profiles.authoring.guideline import guideline
from profiles.standard.rules import Rule

from ..contents import news
from ..examples import example
from ..json_text import json_text
from ..versions import Version, chosen_version


@readable
def show(request: HttpRequest, number: str) -> HttpResponse:
    """The rule; a 404 page with the chapters for a number that no rule has."""
    version = chosen_version(request)
    rule = version.rules.find(number.upper())
    if rule is None:
        context = {"version": version, "number": number, "groups": version.rules.groups}
        return render(request, "standards/unknown_rule.html", context, status=404)
    return render(request, "standards/rule.html", _context(version, rule))


def _context(version: Version, rule: Rule) -> dict[str, Any]:
    before, after = version.rules.neighbours(rule)
    examples = [example(case.standard, case.id) for case in version.cases_of(rule.number)]
    patterns = [each.document for each in examples if each.case.rules[0] == rule.number and each.document]
    guides = [(guideline(document), json_text(document.to_json())) for document in patterns]
    return {
        "version": version,
        "rule": rule,
        "group": next(group for group in version.rules.groups if group.id == rule.group),
        "news": news(rule, version),
        "before": before,
        "after": after,
        "beside": _beside(version, rule),
        "examples": examples,
        "guides": guides,
    }


def _beside(version: Version, rule: Rule) -> list[Rule]:
    """The rules it refers to, then those that refer to it."""
    named = [version.rules.by_number[number] for number in rule.see]
    naming = [each for each in version.rules.rules if rule.number in each.see and each not in named]
    return named + naming
