"""Addresses of shared code sets beside those that they have as profiles have them."""

from django.urls import path

from ..views.code_sets import code_sets, compare, new_code_set

app_name = "code-sets"
urlpatterns = [
    path("", code_sets, name="list"),
    path("new/", new_code_set, name="new"),
    path("compare/", compare, name="compare"),
]
