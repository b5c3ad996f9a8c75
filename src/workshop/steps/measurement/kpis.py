"""KPIs: the few numbers each objective is judged by, and the tree they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from workshop.answers.kinds import Choice, Ref
from workshop.answers.measured import Labelled
from workshop.answers.question import Question
from workshop.answers.topic import Row
from workshop.i18n import Lazy, _
from workshop.method import Check, Outcome, Severity
from workshop.reference import Metric, MetricClass, Reference
from workshop.steps.objectives.smart.method import ObjectiveResult
from workshop.steps.readiness.words import PEOPLE, Function

AT = "/measurement/kpis"
OBJECTIVES = "/objectives/objectives"


class KpiKind(Labelled):
    """What side of an objective a KPI shows (W06)."""

    VOLUME = "volume", _("how many")
    QUALITY = "quality", _("how good")
    VALUE = "value", _("what it is worth")
    COST = "cost", _("what it costs")


class Frequency(Labelled):
    """How often a number is looked up."""

    WEEKLY = "weekly", _("every week")
    MONTHLY = "monthly", _("every month")
    QUARTERLY = "quarterly", _("every quarter")


class Kpi(Row, at=AT):
    """One number an objective is judged by."""

    title: ClassVar[Lazy] = _("Your KPIs")
    singular: ClassVar[Lazy] = _("KPI")

    metric: Annotated[
        str | None,
        Question(
            Ref("reference:metrics"),
            _("What is counted?"),
            help=_("The number of each objective is there already; add what tells why it moves."),
            example="orders per 100 visits",
            required=True,
        ),
    ] = None
    objective: Annotated[
        str | None,
        Question(Ref(OBJECTIVES), _("For which objective?"), example="O1", required=True),
    ] = None
    kind: Annotated[
        KpiKind | None,
        Question(
            Choice(KpiKind),
            _("What does it show?"),
            help=_("How many, how good, what it is worth, what it costs: one of each is best."),
            example="how good",
            required=True,
        ),
    ] = None
    source: Annotated[
        str | None,
        Question(
            Ref("/readiness/systems"), _("Where does the number live?"), example="Website "
            "statistics", required=True,
        ),
    ] = None  # fmt: skip
    owner: Annotated[
        str | None,
        Question(Ref(PEOPLE), _("Who looks it up?"), example="front desk lead", required=True),
    ] = None
    frequency: Annotated[
        Frequency | None,
        Question(Choice(Frequency), _("How often?"), example="every month", tier=3),
    ] = None
    leading_for: Annotated[
        str | None,
        Question(
            Ref(AT),
            _("Which KPI does it run ahead of?"),
            help=_("Clicks move before orders do."),
            example="bookings from social media",
            tier=3,
        ),
    ] = None

    def name_shown(self) -> str:
        """Return the metric."""
        return self.metric or self.id


C601 = Check(
    "C601",
    Severity.BLOCK,
    _("An objective nobody could judge"),
    why=_("Likes and views do not say whether the business is better off."),
    remedy=_("Give it a KPI that counts orders, sign-ups or money; for service, answers in time."),
    sources=("W07",),
)
C602 = Check(
    "C602",
    Severity.WARN,
    _("An objective seen from one side only"),
    why=_("More orders may be worth less, or cost more, and you would not see it."),
    remedy=_("Add a KPI for quality, value or cost."),
    sources=("W06",),
)
C603 = Check(
    "C603",
    Severity.BLOCK,
    _("A KPI without a source or a person"),
    why=_("A number nobody looks up is not measured."),
    remedy=_("Say where the number lives and who looks it up."),
    sources=("W07",),
)
C607 = Check(
    "C607",
    Severity.WARN,
    _("The report shows views and followers only"),
    why=_("They decide nothing."),
    remedy=_("Put at least one number on the first line that the business lives on."),
    sources=("W67",),
)
C451 = Check(
    "C451",
    Severity.WARN,
    _("The agency would report likes only"),
    why=_("You would pay for a number that decides nothing."),
    remedy=_("Put a business or conversion KPI into the brief."),
    sources=("practice",),
)
_BUSINESS = (MetricClass.BUSINESS, MetricClass.CONVERSION)
_SHALLOW = (MetricClass.REACH, MetricClass.ENGAGEMENT, MetricClass.VANITY)


@dataclass(frozen=True)
class Branch:
    """One KPI as it is used.

    ``own`` is False where it was taken from the objective itself.
    """

    id: str
    metric: Metric | None
    objective: str
    kind: KpiKind | None
    source: str
    owner: str
    frequency: Frequency
    own: bool

    @property
    def name(self) -> str:
        """Return what is counted."""
        return str(self.metric.name) if self.metric else self.id

    @property
    def leading(self) -> bool:
        """Say whether it runs ahead of the business: engagement and reach do."""
        return self.metric is not None and self.metric.metric_class in _SHALLOW


def branches(
    rows: Sequence[Kpi], kept: Sequence[ObjectiveResult], reference: Reference
) -> dict[str, tuple[Branch, ...]]:
    """Return the KPIs of each objective; the objective's own number is always one of them."""
    found: dict[str, tuple[Branch, ...]] = {}
    for result in kept:
        objective = result.objective
        own = [
            Branch(
                row.id,
                reference.metrics.get(row.metric or ""),
                objective.id,
                row.kind,
                row.source or "",
                row.owner or "",
                row.frequency or Frequency.MONTHLY,
                own=True,
            )
            for row in rows
            if row.objective == objective.id
        ]
        if result.metric is not None and result.metric.id not in {
            branch.metric.id for branch in own if branch.metric
        }:
            own.insert(
                0,
                Branch(
                    f"{objective.id}-own", result.metric, objective.id,
                    KpiKind.QUALITY if result.bounded else KpiKind.VOLUME,
                    objective.data_source or "", objective.owner or "", Frequency.MONTHLY,
                    own=False,
                ),
            )  # fmt: skip
        found[objective.id] = tuple(own)
    return found


def check(
    tree: Mapping[str, tuple[Branch, ...]],
    kept: Sequence[ObjectiveResult],
    *,
    outside: bool,
    begun: bool,
) -> tuple[Outcome, ...]:
    """Return what came of C451, C601 to C603 and C607.

    Parameters
    ----------
    tree : mapping of str to tuple of Branch
    kept : sequence of ObjectiveResult
    outside : bool
        Whether somebody outside does the work and reports.
    begun : bool
        Whether KPIs have been chosen; until then each objective has only its own number.
    """
    if not kept:
        found = tuple(rule.unknown(OBJECTIVES) for rule in (C601, C602, C603, C607))
        return (C451.unknown(OBJECTIVES) if outside else C451.silent(), *found)
    unjudged, one_sided = [], []
    for result in kept:
        kpis = tree[result.objective.id]
        fit = (
            (*_BUSINESS, MetricClass.SERVICE)
            if result.objective.function is Function.CUSTOMER_SERVICE
            else _BUSINESS
        )
        if not any(kpi.metric and kpi.metric.metric_class in fit for kpi in kpis):
            unjudged.append(result.objective.id)
        kinds = {kpi.kind for kpi in kpis if kpi.kind}
        if len(kinds) == 1:
            one_sided.append(result.objective.id)
    every = [kpi for kpis in tree.values() for kpi in kpis]
    # An objective's own number is asked for in its own step: there it is a gap already.
    adrift = [kpi for kpi in every if kpi.own and not (kpi.source and kpi.owner)]
    shallow = bool(every) and all(kpi.leading for kpi in every)
    names = ", ".join(dict.fromkeys(kpi.name for kpi in every)) + "."
    return (
        C451.when(outside and shallow, names),
        C601.when(bool(unjudged), ", ".join(unjudged) + ".", *unjudged),
        C602.when(bool(one_sided), ", ".join(one_sided) + ".", *one_sided)
        if begun
        else C602.unknown(AT),
        C603.when(bool(adrift), ", ".join(kpi.name for kpi in adrift) + ".",
                  *(kpi.id for kpi in adrift)),
        C607.when(shallow, names),
    )  # fmt: skip
