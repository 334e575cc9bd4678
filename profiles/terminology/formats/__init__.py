"""Readers of official code files, one module a format: pure Python and in bounded memory.

``FORMATS`` lists them. A reader gives ``Entry`` after ``Entry`` (or ``Connection`` for a map) of a file that
is open for reading bytes, and raises ``FileProblem``, with line and field, at the first thing that is wrong.
"""

from .connection import Connection as Connection
from .connection import remark_of as remark_of
from .format import CodeFormat as CodeFormat
from .format import Format as Format
from .format import Gives as Gives
from .format import MapFormat as MapFormat
from .problem import FileProblem as FileProblem
from .registry import CODES as CODES
from .registry import FORMATS as FORMATS
from .registry import MAPS as MAPS
