"""Checks on the tools and their links."""

from __future__ import annotations

from collections.abc import Sequence

from workshop.i18n import _
from workshop.method import Check, Outcome, Severity
from workshop.steps.readiness.systems.questions import Link, System, SystemStatus

C004 = Check(
    "C004",
    Severity.WARN,
    _("No customer records of any kind"),
    why=_("Without a list of customers nothing that social media brings can be kept."),
    remedy=_("Start a spreadsheet today: name, contact, first contact, last order."),
    sources=("practice",),
)
C005 = Check(
    "C005",
    Severity.WARN,
    _("Clicks are not recorded with customers"),
    why=_("If a click cannot be followed to a customer, little value can be shown or repeated."),
    remedy=_("Let the booking or contact form store where the visitor came from."),
    sources=("practice",),
)


def check(systems: Sequence[System], links: Sequence[Link]) -> tuple[Outcome, ...]:
    """Return what came of C004 and C005."""
    crm = next(item for item in systems if item.id == "crm")
    click = next(item for item in links if item.id == "click_to_crm")
    records = (
        C004.unknown(crm.where("status"))
        if crm.status is None
        else C004.when(
            crm.status is SystemStatus.NONE, _("There are no customer records, on paper or off.")
        )
    )
    followed = (
        C005.unknown(click.where("level_now"))
        if click.level_now is None
        else C005.when(
            click.level_now == 0, _("A click on a post or ad is not recorded with the customer.")
        )
    )
    return (records, followed)
