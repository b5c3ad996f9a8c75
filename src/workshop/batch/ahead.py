"""What every worker of a batch needs, loaded before the workers are split off."""

import papermill

import workshop.export
import workshop.kernels.engine
import workshop.takeaway
import workshop.workbook

__all__ = ["papermill", "workshop"]
