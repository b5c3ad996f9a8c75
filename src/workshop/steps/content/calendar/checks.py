"""Checks C431 to C438: every post serves something, says something, and can be followed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

from workshop.i18n import _, plural
from workshop.method import Check, Outcome, Severity
from workshop.numbers import number
from workshop.reference import Reference
from workshop.settings import HouseRules
from workshop.steps.content.calendar import utm
from workshop.steps.content.calendar.model import Post
from workshop.steps.content.calendar.questions import Status
from workshop.steps.content.calendar.texts import alike, limit_of
from workshop.steps.content.words import CADENCE, PILLARS, WEEKS

C431 = Check(
    "C431",
    Severity.BLOCK,
    _("A post that serves no objective"),
    why=_("It costs as much as the others and cannot be judged."),
    remedy=_("Give it, or its theme, an objective; or leave it out."),
    sources=("W01",),
)
C432 = Check(
    "C432",
    Severity.WARN,
    _("The same words on two channels"),
    why=_("What suits one channel falls flat on another, and who follows both sees it twice."),
    remedy=_("Write each channel its own text: another beginning, another length."),
    sources=("W17",),
)
C433 = Check(
    "C433",
    Severity.WARN,
    _("A text longer than the channel takes"),
    why=_("It is cut off, and the link with it."),
    remedy=_("Shorten it."),
    sources=("limits",),
)
C434 = Check(
    "C434",
    Severity.WARN,
    _("A picture nobody has described"),
    why=_("Who cannot see it is shut out; search engines as well."),
    remedy=_("Write one sentence on what is to be seen."),
    sources=("wcag",),
)
C435 = Check(
    "C435",
    Severity.WARN,
    _("A link without tags"),
    why=_("The visit arrives, and nobody can say from where."),
    remedy=_("Use the link from the plan, with its tags."),
    sources=("W56",),
)
C436 = Check(
    "C436",
    Severity.WARN,
    _("A silent week on your main channel"),
    why=_("A profile that falls silent looks closed."),
    remedy=_("Raise the cadence to one post a week, or make another channel the main one."),
    sources=("practice",),
)
C437 = Check(
    "C437",
    Severity.WARN,
    _("Nobody else looks at a post before it goes out"),
    why=_("A second pair of eyes catches what hurts."),
    remedy=_("Name who approves; not the person who wrote it."),
    sources=("W38",),
)
C438 = Check(
    "C438",
    Severity.INFO,
    _("All channels post at the same hour"),
    why=_("Who follows you on two of them sees it twice, and you cannot answer both."),
    remedy=_("Move one of them by an hour."),
    sources=("W17",),
)
_READY = frozenset(Status) - {Status.IDEA}


def check(
    posts: Sequence[Post],
    objectives: Collection[str],
    primary: Sequence[str],
    first: dt.date,
    staff: float | None,
    reference: Reference,
    rules: HouseRules,
) -> tuple[Outcome, ...]:
    """Return what came of C431 to C438.

    Parameters
    ----------
    posts : sequence of Post
    objectives : collection of str
        Ids of those kept.
    primary : sequence of str
        Ids of the main channels.
    first : datetime.date
        Monday of the first week.
    staff : float, optional
        Full-time equivalents; alone, nobody else can approve.
    reference : Reference
        Limits of the channels.
    rules : HouseRules
    """
    every = (C431, C432, C433, C434, C435, C436, C437, C438)
    if not posts:
        return tuple(rule.unknown(PILLARS, CADENCE) for rule in every)
    written = [post for post in posts if post.status in _READY]
    long = [
        post
        for post in written
        if (limit := limit_of(post.channel, reference)) is not None and len(post.copy) > limit
    ]
    return (
        _posts(C431, [post for post in posts if post.objective not in objectives]),
        _alike(posts, rules),
        _posts(C433, long),
        _posts(C434, [post for post in written if not post.alt_text.strip()]),
        _posts(C435, [post for post in posts if post.url and not utm.has_tags(post.url)]),
        _silence(posts, primary, first),
        _approval(posts, staff),
        _same_hour(posts),
    )


def _posts(rule: Check, which: Sequence[Post]) -> Outcome:
    text = plural("{n} post: {ids}.", "{n} posts: {ids}.", len(which))
    shown = ", ".join(post.id for post in which[:6]) + (" …" if len(which) > 6 else "")
    return rule.when(bool(which), text.format(ids=shown), *(post.id for post in which))


def _alike(posts: Sequence[Post], rules: HouseRules) -> Outcome:
    atoms: Mapping[str, list[Post]] = defaultdict(list)
    for post in posts:
        if post.atom:
            atoms[post.atom].append(post)
    pairs = [
        (a, b)
        for found in atoms.values()
        for a, b in combinations(found, 2)
        if a.channel != b.channel and alike(a.copy, b.copy, rules.similarity_most)
    ]
    names = ", ".join(f"{a.id} / {b.id}" for a, b in pairs[:4])
    finding = _("Alike: {names}.").format(names=names)
    return C432.when(bool(pairs), finding, *(post.id for pair in pairs for post in pair))


def _silence(posts: Sequence[Post], primary: Sequence[str], first: dt.date) -> Outcome:
    mondays = [first + dt.timedelta(weeks=n) for n in range(WEEKS)]
    busy = {(post.channel, post.week) for post in posts}
    silent = [monday for channel in primary for monday in mondays if (channel, monday) not in busy]
    text = plural("{n} week without a post.", "{n} weeks without a post.", len(silent))
    return C436.when(bool(silent), text)


def _approval(posts: Sequence[Post], staff: float | None) -> Outcome:
    nobody = [post for post in posts if not post.approver]
    if not nobody and staff is None:
        return C437.unknown("/readiness/profile/staff_fte")
    alone = [post for post in posts if post.approver and post.approver == post.owner]
    found = [*nobody, *(alone if staff is not None and staff > 1 else [])]
    text = _("Posts without a second pair of eyes: {n} of {all}.").format(
        n=number(len(found)), all=number(len(posts))
    )
    return C437.when(bool(found), text)


def _same_hour(posts: Sequence[Post]) -> Outcome:
    channels = {post.channel for post in posts}
    if len(channels) < 2:
        return C438.silent()
    hours: Mapping[dt.datetime, set[str]] = defaultdict(set)
    for post in posts:
        hours[post.at.replace(minute=0)].add(post.channel)
    same = sorted(at for at, found in hours.items() if found == channels)
    text = _("{n} times, the first on {day} at {hour}:00.")
    if not same:
        return C438.silent()
    return C438.fires(
        text.format(n=number(len(same)), day=same[0].date().isoformat(), hour=same[0].hour)
    )
