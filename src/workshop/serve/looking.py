"""Looks into everyone's answers for the board: a process of its own, behind all others.

To judge forty people's answers again and again takes time that pages and answers need. Here it
takes what they leave.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from workshop.errors import WorkshopError
from workshop.folder import DATABASE, Folder
from workshop.i18n import use_language
from workshop.reference import load_reference
from workshop.serve.room import now
from workshop.store import Store
from workshop.store.room import RoomRecords
from workshop.summary import room_summary, summary_html
from workshop.workbook import Evaluation, evaluate

_LAST = 19
LOOK, SUMMARY = "look", "summary"
"""What can be asked for."""
_AGAIN_SECONDS = 4.0
"""Whoever is typing is looked at no more often than this."""


@dataclass(frozen=True)
class Looked:
    """What was found in someone's answers at a revision."""

    revision: int
    evaluation: Evaluation | None
    until: float
    """When it is time to look again, should anything have changed."""


class Looker:
    """Judges what was changed, one person at a time.

    Parameters
    ----------
    folder : Folder
        The workshop.
    store : Store
        Its answers.
    """

    def __init__(self, folder: Folder, store: Store) -> None:
        self._settings = folder.settings
        self._store = store
        self._records = RoomRecords(store)
        self._reference = load_reference()
        self._known: dict[str, Looked] = {}

    def look(self, *, at_once: bool = False) -> dict[str, Any]:
        """Judge whoever has changed something and was not looked at since.

        Whoever is typing is left alone for a moment, unless it is to be ``at_once``.

        Returns
        -------
        dict
            ``key``, the checks that block them as ``blocks``, and the ``seconds`` it took; empty
            if nobody has changed anything.
        """
        moment = time.monotonic()
        for key, revision in self._records.revisions().items():
            known = self._known.get(key)
            if known is None or (known.revision != revision and (at_once or moment > known.until)):
                begun = time.process_time()
                looked = self._known[key] = self._judge(key)
                outcomes = looked.evaluation.blocking if looked.evaluation else ()
                with use_language(self._settings.language):
                    blocks = [f"{each.code} {each.check.title}" for each in outcomes]
                seconds = time.process_time() - begun
                return {"key": key, "blocks": blocks, "seconds": seconds}
        return {}

    def _judge(self, key: str) -> Looked:
        stored = self._store.load(key)
        settings = self._settings
        until = time.monotonic() + _AGAIN_SECONDS
        as_of = settings.date or now().date()
        try:
            found = evaluate(stored.answers, self._reference, settings.rules, as_of, settings.tier)
        except (WorkshopError, ValueError, ArithmeticError):
            return Looked(stored.revision, None, until)
        return Looked(stored.revision, found, until)

    def summary(self) -> str:
        """Return the room as a whole as HTML, nobody named."""
        while self.look(at_once=True):
            pass  # what is shown to everybody is of now
        found = [each.evaluation for each in self._known.values() if each.evaluation is not None]
        with use_language(self._settings.language):
            return summary_html(room_summary(found, self._settings))


def _give_way() -> None:
    """Run only when nobody else wants to."""
    with contextlib.suppress(psutil.Error, OSError):
        if sys.platform == "linux":
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
        elif sys.platform == "win32":
            psutil.Process().nice(psutil.IDLE_PRIORITY_CLASS)
        else:
            psutil.Process().nice(_LAST)


def main() -> None:
    """Answer what is asked, a line each, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _give_way()
    folder = Folder.open(Path(sys.argv[1]))
    with Store.open(folder.path / DATABASE) as store:
        looker = Looker(folder, store)
        for line in sys.stdin:
            answer: Any
            try:
                answer = looker.summary() if line.strip() == SUMMARY else looker.look()
            except WorkshopError:
                answer = {}  # the database was busy, or someone has just been taken away
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
