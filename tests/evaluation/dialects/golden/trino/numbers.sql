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
), "r_1" /* Måling */ AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    "r"."comparator" AS "comparator",
    "r"."date" AS "date",
    "r"."date_seconds" AS "date_seconds",
    "r"."value" AS "value",
    CASE
      WHEN "r"."code_npu" IN ('NPU03835', 'NPU27300')
      THEN CASE
        WHEN "r"."code_npu" = 'NPU03835'
        THEN (
          CAST("r"."value" * CAST(10.93 AS DECIMAL(25, 10)) AS DECIMAL(38, 20)) + CAST(-23.5 AS DECIMAL(38, 20))
        )
        WHEN "r"."code_npu" = 'NPU27300'
        THEN CAST("r"."value" AS DECIMAL(38, 20))
        ELSE NULL
      END
      WHEN "r"."code_mcs" = 'MCS88015'
      THEN CASE
        WHEN "r"."code_mcs" = 'MCS88015'
        THEN CAST("r"."value" * CAST(0.1 AS DECIMAL(25, 10)) AS DECIMAL(38, 20))
        ELSE NULL
      END
    END AS "value_1"
  FROM (
    SELECT
      "r".*
    FROM "measurement" AS "r"
    WHERE
      "r"."code_npu" IN ('NPU03835', 'NPU27300')
    UNION ALL
    SELECT
      "r".*
    FROM "measurement" AS "r"
    WHERE
      "r"."code_mcs" = 'MCS88015'
      AND CASE WHEN "r"."code_npu" IN ('NPU03835', 'NPU27300') THEN 1 ELSE 0 END = 0
  ) AS "r"
  WHERE
    (
      NOT "r"."date" IS NULL
    ) AND "r"."date" <= CAST('2026-11-21' AS DATE)
), "m_2" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    "r"."date" AS "date",
    CAST("r"."value" AS DECIMAL(38, 20)) AS "value",
    "r"."comparator" AS "comparator"
  FROM (
    SELECT
      "r"."patient_id" AS "patient_id",
      "r"."date" AS "date",
      "r"."value_1" AS "value",
      "r"."comparator" AS "comparator",
      ROW_NUMBER() OVER (
        PARTITION BY "r"."patient_id"
        ORDER BY "r"."date" DESC, "r"."date_seconds" DESC, "r"."value_1" DESC, CASE
          WHEN "r"."value_1" IS NULL
          THEN 0
          WHEN "r"."comparator" = '<'
          THEN -1
          WHEN "r"."comparator" = '>'
          THEN 1
          ELSE 0
        END DESC
      ) AS "place"
    FROM "r_1" AS "r"
    WHERE
      NOT "r"."value" IS NULL
  ) AS "r"
  WHERE
    "r"."place" = 1
), "m_3" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    "r"."date" AS "date",
    CAST("r"."value" AS DECIMAL(38, 20)) AS "value",
    "r"."comparator" AS "comparator"
  FROM (
    SELECT
      "r"."patient_id" AS "patient_id",
      "r"."date" AS "date",
      "r"."value_1" AS "value",
      "r"."comparator" AS "comparator",
      ROW_NUMBER() OVER (
        PARTITION BY "r"."patient_id"
        ORDER BY "r"."value_1" ASC NULLS FIRST, CASE
          WHEN "r"."value_1" IS NULL
          THEN 0
          WHEN "r"."comparator" = '<'
          THEN -1
          WHEN "r"."comparator" = '>'
          THEN 1
          ELSE 0
        END ASC NULLS FIRST, "r"."date" DESC, "r"."date_seconds" DESC
      ) AS "place"
    FROM "r_1" AS "r"
    WHERE
      NOT "r"."value" IS NULL
  ) AS "r"
  WHERE
    "r"."place" = 1
), "p_4" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    SUM(
      CASE
        WHEN (
          NOT "r"."value" IS NULL
        ) AND "r"."comparator" IS NULL
        THEN "r"."value_1"
      END
    ) AS "x_1",
    COUNT(CASE WHEN (
      NOT "r"."value" IS NULL
    ) AND "r"."comparator" IS NULL THEN 1 END) AS "x_2",
    MAX(
      CASE
        WHEN CASE
          WHEN "r"."value_1" IS NULL
          THEN NULL
          WHEN "r"."comparator" = '<'
          THEN CASE WHEN "r"."value_1" <= CAST(53 AS DECIMAL(38, 20)) THEN 1 END
          WHEN "r"."comparator" = '>'
          THEN CASE WHEN "r"."value_1" >= CAST(53 AS DECIMAL(38, 20)) THEN 1 END
          WHEN "r"."value_1" <> CAST(53 AS DECIMAL(38, 20))
          THEN 1
          ELSE 0
        END = 1
        THEN 1
      END
    ) AS "x_3"
  FROM "r_1" AS "r"
  GROUP BY
    "r"."patient_id"
), "m_5" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    CAST("r"."x_1" AS DECIMAL(38, 20)) AS "total",
    "r"."x_2" AS "parts"
  FROM "p_4" AS "r"
  WHERE
    "r"."x_2" > 0
), "m_6" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    CASE WHEN "r"."total" < 0 THEN -1 ELSE 1 END AS "sign",
    CAST("r"."parts" AS INTEGER) AS "parts",
    ABS("r"."total") AS "size"
  FROM "m_5" AS "r"
), "m_7" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    "r"."sign" AS "sign",
    "r"."parts" AS "parts",
    CAST(FLOOR("r"."size") AS BIGINT) AS "units",
    (
      "r"."size" - FLOOR("r"."size")
    ) * 1000000 AS "millionths"
  FROM "m_6" AS "r"
), "m_8" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    "r"."sign" AS "sign",
    "r"."parts" AS "parts",
    (
      "r"."units" / "r"."parts"
    ) AS "units",
    (
      "r"."units" % "r"."parts"
    ) * 1000000 + CAST(FLOOR("r"."millionths") AS BIGINT) AS "undivided",
    "r"."millionths" - FLOOR("r"."millionths") AS "rest"
  FROM "m_7" AS "r"
), "m_9" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    "r"."sign" AS "sign",
    "r"."parts" AS "parts",
    "r"."units" AS "units",
    (
      "r"."undivided" / "r"."parts"
    ) AS "found",
    CAST("r"."undivided" % "r"."parts" AS DECIMAL(38, 20)) + "r"."rest" AS "left"
  FROM "m_8" AS "r"
), "m_10" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    CAST((
      CAST("r"."units" AS DECIMAL(38, 20)) + CAST("r"."found" + CASE
        WHEN 2 * "r"."left" > "r"."parts"
        OR (
          2 * "r"."left" = "r"."parts" AND "r"."found" % 2 = 1
        )
        THEN 1
        ELSE 0
      END AS DECIMAL(38, 0)) * 0.000001
    ) * "r"."sign" AS DECIMAL(38, 20)) AS "value"
  FROM "m_9" AS "r"
), "m_11" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    "r"."date" AS "date",
    CAST("r"."value" AS DECIMAL(38, 20)) AS "value",
    "r"."comparator" AS "comparator"
  FROM (
    SELECT
      "r"."patient_id" AS "patient_id",
      "r"."date" AS "date",
      "r"."value_1" AS "value",
      "r"."comparator" AS "comparator",
      ROW_NUMBER() OVER (
        PARTITION BY "r"."patient_id"
        ORDER BY "r"."value_1" DESC, CASE
          WHEN "r"."value_1" IS NULL
          THEN 0
          WHEN "r"."comparator" = '<'
          THEN -1
          WHEN "r"."comparator" = '>'
          THEN 1
          ELSE 0
        END DESC, "r"."date" DESC, "r"."date_seconds" DESC
      ) AS "place"
    FROM "r_1" AS "r"
    WHERE
      NOT "r"."value" IS NULL
  ) AS "r"
  WHERE
    "r"."place" = 1
), "r_12" /* Kontakt */ AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    "r"."clinician" AS "clinician"
  FROM "contact" AS "r"
  WHERE
    (
      NOT "r"."date" IS NULL
    )
    AND "r"."date" <= CAST('2026-11-21' AS DATE)
    AND (
      NOT "r"."clinician" IS NULL
    )
), "m_13" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    COUNT(*) AS "size"
  FROM "r_12" AS "r"
  GROUP BY
    "r"."patient_id",
    "r"."clinician"
), "m_14" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    CAST(MAX("r"."size") AS DECIMAL(38, 20)) AS "total",
    SUM("r"."size") AS "parts"
  FROM "m_13" AS "r"
  GROUP BY
    "r"."patient_id"
), "m_15" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    CASE WHEN "r"."total" < 0 THEN -1 ELSE 1 END AS "sign",
    CAST("r"."parts" AS INTEGER) AS "parts",
    ABS("r"."total") AS "size"
  FROM "m_14" AS "r"
), "m_16" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    "r"."sign" AS "sign",
    "r"."parts" AS "parts",
    CAST(FLOOR("r"."size") AS BIGINT) AS "units",
    (
      "r"."size" - FLOOR("r"."size")
    ) * 1000000 AS "millionths"
  FROM "m_15" AS "r"
), "m_17" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    "r"."sign" AS "sign",
    "r"."parts" AS "parts",
    (
      "r"."units" / "r"."parts"
    ) AS "units",
    (
      "r"."units" % "r"."parts"
    ) * 1000000 + CAST(FLOOR("r"."millionths") AS BIGINT) AS "undivided",
    "r"."millionths" - FLOOR("r"."millionths") AS "rest"
  FROM "m_16" AS "r"
), "m_18" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    "r"."sign" AS "sign",
    "r"."parts" AS "parts",
    "r"."units" AS "units",
    (
      "r"."undivided" / "r"."parts"
    ) AS "found",
    CAST("r"."undivided" % "r"."parts" AS DECIMAL(38, 20)) + "r"."rest" AS "left"
  FROM "m_17" AS "r"
), "m_19" AS (
  SELECT
    "r"."patient_id" AS "patient_id",
    CAST((
      CAST("r"."units" AS DECIMAL(38, 20)) + CAST("r"."found" + CASE
        WHEN 2 * "r"."left" > "r"."parts"
        OR (
          2 * "r"."left" = "r"."parts" AND "r"."found" % 2 = 1
        )
        THEN 1
        ELSE 0
      END AS DECIMAL(38, 0)) * 0.000001
    ) * "r"."sign" AS DECIMAL(38, 20)) AS "value"
  FROM "m_18" AS "r"
), "measured" /* Det målte, én række pr. patient */ AS (
  SELECT
    "p"."patient_id" AS "patient_id",
    "m_2"."date" AS "f_1",
    "m_2"."value" AS "f_2",
    "m_2"."comparator" AS "f_3",
    "m_3"."date" AS "f_4",
    "m_3"."value" AS "f_5",
    "m_3"."comparator" AS "f_6",
    "m_10"."value" AS "f_7",
    COALESCE("p_4"."x_3", 0) AS "f_8",
    "m_11"."date" AS "f_9",
    "m_11"."value" AS "f_10",
    "m_11"."comparator" AS "f_11",
    "m_19"."value" AS "f_12"
  FROM "active" AS "p"
  LEFT JOIN "m_2"
    ON "m_2"."patient_id" = "p"."patient_id"
  LEFT JOIN "m_3"
    ON "m_3"."patient_id" = "p"."patient_id"
  LEFT JOIN "m_10"
    ON "m_10"."patient_id" = "p"."patient_id"
  LEFT JOIN "p_4"
    ON "p_4"."patient_id" = "p"."patient_id"
  LEFT JOIN "m_11"
    ON "m_11"."patient_id" = "p"."patient_id"
  LEFT JOIN "m_19"
    ON "m_19"."patient_id" = "p"."patient_id"
), "truth_1" AS (
  SELECT
    "t".*,
    CASE
      WHEN "t"."f_2" IS NULL
      THEN NULL
      WHEN "t"."f_3" = '<'
      THEN CASE WHEN "t"."f_2" <= CAST(53.5 AS DECIMAL(38, 20)) THEN 0 END
      WHEN "t"."f_3" = '>'
      THEN CASE WHEN "t"."f_2" >= CAST(53.5 AS DECIMAL(38, 20)) THEN 1 END
      WHEN "t"."f_2" > CAST(53.5 AS DECIMAL(38, 20))
      THEN 1
      ELSE 0
    END AS "c_1", /* latest */
    CASE
      WHEN "t"."f_5" IS NULL
      THEN NULL
      WHEN "t"."f_6" = '<'
      THEN CASE WHEN "t"."f_5" <= CAST(-5.5 AS DECIMAL(38, 20)) THEN 0 END
      WHEN "t"."f_6" = '>'
      THEN CASE WHEN "t"."f_5" >= CAST(70 AS DECIMAL(38, 20)) THEN 0 END
      WHEN "t"."f_5" IN (
        CAST(-5.5 AS DECIMAL(38, 20)),
        CAST(48 AS DECIMAL(38, 20)),
        CAST(70 AS DECIMAL(38, 20))
      )
      THEN 1
      ELSE 0
    END AS "c_2", /* one-of */
    CASE
      WHEN "t"."f_7" IS NULL
      THEN NULL
      WHEN "t"."f_7" BETWEEN CAST(47.5 AS DECIMAL(38, 20)) AND CAST(70 AS DECIMAL(38, 20))
      THEN 1
      ELSE 0
    END AS "c_3", /* average */
    "t"."f_8" AS "c_4" /* filtered */
  FROM "measured" AS "t"
), "truth_2" AS (
  SELECT
    "t".*,
    CASE
      WHEN COALESCE("t"."c_1", 0) + COALESCE("t"."c_2", 0) + COALESCE("t"."c_3", 0) + "t"."c_4" >= 4
      THEN 1
      WHEN COALESCE("t"."c_1", 1) + COALESCE("t"."c_2", 1) + COALESCE("t"."c_3", 1) + "t"."c_4" < 4
      THEN 0
    END AS "c_5" /* in */
  FROM "truth_1" AS "t"
), "truth_3" AS (
  SELECT
    "t".*,
    CASE
      WHEN COALESCE("t"."c_5", 0) >= 1
      THEN 1
      WHEN COALESCE("t"."c_5", 1) < 1
      THEN 0
    END AS "c_6" /* udfald */
  FROM "truth_2" AS "t"
)
SELECT
  "t"."patient_id" AS "patient_id",
  "t"."c_6" AS "outcome",
  "t"."f_10" AS "column_1_value",
  "t"."f_9" AS "column_1_date",
  "t"."f_11" AS "column_1_comparator",
  CASE
    WHEN "t"."f_10" IS NULL
    THEN 1
    WHEN CASE
      WHEN "t"."f_10" IS NULL
      THEN NULL
      WHEN "t"."f_11" = '<'
      THEN CASE WHEN "t"."f_10" <= CAST(70 AS DECIMAL(38, 20)) THEN 0 END
      WHEN "t"."f_11" = '>'
      THEN CASE WHEN "t"."f_10" >= CAST(70 AS DECIMAL(38, 20)) THEN 1 END
      WHEN "t"."f_10" > CAST(70 AS DECIMAL(38, 20))
      THEN 1
      ELSE 0
    END = 1
    THEN 2
    ELSE 0
  END AS "column_1_flag",
  "t"."f_12" AS "column_2_value",
  0 AS "column_2_flag",
  "t"."c_1" AS "truth_1",
  "t"."c_2" AS "truth_2",
  "t"."c_3" AS "truth_3",
  "t"."c_4" AS "truth_4",
  "t"."c_5" AS "truth_5"
FROM "truth_3" AS "t"
ORDER BY
  "t"."patient_id"
