"""Every template is used, every used template exists, and so does every icon."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from .sources import ROOT, python_files, templates, tree

pytestmark = pytest.mark.static

#: Found by Django itself: error pages, and the templates that replace its own.
FOUND_BY_DJANGO = ("400.html", "403.html", "403_csrf.html", "404.html", "500.html", "django/*")

TAG = re.compile(r"""{%\s*(?:include|extends)\s+["']([^"']+)["']""")
ICON = re.compile(r"""{%\s*icon\s+["']([^"']+)["']""")
SUFFIXES = (".html", ".txt", ".svg")


def _named_in_templates() -> Iterator[str]:
    for path in templates():
        yield from TAG.findall((ROOT / "templates" / path).read_text(encoding="utf-8"))


def _named_in_python() -> Iterator[str]:
    """Template names in code; the changing part of an f-string counts as anything."""
    for path in python_files():
        for node in ast.walk(tree(path)):
            name = _pattern(node)
            if name.endswith(SUFFIXES) and name.strip("*") not in SUFFIXES:
                yield name


def _pattern(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def test_every_template_is_used() -> None:
    wanted = {*_named_in_templates(), *_named_in_python(), *FOUND_BY_DJANGO}
    unused = [str(path) for path in templates() if not any(fnmatch(str(path), name) for name in wanted)]
    assert not unused


def test_every_template_that_is_named_exists() -> None:
    there = [str(path) for path in templates()]
    missing = [name for name in _named_in_templates() if name not in there]
    assert not missing


def test_every_icon_is_in_the_design_system() -> None:
    sprite = Path(ROOT / "node_modules/dkfds/dist/img/all-svg-icons.svg").read_text(encoding="utf-8")
    known = set(re.findall(r'id="([\w-]+)"', sprite))
    used = {
        (str(path), name)
        for path in templates()
        for name in ICON.findall((ROOT / "templates" / path).read_text(encoding="utf-8"))
    }
    assert not {(path, name) for path, name in used if name not in known}


def test_no_template_has_script_or_style_of_its_own() -> None:
    """The content security policy would refuse it; better that a test does."""
    forbidden = re.compile(r"<style|\sstyle=|\shx-on|\son\w+=|<script(?![^>]*\ssrc=)", re.IGNORECASE)
    found = [
        f"{path}: {match.group()}"
        for path in templates()
        for match in forbidden.finditer((ROOT / "templates" / path).read_text(encoding="utf-8"))
    ]
    assert not found


def test_every_form_that_posts_has_its_token() -> None:
    """Both in the form itself (without JavaScript) and nowhere in a form that only asks."""
    form = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
    found = []
    for path in templates():
        for attributes, body in form.findall((ROOT / "templates" / path).read_text(encoding="utf-8")):
            if ('method="post"' in attributes) != ("csrf_token" in body):
                found.append(f"{path}: <form{attributes}>")
    assert not found
