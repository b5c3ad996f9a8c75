"""Who runs it, and whether they sit in a silo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from workshop.answers.kinds import Choice, YesNo
from workshop.answers.measured import Labelled
from workshop.answers.question import Question
from workshop.answers.topic import Topic
from workshop.i18n import Lazy, _
from workshop.method import Check, Outcome, Severity, Value, derive, given
from workshop.settings import HouseRules


class OperatingModel(Labelled):
    """Who does the daily work."""

    OWNER = "owner", _("The owner")
    EMPLOYEE = "employee", _("Employees")
    FREELANCER = "freelancer", _("A freelancer")
    AGENCY = "agency", _("An agency")
    MIXED = "mixed", _("Partly us, partly outsiders")
    NOBODY = "nobody", _("Nobody yet")


OUTSIDE = (OperatingModel.FREELANCER, OperatingModel.AGENCY, OperatingModel.MIXED)
INSIDE = (OperatingModel.OWNER, OperatingModel.EMPLOYEE)


class Operation(Topic, at="/readiness/operation"):
    """Who runs it and what they have access to."""

    title: ClassVar[Lazy] = _("Who runs it")

    model: Annotated[
        OperatingModel | None,
        Question(
            Choice(OperatingModel),
            _("Who does the daily work, or will?"),
            example="Employees",
            required=True,
        ),
    ] = None
    has_strategic_goal: Annotated[
        bool | None,
        Question(
            YesNo(),
            _("Do they know which business goal they work for?"),
            example="yes",
            required=True,
        ),
    ] = None
    meets_revenue_team: Annotated[
        bool | None,
        Question(
            YesNo(),
            _("Do they regularly meet the people who sell?"),
            example="yes",
            required=True,
        ),
    ] = None
    has_ad_budget: Annotated[
        bool | None,
        Question(YesNo(), _("Do they have a budget for ads?"), example="yes", required=True),
    ] = None
    has_crm_access: Annotated[
        bool | None,
        Question(YesNo(), _("Can they see the customer records?"), example="no", required=True),
    ] = None
    has_content_supply: Annotated[
        bool | None,
        Question(
            YesNo(),
            _("Do others give them pictures, stories and facts?"),
            example="yes",
            required=True,
        ),
    ] = None
    has_web_analytics: Annotated[
        bool | None,
        Question(
            YesNo(),
            _("Can they see what visitors do on the website?"),
            example="yes",
            required=True,
        ),
    ] = None


ACCESS = (
    "has_strategic_goal",
    "meets_revenue_team",
    "has_ad_budget",
    "has_crm_access",
    "has_content_supply",
    "has_web_analytics",
)

C006 = Check(
    "C006",
    Severity.WARN,
    _("Outsourced into a silo"),
    why=_("Outsiders without access can only make noise, however good they are."),
    remedy=_("Give access to what is missing, or do not outsource yet."),
    sources=("practice",),
    house_rule=True,
)
C007 = Check(
    "C007",
    Severity.WARN,
    _("Your own team works in a silo"),
    why=_("A team without access to goals, records and sales cannot bring in business."),
    remedy=_("Open the doors that are shut, one by one; start with customer records."),
    sources=("practice",),
    house_rule=True,
)


@dataclass(frozen=True)
class OperationResult:
    """Silo gaps s (0–6) and their band: low, medium or high."""

    silo_gaps: Value[int]
    band: Value[str]


def silo_band(gaps: int, rules: HouseRules) -> str:
    """Return low, medium or high for a number of gaps (our rule of thumb)."""
    if gaps <= rules.silo_low_most:
        return "low"
    return "medium" if gaps <= rules.silo_medium_most else "high"


def evaluate(operation: Operation, rules: HouseRules) -> OperationResult:
    """Return the number of access questions answered no, and its band."""
    answers = [given(operation, name) for name in ACCESS]
    gaps = derive(lambda *flags: sum(not flag for flag in flags), *answers)
    return OperationResult(gaps, derive(lambda n: silo_band(n, rules), gaps))


def check(operation: Operation, result: OperationResult, rules: HouseRules) -> tuple[Outcome, ...]:
    """Return what came of C006 and C007."""
    gaps = result.silo_gaps
    if operation.model is None or not gaps.known:
        needs = gaps.needs
        if operation.model is None:
            needs = (operation.where("model"), *needs)
        return (C006.unknown(*needs), C007.unknown(*needs))
    finding = _("{gaps} of the six questions on access are answered no.").format(gaps=gaps.get())
    outside, inside = operation.model in OUTSIDE, operation.model in INSIDE
    return (
        C006.when(outside and gaps.get() >= rules.silo_outside_from, finding),
        C007.when(inside and gaps.get() >= rules.silo_inside_from, finding),
    )
