-- Oracle 12.2 eller nyere
-- Kør først i samme session: ALTER SESSION SET NLS_COMP = BINARY;
-- Kør først i samme session: ALTER SESSION SET NLS_SORT = BINARY;
WITH "active" /* Aktive patienter */ AS (
  SELECT
    "p"."patient_id" AS "patient_id",
    "p"."birth_date" AS "birth_date",
    "p"."sex" AS "sex"
  FROM "patient" "p"
  WHERE
    "p"."enrolled_from" <= TO_DATE('2026-11-21', 'YYYY-MM-DD')
    AND (
      "p"."enrolled_to" IS NULL
      OR "p"."enrolled_to" >= TO_DATE('2026-11-21', 'YYYY-MM-DD')
    )
    AND (
      "p"."deceased_date" IS NULL
      OR "p"."deceased_date" > TO_DATE('2026-11-21', 'YYYY-MM-DD')
    )
), "r_1" /* Diagnose */ AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    CASE
      WHEN "r"."code_icpc_2_dk" = 'T90' OR "r"."code_sks" LIKE 'DE11%'
      THEN 1
      ELSE 0
    END AS "in_1",
    CASE
      WHEN "r"."code_icpc_2_dk" = 'T89' OR "r"."code_sks" LIKE 'DE10%'
      THEN 1
      ELSE 0
    END AS "in_2",
    "r"."kind" AS "kind",
    "r"."status" AS "status"
  FROM (
    SELECT
      "r".*
    FROM "diagnosis" "r"
    WHERE
      "r"."code_icpc_2_dk" = 'T90' OR "r"."code_icpc_2_dk" = 'T89'
    UNION ALL
    SELECT
      "r".*
    FROM "diagnosis" "r"
    WHERE
      (
        "r"."code_sks" LIKE 'DE11%' OR "r"."code_sks" LIKE 'DE10%'
      )
      AND CASE
        WHEN "r"."code_icpc_2_dk" = 'T90' OR "r"."code_icpc_2_dk" = 'T89'
        THEN 1
        ELSE 0
      END = 0
  ) "r"
  WHERE
    (
      NOT "r"."date" IS NULL
    )
    AND "r"."date" <= TO_DATE('2026-11-21', 'YYYY-MM-DD')
), "p_2" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    MAX(
      CASE
        WHEN "r"."in_1" = 1
        AND "r"."kind" = 'course'
        AND "r"."status" IN ('current', 'relevant')
        THEN 1
      END
    ) AS "x_1",
    MAX(CASE WHEN "r"."in_1" = 1 AND "r"."kind" = 'contact' THEN 1 END) AS "x_2",
    MAX(
      CASE
        WHEN "r"."in_2" = 1
        AND "r"."kind" = 'course'
        AND "r"."status" IN ('current', 'relevant')
        THEN 1
      END
    ) AS "x_3",
    MAX(CASE WHEN "r"."in_2" = 1 AND "r"."kind" = 'contact' THEN 1 END) AS "x_4",
    MAX(CASE WHEN "r"."in_2" = 1 THEN 1 END) AS "x_5",
    MAX(CASE WHEN "r"."in_1" = 1 THEN 1 END) AS "x_6"
  FROM "r_1" "r"
  GROUP BY
    "r"."patient_id"
), "r_3" /* Aktuel medicin */ AS (
  SELECT
    "r"."patient_id" AS "patient_id"
  FROM "medication" "r"
  WHERE
    "r"."code_atc" LIKE 'A10A%'
    AND (
      NOT "r"."start" IS NULL
    )
    AND "r"."start" <= TO_DATE('2026-11-21', 'YYYY-MM-DD')
    AND (
      "r"."end" IS NULL OR "r"."end" >= TO_DATE('2026-11-21', 'YYYY-MM-DD')
    )
    AND TO_DATE('2026-11-21', 'YYYY-MM-DD') <= TO_DATE('2026-11-21', 'YYYY-MM-DD')
), "p_4" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    MAX(1) AS "x_1"
  FROM "r_3" "r"
  GROUP BY
    "r"."patient_id"
), "r_5" /* Måling */ AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    "r"."comparator" AS "comparator",
    "r"."date" AS "date",
    "r"."date_seconds" AS "date_seconds",
    CASE WHEN "r"."code_npu" = 'NPU27300' THEN 1 ELSE 0 END AS "in_1",
    CASE WHEN "r"."code_npu" = 'DNK05472' THEN 1 ELSE 0 END AS "in_2",
    CASE WHEN "r"."code_npu" = 'DNK05473' THEN 1 ELSE 0 END AS "in_3",
    "r"."value" AS "value"
  FROM "measurement" "r"
  WHERE
    (
      "r"."code_npu" = 'NPU27300'
      OR "r"."code_npu" = 'DNK05472'
      OR "r"."code_npu" = 'DNK05473'
    )
    AND (
      NOT "r"."date" IS NULL
    )
    AND "r"."date" >= TO_DATE('2025-11-21', 'YYYY-MM-DD')
    AND "r"."date" <= TO_DATE('2026-11-21', 'YYYY-MM-DD')
    AND (
      NOT "r"."value" IS NULL
    )
), "m_6" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    "r"."date" AS "date",
    CAST("r"."value" AS NUMBER(38, 20)) AS "value",
    "r"."comparator" AS "comparator"
  FROM (
    SELECT
      "r"."patient_id" AS "patient_id",
      "r"."date" AS "date",
      "r"."value" AS "value",
      "r"."comparator" AS "comparator",
      ROW_NUMBER() OVER (
        PARTITION BY "r"."patient_id"
        ORDER BY "r"."date" DESC NULLS LAST, "r"."date_seconds" DESC NULLS LAST, "r"."value" DESC NULLS LAST, CASE
          WHEN "r"."value" IS NULL
          THEN 0
          WHEN "r"."comparator" = '<'
          THEN -1
          WHEN "r"."comparator" = '>'
          THEN 1
          ELSE 0
        END DESC NULLS LAST
      ) AS "place"
    FROM "r_5" "r"
    WHERE
      "r"."in_1" = 1
  ) "r"
  WHERE
    "r"."place" = 1
), "m_7" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    "r"."date" AS "date",
    CAST("r"."value" AS NUMBER(38, 20)) AS "value",
    "r"."comparator" AS "comparator"
  FROM (
    SELECT
      "r"."patient_id" AS "patient_id",
      "r"."date" AS "date",
      "r"."value" AS "value",
      "r"."comparator" AS "comparator",
      ROW_NUMBER() OVER (
        PARTITION BY "r"."patient_id"
        ORDER BY "r"."date" DESC NULLS LAST, "r"."date_seconds" DESC NULLS LAST, "r"."value" DESC NULLS LAST, CASE
          WHEN "r"."value" IS NULL
          THEN 0
          WHEN "r"."comparator" = '<'
          THEN -1
          WHEN "r"."comparator" = '>'
          THEN 1
          ELSE 0
        END DESC NULLS LAST
      ) AS "place"
    FROM "r_5" "r"
    WHERE
      "r"."in_2" = 1
  ) "r"
  WHERE
    "r"."place" = 1
), "m_8" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    "r"."date" AS "date",
    CAST("r"."value" AS NUMBER(38, 20)) AS "value",
    "r"."comparator" AS "comparator"
  FROM (
    SELECT
      "r"."patient_id" AS "patient_id",
      "r"."date" AS "date",
      "r"."value" AS "value",
      "r"."comparator" AS "comparator",
      ROW_NUMBER() OVER (
        PARTITION BY "r"."patient_id"
        ORDER BY "r"."date" DESC NULLS LAST, "r"."date_seconds" DESC NULLS LAST, "r"."value" DESC NULLS LAST, CASE
          WHEN "r"."value" IS NULL
          THEN 0
          WHEN "r"."comparator" = '<'
          THEN -1
          WHEN "r"."comparator" = '>'
          THEN 1
          ELSE 0
        END DESC NULLS LAST
      ) AS "place"
    FROM "r_5" "r"
    WHERE
      "r"."in_3" = 1
  ) "r"
  WHERE
    "r"."place" = 1
), "measured" /* Det målte, én række pr. patient */ AS (
  SELECT
    "p"."patient_id" AS "patient_id",
    CASE
      WHEN "p"."birth_date" <= TO_DATE('2026-11-21', 'YYYY-MM-DD')
      THEN CAST(2026 - EXTRACT(YEAR FROM "p"."birth_date") - CASE
        WHEN EXTRACT(MONTH FROM "p"."birth_date") * 100 + EXTRACT(DAY FROM "p"."birth_date") > 1121
        THEN 1
        ELSE 0
      END AS NUMBER(38, 20))
    END AS "f_1",
    COALESCE("p_2"."x_1", 0) AS "f_2",
    COALESCE("p_2"."x_2", 0) AS "f_3",
    COALESCE("p_2"."x_3", 0) AS "f_4",
    COALESCE("p_2"."x_4", 0) AS "f_5",
    COALESCE("p_4"."x_1", 0) AS "f_6",
    COALESCE("p_2"."x_5", 0) AS "f_7",
    COALESCE("p_2"."x_6", 0) AS "f_8",
    "m_6"."date" AS "f_9",
    "m_6"."value" AS "f_10",
    "m_6"."comparator" AS "f_11",
    "m_7"."date" AS "f_12",
    "m_7"."value" AS "f_13",
    "m_7"."comparator" AS "f_14",
    "m_8"."date" AS "f_15",
    "m_8"."value" AS "f_16",
    "m_8"."comparator" AS "f_17"
  FROM "active" "p"
  LEFT JOIN "p_2"
    ON "p_2"."patient_id" = "p"."patient_id"
  LEFT JOIN "p_4"
    ON "p_4"."patient_id" = "p"."patient_id"
  LEFT JOIN "m_6"
    ON "m_6"."patient_id" = "p"."patient_id"
  LEFT JOIN "m_7"
    ON "m_7"."patient_id" = "p"."patient_id"
  LEFT JOIN "m_8"
    ON "m_8"."patient_id" = "p"."patient_id"
), "truth_1" AS (
  SELECT
    "t".*,
    CASE
      WHEN "t"."f_1" IS NULL
      THEN NULL
      WHEN "t"."f_1" >= CAST(18 AS NUMBER(38, 20))
      THEN 1
      ELSE 0
    END AS "c_1", /* adult */
    "t"."f_2" AS "c_2", /* course-diagnosis */
    "t"."f_3" AS "c_3", /* contact-diagnosis */
    "t"."f_4" AS "c_6", /* type-1-course */
    "t"."f_5" AS "c_7", /* type-1-contact */
    "t"."f_6" AS "c_11", /* insulin-now */
    "t"."f_7" AS "c_12", /* any-type-1 */
    "t"."f_8" AS "c_13" /* any-type-2 */
  FROM "measured" "t"
), "truth_2" AS (
  SELECT
    "t".*,
    CASE WHEN "t"."c_2" + "t"."c_3" >= 1 THEN 1 ELSE 0 END AS "c_4", /* diagnosis: Har diagnosen */
    CASE WHEN "t"."c_6" + "t"."c_7" >= 1 THEN 1 ELSE 0 END AS "c_8", /* type-1: Har type 1-diabetes */
    CASE WHEN "t"."c_12" + "t"."c_13" >= 1 THEN 1 ELSE 0 END AS "c_14" /* any-diabetes */
  FROM "truth_1" "t"
), "truth_3" AS (
  SELECT
    "t".*,
    CASE
      WHEN COALESCE("t"."c_1", 0) + "t"."c_4" >= 2
      THEN 1
      WHEN COALESCE("t"."c_1", 1) + "t"."c_4" < 2
      THEN 0
    END AS "c_5", /* inclusion */
    1 - "t"."c_8" AS "c_9",
    1 - "t"."c_14" AS "c_15" /* no-diabetes */
  FROM "truth_2" "t"
), "truth_4" AS (
  SELECT
    "t".*,
    CASE
      WHEN COALESCE("t"."c_5", 0) + "t"."c_9" >= 2
      THEN 1
      WHEN COALESCE("t"."c_5", 1) + "t"."c_9" < 2
      THEN 0
    END AS "c_10", /* udfald */
    CASE WHEN "t"."c_11" + "t"."c_15" >= 2 THEN 1 ELSE 0 END AS "c_16" /* insulin-no-diabetes */
  FROM "truth_3" "t"
)
SELECT
  "t"."patient_id" AS "patient_id",
  "t"."c_10" AS "outcome",
  "t"."c_16" AS "quality_1",
  "t"."f_10" AS "column_1_value",
  "t"."f_9" AS "column_1_date",
  "t"."f_11" AS "column_1_comparator",
  CASE
    WHEN CASE
      WHEN "t"."f_10" IS NULL
      THEN NULL
      WHEN "t"."f_11" = '<'
      THEN CASE WHEN "t"."f_10" <= CAST(70 AS NUMBER(38, 20)) THEN 0 END
      WHEN "t"."f_11" = '>'
      THEN CASE WHEN "t"."f_10" >= CAST(70 AS NUMBER(38, 20)) THEN 1 END
      WHEN "t"."f_10" > CAST(70 AS NUMBER(38, 20))
      THEN 1
      ELSE 0
    END = 1
    THEN 1
    ELSE 0
  END AS "column_1_flag",
  "t"."f_13" AS "column_2_value",
  "t"."f_12" AS "column_2_date",
  "t"."f_14" AS "column_2_comparator",
  CASE
    WHEN CASE
      WHEN "t"."f_13" IS NULL
      THEN NULL
      WHEN "t"."f_14" = '<'
      THEN CASE WHEN "t"."f_13" <= CAST(140 AS NUMBER(38, 20)) THEN 0 END
      WHEN "t"."f_14" = '>'
      THEN CASE WHEN "t"."f_13" >= CAST(140 AS NUMBER(38, 20)) THEN 1 END
      WHEN "t"."f_13" >= CAST(140 AS NUMBER(38, 20))
      THEN 1
      ELSE 0
    END = 1
    THEN 1
    ELSE 0
  END AS "column_2_flag",
  "t"."f_16" AS "column_3_value",
  "t"."f_15" AS "column_3_date",
  "t"."f_17" AS "column_3_comparator",
  0 AS "column_3_flag",
  "t"."c_1" AS "truth_1",
  "t"."c_2" AS "truth_2",
  "t"."c_3" AS "truth_3",
  "t"."c_4" AS "truth_4",
  "t"."c_5" AS "truth_5",
  "t"."c_6" AS "truth_6",
  "t"."c_7" AS "truth_7",
  "t"."c_8" AS "truth_8",
  "t"."c_11" AS "truth_9",
  "t"."c_12" AS "truth_10",
  "t"."c_13" AS "truth_11",
  "t"."c_14" AS "truth_12",
  "t"."c_15" AS "truth_13",
  "t"."c_16" AS "truth_14"
FROM "truth_4" "t"
ORDER BY
  "t"."patient_id"
