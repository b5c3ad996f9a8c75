"""The calendar: exact quotas, no theme twice running, every hour free, the same each time."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import pairwise

import pytest
from conftest import AS_OF, judged, sample_answers
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop.answers.change import Change, apply
from workshop.steps.content.cadence import posts_of_week
from workshop.steps.content.calendar import utm
from workshop.steps.content.calendar.generator import first_monday
from workshop.steps.content.calendar.ideas import titles
from workshop.steps.content.calendar.model import Post
from workshop.steps.content.calendar.sharing import by_channel, quotas, sequence
from workshop.steps.content.calendar.slots import Good, Hours, Week, open_hours
from workshop.steps.content.calendar.texts import similarity
from workshop.steps.content.pillars import Pillar, largest_remainder
from workshop.workbook import Answers

NO_MARKS = {day: [0] * 24 for day in range(7)}


def posts(answers: Answers, as_of: dt.date = AS_OF) -> tuple[Post, ...]:
    return judged(answers, as_of).content.posts


def test_the_same_answers_give_the_same_calendar() -> None:
    """Nothing is drawn by chance."""
    assert posts(sample_answers()) == posts(sample_answers())


def test_posts_are_in_order_and_no_two_share_an_hour() -> None:
    """91 posts in 13 weeks, in order of time, no two channels at one moment, ids once."""
    found = posts(sample_answers())

    assert len(found) == 91
    assert [post.at for post in found] == sorted(post.at for post in found)
    assert len({post.at for post in found}) == 91
    assert len({post.id for post in found}) == 91
    assert {post.week for post in found} == {
        dt.date(2027, 1, 4) + dt.timedelta(weeks=n) for n in range(13)
    }


def test_no_theme_follows_itself_on_a_channel() -> None:
    """After the owner's own first week, neighbours on a channel differ in theme."""
    for channel in ("facebook", "instagram"):
        themes = [post.pillar for post in posts(sample_answers()) if post.channel == channel]
        assert all(a != b for a, b in pairwise(themes))


def test_good_hours_come_first_and_the_rest_lies_in_opening_hours() -> None:
    """Tuesday evening and Saturday morning are taken each week; others while it is open."""
    made = [post for post in posts(sample_answers()) if not post.own]
    good = Counter((post.at.weekday(), post.at.hour) for post in made if post.good_time)

    assert set(good) == {(1, 18), (1, 19), (5, 9), (5, 10)}
    for post in made:
        if not post.good_time:
            assert post.at.weekday() in (1, 2, 3, 4, 5)
            assert 10 <= post.at.hour <= 17


def test_key_dates_promotions_and_peaks_are_led_up_to() -> None:
    """The kiln opening and the contest have a post on each channel, before the day."""
    found = posts(sample_answers())
    opening = [post for post in found if post.key_date == "Spring kiln opening"]
    contest = [post for post in found if post.key_date == "Photo of the first pot"]

    assert {post.channel for post in opening} == {"facebook", "instagram"}
    assert all(dt.date(2027, 3, 7) < post.at.date() <= dt.date(2027, 3, 20) for post in opening)
    assert contest
    assert all(post.pillar == "book" for post in contest)


def test_variants_of_an_idea_differ_and_every_link_is_tagged() -> None:
    """Texts of one idea are unlike one another; tags name channel, objective, theme and month."""
    found = posts(sample_answers())
    for a in found:
        for b in found:
            if a.atom == b.atom and a.channel < b.channel:
                assert similarity(a.copy, b.copy) < 0.9
    for post in found:
        tags = utm.tags_of(post.url)
        assert tags["utm_source"] == post.channel
        assert tags["utm_medium"] == "social"
        assert tags["utm_campaign"] == f"{post.objective.lower()}-{post.pillar}-{post.at:%Y%m}"
        assert tags["utm_content"] == post.id


def test_an_idea_is_looked_at_from_every_side_before_it_repeats() -> None:
    """Titles all differ, and after a question comes no colon."""
    pillar = Pillar(id="P1", name="Clay", ideas=["Thrown or built?", "How a handle is pulled"])
    found = titles(pillar)

    assert found[:2] == ["Thrown or built?", "How a handle is pulled"]
    assert len(set(found)) == len(found) == 18
    assert "Thrown or built? Step by step" in found
    assert "How a handle is pulled: step by step" in found
    assert not any("?:" in title for title in found)


def test_an_owner_s_change_stays_and_moves_nothing_else() -> None:
    """A generated post that is rewritten keeps its place; all others stay as they were."""
    before = posts(sample_answers())
    told = {"id": "w05-facebook-2", "copy_text": "Ours.", "time": "11:30"}
    after = posts(apply(sample_answers(), Change("/content/entries/w05-facebook-2", told)))

    changed = next(post for post in after if post.id == "w05-facebook-2")
    assert (changed.copy, changed.at.time(), changed.own) == ("Ours.", dt.time(11, 30), True)
    rest = {post.id: post for post in before if post.id != changed.id}
    assert {post.id: post for post in after if post.id != changed.id} == rest


@pytest.mark.parametrize(
    ("day", "monday"), [("2027-01-04", "2027-01-04"), ("2027-01-05", "2027-01-11")]
)
def test_the_calendar_starts_on_a_monday(day: str, monday: str) -> None:
    """On the day itself if it is one, else the next."""
    assert first_monday(dt.date.fromisoformat(day)) == dt.date.fromisoformat(monday)


shares = st.lists(st.floats(0.5, 100), min_size=1, max_size=6)


@given(shares, st.integers(0, 400))
def test_largest_remainder_uses_up_the_whole(weights: list[float], total: int) -> None:
    """Counts sum to the whole, and none is a whole post away from its share."""
    counts = largest_remainder(weights, total)

    assert sum(counts) == total
    for count, weight in zip(counts, weights, strict=True):
        assert abs(count - total * weight / sum(weights)) < 1 + 1e-6


@settings(deadline=None)
@given(shares, st.lists(st.integers(0, 60), min_size=1, max_size=4), st.data())
def test_quotas_are_met_on_every_channel(
    weights: list[float], places: list[int], data: st.DataObject
) -> None:
    """Whatever the shares and channels: every place is filled and every quota is met."""
    names = [f"p{n}" for n in range(len(weights))]
    total = sum(places)
    left = quotas(dict(zip(names, weights, strict=True)), total, Counter())
    dealt = by_channel(left, {f"c{n}": count for n, count in enumerate(places)})
    found: Counter[str] = Counter()
    for channel, count in zip(dealt, places, strict=True):
        order = sequence(count, dealt[channel], {})
        assert len(order) == count
        assert Counter(order) == Counter({k: v for k, v in dealt[channel].items() if v})
        most = max(dealt[channel].values(), default=0)
        if 2 * most <= count:
            assert all(a != b for a, b in pairwise(order))
        found.update(order)
    assert found == Counter({name: n for name, n in left.items() if n})


@given(st.floats(0, 20), st.integers(1, 13))
def test_posts_of_weeks_add_up(rate: float, weeks: int) -> None:
    """The posts of n weeks are the whole part of n times the rate."""
    total = sum(posts_of_week(rate, week) for week in range(weeks))

    assert abs(total - rate * weeks) < 1 + 1e-6


@given(st.lists(st.integers(0, 12), min_size=1, max_size=4))
def test_two_channels_never_share_an_hour(counts: list[int]) -> None:
    """However many posts: within a week every hour is taken once."""
    week = Week([Good(1, 18, 20), Good(5, 9, 11)], Hours({1: (10, 17), 3: (10, 17)}))
    taken = [(s.weekday, s.hour) for n in counts for s in week.slots(n, NO_MARKS)]

    assert len(taken) == sum(counts)
    assert len(set(taken)) == len(taken)


def test_open_hours_leave_out_days_off_and_nonsense() -> None:
    """A day without both times, or closing before it opens, is a day off."""
    hours = open_hours([(0, "10:00", "18:00"), (1, None, "18:00"), (2, "18:00", "10:00")])

    assert hours.by_day == {0: (10, 17)}


@pytest.mark.parametrize(
    ("text", "slug"),
    [("Piñon & Kiln", "pinon-kiln"), ("O1", "o1"), ("Straße Øl", "strasse-ol"), ("陶", ""),
     ("a=b?c#d", "a-b-c-d")],
)  # fmt: skip
def test_tags_are_small_letters_and_hyphens(text: str, slug: str) -> None:
    """A tag never holds a capital, a space, an accent or a sign."""
    assert utm.slug(text) == slug


def test_tags_leave_the_rest_of_an_address_alone() -> None:
    """Own keys and the fragment stay, old tags go, a telephone number is no link."""
    url = utm.tagged("https://e.org/a?x=1&utm_source=old#top", "fb", "social", "c", "i")

    assert url == (
        "https://e.org/a?x=1&utm_source=fb&utm_medium=social&utm_campaign=c&utm_content=i#top"
    )
    assert utm.tagged("tel:+1575", "fb", "social", "c", "i") == "tel:+1575"
