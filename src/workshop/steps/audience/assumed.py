"""What is taken as given of the audience where a workshop is too short to ask."""

from __future__ import annotations

from workshop.i18n import _
from workshop.method.assuming import Assuming
from workshop.steps.audience import Audience
from workshop.steps.audience.segments import Priority


def assume(answers: Audience, assuming: Assuming) -> Audience:
    """Return the answers of step 2 with what was not asked for put in."""
    segments = [
        assuming.fill(
            row,
            _("in the order you named them"),
            priority=Priority.SECONDARY if place else Priority.PRIMARY,
        )
        for place, row in enumerate(answers.segments)
    ]
    return answers.model_copy(update={"segments": segments})
