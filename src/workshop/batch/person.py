"""One participant's plan: run the notebooks, merge them, export, put the files in place."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workshop import __version__
from workshop.batch.beside import BESIDE, beside
from workshop.batch.engine import DeadProcessError, Engine, PapermillEngine
from workshop.errors import NotebookError, WorkshopError
from workshop.job import read_job

if TYPE_CHECKING:
    from workshop.export import MissingGlyph

RUN_FILE = "run.json"
_REPLACED = "replaced"
_STAGED = "finished"
EXECUTED = "executed"


class Status(StrEnum):
    """What came of a participant's plan."""

    DONE = "done"
    UNCHANGED = "unchanged"
    NOTEBOOK_FAILED = "notebook failed"
    WE_FAILED = "we failed"
    NOT_RUN = "not run"


@dataclass(frozen=True)
class PersonResult:
    """What came of one participant, as it is kept in ``run.json`` and the report.

    Attributes
    ----------
    key : str
    status : Status
    reason : str
        Why there is no plan, in plain words.
    warnings : tuple of str
        Checks that fire with weight, and characters no font has.
    pdf : str
        Path from the output folder.
    pages : int
    seconds : float
        Wall time.
    input_hash, answers_hash, pdf_hash : str
        SHA-256 in hexadecimal.
    """

    key: str
    status: Status
    reason: str = ""
    warnings: tuple[str, ...] = ()
    pdf: str = ""
    pages: int = 0
    seconds: float = 0.0
    input_hash: str = ""
    answers_hash: str = ""
    pdf_hash: str = ""
    versions: dict[str, str] = field(default_factory=dict)


def pdf_name(key: str) -> str:
    """Return the file name of a participant's plan."""
    return f"{key}-plan.pdf"


def unchanged(out: Path, key: str, input_hash: str) -> PersonResult | None:
    """Return the earlier result if nothing the plan depends on has changed since."""
    folder = out / key
    try:
        data = json.loads((folder / RUN_FILE).read_text(encoding="utf-8"))
        pdf = (folder / pdf_name(key)).read_bytes()
    except (OSError, ValueError):
        return None
    if data.get("input_hash") != input_hash:
        return None
    if data.get("pdf_hash") != hashlib.sha256(pdf).hexdigest():
        return None
    known = {name: data[name] for name in PersonResult.__dataclass_fields__ if name in data}
    known |= {"status": Status.UNCHANGED, "warnings": tuple(data.get("warnings", ()))}
    return PersonResult(**known)


def make_plan(folder: Path, out: Path, engine: Engine | None = None) -> PersonResult:
    """Make one plan from a frozen job. Never raises for what can go wrong with one person.

    Parameters
    ----------
    folder : pathlib.Path
        The job folder; executed notebooks are written into it.
    out : pathlib.Path
        Folder of plans. An earlier plan in it stays until the new one is complete.
    engine : Engine, optional
        What runs the notebooks.
    """
    begun = time.monotonic()
    key = folder.name
    engine = engine or PapermillEngine()
    try:
        try:
            return _make(folder, out, engine, begun)
        except DeadProcessError:
            # Killed from outside, it may well not be the next time.
            clear_away(folder, out / key)
            return _make(folder, out, engine, begun)
    except NotebookError as error:
        return PersonResult(key, Status.NOTEBOOK_FAILED, str(error), seconds=_since(begun))
    except WorkshopError as error:
        return PersonResult(key, Status.WE_FAILED, str(error), seconds=_since(begun))
    except OSError as error:
        return PersonResult(key, Status.WE_FAILED, disk_words(error), seconds=_since(begun))
    except Exception as error:  # noqa: BLE001 - one person's failure never stops the others
        reason = f"This should not happen: {type(error).__name__}: {error}"[:600]
        return PersonResult(key, Status.WE_FAILED, reason, seconds=_since(begun))


def _since(begun: float) -> float:
    return round(time.monotonic() - begun, 2)


def disk_words(error: OSError) -> str:
    """Return what a failed file operation means, in plain words."""
    # A copied folder that fails has no number of its own, only the words of each file.
    no_space = isinstance(error, shutil.Error) and os.strerror(errno.ENOSPC) in str(error)
    if no_space or error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The disk is full.\n  What to do: Make room, then run again with --resume."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        name = Path(error.filename).name if error.filename else ""
        return f"The file may not be written.\n  Where: {name}\n  What to do: Choose another --out."
    return f"A file could not be read or written.\n  Found: {error.strerror or error}"


def _make(folder: Path, out: Path, engine: Engine, begun: float) -> PersonResult:
    from workshop.export import merge, plan_pdf
    from workshop.export.embedding import embed_pictures

    frozen = read_job(folder)
    key = frozen.job.participant
    executed = folder / EXECUTED
    executed.mkdir()
    parameters = {"workshop": str(folder), "participant": key, "mode": "plan"}
    notebooks: dict[Path, Any] = {}
    try:
        with engine.job(folder):
            for path in sorted(frozen.notebooks.glob("*.ipynb")):
                done = engine.run(path, executed / path.name, parameters)
                notebooks[executed / path.name] = embed_pictures(done, frozen.notebooks)
        exported = plan_pdf(merge(list(notebooks.values())))
    except Exception:
        _keep(notebooks)
        raise
    more = beside(frozen)
    result = PersonResult(
        key=key,
        status=Status.DONE,
        warnings=(*more.warnings, *_glyph_words(exported.missing)),
        pdf=f"{key}/{pdf_name(key)}",
        pages=exported.pages,
        seconds=_since(begun),
        input_hash=frozen.job.input_hash,
        answers_hash=frozen.answers_hash,
        pdf_hash=hashlib.sha256(exported.pdf).hexdigest(),
        versions=_versions(),
    )
    _put_in_place(folder / _STAGED, out / key, exported.pdf, more.files, result)
    return result


def _keep(notebooks: Mapping[Path, Any]) -> None:
    """Write executed notebooks, for whoever looks into what went wrong after them."""
    import nbformat

    for path, notebook in notebooks.items():
        with contextlib.suppress(OSError):
            nbformat.write(notebook, path)  # type: ignore[no-untyped-call]


def _glyph_words(missing: Sequence[MissingGlyph]) -> list[str]:
    """Return a line for each character no font here has: what it is and where it stood."""
    places: dict[str, list[MissingGlyph]] = {}
    for item in missing:
        places.setdefault(item.character, []).append(item)
    return [
        f"No font here has {character} ({found[0].name}): printed as □ in {found[0].where}"
        + (f" and {len(found) - 1} more places" if len(found) > 1 else "")
        for character, found in places.items()
    ]


@cache
def _versions() -> dict[str, str]:
    """Return with what plans are made here; to ask for it takes as long as a cell of a notebook."""
    import platform
    from importlib import metadata

    names = ("papermill", "nbconvert", "typst", "matplotlib", "pydantic")
    found = {name: metadata.version(name) for name in names}
    return {"workshop": __version__, "python": platform.python_version(), **found}


def _put_in_place(
    staged: Path, target: Path, pdf: bytes, files: dict[str, bytes], result: PersonResult
) -> None:
    """Write everything beside, then swap folders: there is the old plan or the new one."""
    staged.mkdir()
    (staged / pdf_name(result.key)).write_bytes(pdf)
    for name, data in files.items():
        (staged / name).write_bytes(data)
    text = json.dumps(asdict(result), ensure_ascii=False, indent=1)
    (staged / RUN_FILE).write_text(text + "\n", encoding="utf-8")
    try:
        if target.exists():
            target.replace(staged.with_name(_REPLACED))
        staged.replace(target)
    finally:
        put_back(staged.parent, target)


def clear_away(folder: Path, target: Path) -> None:
    """Make a job as it was before it was begun; an earlier plan keeps its place."""
    put_back(folder, target)
    for name in (EXECUTED, BESIDE, _STAGED):
        shutil.rmtree(folder / name, ignore_errors=True)


def put_back(folder: Path, target: Path) -> None:
    """Give an earlier plan its place again if whoever was replacing it did not get to the end."""
    old = folder / _REPLACED
    if old.exists() and not target.exists():
        old.replace(target)
    shutil.rmtree(old, ignore_errors=True)
