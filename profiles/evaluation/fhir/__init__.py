"""The same patients as FHIR R4 bundles: half of every conformance kit, and what other engines read (10.2)."""

from .bundles import bundles
from .exact_json import json_text
from .mapping import BASE

__all__ = ["BASE", "bundles", "json_text"]
