"""Where the API's committed description lies; a test holds it equal to the generated one."""

from pathlib import Path

DESCRIPTION = Path(__file__).parent / "openapi.yaml"
