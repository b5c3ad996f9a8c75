"""One row for each profile found, and one question on impostors."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

from workshop.answers.kinds import Choice, Day, Number, Ref, Text, WebAddress, YesNo
from workshop.answers.measured import Labelled
from workshop.answers.question import Question
from workshop.answers.topic import Row, Topic
from workshop.i18n import Lazy, _
from workshop.steps.readiness.words import PEOPLE


class Purpose(Labelled):
    """What a profile is for."""

    AWARENESS = "awareness", _("Being known")
    SUPPORT = "support", _("Answering customers")
    COMMUNITY = "community", _("Community")
    SALES = "sales", _("Sales")
    RECRUITING = "recruiting", _("Recruiting")
    NONE = "none", _("No purpose yet")


class Action(Labelled):
    """What to do with a profile."""

    KEEP = "keep", _("Keep")
    IMPROVE = "improve", _("Improve")
    ARCHIVE = "archive", _("Archive")
    DELETE = "delete", _("Delete")
    REPORT_IMPOSTOR = "report_impostor", _("Report as impostor")


KEPT = (Action.KEEP, Action.IMPROVE)


class Account(Row, at="/readiness/accounts"):
    """One profile on one channel."""

    title: ClassVar[Lazy] = _("Your profiles today")
    singular: ClassVar[Lazy] = _("profile")

    channel: Annotated[
        str | None,
        Question(
            Ref("reference:channels"),
            _("Channel"),
            example="Instagram",
            required=True,
            tier=1,
        ),
    ] = None
    url: Annotated[
        str | None,
        Question(
            WebAddress(),
            _("Its address"),
            help=_("Copy it from the browser."),
            example="https://www.instagram.com/…",
            required=True,
            prework=True,
            tier=3,
        ),
    ] = None
    handle: Annotated[
        str | None,
        Question(Text(60), _("Its name there"), example="@pinonandkiln", required=True, tier=3),
    ] = None
    internal_owner: Annotated[
        str | None,
        Question(Ref(PEOPLE), _("Who answers for it?"), example="front desk lead", required=True),
    ] = None
    admins: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True),
            _("How many people can administer it?"),
            help=_("With one only, you lose the profile with that person's phone."),
            example="2",
            required=True,
            prework=True,
        ),
    ] = None
    two_factor: Annotated[
        bool | None,
        Question(
            YesNo(),
            _("Is two-factor sign-in on for all of them?"),
            help=_("Sign-in with a password and a second code."),
            example="yes",
            required=True,
            prework=True,
            tier=1,
        ),
    ] = None
    followers: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True),
            _("Followers"),
            help=_("It stands on the profile. For each of yours."),
            example="3,400",
            prework=True,
            tier=1,
        ),
    ] = None
    posts_28d: Annotated[
        int | None,
        Question(
            Number(at_least=0, whole=True),
            _("Posts in the last 28 days"),
            example="12",
            prework=True,
            tier=3,
        ),
    ] = None
    last_post: Annotated[
        dt.date | None,
        Question(
            Day(),
            _("Date of the last post"),
            help=_("Leave it empty if there never was one."),
            example="2027-01-02",
            tier=3,
            prework=True,
        ),
    ] = None
    purpose: Annotated[
        Purpose | None, Question(Choice(Purpose), _("What is it for?"), example="Sales", tier=3)
    ] = None
    action: Annotated[
        Action | None,
        Question(
            Choice(Action),
            _("What will you do with it?"),
            help=_("Closing a dead profile is a decision too."),
            example="Keep",
        ),
    ] = None
    logo_ok: Annotated[
        bool | None, Question(YesNo(), _("Logo is ours and current"), example="yes", tier=3)
    ] = None
    cover_ok: Annotated[
        bool | None, Question(YesNo(), _("Cover picture is current"), example="yes", tier=3)
    ] = None
    name_ok: Annotated[
        bool | None, Question(YesNo(), _("Name is the same as everywhere"), example="yes", tier=3)
    ] = None
    bio_ok: Annotated[
        bool | None,
        Question(YesNo(), _("Text says what we do and for whom"), example="yes", tier=3),
    ] = None
    link_ok: Annotated[
        bool | None, Question(YesNo(), _("Link leads to the right page"), example="no", tier=3)
    ] = None
    contact_ok: Annotated[
        bool | None,
        Question(YesNo(), _("Contact details and hours are right"), example="yes", tier=3),
    ] = None
    colours_ok: Annotated[
        bool | None, Question(YesNo(), _("Colours match the website"), example="yes", tier=3)
    ] = None
    voice_ok: Annotated[
        bool | None, Question(YesNo(), _("Posts sound like us"), example="yes", tier=3)
    ] = None

    @property
    def kept(self) -> bool:
        """Say whether the profile goes on: its action is keep or improve."""
        return self.action in KEPT

    def name_shown(self) -> str:
        """Return the name there, else the channel."""
        return self.handle or self.channel or self.id


BOXES = (
    "logo_ok",
    "cover_ok",
    "name_ok",
    "bio_ok",
    "link_ok",
    "contact_ok",
    "colours_ok",
    "voice_ok",
)
"""The eight look-and-feel boxes of a profile."""


class AccountAudit(Topic, at="/readiness/account_audit"):
    """What concerns all profiles together."""

    title: ClassVar[Lazy] = _("Impostors")

    impostor_search_done: Annotated[
        bool | None,
        Question(
            YesNo(),
            _("Have you searched for profiles that pretend to be you?"),
            help=_("Search your name on every channel, also misspelt."),
            example="yes",
            tier=3,
            prework=True,
        ),
    ] = None
