"""Finding codes by their code or by words, as one types: prefixes, parts of compounds, and typing errors.

A search asks the database at most twice, whatever is typed: which release of each system is the newest, and
for the rows of the hits. What lies between is read from an index of that release, which each process holds.
"""

from .box import SearchBox as SearchBox
from .finding import Asked as Asked
from .finding import Found as Found
from .finding import find_codes as find_codes
from .hits import Allowed as Allowed
from .hits import Hit as Hit
