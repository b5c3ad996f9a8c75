"""How sure an answer is: a value together with where it comes from."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Generic, Self, TypeVar

from pydantic import BaseModel, ConfigDict

from workshop.i18n import Lazy, _

T = TypeVar("T", int, float)


class Labelled(StrEnum):
    """An enumeration whose values carry the words an owner reads."""

    label: Lazy

    def __new__(cls, value: str, label: Lazy) -> Self:
        """Make a member from its stored value and its label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def of(cls, value: str) -> Self | None:
        """Return the member with a stored value, None if there is none."""
        return next((member for member in cls if member.value == value), None)


class Basis(Labelled):
    """Where a number comes from, best first."""

    MEASURED = "measured", _("measured")
    BENCHMARK = "benchmark", _("published benchmark")
    ESTIMATED = "estimated", _("estimate")
    EXAMPLE = "example", _("example")


_RANK = list(Basis)


def weakest(*bases: Basis | None) -> Basis | None:
    """Return the least sure of several bases; None (not a number with a basis) is left out."""
    known = [basis for basis in bases if basis is not None]
    return max(known, key=_RANK.index) if known else None


class Measured(BaseModel, Generic[T]):
    """A number, how it was come by, from what and when.

    Attributes
    ----------
    value : int or float
        In the unit its question names.
    basis : Basis
        An answer that does not say counts as an estimate.
    source : str
        Free text, such as ``booking system, December``.
    as_of : datetime.date, optional
        The day the value held.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    value: T
    basis: Basis = Basis.ESTIMATED
    source: str = ""
    as_of: dt.date | None = None
