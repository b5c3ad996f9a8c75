"""Fill in forms as a person with a keyboard does: focus, keys, nothing else."""

from __future__ import annotations

import re
from typing import Any

from serve.fixtures import RunningRoom, open_step, saved

from workshop.answers import kinds
from workshop.answers.measured import Basis, Measured
from workshop.answers.question import Question
from workshop.answers.topic import Row, Topic
from workshop.notebooks import notebook_paths
from workshop.reference import load_reference
from workshop.workbook import Answers, Decision, parts_at

REFERENCE = load_reference()


class Hand:
    """Types one participant's answers into the pages of a room."""

    def __init__(self, page: Any, room: RunningRoom, answers: Answers, tier: int) -> None:
        self.page = page
        self.room = room
        self.answers = answers
        self.tier = tier
        self.done: list[str] = []

    def step(self, name: str) -> None:
        """Answer everything the page of a step asks."""
        open_step(self.page, self.room, name)
        step = next(each for each in self.answers.steps if each.name == name)
        parts = {kind.at: (part, kind) for part, kind in step.kinds_of_parts().items()}
        notebook = next(path for path in notebook_paths() if path.stem[3:] == name)
        for address in re.findall(r'session\.form\(\\"(/[^"\\]+)', notebook.read_text()):
            if address not in parts:
                continue
            part, kind = parts[address]
            value = getattr(step, part)
            if isinstance(value, Topic):
                self.fields(value, kind.at)
            else:
                self.table(kind, value)
        for row in self.answers.decisions:
            if row.id == name and row.in_tier(self.tier):
                self.card(f"{Decision.at}/{name}", row)
        saved(self.page)

    def table(self, kind: type[Row], rows: list[Row]) -> None:
        for row in rows:
            if kind.fixed is not None:
                if row.in_tier(self.tier) and self.answered(row):
                    self.card(f"{kind.at}/{row.id}", row)
                continue
            cards = self.page.locator(f'.wkf-card[class*="at:{kind.at}/"]')
            count = cards.count()
            label = f"Add: {kind.singular}"
            button = self.page.get_by_role("button", name=label, exact=True)
            button.wait_for()
            button.focus()
            self.page.keyboard.press("Enter")
            self.page.wait_for_function(
                "([css, n]) => document.querySelectorAll(css).length > n",
                arg=[f'.wkf-card[class*="at:{kind.at}/"]', count],
            )
            classes = cards.nth(count).get_attribute("class").split()
            address = next(each[3:] for each in classes if each.startswith("at:"))
            self.page.wait_for_selector(f'.wkf-field[class*="at:{address}/"]')
            self.fields(row, address)

    def answered(self, part: Topic | Row) -> list[str]:
        return [
            name
            for name in part.asked()
            if part.tier_of(name) <= self.tier and getattr(part, name) not in (None, [], "")
        ]

    def card(self, address: str, row: Row) -> None:
        card = self.page.locator(f'.wkf-card[class*="at:{address}"]')
        card.wait_for()
        card.locator(".wkf-fold").focus()
        self.page.keyboard.press("Enter")
        self.fields(row, address)

    def fields(self, part: Topic | Row, address: str) -> None:
        for name in self.answered(part):
            where = f"{address}/{name}"
            field = self.page.locator(f".wkf-field[class~='at:{where}']")
            field.wait_for()
            question, value = part.questions()[name], getattr(part, name)
            if part.is_measured(name):
                self.measured(field, question, value)
            else:
                self.answer(field, question, value)
            self.done.append(where)

    def measured(self, field: Any, question: Question, value: Measured[Any]) -> None:
        boxes = field.locator("input[type=text]")
        self.type(boxes.nth(0), question.kind.write(value.value))
        self.pick(field.locator("select").first, list(Basis).index(value.basis))
        if value.source:
            self.type(boxes.nth(1), value.source)
        if value.as_of:
            self.type(boxes.nth(2), value.as_of.isoformat())

    def answer(self, field: Any, question: Question, value: Any) -> None:
        kind = question.kind
        match kind:
            case kinds.Ranking():
                self.rank(field, value)
            case kinds.Several():
                self.tick(field, [str(option.label) for option in value])
            case kinds.Refs():
                self.tick(field, [self.name_of(kind.to, each) for each in value])
            case kinds.Ref():
                self.choose(field, self.name_of(kind.to, value))
            case kinds.Choice() | kinds.YesNo() | kinds.Scale():
                self.choose(field, kind.show(value))
            case _:
                self.type(field.locator("input, textarea").first, kind.write(value))

    def name_of(self, to: str, key: str) -> str:
        if to.startswith("reference:"):
            return REFERENCE.choices(to.removeprefix("reference:"))[key]
        return next(row.name_shown() for row in parts_at(self.answers, to) if row.id == key)

    def type(self, box: Any, text: str) -> None:
        box.focus()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def choose(self, field: Any, label: str) -> None:
        if field.locator("select").count():
            select = field.locator("select").first
            select.locator("option", has_text=label).first.wait_for(state="attached")
            texts = [
                text.replace("\xa0", " ") for text in select.locator("option").all_inner_texts()
            ]
            self.pick(select, texts.index(label))
        else:
            self.type(field.locator("input").first, label)

    def pick(self, select: Any, index: int) -> None:
        select.focus()
        now = select.evaluate("each => each.selectedIndex")
        for _press in range(abs(index - now)):
            self.page.keyboard.press("ArrowDown" if index > now else "ArrowUp")

    def tick(self, field: Any, labels: list[str]) -> None:
        for label in labels:
            box = field.locator("label", has_text=label).locator("input")
            box.first.focus()
            if not box.first.is_checked():
                self.page.keyboard.press("Space")

    def rank(self, field: Any, value: Any) -> None:
        names = {option: str(option.label) for option in value}
        for place, wanted in enumerate(value):
            for _try in range(len(value)):
                lines = field.locator(".wkf-rank").all_inner_texts()
                now = next(n for n, line in enumerate(lines) if line.endswith(names[wanted]))
                if now <= place:
                    break
                button = field.locator(".wkf-ranked").nth(now).locator("button").first
                button.focus()
                self.page.keyboard.press("Enter")
                self.page.wait_for_function(
                    "([css, n, text]) =>"
                    " document.querySelectorAll(css)[n]?.textContent.endsWith(text)",
                    arg=[".wkf-rank", now - 1, names[wanted]],
                )
        confirm = field.get_by_role("button", name="This order is right")
        if confirm.is_visible():
            confirm.focus()
            self.page.keyboard.press("Enter")
