"""What every worker of a batch needs, loaded before the workers are split off."""

import html.parser

import IPython.display
import papermill

import workshop.export.compile
import workshop.kernels.engine
import workshop.takeaway
import workshop.workbook

__all__ = ["IPython", "html", "papermill", "workshop"]
