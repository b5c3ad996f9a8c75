"""Lists that more than one topic of the step chooses from."""

from __future__ import annotations

from workshop.answers.measured import Labelled
from workshop.i18n import _


class Function(Labelled):
    """What a business can use social media for."""

    AWARENESS = "awareness", _("Being known")
    SALES_LEADS = "sales_leads", _("Sales and leads")
    CUSTOMER_SERVICE = "customer_service", _("Customer service")
    RECRUITING = "recruiting", _("Recruiting")
    LOYALTY = "loyalty", _("Loyalty")
    PRODUCT_FEEDBACK = "product_feedback", _("Product feedback")
    PR_COMMUNITY = "pr_community", _("Press and community")


class ContentType(Labelled):
    """What a department can supply."""

    PICTURES = "pictures", _("Pictures")
    STORIES = "stories", _("Stories")
    VIDEOS = "videos", _("Videos")
    CASE_STUDIES = "case_studies", _("Case studies")
    TESTIMONIALS = "testimonials", _("Testimonials")
    INTERVIEWS = "interviews", _("Interviews")
    EXPERT_ADVICE = "expert_advice", _("Expert advice")


PEOPLE = "/readiness/people"
"""Address of the table every "who" question refers to."""
