"""The code sets of a published version over the API: the rules that decide, and the codes they mean."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.publication.test_api import VERSION, assert_problem

from .conftest import Publish

pytestmark = pytest.mark.django_db
SETS = f"{VERSION}/code-sets"


def test_a_version_lists_its_code_sets_with_their_addresses(client: Client, publish: Publish) -> None:
    published = publish()
    rows = client.get(SETS).json()
    assert [row["id"] for row in rows] == [each.id for each in published.version.content.code_sets]
    for row in rows:
        for address in ("url", "value_set"):
            assert client.get(row[address].replace("http://127.0.0.1:8000", "")).status_code == 200


def test_a_code_set_is_written_out_in_the_release_it_was_read_in(client: Client, publish: Publish) -> None:
    publish()
    body = client.get(f"{SETS}/t2d").json()
    assert {"system": "sks", "code": "DE11", "descendants": True, "include": True} in body["rules"]
    listed = {row["code"]: row["rule"] for row in body["codes"]}
    assert listed["DE119"] == "DE11"
    assert listed["T90"] == "T90"
    assert all(row["seen"] for row in body["codes"])
    assert {row["system"] for row in body["releases"]} == {"icpc-2-dk", "sks"}


def test_it_is_not_sent_twice_to_a_client_that_has_it(client: Client, publish: Publish) -> None:
    publish()
    first = client.get(f"{SETS}/t2d/value-set")
    assert first.json()["resourceType"] == "ValueSet"
    again = client.get(f"{SETS}/t2d/value-set", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


def test_a_code_set_that_is_not_there_is_a_problem_in_words(client: Client, publish: Publish) -> None:
    publish()
    assert_problem(client.get(f"{SETS}/findes-ikke"), 404, "har intet kodesæt findes-ikke")
