"""What a written clinic says of itself, so that it is made anew when the generator has changed."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from .clinic import AS_OF, SEED

STAMP = "clinic.stamp"  # no table: a suffix that no reader of tables looks for


class NotAClinic(FileExistsError):
    """The folder is there and holds something else; it is not overwritten."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"Mappen {folder} findes og er ikke en syntetisk klinik. Vælg en anden, eller tøm den."
        )


@cache
def generator() -> str:
    """The generator's version: a digest of its sources."""
    sources = sorted(Path(__file__).parent.glob("*.py"))
    return sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:16]


def stamp(size: int, seed: int = SEED, as_of: date = AS_OF) -> str:
    written = {"generator": generator(), "size": size, "seed": seed, "as_of": as_of.isoformat()}
    return json.dumps(written)


def is_written(folder: Path, size: int, seed: int = SEED, as_of: date = AS_OF) -> bool:
    """Does the folder hold exactly this clinic, as today's generator makes it?"""
    path = folder / STAMP
    return path.is_file() and path.read_text(encoding="utf-8") == stamp(size, seed, as_of)


def refuse_other_folder(folder: Path) -> None:
    """Raise :class:`NotAClinic` for what a clinic must not replace."""
    if folder.exists() and not (folder / STAMP).is_file() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotAClinic(folder)
