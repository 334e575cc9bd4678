"""What is started is stopped, however its owner ends."""

import os
import signal
import socket
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from deploy import processes
from deploy.processes import LOOPBACK, Process, free_port, stopped_afterwards
from deploy.progress import StepFailed

# Python 3.12 warns of a fork beside the threads of the test runner; the owner of real servers has none.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")

SLEEP = "import time; time.sleep(60)"
OWNER = """
import sys, time
from pathlib import Path
from deploy.processes import Process
child = Process("barn", [sys.executable, "-c", "import time; time.sleep(60)"], log=Path(sys.argv[1]))
print(child.popen.pid, flush=True)
time.sleep(60)
"""


def python(script: str, log: Path, *arguments: str | Path) -> Process:
    return Process("Tjenesten", [sys.executable, "-c", script, *arguments], log=log)


def gone(pid: int) -> bool:
    """Ended; a zombie that nobody has collected counts as ended."""
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z"


def eventually(seen: object, within: float = 10) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if seen():  # type: ignore[operator]
            return True
        time.sleep(0.05)
    return False


def test_a_free_preferred_port_is_taken() -> None:
    preferred = free_port()
    assert free_port(preferred) == preferred


def test_a_taken_port_gives_a_later_one() -> None:
    with closing(socket.socket()) as listener:
        listener.bind((LOOPBACK, 0))
        listener.listen()
        taken = listener.getsockname()[1]
        assert taken < free_port(taken) < taken + 100


def test_no_free_port_is_told_with_the_ports_that_were_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "range", lambda *_: [], raising=False)
    with pytest.raises(StepFailed, match="8000–8099"):
        free_port(8000)


def test_a_process_is_stopped_when_its_block_ends(tmp_path: Path) -> None:
    with stopped_afterwards(python(SLEEP, tmp_path / "log")) as process:
        assert not process.ended
    assert process.popen.returncode == -signal.SIGTERM


def test_a_process_that_will_not_stop_is_forced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "PATIENCE", 0.5)
    stubborn = (
        "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('klar', flush=True);" + SLEEP
    )
    process = python(stubborn, tmp_path / "log")
    assert eventually(lambda: process.log.read_text())
    process.stop()
    assert process.popen.returncode == -signal.SIGKILL


def test_a_process_that_ends_before_it_is_ready_is_told_with_its_last_words(tmp_path: Path) -> None:
    process = python("raise SystemExit('porten er optaget')", tmp_path / "log")
    with pytest.raises(StepFailed) as caught:
        process.wait_until(lambda: False, remedy="prøv igen.")
    assert "Tjenesten stoppede (kode 1)" in str(caught.value)
    assert "porten er optaget" in str(caught.value)


def test_a_process_that_never_answers_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "PATIENCE", 0.2)
    with (
        stopped_afterwards(python(SLEEP, tmp_path / "log")) as process,
        pytest.raises(StepFailed, match="svarer ikke"),
    ):
        process.wait_until(lambda: False, remedy="prøv igen.")


def test_ctrl_c_in_the_terminal_does_not_reach_a_process_directly(tmp_path: Path) -> None:
    with stopped_afterwards(python(SLEEP, tmp_path / "log")) as process:
        assert os.getpgid(process.popen.pid) != os.getpgid(0)


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's help exists on Linux only")
def test_a_process_ends_also_when_its_owner_is_killed_outright(tmp_path: Path) -> None:
    owner = python(OWNER, tmp_path / "owner", tmp_path / "child")
    with stopped_afterwards(owner):
        assert eventually(lambda: owner.log.read_text().strip())
        child = int(owner.log.read_text())
        assert not gone(child)
        owner.popen.send_signal(signal.SIGKILL)
        assert eventually(lambda: gone(child))


def test_a_process_that_does_its_work_and_ends_is_waited_for(tmp_path: Path) -> None:
    done = python("print('lavet')", tmp_path / "log")
    done.finish(remedy="intet")
    assert done.ended
    assert (tmp_path / "log").read_text() == "lavet\n"


def test_a_process_that_fails_at_its_work_is_told_with_what_it_said(tmp_path: Path) -> None:
    failed = python("raise SystemExit('disken er fuld')", tmp_path / "log")
    with pytest.raises(StepFailed, match="Tjenesten stoppede") as refusal:
        failed.finish(remedy="gør plads")
    assert "disken er fuld" in str(refusal.value)
