"""Files for a workshop: what is wrong is named, what is right is taken, once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from conftest import copy_sample, sample_answers

from workshop.answers.change import Change, Draft
from workshop.errors import UsageError
from workshop.folder import Folder, open_live
from workshop.handouts.form_sheet import NEW
from workshop.handouts.intake import Intake, carry_out, plan_intake
from workshop.handouts.layout import pages
from workshop.handouts.looks import Look
from workshop.handouts.templates import people_template, template
from workshop.reference import load_reference
from workshop.store import Store
from workshop.workbook import Answers

NOW = dt.datetime(2027, 1, 4, 9, tzinfo=dt.UTC)
KEY = "pinon-kiln"


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    """Return a workshop with two participants who have answered nothing."""
    folder = tmp_path / "workshop"
    folder.mkdir()
    (folder / "workshop.toml").write_text('title = "Test"\n')
    (folder / "roster.csv").write_text(
        f"key,name,business\n{KEY},Marta,Piñon & Kiln\nbo,Bo,Bo's Bikes\n", encoding="utf-8"
    )
    return folder


def take(folder: Path, *files: Path, **options: object) -> Intake:
    """Plan and carry out."""
    source = Folder.open(folder)
    intake = plan_intake(source, files, **options)
    carry_out(intake, source, NOW)
    return intake


def answers_of(folder: Path, key: str = KEY) -> Answers:
    """Return what the workshop has now."""
    return Folder.open(folder).load(key).answers


@cache
def _template(key: str) -> bytes:
    answers = sample_answers(key) if key == KEY else Answers(participant=key)
    return template("xlsx", pages(), answers, load_reference(), Look())


def filled(
    path: Path, key: str = KEY, edit: Callable[[openpyxl.Workbook], object] | None = None
) -> Path:
    """Write a filled-in Excel template, edited as a person would."""
    path.write_bytes(_template(key))
    if edit is not None:
        book = openpyxl.load_workbook(path)
        edit(book)
        book.save(path)
    return path


def cell(book: openpyxl.Workbook, address: str, side: int = 0) -> openpyxl.cell.Cell:
    """Return the cell for an answer: in a topic, or in the row of a table."""
    *owner, name = address.split("/")
    for sheet in book.worksheets:
        columns: dict[str, int] = {}
        table = ""
        for row in sheet.iter_rows():
            mark = str(row[0].value or "")
            if mark == address:
                return row[2 + side]
            if mark.startswith("table:"):
                table = mark.removeprefix("table:")
                columns = {str(one.value): one.column - 1 for one in row if one.value}
            elif f"{table}/{mark.removeprefix(NEW)}" == "/".join(owner) and name in columns:
                return row[columns[name]]
    raise AssertionError(address)


def test_a_filled_in_workbook_is_taken(workshop: Path, tmp_path: Path) -> None:
    """Opened and saved in between, every answer arrives; the second time nothing changes."""
    path = filled(tmp_path / "any name.xlsx", edit=lambda _book: None)
    first = take(workshop, path)
    assert first.sound
    assert answers_of(workshop) == sample_answers(KEY)

    with Store.open(workshop / "workshop.db") as store:
        before = store.history(KEY)
    second = take(workshop, path)
    assert not any(one.changes for one in second.people)
    with Store.open(workshop / "workshop.db") as store:
        assert store.history(KEY) == before
        assert store.undo(KEY, author="test", at=NOW).answers == Answers(participant=KEY)


PROFILE = "/readiness/profile"
MISTAKES = [
    (f"{PROFILE}/org_type", "a big shop", "Kind of organisation", "one of: "),
    (f"{PROFILE}/staff_fte", "four or so", "People who work here", "a number"),
    (f"{PROFILE}/margin_pct", "130", "Contribution margin", "from 0 % to 100 %"),
    (f"{PROFILE}/margin_pct", 0.52, "may be 52 %", "from 0 % to 100 %"),
    (f"{PROFILE}/time_zone", "Denver", "Time zone", "America/Denver"),
    (f"{PROFILE}/name", dt.date(2027, 3, 4), "made a date", "text"),
    (f"{PROFILE}/name", "#REF!", "error a formula left", "text"),
    (f"{PROFILE}/name", "###", "error a formula left", "text"),
    ("/readiness/leadership/sponsor", "Ownr", "Did you mean “Owner”", "one of the list"),
    ("/readiness/integration/start", "3/4/27", "2027-04-03 or 2027-03-04", "a date"),
    ("/objectives/objectives/O1/metric_id", "Likes!", "What is counted", "one of the list"),
    ("/readiness/people/X1/name", "n" * 61, "61 characters long", "at most 60"),
]


@pytest.mark.parametrize(("address", "typed", "words", "expected"), MISTAKES)
def test_a_bad_cell_is_named_and_nothing_is_taken(
    workshop: Path, tmp_path: Path, address: str, typed: object, words: str, expected: str
) -> None:
    """File, sheet, row and column, what was found, what was expected, what to do."""
    where: list[tuple[str, int, str]] = []

    def edit(book: openpyxl.Workbook) -> None:
        target = cell(book, address)
        target.value = typed
        where.append((target.parent.title, target.row, target.column_letter))

    intake = take(workshop, filled(tmp_path / "bad.xlsx", edit=edit))
    (one,) = intake.people
    (problem,) = one.problems
    assert (problem.spot.file, problem.spot.sheet, problem.spot.row, problem.spot.column) == (
        "bad.xlsx", *where[0],
    )  # fmt: skip
    assert words in problem.what
    assert expected in problem.expected
    assert problem.found
    assert problem.todo
    assert one.held_back
    assert answers_of(workshop) == Answers(participant=KEY)
    assert not (workshop / "workshop.db").exists()


def test_partial_takes_the_rest_and_keeps_what_was_there(workshop: Path, tmp_path: Path) -> None:
    """A bad cell is left out, and an earlier answer in its place stays."""
    take(workshop, filled(tmp_path / "good.xlsx"))

    def edit(book: openpyxl.Workbook) -> None:
        cell(book, f"{PROFILE}/staff_fte").value = "many"
        cell(book, f"{PROFILE}/name").value = "New name"

    intake = take(workshop, filled(tmp_path / "bad.xlsx", edit=edit), partial=True)
    (one,) = intake.people
    assert len(one.problems) == 1
    profile = answers_of(workshop).readiness.profile
    assert profile.name == "New name"
    assert profile.staff_fte == sample_answers(KEY).readiness.profile.staff_fte


def test_what_a_file_leaves_blank_stays(workshop: Path, tmp_path: Path) -> None:
    """An emptied cell takes no answer away: it says nothing."""
    take(workshop, filled(tmp_path / "good.xlsx"))

    def edit(book: openpyxl.Workbook) -> None:
        cell(book, f"{PROFILE}/name").value = None

    intake = take(workshop, filled(tmp_path / "less.xlsx", edit=edit))
    assert intake.sound
    assert answers_of(workshop) == sample_answers(KEY)


def test_rows_people_add_become_rows_once(workshop: Path, tmp_path: Path) -> None:
    """The empty rows of a template, and one inserted without its mark, are taken; twice is once."""

    def edit(book: openpyxl.Workbook) -> None:
        cell(book, "/readiness/people/X1/name").value = "Ana"
        second = cell(book, "/readiness/people/X2/name")
        second.value = "Béa Ortiz"
        second.parent.cell(second.row, 1).value = None
        cell(book, "/readiness/leadership/sponsor").value = "béa  ortiz"

    path = filled(tmp_path / "rows.xlsx", "bo", edit)
    assert take(workshop, path).sound
    found = answers_of(workshop, "bo").readiness
    assert [(row.id, row.name) for row in found.people] == [
        ("X1", "Ana"),
        ("bea-ortiz", "Béa Ortiz"),
    ]
    assert found.leadership.sponsor == "bea-ortiz"
    assert not take(workshop, path).people[0].changes


def test_a_name_merged_over_rows_counts_for_each(workshop: Path, tmp_path: Path) -> None:
    """Cells merged downwards in a table hold one value for all; in a topic they are refused."""

    def table(book: openpyxl.Workbook) -> None:
        for row, name in (("X1", "Ana"), ("X2", "Bo")):
            cell(book, f"/readiness/people/{row}/name").value = name
        job = cell(book, "/readiness/people/X1/role")
        job.value = "sales"
        job.parent.merge_cells(f"{job.coordinate}:{job.column_letter}{job.row + 1}")

    assert take(workshop, filled(tmp_path / "merged.xlsx", "bo", table)).sound
    assert [row.role for row in answers_of(workshop, "bo").readiness.people] == ["sales", "sales"]

    def topic(book: openpyxl.Workbook) -> None:
        name = cell(book, f"{PROFILE}/name")
        name.parent.merge_cells(f"{name.coordinate}:{name.column_letter}{name.row + 1}")

    (one,) = take(workshop, filled(tmp_path / "torn.xlsx", KEY, topic)).people
    assert any("merged into one cell" in problem.what for problem in one.problems)


def test_decimal_commas_and_days_are_told_by_the_rest_of_the_file(
    workshop: Path, tmp_path: Path
) -> None:
    """One clear number and one clear day tell how the others are meant."""

    def edit(book: openpyxl.Workbook) -> None:
        cell(book, f"{PROFILE}/staff_fte").value = "4,5"
        cell(book, f"{PROFILE}/revenue_year").value = "420.000"
        cell(book, "/readiness/integration/start").value = "3/4/27"
        cell(book, "/readiness/integration/end").value = "30/4/27"

    assert take(workshop, filled(tmp_path / "comma.xlsx", "bo", edit)).sound
    readiness = answers_of(workshop, "bo").readiness
    assert readiness.profile.staff_fte == 4.5
    assert readiness.profile.revenue_year.value == 420_000
    assert readiness.integration.start == dt.date(2027, 4, 3)


def test_whose_answers_they_are(workshop: Path, tmp_path: Path) -> None:
    """The key in the file, else the file's name, else the one named; else nobody's."""
    (named,) = take(workshop, filled(tmp_path / "x.xlsx", "bo")).people
    assert named.person.key == "bo"

    anyone = template("csv", pages(), Answers(), load_reference(), Look())
    anyone = anyone.replace(b"/readiness/profile/name,", b"/readiness/profile/name,", 1)
    text = anyone.decode("utf-8-sig").splitlines()
    header = text[0].split(",")
    row = ["", "/readiness/profile/name", "", "A name"] + [""] * (len(header) - 4)
    by_name = tmp_path / "bo.csv"
    by_name.write_text("\n".join([text[0], ",".join(row)]), encoding="utf-8")
    assert [one.person.key for one in take(workshop, by_name).people] == ["bo"]

    nobody = tmp_path / "returned (3).csv"
    nobody.write_bytes(by_name.read_bytes())
    intake = take(workshop, nobody)
    assert "does not say whose" in intake.problems[0].what
    assert [one.person.key for one in take(workshop, nobody, participant=KEY).people] == [KEY]
    assert answers_of(workshop).readiness.profile.name == "A name"


def test_an_address_or_column_nobody_knows_gets_a_suggestion(
    workshop: Path, tmp_path: Path
) -> None:
    """A slip in a name is answered with the nearest there is."""
    path = tmp_path / "list.csv"
    path.write_text(f"participant,address,answer\n{KEY},/readiness/profile/nmae,x\n")
    (problem,) = take(workshop, path).people[0].problems
    assert "Did you mean 'name'?" in problem.todo
    assert (problem.spot.row, problem.spot.column) == (2, "C")

    path.write_text(
        "participant,address,answer,source\n"
        f"{KEY},/readiness/people/R 1/name,x,\n"
        f"{KEY},/readiness/systems/fax/status,Software,\n"
        f"{KEY},/objectives/funnel/nothing,1,books\n"
    )
    found = [(one.what, one.found) for one in take(workshop, path).people[0].problems]
    assert [what for what, _found in found] == [
        "This cannot be the id of a row.",
        "This table always has the same rows.",
        "There is no question called 'nothing'.",
    ]

    path = tmp_path / "people.csv"
    path.write_text(f"key,Contribution marign\n{KEY},52\n")
    intake = take(workshop, path)
    assert "Did you mean “contribution margin”?" in intake.problems[0].todo
    assert intake.problems[0].spot.column == "B"
    assert answers_of(workshop) == Answers(participant=KEY)


def test_a_table_of_people_adds_and_updates(workshop: Path, tmp_path: Path) -> None:
    """New people get a key; those there are found by key, email or name; answers go along."""
    path = tmp_path / "signup.csv"
    path.write_text(
        "Full name;Company;E-mail;Contribution margin;Languages you can serve customers in\n"
        "Ana Peña;Café Niño;ana@example.org;52,5 %;en, es\n"
        "Bo;Bo's Bikes;bo@example.org;40 %;en\n",
        encoding="cp1252",
    )
    intake = take(workshop, path)
    assert intake.sound
    assert [(one.person.key, one.is_new) for one in intake.people] == [
        ("cafe-nino", True),
        ("bo", False),
    ]
    people = {person.key: person for person in Folder.open(workshop).participants()}
    assert people["bo"].email == "bo@example.org"
    assert people["cafe-nino"].name == "Ana Peña"
    assert answers_of(workshop, "cafe-nino").readiness.profile.margin_pct.value == 52.5
    assert any("Windows" in note for note in intake.notes)
    assert not any(one.changes for one in take(workshop, path).people)


def test_one_bad_row_holds_back_that_participant_only(workshop: Path, tmp_path: Path) -> None:
    """The others of the same table are taken."""
    path = tmp_path / "people.csv"
    path.write_text(f"key,email,Contribution margin\n{KEY},marta@example.org,52\nbo,no address,1\n")
    intake = take(workshop, path)
    assert [one.held_back for one in intake.people] == [False, True]
    assert "an email address" in intake.people[1].problems[0].expected
    assert answers_of(workshop).readiness.profile.margin_pct.value == 52
    assert answers_of(workshop, "bo").readiness.profile.margin_pct is None


def test_the_template_for_people_comes_back(workshop: Path, tmp_path: Path) -> None:
    """One row a person, with answers that stand in no table, changes nothing when read back."""
    take(workshop, filled(tmp_path / "good.xlsx"))
    source = Folder.open(workshop)
    rows = [(person, source.load(person.key).answers) for person in source.everyone()]
    path = tmp_path / "people.csv"
    path.write_bytes(people_template(3, rows, load_reference()))
    intake = take(workshop, path)
    assert intake.sound
    assert not any(one.changes for one in intake.people)


def test_a_roster_of_thousands(workshop: Path, tmp_path: Path) -> None:
    """Ten thousand people arrive, each once, also the second time; progress is told."""
    path = tmp_path / "roster.csv"
    lines = [f"p-{n},Person {n},Business {n},p{n}@example.org,en" for n in range(10_000)]
    path.write_text("key,name,business,email,language\n" + "\n".join(lines))
    told: list[tuple[str, int, int]] = []
    intake = take(workshop, path, step=lambda *news: told.append(news))
    assert sum(one.is_new for one in intake.people) == 10_000
    assert len(Folder.open(workshop).participants()) == 10_002
    assert ("Checking", 10_000, 10_000) in told
    assert not any(one.changes for one in take(workshop, path).people)


def test_nothing_is_written_to_a_sample(tmp_path: Path) -> None:
    """A sample is refused in words; its copy is not."""
    folder = copy_sample(tmp_path / "copy")
    assert take(folder, filled(tmp_path / "x.xlsx")).sound
    settings = folder / "workshop.toml"
    settings.write_text(
        settings.read_text("utf-8").replace("sample = false", "sample = true"), "utf-8"
    )
    with pytest.raises(UsageError, match="sample workshop"):
        plan_intake(Folder.open(folder), [])


def test_an_import_goes_on_top_of_what_was_saved_meanwhile(workshop: Path, tmp_path: Path) -> None:
    """Between reading a file and writing it someone saves: both are there, and their drafts."""
    source = Folder.open(workshop)
    intake = plan_intake(source, [filled(tmp_path / "x.xlsx")])
    with open_live(source, NOW) as store:
        vision = Change("/objectives/vision/text", "Saved meanwhile")
        industry = Draft(f"{PROFILE}/industry", "x" * 90, "too long")
        store.save(KEY, vision, author="m", at=NOW)
        store.save(
            KEY,
            Change("/readiness/account_audit/impostor_search_done", value=False),
            author="m",
            at=NOW,
        )
        store.save(KEY, Change("/readiness/people/M9", {"name": "Meanwhile"}), author="m", at=NOW)
        store.keep_draft(KEY, industry)
        store.keep_draft(KEY, Draft("/readiness/people/M9/role", "y" * 90, "too long"))
    carry_out(intake, source, NOW)
    stored = Folder.open(workshop).load(KEY)
    assert stored.answers.objectives.vision.text == sample_answers(KEY).objectives.vision.text
    assert stored.answers.readiness.people[0].id == "M9"
    assert [draft.address for draft in stored.drafts] == ["/readiness/people/M9/role"]


def test_a_sheet_that_is_not_ours_is_named(workshop: Path, tmp_path: Path) -> None:
    """A sheet someone added is not read, and that is said."""

    def edit(book: openpyxl.Workbook) -> None:
        book.create_sheet("My notes")["A1"] = "call Ana"

    intake = take(workshop, filled(tmp_path / "x.xlsx", edit=edit))
    assert any("My notes" in note for note in intake.notes)


def test_a_file_that_says_nothing_is_a_message(workshop: Path, tmp_path: Path) -> None:
    """A table of something else is refused with what it holds and what would do."""
    path = tmp_path / "stock.csv"
    path.write_text("sku,price\n1,2\n")
    (problem,) = take(workshop, path).problems
    assert "no answers that can be recognised" in problem.what
    assert problem.found == "sku, price"
    assert "workshop template" in problem.todo


def test_a_key_that_is_none_is_refused(workshop: Path, tmp_path: Path) -> None:
    """It is refused before anything is written."""
    path = tmp_path / "people.csv"
    path.write_text("key,name\n../x,Ana\n")
    (problem,) = take(workshop, path).problems
    assert "cannot be the key" in problem.what
    assert not (workshop / "workshop.db").exists()
