"""Step 3: few channels, for stated reasons, within the hours there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from pydantic import Field

from workshop.answers.topic import FixedTable, Step, Table, every_row
from workshop.i18n import Lazy, _
from workshop.method import Outcome, Value
from workshop.reference import Reference
from workshop.settings import HouseRules
from workshop.steps.channels import capacity, decision, firmness, ratings, suggestions, weights
from workshop.steps.channels import checks as channel_checks
from workshop.steps.channels.capacity import CapacityResult
from workshop.steps.channels.decision import Choice, Decided
from workshop.steps.channels.firmness import Firmness
from workshop.steps.channels.questions import Candidate, Capacity, Pair, Points, Weights
from workshop.steps.channels.suggestions import Suggestion
from workshop.steps.channels.weights import Weighing
from workshop.steps.objectives import Objectives
from workshop.steps.readiness import Readiness


class Channels(Step):
    """The answers of step 3."""

    name: ClassVar[str] = "channels"
    title: ClassVar[Lazy] = _("Where we will be")

    capacity: Capacity = Capacity()
    weights: Weights = Weights()
    candidates: Table[Candidate] = Field(default_factory=list)
    points: FixedTable[Points] = Field(default_factory=partial(every_row, Points))
    pairs: FixedTable[Pair] = Field(default_factory=partial(every_row, Pair))


@dataclass(frozen=True)
class ChannelsResult:
    """Everything step 3 computes.

    Attributes
    ----------
    decided : tuple of Decided
        Every candidate, the highest score first.
    suggested : tuple of Suggestion
        Channels worth rating.
    firmness : Firmness, optional
        None where there is nothing to choose between.
    """

    capacity: CapacityResult
    weighing: Weighing
    decided: tuple[Decided, ...]
    choice: Choice
    firmness: Firmness | None
    suggested: tuple[Suggestion, ...]
    checks: tuple[Outcome, ...]

    @property
    def in_plan(self) -> tuple[Decided, ...]:
        """Return the channels of the plan, the main one first."""
        found = [each for each in self.decided if each.in_plan]
        return tuple(sorted(found, key=lambda each: each.role != "primary"))


def evaluate(
    answers: Channels,
    reach: Mapping[str, Value[float]],
    rivals: Mapping[str, int],
    hours_total: Value[float],
    readiness: Readiness,
    objectives: Objectives,
    reference: Reference,
    rules: HouseRules,
    reach_needs: tuple[str, ...] = ("/audience/survey_uses",),
) -> ChannelsResult:
    """Return all figures and checks of step 3.

    Parameters
    ----------
    answers : Channels
        As far as they are given.
    reach : mapping of str to Value of float
        Per cent of the main segment on each channel.
    rivals : mapping of str to int
        Competitors active on each channel; one absent was not counted.
    hours_total : Value of float
        Hours a week of all people.
    readiness, objectives : Readiness, Objectives
        Answers of the steps before.
    reference : Reference
    rules : HouseRules
    reach_needs : tuple of str
        Addresses missing where a channel has no share.
    """
    time = capacity.evaluate(answers.capacity, hours_total, rules)
    weighing = weights.evaluate(answers.weights, answers.points, answers.pairs)
    around = ratings.surroundings(
        reach, reach_needs, rivals, readiness, objectives, reference, rules
    )
    rated = ratings.evaluate(answers.candidates, weighing.weights, around)
    choice = decision.choose(rated, time, rules)
    decided = decision.decide(rated, choice, time, rules)
    firm = (
        firmness.evaluate(rated, weighing.weights.get(), weighing.rank, choice, rules)
        if weighing.weights.known
        else None
    )
    outcomes = channel_checks.check(
        decided, choice, time, answers.capacity, weighing, firm, readiness, reference, rules
    )
    return ChannelsResult(
        time, weighing, decided, choice, firm, suggestions.suggest(around), outcomes
    )
