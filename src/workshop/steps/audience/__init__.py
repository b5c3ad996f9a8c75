"""Step 2: who the customers are, where they are, and what competitors do there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from workshop.answers.topic import Step, Table
from workshop.i18n import Lazy, _
from workshop.method import Outcome, Value
from workshop.reference import Reference
from workshop.settings import HouseRules
from workshop.steps.audience import checks as audience_checks
from workshop.steps.audience import comparison, reach, segments, timing
from workshop.steps.audience.comparison import CompetitorsResult
from workshop.steps.audience.competitors import Competitor, Listening, OwnCount
from workshop.steps.audience.reach import Reach
from workshop.steps.audience.segments import Persona, Segment, SegmentResult
from workshop.steps.audience.survey import BestTime, FoundUs, Survey, SurveyUse
from workshop.steps.audience.timing import Posting, Slot, TimingResult
from workshop.steps.readiness import Readiness

_WIDEST = 5
"""Channels that matter as long as nothing is known of the business's own."""


class Audience(Step):
    """The answers of step 2."""

    name: ClassVar[str] = "audience"
    title: ClassVar[Lazy] = _("Who we talk to")

    segments: Table[Segment] = Field(default_factory=list)
    personas: Table[Persona] = Field(default_factory=list)
    survey: Survey = Survey()
    survey_uses: Table[SurveyUse] = Field(default_factory=list)
    found_us: Table[FoundUs] = Field(default_factory=list)
    best_times: Table[BestTime] = Field(default_factory=list)
    posting: Posting = Posting()
    slots: Table[Slot] = Field(default_factory=list)
    listening: Listening = Listening()
    own_counts: Table[OwnCount] = Field(default_factory=list)
    competitors: Table[Competitor] = Field(default_factory=list)


@dataclass(frozen=True)
class AudienceResult:
    """Everything step 2 computes.

    Attributes
    ----------
    primary : SegmentResult, optional
        The segment channels are chosen for.
    reach : mapping of str to Reach
        By channel, the widest first.
    """

    segments: tuple[SegmentResult, ...]
    primary: SegmentResult | None
    reach: Mapping[str, Reach]
    timing: TimingResult
    competitors: CompetitorsResult
    checks: tuple[Outcome, ...]

    @property
    def shares_need(self) -> tuple[str, ...]:
        """Return what is missing where a channel's share is not known."""
        if self.primary is None:
            return ("/audience/segments",)
        return self.primary.sizes.needs or ("/audience/survey_uses",)

    @property
    def shares(self) -> dict[str, Value[float]]:
        """Return per cent of the main segment on each channel, for the choice of channels."""
        return {channel: each.blend for channel, each in self.reach.items()}


def evaluate(
    answers: Audience,
    readiness: Readiness,
    reference: Reference,
    rules: HouseRules,
    as_of: dt.date,
    tier: int = 3,
) -> AudienceResult:
    """Return all figures and checks of step 2.

    Parameters
    ----------
    answers : Audience
        As far as they are given.
    readiness : Readiness
        Answers of the first step: profiles give our followers and posts.
    reference : Reference
    rules : HouseRules
    as_of : datetime.date
        The day the plan is drawn up.
    tier : int
        Highest tier of questions this workshop asks.
    """
    sized = tuple(segments.size(each, reference.areas) for each in answers.segments)
    main = segments.primary(sized)
    reached = reach.evaluate(main, answers.survey, answers.survey_uses, reference, rules)
    profiles = [row.channel for row in readiness.accounts if row.kept and row.channel]
    times = timing.evaluate(
        answers.slots, reference.times, list(dict.fromkeys([*profiles, *reached])), rules
    )
    compared = comparison.evaluate(
        answers.competitors,
        answers.listening,
        answers.own_counts,
        readiness.accounts,
        answers.survey.topics_asked,
    )
    # A survey matters where the business is, or asked its customers; else where most are.
    asked = [row.channel for row in answers.survey_uses if row.uses_it is not None]
    matter = [key for key in reached if key in profiles or key in asked] or [*reached][:_WIDEST]
    used = {key: use for key in matter if (use := reached[key].use) is not None}
    outcomes = audience_checks.check(
        sized, answers.personas, answers.competitors, answers.listening, answers.survey,
        answers.posting, used, reference, rules, as_of,
        compares=min(each.tier for each in Competitor.questions().values()) <= tier,
    )  # fmt: skip
    return AudienceResult(sized, main, reached, times, compared, outcomes)
