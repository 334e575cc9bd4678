"""Patients on the bounds of a document, made from the document itself and verified by the evaluator."""

from .coverage import Coverage, FlagReach, Reach, coverage
from .patients import BoundaryPatients, Purpose, boundary_patients

__all__ = ["BoundaryPatients", "Coverage", "FlagReach", "Purpose", "Reach", "boundary_patients", "coverage"]
