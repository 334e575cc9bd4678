"""A code set on its way out: as a table, as a workbook, and as a FHIR ValueSet."""

from .exported import Exported as Exported
from .formats import EXPORTS as EXPORTS
from .formats import Export as Export
