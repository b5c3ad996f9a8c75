"""What makes each check of content, measurement and authority fire, and what keeps it silent."""

from __future__ import annotations

from typing import Any

Changes = dict[str, Any]
C, M = "/content", "/measurement"
E = f"{C}/entries"
PROMO = f"{C}/promotions/first-pot"
TASKS = f"{C}/raci"
ALL_OK = {
    f"/readiness/accounts/{account}/{box}": True
    for account in ("instagram", "facebook", "linkedin")
    for box in ("logo_ok", "cover_ok", "name_ok", "bio_ok", "link_ok", "contact_ok", "colours_ok",
                "voice_ok")
}  # fmt: skip
NO_DEPARTMENTS = {f"{C}/pillars/{name}/departments": ["instruction"]
                  for name in ("makers", "community", "book")}  # fmt: skip
KPIS = tuple(f"K{n}" for n in range(1, 9))
SHALLOW = {f"{M}/kpis/{key}/metric": "ctr" for key in KPIS}
REACH_ONLY = {
    **{f"/objectives/objectives/O{n}/metric_id": "impressions" for n in (1, 2, 3)},
    **SHALLOW,
}


GONE = object()
"""In place of a value: the row is taken away."""


def week(key: str, monday: str, planned: int, published: int) -> Changes:
    """Return the change that adds a week to the log."""
    told = {"id": key, "week": monday, "planned": planned, "published": published}
    return {f"{C}/log/{key}": told}


def month(day: str) -> Changes:
    """Return the change that adds a number of a month."""
    told = {"id": "a1", "month": day, "metric": "bookings_social", "objective": "O1", "value": 40.0}
    return {f"{M}/actuals/a1": told}


# code: (changes that make it fire, changes that keep it silent)
LATER: dict[str, tuple[Changes, Changes]] = {
    "C401": ({f"{C}/key_messages/M1/proof": None}, {}),
    "C402": ({f"{C}/key_messages/M1/persona": "nobody"}, {}),
    "C403": ({f"{C}/key_messages/M1/generic": True}, {}),
    "C404": ({}, ALL_OK),
    "C405": ({f"{C}/palette/c1/hex": "#B0A090"}, {f"{C}/palette/c3/hex": "#FFF0E0"}),
    "C406": ({}, ALL_OK),
    "C411": ({f"{C}/pillars/clay/share_pct": 35.02}, {f"{C}/pillars/clay/share_pct": 35.01}),
    "C412": (
        {f"{C}/pillars/book/share_pct": 21, f"{C}/pillars/clay/share_pct": 29},
        {f"{C}/pillars/book/share_pct": 20, f"{C}/pillars/clay/share_pct": 30},
    ),
    "C413": ({f"{C}/pillars/clay/objective": None}, {}),
    "C414": ({f"{C}/pillars/book/race": "act"}, {}),
    "C415": ({f"{C}/pillars/clay/departments": ["kiln-room"]}, {}),
    "C416": (
        {**NO_DEPARTMENTS, "/readiness/departments/instruction/content_types": ["videos"]},
        NO_DEPARTMENTS,
    ),
    "C421": (
        {f"{C}/cadence/L1/posts_week": 2, f"{C}/cadence/L2/posts_week": 2,
         "/readiness/people/front-desk-lead/hours_week": 6},
        {f"{C}/cadence/L1/posts_week": 2, f"{C}/cadence/L2/posts_week": 2},
    ),
    "C422": ({f"{C}/cadence/L1/posts_week": 2, f"{C}/cadence/L2/posts_week": 2}, {}),
    "C423": ({"/readiness/people/front-desk-lead/hours_week": 15}, {}),
    "C424": (
        {**week("w1", "2026-12-21", 7, 3), **week("w2", "2026-12-28", 7, 3)},
        {**week("w1", "2026-12-21", 7, 3), **week("w2", "2026-12-28", 7, 4)},
    ),
    "C431": ({f"{E}/c001/objective": "O9"}, {}),
    "C432": (
        {f"{E}/c003/copy_text": "Watch a lump of clay become a bowl in 20 seconds. Try it "
         "yourself on a weekday evening: link in bio!"},
        {},
    ),
    "C433": ({f"{E}/c001/copy_text": "x" * 2201}, {f"{E}/c001/copy_text": "x" * 2200}),
    "C434": ({f"{E}/c001/alt_text": None}, {}),
    "C435": ({f"{E}/c001/url": "https://example.org/book"},
             {f"{E}/c001/url": "tel:+15755550100"}),
    "C436": ({f"{C}/cadence/L4/posts_week": 0.5}, {}),
    "C437": ({f"{E}/c001/approver": "front-desk-lead"},
             {f"{E}/c001/approver": "front-desk-lead", "/readiness/profile/staff_fte": 1}),
    "C438": ({f"{E}/c007/time": "09:30"}, {}),
    "C441": ({f"{TASKS}/ads/accountable": None}, {}),
    "C442": ({f"{TASKS}/ads/responsible": None}, {}),
    "C443": ({f"{TASKS}/budget/accountable": "instructor"}, {}),
    "C451": ({f"{C}/supply/choice": "agency", **REACH_ONLY}, REACH_ONLY),
    "C452": ({f"{C}/supply/choice": "freelancer"},
             {f"{C}/supply/choice": "freelancer", "/readiness/operation/has_crm_access": True}),
    "C453": ({f"{C}/supply/choice": "agency", f"{C}/supply/agency_internal_hours": 0},
             {f"{C}/supply/choice": "agency"}),
    "C461": ({f"{C}/engagement/check_every_min": 61}, {}),
    "C462": ({"/readiness/people/front-desk-lead/hours_week": 4},
             {"/readiness/people/front-desk-lead/hours_week": 4.2}),
    "C463": ({}, {f"{C}/engagement/out_of_hours_message": True}),
    "C471": ({f"{C}/crisis/backup": None}, {}),
    "C472": ({}, {f"{C}/crisis/pause_tested": True}),
    "C473": ({f"{C}/crisis/holding": None}, {}),
    "C481": ({}, {f"/readiness/people/{who}/disclosure_trained": True
                  for who in ("owner", "instructor", "front-desk-lead")}),
    "C482": ({f"{C}/advocacy/voluntary": False}, {}),
    "C491": (
        {f"{PROMO}/kind": "sweepstake", f"{PROMO}/purchase_needed": True,
         f"{PROMO}/free_entry_route": False},
        {f"{PROMO}/kind": "sweepstake", f"{PROMO}/purchase_needed": True},
    ),
    "C492": ({f"{PROMO}/rules_url": None}, {}),
    "C493": ({f"{PROMO}/platform_release": False}, {}),
    "C494": ({f"{PROMO}/disclosure_tag": "#FirstPotSweeps"}, {}),
    "C495": ({f"{PROMO}/conversion_pct": 3}, {f"{PROMO}/conversion_pct": 3.2}),
    "C501": ({f"{C}/custom_audience/consent_basis": "none"}, {}),
    "C502": ({f"{C}/custom_audience/list_size": 220}, {f"{C}/custom_audience/list_size": 222}),
    "C503": ({"/objectives/funnel/cost_per_click": {"value": 2.3, "basis": "measured"}}, {}),
    "C504": ({}, {"/objectives/funnel/ad_budget_month": 0}),
    "C505": ({}, {f"{C}/custom_audience/list_size": 2300}),
    "C511": ({f"{C}/budget/tools": 0, "/objectives/funnel/ad_budget_month": 0},
             {f"{C}/budget/tools": 0}),
    "C512": ({"/readiness/profile/revenue_year": {"value": 276_000.0}},
             {"/readiness/profile/revenue_year": {"value": 277_000.0}}),
    "C513": ({f"{C}/supply/wage": 0}, {}),
    "C601": ({"/objectives/objectives/O2/metric_id": "reach", f"{M}/kpis/K5/metric": "ctr",
              f"{M}/kpis/K6/metric": "ctr"}, {"/objectives/objectives/O2/metric_id": "reach"}),
    "C602": ({f"{M}/kpis/K8/kind": "quality"}, {}),
    "C603": ({f"{M}/kpis/K2/owner": None}, {}),
    "C604": ({f"{C}/supply/wage": None}, {}),
    "C605": ({f"{E}/c001/url": "https://example.org/book"}, {}),
    "C606": ({f"{M}/reviews/monthly": None}, {}),
    "C607": (REACH_ONLY, SHALLOW),
    "C608": ({f"{C}/supply/wage": 26.4}, {f"{C}/supply/wage": 25.8}),
    "C609": ({f"{C}/supply/wage": 65}, {f"{C}/supply/wage": 60}),
    "C610": ({}, {f"{M}/touches/t3-4/channel": "Facebook"}),
    "C611": ({f"{M}/other_marketing/radio": GONE}, {}),
    "C612": (month("2026-10-31"), month("2026-11-30")),
    "C701": ({f"{M}/managers/owner/consent": False}, {}),
    "C702": ({f"{M}/authority/on_website": True},
             {f"{M}/authority/on_website": True, f"{M}/authority/formula_page": True}),
    "C703": ({f"{M}/authority/pull": 0}, {f"{M}/managers/owner/pull": 0}),
    "C704": ({f"{M}/managers/owner": GONE, f"{M}/managers/instructor": GONE}, {}),
}  # fmt: skip

BEGUN = (
    "C424", "C451", "C461", "C491", "C492", "C493", "C494", "C495", "C501", "C502", "C505", "C612",
    "C701", "C702", "C703", "C704",
)  # fmt: skip
"""Checks of things a business may well do without: nothing there, nothing to complain of."""
