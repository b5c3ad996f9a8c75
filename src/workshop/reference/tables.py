"""The reference tables as frozen values, read once from a folder of CSV files."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from workshop.errors import ShippedFileError
from workshop.i18n import Lazy
from workshop.reference.model import (
    Area,
    Benchmark,
    Channel,
    ChannelKind,
    ChannelStatus,
    Frequency,
    Metric,
    MetricClass,
    ObjectiveRating,
    PostingTime,
    Source,
)
from workshop.reference.usage import UsageTable
from workshop.shipped import shipped


@dataclass(frozen=True)
class Reference:
    """All tables of one edition."""

    metrics: Mapping[str, Metric]
    channels: Mapping[str, Channel]
    sources: Mapping[str, Source]
    ratings: tuple[ObjectiveRating, ...] = ()
    usage: UsageTable = field(default_factory=UsageTable)
    areas: Mapping[str, Area] = field(default_factory=dict)
    times: tuple[PostingTime, ...] = ()
    frequencies: tuple[Frequency, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()
    notices: Mapping[str, str] = field(default_factory=dict)
    """Words a publisher wants printed beside its figures, by publisher: ``pew``."""

    def choices(self, table: str) -> dict[str, str]:
        """Return id and name of every row of a table, for a drop-down.

        Former channels (closed, renamed) are left out: nobody can choose them.

        Parameters
        ----------
        table : {"metrics", "channels", "areas"}
        """
        if table == "metrics":
            return {key: str(row.name) for key, row in self.metrics.items()}
        if table == "areas":
            return {key: row.label for key, row in self.areas.items()}
        return {
            key: row.name
            for key, row in self.channels.items()
            if row.kind is not ChannelKind.FORMER
        }

    def objective_rating(self, channel: str, function: str, model: str) -> ObjectiveRating | None:
        """Return the default rating of a channel for a function and a business model.

        Parameters
        ----------
        channel, function : str
        model : {"b2c", "b2b"}
        """
        return next(
            (
                rating
                for rating in self.ratings
                if (rating.channel, rating.function) == (channel, function)
                and rating.model in (model, "any")
            ),
            None,
        )


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
        row["id"]: Channel(row["id"], row["name"], status=ChannelStatus(row["status"]))
        for row in _rows(folder, "channels")
    }
    sources = {
        row["id"]: Source(row["id"], row["title"], row["address"])
        for row in _rows(folder, "sources")
    }
    return Reference(metrics, channels, sources)
