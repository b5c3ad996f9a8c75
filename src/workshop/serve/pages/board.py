"""The facilitator's board: where everyone is, what the room is told, plans for all."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import tornado.web

from workshop.agenda import AGENDAS, title_of
from workshop.serve.making import PlansRun
from workshop.serve.pages.base import Page
from workshop.serve.room import STEPS
from workshop.serve.watching import Watch
from workshop.serve.words import board_words


class _Facilitators(Page):
    """A page only the facilitator may reach; to others there is none."""

    def only(self) -> None:
        """Refuse everybody else."""
        self.facilitator_only()


class Board(_Facilitators):
    """The board itself; its figures come from :class:`BoardState`."""

    @tornado.web.authenticated
    def get(self) -> None:
        """Show it."""
        self.only()
        meetings = AGENDAS[self.room.settings.mode]
        self.page(
            "board.html",
            code=self.room.code,
            address=self.settings["address"],
            join=f"{self.settings['address']}join?code={self.room.code}",
            meetings=meetings,
            steps=STEPS,
            titles={step: str(title_of(step)) for step in STEPS},
            words=board_words() | {"order": list(STEPS)},
        )


class BoardState(_Facilitators):
    """Where everyone is, as JSON."""

    @tornado.web.authenticated
    def get(self) -> None:
        """Answer."""
        self.only()
        watch: Watch = self.settings["watch"]
        plans: PlansRun = self.settings["plans"]
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(watch.state() | {"plans": plans.state()}))


class Act(_Facilitators):
    """What the facilitator does: one small thing at a time."""

    @tornado.web.authenticated
    def post(self) -> None:
        """Do it and answer with what came of it."""
        self.only()
        what = self.get_body_argument("do", "")
        name = self.get_body_argument("name", "")
        text = self.get_body_argument("text", "")[:500]
        answer: dict[str, Any] = {"ok": True}
        if what in ("open", "close") and name in STEPS:
            self.room.set_closed(name, what == "close")
        elif what == "say":
            self.room.announce(text)
        elif what == "link" and name in self.room.seats():
            answer["link"] = f"{self.settings['address']}me/{self.room.new_link(name)}"
        elif what == "code":
            answer["code"] = self.room.new_code()
        elif what == "item" and name.isdigit():
            self.room.set_item(int(name))
        else:
            raise tornado.web.HTTPError(400)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(answer))


class RunPlans(_Facilitators):
    """Plans for everyone: begin, and fetch them all."""

    @tornado.web.authenticated
    async def post(self) -> None:
        """Begin, unless they are being made."""
        self.only()
        await self.settings["plans"].begin()
        self.redirect(self.base_url + "board#plans")

    @tornado.web.authenticated
    async def get(self) -> None:
        """Send them all in one file, packed while pages go on being served."""
        self.only()
        name, data = await asyncio.to_thread(self.settings["plans"].packed)
        self.set_header("Content-Type", "application/zip")
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        await self.finish(data)


class Projected(_Facilitators):
    """For the wall: how to come in, and nobody's name."""

    @tornado.web.authenticated
    def get(self) -> None:
        """Show it."""
        self.only()
        join = f"{self.settings['address']}join?code={self.room.code}"
        self.page(
            "wall.html", code=self.room.code, address=self.settings["address"],
            qr=self.settings["qr"](join),
        )  # fmt: skip


class WholeRoom(_Facilitators):
    """The room as a whole, nobody named: to be projected."""

    @tornado.web.authenticated
    async def get(self) -> None:
        """Show it."""
        self.only()
        watch: Watch = self.settings["watch"]
        self.page("room.html", shown=await watch.summary())


class Preview(_Facilitators):
    """Someone's plan, if they allowed it."""

    @tornado.web.authenticated
    def get(self, key: str) -> None:
        """Send it."""
        self.only()
        seat = self.room.seats().get(key)
        path = self.room.plan_of(key) if seat is not None and seat.may_preview else None
        if path is None:
            raise tornado.web.HTTPError(404)
        self.set_header("Content-Type", "application/pdf")
        self.set_header("Content-Disposition", f'inline; filename="{path.name}"')
        self.finish(path.read_bytes())
