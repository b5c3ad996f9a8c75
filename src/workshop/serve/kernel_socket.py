"""A page's line to its kernel."""

from __future__ import annotations

from typing import Any

from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler


class KernelSocket(VoilaKernelWebsocketHandler):  # type: ignore[misc]
    """Sends every message at once.

    All of them are small. Left to itself the system keeps a small one back until the one before
    is acknowledged, which the other end puts off in turn. Every answer saved waited for that.
    """

    async def open(self, kernel_id: Any) -> None:
        """Begin."""
        self.set_nodelay(True)
        await super().open(kernel_id)
