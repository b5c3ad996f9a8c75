"""What each candidate scores on the six criteria, and what stands in where nobody rated."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workshop.answers.measured import Basis, Measured
from workshop.i18n import Words, _
from workshop.method import Value, derive, given, missing
from workshop.reference import Channel, Reference
from workshop.settings import HouseRules
from workshop.steps.channels.questions import Candidate, Criterion
from workshop.steps.objectives import Objectives
from workshop.steps.readiness import Readiness
from workshop.steps.readiness.accounts.questions import Account
from workshop.steps.readiness.profile import Model

RATING_POINTS = 25
"""Points of one step of a rating: 0 to 4 becomes 0 to 100, whatever the other channels have."""


@dataclass(frozen=True)
class Rated:
    """One candidate on the fixed scales.

    Attributes
    ----------
    values : mapping of Criterion to Value of float
        0 to 100.
    defaults : mapping of Criterion to Words
        Where a rule of thumb stands in, and why.
    score : Value of float
        Σ weight · value, 0 to 100.
    hours : Value of float
        A week.
    """

    candidate: Candidate
    channel: Channel
    values: Mapping[Criterion, Value[float]]
    defaults: Mapping[Criterion, Words]
    score: Value[float]
    posts: Value[float]
    minutes: Value[float]
    hours: Value[float]

    @property
    def id(self) -> str:
        """Return the channel's id."""
        return self.channel.id


@dataclass(frozen=True)
class Around:
    """What ratings are worked out from beside the candidate's own answers.

    Attributes
    ----------
    reach : mapping of str to Value of float
        Per cent of the segment on each channel.
    reach_needs : tuple of str
        What is missing where a channel has none.
    rivals : mapping of str to int
        Competitors active on each channel; one absent was not counted.
    function, model : str
        Of the first objective and of the business, empty if not known.
    """

    reach: Mapping[str, Value[float]]
    reach_needs: tuple[str, ...]
    rivals: Mapping[str, int]
    function: str
    model: str
    accounts: Mapping[str, Account]
    reference: Reference
    rules: HouseRules


def surroundings(
    reach: Mapping[str, Value[float]],
    reach_needs: tuple[str, ...],
    rivals: Mapping[str, int],
    readiness: Readiness,
    objectives: Objectives,
    reference: Reference,
    rules: HouseRules,
) -> Around:
    """Return what the ratings need, from the steps before."""
    first = next((each for each in objectives.objectives if each.kept), None)
    function = first.function if first else None
    kept = {
        reference.current(row.channel): row
        for row in readiness.accounts
        if row.kept and row.channel
    }
    return Around(
        reach,
        reach_needs,
        rivals,
        function.value if function else "",
        readiness.profile.model.value if readiness.profile.model else "",
        kept,
        reference,
        rules,
    )


def objective_default(channel: str, around: Around) -> tuple[Value[float], Words]:
    """Return the catalogue's rating for the first objective, and its reason."""
    if not around.function:
        return missing("/objectives/objectives"), ""
    if not around.model:
        return missing("/readiness/profile/model"), ""
    models = ("b2c", "b2b") if around.model == Model.BOTH else (around.model,)
    found = [around.reference.objective_rating(channel, around.function, each) for each in models]
    rows = [row for row in found if row is not None]
    if not rows:
        return missing(reason=_("the catalogue has no rating for it")), ""
    best = max(rows, key=lambda row: row.rating)
    return Value(float(best.rating), Basis.ESTIMATED), best.reason


def opening_default(channel: str, around: Around) -> tuple[Value[float], Words]:
    """Return how much room competitors leave: fewer active ones, more room."""
    count = around.rivals.get(channel)
    if count is None:
        rating = around.rules.opening_unknown
        return Value(float(rating), Basis.ESTIMATED), _("nobody has counted there")
    text = _("{n} competitors are active there").format(n=count)
    return Value(float(max(0, 4 - count)), Basis.ESTIMATED), text


def foothold_default(channel: str, around: Around) -> tuple[Value[float], Words]:
    """Return how firmly the business stands there, by its followers."""
    account = around.accounts.get(channel)
    if account is None:
        return Value(0.0, Basis.ESTIMATED), _("you keep no profile there")
    if account.followers is None:
        return Value(1.0, Basis.ESTIMATED), _("you have a profile, followers not counted")
    steps = bisect_right(around.rules.foothold_followers, account.followers)
    text = _("you have {n} followers there").format(n=account.followers)
    return Value(float(steps), Basis.ESTIMATED), text


def rate(candidate: Candidate, channel: Channel, around: Around) -> tuple[
    dict[Criterion, Value[float]], dict[Criterion, Words]
]:  # fmt: skip
    """Return the six values of a candidate, and why where a rule of thumb stands in."""
    values: dict[Criterion, Value[float]] = {}
    defaults: dict[Criterion, Words] = {}
    values[Criterion.AUDIENCE] = around.reach.get(channel.id) or missing(
        *around.reach_needs, reason=_("it is not known how many of your audience use it")
    )
    standing_in = {
        Criterion.OBJECTIVE: objective_default(channel.id, around),
        Criterion.TRACKING: (
            Value(float(channel.tracking), Basis.ESTIMATED),
            _("what the channel's own tools can do"),
        ),
        Criterion.OPENING: opening_default(channel.id, around),
        Criterion.FOOTHOLD: foothold_default(channel.id, around),
    }
    for criterion in Criterion:
        if criterion is Criterion.AUDIENCE:
            continue
        value: Value[float] = given(candidate, criterion.value)
        if not value.known and criterion in standing_in:
            value, why = standing_in[criterion]
            if value.known:
                defaults[criterion] = why
        values[criterion] = derive(lambda rating: float(RATING_POINTS * rating), value)
    return values, defaults


def _cadence(answer: Measured[float] | None, usual: float) -> Value[float]:
    if answer is not None:
        return Value(float(answer.value), answer.basis)
    return Value(usual, Basis.ESTIMATED)


def weighted(weights: Sequence[float], values: Sequence[float]) -> float:
    """Return Σ weight · value, 0 to 100."""
    return sum(weight * value for weight, value in zip(weights, values, strict=True))


def evaluate(
    candidates: Sequence[Candidate], weights: Value[tuple[float, ...]], around: Around
) -> tuple[Rated, ...]:
    """Return the candidates on their scales; those whose channel is not known are left out.

    A renamed channel is judged under its new name; one named twice, once.
    """
    found: dict[str, Rated] = {}
    for candidate in candidates:
        channel = around.reference.channels.get(around.reference.current(candidate.channel or ""))
        if channel is None or channel.id in found:
            continue
        values, defaults = rate(candidate, channel, around)
        score = derive(
            lambda w, *points: weighted(w, points), weights, *(values[c] for c in Criterion)
        )
        posts = _cadence(candidate.posts_week, channel.posts_week)
        minutes = _cadence(candidate.minutes_post, channel.minutes_post)
        hours = derive(lambda n, each: n * each / 60, posts, minutes)
        found[channel.id] = Rated(
            candidate, channel, values, defaults, score, posts, minutes, hours
        )
    return tuple(found.values())
