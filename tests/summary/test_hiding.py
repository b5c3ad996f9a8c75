"""No small count can be worked out of what is shown, by anybody who knows how it is hidden."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, product
from math import ceil, floor

import pytest

from workshop.summary.hiding import LEAST, Count, Kept, all_or_nothing, share, sorted_into
from workshop.summary.spreads import QUARTERS_LEAST

SMALL = range(1, LEAST)


def rooms(people: int, kinds: int) -> Iterator[tuple[int, ...]]:
    """Yield every way in which people can be sorted into kinds."""
    if kinds == 1:
        yield (people,)
        return
    for first in range(people + 1):
        yield from ((first, *rest) for rest in rooms(people - first, kinds - 1))


@pytest.mark.parametrize(("kinds", "most"), [(2, 30), (3, 22), (4, 15), (5, 12)])
def test_no_small_kind_follows_from_a_table(kinds: int, most: int) -> None:
    """Of all rooms that give the same table, no two or more agree on a count of one to four.

    Also not for several kinds taken together: what is not shown has a sum that is known.
    """
    for people in range(LEAST, most):
        alike = defaultdict(list)
        for room in rooms(people, kinds):
            table = sorted_into({str(kind): count for kind, count in enumerate(room)})
            assert table is not None
            alike[tuple(str(cell.words()) for cell in table.values())].append(room)
        for shown, same in alike.items():
            for size in range(1, kinds):
                for some in combinations(range(kinds), size):
                    possible = {sum(room[kind] for kind in some) for room in same}
                    assert len(possible) > 1 or possible.isdisjoint(SMALL), (shown, some)


def test_no_small_share_and_no_small_rest_follow() -> None:
    """Neither those who did a thing nor those who did not."""
    for people in range(LEAST, 60):
        alike = defaultdict(set)
        for count in range(people + 1):
            told = share(count, people)
            assert told is not None
            alike[str(told.words())].add(count)
            assert told.least <= count
        for shown, possible in alike.items():
            known = len(possible) == 1
            (one,) = possible if known else (0,)
            assert not (known and (one in SMALL or people - one in SMALL)), (people, shown)


def test_small_counts_are_words() -> None:
    """A table with small kinds says so, shows what is safe, and nothing of a small room."""
    assert sorted_into({"a": 2, "b": 2}) is None
    assert share(3, 4) is None
    table = sorted_into({"a": 7, "b": 3, "c": 2})
    assert table == {"a": Count(7, 12), "b": Count(Kept.FEW, 12), "c": Count(Kept.FEW, 12)}
    alone = sorted_into({"a": 9, "b": 3, "c": 0})
    assert alone is not None
    assert not any(cell.told for cell in alone.values())
    assert sorted_into({"a": 6, "b": 6}) == {"a": Count(6, 12), "b": Count(6, 12)}
    assert str(Count(Kept.FEW, 12).words()) == "fewer than 5 of 12"
    assert share(10, 12) == Count(Kept.NEARLY_ALL, 12)
    assert share(12, 12) == Count(12, 12)
    assert share(0, 12) == Count(0, 12)


def stretch(room: tuple[int, ...], place: int) -> int:
    """Return the stretch in which the person at a place stands, all in order of their number."""
    return next(kind for kind in range(len(room)) if place < sum(room[: kind + 1]))


@pytest.mark.parametrize("people", range(LEAST, 26))
def test_no_small_stretch_follows_from_its_counts_and_the_middle(people: int) -> None:
    """Whoever also sees in which stretch median and quarters lie learns no small count."""
    places = [(people - 1) / 2]
    if people >= QUARTERS_LEAST:
        places += [(people - 1) / 4, 3 * (people - 1) / 4]
    alike = defaultdict(set)
    for room in rooms(people, 3):
        table = all_or_nothing({str(kind): count for kind, count in enumerate(room)})
        assert table is not None
        shown = tuple(str(cell.words()) for cell in table.values())
        # Between two people in different stretches the figure may lie in either.
        where = (
            range(stretch(room, floor(place)), stretch(room, ceil(place)) + 1) for place in places
        )
        for seen in product(*where):
            alike[shown, seen].add(room)
    for seen, same in alike.items():
        for some in ((0,), (1,), (2,), (0, 1), (0, 2), (1, 2)):
            possible = {sum(room[kind] for kind in some) for room in same}
            assert len(possible) > 1 or possible.isdisjoint(SMALL), (seen, some)
