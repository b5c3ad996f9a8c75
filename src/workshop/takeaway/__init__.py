"""What a participant takes home beside the plan: a calendar file and a workbook to go on with."""

from workshop.takeaway.calendar_file import calendar_ics
from workshop.takeaway.plan_workbook import plan_xlsx

__all__ = ["calendar_ics", "plan_xlsx"]
