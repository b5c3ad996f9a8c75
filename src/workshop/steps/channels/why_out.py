"""Why a channel was left out, as one of a few kinds: for counting, without anybody's words."""

from __future__ import annotations

from workshop.answers.measured import Labelled
from workshop.i18n import _
from workshop.reference import ChannelStatus
from workshop.settings import HouseRules
from workshop.steps.channels import ChannelsResult
from workshop.steps.channels.decision import Decided, Verdict
from workshop.steps.channels.decision import excluded as why_excluded
from workshop.steps.channels.questions import CHOSEN


class WhyOut(Labelled):
    """What kept a channel out of the plan, in the order it is looked at."""

    OWNER = "owner", _("the owner keeps it out")
    CLOSED = "closed", _("it has closed")
    REACH = "reach", _("too few of the audience are there")
    SCORE = "score", _("it scores too low")
    HOURS = "hours", _("it takes more hours than are left")
    ENOUGH = "enough", _("fewer channels are enough for the hours, and others score more")


def why_out(each: Decided, where: ChannelsResult, rules: HouseRules) -> WhyOut | None:
    """Return why a candidate is not in the plan, None if it is or was not judged.

    Parameters
    ----------
    each : Decided
    where : ChannelsResult
        What the choice was made from.
    rules : HouseRules
    """
    if each.in_plan or each.verdict in (Verdict.OWNED, Verdict.NOT_JUDGED):
        return None
    rated = each.rated
    if each.computed in CHOSEN:
        return WhyOut.OWNER
    if rated.channel.status is ChannelStatus.CLOSED:
        return WhyOut.CLOSED
    if rated.candidate.veto:
        return WhyOut.OWNER
    if why_excluded(rated, rules) is not None:
        return WhyOut.REACH
    if round(rated.score.get(), 9) < rules.score_least:
        return WhyOut.SCORE
    left, hours = max(0.0, where.capacity.left.get()), rated.hours.get()
    if hours > left:
        return WhyOut.HOURS
    full = len(where.choice.chosen) + 1 > where.capacity.most.get()
    return WhyOut.ENOUGH if full or hours + where.choice.hours.get() <= left else WhyOut.HOURS
