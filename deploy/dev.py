"""The developer's commands. They need Python 3.11 and git, nothing else.

    python3 deploy/dev.py                 start everything: address and demo sign-ins are printed
    python3 deploy/dev.py test [...]      run the whole suite; further words go to pytest
    python3 deploy/dev.py bench [...]     run the measurements in tests/bench
    python3 deploy/dev.py manage [...]    Django's commands on the same data: manage evaluate ...
    python3 deploy/dev.py services        start only PostgreSQL and Valkey, print their addresses
    python3 deploy/dev.py stop            stop what another terminal started

The first lines run on the machine's own Python; when the environment is ready, its Python takes over.
"""

import os
import sys
import time
from pathlib import Path

OLDEST, NEWEST = (3, 11), (3, 12)
TOO_OLD_OR_NEW = """Python {}.{} passer ikke: værktøjet kræver Python 3.11 eller 3.12.

Gør dette: kør kommandoen med en af dem, for eksempel python3.11 deploy/dev.py"""


def main() -> int:
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        print(TOO_OLD_OR_NEW.format(*sys.version_info), file=sys.stderr)
        return 1
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    os.chdir(sys.path[0])
    os.environ.setdefault("DEV_STARTED", str(time.time()))
    # Ten processes are about to import the same packages: let the first one compile them for all.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    from deploy.commands import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
