"""The page of one code set: its tree, its words, and the ways codes come into it."""

from .adding import add_codes, map_codes
from .choosing import choose, undo_code_set
from .page import code_set, new_code_set
from .parts import search_codes, tree

__all__ = [
    "add_codes",
    "choose",
    "code_set",
    "map_codes",
    "new_code_set",
    "search_codes",
    "tree",
    "undo_code_set",
]
