"""A profile of standard 1.1 that uses what 1.1 brought: eksempel, ikke klinisk godkendt."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

WRITTEN = Path(__file__).parent / "profiles" / "opioid-treatment.json"


def opioids() -> dict[str, Any]:
    value: dict[str, Any] = json.loads(WRITTEN.read_text(encoding="utf-8"))
    return value
