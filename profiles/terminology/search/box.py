"""The search box as a page puts it up: where it asks, what it is called, and what can be done with each hit.

A page includes ``components/code_search.html`` with a ``box`` and answers an htmx request to ``action`` with
``components/code_results.html``. ``cell`` is a template for what is done with a hit; it is given the page's
own context, ``hit``, and as ``told`` whatever ``tell`` says of the hit, so that it may post a form of the
page's. Each thing that can be done stands in an element of its own with ``data-cell``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from .finding import Found
from .hits import Hit


@dataclass(frozen=True)
class SearchBox:
    """``keep`` is sent along with every search; ``filters`` is a template with more fields of the form.

    ``after`` is a template for what stands below the hits. ``problem`` says what is wrong with what was
    ``typed``, which is kept.
    """

    action: str
    found: Found
    name: str = "q"
    id: str = "code-search"
    label: str = "Søg efter koder"
    hint: str = "Et ord eller en kode, fx demens eller DF00."
    cell: str = "components/code_link.html"
    tell: Callable[[Hit], Any] = lambda hit: None
    filters: str = ""
    after: str = ""
    keep: Mapping[str, str] = field(default_factory=dict)
    in_address: bool = False
    problem: str = ""
    typed: str = ""

    @property
    def text(self) -> str:
        """What was typed."""
        return self.found.asked.text

    @property
    def rows(self) -> Iterator[tuple[Hit, Any]]:
        """Each hit with what the page tells of it."""
        return ((hit, self.tell(hit)) for hit in self.found.hits)

    @property
    def exact_address(self) -> str:
        """Where the very same is sought without repair of typing errors."""
        return f"{self.action}?{urlencode({**self.keep, self.name: self.text, 'exact': 'on'})}"
