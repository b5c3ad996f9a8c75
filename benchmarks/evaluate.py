"""How long one evaluation takes, for every participant of the sample: ``make bench``.

Each participant is evaluated many times in one warm process; the median and the slowest run
are printed. A form calls this after every change, so it has to feel like nothing: 150 ms is
the bound for a full workbook.
"""

from __future__ import annotations

import statistics
import time

from workshop.folder import Folder
from workshop.reference import load_reference
from workshop.shipped import shipped
from workshop.workbook import evaluate

RUNS = 30
BOUND_MS = 150


def main() -> None:
    """Print a line for each participant."""
    started = time.perf_counter()
    reference = load_reference()
    print(f"reference tables read in {1000 * (time.perf_counter() - started):.0f} ms")
    folder = Folder.open(shipped("data/samples/las-cruces"))
    day = folder.settings.date
    assert day is not None
    print(f"{'participant':26}{'first':>9}{'median':>9}{'slowest':>9}   ms, {RUNS} runs")
    for person in folder.participants():
        answers = folder.load(person.key).answers
        times = []
        for _run in range(RUNS + 1):
            started = time.perf_counter()
            evaluate(answers, reference, folder.settings.rules, day)
            times.append(1000 * (time.perf_counter() - started))
        first, *rest = times
        print(f"{person.key:26}{first:9.1f}{statistics.median(rest):9.1f}{max(rest):9.1f}")
    print(f"bound for a full workbook: {BOUND_MS} ms")


if __name__ == "__main__":
    main()
