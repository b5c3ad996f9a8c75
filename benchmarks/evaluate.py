"""How long one evaluation and one plan take, for every participant: ``make bench``.

Each participant is evaluated many times in one warm process; the median and the slowest run
are printed. A form calls this after every change, so it has to feel like nothing: 150 ms is
the bound for a full workbook. Then evaluation and all parts of the plan together, without
kernel, PDF and figures: 300 ms is the bound.
"""

from __future__ import annotations

import importlib
import statistics
import time
from collections.abc import Callable
from typing import Any

from workshop.folder import Folder
from workshop.job import context_of, job_for
from workshop.plan.outline import PARTS
from workshop.reference import load_reference
from workshop.shipped import shipped
from workshop.workbook import STEPS, evaluate

RUNS = 30
PLAN_RUNS = 10
BOUND_MS, PLAN_BOUND_MS = 150, 300
_NO_FIGURE = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


def leave_out_figures() -> None:
    """Put an empty picture in place of every chart."""
    for step in STEPS:
        try:
            figures = importlib.import_module(f"workshop.steps.{step.name}.figures")
        except ModuleNotFoundError:
            continue
        for name in [name for name in vars(figures) if name.endswith("_svg")]:
            setattr(figures, name, lambda *_args, **_options: _NO_FIGURE)


def timed(call: Callable[[], Any], runs: int) -> tuple[float, list[float]]:
    """Return the first run and the others, in milliseconds."""
    times = []
    for _run in range(runs + 1):
        started = time.perf_counter()
        call()
        times.append(1000 * (time.perf_counter() - started))
    return times[0], times[1:]


def main() -> None:
    """Print a line for each participant."""
    started = time.perf_counter()
    reference = load_reference()
    print(f"reference tables read in {1000 * (time.perf_counter() - started):.0f} ms")
    folder = Folder.open(shipped("data/samples/las-cruces"))
    day = folder.settings.date
    assert day is not None
    leave_out_figures()
    print(
        f"{'participant':26}{'first':>9}{'median':>9}{'slowest':>9}{'plan':>9}{'slowest':>9}   ms"
    )
    for person in folder.participants():
        stored = folder.load(person.key)
        answers, rules = stored.answers, folder.settings.rules
        job = job_for(person, folder.settings, day, ("", ""))

        def build(answers: Any = answers, job: Any = job, stored: Any = stored) -> None:
            found = evaluate(answers, reference, job.settings.rules, day)
            context = context_of(job, answers, stored.drafts, found, reference)
            for part in PARTS.values():
                part.payload(context)

        first, rest = timed(lambda a=answers, r=rules: evaluate(a, reference, r, day), RUNS)  # type: ignore[misc]
        _cold, plans = timed(build, PLAN_RUNS)
        print(
            f"{person.key:26}{first:9.1f}{statistics.median(rest):9.1f}{max(rest):9.1f}"
            f"{statistics.median(plans):9.1f}{max(plans):9.1f}"
        )
    print(f"bounds: evaluation {BOUND_MS} ms, evaluation and plan {PLAN_BOUND_MS} ms")


if __name__ == "__main__":
    main()
