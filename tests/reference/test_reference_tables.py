"""What the shipped tables say, and how they take new rows and damage."""

from __future__ import annotations

import shutil
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from frictionless import validate
from tables import FOLDER, Row, append, rows, write

from workshop.errors import ShippedFileError
from workshop.reference import (
    ADULTS,
    BANDS,
    ChannelKind,
    ChannelStatus,
    Reference,
    load_reference,
)
from workshop.reference.tables import EVER

FUNCTIONS = (
    "awareness",
    "sales_leads",
    "customer_service",
    "recruiting",
    "loyalty",
    "product_feedback",
    "pr_community",
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "reference"))


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference()


# --- who uses which channel


def test_the_newest_survey_of_each_channel_is_used(reference):
    expected = dict.fromkeys(
        ("youtube", "facebook", "instagram", "tiktok", "whatsapp", "reddit", "snapchat", "x"), 2025
    ) | {"threads": 2025, "bluesky": 2025, "linkedin": 2024, "pinterest": 2024, "nextdoor": 2021}
    assert {channel: reference.usage.editions[channel] for channel in expected} == expected


def test_known_figures_of_the_surveys(reference):
    usage = reference.usage
    youtube, women = usage.total("youtube"), usage.cell("youtube", "gender", "Women")
    assert youtube is not None
    assert (youtube.share, youtube.margin) == pytest.approx((0.84, 0.019))
    assert str(youtube.survey_end) == "2025-06-18"
    assert women is not None
    assert women.share == pytest.approx(0.83)
    nextdoor = usage.total("nextdoor")
    assert nextdoor is not None
    assert nextdoor.share == pytest.approx(0.13)
    assert usage.bands("nextdoor") is None
    young = (usage.bands("youtube") or {})["18-29"]
    assert young.share == pytest.approx(0.95)
    both = usage.gender_bands("linkedin", "Women")
    assert both is not None
    assert set(both) == set(BANDS)


def test_daily_use_and_teenagers_do_not_mix_with_ever_use(reference):
    measures = Counter(row["measure"] for row in rows("usage"))
    assert len(measures) > 1
    assert len(reference.usage.uses) == measures[EVER]
    assert reference.usage.cell("youtube", "total", "U.S. teens") is None


def test_every_surveyed_channel_and_band_is_known(reference):
    for use in reference.usage.uses:
        assert use.channel in reference.channels
        assert 0 <= use.share <= 1
        # A margin belongs to a survey of a known size.
        assert use.margin is None or 0 < use.margin < 0.1


# --- channels and ratings


def test_every_scored_channel_is_rated_for_every_function_and_both_models(reference):
    scored = [channel for channel in reference.channels.values() if channel.scored]
    assert len(scored) > 15
    for channel in scored:
        for function in FUNCTIONS:
            for model in ("b2c", "b2b"):
                rating = reference.objective_rating(channel.id, function, model)
                assert rating is not None, (channel.id, function, model)
                assert rating.rating in range(5)
                assert str(rating.reason)
                assert rating.origin.trust == "rule of thumb"


def test_ratings_and_tracking_lie_between_0_and_4(reference):
    assert {rating.rating for rating in reference.ratings} == {0, 1, 2, 3, 4}
    assert {rating.function for rating in reference.ratings} == set(FUNCTIONS)
    assert all(channel.tracking in range(5) for channel in reference.channels.values())
    unscored = [rating for rating in reference.ratings if not rated(reference, rating.channel)]
    assert unscored == []


def rated(reference: Reference, channel: str) -> bool:
    return channel in reference.channels and reference.channels[channel].scored


def test_selling_is_rated_apart_for_people_and_for_firms(reference):
    people = reference.objective_rating("instagram", "sales_leads", "b2c")
    firms = reference.objective_rating("instagram", "sales_leads", "b2b")
    assert people is not None
    assert firms is not None
    assert people.rating > firms.rating


def test_every_scored_channel_has_hours_to_reckon_with(reference):
    for channel in reference.channels.values():
        if channel.scored:
            assert channel.posts_week > 0
            assert channel.minutes_post > 0
            assert channel.formats


@pytest.mark.parametrize(
    ("text", "channel", "status", "word"),
    [
        ("Klout", "klout", ChannelStatus.CLOSED, "2018"),
        ("google+", "google_plus", ChannelStatus.CLOSED, "2019"),
        (" Twitter ", "twitter", ChannelStatus.RENAMED, "X"),
        ("GMB", "google_my_business", ChannelStatus.RENAMED, "Google Business Profile"),
        ("Foursquare City Guide", "foursquare", ChannelStatus.CLOSED, "2024"),
        ("vine", "vine", ChannelStatus.CLOSED, "2017"),
        ("Periscope", "periscope", ChannelStatus.CLOSED, "2021"),
    ],
)
def test_names_that_are_no_more_are_found_and_explained(reference, text, channel, status, word):
    found = reference.find_channel(text)
    assert found is not None
    assert (found.id, found.status, found.kind) == (channel, status, ChannelKind.FORMER)
    assert not found.scored
    assert word in str(found.explanation)
    assert word in reference.choices("channels")[channel]
    assert found.origin.source
    if status is ChannelStatus.RENAMED:
        assert reference.channels[found.renamed_to].status is ChannelStatus.LIVE


def test_a_name_means_one_channel(reference):
    names = defaultdict(set)
    for channel in reference.channels.values():
        for name in (channel.id, channel.name.casefold(), *channel.aliases):
            names[name].add(channel.id)
    assert {name: ids for name, ids in names.items() if len(ids) > 1} == {}
    assert all(name == name.casefold().strip() for name in names)
    assert reference.find_channel("MySpace") is None


# --- people by age and place


def test_the_population_adds_up(reference):
    totals = {row["id"]: int(row["total"]) for row in rows("areas")}
    assert (totals["00"], totals["35"]) == (340_110_988, 2_130_256)
    areas = reference.areas
    assert len(areas) == 3196
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for area in areas.values():
        assert sum(area.bands.values()) <= totals[area.id]
        if area.kind == "county":
            counted[area.id[:2]].update(area.bands)
            counted["00"].update(area.bands)
            counted[area.id[:2]]["total"] += totals[area.id]
            counted["00"]["total"] += totals[area.id]
    sums = [area for area in areas.values() if area.kind != "county"]
    assert len(sums) == 52
    for area in sums:
        assert dict(counted[area.id]) == {**area.bands, "total": totals[area.id]}, area.name


def test_a_place_is_named_as_people_say_it(reference):
    assert reference.areas["35013"].label == "Doña Ana County, New Mexico"
    assert reference.choices("areas")["35"] == "New Mexico"
    assert reference.areas["35013"].note == "hispanic 2024"
    assert reference.areas["00"].note == "hispanic 2019"


# --- times


def test_hours_are_hours_and_opinions_are_left_out(reference):
    assert any(row["strength"] == "opinion" for row in rows("posting_times"))
    for time in reference.times:
        assert 0 <= time.start < time.end <= 24
        assert time.strength in ("good", "best", "weak")
        assert time.day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "any")
        assert time.channel in reference.channels


# --- new data, no code


def survey(channel: str, year: int, total: int, shares: tuple[int, ...]) -> list[Row]:
    """Return rows of a made-up survey of all adults and the four bands."""
    common = {
        "channel": channel,
        "population": ADULTS,
        "measure": EVER,
        "year": str(year),
        "margin_pp": "2.0",
        "basis": "made up for a test",
        "trust": "low",
        "edition": f"survey-{year}",
    }
    groups = [("total", "U.S. adults", total)]
    groups += [("age", band, share) for band, share in zip(BANDS, shares, strict=True)]
    return [
        common | {"group_kind": kind, "group": group, "percent": str(share)}
        for kind, group, share in groups
    ]


def edition(year: int) -> Row:
    return {
        "id": f"survey-{year}",
        "source": f"A survey of {year}",
        "year": str(year),
        "address": "https://example.org/",
        "seen_in": "primary",
        "trust": "low",
        "field_end": f"{year}-05-31",
    }


def test_a_new_survey_year_is_a_matter_of_rows(copy):
    append("editions", copy, edition(2027))
    append("usage", copy, *survey("facebook", 2027, 61, (44, 66, 67, 60)))
    new, old = load_reference(copy).usage, load_reference().usage
    assert (old.editions["facebook"], new.editions["facebook"]) == (2025, 2027)
    facebook = new.total("facebook")
    assert facebook is not None
    assert facebook.share == pytest.approx(0.61)
    assert str(facebook.survey_end) == "2027-05-31"
    assert facebook.origin.source == "A survey of 2027"
    assert new.total("youtube") == old.total("youtube")


def test_a_year_without_the_bands_does_not_replace_one_that_has_them(copy):
    append("editions", copy, edition(2027))
    append("usage", copy, *survey("facebook", 2027, 61, (44, 66, 67, 60))[:3])
    assert load_reference(copy).usage.editions["facebook"] == 2025


def test_a_new_channel_is_a_matter_of_rows(copy):
    like = next(row for row in rows("channels", copy) if row["id"] == "threads")
    append(
        "channels",
        copy,
        like | {"id": "plaza", "name": "Plaza", "company": "Plaza", "aliases": "plaza.social"},
    )
    ratings = [row for row in rows("ratings", copy) if row["channel"] == "threads"]
    append("ratings", copy, *(row | {"channel": "plaza", "rating": "4"} for row in ratings))
    append("editions", copy, edition(2027))
    append("usage", copy, *survey("plaza", 2027, 20, (40, 25, 10, 5)))
    report = validate(str(copy / "datapackage.json"))
    assert report.valid, report.to_summary()
    reference = load_reference(copy)
    assert reference.choices("channels")["plaza"] == "Plaza"
    found = reference.find_channel("Plaza.Social")
    assert found is not None
    assert found.scored
    for function in FUNCTIONS:
        rating = reference.objective_rating("plaza", function, "b2b")
        assert rating is not None
        assert rating.rating == 4
    bands = reference.usage.bands("plaza")
    assert bands is not None
    assert [use.share for use in bands.values()] == pytest.approx([0.40, 0.25, 0.10, 0.05])


# --- damage


def damage(column: str, text: str) -> Callable[[list[Row]], None]:
    def change(content: list[Row]) -> None:
        content[4][column] = text

    return change


def without(column: str) -> Callable[[list[Row]], None]:
    def change(content: list[Row]) -> None:
        for row in content:
            del row[column]

    return change


@pytest.mark.parametrize(
    ("table", "change", "place", "found"),
    [
        ("usage", damage("percent", "8x"), "usage.csv, row 6, column 'percent'", "'8x'"),
        ("usage", damage("year", ""), "usage.csv, row 6, column 'year'", "''"),
        ("usage", damage("edition", "none"), "usage.csv, row 6, column 'edition'", "'none'"),
        ("usage", without("margin_pp"), "usage.csv, row 2, column 'margin_pp'", "no such column"),
        ("channels", damage("kind", "shop"), "channels.csv, row 6, column 'kind'", "'shop'"),
        ("ratings", damage("rating", "high"), "ratings.csv, row 6, column 'rating'", "'high'"),
        ("metrics", damage("class", "?"), "metrics.csv, row 6, column 'class'", "'?'"),
        ("posting_times", damage("hour_start", "9am"), "row 6, column 'hour_start'", "'9am'"),
        ("areas", damage("age_50_64", "1e"), "areas.csv, row 6, column 'age_50_64'", "'1e'"),
    ],
)
def test_a_damaged_table_is_named_to_the_cell(copy, table, change, place, found):
    content = rows(table, copy)
    change(content)
    write(table, copy, content)
    with pytest.raises(ShippedFileError) as caught:
        # The long table of places is read when it is first asked for.
        list(load_reference(copy).areas)
    assert place in caught.value.where
    assert found in caught.value.found
    assert caught.value.todo


def test_a_row_cut_short_is_named(copy):
    path = copy / "usage.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[9] = lines[9].rsplit(",", 3)[0]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(ShippedFileError) as caught:
        load_reference(copy)
    assert "usage.csv, row 10" in caught.value.where


@pytest.mark.parametrize("table", ["usage", "channels", "editions", "notices", "areas"])
def test_a_missing_table_is_named(copy, table):
    (copy / f"{table}.csv").unlink()
    with pytest.raises(ShippedFileError) as caught:
        list(load_reference(copy).areas)
    assert table in str(caught.value)
    assert f"{table}.csv" in caught.value.where
