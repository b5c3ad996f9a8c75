"""The calendar file, read back by two parsers that know nothing of us."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import icalendar
import pytest
import vobject
from conftest import AS_OF, sample_answers
from takeaways import context_for

from workshop.answers.change import Change, apply
from workshop.plan.context import PlanContext
from workshop.takeaway import calendar_ics
from workshop.workbook import Answers


@cache
def context() -> PlanContext:
    return context_for(sample_answers())


@cache
def made() -> bytes:
    return calendar_ics(context())


def events(data: bytes) -> list[Any]:
    return icalendar.Calendar.from_ical(data).walk("VEVENT")


def test_both_parsers_find_every_post_draft_day_and_review() -> None:
    """91 posts, the days drafts are due, and the reviews of a quarter."""
    mine = events(made())
    posts = [event for event in mine if event.get("url")]
    drafts = [event for event in mine if event.walk("VALARM")]
    reviews = [event for event in mine if str(event["summary"]).startswith("Review:")]
    theirs = vobject.readOne(made().decode()).vevent_list

    assert len(posts) == 91
    assert drafts
    assert len(reviews) == 13 + 3 + 1
    assert len(mine) == len(theirs) == len(posts) + len(drafts) + len(reviews)


def test_times_carry_the_zone_of_the_business_and_its_definition() -> None:
    """18:00 on 5 January in Denver is 18:00 there, in both parsers; the zone is defined."""
    first = next(e for e in events(made()) if str(e["summary"]).endswith("A bowl in 20 seconds"))
    theirs = next(
        e for e in vobject.readOne(made().decode()).vevent_list
        if e.summary.value.endswith("A bowl in 20 seconds")
    )  # fmt: skip
    utc = dt.datetime(2027, 1, 6, 1, 0, tzinfo=dt.UTC)

    assert first["dtstart"].params["TZID"] == "America/Denver"
    assert first["dtstart"].dt.astimezone(dt.UTC) == utc
    assert theirs.dtstart.value.astimezone(dt.UTC) == utc
    assert b"BEGIN:VTIMEZONE" in made()


def test_summer_time_is_kept() -> None:
    """A post after the change of clocks is at its local hour."""
    late = max((e for e in events(made()) if e.get("url")), key=lambda e: e["dtstart"].dt)

    assert late["dtstart"].dt.utcoffset() == dt.timedelta(hours=-6)


def test_lines_are_folded_and_end_as_the_standard_asks() -> None:
    """At most 75 octets a line, CRLF at the end, nothing undecodable."""
    lines = made().split(b"\r\n")

    assert max(len(line) for line in lines) <= 75
    assert b"\n" not in made().replace(b"\r\n", b"")
    made().decode("utf-8")


def test_ids_stay_and_the_sequence_grows_when_the_plan_is_drawn_up_again() -> None:
    """Taking the newer file in updates events instead of doubling them."""
    told = {"id": "w05-facebook-2", "copy_text": "Ours.", "time": "11:30"}
    answers = apply(sample_answers(), Change("/content/entries/w05-facebook-2", told))
    later = calendar_ics(context_for(answers))
    before = {str(e["uid"]): e for e in events(made())}
    after = {str(e["uid"]): e for e in events(later)}

    assert set(before) == set(after)
    changed = [uid for uid in before if before[uid]["dtstart"].dt != after[uid]["dtstart"].dt]
    assert len(changed) == 1
    next_day = calendar_ics(context_for(sample_answers(), AS_OF - dt.timedelta(days=1)))
    sequences = {e["sequence"] for e in events(next_day)}
    assert max(sequences) < min(e["sequence"] for e in events(made()))


def test_the_same_plan_gives_the_same_bytes_and_names_nobody_in_an_id() -> None:
    """No clock and no chance in it; ids are hashes."""
    assert calendar_ics(context_for(sample_answers())) == made()
    assert not any(b"pinon" in line.lower() for line in made().split(b"\r\n")
                   if line.startswith(b"UID"))  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "a;b,c\\d",
        "one\ntwo",
        "BEGIN:VEVENT",
        "END:VCALENDAR\r\nBEGIN:VCALENDAR",
        "陶 🏺 é",
        ":" * 200,
    ],
)
def test_whatever_an_owner_writes_stays_text(text: str) -> None:
    """Signs the format uses are escaped, in both parsers."""
    told = {"id": "w05-facebook-2", "copy_text": text, "title_text": text[:100]}
    answers = apply(sample_answers(), Change("/content/entries/w05-facebook-2", told))
    data = calendar_ics(context_for(answers))
    clean = next(r for r in answers.content.entries if r.id == "w05-facebook-2").copy_text

    assert len(events(data)) == len(events(made()))
    assert any(str(e["description"]).startswith(clean) for e in events(data))
    assert len(vobject.readOne(data.decode()).vevent_list) == len(events(made()))


def test_an_empty_workbook_gives_a_calendar_with_nothing_in_it() -> None:
    """Nothing answered: a file that can be read, and says which zone it took."""
    data = calendar_ics(context_for(Answers(participant="x")))

    assert events(data) == []
    assert b"America/Denver" in data
