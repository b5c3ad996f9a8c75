"""The files to hand out: for anyone, for one participant, or one table for all."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Literal

from workshop.answers.address import split
from workshop.handouts.answer_list import write_list
from workshop.handouts.json_file import write_json
from workshop.handouts.layout import Page
from workshop.handouts.looks import Look
from workshop.handouts.people_table import headings
from workshop.handouts.reading import defused
from workshop.handouts.workbook_file import write_workbook
from workshop.handouts.writing import Writer, text_at
from workshop.imports.headings import FACTS
from workshop.reference import Reference
from workshop.store import Participant
from workshop.workbook import Answers

Format = Literal["xlsx", "csv", "json"]


def template(
    form: Format, pages: tuple[Page, ...], answers: Answers, reference: Reference, look: Look
) -> bytes:
    """Return a file to fill in, with what is answered already.

    Parameters
    ----------
    form : {"xlsx", "csv", "json"}
        An Excel workbook, a list with one answer to a row, or a JSON document.
    pages : tuple of Page
        What is asked, from :func:`workshop.handouts.layout.pages`.
    answers : Answers
        The participant's, whose key goes into the file; empty ones for a file for anyone.
    reference : Reference
        For the names of channels, metrics and counties.
    look : Look
        The head of the workbook.
    """
    key = answers.participant
    if form == "json":
        return write_json(pages, answers, key)
    writer = Writer(answers, reference)
    if form == "csv":
        return write_list(pages, writer, key)
    return write_workbook(pages, writer, key, look)


def people_template(
    tier: int, people: Iterable[tuple[Participant, Answers]], reference: Reference
) -> bytes:
    """Return a CSV table with one participant to a row, for rosters and simple surveys.

    It has the facts of the roster and the questions that stand in no table, up to a tier.
    """
    asked: Sequence[tuple[str, str]] = headings(tier)
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow([*FACTS, *(heading for heading, _address in asked)])
    for person, answers in people:
        writer = Writer(answers, reference)
        facts = [getattr(person, name) for name in FACTS]
        told = [text_at(writer, split(address)) for _heading, address in asked]
        table.writerow([defused(cell) for cell in (*facts, *told)])
    return out.getvalue().encode("utf-8-sig")
