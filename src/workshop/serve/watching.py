"""What the board shows of everyone: looked at in the background, once for each change."""

from __future__ import annotations

import datetime as dt
import threading
import time
from dataclasses import dataclass
from typing import Any

from workshop.errors import WorkshopError
from workshop.reference import Reference, load_reference
from workshop.serve.progress import Progress
from workshop.serve.room import Room, now
from workshop.workbook import Evaluation, evaluate

STUCK_MINUTES = 6
_PAUSE = 1.0


@dataclass(frozen=True)
class Looked:
    """What was found in someone's answers at a revision."""

    revision: int
    evaluation: Evaluation | None
    blocks: tuple[str, ...] = ()


class Watch:
    """Evaluates what was changed, one after the other, in a thread of its own.

    Parameters
    ----------
    room : Room
    progress : Progress
    """

    def __init__(self, room: Room, progress: Progress) -> None:
        self._room = room
        self._progress = progress
        self._reference: Reference | None = None
        self._known: dict[str, Looked] = {}
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._end.set()
        self._thread.join(10)

    def _run(self) -> None:
        self._reference = load_reference()
        while not self._end.wait(_PAUSE):
            try:
                activity = self._room.records.activity()
            except WorkshopError:
                continue
            for key, found in activity.items():
                known = self._known.get(key)
                begun = time.thread_time()
                if known is None or known.revision != found.revision:
                    self._known[key] = self._look(key)
                # Pages and answers come first: this takes a quarter of one core at most.
                if self._end.wait(0.01 + 3 * (time.thread_time() - begun)):
                    return

    def _look(self, key: str) -> Looked:
        settings = self._room.settings
        stored = self._room.store.load(key)
        assert self._reference is not None
        try:
            found = evaluate(
                stored.answers, self._reference, settings.rules,
                settings.date or now().date(), settings.tier,
            )  # fmt: skip
        except (WorkshopError, ValueError, ArithmeticError):
            return Looked(stored.revision, None)
        blocks = tuple(f"{outcome.code} {outcome.check.title}" for outcome in found.blocking)
        return Looked(stored.revision, found, blocks)

    def evaluations(self) -> list[Evaluation]:
        """Return what is known of everyone who answered something, nobody named."""
        return [each.evaluation for each in self._known.values() if each.evaluation is not None]

    def state(self) -> dict[str, Any]:
        """Return the board's figures as JSON data."""
        at = now()
        seats, activity = self._room.seats(), self._room.records.activity()
        people = []
        for person in self._room.people():
            seat, active = seats[person.key], activity.get(person.key)
            last = active.at if active else None
            idle = _minutes(at, last or seat.joined)
            looked = self._known.get(person.key)
            people.append(
                {
                    "key": person.key,
                    "name": person.name,
                    "business": person.business,
                    "here": seat.seen is not None and _minutes(at, seat.seen) < 1,
                    "joined": seat.joined is not None,
                    "step": seat.step,
                    "idle": idle,
                    "stuck": seat.joined is not None and idle >= STUCK_MINUTES,
                    "blocks": list(looked.blocks) if looked else [],
                    "preview": seat.may_preview and self._room.plan_of(person.key) is not None,
                    "steps": [
                        [step["done"], step["asked"], step["share"]]
                        for step in self._progress.steps(person.key)
                    ],
                }
            )
        place, since = self._room.item()
        return {
            "people": people,
            "closed": sorted(self._room.closed()),
            "text": self._room.announcement().text,
            "item": place,
            "elapsed": int((at - since).total_seconds()) if since else 0,
        }


def _minutes(at: dt.datetime, since: dt.datetime | None) -> int:
    return 0 if since is None else int((at - since).total_seconds() // 60)
