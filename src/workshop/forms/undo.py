"""Take back the last change, in the form it was made in."""

from __future__ import annotations

import ipywidgets as w

from workshop.errors import WorkshopError
from workshop.forms.callbacks import in_language
from workshop.forms.protocol import Keeper
from workshop.forms.style import words
from workshop.i18n import _


class Undo:
    """A button that names what it takes back.

    It is in sight where the last change was made: of the many forms of a page one has it, and the
    others need not be told of every change.

    Parameters
    ----------
    keeper : Keeper
        Where answers are saved.
    address : str
        Of the form.
    """

    def __init__(self, keeper: Keeper, address: str) -> None:
        self.keeper = keeper
        self.address = address
        self.button = w.Button(description=str(_("Undo")))
        self.button.add_class("wkf-undo")
        self.note = w.HTML()
        self.note.add_class("wkf-undone")
        self.widget = w.HBox([self.button, self.note])
        self.widget.add_class("wkf-undoing")
        self.button.on_click(in_language(self.take_back))
        self.refresh()
        keeper.subscribe(in_language(self.refresh))

    def refresh(self) -> None:
        """Name what would be taken back."""
        here = f"{self.keeper.undoable_at}/".startswith(f"{self.address}/")
        self.button.layout.display = None if here else "none"
        if here:
            what = self.keeper.undoable
            self.button.tooltip = str(_("Undo: {what}").format(what=what))
        self.note.value = ""

    def take_back(self) -> None:
        """Take it back and say so."""
        about = self.keeper.undoable
        try:
            self.keeper.undo()
        except WorkshopError as error:
            self.note.value = words(_("Not undone: {why}").format(why=error.what), "wkf-bad")
        else:
            self.note.value = words(_("Undone: {what}").format(what=about), "wkf-good")
