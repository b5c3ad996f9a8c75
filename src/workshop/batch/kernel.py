"""A kernel that is spoken to through sockets in a private folder, not through ports."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager, KernelManager
from traitlets import DottedObjectName

_LONGEST_ADDRESS = 95
"""Systems end the name of a socket at about 104 bytes; jupyter_client adds a number to ours."""


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

    async def _cleaned(self, restart: bool = False) -> None:
        """Take the folder away with the kernel."""
        await KernelManager._async_cleanup_resources(self, restart=restart)  # noqa: SLF001
        if not restart:
            shutil.rmtree(self._folder, ignore_errors=True)

    # jupyter_client calls the one or the other name.
    _async_cleanup_resources = cleanup_resources = _cleaned
