"""What labels say of figures that look back: `three-month mean`, `rolling 12`, `moving average`; and times in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from crossfoot.audit.reading.pack import Column, PackTable, Row
from crossfoot.audit.reading.times import TimeKind
from crossfoot.audit.relations.line import Grid

NUMBERS = {
    word: number
    for number, word in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 2
    )
}
_NUMBER = rf"(?P<number>[2-9]|1[0-9]|2[0-4]|52|{'|'.join(NUMBERS)})"
_UNIT = r"(?P<unit>year|yr|month|mth|quarter|qtr|week|wk|term|day|period|point|meeting|session)"
_COUNTED = re.compile(rf"\b{_NUMBER}[\s-]*(?:(?:rolling|moving|previous|latest|last)[\s-]+)?{_UNIT}s?\b", re.IGNORECASE)
_ROLLING_COUNT = re.compile(rf"\b(?:rolling|moving)[\s-]+{_NUMBER}\b", re.IGNORECASE)
_ROLLING = re.compile(r"\b(?:rolling|moving|smoothed)\b|\brunning (?:mean|average|avg)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:rolling|moving) (?:year|annual)\b", re.IGNORECASE)
_MEAN = re.compile(r"\b(?:means?|averages?|avg|averaged|smoothed)\b", re.IGNORECASE)
_SUM = re.compile(r"\b(?:totals?|sums?|together|combined|number)\b", re.IGNORECASE)
_BACK = re.compile(
    r"\b(?:last|latest|past|preceding|previous|rolling|moving|trailing|most recent)\b|"
    rf"\b{_NUMBER}[\s-]*{_UNIT}s? (?:(?:up )?to|ending|ended|totals?|sums?)\b|"
    rf"\b(?:over|across|sum of|total of|total for|in the) (?:the )?{_NUMBER.replace('number', 'of')}[\s-]+"
    rf"{_UNIT.replace('unit', 'each')}s\b",
    re.IGNORECASE,
)
_NOT_BACK = re.compile(r"\b(?:next|ahead|forecast|change|difference|gap|variance|target|median)\b", re.IGNORECASE)
_IN_A_YEAR = {TimeKind.MONTH: 12, TimeKind.BARE_MONTH: 12, TimeKind.QUARTER: 4, TimeKind.TERM: 3}
_YEARS = {TimeKind.YEAR, TimeKind.SPAN}


@dataclass(frozen=True, slots=True)
class LookingBack:
    """What a label says: over how many of what unit (0 and empty where it does not), and whether mean or total."""

    count: int
    unit: str
    is_mean: bool
    is_sum: bool

    def counts(self, kind: TimeKind | None, most: int) -> Sequence[int]:
        """Over how many of the times of a table it may be: the one told, or any up to `most`."""
        if not self.count:
            return range(2, most + 1)
        per_year = _IN_A_YEAR.get(kind, 0) if kind is not None else 0
        count = self.count
        if self.unit == "year" and per_year:
            count *= per_year
        elif self.unit == "month" and kind is TimeKind.QUARTER:
            count = count // 3 if count % 3 == 0 else 0
        elif self.unit in {"month", "quarter"} and kind in _YEARS:
            count = 0
        return [count] if count > 1 else []

    def scales(self, count: int) -> list[Fraction]:
        """What the sum of so many is multiplied by: to a mean, to a total, or either."""
        return [*([Fraction(1, count)] if self.is_mean else []), *([Fraction(1)] if self.is_sum else [])]


def looks_back(label: str) -> LookingBack | None:
    """What the label says of looking back; None where it says nothing of it."""
    rolling, mean, summed = (pattern.search(label) is not None for pattern in (_ROLLING, _MEAN, _SUM))
    counted = _COUNTED.search(label) or _ROLLING_COUNT.search(label)
    back = rolling or _BACK.search(label) is not None
    if _NOT_BACK.search(label) or not (rolling or (counted and (mean or back))):
        return None
    unit = counted.groupdict().get("unit") or "" if counted else ""
    unit = {"yr": "year", "mth": "month", "qtr": "quarter", "wk": "week"}.get(unit.casefold(), unit.casefold())
    if counted is None and _YEAR.search(label):
        return LookingBack(1, "year", mean, not mean)
    number = counted["number"].casefold() if counted else "0"
    either = not mean and not summed
    return LookingBack(NUMBERS.get(number) or int(number), unit, mean or either, (summed or either) and not mean)


def times_in_order(table: PackTable, grid: Grid) -> tuple[TimeKind | None, list[int]]:
    """The keys of a grid that are times of one kind, the first time first; all keys as printed where few are times.

    No keys where times are left out between them: what looks back over three of them is not of the three printed.
    """
    lines: Sequence[Column | Row] = table.columns if grid.by_row else table.rows
    kinds = Counter(time.kind for key in grid.keys if (time := lines[key].time) is not None)
    plain = [key for key in grid.keys if key not in grid.totals and key not in grid.compared]
    if not kinds or kinds.most_common(1)[0][1] * 2 < len(plain):
        return None, [key for key in plain if looks_back(grid.labels[key]) is None]
    own = kinds.most_common(1)[0][0]
    kind = own
    timed = [(key, time.index) for key in plain if (time := lines[key].time) is not None and time.kind is own]
    apart = _apart([index for _, index in timed]) if own is TimeKind.MONTH else 1
    if apart > 1:
        # A month stands for the quarter or the year that ends with it.
        kind, timed = _ENDED_BY_MONTHS[apart], [(key, index // apart) for key, index in timed]
    for way in (1, -1):
        # Each less its place: the same for all that follow each other. One heading may be wrong itself.
        starts = Counter(
            (index - way * place) % (12 if kind is TimeKind.BARE_MONTH else LATEST)
            for place, (_, index) in enumerate(timed)
        )
        if starts.most_common(1)[0][1] >= len(timed) - (len(timed) >= FEWEST_FOR_ONE_OUT):
            keys = [key for key, _ in timed]
            return kind, keys if way == 1 else keys[::-1]
    return kind, []


def _apart(indices: Sequence[int]) -> int:
    """3 or 12 where so many months, nearly everywhere, lie between one time and the next; else 1."""
    steps = Counter(abs(other - one) for one, other in pairwise(indices))
    step, count = steps.most_common(1)[0] if steps else (1, 0)
    return step if step in _ENDED_BY_MONTHS and count >= sum(steps.values()) - 2 and count * 2 > len(indices) else 1


_ENDED_BY_MONTHS = {3: TimeKind.QUARTER, 12: TimeKind.YEAR}
LATEST = 1_000_000
FEWEST_FOR_ONE_OUT = 5
