"""Lines of a file in bounded memory, and the encodings that official files come in.

Files are read as bytes line by line, so that ``file.tell()`` always says how far a reader is.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from .problem import FileProblem

LONGEST_LINE = 100_000
UTF8, WESTERN = "utf-8", "cp1252"
BOM = codecs.BOM_UTF8
_CHUNK = 1 << 16


def lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines with their numbers, line ends kept. An endless line is no line."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise FileProblem(number, "", "Linjen er for lang. Er det den rigtige fil?")
        yield number, line


def encoding_of(file: BinaryIO) -> str:
    """UTF-8 where the whole file is that, else Windows' western letters (Latin-1 and a few more)."""
    decoder = codecs.getincrementaldecoder(UTF8)()
    try:
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return WESTERN
    finally:
        file.seek(0)
    return UTF8


def decoded(file: BinaryIO, encoding: str) -> Iterator[str]:
    """The lines as text, a byte order mark left out."""
    for number, line in lines(file):
        try:
            yield (line.removeprefix(BOM) if number == 1 else line).decode(encoding)
        except UnicodeDecodeError as error:
            raise FileProblem(number, f"tegn {error.start + 1}", _not_text(encoding)) from error


def _not_text(encoding: str) -> str:
    name = "UTF-8" if encoding == UTF8 else "Latin-1"
    return f"Filen kan ikke læses som tekst i {name}."
