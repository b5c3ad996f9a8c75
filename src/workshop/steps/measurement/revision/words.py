"""What each rule of revision looks for, the evidence it needs, and what it proposes."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.i18n import Lazy, Words, _

RULES: dict[str, tuple[Lazy, Lazy, Lazy]] = {
    "R01": (
        _("An objective is off its path two months running"),
        _("two full months, or 15 orders"),
        _("Find the weakest stage of the funnel and change that one only."),
    ),
    "R02": (
        _("An objective is far ahead two months running"),
        _("two full months, or 15 orders"),
        _("Raise the target, or give its hours to a weaker objective."),
    ),
    "R03": (
        _("A theme brings less than half of the average for a quarter"),
        _("8 posts of it"),
        _("Halve its share and give it to the best theme."),
    ),
    "R04": (
        _("A posting time is in the lowest third"),
        _("5 posts at that time"),
        _("Move it and try another."),
    ),
    "R05": (
        _("Ads win customers too dearly two months running"),
        _("15 orders from ads"),
        _("Halve the money for ads; new pictures, or another list."),
    ),
    "R06": (
        _("Ads bring far more than break-even, and the money is used up"),
        _("15 orders from ads"),
        _("Raise the money for ads by a quarter."),
    ),
    "R07": (
        _("Answers come later than promised two months running"),
        _("30 messages"),
        _("Look more often, write templates, or post less."),
    ),
    "R08": (
        _("The hours are used up, or less than planned goes out, for a month"),
        _("four weeks of the log"),
        _("Post less often before you post worse."),
    ),
    "R09": (
        _("A channel is last in what an hour brings two quarters running"),
        _("two quarters, or a clear difference"),
        _("Archive it or only listen there; choose channels again."),
    ),
    "R10": (
        _("A platform closes, is renamed or changes its rules"),
        _("a new edition of the catalogue"),
        _("Bring the profiles up to date; if it rates differently, choose channels again."),
    ),
    "R11": (
        _("A channel nobody looked at reaches a quarter of your audience"),
        _("the survey, or your own"),
        _("Rate it in the channel step, and try it for six weeks."),
    ),
    "R12": (
        _("The mood falls, or a crisis spreads"),
        _("20 mentions"),
        _("Pause what sells, write down the cause, look at your messages again."),
    ),
}
"""What each rule looks for, the evidence it needs, and what it proposes."""


STAGES: dict[str, Lazy] = {
    "ctr": _("clicks for 100 times shown"),
    "per_click": _("visits for 100 clicks"),
    "cvr": _("orders for 100 visits"),
}
"""Stages of the funnel, from being seen to being bought from; each a rate in per cent."""


@dataclass(frozen=True)
class Proposal:
    """What a rule proposes: for what, on which evidence, and where to begin if it is known."""

    rule: str
    subject: str
    evidence: Words
    begin: Words = ""

    @property
    def when(self) -> Lazy:
        """Return what the rule looks for."""
        return RULES[self.rule][0]

    @property
    def change(self) -> Lazy:
        """Return what it proposes."""
        return RULES[self.rule][2]
