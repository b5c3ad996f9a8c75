"""What the kernels of a batch have loaded before they begin."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path


def prepare() -> None:
    """Go once through what a plan is made of, for nobody."""
    from workshop.batch.freeze import Shared, freeze_person
    from workshop.folder import Folder
    from workshop.kernels.shell import prepare_shell
    from workshop.plan.outline import PARTS
    from workshop.session import open_session
    from workshop.shipped import shipped
    from workshop.workbook import STEPS
    from workshop.zones import time_zones

    time_zones()
    sample = Folder.open(shipped("data/samples/las-cruces"))
    assert sample.settings.date is not None
    with tempfile.TemporaryDirectory(prefix="workshop-") as name:
        shared = Shared.freeze(sample, Path(name) / "shared")
        # One who has answered everything, so that no path is gone for the first time later on.
        person = sample.participant("pinon-kiln")
        job = freeze_person(sample, person, shared, Path(name) / "job", sample.settings.date)
        session = open_session(str(job.folder), mode="plan")
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
