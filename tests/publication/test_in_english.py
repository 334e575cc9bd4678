"""A published version read in English."""

from __future__ import annotations

from django.test import Client

from profiles.authoring.models import ProfileVersion
from profiles.publication.models import PublishedVersion


def test_the_logic_is_read_in_english_and_the_danish_text_is_a_link_away(
    published: ProfileVersion, client: Client
) -> None:
    address = PublishedVersion.objects.get().get_absolute_url()
    english = client.get(address, {"language": "en"}).content.decode()
    assert "Included is every patient " in english
    assert '<article class="guideline" lang="en">' in english
    assert f'href="{address}">Læs profilen på dansk' in english


def test_another_language_is_the_danish_text(published: ProfileVersion, client: Client) -> None:
    address = PublishedVersion.objects.get().get_absolute_url()
    for language in ("da", "fr", ""):
        page = client.get(address, {"language": language}).content.decode()
        assert "Med er patienter" in page or "Alle aktive patienter er med" in page
        assert "?language=en" in page
