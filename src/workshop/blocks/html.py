"""Blocks as HTML for a notebook's screen. Every text is escaped; styles are our own."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from functools import cache
from urllib.parse import urlsplit

from workshop.blocks import model as m
from workshop.shipped import shipped

SAFE_SCHEMES = ("http", "https", "mailto", "tel")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@cache
def _style() -> str:
    return shipped("assets/screen.css").read_text(encoding="utf-8")


def render(blocks: Iterable[m.Block], title: str = "") -> str:
    """Return blocks as one HTML fragment.

    Parameters
    ----------
    blocks : iterable of Block
        What to show.
    title : str
        A heading above them.
    """
    inner = _inner(blocks)
    head = f"<h3>{_esc(title)}</h3>" if title else ""
    return f'<style>{_style()}</style><div class="wks">{head}{inner}</div>'


def _esc(text: str) -> str:
    return html.escape(text, quote=True).replace("\n", "<br>")


def safe_link(href: str) -> str:
    """Return the link if its scheme is one of ours, else an empty text."""
    try:
        scheme = urlsplit(href).scheme.lower()
    except ValueError:
        return ""
    return href if scheme in SAFE_SCHEMES else ""


def rich(text: tuple[m.Run, ...]) -> str:
    """Return runs as inline HTML."""
    out = []
    for run in text:
        piece = f'<span dir="auto">{_esc(run.text)}</span>'
        for on, tag in (
            (run.strong, "strong"), (run.emphasis, "em"), (run.code, "code"),
            (run.underline, "u"), (run.struck, "s"),
            (run.place == "super", "sup"), (run.place == "sub", "sub"),
        ):  # fmt: skip
            piece = f"<{tag}>{piece}</{tag}>" if on else piece
        if _COLOUR.fullmatch(run.colour):
            piece = f'<span style="color:{run.colour}">{piece}</span>'
        if run.muted:
            piece = f'<span class="muted">{piece}</span>'
        if run.href and safe_link(run.href):
            piece = f'<a href="{_esc(run.href)}" rel="noreferrer">{piece}</a>'
        if run.note:
            piece += f'<span class="mark">({rich(run.note)})</span>'
        if run.mark:
            piece += f'<span class="mark">({_esc(run.mark)})</span>'
        out.append(piece)
    return "".join(out)


def _heading(block: m.Heading) -> str:
    level = min(block.level + 1, 6)
    code = f" <small><code>{_esc(block.code)}</code></small>" if block.code else ""
    return f"<h{level}>{_esc(block.text)}{code}</h{level}>"


def _paragraph(block: m.Paragraph) -> str:
    return f'<p class="{block.style}">{rich(block.text)}</p>'


def _listing(block: m.Listing) -> str:
    return _items(block.items, "ol" if block.numbered else "ul", block.start)


def _items(items: tuple[m.ListItem, ...], tag: str, start: int = 1) -> str:
    inner = "".join(
        f"<li>{rich(item.text)}{_items(item.items, tag) if item.items else ''}"
        f"{_inner(item.rest)}</li>"
        for item in items
    )
    first = f' start="{start}"' if start != 1 else ""
    return f"<{tag}{first}>{inner}</{tag}>"


def _inner(blocks: Iterable[m.Block]) -> str:
    return "".join(_RENDER[type(block)](block) for block in blocks)


def _code(block: m.Code) -> str:
    return f"<pre>{html.escape(''.join(run.text for run in block.text))}</pre>"


def _quote(block: m.Quote) -> str:
    return f"<blockquote>{_inner(block.blocks)}</blockquote>"


def _formula(block: m.Formula) -> str:
    return f"<pre>{html.escape(block.source)}</pre>"


def _rule(_block: m.Rule) -> str:
    return "<hr>"


_WIDE = 4
"""Columns from which a table is set row by row on a phone (``screen.css``)."""


def _table(block: m.Table) -> str:
    wide = len(block.columns) >= _WIDE

    def role(name: str) -> str:
        # Set as blocks, rows and cells would no longer be read aloud as such.
        return f' role="{name}"' if wide else ""

    caption = f"<caption>{_esc(block.caption)}</caption>" if block.caption else ""
    head = "".join(
        f'<th scope="col"{role("columnheader")} class="{column.align}">{_esc(column.label)}</th>'
        for column in block.columns
    )
    body = []
    for index, row in enumerate(block.rows):
        last = block.total and index == len(block.rows) - 1
        cells = "".join(
            f"<td{role('cell')}{_label(column.label) if wide and place else ''}"
            f' class="{column.align}">{rich(cell)}</td>'
            for place, (column, cell) in enumerate(zip(block.columns, row, strict=True))
        )
        total = ' class="total"' if last else ""
        body.append(f"<tr{role('row')}{total}>{cells}</tr>")
    note = f'<p class="small">{_esc(block.note)}</p>' if block.note else ""
    whole = sum(column.share for column in block.columns) or 1
    widths = "".join(
        f'<col style="width:{100 * column.share / whole:.0f}%">' if column.share else "<col>"
        for column in block.columns
    )
    return (
        f'<div class="scroll"><table{role("table")}{" class=wide" if wide else ""}>{caption}'
        f"<colgroup>{widths}</colgroup>"
        f"<thead{role('rowgroup')}><tr{role('row')}>{head}</tr></thead>"
        f"<tbody{role('rowgroup')}>{''.join(body)}</tbody></table></div>{note}"
    )


def _label(text: str) -> str:
    return f' data-label="{_esc(text)}"' if text else ""


def _figure(block: m.Figure) -> str:
    caption = f"<figcaption>{_esc(block.title)}</figcaption>" if block.title else ""
    if block.svg:
        start = block.svg.find("<svg")
        picture = f'<div role="img" aria-label="{_esc(block.alt)}">{block.svg[start:]}</div>'
    else:
        picture = (
            f'<img alt="{_esc(block.alt)}" src="data:{_esc(block.mime)};base64,{block.image}">'
        )
    note = f'<p class="small">{_esc(block.note)}</p>' if block.note else ""
    return f"<figure>{caption}{picture}{note}</figure>"


def _cards(block: m.Cards) -> str:
    wide = " two" if block.columns > 1 else ""
    return f'<div class="cards{wide}">{"".join(_card(card) for card in block.cards)}</div>'


def _card(card: m.Card) -> str:
    label = f'<div class="tag">{_esc(card.label)}</div>' if card.label else ""
    lights = "".join(
        f'<span class="{light.state}" title="{_esc(light.note)}">{_esc(light.label)} '
        f"{_MARK[light.state]}</span>"
        for light in card.lights
    )
    facts = "".join(f"<dt>{_esc(name)}</dt><dd>{rich(text)}</dd>" for name, text in card.facts)
    return (
        f'<div class="card {card.tone}">{label}<strong>{_esc(card.title)}</strong>'
        + (f"<p>{rich(card.text)}</p>" if card.text else "")
        + (f'<p class="lights">{lights}</p>' if lights else "")
        + (f"<dl>{facts}</dl>" if facts else "")
        + "</div>"
    )


_MARK = {"pass": "✓", "fail": "✗", "unknown": "?"}


def _callout(block: m.Callout) -> str:
    tag = " · ".join(part for part in (block.label, block.code) if part)
    return (
        f'<div class="callout {block.tone}" role="note"><div class="tag">{_esc(tag)}</div>'
        f"<strong>{_esc(block.title)}</strong>"
        + (f"<p>{rich(block.text)}</p>" if block.text else "")
        + "</div>"
    )


def _checklist(block: m.Checklist) -> str:
    items = []
    for task in block.tasks:
        facts = ", ".join(part for part in (task.owner, task.due) if part)
        box = "☑" if task.done else "☐"
        note = f' <span class="muted">{_esc(facts)}</span>' if facts else ""
        items.append(f"<li>{box} {rich(task.text)}{note}</li>")
    return f'<ul class="tasks">{"".join(items)}</ul>'


def _measures(block: m.Measures) -> str:
    return '<div class="measures">' + "".join(
        f"<div><b>{_esc(item.value)}</b>{_esc(item.label)}"
        + (f'<span class="mark">({_esc(item.mark)})</span>' if item.mark else "")
        + (f'<div class="small">{_esc(item.note)}</div>' if item.note else "")
        + "</div>"
        for item in block.measures
    ) + "</div>"  # fmt: skip


def _tree(block: m.Tree) -> str:
    return _nodes(block.roots)


def _nodes(nodes: tuple[m.TreeNode, ...]) -> str:
    inner = "".join(
        "<li>"
        + (f'<span class="tag">{_esc(node.label)}</span> ' if node.label else "")
        + rich(node.text)
        + (_nodes(node.children) if node.children else "")
        + "</li>"
        for node in nodes
    )
    return f"<ul>{inner}</ul>"


def _bars(block: m.Bars) -> str:
    rows = []
    for label, value, note in block.bars:
        width = 0 if value is None else max(0.0, min(100.0, 100 * value / block.top))
        rows.append(
            f'<tr><td>{_esc(label)}</td><td style="width:50%"><div class="bar">'
            f'<i style="width:{width:.1f}%"></i></div></td><td class="right">{_esc(note)}</td></tr>'
        )
    caption = f"<caption>{_esc(block.title)}</caption>" if block.title else ""
    note = f'<p class="small">{_esc(block.note)}</p>' if block.note else ""
    return f"<table>{caption}<tbody>{''.join(rows)}</tbody></table>{note}"


def _signature(block: m.Signature) -> str:
    return "".join(
        f"<p>______________________________<br>{_esc(name)}</p>" for name in block.people
    )


def _questions(block: m.Questions) -> str:
    return "".join(_asked(item) for item in block.questions)


def _asked(item: m.Asked) -> str:
    help_ = f'<br><span class="muted">{_esc(item.help)}</span>' if item.help else ""
    code = f" <code>{_esc(item.code)}</code>" if item.code else ""
    mark = "___" if item.room == "order" else "☐"
    options = "".join(f"<li>{mark} {_esc(option)}</li>" for option in item.options)
    room = f'<ul class="tasks">{options}</ul>' if options else ""
    if item.room == "lines":
        line = "_" * 40
        room = f"<br>{_esc(item.before)} " + "<br>".join([line] * item.lines) + _esc(item.after)
    beside = "".join(f"<br>{_esc(word)} ____________" for word in item.beside)
    basis = "<br>" + " ".join(f"☐ {_esc(word)}" for word in item.basis) if item.basis else ""
    head = f"{_esc(item.number)} <strong>{_esc(item.title)}</strong>{code}"
    return f'<div class="card">{head}{help_}{room}{basis}{beside}</div>'


def _grid(block: m.Grid) -> str:
    heads = [block.head, *(f"{c.number} {c.label}".strip() for c in block.columns)]
    head = "".join(f'<th scope="col">{_esc(text)}</th>' for text in heads)
    cells = "".join(
        f"<td>{_esc(' '.join(f'☐{tick}' for tick in column.ticks))}</td>"
        for column in block.columns
    )
    body = "".join(f"<tr><td>{_esc(name)}</td>{cells}</tr>" for name, _code in block.rows)
    return (
        f'<div class="scroll"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _slips(block: m.Slips) -> str:
    return "".join(
        f'<div class="slip"><div role="img" aria-label="{_esc(slip.alt)}">{slip.svg}</div>'
        f"<div><strong>{_esc(slip.title)}</strong>"
        + (f"<p>{rich(slip.text)}</p>" if slip.text else "")
        + (f"<p>{rich((m.Run(text=slip.link, href=slip.link),))}</p>" if slip.link else "")
        + (f'<p class="small">{_esc(slip.note)}</p>' if slip.note else "")
        + "</div></div>"
        for slip in block.slips
    )


def _page_break(_block: m.PageBreak) -> str:
    return "<hr>"


_RENDER: dict[type, Callable[..., str]] = {
    m.Heading: _heading,
    m.Paragraph: _paragraph,
    m.Listing: _listing,
    m.Table: _table,
    m.Figure: _figure,
    m.Cards: _cards,
    m.Checklist: _checklist,
    m.Callout: _callout,
    m.Measures: _measures,
    m.Tree: _tree,
    m.Bars: _bars,
    m.Signature: _signature,
    m.Questions: _questions,
    m.Grid: _grid,
    m.Slips: _slips,
    m.Code: _code,
    m.Quote: _quote,
    m.Formula: _formula,
    m.Rule: _rule,
    m.PageBreak: _page_break,
}
