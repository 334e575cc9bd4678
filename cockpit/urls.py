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
    path("code-sets/", include("profiles.authoring.shared.urls")),
    path("", include("profiles.publication.urls")),
    path("codes/", include("profiles.terminology.urls")),
    path("standard/", include("profiles.standards.urls")),
]

handler400 = "cockpit.errors.bad_request"
handler403 = "cockpit.errors.permission_denied"
handler404 = "cockpit.errors.page_not_found"
handler500 = "cockpit.errors.server_error"
