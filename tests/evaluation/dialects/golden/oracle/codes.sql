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
      WHEN "r"."code_sks" LIKE 'D!!5%' ESCAPE '!'
      OR "r"."code_sks" LIKE 'D*4?%'
      OR "r"."code_sks" LIKE 'D1!%%' ESCAPE '!'
      OR "r"."code_sks" LIKE 'D[3%'
      OR "r"."code_sks" LIKE 'D\6%' ESCAPE '!'
      OR "r"."code_sks" LIKE 'D!_2%' ESCAPE '!'
      OR "r"."code_sks" LIKE 'DÆ%'
      THEN 1
      ELSE 0
    END AS "in_1",
    CASE
      WHEN "r"."code_icpc_2_dk" LIKE 'T90%'
      OR CASE
        WHEN "r"."code_sks" = 'DE1121'
        THEN 1
        WHEN "r"."code_sks" LIKE 'DE112%'
        THEN 0
        WHEN "r"."code_sks" LIKE 'DE11%'
        THEN 1
        ELSE 0
      END = 1
      THEN 1
      ELSE 0
    END AS "in_2"
  FROM (
    SELECT
      "r".*
    FROM "diagnosis" "r"
    WHERE
      (
        "r"."code_sks" LIKE 'D!!5%' ESCAPE '!'
        OR "r"."code_sks" LIKE 'D*4?%'
        OR "r"."code_sks" LIKE 'D1!%%' ESCAPE '!'
        OR "r"."code_sks" LIKE 'D[3%'
        OR "r"."code_sks" LIKE 'D\6%' ESCAPE '!'
        OR "r"."code_sks" LIKE 'D!_2%' ESCAPE '!'
        OR "r"."code_sks" LIKE 'DÆ%'
      )
      OR CASE
        WHEN "r"."code_sks" = 'DE1121'
        THEN 1
        WHEN "r"."code_sks" LIKE 'DE112%'
        THEN 0
        WHEN "r"."code_sks" LIKE 'DE11%'
        THEN 1
        ELSE 0
      END = 1
    UNION ALL
    SELECT
      "r".*
    FROM "diagnosis" "r"
    WHERE
      "r"."code_icpc_2_dk" LIKE 'T90%'
      AND CASE
        WHEN (
          "r"."code_sks" LIKE 'D!!5%' ESCAPE '!'
          OR "r"."code_sks" LIKE 'D*4?%'
          OR "r"."code_sks" LIKE 'D1!%%' ESCAPE '!'
          OR "r"."code_sks" LIKE 'D[3%'
          OR "r"."code_sks" LIKE 'D\6%' ESCAPE '!'
          OR "r"."code_sks" LIKE 'D!_2%' ESCAPE '!'
          OR "r"."code_sks" LIKE 'DÆ%'
        )
        OR CASE
          WHEN "r"."code_sks" = 'DE1121'
          THEN 1
          WHEN "r"."code_sks" LIKE 'DE112%'
          THEN 0
          WHEN "r"."code_sks" LIKE 'DE11%'
          THEN 1
          ELSE 0
        END = 1
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
    MAX(CASE WHEN "r"."in_1" = 1 THEN 1 END) AS "x_1",
    MAX(CASE WHEN "r"."in_2" = 1 THEN 1 END) AS "x_2"
  FROM "r_1" "r"
  GROUP BY
    "r"."patient_id"
), "r_3" /* Måling */ AS (
  SELECT
    "r"."patient_id" AS "patient_id"
  FROM "measurement" "r"
  WHERE
    "r"."code_local" IN ('--Q', '/*R*/', 'K''L', 'M"N', 'O\P', 'Æ1')
    AND (
      NOT "r"."date" IS NULL
    )
    AND "r"."date" <= TO_DATE('2026-11-21', 'YYYY-MM-DD')
), "p_4" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    MAX(1) AS "x_1"
  FROM "r_3" "r"
  GROUP BY
    "r"."patient_id"
), "r_5" /* Diagnose */ AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    "r"."code_icpc_2_dk" AS "code_icpc_2_dk",
    "r"."code_sks" AS "code_sks",
    "r"."date" AS "date",
    "r"."date_seconds" AS "date_seconds"
  FROM "diagnosis" "r"
  WHERE
    (
      NOT "r"."date" IS NULL
    )
    AND "r"."date" <= TO_DATE('2026-11-21', 'YYYY-MM-DD')
    AND (
      (
        NOT "r"."code_icpc_2_dk" IS NULL
      ) OR (
        NOT "r"."code_sks" IS NULL
      )
    )
), "m_6" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    "r"."date" AS "date",
    "r"."code_icpc_2_dk" AS "code_icpc_2_dk",
    "r"."code_sks" AS "code_sks"
  FROM (
    SELECT
      "r"."patient_id" AS "patient_id",
      "r"."date" AS "date",
      "r"."code_icpc_2_dk" AS "code_icpc_2_dk",
      "r"."code_sks" AS "code_sks",
      ROW_NUMBER() OVER (
        PARTITION BY "r"."patient_id"
        ORDER BY "r"."date" DESC NULLS LAST, "r"."date_seconds" DESC NULLS LAST, "r"."code_icpc_2_dk" DESC NULLS LAST, "r"."code_sks" DESC NULLS LAST
      ) AS "place"
    FROM "r_5" "r"
  ) "r"
  WHERE
    "r"."place" = 1
), "measured" /* Det målte, én række pr. patient */ AS (
  SELECT
    "p"."patient_id" AS "patient_id",
    COALESCE("p_2"."x_1", 0) AS "f_1",
    COALESCE("p_4"."x_1", 0) AS "f_2",
    COALESCE("p_2"."x_2", 0) AS "f_3",
    "m_6"."date" AS "f_4",
    "m_6"."code_icpc_2_dk" AS "f_5",
    "m_6"."code_sks" AS "f_6"
  FROM "active" "p"
  LEFT JOIN "p_2"
    ON "p_2"."patient_id" = "p"."patient_id"
  LEFT JOIN "p_4"
    ON "p_4"."patient_id" = "p"."patient_id"
  LEFT JOIN "m_6"
    ON "m_6"."patient_id" = "p"."patient_id"
), "truth_1" AS (
  SELECT
    "t".*,
    "t"."f_1" AS "c_1", /* awkward */
    "t"."f_2" AS "c_2", /* quoted */
    "t"."f_3" AS "c_3" /* narrowed */
  FROM "measured" "t"
), "truth_2" AS (
  SELECT
    "t".*,
    CASE WHEN "t"."c_1" + "t"."c_2" + "t"."c_3" >= 1 THEN 1 ELSE 0 END AS "c_4" /* in */
  FROM "truth_1" "t"
), "truth_3" AS (
  SELECT
    "t".*,
    CASE WHEN "t"."c_4" >= 1 THEN 1 ELSE 0 END AS "c_5" /* udfald */
  FROM "truth_2" "t"
)
SELECT
  "t"."patient_id" AS "patient_id",
  "t"."c_5" AS "outcome",
  "t"."f_5" AS "column_1_icpc-2-dk",
  "t"."f_6" AS "column_1_sks",
  "t"."f_4" AS "column_1_date",
  0 AS "column_1_flag",
  "t"."c_1" AS "truth_1",
  "t"."c_2" AS "truth_2",
  "t"."c_3" AS "truth_3",
  "t"."c_4" AS "truth_4"
FROM "truth_3" "t"
ORDER BY
  "t"."patient_id"
