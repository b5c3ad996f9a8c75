"""What the kernels of a batch have loaded before they begin."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from pathlib import Path

CHARTS = "--InlineBackend.figure_formats=svg"
"""The option a batch's kernels have: charts are outlines, as they are printed, at any size."""


def prepare() -> None:
    """Go once through what a plan is made of, for nobody."""
    from workshop.batch.beside import beside_of
    from workshop.folder import Folder
    from workshop.job import context_of, job_for
    from workshop.kernels.shell import options_of, prepare_shell
    from workshop.plan.outline import PARTS
    from workshop.reference import load_reference
    from workshop.session import Session
    from workshop.shipped import shipped
    from workshop.workbook import STEPS
    from workshop.zones import time_zones

    # First whatever brings new classes: abstract ones then ask all others anew what they are, and
    # to ask is to copy, in every process that is split off.
    importlib.import_module("workshop.takeaway")
    prepare_shell()
    options_of((CHARTS,))
    time_zones()
    sample = Folder.open(shipped("data/samples/las-cruces"))
    assert sample.settings.date is not None
    # One who has answered everything, so that no path is gone for the first time later on. Nothing
    # is written: whoever ends a zygote in the midst of this must find nothing left.
    person = sample.participant("pinon-kiln")
    job = job_for(person, sample.settings, sample.settings.date, ("", ""))
    stored, reference = sample.load(person.key), load_reference()
    session = Session(job, stored, reference, "plan")
    for part in PARTS:
        session.plan(part)._repr_mimebundle_()
    beside_of(context_of(job, stored.answers, stored.drafts, session.evaluation, reference))
    for step in STEPS:
        session.findings(step.name)
    session.form("/readiness/profile")._repr_mimebundle_()  # type: ignore[attr-defined]


def prime(arguments: Sequence[str]) -> None:
    """Judge the answers of one participant, once for all notebooks and what goes beside the plan.

    Parameters
    ----------
    arguments : sequence of str
        The folder of a frozen job.
    """
    from workshop.batch.beside import beside_of
    from workshop.session import judge_ahead

    (name,) = arguments
    folder = Path(name)
    beside_of(judge_ahead(folder)).keep(folder)


def begin() -> None:
    """Do nothing more: a kernel of a batch is like any other."""
