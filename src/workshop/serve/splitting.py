"""How a room's kernels come to be: split off from the warm process, else started."""

from __future__ import annotations

from typing import Any

from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from workshop.serve.nursery import Nursery


class RoomProvisioner(LocalProvisioner):
    """Asks the nursery for the process of a kernel."""

    nursery: Nursery

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Have a kernel split off; start one as usual where that cannot be."""
        assert self.parent is not None
        split = await self.nursery.split(self.parent.connection_file)
        if split is None:
            return await super().launch_kernel(cmd, **kwargs)
        self.process = split  # type: ignore[assignment]
        self.pid = self.pgid = split.pid
        return self.connection_info


class RoomProvisioners(KernelProvisionerFactory):
    """Gives every kernel of this server our provisioner, whatever its specification names."""

    nursery: Nursery

    def create_provisioner_instance(
        self, kernel_id: str, kernel_spec: Any, parent: Any
    ) -> RoomProvisioner:
        """Return one."""
        made = RoomProvisioner(kernel_id=kernel_id, kernel_spec=kernel_spec, parent=parent)
        made.nursery = self.nursery
        return made


def provision(nursery: Nursery) -> None:
    """Have the kernels of this process come from a nursery."""
    RoomProvisioners.clear_instance()
    RoomProvisioners.instance().nursery = nursery
