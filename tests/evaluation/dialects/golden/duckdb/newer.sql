WITH
-- Aktive patienter
"active" AS (
SELECT p."patient_id" AS "patient_id", p."birth_date" AS "birth_date", p."sex" AS "sex"
FROM "patient" AS p
WHERE (p."enrolled_from" <= DATE '2026-11-21') AND (p."enrolled_to" IS NULL OR p."enrolled_to" >= DATE '2026-11-21') AND (p."deceased_date" IS NULL OR p."deceased_date" > DATE '2026-11-21')
),
-- Aktuel medicin
"r_1" AS (
SELECT r."patient_id" AS "patient_id", r."daily_dose" AS "daily_dose", CASE WHEN CASE WHEN r."code_atc" IN ('N02AA05', 'N02AX02') THEN 1 WHEN r."code_atc" LIKE 'N02AE%' THEN 0 WHEN r."code_atc" LIKE 'N02A%' THEN 1 ELSE 0 END = 1 THEN CASE WHEN r."code_atc" = 'N02AX02' THEN CAST(r."daily_dose" * CAST(0.15 AS DECIMAL(25, 10)) AS DECIMAL(38, 20)) WHEN r."code_atc" = 'N02AA05' THEN CAST(r."daily_dose" * CAST(1.5 AS DECIMAL(25, 10)) AS DECIMAL(38, 20)) WHEN (r."code_atc" LIKE 'N02A%') OR (r."code_atc" LIKE 'N02AE%') THEN CAST(r."daily_dose" AS DECIMAL(38, 20)) ELSE NULL END END AS "value_1"
FROM "medication" AS r
WHERE (CASE WHEN r."code_atc" IN ('N02AA05', 'N02AX02') THEN 1 WHEN r."code_atc" LIKE 'N02AE%' THEN 0 WHEN r."code_atc" LIKE 'N02A%' THEN 1 ELSE 0 END = 1) AND (r."start" IS NOT NULL) AND (r."start" <= DATE '2026-11-21') AND (r."end" IS NULL OR r."end" >= DATE '2026-11-21') AND (DATE '2026-11-21' <= DATE '2026-11-21')
),
"p_2" AS (
SELECT r."patient_id" AS "patient_id", SUM(r."value_1") AS "x_1", COUNT(1) AS "x_2", COUNT(CASE WHEN r."daily_dose" IS NOT NULL THEN 1 END) AS "x_3"
FROM r_1 AS r
GROUP BY r."patient_id"
),
-- Måling
"r_3" AS (
SELECT r."patient_id" AS "patient_id", r."comparator" AS "comparator", r."date" AS "date", r."date_seconds" AS "date_seconds", CASE WHEN r."code_npu" IN ('NPU03835', 'NPU27300') THEN CASE WHEN r."code_npu" = 'NPU03835' THEN (CAST(r."value" * CAST(10.93 AS DECIMAL(25, 10)) AS DECIMAL(38, 20)) + CAST(-23.5 AS DECIMAL(38, 20))) WHEN r."code_npu" = 'NPU27300' THEN CAST(r."value" AS DECIMAL(38, 20)) ELSE NULL END END AS "value_1"
FROM "measurement" AS r
WHERE (r."code_npu" IN ('NPU03835', 'NPU27300')) AND (r."date" IS NOT NULL) AND (r."date" <= DATE '2026-11-21') AND (r."value" IS NOT NULL)
),
"m_4" AS (
SELECT r."patient_id" AS "patient_id", r."date" AS "date", CAST(r."value" AS DECIMAL(38, 20)) AS "value", r."comparator" AS "comparator"
FROM (
SELECT r."patient_id" AS "patient_id", r."date" AS "date", r."value_1" AS "value", r."comparator" AS "comparator", ROW_NUMBER() OVER (PARTITION BY r."patient_id" ORDER BY r."date" DESC NULLS LAST, r."date_seconds" DESC NULLS LAST, r."value_1" DESC NULLS LAST, CASE WHEN r."value_1" IS NULL THEN 0 WHEN r."comparator" = '<' THEN -1 WHEN r."comparator" = '>' THEN 1 ELSE 0 END DESC NULLS LAST) AS "place"
FROM r_3 AS r
) AS r
WHERE r."place" = 1
),
"m_5" AS (
SELECT r."patient_id" AS "patient_id", r."date" AS "date", CAST(r."value" AS DECIMAL(38, 20)) AS "value", r."comparator" AS "comparator"
FROM (
SELECT r."patient_id" AS "patient_id", r."date" AS "date", r."value_1" AS "value", r."comparator" AS "comparator", ROW_NUMBER() OVER (PARTITION BY r."patient_id" ORDER BY r."date" DESC NULLS LAST, r."date_seconds" DESC NULLS LAST, r."value_1" DESC NULLS LAST, CASE WHEN r."value_1" IS NULL THEN 0 WHEN r."comparator" = '<' THEN -1 WHEN r."comparator" = '>' THEN 1 ELSE 0 END DESC NULLS LAST) AS "place"
FROM r_3 AS r
) AS r
WHERE r."place" = 2
),
-- Det målte, én række pr. patient
"measured" AS MATERIALIZED (
SELECT
  p."patient_id" AS "patient_id",
  CASE WHEN p_2."x_2" > 0 AND p_2."x_2" = p_2."x_3" THEN CAST(p_2."x_1" AS DECIMAL(38, 20)) END AS "f_1",
  CASE WHEN (m_5."value" IS NOT NULL) AND (m_4."comparator" IS NULL) AND (m_5."comparator" IS NULL) THEN CAST(m_4."value" - m_5."value" AS DECIMAL(38, 20)) END AS "f_2",
  CASE WHEN (m_5."value" IS NOT NULL) AND (m_4."comparator" IS NULL) AND (m_5."comparator" IS NULL) THEN m_4."date" END AS "f_3"
FROM "active" AS p
LEFT JOIN "p_2" ON p_2."patient_id" = p."patient_id"
LEFT JOIN "m_4" ON m_4."patient_id" = p."patient_id"
LEFT JOIN "m_5" ON m_5."patient_id" = p."patient_id"
),
"truth_1" AS (
SELECT t.*
, CASE WHEN t."f_1" IS NULL THEN NULL WHEN t."f_1" >= CAST(90 AS DECIMAL(38, 20)) THEN 1 ELSE 0 END AS "c_1" -- omeq
FROM "measured" AS t
),
"truth_2" AS (
SELECT t.*
, CASE WHEN COALESCE(t."c_1", 0) >= 1 THEN 1 WHEN COALESCE(t."c_1", 1) < 1 THEN 0 END AS "c_2" -- in
FROM "truth_1" AS t
),
"truth_3" AS (
SELECT t.*
, CASE WHEN COALESCE(t."c_2", 0) >= 1 THEN 1 WHEN COALESCE(t."c_2", 1) < 1 THEN 0 END AS "c_3" -- udfald
FROM "truth_2" AS t
)
SELECT
  t."patient_id" AS "patient_id",
  t."c_3" AS "outcome",
  t."f_2" AS "column_1_value",
  t."f_3" AS "column_1_date",
  0 AS "column_1_flag",
  t."f_1" AS "column_2_value",
  0 AS "column_2_flag",
  t."c_1" AS "truth_1",
  t."c_2" AS "truth_2"
FROM "truth_3" AS t
ORDER BY t."patient_id"
