"""The answers document: steps, decisions, and reasons to go on in spite of a check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from workshop.answers.kinds import LONG_TEXT, Day, Ref, Text
from workshop.answers.question import Question
from workshop.answers.topic import FixedTable, Part, Row, Step, every_row
from workshop.i18n import Lazy, Words, _
from workshop.method import Check
from workshop.steps.audience import Audience
from workshop.steps.audience.checks import C201
from workshop.steps.channels import Channels
from workshop.steps.channels.checks import C301, C303
from workshop.steps.content import Content
from workshop.steps.content.ads import C501
from workshop.steps.content.budget import C513
from workshop.steps.content.cadence import C421
from workshop.steps.content.calendar.checks import C431
from workshop.steps.content.pillars import C411
from workshop.steps.content.promotions import C491, C492
from workshop.steps.content.roles.raci import C441
from workshop.steps.measurement import Measurement
from workshop.steps.measurement.authority.method import C701
from workshop.steps.measurement.kpis import C601, C603
from workshop.steps.objectives import Objectives
from workshop.steps.objectives.smart.checks import C101, C102, C103, C108
from workshop.steps.readiness import Readiness
from workshop.steps.readiness.accounts.checks import C010
from workshop.steps.readiness.leadership import C001
from workshop.steps.readiness.words import PEOPLE

SCHEMA_VERSION: Literal[1] = 1
STEPS: tuple[type[Step], ...] = (
    Readiness, Objectives, Audience, Channels, Content, Measurement,
)  # fmt: skip
BLOCKING: tuple[Check, ...] = (
    C001, C010, C101, C102, C103, C108, C201, C301, C303, C411, C421, C431, C441, C491, C492, C501,
    C513, C601, C603, C701,
)  # fmt: skip
"""Checks an owner may go on in spite of, with a written reason."""


class Override(Row, at="/overrides"):
    """A written reason to go on although a check blocks; the id is the check's code."""

    fixed: ClassVar[dict[str, Words] | None] = {
        check.code: Lazy("{code} – {title}", {"code": check.code, "title": check.title})
        for check in BLOCKING
    }

    title: ClassVar[Lazy] = _("Going on all the same")
    singular: ClassVar[Lazy] = _("reason")

    reason: Annotated[
        str | None,
        Question(
            Text(LONG_TEXT, lines=4),
            _("Why do you go on?"),
            help=_("It is printed under open risks."),
            example="The second administrator starts in March.",
            tier=1,
        ),
    ] = None


class Decision(Row, at="/decisions"):
    """What a step ended in; the id is the step's name."""

    fixed: ClassVar[dict[str, Words] | None] = {step.name: step.title for step in STEPS}
    row_tiers: ClassVar[Mapping[str, int]] = {
        step.name: 1 if step is Channels else 2 for step in STEPS
    }

    title: ClassVar[Lazy] = _("Your decisions")
    singular: ClassVar[Lazy] = _("decision")

    decision: Annotated[
        str | None,
        Question(Text(LONG_TEXT, lines=3), _("What did you decide?"), required=True, tier=1),
    ] = None
    alternatives_rejected: Annotated[
        str | None,
        Question(Text(LONG_TEXT, lines=3), _("What else was on the table?"), required=True, tier=3),
    ] = None
    reason: Annotated[
        str | None, Question(Text(LONG_TEXT, lines=3), _("Why this?"), required=True, tier=1)
    ] = None
    decided_by: Annotated[
        str | None, Question(Ref(PEOPLE), _("Who decided?"), required=True, tier=3)
    ] = None
    date: Annotated[dt.date | None, Question(Day(), _("When?"), required=True, tier=3)] = None


class Answers(Part):
    """Everything one participant answered."""

    schema_version: Literal[1] = SCHEMA_VERSION
    participant: str = ""
    readiness: Readiness = Field(default_factory=Readiness)
    objectives: Objectives = Field(default_factory=Objectives)
    audience: Audience = Field(default_factory=Audience)
    channels: Channels = Field(default_factory=Channels)
    content: Content = Field(default_factory=Content)
    measurement: Measurement = Field(default_factory=Measurement)
    decisions: FixedTable[Decision] = Field(default_factory=partial(every_row, Decision))
    overrides: FixedTable[Override] = Field(default_factory=partial(every_row, Override))

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the answers step by step."""
        return (
            self.readiness, self.objectives, self.audience, self.channels, self.content,
            self.measurement,
        )  # fmt: skip

    def reason_for(self, code: str) -> str:
        """Return the owner's reason to go on in spite of a check, empty if there is none."""
        return next((row.reason or "" for row in self.overrides if row.id == code), "")
