"""The people who matter, their networks and their consent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from workshop.answers.kinds import Day, Number, Percent, Ref, Text, Texts, YesNo
from workshop.answers.measured import Basis, Measured
from workshop.answers.question import Question
from workshop.answers.topic import Row
from workshop.i18n import Lazy, _
from workshop.method import (
    Check,
    NotComputableError,
    Outcome,
    Severity,
    Value,
    derive,
    given,
)
from workshop.settings import HouseRules
from workshop.steps.readiness.words import PEOPLE


class Person(Row, at=PEOPLE):
    """One person who leads, posts, answers or supplies."""

    title: ClassVar[Lazy] = _("Your people")
    singular: ClassVar[Lazy] = _("person")
    least: ClassVar[int] = 1

    name: Annotated[
        str | None,
        Question(
            Text(60),
            _("Name"),
            help=_("A first name or the job is enough; it is printed in the plan."),
            example="owner",
            required=True,
            tier=1,
        ),
    ] = None
    role: Annotated[str | None, Question(Text(60), _("Job"), example="owner")] = None
    is_key_manager: Annotated[
        bool | None,
        Question(YesNo(), _("A key manager?"), example="yes", tier=3),
    ] = None
    channel: Annotated[
        str | None,
        Question(
            Ref("reference:channels"),
            _("Where is this person's own network?"),
            example="LinkedIn",
            tier=3,
        ),
    ] = None
    network_size: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True),
            _("How many people does it hold?"),
            help=_("Contacts or followers on that channel."),
            example="1,150",
            tier=3,
            prework=True,
        ),
    ] = None
    overlap_pct: Annotated[
        Measured[float] | None,
        Question(
            Percent(),
            _("How many of them follow the business already?"),
            help=_("An estimate will do. Left empty, our rule of thumb is used."),
            example="25 %",
            tier=3,
        ),
    ] = None
    willing: Annotated[
        bool | None,
        Question(
            YesNo(),
            _("Willing to share for the business?"),
            help=_("Nobody has to. A no is as good an answer as a yes."),
            example="yes",
            tier=3,
        ),
    ] = None
    consent_date: Annotated[
        dt.date | None,
        Question(
            Day(),
            _("When did this person agree?"),
            help=_("Without a date the person's network is not counted."),
            example="2026-11-16",
            tier=3,
        ),
    ] = None
    posts_month: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True), _("Posts a month for the business"), example="2", tier=3
        ),
    ] = None
    topics: Annotated[
        list[str] | None,
        Question(
            Texts(most=8, limit=60),
            _("What can this person talk about?"),
            help=_("One topic a line."),
            example="glazing",
            tier=3,
        ),
    ] = None
    hours_week: Annotated[
        float | None,
        Question(
            Number(at_least=0, at_most=80, unit=_("h")),
            _("Hours a week for social media"),
            help=_("Hours that are really free, not hours you wish for."),
            example="8",
            required=True,
            tier=1,
        ),
    ] = None
    disclosure_trained: Annotated[
        bool | None,
        Question(
            YesNo(),
            _("Knows to say that they work here?"),
            help=_("US rules ask staff who praise the business to say so."),
            example="no",
            tier=3,
        ),
    ] = None

    @property
    def counted(self) -> bool:
        """Say whether the person is willing and consent is dated."""
        return bool(self.willing) and self.consent_date is not None


C015 = Check(
    "C015",
    Severity.INFO,
    _("Consent is not dated"),
    why=_("A person's network is personal; it counts only once they agreed, and when is on file."),
    remedy=_("Ask again, and note the date."),
    sources=("practice",),
)


@dataclass(frozen=True)
class PeopleResult:
    """Networks after overlap by person id, their sum, combined network and amplification.

    Amplification is N_all / N_company (reach method W48).
    """

    by_person: dict[str, Value[float]]
    people: Value[float]
    combined: Value[float]
    amplification: Value[float]
    hours_week: Value[float]


def network_after_overlap(size: float, overlap_pct: float) -> float:
    """Return how many people of a network the business does not reach yet."""
    return size * (1 - overlap_pct / 100)


def _amplification(combined: float, company: float) -> float:
    if company == 0:
        raise NotComputableError(_("the kept profiles have no followers yet"))
    return combined / company


def evaluate(
    people: Sequence[Person], company_network: Value[int], rules: HouseRules
) -> PeopleResult:
    """Return networks of willing and consenting people, alone and with the company's."""
    by_person = {}
    for person in people:
        if not person.counted:
            continue
        overlap = given(person, "overlap_pct").or_else(rules.overlap_pct, Basis.ESTIMATED)
        by_person[person.id] = derive(network_after_overlap, given(person, "network_size"), overlap)
    total = derive(lambda *sizes: float(sum(sizes)), *by_person.values())
    combined = derive(lambda company, others: company + others, company_network, total)
    hours = derive(
        lambda *hours: float(sum(hours)), *(given(person, "hours_week") for person in people)
    )
    return PeopleResult(
        by_person,
        total,
        combined,
        derive(_amplification, combined, company_network),
        hours if people else Value(None, needs=(PEOPLE,)),
    )


def check(people: Sequence[Person]) -> tuple[Outcome, ...]:
    """Return what came of C015."""
    undated = [item for item in people if item.willing and item.consent_date is None]
    if undated:
        names = ", ".join(item.name_shown() for item in undated)
        finding = _("Willing, but without a date of consent: {names}.").format(names=names)
        return (C015.fires(finding, *(item.id for item in undated)),)
    if not people:
        return (C015.unknown(PEOPLE),)
    return (C015.silent(),)
