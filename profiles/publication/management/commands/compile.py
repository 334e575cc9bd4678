"""``manage.py compile``: a profile in the words of the engine it is to run on: a query for a date, or CQL."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from profiles.authoring.findings import package_of
from profiles.evaluation.cql import NotSayable, to_cql
from profiles.evaluation.criteria import PackageProblem
from profiles.evaluation.dates import DateOutOfRange
from profiles.evaluation.dialects import Dialect, NotPrintable, print_query, table_definitions
from profiles.evaluation.evaluator import compile_checked, newest_catalogue
from profiles.evaluation.scope import NotSupported
from profiles.publication.documents import find_document
from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import Document
from profiles.standard.problem import InvalidDocument

from .evaluate import read_date

CQL = "cql"
REFUSALS = (PackageProblem, DateOutOfRange, NotSupported, InvalidDocument, NotPrintable, NotSayable)


class Command(BaseCommand):
    help = "Skriver en profil som SQL til en database eller som CQL til FHIR."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "profile", help="kortnavn, kortnavn@1.0.0, kortnavn@draft eller en dokumentfil (.json)"
        )
        parser.add_argument("--date", help="opgørelsesdag, fx 2026-11-21; CQL får den, når det køres")
        dialects = [*(str(each) for each in Dialect), CQL]
        parser.add_argument("--dialect", choices=dialects, default=str(Dialect.DUCKDB))
        parser.add_argument(
            "--tables", action="store_true", help="skriv også de tabeller, forespørgslen læser"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        document = find_document(options["profile"])
        try:
            if options["dialect"] == CQL:
                self.stdout.write(_cql(document))
            else:
                self._write_sql(document, Dialect(options["dialect"]), options)
        except REFUSALS as error:
            raise CommandError(str(error)) from error

    def _write_sql(self, document: Document, dialect: Dialect, options: dict[str, Any]) -> None:
        if options["date"] is None:
            raise CommandError("Skriv opgørelsesdagen: --date 2026-11-21")
        package = package_of(document)
        catalogue = newest_catalogue((document, *package.values()))
        compiled = compile_checked(document, read_date(options["date"]), package=package)
        query = print_query(compiled, dialect, catalogue=catalogue)
        if options["tables"]:
            for definition in table_definitions(catalogue, dialect):
                self.stdout.write(f"{definition};\n")
        self.stdout.write(f"{query};")


def _cql(document: Document) -> str:
    return to_cql(document, package=package_of(document), catalogue=load_catalogue(document.standard))
