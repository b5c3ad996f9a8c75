"""What is taken as given of the start where a workshop is too short to ask."""

from __future__ import annotations

from collections.abc import Collection

from workshop.i18n import _
from workshop.method.assuming import Assuming
from workshop.steps.readiness import Readiness
from workshop.steps.readiness.accounts.questions import Action
from workshop.steps.readiness.systems.questions import SystemStatus


def assume(
    answers: Readiness, assuming: Assuming, place: str, sources: Collection[str]
) -> Readiness:
    """Return the answers of step 0 with what was not asked for put in.

    Parameters
    ----------
    answers : Readiness
    assuming : Assuming
    place : str
        Where the customers live, empty if not known.
    sources : collection of str
        Tools the numbers of objectives come from.
    """
    profile = assuming.fill(
        answers.profile, _("where most of your customers live"), place=place or None
    )
    systems = [
        assuming.fill(row, _("a number of yours comes from it"), status=SystemStatus.SOFTWARE)
        if row.id in sources
        else row
        for row in answers.systems
    ]
    accounts = [
        assuming.fill(row, _("you named it as yours"), action=Action.KEEP)
        for row in answers.accounts
    ]
    return answers.model_copy(update={"profile": profile, "systems": systems, "accounts": accounts})


def leader(answers: Readiness) -> str | None:
    """Return who stands behind it: the sponsor, else the first person named."""
    first = answers.people[0].id if answers.people else None
    return answers.leadership.sponsor or first
