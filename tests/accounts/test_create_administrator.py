"""The first administrator of a new installation."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Organisation, User
from accounts.permissions import may
from accounts.rights import Right
from tests.people import PASSWORD


def create(email: str = "asta@medcom.test", password: str = PASSWORD) -> None:
    call_command("create_administrator", email, "Asta", "Med Com", password=password, verbosity=0)


@pytest.mark.django_db
def test_an_administrator_is_created_with_their_organisation(capsys: pytest.CaptureFixture[str]) -> None:
    create()
    asta = User.objects.get()
    assert may(asta, Right.ADMINISTER_PEOPLE)
    assert (asta.organisation.slug, asta.organisation.name) == ("med-com", "Med Com")
    assert "Asta er oprettet som administrator." in capsys.readouterr().out


@pytest.mark.django_db
def test_a_second_one_joins_the_same_organisation() -> None:
    create()
    create("ove@medcom.test")
    assert (User.objects.count(), Organisation.objects.count()) == (2, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(("email", "password"), [("ikke en e-mail", PASSWORD), ("a@b.test", "kort")])
def test_what_will_not_do_creates_nothing(email: str, password: str) -> None:
    with pytest.raises(CommandError):
        create(email, password)
    assert not User.objects.exists()
    assert not Organisation.objects.exists()
