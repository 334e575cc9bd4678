"""The list that practice systems poll: as many questions to the database for 200 profiles as for one."""

from __future__ import annotations

from time import perf_counter

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from tests.publication.conftest import Publish, publish

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
__all__ = ["publish"]

MANY = 200


def queries_and_seconds(client: Client) -> tuple[int, float]:
    with CaptureQueriesContext(connection) as queries:
        began = perf_counter()
        client.get("/api/v1/profiles", {"page_size": MANY})
        return len(queries), perf_counter() - began


def test_the_list_asks_as_much_at_200_profiles_as_at_one(
    client: Client, publish: Publish, anna: User
) -> None:
    publish("p0")
    queries_and_seconds(client)
    at_one = queries_and_seconds(client)
    for number in range(1, MANY):
        publish(f"p{number}")
    at_many = queries_and_seconds(client)
    print(f"\n1 profile: {at_one[0]} queries; {MANY} profiles: {at_many[0]} queries")
    print(f"time, {MANY} profiles against 1: {at_many[1] / at_one[1]:.1f} times")
    assert at_one[0] == at_many[0]
