"""The tool while it runs: databases, web server and worker, started once a checkout and stopped in order."""

from __future__ import annotations

import fcntl
import http.client
import json
import os
import signal
import subprocess
import sys
import time
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, redirect_stdout, suppress
from functools import partial

from deploy.places import LOGS, PYTHON, STATE
from deploy.processes import LOOPBACK, PATIENCE, Process, free_port, stopped_afterwards
from deploy.progress import StepFailed, call, since_the_command, step
from deploy.services import postgres, valkey

WEB_PORT = 8000
BELL = STATE / "running"
ADDRESSES = STATE / "addresses.json"
LONE_WORKER = ("-l", "INFO", "-P", "solo", "--without-gossip", "--without-mingle", "--without-heartbeat")
TITLES = {"web": "Webserveren", "worker": "Celery-workeren", "clinics": "De syntetiske patienter"}
NO_DATA = "Databasen og demoen kunne ikke gøres klar"
READ_LOG = "læs linjerne ovenfor; loggene ligger i .dev/log. Ret fejlen, og kør kommandoen igen."


def run_everything() -> int:
    """Start all of it, say where it is, and follow the logs until Ctrl-C.

    The web server is started before the database is ready for it, because loading takes it seconds; the
    worker after, because it would begin on tasks left from last time. The worker is stopped first, so that
    what it has begun can end. Synthetic patients are made beside all that, where they are not there yet.
    """
    with only_one(), ExitStack() as stack:
        environment = start_services(stack)
        port = free_port(WEB_PORT)
        address = f"http://{LOOPBACK}:{port}"
        environment = {"BASE_URL": address, **environment}
        web = start(stack, "web", environment, "manage.py", "runserver", f"{LOOPBACK}:{port}")
        clinics = start(stack, "clinics", environment, "-m", "deploy.clinics")
        with step("Gør databasen og demoen klar"):
            sign_ins = call([PYTHON, "-m", "deploy.data"], env=environment, what=NO_DATA, remedy=READ_LOG)
        worker = start(stack, "worker", environment, "-m", "celery", "-A", "cockpit", "worker", *LONE_WORKER)
        with step("Laver syntetiske patienter"):
            clinics.finish(remedy=READ_LOG)
        with step("Venter på webserveren"):
            web.wait_until(partial(answers, port), remedy=READ_LOG)
        introduce(address, sign_ins)
        return follow([web, worker])


def run_services() -> int:
    """Start the two databases, print what to export, and wait for Ctrl-C."""
    with only_one(), ExitStack() as stack:
        environment = start_services(stack)
        for name in ("DATABASE_URL", "REDIS_URL"):
            print(f"export {name}='{environment[name]}'")
        print("Stop med Ctrl-C.", flush=True)
        return follow([])


def run_manage(words: Sequence[str]) -> int:
    """``manage.py`` on the databases of the tool that runs, or on the same data while nothing runs."""
    with ExitStack() as stack, redirect_stdout(sys.stderr):
        try:
            stack.enter_context(only_one())
        except StepFailed:
            environment = {**os.environ, **json.loads(ADDRESSES.read_text())}
        else:
            environment = start_services(stack)
        return subprocess.call([PYTHON, "manage.py", *words], env=environment)


def start_services(stack: ExitStack) -> dict[str, str]:
    """Start what the caller's environment does not already name; return the environment for the rest."""
    environment = dict(os.environ)
    for name, title, service in (("DATABASE_URL", "PostgreSQL", postgres), ("REDIS_URL", "Valkey", valkey)):
        if not environment.get(name):
            with step(f"Starter {title}"):
                environment[name] = stack.enter_context(service(STATE / service.__name__, logs=LOGS))
    ADDRESSES.write_text(json.dumps({name: environment[name] for name in ("DATABASE_URL", "REDIS_URL")}))
    return environment


def start(stack: ExitStack, name: str, environment: dict[str, str], *words: str) -> Process:
    process = Process(TITLES[name], [PYTHON, *words], log=LOGS / f"{name}.log", env=environment)
    return stack.enter_context(stopped_afterwards(process))


def answers(port: int) -> bool:
    """Does the health page answer? Straight to the loopback, past any proxy."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=PATIENCE)
    with closing(connection), suppress(OSError, http.client.HTTPException):
        connection.request("GET", "/health/")
        return connection.getresponse().status == http.client.OK
    return False


def introduce(address: str, sign_ins: str) -> None:
    BELL.write_text(f"{os.getpid()} {address}")
    print(
        f"\n{sign_ins.strip()}\n\nKlar efter {since_the_command()}: {address}\nStop med Ctrl-C.\n", flush=True
    )
    if has_display():
        webbrowser.open(address)


def has_display() -> bool:
    seen = sys.stdout.isatty() and not os.environ.get("CI")
    return seen and (sys.platform == "darwin" or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY"))))


def follow(processes: Sequence[Process]) -> int:
    """Show what the processes write from now on, until Ctrl-C or until one of them ends by itself."""
    with ExitStack() as stack, suppress(KeyboardInterrupt):
        logs = [stack.enter_context(process.log.open(errors="replace")) for process in processes]
        for log in logs:
            log.seek(0, os.SEEK_END)
        while True:
            print(*(log.read() for log in logs), sep="", end="", flush=True)
            refuse_ended(processes)
            time.sleep(0.3)
    print("\nStopper …", flush=True)
    return 0


def refuse_ended(processes: Sequence[Process]) -> None:
    for process in processes:
        if process.ended:
            raise process.failure(READ_LOG)


@contextmanager
def only_one() -> Iterator[None]:
    """Hold the checkout's lock, which the kernel gives back however we end."""
    with BELL.open("a+") as bell:
        try:
            fcntl.flock(bell, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StepFailed(
                f"Værktøjet kører allerede i denne mappe (proces og adresse: {BELL.read_text()})",
                remedy="brug det, eller stop det med python3 deploy/dev.py stop",
            ) from None
        BELL.write_text(str(os.getpid()))
        yield


def stop_the_other() -> int:
    """Ask the process that holds the lock to end, and wait until it has."""
    try:
        with only_one():
            print("Værktøjet kører ikke.")
            return 0
    except StepFailed:
        os.kill(int(BELL.read_text().split()[0]), signal.SIGTERM)
    with BELL.open() as bell:
        fcntl.flock(bell, fcntl.LOCK_EX)
    print("Stoppet.")
    return 0
