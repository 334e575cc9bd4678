"""``manage.py evaluate``: who is in, out or unknown, in a folder of tables, on a date, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from profiles.evaluation import Notice, TableProblem, evaluate, explain, json_line
from profiles.evaluation.criteria import PackageProblem
from profiles.evaluation.dates import DateOutOfRange
from profiles.evaluation.dialects import NotPrintable
from profiles.evaluation.engine import MEMORY, Database, EvaluationStopped
from profiles.evaluation.engines import Engine, EngineMissing, SparkStopped, evaluate_on
from profiles.evaluation.evaluator import compile_checked, newest_catalogue
from profiles.evaluation.lines import result_lines
from profiles.evaluation.opening import open_folder
from profiles.evaluation.scope import NotSupported, ParameterProblem
from profiles.publication.documents import find_document, find_package
from profiles.publication.readable import table
from profiles.standard.document import Document

JSONL = "jsonl"
SHOWN = 20
REFUSALS = (
    TableProblem,
    PackageProblem,
    ParameterProblem,
    DateOutOfRange,
    EvaluationStopped,
    NotSupported,
    EngineMissing,
    NotPrintable,
    SparkStopped,
)


class Command(BaseCommand):
    help = "Kører en profil på en mappe med tabeller og viser, hvem der er med."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "profile", help="kortnavn, kortnavn@1.0.0, kortnavn@draft eller en dokumentfil (.json)"
        )
        parser.add_argument(
            "tables", type=Path, help="mappe med patient.csv, diagnosis.csv … eller .json, .jsonl, .parquet"
        )
        parser.add_argument("--date", required=True, help="opgørelsesdag, fx 2026-11-21")
        parser.add_argument("--format", choices=("table", JSONL), default="table")
        parser.add_argument(
            "--why", action="store_true", help="sig også hvorfor: hvert kriterium og dets poster"
        )
        parser.add_argument("--documents", type=Path, help="mappe med de dokumenter, profilen henviser til")
        parser.add_argument(
            "--parameter", action="append", default=[], help="klinikkens eget tal, fx hba1c-maal=58"
        )
        parser.add_argument(
            "--engine",
            choices=[str(each) for each in Engine],
            default=str(Engine.DUCKDB),
            help="duckdb regner her; spark regner på Parquet-tabeller, også på en klynge",
        )

        parser.add_argument(
            "--memory",
            type=read_memory,
            default=MEMORY,
            help="hvor meget hukommelse en region i Parquet må tage, fx 6GB (duckdb)",
        )

    def handle(self, *_: Any, **options: Any) -> None:
        document = find_document(options["profile"])
        asked = {
            "package": find_package(document, options["documents"]),
            "parameters": dict(map(read_parameter, options["parameter"])),
        }
        run = self._on_spark if options["engine"] == Engine.SPARK else self._here
        try:
            for line in run(document, read_date(options["date"]), options, asked):
                self.stdout.write(line)
        except REFUSALS as error:
            raise CommandError(str(error)) from error

    def _here(
        self, document: Document, index_date: date, options: Mapping[str, Any], asked: dict[str, Any]
    ) -> Iterator[str]:
        catalogue = newest_catalogue((document, *asked["package"].values()))
        database, warnings = open_folder(options["tables"], catalogue, options["memory"])
        self._warn(warnings)
        with database:
            yield from _lines(document, database, index_date, options, asked)

    def _on_spark(
        self, document: Document, index_date: date, options: Mapping[str, Any], asked: dict[str, Any]
    ) -> Iterator[str]:
        if options["why"]:
            raise CommandError("--why kan kun bruges, når der regnes her: udelad --engine spark.")
        results = evaluate_on(Engine.SPARK, document, options["tables"], index_date, **asked)
        yield from map(json_line, results) if options["format"] == JSONL else table(document, list(results))

    def _warn(self, warnings: Iterable[Notice]) -> None:
        listed = list(warnings)
        for warning in listed[:SHOWN]:
            self.stderr.write(f"Bemærk: {warning}")
        if len(listed) > SHOWN:
            self.stderr.write(f"… og {len(listed) - SHOWN} bemærkninger mere.")


def _lines(
    document: Document,
    database: Database,
    index_date: date,
    options: Mapping[str, Any],
    asked: dict[str, Any],
) -> Iterator[str]:
    if options["format"] == JSONL and not options["why"]:
        return result_lines(compile_checked(document, index_date, **asked), database)
    if options["format"] == JSONL:
        return map(json_line, evaluate(document, database, index_date, why=True, **asked))
    reasons = explain(document, database, index_date, **asked) if options["why"] else None
    return table(document, evaluate(document, database, index_date, **asked), reasons)


def read_date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"{text} er ikke en dato. Skriv den som 2026-11-21.") from error


def read_memory(text: str) -> str:
    if not re.fullmatch(r"[1-9][0-9]{0,4}(MB|GB)", text):
        raise CommandError(f"»{text}« er ikke en mængde hukommelse. Skriv den som 800MB eller 6GB.")
    return text


def read_parameter(text: str) -> tuple[str, Decimal]:
    """``hba1c-maal=58`` as a name and a number."""
    name, _, number = text.partition("=")
    try:
        return name, Decimal(number.replace(",", "."))
    except InvalidOperation as error:
        raise CommandError(f"»{text}« er ikke en parameter. Skriv den som navn=tal.") from error
