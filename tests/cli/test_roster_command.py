"""``workshop roster``: lists as people make them, and nothing lost or doubled."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner, Result
from conftest import SAMPLE, copy_sample

from workshop.cli import main
from workshop.errors import ImportFileError, UsageError
from workshop.folder import Folder
from workshop.imports.emails import judge_email
from workshop.people.listing import read_columns, read_list
from workshop.people.taking import Fate, take_list
from workshop.store import Participant

FILLED = (
    Participant("ana", "Ana Peña", "Café Niño", "ana@example.org", "en"),
    Participant("bo", "Bo", "", "", "es"),
)


def call(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], env={"COLUMNS": "200"})


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    """Return a workshop just begun."""
    assert call("new", tmp_path / "w").exit_code == 0
    return tmp_path / "w"


def written(folder: Path, text: str, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def people(folder: Path) -> list[tuple[str, str, str, str, str]]:
    return [
        (one.key, one.name, one.business, one.email, one.language)
        for one in Folder.open(folder).everyone()
    ]


@pytest.mark.parametrize(
    "header",
    [
        "name,business,email,language",
        "Full Name,Company,E-Mail,Preferred language",
        "NOMBRE,Negocio,Correo electrónico,Idioma",
        "nombre completo,EMPRESA,correo,lengua",
        "Your name,Organisation,Email address,Language",
        "Owner,Organization,mail,language",
    ],
)
def test_headings_are_known_in_two_languages(workshop: Path, tmp_path: Path, header: str) -> None:
    """English and Spanish, any case, with and without accents."""
    rows = f"{header}\nAna Peña,Café Niño,ana@example.org,Spanish\n"
    done = call("roster", workshop, written(tmp_path, rows))
    assert done.exit_code == 0, done.output
    assert people(workshop) == [("cafe-nino", "Ana Peña", "Café Niño", "ana@example.org", "es")]


@pytest.mark.parametrize("header", ["First name;Last name;Business", "nombre de pila;Apellidos;x"])
def test_names_in_two_columns(workshop: Path, tmp_path: Path, header: str) -> None:
    """First and last names are one name; columns that are none of ours are named."""
    done = call("roster", workshop, written(tmp_path, f"{header}\nAna;Peña Ruiz;\n"))
    assert done.exit_code == 0, done.output
    assert people(workshop) == [("ana-pena-ruiz", "Ana Peña Ruiz", "", "", "en")]
    assert ("Not used: x" in done.stdout) == header.endswith("x")


def test_columns_can_be_named(workshop: Path, tmp_path: Path) -> None:
    """--column says which is which, before any heading does."""
    path = written(tmp_path, "Who,Name,Reach me\nAna,Café Niño,ana@example.org\n")
    options = ("--column", "name=who", "--column", "business=NAME", "--column", "email=Reach me")
    assert call("roster", workshop, path, *options).exit_code == 0
    assert people(workshop)[0][1:4] == ("Ana", "Café Niño", "ana@example.org")

    wrong = call("roster", workshop, path, "--column", "name=Whom")
    assert wrong.exit_code == 2
    assert "Reach me" in wrong.stderr
    for words in ("phone=Reach me", "name", "name=", "=x"):
        assert "FACT=HEADING" in call("roster", workshop, path, "--column", words).stderr
    with pytest.raises(UsageError):
        read_columns(("name=a", "NAME=b"))


def test_a_spreadsheet_with_titles_above_and_another_sheet_before(tmp_path: Path) -> None:
    """The sheet and the row with people's headings are found; numbers of rows are Excel's."""
    path = tmp_path / "people.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Notes").write("A1", "nothing of use")
        sheet = book.add_worksheet("Sign-up")
        sheet.write("A1", "Our guests")
        sheet.write_row("A4", ["Name", "Business", "Key"])
        sheet.write_row("A5", ["Ana", "Shop 24", "ana"])
        sheet.write_row("A7", ["Bo", 24, 7])
    listed = read_list(path, {})
    assert [(one.line, dict(one.facts)) for one in listed.people] == [
        (5, {"name": "Ana", "business": "Shop 24", "key": "ana"}),
        (7, {"name": "Bo", "business": "24", "key": "7"}),
    ]


def test_what_is_no_list_is_said(workshop: Path, tmp_path: Path) -> None:
    """No heading of ours; no table; no file."""
    with pytest.raises(ImportFileError, match="not a list of people") as found:
        read_list(written(tmp_path, "shop,phone\nx,1\n"), {})
    assert found.value.found == "shop, phone"
    for path in (tmp_path / "gone.csv", written(tmp_path, "PK\x03\x04 no zip", "x.xlsx")):
        done = call("roster", workshop, path)
        assert done.exit_code == 1
        assert path.name in done.stderr
    assert people(workshop) == []


def test_who_is_known_is_brought_up_to_date(workshop: Path, tmp_path: Path) -> None:
    """By key, address, or name and business; what is blank stays; what changed is said."""
    first = "key,name,business,email\nana,Ana,Café,ana@example.org\nbo,Bo,Bikes,\ncy,Cy,Cars,\n"
    assert call("roster", workshop, written(tmp_path, first)).exit_code == 0
    again = call("roster", workshop, written(tmp_path, first))
    assert "3 unchanged" in again.stdout

    second = (
        "key,name,business,email\n,Ana Peña,Café,ANA@example.org\n,BO,bikes,bo@example.org\n"
        "cy,Cyra,,\n,Di,Deli,\n"
    )
    done = call("roster", workshop, written(tmp_path, second))
    assert done.exit_code == 0
    assert "1 new, 3 updated" in done.stdout
    for change in ("name: Ana → Ana Peña", "email: – → bo@example.org", "name: Cy → Cyra"):
        assert change in done.stdout
    assert [(one[0], one[1], one[2]) for one in people(workshop)] == [
        ("ana", "Ana Peña", "Café"), ("bo", "BO", "bikes"), ("cy", "Cyra", "Cars"),
        ("deli", "Di", "Deli"),
    ]  # fmt: skip


def test_answers_stay_when_the_database_is_made(tmp_path: Path) -> None:
    """A workshop of files gets its database, with everyone's answers, and the new people."""
    folder = copy_sample(tmp_path / "w")
    before = Folder.open(folder).load("pinon-kiln").answers
    assert call("roster", folder, written(tmp_path, "name\nZoë\n")).exit_code == 0
    after = Folder.open(folder)
    assert after.database is not None
    assert after.load("pinon-kiln").answers == before
    assert after.everyone()[-1].key == "zoe"


BAD = "name,business,email\nAna,Café,ana@example.org\n,,x@example.org\nCy,Cars,cy.gmail.com\n"


@pytest.mark.parametrize("option", [None, "--dry-run", "--partial"])
def test_nothing_is_written_of_a_list_with_errors(
    workshop: Path, tmp_path: Path, option: str | None
) -> None:
    """Refused lines are named with their reason; only --partial takes the others."""
    before = {path: path.read_bytes() for path in workshop.iterdir()}
    done = call("roster", workshop, written(tmp_path, BAD), *([option] if option else []))
    assert done.exit_code == 1
    assert "1 new, 2 refused" in done.stdout
    assert "Neither a name nor a business." in done.stdout
    assert "Is it perhaps cy@gmail.com?" in done.stdout
    if option == "--partial":
        assert [one[1] for one in people(workshop)] == ["Ana"]
    else:
        assert {path: path.read_bytes() for path in workshop.iterdir()} == before


def test_a_dry_run_of_a_sound_list_writes_nothing(workshop: Path, tmp_path: Path) -> None:
    """Not even a database."""
    done = call("roster", workshop, written(tmp_path, "name\nAna\n"), "--dry-run", "--links")
    assert (done.exit_code, "1 new" in done.stdout) == (0, True)
    assert sorted(path.name for path in workshop.iterdir()) == ["roster.csv", "workshop.toml"]


@pytest.mark.parametrize(
    ("rows", "fates", "words"),
    [
        ([{"name": "Di", "email": "di@x.org"}, {"name": "Di", "email": "DI@x.org"}],
         [Fate.NEW, Fate.TWICE], "line 2"),
        ([{"name": "Di", "business": "D"}, {"name": "DI", "business": "d", "email": "d@x.org"}],
         [Fate.NEW, Fate.TWICE], "line 2"),
        ([{"name": "Ana Peña", "business": "Café Niño"}], [Fate.UNCHANGED], ""),
        ([{"name": "Di", "business": "D", "email": "ana@example.org"}], [Fate.REFUSED],
         "someone else: Ana Peña (ana)"),
        ([{"key": "di", "name": "Di", "business": "D", "email": "ana@example.org"}], [Fate.NEW],
         ""),
        ([{"key": "annie", "name": "Ana Peña", "business": "Café Niño"}], [Fate.REFUSED],
         "the key ana"),
        ([{"key": "ANA", "business": "Café"}], [Fate.UPDATED], ""),
        ([{"key": "con", "name": "Di"}], [Fate.REFUSED], "cannot be a key"),
        ([{"key": "../x", "name": "Di"}], [Fate.REFUSED], "cannot be a key"),
        ([{"name": "D" * 201}], [Fate.REFUSED], "longer than 200"),
        ([{"name": "Di", "language": "Klingonian"}], [Fate.REFUSED], "Klingonian"),
        ([{"name": "Bo"}, {"name": "Bo", "language": "en"}], [Fate.UNCHANGED, Fate.TWICE],
         "line 2"),
    ],
)  # fmt: skip
def test_who_stands_twice_and_who_cannot_be_taken(
    rows: list[dict[str, str]], fates: list[Fate], words: str
) -> None:
    """Each row has one fate, with its reason."""
    from workshop.people.listing import ListedPerson

    listed = [ListedPerson(line, facts) for line, facts in enumerate(rows, 2)]
    found = take_list(listed, FILLED, "en")
    assert [one.fate for one in found] == fates
    assert words in found[-1].reason
    assert len({one.person.key for one in found if one.fate is Fate.NEW}) == fates.count(Fate.NEW)


@pytest.mark.parametrize(
    ("text", "wrong", "meant"),
    [
        ("ana@example.org", False, ""),
        ("ana.pena+w@sub.example.co.uk", False, ""),
        ("o'neil@example.org", False, ""),
        ("ana@gmial.com", False, "ana@gmail.com"),
        ("ana@gmail.con", False, "ana@gmail.com"),
        ("ana@hotmail.co.uk", False, ""),
        ("ana@outlook.es", False, ""),
        ("ana@mail.com", False, ""),
        ("ana@example.org,", True, "ana@example.org"),
        ("ana@example.org.", True, "ana@example.org"),
        ("<ana@example.org>", True, "ana@example.org"),
        ("ana@gmail,com", True, "ana@gmail.com"),
        ("ana@@example.org", True, "ana@example.org"),
        ("ana @example.org", True, "ana@example.org"),
        ("anagmail.com", True, "ana@gmail.com"),
        ("ana@gmail", True, "ana@gmail.com"),
        ("ana", True, ""),
        ("@example.org", True, ""),
        ("ana@example.org bo@example.org", True, ""),
    ],
)
def test_addresses_and_their_usual_slips(text: str, wrong: bool, meant: str) -> None:
    """What cannot be one is told from what is only unlikely; the likely one is offered."""
    verdict = judge_email(text)
    assert (bool(verdict.wrong), verdict.meant) == (wrong, meant)


def test_texts_of_a_list_steer_no_terminal(workshop: Path, tmp_path: Path) -> None:
    """Markup and control characters are shown as text, or not at all; formulas stay text."""
    text = "name,business\n[red]Ana[/red] \x1b[31m,'=1+1\n"
    done = call("roster", workshop, written(tmp_path, text))
    assert done.exit_code == 0
    assert "[red]Ana[/red]" in done.stdout
    assert "\x1b" not in done.stdout
    assert people(workshop)[0][2] == "=1+1"


def test_a_sample_is_not_written_to(tmp_path: Path) -> None:
    """Who wants to try is told how."""
    done = call("roster", SAMPLE, written(tmp_path, "name\nAna\n"))
    assert done.exit_code == 2
    assert "workshop new DIR --from" in done.stderr
