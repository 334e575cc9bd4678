"""What the developer sees: one line a step with its seconds, and for a failing step what to do about it."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from deploy.places import ROOT

LAST_LINES = 15
STARTED = "DEV_STARTED"


class StepFailed(Exception):
    """A step that cannot be finished: what failed, the last it said, and what the reader can do."""

    def __init__(self, what: str, *, remedy: str, said: str = "") -> None:
        super().__init__(what)
        self.what, self.said, self.remedy = what, said, remedy

    def __str__(self) -> str:
        said = "".join(f"    {line}\n" for line in last_lines(self.said))
        return f"\n{self.what}\n{said}\nGør dette: {self.remedy}"


def last_lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()][-LAST_LINES:]


def in_seconds(duration: float) -> str:
    """``1.23`` as ``1,2 s``."""
    return f"{duration:.1f} s".replace(".", ",")


def since_the_command() -> str:
    """How long the developer has waited, also across the change of interpreter."""
    return in_seconds(time.time() - float(os.environ[STARTED]))


@contextmanager
def step(title: str) -> Iterator[None]:
    """Show the title now and the seconds when the block ends."""
    started = time.monotonic()
    print(f"  {title} … ", end="", flush=True)
    try:
        yield
    except BaseException:
        print("afbrudt", flush=True)
        raise
    print(in_seconds(time.monotonic() - started), flush=True)


def call(
    command: Sequence[str | Path],
    *,
    what: str,
    remedy: str,
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
    user: tuple[int, int] | None = None,
) -> str:
    """Run a command to its end and return its standard output; ``StepFailed`` unless it ends well."""
    uid, gid = user or (None, None)
    try:
        done = subprocess.run(
            command, cwd=cwd, env=env, user=uid, group=gid, extra_groups=[] if user else None,
            text=True, errors="replace", check=False,
            stdin=subprocess.DEVNULL, capture_output=True,
        )  # fmt: skip
    except OSError as problem:
        raise StepFailed(what, said=str(problem), remedy=remedy) from problem
    if done.returncode:
        raise StepFailed(f"{what} (kode {done.returncode})", said=done.stdout + done.stderr, remedy=remedy)
    return done.stdout
