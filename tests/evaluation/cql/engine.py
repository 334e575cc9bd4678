"""An engine we did not write: the npm translator and ``cql-execution`` in a process of their own."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from deploy.places import ENVIRONMENT
from profiles.evaluation.fhir import json_text

RUNNER = Path(__file__).parent / "run.mjs"
Json = dict[str, Any]


class NotRun(Exception):
    """The engine could not translate or run the library."""


class Engine:
    """Use it as a context; every :meth:`run` is answered by the same process.

    ``seconds`` is what the last run took, without starting, translating and reading.
    """

    seconds: float

    def __enter__(self) -> Engine:
        # Node comes with the environment; the time zone must not matter, so it is not Denmark's.
        path = f"{ENVIRONMENT / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
        self.process = subprocess.Popen(
            ["node", RUNNER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PATH": path, "TZ": "America/Los_Angeles"},
        )
        return self

    def __exit__(self, *_: object) -> None:
        self.process.stdin.close()
        self.process.wait(timeout=30)
        self.process.stdout.close()

    def run(self, library: str, index_date: date, bundles: list[Json]) -> list[Json]:
        """What every definition says of each patient; numbers are decimals. Raises :class:`NotRun`."""
        job = {"library": library, "index_date": index_date.isoformat(), "bundles": bundles}
        self.process.stdin.write(json_text(job) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise NotRun("the engine ended without an answer")
        answer = json.loads(line, parse_float=Decimal, parse_int=Decimal)
        if "errors" in answer:
            raise NotRun("\n".join(answer["errors"]))
        self.seconds = float(answer["seconds"])
        patients: list[Json] = answer["patients"]
        return patients
