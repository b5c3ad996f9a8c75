"""Eight systems, eight links between them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from workshop.answers.kinds import Choice, Number, Ref, Scale, Text
from workshop.answers.measured import Labelled
from workshop.answers.question import Question
from workshop.answers.topic import Row
from workshop.i18n import Lazy, Words, _
from workshop.steps.readiness.words import PEOPLE


class SystemName(Labelled):
    """The systems asked about."""

    CRM = "crm", _("Customer records (CRM)")
    ACCOUNTING = "accounting", _("Accounting")
    EMAIL = "email", _("Email newsletters")
    WEBSITE = "website", _("Website")
    SHOP_OR_BOOKING = "shop_or_booking", _("Shop or booking")
    ANALYTICS = "analytics", _("Web analytics")
    ADS = "ads", _("Ad accounts")
    SOCIAL_INBOX = "social_inbox", _("Social inbox")


class SystemStatus(Labelled):
    """How a system is kept."""

    NONE = "none", _("We have none")
    PAPER_OR_SPREADSHEET = "paper_or_spreadsheet", _("Paper or spreadsheet")
    SOFTWARE = "software", _("Software")


class System(Row, at="/readiness/systems"):
    """One system."""

    title: ClassVar[Lazy] = _("Your tools")
    singular: ClassVar[Lazy] = _("tool")
    fixed: ClassVar[dict[str, Words] | None] = {name.value: name.label for name in SystemName}
    row_tiers: ClassVar[Mapping[str, int]] = {
        name.value: 1 if name is SystemName.CRM else 2 for name in SystemName
    }

    status: Annotated[
        SystemStatus | None,
        Question(
            Choice(SystemStatus),
            _("How is it kept?"),
            help=_("A spreadsheet counts. Nothing at all is an honest answer too."),
            example="Software",
            required=True,
            tier=1,
        ),
    ] = None
    product: Annotated[
        str | None,
        Question(
            Text(60),
            _("Which product?"),
            help=_("Customer records, for example, may be kept in Salesforce, Zoho or a sheet."),
            example="QuickBooks",
            tier=3,
        ),
    ] = None
    owner: Annotated[
        str | None,
        Question(Ref(PEOPLE), _("Who looks after it?"), example="front desk lead", tier=3),
    ] = None
    login_count: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True),
            _("How many people can log in?"),
            help=_("Old colleagues included. That is the point of asking."),
            example="3",
            tier=3,
        ),
    ] = None


class LinkName(Labelled):
    """The links asked about."""

    CRM_ACCOUNTING = "crm_accounting", _("Customer records ↔ accounting")
    CRM_EMAIL = "crm_email", _("Customer records ↔ email")
    CLICK_TO_CRM = "click_to_crm", _("Clicks on posts and ads → customer records")
    EMAIL_ADS = "email_ads", _("Email list → ad accounts")
    WEB_ANALYTICS = "web_analytics", _("Website ↔ analytics")
    ANALYTICS_CRM = "analytics_crm", _("Analytics → customer records")
    SOCIAL_INBOX_CRM = "social_inbox_crm", _("Social inbox → customer records")
    BOOKING_ACCOUNTING = "booking_accounting", _("Shop or booking → accounting")


LINK_ENDS: dict[str, tuple[str, str]] = {
    "crm_accounting": ("crm", "accounting"),
    "crm_email": ("crm", "email"),
    "click_to_crm": ("website", "crm"),
    "email_ads": ("email", "ads"),
    "web_analytics": ("website", "analytics"),
    "analytics_crm": ("analytics", "crm"),
    "social_inbox_crm": ("social_inbox", "crm"),
    "booking_accounting": ("shop_or_booking", "accounting"),
}
"""Which two systems a link joins; a click on a post reaches us through the website."""

LINK_WHY: dict[str, Lazy] = {
    "crm_accounting": _("a sale can be traced to the customer who paid"),
    "crm_email": _("newsletters go to the people you really know"),
    "click_to_crm": _("a click can be followed to a customer"),
    "email_ads": _("ads reach your own list and people like them"),
    "web_analytics": _("whoever posts sees what visitors do"),
    "analytics_crm": _("a sale shows next to the person who made it"),
    "social_inbox_crm": _("messages are kept with the customer's record"),
    "booking_accounting": _("sales reach the books without typing"),
}

LEVELS = (
    _("not connected"),
    _("typed over by hand"),
    _("files moved on a schedule"),
    _("automatic"),
)


class Link(Row, at="/readiness/links"):
    """One link between two systems."""

    title: ClassVar[Lazy] = _("How your tools are connected")
    singular: ClassVar[Lazy] = _("connection")
    fixed: ClassVar[dict[str, Words] | None] = {name.value: name.label for name in LinkName}
    row_tiers: ClassVar[Mapping[str, int]] = {
        name.value: 1 if name is LinkName.CLICK_TO_CRM else 2 for name in LinkName
    }

    level_now: Annotated[
        int | None,
        Question(
            Scale(LEVELS),
            _("Today"),
            help=_(
                "0: not at all. 1: typed over by hand. 2: a file now and then. 3: all by itself."
            ),
            example="0",
            required=True,
            tier=1,
        ),
    ] = None
    level_target: Annotated[
        int | None,
        Question(
            Scale(LEVELS),
            _("A year from now"),
            help=_("Where it has to be for your goals. It need not be automatic."),
            example="3",
            required=True,
            tier=3,
        ),
    ] = None
