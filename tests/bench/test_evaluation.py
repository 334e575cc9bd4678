"""Type 2-diabetes with columns from a practice to the country, beside one scan of the columns it needs.

10,000 and 100,000 patients unless ``BENCH_PATIENTS`` says otherwise, for example ``1000000,5800000``; made
where ``BENCH_CLINICS`` says, to be used again, else in a folder that is thrown away.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter

import duckdb
import pyarrow.parquet as parquet
import pytest

from cockpit.demo.content import first_document
from profiles.evaluation import evaluate
from profiles.evaluation.attrition import attrition
from profiles.evaluation.compiler import compile_document
from profiles.evaluation.engine import Database
from profiles.evaluation.lines import result_lines
from profiles.evaluation.synthetic import AS_OF, is_written, write_clinic
from profiles.standard.catalogue import load_catalogue
from profiles.standard.validity import problems_of
from tests.bench.timing import processor_seconds, seconds

from .large_profile import large_profile

pytestmark = pytest.mark.bench

SIZES = [int(size) for size in os.environ.get("BENCH_PATIENTS", "10000,100000").split(",")]
REGION = 100_000
TIMES = 7
NEEDED = {
    "patient": ["patient_id", "birth_date", "enrolled_from", "enrolled_to", "deceased_date"],
    "diagnosis": ["patient_id", "code_icpc_2_dk", "code_sks", "date", "kind", "status"],
    "measurement": ["patient_id", "code_npu", "date", "date_seconds", "value", "comparator"],
    "medication": ["patient_id", "code_atc", "start", "end"],
}
Connection = duckdb.DuckDBPyConnection


@pytest.fixture(scope="module")
def clinics(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    kept = os.environ.get("BENCH_CLINICS")
    folder = Path(kept) if kept else tmp_path_factory.mktemp("clinics")

    def clinic(size: int) -> Path:
        if not is_written(folder / str(size), size):
            write_clinic(folder / str(size), size)
        return folder / str(size)

    return clinic


def tables_of(folder: Path, order: str = "") -> Connection:
    """The needed tables in memory, in the order of the files (clustered by code) or another."""
    connection = duckdb.connect(config={"threads": "2"})
    for element in NEEDED:
        connection.execute(f"CREATE TABLE {element} AS SELECT * FROM '{folder}/{element}.parquet' {order}")
    return connection


def scan(connection: Connection) -> None:
    """Every value of the columns that the profile's query reads is read once, and no other column."""
    for element, columns in NEEDED.items():
        read = ", ".join(f'bit_xor(hash("{each}"))' for each in columns)
        connection.execute(f"SELECT {read} FROM {element}").fetchall()


def whole_profile(connection: Connection) -> Callable[[], object]:
    """Every value of every patient's result is worked out, and none is handed over."""
    sql = compile_document(first_document(), AS_OF).sql
    return lambda: connection.execute(f"SELECT max(COLUMNS(*)) FROM ({sql})").fetchall()


# --- size ---------------------------------------------------------------------------------------


def test_a_whole_profile_beside_one_scan_at_every_size(clinics: Callable[[int], Path]) -> None:
    measured: dict[int, float] = {}
    print()
    for size in SIZES:
        for words, order in (("clustered by code", ""), ("in patient order", "ORDER BY patient_id")):
            connection = tables_of(clinics(size), order)
            read, query = partial(scan, connection), whole_profile(connection)
            by_clock = seconds(query, TIMES)
            told = f"{by_clock / seconds(read, TIMES):.2f} times one scan by the clock"
            worked = processor_seconds(query, TIMES) / processor_seconds(read, TIMES)
            print(f"{size:>9,} {words}: {by_clock * 1000:.0f} ms, {told}, {worked:.2f} in processor time")
            connection.close()
            measured.setdefault(size, by_clock)
    print(f"exponent {_slope(measured):.2f}" if len(measured) > 1 else "")


def _slope(measured: dict[int, float]) -> float:
    """How time grows with patients: the slope between the smallest and the largest in a double log plot."""
    small, large = min(measured), max(measured)
    return math.log(measured[large] / measured[small]) / math.log(large / small)


PEAK = """
import json, sys
from pathlib import Path
from time import perf_counter
from cockpit.demo.content import first_document
from profiles.evaluation.compiler import compile_document
from profiles.evaluation.engine import Database
from profiles.evaluation.synthetic import AS_OF
from profiles.standard.catalogue import load_catalogue
began = perf_counter()
with Database.of_folder(Path(sys.argv[1]), load_catalogue()) as database:
    opened = perf_counter() - began
    began = perf_counter()
    rows = sum(batch.num_rows for batch in database.batches(compile_document(first_document(), AS_OF).sql))
    took = perf_counter() - began
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
memory = int(status["VmHWM"].split()[0]) / 1024
print(json.dumps({"opened": opened, "took": took, "rows": rows, "memory": memory}))
"""


@pytest.mark.parametrize("size", SIZES)
def test_a_folder_of_parquet_from_nothing_to_all_results(clinics: Callable[[int], Path], size: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PEAK, str(clinics(size))], capture_output=True, text=True, check=True
    )
    told = json.loads(done.stdout)
    print(
        f"\n{size:,} patients in a folder: opened in {told['opened'] * 1000:.0f} ms, "
        f"{told['rows']:,} results in {told['took']:.2f} s, the process at most {told['memory']:.0f} MB"
    )


# --- what comes out -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def region(clinics: Callable[[int], Path]) -> Database:
    """The needed tables of 100,000 patients in memory."""
    folder = clinics(REGION)
    tables = {element: parquet.read_table(folder / f"{element}.parquet") for element in NEEDED}
    began = perf_counter()
    database = Database.of_arrow(tables, load_catalogue())
    print(f"\n{REGION:,} patients from Arrow tables: ready in {perf_counter() - began:.2f} s")
    return database


def test_handing_results_over(region: Database) -> None:
    document = first_document()
    compiled = compile_document(document, AS_OF)
    query = seconds(lambda: region.rows(f"SELECT max(COLUMNS(*)) FROM ({compiled.sql})"))
    ways: dict[str, Callable[[], object]] = {
        "as Arrow batches": lambda: deque(region.batches(compiled.sql), maxlen=0),
        "as lines of JSON": lambda: deque(result_lines(compiled, region), maxlen=0),
        "as objects": lambda: evaluate(document, region, AS_OF),
    }
    print(f"\n{REGION:,} patients: the query takes {query * 1000:.0f} ms")
    for words, work in ways.items():
        print(f"results {words}: {seconds(work, 3) / query:.1f} times the query")


def test_attrition_of_a_region(region: Database, clinics: Callable[[int], Path]) -> None:
    document = first_document()
    memory = seconds(lambda: attrition(document, region, AS_OF))
    with Database.of_folder(clinics(REGION), load_catalogue()) as database:
        folder = seconds(lambda: attrition(document, database, AS_OF))
    print(f"\nattrition at {REGION:,}: {memory * 1000:.0f} ms in memory, {folder * 1000:.0f} ms in a folder")


# --- compiling ----------------------------------------------------------------------------------


def test_compiling_300_criteria_with_5000_codes() -> None:
    document = large_profile(criteria=300, sets=50, codes=100)
    catalogue = load_catalogue(document.standard)
    compiling = seconds(lambda: compile_document(document, AS_OF))
    judging = seconds(lambda: problems_of(document, catalogue))
    print(f"\n300 criteria with 5,000 codes: compiled in {compiling * 1000:.0f} ms")
    print(f"judged before it is compiled in {judging * 1000:.0f} ms")
