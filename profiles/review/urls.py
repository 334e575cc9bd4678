"""Addresses of review."""

from typing import Any

app_name = "review"
urlpatterns: list[Any] = []
