"""One question on the screen: label, control, help, and whether it is saved."""

from __future__ import annotations

import html
from enum import StrEnum
from typing import get_args

import ipywidgets as w

from workshop.answers.change import Change, value_at
from workshop.answers.kinds import Ref
from workshop.answers.measured import Measured
from workshop.answers.question import Question
from workshop.answers.topic import Row, Topic
from workshop.errors import WorkshopError
from workshop.forms.controls import Control, Options, PickControl, control_for
from workshop.forms.protocol import Keeper
from workshop.i18n import Words, _
from workshop.workbook import parts_at


class State(StrEnum):
    """Where an answer stands; the screen always says it in words."""

    UNTOUCHED = "untouched"
    SAVED = "saved"
    NOT_AN_ANSWER = "not an answer"
    FAILED = "failed"


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
        self.address = part.where(name)
        self.question: Question = part.questions()[name]
        annotation = type(part).model_fields[name].annotation
        measured = any(
            isinstance(each, type) and issubclass(each, Measured) for each in get_args(annotation)
        )
        label = str(self.question.label)
        self.control: Control = control_for(
            self.question.kind, label, measured=measured, options=self._options()
        )
        self.state = State.UNTOUCHED
        self._note = w.HTML()
        self._note.add_class("wkf-note")
        self._filling = False
        self.widget = w.VBox([w.HTML(self._heading()), self.control.widget, self._note])
        self.widget.add_class("wkf-field")
        self.fill()
        self.control.on_change(self._changed)

    def _heading(self) -> str:
        mark = ""
        if self.question.required:
            word = html.escape(str(_("needed to finish the step")))
            mark = f' <span class="wkf-need" title="{word}">*</span>'
        if self.question.prework:
            mark += f' <span class="wkf-tag">{html.escape(str(_("look it up")))}</span>'
        parts = [f'<span class="wkf-label">{html.escape(str(self.question.label))}</span>{mark}']
        hint = html.escape(str(self.question.help))
        if self.question.example:
            example = _("Example: {example}").format(example=self.question.example)
            hint = f"{hint} <i>{html.escape(str(example))}</i>".strip()
        if hint:
            parts.append(f'<div class="wkf-help">{hint}</div>')
        return "".join(parts)

    def _options(self) -> Options:
        kind = self.question.kind
        if not isinstance(kind, Ref):
            return ()
        if kind.to.startswith("reference:"):
            choices = self.keeper.reference.choices(kind.to.removeprefix("reference:"))
            return [(name, key) for key, name in choices.items()]
        rows = parts_at(self.keeper.answers, kind.to)
        return [(row.name_shown(), row.id) for row in rows if isinstance(row, Row)]

    def fill(self) -> None:
        """Show what is saved, or what was typed and is not an answer yet."""
        self._filling = True
        try:
            draft = self.keeper.drafts.get(self.address)
            if draft is not None:
                self.control.show_draft(draft.text)
                self._say(State.NOT_AN_ANSWER, draft.error)
            else:
                self.control.show(value_at(self.keeper.answers, self.address))
        finally:
            self._filling = False

    def refresh(self) -> None:
        """Bring what can be picked up to date."""
        if isinstance(self.question.kind, Ref) and isinstance(self.control, PickControl):
            self._filling = True
            try:
                self.control.set_options(self._options())
            finally:
                self._filling = False

    def _changed(self) -> None:
        if self._filling:
            return
        try:
            value = self.control.read()
        except ValueError as error:
            self._keep(str(error))
            return
        if value == value_at(self.keeper.answers, self.address):
            if self.state is not State.UNTOUCHED:
                self._say(State.SAVED)
            return
        try:
            self.keeper.save(Change(self.address, value))
        except WorkshopError as error:
            if isinstance(error, ValueError):
                self._keep(error.what)
            else:
                self._say(State.FAILED, f"{error.what} {error.found} {error.todo}")
            return
        self._say(State.SAVED)

    def _keep(self, message: str) -> None:
        try:
            self.keeper.keep_draft(self.address, self.control.typed(), message)
        except WorkshopError as error:
            message = f"{message} {error.what}"
        self._say(State.NOT_AN_ANSWER, message)

    def _say(self, state: State, message: str = "") -> None:
        self.state = state
        words: dict[State, Words] = {
            State.UNTOUCHED: "",
            State.SAVED: _("✓ saved"),
            State.NOT_AN_ANSWER: _("Not an answer yet: {why} What you typed is kept.").format(
                why=message
            ),
            State.FAILED: _("Not saved: {why}").format(why=message),
        }
        kind = "good" if state is State.SAVED else "bad"
        text = html.escape(str(words[state]))
        self._note.value = f'<span class="wkf-{kind}" role="status">{text}</span>'
