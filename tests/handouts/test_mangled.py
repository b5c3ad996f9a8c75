"""No file, however mangled, crashes the importer, takes long or much, or changes the store."""

from __future__ import annotations

import datetime as dt
import json
import resource
import shutil
import time
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from conftest import sample_answers
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from workshop.folder import Folder, open_live
from workshop.handouts.intake import carry_out, plan_intake
from workshop.handouts.layout import pages
from workshop.handouts.looks import Look
from workshop.handouts.templates import template
from workshop.imports.spreadsheet import BYTES_MOST
from workshop.reference import load_reference

KEY = "pinon-kiln"
NOW = dt.datetime(2027, 1, 4, 9, tzinfo=dt.UTC)
SECONDS_MOST = 30
WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
FORMATS = ("xlsx", "csv", "json")


@cache
def good(form: str) -> bytes:
    """Return a good file; of people, one of the roster."""
    if form not in FORMATS:
        return ROSTER
    return template(form, pages(), sample_answers(KEY), load_reference(), Look())


@pytest.fixture(scope="module", autouse=True)
def earlier_needs() -> list[int]:
    """Return what other tests of this process, and programs they started, needed before."""
    return [resource.getrusage(who).ru_maxrss * 1024 for who in WHO]


ROSTER = b"key,name,email,Contribution margin\nana,Ana,ana@example.org,52\nbo,Bo,,40\n"


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workshop with a database in which something is saved."""
    folder = tmp_path_factory.mktemp("live")
    (folder / "workshop.toml").write_text('title = "Test"\n')
    (folder / "roster.csv").write_text(f"key,name\n{KEY},Marta\n")
    with open_live(Folder.open(folder), NOW) as store:
        store.replace(KEY, sample_answers(KEY), author="test", at=NOW)
    return folder


def check_survives(folder: Path, data: bytes) -> None:
    """Import a file in full: it ends in words, in time, and an error leaves the store alone."""
    work = folder / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    for name in ("workshop.toml", "workshop.db"):
        shutil.copy(folder / name, work)
    path = work / f"{KEY}.bin"
    path.write_bytes(data)
    before = (work / "workshop.db").read_bytes()
    begun = time.monotonic()
    source = Folder.open(work)
    intake = plan_intake(source, [path])
    assert (work / "workshop.db").read_bytes() == before
    carry_out(intake, source, NOW)
    assert time.monotonic() - begun < SECONDS_MOST
    assert intake.people or intake.problems
    for problem in (*intake.problems, *(p for one in intake.people for p in one.problems)):
        assert problem.what
        assert problem.spot.file == path.name
    if not any(one.changes for one in intake.people):
        assert (work / "workshop.db").read_bytes() == before
    # The document is still one that can be read, whatever was taken.
    assert Folder.open(work).load(KEY).answers


def mangled(data: bytes, draw: st.DataObject) -> bytes:
    """Cut, overwrite, repeat or shift pieces of a file."""
    out = bytearray(data)
    for _n in range(draw.draw(st.integers(1, 4))):
        at = draw.draw(st.integers(0, max(0, len(out) - 1)))
        piece = draw.draw(st.binary(max_size=40))
        match draw.draw(st.sampled_from(["cut", "put", "insert", "repeat", "end"])):
            case "cut":
                del out[at : at + draw.draw(st.integers(1, 4000))]
            case "put":
                out[at : at + len(piece)] = piece
            case "insert":
                out[at:at] = piece
            case "repeat":
                out[at:at] = out[at : at + 200] * draw.draw(st.integers(1, 30))
            case _:
                del out[at:]
    return bytes(out)


HARD = settings(
    max_examples=40,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("form", [*FORMATS, "people"])
@HARD
@given(draw=st.data())
def test_a_good_file_damaged_anywhere(live: Path, form: str, draw: st.DataObject) -> None:
    """Bytes are lost, doubled or changed anywhere in a good file."""
    check_survives(live, mangled(good(form), draw))


@HARD
@given(
    data=st.binary(max_size=400),
    start=st.sampled_from(
        [
            b"",
            b"PK\x03\x04",
            b"{",
            b"\xd0\xcf\x11\xe0",
            b"\xff\xfe",
            b"key,name\n",
            b"address,answer\n",
        ]
    ),
)
def test_any_bytes(live: Path, data: bytes, start: bytes) -> None:
    """Bytes of nothing in particular, also behind a beginning that promises something."""
    check_survives(live, start + data)


@HARD
@given(draw=st.data())
def test_a_workbook_with_damaged_insides(live: Path, draw: st.DataObject) -> None:
    """The zip file is whole; what is in it is not."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(good("xlsx"))) as whole, zipfile.ZipFile(out, "w") as bad:
        victim = draw.draw(st.sampled_from(sorted(whole.namelist())))
        for name in whole.namelist():
            data = whole.read(name)
            bad.writestr(name, mangled(data, draw) if name == victim else data)
    check_survives(live, out.getvalue())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@HARD
@given(draw=st.data())
def test_json_of_any_shape(live: Path, draw: st.DataObject) -> None:
    """Any value may stand anywhere in the document."""
    document = json.loads(good("json"))
    for _n in range(draw.draw(st.integers(1, 3))):
        node = document
        while True:
            keys = list(node) if isinstance(node, dict) else list(range(len(node)))
            if not keys:
                break
            key = draw.draw(st.sampled_from(keys))
            if not isinstance(node[key], (dict, list)) or draw.draw(st.booleans()):
                node[key] = draw.draw(JSON)
                break
            node = node[key]
    check_survives(live, json.dumps(document).encode())


def test_deep_nesting_and_long_numbers(live: Path) -> None:
    """What a parser may choke on is a message."""
    for data in (
        b"[" * 200_000,
        b'{"a":' * 50_000,
        b'{"readiness": {"profile": {"staff_fte": ' + b"9" * 100_000 + b"}}}",
        b'{"participant": "\\ud800", "readiness": {"profile": {"name": "\\udfff"}}}',
        b"key,name\n" + b'"' * 100_001,
        b"key,name\n" + b"a,b\n" * 200_000,
        b",".join([b"key"] * 20_000) + b"\nx\n",
    ):
        check_survives(live, data)


def test_memory_stays_within_its_limit(earlier_needs: list[int]) -> None:
    """No reader of a spreadsheet was ever larger than it may be, and neither were we."""
    assert BYTES_MOST < 10**9
    for who, earlier in zip(WHO, earlier_needs, strict=True):
        assert resource.getrusage(who).ru_maxrss * 1024 <= max(earlier, 10**9)
