"""Answers made up by hypothesis, of every kind there is, and always such that they are answers."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from functools import cache
from typing import Any

from hypothesis import strategies as st

from workshop.answers import kinds
from workshop.answers.document import from_data
from workshop.answers.kinds import Kind, clean_text
from workshop.answers.measured import Basis
from workshop.answers.topic import Part, Row
from workshop.handouts.layout import Field, Group, is_row_ref, pages
from workshop.reference import load_reference
from workshop.workbook import Answers

ZONES = sorted(zoneinfo.available_timezones())
# What spreadsheets, CSV and programs stumble over, beside whatever hypothesis thinks of.
TRAPS = (
    "=1+1", "+1", "-1", "@x", "'quoted", "''", '"', '""', ",", ";", "a;b,c", "\t", "–", "#REF!x",
    "_x0041_", "1/2", "3-4", "1,200", "1.200", "TRUE", "yes", "null", "{}", "[", "sep=;", "  x",
    "Ünïcødé 陶 🏺", "a\nb", "/readiness/profile/name", "strategy-workbook 1", "<b>&amp;",
    "\ufeffx", "é", "e\u0301", "\u2028", "\u200b", "9" * 20, "01234", "1e5", "x" * 70,
)  # fmt: skip


def texts(limit: int) -> st.SearchStrategy[str]:
    """Texts that are left something once they are cleaned."""
    anything = st.one_of(st.sampled_from(TRAPS), st.text(max_size=min(limit, 60)))
    return anything.map(lambda text: clean_text(text)[:limit].strip()).filter(bool)


def numbers(kind: kinds.Number) -> st.SearchStrategy[float]:
    low, high = kind.at_least, kind.at_most
    if kind.whole:
        least = (
            int(low)
            if low is not None
            else (int(kind.above) + 1 if kind.above is not None else -(10**9))
        )
        return st.integers(least, int(high) if high is not None else 10**12)
    return st.floats(
        low if low is not None else kind.above,
        high,
        exclude_min=low is None and kind.above is not None,
        allow_nan=False,
        allow_infinity=False,
    )


def values(kind: Kind, ids: dict[str, list[str]]) -> st.SearchStrategy[Any] | None:
    """Return JSON data a question of this kind accepts; None where there is none to choose."""
    match kind:
        case kinds.Texts():
            lines = texts(kind.limit).map(lambda text: " ".join(text.split("\n")))
            return st.lists(lines.filter(lambda t: t.strip() not in ("-", "–")), max_size=kind.most)
        case kinds.Text():
            return texts(kind.limit)
        case kinds.Choice():
            return st.sampled_from([option.value for option in kind.options])
        case kinds.Several():
            return st.sets(st.sampled_from(list(kind.options))).map(
                lambda found: [option.value for option in kind.options if option in found]
            )
        case kinds.Ranking():
            return st.permutations([option.value for option in kind.options])
        case kinds.YesNo():
            return st.booleans()
        case kinds.Scale():
            return st.integers(0, len(kind.anchors) - 1)
        case kinds.Number():
            return numbers(kind)
        case kinds.Day():
            return st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31)).map(dt.date.isoformat)
        case kinds.TimeZone():
            return st.sampled_from(ZONES)
        case kinds.Language():
            return st.sampled_from(["en", "es", "zh-Hant", "sr-Latn"])
        case kinds.Languages():
            return st.lists(st.sampled_from(["en", "es", "zh-Hant"]), unique=True)
        case kinds.WebAddress():
            return st.sampled_from(
                ["https://example.org", "mailto:a@example.org", "tel:+1-575-555"]
            )
        case kinds.Ref():
            known = ids.get(kind.to, [])
            return st.sampled_from(known) if known else None
        case kinds.Refs():
            known = ids.get(kind.to, [])
            return st.lists(st.sampled_from(known), unique=True, max_size=4) if known else None
        case kinds.Clock():
            return st.sampled_from(["00:00", "09:30", "18:00", "24:00"])
        case kinds.Colour():
            return st.sampled_from(["#000000", "#3B2A20", "#FFF8F0"])
    raise AssertionError(f"no strategy for {kind}")


@cache
def reference_ids() -> dict[str, list[str]]:
    names = ("channels", "metrics", "areas")
    return {f"reference:{name}": list(load_reference().choices(name)) for name in names}


_MADE: dict[tuple[type[Part], str], st.SearchStrategy[Any]] = {}


def answer(part: type[Part], one: Field, ids: dict[str, list[str]]) -> st.SearchStrategy[Any]:
    """Answers to a question; made once, but where rows of the document are chosen from."""
    if is_row_ref(one.question):
        return _answer(one, ids)
    if (part, one.name) not in _MADE:
        _MADE[part, one.name] = _answer(one, ids)
    return _MADE[part, one.name]


def _answer(one: Field, ids: dict[str, list[str]]) -> st.SearchStrategy[Any]:
    found = values(one.question.kind, ids)
    if found is None:
        return st.none()
    if one.measured:
        found = st.fixed_dictionaries(
            {"value": found, "basis": st.sampled_from([basis.value for basis in Basis])},
            optional={
                "source": texts(80),
                "as_of": st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)).map(dt.date.isoformat),
            },
        )
    return st.one_of(st.none(), found)


ROW_IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,9}", fullmatch=True)


@st.composite
def documents(draw: st.DrawFn) -> Answers:
    """A whole document: some questions answered, some not, tables of any length."""
    ids = dict(reference_ids())
    groups = [group for page in pages() for group in page.groups]
    rows: dict[str, list[str]] = {}
    for group in groups:
        if group.is_table:
            fixed = group.kind.fixed
            some = st.lists(ROW_IDS, max_size=3, unique_by=str.casefold)
            rows[group.kind.at] = list(fixed) if fixed is not None else draw(some)
            ids[group.kind.at] = rows[group.kind.at]
    data: dict[str, Any] = {}
    for group in groups:
        _put(data, group, draw(_part(group, ids, rows.get(group.kind.at))))
    return from_data(Answers, data, "generated")


def _part(
    group: Group, ids: dict[str, list[str]], rows: list[str] | None
) -> st.SearchStrategy[Any]:
    fields = {one.name: answer(group.kind, one, ids) for one in group.fields}
    some = st.fixed_dictionaries(fields).map(
        lambda found: {name: value for name, value in found.items() if value is not None}
    )
    sparse = st.one_of(st.just({}), some)
    if not issubclass(group.kind, Row):
        return sparse
    return st.tuples(*[sparse for _row in rows or ()]).map(
        lambda found: [{**row, "id": row_id} for row_id, row in zip(rows or (), found, strict=True)]
    )


def _put(data: dict[str, Any], group: Group, value: Any) -> None:
    *owner, last = group.kind.at.strip("/").split("/")
    for name in owner:
        data = data.setdefault(name, {})
    data[last] = value
