"""The whole workbook: the answers document, the order of the steps, and one evaluation."""

from workshop.workbook.document import BLOCKING, SCHEMA_VERSION, STEPS, Answers, Decision, Override
from workshop.workbook.evaluation import Evaluation, evaluate
from workshop.workbook.finding import find_label, parts_at
from workshop.workbook.gaps import Gap, gaps, started

__all__ = [
    "BLOCKING",
    "SCHEMA_VERSION",
    "STEPS",
    "Answers",
    "Decision",
    "Evaluation",
    "Gap",
    "Override",
    "evaluate",
    "find_label",
    "gaps",
    "parts_at",
    "started",
]
