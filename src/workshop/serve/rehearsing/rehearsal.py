"""The rehearsal itself: open a room of its own, let attendees in, measure, look everything up."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import psutil
from tornado.httpclient import AsyncHTTPClient

from workshop.answers.change import value_at
from workshop.folder import DATABASE, Folder
from workshop.numbers import plain
from workshop.serve.rehearsing.attendee import Attendee
from workshop.serve.rehearsing.figures import Figures, Times
from workshop.serve.rehearsing.memory import private_mb
from workshop.serve.rehearsing.own_room import OwnRoom
from workshop.serve.room import STEPS
from workshop.store import Store, Stored

JOIN_SECONDS = 60.0
"""A room comes in within a minute of the code being on the wall."""
STAY_SECONDS = 20.0
"""On one page: far shorter than people do, so that pages change all the time."""
_MB = 2**20
_SAMPLE_SECONDS = 3.0

Watcher = Callable[[str, int], None]
"""Told a word for what just happened and how many seats it has happened to."""


@dataclass(frozen=True)
class Script:
    """What is rehearsed.

    Attributes
    ----------
    seats : int
    join_seconds : float
        Over which everyone comes in, one after the other; 0 for all at once.
    stay_seconds : float
        How long each is there.
    page_seconds : float
        How long each types on a page before the next.
    """

    seats: int
    join_seconds: float
    stay_seconds: float
    page_seconds: float = STAY_SECONDS

    @classmethod
    def of(cls, seats: int, minutes: float) -> Script:
        """Return the usual one: come in within a minute, stay for some."""
        stay = 60 * minutes
        return cls(seats, min(JOIN_SECONDS, stay), stay, min(STAY_SECONDS, stay / 2))


def rehearse(folder: Folder, script: Script, told: Watcher = lambda _what, _count: None) -> Figures:
    """Rehearse a workshop on this machine; its answers are neither read nor written.

    Raises
    ------
    WorkshopError
        If no room could be opened.
    """
    with OwnRoom(folder) as room:
        told("open", 0)
        room.settle()
        return visit(room, script, told)


def visit(room: OwnRoom, script: Script, told: Watcher = lambda _what, _count: None) -> Figures:
    """Let attendees into an open room and return what happened to them."""
    idle, free = private_mb(room.processes()), psutil.virtual_memory().available / _MB
    before = psutil.cpu_times()
    attendees, most = asyncio.run(_visit(room, script, told))
    share = _busy_share(before, psutil.cpu_times())
    seen = [each.seen for each in attendees]
    lost, checked = look_up(room, attendees)
    return Figures(
        seats=script.seats,
        opened_seconds=round(room.opened_seconds, 1),
        first=Times.of([each.pages[0] for each in seen if each.pages]),
        pages=Times.of([one for each in seen for one in each.pages]),
        saves=Times.of([one for each in seen for one in each.saves]),
        failures=tuple(one for each in seen for one in each.failures),
        unanswered=sum(each.unanswered for each in seen),
        lost=lost,
        checked=checked,
        seat_mb=round(max(0.0, most - idle) / script.seats, 1),
        idle_mb=round(idle, 1),
        free_mb=round(free, 1),
        cpu_share=round(share, 2),
    )


async def _visit(room: OwnRoom, script: Script, told: Watcher) -> tuple[list[Attendee], float]:
    client = AsyncHTTPClient(force_instance=True, max_clients=4 * script.seats + 10)
    attendees = [
        Attendee(room.base, room.code, f"Seat {number}", client)
        for number in range(1, script.seats + 1)
    ]
    counts = {"joined": 0, "done": 0}

    async def play(attendee: Attendee, place: int) -> None:
        await asyncio.sleep(place * script.join_seconds / script.seats)
        if await attendee.join():
            counts["joined"] += 1
            told("joined", counts["joined"])
            await _stay(attendee, script)
        counts["done"] += 1
        told("done", counts["done"])

    measuring = asyncio.ensure_future(_most_memory(room, len(attendees), counts))
    await asyncio.gather(*(play(each, place) for place, each in enumerate(attendees)))
    most = await measuring
    await asyncio.gather(*(each.leave() for each in attendees))
    client.close()
    return attendees, most


async def _stay(attendee: Attendee, script: Script) -> None:
    until = time.monotonic() + script.stay_seconds
    step = 0
    while step == 0 or time.monotonic() < until:
        if await attendee.open(STEPS[step % len(STEPS)]):
            await attendee.type(min(script.page_seconds, max(1.0, until - time.monotonic())))
        step += 1


async def _most_memory(room: OwnRoom, seats: int, counts: dict[str, int]) -> float:
    """Return the most memory the room took, looked at every few seconds and at the end."""
    most = 0.0
    while counts["done"] < seats:
        await asyncio.sleep(min(_SAMPLE_SECONDS, 0.1 + seats / 10))
        if counts["joined"] == seats:
            most = max(most, await asyncio.to_thread(private_mb, room.processes()))
    return most or private_mb(room.processes())


def _busy_share(before: psutil._common.scpustats, after: psutil._common.scpustats) -> float:
    spent = [new - old for old, new in zip(before, after, strict=True)]
    idle = after.idle - before.idle + getattr(after, "iowait", 0) - getattr(before, "iowait", 0)
    return 1 - idle / sum(spent) if sum(spent) > 0 else 0.0


def look_up(room: OwnRoom, attendees: Iterable[Attendee]) -> tuple[tuple[str, ...], int]:
    """Look up every text that was called saved: those that are not there, and how many were."""
    lost, checked = [], 0
    with Store.open(room.copy / DATABASE) as store:
        keys = {person.name: person.key for person in store.participants()}
        for each in attendees:
            stored = store.load(keys[each.name]) if each.name in keys else None
            for address, text in each.seen.saved.items():
                checked += 1
                if stored is None or not is_kept(stored, address, text):
                    lost.append(f"{each.name}, {address}: {text}")
    return tuple(lost), checked


def is_kept(stored: Stored, address: str, text: str) -> bool:
    """Say whether a text stands in someone's answers, or among what is no answer yet."""
    if any(draft.address == address and draft.text == text for draft in stored.drafts):
        return True
    value = value_at(stored.answers, address)
    if isinstance(value, list):
        return value == [text]
    return text == (plain(value) if isinstance(value, float) else str(value))
