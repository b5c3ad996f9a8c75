"""Our line to a kernel that is known to be there."""

from __future__ import annotations

import asyncio
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient

_TRY_SECONDS = 1.0
_HEARD_SECONDS = 0.2


class PromptClient(AsyncKernelClient):
    """Begins as soon as the kernel has answered.

    Jupyter's own then listens for a fifth of a second whether something is left over from
    before. Here each answer is told by what it answers, and nobody waits for nothing.
    """

    async def _async_wait_for_ready(
        self,
        timeout: float | None = None,  # noqa: ASYNC109 - as Jupyter calls it
    ) -> None:
        async with asyncio.timeout(timeout):
            while not await self._answered():
                if not await self._async_is_alive():
                    raise RuntimeError("Kernel died before replying to kernel_info")

    async def _answered(self) -> bool:
        self.kernel_info()
        try:
            reply: Any = await self.shell_channel.get_msg(timeout=_TRY_SECONDS)
            if reply["msg_type"] != "kernel_info_reply":
                return False
            # What it publishes arrives here, too.
            await self.iopub_channel.get_msg(timeout=_HEARD_SECONDS)
        except Empty:
            return False
        self._handle_kernel_info_reply(reply)
        return True

    wait_for_ready = _async_wait_for_ready
