"""The words of English."""

from ..lexicon import Lexicon
from .details import DETAILS
from .figures import COMPARISONS, FIGURES
from .names import NAMES
from .nouns import NOUNS
from .phrases import CLAUSES, RUNNING, SECTIONS
from .windows import WINDOWS

ENGLISH = Lexicon(
    code="en",
    names=NAMES,
    figures=FIGURES,
    comparisons=COMPARISONS,
    nouns=NOUNS,
    windows=WINDOWS,
    clauses=CLAUSES,
    running=RUNNING,
    sections=SECTIONS,
    details=DETAILS,
)
