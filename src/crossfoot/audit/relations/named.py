"""What labels alone say of the numbers of one row: reviews per officer, and improved, the same and worse of all."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, permutations

from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.relations import hints
from crossfoot.audit.relations.bands import band_of, follow_each_other
from crossfoot.audit.relations.formula import Formula, Part
from crossfoot.audit.relations.line import Grid, Line
from crossfoot.audit.relations.named_quotients import names_quotient
from crossfoot.audit.relations.quotients import NAMED_BOTH
from crossfoot.audit.relations.ways import ALL_WAYS, are_all_ways, names_way, way_in


def named_formulas(grid: Grid) -> Iterator[Formula]:
    """Quotients whose numerator and denominator the label names, and wholes before or after all ways that there are."""
    for target in grid.lines:
        yield from _named_quotients(grid, target)
        yield from _named_changes(grid, target)
        yield from _named_parts_of_base(grid, target)
        yield from named_shares_of_ended(grid, target)
    yield from _named_flows(grid)
    for way in (grid.lines, grid.lines[::-1]):
        whole = _whole_of_ways(way)
        if whole is not None:
            yield whole
            return
    yield from _named_wholes(grid)


def _named_quotients(grid: Grid, target: Line) -> Iterator[Formula]:
    named = [
        (above, below)
        for above, below in permutations([line for line in grid.lines if line is not target], 2)
        if not above.is_averaged and not below.is_averaged and names_quotient(target, above, below) >= NAMED_BOTH
    ]
    if len(named) == 1:
        above, below = named[0]
        for scale in hints.scales_of(target):
            yield Formula(target, (Part(above),), (Part(below),), Fraction(scale))


def _named_changes(grid: Grid, target: Line) -> Iterator[Formula]:
    """The change of a line beside the same line of the time before: `both %`, `both % last year`, `change`."""
    if _CHANGE.search(target.label) is None:
        return
    pairs = [
        (line, earlier)
        for line, earlier in permutations(grid.lines, 2)
        if target not in (line, earlier) and line.measure is earlier.measure and _is_before(line.label, earlier.label)
    ]
    if len(pairs) == 1 and (target.measure is not Measure.PERCENT or pairs[0][0].is_averaged):
        line, earlier = pairs[0]
        yield Formula(target, (Part(line), Part(earlier, -1)))


def _named_parts_of_base(grid: Grid, target: Line) -> Iterator[Formula]:
    """`Over (under) %` beside `Over (under)` and the one budget, plan or last figure that it is over."""
    label = target.own_label.casefold().strip()
    if target.measure is not Measure.PERCENT or not label.endswith("%"):
        return
    name = label.removesuffix("%").strip(" ,(")
    over = [line for line in grid.lines if line is not target and line.own_label.casefold().strip() == name]
    bases = [line for line in grid.lines if hints.is_base(line) and line not in over and not line.is_averaged]
    if len(over) == len(bases) == 1 and hints.asks_difference(over[0]):
        yield Formula(target, (Part(over[0]),), (Part(bases[0]),), Fraction(100))


def _named_flows(grid: Grid) -> Iterator[Formula]:
    """What was there, who came, who went, what is there in the end: where every column is one of them."""
    counts = [line for line in grid.lines if not line.is_averaged]
    if not FEWEST_PARTS <= len(counts) <= MOST_PARTS or not hints.is_opening(counts[0]):
        return
    closing, moved = counts[-1], counts[1:-1]
    if not (_OF_ONE_DAY.search(closing.own_label) or hints.is_closing(closing)) or hints.is_inflow(closing):
        return
    if all(hints.is_inflow(line) is not hints.is_outflow(line) for line in moved) and any(map(hints.is_inflow, moved)):
        yield Formula(closing, (Part(counts[0]), *(Part(line, 1 if hints.is_inflow(line) else -1) for line in moved)))


_OF_ONE_DAY = re.compile(r"\b(open|there|held|in care|waiting|on roll|number)\b.* (on|at) ", re.IGNORECASE)


_CHANGE = re.compile(r"\b(change|difference|movement|growth|rise|increase)\b", re.IGNORECASE)
"""What is above nought where the figure rose."""


def _is_before(label: str, earlier: str) -> bool:
    """Whether the second label is the first and words of an earlier time."""
    left = earlier.casefold().removeprefix(label.casefold())
    return bool(label) and left != earlier.casefold() and _EARLIER.fullmatch(left.strip(" ,|()-")) is not None


_EARLIER = re.compile(
    r"(the )?(last|previous|prior|preceding) (year|quarter|month|term|period)|(year|quarter|month) before",
    re.IGNORECASE,
)


def named_shares_of_ended(grid: Grid, target: Line) -> Iterator[Formula]:
    """`Upheld or partly, % of decided`: of all ways to end, those that the label names before the sign."""
    match = _OF_ENDED.match(target.own_label)
    if match is None or not target.is_averaged:
        return
    for ways in ALL_WAYS:
        found = {
            place: line
            for line in grid.lines
            if line is not target and (place := way_in(ways, line.own_label)) is not None
        }
        if len(found) != len(ways) or any(line.is_averaged for line in found.values()):
            continue
        named = [
            place
            for piece in re.split(r",|/|\bor\b|\band\b", match["above"])
            if (place := way_in(ways, piece)) is not None
        ]
        if named and len(named) == len(set(named)):
            every = tuple(Part(found[place]) for place in sorted(found))
            yield Formula(target, tuple(Part(found[place]) for place in sorted(named)), every, Fraction(100))


_OF_ENDED = re.compile(
    r"(?P<above>.+?)[\s,]*(?:as (?:a )?)?(?:%|per ?cent(?:age)?|share|proportion) of (?:all |those |the )?"
    r"(?:decided|ended|concluded|finished|heard|closed|answered|completed|decisions|outcomes)\b",
    re.IGNORECASE,
)


def _named_wholes(grid: Grid) -> Iterator[Formula]:
    """Bands that leave nothing out, and what came of all that there were, with those of whom nothing came yet.

    Where a few of the parts make the whole, the others are parts of those, and nothing is said. What became of them may
    leave out some, but is never more than all.
    """
    counts = [line for line in grid.lines if not line.is_averaged]
    if len(grid.keys) != 1 or any(grid.keys[0] not in line.values for line in counts):
        return
    key = grid.keys[0]
    for place, line in enumerate(counts):
        before = counts[:place]
        if len(before) >= FEWEST_PARTS and _is_whole_of_bands(before) and _ALL_OF_BANDS.search(line.own_label):
            yield from _unless_some_make_it(line, before, key)
            return
        if len(before) >= FEWEST_PARTS and _ALL.fullmatch(line.own_label) and _leave(before):
            yield from _if_too_many(_unless_some_make_it(line, before, key), key)
            return
    came_of = all(_OUTCOME.search(line.own_label) for line in counts[1:-1])
    if len(counts) > FEWEST_PARTS and came_of and _leave(counts[-1:]):
        yield from _if_too_many(_unless_some_make_it(counts[0], counts[1:], key), key)


def _is_whole_of_bands(lines: Sequence[Line]) -> bool:
    spans = [span for line in lines if (span := band_of(line.own_label)) is not None]
    return len(spans) == len(lines) and min(spans)[0] <= 0 and max(spans)[1] == math.inf and follow_each_other(spans)


def _leave(lines: Sequence[Line]) -> bool:
    """Whether one of them is of those of whom nothing came yet."""
    return any(_LEFT.search(line.own_label) for line in lines)


def _if_too_many(formulas: Iterator[Formula], key: int) -> Iterator[Formula]:
    for formula in formulas:
        if sum(part.line.values[key].amount for part in formula.parts) > formula.target.values[key].amount:
            yield formula


def _unless_some_make_it(whole: Line, parts: Sequence[Line], key: int) -> Iterator[Formula]:
    amounts = [line.values[key].amount for line in parts]
    own = whole.values[key].amount
    if len(parts) > MOST_PARTS or any(line.measure is not whole.measure for line in parts) or own <= 0:
        return
    some = (sum(chosen) for size in range(1, len(amounts)) for chosen in combinations(amounts, size))
    if all(amount != own for amount in some):
        yield Formula(whole, tuple(Part(line) for line in parts), run=True)


FEWEST_PARTS, MOST_PARTS = 3, 8
_ALL_OF_BANDS = re.compile(r"\b(all|total|open|outstanding|waiting|altogether)\b", re.IGNORECASE)
_ALL = re.compile(r"(in )?all|(grand )?total|altogether", re.IGNORECASE)
_LEFT = re.compile(
    r"\b(still|pending|waiting|awaiting|not yet|under way|on hold|outstanding|in progress)\b", re.IGNORECASE
)


_OUTCOME = re.compile(
    r"\b([a-z]{3,}(ed|eld|awn|iven)|kept|sent|left|paid|done|gone|taken|lost|won|held|met|made|found)\b", re.IGNORECASE
)
"""What came of it: decided, upheld, withdrawn. `Plans in place` beside `Families` is no outcome of them."""


def _whole_of_ways(lines: Sequence[Line]) -> Formula | None:
    """The first line as the sum of those right after it, where they are all ways, each once."""
    whole, parts = lines[0], []
    for line in lines[1:]:
        if line.measure is not whole.measure or line.is_averaged:
            break
        parts.append(line)
    if names_way(whole.own_label) or whole.is_averaged:
        return None
    if are_all_ways([line.own_label for line in parts]):
        return Formula(whole, tuple(Part(line) for line in parts), run=True)
    return None
