"""How a kernel comes to be: split off from a zygote, else started."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from typing import Any

from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Unicode

from workshop.kernels.birth import Birth, Kind
from workshop.kernels.process import SplitOff
from workshop.kernels.zygote import PURPOSE, Line, zygote_for

_FILE = "-f"


class SplitProvisioner(LocalProvisioner):
    """Asks a zygote for the process of a kernel.

    jupyter_client finds it under the name ``workshop``; the kernel specification ``workshop`` names
    it.
    """

    purpose = Unicode(PURPOSE, config=True, help="The module that says what is loaded ahead.")
    zygote: Line | None = None

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Have a kernel split off; start one as usual where that cannot be."""
        split = None
        if _FILE in cmd:
            environment = {k: v for k, v in (kwargs.get("env") or {}).items() if k != _PARENT}
            birth = Birth(
                Kind.KERNEL,
                cmd[cmd.index(_FILE) :],
                str(kwargs.get("cwd") or ""),
                environment or None,
            )
            line = self.zygote or zygote_for(self.purpose)
            split = await asyncio.to_thread(_begun, line, birth)
        if split is None:
            return await super().launch_kernel(cmd, **kwargs)
        manager: Any = self.parent
        if getattr(manager, "client_class", "") == _CLIENT:
            manager.client_class = _PROMPT
        self.process = split  # type: ignore[assignment]
        self.pid = self.pgid = split.pid
        return self.connection_info

    async def wait(self) -> int | None:
        """Wait until the kernel has ended.

        jupyter_client looks ten times a second; here it is told at once.
        """
        if not isinstance(self.process, SplitOff):
            return await super().wait()
        status = await asyncio.to_thread(self.process.wait)
        self.process = None
        return status


_PARENT = "JPY_PARENT_PID"
"""Whom an ordinary kernel watches; ours is ended with its lease."""
_SECONDS = 60.0
_CLIENT = "jupyter_client.asynchronous.AsyncKernelClient"
_PROMPT = "workshop.kernels.client.PromptClient"
"""In place of Jupyter's own, where nobody has chosen another one."""


def _begun(line: Line, birth: Birth) -> SplitOff | None:
    """Return a kernel that can be spoken to, or has ended again; None if there can be none.

    Who connects before there is anything to connect to is told so, and waits a tenth of a second.
    """
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            split = line.ask(birth, theirs)
        if split is not None:
            ours.settimeout(_SECONDS)
            with contextlib.suppress(OSError):
                ours.recv(1)
    return split


class SplitProvisioners(KernelProvisionerFactory):
    """Gives every kernel of this process our provisioner, whatever its specification names."""

    zygote: Line

    def create_provisioner_instance(
        self, kernel_id: str, kernel_spec: Any, parent: Any
    ) -> SplitProvisioner:
        """Return the provisioner of one kernel."""
        made = SplitProvisioner(kernel_id=kernel_id, kernel_spec=kernel_spec, parent=parent)
        made.zygote = self.zygote
        return made


def provision(zygote: Line) -> None:
    """Have the kernels of this process come from a zygote."""
    SplitProvisioners.clear_instance()
    SplitProvisioners.instance().zygote = zygote
