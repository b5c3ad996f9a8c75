"""Channels worth rating, for owners who do not know where to begin."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.i18n import Words, _
from workshop.method import Value
from workshop.numbers import percent
from workshop.reference import Channel
from workshop.steps.channels.ratings import RATING_POINTS, Around, objective_default
from workshop.steps.channels.weights import roc


@dataclass(frozen=True)
class Suggestion:
    """A channel to rate, and why."""

    channel: Channel
    reason: Words


def suggest(around: Around) -> tuple[Suggestion, ...]:
    """Return at most ``candidates_most`` channels: profiles kept first, then the likeliest.

    Likely is what audience, objective and tracking say, by their usual weights; a channel
    that reaches too few or has no figure is left out.
    """
    weights = roc(6)
    kept, others = [], []
    for channel in around.reference.channels.values():
        if not channel.scored:
            continue
        reach = around.reach.get(channel.id)
        rating, why = objective_default(channel.id, around)
        points = (
            weights[0] * (reach.get() if reach is not None and reach.known else 0.0)
            + weights[1] * RATING_POINTS * (rating.get() if rating.known else 0.0)
            + weights[3] * RATING_POINTS * channel.tracking
        )
        if channel.id in around.accounts:
            kept.append((points, Suggestion(channel, _("you keep a profile there"))))
        elif reach is not None and reach.known and reach.get() >= around.rules.reach_least_pct:
            others.append((points, Suggestion(channel, _reason(reach, why))))
    most = around.rules.candidates_most
    kept.sort(key=lambda each: -each[0])
    others.sort(key=lambda each: -each[0])
    chosen = kept[:most] + others[: max(0, most - len(kept))]
    return tuple(each for _points, each in sorted(chosen, key=lambda each: -each[0]))


def _reason(reach: Value[float], why: Words) -> Words:
    share = percent(reach.get())
    if not why:
        return _("reaches {share} of your audience").format(share=share)
    return _("reaches {share} of your audience; {why}").format(share=share, why=_small(str(why)))


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
