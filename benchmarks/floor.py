"""The least a plan can take: one warm process, no kernels, no notebooks.

Run by ``batch.py`` as a command. What a plan cannot do without is done once for each participant:
read the frozen job, evaluate the answers, build every part of the plan, set the PDF, and make and
write the files beside it. Libraries, fonts and reference tables are there before the clock starts,
and a participant who is not measured has gone through it all. What ``workshop plans`` takes above
this is the price of real notebooks in real kernels.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import Any

from naive import SECONDS_FILE
from nbformat import v4

from workshop.batch.beside import beside_of
from workshop.batch.person import pdf_name
from workshop.blocks.payload import MIME
from workshop.export import plan_pdf
from workshop.i18n import use_language
from workshop.job import context_of, read_job
from workshop.plan.outline import PARTS
from workshop.reference import Reference, load_reference
from workshop.workbook import evaluate


@cache
def reference() -> Reference:
    """Return the tables, read once: those of every job are the same."""
    return load_reference()


def make(out: Path, job: Path) -> tuple[str, float]:
    """Make one participant's plan with all its files; return the key and the seconds."""
    begun = time.perf_counter()
    frozen = read_job(job)
    facts, settings = frozen.job, frozen.job.settings
    with use_language(facts.language):
        found = evaluate(frozen.answers, reference(), settings.rules, facts.as_of, settings.tier)
        context = context_of(facts, frozen.answers, frozen.drafts, found, reference())
        cells = [_cell(part.payload(context)) for part in PARTS.values()]
        files = beside_of(context).files
    notebook = v4.new_notebook(cells=cells)  # type: ignore[no-untyped-call]
    target = out / facts.participant
    target.mkdir()
    (target / pdf_name(facts.participant)).write_bytes(plan_pdf(notebook).pdf)
    for name, data in files.items():
        (target / name).write_bytes(data)
    return facts.participant, time.perf_counter() - begun


def _cell(payload: Any) -> Any:
    """Return what a plan's cell looks like after a kernel has run it."""
    data = {MIME: payload.model_dump(mode="json")}
    output = v4.new_output("execute_result", data, execution_count=1)  # type: ignore[no-untyped-call]
    return v4.new_code_cell(  # type: ignore[no-untyped-call]
        "", outputs=[output], execution_count=1, metadata={"tags": ["plan"]}
    )


def _begin(scratch: Path, job: Path, ready: Any) -> None:
    """Warm a process, then wait until all are."""
    mine = scratch / multiprocessing.current_process().name
    mine.mkdir()
    make(mine, job)
    ready.wait()


def main() -> None:
    """Make everybody's plan in as many warm processes as are asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("workers", type=int)
    parser.add_argument("warm", type=Path, help="a job that is not measured")
    parser.add_argument("jobs", type=Path, nargs="+")
    asked = parser.parse_args()
    scratch = asked.out / "warm"
    scratch.mkdir()
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(asked.workers + 1)
    with ProcessPoolExecutor(asked.workers, context, _begin, (scratch, asked.warm, ready)) as pool:
        made = [pool.submit(partial(make, asked.out), job) for job in asked.jobs]
        ready.wait()
        begun = time.perf_counter()
        people = dict(future.result() for future in made)
        seconds = time.perf_counter() - begun
    told = {"people": {key: [each] for key, each in people.items()}, "seconds": seconds}
    (asked.out / SECONDS_FILE).write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main()
