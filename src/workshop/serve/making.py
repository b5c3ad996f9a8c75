"""Plans for everyone, made while the room goes on: begun from the board, followed by its lines."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import sys
import zipfile
from typing import Any

from workshop.serve.room import Room


class PlansRun:
    """The batch of a room.

    It is a process of its own that reads what is saved; the room only follows its progress.

    Parameters
    ----------
    room : Room
    """

    def __init__(self, room: Room) -> None:
        self._room = room
        self._process: asyncio.subprocess.Process | None = None
        self._following: asyncio.Task[None] | None = None
        self._total = 0
        self._done = 0
        self._failed: dict[str, str] = {}
        self._trouble = ""
        self._beginning = asyncio.Lock()

    def state(self) -> dict[str, Any]:
        """Return how far it is."""
        running = self._process is not None and self._process.returncode is None
        made = sum(1 for key in self._room.seats() if self._room.plan_of(key) is not None)
        return {
            "running": running, "total": self._total, "done": self._done, "made": made,
            "failed": dict(self._failed), "trouble": self._trouble,
        }  # fmt: skip

    async def begin(self) -> None:
        """Begin, unless it is running."""
        async with self._beginning:
            if self._process is None or self._process.returncode is not None:
                await self._begin()

    async def _begin(self) -> None:
        self._total = self._done = 0
        self._failed, self._trouble = {}, ""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "workshop", "plans", str(self._room.folder.path), "--lines",
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        self._following = asyncio.ensure_future(self._follow(self._process))

    async def _follow(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None and process.stderr is not None  # noqa: PT018
        errors = asyncio.ensure_future(process.stderr.read())
        async for line in process.stdout:
            with contextlib.suppress(ValueError):
                self._take(json.loads(line))
        text = (await errors).decode(errors="replace")
        if await process.wait() not in (0, 1):
            self._trouble = text.strip()[-500:] or "The plans could not be made."

    def _take(self, told: dict[str, Any]) -> None:
        self._total = told.get("total", self._total)
        if "finish" in told:
            self._done += 1
            if not told.get("good"):
                self._failed[told["finish"]] = str(told.get("reason", ""))[:300]

    async def stop(self) -> None:
        """End it with the room; what is made stays."""
        if self._process is not None and self._process.returncode is None:
            self._process.terminate()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._process.wait(), 20)

    def packed(self) -> tuple[str, bytes]:
        """Return all plans, and what lies beside them, as one zip: a name and its bytes."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for key in self._room.seats():
                folder = self._room.plans / key
                for path in sorted(folder.glob("*")) if folder.is_dir() else ():
                    if path.is_file():
                        archive.write(path, f"plans/{key}/{path.name}")
        return f"{self._room.folder.path.name}-plans.zip", buffer.getvalue()
