"""Typed access to the reference tables, each figure with its source."""

from workshop.reference.model import (
    BANDS,
    Area,
    Benchmark,
    Channel,
    ChannelKind,
    ChannelStatus,
    Cost,
    Frequency,
    Limit,
    Metric,
    MetricClass,
    ObjectiveRating,
    Origin,
    PostingTime,
    Rate,
    Source,
    TrafficRule,
    Use,
)
from workshop.reference.tables import Reference, load_reference
from workshop.reference.usage import ADULTS, UsageTable

__all__ = [
    "ADULTS",
    "BANDS",
    "Area",
    "Benchmark",
    "Channel",
    "ChannelKind",
    "ChannelStatus",
    "Cost",
    "Frequency",
    "Limit",
    "Metric",
    "MetricClass",
    "ObjectiveRating",
    "Origin",
    "PostingTime",
    "Rate",
    "Reference",
    "Source",
    "TrafficRule",
    "UsageTable",
    "Use",
    "load_reference",
]
