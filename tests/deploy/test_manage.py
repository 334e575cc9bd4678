"""Django's commands through ``dev.py manage``: on the running tool's databases, else on its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from deploy import running

URLS = {"DATABASE_URL": "postgresql://somewhere", "REDIS_URL": "redis://somewhere"}


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, str]:
    """The environment that manage.py was started with; nothing is really started."""
    seen: dict[str, str] = {}

    def call(_words: list[str], env: dict[str, str]) -> int:
        seen.update(env)
        return 3

    monkeypatch.setattr(running.subprocess, "call", call)
    monkeypatch.setattr(running, "BELL", tmp_path / "running")
    monkeypatch.setattr(running, "ADDRESSES", tmp_path / "addresses.json")
    return seen


def test_it_uses_the_databases_of_the_tool_that_runs(called: dict[str, str]) -> None:
    running.ADDRESSES.write_text(json.dumps(URLS))
    with running.only_one():
        assert running.run_manage(["check"]) == 3
    assert URLS.items() <= called.items()


def test_it_starts_its_own_when_nothing_runs_and_tells_so_apart_from_the_answer(
    called: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    @contextmanager
    def service(_data: Path, *, logs: Path) -> Iterator[str]:
        yield "redis://own"

    for name in URLS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(running, "postgres", service)
    monkeypatch.setattr(running, "valkey", service)
    service.__name__ = "service"
    assert running.run_manage(["check"]) == 3
    assert called["DATABASE_URL"] == called["REDIS_URL"] == "redis://own"
    told = capsys.readouterr()
    assert told.out == ""
    assert "PostgreSQL" in told.err


def test_the_addresses_are_left_where_a_second_command_finds_them(
    called: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, url in URLS.items():
        monkeypatch.setenv(name, url)
    with ExitStack() as stack:
        running.start_services(stack)
    assert json.loads(running.ADDRESSES.read_text()) == URLS
    assert called == {}
