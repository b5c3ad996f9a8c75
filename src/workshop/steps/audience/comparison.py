"""Rates, medians, gaps and share of voice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from workshop.i18n import _
from workshop.method import NotComputableError, Value, derive, given, missing
from workshop.steps.audience.competitors import COMPETITORS, Competitor, Listening, OwnCount
from workshop.steps.readiness.accounts.questions import Account


@dataclass(frozen=True)
class Counted:
    """One competitor, or we, on one channel.

    ``rate`` is interactions per post and follower in per cent; ``per_post`` interactions.
    """

    id: str
    name: str
    followers: Value[float]
    posts: Value[float]
    interactions: Value[float]
    rate: Value[float]
    per_post: Value[float]


@dataclass(frozen=True)
class Comparison:
    """Competitors and ourselves on one channel, medians and gaps (median − ours)."""

    channel: str
    others: tuple[Counted, ...]
    us: Counted | None
    medians: Mapping[str, Value[float]]
    gaps: Mapping[str, Value[float]]
    interaction_share: Value[float]


@dataclass(frozen=True)
class CompetitorsResult:
    """Everything the counting yields.

    Attributes
    ----------
    channels : tuple of Comparison
    names : tuple of str
        Competitors by name, in the order they were entered.
    rivals : mapping of str to int
        Competitors that posted, by channel; a channel absent was not counted.
    share_of_voice, net_sentiment : Value of float
        Per cent.
    white_space : Value of tuple of str
        Topics customers ask about that no competitor's themes hold.
    """

    channels: tuple[Comparison, ...]
    names: tuple[str, ...]
    rivals: Mapping[str, int]
    share_of_voice: Value[float]
    net_sentiment: Value[float]
    white_space: Value[tuple[str, ...]]


def engagement_rate(interactions: float, posts: float, followers: float) -> float:
    """Return 100 · interactions / (posts · followers), per cent (W25, W26)."""
    if posts <= 0 or followers <= 0:
        raise NotComputableError(_("nothing was posted, or nobody follows"))
    return 100 * interactions / (posts * followers)


def share_of_voice(ours: float, theirs: float) -> float:
    """Return 100 · our mentions / all mentions, per cent (W27)."""
    if ours + theirs <= 0:
        raise NotComputableError(_("nobody was mentioned"))
    return 100 * ours / (ours + theirs)


def net_sentiment(positive: float, neutral: float, negative: float) -> float:
    """Return 100 · (positive − negative) / all, −100 to 100."""
    total = positive + neutral + negative
    if total <= 0:
        raise NotComputableError(_("nobody was mentioned"))
    return 100 * (positive - negative) / total


def _per_post(interactions: float, posts: float) -> float:
    if posts <= 0:
        raise NotComputableError(_("nothing was posted"))
    return interactions / posts


def _counted(
    key: str,
    name: str,
    followers: Value[float],
    posts: Value[float],
    interactions: Value[float],
) -> Counted:
    return Counted(
        key, name, followers, posts, interactions,
        derive(engagement_rate, interactions, posts, followers),
        derive(_per_post, interactions, posts),
    )  # fmt: skip


def _us(channel: str, own: Mapping[str, OwnCount], accounts: Mapping[str, Account]) -> Counted:
    account, count = accounts.get(channel), own.get(channel)
    followers = given(account, "followers") if account else missing("/readiness/accounts")
    posts = given(account, "posts_28d") if account else missing("/readiness/accounts")
    got = given(count, "interactions_28d") if count else missing("/audience/own_counts")
    return _counted("us", str(_("you")), followers, posts, got)


def _median(values: Sequence[Value[float]]) -> Value[float]:
    return derive(lambda *known: float(median(known)), *values) if values else missing(COMPETITORS)


def _compare(channel: str, others: tuple[Counted, ...], us: Counted) -> Comparison:
    pick: dict[str, Callable[[Counted], Value[float]]] = {
        "followers": lambda each: each.followers,
        "posts": lambda each: each.posts,
        "rate": lambda each: each.rate,
        "per_post": lambda each: each.per_post,
    }
    medians = {name: _median([get(each) for each in others]) for name, get in pick.items()}
    gaps = {
        name: derive(lambda theirs, ours: theirs - ours, medians[name], get(us))
        for name, get in pick.items()
    }
    share = derive(
        lambda ours, *theirs: share_of_voice(ours, sum(theirs)),
        us.interactions,
        *(each.interactions for each in others),
    )
    return Comparison(channel, others, us, medians, gaps, share)


def evaluate(
    competitors: Sequence[Competitor],
    listening: Listening,
    own_counts: Sequence[OwnCount],
    accounts: Sequence[Account],
    topics_asked: Sequence[str] | None,
) -> CompetitorsResult:
    """Return what the counting yields, channel by channel and over all."""
    named = [row for row in competitors if row.name]
    names = tuple(dict.fromkeys(row.name or "" for row in named))
    own = {row.channel: row for row in own_counts if row.channel}
    kept = {row.channel: row for row in accounts if row.channel and row.kept}
    channels = list(dict.fromkeys(row.channel for row in named if row.channel))
    found = []
    rivals: dict[str, int] = {}
    for channel in channels:
        rows = [row for row in named if row.channel == channel]
        others = tuple(
            _counted(
                row.id, row.name or row.id, given(row, "followers"), given(row, "posts_28d"),
                given(row, "interactions_28d"),
            )
            for row in rows
        )  # fmt: skip
        found.append(_compare(channel, others, _us(channel, own, kept)))
        counted = [row for row in rows if row.posts_28d is not None]
        if counted:
            rivals[channel] = len({row.name for row in counted if row.posts_28d})
    return CompetitorsResult(
        tuple(found),
        names,
        rivals,
        derive(
            lambda ours, *theirs: share_of_voice(ours, sum(theirs)),
            given(listening, "mentions_90d"),
            *_mentions(named),
        )
        if named
        else missing(COMPETITORS),
        derive(net_sentiment, *(given(listening, n) for n in ("positive", "neutral", "negative"))),
        _white_space(named, topics_asked),
    )


def _mentions(rows: Sequence[Competitor]) -> list[Value[int]]:
    """Return each business's mentions once, however many channels it was counted on."""
    by_name: dict[str, list[Competitor]] = {}
    for row in rows:
        by_name.setdefault(row.name or "", []).append(row)
    found = []
    for group in by_name.values():
        known = [row.mentions_90d for row in group if row.mentions_90d is not None]
        found.append(Value(max(known)) if known else missing(group[0].where("mentions_90d")))
    return found


def _white_space(
    rows: Sequence[Competitor], topics: Sequence[str] | None
) -> Value[tuple[str, ...]]:
    if not topics:
        return missing("/audience/survey/topics_asked")
    if not any(row.themes for row in rows):
        return missing(*(rows[0].where("themes"),) if rows else (COMPETITORS,))
    themes = {theme.strip().casefold() for row in rows for theme in row.themes or ()}
    return Value(tuple(topic for topic in topics if topic.strip().casefold() not in themes))
