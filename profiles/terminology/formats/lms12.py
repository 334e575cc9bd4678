"""LMS12 of Lægemiddelstyrelsen's takst: ATC codes of all levels with their texts.

Code page 865, fixed width: code 1–8, text 9–80. The code is written in the five levels' places (2, 2, 1, 1
and 2 characters), so that a level of one letter leaves a blank: ``A 10BA02``; veterinary codes use it
(``QA10BA02``) and are left out.
Layout: as the importer of takst files in the public Stamdata project reads LMS12; Lægemiddelstyrelsen's own
description was not at hand, so a line that is filled in otherwise is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from ..entries import Entry
from .problem import FileProblem
from .text import BOM, lines

ENCODING = "cp865"
_CODE = re.compile(r"[A-Z]([0-9]{2}([A-Z]([A-Z]([0-9]{2})?)?)?)?")
_SHORTEST = 9


def parse(file: BinaryIO) -> Iterator[Entry]:
    """Every code but the veterinary ones. Raises ``FileProblem``."""
    for number, line in lines(file):
        text = line.decode(ENCODING).rstrip("\r\n\x1a")
        if line.startswith(BOM):
            raise FileProblem(number, "position 1-3", "Filen er i UTF-8. LMS12 skal være i kodeside 865.")
        if text.strip() and not text.startswith("Q"):
            yield _entry(number, text)


def _entry(number: int, text: str) -> Entry:
    code, title = "".join(text[:8].split()), " ".join(text[8:80].split())
    if len(text) < _SHORTEST:
        raise FileProblem(number, f"position 1-{len(text)}", "Linjen er for kort; teksten mangler.")
    if not _CODE.fullmatch(code):
        raise FileProblem(number, "position 1-8", f"»{code}« er ikke en ATC-kode.")
    if not title:
        raise FileProblem(number, "position 9-80", "Teksten mangler.")
    return Entry(code=code, title=title, line=number)
