"""``manage.py load_codes SYSTEM FILE``: add codes from a ``code;title[;unit]`` file to a code system."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from profiles.terminology.actions import load_codes
from profiles.terminology.models import CodeSystem
from profiles.terminology.shipped import CodeFileError, read_codes


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
        try:
            codes = read_codes(options["file"])
        except CodeFileError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{load_codes(system=system, codes=codes)} koder i {system.title}.")
