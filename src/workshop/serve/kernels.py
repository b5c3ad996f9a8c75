"""Kernels of the room: started ahead, handed out once, each with one owner."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections import deque
from contextvars import ContextVar
from typing import Any

import tornado.web
from jupyter_core.utils import ensure_async
from jupyter_server._tz import utcnow
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets import Int

from workshop.kernels import ONE_THREAD, Zygote
from workshop.kernels.provisioner import provision

OWNER: ContextVar[str] = ContextVar("owner")
"""For whom the request at hand starts a kernel."""

_WARM = "from workshop.serve import warming as _w; _w.begin(); _w.warm(); del _w"
_ARGUMENTS = [
    "--HistoryManager.enabled=False",
    "--IPKernelApp.outstream_class=workshop.serve.sparing.SparingStream",
]
_SECONDS = 60
_BREATH = 1.0
# What a kernel needs of our surroundings. The rest is nobody's business there.
_KEPT = (
    "PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "APPDATA",
    "LOCALAPPDATA", "USERPROFILE", "PYTHONPATH", "PYTHONPYCACHEPREFIX", "VIRTUAL_ENV",
    "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "JUPYTER_PATH", "JUPYTER_RUNTIME_DIR",
)  # fmt: skip

# One page computes little: threads for more cost memory, in every kernel again.
_SPARING = ONE_THREAD | {
    "MALLOC_ARENA_MAX": "2",
    "JUPYTER_WIDGETS_ECHO": "0",
}


class RoomKernels(AsyncMappingKernelManager):
    """A kernel manager with a pool.

    A kernel in the pool has loaded what our notebooks need and belongs to nobody. It is given
    out once, to one page, and ended with it.
    """

    pool_size = Int(3, config=True, help="How many kernels wait, ready, for the next page.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)  # type: ignore[no-untyped-call]
        self._ready: deque[str] = deque()
        self._owners: dict[str, str] = {}
        self._filling: asyncio.Task[None] | None = None
        self._closing = False
        environment = {key: value for key, value in os.environ.items() if key in _KEPT}
        self._environment = environment | {"WORKSHOP_ROOM": "1"} | _SPARING
        self._zygote = Zygote("workshop.serve.warming", self._environment)
        provision(self._zygote)

    def owner(self, kernel_id: str) -> str | None:
        """Return whose kernel it is, None for one of the pool or none at all."""
        return self._owners.get(kernel_id)

    @property
    def in_use(self) -> int:
        """Return how many kernels belong to a page."""
        return sum(kernel_id in self for kernel_id in self._owners)

    def kernels_of(self, owner: str) -> list[str]:
        """Return the kernels of one owner, oldest first."""
        return [each for each, whose in self._owners.items() if whose == owner and each in self]

    async def end_oldest(self, owner: str, keep: int) -> None:
        """End the oldest kernels of one owner, so that no more than some are left."""
        mine = self.kernels_of(owner)
        for kernel_id in mine[: max(0, len(mine) - keep)]:
            await self.shutdown_kernel(kernel_id, now=True)

    async def start_kernel(self, **kwargs: Any) -> str:  # type: ignore[override]
        """Return a kernel for whom the request at hand is; from the pool if one is ready."""
        owner = OWNER.get()
        kernel_id = None
        while self._ready and kernel_id is None:
            candidate = self._ready.popleft()
            if candidate in self and await ensure_async(self.get_kernel(candidate).is_alive()):
                kernel_id = candidate
        if kernel_id is None:
            kernel_id = await self._start(kwargs.get("kernel_name"))
        self._owners[kernel_id] = owner
        # To start the next one takes what the page at hand needs; while some are left it can wait.
        asyncio.get_running_loop().call_later(_BREATH if self._ready else 0.0, self.fill)
        return kernel_id

    async def _start(self, name: str | None = None) -> str:
        found: str = await super().start_kernel(
            kernel_name=name, env=dict(self._environment), extra_arguments=_ARGUMENTS
        )
        return found

    def fill(self) -> None:
        """Begin to fill the pool, unless that is being done."""
        if not self._closing and (self._filling is None or self._filling.done()):
            self._filling = asyncio.ensure_future(self._fill())

    async def _fill(self) -> None:
        while len(self._ready) < self.pool_size and not self._closing:
            kernel_id = await self._start()
            await self._warm(kernel_id)
            self._ready.append(kernel_id)

    async def _warm(self, kernel_id: str) -> None:
        """Have a kernel load what our notebooks need, so that no page waits for it."""
        client = self.get_kernel(kernel_id).client()
        client.start_channels()
        try:
            await ensure_async(client.wait_for_ready(timeout=_SECONDS))
            reply = client.execute(_WARM, silent=True, store_history=False)
            answer = await client._async_recv_reply(reply, timeout=_SECONDS)  # noqa: SLF001
            if answer["content"]["status"] != "ok":
                self.log.warning(
                    "A kernel could not be warmed: %s", answer["content"].get("evalue")
                )
        finally:
            client.stop_channels()

    def start_watching_activity(self, kernel_id: str) -> None:
        """Take note that a kernel began; its messages are not read along for it.

        A page that is open is connected, and what is connected is never culled. So it is
        enough to know when the last connection went, and no message is unpacked twice.
        """
        kernel = self._kernels[kernel_id]
        kernel.reason = ""
        kernel.execution_state = "idle"
        self.last_kernel_activity = kernel.last_activity = utcnow()

    def notify_disconnect(self, kernel_id: str) -> None:
        """Count from now how long nobody is connected."""
        super().notify_disconnect(kernel_id)  # type: ignore[no-untyped-call]
        if kernel_id in self._kernels:
            self._kernels[kernel_id].last_activity = utcnow()

    async def shutdown_kernel(  # type: ignore[override]
        self, kernel_id: str, *args: Any, **kwargs: Any
    ) -> None:
        """End a kernel."""
        try:
            await ensure_async(
                super().shutdown_kernel(kernel_id, *args, **kwargs)  # type: ignore[no-untyped-call]
            )
        finally:
            self._owners.pop(kernel_id, None)

    async def shutdown_all(self, **_options: Any) -> None:  # type: ignore[override]
        """End all of them, and start no more."""
        self._closing = True
        if self._filling is not None:
            self._filling.cancel()
        await asyncio.gather(*map(self._end, self.list_kernel_ids()))
        self._zygote.stop()

    async def _end(self, kernel_id: str) -> None:
        """End a kernel; one that has only begun to start goes with what it comes from."""
        with contextlib.suppress(tornado.web.HTTPError, KeyError):
            await self.shutdown_kernel(kernel_id, now=True)
