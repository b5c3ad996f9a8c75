"""A kernel that is spoken to through sockets in a private folder, not through ports."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import uuid
from functools import cache
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager, KernelManager
from traitlets import DottedObjectName

from workshop.kernels import Zygote, split_provisioner

_LONGEST_ADDRESS = 95
"""Systems end the name of a socket at about 104 bytes; jupyter_client adds a number to ours."""


@cache
def zygote() -> Zygote:
    """Return the zygote of this process: one for all it runs, ended with it."""
    found = Zygote("workshop.batch.warming", dict(os.environ))
    atexit.register(found.stop)
    return found


class PrivateKernelManager(AsyncKernelManager):
    """Start a kernel whose sockets lie in a folder only this user can enter.

    The default address of such sockets is the same for all kernels of a folder, so kernels
    side by side would hear one another.
    """

    def __init__(self, **options: Any) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="workshop-kernel-"))
        address = str(self._folder / "socket")
        if len(address.encode()) <= _LONGEST_ADDRESS:
            options["transport"] = "ipc"
            options["ip"] = address
        options["connection_file"] = str(self._folder / "kernel.json")
        super().__init__(**options)

    client_class = DottedObjectName("workshop.kernels.client.PromptClient")

    async def _async_pre_start_kernel(self, **options: Any) -> tuple[list[str], dict[str, Any]]:
        """Have the kernel split off from one that has loaded everything already."""
        if self.provisioner is None:
            self.kernel_id = self.kernel_id or str(uuid.uuid4())
            self.provisioner = split_provisioner(
                zygote(), self.kernel_id, self.kernel_spec, parent=self
            )
        return await super()._async_pre_start_kernel(**options)

    def format_kernel_cmd(self, extra_arguments: list[str] | None = None) -> list[str]:
        """Add that charts are drawn as outlines: they are printed, at any size."""
        more = [*(extra_arguments or ()), "--InlineBackend.figure_formats=svg"]
        return super().format_kernel_cmd(more)

    async def _cleaned(self, restart: bool = False) -> None:
        """Take the folder away with the kernel."""
        await KernelManager._async_cleanup_resources(self, restart=restart)  # noqa: SLF001
        if not restart:
            shutil.rmtree(self._folder, ignore_errors=True)

    # jupyter_client calls the one or the other name.
    _async_cleanup_resources = cleanup_resources = _cleaned
