"""Settings that only show in a process of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

SEND = """
import django
django.setup()
from django.core.mail import send_mail
send_mail("Til gennemgang", "Se på den", None, ["rikke@dsam.test"])
"""


def send(**environment: str) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("EMAIL")}
    clean |= {"DJANGO_SETTINGS_MODULE": "cockpit.settings", **environment}
    subprocess.run([sys.executable, "-c", SEND], cwd=settings.BASE_DIR, env=clean, check=True)


@pytest.mark.parametrize("how", ["EMAIL_FILE_PATH", "EMAIL_URL"])
def test_mail_is_written_to_the_folder_that_is_named(tmp_path: Path, how: str) -> None:
    folder = tmp_path / "mail"
    send(**{how: str(folder) if how == "EMAIL_FILE_PATH" else f"filemail:///{folder}"})
    [written] = folder.iterdir()
    assert "rikke@dsam.test" in written.read_text()
