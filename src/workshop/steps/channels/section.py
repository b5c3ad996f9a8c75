"""What the plan prints under "Where we will be"."""

from __future__ import annotations

from workshop.blocks import Block, Callout, Column, Figure, Heading, Listing, Paragraph, Run, Table
from workshop.blocks.model import ListItem
from workshop.i18n import Words, _, plural
from workshop.method.telling import Telling
from workshop.numbers import number, round_half_away
from workshop.steps.channels import Channels, ChannelsResult, figures
from workshop.steps.channels.decision import Decided, Verdict
from workshop.steps.channels.questions import Criterion


def hours(value: float) -> str:
    """Return hours as they are printed."""
    return number(round_half_away(value, 2))


def capacity(_answers: Channels, result: ChannelsResult, telling: Telling) -> list[Block]:
    """Return where the hours of the week go."""
    time = result.capacity
    if not time.left.known:
        line = telling.missing(time.left, _("How many hours are left for posts"))
        return [Heading(text=str(_("The hours you have"))), *([line] if line else [])]
    used = [(each.name, each.rated.hours.get(), True) for each in result.in_plan]
    spent = sum(part for _name, part, _channel in used)
    free = time.left.get() - spent
    parts = [(str(_("answering, planning, own media")), time.fixed.get(), False), *used]
    if free > 0:
        parts.append((str(_("in reserve")), free, False))
    words = "; ".join(f"{name} {hours(part)} h" for name, part, _channel in parts)
    title = _("Of {total} hours a week {left} are left for posts").format(
        total=hours(time.total.get()), left=hours(max(0.0, time.left.get()))
    )
    text = plural(
        "That is enough for {n} channel at most.",
        "That is enough for {n} channels at most.",
        time.most.get(),
    )
    blocks: list[Block] = [
        Heading(text=str(_("The hours you have"))),
        Figure(
            svg=figures.hours_svg(parts, time.total.get()),
            title=str(title),
            alt=str(
                _("A week of {n} hours: {parts}.").format(n=hours(time.total.get()), parts=words)
            ),
            note=str(text) + " " + str(_("How many channels hours bear is our rule of thumb.")),
        ),
    ]  # fmt: skip
    if time.left.get() <= 0:
        finding = _("Answering and planning alone take all the hours there are.")
        advice = _("Find more hours, answer fewer messages by hand, or publish nothing yet.")
        blocks.append(Callout(tone="warn", title=str(finding), text=str(advice)))
    return blocks


def scores(_answers: Channels, result: ChannelsResult, telling: Telling) -> list[Block]:
    """Return the decision: who is in, what each scored, and why the others are not."""
    blocks: list[Block] = [_lead(result, telling)]
    judged = [each for each in result.decided if each.rated.score.known]
    weighing = result.weighing
    if judged and weighing.weights.known:
        alt = "; ".join(
            f"{each.name} {number(round_half_away(each.rated.score.get(), 1), 1)}"
            for each in judged
        )
        blocks.append(
            Figure(
                svg=figures.scores_svg(judged, weighing.weights.get(), telling.rules.score_least),
                title=str(_score_title(result, judged)),
                alt=str(_("Scores of 100: {scores}.").format(scores=alt)),
                note=str(_weights_note(result)),
            )
        )
    if result.decided:
        blocks.append(_table(result, telling))
        if note := _defaults_note(result):
            blocks.append(Paragraph(text=note, style="small"))
    if len(judged) < 2:
        blocks.extend(_suggestions(result))
    return blocks


def _lead(result: ChannelsResult, telling: Telling) -> Paragraph:
    chosen = result.in_plan
    if chosen:
        names = str(_(" and ")).join(each.name for each in chosen)
        lead = Run(text=names + ". ", strong=True)
        text = _("Few channels, done well: these fit your audience, your aim and your hours.")
        return Paragraph(text=(lead, Run(text=str(text))), style="lead")
    if not result.decided:
        text = _("No channel has been considered yet.")
        return Paragraph(text=Run(text=str(text), muted=True), style="lead")
    if result.choice.sets is not None:
        text = _("Of the channels considered, none is worth the hours yet. The table says why.")
        return Paragraph(text=str(text), style="lead")
    return telling.missing(result.choice.score, _("The choice of channels")) or Paragraph(text="")


def _score_title(result: ChannelsResult, judged: list[Decided]) -> Words:
    chosen = result.in_plan
    if not chosen:
        return _("No channel is chosen yet")
    best = judged[0]
    if best.in_plan:
        return _("{name} scores highest: {score} of 100").format(
            name=best.name, score=number(round_half_away(best.rated.score.get(), 1), 1)
        )
    return _("{name} scores highest and is not taken: {reason}").format(
        name=best.name, reason=best.reason
    )


def _weights_note(result: ChannelsResult) -> Words:
    weighing = result.weighing
    weights = dict(zip(Criterion, weighing.weights.get(), strict=True))
    words = "; ".join(
        f"{each.label} {number(round_half_away(100 * weights[each], 1))} %"
        for each in sorted(Criterion, key=lambda c: -weights[c])
    )
    text = str(_("Weights: {words}.").format(words=words))
    if not weighing.ranked:
        text += " " + str(_("The order is our rule of thumb; you have not set one yet."))
    return text


def _table(result: ChannelsResult, telling: Telling) -> Table:
    columns = (
        Column(label=str(_("Channel")), share=1.5),
        *(Column(label=str(label), align="right", share=0.64) for label in SHORT.values()),
        Column(label=str(_("Score")), align="right", share=0.72),
        Column(label=str(_("Hours")), align="right", share=0.72),
        Column(label=str(_("Decision and reason")), share=4.3),
    )
    rows = tuple(
        (
            Run(text=each.name, strong=each.in_plan),
            *(_points(each, criterion) for criterion in Criterion),
            _score(each),
            hours(each.rated.hours.get()),
            _decision(each, telling),
        )
        for each in result.decided
    )
    note = _(
        "Points of 100 for: audience reached, aim served, content you can make, tracking, room "
        "left by competitors, where you stand already; hours a week. * our rule of thumb."
    )
    return Table(
        columns=columns, rows=rows, caption=str(_("Every channel considered")), note=str(note)
    )


SHORT = {
    Criterion.AUDIENCE: _("Reach"),
    Criterion.OBJECTIVE: _("Aim"),
    Criterion.CONTENT: _("Make"),
    Criterion.TRACKING: _("Track"),
    Criterion.OPENING: _("Room"),
    Criterion.FOOTHOLD: _("Stand"),
}
"""Heads of narrow columns."""


def _score(each: Decided) -> Run:
    score = each.rated.score
    if not score.known or each.verdict is Verdict.OWNED:
        return Run(text="–", muted=True)
    return Run(text=number(round_half_away(score.get(), 1), 1), strong=each.in_plan)


def _points(each: Decided, criterion: Criterion) -> Run:
    value = each.rated.values[criterion]
    if not value.known or each.verdict is Verdict.OWNED:
        return Run(text="–", muted=True)
    star = "*" if criterion in each.rated.defaults else ""
    return Run(text=number(round_half_away(value.get(), 0)) + star)


def _decision(each: Decided, telling: Telling) -> tuple[Run, ...]:
    if each.in_plan:
        lead = Run(text=str(each.role.label) + ": ", strong=True)
    elif each.verdict is Verdict.NOT_JUDGED:
        lead = Run(text=str(_("not judged yet")) + ": ", muted=True)
    elif each.role.value == "listen_only":
        lead = Run(text=str(each.role.label) + ": ")
    else:
        lead = Run(text=str(_("no")) + ": ")
    text = str(each.reason)
    if each.verdict is Verdict.NOT_JUDGED and each.needs:
        text = telling.needs(each.needs)
    if each.overruled:
        text = str(_("you decided so; worked out: {reason}").format(reason=text))
    if each.rated.candidate.reason:
        text += f" ({each.rated.candidate.reason})"
    return (lead, Run(text=text))


def _defaults_note(result: ChannelsResult) -> str:
    lines = []
    for each in result.decided:
        if each.verdict is Verdict.OWNED or not each.rated.defaults:
            continue
        why = each.rated.defaults.get(Criterion.OBJECTIVE)
        if why:
            lines.append(f"{each.name}: {str(why)[:1].lower()}{str(why)[1:]}")
    if not lines:
        return ""
    text = _("Why our rule of thumb rates the aim as it does: {lines}.")
    return str(text.format(lines="; ".join(lines)))


def _suggestions(result: ChannelsResult) -> list[Block]:
    listed = {each.id for each in result.decided}
    found = [each for each in result.suggested if each.channel.id not in listed]
    if not found:
        return []
    items = tuple(
        ListItem(text=(Run(text=each.channel.name + ": ", strong=True), Run(text=str(each.reason))))
        for each in found
    )
    text = _("Worth looking at first, by what is known so far (our rule of thumb):")
    return [Paragraph(text=str(text)), Listing(items=items)]
