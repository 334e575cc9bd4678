"""Every address of the tool."""

from django.urls import include, path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("health/", views.health, name="health"),
    path("was", views.accessibility_statement, name="accessibility-statement"),
    path("manual/", views.manual, name="manual"),
    path("", include("accounts.urls")),
    path("profiles/", include("profiles.authoring.urls")),
    path("profiles/", include("profiles.review.urls")),
    path("", include("profiles.publication.urls")),
]
