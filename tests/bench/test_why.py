"""A thousand test patients through a profile of some ten criteria, with and without the reasons."""

from __future__ import annotations

from pathlib import Path

import pytest

from cockpit.demo.content import first_document
from profiles.evaluation import evaluate
from profiles.evaluation.engine import Database
from profiles.evaluation.synthetic import AS_OF, write_clinic
from profiles.standard.catalogue import load_catalogue
from profiles.standard.walk import criteria
from tests.bench.timing import seconds

pytestmark = pytest.mark.bench

PATIENTS = 1_000


def test_reasons_for_a_thousand_patients(tmp_path: Path) -> None:
    document = first_document()
    write_clinic(tmp_path / "clinic", PATIENTS)
    with Database.of_folder(tmp_path / "clinic", load_catalogue()) as database:
        plain = seconds(lambda: evaluate(document, database, AS_OF))
        reasoned = seconds(lambda: evaluate(document, database, AS_OF, why=True))
    number = len(list(criteria(document)))
    print(f"\n{PATIENTS:,} patients, {number} criteria: {plain * 1000:.0f} ms, with why", end=" ")
    print(f"{reasoned * 1000:.0f} ms, {reasoned / plain:.1f} times as long")
