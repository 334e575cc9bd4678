"""What a person does to a set with one press: the rules after it, and what the history calls it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError

from profiles.standard.codes import normalised
from profiles.standard.cpr import cpr_like
from profiles.standard.document import Rule
from profiles.standard.rule_algebra import (
    Code,
    Rules,
    follow_parent,
    keep,
    leave_out,
    put_rule,
    redundant,
    take_alone,
    take_with_below,
    tidied,
)

from ..forms.numbers import DecimalField
from .bench import Bench
from .words import ALONE, FOLLOW, LEAVE_OUT, WITH_BELOW, choice_named

LONGEST_CODE = 100
KEEP, CONVERT, TIDY = "keep", "convert", "tidy"


class CannotDo(ValueError):
    """What was asked for cannot be done; the message says why, in Danish."""


@dataclass(frozen=True)
class Done:
    """``code`` is the one it was done to, ``rule`` what a rule now says of it; nothing for a tidying."""

    rules: Rules
    summary: str
    code: Code | None = None

    @property
    def rule(self) -> Rule | None:
        return next((rule for rule in self.rules if self.code == (rule.system, normalised(rule.code))), None)


def do(bench: Bench, asked: str, factor: str = "", offset: str = "") -> Done:
    """Do what a form asks for: ``operation|system|code``. Raises :class:`CannotDo`."""
    name, _, named = asked.partition("|")
    if name == TIDY:
        return _tidy(bench)
    code = code_named(bench, named)
    if name == KEEP:
        return _keep(bench, code, named)
    if name == CONVERT:
        return _convert(bench, code, factor, offset)
    return _choose(bench, code, name)


def code_named(bench: Bench, named: str) -> Code:
    """The code that ``system|code`` names. Raises :class:`CannotDo` for what no rule can name."""
    system, _, rest = named.partition("|")
    key = normalised(rest.partition("|")[0])
    if bench.system(system) is None:
        raise CannotDo("Vælg et kodesystem, som standarden kender.")
    if not key or len(key) > LONGEST_CODE:
        raise CannotDo("Vælg en kode, og hvad der skal ske med den.")
    if cpr_like(rest):
        raise CannotDo(
            "Her står noget, der ligner et CPR-nummer. Et kodesæt må aldrig indeholde patientdata."
        )
    return system, key


CHANGES: dict[str, Callable[[Rules, str, str], Rules]] = {
    WITH_BELOW: take_with_below,
    ALONE: take_alone,
    LEAVE_OUT: leave_out,
    FOLLOW: follow_parent,
}


def _choose(bench: Bench, code: Code, name: str) -> Done:
    is_tree = bench.is_tree(code[0])
    choice = choice_named(name, is_tree=is_tree)
    if choice is None:
        raise CannotDo("Vælg, hvad der skal ske med koden.")
    if choice.name == LEAVE_OUT:
        rules = leave_out(bench.rules, *code, below=is_tree)
    else:
        rules = CHANGES[choice.name](bench.rules, *code)
    return Done(rules, choice.summary.format(code[1]), code)


def _keep(bench: Bench, code: Code, named: str) -> Done:
    """Keep one of the rules that disagree about a code, by its place among them."""
    own, place = bench.own(code), named.rpartition("|")[2]
    if not place.isdecimal() or len(place) > 3 or int(place) >= len(own):
        raise CannotDo("Vælg, hvilken af reglerne der skal gælde.")
    return Done(keep(bench.rules, own[int(place)]), f"Valgte mellem to regler om {code[1]}", code)


def _convert(bench: Bench, code: Code, factor: str, offset: str) -> Done:
    numbers = {"factor": _number(factor, "Gang med", Decimal(1)), "offset": _number(offset, "Læg til")}
    if numbers["factor"] <= 0:
        raise CannotDo("“Gang med” skal være større end 0.")
    own = next((rule for rule in bench.own(code) if rule.include), None)
    rule = own or Rule(system=code[0], code=code[1], include=True)
    return Done(
        put_rule(bench.rules, rule.model_copy(update=numbers)), f"Skrev omregningen af {code[1]}", code
    )


def _number(text: str, name: str, default: Decimal = Decimal(0)) -> Decimal:
    try:
        number = DecimalField(required=False).clean(text)
    except ValidationError as refused:
        raise CannotDo(f"“{name}”: {' '.join(refused.messages)}") from None
    return default if number is None else number


def _tidy(bench: Bench) -> Done:
    gone = len(redundant(bench.rules))
    if not gone:
        raise CannotDo("Der er ingen overflødige regler.")
    return Done(
        tidied(bench.rules),
        f"Fjernede {gone} overflødige regler" if gone > 1 else "Fjernede en overflødig regel",
    )
