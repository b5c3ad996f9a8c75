"""What is split off from a zygote behaves as a kernel that was started, and leaves nothing."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest
from jupyter_client.manager import AsyncKernelManager, start_new_kernel
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError

from workshop.batch.kernel import PrivateKernelManager
from workshop.kernels import OFF_VARIABLE, POSSIBLE, Zygote
from workshop.kernels import provisioner as provisioning
from workshop.kernels.birth import Birth, Kind

pytestmark = [
    pytest.mark.kernel,
    pytest.mark.skipif(not POSSIBLE, reason="kernels are split off on Linux only"),
]
PURPOSE = "workshop.batch.warming"


@pytest.fixture(scope="module")
def _zygote() -> Iterator[Zygote]:
    found = Zygote(PURPOSE, dict(os.environ))
    yield found
    found.stop()


@pytest.fixture
def zygote(_zygote: Zygote, monkeypatch: pytest.MonkeyPatch) -> Iterator[Zygote]:
    """A zygote of these tests' own, which has no child left when a test is over."""
    monkeypatch.delenv(OFF_VARIABLE, raising=False)
    monkeypatch.setattr(provisioning, "zygote_for", lambda _purpose: _zygote)
    yield _zygote
    assert until(lambda: not children(_zygote)), children(_zygote)


def until(true: Any, seconds: float = 10) -> bool:
    """Whether something has come true in the end."""
    end = time.monotonic() + seconds
    while not (found := true()) and time.monotonic() < end:
        time.sleep(0.02)
    return bool(found)


def children(zygote: Zygote) -> list[psutil.Process]:
    """What a zygote has split off that is running."""
    return psutil.Process(zygote.pid).children(recursive=True) if zygote.pid else []


def gone(pid: int) -> bool:
    """Whether a process has ended; one nobody has asked after yet has."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def shown(folder: Path, *sources: str, manager: Any = None, **options: Any) -> list[str]:
    """What a kernel of the specification `workshop` prints, in a folder."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(one) for one in sources])
    client = NotebookClient(
        notebook, kernel_manager_class=manager or PrivateKernelManager, kernel_name="workshop",
        resources={"metadata": {"path": str(folder)}}, shutdown_kernel="immediate", **options,
    )  # fmt: skip
    client.execute()
    return [cell.outputs[0].text.strip() for cell in notebook.cells]


def test_a_kernel_is_split_off_and_works_where_it_is_told_to(
    zygote: Zygote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAID_TO_THE_KERNEL", "one")
    code = (
        "import os, sys; print(os.getcwd(), os.environ['SAID_TO_THE_KERNEL'], "
        "'workshop.plan.outline' in sys.modules, os.getppid())"
    )
    assert shown(tmp_path, code) == [f"{tmp_path} one True {zygote.pid}"]


def test_a_zygote_holds_no_file_open(zygote: Zygote) -> None:
    """All it has split off would read such a file by turns, each from where another left off."""
    process = zygote.ask(Birth(Kind.KERNEL, ["-f", "/nowhere"]))
    assert process is not None
    process.release()
    files = [file.path for file in psutil.Process(zygote.pid).open_files() if file.fd > 2]
    assert files == []


def test_turned_off_it_is_started(
    zygote: Zygote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(OFF_VARIABLE, "1")
    (said,) = shown(tmp_path, "import os, sys; print('workshop' in sys.modules, os.getppid())")
    assert said == f"False {os.getpid()}"


def test_a_kernel_knows_the_modules_it_was_split_off_with(zygote: Zygote, tmp_path: Path) -> None:
    code = (
        "import sys; kernel = get_ipython().kernel; files = kernel._kernel_modules; "
        "print(kernel.debugger.kernel_modules == files, sys.modules['workshop'].__file__ in files, "
        "sys.modules['ipykernel.ipkernel'].sys is sys)"
    )
    assert shown(tmp_path, code) == ["True True True"]


def test_a_kernel_takes_the_options_it_is_given(zygote: Zygote, tmp_path: Path) -> None:
    options = ["--Session.username=somebody", "--InteractiveShell.ast_node_interactivity=none"]
    code = (
        "shell = get_ipython(); kernel = shell.kernel; "
        "print(kernel.session.username, kernel.parent.argv[:1], shell.ast_node_interactivity)"
    )
    assert shown(tmp_path, code, extra_arguments=options) == ["somebody ['-f'] none"]


def test_a_kernel_can_be_spoken_to_as_soon_as_it_is_there(zygote: Zygote) -> None:
    async def begin() -> str:
        manager = AsyncKernelManager(kernel_name="workshop")
        await manager.start_kernel()
        try:
            for port in (manager.shell_port, manager.iopub_port, manager.control_port):
                socket.create_connection((manager.ip, port), timeout=5).close()
            return type(manager.client()).__name__
        finally:
            await manager.shutdown_kernel(now=True)

    assert asyncio.run(begin()) == "PromptClient"


def test_two_kernels_share_neither_names_nor_chance(zygote: Zygote, tmp_path: Path) -> None:
    code = (
        "import random, uuid, numpy, matplotlib\n"
        "print(globals().get('mine'), matplotlib.rcParams['font.size'], random.random(), "
        "numpy.random.rand(), uuid.uuid4())\n"
        "mine = 1; matplotlib.rcParams['font.size'] = 99"
    )
    (one,), (other,) = shown(tmp_path, code), shown(tmp_path, code)
    assert one.split()[:2] == other.split()[:2] == ["None", "10.0"]
    assert not set(one.split()[2:]) & set(other.split()[2:])


@pytest.mark.parametrize(
    "ending", ["os._exit(3)", "os.kill(os.getpid(), 9)", "import ctypes; ctypes.string_at(0)"]
)
def test_a_kernel_that_dies_is_noticed(zygote: Zygote, tmp_path: Path, ending: str) -> None:
    begun = time.monotonic()
    with pytest.raises(DeadKernelError):
        shown(tmp_path, f"import os; {ending}")
    assert time.monotonic() - begun < 60
    assert shown(tmp_path, "print('the next one')") == ["the next one"]


def test_want_of_memory_ends_one_kernel_only(zygote: Zygote, tmp_path: Path) -> None:
    code = (
        "import resource\n"
        "resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))\n"
        "try: bytearray(2**31)\n"
        "except MemoryError: print('refused')"
    )
    assert shown(tmp_path, code) == ["refused"]
    assert shown(tmp_path, "print(len(bytearray(2**31)))") == [str(2**31)]


def test_a_cell_that_takes_too_long_is_told_of(zygote: Zygote, tmp_path: Path) -> None:
    with pytest.raises(CellTimeoutError):
        shown(tmp_path, "import time; time.sleep(60)", timeout=1)


def test_a_kernel_is_interrupted_restarted_and_shut_down(zygote: Zygote) -> None:
    manager, client = start_new_kernel(kernel_name="workshop")
    try:
        first = children(zygote)
        asked = client.execute("import time; time.sleep(60)")
        assert until(lambda: client.get_iopub_msg(timeout=30)["msg_type"] == "execute_input")
        manager.interrupt_kernel()
        reply = client.get_shell_msg(timeout=20)
        assert reply["parent_header"]["msg_id"] == asked
        assert reply["content"]["ename"] == "KeyboardInterrupt"
        client.execute("kept = 1")
        manager.restart_kernel(now=True)
        client.wait_for_ready(timeout=30)
        (second,) = children(zygote)
        assert [second] != first
        client.execute("kept")
        while (reply := client.get_shell_msg(timeout=20))["msg_type"] != "execute_reply":
            pass
        assert reply["content"]["ename"] == "NameError"
    finally:
        client.stop_channels()
        manager.shutdown_kernel()
    assert not manager.is_alive()


def test_what_a_kernel_has_started_goes_with_it(zygote: Zygote, tmp_path: Path) -> None:
    code = "import subprocess; print(subprocess.Popen(['sleep', '600']).pid)"
    (pid,) = shown(tmp_path, code)
    assert until(lambda: gone(int(pid)))


def test_a_zygote_that_dies_takes_its_kernels_and_is_begun_anew(
    zygote: Zygote, tmp_path: Path
) -> None:
    first = zygote.pid or (shown(tmp_path, "1; print()") and zygote.pid)
    assert first
    with pytest.raises(DeadKernelError):
        shown(tmp_path, f"import os, time; os.kill({first}, 9); time.sleep(60)")
    assert until(lambda: gone(first))
    (said,) = shown(tmp_path, "import os; print(os.getppid())")
    assert zygote.pid == int(said) != first


def test_hundreds_side_by_side(zygote: Zygote) -> None:
    """Each has its own process; given up, all of them are gone, and nothing is left open."""
    begun = psutil.Process().num_fds()
    held = [zygote.ask(Birth(Kind.SHELL, folder="/"), *pair()) for _each in range(200)]
    assert all(held)
    assert len({each.pid for each in held if each}) == 200
    assert len(children(zygote)) == 200
    for each in held:
        assert each is not None
        each.release()
    assert children(zygote) == []
    for end in kept:
        end.close()
    assert psutil.Process().num_fds() <= begun
    assert psutil.Process(zygote.pid).num_fds() < 20


def pair() -> list[Any]:
    """An end of a connection for a child; nobody is at the other one."""
    import socket

    ours, theirs = socket.socketpair()
    kept.append(ours)
    return [theirs]


kept: list[Any] = []


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    while kept:
        kept.pop().close()


def test_nothing_is_left_of_a_process_that_is_killed() -> None:
    """Who holds a zygote and kernels is ended without warning: they go, too."""
    code = (
        "import os, sys, time; from workshop.kernels import zygote_for\n"
        "from workshop.kernels.birth import Birth, Kind; import socket\n"
        f"zygote = zygote_for({PURPOSE!r}); ours, theirs = socket.socketpair()\n"
        "with zygote.primed('/nowhere') as line:\n"
        "    child = line.ask(Birth(Kind.SHELL), theirs)\n"
        "    print(zygote.pid, child.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as held:
        assert held.stdout is not None
        pids = [int(word) for word in held.stdout.readline().split()]
        assert not any(map(gone, pids))
        held.send_signal(signal.SIGKILL)
    assert until(lambda: all(map(gone, pids)))


def test_a_zygote_that_cannot_load_is_not_asked_again_and_again(tmp_path: Path) -> None:
    zygote = Zygote("workshop.no_such_purpose", dict(os.environ))
    assert zygote.ask(Birth(Kind.SHELL), *pair()) is None
    assert zygote.begin() is None, "given up"
