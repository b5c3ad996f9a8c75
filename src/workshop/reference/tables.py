"""The reference tables as frozen values, read once from a folder of CSV files."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from workshop.i18n import Lazy, Words, _
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
from workshop.reference.rows import Cells, Later, held, read
from workshop.reference.usage import UsageTable
from workshop.shipped import shipped

EVER = "ever use"
"""The one measure channels are compared by: daily use is known for four of them only."""


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
    limits: Mapping[str, tuple[Limit, ...]] = field(default_factory=dict)
    paid: tuple[Rate, ...] = ()
    conversion: tuple[Rate, ...] = ()
    costs: tuple[Cost, ...] = ()
    traffic_rules: tuple[TrafficRule, ...] = ()
    sites: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Sites by list (social, search, video, shopping), as an analytics program knows them."""
    notices: Mapping[str, str] = field(default_factory=dict)
    """Words a publisher wants printed beside its figures, by publisher: ``pew``."""

    def choices(self, table: str) -> dict[str, str]:
        """Return id and name of every row of a table, for a drop-down.

        Former channels (closed, renamed) come last, with what became of them: an owner may
        still have a profile there, and is told.

        Parameters
        ----------
        table : {"metrics", "channels", "areas"}
        """
        if table == "metrics":
            return {key: str(row.name) for key, row in self.metrics.items()}
        if table == "areas":
            return {key: row.label for key, row in self.areas.items()}
        return {
            key: row.name if row.kind is not ChannelKind.FORMER else str(self._former(row))
            for key, row in self.channels.items()
        }

    def _former(self, row: Channel) -> Words:
        if row.status is ChannelStatus.RENAMED and row.renamed_to in self.channels:
            return _("{name} (now {new})").format(
                name=row.name, new=self.channels[row.renamed_to].name
            )
        return _("{name} (closed {year})").format(name=row.name, year=row.status_date[:4])

    def current(self, channel: str) -> str:
        """Return the id a channel goes by today: a renamed one's new id, else its own."""
        row = self.channels.get(channel)
        return row.renamed_to if row is not None and row.renamed_to else channel

    def find_channel(self, text: str) -> Channel | None:
        """Return the channel a person means by a name, a retired one included.

        Parameters
        ----------
        text : str
            Id, name or other name; case and spaces around it do not count.
        """
        wanted = text.strip().casefold()
        for row in self.channels.values():
            if wanted in (row.id, row.name.casefold(), *row.aliases):
                return row
        return None

    def former_in(self, text: str) -> tuple[Channel, ...]:
        """Return the channels a text names that were closed or renamed.

        Names that are plain words as well (vine, periscope) are passed over: they would be
        found where nobody meant them.
        """
        return tuple(
            row
            for row in self.channels.values()
            if row.kind is ChannelKind.FORMER
            and row.id not in _PLAIN_WORDS
            and any(_named(name, text) for name in (row.name, *row.aliases))
        )

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


def _origin(row: Cells, editions: Mapping[str, Cells]) -> Origin:
    key = row["edition"]
    if key not in editions:
        raise row.wrong("edition", repr(key), "an id of the table of editions")
    edition = editions[key]
    return Origin(edition["source"], row["year"], row["basis"], row["trust"], edition["address"])


_PLAIN_WORDS = frozenset({"vine", "periscope"})


@cache
def _name_pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)


def _named(name: str, text: str) -> bool:
    """Say whether a text holds a name as a word of its own; short nicknames are not looked for."""
    return len(name) > 2 and name != "tweet" and _name_pattern(name).search(text) is not None


def _own(row: Cells, sources: Mapping[str, Source]) -> Origin:
    source = sources.get(row["source"])
    title, address = (source.title, source.address) if source else ("", "")
    return Origin(title, row["year"], row["basis"], row["trust"], address)


def _metrics(folder: Path) -> dict[str, Metric]:
    return {
        row["id"]: Metric(
            row["id"],
            Lazy(row["name"]),
            row.one_of("class", MetricClass),
            row["bounded"] == "yes",
            row["replacement"],
            Lazy(row["definition"]),
            *(row[name] for name in ("unit", "function", "race", "judged_by", "found_in")),
        )
        for row in read(folder, "metrics")
    }


def _channels(folder: Path, sources: Mapping[str, Source]) -> dict[str, Channel]:
    return {
        row["id"]: Channel(
            id=row["id"],
            name=row["name"],
            company=row["company"],
            kind=row.one_of("kind", ChannelKind),
            status=row.one_of("status", ChannelStatus),
            status_date=row["status_date"],
            renamed_to=row["renamed_to"],
            explanation=Lazy(row["explanation"]) if row["explanation"] else "",
            aliases=row.several("aliases"),
            local_only=row["local_only"] == "yes",
            formats=row.several("formats"),
            features=row.several("features"),
            posts_week=row.maybe_number("posts_week") or 0.0,
            minutes_post=row.maybe_number("minutes_post") or 0.0,
            tracking=row.maybe_whole("tracking") or 0,
            list_minimum=row.maybe_whole("list_minimum"),
            list_advised=row.maybe_whole("list_advised"),
            origin=_own(row, sources),
        )
        for row in read(folder, "channels")
    }


def _ratings(folder: Path, sources: Mapping[str, Source]) -> tuple[ObjectiveRating, ...]:
    return tuple(
        ObjectiveRating(
            row["channel"],
            row["function"],
            row["model"],
            row.whole("rating"),
            Lazy(row["reason"]),
            _own(row, sources),
        )
        for row in read(folder, "ratings")
    )


def _day(row: Cells, column: str) -> dt.date | None:
    if not row[column]:
        return None
    return row.one_of(column, dt.date.fromisoformat)


def _usage(folder: Path, editions: Mapping[str, Cells]) -> UsageTable:
    uses = []
    for row in read(folder, "usage"):
        if row["measure"] != EVER:
            continue
        margin = row.maybe_number("margin_pp")
        origin = _origin(row, editions)
        uses.append(
            Use(
                channel=row["channel"],
                population=row["population"],
                group_kind=row["group_kind"],
                group=row["group"],
                share=row.number("percent") / 100,
                margin=None if margin is None else margin / 100,
                survey_year=row.whole("year"),
                survey_end=_day(editions[row["edition"]], "field_end"),
                origin=origin,
            )
        )
    return UsageTable(tuple(uses))


def _areas(rows: Iterable[Cells], editions: Mapping[str, Cells]) -> dict[str, Area]:
    return {
        row["id"]: Area(
            id=row["id"],
            kind=row["kind"],
            name=row["name"],
            state=row["state"],
            year=row.whole("year"),
            bands={
                band: row.whole("age_" + band.replace("-", "_").replace("+", "_plus"))
                for band in BANDS
            },
            women_pct=row.maybe_number("women_pct"),
            hispanic_pct=row.maybe_number("hispanic_pct"),
            note=f"hispanic {row['hispanic_year']}" if row["hispanic_year"] else "",
            origin=_origin(row, editions),
        )
        for row in rows
    }


def _times(folder: Path, editions: Mapping[str, Cells]) -> tuple[PostingTime, ...]:
    return tuple(
        PostingTime(
            channel=row["channel"],
            day=row["day"].split()[0],
            start=row.whole("hour_start"),
            end=row.whole("hour_end"),
            strength=row["strength"],
            study=editions[row["edition"]]["source"],
            zone=row["zone"],
            origin=_origin(row, editions),
        )
        for row in read(folder, "posting_times")
        # What some marketers believe is no measurement.
        if row["strength"] != "opinion" and row["channel"]
    )


def _frequencies(folder: Path, editions: Mapping[str, Cells]) -> tuple[Frequency, ...]:
    return tuple(
        Frequency(
            row["channel"],
            row["content"],
            row.number("least_week"),
            row.number("most_week"),
            _origin(row, editions),
        )
        for row in read(folder, "posting_frequency")
    )


def _benchmarks(folder: Path, editions: Mapping[str, Cells]) -> tuple[Benchmark, ...]:
    return tuple(
        Benchmark(
            row["channel"],
            row["industry"],
            row["metric"],
            row["definition"],
            row.number("value"),
            row["unit"],
            _origin(row, editions),
        )
        for row in read(folder, "engagement_benchmarks")
    )


def _limits(folder: Path, editions: Mapping[str, Cells]) -> dict[str, tuple[Limit, ...]]:
    found: dict[str, list[Limit]] = {}
    for row in read(folder, "platform_limits"):
        value = row["value"]
        limit = Limit(
            row["channel"],
            row["surface"],
            row["limit_kind"],
            value,
            float(value) if value.replace(".", "", 1).isdigit() else None,
            row["unit"],
            row["as_of"],
            _origin(_dated(row), editions),
        )
        found.setdefault(limit.channel, []).append(limit)
    return {channel: tuple(limits) for channel, limits in found.items()}


def _dated(row: Cells) -> Cells:
    """Give a row the column a year is read from."""
    return Cells({**row, "year": row["as_of"]}, row.path, row.line)


def _rates(folder: Path, name: str, editions: Mapping[str, Cells]) -> tuple[Rate, ...]:
    return tuple(
        Rate(
            row["place"],
            row["industry"],
            row["metric"],
            row.number("value"),
            row["unit"],
            _origin(row, editions),
        )
        for row in read(folder, name)
    )


def _costs(folder: Path, editions: Mapping[str, Cells]) -> tuple[Cost, ...]:
    return tuple(
        Cost(
            row["item"],
            row.maybe_number("low"),
            row.maybe_number("typical"),
            row.maybe_number("high"),
            " ".join(part for part in (row["currency"], row["unit"]) if part),
            _origin(row, editions),
        )
        for row in read(folder, "effort_costs")
    )


def _traffic(folder: Path, sources: Mapping[str, Source]) -> tuple[TrafficRule, ...]:
    return tuple(
        TrafficRule(
            row["group"],
            row["sites"],
            row["source_pattern"],
            row["medium_pattern"],
            row["campaign_pattern"],
            row["together"] == "yes",
            _own(row, sources),
        )
        for row in read(folder, "traffic_rules")
    )


def _sites(folder: Path) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in read(folder, "traffic_sites"):
        found.setdefault(row["list"], set()).add(row["site"])
    return {name: frozenset(sites) for name, sites in found.items()}


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
        If a table is missing or a cell cannot be read: file, row, column, what was
        found and what was expected.
    """
    folder = folder or shipped("data/reference")
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.csv")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    content = digest.hexdigest()
    if content not in _known:
        _known[content] = _read_all(folder)
    return _known[content]


_known: dict[str, Reference] = {}
"""By what is in the files: the jobs of a batch have copies of the same tables."""


def _read_all(folder: Path) -> Reference:
    areas = held(folder, "areas")
    editions = {row["id"]: row for row in read(folder, "editions")}
    sources = {
        row["id"]: Source(row["id"], row["title"], row["address"])
        for row in read(folder, "sources")
    }
    return Reference(
        metrics=_metrics(folder),
        channels=_channels(folder, sources),
        sources=sources,
        ratings=_ratings(folder, sources),
        usage=_usage(folder, editions),
        areas=Later(lambda: _areas(areas(), editions)),
        times=_times(folder, editions),
        frequencies=_frequencies(folder, editions),
        benchmarks=_benchmarks(folder, editions),
        limits=_limits(folder, editions),
        paid=_rates(folder, "paid_benchmarks", editions),
        conversion=_rates(folder, "conversion_benchmarks", editions),
        costs=_costs(folder, editions),
        traffic_rules=_traffic(folder, sources),
        sites=_sites(folder),
        notices={row["publisher"]: row["notice"] for row in read(folder, "notices")},
    )
