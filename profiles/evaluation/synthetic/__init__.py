"""Synthetic patients of a Danish general practice, for every element of the catalogue. No real person's data.

Ids are opaque (``TEST-0000123``). Numbers come from ``parameters``, ``conditions``, ``medicines`` and
``panels``, each with its source or marked as assumed: nothing drawn here says anything about Denmark.
"""

from .clinic import AS_OF, SEED, ClinicTooLarge, clinic_tables, generate
from .stamp import NotAClinic, is_written
from .writing import write_clinic

__all__ = [
    "AS_OF",
    "SEED",
    "ClinicTooLarge",
    "NotAClinic",
    "clinic_tables",
    "generate",
    "is_written",
    "write_clinic",
]
