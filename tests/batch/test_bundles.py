"""What a participant takes home: theirs alone, the same bytes each time, and it goes on alone."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from pathlib import Path

import pytest
import tiny
from click.testing import CliRunner
from conftest import AS_OF, copy_sample
from in_process import run_all

from workshop.batch import runner
from workshop.batch.alone import own_settings
from workshop.batch.bundle import make_bundles
from workshop.batch.runner import BatchRequest, run_batch
from workshop.cli import main
from workshop.errors import UnknownParticipantError
from workshop.folder import Folder
from workshop.session import open_session
from workshop.settings import BrandSettings, HouseRules, Settings, read_settings

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
)


@pytest.fixture(autouse=True)
def _without_kernels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run notebooks in this process: what is packed is asked here, not how plans are made."""
    monkeypatch.setattr(runner, "_run_all", run_all)


def planned(folder: Path, **options: object) -> Path:
    """Make the plans of a workshop beside it and return its folder."""
    run_batch(BatchRequest(Folder.open(folder), folder / "plans", **options))  # type: ignore[arg-type]
    return folder


def bundle(*words: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["bundle", *map(str, words)])
    return done.exit_code, done.stdout, done.stderr


def unpacked(path: Path, target: Path) -> Path:
    zipfile.ZipFile(path).extractall(target)
    return target / path.stem


def test_a_bundle_holds_the_plan_the_files_and_a_workshop_of_one(tmp_path: Path) -> None:
    """Every file that was promised, as it lies beside the plan."""
    folder = planned(tiny.workshop(tmp_path / "w"))
    code, out, _err = bundle(folder)
    assert code == 0
    assert [Path(line).name for line in out.splitlines()] == ["ann.zip", "bob.zip"]
    home = unpacked(folder / "bundles" / "ann.zip", tmp_path)
    names = sorted(path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file())

    assert names == [
        "README.txt", "ann-plan.pdf", "answers.json", "calendar.ics", "plan.xlsx",
        "workshop/answers/ann.json", "workshop/roster.csv", "workshop/workshop.toml",
    ]  # fmt: skip
    for name in ("ann-plan.pdf", "answers.json", "calendar.ics", "plan.xlsx"):
        assert (home / name).read_bytes() == (folder / "plans" / "ann" / name).read_bytes()
    readme = (home / "README.txt").read_text(encoding="utf-8-sig")
    assert "Ann's shop" in readme
    for name in (
        "ann-plan.pdf",
        "calendar.ics",
        "workshop lab workshop",
        "workshop plans workshop",
    ):
        assert name in readme
    assert all(len(line) < 100 for line in readme.splitlines())
    assert len(readme.splitlines()) < 40


def test_nothing_of_anybody_else_is_in_it(tmp_path: Path) -> None:
    """Every byte of every file, unpacked, in a workshop of twelve with long answers."""
    folder = copy_sample(tmp_path / "w")
    tiny_notebook = {"00_small.ipynb": tiny.notebook('session.plan("summary")')}
    (folder / "notebooks").mkdir()
    for name, text in tiny_notebook.items():
        (folder / "notebooks" / name).write_text(text, encoding="utf-8")
    planned(folder, only=("pinon-kiln",))
    assert bundle(folder, "--only", "pinon-kiln")[0] == 0
    source = Folder.open(folder)
    whole = _every_byte(folder / "bundles" / "pinon-kiln.zip")

    assert b"Marta Lucero" in whole
    assert "Piñon & Kiln Studio".encode() in whole
    for person in source.participants():
        if person.key != "pinon-kiln":
            for word in (person.key, person.name, person.business, person.email):
                assert word.encode() not in whole, word


def _every_byte(path: Path) -> bytes:
    """Return all contents of a ZIP file, of the spreadsheets in it too."""
    found = b""
    with zipfile.ZipFile(path) as bundle_:
        for name in bundle_.namelist():
            data = bundle_.read(name)
            found += name.encode() + data
            if name.endswith(".xlsx"):
                with zipfile.ZipFile(io.BytesIO(data)) as inner:
                    found += b"".join(inner.read(part) for part in inner.namelist())
    return found


def test_the_same_twice_is_the_same_bytes(tmp_path: Path) -> None:
    """Nothing of the hour or the machine; the day in it is the plan's."""
    folder = planned(tiny.workshop(tmp_path / "w"))
    bundle(folder, "--out", tmp_path / "one")
    bundle(folder, "--out", tmp_path / "two")
    for name in ("ann.zip", "bob.zip"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    entries = zipfile.ZipFile(tmp_path / "one" / "ann.zip").infolist()
    assert {entry.date_time for entry in entries} == {(2027, 1, 4, 0, 0, 0)}
    whole = _every_byte(tmp_path / "one" / "ann.zip")
    assert str(tmp_path).encode() not in whole


def test_it_goes_on_alone(tmp_path: Path) -> None:
    """On a machine that knows nothing else: the answers open, and the plan made is the same."""
    told = 'title = "An \\"odd\\" day"\nmode = "half_day"\n[rules]\nstretch = 2\n'
    folder = tiny.workshop(tmp_path / "w", settings=told)
    planned(folder)
    assert bundle(folder)[0] == 0
    alone = unpacked(folder / "bundles" / "bob.zip", tmp_path / "home") / "workshop"
    source = Folder.open(alone)

    assert [person.key for person in source.participants()] == ["bob"]
    assert source.settings == Folder.open(folder).settings
    session = open_session(str(alone))
    assert session.answers.readiness.profile.name == "Bob's shop"
    (alone / "notebooks").mkdir()
    (alone / "notebooks" / "00_small.ipynb").write_text(
        tiny.notebook('session.plan("summary")'), encoding="utf-8"
    )
    report = run_batch(BatchRequest(source, tmp_path / "plans"))
    assert report.exit_code == 0
    theirs = json.loads((folder / "plans" / "bob" / "run.json").read_text("utf-8"))["pdf_hash"]
    mine = json.loads((tmp_path / "plans" / "bob" / "run.json").read_text("utf-8"))["pdf_hash"]
    assert mine == theirs


def test_a_plan_that_is_missing_or_old_is_said(tmp_path: Path) -> None:
    """The others are packed; who has none is named with the reason and what to do."""
    folder = tiny.workshop(tmp_path / "w", ["ann", "bob", "cyd", "dan"])
    code, out, err = bundle(folder)
    assert (code, out) == (1, "")
    assert "ann: there is no plan yet" in err
    assert f"workshop plans {folder}" in err
    planned(folder, only=("ann", "bob", "dan"))
    tiny.answer(folder, "bob", "Bob's other shop")
    (folder / "plans" / "dan" / "plan.xlsx").unlink()

    code, out, err = bundle(folder)
    assert code == 1
    assert [Path(line).name for line in out.splitlines()] == ["ann.zip"]
    assert "bob: the plan is out of date" in err
    assert "cyd: there is no plan yet" in err
    assert "dan: a file beside the plan is missing: plan.xlsx" in err
    assert bundle(folder, "--only", "ann")[0] == 0
    with pytest.raises(UnknownParticipantError, match="'eve'"):
        list(make_bundles(Folder.open(folder), folder / "plans", tmp_path, ("eve",)))


def test_the_day_of_the_plans_counts_not_today(tmp_path: Path) -> None:
    """Plans of another day are up to date as long as nothing else has changed."""
    folder = tiny.workshop(tmp_path / "w", ["ann"])
    planned(folder, as_of=dt.date(2027, 2, 1))
    assert bundle(folder)[0] == 0
    alone = unpacked(folder / "bundles" / "ann.zip", tmp_path) / "workshop"
    assert read_settings(alone).date == dt.date(2027, 2, 1)


def test_the_host_s_logo_goes_along(tmp_path: Path) -> None:
    """From wherever in the folder it lies; nothing is unpacked outside."""
    folder = tiny.workshop(tmp_path / "w", ["ann"], settings='[brand]\nlogo = "a/../a/mark.svg"\n')
    (folder / "a").mkdir()
    (folder / "a" / "mark.svg").write_text(LOGO, encoding="utf-8")
    planned(folder)
    assert bundle(folder)[0] == 0
    path = folder / "bundles" / "ann.zip"
    assert not [name for name in zipfile.ZipFile(path).namelist() if ".." in name]
    alone = unpacked(path, tmp_path) / "workshop"
    assert (alone / read_settings(alone).brand.logo).read_text(encoding="utf-8") == LOGO


def test_settings_are_written_as_they_are_read(tmp_path: Path) -> None:
    """Whatever is in them: quotes, line ends, control characters, tables in tables."""
    odd = Settings(
        title='A "day"\nof\x7f\t\\ 100 % é',
        date=AS_OF,
        place="[rules]",
        trainer="#1",
        paper="a4",
        sample=True,
        brand=BrandSettings(host="x = 1", colour="#112233"),
        rules=HouseRules(link_weights={"crm_email": 3, 'o"d': 1}, foothold_followers=(1, 2, 3, 4)),
    )
    for settings in (odd, Settings()):
        (tmp_path / "workshop.toml").write_text(own_settings(settings), encoding="utf-8")
        assert read_settings(tmp_path) == settings
