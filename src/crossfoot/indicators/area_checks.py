"""Areas that were formed, split or merged: dates the wrong way round, successors that are not there to take over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import timedelta
from difflib import get_close_matches

from crossfoot.indicators.model_files import Located
from crossfoot.indicators.schema import AreaDefinition
from crossfoot.vocabulary.issues import Issue


def find_area_change_issues(areas: Sequence[Located[AreaDefinition]], *, names: AbstractSet[str]) -> Iterator[Issue]:
    """Every issue of the dates of areas and of what came after them. `names` has those of files that cannot be read.

    A sum over the parts of a wider area is right at every time only where the successors are there from the day after,
    and are parts of the same area.
    """
    known = {item.value.id: item.value for item in areas}
    for item in areas:
        area = item.value
        if area.since is not None and area.until is not None and area.until < area.since:
            yield item.issue("DATES-REVERSED", "The area ends before it starts.", "Correct since or until.", "until")
        if area.succeeded_by and area.until is None:
            message = "The area has successors and no last day."
            yield item.issue("AREA-WITHOUT-END", message, "Add 'until:' with its last day.", "succeeded_by")
        for number, name in enumerate(area.succeeded_by):
            if name not in names or name == area.id:
                near = get_close_matches(name, sorted(names - {area.id}), n=2)
                advice = f"Did you mean {' or '.join(near)}?" if near else f"Add {name}, or correct the name."
                message = f"There is no other area {name!r} to succeed it."
                yield item.issue("AREA-UNKNOWN", message, advice, "succeeded_by", number)
            elif name in known:
                yield from _successor_issues(item, known[name], number)


def _successor_issues(item: Located[AreaDefinition], successor: AreaDefinition, number: int) -> Iterator[Issue]:
    area = item.value
    if (successor.kind, successor.parent) != (area.kind, area.parent):
        message = f"{successor.id} is not the same kind of part of the same wider area."
        advice = "Give both the same kind and parent: their figures are added up as one series."
        yield item.issue("AREA-SUCCESSOR-ELSEWHERE", message, advice, "succeeded_by", number)
    if area.until is None:
        return
    day_after = area.until + timedelta(days=1)
    begun = successor.since is None or successor.since <= day_after
    if not begun or (successor.until is not None and successor.until < day_after):
        message = f"{successor.id} is not there on {day_after}, the day after the last of {area.id}."
        yield item.issue("AREA-SUCCESSOR-DATES", message, "Correct since or until of either.", "succeeded_by", number)
