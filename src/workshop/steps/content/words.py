"""Addresses and lists that more than one topic of the step uses."""

from __future__ import annotations

from workshop.answers.measured import Labelled
from workshop.i18n import Lazy, _

PERSONAS = "/audience/personas"
OBJECTIVES = "/objectives/objectives"
DEPARTMENTS = "/readiness/departments"
CHANNELS = "reference:channels"
PILLARS = "/content/pillars"
CADENCE = "/content/cadence"

WEEKS = 13
"""Weeks the calendar looks ahead: a quarter."""
WEEKS_YEAR, MONTHS_YEAR = 52, 12

DAY_FORMATS = frozenset({"story", "snap", "status"})
"""Formats gone after a day: they take time, and are no entries of the calendar."""


class Format(Labelled):
    """What a post is made as."""

    TEXT = "text", _("Text")
    PHOTO = "photo", _("Photo")
    CAROUSEL = "carousel", _("Photo series")
    REEL = "reel", _("Reel or short video")
    VIDEO = "video", _("Video")
    LONG_VIDEO = "long_video", _("Long video")
    LIVE = "live", _("Live video")
    STORY = "story", _("Story (gone after a day)")
    EVENT = "event", _("Event")
    DOCUMENT = "document", _("Document")
    ARTICLE = "article", _("Article")
    PIN = "pin", _("Pin")
    LINK = "link", _("Link")
    ADAPTATION = "adaptation", _("Adaptation of another post")
    OFFER = "offer", _("Offer")


def lasting(format_: Format | None) -> bool:
    """Say whether a post of this format stays: stories and the like are gone after a day."""
    return format_ is None or format_.value not in DAY_FORMATS


CLASSES: dict[str, Lazy] = {
    "positive": _("Praise, or a fair mention"),
    "troll": _("Out to insult"),
    "rager": _("Rant or joke"),
    "misguided": _("Wrong facts"),
    "unhappy": _("A customer with a bad experience"),
    "crisis": _("Law, safety, discrimination, press or a data leak"),
}
"""The six classes of the triage (after the US Air Force chart, W44)."""
