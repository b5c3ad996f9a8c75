"""What a participant sees beside the steps: the way, the plan, and whether the room is there."""

from __future__ import annotations

import json
from typing import Any

import tornado.web
from jupyter_server.auth.decorator import allow_unauthenticated

from workshop.serve.pages.base import Page


class Home(Page):
    """The way through the workbook, and the plan once it is made."""

    @tornado.web.authenticated
    def get(self) -> None:
        """Show it; the facilitator belongs at the board."""
        if self.leads:
            self.redirect(self.base_url + "board")
            return
        self.room.came(self.key)
        self.page(
            "home.html",
            **self.facts(),
            may_preview=self.room.seats()[self.key].may_preview,
            plan=self.room.plan_of(self.key) is not None,
            announcement=self.room.announcement().text,
        )


class State(Page):
    """What a page asks every few seconds: news, and whether its server is still the same."""

    @tornado.web.authenticated
    def get(self) -> None:
        """Answer in JSON."""
        self.participants_only()
        news = self.room.announcement()
        facts = self.facts()
        answer: dict[str, Any] = {
            "boot": self.room.boot,
            "number": news.number,
            "text": news.text,
            "steps": [
                {name: step[name] for name in ("name", "done", "asked", "share", "closed")}
                for step in facts["steps"]
            ],
            "plan": self.room.plan_of(self.key) is not None,
        }
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(answer))


class Health(Page):
    """Whether the server is there, and since when; for anybody."""

    @allow_unauthenticated
    def get(self) -> None:
        """Say so."""
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps({"boot": self.room.boot}))


class Permission(Page):
    """Whether the facilitator may look at one's plan."""

    @tornado.web.authenticated
    def post(self) -> None:
        """Keep the choice."""
        self.participants_only()
        self.room.allow_preview(self.key, self.get_body_argument("allowed", "") == "yes")
        self.redirect(self.base_url)


class OwnPlan(Page):
    """One's own plan as PDF."""

    @tornado.web.authenticated
    def get(self) -> None:
        """Send it."""
        self.participants_only()
        path = self.room.plan_of(self.key)
        if path is None:
            raise tornado.web.HTTPError(404)
        self.set_header("Content-Type", "application/pdf")
        self.set_header("Content-Disposition", f'inline; filename="{path.name}"')
        self.finish(path.read_bytes())
