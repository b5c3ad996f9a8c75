"""The whole workbook: the answers document, the order of the steps, and one evaluation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from workshop.answers.address import split
from workshop.answers.change import find
from workshop.answers.document import to_data, unknown_key
from workshop.answers.kinds import LONG_TEXT, Day, Ref, Text
from workshop.answers.question import Question
from workshop.answers.topic import FixedTable, Part, Row, Step, Topic, every_row
from workshop.errors import UnknownAnswerKeyError
from workshop.i18n import Lazy, Words, _
from workshop.method import Check, Outcome, Severity, State
from workshop.reference import Reference
from workshop.settings import HouseRules
from workshop.steps import audience, channels, content, measurement, objectives, readiness
from workshop.steps.audience import Audience, AudienceResult
from workshop.steps.audience.checks import C201
from workshop.steps.channels import Channels, ChannelsResult
from workshop.steps.channels.checks import C301, C303
from workshop.steps.content import Before, Content, ContentResult
from workshop.steps.content.ads import C501
from workshop.steps.content.budget import C513
from workshop.steps.content.cadence import C421
from workshop.steps.content.calendar.checks import C431
from workshop.steps.content.pillars import C411
from workshop.steps.content.promotions import C491, C492
from workshop.steps.content.roles.raci import C441
from workshop.steps.measurement import Measurement, MeasurementResult
from workshop.steps.measurement.authority.method import C701
from workshop.steps.measurement.kpis import C601, C603
from workshop.steps.objectives import Objectives, ObjectivesResult
from workshop.steps.objectives.smart.checks import C101, C102, C103, C108
from workshop.steps.objectives.smart.questions import Objective
from workshop.steps.readiness import Readiness, ReadinessResult
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
        ),
    ] = None


class Decision(Row, at="/decisions"):
    """What a step ended in; the id is the step's name."""

    fixed: ClassVar[dict[str, Words] | None] = {step.name: step.title for step in STEPS}

    title: ClassVar[Lazy] = _("Your decisions")
    singular: ClassVar[Lazy] = _("decision")

    decision: Annotated[
        str | None, Question(Text(LONG_TEXT, lines=3), _("What did you decide?"), required=True)
    ] = None
    alternatives_rejected: Annotated[
        str | None,
        Question(Text(LONG_TEXT, lines=3), _("What else was on the table?"), required=True),
    ] = None
    reason: Annotated[
        str | None, Question(Text(LONG_TEXT, lines=3), _("Why this?"), required=True)
    ] = None
    decided_by: Annotated[str | None, Question(Ref(PEOPLE), _("Who decided?"), required=True)] = (
        None
    )
    date: Annotated[dt.date | None, Question(Day(), _("When?"), required=True)] = None


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


@dataclass(frozen=True)
class Gap:
    """An answer that is needed to finish a step and is not there.

    ``where`` names the row it belongs to, empty for a topic.
    """

    step: str
    address: str
    label: Lazy
    part: Lazy
    row: str = ""
    prework: bool = False


@dataclass(frozen=True)
class Evaluation:
    """Everything computed from one set of answers."""

    as_of: dt.date
    readiness: ReadinessResult
    objectives: ObjectivesResult
    audience: AudienceResult
    channels: ChannelsResult
    content: ContentResult
    measurement: MeasurementResult
    gaps: tuple[Gap, ...]

    @property
    def checks(self) -> tuple[Outcome, ...]:
        """Return the outcomes of all checks in the order of their codes."""
        return tuple(outcome for step in STEPS for outcome in self.checks_of(step.name))

    def checks_of(self, step: str) -> tuple[Outcome, ...]:
        """Return the outcomes of one step's checks."""
        checks: tuple[Outcome, ...] = getattr(self, step).checks
        return checks

    def fired(self, severity: Severity | None = None) -> tuple[Outcome, ...]:
        """Return the checks that fire, of one severity or of all."""
        return tuple(
            outcome
            for outcome in self.checks
            if outcome.state is State.FIRES
            and (severity is None or outcome.check.severity is severity)
        )


def evaluate(
    answers: Answers, reference: Reference, rules: HouseRules, as_of: dt.date, tier: int = 3
) -> Evaluation:
    """Return all figures, checks and gaps: the one call every form, notebook and plan uses.

    Parameters
    ----------
    answers : Answers
        As far as they are given; anything may be missing.
    reference : Reference
        The reference tables.
    rules : HouseRules
        Our rules of thumb, as this workshop set them.
    as_of : datetime.date
        The day the plan is drawn up.
    tier : int
        Highest tier of questions this workshop asks; the others leave no gap.
    """
    ready = readiness.evaluate(answers.readiness, rules, as_of)
    aims = objectives.evaluate(
        answers.objectives, answers.readiness, ready, reference, rules, as_of
    )
    who = audience.evaluate(answers.audience, answers.readiness, reference, rules, as_of)
    where = channels.evaluate(
        answers.channels,
        who.shares,
        who.competitors.rivals,
        ready.people.hours_week,
        answers.readiness,
        answers.objectives,
        reference,
        rules,
        who.shares_need,
    )
    before = Before(
        answers.readiness, ready, answers.objectives, aims, answers.audience, who,
        answers.channels, where,
    )  # fmt: skip
    what = content.evaluate(answers.content, before, reference, rules, as_of)
    how = measurement.evaluate(
        answers.measurement, before, answers.content, what, reference, rules, as_of
    )
    # Two checks of earlier steps need what is asked later.
    who = replace(
        who, checks=_judged(who.checks, content.check_copying(answers.content, answers.audience))
    )
    aims = replace(aims, checks=_judged(aims.checks, how.planned_cac))
    return Evaluation(as_of, ready, aims, who, where, what, how, tuple(gaps(answers, tier)))


def _judged(checks: tuple[Outcome, ...], later: Outcome) -> tuple[Outcome, ...]:
    """Return outcomes with the one of a check that could be judged only now."""
    return tuple(later if item.check is later.check else item for item in checks)


def gaps(answers: Answers, tier: int) -> Iterator[Gap]:
    """Yield what is needed and not answered, in the order it is asked."""
    for step in answers.steps:
        for name, kind in step.kinds_of_parts().items():
            value: Topic | list[Row] = getattr(step, name)
            rows = value if isinstance(value, list) else [value]
            if issubclass(kind, Row) and len(rows) < kind.least:
                yield Gap(step.name, kind.at, kind.singular, kind.title)
            for part in rows:
                if isinstance(part, Objective) and not part.kept:
                    continue
                yield from _gaps_of(step.name, part, kind.title, tier)


def _gaps_of(step: str, part: Topic | Row, title: Lazy, tier: int) -> Iterator[Gap]:
    row = part.name_shown() if isinstance(part, Row) else ""
    for name, question in part.asked().items():
        if question.required and question.tier <= tier and getattr(part, name) in (None, [], ""):
            yield Gap(step, part.where(name), question.label, title, row, question.prework)


def find_label(answers: Answers, address: str) -> str:
    """Return the words for an address: the row it belongs to, then the question.

    An address of no question (a step not built yet) gives its last part.
    """
    try:
        place = find(Answers, address)
    except UnknownAnswerKeyError:
        return address.rsplit("/", 1)[-1].replace("_", " ")
    if place.question is None:
        return str(place.row.title) if place.row is not None else address
    label = str(place.question.label)
    owner = address.rsplit("/", 1)[0]
    for step in answers.steps:
        for part in step.parts():
            if isinstance(part, Row) and part.where("id").rsplit("/", 1)[0] == owner:
                return f"{part.name_shown()}: {label}"
    return label


def parts_at(answers: Answers, address: str) -> list[Topic | Row]:
    """Return the topic at an address, or the rows of the table there.

    Raises
    ------
    UnknownAnswerKeyError
        If neither stands there.
    """
    found: object = answers
    for name in split(address):
        if not isinstance(found, Part) or name not in type(found).model_fields:
            known = list(type(found).model_fields) if isinstance(found, Part) else []
            raise unknown_key(address, name, known)
        found = getattr(found, name)
    if isinstance(found, list):
        return list(found)
    if not isinstance(found, Topic):
        raise unknown_key(address, address, [])
    return [found]


def started(answers: Answers) -> bool:
    """Say whether anything has been answered at all."""
    return bool(set(to_data(answers)) - {"schema_version", "participant"})
