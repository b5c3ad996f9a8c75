"""The form for an address: a topic's questions or a table's rows, with the styles."""

from __future__ import annotations

import ipywidgets as w

from workshop.answers.topic import Row
from workshop.forms.protocol import Keeper
from workshop.forms.pulse import pulse
from workshop.forms.style import style, words
from workshop.forms.table_form import TableForm, Wanted
from workshop.forms.topic_form import TopicForm
from workshop.forms.undo import Undo
from workshop.i18n import _
from workshop.workbook import parts_at


class Form(w.VBox):  # type: ignore[misc]
    """What :func:`form` returns.

    Attributes
    ----------
    form : TopicForm or TableForm
        Its questions.
    undo : Undo
    """

    form: TopicForm | TableForm
    undo: Undo

    def __repr__(self) -> str:
        """Return a word, for where no form can be shown; not hundreds of controls spelled out."""
        return str(_("Form"))


def form(keeper: Keeper, address: str, wanted: Wanted | None = None) -> Form:
    """Return the form for the topic or table at an address.

    Of a table whose rows are fixed, ``wanted`` says which are shown; it is asked again after
    every change.

    Raises
    ------
    UnknownAnswerKeyError
        If there is neither.
    """
    parts = parts_at(keeper.answers, address)
    # Only a table can be empty.
    table = not parts or isinstance(parts[0], Row)
    inner = TableForm(keeper, address, wanted) if table else TopicForm(keeper, address)
    legend = w.HTML(words(_("* needed to finish the step"), "wkf-legend"))
    undo = Undo(keeper, address)
    box = Form([style(), legend, inner.widget, undo.widget, pulse()])
    box.add_class("wkf")
    box.form, box.undo = inner, undo
    return box
