"""Who the patient is on the index date: sex, age, and whether there is an outcome at all (2.7, 5.1, E1)."""

from __future__ import annotations

import re
from pathlib import Path

from .functions import DAY_OF, EXTENSION_OF, ensure
from .scope import Scope
from .words import name

SEX, AGE, IS_ACTIVE = name("patient-sex"), name("patient-age"), name("patient-is-active")
SOURCE = Path(__file__).parent / "patient.cql"
_HEAD = re.compile(r'^define "([\w-]+)"', re.MULTILINE)


def define_patient(scope: Scope) -> None:
    """Write the definitions of ``patient.cql``, among them those of the names above."""
    for function in (EXTENSION_OF, DAY_OF):
        ensure(scope.library, function)
    for block in SOURCE.read_text(encoding="utf-8").strip().split("\n\n"):
        if found := _HEAD.search(block):
            scope.library.add(found[1], block.replace("<base>", scope.base))
