"""What a year costs, all of it, and in what proportion to sales."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from workshop.answers.kinds import Money
from workshop.answers.question import Question
from workshop.answers.topic import Topic
from workshop.i18n import Lazy, _
from workshop.method import (
    Check,
    NotComputableError,
    Outcome,
    Severity,
    Value,
    derive,
    given,
    missing,
)
from workshop.numbers import percent
from workshop.settings import HouseRules
from workshop.steps.content.words import MONTHS_YEAR, WEEKS_YEAR

AT = "/content/budget"


class Budget(Topic, at=AT):
    """Costs of a year beside hours and ads."""

    title: ClassVar[Lazy] = _("What it costs in a year")

    tools: Annotated[
        float | None,
        Question(
            Money(at_least=0),
            _("Tools, a year"),
            help=_("Planning, newsletter, design: what you pay for programs. 0 if nothing."),
            example="$540",
            required=True,
        ),
    ] = None
    content: Annotated[
        float | None,
        Question(
            Money(at_least=0),
            _("Making things, a year"),
            help=_("Photographer, props, prizes, music. 0 if nothing."),
            example="$720",
            required=True,
        ),
    ] = None
    training: Annotated[
        float | None,
        Question(Money(at_least=0), _("Training, a year"), example="$0", tier=3),
    ] = None
    agency: Annotated[
        float | None,
        Question(
            Money(at_least=0),
            _("Agency or freelancer, a year"),
            help=_("0 if you do it yourselves."),
            example="$0",
        ),
    ] = None
    current_year: Annotated[
        float | None,
        Question(
            Money(at_least=0),
            _("What you spend on social media a year today"),
            help=_("All of it, your hours too. An estimate will do."),
            example="$9,000",
            prework=True,
        ),
    ] = None


C511 = Check(
    "C511",
    Severity.WARN,
    _("No money for ads or tools at all"),
    why=_("Everything then hangs on hours, and on what platforms show for free."),
    remedy=_("Set a small sum aside, or say why hours alone will do."),
    sources=("practice",),
)
C512 = Check(
    "C512",
    Severity.WARN,
    _("It costs more than is usual for all of marketing"),
    why=_("Social media is one part of marketing; this would be more than the whole."),
    remedy=_("Cut hours or ads, or say what else you will give up for it."),
    sources=("W63",),
    house_rule=True,
)
C513 = Check(
    "C513",
    Severity.BLOCK,
    _("Hours are counted as free"),
    why=_("An hour on social media is an hour not spent on customers. Leaving it out is the usual "
          "mistake."),
    remedy=_("Put in what you would pay somebody for that hour."),
    sources=("W58",),
)  # fmt: skip


@dataclass(frozen=True)
class BudgetResult:
    """A year in US dollars; shares in per cent of sales, of the cost for labour.

    Attributes
    ----------
    lines : mapping of str to Value of float
        labour, ads, tools, content, outside, integration, training.
    year : Value of float
        Their sum: what CAC, returns and break-even are worked out from.
    at_least : Value of float
        The lines that are known, where hours are one of them: the year costs this or more.
    request : Value of float
        With the reserve: what has to be approved.
    """

    lines: dict[str, Value[float]]
    year: Value[float]
    at_least: Value[float]
    reserve: Value[float]
    request: Value[float]
    share: Value[float]
    request_share: Value[float]
    labour_share: Value[float]


def _share(part: float, whole: float) -> float:
    if whole <= 0:
        raise NotComputableError(_("there is nothing to put it in proportion to"))
    return 100 * part / whole


def evaluate(
    budget: Budget,
    hours_week: Value[float],
    wage: Value[float],
    ads_month: Value[float],
    integration: Value[float],
    revenue: Value[float],
    rules: HouseRules,
) -> BudgetResult:
    """Return the year's cost.

    Parameters
    ----------
    budget : Budget
    hours_week : Value of float
        Hours the cadence takes.
    wage : Value of float
        Loaded, US dollars an hour.
    ads_month, integration, revenue : Value of float
        US dollars.
    rules : HouseRules
        The reserve.
    """

    def optional(name: str) -> Value[float]:
        # Nobody who leaves training or an agency out means that it is unknown.
        value = given(budget, name)
        return value if value.known else Value(0.0)

    lines: dict[str, Value[float]] = {
        "labour": derive(lambda hours, hour: hours * WEEKS_YEAR * hour, hours_week, wage),
        "ads": derive(lambda month: month * MONTHS_YEAR, ads_month),
        "tools": given(budget, "tools"),
        "content": given(budget, "content"),
        "outside": optional("agency"),
        "integration": integration,
        "training": optional("training"),
    }
    year: Value[float] = derive(lambda *parts: float(sum(parts)), *lines.values())
    known = [line for line in lines.values() if line.known]
    least: Value[float] = derive(lambda *parts: float(sum(parts)), *known)
    reserve = derive(lambda cost: cost * rules.reserve_pct / 100, year)
    request = derive(lambda cost, more: cost + more, year, reserve)
    return BudgetResult(
        lines,
        year,
        least if lines["labour"].known else missing(*lines["labour"].needs),
        reserve,
        request,
        derive(_share, year, revenue),
        derive(_share, request, revenue),
        derive(_share, lines["labour"], year),
    )


def check(result: BudgetResult, rules: HouseRules) -> tuple[Outcome, ...]:
    """Return what came of C511 to C513."""
    ads, tools = result.lines["ads"], result.lines["tools"]
    needs = (*ads.needs, *tools.needs)
    spent = sum(value.value or 0.0 for value in (ads, tools))
    if spent > 0:
        none = C511.silent()
    else:
        none = C511.unknown(*needs) if needs else C511.fires(_("Both are zero."))
    labour = result.lines["labour"]
    finding = _("It is {share} of sales; our limit is {most}.")
    return (
        none,
        C512.unknown(*result.share.needs) if not result.share.known else C512.when(
            result.share.get() > rules.revenue_share_most_pct,
            finding.format(
                share=percent(result.share.get()), most=percent(rules.revenue_share_most_pct)
            ),
        ),
        C513.unknown(*labour.needs) if not labour.known else C513.when(
            labour.get() <= 0, _("The hours of a year are valued at nothing.")
        ),
    )  # fmt: skip
