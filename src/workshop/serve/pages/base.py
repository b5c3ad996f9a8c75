"""What all pages share: who asks, what stands in the bar, and headers that keep others out."""

from __future__ import annotations

from typing import Any

import tornado.web
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler

from workshop.i18n import use_language
from workshop.serve.colours import theme_css
from workshop.serve.progress import Progress
from workshop.serve.room import FACILITATOR, Room
from workshop.serve.words import words

# Scripts come from files of ours only: whatever somebody types, it cannot run here.
_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Page(JupyterHandler):
    """A page of the room."""

    def set_default_headers(self) -> None:
        """Set what keeps a page ours."""
        super().set_default_headers()
        for name, value in HEADERS.items():
            self.set_header(name, value)

    @property
    def content_security_policy(self) -> str:
        """Return the same for what Jupyter's own pages set."""
        return _POLICY

    @property
    def room(self) -> Room:
        """Return the room."""
        room: Room = self.settings["room"]
        return room

    @property
    def key(self) -> str:
        """Return the key of whoever asks, empty for nobody."""
        return self.current_user.username if self.current_user else ""

    @property
    def leads(self) -> bool:
        """Say whether the facilitator asks."""
        return self.key == FACILITATOR

    def participants_only(self) -> None:
        """Send the facilitator to the board."""
        if self.leads:
            raise tornado.web.HTTPError(403, "This page belongs to a participant.")

    def facilitator_only(self) -> None:
        """Refuse everybody else, as if there were no such page."""
        if not self.leads:
            raise tornado.web.HTTPError(404)

    def facts(self, here: str = "") -> dict[str, Any]:
        """Return what the bar of a participant's page shows, as plain data."""
        person = self.room.person(self.key)
        progress: Progress = self.settings["progress"]
        closed = self.room.closed()
        steps = [{**step, "closed": step["name"] in closed} for step in progress.steps(self.key)]
        words_here = words()
        way = [*steps, {"name": "plan", "title": words_here["plan"]}]
        place = next((n for n, step in enumerate(way) if step["name"] == here), -1)
        return {
            "here": here,
            "words": words_here,
            "page_title": way[place]["title"] if place >= 0 else "",
            "before": way[place - 1] if place > 0 else None,
            "next": way[place + 1] if 0 <= place < len(way) - 1 else None,
            "title": self.room.settings.title,
            "host": self.room.settings.brand.host,
            "language": self.room.settings.language,
            "name": (person.business or person.name) if person else "",
            "base": self.base_url,
            "boot": self.room.boot,
            "participant": self.key,
            "steps": steps,
        }

    def page(self, template: str, status: int = 200, **facts: Any) -> None:
        """Send a page made from a template; whatever it is given is shown as text."""
        self.set_status(status)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        with use_language(self.room.settings.language):
            made = self.settings["pages"].get_template(template)
            html = made.render(
                {"language": self.room.settings.language, "title": self.room.settings.title,
                 "host": self.room.settings.brand.host, "base": self.base_url, "boot": "",
                 "xsrf": self.xsrf_form_html(), **facts}
            )  # fmt: skip
        self.finish(html)

    def write_error(self, status_code: int, **_info: Any) -> None:
        """Say in plain words what went wrong, and the way back."""
        self.page("problem.html", status=status_code, code=status_code)


class Missing(Page):
    """An address that was mistyped."""

    @allow_unauthenticated
    def get(self) -> None:
        """Say so, with the way back."""
        self.page("problem.html", status=404, code=404)


class Theme(Page):
    """The host's colours as a style sheet."""

    @allow_unauthenticated
    def get(self) -> None:
        """Send it."""
        self.set_header("Content-Type", "text/css")
        self.finish(theme_css(self.room.settings.brand))
