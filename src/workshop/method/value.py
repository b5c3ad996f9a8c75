"""Values that may be missing, and that remember how sure they are.

A formula with a missing input is "not computable, needs X": never 0, never a crash.
A figure computed from an estimate is an estimate.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from workshop.answers.measured import Basis, Measured, weakest
from workshop.answers.topic import Row, Topic
from workshop.i18n import Words

T = TypeVar("T")
U = TypeVar("U")


class NotComputableError(Exception):
    """Raised inside a formula whose inputs are there but give no answer."""

    def __init__(self, reason: Words) -> None:
        self.reason = reason
        super().__init__(str(reason))


@dataclass(frozen=True)
class Value(Generic[T]):
    """A value, or what it needs to become one.

    Attributes
    ----------
    value : object, optional
        None when it cannot be computed.
    basis : Basis, optional
        The least sure of its inputs; None for what is not a number with a basis.
    needs : tuple of str
        Addresses of the answers that are missing.
    reason : Words
        Why there is no value although nothing is missing.
    """

    value: T | None
    basis: Basis | None = None
    needs: tuple[str, ...] = ()
    reason: Words = ""

    @property
    def known(self) -> bool:
        """Say whether there is a value."""
        return self.value is not None

    def get(self) -> T:
        """Return the value of a :class:`Value` that is known.

        Raises
        ------
        ValueError
            If it is not.
        """
        if self.value is None:
            raise ValueError(f"not computable, needs {', '.join(self.needs)}")
        return self.value

    def or_else(self, value: T, basis: Basis) -> Value[T]:
        """Return this, or a labelled default where it is missing."""
        return self if self.known else Value(value, basis)


def given(part: Topic | Row, name: str) -> Value[Any]:
    """Return an answer as a value: with its basis if it has one, else what it needs."""
    answer = getattr(part, name)
    if answer is None:
        return Value(None, needs=(part.where(name),))
    if isinstance(answer, Measured):
        return Value(answer.value, basis=answer.basis)
    return Value(answer)


def missing(*needs: str, reason: Words = "") -> Value[Any]:
    """Return a value that cannot be computed."""
    return Value(None, needs=needs, reason=reason)


def derive(formula: Callable[..., U], *inputs: Value[Any]) -> Value[U]:
    """Return what a formula makes of its inputs.

    Parameters
    ----------
    formula : callable
        Takes the bare values, in order. May raise :class:`NotComputableError`.
    *inputs : Value

    Returns
    -------
    Value
        Missing what any input is missing; as sure as the least sure input.
    """
    needs = tuple(dict.fromkeys(need for value in inputs for need in value.needs))
    if any(not value.known for value in inputs):
        reason = next((value.reason for value in inputs if value.reason), "")
        return Value(None, needs=needs, reason=reason)
    try:
        result = formula(*(value.value for value in inputs))
    except NotComputableError as error:
        return Value(None, reason=error.reason)
    return Value(result, basis=weakest(*(value.basis for value in inputs)))
