"""One simulated attendee: comes in, opens the steps one after the other, types."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPResponse

from workshop.serve.rehearsing.page import Forms, StepPage, read_forms, read_page
from workshop.serve.rehearsing.wire import Wire

PAGE_SECONDS = 60.0
"""A page that takes longer never came: nobody waits a minute."""
SAVE_SECONDS = 10.0
NEWS_SECONDS = 8.0
"""Between two times a page asks for news."""
TYPING_SECONDS = 1.5
"""Between two texts that are handed in, on average: a page hands in after a short pause of the
keys. Half as long again or half as long, so that forty hands do not type in step."""


@dataclass
class Seen:
    """What happened to one attendee; times in milliseconds.

    Attributes
    ----------
    pages : list of float
        From asking for a page until its forms can be used.
    saves : list of float
        From handing in a text until the page knows that it is saved.
    failures : list of str
        Pages that did not come, and why.
    saved : dict of str to str
        The last text that was acknowledged, by the answer's address.
    unanswered : int
        Texts nothing came back for.
    """

    pages: list[float] = field(default_factory=list)
    saves: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    saved: dict[str, str] = field(default_factory=dict)
    unanswered: int = 0


class Attendee:
    """A browser's part of one seat, without a browser.

    Parameters
    ----------
    base : str
        Address of the room, with a slash at the end.
    code : str
        Of the room.
    name : str
        To come in with.
    client : AsyncHTTPClient
    """

    def __init__(self, base: str, code: str, name: str, client: AsyncHTTPClient) -> None:
        self.base, self.code, self.name = base, code, name
        self.seen = Seen()
        self._client = client
        self._cookies: dict[str, str] = {}
        self._page = StepPage("", ())
        self._forms = Forms()
        self._wire: Wire | None = None
        self._number = 0
        self._pace = random.Random(name)  # noqa: S311 - not for secrets; the same at every run
        self._turn = 0

    async def _ask(self, path: str, body: dict[str, str] | None = None) -> HTTPResponse:
        headers = {"Cookie": self._cookie(), "Accept-Encoding": "gzip"}
        if body is not None:
            body = body | {"_xsrf": self._cookies.get("_xsrf", "")}
        answer = await self._client.fetch(
            f"{self.base}{path}", headers=headers, follow_redirects=False, raise_error=False,
            method="GET" if body is None else "POST", body=urlencode(body) if body else None,
            request_timeout=PAGE_SECONDS, connect_timeout=PAGE_SECONDS,
        )  # fmt: skip
        for line in answer.headers.get_list("Set-Cookie"):
            name, _equals, value = line.split(";")[0].partition("=")
            self._cookies[name] = value
        return answer

    def _cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self._cookies.items())

    async def join(self) -> bool:
        """Come in by the code and a name; say whether it went well."""
        given = {"code": self.code, "name": self.name, "business": ""}
        try:
            await self._ask("join")
            answer = await self._ask("join", given)
            if answer.code == 302:
                await self._ask("")
                return True
            why = f"answered {answer.code}"
        except (HTTPClientError, OSError) as error:
            why = str(error)
        self.seen.failures.append(f"{self.name} could not come in: {why}")
        return False

    async def open(self, step: str) -> bool:
        """Leave the page at hand and open a step; say whether its forms can be used."""
        await self.leave()
        begun = time.perf_counter()
        try:
            why = await self._open(step)
        except (TimeoutError, HTTPClientError, OSError) as error:
            why = str(error) or f"nothing came for {PAGE_SECONDS:.0f} s"
        if why:
            self.seen.failures.append(f"{self.name}, step {step}: {why}")
            return False
        self.seen.pages.append(1000 * (time.perf_counter() - begun))
        return True

    async def _open(self, step: str) -> str:
        answer = await self._ask(f"step/{step}")
        if answer.code != 200:
            return f"answered {answer.code}"
        text = answer.body.decode()
        self._page = read_page(text)
        if not (self._page.kernel_id and self._page.widgets):
            return "the page has no forms"
        self._wire = await Wire.open(self.base, self._page.kernel_id, self._cookie())
        async with asyncio.timeout(PAGE_SECONDS):
            await self._wire.learn()
        if not all(model in self._wire.models for model in self._page.widgets):
            return "a form of the page is missing"
        self._forms = read_forms(self._wire.models)
        return "" if self._forms.pulse and self._forms.echo else "the page has no forms"

    async def type(self, seconds: float) -> None:
        """Type into the fields of the page for a while."""
        until = time.monotonic() + seconds
        asking = asyncio.ensure_future(self._ask_for_news())
        try:
            await self._type(until)
        finally:
            asking.cancel()

    async def _ask_for_news(self) -> None:
        while True:
            await asyncio.sleep(NEWS_SECONDS)
            with contextlib.suppress(HTTPClientError, OSError):
                await self._ask("state")

    async def _type(self, until: float) -> None:
        if self._wire is not None and not self._forms.fields and self._forms.add:
            await self._wire.click(self._forms.add[0])
            await self._settled(self._wire)
            self._forms = read_forms(self._wire.models)
        while self._wire is not None and self._forms.fields and time.monotonic() < until:
            begun = time.monotonic()
            if not await self._hand_in(self._wire):
                break
            pause = TYPING_SECONDS * self._pace.uniform(0.5, 1.5)
            await asyncio.sleep(max(0.0, pause - (time.monotonic() - begun)))

    async def _hand_in(self, wire: Wire) -> bool:
        self._turn += 1
        one = self._forms.fields[self._turn % len(self._forms.fields)]
        text = str(1000 + self._turn)
        begun = time.perf_counter()
        await wire.put(one.model, text)
        if not await self._settled(wire):
            self.seen.unanswered += 1
            return False
        self.seen.saves.append(1000 * (time.perf_counter() - begun))
        self.seen.saved[one.address] = text
        return True

    async def _settled(self, wire: Wire) -> bool:
        """Wait until everything handed in so far is done; say whether it was in time."""
        self._number += 1
        try:
            async with asyncio.timeout(SAVE_SECONDS):
                await wire.beat(self._forms.pulse, self._forms.echo, self._number)
        except (TimeoutError, OSError):
            return False
        return True

    async def leave(self) -> None:
        """Leave the page as a browser does: hang up, and have its kernel ended."""
        if self._wire is None:
            return
        self._wire.close()
        self._wire = None
        with contextlib.suppress(HTTPClientError, OSError):
            await self._ask(f"voila/api/shutdown/{self._page.kernel_id}", {})
