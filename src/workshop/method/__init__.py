"""What the method is made of: values that may be missing, and checks. No formula stands here."""

from workshop.method.check import Check, Outcome, Severity, State
from workshop.method.value import NotComputableError, Value, derive, given, missing

__all__ = [
    "Check",
    "NotComputableError",
    "Outcome",
    "Severity",
    "State",
    "Value",
    "derive",
    "given",
    "missing",
]
