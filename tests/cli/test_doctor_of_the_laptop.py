"""`workshop doctor` looks at the laptop, too."""

from __future__ import annotations

import importlib.metadata
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest
from click.testing import CliRunner
from conftest import copy_sample

from workshop import checkup, network
from workshop.checkup import examine_laptop
from workshop.cli import main
from workshop.doctor import Finding
from workshop.in_the_room import what_bites


def found(folder: Path, where: str) -> list[Finding]:
    return [each for each in examine_laptop(folder) if where in each.where]


def test_a_busy_port_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as other:
        other.bind(("0.0.0.0", 0))
        other.listen()
        port = other.getsockname()[1]
        monkeypatch.setattr(checkup, "PORT", port)
        (finding,) = found(tmp_path, f"port {port}")
        assert f"--port {port + 1}" in finding.todo
        assert not finding.serious
    assert found(tmp_path, f"port {port}") == []


def test_a_folder_that_may_not_be_written_to_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: Any, **_options: Any) -> None:
        raise PermissionError(13, "Permission denied")

    assert found(tmp_path, str(tmp_path)) == []
    assert list(tmp_path.iterdir()) == [], "nothing of the trial is left"
    monkeypatch.setattr(checkup.tempfile, "TemporaryDirectory", refuse)
    (finding,) = found(tmp_path, str(tmp_path))
    assert "Permission denied" in finding.what
    assert finding.serious
    assert not [each for each in examine_laptop(tmp_path, sample=True) if each.serious]


def has(**facts: Any) -> Any:
    """Something with a few attributes."""
    return type("Has", (), facts)()


def full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup.shutil, "disk_usage", lambda _path: has(free=50 * 2**20))


def little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(psutil, "virtual_memory", lambda: has(available=800 * 2**20))


def old_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 86_400.0)


def old_library(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.metadata.version
    monkeypatch.setattr(
        importlib.metadata, "version", lambda name: "0.4.0" if name == "papermill" else real(name)
    )


def broken_font(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts = Path(__file__).parent / "no-fonts"
    monkeypatch.setattr(checkup, "shipped", lambda _name: fonts)


def on_a_network_drive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        psutil, "disk_partitions", lambda **_all: [has(mountpoint="/", fstype="nfs4")]
    )


def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "_all", lambda: iter(()))


@pytest.mark.parametrize(
    ("change", "where", "words", "serious"),
    [
        (full, "disk", "50 MB are free", True),
        (little_memory, "memory", "open pages at once", False),
        (old_clock, "clock", "before this program was made", True),
        (old_library, "papermill", "Version 0.4.0 is here", True),
        (broken_font, "fonts", "are missing", True),
        (on_a_network_drive, "", "another machine (nfs4)", True),
        (alone, "network", "no phone can reach it", False),
    ],
)
def test_what_ails_a_laptop_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[pytest.MonkeyPatch], None],
    where: str,
    words: str,
    serious: bool,
) -> None:
    def ails() -> list[Finding]:
        return [each for each in found(tmp_path, where) if words in each.what]

    assert not [each for each in ails() if change is not alone]
    change(monkeypatch)
    (finding,) = ails()
    assert finding.serious is serious
    assert finding.todo


def test_a_font_that_is_damaged_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "Broken.ttf").write_bytes(b"\x00\x01\x00\x00 half a font")
    monkeypatch.setattr(checkup, "shipped", lambda _name: tmp_path)
    (finding,) = found(tmp_path, "Broken.ttf")
    assert "cannot be read" in finding.what


def test_a_folder_that_is_synchronised_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive" / "workshop"
    folder.mkdir(parents=True)
    (finding,) = found(folder, str(folder))
    assert "synchronised" in finding.what
    assert not finding.serious


def test_without_a_workshop_the_laptop_is_looked_at(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["doctor", str(tmp_path / "none")])
    assert result.exit_code == 2
    assert "no such folder" in result.stderr
    assert "In the room itself" in result.stdout
    assert list(tmp_path.iterdir()) == []


def test_the_command_says_what_bites_in_a_room(tmp_path: Path) -> None:
    """The address first, then what no laptop can find out about a house's Wi-Fi."""
    folder = copy_sample(tmp_path / "mine")
    said = " ".join(CliRunner().invoke(main, ["doctor", str(folder)]).stdout.split())
    assert f"http://{network.addresses()[0]}:8866/" in said
    for words in ("keeps its devices apart", "no internet", "firewall", "plain HTTP", "asleep"):
        assert words in said
    assert all(each.todo for each in what_bites(8866))
