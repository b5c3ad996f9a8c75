"""A page's kernel says nothing of its widgets until a browser asks for all of them at once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast

import comm
import ipywidgets as w
from ipykernel.comm.comm import BaseComm
from ipykernel.kernelbase import Kernel
from ipywidgets.widgets.widget import _instances, _remove_buffers
from traitlets import Instance

if TYPE_CHECKING:
    from collections.abc import Hashable

_CONTROL = "jupyter.widget.control"


class QuietComm(BaseComm):
    """A widget's line to the browser, silent while the page is made.

    A form has hundreds of widgets, and each would announce itself to a browser that is not
    there yet: it gets the page first, then asks for the state of everything at once.
    """

    quiet = True

    def publish_msg(self, *args: Any, **kwargs: Any) -> None:
        """Send a message, once somebody listens."""
        if not QuietComm.quiet:
            super().publish_msg(*args, **kwargs)  # type: ignore[no-untyped-call]
        elif self.kernel is None and Kernel.initialized():
            self.kernel = Kernel.instance()  # a widget says nothing on a line without one

    def handle_msg(self, msg: Any) -> None:
        """Take a message from a browser, so there is one."""
        QuietComm.quiet = False
        super().handle_msg(msg)


def _opened(control: Any, message: Any) -> None:
    QuietComm.quiet = False
    w.Widget.handle_control_comm_opened(control, message)
    control.on_msg(lambda asked: _tell_all(control) if _asks_for_all(asked) else None)


def _asks_for_all(message: Any) -> bool:
    return bool(message["content"]["data"].get("method") == "request_states")


def _tell_all(control: Any) -> None:
    """Send the state of every widget.

    ipywidgets' own answer puts the states together twice and sends what every browser has as its
    default, too: two thirds of what a phone would have to wait for.
    """
    states = {
        widget.model_id: {
            "model_name": widget._model_name,  # noqa: SLF001 - the names of the protocol
            "model_module": widget._model_module,  # noqa: SLF001
            "model_module_version": widget._model_module_version,  # noqa: SLF001
            "state": widget.get_state(drop_defaults=True),
        }
        for widget in list(_instances.values())
    }
    states, paths, buffers = _remove_buffers(states)
    answer = {"method": "update_states", "states": states, "buffer_paths": paths}
    control.send(answer, buffers=buffers)


@cache
def _companions(kind: Any) -> tuple[str, ...]:
    """Return the traits that hold a widget of a widget's own, such as its layout."""
    return tuple(
        name
        for name, trait in kind.class_traits(sync=True).items()
        if isinstance(trait, Instance) and isinstance(trait.klass, type)
        if issubclass(trait.klass, w.Widget)
    )


def keep_quiet() -> None:
    """Have the widgets made from now on say nothing until a browser asks."""
    QuietComm.quiet = True
    comm.create_comm = QuietComm
    comm.get_comm_manager().register_target(_CONTROL, _opened)
    spoken = w.Widget.open

    def opened(self: w.Widget) -> None:
        """Open the line; what would be said on it need not even be put together."""
        if self.comm is None and QuietComm.quiet:
            known = {"comm_id": self._model_id} if self._model_id is not None else {}
            self.comm = QuietComm(target_name="jupyter.widget", **known)  # type: ignore[no-untyped-call]
            for name in _companions(cast("Hashable", type(self))):
                getattr(self, name)  # made when first looked at
        else:
            spoken(self)

    w.Widget.open = opened
