"""What the board shows of everyone, kept up to date in the background."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import json
import sys
from typing import Any

from workshop.serve.looking import LOOK, SUMMARY
from workshop.serve.progress import Progress
from workshop.serve.room import Room, now

STUCK_MINUTES = 6
_PAUSE = 1.0
_LONGEST = 16 * 1024 * 1024


class Watch:
    """Has everyone's answers looked into, by a process of its own.

    Parameters
    ----------
    room : Room
    progress : Progress
    """

    def __init__(self, room: Room, progress: Progress) -> None:
        self._room = room
        self._progress = progress
        self._blocks: dict[str, list[str]] = {}
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()
        self._looking: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to look; called where the loop runs."""
        self._looking = asyncio.ensure_future(self._look())

    def stop(self) -> None:
        """Look no more."""
        if self._looking is not None:
            self._looking.cancel()
        self._end()

    def _end(self) -> None:
        if self._process is not None and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
        self._process = None

    async def _look(self) -> None:
        while True:
            try:
                found = await self._ask(LOOK)
            except (OSError, ValueError):
                found = None
            if found:
                self._blocks[found["key"]] = found["blocks"]
            # Pages and answers come first: this takes a quarter of one core at most.
            await asyncio.sleep(0.01 + 3 * found["seconds"] if found else _PAUSE)

    async def summary(self) -> str:
        """Return the room as a whole as HTML, nobody named.

        Raises
        ------
        OSError, ValueError
            If it cannot be told.
        """
        return str(await self._ask(SUMMARY))

    async def _ask(self, what: str) -> Any:
        async with self._turn:
            if self._process is None or self._process.returncode is not None:
                self._process = await asyncio.create_subprocess_exec(
                    sys.executable, "-m", "workshop.serve.looking", str(self._room.folder.path),
                    stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
                    start_new_session=True, limit=_LONGEST,
                )  # fmt: skip
            process = self._process
            assert process.stdin is not None and process.stdout is not None  # noqa: PT018
            try:
                process.stdin.write(f"{what}\n".encode())
                await process.stdin.drain()
                return json.loads(await process.stdout.readline())
            except (OSError, ValueError):
                self._end()  # the next time it is begun anew
                raise

    def state(self) -> dict[str, Any]:
        """Return the board's figures as JSON data."""
        at = now()
        seats, activity = self._room.seats(), self._room.records.activity()
        people = []
        for person in self._room.people():
            seat, active = seats[person.key], activity.get(person.key)
            last = active.at if active else None
            idle = _minutes(at, last or seat.joined)
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
                    "blocks": self._blocks.get(person.key, []),
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
