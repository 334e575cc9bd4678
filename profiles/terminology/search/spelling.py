"""How words are spelled by people without æ, ø and å at hand, and where in a word a part of it stands.

``øjne`` is found as ``oejne`` and as ``ojne``. Who types the letters means them: ``søm`` is not ``som``.
"""

from __future__ import annotations

from collections.abc import Callable

_ACCENTED = {
    "é": "e",
    "è": "e",
    "ê": "e",
    "ë": "e",
    "á": "a",
    "à": "a",
    "â": "a",
    "ü": "u",
    "ó": "o",
    "í": "i",
}
_SPELLED_OUT = str.maketrans({"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "å": "aa", **_ACCENTED})
_PLAIN = str.maketrans({"æ": "a", "ä": "a", "ø": "o", "ö": "o", "å": "a", **_ACCENTED})

Spelling = Callable[[str], str]


def spelled_out(word: str) -> str:
    """With two letters for each of æ, ø and å."""
    return word.translate(_SPELLED_OUT)


def plain(word: str) -> str:
    """With the letter that looks most like æ, ø and å."""
    return word.translate(_PLAIN)


def span(word: str, part: str) -> tuple[int, int] | None:
    """Where in the word the part stands, however either is spelled; ``None`` when it does not."""
    start = spelled_out(word).find(spelled_out(part))
    if start >= 0:
        return _letters(word, spelled_out, start, len(spelled_out(part)))
    start = plain(word).find(part)
    return _letters(word, plain, start, len(part)) if start >= 0 else None


def cut(word: str, length: int) -> str:
    """The beginning of the word that takes that many letters spelled out."""
    return word[: _letters(word, spelled_out, 0, length)[1]]


def _letters(word: str, spelling: Spelling, start: int, length: int) -> tuple[int, int]:
    """The letters of the word that were spelled there; one that was spelled in part counts whole."""
    ends, at = [], 0
    for letter in word:
        at += len(spelling(letter))
        ends.append(at)
    first = next((place for place, end in enumerate(ends) if end > start), len(word))
    last = next((place for place, end in enumerate(ends) if end >= start + length), len(word) - 1)
    return first, last + 1
