"""Where a file lies while it is on its way in: copied here when it comes, removed when it is done with.

Nothing of the name it came with is used, so no name can lead out of the folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.files import File


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that has been put away."""

    name: str
    size: int
    sha256: str


def path_of(name: str) -> Path:
    """Where the file of that name lies."""
    folder: Path = settings.IMPORT_FOLDER
    return folder / name


@contextmanager
def stored(upload: File) -> Iterator[Stored]:
    """The file, put away a piece at a time; removed again if the block is left by an error."""
    settings.IMPORT_FOLDER.mkdir(parents=True, exist_ok=True)
    name = uuid4().hex
    try:
        yield _put_away(upload, name)
    except BaseException:
        remove(name)
        raise


def remove(name: str) -> None:
    """Forget a file; one that is gone is no matter."""
    if name:
        path_of(name).unlink(missing_ok=True)


def _put_away(upload: File, name: str) -> Stored:
    mark, size = sha256(), 0
    with path_of(name).open("xb") as target:
        for piece in upload.chunks():
            target.write(piece)
            mark.update(piece)
            size += len(piece)
    return Stored(name, size, mark.hexdigest())
