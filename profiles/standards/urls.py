"""Addresses of the standard's own pages; ``?standard=1.0`` chooses the version on any of them."""

from django.urls import path

from .views import catalogue, downloads, grammar, overview, rule

app_name = "standards"
urlpatterns = [
    path("", overview.show, name="overview"),
    path("rules/<str:number>/", rule.show, name="rule"),
    path("catalogue/", catalogue.show, name="catalogue"),
    path("catalogue/<slug:element>/", catalogue.show_element, name="element"),
    path("grammar/", grammar.show, name="grammar"),
    path("schema/<str:standard>.json", downloads.schema, name="schema"),
    path("catalogues/<str:standard>.json", downloads.catalogue, name="catalogue-file"),
    path("cases/<slug:identifier>.json", downloads.case, name="case"),
]
