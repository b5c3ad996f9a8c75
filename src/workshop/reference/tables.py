"""The reference tables as frozen values, read once from a folder of CSV files."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from workshop.errors import ShippedFileError
from workshop.i18n import Lazy
from workshop.shipped import shipped


class MetricClass(StrEnum):
    """What a metric says about the business, most first."""

    BUSINESS = "business"
    CONVERSION = "conversion"
    ENGAGEMENT = "engagement"
    SERVICE = "service"
    REACH = "reach"
    VANITY = "vanity"


@dataclass(frozen=True)
class Metric:
    """A number that can be measured.

    ``bounded`` metrics (a share, a rating) grow by points, not by per cent a month;
    ``replacement`` is the metric to offer in place of one that decides nothing.
    """

    id: str
    name: Lazy
    metric_class: MetricClass
    bounded: bool
    replacement: str
    definition: Lazy


@dataclass(frozen=True)
class Channel:
    """A place to publish."""

    id: str
    name: str
    status: str


@dataclass(frozen=True)
class Source:
    """Where a rule or a figure comes from."""

    id: str
    title: str
    address: str


@dataclass(frozen=True)
class Reference:
    """All tables of one edition."""

    metrics: Mapping[str, Metric]
    channels: Mapping[str, Channel]
    sources: Mapping[str, Source]

    def choices(self, table: str) -> dict[str, str]:
        """Return id and name of every row of a table, for a drop-down.

        Parameters
        ----------
        table : {"metrics", "channels"}
        """
        rows: Mapping[str, Metric | Channel] = self.metrics if table == "metrics" else self.channels
        return {key: str(row.name) for key, row in rows.items()}


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    path = folder / f"{name}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except OSError as error:
        raise ShippedFileError(
            f"The reference table {name!r} cannot be read.",
            where=str(path),
            found=str(error),
            todo="Install the program again.",
        ) from error


@lru_cache(maxsize=4)
def load_reference(folder: Path | None = None) -> Reference:
    """Return the reference tables of a folder.

    Parameters
    ----------
    folder : pathlib.Path, optional
        The folder of CSV files; the shipped one if left out.

    Raises
    ------
    ShippedFileError
        If a table is missing.
    """
    folder = folder or shipped("data/reference")
    metrics = {
        row["id"]: Metric(
            row["id"],
            Lazy(row["name"]),
            MetricClass(row["class"]),
            row["bounded"] == "yes",
            row["replacement"],
            Lazy(row["definition"]),
        )
        for row in _rows(folder, "metrics")
    }
    channels = {
        row["id"]: Channel(row["id"], row["name"], row["status"])
        for row in _rows(folder, "channels")
    }
    sources = {
        row["id"]: Source(row["id"], row["title"], row["address"])
        for row in _rows(folder, "sources")
    }
    return Reference(metrics, channels, sources)
