"""The house is built of small parts: short functions, short modules, more test than application."""

from __future__ import annotations

import ast
from pathlib import Path
from statistics import median, quantiles

import pytest

from .sources import ROOT, python_files, tracked_files, tree

pytestmark = pytest.mark.static

LONGEST_MODULE = 400
LONGEST_TEST_MODULE = 500


def function_lengths() -> dict[str, int]:
    """Lines of every function of the application, decorators and docstring left out."""
    return {
        f"{path}:{node.name}": _length(node)
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    whole = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) and len(function.body) > 1:
        return whole - ((first.end_lineno or first.lineno) - first.lineno + 1)
    return whole


def _lines(paths: list[Path]) -> int:
    return sum(len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in paths)


def test_functions_are_short(record_property: pytest.RecordProperty) -> None:
    lengths = function_lengths()
    middle, ninetieth = median(lengths.values()), quantiles(lengths.values(), n=10)[-1]
    longest = sorted(lengths, key=lambda name: -lengths[name])[:10]
    print(f"\n{len(lengths)} functions: median {middle:g} lines, 90 % at most {ninetieth:g}")  # noqa: T201
    print("\n".join(f"  {lengths[name]:3} {name}" for name in longest))  # noqa: T201
    record_property("functions", len(lengths))
    record_property("median function length", middle)
    record_property("p90 function length", ninetieth)
    assert middle <= 7
    assert ninetieth <= 20


def test_modules_are_short() -> None:
    longest = {
        path: LONGEST_TEST_MODULE if path.parts[0] == "tests" else LONGEST_MODULE for path in _modules()
    }
    assert {str(path): _lines([path]) for path in longest if _lines([path]) > longest[path]} == {}


def _modules() -> list[Path]:
    return [path for path in tracked_files() if path.suffix == ".py" and "migrations" not in path.parts]


def test_every_module_says_why_it_exists() -> None:
    silent = [
        str(path)
        for path in python_files()
        if (ROOT / path).read_text().strip() and not ast.get_docstring(tree(path))
    ]
    assert not [path for path in silent if not path.endswith("apps.py")]
