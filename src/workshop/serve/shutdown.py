"""A page that is left ends its kernel; only its own."""

from __future__ import annotations

import tornado.web
from jupyter_server.base.handlers import APIHandler

from workshop.serve.kernels import RoomKernels


class EndKernel(APIHandler):
    """What the browser calls as a page goes."""

    @tornado.web.authenticated
    async def post(self, kernel_id: str) -> None:
        """End one's own kernel."""
        kernels: RoomKernels = self.settings["kernel_manager"]
        if kernels.owner(kernel_id) != self.current_user.username:
            raise tornado.web.HTTPError(403)
        await kernels.shutdown_kernel(kernel_id)
        self.set_status(204)
        await self.finish()
