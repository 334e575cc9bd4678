"""``manage.py make_clinic``: synthetic patients in any number, as tables that profiles can be run on."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from profiles.evaluation.synthetic import SEED, ClinicTooLarge, NotAClinic, write_clinic

MEGABYTE = 1_000_000


class Command(BaseCommand):
    help = "Laver syntetiske patienter: en mappe med en Parquet-tabel for hvert element i standarden."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("size", help="antal patienter, fx 1600, 100.000 eller 5800000")
        parser.add_argument("folder", nargs="?", type=Path, help="mappe; ellers den, værktøjet selv bruger")
        parser.add_argument("--seed", default=str(SEED), help="helt tal; samme tal giver de samme patienter")

    def handle(self, *_: Any, **options: Any) -> None:
        size, seed = _whole("Antallet", options["size"]), _whole("Seed", options["seed"])
        folder = options["folder"] or settings.CLINICS / str(size)
        began = perf_counter()
        try:
            write_clinic(folder, size, seed=seed)
        except (ClinicTooLarge, NotAClinic) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(
                f"Mappen {folder} kan ikke skrives. Er der plads, og må du skrive der?"
            ) from error
        megabytes = sum(path.stat().st_size for path in folder.iterdir()) / MEGABYTE
        seconds = _danish(perf_counter() - began)
        self.stdout.write(f"{size} syntetiske patienter i {folder}: {_danish(megabytes)} MB på {seconds} s.")


def _whole(what: str, text: str) -> int:
    """A whole number from nought, written with or without separators."""
    digits = text.replace(".", "").replace("_", "")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 18:
        raise CommandError(f"{what} skal være et helt tal, ikke »{text}«.")
    return int(digits)


def _danish(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")
