"""Addresses of publication: pages of published versions, and the API."""

from django.urls import include, path

from .views import publish, version

app_name = "publication"
urlpatterns = [
    path("profiles/<slug:slug>/publish/", publish.publish, name="publish"),
    path("profiles/<slug:slug>/versions/<str:number>/", version.show, name="version"),
    path("profiles/<slug:slug>/versions/<str:number>/withdraw/", version.withdraw, name="withdraw"),
    path("api/v1/", include("profiles.publication.api.urls")),
]
