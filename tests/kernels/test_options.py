"""papermill's options, failures and ends of a notebook mean the same to both engines."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from kernels.notebooks import ENGINES, Ran, differing, joined, normal, notebook, run
from nbformat import v4

from workshop.kernels import OFF_VARIABLE, POSSIBLE, Zygote

pytestmark = [
    pytest.mark.kernel,
    pytest.mark.skipif(not POSSIBLE, reason="kernels are split off on Linux only"),
]
_EVERYTHING = "everything" in os.environ.get("WORKSHOP_REQUIRE", "")


def _code(source: str, name: str, **about: Any) -> Any:
    tags = about.pop("tags", None)
    return v4.new_code_cell(source, id=name, metadata={"tags": tags} if tags else {}, **about)


_MIXED = [
    v4.new_markdown_cell("# hi", id="markdown"),
    v4.new_raw_cell("raw", id="raw"),
    _code("", "empty"),
    _code("  \n", "blank"),
    _code("# only this", "comment"),
    _code("x = 1\nname = 'n'", "parameters", tags=["parameters"]),
    _code("x, name", "use"),
    _code("1 / 0", "skipped", tags=["skip-execution"]),
    _code("1 / 0", "raises", tags=["raises-exception"]),
    _code("1", "done", outputs=[v4.new_output("stream", text="old")], execution_count=7),
]
_FAILS = {"one": "print('one')", "two": "print('two'); 1 / 0", "three": "3"}
_SLEEPS = {"one": "1", "two": "import time; print('x', flush=True); time.sleep(30)", "three": "3"}
_LATE = {"execution_timeout": 2}
_FIRST = {
    "every kind of cell": (_MIXED, {"parameters": {"x": 5, "name": "ü"}, "report_mode": True}),
    "an error": (_FAILS, {}),
    "a cell that takes too long": (_SLEEPS, _LATE),
    "a child that is killed": ({"a": "1", "b": "import os; os.kill(os.getpid(), 9)", "c": "2"}, {}),
    "how results are shown": (
        {"a": "{1: list(range(9))}\n"},
        {"extra_arguments": ["--PlainTextFormatter.max_width=9", "--HTMLFormatter.enabled=False"]},
    ),
    "atexit": (
        {
            "a": "import atexit; x = atexit.register(lambda: open('left', 'w').close())",
            "b": "1 / 0",
        },
        {},
    ),
}
_MORE: dict[str, tuple[Any, dict[str, Any]]] = {
    "skipped by tag": (_MIXED, {"skip_cells_with_tag": "raises-exception", "record_timing": False}),
    "prepared only": (_MIXED, {"prepare_only": True}),
    "not saved by cell": (_FAILS, {"request_save_on_cell_execute": False}),
    "errors allowed": (_FAILS, {"allow_errors": True}),
    "an error allowed": (_FAILS, {"allow_error_names": ["ZeroDivisionError"]}),
    "errors raised": (_MIXED, {"force_raise_errors": True}),
    "interrupted": (_SLEEPS, {**_LATE, "interrupt_on_timeout": True}),
    "interrupted and told": (
        _SLEEPS,
        {**_LATE, "interrupt_on_timeout": True,
         "error_on_timeout": {"ename": "Late", "evalue": "too late", "traceback": ["t"]}},
    ),
    "ended at once": (_FAILS, {"shutdown_kernel": "immediate"}),
    "a time for each cell": (_SLEEPS, {"timeout_func": lambda _cell: 1}),
    "sys.exit": ({"a": "import sys; sys.exit()", "b": "2"}, {}),
    "sys.exit(3)": ({"a": "import sys; sys.exit(3)", "b": "2"}, {}),
    "exit in the end": ({"a": "1", "b": "exit()"}, {}),
    "exit before": ({"a": "exit()", "b": "import asyncio; await asyncio.sleep(1)", "c": "2"}, {}),
    "exit and stay": ({"a": "exit(keep_kernel=True)", "b": "2"}, {}),
    "os._exit": ({"a": "1", "b": "import os; os._exit(3)", "c": "1"}, {}),
    "a crash": ({"a": "import ctypes; ctypes.string_at(0)", "b": "1"}, {}),
    "log": ({"a": "print('said')", "b": "5"}, {"log_output": True, "progress_bar": True}),
    "a setting": (
        {"a": "1\n2"}, {"extra_arguments": ["--InteractiveShell.ast_node_interactivity=all"]}
    ),
    "a flag": ({"a": "pi"}, {"extra_arguments": ["--pylab=inline"]}),
    "lines to run first": (
        {"a": "print(z)"}, {"extra_arguments": ["--IPKernelApp.exec_lines=z=5"]}
    ),
    "no widgets kept": (
        {"a": "import ipywidgets; ipywidgets.IntSlider()"}, {"store_widget_state": False}
    ),
    "a folder": (
        {"a": "import os; print(os.getcwd())"}, {"resources": {"metadata": {"path": "/tmp"}}}
    ),
}  # fmt: skip
_CASES = _FIRST | (_MORE if _EVERYTHING else {})


@pytest.fixture(scope="module")
def _zygote() -> Iterator[Zygote]:
    found = Zygote("workshop.batch.warming", dict(os.environ))
    yield found
    found.stop()


@pytest.fixture
def zygote(_zygote: Zygote, monkeypatch: pytest.MonkeyPatch) -> Iterator[Zygote]:
    """A zygote of these tests' own; no child and no open file is left when a test is over."""
    for name in (OFF_VARIABLE, "PYTEST_CURRENT_TEST"):
        monkeypatch.delenv(name, raising=False)
    yield _zygote
    if _zygote.pid:
        assert psutil.Process(_zygote.pid).children(recursive=True) == []


@pytest.mark.parametrize("case", _CASES)
def test_an_option_means_the_same(case: str, zygote: Zygote, tmp_path: Path) -> None:
    ordinary, ours = (_told(engine, case, tmp_path / engine, zygote) for engine in ENGINES)
    found = differing(ours, ordinary)
    assert not found


def _told(engine: str, case: str, folder: Path, zygote: Zygote) -> str:
    """All papermill makes known of a notebook: file, error, streams, hooks, files beside it."""
    source, options = _CASES[case]
    out, err = io.StringIO(), io.StringIO()
    hooks: list[Any] = []

    def hook(name: str) -> Any:
        return lambda **facts: hooks.append((name, sorted(facts), facts.get("cell_index")))

    names = ("notebook_start", "notebook_complete", "cell_start", "cell_execute", "cell_complete",
             "cell_executed", "cell_error")  # fmt: skip
    told = {f"on_{name}": hook(name) for name in names}
    ran = run(
        engine, notebook(source), folder, stdout_file=out, stderr_file=err, zygote=zygote,
        **(options if options.get("prepare_only") else told | options),
    )  # fmt: skip
    facts = [hooks, out.getvalue(), err.getvalue(), sorted(each.name for each in folder.iterdir())]
    return normal([_saved(ran), type(ran.error).__name__, str(ran.error), facts], folder)


def _saved(ran: Ran) -> Any:
    if ran.saved is None:
        return None
    plain = json.loads(json.dumps(ran.saved))
    dead = type(ran.error).__name__ == "DeadKernelError"
    for cell in plain["cells"]:
        about = cell["metadata"]
        # Of a kernel that dies it is by chance how much of what it said is heard.
        about["execution"] = [] if dead else sorted(about.get("execution", ()))
        cell["outputs"] = [] if dead else joined(cell.get("outputs", []))
        cell["id"] = cell["execution_count"] = None if dead else cell.get("execution_count")
    for about in [plain["metadata"], *(cell["metadata"] for cell in plain["cells"])]:
        for key in {"duration", "start_time", "end_time"} & about.get("papermill", {}).keys():
            about["papermill"][key] = type(about["papermill"][key]).__name__
    return plain
