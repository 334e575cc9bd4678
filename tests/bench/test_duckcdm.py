"""Beside ``duckcdm``, which runs OHDSI's cohort definitions on DuckDB: what both can say of type 2-diabetes.

That is little: patients in observation on the day with a diagnosis from a set of codes before it. Calendar
months, exact age, unknown outcomes and columns cannot be said there. It reads whole numbers for patients and
for codes already looked up, and only diagnoses from the time a patient is observed; we read the records.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from profiles.evaluation.compiler import compile_document
from profiles.evaluation.synthetic import AS_OF, write_clinic
from tests.bench.timing import seconds
from tests.evaluation.clinic import T2D, document

circe = pytest.importorskip("duckcdm.circe", reason="pip install duckcdm")
sqlrender = pytest.importorskip("duckcdm.sqlrender")
pytestmark = pytest.mark.bench

SIZE = 100_000
TYPE_2 = 201826
OMOP = f"""
CREATE TABLE ids AS
  SELECT patient_id, row_number() OVER (ORDER BY patient_id) AS person_id FROM patient;
CREATE TABLE observation_period AS
  SELECT person_id AS observation_period_id, person_id, enrolled_from AS observation_period_start_date,
    coalesce(enrolled_to, DATE '2099-12-31') AS observation_period_end_date
  FROM patient JOIN ids USING (patient_id)
  WHERE enrolled_from <= DATE '{AS_OF}' AND coalesce(enrolled_to, DATE '2099-12-31') >= DATE '{AS_OF}'
    AND coalesce(deceased_date, DATE '2099-12-31') > DATE '{AS_OF}';
CREATE TABLE condition_occurrence AS
  SELECT row_number() OVER () AS condition_occurrence_id, person_id, date AS condition_start_date,
    CASE WHEN code_icpc_2_dk LIKE 'T90%' OR code_sks LIKE 'DE11%' THEN {TYPE_2} ELSE 1 END
      AS condition_concept_id,
    date AS condition_end_date, NULL::INTEGER AS visit_occurrence_id
  FROM diagnosis JOIN ids USING (patient_id) WHERE date IS NOT NULL;
CREATE TABLE concept AS SELECT {TYPE_2} AS concept_id, NULL::VARCHAR AS invalid_reason;
CREATE TABLE concept_ancestor AS
  SELECT {TYPE_2} AS ancestor_concept_id, {TYPE_2} AS descendant_concept_id;
CREATE TABLE cohort (cohort_definition_id INTEGER, subject_id BIGINT, cohort_start_date DATE,
  cohort_end_date DATE);
"""
FIRST = {"Type": "First"}
COHORT: dict[str, Any] = {
    "ConceptSets": [
        {
            "id": 0,
            "name": "Type 2",
            "expression": {"items": [{"concept": {"CONCEPT_ID": TYPE_2}, "includeDescendants": True}]},
        }
    ],
    "PrimaryCriteria": {
        "CriteriaList": [
            {
                "ConditionOccurrence": {
                    "CodesetId": 0,
                    "OccurrenceStartDate": {"Value": AS_OF.isoformat(), "Op": "lte"},
                }
            }
        ],
        "ObservationWindow": {"PriorDays": 0, "PostDays": 0},
        "PrimaryCriteriaLimit": FIRST,
    },
    "QualifiedLimit": FIRST,
    "ExpressionLimit": FIRST,
    "InclusionRules": [],
    "CensoringCriteria": [],
    "CollapseSettings": {"CollapseType": "ERA", "EraPad": 0},
    "CensorWindow": {},
}


def test_the_shared_subset_beside_duckcdm(tmp_path: Path) -> None:
    write_clinic(tmp_path / "region", SIZE)
    connection = duckdb.connect(config={"threads": "2"})
    for element in ("patient", "diagnosis"):
        connection.execute(f"CREATE TABLE {element} AS SELECT * FROM '{tmp_path}/region/{element}.parquet'")
    connection.execute(OMOP)
    query = circe.build_cohort_query(
        json.dumps(COHORT), cdm_schema="main", target_table="main.cohort", cohort_id=1
    )
    statements = duckdb.extract_statements(sqlrender.translate(sqlrender.render(query), "duckdb"))
    asked = compile_document(document({"id": "in", "type": "exists", "of": T2D}), AS_OF).sql
    counted = f"SELECT count(*) FROM ({asked}) WHERE outcome = 1"

    def theirs() -> None:
        for statement in statements:
            connection.execute(statement.query)

    ours = seconds(lambda: connection.execute(counted).fetchall())
    times = seconds(theirs) / ours
    (found,) = connection.execute(counted).fetchall()[0]
    (same,) = connection.execute("SELECT count(DISTINCT subject_id) FROM cohort").fetchall()[0]
    print(
        f"\n{SIZE:,} patients, type 2-diabetes by diagnosis alone: duckcdm takes {times:.1f} times our count"
    )
    print(f"we find {found}, duckcdm the {same} of them with a diagnosis from the time they were observed")
    assert same <= found
