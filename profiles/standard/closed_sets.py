"""The closed sets of the grammar: what a property may be, once and for all of a standard version."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    DISEASE = "disease"
    TREATMENT = "treatment"
    PATHWAY = "pathway"
    PROCESS = "process"
    MULTIMORBIDITY = "multimorbidity"


class Level(StrEnum):
    OK = "ok"
    ATTENTION = "attention"
    CRITICAL = "critical"
    MISSING = "missing"


class Operator(StrEnum):
    EQUAL = "equal"
    NOT_EQUAL = "not_equal"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    GREATER_THAN = "greater_than"
    AT_LEAST = "at_least"
    BETWEEN = "between"
    ONE_OF = "one_of"


class ActionKind(StrEnum):
    RECALL = "recall"
    BOOK = "book"
    ORDER_TEST = "order-test"
    REFER = "refer"
    RENEW_PRESCRIPTION = "renew-prescription"
    MAKE_PLAN = "make-plan"
    REVIEW = "review"
    CODE_CORRECTION = "code-correction"
