"""The codes that are shipped with the tool: enough for the ten profiles, with labels of our own.

Official texts of ICPC-2 (WONCA/DSAM), ICD-10/SKS, ATC (WHO) and NPU (IFCC/IUPAC) are licensed and not
shipped; see NOTICE. Labels are examples and not clinically approved.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from .entries import Entry, Origin
from .formats import CODES, Connection
from .formats import MAPS as MAP_FORMATS

FOLDER = Path(__file__).parent / "codes"
#: Maps are named after the two systems, ``from_to.csv``.
MAPS = FOLDER / "maps"
ORIGIN = Origin(
    format="shipped",
    title="Uddrag",
    date=date(2026, 11, 21),
    source="Uddrag med egne betegnelser. Eksempel, ikke klinisk godkendt.",
    licence="Egne betegnelser; koderne tilhører deres udgivere, se NOTICE.",
    complete=False,
)

#: Other addresses in circulation for a system's canonical one.
ALIASES: dict[str, tuple[str, ...]] = {
    "icpc-2-dk": ("http://hl7.org/fhir/sid/icpc-2",),
    "sks": ("urn:oid:1.2.208.176.2.4.12",),
    "atc": ("urn:oid:2.16.840.1.113883.6.73",),
    "npu": ("urn:oid:1.2.208.176.2.1", "urn:oid:1.2.208.176.9.1"),
    "mcs": ("urn:oid:1.2.208.184.100.8",),
}


def read_codes(path: Path, *, hierarchical: bool = False) -> list[Entry]:
    """The rows of a ``code;title`` file as it is shipped. Raises ``FileProblem``."""
    with path.open("rb") as file:
        return list(CODES["csv"].read(file, hierarchical=hierarchical))


def read_connections(path: Path) -> list[Connection]:
    """The rows of a map as it is shipped. Raises ``FileProblem``."""
    with path.open("rb") as file:
        return list(MAP_FORMATS["map-csv"].read(file))
