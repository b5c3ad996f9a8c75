"""What the plan prints on the weight of the company and its managers."""

from __future__ import annotations

from workshop.blocks import Bars, Block, Column, Heading, Paragraph, Run, Table
from workshop.i18n import _
from workshop.method.telling import Telling
from workshop.numbers import number, round_half_away
from workshop.steps.measurement import Measurement, MeasurementResult
from workshop.steps.measurement.authority.method import PARTS, AuthorityResult, Weight
from workshop.steps.measurement.authority.questions import CompanyAuthority


def authority(answers: Measurement, result: MeasurementResult, telling: Telling) -> list[Block]:
    """Return the index with every part beside it, and how it moves with the weights."""
    asked = any(
        getattr(answers.authority, name) is not None for name in CompanyAuthority.questions()
    )
    if not asked and not answers.managers:
        return []
    r = result.authority
    blocks: list[Block] = [Heading(text=str(_("How much weight we carry")))]
    blocks.append(_lead(r))
    blocks.append(_table(r, telling))
    if r.shifts:
        words = "; ".join(
            f"{str(PARTS[part]).lower()} {_signed(plus)} / {_signed(minus)}"
            for part, (plus, minus) in r.shifts.items()
        )
        text = _("With {points} points more or less weight on one part, the index moves: {words}.")
        shown = text.format(points=number(telling.rules.authority_shift), words=words)
        blocks.append(Paragraph(text=str(shown), style="small"))
    guards = _(
        "Not comparable between businesses. Never used for pay or appraisal. Each person agreed "
        "in writing and can take it back, which deletes the history. It takes the place of Klout "
        "(2008 to 2018), a score nobody could check."
    )
    blocks.append(Paragraph(text=str(guards), style="small"))
    return blocks


def _signed(value: float) -> str:
    text = number(round_half_away(abs(value), 2), 2)
    return ("+" if value >= 0 else "−") + text


def _score(value: float) -> str:
    return number(round_half_away(value, 1), 1)


def _lead(r: AuthorityResult) -> Block:
    known = [
        (str(_("Company")), r.company_score.value, r.company_score),
        (str(_("Managers")), r.managers_score.value, r.managers_score),
        (str(_("Both together")), r.index.value, r.index),
    ]
    title = _("The weight of the company is not known yet")
    if r.index.known:
        title = _("{score} of 100: silent managers would pull it down").format(
            score=_score(r.index.get())
        )
    elif r.company_score.known:
        title = _("{score} of 100, company only").format(score=_score(r.company_score.get()))
    return Bars(
        bars=tuple(
            (label, value, _score(value) if value is not None else "–")
            for label, value, _known in known
        ),
        title=str(title),
        note=str(_("Both together is the geometric mean: one cannot make up for the other.")),
    )


def _table(r: AuthorityResult, telling: Telling) -> Table:
    every = (r.company, *r.managers)
    names = [str(_("Company")), *(telling.person(each.id) for each in r.managers)]
    rows: list[tuple[object, ...]] = [
        (str(label), *(_cell(each, part) for each in every)) for part, label in PARTS.items()
    ]
    rows.append(
        (
            Run(text=str(_("Mean")), strong=True),
            *(telling.run(each.mean, _score, strong=True) for each in every),
        )
    )
    return Table(
        columns=(
            Column(label=str(_("Part, of 100")), share=1.4),
            *(Column(label=name, align="right", share=1) for name in names),
        ),
        rows=tuple(rows),
        note=str(
            _("Reach: network on a logarithmic scale. Resonance, passing on and pull: 50 is the "
              "benchmark. Answering: per cent in time. Expertise: ticks of nine. Equal weights.")
        ),
        total=True,
    )  # fmt: skip


def _cell(weight: Weight, part: str) -> Run:
    if part in weight.grey:
        return Run(text=str(_("too few posts")), muted=True)
    value = weight.parts[part]
    return Run(text=_score(value.get())) if value.known else Run(text="–", muted=True)
