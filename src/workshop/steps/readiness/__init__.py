"""Step 0: whether the business is ready, and what has to be wired together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from pydantic import Field

from workshop.answers.topic import FixedTable, Step, Table, every_row
from workshop.i18n import Lazy, _
from workshop.method import Outcome
from workshop.settings import HouseRules
from workshop.steps.readiness import (
    departments,
    index,
    integration,
    leadership,
    operation,
    people,
    profile,
)
from workshop.steps.readiness.accounts import checks as account_checks
from workshop.steps.readiness.accounts import method as account_method
from workshop.steps.readiness.accounts.questions import Account, AccountAudit
from workshop.steps.readiness.departments import Department
from workshop.steps.readiness.integration import Integration
from workshop.steps.readiness.leadership import Leadership
from workshop.steps.readiness.operation import Operation
from workshop.steps.readiness.people import Person
from workshop.steps.readiness.profile import Profile
from workshop.steps.readiness.systems import checks as system_checks
from workshop.steps.readiness.systems import method as system_method
from workshop.steps.readiness.systems.questions import Link, System


class Readiness(Step):
    """The answers of step 0."""

    name: ClassVar[str] = "readiness"
    title: ClassVar[Lazy] = _("Where we start")

    profile: Profile = Profile()
    people: Table[Person] = Field(default_factory=list)
    systems: FixedTable[System] = Field(default_factory=partial(every_row, System))
    links: FixedTable[Link] = Field(default_factory=partial(every_row, Link))
    leadership: Leadership = Leadership()
    departments: Table[Department] = Field(default_factory=list)
    operation: Operation = Operation()
    accounts: Table[Account] = Field(default_factory=list)
    account_audit: AccountAudit = AccountAudit()
    integration: Integration = Integration()


@dataclass(frozen=True)
class ReadinessResult:
    """Everything step 0 computes."""

    systems: system_method.SystemsResult
    leadership: leadership.LeadershipResult
    departments: departments.DepartmentsResult
    operation: operation.OperationResult
    accounts: account_method.AccountsResult
    people: people.PeopleResult
    integration: integration.IntegrationResult
    index: index.ReadinessIndex
    checks: tuple[Outcome, ...]


def evaluate(
    answers: Readiness, rules: HouseRules, as_of: dt.date, names: Mapping[str, str]
) -> ReadinessResult:
    """Return all figures and checks of step 0.

    Parameters
    ----------
    answers : Readiness
        As far as they are given.
    rules : HouseRules
        Our rules of thumb, as this workshop set them.
    as_of : datetime.date
        The day the plan is drawn up.
    names : mapping of str to str
        What channels are called, by id.
    """
    systems = system_method.evaluate(answers.links, rules)
    lead = leadership.evaluate(answers.leadership)
    cover = departments.evaluate(answers.departments)
    operates = operation.evaluate(answers.operation, rules)
    accounts = account_method.evaluate(answers.accounts)
    networks = people.evaluate(answers.people, accounts.network, rules)
    project = integration.evaluate(answers.integration)
    ready = index.evaluate(systems.now, systems.target, lead.index, accounts.governance, rules)
    outcomes = (
        *leadership.check(answers.leadership, lead, rules),
        *system_checks.check(answers.systems, answers.links),
        *operation.check(answers.operation, operates, rules),
        *account_checks.check(
            answers.account_audit, accounts, answers.departments, cover, rules, as_of, names
        ),
        *departments.check(answers.departments),
        *profile.check(answers.profile),
        *integration.check(answers.integration),
        *people.check(answers.people),
    )
    return ReadinessResult(
        systems, lead, cover, operates, accounts, networks, project, ready,
        tuple(sorted(outcomes, key=lambda outcome: outcome.code)),
    )  # fmt: skip
