"""API clients: the systems that fetch published profiles. For administrators."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import actions
from accounts.access import needs, person_of, posted
from accounts.forms import ClientForm
from accounts.models import ApiClient
from accounts.rights import Right

CLIENTS = ApiClient.objects.select_related("organisation", "application")


@require_safe
@needs(Right.ADMINISTER_PEOPLE)
def clients(request: HttpRequest) -> HttpResponse:
    """All API clients by organisation."""
    return render(request, "accounts/clients.html", {"clients": CLIENTS.all()})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs(Right.ADMINISTER_PEOPLE)
def new_client(request: HttpRequest) -> HttpResponse:
    """Add a client. The answer is the only page that ever shows its secret, and is not kept."""
    form = ClientForm(posted(request))
    if form.is_valid():
        client, secret = actions.create_client(**form.cleaned_data, by=person_of(request))
        context = {"client": client, "secret": secret, "base_url": settings.BASE_URL}
        return render(request, "accounts/client_secret.html", context, status=201)
    return render(request, "accounts/new_client.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.ADMINISTER_PEOPLE)
def remove_client(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask first (GET), then remove the client and its tokens (POST)."""
    client = get_object_or_404(CLIENTS, pk=pk)
    if request.method == "POST":
        actions.remove_client(client=client, by=person_of(request))
        messages.success(request, f"{client.name} er fjernet og kan ikke længere hente profiler.")
        return redirect("accounts:clients")
    return render(request, "accounts/remove_client.html", {"client": client})
