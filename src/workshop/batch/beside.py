"""What a participant gets beside the plan: which checks fire, and files to go on with.

It follows from the answers alone, as the plan does. Where a zygote has judged them for the
notebooks, it makes this, too; otherwise whoever makes the plan does.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from workshop.answers.document import to_json
from workshop.i18n import use_language
from workshop.job import FrozenJob, context_of
from workshop.method import Severity
from workshop.plan.context import PlanContext
from workshop.reference import load_reference
from workshop.workbook import evaluate

CALENDAR_FILE, WORKBOOK_FILE, ANSWERS_FILE = "calendar.ics", "plan.xlsx", "answers.json"
"""What a participant takes home beside the plan."""
BESIDE = "beside"
_CHECKS_FILE = "checks.json"


@dataclass(frozen=True)
class Beside:
    """What stands beside a plan.

    Attributes
    ----------
    warnings : tuple of str
        The checks that fire with weight.
    files : dict of str to bytes
        By name.
    """

    warnings: tuple[str, ...]
    files: dict[str, bytes]

    def keep(self, job: Path) -> None:
        """Write it into a job's folder; what tells that it is all there, last."""
        folder = job / BESIDE
        folder.mkdir(exist_ok=True)
        for name, data in self.files.items():
            (folder / name).write_bytes(data)
        (folder / _CHECKS_FILE).write_text(json.dumps(self.warnings), encoding="utf-8")


def beside_of(context: PlanContext) -> Beside:
    """Return what stands beside the plan that is made of a context."""
    from workshop.takeaway import calendar_ics, plan_xlsx

    with use_language(context.facts.language):
        warnings = tuple(
            f"{item.code} {item.check.severity.value}: {item.check.title}"
            for item in context.evaluation.fired()
            if item.check.severity is not Severity.INFO
        )
        return Beside(
            warnings,
            {
                CALENDAR_FILE: calendar_ics(context),
                WORKBOOK_FILE: plan_xlsx(context),
                ANSWERS_FILE: to_json(context.given).encode(),
            },
        )


def beside(frozen: FrozenJob) -> Beside:
    """Return what was kept in a job's folder; where that is not all there, make it."""
    folder = frozen.folder / BESIDE
    try:
        warnings = tuple(json.loads((folder / _CHECKS_FILE).read_text(encoding="utf-8")))
        files = {
            name: (folder / name).read_bytes()
            for name in (CALENDAR_FILE, WORKBOOK_FILE, ANSWERS_FILE)
        }
    except (FileNotFoundError, ValueError):  # a full disk leaves an empty file
        job, reference = frozen.job, load_reference(frozen.reference)
        with use_language(job.language):
            found = evaluate(
                frozen.answers, reference, job.settings.rules, job.as_of, job.settings.tier
            )
            context = context_of(job, frozen.answers, frozen.drafts, found, reference)
        return beside_of(context)
    return Beside(warnings, files)
