"""``manage.py evaluate``: who is in, out or unknown, in a folder of tables, on a date.

A published version is run from its published bytes; a profile without published versions, and ``slug@draft``,
run the open draft. A path to a document file is run as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from profiles.authoring.findings import package_of
from profiles.authoring.models import ProfileVersion
from profiles.evaluation import Result, TableProblem, json_line
from profiles.evaluation.criteria import PackageProblem
from profiles.evaluation.dates import DateOutOfRange
from profiles.evaluation.dialects import NotPrintable
from profiles.evaluation.engine import EvaluationStopped
from profiles.evaluation.engines import Engine, EngineMissing, SparkStopped, evaluate_on
from profiles.evaluation.scope import NotSupported
from profiles.publication.models import PublishedVersion
from profiles.publication.numbers import parse_number
from profiles.standard.document import Document
from profiles.standard.problem import InvalidDocument
from profiles.standard.reading import read

WORDS = {"in": "med", "out": "ikke med", "unknown": "kan ikke afgøres"}
DRAFT = "draft"
REFUSALS = (
    TableProblem,
    PackageProblem,
    DateOutOfRange,
    EvaluationStopped,
    NotSupported,
    EngineMissing,
    NotPrintable,
    SparkStopped,
)


class Command(BaseCommand):
    help = "Kører en profil på en mappe med CSV-tabeller og viser, hvem der er med."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "profile", help="kortnavn, kortnavn@1.0.0, kortnavn@draft eller en dokumentfil (.json)"
        )
        parser.add_argument("tables", type=Path, help="mappe med patient.csv, diagnosis.csv …")
        parser.add_argument("--date", required=True, help="opgørelsesdag, fx 2026-11-21")
        parser.add_argument("--format", choices=("table", "jsonl"), default="table")
        parser.add_argument(
            "--engine",
            choices=[str(each) for each in Engine],
            default=str(Engine.DUCKDB),
            help="duckdb regner her; spark regner på Parquet-tabeller, også på en klynge",
        )

    def handle(self, *_: Any, **options: Any) -> None:
        document = find_document(options["profile"])
        engine, index_date = Engine(options["engine"]), read_date(options["date"])
        try:
            results = evaluate_on(
                engine, document, options["tables"], index_date, package=package_of(document)
            )
            lines = _jsonl(results) if options["format"] == "jsonl" else _table(document, list(results))
            for line in lines:
                self.stdout.write(line)
        except REFUSALS as error:
            raise CommandError(str(error)) from error


def find_document(name: str) -> Document:
    """The document a person means. Raises ``CommandError`` with what there is instead."""
    if name.endswith(".json"):
        return _from_file(Path(name))
    slug, _, version = name.partition("@")
    if version == DRAFT:
        return _draft(slug)
    return _published(slug, version)


def _from_file(path: Path) -> Document:
    try:
        return read(path.read_bytes())
    except OSError as error:
        raise CommandError(f"Filen {path} kan ikke læses.") from error
    except InvalidDocument as error:
        places = "\n".join(f"  {problem.place or '/'}: {problem.message}" for problem in error.problems)
        raise CommandError(f"{path} er ikke et gyldigt dokument:\n{places}") from error


def _draft(slug: str) -> Document:
    draft = ProfileVersion.objects.open().filter(profile__slug=slug).first()
    if draft is None:
        raise CommandError(f"{slug} har ingen kladde.")
    return draft.content


def _published(slug: str, version: str) -> Document:
    published = PublishedVersion.objects.filter(profile__slug=slug).by_number()
    number = parse_number(version)
    found = PublishedVersion.objects.numbered(slug, number) if number else published.first()
    if found is None or (version and number is None):
        known = ", ".join(row.number for row in published) or "ingen"
        raise CommandError(f"{slug} er ikke udgivet som {version or 'noget'}. Udgivne versioner: {known}.")
    return read(found.document)


def read_date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"{text} er ikke en dato. Skriv den som 2026-11-21.") from error


def _jsonl(results: Iterable[Result]) -> Iterable[str]:
    return (json_line(result) for result in results)


def _table(document: Document, results: list[Result]) -> Iterable[str]:
    rows = [result.to_json() for result in results]
    width = max((len(row["patient"]) for row in rows), default=0)
    yield f"{document.title} {document.version}"
    for row in rows:
        outcome = WORDS[row["outcome"]]
        yield f"{row['patient']:<{width}}  {outcome:<16}  {_shown_columns(document, row)}".rstrip()
    counts = Counter(row["outcome"] for row in rows)
    yield ", ".join(f"{counts[outcome]} {word}" for outcome, word in WORDS.items())


def _shown_columns(document: Document, row: dict[str, Any]) -> str:
    shown = ((column.title, row["columns"][column.id]) for column in document.columns)
    return " · ".join(_shown(title, value) for title, value in shown if value["value"] is not None)


def _shown(title: str, result: dict[str, Any]) -> str:
    flag = f" ({result['text']})" if result["text"] else ""
    return f"{title} {result['comparator'] or ''}{result['value']} {result['unit'] or ''}".rstrip() + flag
