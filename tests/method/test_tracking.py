"""Where a tagged link is counted, by the analytics program's own order of rules."""

from __future__ import annotations

import pytest

from workshop.reference import load_reference
from workshop.steps.measurement.tracking import channel_group


@pytest.mark.parametrize(
    ("source", "medium", "campaign", "group"),
    [
        ("instagram", "social", "o1-clay-202701", "Organic Social"),
        ("facebook", "cpc", "x", "Paid Social"),
        ("facebook", "cpm", "x", "Paid Social"),
        ("someblog", "social", "x", "Organic Social"),
        ("newsletter", "email", "x", "Email"),
        ("newsletter", "newsletter", "x", "Unassigned"),
        ("someblog", "social-paid", "x", "Unassigned"),
        ("someblog", "boosted", "x", "Unassigned"),
        ("someblog", "organic-social", "x", "Unassigned"),
        ("facebook", "organic-social", "x", "Organic Social"),
        ("someblog", "paid-social", "x", "Paid Other"),
        ("someblog", "cpm", "x", "Display"),
        ("someblog", "banner", "x", "Display"),
        ("youtube", "social", "x", "Organic Social"),
        ("youtube", "", "x", "Organic Video"),
        ("google", "organic", "x", "Organic Search"),
        ("google", "cpc", "x", "Paid Search"),
        ("(direct)", "(none)", "", "Direct"),
        ("x", "y", "summer-cross-network", "Cross-network"),
        ("someblog", "referral", "x", "Referral"),
        ("Facebook", "Social", "x", "Organic Social"),
        ("someblog", "sms", "x", "SMS"),
    ],
)
def test_a_visit_lands_in_its_group(source: str, medium: str, campaign: str, group: str) -> None:
    """The first rule that fits wins; what fits none is not assigned."""
    assert channel_group(source, medium, campaign, load_reference()) == group
