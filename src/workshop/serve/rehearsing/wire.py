"""A kernel's websocket as a browser speaks it: Jupyter's messages in their binary form."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import uuid
from typing import Any

from jupyter_server.services.kernels.connection.base import (
    deserialize_msg_from_ws_v1,
    serialize_msg_to_ws_v1,
)
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

_CONTROL = "jupyter.widget.control"
_PROTOCOL = "v1.kernel.websocket.jupyter.org"
_HEADER, _CONTENT = 0, 3
_MOST_BYTES = 64 * 1024 * 1024


def _packed(part: Any) -> bytes:
    return json.dumps(part).encode()


class Wire:
    """One page's connection to its kernel.

    Parameters
    ----------
    socket : WebSocketClientConnection
    session : str
        Its name for itself.

    Attributes
    ----------
    models : dict of str to dict
        The kernel's widgets as this page knows them.
    """

    def __init__(self, socket: WebSocketClientConnection, session: str) -> None:
        self._socket = socket
        self._session = session
        self.models: dict[str, Any] = {}
        self._waiting: dict[tuple[str, str], asyncio.Future[None]] = {}
        self._reading = asyncio.ensure_future(self._read())

    @classmethod
    async def open(cls, base: str, kernel_id: str, cookie: str) -> Wire:
        """Connect to a kernel."""
        session = uuid.uuid4().hex
        address = base.replace("http", "ws", 1)
        request = HTTPRequest(
            f"{address}api/kernels/{kernel_id}/channels?session_id={session}",
            headers={"Cookie": cookie, "Origin": base.rstrip("/")},
            connect_timeout=20,
        )
        socket = await websocket_connect(
            request, max_message_size=_MOST_BYTES, subprotocols=[_PROTOCOL]
        )
        return cls(socket, session)

    async def _read(self) -> None:
        while (data := await self._socket.read_message()) is not None:
            _channel, parts = deserialize_msg_from_ws_v1(data)  # type: ignore[no-untyped-call]
            kind = json.loads(parts[_HEADER])["msg_type"]
            if kind not in ("comm_msg", "comm_open"):
                continue
            content = json.loads(parts[_CONTENT])
            if kind == "comm_msg":
                self._heard(content)
            elif "state" in content["data"]:
                state = content["data"]["state"]
                self.models[content["comm_id"]] = {
                    "state": state, "model_name": state.get("_model_name", "")
                }  # fmt: skip
        for each in self._waiting.values():
            if not each.done():
                each.set_exception(ConnectionError("the kernel's connection was closed"))

    def _heard(self, content: dict[str, Any]) -> None:
        comm, data = content["comm_id"], content["data"]
        if data.get("method") == "update_states":
            self.models |= data["states"]
            self._answer((comm, ""))
        elif data.get("method") == "update":
            self.models.setdefault(comm, {"state": {}})["state"].update(data["state"])
            self._answer((comm, str(data["state"].get("value", ""))))

    def _answer(self, key: tuple[str, str]) -> None:
        waiting = self._waiting.pop(key, None)
        if waiting is not None and not waiting.done():
            waiting.set_result(None)

    def _expect(self, comm: str, value: str = "") -> asyncio.Future[None]:
        future = self._waiting[comm, value] = asyncio.get_running_loop().create_future()
        return future

    async def _send(self, kind: str, content: dict[str, Any], **metadata: Any) -> None:
        header = {
            "msg_id": uuid.uuid4().hex, "msg_type": kind, "session": self._session,
            "username": "", "version": "5.3", "date": dt.datetime.now(dt.UTC).isoformat(),
        }  # fmt: skip
        message = {
            "header": header, "parent_header": {}, "metadata": metadata, "content": content,
        }  # fmt: skip
        data = serialize_msg_to_ws_v1(message, "shell", pack=_packed)  # type: ignore[no-untyped-call]
        await self._socket.write_message(data, binary=True)

    async def learn(self) -> None:
        """Learn the state of every widget, asked for as the widgets' manager does."""
        comm = uuid.uuid4().hex
        answer = self._expect(comm)
        opened = {"comm_id": comm, "target_name": _CONTROL, "data": {}}
        await self._send("comm_open", opened, version="1.0.0")
        await self._send("comm_msg", {"comm_id": comm, "data": {"method": "request_states"}})
        await answer
        await self._send("comm_close", {"comm_id": comm, "data": {}})

    async def put(self, model: str, value: str) -> None:
        """Put text into a widget, as when its field is left."""
        data = {"method": "update", "state": {"value": value}, "buffer_paths": []}
        await self._send("comm_msg", {"comm_id": model, "data": data})

    async def click(self, model: str) -> None:
        """Press a button."""
        data = {"method": "custom", "content": {"event": "click"}}
        await self._send("comm_msg", {"comm_id": model, "data": data})

    async def beat(self, pulse: str, echo: str, number: int) -> None:
        """Send a number and wait until it comes back: everything before it is done then."""
        answer = self._expect(echo, str(number))
        await self.put(pulse, str(number))
        await answer

    def close(self) -> None:
        """Hang up."""
        self._reading.cancel()
        self._socket.close()
