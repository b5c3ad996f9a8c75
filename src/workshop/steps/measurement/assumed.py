"""What is taken as given of the reviews where a workshop is too short to ask."""

from __future__ import annotations

from workshop.i18n import _
from workshop.method.assuming import Assuming
from workshop.steps.audience.survey import Day
from workshop.steps.measurement import Measurement


def assume(answers: Measurement, assuming: Assuming, leader: str | None) -> Measurement:
    """Return the answers of step 5 with what was not asked for put in."""
    reviews = answers.reviews
    if reviews.monthly is not None:
        reviews = assuming.fill(reviews, _("the same day as each month"), quarterly=reviews.monthly)
        reviews = assuming.fill(reviews, _("the day a week begins"), weekly=Day.MON)
        people = [leader] if leader else None
        reviews = assuming.fill(reviews, _("who stands behind it"), people=people)
    return answers.model_copy(update={"reviews": reviews})
