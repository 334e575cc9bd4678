"""The real worker: when one starts, it goes on with what another left half read."""

from __future__ import annotations

from pathlib import Path

import pytest

from accounts.models import User
from profiles.terminology import actions
from profiles.terminology.actions import importing
from profiles.terminology.models import Import
from tests.worker import at_work, awaited

from .importing import begun


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_starts_goes_on_with_what_another_left(
    stine: User, import_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(_: Import) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(importing, "CHUNK", 2)
    taken = begun("DX1;Et", "DX2;To", "DX3;Tre", by=stine)
    with pytest.raises(KeyboardInterrupt):
        actions.run(of=taken, watch=die)
    with at_work(IMPORT_FOLDER=str(import_folder)):
        done = awaited(
            lambda: Import.objects.filter(pk=taken.pk, state=Import.State.DONE).first(), "finished import"
        )
    assert done.rows_read == 3
    assert done.release is not None
    assert not list(import_folder.iterdir())
