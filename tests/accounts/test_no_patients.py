"""No name in the tool may hold a CPR number that is not MedCom's own, however it is given."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from accounts import actions
from accounts.models import Organisation, User
from tests.people import PASSWORD, SignIn

CPR_LIKE = "010170-1234"
TEST_NUMBER = "0201609995"


def test_a_person_is_not_named_by_a_cpr_number(asta: User) -> None:
    with pytest.raises(ValidationError, match="CPR-nummer"):
        actions.create_person(
            email="ny@plo.test",
            name=f"Ny {CPR_LIKE}",
            organisation=asta.organisation,
            password=PASSWORD,
            by=asta,
        )
    assert not User.objects.filter(email="ny@plo.test").exists()


def test_an_organisation_and_a_client_are_not_named_by_a_cpr_number(asta: User) -> None:
    with pytest.raises(ValidationError, match="CPR-nummer"):
        actions.create_organisation(slug="ny", name=CPR_LIKE, kind=Organisation.Kind.VENDOR, by=asta)
    with pytest.raises(ValidationError, match="CPR-nummer"):
        actions.create_client(name=CPR_LIKE, organisation=asta.organisation, by=asta)


def test_medcoms_own_test_numbers_may_stand(asta: User) -> None:
    actions.create_client(name=f"Test {TEST_NUMBER}", organisation=asta.organisation, by=asta)


def test_the_form_says_so_at_the_name_and_keeps_what_was_typed(asta: User, signed_in: SignIn) -> None:
    answer = signed_in(asta).post("/account/", {"name": f"Asta {CPR_LIKE}"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "ligner et CPR-nummer" in page
    assert f"Asta {CPR_LIKE}" in page
