"""Long-running processes that end when their owner does, however it ends.

Each gets a session of its own, so that Ctrl-C in the terminal reaches the owner alone, which then stops
them in order. On Linux the kernel also signals them if the owner is killed outright.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from deploy.progress import StepFailed

LOOPBACK = "127.0.0.1"
PATIENCE = 60.0
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class Process:
    """A started command, its log and the signal it wants to be stopped with."""

    def __init__(
        self,
        title: str,
        command: Sequence[str | Path],
        *,
        log: Path,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        user: tuple[int, int] | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
    ) -> None:
        self.title, self.log, self.stop_signal = title, log, stop_signal
        uid, gid = user or (None, None)
        with log.open("wb") as output:
            self.popen = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                env=env, cwd=cwd, user=uid, group=gid, extra_groups=[] if user else None,
                start_new_session=True, preexec_fn=lambda: die_with_owner(stop_signal),
            )  # fmt: skip

    @property
    def ended(self) -> bool:
        return self.popen.poll() is not None

    def wait_until(self, ready: Callable[[], bool], *, remedy: str) -> None:
        """Return when it is ready; ``StepFailed`` if it ends first or takes longer than ``PATIENCE``."""
        deadline = time.monotonic() + PATIENCE
        while not ready():
            if self.ended or time.monotonic() > deadline:
                raise self.failure(remedy)
            time.sleep(0.05)

    def finish(self, *, remedy: str) -> None:
        """Return when it has ended well; ``StepFailed`` otherwise."""
        if self.popen.wait():
            raise self.failure(remedy)

    def failure(self, remedy: str) -> StepFailed:
        slow = f"svarer ikke efter {PATIENCE:.0f} s"
        how = f"stoppede (kode {self.popen.returncode})" if self.ended else slow
        return StepFailed(f"{self.title} {how}", said=self.log.read_text(errors="replace"), remedy=remedy)

    def stop(self) -> None:
        """Ask, wait, and only then force."""
        for signal_number in (self.stop_signal, signal.SIGKILL):
            if self.ended:
                return
            with suppress(ProcessLookupError):
                os.killpg(self.popen.pid, signal_number)
            with suppress(subprocess.TimeoutExpired):
                self.popen.wait(PATIENCE)


@contextmanager
def stopped_afterwards(process: Process) -> Iterator[Process]:
    try:
        yield process
    finally:
        process.stop()


def die_with_owner(stop_signal: signal.Signals) -> None:
    """Runs in the child before the command does."""
    if LIBC:
        LIBC.prctl(PR_SET_PDEATHSIG, int(stop_signal))


def free_port(preferred: int = 0) -> int:
    """The preferred port of the loopback or the next that is free; any free one for 0."""
    for port in range(preferred, preferred + 100) if preferred else [0]:
        with closing(socket.socket()) as listener, suppress(OSError):
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((LOOPBACK, port))
            return int(listener.getsockname()[1])
    raise StepFailed(
        f"Ingen af portene {preferred}–{preferred + 99} er ledige",
        remedy="stop noget af det, der lytter på dem, og kør kommandoen igen.",
    )
