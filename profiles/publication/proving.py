"""Proving which standards a published document runs under (9.3, G1): by evaluating it on its test patients.

The test patients are the document's boundary patients (``profiles.evaluation.boundary``): on and beside every
bound it has, made from the document itself and of every element that the newest known standard has.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from profiles.authoring.findings import package_of
from profiles.evaluation.boundary import boundary_patients
from profiles.evaluation.runs_under import Trial, runs_under
from profiles.standard.catalogue import load_catalogue, standards
from profiles.standard.document import Document


class Proved(NamedTuple):
    """The standards it was proved under, oldest first, and on how many patients."""

    standards: tuple[str, ...]
    patients: int


def proved(document: Document, index_date: date) -> Proved:
    """Every known standard that the document, with all it refers to, gives the same results under."""
    package = package_of(document)
    newest = load_catalogue(standards()[-1])
    made = boundary_patients(document, index_date, package=package, catalogue=newest)
    under = runs_under(document, [Trial(made.tables, index_date)], package=package)
    return Proved(under, len(made.patients))
