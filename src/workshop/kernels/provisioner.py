"""How the kernels of this process come to be: split off from a zygote, else started."""

from __future__ import annotations

import asyncio
from typing import Any

from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from workshop.kernels.process import SplitOff
from workshop.kernels.zygote import Zygote

_FILE = "-f"


class SplitProvisioner(LocalProvisioner):
    """Asks a zygote for the process of a kernel."""

    zygote: Zygote

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Have a kernel split off; start one as usual where that cannot be."""
        split = None
        if _FILE in cmd:
            folder, environment = str(kwargs.get("cwd") or ""), kwargs.get("env")
            arguments = cmd[cmd.index(_FILE) :]
            split = await asyncio.to_thread(self.zygote.split, arguments, folder, environment)
        if split is None:
            return await super().launch_kernel(cmd, **kwargs)
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


def split_provisioner(
    zygote: Zygote, kernel_id: str, kernel_spec: Any, parent: Any
) -> SplitProvisioner:
    """Return the provisioner of one kernel."""
    made = SplitProvisioner(kernel_id=kernel_id, kernel_spec=kernel_spec, parent=parent)
    made.zygote = zygote
    return made


class SplitProvisioners(KernelProvisionerFactory):
    """Gives every kernel of this process our provisioner, whatever its specification names."""

    zygote: Zygote

    def create_provisioner_instance(
        self, kernel_id: str, kernel_spec: Any, parent: Any
    ) -> SplitProvisioner:
        """Return one."""
        return split_provisioner(self.zygote, kernel_id, kernel_spec, parent)


def provision(zygote: Zygote) -> None:
    """Have the kernels of this process come from a zygote."""
    SplitProvisioners.clear_instance()
    SplitProvisioners.instance().zygote = zygote
