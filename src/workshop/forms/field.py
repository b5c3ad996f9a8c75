"""One question on the screen: label, control, help, and whether it is saved."""

from __future__ import annotations

import html
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

import ipywidgets as w

from workshop.answers.change import Change, value_at
from workshop.answers.kinds import Ref, Refs, Text, Texts
from workshop.answers.question import Question
from workshop.answers.topic import Row, Topic
from workshop.errors import ConflictError, InvalidAnswerError, WorkshopError
from workshop.forms.build import control_for
from workshop.forms.callbacks import in_language
from workshop.forms.controls import Control, Options, PickControl, RowsControl
from workshop.forms.protocol import Keeper
from workshop.forms.style import words
from workshop.i18n import Words, _
from workshop.workbook import parts_at


class State(StrEnum):
    """Where an answer stands; the screen always says it in words."""

    UNTOUCHED = "untouched"
    SAVED = "saved"
    NOT_AN_ANSWER = "not an answer"
    CONFLICT = "conflict"
    FAILED = "failed"
    CHANGED_ELSEWHERE = "changed elsewhere"


_OPEN = (State.NOT_AN_ANSWER, State.CONFLICT, State.FAILED)
"""What stands in the box is not what is saved."""


class Field:
    """One question, bound to one address.

    Parameters
    ----------
    keeper : Keeper
        Where answers are saved.
    part : Topic or Row
        The part the question belongs to.
    name : str
        Its field in the part.
    """

    def __init__(self, keeper: Keeper, part: Topic | Row, name: str) -> None:
        self.keeper = keeper
        self.name = name
        self.address = part.where(name)
        self._at = part.at
        self._row = part.id if isinstance(part, Row) else ""
        self.question: Question = part.questions()[name]
        mark = " *" if self.question.required else ""
        self.control: Control = control_for(
            self.question.kind,
            f"{self.question.label}{mark}",
            measured=part.is_measured(name),
            options=self._options(),
        )
        self.state = State.UNTOUCHED
        self._known: Any = getattr(part, name)
        self._busy = False
        self._note = w.HTML()
        hint = self._hint()
        above = [self.control.widget, w.HTML(hint)] if hint else [self.control.widget]
        self._plain = [*above, self._note]
        self.widget = w.VBox(self._plain)
        self.widget.add_class("wkf-field")
        self.widget.add_class(f"at:{self.address}")
        self.fill()
        self.control.on_change(in_language(self._changed))

    def _hint(self) -> str:
        hints = []
        if self.question.help:
            hints.append(html.escape(str(self.question.help)))
        if self.question.prework:
            hints.append(html.escape(str(_("Best looked up before the day."))))
        if self.question.example:
            example = _("Example: {example}").format(example=self.question.example)
            hints.append(f"<em>{html.escape(str(example))}</em>")
        return f'<div class="wkf-help">{" ".join(hints)}</div>' if hints else ""

    def _options(self) -> Options:
        kind = self.question.kind
        if not isinstance(kind, (Ref, Refs)):
            return ()
        if kind.to.startswith("reference:"):
            choices = self.keeper.reference.choices(kind.to.removeprefix("reference:"))
            return [(name, key) for key, name in choices.items()]
        rows = parts_at(self.keeper.answers, kind.to)
        return [(row.name_shown(), row.id) for row in rows if isinstance(row, Row)]

    @contextmanager
    def _undisturbed(self) -> Iterator[None]:
        """Neither take what is put into the control for typing, nor follow others meanwhile."""
        before, self._busy = self._busy, True
        try:
            yield
        finally:
            self._busy = before

    def fill(self) -> None:
        """Show what is saved, or what was typed and is not an answer yet."""
        with self._undisturbed():
            draft = self.keeper.drafts.get(self.address)
            if draft is None:
                self.control.show(value_at(self.keeper.answers, self.address))
                return
            self.control.show_draft(draft.text)
            # It can be an answer and yet not be saved: someone else was faster.
            state = State.CONFLICT if self._readable() else State.NOT_AN_ANSWER
            self._say(state, draft.error)

    def _readable(self) -> bool:
        try:
            self.control.read()
        except ValueError:
            return False
        return True

    def refresh(self, part: Topic | Row) -> None:
        """Follow a change made anywhere: what can be picked, and what others saved."""
        if self._busy:
            return
        with self._undisturbed():
            if isinstance(self.control, (PickControl, RowsControl)) and isinstance(
                self.question.kind, (Ref, Refs)
            ):
                self.control.set_options(self._options())
            now = getattr(part, self.name)
            if now != self._known:
                self._known = now
                if self.state not in _OPEN:
                    self.control.show(value_at(self.keeper.answers, self.address))
                    self._say(State.CHANGED_ELSEWHERE)

    def _changed(self) -> None:
        if self._busy:
            return
        with self._undisturbed():
            try:
                value = self.control.read()
            except ValueError as error:
                self._keep(str(error))
                return
            saved = value_at(self.keeper.answers, self.address)
            if value != saved or self.address in self.keeper.drafts:
                self._save(value)
            elif self.state is not State.UNTOUCHED:
                self._say(State.SAVED)

    def _save(self, value: Any) -> None:
        try:
            self.keeper.save(Change(self.address, value))
        except ConflictError as error:
            self._keep(error.what, State.CONFLICT)
        except InvalidAnswerError as error:
            self._keep(error.what)
        except (WorkshopError, ValueError) as error:
            self._say(State.FAILED, _reason(error))
        else:
            self._known = self._now()
            self._say(State.SAVED)

    def _keep(self, message: str, state: State = State.NOT_AN_ANSWER) -> None:
        try:
            self.keeper.keep_draft(self.address, self.control.typed(), message)
        except (WorkshopError, ValueError) as error:
            self._say(State.FAILED, f"{message} {_reason(error)}")
        else:
            self._known = self._now()
            self._say(state, message)

    def _keep_mine(self) -> None:
        with self._undisturbed():
            try:
                value = self.control.read()
            except ValueError as error:
                self._keep(str(error))
            else:
                self._save(value)

    def _take_saved(self) -> None:
        with self._undisturbed():
            saved = value_at(self.keeper.answers, self.address)
            self.control.show(saved)
            if self.address in self.keeper.drafts:
                self._save(saved)
            else:
                self._say(State.SAVED)

    def _now(self) -> Any:
        """Return the answer as it is saved now, None if its row is gone."""
        for part in parts_at(self.keeper.answers, self._at):
            if not isinstance(part, Row) or part.id == self._row:
                return getattr(part, self.name)
        return None

    def _show(self, value: Any) -> str:
        if isinstance(self.question.kind, Ref):
            names = {key: name for name, key in self._options()}
            return names.get(value, value or "")
        if isinstance(self.question.kind, Refs):
            names = {key: name for name, key in self._options()}
            return ", ".join(names.get(each, each) for each in value or ())
        return self.question.show(value)

    def _say(self, state: State, message: str = "") -> None:
        self.state = state
        now = self._show(self._now()) if state is State.CONFLICT else ""
        texts: dict[State, Words] = {
            State.UNTOUCHED: "",
            State.SAVED: _("✓ saved"),
            State.NOT_AN_ANSWER: _("Not an answer yet: {why} What you typed is kept."),
            State.CONFLICT: _("Not saved: {why} Saved now: “{now}”. Yours stands above."),
            State.FAILED: _("Not saved: {why}"),
            State.CHANGED_ELSEWHERE: _("This was changed elsewhere."),
        }
        text = texts[state]
        if not isinstance(text, str):
            text = text.format(why=message, now=now or str(_("nothing")))
        bad = state in _OPEN
        self._note.value = words(
            text, "wkf-bad" if bad else "wkf-good", role="alert" if bad else ""
        )
        if state is State.SAVED:
            self._note.value += self._explained()
        # A page that keeps what is typed must not let go of what was not saved.
        (self.widget.add_class if state is State.FAILED else self.widget.remove_class)("wkf-failed")
        asks = state in (State.CONFLICT, State.FAILED)
        if asks or len(self.widget.children) > len(self._plain):
            self.widget.children = [*self._plain, self._ask()] if asks else self._plain

    def _explained(self) -> str:
        """Return what became of the networks that are named and are no more."""
        if not isinstance(self.question.kind, (Text, Texts)):
            return ""
        named = self.keeper.reference.former_in(self._show(self._now()))
        return "".join(words(row.explanation, "wkf-help") for row in named)

    def _ask(self) -> w.HBox:
        mine = w.Button(description=str(_("Save mine")))
        saved = w.Button(description=str(_("Keep what is saved")))
        mine.on_click(in_language(self._keep_mine))
        saved.on_click(in_language(self._take_saved))
        bar = w.HBox([mine, saved])
        bar.add_class("wkf-bar")
        return bar


def _reason(error: Exception) -> str:
    if isinstance(error, WorkshopError):
        return " ".join(text for text in (error.what, error.found, error.todo) if text)
    return str(error)
