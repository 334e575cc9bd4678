-- ClickHouse 23.3 eller nyere
WITH "active" /* Aktive patienter */ AS (
  SELECT
    "p"."patient_id" AS "patient_id",
    "p"."birth_date" AS "birth_date",
    "p"."sex" AS "sex"
  FROM "patient" AS "p"
  WHERE
    "p"."enrolled_from" <= toDate32('2026-11-21')
    AND (
      "p"."enrolled_to" IS NULL OR "p"."enrolled_to" >= toDate32('2026-11-21')
    )
    AND (
      "p"."deceased_date" IS NULL OR "p"."deceased_date" > toDate32('2026-11-21')
    )
), "r_1" /* Måling */ AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    "r"."date" AS "date"
  FROM "measurement" AS "r"
  WHERE
    "r"."code_npu" = 'NPU27300' AND (
      NOT (
        "r"."date" IS NULL
      )
    )
), "r_2" /* Diagnose */ AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    "r"."date" AS "date"
  FROM (
    SELECT
      "r".*
    FROM "diagnosis" AS "r"
    WHERE
      startsWith("r"."code_icpc_2_dk", 'T90')
    UNION ALL
    SELECT
      "r".*
    FROM "diagnosis" AS "r"
    WHERE
      startsWith("r"."code_sks", 'DE11')
      AND CASE WHEN startsWith("r"."code_icpc_2_dk", 'T90') THEN 1 ELSE 0 END = 0
  ) AS "r"
  WHERE
    (
      NOT (
        "r"."date" IS NULL
      )
    ) AND "r"."date" <= toDate32('2026-11-21')
), "p_3" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    MAX("r"."date") AS "x_1",
    MIN("r"."date") AS "x_2"
  FROM "r_2" AS "r"
  GROUP BY
    "r"."patient_id"
), "a_4" AS (
  SELECT
    "r"."patient_id" AS "patient_id"
  FROM "r_1" AS "r"
  INNER JOIN "p_3" AS "a"
    ON "a"."patient_id" = "r"."patient_id"
  WHERE
    "r"."date" >= addMonths("a"."x_1", -3) AND "r"."date" <= addMonths("a"."x_1", 12)
), "p_5" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    MAX(1) AS "x_1"
  FROM "a_4" AS "r"
  GROUP BY
    "r"."patient_id"
), "a_6" AS (
  SELECT
    "r"."patient_id" AS "patient_id"
  FROM "r_1" AS "r"
  INNER JOIN "p_3" AS "a"
    ON "a"."patient_id" = "r"."patient_id"
  WHERE
    "r"."date" >= (
      addDays("a"."x_2", -84)
    ) AND "r"."date" <= "a"."x_2"
), "p_7" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    MAX(1) AS "x_1"
  FROM "a_6" AS "r"
  GROUP BY
    "r"."patient_id"
), "r_8" /* Aktuel medicin */ AS (
  SELECT
    "r"."patient_id" AS "patient_id"
  FROM "medication" AS "r"
  WHERE
    (
      NOT (
        "r"."start" IS NULL
      )
    )
    AND "r"."start" <= toDate32('2026-11-21')
    AND (
      "r"."end" IS NULL OR "r"."end" >= toDate32('2026-11-21')
    )
    AND toDate32('2026-11-21') <= toDate32('2026-11-21')
), "p_9" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    MAX(1) AS "x_1"
  FROM "r_8" AS "r"
  GROUP BY
    "r"."patient_id"
), "r_10" /* Plan */ AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    "r"."end" AS "end",
    "r"."start" AS "start",
    "r"."start_seconds" AS "start_seconds"
  FROM "plan" AS "r"
  WHERE
    NOT (
      "r"."start" IS NULL
    )
), "p_11" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    MAX(
      CASE
        WHEN "r"."end" >= toDate32('2025-11-21') AND "r"."end" <= toDate32('2026-11-21')
        THEN 1
      END
    ) AS "x_1"
  FROM "r_10" AS "r"
  GROUP BY
    "r"."patient_id"
), "r_12" /* Diagnose */ AS (
  SELECT
    "r"."patient_id" AS "patient_id"
  FROM "diagnosis" AS "r"
  WHERE
    CASE
      WHEN "r"."debut" IS NULL
      THEN NULL
      WHEN "r"."debut" >= toDate32('2021-11-21')
      THEN 1
      ELSE 0
    END = 1
    AND "r"."end" IS NULL
    AND (
      NOT (
        "r"."kind" IS NULL
      )
    )
    AND (
      NOT (
        "r"."date" IS NULL
      )
    )
    AND "r"."date" <= toDate32('2026-11-21')
), "p_13" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    MAX(1) AS "x_1"
  FROM "r_12" AS "r"
  GROUP BY
    "r"."patient_id"
), "p_14" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    MAX(CASE WHEN "r"."date" <= toDate32('2026-11-21') THEN "r"."date" END) AS "x_1",
    COUNT(DISTINCT CASE WHEN "r"."date" <= toDate32('2026-11-21') THEN "r"."date" END) AS "x_2"
  FROM "r_1" AS "r"
  GROUP BY
    "r"."patient_id"
), "m_15" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    "r"."start" AS "start",
    "r"."end" AS "end"
  FROM (
    SELECT
      "r"."patient_id" AS "patient_id",
      "r"."start" AS "start",
      "r"."end" AS "end",
      ROW_NUMBER() OVER (
        PARTITION BY "r"."patient_id"
        ORDER BY "r"."end" DESC, "r"."start" DESC, "r"."start_seconds" DESC
      ) AS "place"
    FROM "r_10" AS "r"
    WHERE
      "r"."start" <= toDate32('2026-11-21') AND (
        NOT (
          "r"."end" IS NULL
        )
      )
  ) AS "r"
  WHERE
    "r"."place" = 1
), "measured" /* Det målte, én række pr. patient */ AS (
  SELECT
    "p"."patient_id" AS "patient_id",
    COALESCE("p_5"."x_1", 0) AS "f_1",
    COALESCE("p_7"."x_1", 0) AS "f_2",
    COALESCE("p_9"."x_1", 0) AS "f_3",
    COALESCE("p_11"."x_1", 0) AS "f_4",
    COALESCE("p_13"."x_1", 0) AS "f_5",
    "p_14"."x_1" AS "f_6",
    "p_14"."x_2" AS "f_7",
    CASE
      WHEN "p"."birth_date" <= toDate32('2026-11-21')
      THEN CAST(2026 - EXTRACT(YEAR FROM "p"."birth_date") - CASE
        WHEN EXTRACT(MONTH FROM "p"."birth_date") * 100 + EXTRACT(DAY FROM "p"."birth_date") > 1121
        THEN 1
        ELSE 0
      END AS Nullable(Decimal(76, 20)))
    END AS "f_8",
    "m_15"."start" AS "f_9",
    "m_15"."end" AS "f_10"
  FROM "active" AS "p"
  LEFT JOIN "p_5"
    ON "p_5"."patient_id" = "p"."patient_id"
  LEFT JOIN "p_7"
    ON "p_7"."patient_id" = "p"."patient_id"
  LEFT JOIN "p_9"
    ON "p_9"."patient_id" = "p"."patient_id"
  LEFT JOIN "p_11"
    ON "p_11"."patient_id" = "p"."patient_id"
  LEFT JOIN "p_13"
    ON "p_13"."patient_id" = "p"."patient_id"
  LEFT JOIN "p_14"
    ON "p_14"."patient_id" = "p"."patient_id"
  LEFT JOIN "m_15"
    ON "m_15"."patient_id" = "p"."patient_id"
), "truth_1" AS (
  SELECT
    "t".*,
    "t"."f_1" AS "c_1", /* months */
    "t"."f_2" AS "c_2", /* days */
    "t"."f_3" AS "c_3", /* running */
    "t"."f_4" AS "c_4", /* ended */
    "t"."f_5" AS "c_5", /* debut */
    CASE
      WHEN CAST((
        dateDiff('day', "t"."f_6", toDate32('2026-11-21'))
      ) AS Nullable(Decimal(76, 20))) IS NULL
      THEN NULL
      WHEN CAST((
        dateDiff('day', "t"."f_6", toDate32('2026-11-21'))
      ) AS Nullable(Decimal(76, 20))) < toDecimal256('400', 0)
      THEN 1
      ELSE 0
    END AS "c_6", /* days-since */
    CASE
      WHEN CAST(COALESCE("t"."f_7", 0) AS Nullable(Decimal(76, 20))) IS NULL
      THEN NULL
      WHEN CAST(COALESCE("t"."f_7", 0) AS Nullable(Decimal(76, 20))) >= toDecimal256('2', 0)
      THEN 1
      ELSE 0
    END AS "c_7", /* days-counted */
    CASE
      WHEN "t"."f_8" IS NULL
      THEN NULL
      WHEN "t"."f_8" BETWEEN toDecimal256('18', 0) AND toDecimal256('120', 0)
      THEN 1
      ELSE 0
    END AS "c_8" /* age */
  FROM "measured" AS "t"
), "truth_2" AS (
  SELECT
    "t".*,
    CASE
      WHEN "t"."c_1" + "t"."c_2" + "t"."c_3" + "t"."c_4" + "t"."c_5" + COALESCE("t"."c_6", 0) + COALESCE("t"."c_7", 0) + COALESCE("t"."c_8", 0) >= 8
      THEN 1
      WHEN "t"."c_1" + "t"."c_2" + "t"."c_3" + "t"."c_4" + "t"."c_5" + COALESCE("t"."c_6", 1) + COALESCE("t"."c_7", 1) + COALESCE("t"."c_8", 1) < 8
      THEN 0
    END AS "c_9" /* in */
  FROM "truth_1" AS "t"
), "truth_3" AS (
  SELECT
    "t".*,
    CASE
      WHEN COALESCE("t"."c_9", 0) >= 1
      THEN 1
      WHEN COALESCE("t"."c_9", 1) < 1
      THEN 0
    END AS "c_10" /* udfald */
  FROM "truth_2" AS "t"
)
SELECT
  "t"."patient_id" AS "patient_id",
  "t"."c_10" AS "outcome",
  "t"."f_10" AS "column_1_value",
  "t"."f_9" AS "column_1_date",
  0 AS "column_1_flag",
  "t"."c_1" AS "truth_1",
  "t"."c_2" AS "truth_2",
  "t"."c_3" AS "truth_3",
  "t"."c_4" AS "truth_4",
  "t"."c_5" AS "truth_5",
  "t"."c_6" AS "truth_6",
  "t"."c_7" AS "truth_7",
  "t"."c_8" AS "truth_8",
  "t"."c_9" AS "truth_9"
FROM "truth_3" AS "t"
ORDER BY
  "t"."patient_id"
SETTINGS join_use_nulls = 1, prefer_column_name_to_alias = 1
