"""Addresses of authoring."""

from typing import Any

app_name = "authoring"
urlpatterns: list[Any] = []
