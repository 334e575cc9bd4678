"""What each word after ``dev.py`` does, and how a run begins and ends."""

from __future__ import annotations

import os
import signal
import sys

from deploy.environment import ensure_bench_packages, ensure_front_end_packages, ensure_python_packages
from deploy.places import ENVIRONMENT, LOGS, PYTHON, ROOT
from deploy.progress import StepFailed

UNKNOWN, INTERRUPTED = 2, 130
USAGE = "Brug: python3 deploy/dev.py [test | bench | manage | services | stop]"
MOST_TEST_WORKERS = 4


def run(words: list[str]) -> int:
    """Carry out the command; 0 when all went well, 1 when a step failed, 2 for unknown words."""
    for number in (signal.SIGINT, signal.SIGTERM):  # a shell starts background commands deaf to Ctrl-C
        signal.signal(number, signal.default_int_handler)
    try:
        return carry_out(words)
    except StepFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


def carry_out(words: list[str]) -> int:
    match words:
        case []:
            return start()
        case ["test", *further]:
            return test(further)
        case ["bench", *further]:
            return bench(further)
        case ["manage", *words]:
            return manage(words)
        case ["services"]:
            return services()
        case ["stop"]:
            return stop()
    print(USAGE, file=sys.stderr)
    return UNKNOWN


def start() -> int:
    prepare()
    ensure_front_end_packages()
    from deploy.running import run_everything

    return run_everything()


def manage(words: list[str]) -> int:
    prepare()
    from deploy.running import run_manage

    return run_manage(words)


def services() -> int:
    prepare()
    from deploy.running import run_services

    return run_services()


def stop() -> int:
    from deploy.running import stop_the_other

    return stop_the_other()


def test(further: list[str]) -> int:
    """Ends as pytest, so that pytest's closing line is the last one printed."""
    prepare()
    ensure_front_end_packages()
    from deploy.chromium import ensure_chromium

    ensure_chromium()
    workers = max(2, min(os.cpu_count() or 2, MOST_TEST_WORKERS))
    return become_pytest("-n", str(workers), "--dist", "worksteal", "--ignore", "tests/bench", *further)


def bench(further: list[str]) -> int:
    """One process and the written order: measurements must not disturb each other.

    Without Spark and ClickHouse the others are still worth having; what needs the two says so.
    """
    prepare()
    ensure_front_end_packages()
    try:
        ensure_bench_packages()
    except StepFailed as failure:
        print(failure, file=sys.stderr)
    return become_pytest("tests/bench", "-p", "no:randomly", "-s", *further)


def become_pytest(*arguments: str) -> int:
    sys.stdout.flush()
    os.execv(PYTHON, [str(PYTHON), "-m", "pytest", *arguments])


def prepare() -> None:
    """Make the environment, and go on inside it."""
    LOGS.mkdir(parents=True, exist_ok=True)
    ensure_python_packages()
    if os.path.realpath(sys.prefix) != os.path.realpath(ENVIRONMENT):
        os.execv(PYTHON, [str(PYTHON), str(ROOT / "deploy" / "dev.py"), *sys.argv[1:]])
