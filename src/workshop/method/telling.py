"""How values become words: printed with how sure they are, or with what they need."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from workshop.answers.measured import Basis
from workshop.blocks import Callout, Paragraph, Run
from workshop.blocks.model import Tone
from workshop.i18n import Words, _
from workshop.method.check import Outcome, Severity, State
from workshop.method.value import Value
from workshop.reference import Reference
from workshop.settings import HouseRules

TONES: dict[Severity, Tone] = {
    Severity.BLOCK: "block",
    Severity.WARN: "warn",
    Severity.INFO: "note",
}


@dataclass(frozen=True)
class Telling:
    """What a section needs beside answers and results to speak of them.

    ``label`` gives the words for an address, ``person`` a person's name for an id, ``row``
    what a row is called, given the address of its table and its id, ``reason`` the owner's
    written reason for a check code. ``tier`` is the highest tier of questions the workshop asks.
    """

    reference: Reference
    rules: HouseRules
    as_of: dt.date
    label: Callable[[str], str]
    person: Callable[[str | None], str]
    reason: Callable[[str], str]
    row: Callable[[str, str | None], str] = lambda _table, row_id: row_id or ""
    tier: int = 3

    @property
    def short(self) -> bool:
        """Say whether the plan is that of the shortest workshop."""
        return self.tier == 1

    def run(self, value: Value[Any], show: Callable[[Any], str], *, strong: bool = False) -> Run:
        """Return a value as text with a mark for anything not measured."""
        if not value.known:
            return Run(text=str(_("not known yet")), muted=True)
        return Run(text=show(value.get()), strong=strong, mark=mark_of(value.basis))

    def channel(self, channel_id: str | None) -> str:
        """Return what a channel is called, the bare id if the catalogue does not know it."""
        found = self.reference.channels.get(channel_id or "")
        return found.name if found is not None else channel_id or ""

    def missing(self, value: Value[Any], what: Words) -> Paragraph | None:
        """Return the sentence that says why a figure is not there, None if it is."""
        if value.known:
            return None
        if value.needs:
            needs = self.needs(value.needs)
            text = _("{what} cannot be worked out yet. Still needed: {needs}.")
            return Paragraph(text=str(text.format(what=what, needs=needs)), style="small")
        text = _("{what} cannot be worked out: {reason}.")
        return Paragraph(text=str(text.format(what=what, reason=value.reason)), style="small")

    def needs(self, addresses: tuple[str, ...], most: int = 4) -> str:
        """Return what is missing in words, at most a few of them by name."""
        labels = list(dict.fromkeys(self.label(address) for address in addresses))
        text = "; ".join(labels[:most])
        more = len(labels) - most
        return text if more <= 0 else str(_("{some}; and {n} more").format(some=text, n=more))

    def callouts(self, outcomes: tuple[Outcome, ...]) -> list[Callout]:
        """Return a callout for every check that fires, the heaviest first."""
        fired = [outcome for outcome in outcomes if outcome.state is State.FIRES]
        fired.sort(key=lambda outcome: list(Severity).index(outcome.check.severity))
        return [self.callout(outcome) for outcome in fired]

    def callout(self, outcome: Outcome) -> Callout:
        """Return one check that fires: what was found, why it matters, what to do."""
        check = outcome.check
        parts = [str(outcome.finding), str(check.why), str(check.remedy)]
        text: tuple[Run, ...] = (Run(text=" ".join(part for part in parts if part)),)
        if check.house_rule:
            text = (*text, Run(text=" " + str(_("(The limit is our rule of thumb.)")), muted=True))
        if reason := self.reason(check.code):
            lead = Run(text="\n" + str(_("Reason to go on:")) + " ", strong=True)
            text = (*text, lead, Run(text=reason))
        return Callout(
            tone=TONES[check.severity],
            label=str(check.severity.label),
            title=str(check.title),
            text=text,
            code=check.code,
        )


def mark_of(basis: Basis | None) -> str:
    """Return the mark printed after a number, empty where it is measured."""
    if basis is None or basis is Basis.MEASURED:
        return ""
    # In a table there is no room for "published benchmark".
    return str(_("published") if basis is Basis.BENCHMARK else basis.label)
