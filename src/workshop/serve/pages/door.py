"""Coming in: by a personal link, by the room's code and a name, as the facilitator; and leaving."""

from __future__ import annotations

import tornado.web
from jupyter_server.auth.decorator import allow_unauthenticated

from workshop.errors import WorkshopError
from workshop.i18n import _
from workshop.serve.identity import get_up, sit_down
from workshop.serve.limits import Doorkeeper
from workshop.serve.pages.base import Page
from workshop.serve.room import FACILITATOR


class _Door(Page):
    """A page that can be tried from outside; too many tries and it waits."""

    def prepare_try(self) -> bool:
        """Say whether this one may try; if not, an answer has been sent."""
        keeper: Doorkeeper = self.settings["doorkeeper"]
        wait = keeper.wait(self.request.remote_ip or "")
        if wait:
            self.set_header("Retry-After", str(wait))
            text = _("Too many tries. Please wait {n} seconds.").format(n=wait)
            self.page("join.html", status=429, message=str(text), code="", name="", business="")
            return False
        return True

    def failed(self) -> None:
        """Count a try that failed."""
        self.settings["doorkeeper"].failed(self.request.remote_ip or "")


class Join(_Door):
    """The room's code and a name."""

    @allow_unauthenticated
    def get(self) -> None:
        """Ask for them; who is in already goes on."""
        if self.key:
            self.redirect(self.base_url)
            return
        code = self.get_query_argument("code", "")[:12]
        self.page("join.html", message="", code=code, name="", business="")

    @allow_unauthenticated
    def post(self) -> None:
        """Let them in, or say why not."""
        if not self.prepare_try():
            return
        given = {
            name: self.get_body_argument(name, "")[:200] for name in ("code", "name", "business")
        }
        if not self.room.is_code(given["code"]):
            self.failed()
            text = _("This is not the code of the room. It stands on the facilitator's screen.")
            self.page("join.html", status=403, message=str(text), **given)
            return
        try:
            key = self.room.enter(given["name"], given["business"])
        except WorkshopError as error:
            why = " ".join(part for part in (error.what, error.todo) if part)
            self.page("join.html", status=400, message=why, **given)
            return
        sit_down(self, key)
        self.redirect(self.base_url)


class Me(_Door):
    """A personal link."""

    @allow_unauthenticated
    def get(self, link: str) -> None:
        """Let its owner in."""
        if not self.prepare_try():
            return
        key = self.room.whose(link)
        if key is None:
            self.failed()
            text = _("This link is no longer good. Ask the facilitator for a new one.")
            self.page("join.html", status=403, message=str(text), code="", name="", business="")
            return
        self.room.came(key)
        sit_down(self, key)
        self.redirect(self.base_url)


class Lead(_Door):
    """The facilitator's private link."""

    @allow_unauthenticated
    def get(self, link: str) -> None:
        """Let the facilitator in."""
        if not self.prepare_try():
            return
        if not self.room.is_facilitator_link(link):
            self.failed()
            raise tornado.web.HTTPError(404)
        sit_down(self, FACILITATOR)
        self.redirect(self.base_url + "board")


class Leave(Page):
    """Leaving: on a phone that is handed on."""

    @allow_unauthenticated
    def post(self) -> None:
        """Take the cookie away."""
        get_up(self)
        self.redirect(self.base_url + "join")
