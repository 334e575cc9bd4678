"""The builder's words: how a code stands, what its rule says, and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass

from profiles.standard.document import Rule
from profiles.standard.rule_algebra import Standing, State

#: What can be done with a code: the name a form sends, the key that does it, the words on the button.
WITH_BELOW, ALONE, LEAVE_OUT, FOLLOW = "with-below", "alone", "leave-out", "follow"


@dataclass(frozen=True)
class Choice:
    """``summary`` is what the history says, with the code to be put in."""

    name: str
    key: str
    title: str
    icon: str
    summary: str


IN_A_TREE = (
    Choice(WITH_BELOW, "m", "Tag med alle under", "success", "Tog {} med, og alle under"),
    Choice(ALONE, "d", "Tag kun denne med", "check", "Tog {} med, uden dem under"),
    Choice(LEAVE_OUT, "u", "Udelad", "minus", "Udelod {}"),
    Choice(FOLLOW, "f", "Følg overordnet", "subdirectory-arrow-right", "Lod {} følge den overordnede"),
)
#: In a system without a hierarchy no code has anything under it.
IN_A_LIST = (
    Choice(ALONE, "d", "Tag med", "success", "Tog {} med"),
    Choice(LEAVE_OUT, "u", "Udelad", "minus", "Udelod {}"),
    Choice(FOLLOW, "f", "Ingen regel", "close", "Fjernede reglen om {}"),
)


def choices(*, is_tree: bool) -> tuple[Choice, ...]:
    return IN_A_TREE if is_tree else IN_A_LIST


def choice_named(name: str, *, is_tree: bool) -> Choice | None:
    """The choice a form means; taking with all below is taking the code where nothing is below."""
    wanted = ALONE if name == WITH_BELOW and not is_tree else name
    return next((each for each in choices(is_tree=is_tree) if each.name == wanted), None)


ICONS = {
    Standing.NAMED_WITH_BELOW: "success",
    Standing.NAMED_ALONE: "success",
    Standing.IN_VIA: "check",
    Standing.LEFT_OUT: "minus",
    Standing.LEFT_OUT_VIA: "minus",
    Standing.NOT_IN: "",
    Standing.CONFLICT: "error",
}


def status_words(state: State, *, has_below: bool, inside: int, outside: int) -> str:
    """How a code stands, with how many below it are ``inside`` and how many are left ``outside``."""
    via = state.rule.code if state.rule else ""
    match state.standing:
        case Standing.CONFLICT:
            return "To regler er uenige"
        case Standing.NAMED_WITH_BELOW:
            return f"Med, og alle under{_except(outside)}" if has_below else "Med"
        case Standing.NAMED_ALONE:
            return f"Kun denne med{_also(inside)}" if has_below else "Med"
        case Standing.IN_VIA:
            return f"Med via {via}{_except(outside)}"
        case Standing.LEFT_OUT:
            return f"Udeladt{_also(inside)}"
        case Standing.LEFT_OUT_VIA:
            return f"Udeladt via {via}{_also(inside)}"
    return f"Delvis: {inside} under er med" if inside else "Ikke med"


def _except(outside: int) -> str:
    return f", undtagen {outside}" if outside else ""


def _also(inside: int) -> str:
    return f"; {inside} under er med" if inside else ""


def said(own: tuple[Rule, ...], *, is_tree: bool) -> str:
    """The name of the choice that a code's own rules amount to; empty when they disagree."""
    if not own:
        return FOLLOW
    if len({rule.include for rule in own}) > 1:
        return ""
    if not own[0].include:
        return LEAVE_OUT
    return WITH_BELOW if is_tree and any(rule.descendants for rule in own) else ALONE
