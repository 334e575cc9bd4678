"""The real worker: a separate process takes the announcement from Valkey and writes the letters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from accounts.models import User
from profiles.authoring.models import ProfileVersion
from profiles.review.actions import submit_for_review
from tests.worker import at_work, awaited


@pytest.fixture
def letters(tmp_path: Path, transactional_db: None) -> Iterator[Path]:
    """The folder in which the worker puts its letters."""
    with at_work(EMAIL_URL=f"filemail:///{tmp_path}"):
        yield tmp_path


def test_a_submission_reaches_the_reviewers_as_letters_in_files(
    letters: Path, draft: ProfileVersion, anna: User, rikke: User, tekla: User
) -> None:
    submit_for_review(version=draft, by=anna)
    texts = awaited(lambda: written(letters, 2), "letters")
    assert {
        address for address in (rikke.email, tekla.email) if any(f"To: {address}" in text for text in texts)
    } == {
        rikke.email,
        tekla.email,
    }
    assert all("har sendt Type 2-diabetes til gennemgang" in text for text in texts)


def written(folder: Path, number: int) -> list[str]:
    """The letters, when there are so many of them."""
    texts = [each.read_text() for each in sorted(folder.iterdir())]
    return texts if sum(text.count("Subject: ") for text in texts) >= number else []
