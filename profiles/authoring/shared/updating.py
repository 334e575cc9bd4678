"""What taking another version of a shared code set does: to the codes, the words and the patients."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from profiles.standard.difference import Change
from profiles.standard.document import CodeSet, Document
from profiles.standard.identifiers import Namespace
from profiles.standard.tree import replace

from ..counting.clinics import clinics
from ..counting.count import NotCounted
from ..counting.effect import Effect, effect
from ..models import ProfileVersion
from .families import Families, codes_of, families
from .links import Link, changes_between, taken_from

NO_CLINIC = "Der er ingen syntetisk klinik at tælle i endnu. Den laves med manage.py make_clinic."


@dataclass(frozen=True)
class Update:
    """A linked code set as it is, and as a version of its shared code set would make it."""

    link: Link
    to: ProfileVersion

    @property
    def before(self) -> CodeSet:
        return self.link.code_set

    @cached_property
    def after(self) -> CodeSet:
        return taken_from(self.to, self.before, self.link.version)

    @property
    def changes(self) -> Sequence[Change]:
        return changes_between(self.before, self.after, self.link.version.content.standard)

    @cached_property
    def codes_in(self) -> Families:
        """Codes that were not there and come in."""
        was, becomes = codes_of(self.before), codes_of(self.after)
        return families({key: code for key, code in becomes.items() if key not in was})

    @cached_property
    def codes_out(self) -> Families:
        was, becomes = codes_of(self.before), codes_of(self.after)
        return families({key: code for key, code in was.items() if key not in becomes})

    @property
    def document(self) -> Document:
        """The draft as it would be."""
        return replace(self.link.version.content, self.before.id, self.after, Namespace.CODE_SETS)

    @property
    def concerns_patients(self) -> bool:
        """A fork has no patients."""
        return not self.link.version.profile.is_code_set

    @cached_property
    def _counted(self) -> tuple[Effect | None, str]:
        made = clinics()
        if not made:
            return None, NO_CLINIC
        try:
            return effect(self.link.version.content, self.document, made[0], made[0].as_of), ""
        except NotCounted as refused:
            return None, str(refused)

    @property
    def effect(self) -> Effect | None:
        """Who comes in and goes out in the smallest clinic; ``None`` where it cannot be counted."""
        return self._counted[0]

    @property
    def why_not_counted(self) -> str:
        return self._counted[1]
