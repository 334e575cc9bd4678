"""Addresses of code systems, their codes and releases."""

from django.urls import path

from .views import search

app_name = "codes"
urlpatterns = [
    path("search/", search.show, name="search"),
]
