"""``manage.py compile``: a profile's query for a date, in the words of the engine it is to run on."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from profiles.authoring.findings import package_of
from profiles.evaluation.criteria import PackageProblem
from profiles.evaluation.dates import DateOutOfRange
from profiles.evaluation.dialects import Dialect, NotPrintable, print_query, table_definitions
from profiles.evaluation.evaluator import compile_checked
from profiles.evaluation.scope import NotSupported
from profiles.standard.catalogue import load_catalogue
from profiles.standard.problem import InvalidDocument

from .evaluate import find_document, read_date

REFUSALS = (PackageProblem, DateOutOfRange, NotSupported, InvalidDocument, NotPrintable)


class Command(BaseCommand):
    help = "Skriver en profil som SQL til en database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "profile", help="kortnavn, kortnavn@1.0.0, kortnavn@draft eller en dokumentfil (.json)"
        )
        parser.add_argument("--date", required=True, help="opgørelsesdag, fx 2026-11-21")
        parser.add_argument("--dialect", choices=[str(each) for each in Dialect], default=str(Dialect.DUCKDB))
        parser.add_argument(
            "--tables", action="store_true", help="skriv også de tabeller, forespørgslen læser"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        document, dialect = find_document(options["profile"]), Dialect(options["dialect"])
        index_date = read_date(options["date"])
        try:
            compiled = compile_checked(document, index_date, package=package_of(document))
            query = print_query(compiled, dialect)
        except REFUSALS as error:
            raise CommandError(str(error)) from error
        if options["tables"]:
            for definition in table_definitions(load_catalogue(document.standard), dialect):
                self.stdout.write(f"{definition};\n")
        self.stdout.write(f"{query};")
