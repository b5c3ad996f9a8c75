"""The child that runs the cells of one notebook: IPython's own kernel, over one connection.

It is the kernel ipykernel starts, less what a batch does not need: no sockets and threads of
ZeroMQ, no heartbeat, no debugger's line, no file of past commands. The zygote builds it once;
a child wakes it.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import select
import signal
import socket
import sys
import threading
from collections.abc import Sequence
from contextvars import Context
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import ipykernel
import IPython.core.logger  # noqa: F401 - every child would load it
import tornado.platform.asyncio  # noqa: F401 - every child would load it
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from ipykernel.zmqshell import ZMQInteractiveShell
from jupyter_client.session import Session
from tornado.ioloop import IOLoop
from traitlets.config import Config
from traitlets.config.loader import KeyValueConfigLoader

from workshop.kernels.birth import INLINE
from workshop.kernels.printed import FileOutput, Printed
from workshop.kernels.wire import BRIEF, IOPUB, SHELL, Wire

_STAGES = ("status", "execute_input")


class WireSession(Session):
    """Makes Jupyter's messages, and sends them on a wire."""

    wire: Wire | None = None
    brief = False
    """Whether only what a cell shows is wanted, and its reply: not when it began and was done."""

    def send(
        self,
        stream: Any,
        msg_or_type: Any,
        content: Any = None,
        parent: Any = None,
        ident: Any = None,  # noqa: ARG002 - there is one listener
        buffers: list[Any] | None = None,
        track: bool = False,  # noqa: ARG002
        header: Any = None,
        metadata: Any = None,
    ) -> Any:
        """Send a message; a process the notebook has started by forking says nothing."""
        if isinstance(msg_or_type, dict):
            message = msg_or_type
            buffers = buffers or message.get("buffers")
        else:
            message = self.msg(msg_or_type, content, parent, header, metadata)
        unwanted = self.brief and message["msg_type"] in _STAGES
        if self.wire is not None and os.getpid() == self.pid and not unwanted:
            kept = {name: value for name, value in message.items() if name != "buffers"}
            # What a cell shows is told at once. That it has begun, and its reply, go with what
            # follows: nobody waits for them alone.
            stage = stream == SHELL or message["msg_type"] == "execute_input" or _is_busy(message)
            hold = stage and not self.brief
            self.wire.send({**kept, "channel": stream}, buffers, hold=hold)
        return message


def _is_busy(message: dict[str, Any]) -> bool:
    return bool(message["content"].get("execution_state") == "busy")


class NotebookKernel(IPythonKernel):
    """IPython's kernel without ZeroMQ."""

    _supports_kernel_subshells = False

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)  # type: ignore[no-untyped-call]
        self._execute_sleep = 0.0  # what it waits for there is nothing of here
        # All ipykernel asks of it is whether signals come here.
        self.shell_channel_thread = SimpleNamespace(parent_thread=threading.main_thread())

    def _abort_queues(self, subshell_id: str | None = None) -> None:
        """Nothing waits in a queue: the next cell is sent when this one is done."""


_LAUNCHER = str(Path(ipykernel.__file__).parent.with_name("ipykernel_launcher.py"))
_LEAVING_SECONDS = 0.1
"""As long as ipykernel goes on after `exit()`."""


def prepare_shell() -> None:
    """Build the kernel of the children to come, and use it once."""
    config = Config()
    config.HistoryManager.hist_file = ":memory:"  # as nbclient has it
    log = logging.getLogger(__name__)
    log.propagate = False  # what it has to say is no output of a cell
    log.addHandler(logging.NullHandler())
    app: Any = IPKernelApp.instance(config=config, log=log)
    kernel = NotebookKernel.instance(
        parent=app, session=WireSession(), iopub_socket=IOPUB, log=log, user_ns=None
    )
    app.kernel = kernel
    app.init_pdb()
    app.init_shell()
    app.init_extensions()
    _rehearse(kernel)
    shell = _shell(kernel)
    shell.user_ns_hidden.update(shell.user_ns)


def _rehearse(kernel: NotebookKernel) -> None:
    """Run a cell that shows something, for nobody: what that takes is then there for all."""
    session: Any = kernel.session
    ours, theirs = socket.socketpair()
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    with ours, theirs, contextlib.closing(loop):
        session.wire = Wire(theirs)
        content = {"code": "display(None)", "silent": True, "store_history": False}
        request = session.msg("execute_request", content, metadata={BRIEF: True})
        loop.run_until_complete(_answer(kernel, request))
        session.wire = None
    asyncio.set_event_loop(None)


def forget_shell() -> None:
    """Make room for another kernel in this process, if one was built."""
    IPKernelApp.clear_instance()
    NotebookKernel.clear_instance()
    ZMQInteractiveShell.clear_instance()


def _shell(kernel: NotebookKernel) -> Any:
    assert isinstance(kernel.shell, ZMQInteractiveShell)
    return kernel.shell


def serve_notebook(connection: socket.socket, arguments: Sequence[str]) -> None:
    """Run what is sent, one request after the other, until told to shut down.

    Parameters
    ----------
    connection : socket.socket
    arguments : sequence of str
        Options an ordinary kernel would have on its command line.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # but while a cell is running
    if not NotebookKernel.initialized():
        prepare_shell()
    kernel = NotebookKernel.instance()
    wire = Wire(connection)
    session: Any = kernel.session
    session.session = os.urandom(16).hex()
    session.pid = os.getpid()
    session.wire = wire
    for name, number in (("stdout", 1), ("stderr", 2)):
        setattr(sys, name, Printed(kernel, name, FileOutput(number)))
    _settle_in(kernel, arguments)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    # What a cell sets for its context is there for the next one.
    context = Context()
    leaving = False
    while (request := _request(wire, leaving)) is not None:
        try:
            loop.run_until_complete(loop.create_task(_answer(kernel, request), context=context))
        except RuntimeError:
            if not _shell(kernel).exit_now:
                raise
            break  # `exit()` has stopped the loop
        leaving = _shell(kernel).exit_now


@cache
def options_of(arguments: tuple[str, ...]) -> Config:
    """Return what options set; reading them for the first time takes as long as three cells."""
    return KeyValueConfigLoader().load_config(list(arguments))


def _settle_in(kernel: NotebookKernel, arguments: Sequence[str]) -> None:
    """Set up what a kernel that is started sets up as it begins."""
    app: Any = kernel.parent
    shell = _shell(kernel)
    sys.argv = [_LAUNCHER, *arguments]
    options = options_of(tuple(arguments))
    for each in (kernel, shell):
        each.config.merge(options)  # for what is made from now on
    showing = shell.display_formatter
    formatters = [*showing.formatters.values(), showing.mimebundle_formatter]
    for each in (kernel, *shell.configurables, *formatters, showing.ipython_display_formatter):
        if any(kind.__name__ in options for kind in type(each).__mro__):
            each.update_config(options)
    shell.starting_dir = os.getcwd()  # noqa: PTH109 - as IPython has it
    shell.user_ns["_dh"][:] = [shell.starting_dir]
    app.init_path()
    shell.init_environment()
    app.configure_tornado_logger()
    draw_as_told()


def draw_as_told() -> None:
    """Have charts drawn by what the surroundings name, else in the notebook.

    matplotlib reads that as it is loaded, which was in the zygote.
    """
    named = os.environ["MPLBACKEND"] = os.environ.get("MPLBACKEND") or INLINE
    if matplotlib := sys.modules.get("matplotlib"):
        with contextlib.suppress(ValueError):  # nothing there is called so
            matplotlib.rcParams["backend"] = named
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.switch_backend(named)


def _request(wire: Wire, leaving: bool) -> dict[str, Any] | None:
    """Return what is to be done next, None if it is time to leave."""
    if leaving and not select.select([wire], [], [], _LEAVING_SECONDS)[0]:
        return None
    request = wire.receive()
    if request is None or request["header"]["msg_type"] == "shutdown_request":
        return None
    return request


async def _answer(kernel: NotebookKernel, request: dict[str, Any]) -> None:
    """Do what one message asks for, as ipykernel does."""
    handler = kernel.shell_handlers.get(request["header"]["msg_type"])
    if handler is None:
        return
    session: Any = kernel.session
    session.brief = bool(request["metadata"].get(BRIEF))
    kernel.set_parent([], request, channel=SHELL)  # type: ignore[no-untyped-call]
    kernel._publish_status("busy", SHELL)  # type: ignore[no-untyped-call]  # noqa: SLF001
    kernel.io_loop = IOLoop.current()
    kernel.pre_handler_hook()  # type: ignore[no-untyped-call]
    try:
        result = handler(SHELL, [], request)
        if result is not None:
            await result
    except KeyboardInterrupt:
        _say_interrupted(kernel, request)
    finally:
        kernel.post_handler_hook()  # type: ignore[no-untyped-call]
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    kernel._publish_status("idle", SHELL)  # type: ignore[no-untyped-call]  # noqa: SLF001


def _say_interrupted(kernel: NotebookKernel, request: dict[str, Any]) -> None:
    """Answer for a cell that was interrupted before it had begun or after it was done."""
    told = {"status": "error", "ename": "KeyboardInterrupt", "evalue": "", "traceback": []}
    kind = request["header"]["msg_type"].replace("_request", "_reply")
    session: Any = kernel.session
    session.send(SHELL, kind, told, parent=request)
