"""Error pages: what happened, what is safe, what to do. Under ``/api/`` the same as problem+json.

400 and 500 touch neither the database nor the session, since those may be what failed.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from profiles.publication.api.problems import CONTENT_TYPE, EXPLANATIONS, problem


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _bare(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _is_api(request):
        return _problem(request, 403)
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _is_api(request):
        return _problem(request, 404)
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return _bare(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from a page that has been open too long, or from elsewhere."""
    return render(request, "403_csrf.html", status=403)


def _bare(request: HttpRequest, status: int) -> HttpResponse:
    if _is_api(request):
        return _problem(request, status)
    names = {"tool_name": settings.TOOL_NAME, "contact_email": settings.CONTACT_EMAIL}
    return HttpResponse(render_to_string(f"{status}.html", names), status=status)


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def _problem(request: HttpRequest, status: int) -> JsonResponse:
    body = problem(status, EXPLANATIONS[status], request.path)
    return JsonResponse(body, status=status, content_type=CONTENT_TYPE)
