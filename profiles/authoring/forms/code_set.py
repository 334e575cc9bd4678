"""A code set: its title and unit, and one row a rule. Rows are added and pasted before anything is saved."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet
from pydantic import TypeAdapter

from profiles.standard.catalogue import Catalogue
from profiles.standard.codes import normalised
from profiles.standard.document import CodeSet, Rule
from profiles.standard.introduced import OTHER_UNITS
from profiles.standard.problem import Problem

from .node import NodeForm, parsed
from .numbers import DecimalField, danish, json_number
from .texts import DocumentText, LongText

CODE_SET: TypeAdapter[CodeSet] = TypeAdapter(CodeSet)
PREFIX = "rule"
MOST_ROWS = 1000
SEPARATORS = re.compile(r"[\s,;]+")


class CodeSetForm(NodeForm):
    noun = "kodesæt"

    def own_fields(self) -> Any:
        yield "title", DocumentText(label="Titel")
        yield (
            "unit",
            DocumentText(
                label="Enhed",
                required=False,
                max_length=40,
                help_text=self._unit_hint(),
            ),
        )

    def _unit_hint(self) -> str:
        if OTHER_UNITS.is_in(self.setting.document.standard):
            return "Enheden for de tal, der læses gennem kodesættet. Skriv 1, hvis der ingen enhed er."
        return "Kun ved målinger: enheden for alle værdier. Skriv 1, hvis der ingen enhed er."

    def words(self) -> Any:
        yield "rationale", LongText(label="Begrundelse", required=False, rows=2)
        yield from self.sources()

    @classmethod
    def initial_of(cls, code_set: CodeSet) -> dict[str, Any]:
        """What the own fields hold for a code set."""
        return {
            "title": code_set.title,
            "unit": code_set.unit or "",
            "rationale": code_set.rationale or "",
            "references": list(code_set.references),
        }

    def code_set(self, node_id: str, rules: Sequence[Mapping[str, Any]]) -> CodeSet:
        """The code set that was filled in. Raises ``InvalidDocument`` with places below it."""
        unit = {"unit": self.cleaned_data["unit"]} if self.cleaned_data["unit"] else {}
        body = {"id": node_id, "title": self.cleaned_data["title"], "rules": list(rules), **unit}
        return parsed(CODE_SET, body | self.node_json())


class RuleForm(forms.Form):
    """One rule. A row without a code is no rule."""

    system = forms.ChoiceField(label="Kodesystem")
    code = DocumentText(label="Kode", required=False, max_length=100)
    include = forms.ChoiceField(label="Regel", choices=[("yes", "Tag med"), ("no", "Udelad")])
    descendants = forms.BooleanField(label="Alle koder under", required=False)
    factor = DecimalField(label="Gang med", required=False)
    offset = DecimalField(label="Læg til", required=False)

    def __init__(self, *args: Any, catalogue: Catalogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.id, each.title) for each in catalogue.code_systems]
        self.fields["system"].choices = choices  # type: ignore[attr-defined]
        self.measured = catalogue.number_systems()
        self.title = ""

    @property
    def held(self) -> dict[str, str]:
        """System and code as they stand in the row now."""
        return {name: str(self[name].value() or "") for name in ("system", "code")}

    @property
    def takes_conversion(self) -> bool:
        """Whether the row's codes carry numbers."""
        return self.held["system"] in self.measured

    @property
    def is_rule(self) -> bool:
        return bool(self.cleaned_data.get("code"))

    def rule(self) -> dict[str, Any]:
        """The rule as JSON: defaults are not written."""
        cleaned = self.cleaned_data
        rule = {"system": cleaned["system"], "code": cleaned["code"], "include": cleaned["include"] == "yes"}
        if cleaned["descendants"]:
            rule["descendants"] = True
        for name, default in (("factor", 1), ("offset", 0)):
            if cleaned[name] is not None and cleaned[name] != default:
                rule[name] = json_number(cleaned[name])
        return rule


class BaseRules(BaseFormSet):
    """The rows of a code set."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Fjern"

    def clean(self) -> None:
        if (self.management_form.cleaned_data["TOTAL_FORMS"] or 0) < 0:
            raise forms.ValidationError("Linjerne kunne ikke læses. Genindlæs siden, og prøv igen.")

    def rules(self) -> list[dict[str, Any]]:
        """The rules that were filled in, in order; :attr:`written` are their rows."""
        self.written = [form for form in self.forms if form.is_rule and not form.cleaned_data.get("DELETE")]
        return [form.rule() for form in self.written]


RuleRows = forms.formset_factory(RuleForm, formset=BaseRules, extra=0, can_delete=True, max_num=MOST_ROWS)


def rule_initial(rule: Rule) -> dict[str, Any]:
    """What a row holds for a rule."""
    return {
        "system": rule.system,
        "code": rule.code,
        "include": "yes" if rule.include else "no",
        "descendants": rule.descendants,
        "factor": "" if rule.factor == 1 else danish(rule.factor),
        "offset": "" if rule.offset == 0 else danish(rule.offset),
    }


def rows_of(code_set: CodeSet | None, catalogue: Catalogue) -> Any:
    """The rows of a stored code set; one empty row for a new one."""
    initial = [rule_initial(rule) for rule in code_set.rules] if code_set else []
    return rows_with(initial or [{}], catalogue)


def rows_with(initial: list[dict[str, Any]], catalogue: Catalogue) -> Any:
    """Rows that hold what was typed, not judged yet."""
    return RuleRows(initial=initial, prefix=PREFIX, form_kwargs={"catalogue": catalogue})


def posted_rows(data: Any, catalogue: Catalogue) -> Any:
    """The rows as they were sent, to be judged."""
    return RuleRows(data, prefix=PREFIX, form_kwargs={"catalogue": catalogue})


def typed_rows(data: Any) -> list[dict[str, Any]]:
    """What stands in the rows that were sent, without judging it; removed rows are left out."""
    count = str(data.get(f"{PREFIX}-TOTAL_FORMS", ""))
    numbers = range(min(int(count), MOST_ROWS)) if count.isdigit() else range(0)
    rows = [_typed_row(data, number) for number in numbers if f"{PREFIX}-{number}-DELETE" not in data]
    return [row for row in rows if row["code"]]


def pasted_rows(text: str, system: str, typed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A row for each code of a pasted list that is not there already."""
    known = {(row["system"], normalised(row["code"])) for row in typed}
    fresh: dict[str, str] = {normalised(code): code for code in SEPARATORS.split(text) if code}
    return [
        {"system": system, "code": code, "include": "yes"}
        for key, code in fresh.items()
        if (system, key) not in known
    ][:MOST_ROWS]


def place(problems: Sequence[Problem], form: CodeSetForm, rows: Any, pointer: str) -> None:
    """Put each problem at its row's field, at the code set's field, or at the form."""
    for problem in problems:
        inside = problem.place.startswith(pointer)
        match problem.place[len(pointer) :].strip("/").split("/") if inside else []:
            case ["rules", number, *below] if int(number) < len(rows.written):
                row = rows.written[int(number)]
                row.add_error(below[0] if below and below[0] in row.fields else "code", problem.message)
            case [name, *_] if name in form.fields:
                form.add_error(name, problem.message)
            case _:
                form.add_error(None, problem.message)


def _typed_row(data: Any, number: int) -> dict[str, Any]:
    name = f"{PREFIX}-{number}"
    row = {each: data.get(f"{name}-{each}", "") for each in ("system", "code", "include", "factor", "offset")}
    return row | {"descendants": f"{name}-descendants" in data}
