"""The calendar as an .ics file (RFC 5545): posts, drafts due and reviews.

Every event has an id made from the participant and the post, so that taking the file in a
second time updates events instead of doubling them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import zoneinfo
from collections.abc import Iterator

import icalendar

from workshop import __version__
from workshop.i18n import _
from workshop.plan.context import PlanContext
from workshop.steps.content.calendar.model import Post
from workshop.steps.content.words import PILLARS
from workshop.steps.measurement.rhythm import BEATS, Review
from workshop.tongues import name_of

_POST_MINUTES, _REVIEW_HOUR = 15, 9
_USUAL_ZONE = "America/Denver"
_DAY = dt.timedelta(days=1)


def calendar_ics(context: PlanContext) -> bytes:
    """Return the calendar file of a plan, the same bytes from the same plan.

    Parameters
    ----------
    context : PlanContext
        Times are local to the time zone of the business; without one, that of the sample
        workshop, which the file's description then says.
    """
    usual = context.settings.time_zone or _USUAL_ZONE
    zone = zoneinfo.ZoneInfo(context.answers.readiness.profile.time_zone or usual)
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//Strategy Workbook//{__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", str(_("Social media: {name}").format(name=context.facts.business)))
    if context.answers.readiness.profile.time_zone is None:
        text = _("No time zone was named; times are those of {zone}.")
        calendar.add("x-wr-caldesc", str(text.format(zone=usual)))
    for post in context.evaluation.content.posts:
        calendar.add_component(_post(post, context, zone))
    for event in _drafts(context):
        calendar.add_component(event)
    for review in context.evaluation.measurement.reviews:
        calendar.add_component(_review(review, context, zone))
    posts = context.evaluation.content.posts
    last = posts[-1].at.date() if posts else context.evaluation.as_of
    calendar.add_missing_timezones(
        first_date=context.evaluation.as_of - _DAY, last_date=last + 366 * _DAY
    )
    return bytes(calendar.to_ical())


def event_id(participant: str, kind: str, key: str) -> str:
    """Return an id that is the same each time and tells nobody's name."""
    digest = hashlib.sha256(f"{participant}/{kind}/{key}".encode()).hexdigest()[:32]
    return f"{digest}@strategy-workbook"


def _event(context: PlanContext, kind: str, key: str, title: str) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", event_id(context.answers.participant, kind, key))
    # The day of the plan stands in for the clock: equal plans give equal files.
    stamp = dt.datetime.combine(context.evaluation.as_of, dt.time(), dt.UTC)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    # Days since a fixed day: a plan drawn up later replaces what an earlier one said.
    event.add("sequence", max(0, (context.evaluation.as_of - dt.date(2020, 1, 1)).days))
    event.add("summary", title)
    event.add("transp", "TRANSPARENT")
    return event


def _post(post: Post, context: PlanContext, zone: zoneinfo.ZoneInfo) -> icalendar.Event:
    telling = context.telling
    channel = telling.channel(post.channel)
    event = _event(context, "post", post.id, f"{channel}: {post.title}")
    event.add("dtstart", post.at.replace(tzinfo=zone))
    event.add("duration", dt.timedelta(minutes=_POST_MINUTES))
    lines = [
        post.copy,
        "",
        f"{_('Theme')}: {telling.row(PILLARS, post.pillar)} · {_('Objective')}: {post.objective}",
        f"{_('Made by')}: {telling.person(post.owner) or '–'}",
    ]
    if post.approver:
        lines.append(f"{_('Approved by')}: {telling.person(post.approver)}")
    if post.language:
        lines.append(f"{_('Language')}: {name_of(post.language)}")
    if post.alt_text:
        lines.append(f"{_('To be seen in it')}: {post.alt_text}")
    event.add("description", "\n".join(lines))
    event.add("categories", [channel, telling.row(PILLARS, post.pillar)])
    if post.url:
        event.add("url", post.url)
    return event


def _drafts(context: PlanContext) -> Iterator[icalendar.Event]:
    """Yield one all-day event for each day drafts are due, with an alarm the evening before."""
    due: dict[dt.date, list[Post]] = {}
    for post in context.evaluation.content.posts:
        if post.draft_due >= context.evaluation.as_of:
            due.setdefault(post.draft_due, []).append(post)
    for day, posts in sorted(due.items()):
        title = _("Drafts due: {n}").format(n=len(posts))
        event = _event(context, "drafts", day.isoformat(), str(title))
        event.add("dtstart", day)
        event.add("dtend", day + _DAY)
        event.add(
            "description",
            "\n".join(f"{context.telling.channel(p.channel)}: {p.title}" for p in posts),
        )
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", str(title))
        alarm.add("trigger", dt.timedelta(hours=-6))
        event.add_component(alarm)
        yield event


def _review(review: Review, context: PlanContext, zone: zoneinfo.ZoneInfo) -> icalendar.Event:
    beat = BEATS[review.beat]
    title = _("Review: {beat}").format(beat=str(beat.name).lower())
    key = f"{review.beat}/{review.date.isoformat()}"
    event = _event(context, "review", key, str(title))
    event.add("dtstart", dt.datetime.combine(review.date, dt.time(_REVIEW_HOUR), zone))
    event.add("duration", dt.timedelta(minutes=beat.minutes))
    text = _("Looks at: {what}. May change: {change}.")
    event.add("description", str(text.format(what=beat.looks_at, change=beat.may_change)))
    return event
