"""What the kernels of a batch have loaded before they begin."""

from __future__ import annotations

from collections.abc import Sequence


def prepare() -> None:
    """Go once through what a plan is made of, for nobody."""
    from workshop.folder import Folder
    from workshop.job import job_for
    from workshop.kernels.shell import prepare_shell
    from workshop.plan.outline import PARTS
    from workshop.reference import load_reference
    from workshop.session import Session
    from workshop.shipped import shipped
    from workshop.workbook import STEPS
    from workshop.zones import time_zones

    time_zones()
    sample = Folder.open(shipped("data/samples/las-cruces"))
    assert sample.settings.date is not None
    # One who has answered everything, so that no path is gone for the first time later on. Nothing
    # is written: whoever ends a zygote in the midst of this must find nothing left.
    person = sample.participant("pinon-kiln")
    job = job_for(person, sample.settings, sample.settings.date, ("", ""))
    session = Session(job, sample.load(person.key), load_reference(), "plan")
    for part in PARTS:
        session.plan(part)._repr_mimebundle_()
    for step in STEPS:
        session.findings(step.name)
    session.form("/readiness/profile")._repr_mimebundle_()  # type: ignore[attr-defined]
    prepare_shell()


def prime(arguments: Sequence[str]) -> None:
    """Judge the answers of one participant, once for all notebooks of the plan.

    Parameters
    ----------
    arguments : sequence of str
        The folder of a frozen job.
    """
    from workshop.session import judge_ahead

    (folder,) = arguments
    judge_ahead(folder)


def begin() -> None:
    """Do nothing more: a kernel of a batch is like any other."""
