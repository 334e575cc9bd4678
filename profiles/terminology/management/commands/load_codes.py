"""``manage.py load_codes SYSTEM FILE``: add codes from a ``code;title[;unit]`` file to a code system."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate

from profiles.terminology.actions import take_in
from profiles.terminology.entries import Origin
from profiles.terminology.formats import FileProblem
from profiles.terminology.models import CodeSystem
from profiles.terminology.shipped import read_codes


class Command(BaseCommand):
    help = "Indlæser koder fra en fil med overskriften code;title eller code;title;unit (UTF-8)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("system", help="kodesystemets id, fx sks")
        parser.add_argument("file", type=Path)

    def handle(self, *_: Any, **options: Any) -> None:
        system = CodeSystem.objects.filter(pk=options["system"]).first()
        if system is None:
            known = ", ".join(CodeSystem.objects.values_list("pk", flat=True))
            raise CommandError(f"Kodesystemet {options['system']} findes ikke. Det kan være: {known}.")
        name = options["file"].name
        try:
            codes = read_codes(options["file"], hierarchical=system.hierarchical)
        except FileProblem as error:
            raise CommandError(f"{name}: {error}") from error
        except OSError as error:
            raise CommandError(f"{name} kan ikke åbnes.") from error
        origin = Origin(format="csv", title=name[:100], date=localdate(), source=name, complete=False)
        release = take_in(system=system, entries=codes, file=options["file"], origin=origin, by=None)
        self.stdout.write(f"{release.rows} koder i {system.title}.")
