-- SQLite 3.31 eller nyere
WITH "active" /* Aktive patienter */ AS (
  SELECT
    "p"."patient_id" COLLATE BINARY AS "patient_id",
    "p"."birth_date" AS "birth_date",
    "p"."sex" COLLATE BINARY AS "sex"
  FROM "patient" AS "p"
  WHERE
    "p"."enrolled_from" <= '2026-11-21'
    AND (
      "p"."enrolled_to" IS NULL OR "p"."enrolled_to" >= '2026-11-21'
    )
    AND (
      "p"."deceased_date" IS NULL OR "p"."deceased_date" > '2026-11-21'
    )
), "r_1" /* Aktuel medicin */ AS (
  SELECT
    "r"."patient_id" COLLATE BINARY AS "patient_id",
    "r"."daily_dose" AS "daily_dose",
    CASE
      WHEN CASE
        WHEN "r"."code_atc" COLLATE BINARY IN ('N02AA05', 'N02AX02')
        THEN 1
        WHEN "r"."code_atc" COLLATE BINARY GLOB 'N02AE*'
        THEN 0
        WHEN "r"."code_atc" COLLATE BINARY GLOB 'N02A*'
        THEN 1
        ELSE 0
      END = 1
      THEN CASE
        WHEN "r"."code_atc" COLLATE BINARY = 'N02AX02'
        THEN DECIMAL_MUL("r"."daily_dose", '0.15')
        WHEN "r"."code_atc" COLLATE BINARY = 'N02AA05'
        THEN DECIMAL_MUL("r"."daily_dose", '1.5')
        WHEN "r"."code_atc" COLLATE BINARY GLOB 'N02A*'
        OR "r"."code_atc" COLLATE BINARY GLOB 'N02AE*'
        THEN "r"."daily_dose"
        ELSE NULL
      END
    END AS "value_1"
  FROM "medication" AS "r"
  WHERE
    CASE
      WHEN "r"."code_atc" COLLATE BINARY IN ('N02AA05', 'N02AX02')
      THEN 1
      WHEN "r"."code_atc" COLLATE BINARY GLOB 'N02AE*'
      THEN 0
      WHEN "r"."code_atc" COLLATE BINARY GLOB 'N02A*'
      THEN 1
      ELSE 0
    END = 1
    AND (
      NOT "r"."start" IS NULL
    )
    AND "r"."start" <= '2026-11-21'
    AND (
      "r"."end" IS NULL OR "r"."end" >= '2026-11-21'
    )
    AND '2026-11-21' <= '2026-11-21'
), "p_2" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    DECIMAL_SUM("r"."value_1") AS "x_1",
    COUNT(1) AS "x_2",
    COUNT(CASE WHEN NOT "r"."daily_dose" IS NULL THEN 1 END) AS "x_3"
  FROM "r_1" AS "r"
  GROUP BY
    "r"."patient_id"
), "r_3" /* Måling */ AS (
  SELECT
    "r"."patient_id" COLLATE BINARY AS "patient_id",
    "r"."comparator" COLLATE BINARY AS "comparator",
    "r"."date" AS "date",
    "r"."date_seconds" AS "date_seconds",
    CASE
      WHEN "r"."code_npu" COLLATE BINARY IN ('NPU03835', 'NPU27300')
      THEN CASE
        WHEN "r"."code_npu" COLLATE BINARY = 'NPU03835'
        THEN (
          DECIMAL_ADD(DECIMAL_MUL("r"."value", '10.93'), '-23.5')
        )
        WHEN "r"."code_npu" COLLATE BINARY = 'NPU27300'
        THEN "r"."value"
        ELSE NULL
      END
    END AS "value_1"
  FROM "measurement" AS "r"
  WHERE
    "r"."code_npu" COLLATE BINARY IN ('NPU03835', 'NPU27300')
    AND (
      NOT "r"."date" IS NULL
    )
    AND "r"."date" <= '2026-11-21'
    AND (
      NOT "r"."value" IS NULL
    )
), "m_4" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    "r"."date" AS "date",
    "r"."value" AS "value",
    "r"."comparator" AS "comparator"
  FROM (
    SELECT
      "r"."patient_id" AS "patient_id",
      "r"."date" AS "date",
      "r"."value_1" AS "value",
      "r"."comparator" AS "comparator",
      ROW_NUMBER() OVER (
        PARTITION BY "r"."patient_id"
        ORDER BY "r"."date" DESC, "r"."date_seconds" DESC, "r"."value_1" COLLATE decimal DESC, CASE
          WHEN "r"."value_1" IS NULL
          THEN 0
          WHEN "r"."comparator" = '<'
          THEN -1
          WHEN "r"."comparator" = '>'
          THEN 1
          ELSE 0
        END DESC
      ) AS "place"
    FROM "r_3" AS "r"
  ) AS "r"
  WHERE
    "r"."place" = 1
), "m_5" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    "r"."date" AS "date",
    "r"."value" AS "value",
    "r"."comparator" AS "comparator"
  FROM (
    SELECT
      "r"."patient_id" AS "patient_id",
      "r"."date" AS "date",
      "r"."value_1" AS "value",
      "r"."comparator" AS "comparator",
      ROW_NUMBER() OVER (
        PARTITION BY "r"."patient_id"
        ORDER BY "r"."date" DESC, "r"."date_seconds" DESC, "r"."value_1" COLLATE decimal DESC, CASE
          WHEN "r"."value_1" IS NULL
          THEN 0
          WHEN "r"."comparator" = '<'
          THEN -1
          WHEN "r"."comparator" = '>'
          THEN 1
          ELSE 0
        END DESC
      ) AS "place"
    FROM "r_3" AS "r"
  ) AS "r"
  WHERE
    "r"."place" = 2
), "measured" /* Det målte, én række pr. patient */ AS (
  SELECT
    "p"."patient_id" AS "patient_id",
    CASE WHEN "p_2"."x_2" > 0 AND "p_2"."x_2" = "p_2"."x_3" THEN "p_2"."x_1" END AS "f_1",
    CASE
      WHEN (
        NOT "m_5"."value" IS NULL
      )
      AND "m_4"."comparator" IS NULL
      AND "m_5"."comparator" IS NULL
      THEN DECIMAL_SUB("m_4"."value", "m_5"."value")
    END AS "f_2",
    CASE
      WHEN (
        NOT "m_5"."value" IS NULL
      )
      AND "m_4"."comparator" IS NULL
      AND "m_5"."comparator" IS NULL
      THEN "m_4"."date"
    END AS "f_3"
  FROM "active" AS "p"
  LEFT JOIN "p_2"
    ON "p_2"."patient_id" = "p"."patient_id"
  LEFT JOIN "m_4"
    ON "m_4"."patient_id" = "p"."patient_id"
  LEFT JOIN "m_5"
    ON "m_5"."patient_id" = "p"."patient_id"
), "truth_1" AS (
  SELECT
    "t".*,
    CASE
      WHEN "t"."f_1" IS NULL
      THEN NULL
      WHEN DECIMAL_CMP("t"."f_1", 90) >= 0
      THEN 1
      ELSE 0
    END AS "c_1" /* omeq */
  FROM "measured" AS "t"
), "truth_2" AS (
  SELECT
    "t".*,
    CASE
      WHEN COALESCE("t"."c_1", 0) >= 1
      THEN 1
      WHEN COALESCE("t"."c_1", 1) < 1
      THEN 0
    END AS "c_2" /* in */
  FROM "truth_1" AS "t"
), "truth_3" AS (
  SELECT
    "t".*,
    CASE
      WHEN COALESCE("t"."c_2", 0) >= 1
      THEN 1
      WHEN COALESCE("t"."c_2", 1) < 1
      THEN 0
    END AS "c_3" /* udfald */
  FROM "truth_2" AS "t"
)
SELECT
  "t"."patient_id" AS "patient_id",
  "t"."c_3" AS "outcome",
  "t"."f_2" AS "column_1_value",
  "t"."f_3" AS "column_1_date",
  0 AS "column_1_flag",
  "t"."f_1" AS "column_2_value",
  0 AS "column_2_flag",
  "t"."c_1" AS "truth_1",
  "t"."c_2" AS "truth_2"
FROM "truth_3" AS "t"
ORDER BY
  "t"."patient_id"
