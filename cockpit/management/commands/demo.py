"""``manage.py demo``: load the demo once, and say how to sign in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cockpit.demo.people import EVERYONE
from cockpit.demo.story import is_told, tell


class Command(BaseCommand):
    help = "Lægger demoen ind, hvis den ikke er der, og viser demoens logins."

    def handle(self, *_: Any, **__: Any) -> None:
        if not settings.DEVELOPMENT:
            raise CommandError("Demoen hører ikke hjemme i drift: alle kender dens adgangskode.")
        if not is_told():
            tell()
        self.stdout.write(f"Demoens logins, alle med adgangskoden {settings.DEMO_PASSWORD}:")
        for person in EVERYONE:
            roles = ", ".join(str(role.label).lower() for role in person.roles)
            self.stdout.write(f"  {person.email:<22} {person.name} ({roles})")
