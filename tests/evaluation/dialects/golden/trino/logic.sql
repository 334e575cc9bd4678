-- Trino 400 eller nyere
WITH "active" /* Aktive patienter */ AS (
  SELECT
    "p"."patient_id" AS "patient_id",
    "p"."birth_date" AS "birth_date",
    "p"."sex" AS "sex"
  FROM "patient" AS "p"
  WHERE
    "p"."enrolled_from" <= CAST('2026-11-21' AS DATE)
    AND (
      "p"."enrolled_to" IS NULL OR "p"."enrolled_to" >= CAST('2026-11-21' AS DATE)
    )
    AND (
      "p"."deceased_date" IS NULL OR "p"."deceased_date" > CAST('2026-11-21' AS DATE)
    )
), "r_1" /* Diagnose */ AS (
  SELECT
    "r"."patient_id" AS "patient_id"
  FROM (
    SELECT
      "r".*
    FROM "diagnosis" AS "r"
    WHERE
      "r"."code_icpc_2_dk" LIKE 'T90%'
    UNION ALL
    SELECT
      "r".*
    FROM "diagnosis" AS "r"
    WHERE
      "r"."code_sks" LIKE 'DE11%'
      AND CASE WHEN "r"."code_icpc_2_dk" LIKE 'T90%' THEN 1 ELSE 0 END = 0
  ) AS "r"
  WHERE
    (
      NOT "r"."date" IS NULL
    ) AND "r"."date" <= CAST('2026-11-21' AS DATE)
), "p_2" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    MAX(1) AS "x_1"
  FROM "r_1" AS "r"
  GROUP BY
    "r"."patient_id"
), "r_3" /* Ydelse */ AS (
  SELECT
    "r"."patient_id" AS "patient_id"
  FROM "service" AS "r"
  WHERE
    (
      NOT "r"."date" IS NULL
    ) AND "r"."date" <= CAST('2026-11-21' AS DATE)
), "p_4" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    MAX(1) AS "x_1"
  FROM "r_3" AS "r"
  GROUP BY
    "r"."patient_id"
), "r_5" /* Fund */ AS (
  SELECT
    "r"."patient_id" AS "patient_id"
  FROM "finding" AS "r"
  WHERE
    "r"."topic" = 'smoking'
    AND "r"."value" IN ('current', 'former')
    AND (
      NOT "r"."date" IS NULL
    )
    AND "r"."date" <= CAST('2026-11-21' AS DATE)
), "p_6" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    MAX(1) AS "x_1"
  FROM "r_5" AS "r"
  GROUP BY
    "r"."patient_id"
), "r_7" /* Plan */ AS (
  SELECT
    "r"."patient_id" AS "patient_id"
  FROM "plan" AS "r"
  WHERE
    (
      NOT "r"."start" IS NULL
    ) AND "r"."start" <= CAST('2026-11-21' AS DATE)
), "p_8" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    MAX(1) AS "x_1"
  FROM "r_7" AS "r"
  GROUP BY
    "r"."patient_id"
), "r_9" /* Kontakt */ AS (
  SELECT
    "r"."patient_id" AS "patient_id"
  FROM "contact" AS "r"
  WHERE
    (
      NOT "r"."date" IS NULL
    ) AND "r"."date" <= CAST('2026-11-21' AS DATE)
), "p_10" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    COUNT(1) AS "x_1"
  FROM "r_9" AS "r"
  GROUP BY
    "r"."patient_id"
), "measured" /* Det målte, én række pr. patient */ AS (
  SELECT
    "p"."patient_id" AS "patient_id",
    COALESCE("p_2"."x_1", 0) AS "f_1",
    "p"."sex" AS "f_2",
    COALESCE("p_4"."x_1", 0) AS "f_3",
    COALESCE("p_6"."x_1", 0) AS "f_4",
    COALESCE("p_8"."x_1", 0) AS "f_5",
    "p_10"."x_1" AS "f_6"
  FROM "active" AS "p"
  LEFT JOIN "p_2"
    ON "p_2"."patient_id" = "p"."patient_id"
  LEFT JOIN "p_4"
    ON "p_4"."patient_id" = "p"."patient_id"
  LEFT JOIN "p_6"
    ON "p_6"."patient_id" = "p"."patient_id"
  LEFT JOIN "p_8"
    ON "p_8"."patient_id" = "p"."patient_id"
  LEFT JOIN "p_10"
    ON "p_10"."patient_id" = "p"."patient_id"
), "truth_1" AS (
  SELECT
    "t".*,
    "t"."f_1" AS "c_1", /* t2d */
    CASE WHEN "t"."f_2" IS NULL THEN NULL WHEN "t"."f_2" = 'male' THEN 1 ELSE 0 END AS "c_2", /* sex */
    CASE WHEN 0 >= 0 THEN 1 ELSE 0 END AS "c_4", /* in */
    "t"."f_3" AS "c_7", /* none */
    "t"."f_4" AS "c_11", /* smokes */
    "t"."f_5" AS "c_12" /* has-plan */
  FROM "measured" AS "t"
), "truth_2" AS (
  SELECT
    "t".*,
    1 - "t"."c_2" AS "c_3", /* not */
    CASE WHEN "t"."c_4" >= 1 THEN 1 ELSE 0 END AS "c_5", /* udfald af other@1.0.0 */
    CASE WHEN "t"."c_7" >= 1 THEN 1 ELSE 0 END AS "c_8" /* out */
  FROM "truth_1" AS "t"
), "truth_3" AS (
  SELECT
    "t".*,
    CASE
      WHEN "t"."c_1" + COALESCE("t"."c_3", 0) + "t"."c_5" >= 2
      THEN 1
      WHEN "t"."c_1" + COALESCE("t"."c_3", 1) + "t"."c_5" < 2
      THEN 0
    END AS "c_6", /* in: To af tre * / DROP TABLE patient; / * -- */
    1 - "t"."c_8" AS "c_9"
  FROM "truth_2" AS "t"
), "truth_4" AS (
  SELECT
    "t".*,
    CASE
      WHEN COALESCE("t"."c_6", 0) + "t"."c_9" >= 2
      THEN 1
      WHEN COALESCE("t"."c_6", 1) + "t"."c_9" < 2
      THEN 0
    END AS "c_10" /* udfald */
  FROM "truth_3" AS "t"
)
SELECT
  "t"."patient_id" AS "patient_id",
  "t"."c_10" AS "outcome",
  "t"."c_11" AS "group_1",
  "t"."c_12" AS "column_1_value",
  0 AS "column_1_flag",
  CAST(COALESCE("t"."f_6", 0) AS DECIMAL(38, 20)) AS "column_2_value",
  0 AS "column_2_flag",
  "t"."c_1" AS "truth_1",
  "t"."c_2" AS "truth_2",
  "t"."c_3" AS "truth_3",
  "t"."c_5" AS "truth_4",
  "t"."c_6" AS "truth_5",
  "t"."c_7" AS "truth_6",
  "t"."c_8" AS "truth_7",
  "t"."c_11" AS "truth_8",
  "t"."c_12" AS "truth_9"
FROM "truth_4" AS "t"
ORDER BY
  "t"."patient_id"
