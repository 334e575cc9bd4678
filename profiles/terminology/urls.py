"""Addresses of code systems, their codes and releases, and of imports."""

from django.urls import path

from .views import changes, concept, imports, search, systems

app_name = "codes"
urlpatterns = [
    path("", systems.overview, name="systems"),
    path("search/", search.show, name="search"),
    path("new/", systems.new, name="new-system"),
    path("imports/new/", imports.new, name="new-import"),
    path("imports/<int:pk>/", imports.show, name="import"),
    path("imports/<int:pk>/continue/", imports.go_on, name="continue-import"),
    path("imports/<int:pk>/give-up/", imports.give_up, name="give-up-import"),
    path("<slug:system>/", systems.show, name="system"),
    path("<slug:system>/changes/", changes.show, name="changes"),
    path("<slug:system>/<path:key>/", concept.show, name="concept"),
]
