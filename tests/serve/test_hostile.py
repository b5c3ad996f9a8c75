"""Somebody in the room who means harm, at the level of requests and messages."""

from __future__ import annotations

import json
import re
import struct
import uuid
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
import requests
import websocket
from serve.fixtures import RunningRoom

from workshop.serve.identity import COOKIE

pytestmark = pytest.mark.kernel
CHANNELS = ("shell", "control", "stdin", "iopub", "hb")


class Device:
    """A client that can send anything."""

    def __init__(self, room: RunningRoom, name: str) -> None:
        self.room = room
        self.web = requests.Session()
        self.web.get(f"{room.base}join")
        found = self.post("join", code=room.code, name=name)
        assert found.url == room.base, found.text

    @property
    def xsrf(self) -> str:
        return self.web.cookies["_xsrf"]

    def post(self, path: str, **facts: str) -> requests.Response:
        return self.web.post(self.room.base + path, data={"_xsrf": self.xsrf, **facts})

    def get(self, path: str, **options: Any) -> requests.Response:
        return self.web.get(self.room.base + path, **options)

    @cached_property
    def kernel(self) -> str:
        """Open a step and return the id of its kernel."""
        page = self.get("step/readiness").text
        return str(json.loads(re.search(r'config-data"[^>]*>(.*?)</script>', page)[1])["kernelId"])

    def channels(self, kernel: str, **options: Any) -> websocket.WebSocket:
        cookies = "; ".join(f"{each.name}={each.value}" for each in self.web.cookies)
        address = self.room.base.replace("http", "ws") + f"api/kernels/{kernel}/channels"
        return websocket.create_connection(address, cookie=cookies, timeout=5, **options)


@pytest.fixture(scope="module")
def mallory(open_room: RunningRoom) -> Device:
    return Device(open_room, "Mallory")


@pytest.fixture(scope="module")
def victim(open_room: RunningRoom) -> Device:
    return Device(open_room, "Victoria")


def message(kind: str, content: dict[str, Any], channel: str) -> dict[str, Any]:
    header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "username": "", "session": "x",
              "date": "2026-01-01T00:00:00Z", "version": "5.3"}  # fmt: skip
    return {"header": header, "parent_header": {}, "metadata": {}, "content": content,
            "buffers": [], "channel": channel}  # fmt: skip


def binary(told: dict[str, Any]) -> bytes:
    """The same in Jupyter's second protocol."""
    parts = [told["channel"].encode()]
    parts += [
        json.dumps(told[name]).encode()
        for name in ("header", "parent_header", "metadata", "content")
    ]
    offsets = [8 * (len(parts) + 2)]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    return struct.pack(f"<{len(offsets) + 1}Q", len(offsets), *offsets) + b"".join(parts)


@pytest.mark.parametrize("protocol", ["json", "v1.kernel.websocket.jupyter.org"])
@pytest.mark.parametrize("kind", ["execute_request", "debug_request", "complete_request",
                                  "inspect_request", "history_request", "input_reply",
                                  "create_subshell_request", "interrupt_request"])  # fmt: skip
def test_nobody_runs_code_in_a_kernel_not_even_their_own(
    mallory: Device, kind: str, protocol: str, tmp_path: Path
) -> None:
    """On no channel, in no protocol: the file that the code would make is not made."""
    canary = tmp_path / "canary"
    code = f"open({str(canary)!r}, 'w').close()"
    content = {"code": code, "silent": False, "store_history": False, "user_expressions": {},
               "allow_stdin": False, "value": code, "cursor_pos": 1, "command": "evaluate",
               "arguments": {"expression": code}, "seq": 1, "type": "request"}  # fmt: skip
    options = {} if protocol == "json" else {"subprotocols": [protocol]}
    socket = mallory.channels(mallory.kernel, **options)
    answers = []
    try:
        for channel in CHANNELS:
            told = message(kind, content, channel)
            if protocol == "json":
                socket.send(json.dumps(told))
            else:
                socket.send_binary(binary(told))
        socket.settimeout(1.5)
        while True:
            answers.append(socket.recv())
    except (websocket.WebSocketException, OSError):
        pass
    finally:
        socket.close()
    assert not canary.exists()
    text = " ".join(a if isinstance(a, str) else a.decode(errors="replace") for a in answers)
    assert kind.replace("_request", "_reply") not in text


def test_a_kernel_is_its_owners_alone(mallory: Device, victim: Device) -> None:
    """By websocket, by request, by the call that ends it; without a cookie neither."""
    kernel = victim.kernel
    with pytest.raises(websocket.WebSocketBadStatusException, match="403"):
        mallory.channels(kernel)
    assert mallory.get(f"api/kernels/{kernel}").status_code == 403
    head = {"X-XSRFToken": mallory.xsrf}
    address = f"{mallory.room.base}api/kernels/{kernel}"
    assert mallory.web.delete(address, headers=head).status_code == 403
    assert mallory.post(f"voila/api/shutdown/{kernel}").status_code == 403

    stranger = requests.Session()
    assert stranger.get(address, allow_redirects=False).status_code in (302, 403)
    with pytest.raises(websocket.WebSocketBadStatusException, match="403"):
        websocket.create_connection(address.replace("http", "ws") + "/channels", timeout=5)
    assert victim.get(f"api/kernels/{kernel}").json()["id"] == kernel


def test_a_page_elsewhere_cannot_use_somebodys_cookie(mallory: Device) -> None:
    """Another origin gets no websocket, and no form through without the token."""
    kernel = mallory.kernel
    with pytest.raises(websocket.WebSocketBadStatusException, match="403"):
        mallory.channels(kernel, origin="http://evil.example")
    for path in ("permission", "leave", "join", f"voila/api/shutdown/{kernel}"):
        assert mallory.web.post(mallory.room.base + path, data={}).status_code == 403
    head = {"Host": "evil.example"}
    assert requests.get(mallory.room.base, headers=head, timeout=10).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["tree", "voila/tree", "api/contents", "voila/api/contents", "voila/render/roster.csv",
     "files/roster.csv", "voila/files/workshop.db", "api/kernels", "api/kernelspecs",
     "api/sessions", "api/terminals", "nbconvert/html/x.ipynb", "login", "logout", "metrics",
     "step/nothing", "step/../roster", "room/static/../../access.py", "room/static/%00",
     "room/static/%2e%2e/%2e%2e/access.py", "room/fonts/..%2f..%2f..%2faccess.py",
     "voila/static/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd", "voila/static//etc/passwd",
     "voila/templates/lab/static/../../../x", "voila/labextensions/", "plan.pdf"],
)  # fmt: skip
def test_there_is_nothing_else(mallory: Device, path: str) -> None:
    """No listing, no file of the machine, no page of Jupyter's own."""
    request = requests.Request("GET", mallory.room.base, cookies=mallory.web.cookies).prepare()
    request.url = mallory.room.base + path
    found = mallory.web.send(request, allow_redirects=False)
    assert found.status_code in (400, 403, 404), found.status_code
    assert "root:" not in found.text
    assert "Traceback" not in found.text
    assert str(mallory.room.folder) not in found.text


@pytest.mark.parametrize("path", ["board", "board/state", "board/plans", "board/wall", "board/room",
                                  "board/plan/agave-cycles"])  # fmt: skip
def test_the_board_is_the_facilitators(mallory: Device, path: str) -> None:
    assert mallory.get(path).status_code == 404
    assert mallory.post("board/act", do="say", text="I lead now").status_code == 404
    assert mallory.post("board/plans").status_code == 404
    found = requests.get(mallory.room.base + path, allow_redirects=False, timeout=10)
    assert found.status_code in (302, 403, 404)


def test_a_cookie_cannot_be_made_up_or_changed(mallory: Device) -> None:
    good = mallory.web.cookies[COOKIE]
    for forged in ("", "mallory:0", good[:-4] + "0000", good.replace("|", "|9", 1)):
        with requests.Session() as web:
            web.cookies.set(COOKIE, forged)
            found = web.get(f"{mallory.room.base}step/readiness", allow_redirects=False)
        assert found.status_code == 302
        assert "/join" in found.headers["Location"]


def test_identity_is_never_taken_from_the_address(mallory: Device, victim: Device) -> None:
    """Nor does the query string reach the page, or choose template and theme."""
    query = "?participant=victoria&key=victoria&token=x&template=base&theme=dark"
    page = mallory.get("step/readiness" + query).text
    assert 'data-participant="mallory"' in page
    assert "victoria" not in page
    assert 'data-jp-theme-name="JupyterLab Light"' in page


def test_guessing_codes_and_links_is_slowed_down(open_room: RunningRoom) -> None:
    """Ten wrong tries a minute; the right code does not help then."""
    web = requests.Session()
    web.get(f"{open_room.base}join")
    facts = {"_xsrf": web.cookies["_xsrf"], "name": "Guess"}
    codes = [
        web.post(f"{open_room.base}join", data=facts | {"code": f"AAAA{n}"}).status_code
        for n in range(12)
    ]
    assert codes[0] == 403
    assert codes[-1] == 429
    found = web.post(f"{open_room.base}join", data=facts | {"code": open_room.code})
    assert found.status_code == 429
    assert int(found.headers["Retry-After"]) > 0
    assert web.get(f"{open_room.base}me/abcdefghjk").status_code == 429


def test_a_name_and_the_code_do_not_open_a_seat_with_answers(open_room: RunningRoom) -> None:
    """The roster is no secret: who has answers comes in by a personal link only."""
    web = requests.Session()
    web.get(f"{open_room.base}join")
    facts = {"_xsrf": web.cookies["_xsrf"], "name": "Nina Ortega", "code": open_room.code}
    found = web.post(f"{open_room.base}join", data=facts)
    assert COOKIE not in web.cookies
    assert found.status_code in (400, 429)


def test_headers_keep_others_out(mallory: Device) -> None:
    for path in ("", "join", "step/readiness", "state", "nothing"):
        found = requests.get(mallory.room.base + path, cookies=mallory.web.cookies, timeout=30)
        head = found.headers
        assert "script-src 'self';" in head["Content-Security-Policy"], path
        assert "frame-ancestors 'none'" in head["Content-Security-Policy"]
        assert head["X-Content-Type-Options"] == "nosniff"
        assert head["Cache-Control"].startswith("no-")
    cookie = requests.get(f"{mallory.room.base}me/{'x' * 20}", timeout=10)
    assert COOKIE not in cookie.cookies


def test_secrets_are_in_no_log_and_no_page(open_room: RunningRoom, mallory: Device) -> None:
    """Nor in the command lines of the kernels."""
    secret = (open_room.folder / "room.secret").read_text()
    lead = open_room.lead.rsplit("/", 1)[1]
    page = mallory.get("step/readiness").text
    assert secret not in page + open_room.text
    assert lead not in page
    assert open_room.text.count(lead) == 1  # what the facilitator was told at the start
    commands = [
        path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if _is_file(path)
    ]
    assert not any(secret.encode() in each or lead.encode() in each for each in commands)


def _is_file(path: Path) -> bool:
    try:
        return path.read_bytes() != b""
    except OSError:
        return False
