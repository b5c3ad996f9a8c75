"""What is taken as given of the week where a workshop is too short to ask."""

from __future__ import annotations

from workshop.i18n import _
from workshop.method.assuming import Assuming
from workshop.settings import HouseRules
from workshop.steps.channels import Channels


def assume(answers: Channels, assuming: Assuming, doing: str | None, rules: HouseRules) -> Channels:
    """Return the answers of step 3 with what was not asked for put in.

    Parameters
    ----------
    answers : Channels
    assuming : Assuming
    doing : str, optional
        Person with the most hours.
    rules : HouseRules
        Minutes that answering, planning and own media usually take.
    """
    capacity = assuming.fill(
        answers.capacity,
        _("our rule of thumb"),
        minutes_message=rules.minutes_message,
        proactive_min=rules.proactive_min,
        planning_min=rules.planning_min,
        reporting_min=rules.reporting_min,
        email_min=rules.email_min,
        listings_min=rules.listings_min,
    )
    candidates = [
        assuming.fill(row, _("whoever has the most hours"), owner=doing)
        for row in answers.candidates
    ]
    return answers.model_copy(update={"capacity": capacity, "candidates": candidates})
