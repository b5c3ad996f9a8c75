"""What people in-house can do, what is missing, and the job that would fill it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from workshop.answers.kinds import Choice, Number, Ref, Scale
from workshop.answers.measured import Labelled
from workshop.answers.question import Question
from workshop.answers.topic import Row, Topic
from workshop.i18n import Lazy, Words, _
from workshop.settings import HouseRules
from workshop.steps.readiness.words import PEOPLE

AT = "/content/skills"
_LEVELS = (
    _("cannot"),
    _("with help"),
    _("alone"),
    _("can teach others"),
)


class Skill(Labelled):
    """What running social media takes."""

    PLANNING = "planning", _("Planning")
    WRITING = "writing", _("Writing")
    PHOTO = "photo", _("Photographs")
    VIDEO = "video", _("Video")
    DESIGN = "design", _("Design")
    COMMUNITY = "community", _("Answering people")
    ADS = "ads", _("Ads")
    ANALYTICS = "analytics", _("Reading numbers")
    TECHNICAL = "technical", _("Tools and links")


class StaffSkills(Row, at=AT):
    """What one person can really do."""

    title: ClassVar[Lazy] = _("What your people can do")
    singular: ClassVar[Lazy] = _("person")

    person: Annotated[
        str | None, Question(Ref(PEOPLE), _("Who?"), example="instructor", required=True, tier=3)
    ] = None
    planning: Annotated[
        int | None, Question(Scale(_LEVELS), Skill.PLANNING.label, example="2", tier=3)
    ] = None
    writing: Annotated[
        int | None, Question(Scale(_LEVELS), Skill.WRITING.label, example="2", tier=3)
    ] = None
    photo: Annotated[
        int | None, Question(Scale(_LEVELS), Skill.PHOTO.label, example="2", tier=3)
    ] = None
    video: Annotated[
        int | None, Question(Scale(_LEVELS), Skill.VIDEO.label, example="1", tier=3)
    ] = None
    design: Annotated[
        int | None, Question(Scale(_LEVELS), Skill.DESIGN.label, example="1", tier=3)
    ] = None
    community: Annotated[
        int | None, Question(Scale(_LEVELS), Skill.COMMUNITY.label, example="3", tier=3)
    ] = None
    ads: Annotated[int | None, Question(Scale(_LEVELS), Skill.ADS.label, example="0", tier=3)] = (
        None
    )
    analytics: Annotated[
        int | None, Question(Scale(_LEVELS), Skill.ANALYTICS.label, example="1", tier=3)
    ] = None
    technical: Annotated[
        int | None, Question(Scale(_LEVELS), Skill.TECHNICAL.label, example="1", tier=3)
    ] = None

    def name_shown(self) -> str:
        """Return the person's id until the list of people gives the name."""
        return self.person or self.id


class Focus(Labelled):
    """What a new job would be mostly about."""

    CONTENT = "content_multimedia", _("Making posts, pictures and video")
    ADVERTISING = "advertising", _("Ads")
    SERVICE = "customer_service", _("Answering customers")
    MIXED = "mixed", _("A bit of everything")


class Job(Topic, at="/content/job"):
    """A job somebody may be hired for."""

    title: ClassVar[Lazy] = _("A job description")

    focus: Annotated[
        Focus | None,
        Question(
            Choice(Focus),
            _("What is the job mostly about?"),
            help=_("Only if you think of hiring: the plan then writes the description."),
            example="A bit of everything",
            tier=3,
        ),
    ] = None
    hours_week: Annotated[
        float | None,
        Question(Number(above=0, at_most=60, unit=_("h")), _("Hours a week"), example="12", tier=3),
    ] = None
    reports_to: Annotated[
        str | None,
        Question(Ref(PEOPLE), _("Whom does it report to?"), example="owner", tier=3),
    ] = None


NEEDED: dict[Focus, tuple[Skill, ...]] = {
    Focus.CONTENT: (Skill.WRITING, Skill.PHOTO, Skill.VIDEO, Skill.DESIGN, Skill.PLANNING),
    Focus.ADVERTISING: (Skill.ADS, Skill.ANALYTICS, Skill.DESIGN, Skill.TECHNICAL),
    Focus.SERVICE: (Skill.COMMUNITY, Skill.WRITING, Skill.TECHNICAL),
    Focus.MIXED: (Skill.PLANNING, Skill.WRITING, Skill.PHOTO, Skill.COMMUNITY, Skill.ANALYTICS),
}
"""Skills a job of each focus leans on."""


@dataclass(frozen=True)
class SkillGap:
    """One skill: what is needed, the best there is, and who has it.

    ``best`` None where nobody was asked.
    """

    skill: Skill
    needed: int
    best: int | None
    who: tuple[str, ...]

    @property
    def gap(self) -> int:
        """Return the steps missing: needed − best available, 0 if none."""
        return max(0, self.needed - (self.best or 0)) if self.best is not None else 0


def gaps(rows: Sequence[StaffSkills], rules: HouseRules) -> tuple[SkillGap, ...]:
    """Return every skill with the best person for it."""
    found = []
    for skill in Skill:
        levels = {
            row.person or row.id: level
            for row in rows
            if (level := getattr(row, skill.value)) is not None
        }
        best = max(levels.values(), default=None)
        who = tuple(person for person, level in levels.items() if level == best)
        found.append(SkillGap(skill, rules.skill_needed, best, who))
    return tuple(found)


DUTIES: dict[str, Words] = {
    "strategy": _("Keep the plan up to date and speak for it"),
    "content_ideas": _("Collect ideas from every department each week"),
    "writing": _("Write posts, a text of its own for each channel"),
    "images_video": _("Take and cut pictures and video, and describe them"),
    "approval": _("Check posts before they go out"),
    "publishing": _("Publish to the calendar and verify what went out"),
    "inbox": _("Answer messages and comments within the promised time"),
    "reviews": _("Answer reviews, one by one"),
    "crisis": _("Know the crisis page, and stop posts when it applies"),
    "ads": _("Plan, book and watch ads within the budget"),
    "data_report": _("Collect the numbers and write the monthly page"),
    "budget": _("Keep the costs and say early when they will not hold"),
}
"""What each task of the table means in a job description."""
