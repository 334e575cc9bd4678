"""Makes the synthetic clinic and region where they are missing, or where an older generator made them."""

from __future__ import annotations

import os
from pathlib import Path

from deploy.places import STATE
from profiles.evaluation.synthetic import is_written, write_clinic

CLINIC, REGION = 1_600, 100_000


def make_clinics(folder: Path) -> list[int]:
    """Write what is not there; the sizes that were written."""
    missing = [size for size in (CLINIC, REGION) if not is_written(folder / str(size), size)]
    for size in missing:
        write_clinic(folder / str(size), size)
    return missing


if __name__ == "__main__":
    print(make_clinics(Path(os.environ.get("CLINICS", STATE / "clinics"))))
