"""The zygote: a warm process that splits off a kernel whenever one is asked for.

To start Python and load our libraries takes seconds and 80 MB, for every kernel again. A process
that has done it once hands all of that on by splitting: the new kernel is there at once, and what
neither of the two changes stays one piece of memory. Only where the system is made for it.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from workshop.kernels.process import SplitOff

POSSIBLE = sys.platform == "linux"
"""Elsewhere, libraries of the system do not survive a split, and kernels are started one by one."""
OFF_VARIABLE = "WORKSHOP_ORDINARY_KERNELS"
"""Set to anything, it has every kernel started in the usual way."""
_SECONDS = 60.0


@dataclass(frozen=True)
class Birth:
    """What a kernel is to be.

    Attributes
    ----------
    arguments : tuple of str
        What an ordinary kernel would have on its command line, the connection file first.
    folder : str
        Where it works; empty for where the zygote does.
    environment : dict of str to str, optional
        Its surroundings; None for those of the zygote.
    """

    arguments: tuple[str, ...]
    folder: str = ""
    environment: dict[str, str] | None = None


class Zygote:
    """Our side of a zygote: starts it, asks it for kernels, ends it.

    Parameters
    ----------
    purpose : str
        The module that says what is loaded ahead, in a function ``prepare``, and what a kernel
        does as it begins, in ``begin``.
    environment : dict of str to str
        Of the zygote.
    """

    def __init__(self, purpose: str, environment: dict[str, str]) -> None:
        self._purpose = purpose
        # The debugger every kernel loads has something to say about itself, for all to read.
        self._environment = environment | {"PYDEVD_DISABLE_FILE_VALIDATION": "1"}
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()

    def split(
        self,
        arguments: Sequence[str],
        folder: str = "",
        environment: dict[str, str] | None = None,
    ) -> SplitOff | None:
        """Return the process of a new kernel, None if there can be none now."""
        if not POSSIBLE or OFF_VARIABLE in os.environ:
            return None
        with self._turn:
            try:
                return SplitOff(self._ask(Birth(tuple(arguments), folder, environment)))
            except (OSError, ValueError):
                self._end()  # the next time it is begun anew
                return None

    def _ask(self, birth: Birth) -> int:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-m", "workshop.kernels.splitting", self._purpose],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=self._environment,
                start_new_session=True,
            )  # fmt: skip
        given, told = self._process.stdin, self._process.stdout
        assert given is not None and told is not None  # noqa: PT018
        given.write(json.dumps(asdict(birth)).encode() + b"\n")
        given.flush()
        if not select.select([told], [], [], _SECONDS)[0]:
            raise TimeoutError
        return int(told.readline())

    def stop(self) -> None:
        """End it; the kernels it gave go by themselves."""
        with self._turn:
            self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
