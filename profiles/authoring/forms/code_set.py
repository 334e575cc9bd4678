"""The words of a code set: its title, its unit, why it is as it is, and where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter

from profiles.standard.document import CodeSet, Rule
from profiles.standard.introduced import OTHER_UNITS

from .node import NodeForm, parsed
from .texts import DocumentText, LongText

CODE_SET: TypeAdapter[CodeSet] = TypeAdapter(CodeSet)


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

    def code_set(self, node_id: str, rules: Sequence[Rule] = ()) -> CodeSet:
        """The code set in the words that were filled in. Raises ``InvalidDocument`` with places below it."""
        unit = {"unit": self.cleaned_data["unit"]} if self.cleaned_data["unit"] else {}
        body = {"id": node_id, "title": self.cleaned_data["title"], "rules": [], **unit}
        worded = parsed(CODE_SET, body | self.node_json())
        return worded.model_copy(update={"rules": tuple(rules)})
