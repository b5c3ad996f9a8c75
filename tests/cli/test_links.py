"""``workshop links``: a sheet to cut apart, private, accessible, with codes that can be read."""

from __future__ import annotations

import io
import re
import stat
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner, Result
from conftest import AWKWARD, SAMPLE, add_awkward, copy_sample
from pdf_lint import problems

from workshop.access import Access
from workshop.cli import main
from workshop.errors import UsageError
from workshop.folder import Folder
from workshop.people.links import likely_address, room_address
from workshop.qr import qr_svg, qr_text
from workshop.store import Store
from workshop.store.room import RoomRecords

ADDRESS = "http://192.168.1.20:8866"


def call(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def pages_of(path: Path) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path)]


def alts_of(path: Path) -> list[str]:
    """Return what is said of the pictures of a file, in order."""
    found = []

    def walk(node: pikepdf.Object) -> None:
        if isinstance(node, pikepdf.Dictionary):
            if node.get("/S") == "/Figure":
                found.append(str(node.get("/Alt", "")))
            kids = node.get("/K")
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                walk(kid)

    with pikepdf.open(path) as pdf:
        walk(pdf.Root.StructTreeRoot)
    return found


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """Return a workshop with its sheet, an awkward name among them, and what was printed."""
    folder = copy_sample(tmp_path_factory.mktemp("links") / "w")
    add_awkward(folder)
    return folder, call("links", folder, "--address", ADDRESS + "/")


def test_everyone_s_link_is_on_the_sheet_and_opens_the_door(sheet: tuple[Path, Result]) -> None:
    """Each person's name and business stand with the link that Access knows as theirs."""
    folder, done = sheet
    assert done.exit_code == 0, done.output
    text = " ".join(" ".join(pages_of(folder / "links.pdf")).split())
    links = re.findall(rf"{re.escape(ADDRESS)}/me/(\w+)", text)
    people = Folder.open(folder).participants()
    access, nobody_had_one = Access.of(folder), {one.key: 0 for one in people}
    assert [access.whose(link, nobody_had_one) for link in links] == [one.key for one in people]
    for one in people:
        if one.key != AWKWARD:
            assert text.index(one.name) < text.index(access.link(one.key, 0))
    assert 'Ann "<b>" O\'Neil, #1' in text


def test_the_sheet_is_accessible_and_says_whose_code_it_is(sheet: tuple[Path, Result]) -> None:
    """PDF/UA; every code has words; several to a page, none torn apart."""
    folder, _done = sheet
    path = folder / "links.pdf"
    data = path.read_bytes()
    assert problems(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_metadata() as meta:
        assert meta["pdfuaid:part"] == "1"
    alts = alts_of(path)
    people = Folder.open(folder).participants()
    assert len(alts) == len(people)
    for one, alt in zip(people, alts, strict=True):
        assert alt.startswith("QR code of the personal link of ")
        assert " ".join(one.name.split()) in alt
    pages = pages_of(path)
    assert 2 <= len(pages) <= 1 + len(people) // 5
    assert [page.count("/me/") for page in pages] == [page.count("camera") for page in pages]


def test_the_sheet_is_private_and_nothing_secret_is_printed(sheet: tuple[Path, Result]) -> None:
    """Mode 600; neither link nor secret stands in the terminal."""
    folder, done = sheet
    assert stat.S_IMODE((folder / "links.pdf").stat().st_mode) == 0o600
    assert "13 links" in done.output
    access = Access.of(folder)
    secrets = [access.link(one.key, 0) for one in Folder.open(folder).participants()]
    assert not [secret for secret in (*secrets, access.secret.hex()) if secret in done.output]


def test_a_new_link_is_the_one_on_the_next_sheet(tmp_path: Path) -> None:
    """Whose link was renewed gets the new one; a sheet there is not written over unasked."""
    assert call("new", tmp_path / "w", "--from", "one-evening").exit_code == 0
    folder = tmp_path / "w"
    path = tmp_path / "list.csv"
    path.write_text("name,business\nAna,Café\n")
    done = call("roster", folder, path, "--links")
    assert done.exit_code == 0, done.output
    first = "".join(pages_of(folder / "links.pdf"))
    access = Access.of(folder)
    assert access.link("cafe", 0) in first
    assert access.link("cafe", 0) not in done.output

    with Store.open(folder / "workshop.db") as store:
        RoomRecords(store).new_link("cafe")
    refused = call("links", folder)
    assert (refused.exit_code, "--force" in refused.stderr) == (2, True)
    assert "".join(pages_of(folder / "links.pdf")) == first
    assert call("links", folder, "--force", "--address", ADDRESS).exit_code == 0
    second = "".join(pages_of(folder / "links.pdf"))
    assert access.link("cafe", 1) in second
    assert access.link("cafe", 0) not in second
    assert access.link("agave-cycles", 0) in second

    out = tmp_path / "out" / "sheet.pdf"
    assert call("links", folder, "--out", out).exit_code == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("http://192.168.1.20:8866/", ADDRESS),
        ("192.168.1.20:8866", ADDRESS),
        ("https://room.example.org/a", "https://room.example.org/a"),
        ("http://[fe80::1]:8866", "http://[fe80::1]:8866"),
    ],
)
def test_addresses_of_rooms(text: str, found: str) -> None:
    """With and without its beginning, and of more than one kind."""
    assert room_address(text) == found


@pytest.mark.parametrize(
    "text",
    ["", "http://", "ftp://x.org", "javascript://alert(1)", "http://x.org?a=1", "http://x.org#a",
     "http://me:word@x.org", "http://x .org", "http://x.org:99999", "http://x.org/\n", "a<b>",
     "http://x.org:0"],
)  # fmt: skip
def test_what_is_no_address_is_refused(text: str) -> None:
    """Nothing that no phone would open comes on a sheet."""
    if text.endswith("\n"):
        assert room_address(text) == "http://x.org"
        return
    with pytest.raises(UsageError):
        room_address(text)


def test_this_computer_has_an_address() -> None:
    """The default is one a link may begin with."""
    assert room_address(likely_address()) == likely_address()


def test_a_sheet_of_nobody_or_of_a_sample_is_not_made(tmp_path: Path) -> None:
    """Both are said in words; nothing is written, no secret either."""
    assert call("new", tmp_path / "w").exit_code == 0
    nobody = call("links", tmp_path / "w")
    assert (nobody.exit_code, "no participants" in nobody.stderr) == (2, True)
    assert not (tmp_path / "w" / "links.pdf").exists()
    assert call("links", SAMPLE).exit_code == 2
    assert not (SAMPLE / "room.secret").exists()


def _modules(svg: str) -> set[tuple[int, int]]:
    """Return the black squares of a drawn code."""
    path = re.search(r'stroke="#000"[^>]* d="([^"]+)"|d="([^"]+)"[^>]* stroke="#000"', svg)
    assert path
    x, y, black = 0.0, 0.0, set()
    for kind, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", path[1] or path[2]):
        if kind == "h":
            black |= {(int(x) + step, int(y)) for step in range(int(first))}
            x += float(first)
        elif kind == "M":
            x, y = float(first), float(second)
        else:
            x, y = x + float(first), y + float(second)
    return black


def test_both_drawings_are_one_code() -> None:
    """What the terminal shows has the same squares as what is printed, with white around."""
    link = f"{ADDRESS}/me/abcdefghijkmnpqrstuv"
    lines = qr_text(link).splitlines()
    black = _modules(qr_svg(link))
    size = len(lines[0])
    halves = {"█": (0, 0), " ": (1, 1), "▀": (0, 1), "▄": (1, 0)}
    shown = {
        (x, 2 * row + half)
        for row, line in enumerate(lines)
        for x, char in enumerate(line)
        for half in (0, 1)
        if halves[char][half] and 2 * row + half < size
    }
    assert black == shown
    edges = {0, 1, 2, 3, size - 4, size - 3, size - 2, size - 1}
    assert len(black) > 300
    assert not [square for square in black if edges & set(square)]
    assert link not in qr_svg(link)
