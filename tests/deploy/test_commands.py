"""The words after ``dev.py``, and what each says when it cannot go on."""

import sys
from pathlib import Path

import pytest

from deploy import chromium, commands, dev, running
from deploy.places import ROOT
from deploy.progress import StepFailed


@pytest.mark.parametrize("words", [["tset"], ["stop", "now"], ["--help"]])
def test_unknown_words_are_answered_with_the_known_ones(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.run(words) == commands.UNKNOWN
    assert "test | bench | manage | services | stop" in capsys.readouterr().err


def test_a_failing_step_ends_the_command_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> int:
        raise StepFailed("Databasen svarer ikke", remedy="slet mappen .dev.")

    monkeypatch.setattr(commands, "start", fail)
    assert commands.run([]) == 1
    assert "Gør dette: slet mappen .dev." in capsys.readouterr().err


def test_ctrl_c_ends_a_command_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "start", interrupted)
    assert commands.run([]) == commands.INTERRUPTED


@pytest.mark.parametrize("version", [(3, 10, 4), (3, 13, 0)])
def test_a_python_that_does_not_fit_is_refused_at_once(
    version: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    assert dev.main() == 1
    assert "kræver Python 3.11 eller 3.12" in capsys.readouterr().err


def test_the_test_command_prints_nothing_after_pytest(monkeypatch: pytest.MonkeyPatch) -> None:
    """It does so by becoming pytest, with the caller's words last."""
    became: list[str] = []
    monkeypatch.setattr(commands, "prepare", lambda: None)
    monkeypatch.setattr(commands, "ensure_front_end_packages", lambda: None)
    monkeypatch.setattr(chromium, "ensure_chromium", lambda: None)
    monkeypatch.setattr(commands.os, "execv", lambda *words: became.extend(words[1]))
    commands.run(["test", "-k", "narrative"])
    assert became[1:3] == ["-m", "pytest"]
    assert became[-2:] == ["-k", "narrative"]


def test_a_machine_where_chromium_cannot_be_had_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(chromium, "find_chromium", lambda: None)
    monkeypatch.setattr(chromium, "install_chromium", lambda: None)
    with pytest.raises(StepFailed, match="Chromium") as caught:
        chromium.ensure_chromium()
    assert "apt-get install chromium" in str(caught.value)


@pytest.mark.parametrize(
    ("release", "expected"), [('NAME="Debian"\nID=debian\n', "debian"), ('ID="rocky"\n', "rocky"), ("", "")]
)
def test_the_distribution_is_read_from_the_release_file(release: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / "os-release").write_text(release)
    assert chromium.distribution(tmp_path / "os-release") == expected
    assert chromium.distribution(tmp_path / "missing") == ""


def test_no_browser_opens_where_nobody_sees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("CI", raising=False)
    assert running.has_display()
    monkeypatch.setenv("CI", "1")
    assert not running.has_display()


def test_a_second_start_in_the_same_folder_is_refused_with_the_address_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "BELL", tmp_path / "running")
    with running.only_one():
        running.BELL.write_text("42 http://127.0.0.1:8000/")
        with pytest.raises(StepFailed, match="42 http"), running.only_one():
            pass
    with running.only_one():
        pass


def test_stopping_what_does_not_run_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(running, "BELL", tmp_path / "running")
    assert running.stop_the_other() == 0
    assert "kører ikke" in capsys.readouterr().out


def test_a_port_nobody_listens_on_does_not_answer() -> None:
    assert not running.answers(running.free_port())


def test_the_commands_in_the_docstring_are_the_commands() -> None:
    assert dev.__doc__
    for word in ("test", "bench", "services", "stop"):
        assert f"dev.py {word}" in dev.__doc__
        assert word in commands.USAGE


def test_the_application_does_not_need_the_start_command() -> None:
    sources = [
        path for package in ("cockpit", "accounts", "profiles") for path in (ROOT / package).rglob("*.py")
    ]
    assert sources
    assert not [path for path in sources if "from deploy" in path.read_text()]


def test_the_measurements_go_on_without_spark_and_say_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def offline() -> None:
        raise StepFailed("Python-pakkerne kunne ikke hentes", remedy="se efter netværket.")

    became: list[str] = []
    monkeypatch.setattr(commands, "prepare", lambda: None)
    monkeypatch.setattr(commands, "ensure_front_end_packages", lambda: None)
    monkeypatch.setattr(commands, "ensure_bench_packages", offline)
    monkeypatch.setattr(commands.os, "execv", lambda *words: became.extend(words[1]))
    commands.run(["bench"])
    assert "kunne ikke hentes" in capsys.readouterr().err
    assert "tests/bench" in became
