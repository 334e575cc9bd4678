"""The reference evaluator: patients in, outcomes out. Pure Python on DuckDB, no Django."""

from .evaluator import evaluate, explain, truths
from .notices import Notice, TableProblem
from .results import Result, json_line, json_text

__all__ = ["Notice", "Result", "TableProblem", "evaluate", "explain", "json_line", "json_text", "truths"]
