"""The context of a plan, as the batch makes it."""

from __future__ import annotations

import datetime as dt

from conftest import AS_OF

from workshop.job import Job, context_of
from workshop.plan.context import PlanContext
from workshop.reference import load_reference
from workshop.settings import Settings
from workshop.workbook import Answers, evaluate


def context_for(
    answers: Answers, as_of: dt.date = AS_OF, settings: Settings | None = None
) -> PlanContext:
    """Return everything the parts of a plan may speak of."""
    settings = settings or Settings()
    reference = load_reference()
    job = Job(participant=answers.participant, as_of=as_of, settings=settings)
    found = evaluate(answers, reference, settings.rules, as_of)
    return context_of(job, answers, (), found, reference)
