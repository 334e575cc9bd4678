"""The printed texts, kept beside the tests so that every change of a single sign is seen.

``GOLDEN=rewrite`` writes them anew: read the difference before you commit it.
"""

from __future__ import annotations

import os
from functools import cache
from itertools import product
from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

from profiles.evaluation.dialects import PRINTERS, Dialect, print_query
from profiles.evaluation.dialects.core import ALLOWED, parsed

from .documents import DOCUMENTS, compiled

GOLDEN = Path(__file__).parent / "golden"
REWRITE = os.environ.get("GOLDEN") == "rewrite"
SQLGLOT_NAMES = {dialect: printer.sqlglot_name for dialect, printer in PRINTERS.items()}


@cache
def printed(name: str, dialect: Dialect) -> str:
    return print_query(compiled(name), dialect)


@cache
def core(name: str) -> exp.Select:
    return parsed(compiled(name).sql)


@pytest.mark.parametrize(("dialect", "name"), list(product(Dialect, DOCUMENTS)))
def test_a_document_is_printed_as_it_was(dialect: Dialect, name: str) -> None:
    path, text = GOLDEN / dialect / f"{name}.sql", printed(name, dialect) + "\n"
    if REWRITE:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


def test_there_is_no_golden_file_that_nobody_prints() -> None:
    wanted = {f"{dialect}/{name}.sql" for dialect, name in product(Dialect, DOCUMENTS)}
    assert {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.sql")} == wanted


def test_the_documents_use_every_construct_of_the_core() -> None:
    used = {type(node) for name in DOCUMENTS for node in core(name).walk()}
    assert {each.__name__ for each in ALLOWED} == {each.__name__ for each in used}


@pytest.mark.parametrize(("dialect", "name"), list(product(SQLGLOT_NAMES, DOCUMENTS)))
def test_nothing_of_a_printed_text_is_lost_when_it_is_read_back(dialect: Dialect, name: str) -> None:
    """sqlglot's reader proves little, but a table, a column or a comment that is gone it would show."""
    again = sqlglot.parse_one(printed(name, dialect), dialect=SQLGLOT_NAMES[dialect])
    for kind in (exp.CTE, exp.Alias, exp.Select, exp.Join):
        assert len(list(again.find_all(kind))) == len(list(core(name).find_all(kind))), kind
    assert _comments(again) >= _comments(core(name))


def _comments(tree: exp.Expr) -> int:
    return sum(len(node.comments or ()) for node in tree.walk())
