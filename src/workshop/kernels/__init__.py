"""Kernels that are split off from a process which has loaded everything already."""

from workshop.kernels.birth import INLINE
from workshop.kernels.zygote import (
    OFF_VARIABLE,
    ONE_THREAD,
    POSSIBLE,
    PURPOSE,
    Line,
    Zygote,
    allowed,
    zygote_for,
)

__all__ = [
    "INLINE",
    "OFF_VARIABLE",
    "ONE_THREAD",
    "POSSIBLE",
    "PURPOSE",
    "Line",
    "Zygote",
    "allowed",
    "zygote_for",
]
