"""Typed access to the reference tables, each figure with its source."""

from workshop.reference.tables import (
    Channel,
    Metric,
    MetricClass,
    Reference,
    Source,
    load_reference,
)

__all__ = ["Channel", "Metric", "MetricClass", "Reference", "Source", "load_reference"]
