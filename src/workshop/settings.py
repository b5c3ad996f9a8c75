"""``workshop.toml``: one event's facts, its look, and our rules of thumb."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from workshop.errors import SettingsError
from workshop.zones import time_zones

FILE_NAME = "workshop.toml"

Share = Annotated[float, Field(ge=0, le=1)]
Percentage = Annotated[float, Field(ge=0, le=100)]
Count = Annotated[int, Field(ge=0)]

LINK_WEIGHTS: dict[str, float] = {
    "crm_accounting": 2,
    "crm_email": 2,
    "click_to_crm": 2,
    "email_ads": 1,
    "web_analytics": 1,
    "analytics_crm": 1,
    "social_inbox_crm": 1,
    "booking_accounting": 1,
}


WorkshopMode = Literal["quick_90", "half_day", "series_6x60"]
TIERS: dict[WorkshopMode, int] = {"quick_90": 1, "half_day": 2, "series_6x60": 3}
"""The highest tier of questions each length of workshop asks."""


def _zone(name: str) -> str:
    if name and name not in time_zones():
        raise ValueError("must be the name of a time zone, such as America/Denver")
    return name


class _Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class HouseRules(_Settings):
    """Our own thresholds, weights and limits: printed as "our rule of thumb", never as facts.

    Every one may be set in the ``[rules]`` table of ``workshop.toml``.
    """

    link_weights: dict[str, float] = LINK_WEIGHTS
    readiness_weight_integration: Share = 0.5
    readiness_weight_leadership: Share = 0.3
    readiness_weight_governance: Share = 0.2
    groundwork_below: Percentage = 40
    ready_above: Percentage = 70
    silo_low_most: Count = 1
    silo_medium_most: Count = 3
    silo_outside_from: Count = 2
    silo_inside_from: Count = 3
    sponsor_acts_least: Count = 2
    leadership_least: Percentage = 50
    departments_least: Count = 2
    admins_least: Count = 2
    silent_days: Count = 90
    boxes_least: Annotated[int, Field(ge=0, le=8)] = 6
    overlap_pct: Percentage = 30

    objectives_most: Count = 3
    stretch: Annotated[float, Field(gt=0)] = 1.5
    impressions_most: Annotated[float, Field(gt=0)] = 3
    deadline_months_most: Count = 18
    ltv_cac_ratio: Annotated[float, Field(gt=0)] = 3
    sessions_per_click: Annotated[float, Field(gt=0, le=1)] = 0.85
    discount_pct: Percentage = 10
    horizon_years: Annotated[int, Field(ge=1, le=5)] = 3

    survey_weight: Annotated[float, Field(gt=0)] = 30
    survey_least: Count = 30
    reference_months_most: Count = 24
    segment_points_least: Percentage = 5
    slot_weight: Annotated[float, Field(gt=0)] = 5
    slot_posts_least: Count = 5
    slots_chosen: Count = 2
    competitors_least: Count = 3
    other_language_from: Percentage = 20

    score_least: Percentage = 50
    reach_least_pct: Percentage = 10
    hours_two_channels: Annotated[float, Field(ge=0)] = 10
    hours_three_channels: Annotated[float, Field(ge=0)] = 20
    minutes_message: Annotated[float, Field(ge=0)] = 4
    proactive_min: Count = 15
    planning_min: Count = 30
    reporting_min: Count = 15
    email_min: Count = 30
    listings_min: Count = 10
    foothold_followers: tuple[Count, Count, Count, Count] = (1, 100, 1000, 5000)
    candidates_most: Annotated[int, Field(ge=1)] = 6
    opening_unknown: Annotated[int, Field(ge=0, le=4)] = 2
    draws: Annotated[int, Field(ge=100)] = 10_000
    draws_seed: Count = 20270101
    solid_share_pct: Percentage = 80
    solid_change_pct: Percentage = 25
    ahp_ratio_most: Annotated[float, Field(gt=0)] = 0.1

    mix_value_pct: Percentage = 70
    mix_shared_pct: Percentage = 20
    mix_promo_pct: Percentage = 10
    promo_least_pct: Percentage = 5
    promo_most_pct: Percentage = 20
    content_types_least: Count = 2
    utilisation_most_pct: Percentage = 85
    person_share_most_pct: Percentage = 70
    published_least_pct: Percentage = 50
    similarity_most: Annotated[float, Field(gt=0, le=1)] = 0.9
    draft_days: Count = 3
    skill_needed: Annotated[int, Field(ge=0, le=3)] = 2
    wage_load: Annotated[float, Field(ge=1, le=2)] = 1.3
    check_every_min: Annotated[int, Field(ge=15)] = 60
    sla_minutes: Annotated[int, Field(ge=15)] = 240
    view_rate_pct: Percentage = 12
    match_rate_pct: Percentage = 45
    reserve_pct: Percentage = 5
    revenue_share_most_pct: Percentage = 8

    attribution_days: Annotated[int, Field(ge=1)] = 30
    attribution_points_most: Percentage = 30
    doubt_from: Share = 0.1
    few_conversions: Count = 15
    rough_conversions: Count = 60
    attain_green: Annotated[float, Field(gt=0)] = 0.9
    attain_amber: Annotated[float, Field(gt=0)] = 0.7
    attain_high: Annotated[float, Field(gt=0)] = 1.2
    actuals_days_most: Count = 45
    pillar_posts_least: Count = 8
    ad_return_times: Annotated[float, Field(gt=0)] = 1.5
    messages_least: Count = 30
    published_month_pct: Percentage = 70
    mentions_least: Count = 20
    sentiment_fall: Percentage = 15
    reach_new_pct: Percentage = 25

    authority_people_reference: Annotated[int, Field(gt=100)] = 5000
    authority_posts_least: Count = 10
    authority_shift: Percentage = 10


class BrandSettings(_Settings):
    """The host's look. Colours are #rrggbb; the logo is an SVG or PNG file beside the settings."""

    host: str = ""
    colour: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] = "#1f4e5f"
    accent: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] = "#b5532a"
    logo: str = ""


class Settings(_Settings):
    """One workshop.

    Attributes
    ----------
    title : str
        Name of the event.
    date : datetime.date, optional
        The day the plans are drawn up; ``--as-of`` overrules it, today is the last resort.
    place, trainer : str
        Printed on the cover if given.
    mode : {"quick_90", "half_day", "series_6x60"}
        How long the workshop is: ninety minutes, half a day, six hours apart. It chooses the
        questions (tier 1; 1 and 2; all), the agenda and the length of the plan.
    time_zone : str
        Of participants who are not asked for theirs.
    language : str
        Language of the plans, unless a participant has one of their own.
    paper : {"us-letter", "a4"}
    sample : bool
        A folder of invented answers. It is never written to, and plans say so.
    """

    title: str = "Strategy workshop"
    date: dt.date | None = None
    place: str = ""
    trainer: str = ""
    mode: WorkshopMode = "series_6x60"
    time_zone: Annotated[str, AfterValidator(_zone)] = ""
    language: str = "en"
    paper: Literal["us-letter", "a4"] = "us-letter"
    sample: bool = False
    brand: BrandSettings = BrandSettings()
    rules: HouseRules = HouseRules()

    @property
    def tier(self) -> int:
        """Return the highest tier of questions asked."""
        return TIERS[self.mode]


def read_settings(folder: Path) -> Settings:
    """Return the settings of a workshop folder; without a file, the defaults.

    Raises
    ------
    SettingsError
        If the file is not TOML or holds a value it may not.
    """
    path = folder / FILE_NAME
    if not path.is_file():
        return Settings()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            "The settings file cannot be read.",
            where=str(path),
            found=str(error),
            expected="a text file in TOML",
            todo="Correct that line, or start from a copy of the sample's file.",
        ) from error
    return settings_from(data, where=str(path))


def settings_from(data: dict[str, Any], where: str) -> Settings:
    """Return settings from parsed TOML.

    Raises
    ------
    SettingsError
        Naming the first key that does not fit.
    """
    try:
        return Settings.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        raise SettingsError(
            f"The setting {key!r} does not fit.",
            where=where,
            found=repr(first.get("input")),
            expected=first["msg"],
            todo="Correct it, or take the line out to use the default.",
        ) from error
