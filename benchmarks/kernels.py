"""One kernel: how soon it is there, how soon it can work, how soon it is gone, what it takes.

An ordinary kernel and one that is split off are started by turns, so many times each. A kernel is
there when Jupyter's client says so, as papermill waits for it; then what a plan needs is imported,
and then pandas, which only a facilitator's own cells need. Every other kernel is asked to end, the
others are ended at once, as our batches do. Then so many are alive together, each having run the
first notebook of the same participant: what a kernel has to itself (USS) is what one more of them
costs, and the sum of all is taken with what is shared divided (PSS), with the process they were
split off from.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

import nbformat
import psutil
from jupyter_client.manager import AsyncKernelManager

from workshop.kernels import OFF_VARIABLE, zygote_for
from workshop.kernels.engine import PURPOSE
from workshop.kernels.notebook import Child
from workshop.kernels.wire import SHELL
from workshop.serve.rehearsing.memory import private_mb

_PLAN, _MORE = "import workshop.session, matplotlib.figure", "import pandas"
_SECONDS = 120
_MB = 2**20


def ordinary_kernel() -> AsyncKernelManager:
    """Return the manager of a kernel as everybody starts it."""
    return AsyncKernelManager(kernel_name="python3")


def forked_kernel() -> AsyncKernelManager:
    """Return the manager of a kernel of our specification, split off from a zygote."""
    return AsyncKernelManager(kernel_name="workshop")


class EngineChild:
    """What runs the cells of a batch's notebooks, spoken to as a kernel's manager and client."""

    def __init__(self) -> None:
        self._child: Child | None = None

    async def start_kernel(self, **_options: Any) -> None:
        """Have it split off."""
        environment = dict(os.environ)
        self._child = Child.split_off(zygote_for(PURPOSE), [], os.getcwd(), environment)  # noqa: PTH109

    @property
    def child(self) -> Child:
        """Return it."""
        assert self._child is not None, "there are no zygotes on this machine"
        return self._child

    @property
    def provisioner(self) -> Any:
        """Return what knows its process id."""
        return self.child.process

    def client(self) -> EngineChild:
        """Return what it is spoken to through: the same."""
        return self

    def start_channels(self) -> None:
        """Nothing to do: there is one line, and it is open."""

    stop_channels = start_channels

    async def wait_for_ready(self, timeout: float) -> None:  # noqa: ASYNC109 - as Jupyter's
        """Wait until it has answered."""
        self.child.request("kernel_info_request", {}, {})
        await self.get_shell_msg(timeout)

    def execute(self, code: str) -> str:
        """Have it run a cell."""
        told = {"code": code, "silent": False, "store_history": True, "user_expressions": {},
                "allow_stdin": False, "stop_on_error": True}  # fmt: skip
        return self.child.request("execute_request", told, {})

    async def get_shell_msg(self, timeout: float) -> dict[str, Any]:  # noqa: ASYNC109 - as Jupyter's
        """Return the next reply."""
        while True:
            message = self.child.next(perf_counter() + timeout)
            assert message is not None, "it says nothing"
            if message["channel"] == SHELL:
                return message

    async def shutdown_kernel(self, now: bool = False) -> None:
        """End it."""
        self.child.leave(now=now)


KINDS: dict[str, Callable[[], Any]] = {
    "ordinary": ordinary_kernel,
    "split off": forked_kernel,
    "engine's child": EngineChild,
}
"""Another kind joins with one more function and one more line here."""


async def _reply(client: Any, number: str) -> dict[str, Any]:
    """Return the answer to one message.

    Raises
    ------
    RuntimeError
        If it is an error.
    """
    while True:
        message = await client.get_shell_msg(timeout=_SECONDS)
        if message["parent_header"].get("msg_id") == number:
            found: dict[str, Any] = message["content"]
            if found.get("status") == "error":
                raise RuntimeError(f"{found['ename']}: {found['evalue']}")
            return found


async def _start(kind: str) -> tuple[AsyncKernelManager, Any, float]:
    """Start a kernel; return it, a line to it, and the seconds until it had answered."""
    manager = KINDS[kind]()
    begun = perf_counter()
    await manager.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    client = manager.client()
    client.start_channels()
    await client.wait_for_ready(timeout=_SECONDS)
    return manager, client, perf_counter() - begun


async def _end(manager: AsyncKernelManager, client: Any, now: bool) -> float:
    begun = perf_counter()
    await manager.shutdown_kernel(now=now)
    seconds = perf_counter() - begun
    client.stop_channels()
    return seconds


async def _time(kind: str, now: bool) -> dict[str, Any]:
    """Return the seconds of one kernel."""
    manager, client, ready = await _start(kind)
    begun = perf_counter()
    await _reply(client, client.execute(_PLAN))
    plan = ready + perf_counter() - begun
    await _reply(client, client.execute(_MORE))
    return {
        "kind": kind,
        "ready": ready,
        "plan": plan,
        "all": ready + perf_counter() - begun,
        "at once" if now else "asked": await _end(manager, client, now),
    }


async def _alive(kind: str, count: int, job: Path) -> dict[str, Any]:
    """Return the memory of so many kernels that are alive together."""
    path = min((job / "notebooks").glob("*.ipynb"))
    given = f"workshop = {str(job)!r}\nparticipant = {job.name!r}\nmode = 'plan'"
    kernels = []
    try:
        for _one in range(count):
            manager, client, _seconds = await _start(kind)
            kernels.append((manager, client))
            for cell in nbformat.read(path, as_version=4).cells:  # type: ignore[no-untyped-call]
                if cell.cell_type == "code":
                    await _reply(client, client.execute(cell.source))
                    if "parameters" in cell.metadata.get("tags", ()):
                        await _reply(client, client.execute(given))
        processes = [psutil.Process(manager.provisioner.pid) for manager, _client in kernels]  # type: ignore[union-attr]
        parents = {each.parent() for each in processes} - {psutil.Process(), None}
        return {
            "kind": kind,
            "count": count,
            "uss_mb": [each.memory_full_info().uss / _MB for each in processes],
            "together_mb": private_mb([*processes, *(each for each in parents if each)]),
        }
    finally:
        for manager, client in kernels:
            await _end(manager, client, now=True)


async def _measure(
    count: int, together: int, job: Path, tell: Callable[[str], None]
) -> dict[str, Any]:
    for kind in KINDS:
        begun = perf_counter()
        await _time(kind, now=True)
        tell(f"the first kernel, {kind}, not counted: {perf_counter() - begun:.1f} s")
    times = []
    for number in range(count):
        times += [await _time(kind, now=bool(number % 2)) for kind in KINDS]
    tell(f"{count} kernels of each kind timed")
    alive = [await _alive(kind, together, job) for kind in KINDS]
    tell(f"{together} kernels of each kind weighed")
    return {"times": times, "alive": alive}


def measure(count: int, together: int, job: Path, tell: Callable[[str], None]) -> dict[str, Any]:
    """Time so many kernels of each kind, and weigh so many at once.

    Parameters
    ----------
    count, together : int
    job : pathlib.Path
        Frozen inputs of a participant.
    tell : callable
        Told what is going on.
    """
    os.environ.pop(OFF_VARIABLE, None)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    return asyncio.run(_measure(count, together, job, tell))


def table(found: dict[str, Any]) -> list[list[str]]:
    """Return the rows of the table, headings first."""
    rows = [["kernel", "there, ms", "slowest", "our program, ms", "and pandas, ms",
             "ends asked, ms", "ends at once, ms", "own MB (USS)", "all together, MB"]]  # fmt: skip
    for alive in found["alive"]:
        mine = [each for each in found["times"] if each["kind"] == alive["kind"]]
        rows.append([
            alive["kind"],
            _ms(mine, "ready"),
            f"{1000 * max(each['ready'] for each in mine):.0f}",
            *(_ms(mine, name) for name in ("plan", "all", "asked", "at once")),
            f"{statistics.median(alive['uss_mb']):.1f}",
            f"{alive['together_mb']:.0f} ({alive['count']})",
        ])  # fmt: skip
    return rows


def _ms(times: Sequence[dict[str, Any]], name: str) -> str:
    """Return the median in milliseconds."""
    known = [each[name] for each in times if name in each]
    return f"{1000 * statistics.median(known):.0f}" if known else "–"
