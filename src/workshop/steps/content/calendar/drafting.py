"""Turns places of the calendar into posts: idea, text for its channel, link, people, language."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from workshop.steps.content.calendar import texts, utm
from workshop.steps.content.calendar.ideas import nth, titles
from workshop.steps.content.calendar.model import ChannelPlaces, Place, Plan, Post
from workshop.steps.content.calendar.questions import Entry, Status
from workshop.steps.content.pillars import Pillar


def drafted(channels: Sequence[ChannelPlaces], plan: Plan) -> tuple[Post, ...]:
    """Return a post for every place, each with a text to start from, in the order of time."""
    pillars = {row.id: row for row in plan.pillars}
    every = sorted(
        ((place, each.id) for each in channels for place in each.places),
        key=lambda pair: (pair[0].at, pair[0].id),
    )
    languages = _Languages(plan)
    turns: Counter[str] = Counter()
    atoms: dict[str, int] = {}
    told = {row.id: titles(row) for row in plan.pillars}
    written: dict[str, list[str]] = {}
    found = []
    for place, channel in every:
        pillar = pillars.get(place.pillar)
        if pillar is None:
            # A row that names a theme which is gone is kept as it stands.
            pillar = Pillar(id=place.pillar or "none")
            told[place.pillar] = titles(pillar)
        atom = _atom(place, channel, turns)
        if atom not in atoms:
            atoms[atom] = sum(1 for each in atoms if each.rsplit(".", 1)[0] == place.pillar)
        number = atoms[atom]
        idea = place.occasion or nth(told[place.pillar], number)
        draft = _draft(place, channel, pillar, idea, number, written.get(atom, ()), plan)
        post = replace(draft, atom=atom, language=languages.next(channel))
        post = _changed(post, place.entry) if place.entry else post
        written.setdefault(atom, []).append(post.copy)
        found.append(post)
    return tuple(sorted(found, key=lambda post: (post.at, post.id)))


def _atom(place: Place, channel: str, turns: Counter[str]) -> str:
    """Return the mark of an idea: the n-th post of a theme on each channel shares the n-th idea."""
    if place.entry is not None and place.entry.atom:
        return place.entry.atom
    key = f"{channel}/{place.pillar}"
    turns[key] += 1
    return f"{place.pillar}.{turns[key]}"


class _Languages:
    """Deals the second language out evenly on each channel, at its share of the audience."""

    def __init__(self, plan: Plan) -> None:
        self._main = plan.languages[0] if plan.languages else ""
        self._other = plan.languages[1] if len(plan.languages) > 1 else ""
        self._share = plan.other_share if self._other else 0.0
        self._owed: dict[str, float] = {}

    def next(self, channel: str) -> str:
        # Channels start apart, so that the same idea is not due in the same language everywhere.
        owed = self._owed.get(channel, self._share * len(self._owed)) + self._share
        self._owed[channel] = round(owed - (owed >= 1), 9)
        return self._other if owed >= 1 else self._main


def _draft(
    place: Place,
    channel: str,
    pillar: Pillar,
    idea: str,
    number: int,
    others: Sequence[str],
    plan: Plan,
) -> Post:
    fitting = [row for row in plan.messages if row.persona == pillar.persona] or plan.messages
    message = fitting[number % len(fitting)] if fitting else None
    serving = [row for row in plan.calls if row.objective in (None, pillar.objective)]
    call = next(iter(serving or plan.calls), None)
    makings = texts.Makings(pillar, idea, message, call)
    limit = texts.limit_of(channel, plan.reference)
    text = texts.starting_text(makings, number, channel, limit, others, plan.rules.similarity_most)
    day = place.at.date()
    url = ""
    if call is not None and call.url:
        url = utm.tagged(
            call.url,
            utm.source_of(channel),
            utm.ORGANIC,
            utm.campaign(pillar.objective or "", pillar.id, day),
            utm.slug(place.id),
        )
    return Post(
        id=place.id,
        at=place.at,
        channel=channel,
        format=place.rhythm.format if place.rhythm else None,
        pillar=pillar.id,
        objective=pillar.objective or "",
        persona=pillar.persona or "",
        title=idea[:1].upper() + idea[1:],
        copy=text,
        url=url,
        call=call.id if call else "",
        language="",
        department=next(iter(pillar.departments or ()), ""),
        owner=plan.owners.get(channel, ""),
        approver=plan.approver,
        draft_due=day - dt.timedelta(days=plan.rules.draft_days),
        status=Status.IDEA,
        atom="",
        key_date=place.occasion,
        good_time=place.good,
    )


def _changed(post: Post, row: Entry) -> Post:
    """Return a post with what the owner wrote in place of what was generated."""
    names = {
        "format": "format", "objective": "objective", "persona": "persona",
        "title": "title_text", "copy": "copy_text", "asset": "asset", "alt_text": "alt_text",
        "url": "url", "call": "cta", "language": "language", "department": "department",
        "owner": "owner", "approver": "approver", "draft_due": "draft_due", "status": "status",
        "campaign": "campaign",
    }  # fmt: skip
    changes = {ours: getattr(row, theirs) for ours, theirs in names.items()}
    given = {name: value for name, value in changes.items() if value is not None}
    if "status" not in given:
        given["status"] = Status.DRAFT if row.copy_text else Status.IDEA
    if "title" not in given and "copy" in given:
        given["title"] = str(given["copy"]).split(". ")[0][:80]
    return replace(post, **given, own=True)
