"""The obvious ways to make plans from notebooks, one process after another's example.

Run by ``batch.py`` as a command: it takes the folders of frozen jobs, makes a PDF of each and
writes down how long the notebooks and the PDF of each took. Nothing is tuned, in neither
direction: papermill has its defaults but for the bar it draws, a notebook is put out cell by cell
as papermill does it, and nbconvert's ``webpdf`` gets its own template. One thing is made cheaper
than most would do it: the seven notebooks of a participant are put together first, so that the
browser is started once and not seven times.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

SECONDS_FILE = "seconds.json"
Run = Callable[[Path, Path, dict[str, str]], Any]


@contextmanager
def papermill_defaults() -> Iterator[Run]:
    """Give papermill as it is: a kernel for each notebook."""
    import papermill

    yield lambda source, target, given: papermill.execute_notebook(
        source, target, given, progress_bar=False
    )


@contextmanager
def papermill_one_kernel() -> Iterator[Run]:
    """Give papermill with one kernel for all of a participant's notebooks.

    What a notebook leaves behind is there in the next one.
    """
    import papermill
    from jupyter_client.manager import KernelManager

    manager = KernelManager(kernel_name="python3")
    try:
        yield lambda source, target, given: papermill.execute_notebook(
            source, target, given, progress_bar=False, km=manager
        )
    finally:
        manager.shutdown_kernel()


@contextmanager
def in_this_process() -> Iterator[Run]:
    """Give ploomber-engine: no kernel, cells run where it runs itself."""
    from ploomber_engine import execute_notebook

    yield lambda source, target, given: execute_notebook(
        source, target, parameters=given, progress_bar=False, cwd=str(target.parent)
    )


@contextmanager
def our_kernels() -> Iterator[Run]:
    """Give what runs a notebook for ``workshop plans``."""
    from workshop.batch.engine import PapermillEngine

    yield PapermillEngine().run


NOTEBOOKS = {
    "papermill": papermill_defaults,
    "one-kernel": papermill_one_kernel,
    "in-process": in_this_process,
    "ours": our_kernels,
}


def webpdf(notebook: Any) -> bytes:
    """Return the PDF of a browser."""
    from browser import web_exporter

    found: bytes = web_exporter().from_notebook_node(notebook)[0]
    return found


def latex(notebook: Any) -> bytes:
    """Return the PDF of LaTeX."""
    from nbconvert.exporters import PDFExporter

    found: bytes = PDFExporter().from_notebook_node(notebook)[0]
    return found


def typst(notebook: Any) -> bytes:
    """Return the PDF of our exporter."""
    from workshop.export import plan_pdf

    return plan_pdf(notebook).pdf


PDFS = {"webpdf": webpdf, "latex": latex, "plan": typst}


def make(way: str, pdf: str, out: Path, job: Path) -> tuple[str, float, float]:
    """Make one participant's plan; return the key and the seconds of notebooks and PDF."""
    from workshop.export import merge

    key = job.name
    given = {"workshop": str(job), "participant": key, "mode": "plan"}
    executed = out / key
    executed.mkdir()
    begun = time.perf_counter()
    with NOTEBOOKS[way]() as run:
        notebooks = [
            run(path, executed / path.name, given)
            for path in sorted((job / "notebooks").glob("*.ipynb"))
        ]
    run_at = time.perf_counter()
    made = PDFS[pdf](merge(notebooks))
    assert made.startswith(b"%PDF")
    (executed / f"{key}.pdf").write_bytes(made)
    return key, run_at - begun, time.perf_counter() - run_at


def main() -> None:
    """Make everybody's plan, one by one or some at once."""
    parser = argparse.ArgumentParser()
    parser.add_argument("notebooks", choices=NOTEBOOKS)
    parser.add_argument("pdf", choices=PDFS)
    parser.add_argument("out", type=Path)
    parser.add_argument("workers", type=int)
    parser.add_argument("jobs", type=Path, nargs="+")
    asked = parser.parse_args()
    one = partial(make, asked.notebooks, asked.pdf, asked.out)
    if asked.workers == 1:
        made = [one(job) for job in asked.jobs]
    else:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(asked.workers, mp_context=context) as pool:
            made = list(pool.map(one, asked.jobs))
    told = {"people": {key: [notebooks, pdf] for key, notebooks, pdf in made}}
    (asked.out / SECONDS_FILE).write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main()
