"""The conformance cases: for each rule of the standard, patients of whom the standard itself says the answer.

A case is data that anybody can run: a document, a handful of invented patients and what every implementation
must say of them, written by hand from the text of the standard and never taken from an evaluator. The tests
run them all, the pages of the standard show them as worked examples, and vendors get them as they are.
"""

from .case import (
    BumpCase,
    CanonicalCase,
    Case,
    EvaluationCase,
    Expected,
    ExpectedCell,
    ExpectedProblem,
    InvalidCase,
    LintCase,
    TestPatient,
)
from .comparing import disagreements
from .filling import Filled, filled
from .loading import CaseProblem, load_cases
from .patients import rows_of, write_tables

__all__ = [
    "BumpCase",
    "CanonicalCase",
    "Case",
    "CaseProblem",
    "EvaluationCase",
    "Expected",
    "ExpectedCell",
    "ExpectedProblem",
    "Filled",
    "InvalidCase",
    "LintCase",
    "TestPatient",
    "disagreements",
    "filled",
    "load_cases",
    "rows_of",
    "write_tables",
]
