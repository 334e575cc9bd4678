"""Addresses of accounts."""

from typing import Any

app_name = "accounts"
urlpatterns: list[Any] = []
