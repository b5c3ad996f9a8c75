"""What is taken as given of the work where a workshop is too short to ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from workshop.i18n import _
from workshop.method.assuming import Assuming
from workshop.settings import HouseRules
from workshop.steps.content import Content
from workshop.steps.content.pillars import Pillar, Purpose
from workshop.steps.content.supply import SupplyChoice
from workshop.steps.objectives.smart.questions import Race

_RACES = {Purpose.VALUE: Race.ACT, Purpose.SHARED: Race.REACH, Purpose.PROMO: Race.CONVERT}


def assume(
    answers: Content,
    assuming: Assuming,
    objective: str | None,
    leader: str | None,
    doing: str | None,
    rules: HouseRules,
) -> Content:
    """Return the answers of step 4 with what was not asked for put in.

    Parameters
    ----------
    answers : Content
    assuming : Assuming
    objective : str, optional
        The first objective kept.
    leader, doing : str, optional
        Person who stands behind it; person with the most hours.
    rules : HouseRules
        The guide to the mix.
    """
    duties = [
        assuming.fill(
            row,
            _("who stands behind it answers for it, whoever has the most hours does it"),
            accountable=leader,
            responsible=[doing] if doing else None,
        )
        for row in answers.raci
    ]
    supply = assuming.fill(answers.supply, _("nobody else was named"), choice=SupplyChoice.IN_HOUSE)
    return answers.model_copy(
        update={
            "pillars": _pillars(answers.pillars, assuming, objective, rules),
            "raci": duties,
            "supply": supply,
        }
    )


def _pillars(
    rows: Sequence[Pillar], assuming: Assuming, objective: str | None, rules: HouseRules
) -> list[Pillar]:
    shares = _shares(rows, rules)
    found = []
    for row, share in zip(rows, shares, strict=True):
        filled = assuming.fill(row, _("your first objective"), objective=objective)
        if row.purpose is not None:
            filled = assuming.fill(
                filled, _("what such a theme is good for"), race=_RACES[row.purpose]
            )
        found.append(assuming.fill(filled, _("by our guide to the mix"), share_pct=share))
    return found


def _shares(rows: Sequence[Pillar], rules: HouseRules) -> list[float | None]:
    """Share 100 % out by the guide, alike among themes of one purpose; all of it is given away.

    Where shares are asked, or one theme has no purpose, nothing is shared out.
    """
    guide = {
        Purpose.VALUE: rules.mix_value_pct,
        Purpose.SHARED: rules.mix_shared_pct,
        Purpose.PROMO: rules.mix_promo_pct,
    }
    counts = Counter(row.purpose for row in rows if row.purpose is not None)
    whole = sum(guide[purpose] for purpose in counts)
    if whole <= 0 or sum(counts.values()) < len(rows):
        return [None] * len(rows)
    return [
        100 * guide[row.purpose] / whole / counts[row.purpose] if row.purpose else None
        for row in rows
    ]
