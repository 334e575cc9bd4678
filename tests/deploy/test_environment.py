"""Packages are fetched when their file changed, by the quick way first, and only by hash."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from deploy import environment
from deploy.environment import is_current, mark_current
from deploy.places import ROOT
from deploy.progress import StepFailed

Calls = list[list[str]]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "requirements.txt"
    path.write_text("django==5.2")
    return path


@pytest.fixture
def calls_failing_when(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], Calls]:
    """Record the commands instead of running them; fail those that begin with a program ending like this."""

    def record(failing: str) -> Calls:
        calls: Calls = []

        def call(command: list[object], *, what: str, remedy: str, env: object = None) -> str:
            calls.append(list(map(str, command)))
            if calls[-1][0].endswith(failing):
                raise StepFailed(what, remedy=remedy)
            return ""

        monkeypatch.setattr(environment, "call", call)
        monkeypatch.setattr(environment, "ENVIRONMENT", tmp_path)
        return calls

    return record


def test_a_folder_without_a_stamp_is_not_current(tmp_path: Path, source: Path) -> None:
    assert not is_current(tmp_path, source)


def test_a_filled_folder_is_current_until_its_file_changes(tmp_path: Path, source: Path) -> None:
    mark_current(tmp_path, source)
    assert is_current(tmp_path, source)
    source.write_text("django==5.2.1")
    assert not is_current(tmp_path, source)


def test_python_packages_come_by_uv_which_the_machines_pip_fetches(
    calls_failing_when: Callable[[str], Calls],
) -> None:
    calls = calls_failing_when("nothing")
    environment.install_python_packages()
    fetching, installing = calls
    assert fetching[-1].endswith("requirements-bootstrap.txt")
    assert installing[0].endswith("bin/uv")
    assert installing[-1].endswith("requirements-dev.txt")


def test_uv_is_fetched_only_once(calls_failing_when: Callable[[str], Calls], tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "uv").touch()
    calls = calls_failing_when("nothing")
    environment.install_python_packages()
    assert [Path(call[0]).name for call in calls] == ["uv"]


def test_python_packages_come_by_pip_where_uv_does_not_get_through(
    calls_failing_when: Callable[[str], Calls],
) -> None:
    calls = calls_failing_when("uv")
    environment.install_python_packages()
    assert [call[1:3] for call in calls[-2:]] == [["-m", "ensurepip"], ["-m", "pip"]]
    assert calls[-1][-1].endswith("requirements-dev.txt")


def test_a_machine_without_pip_and_venv_is_told_what_to_install(
    calls_failing_when: Callable[[str], Calls],
) -> None:
    calls_failing_when("")
    with pytest.raises(StepFailed) as caught:
        environment.install_python_packages()
    assert "apt-get install python3-venv" in str(caught.value)


def test_every_python_install_demands_hashes(calls_failing_when: Callable[[str], Calls]) -> None:
    calls = calls_failing_when("uv")
    environment.install_python_packages()
    assert all("--require-hashes" in call for call in calls if "ensurepip" not in call)


def test_front_end_packages_come_by_the_machines_npm_where_our_own_does_not_get_through(
    calls_failing_when: Callable[[str], Calls], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/other-npm")
    calls = calls_failing_when("bin/npm")
    environment.install_front_end_packages()
    assert [call[:2] for call in calls][-1] == ["/usr/bin/other-npm", "ci"]


def test_a_machine_without_npm_is_told_why_ours_failed(
    calls_failing_when: Callable[[str], Calls], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    calls_failing_when("bin/npm")
    with pytest.raises(StepFailed, match=r"package-lock\.json"):
        environment.install_front_end_packages()


def test_what_the_caller_set_about_certificates_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UV_SYSTEM_CERTS", "0")
    assert environment.settings()["UV_SYSTEM_CERTS"] == "0"


@pytest.mark.parametrize(
    "path", sorted((ROOT / "deploy").glob("requirements*.txt")), ids=lambda path: path.name
)
def test_every_requirement_is_pinned_by_hash_and_names_no_host(path: Path) -> None:
    text = path.read_text()
    requirements = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert requirements
    assert all("==" in line and line.endswith("\\") for line in requirements)
    assert "://" not in text


def test_the_lock_file_pins_by_hash_and_names_no_host() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    installed = [package for name, package in packages.items() if name]
    assert installed
    assert all(package["integrity"].startswith("sha512-") for package in installed)
    assert not any("resolved" in package for package in installed)


def test_the_check_of_a_clean_clone_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_spark_and_clickhouse_are_added_from_their_own_file_and_only_once(
    calls_failing_when: Callable[[str], Calls], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, source: Path
) -> None:
    monkeypatch.setattr(environment, "BENCH_REQUIREMENTS", source)
    calls = calls_failing_when("nothing")
    environment.ensure_bench_packages()
    assert calls[-1][-1] == str(source)
    environment.ensure_bench_packages()
    assert len(calls) == 2
    assert not is_current(tmp_path, source), "the ordinary packages are another matter"
