"""Only actions write rows: calls that change the database are looked for in the syntax tree of the rest."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from .sources import python_files, tree

pytestmark = pytest.mark.static

WRITES = {
    "save",
    "delete",
    "create",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "assign_perm",
    "remove_perm",
}
WRITES |= {f"a{name}" for name in WRITES}
MANY_TO_MANY_WRITES = {"add", "remove", "set", "clear"}

#: Things that are no rows but have a method of that name.
NOT_ROWS = {"book", "cache"}

WRITERS = {Path("accounts/audit.py"), Path("accounts/permissions.py")}


def may_write(path: Path) -> bool:
    return path.name == "actions.py" or "actions" in path.parent.parts or path in WRITERS


def writes_in(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and source of every call that would change a row."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and _is_write(node):
            yield node.lineno, ast.unparse(node.func)


def _is_write(call: ast.Call) -> bool:
    if isinstance(call.func, ast.Name):
        return call.func.id in {"assign_perm", "remove_perm"}
    if not isinstance(call.func, ast.Attribute):
        return False
    method, receiver = call.func.attr, call.func.value
    if isinstance(receiver, ast.Name) and receiver.id in NOT_ROWS:
        return False
    if method in {"update", "aupdate"}:  # a queryset takes keywords only, a dictionary or a hash a value
        return bool(call.keywords) and not call.args
    if method in MANY_TO_MANY_WRITES:
        return isinstance(receiver, ast.Attribute) and receiver.attr in _many_to_many_names()
    return method in WRITES


def _many_to_many_names() -> set[str]:
    return {field.name for model in apps.get_models() for field in model._meta.many_to_many}


def test_only_actions_write_rows() -> None:
    found = [
        f"{path}:{line}: {call}"
        for path in python_files()
        if not may_write(path)
        for line, call in writes_in(tree(path))
    ]
    assert not found, "rows are written by actions only:\n" + "\n".join(found)


@pytest.mark.parametrize(
    "code",
    [
        "person.save()",
        "form.save()",
        "Profile.objects.filter(pk=1).update(title='x')",
        "profile.versions.create(number='1.0.0')",
        "await profile.asave()",
        "person.groups.set([])",
        "assign_perm('edit', person, profile)",
        "Profile.objects.bulk_create(rows)",
    ],
)
def test_a_write_is_seen(code: str) -> None:
    wrapped = f"async def it():\n    {code}"
    assert list(writes_in(ast.parse(wrapped)))


@pytest.mark.parametrize(
    "code",
    ["counts.update(other)", "digest.update(b'x')", "seen.add(1)", "cache.set('a', 1)", "cache.delete('a')"],
)
def test_what_is_no_write_is_left_alone(code: str) -> None:
    assert not list(writes_in(ast.parse(code)))


def test_forms_are_never_saved_not_even_by_actions() -> None:
    found = [
        f"{path}:{node.lineno}"
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("form.save")
    ]
    assert not found


def test_tables_with_history_are_never_written_in_bulk() -> None:
    """``update()`` and ``bulk_*`` leave no history; an action saves row by row."""
    bulk = {"update", "bulk_create", "bulk_update"}
    found = [
        f"{path}:{line}: {call}"
        for path in python_files()
        for line, call in writes_in(tree(path))
        if call.rsplit(".", 1)[-1] in bulk and _model_of(call) in _with_history()
    ]
    assert not found


def _model_of(call: str) -> str:
    return call.split(".objects", 1)[0].rsplit(".", 1)[-1]


def _with_history() -> set[str]:
    return {model.__name__ for model in apps.get_models() if hasattr(model, "history")}
