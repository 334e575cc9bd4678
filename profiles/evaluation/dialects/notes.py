"""What a practice system must know of its engine before it runs a printed query."""

from __future__ import annotations

from dataclasses import dataclass

from .dialect import Dialect


@dataclass(frozen=True)
class Notes:
    """``version`` is the oldest that will do; ``first`` is run in the session before the query."""

    version: str
    first: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


_SIXTEEN = (
    "Målte værdier har højst 16 cifre før kommaet og ikke 18, så der er plads til at gange uden at afrunde.",
    "En omregning med en faktor på mere end 11 cifre kan ikke udskrives.",
)
_INLINED = "Hver deltabel regnes, hver gang den bruges. Brug en stor profil på en maskine med hukommelse nok."

NOTES = {
    Dialect.DUCKDB: Notes("2.0", (), ("Forespørgslen er den, værktøjet selv regner med.",)),
    Dialect.POSTGRES: Notes(
        "12",
        (),
        (
            'Tekster sorteres efter tegnenes numre (COLLATE "C"), uanset hvad databasen ellers gør.',
            'Indeks på koder skal have samme sortering, for eksempel ON diagnosis (code_sks COLLATE "C").',
        ),
    ),
    Dialect.SQL_SERVER: Notes(
        "2019",
        (),
        (
            "Tekster ligger som UTF-8 med Latin1_General_100_BIN2_UTF8, den eneste sortering efter tegnenes "
            "numre.",
            "SQL Server ser ikke mellemrum sidst i en tekst. Tabellerne tager derfor ikke imod dem.",
            *_SIXTEEN,
        ),
    ),
    Dialect.ORACLE: Notes(
        "12.2",
        ("ALTER SESSION SET NLS_COMP = BINARY", "ALTER SESSION SET NLS_SORT = BINARY"),
        (
            "En dato må ikke have et klokkeslæt. Tabellerne tager ikke imod det.",
            "En tom tekst er det samme som en manglende. Det er den også i standardens tabeller.",
            "Navne står i anførselstegn og med små bogstaver.",
            "En profil med mere end omkring 900 kriterier har flere kolonner, end Oracle tillader.",
        ),
    ),
    Dialect.MYSQL: Notes(
        "8.0.17",
        ("SET SESSION sql_mode = REPLACE(@@sql_mode, 'NO_BACKSLASH_ESCAPES', '')",),
        (
            "Tekster sammenlignes med utf8mb4_0900_bin, som ser forskel på store og små bogstaver og på "
            "mellemrum sidst.",
            "Datoer skal ligge fra år 1200 til år 9799, så ingen forskydning fører ud af kalenderen.",
        ),
    ),
    Dialect.SPARK: Notes(
        "3.4",
        ("SET spark.sql.ansi.enabled = true",),
        ("Uden ANSI-indstillingen bliver et tal, der ikke kan være der, til en manglende værdi.", *_SIXTEEN),
    ),
    Dialect.TRINO: Notes(
        "400", (), ("Et tal, der ikke kan være i 38 cifre, stopper forespørgslen.", _INLINED)
    ),
    Dialect.CLICKHOUSE: Notes(
        "23.3",
        (),
        (
            "Forespørgslen sætter selv join_use_nulls, så en patient uden poster ikke får nuller.",
            "Datoer skal ligge mellem 1900 og 2299. Tabellerne tager ikke imod andre.",
            "En stor profil kan kræve en højere max_query_size.",
            _INLINED,
        ),
    ),
    Dialect.SQLITE: Notes(
        "3.31",
        (),
        (
            "SQLite har ingen decimaltal. Profiler, der regner på målte værdier, kræver SQLites egen "
            "udvidelse decimal; uden den stopper forespørgslen med en fejl.",
            "Datoer er tekster på formen ÅÅÅÅ-MM-DD, og målte værdier er tekster som 53.5.",
        ),
    ),
}


def heading(dialect: Dialect) -> str:
    """Comment lines to stand above a printed query."""
    notes = NOTES[dialect]
    lines = [f"{dialect.shown} {notes.version} eller nyere"]
    lines += [f"Kør først i samme session: {each};" for each in notes.first]
    return "".join(f"-- {line}\n" for line in lines)
