"""What the plan prints on how firm the choice is, and one card for each channel."""

from __future__ import annotations

from workshop.blocks import Block, Card, Cards, Figure, Heading, Paragraph, Run
from workshop.i18n import Lazy, Words, _
from workshop.method.telling import Telling, mark_of
from workshop.numbers import number, round_half_away
from workshop.steps.channels import Channels, ChannelsResult, figures
from workshop.steps.channels.decision import Decided
from workshop.steps.channels.firmness import Firmness
from workshop.steps.channels.questions import Role
from workshop.steps.channels.section import hours

_NEAR_LINES = 3
_FORMATS: dict[str, Lazy] = {
    "text": _("texts"), "photo": _("photos"), "video": _("videos"), "reel": _("reels"),
    "story": _("stories"), "event": _("events"), "group": _("groups"),
    "carousel": _("photo series"), "long video": _("long videos"), "short": _("short videos"),
    "live": _("live video"), "short video": _("short videos"), "document": _("documents"),
    "article": _("articles"), "pin": _("pins"), "video pin": _("video pins"),
    "board": _("boards"), "snap": _("snaps"), "link": _("links"), "answer": _("answers"),
    "message": _("messages"), "catalogue": _("catalogue"), "status": _("status posts"),
    "channel": _("channel posts"), "post": _("posts"), "offer": _("offers"),
    "review": _("reviews"), "newsletter": _("newsletters"),
    "automatic mail": _("automatic mails"), "page": _("pages"),
}  # fmt: skip


def robustness(_answers: Channels, result: ChannelsResult, telling: Telling) -> list[Block]:
    """Return whether the choice is solid, in words first."""
    firm = result.firmness
    if firm is None:
        return []
    names = {each.id: each.name for each in result.decided}
    verdict = _("A solid choice.") if firm.solid else _("A close call.")
    blocks: list[Block] = [
        Heading(text=str(_("How firm is this choice?"))),
        Paragraph(
            text=(
                Run(text=str(verdict) + " ", strong=True),
                Run(text=_verdict_words(firm, names)),
            )
        ),
    ]
    alt = "; ".join(
        f"{names[each]} {number(round_half_away(share, 0))} %"
        for each, share in firm.ranked.share.items()
    )
    blocks.append(
        Figure(
            svg=figures.robustness_svg(result.decided, firm),
            title=str(
                _("With your order kept, this very set wins in {share} % of {n} trials").format(
                    share=number(round_half_away(firm.ranked.same_set, 0)),
                    n=number(telling.rules.draws),
                )
            ),
            alt=str(_("Chosen with the order kept: {shares}.").format(shares=alt)),
            note=str(_check_words(firm, telling)),
        )
    )
    return blocks


def _verdict_words(firm: Firmness, names: dict[str, str]) -> str:
    """Say which weight would have to move how far, the nearest first."""
    moves = []
    for criterion, move in firm.moves.items():
        shift = move.nearest_set()
        if shift is None:
            continue
        way = _("more") if shift.relative_pct > 0 else _("less")
        entering = " + ".join(names[each] for each in shift.to) or str(_("no channel"))
        text = _("“{criterion}” would have to count {pct} % {way} for {set} to win").format(
            criterion=criterion.label,
            pct=number(round_half_away(abs(shift.relative_pct), 0)),
            way=way,
            set=entering,
        )
        moves.append((abs(shift.relative_pct), str(text)))
    if not moves:
        return str(_("No change of a single weight would change it."))
    moves.sort()
    lines = "; ".join(text for _size, text in moves[:_NEAR_LINES])
    parts = [lines + "."]
    if firm.runner_up:
        parts.append(str(_("Next in line: {name}.").format(name=names[firm.runner_up])))
    if not firm.solid and firm.nearest is not None:
        text = _("What decides is: {criterion}.").format(criterion=firm.nearest.label)
        parts.append(str(text))
    return " ".join(parts)


def _check_words(firm: Firmness, telling: Telling) -> Words:
    text = _(
        "Solid means: at least {share} % of the trials, and no weight that changes the set by "
        "moving less than {change} % (our rule of thumb)."
    ).format(
        share=number(telling.rules.solid_share_pct), change=number(telling.rules.solid_change_pct)
    )
    if firm.spearman is None:
        return text
    again = _("A second method (TOPSIS) ranks the channels with a correlation of {rho}.")
    return f"{text} {again.format(rho=number(round_half_away(firm.spearman, 2), 2))}"


def cards(
    _answers: Channels,
    result: ChannelsResult,
    telling: Telling,
    serves: str = "",
    personas: str = "",
) -> list[Block]:
    """Return one card for each channel in the plan, and who is only listened to.

    ``serves`` is the objective the choice was made for, ``personas`` whom it speaks to.
    """
    blocks: list[Block] = []
    if result.in_plan:
        blocks.append(Heading(text=str(_("Your channels"))))
        blocks.append(
            Cards(cards=tuple(_card(each, telling, serves, personas) for each in result.in_plan))
        )
    listening = [each.name for each in result.decided if each.role is Role.LISTEN_ONLY]
    if listening:
        text = _("Only listen and answer, publish nothing: {names}.")
        blocks.append(Paragraph(text=str(text.format(names=", ".join(listening)))))
    if result.in_plan:
        text = _(
            "Website, newsletter and entry on the map stay in the plan whatever is chosen: "
            "they are yours, and every post leads there."
        )
        blocks.append(Paragraph(text=str(text), style="small"))
    return blocks


def _card(each: Decided, telling: Telling, serves: str, personas: str) -> Card:
    rated, candidate = each.rated, each.rated.candidate
    nobody = Run(text=str(_("not decided yet")), muted=True)
    formats = ", ".join(str(_FORMATS.get(name, name)) for name in rated.channel.formats)
    cadence = _("{posts} posts of {minutes} minutes: {hours} h").format(
        posts=number(rated.posts.get()),
        minutes=number(rated.minutes.get()),
        hours=hours(rated.hours.get()),
    )
    usual = candidate.posts_week is None or candidate.minutes_post is None
    mark = str(_("our rule of thumb")) if usual else mark_of(rated.hours.basis)
    facts = (
        *(
            (str(label), (Run(text=text),))
            for label, text in ((_("Serves"), serves), (_("Speaks to"), personas))
            if text
        ),
        (str(_("A week")), (Run(text=str(cadence), mark=mark),)),
        (str(_("What to post")), (Run(text=formats),)),
        (
            str(_("Leads to")),
            (Run(text=candidate.link_target) if candidate.link_target else nobody,),
        ),
        (
            str(_("Posts there")),
            (Run(text=telling.person(candidate.owner)) if candidate.owner else nobody,),
        ),
        (str(_("Why")), (Run(text=str(each.reason)),)),
    )
    return Card(title=each.name, label=str(each.role.label), facts=facts, tone="good")
