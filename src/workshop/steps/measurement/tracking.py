"""Which channel group a tagged link lands in, by the rules of the analytics program."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from workshop.i18n import _
from workshop.method import Check, Outcome, Severity
from workshop.reference import Reference, TrafficRule
from workshop.steps.content.calendar import utm
from workshop.steps.content.calendar.model import Post

UNASSIGNED = "Unassigned"
C605 = Check(
    "C605",
    Severity.WARN,
    _("Links of the calendar carry no tags"),
    why=_("Their visits will count as coming from nowhere."),
    remedy=_("Add a call to action with a link: the calendar then builds the tags."),
    sources=("W56",),
)


@lru_cache(maxsize=256)
def _fits(pattern: str, text: str) -> bool:
    return re.fullmatch(pattern, text) is not None


def _holds(rule: TrafficRule, source: str, medium: str, campaign: str,
           reference: Reference) -> bool:  # fmt: skip
    tests = []
    if rule.sites:
        tests.append(source in reference.sites.get(rule.sites, frozenset()))
    for pattern, text in (
        (rule.source, source), (rule.medium, medium), (rule.campaign, campaign)
    ):  # fmt: skip
        if pattern:
            tests.append(_fits(pattern, text))
    return bool(tests) and (all(tests) if rule.together else any(tests))


def channel_group(source: str, medium: str, campaign: str, reference: Reference) -> str:
    """Return the group a visit is sorted into: the first rule that fits, else Unassigned.

    Case counts for tags; the program compares them as they are written in small letters.
    """
    for rule in reference.traffic_rules:
        if _holds(rule, source.lower(), medium.lower(), campaign.lower(), reference):
            return rule.group
    return UNASSIGNED


@dataclass(frozen=True)
class Tagged:
    """One campaign of the calendar: what its links carry and where their visits are counted."""

    source: str
    medium: str
    campaign: str
    group: str
    posts: int
    faults: tuple[str, ...]


def campaigns(posts: Sequence[Post], reference: Reference) -> tuple[Tagged, ...]:
    """Return the campaigns of the calendar's links, in order of time."""
    counts: dict[tuple[str, str, str], int] = {}
    for post in posts:
        tags = utm.tags_of(post.url)
        if tags:
            key = (
                tags.get("utm_source", ""), tags.get("utm_medium", ""),
                tags.get("utm_campaign", ""),
            )  # fmt: skip
            counts[key] = counts.get(key, 0) + 1
    return tuple(
        Tagged(
            *key,
            channel_group(*key, reference),
            n,
            tuple(value for value in key if not utm.well_formed(value)),
        )
        for key, n in counts.items()
    )


def check(posts: Sequence[Post]) -> Outcome:
    """Return what came of C605."""
    if not posts:
        return C605.unknown("/content/pillars", "/content/cadence")
    bare = [post for post in posts if not post.url or not utm.has_tags(post.url)]
    finding = _("{n} of {all} posts.").format(n=len(bare), all=len(posts))
    return C605.when(bool(bare), finding)
