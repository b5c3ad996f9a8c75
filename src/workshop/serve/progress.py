"""How far everyone is, step by step: counted once for each revision of the answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workshop.agenda import title_of
from workshop.serve.room import STEPS, Room
from workshop.workbook.counting import Count, counts


@dataclass(frozen=True)
class _Known:
    revision: int
    counts: dict[str, Count]


class Progress:
    """Counts the answers of everyone in a room.

    Parameters
    ----------
    room : Room
    """

    def __init__(self, room: Room) -> None:
        self._room = room
        self._known: dict[str, _Known] = {}

    def counts(self, key: str) -> dict[str, Count]:
        """Return for each step how many answers are given, of how many asked."""
        revision = self._room.store.revision(key)
        known = self._known.get(key)
        if known is None or known.revision != revision:
            answers = self._room.store.load(key).answers
            found = counts(answers, self._room.settings.tier)
            known = _Known(revision, {count.step: count for count in found})
            self._known[key] = known
        return known.counts

    def steps(self, key: str) -> list[dict[str, Any]]:
        """Return the steps as a page's bar shows them."""
        counts = self.counts(key)
        return [
            {
                "name": name, "number": number, "title": str(title_of(name)),
                "done": counts[name].answered, "asked": counts[name].asked,
                "share": _share(counts[name]),
            }
            for number, name in enumerate(STEPS)
        ]  # fmt: skip


def _share(count: Count) -> int:
    """Return how far it is in whole percent: 100 only when nothing is open."""
    return 100 if count.answered >= count.asked else 100 * count.answered // count.asked
