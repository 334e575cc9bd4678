"""Addresses of version 1 of the API."""

from django.urls import path, re_path

from . import code_sets, expansions, standards, views

urlpatterns = [
    path("profiles", views.ProfileList.as_view(), name="api-profiles"),
    path("profiles/<slug:slug>", views.ProfileDetail.as_view(), name="api-profile"),
    path("profiles/<slug:slug>/versions/<str:version>", views.VersionDocument.as_view(), name="api-version"),
    path(
        "profiles/<slug:slug>/versions/<str:version>/manifest",
        views.VersionManifest.as_view(),
        name="api-manifest",
    ),
    path(
        "profiles/<slug:slug>/versions/<str:version>/code-sets",
        expansions.CodeSetList.as_view(),
        name="api-version-code-sets",
    ),
    path(
        "profiles/<slug:slug>/versions/<str:version>/code-sets/<slug:code_set>",
        expansions.CodeSetExpansion.as_view(),
        name="api-version-code-set",
    ),
    path(
        "profiles/<slug:slug>/versions/<str:version>/code-sets/<slug:code_set>/value-set",
        expansions.CodeSetValueSet.as_view(),
        name="api-version-value-set",
    ),
    path("code-sets", code_sets.CodeSetList.as_view(), name="api-code-sets"),
    path(
        "code-sets/<slug:slug>/versions/<str:version>",
        code_sets.CodeSetDocument.as_view(),
        name="api-code-set-version",
    ),
    path("standards", standards.StandardList.as_view(), name="api-standards"),
    path("standards/<str:standard>", standards.StandardCatalogue.as_view(), name="api-standard"),
    path("standards/<str:standard>/schema", standards.StandardSchema.as_view(), name="api-schema"),
    path("openapi.yaml", views.description, name="api-description"),
    re_path(r"^[\s\S]*$", views.NothingHere.as_view(), name="api-nothing"),
]
