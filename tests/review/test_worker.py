"""The real worker: a separate process takes the announcement from Valkey and writes the letters."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from accounts.models import User
from cockpit.celery import app
from profiles.authoring.models import ProfileVersion
from profiles.review.actions import submit_for_review

PATIENCE_SECONDS = 60


@pytest.fixture
def letters(tmp_path: Path, transactional_db: None) -> Iterator[Path]:
    """The folder in which a worker of its own, on the test's database and queue, puts its letters."""
    app.control.purge()
    mine = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    environment = os.environ | {"DATABASE_URL": mine, "EMAIL_URL": f"filemail:///{tmp_path}"}
    command = f"{sys.executable} -m celery -A cockpit worker --pool solo --loglevel WARNING".split()
    worker = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment)
    yield tmp_path
    worker.terminate()
    assert worker.wait(timeout=30) == 0


def test_a_submission_reaches_the_reviewers_as_letters_in_files(
    letters: Path, draft: ProfileVersion, anna: User, rikke: User, tekla: User
) -> None:
    submit_for_review(version=draft, by=anna)
    texts = written(letters, 2)
    assert {
        address for address in (rikke.email, tekla.email) if any(f"To: {address}" in text for text in texts)
    } == {
        rikke.email,
        tekla.email,
    }
    assert all("har sendt Type 2-diabetes til gennemgang" in text for text in texts)


def written(folder: Path, number: int) -> list[str]:
    """The letters, when there are so many of them."""
    end = monotonic() + PATIENCE_SECONDS
    while monotonic() < end:
        texts = [each.read_text() for each in sorted(folder.iterdir())]
        if sum(text.count("Subject: ") for text in texts) >= number:
            return texts
        sleep(0.2)
    pytest.fail(f"no {number} letters after {PATIENCE_SECONDS} seconds")
