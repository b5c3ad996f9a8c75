"""Six parts of 0 to 100 each, and why silent managers pull the whole down."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workshop.i18n import Lazy, _
from workshop.method import Check, NotComputableError, Outcome, Severity, Value, derive, given
from workshop.settings import HouseRules
from workshop.steps.measurement.authority.questions import CompanyAuthority, Manager
from workshop.steps.readiness.people import Person

PARTS: dict[str, Lazy] = {
    "reach": _("Reach"),
    "resonance": _("Resonance"),
    "amplification": _("Passing on"),
    "responsiveness": _("Answering"),
    "expertise": _("Expertise"),
    "pull": _("Pull"),
}
"""The six parts, of equal weight (construction after the JRC and OECD, W75)."""
_GREY = ("resonance", "amplification")
_START = 101
"""Network at which reach begins: a hundred people, and one."""
_TICKS = 9

C701 = Check(
    "C701",
    Severity.BLOCK,
    _("A score of somebody who did not agree"),
    why=_("It is about a person. Without written consent it must not be worked out."),
    remedy=_("Ask, and note the day; or take the person out."),
    sources=("W71",),
)
C702 = Check(
    "C702",
    Severity.WARN,
    _("The index is shown and not explained"),
    why=_("A score nobody can check is what ended Klout."),
    remedy=_("Put up a page with the parts and the formula, or take the score down."),
    sources=("W71", "W72"),
)
C703 = Check(
    "C703",
    Severity.WARN,
    _("Fame without visits"),
    why=_("Many can see you, and nobody comes."),
    remedy=_("Give posts a link and a reason to follow it."),
    sources=("practice",),
)
C704 = Check(
    "C704",
    Severity.INFO,
    _("Company only"),
    why=_("People trust people: without managers the index says half of it."),
    remedy=_("Ask key managers whether they want to be part of it."),
    sources=("practice",),
)


@dataclass(frozen=True)
class Weight:
    """The weight of the company or of one manager.

    Attributes
    ----------
    id : str
        ``company``, or the id of a person.
    parts : mapping of str to Value of float
        0 to 100 each.
    grey : tuple of str
        Parts left out because too few posts stand behind them.
    mean : Value of float
    """

    id: str
    parts: Mapping[str, Value[float]]
    grey: tuple[str, ...]
    mean: Value[float]


@dataclass(frozen=True)
class AuthorityResult:
    """The index: company, managers, both, and how it moves with the weights.

    Attributes
    ----------
    company : Weight
    managers : tuple of Weight
        Those who agreed.
    company_score, managers_score, index : Value of float
        C, M and A = sqrt(C · M).
    shifts : mapping of str to tuple of float
        Change of A in points when the weight of a part rises and falls.
    """

    company: Weight
    managers: tuple[Weight, ...]
    company_score: Value[float]
    managers_score: Value[float]
    index: Value[float]
    shifts: Mapping[str, tuple[float, float]]


def reach(people: float, reference: float) -> float:
    """Return 100 · (ln(1+N) − ln 101) / (ln(1+N_ref) − ln 101), held between 0 and 100."""
    if reference <= _START:
        raise NotComputableError(_("there is nobody to measure it by"))
    share = (math.log1p(people) - math.log(_START)) / (math.log1p(reference) - math.log(_START))
    return min(100.0, max(0.0, 100 * share))


def against(value: float, benchmark: float) -> float:
    """Return 50 at the benchmark, at most 100."""
    return min(100.0, 50 * value / benchmark)


def _mean(parts: Mapping[str, float], weights: Mapping[str, float]) -> float:
    whole = math.fsum(weights[name] for name in parts)
    return math.fsum(weights[name] * value for name, value in parts.items()) / whole


_EQUAL = dict.fromkeys(PARTS, 1 / len(PARTS))


def _weighed(key: str, parts: dict[str, Value[float]], posts: int | None, rules: HouseRules
             ) -> Weight:  # fmt: skip
    few = posts is not None and posts < rules.authority_posts_least
    grey = _GREY if few else ()
    used = {name: value for name, value in parts.items() if name not in grey}
    mean = derive(
        lambda *values: _mean(dict(zip(used, values, strict=True)), _EQUAL), *used.values()
    )
    return Weight(key, parts, grey, mean)


def _common(row: CompanyAuthority | Manager) -> dict[str, Value[float]]:
    return {
        "amplification": derive(
            against, given(row, "amplification"), given(row, "amplification_benchmark")
        ),
        "expertise": derive(lambda ticks: 100 * len(ticks) / _TICKS, given(row, "ticks")),
        "pull": derive(against, given(row, "pull"), given(row, "pull_target")),
    }


def _ordered(parts: Mapping[str, Value[float]]) -> dict[str, Value[float]]:
    return {name: parts[name] for name in PARTS}


@dataclass(frozen=True)
class Counted:
    """What earlier steps know of the company.

    Attributes
    ----------
    network : Value of float
        Followers of the kept profiles.
    rival : Value of float
        Followers of the largest competitor over all its channels.
    rate, rival_rate : Value of float
        Engagement rates by followers, ours and the competitors' median.
    in_time : Value of float
        Per cent of messages answered in time.
    """

    network: Value[float]
    rival: Value[float]
    rate: Value[float]
    rival_rate: Value[float]
    in_time: Value[float]


def _or(value: Value[float], other: Value[float]) -> Value[float]:
    return value if value.known else (other if other.known else value)


def evaluate(
    company: CompanyAuthority,
    managers: Sequence[Manager],
    people: Sequence[Person],
    counted: Counted,
    rules: HouseRules,
) -> AuthorityResult:
    """Return the index with its parts; managers without consent are left out."""
    ours = _weighed(
        "company",
        _ordered({
            **_common(company),
            "reach": derive(reach, counted.network, counted.rival),
            "resonance": derive(
                against,
                _or(given(company, "resonance"), counted.rate),
                _or(given(company, "resonance_benchmark"), counted.rival_rate),
            ),
            "responsiveness": _or(given(company, "responsiveness_pct"), counted.in_time),
        }),
        company.posts_90d,
        rules,
    )  # fmt: skip
    sizes = {row.id: given(row, "network_size") for row in people}
    theirs = tuple(
        _manager(row, sizes[row.person or ""], rules)
        for row in managers
        if agreed(row) and row.person in sizes
    )
    both = _combined(ours, theirs)
    return AuthorityResult(
        ours, theirs, ours.mean, _of_managers(theirs), both, _shifts(ours, theirs, rules)
    )


def agreed(row: Manager) -> bool:
    """Say whether a manager agreed in writing, with a date."""
    return bool(row.consent) and row.consent_date is not None


def _manager(row: Manager, network: Value[float], rules: HouseRules) -> Weight:
    parts = {
        **_common(row),
        "reach": derive(lambda n: reach(n, rules.authority_people_reference), network),
        "resonance": derive(against, given(row, "resonance"), given(row, "resonance_benchmark")),
        "responsiveness": given(row, "responsiveness_pct"),
    }
    return _weighed(row.person or row.id, _ordered(parts), row.posts_90d, rules)


def _of_managers(managers: Sequence[Weight]) -> Value[float]:
    if not managers:
        return Value(None, reason=_("no manager is part of it"))
    return derive(lambda *means: math.fsum(means) / len(means), *(each.mean for each in managers))


def _combined(company: Weight, managers: Sequence[Weight]) -> Value[float]:
    return derive(lambda c, m: math.sqrt(c * m), company.mean, _of_managers(managers))


def _shifts(
    company: Weight, managers: Sequence[Weight], rules: HouseRules
) -> dict[str, tuple[float, float]]:
    """Return the change of A when one weight moves and the others share the rest alike."""
    base = _combined(company, managers)
    if not base.known:
        return {}

    def known(weight: Weight) -> dict[str, float]:
        return {
            name: value.get() for name, value in weight.parts.items() if name not in weight.grey
        }

    def index(weights: Mapping[str, float]) -> float:
        c = _mean(known(company), weights)
        m = math.fsum(_mean(known(each), weights) for each in managers) / len(managers)
        return math.sqrt(c * m)

    found = {}
    for part in PARTS:
        moved = []
        for sign in (1, -1):
            own = _EQUAL[part] + sign * rules.authority_shift / 100
            rest = (1 - own) / (len(PARTS) - 1)
            weights = {name: own if name == part else rest for name in PARTS}
            moved.append(index(weights) - base.get())
        found[part] = (moved[0], moved[1])
    return found


_FAMOUS = 80


def check(
    company: CompanyAuthority, managers: Sequence[Manager], result: AuthorityResult
) -> tuple[Outcome, ...]:
    """Return what came of C701 to C704."""
    used = any(getattr(company, name) is not None for name in CompanyAuthority.questions())
    if not used and not managers:
        return tuple(rule.silent() for rule in (C701, C702, C703, C704))
    asked = [row for row in managers if not agreed(row) and _has_numbers(row)]
    names = ", ".join(row.name_shown() for row in asked) + "."
    famous = [
        each.id
        for each in (result.company, *result.managers)
        if each.parts["reach"].known and each.parts["reach"].get() > _FAMOUS
        and each.parts["pull"].known and each.parts["pull"].get() == 0
    ]  # fmt: skip
    shown = bool(company.on_website) and not company.formula_page
    return (
        C701.when(bool(asked), names, *(row.id for row in asked)),
        C702.when(shown, _("It is on the website; the page with the formula is missing.")),
        C703.when(bool(famous), ", ".join(famous) + ".", *famous),
        C704.when(not result.managers, _("No manager is part of it.")),
    )


def _has_numbers(row: Manager) -> bool:
    skip = ("person", "consent", "consent_date")
    return any(getattr(row, name) is not None for name in Manager.questions() if name not in skip)
