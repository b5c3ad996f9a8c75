"""Kernels that are split off from a process which has loaded everything already."""

from workshop.kernels.provisioner import provision, split_provisioner
from workshop.kernels.zygote import OFF_VARIABLE, POSSIBLE, Zygote

__all__ = ["OFF_VARIABLE", "POSSIBLE", "Zygote", "provision", "split_provisioner"]
