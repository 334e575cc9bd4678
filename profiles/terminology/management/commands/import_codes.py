"""``manage.py import_codes FORMAT FILE``: read a file of codes, or a map, and add it as a release at once."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate

from profiles.terminology.actions import receive, run
from profiles.terminology.errors import ImportRefused
from profiles.terminology.formats import FORMATS, Format
from profiles.terminology.models import CodeSystem, Import


class Command(BaseCommand):
    help = "Indlæser en fil med koder eller en kodeoversættelse som en udgave af et kodesystem."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("format", choices=FORMATS, help="filens format")
        parser.add_argument("file", type=Path)
        parser.add_argument("--system", help="kodesystemets id, fx sks; kan udelades, når formatet siger det")
        parser.add_argument("--to-system", help="det system, en kodeoversættelse fører til")
        parser.add_argument("--title", help="udgavens navn; ellers filens")
        parser.add_argument("--date", type=date.fromisoformat, help="kildens dato (ÅÅÅÅ-MM-DD); ellers i dag")
        parser.add_argument(
            "--source", help="hvor filen er hentet; ellers som formatet siger, eller filens navn"
        )
        parser.add_argument("--licence", help="hvad koderne må bruges til")
        whole = parser.add_mutually_exclusive_group()
        whole.add_argument("--partial", action="store_false", dest="complete", help="kun nogle af koderne")
        whole.add_argument("--complete", action="store_true", help="alle koder: resten lukkes")
        parser.set_defaults(complete=None)

    def handle(self, *_: Any, **options: Any) -> None:
        form = FORMATS[options["format"]]
        try:
            with options["file"].open("rb") as file:
                taken = receive(by=None, upload=File(file, options["file"].name), **_facts(form, options))
        except OSError as error:
            raise CommandError(f"{options['file']} kan ikke åbnes.") from error
        except ImportRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        except ValidationError as invalid:
            raise CommandError(" ".join(invalid.messages)) from invalid
        self._tell(run(of=taken, watch=self._watch))

    def _watch(self, of: Import) -> None:
        print(f"{of.percent:3} %  {of.rows_read} koder, linje {of.lines_read}", file=sys.stderr)

    def _tell(self, of: Import) -> None:
        where = f"{of.system} → {of.to_system}" if of.to_system else str(of.system)
        if of.state == Import.State.UNCHANGED:
            self.stdout.write(f"{of.file_name} er den nyeste udgave af {where} i forvejen.")
        elif of.state == Import.State.DONE:
            self.stdout.write(f"{of.rows_read} koder i {where}.")
        else:
            raise CommandError(f"{of.file_name}: {of.problem or of.get_state_display()}")


def _facts(form: Format, options: dict[str, Any]) -> dict[str, Any]:
    name, complete = options["file"].name, options["complete"]
    target = options["to_system"] or getattr(form, "target", None)
    return {
        "format": form.id,
        "system": _system(options["system"] or form.system),
        "to_system": _system(target) if target else None,
        "title": options["title"] or name[:100],
        "date": options["date"] or localdate(),
        "source": options["source"] or form.source or name,
        "licence": options["licence"] or form.licence,
        "complete": form.complete if complete is None else complete,
    }


def _system(wanted: str | None) -> CodeSystem:
    system = CodeSystem.objects.filter(pk=wanted).first()
    if system is None:
        known = ", ".join(CodeSystem.objects.values_list("pk", flat=True))
        said = f"Kodesystemet {wanted} findes ikke." if wanted else "Skriv --system."
        raise CommandError(f"{said} Det kan være: {known}.")
    return system
