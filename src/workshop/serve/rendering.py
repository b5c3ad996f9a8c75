"""How a step's page is made: its cells run at one request, its HTML sent in few pieces."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import nbformat
from voila.notebook_renderer import NotebookRenderer

from workshop.notebooks import TAGS, tags
from workshop.serve.cells import MIME, failure, request

_HEAD, _PIECE = 2_048, 65_536
_OURS = TAGS | {"injected-parameters"}


class RoomRenderer(NotebookRenderer):  # type: ignore[misc]
    """Voilà's renderer for notebooks of our kind."""

    async def generate_content_generator(
        self, kernel_id: str | None = None, kernel_future: Any = None
    ) -> AsyncIterator[tuple[str, Any]]:
        """Yield the page: its head at once, so that styles are on their way; then large pieces."""
        waiting: list[str] = []
        length, enough = 0, _HEAD
        async for text, resources in super().generate_content_generator(kernel_id, kernel_future):
            waiting.append(text)
            length += len(text)
            if length >= enough:
                yield "".join(waiting), resources
                waiting, length, enough = [], 0, _PIECE
        yield "".join(waiting), {}

    async def _jinja_cell_generator(self, nb: Any, kernel_id: str) -> AsyncIterator[Any]:
        """Yield the cells with what they show, up to the first that fails.

        A cell without a tag is a facilitator's own: it may do what only works by itself, and then
        all are run one by one.
        """
        codes = [cell for cell in nb.cells if cell.cell_type == "code"]
        if not all(tags(cell) & _OURS for cell in codes):
            async for cell in super()._jinja_cell_generator(nb, kernel_id):
                yield cell
            return
        cells = list(nb.cells)
        outputs = await self._run([cell.source for cell in codes])
        for cell in cells:
            if cell.cell_type == "code":
                found = next(outputs, None)
                if found is None:
                    break
                cell.outputs = [nbformat.from_dict(one) for one in found]  # type: ignore[no-untyped-call]
            yield cell
        await self._cleanup_resources()

    async def _run(self, sources: list[str]) -> Any:
        """Return what each cell shows, as far as they came."""
        asked = nbformat.v4.new_code_cell(request(sources))  # type: ignore[no-untyped-call]
        try:
            await self.executor.execute_cell(asked, None, 0, store_history=False)
            told = next(one for one in asked.outputs if MIME in one.get("data", {}))
        except Exception as error:  # noqa: BLE001 - whatever it is, the page says that it is broken
            name = type(error).__name__  # no more: it may hold what somebody typed
            self.log.error("A page's cells could not be run: %s", name)  # noqa: TRY400
            return iter([[failure(name)]])
        for output in (one for found in told.data[MIME] for one in found):
            if output["output_type"] == "error":
                self.log.error("A cell of a page failed: %s", output["ename"])
        return iter(told.data[MIME])
