"""Checks on the profiles: safety, silence, impostors, look and feel, one-person rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from workshop.i18n import _, plural
from workshop.method import Check, Outcome, Severity
from workshop.settings import HouseRules
from workshop.steps.readiness.accounts.method import AccountsResult, boxes_ticked
from workshop.steps.readiness.accounts.questions import Account, AccountAudit
from workshop.steps.readiness.departments import Department, DepartmentsResult, contributing

C008 = Check(
    "C008",
    Severity.WARN,
    _("It hangs on one person"),
    why=_("A one-person show ends with that person's holiday, illness or notice."),
    remedy=_("Win a second department, or give at least one profile to someone else."),
    sources=("W01", "practice"),
)
C010 = Check(
    "C010",
    Severity.BLOCK,
    _("A profile you keep can be lost overnight"),
    why=_("With one administrator or no second sign-in code, one lost phone locks you out."),
    remedy=_("Add a second administrator and switch on two-factor sign-in. It takes ten minutes."),
    sources=("W15", "W16"),
    house_rule=True,
)
C011 = Check(
    "C011",
    Severity.INFO,
    _("A profile you keep has gone silent"),
    why=_("A silent profile looks like a closed shop."),
    remedy=_("Post within the next two weeks, or archive it."),
    sources=("W16",),
    house_rule=True,
)
C012 = Check(
    "C012",
    Severity.WARN,
    _("No search for impostors"),
    why=_("A false profile can take your customers' money in your name."),
    remedy=_("Search your name on every channel, also misspelt, and report what you find."),
    sources=("W15",),
)
C016 = Check(
    "C016",
    Severity.WARN,
    _("Look and feel is not right"),
    why=_("People decide in seconds whether this is really you."),
    remedy=_("Work through the open boxes of each profile named."),
    sources=("practice",),
    house_rule=True,
)


def check(
    audit: AccountAudit,
    result: AccountsResult,
    departments: Sequence[Department],
    cover: DepartmentsResult,
    rules: HouseRules,
    as_of: dt.date,
    names: Mapping[str, str],
) -> tuple[Outcome, ...]:
    """Return what came of C008, C010, C011, C012 and C016; ``names`` are channels' by id."""
    return (
        _one_person(result.kept, departments, cover, rules),
        _safe(result, rules, names),
        _silent(result, rules, as_of, names),
        _impostors(audit),
        _look(result, rules, names),
    )


def _named(accounts: Sequence[Account], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(item.channel or "", item.name_shown()) for item in accounts)


def _one_person(
    kept: Sequence[Account],
    departments: Sequence[Department],
    cover: DepartmentsResult,
    rules: HouseRules,
) -> Outcome:
    contacts = [item.contact for item in departments]
    owners = [item.internal_owner for item in kept]
    everyone = [*contacts, *owners]
    if departments and kept and None not in everyone and len(set(everyone)) == 1:
        return C008.fires(
            _("One person speaks for every department and answers for every profile.")
        )
    if not cover.contributing.known:
        return C008.unknown(*cover.contributing.needs)
    count = len(contributing(departments))
    if count < rules.departments_least:
        return C008.fires(
            plural("{n} department contributes.", "{n} departments contribute.", count)
        )
    holes = [item.where("contact") for item in departments if item.contact is None]
    holes += [item.where("internal_owner") for item in kept if item.internal_owner is None]
    given = {person for person in everyone if person is not None}
    if holes and len(given) <= 1:
        return C008.unknown(*holes)
    return C008.silent()


def _silent_or_unknown(check: Check, result: AccountsResult, holes: Sequence[str]) -> Outcome:
    if holes or not result.listed:
        return check.unknown(*(holes or ["/readiness/accounts"]))
    return check.silent()


def _safe(result: AccountsResult, rules: HouseRules, names: Mapping[str, str]) -> Outcome:
    kept = result.kept
    unsafe = [
        item
        for item in kept
        if item.two_factor is False
        or (item.admins is not None and item.admins < rules.admins_least)
    ]
    if unsafe:
        finding = _("Fewer than {least} administrators, or no two-factor sign-in: {names}.")
        finding = finding.format(least=rules.admins_least, names=_named(unsafe, names))
        return C010.fires(finding, *(item.id for item in unsafe))
    holes = [
        item.where(name)
        for item in kept
        for name in ("admins", "two_factor")
        if getattr(item, name) is None
    ]
    return _silent_or_unknown(C010, result, holes)


def _silent(
    result: AccountsResult, rules: HouseRules, as_of: dt.date, names: Mapping[str, str]
) -> Outcome:
    kept, silent = result.kept, []
    for item in kept:
        never = item.last_post is None and item.posts_28d == 0
        old = item.last_post is not None and (as_of - item.last_post).days >= rules.silent_days
        if never or old:
            silent.append(item)
    if silent:
        finding = _("No post for {days} days, or never: {names}.")
        finding = finding.format(days=rules.silent_days, names=_named(silent, names))
        return C011.fires(finding, *(item.id for item in silent))
    holes = [item.where("last_post") for item in kept if item.last_post is None]
    return _silent_or_unknown(C011, result, holes)


def _impostors(audit: AccountAudit) -> Outcome:
    if audit.impostor_search_done is None:
        return C012.unknown(audit.where("impostor_search_done"))
    return C012.when(
        not audit.impostor_search_done, _("Nobody has searched for impostor profiles yet.")
    )


def _look(result: AccountsResult, rules: HouseRules, names: Mapping[str, str]) -> Outcome:
    ticked = [(item, boxes_ticked(item)) for item in result.kept]
    bad = [item for item, count in ticked if count.known and count.get() < rules.boxes_least]
    if bad:
        finding = _("Fewer than {least} of 8 boxes in order: {names}.")
        finding = finding.format(least=rules.boxes_least, names=_named(bad, names))
        return C016.fires(finding, *(item.id for item in bad))
    holes = [need for _item, count in ticked for need in count.needs]
    return _silent_or_unknown(C016, result, holes)
