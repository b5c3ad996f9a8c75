"""The room: whose seat is good, what is open, what is announced. No web in it."""

from __future__ import annotations

import datetime as dt
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

from workshop import workbook
from workshop.access import Access
from workshop.errors import UsageError
from workshop.folder import Folder, open_live
from workshop.store import Participant, Store, key_from_name
from workshop.store.room import RoomRecords, Seat

FACILITATOR = "_facilitator"
"""No participant's key starts with an underscore."""
STEPS = tuple(step.name for step in workbook.STEPS)
_FRESH_SECONDS = 1.0
T = TypeVar("T")


def now() -> dt.datetime:
    """Return the time, with its zone."""
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True)
class Announcement:
    """What the facilitator tells everyone; ``number`` grows, so that a page shows it once."""

    number: int
    text: str


class Room:
    """One running workshop.

    Parameters
    ----------
    folder : Folder
        The workshop, in a folder that may be written to.
    """

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.settings = folder.settings
        self.access = Access.of(folder.path)
        self.store: Store = open_live(folder, now())
        self.records = RoomRecords(self.store)
        self.boot = secrets.token_hex(8)
        self._read: dict[str, tuple[float, Any]] = {}

    def close(self) -> None:
        """Give the database back."""
        self.store.close()

    def seats(self) -> dict[str, Seat]:
        """Return everybody's seat."""
        return self._fresh("seats", self.records.seats)

    def _fresh(self, name: str, read: Callable[[], T]) -> T:
        """Return what the database says, asked at most once a second: every page wants it."""
        when, known = self._read.get(name, (0.0, None))
        if time.monotonic() - when > _FRESH_SECONDS:
            known = read()
            self._read[name] = time.monotonic(), known
        return cast("T", known)

    def _changed(self) -> None:
        self._read.clear()

    def _fact(self, name: str, default: Any) -> Any:
        return self._fresh(f"fact {name}", lambda: self.records.fact(name, default))

    def _set_fact(self, name: str, value: Any) -> None:
        self.records.set_fact(name, value)
        self._changed()

    def people(self) -> tuple[Participant, ...]:
        """Return everyone on the roster."""
        return self._fresh("people", self.store.participants)

    def person(self, key: str) -> Participant | None:
        """Return one participant, None if nobody has the key."""
        return next((each for each in self.people() if each.key == key), None)

    def generation(self, key: str) -> int | None:
        """Return which of the links handed out for a seat is good, None if there is no seat."""
        if key == FACILITATOR:
            return int(self._fact("facilitator", 0))
        seat = self.seats().get(key)
        return None if seat is None else seat.generation

    def whose(self, link: str) -> str | None:
        """Return the key of whose personal link it is."""
        generations = {key: seat.generation for key, seat in self.seats().items()}
        return self.access.whose(link, generations)

    def link(self, key: str) -> str:
        """Return someone's personal link, as it ends."""
        return self.access.link(key, self.seats()[key].generation)

    def new_link(self, key: str) -> str:
        """Hand out a new link; the old one, and who came with it, are out."""
        self.records.new_link(key)
        self._changed()
        return self.link(key)

    @property
    def facilitator_link(self) -> str:
        """Return the end of the facilitator's private link."""
        return self.access.facilitator_link(int(self._fact("facilitator", 0)))

    def is_facilitator_link(self, link: str) -> bool:
        """Say whether this opens the facilitator's door."""
        good = self.facilitator_link.encode()
        return hmac.compare_digest(good, link.strip().lower().encode())

    @property
    def code(self) -> str:
        """Return the code people type to come in."""
        return self.access.room_code(int(self._fact("code", 0)))

    def new_code(self) -> str:
        """Change the room's code; who is in stays in."""
        self._set_fact("code", int(self._fact("code", 0)) + 1)
        return self.code

    def is_code(self, typed: str) -> bool:
        """Say whether what was typed is the room's code."""
        return self.access.is_room_code(typed, int(self._fact("code", 0)))

    def enter(self, name: str, business: str) -> str:
        """Return the key of whoever comes in with the code and a name.

        Someone on the roster who has not come yet takes their seat; a new name gets a new one.
        A seat somebody has sat on, or that has answers, opens by its personal link only: to
        know the code and a name is not enough to read them.

        Raises
        ------
        UsageError
            If there is no name, or that seat is taken.
        """
        name, business = " ".join(name.split())[:120], " ".join(business.split())[:120]
        if not name:
            raise UsageError("Please type your name.")
        wanted = name.casefold()
        people = self.store.participants()  # as it is this moment: a key is given to one person
        for person in people:
            if person.name.casefold() == wanted:
                if self._taken(person.key):
                    raise UsageError(
                        "The seat of this name is taken.",
                        todo="If it is yours, use your personal link, or ask the facilitator for "
                        "one. If not, add the name of your business to yours.",
                    )
                self.came(person.key)
                return person.key
        key = key_from_name(business or name, {person.key for person in people})
        self.store.add_participants(
            [Participant(key, name, business, language=self.settings.language)]
        )
        self._changed()
        self.came(key)
        return key

    def _taken(self, key: str) -> bool:
        return self.seats()[key].joined is not None or self.store.load(key).revision > 0

    def came(self, key: str, step: str = "") -> None:
        """Note that someone opened a page."""
        self.records.came(key, now(), step)
        self._changed()

    def allow_preview(self, key: str, allowed: bool) -> None:
        """Keep whether the facilitator may look at someone's plan."""
        self.records.allow_preview(key, allowed)
        self._changed()

    def closed(self) -> frozenset[str]:
        """Return the steps the facilitator has closed."""
        return frozenset(self._fact("closed", []))

    def set_closed(self, step: str, closed: bool) -> None:
        """Close a step, or open it again."""
        steps = set(self.closed()) - {step} | ({step} if closed and step in STEPS else set())
        self._set_fact("closed", sorted(steps))

    def announcement(self) -> Announcement:
        """Return what is announced; number 0 for nothing."""
        number, text = self._fact("announcement", [0, ""])
        return Announcement(int(number), str(text))

    def announce(self, text: str) -> None:
        """Tell everyone something; an empty text takes it back."""
        number = self.announcement().number + 1
        self._set_fact("announcement", [number, " ".join(text.split())[:500]])

    def item(self) -> tuple[int, dt.datetime | None]:
        """Return which stretch of the agenda is on, counted from 0, and since when; −1 for none."""
        place, since = self._fact("item", [-1, ""])
        return int(place), dt.datetime.fromisoformat(since) if since else None

    def set_item(self, place: int) -> None:
        """Begin a stretch of the agenda."""
        self._set_fact("item", [place, now().isoformat()])

    @property
    def plans(self) -> Path:
        """Return the folder plans are made in."""
        return self.folder.path / "plans"

    def plan_of(self, key: str) -> Path | None:
        """Return someone's plan as PDF, None if it is not made."""
        folder = self.plans / key
        return next(iter(sorted(folder.glob("*.pdf"))), None) if folder.is_dir() else None
