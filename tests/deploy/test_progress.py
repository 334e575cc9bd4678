"""A developer sees what happens, how long it took, and what to do when it fails."""

import sys
from pathlib import Path

import pytest

from deploy.progress import LAST_LINES, StepFailed, call, in_seconds, step


def test_seconds_are_written_the_danish_way() -> None:
    assert in_seconds(1.24) == "1,2 s"


def test_a_step_shows_its_title_and_its_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    with step("Starter Valkey"):
        pass
    assert capsys.readouterr().out == "  Starter Valkey … 0,0 s\n"


def test_a_step_that_fails_says_so_on_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(StepFailed), step("Starter Valkey"):
        raise StepFailed("Valkey stoppede", remedy="prøv igen.")
    assert capsys.readouterr().out == "  Starter Valkey … afbrudt\n"


def test_a_command_that_ends_well_gives_what_it_printed_without_its_warnings() -> None:
    script = "import sys; print('ja'); print('advarsel', file=sys.stderr)"
    assert call([sys.executable, "-c", script], what="", remedy="") == "ja\n"


def test_a_command_that_fails_tells_what_failed_its_last_lines_and_what_to_do() -> None:
    script = "[print('linje', n) for n in range(40)]; raise SystemExit(3)"
    with pytest.raises(StepFailed) as caught:
        call([sys.executable, "-c", script], what="Demoen kunne ikke indlæses", remedy="ret fejlen.")
    told = str(caught.value)
    assert "Demoen kunne ikke indlæses (kode 3)" in told
    assert told.count("linje") == LAST_LINES
    assert "linje 39" in told
    assert told.endswith("Gør dette: ret fejlen.")


def test_a_program_that_is_not_there_fails_the_same_way(tmp_path: Path) -> None:
    with pytest.raises(StepFailed, match="npm kunne ikke") as caught:
        call([tmp_path / "npm"], what="npm kunne ikke hente", remedy="installér det.")
    assert "installér det." in str(caught.value)
