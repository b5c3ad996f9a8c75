"""Which parts of the business use it, for what, and what they supply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from workshop.answers.kinds import Number, Ref, Several, Text, YesNo
from workshop.answers.question import Question
from workshop.answers.topic import Row
from workshop.i18n import Lazy, _
from workshop.method import Check, Outcome, Severity, Value, derive, given, missing
from workshop.steps.readiness.words import PEOPLE, ContentType, Function

AT = "/readiness/departments"


class Department(Row, at=AT):
    """One department; in a small business, one corner of the work."""

    title: ClassVar[Lazy] = _("Who does what, and what they can supply")
    singular: ClassVar[Lazy] = _("department")
    least: ClassVar[int] = 1

    name: Annotated[
        str | None,
        Question(
            Text(60),
            _("Name of the department"),
            help=_("Or the corner of the work: front desk, workshop, kitchen, office."),
            example="instruction",
            required=True,
        ),
    ] = None
    contact: Annotated[
        str | None,
        Question(
            Ref(PEOPLE),
            _("Who speaks for it?"),
            help=_("Someone from the list of people."),
            example="instructor",
        ),
    ] = None
    functions: Annotated[
        list[Function] | None,
        Question(
            Several(Function),
            _("What will it use social media for?"),
            example="Being known, Recruiting",
            required=True,
        ),
    ] = None
    will_contribute: Annotated[
        bool | None,
        Question(YesNo(), _("Will it contribute?"), example="yes", required=True),
    ] = None
    content_types: Annotated[
        list[ContentType] | None,
        Question(
            Several(ContentType),
            _("What can it supply?"),
            example="Videos, Expert advice",
            tier=3,
        ),
    ] = None
    hours_week: Annotated[
        float | None,
        Question(Number(at_least=0, unit=_("h")), _("Hours a week"), example="4", tier=3),
    ] = None
    guards_contacts: Annotated[
        bool | None,
        Question(
            YesNo(),
            _("Does it keep customer addresses to itself?"),
            help=_("A list only one department can see cannot be used for the business."),
            example="no",
            tier=3,
        ),
    ] = None


C009 = Check(
    "C009",
    Severity.WARN,
    _("A department keeps customer contacts to itself"),
    why=_("Customers get two different stories, and nobody sees the whole list."),
    remedy=_("Agree on one shared list, and on who may write to it."),
    sources=("practice",),
)


@dataclass(frozen=True)
class DepartmentsResult:
    """How many departments there are and contribute, and the cover in per cent."""

    listed: int
    contributing: Value[int]
    cover_pct: Value[float]


def contributing(departments: Sequence[Department]) -> tuple[Department, ...]:
    """Return the departments that said they will contribute."""
    return tuple(item for item in departments if item.will_contribute)


def evaluate(departments: Sequence[Department]) -> DepartmentsResult:
    """Return the department cover d = contributing / listed."""
    if not departments:
        return DepartmentsResult(0, missing(AT), missing(AT))
    answers = [given(item, "will_contribute") for item in departments]
    count = derive(lambda *flags: sum(flags), *answers)
    cover = derive(lambda n: 100 * n / len(departments), count)
    return DepartmentsResult(len(departments), count, cover)


def check(departments: Sequence[Department]) -> tuple[Outcome, ...]:
    """Return what came of C009."""
    guarding = [item for item in departments if item.guards_contacts]
    if guarding:
        names = ", ".join(item.name_shown() for item in guarding)
        finding = _("Customer contacts are kept back by: {names}.").format(names=names)
        return (C009.fires(finding, *(item.id for item in guarding)),)
    open_answers = [
        item.where("guards_contacts") for item in departments if item.guards_contacts is None
    ]
    if open_answers or not departments:
        return (C009.unknown(*(open_answers or [AT])),)
    return (C009.silent(),)
