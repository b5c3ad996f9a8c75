"""A step's page: its notebook, run for whoever asks, shown without code."""

from __future__ import annotations

import asyncio
from typing import Any

import tornado.web
from papermill.parameterize import parameterize_notebook
from voila.tornado.handler import TornadoVoilaHandler

from workshop.serve.kernels import OWNER, RoomKernels
from workshop.serve.notebooks import STEP_NAMES
from workshop.serve.pages.base import Page

_AT_ONCE = 3
_TABS = 3
"""Pages one person may have open: a phone's browser does not always say that one was left."""
_FULL_SECONDS = 5
_RENDERING = asyncio.Semaphore(_AT_ONCE)
"""Three at a time: each is done sooner than if all were begun together."""


def notebook_for(request: Any, notebook: Any, cwd: str) -> Any:
    """Return the notebook with the participant and the folder put in, as data.

    Parameters
    ----------
    request : StepPage
        The page; it knows who asks.
    notebook : nbformat.NotebookNode
    cwd : str
        Not used.
    """
    del cwd
    for cell in notebook.cells:
        cell.metadata.setdefault("tags", [])
    notebook.metadata["papermill"] = {}
    values = {
        "workshop": str(request.room.folder.path), "participant": request.key, "mode": "work",
    }  # fmt: skip
    ready = parameterize_notebook(notebook, values)
    ready.metadata["room"] = request.facts(request.step)
    return ready


class StepPage(Page, TornadoVoilaHandler):  # type: ignore[misc]
    """One step for one participant."""

    step = ""
    _gone = False

    def on_connection_close(self) -> None:
        """Take note that nobody waits for the page any more."""
        self._gone = True
        super().on_connection_close()

    @tornado.web.authenticated
    async def get(self, step: str) -> None:
        """Run the notebook and show it."""
        if step not in STEP_NAMES:
            raise tornado.web.HTTPError(404)
        self.step = step
        self.participants_only()
        if step in self.room.closed():
            self.page("closed.html", **self.facts(step))
            return
        kernels: RoomKernels = self.settings["kernel_manager"]
        await kernels.end_oldest(self.key, keep=_TABS - 1)
        if kernels.in_use >= self.settings["most"]:
            self.set_header("Retry-After", str(_FULL_SECONDS))
            self.page("full.html", 503, most=self.settings["most"], seconds=_FULL_SECONDS)
            return
        self.room.came(self.key, step)
        OWNER.set(self.key)
        async with _RENDERING:
            if self._gone:
                return  # whoever asked has left, or asked again
            async for html in self.get_generator(path=step):
                self.write(html)
                await self.flush()

    def get_generator(self, path: str | None = None) -> Any:
        """Voilà takes a name with an ending for a notebook."""
        return super().get_generator(f"{path}.ipynb")
