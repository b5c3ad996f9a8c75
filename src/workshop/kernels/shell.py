"""The child that runs the cells of one notebook: IPython's own kernel, over one connection.

It is the kernel ipykernel starts, less what a batch does not need: no sockets and threads of
ZeroMQ, no heartbeat, no debugger's line, no file of past commands. The zygote builds it once;
a child wakes it.
"""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import sys
import threading
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from ipykernel.ipkernel import IPythonKernel
from ipykernel.zmqshell import ZMQInteractiveShell
from jupyter_client.session import Session
from tornado.ioloop import IOLoop
from traitlets.config import Config
from traitlets.config.loader import KeyValueConfigLoader

from workshop.kernels.printed import FileOutput, Printed
from workshop.kernels.wire import IOPUB, SHELL, Wire


class WireSession(Session):
    """Makes Jupyter's messages, and sends them on a wire."""

    wire: Wire | None = None

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
        if self.wire is not None and os.getpid() == self.pid:
            kept = {name: value for name, value in message.items() if name != "buffers"}
            self.wire.send({**kept, "channel": stream}, buffers)
        return message


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


def prepare_shell() -> None:
    """Build the kernel of the children to come, and use it once."""
    # Loaded by a kernel's first cell, each time anew.
    import tornado.platform.asyncio  # noqa: F401

    config = Config()
    config.HistoryManager.enabled = False  # it would keep a thread and a file
    kernel = NotebookKernel.instance(
        config=config, session=WireSession(), iopub_socket=IOPUB, log=logging.getLogger(__name__)
    )
    _shell(kernel).run_cell("None", store_history=False, silent=True)


def forget_shell() -> None:
    """Make room for another kernel in this process, if one was built."""
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
    if not NotebookKernel.initialized():
        prepare_shell()
    kernel = NotebookKernel.instance()
    sys.argv = ["ipykernel_launcher", *arguments]
    sys.path.insert(0, "")
    wire = Wire(connection)
    session: Any = kernel.session
    session.session = os.urandom(16).hex()
    session.pid = os.getpid()
    session.wire = wire
    shell = _shell(kernel)
    options = KeyValueConfigLoader().load_config(list(arguments))
    kernel.config.merge(options)
    shell.config.merge(options)
    for name, number in (("stdout", 1), ("stderr", 2)):
        setattr(sys, name, Printed(kernel, name, FileOutput(number)))
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    while (request := wire.receive()) is not None:
        if request["header"]["msg_type"] == "shutdown_request":
            break
        try:
            loop.run_until_complete(_answer(kernel, request))
        except KeyboardInterrupt:
            continue


async def _answer(kernel: NotebookKernel, request: dict[str, Any]) -> None:
    """Do what one message asks for, as ipykernel does."""
    handler = kernel.shell_handlers.get(request["header"]["msg_type"])
    if handler is None:
        return
    kernel.set_parent([], request, channel=SHELL)  # type: ignore[no-untyped-call]
    kernel._publish_status("busy", SHELL)  # type: ignore[no-untyped-call]  # noqa: SLF001
    kernel.io_loop = IOLoop.current()
    result = handler(SHELL, [], request)
    if result is not None:
        await result
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    kernel._publish_status("idle", SHELL)  # type: ignore[no-untyped-call]  # noqa: SLF001
