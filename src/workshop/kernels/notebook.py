"""Runs the cells of a notebook in a child split off for them, by papermill's own client."""

from __future__ import annotations

import os
import select
import signal
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from jupyter_client.session import Session
from nbclient.client import timestamp
from nbclient.exceptions import CellExecutionComplete, DeadKernelError
from nbclient.util import run_hook, run_sync
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from traitlets import Any as AnyTrait

from workshop.kernels.birth import Birth, Kind
from workshop.kernels.process import SplitOff
from workshop.kernels.wire import BRIEF, SHELL, Wire
from workshop.kernels.zygote import Line

_PARTING_SECONDS = 5.0
_INFO_SECONDS = 60.0
_SHOWN = ("display_data", "execute_result")


class Child:
    """A process that runs cells, as nbclient knows a kernel: its manager and client in one."""

    allow_stdin = False

    def __init__(self, process: SplitOff, wire: Wire) -> None:
        self.process = process
        self.wire = wire
        self.session = Session()
        self.shell_channel = self

    @classmethod
    def split_off(
        cls, line: Line, arguments: list[str], folder: str, environment: Mapping[str, str]
    ) -> Child | None:
        """Return a child for one notebook, None if there can be none now."""
        ours, theirs = socket.socketpair()
        with theirs:
            process = line.ask(Birth(Kind.SHELL, arguments, folder, dict(environment)), theirs)
        if process is None:
            ours.close()
            return None
        return cls(process, Wire(ours, reads_along=True))

    def request(self, kind: str, content: dict[str, Any], metadata: dict[str, Any]) -> str:
        """Send a request; return the id its answers will name."""
        message = self.session.msg(kind, content, metadata=metadata)
        self.send(message)
        found: str = message["header"]["msg_id"]
        return found

    def send(self, message: dict[str, Any]) -> None:
        """Send a message of Jupyter's.

        Raises
        ------
        DeadKernelError
            If the child is no more.
        """
        try:
            self.wire.send(message, message.pop("buffers", None))
        except OSError as error:
            raise DeadKernelError("Kernel died") from error

    def next(self, until: float | None) -> dict[str, Any] | None:
        """Return what it says next, None if the time has come and it has said nothing.

        Raises
        ------
        DeadKernelError
            If it has ended.
        """
        while True:
            ended = self.process.poll() is not None
            try:
                message = self.wire.receive()
            except BlockingIOError:
                message = None
            except OSError as error:
                raise DeadKernelError("Kernel died") from error
            else:
                if message is None:
                    raise DeadKernelError("Kernel died")
                return message
            # All it said before it ended has been read.
            if ended:
                raise DeadKernelError("Kernel died")
            left = None if until is None else until - time.monotonic()
            if left is not None and left <= 0:
                return None
            select.select([self.wire.fileno(), self.process.fileno()], [], [], left)

    def interrupt_kernel(self) -> None:
        """Interrupt the cell that is running, and what it has started."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)

    def leave(self, *, now: bool) -> None:
        """End it; unless it has to be now, it puts its things away first."""
        if not now and self.process.poll() is None:
            until = time.monotonic() + _PARTING_SECONDS
            with suppress(DeadKernelError):
                self.request("shutdown_request", {"restart": False}, {})
                while self.next(until) is not None:
                    pass  # nobody must wait for us to hear it
        self.wire.close()
        self.process.release()


class ChildClient(PapermillNotebookClient):  # type: ignore[misc]  # it has no types
    """papermill's client of nbclient, that asks a child in place of a kernel's sockets.

    What a cell shows is taken in by nbclient itself.

    Parameters
    ----------
    nb_man : papermill.engines.NotebookExecutionManager
    child : Child
    """

    child: Child = AnyTrait()  # type: ignore[assignment]

    def execute(self, **_options: Any) -> NotebookNode:
        """Run the cells, as papermill does."""
        self.reset_execution_trackers()
        with self._attended():
            self.log.info("Executing notebook with kernel: %s", self.kernel_name)
            self.papermill_execute_cells()
            self.nb.metadata["language_info"] = self._language()
            self.set_widgets_metadata()
        executed: NotebookNode = self.nb
        return executed

    @contextmanager
    def _attended(self) -> Iterator[None]:
        self.km: Any = self.child
        self.kc: Any = self.child
        self._running: tuple[str, NotebookNode, int] | None = None
        now = self.shutdown_kernel == "immediate"
        try:
            _call(self.on_notebook_start, notebook=self.nb)
            yield
        finally:
            if self._running is not None and not now:
                self._break_off(*self._running)
            self.child.leave(now=now)
            self.km = self.kc = None

    def execute_cell(
        self,
        cell: NotebookNode,
        cell_index: int,
        execution_count: int | None = None,
        store_history: bool = True,
    ) -> NotebookNode:
        """Run one cell; see :meth:`nbclient.NotebookClient.execute_cell`."""
        at = {"cell": cell, "cell_index": cell_index}
        _call(self.on_cell_start, **at)
        tags = cell.metadata.get("tags", [])
        code = cell.cell_type == "code" and cell.source.strip()
        if not code or self.skip_cells_with_tag in tags:
            return cell
        if self.record_timing:
            cell["metadata"]["execution"] = {}
        tolerated = self.allow_errors or "raises-exception" in tags
        content = {
            "code": cell.source,
            "silent": False,
            "store_history": store_history,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": self.force_raise_errors or not tolerated,
        }
        _call(self.on_cell_execute, **at)
        asked = self.child.request("execute_request", content, {BRIEF: not self.record_timing})
        _call(self.on_cell_complete, **at)
        self.code_cells_executed += 1
        cell.outputs = []
        self.clear_before_next_output = False
        self._running = asked, cell, cell_index
        reply = self._heard(asked, cell, cell_index)
        self._running = None
        if execution_count:
            cell["execution_count"] = execution_count
        _call(self.on_cell_executed, **at, execute_reply=reply)
        if reply["content"]["status"] == "error":
            run_sync(self._check_raise_for_error)(cell, cell_index, reply)
        self.nb["cells"][cell_index] = cell
        return cell

    def output(
        self,
        outs: list[NotebookNode],
        msg: dict[str, Any],
        display_id: str | None,
        cell_index: int,
    ) -> NotebookNode | None:
        """Take in something shown; see :meth:`nbclient.NotebookClient.output`.

        nbformat makes each of its parts a node and holds it against its schema. ipykernel has made
        it a moment ago, so where nothing else is to be done it is taken as it is.
        """
        kind = msg["msg_type"]
        plain = kind in _SHOWN and not display_id and not self.clear_before_next_output
        if not plain or self.output_hook_stack[msg["parent_header"].get("msg_id")]:
            found: NotebookNode | None = super().output(outs, msg, display_id, cell_index)
            return found
        content = msg["content"]
        data = NotebookNode()  # type: ignore[no-untyped-call]
        dict.update(data, content["data"])
        shown = NotebookNode(  # type: ignore[no-untyped-call]
            output_type=kind, metadata=content["metadata"]
        )
        dict.__setitem__(shown, "data", data)
        if kind == "execute_result":
            shown["execution_count"] = content["execution_count"]
        outs.append(shown)
        return shown

    def _heard(self, asked: str, cell: NotebookNode, cell_index: int) -> dict[str, Any]:
        """Take in what a cell shows until it is done; return the reply."""
        timeout = self._get_timeout(cell)
        until = None if timeout is None else time.monotonic() + timeout
        reply: dict[str, Any] = {}
        while True:
            message = self.child.next(until)
            if message is None:
                assert timeout is not None
                # Raises, or has interrupted the cell; then it is waited for again.
                reply = run_sync(self._async_handle_timeout)(timeout, cell) or reply
                until = time.monotonic() + timeout
            elif message["parent_header"].get("msg_id") != asked:
                continue
            elif message["channel"] == SHELL:
                if self.record_timing:
                    cell["metadata"]["execution"]["shell.execute_reply"] = timestamp(message)
                reply = reply or message
                if not self.record_timing:
                    cell["execution_count"] = message["content"].get("execution_count")
                    return reply
            else:
                try:
                    self.process_message(message, cell, cell_index)
                except CellExecutionComplete:
                    return reply

    def _break_off(self, asked: str, cell: NotebookNode, cell_index: int) -> None:
        """Interrupt a cell nobody waits for any more; take in where it was."""
        self.child.interrupt_kernel()
        until = time.monotonic() + _PARTING_SECONDS
        with suppress(CellExecutionComplete, DeadKernelError):
            while (message := self.child.next(until)) is not None:
                about = message["parent_header"].get("msg_id") == asked
                if about and message["channel"] != SHELL:
                    self.process_message(message, cell, cell_index)

    def _language(self) -> dict[str, Any]:
        asked = self.child.request("kernel_info_request", {}, {})
        while True:
            message = self.child.next(time.monotonic() + _INFO_SECONDS)
            if message is None:
                raise DeadKernelError("Kernel said nothing of itself")
            if message["channel"] == SHELL and message["parent_header"].get("msg_id") == asked:
                found: dict[str, Any] = message["content"]["language_info"]
                return found


def _call(hook: Any, **facts: Any) -> None:
    """Call a hook somebody has set."""
    if hook is not None:
        run_sync(run_hook)(hook, **facts)
