"""What a notebook cell talks to: one participant's answers, and what follows from them."""

from __future__ import annotations

import copy
import datetime as dt
import getpass
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from workshop.answers.change import Change, Draft
from workshop.blocks import MIME, Block, DocumentFacts, Paragraph, Payload
from workshop.blocks.html import render
from workshop.errors import UsageError
from workshop.folder import Folder, named_folder, open_live, working_folder
from workshop.i18n import _, use_language
from workshop.job import (
    JOB_FILES,
    PRINTED_VARIABLE,
    Job,
    context_of,
    facts_of,
    is_job,
    job_for,
    read_job,
)
from workshop.logo import read_logo
from workshop.method import Severity, State
from workshop.plan.context import PlanContext
from workshop.plan.outline import PARTS
from workshop.reference import Reference, load_reference
from workshop.store import Stored
from workshop.workbook import (
    STEPS,
    Answers,
    Decision,
    Evaluation,
    Override,
    evaluate,
    find_label,
)

if TYPE_CHECKING:
    from workshop.store import Store

PARTICIPANT_VARIABLE = "WORKSHOP_PARTICIPANT"
STEP_ORDER = tuple(step.name for step in STEPS)
ROOM_VARIABLE = "WORKSHOP_ROOM"
"""Set where a room's server runs the notebook."""

Mode = Literal["work", "plan"]


class PlanCell:
    """What a plan cell shows: HTML on the screen, the payload for the exporter.

    Parameters
    ----------
    payload : Payload
    printed : bool
        Whether it is made for the exporter only.
    """

    def __init__(self, payload: Payload, *, printed: bool = False) -> None:
        self.payload = payload
        self._printed = printed

    def _repr_mimebundle_(self, **_options: object) -> dict[str, Any]:
        """Return every form of it that somebody will look at."""
        forms: dict[str, Any] = {
            MIME: self.payload.model_dump(mode="json", exclude_defaults=False),
            "text/plain": f"Plan: {self.payload.section}",
        }
        if not self._printed:
            forms["text/html"] = render(self.payload.blocks, self.payload.title)
        return forms


class LivePlanCell(PlanCell):
    """A plan cell that follows the answers while somebody works.

    Parameters
    ----------
    payload : Payload
        As it is now; a notebook that is kept holds this.
    shown : ipywidgets.HTML
        The same on the screen, made anew after every change.
    room : bool
        Whether it is shown in a room, where nothing is exported from the page.
    """

    def __init__(self, payload: Payload, shown: Any, *, room: bool) -> None:
        super().__init__(payload)
        self.shown = shown
        self.room = room

    def _repr_mimebundle_(self, **options: object) -> dict[str, Any]:
        """Return every form of it, the living one among them."""
        living: dict[str, Any] = self.shown._repr_mimebundle_(**options)
        return living if self.room else super()._repr_mimebundle_(**options) | living


class Screen:
    """Blocks shown on the screen only."""

    def __init__(self, blocks: list[Block], title: str = "") -> None:
        self.blocks = blocks
        self.title = title

    def _repr_mimebundle_(self, **_options: object) -> dict[str, Any]:
        """Return HTML, and a short word for plain text."""
        return {"text/html": render(self.blocks, self.title), "text/plain": self.title or "…"}


class Session:
    """One participant at work, or one frozen job being printed.

    Parameters
    ----------
    job : Job
        Facts beside the answers.
    stored : Stored
        Answers, revision and drafts to begin with.
    reference : Reference
        The reference tables.
    mode : {"work", "plan"}
        Whether forms are shown or what was answered.
    store : Store, optional
        Where to save; without one nothing can be changed.
    """

    def __init__(
        self,
        job: Job,
        stored: Stored,
        reference: Reference,
        mode: Mode,
        store: Store | None = None,
    ) -> None:
        self.job = job
        self.reference = reference
        self.mode = mode
        self._stored = stored
        self._store = store
        self._evaluation: Evaluation | None = None
        self._known_context: PlanContext | None = None
        self._known_parts: dict[str, Payload] = {}
        self._listeners: list[Callable[[], None]] = []
        self._step = ""
        # Revision and address of each change made here, for undo.
        self._made: list[tuple[int, str]] = []

    @property
    def answers(self) -> Answers:
        """Return the answers as they are now."""
        return self._stored.answers

    @property
    def drafts(self) -> Mapping[str, Draft]:
        """Return what was typed and is not an answer yet, by address."""
        return {draft.address: draft for draft in self._stored.drafts}

    @property
    def tier(self) -> int:
        """Return the highest tier of questions asked."""
        return self.job.settings.tier

    @property
    def evaluation(self) -> Evaluation:
        """Return everything that follows from the answers."""
        if self._evaluation is None:
            rules = self.job.settings.rules
            self._evaluation = evaluate(
                self.answers, self.reference, rules, self.job.as_of, self.tier
            )
        return self._evaluation

    def save(self, change: Change) -> None:
        """Save one change at once and tell whoever listens.

        Raises
        ------
        UsageError
            If this session only prints.
        WorkshopError
            If the change is refused; the answers stay as they were.
        """
        store = self._writable()
        before = self._stored.revision
        self._stored = store.save(
            self.job.participant, change, author=self._author, at=_now(), seen=before
        )
        if self._stored.revision > before:
            self._made.append((self._stored.revision, change.address))
        self._changed()

    def keep_draft(self, address: str, text: str, error: str) -> None:
        """Keep what was typed but is not an answer yet."""
        store = self._writable()
        store.keep_draft(self.job.participant, Draft(address, text, error, _now()))
        self._stored = store.load(self.job.participant)
        self._changed()

    @property
    def _author(self) -> str:
        """Return who makes a change: in a room its participant, else whoever is logged in here."""
        return self.job.participant if ROOM_VARIABLE in os.environ else _login()

    @property
    def undoable(self) -> str:
        """Return what the last change made here was about, in words; empty if there is none."""
        return find_label(self.answers, self.undoable_at) if self._made else ""

    @property
    def undoable_at(self) -> str:
        """Return the address of the last change made here; empty if there is none."""
        return self._made[-1][1] if self._made else ""

    def undo(self) -> None:
        """Take back the last change made here; what others changed stays.

        Raises
        ------
        StoreError
            If there is none, or that answer was changed again since.
        """
        store = self._writable()
        revision = self._made.pop()[0] if self._made else 0
        self._stored = store.undo(
            self.job.participant, author=self._author, at=_now(), revision=revision
        )
        self._changed()

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Have a function called after every change."""
        self._listeners.append(listener)

    def close(self) -> None:
        """Give the database back; nothing can be changed any more."""
        if self._store is not None:
            self._store.close()
            self._store = None
        self._listeners.clear()

    def _writable(self) -> Store:
        if self._store is None:
            raise UsageError(
                "This is a printed copy: nothing can be changed in it.",
                todo="Open the workshop with `workshop lab` and change it there.",
            )
        return self._store

    def _changed(self) -> None:
        self._evaluation = self._known_context = None
        self._known_parts.clear()
        for listener in list(self._listeners):
            listener()

    def form(self, address: str) -> object:
        """Return the form for a topic or table; in plan mode, what was answered."""
        with use_language(self.job.language):
            if self.mode == "plan":
                from workshop.plan.answered import answered

                return Screen(answered(self.answers, address, self._context().telling))
            from workshop.forms import form

            wanted = {Override.at: self._to_justify, Decision.at: self._to_decide}
            return form(self, address, wanted.get(address))

    def _to_decide(self) -> frozenset[str]:
        """Return the step at hand; every step where none is."""
        return frozenset([self._step] if self._step else STEP_ORDER)

    def _to_justify(self) -> frozenset[str]:
        """Return the checks that block now in a step reached here, or have a reason already."""
        reached = STEP_ORDER[: STEP_ORDER.index(self._step) + 1] if self._step else STEP_ORDER
        firing = {
            outcome.code
            for step in reached
            for outcome in self.evaluation.checks_of(step)
            if outcome.state is State.FIRES and outcome.check.severity is Severity.BLOCK
        }
        return frozenset(firing | {row.id for row in self.answers.overrides if row.reason})

    def findings(self, step: str) -> object:
        """Return the checks of a step that fire; while working they follow every change."""
        self._step = step
        if self.mode == "plan":
            return Screen(self._findings(step))
        from workshop.forms import live

        return live(self, lambda: render(self._findings(step)))

    def _findings(self, step: str) -> list[Block]:
        with use_language(self.job.language):
            outcomes = self.evaluation.checks_of(step)
            blocks: list[Block] = list(self._context().telling.callouts(outcomes))
            unknown = sum(outcome.state is State.UNKNOWN for outcome in outcomes)
            if not blocks:
                text = _("No warning so far.")
                blocks = [Paragraph(text=str(text))]
            if unknown:
                note = _("{n} of {all} checks wait for more answers.")
                note = note.format(n=unknown, all=len(outcomes))
                blocks.append(Paragraph(text=str(note), style="small"))
            return blocks

    def blocked(self, step: str) -> bool:
        """Say whether a check of a step blocks without a written reason to go on."""
        blocking = set(self.evaluation.blocking)
        return not blocking.isdisjoint(self.evaluation.checks_of(step))

    def plan(self, part: str) -> PlanCell:
        """Return one part of the plan; while working it follows every change.

        Raises
        ------
        UsageError
            If the plan has no such part.
        """
        if part not in PARTS:
            raise UsageError(
                f"The plan has no part {part!r}.",
                expected=f"one of: {', '.join(PARTS)}",
                todo="Take the name from the shipped notebook.",
            )
        payload = self._payload(part)
        if self.mode == "plan":
            return PlanCell(payload, printed=PRINTED_VARIABLE in os.environ)
        from workshop.forms import live

        def render_part() -> str:
            # Without the section's title: the notebook has said where we are.
            blocks = self._payload(part).blocks
            return render(blocks, "") if blocks else ""

        with use_language(self.job.language):
            return LivePlanCell(payload, live(self, render_part), room=ROOM_VARIABLE in os.environ)

    def _payload(self, part: str) -> Payload:
        """Return a part of the plan, made once for these answers: charts take their time."""
        if part not in self._known_parts:
            with use_language(self.job.language):
                self._known_parts[part] = PARTS[part].payload(self._context())
        return self._known_parts[part]

    def _context(self) -> PlanContext:
        """Return what the parts of the plan speak of, put together once for these answers."""
        if self._known_context is None:
            self._known_context = context_of(
                self.job, self.answers, self._stored.drafts, self.evaluation, self.reference
            )
        return self._known_context

    def facts(self) -> DocumentFacts:
        """Return what holds for the whole document."""
        return facts_of(self.job, self.answers)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def open_session(workshop: str = "", participant: str = "", mode: Mode = "work") -> Session:
    """Open one participant's answers.

    Parameters
    ----------
    workshop : str
        Folder of a workshop, or of a frozen job. Empty: the folder ``workshop lab``
        was started with, else a copy of the sample.
    participant : str
        Key of the participant. Empty: the first of the roster.
    mode : {"work", "plan"}
        Fill in, or print what was answered.

    Raises
    ------
    WorkshopError
        If there is no such workshop or participant.
    """
    if mode not in ("work", "plan"):
        raise UsageError(f"There is no mode {mode!r}.", expected="'work' or 'plan'")
    folder = named_folder(workshop)
    participant = participant or os.environ.get(PARTICIPANT_VARIABLE, "")
    if is_job(folder):
        return _printing(folder, participant)
    source = Folder.open(folder)
    sample = source.settings.sample
    source = working_folder(source)
    person = source.participant(participant)
    as_of = source.settings.date or _now().date()
    job = job_for(person, source.settings, as_of, read_logo(source.path, source.settings))
    job = job.model_copy(update={"sample": sample})
    reference = load_reference()
    if mode == "plan":
        return Session(job, source.load(person.key), reference, mode)
    store = open_live(source, _now())
    return Session(job, store.load(person.key), reference, mode, store)


def judge_ahead(folder: Path) -> PlanContext:
    """Work out what follows from the answers of a frozen job, for sessions opened later on.

    Parameters
    ----------
    folder : pathlib.Path
        The job's.
    """
    session = _frozen(folder)
    _ahead[_mark(folder)] = session
    return session._context()  # noqa: SLF001


_ahead: dict[tuple[object, ...], Session] = {}


def _mark(folder: Path) -> tuple[object, ...]:
    """Return what tells a job from every other, and from itself if somebody changed it."""
    found = [path.stat() for path in (folder / name for name in JOB_FILES) if path.is_file()]
    return (str(folder), *((one.st_ino, one.st_mtime_ns, one.st_size) for one in found))


def _printing(folder: Path, participant: str) -> Session:
    known = _ahead.get(_mark(folder))
    session = copy.copy(known) if known is not None else _frozen(folder)
    found = session.job.participant
    if participant and participant != found:
        raise UsageError(
            "This job belongs to another participant.",
            found=repr(participant),
            expected=repr(found),
        )
    return session


def _frozen(folder: Path) -> Session:
    frozen = read_job(folder)
    stored = Stored(frozen.answers, 0, frozen.drafts)
    return Session(frozen.job, stored, load_reference(frozen.reference), "plan")
