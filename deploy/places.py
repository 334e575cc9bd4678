"""Where everything that is made here lies. All of it is git-ignored and may be deleted at any time."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
PACKAGES = ROOT / "node_modules"
STATE = ROOT / ".dev"
LOGS = STATE / "log"
