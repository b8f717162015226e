"""Sums and differences: of the lines side by side, of two, of three, of what was there and who came and went."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, product

from crossfoot.audit.reading.labels import Measure, Totalling, subject_of, summarises
from crossfoot.audit.reading.pack import Role
from crossfoot.audit.relations import hints
from crossfoot.audit.relations.formula import Formula, Part
from crossfoot.audit.relations.line import Grid, Line
from crossfoot.audit.relations.search import (
    SAMPLE,
    Candidates,
    Pair,
    are_timed,
    find_pairs,
    fits_somewhere,
    is_earlier,
    nearness,
    sample_of,
)
from crossfoot.audit.relations.two_dates import are_of_two_dates
from crossfoot.audit.relations.two_times import are_named, are_the_two_times, is_newest
from crossfoot.audit.relations.ways import are_whole_scale

_TO_DATE = {Role.YEAR_TO_DATE, Role.PREVIOUS_YEAR_TO_DATE, Role.ROLLING}
MOST_IN_RUN = 14
ALL_UNDER = 1.2
"""What speaks for a line that adds up all that are set in under it."""
NET = 0.7
"""What it says that a line is called net: of what came in and what went out, each with its sign."""
WHOLE_BLOCK = 0.3
"""What speaks for the first or last line of a block that adds up all others of it."""
AS_OTHERS = 2.2
"""What it says that another total of the table adds up all lines since the total before it."""
WHOLE_SCALE = 1.7
"""What it says that the lines are called by the steps of one scale: red, amber, green."""
MOST_FOR_THREE = 9
NAMED_ALL = 2.5
"""What labels say that name all of it: what was there, who came, who went, what is there in the end."""
NAMED_BETWEEN = 2.0
"""What it says that all of it stands between what is called the start and what is called the end."""
MOST_BETWEEN = 4
UNHINTED_HITS = 2
"""Of a few keys so many must fit for a formula that no label speaks for to be weighed."""


def runs(grid: Grid, target: Line) -> Candidates:
    """The sum of the lines right beside it, on one side."""
    found: list[Formula] = []
    for step in (-1, 1):
        found += _runs_to(grid, target, step)
    return Candidates(tuple(found), max(2, len(found) // 3))


def _runs_to(grid: Grid, target: Line, step: int) -> Iterator[Formula]:
    """Runs of two lines and more on one side, and the same without what is set in."""
    run: list[Line] = []
    named, closes = max(hints.names_whole(target), NET * hints.says_net(target)), hints.is_closing(target)
    place = grid.position(target) + step
    other = place - 2 * step
    leads = not 0 <= other < len(grid.lines) or grid.lines[other].group != target.group
    while 0 <= place < len(grid.lines) and len(run) < MOST_IN_RUN:
        line = grid.lines[place]
        place += step
        if line.is_averaged and not target.is_averaged and hints.is_parted_percentage(line):
            continue
        if _ends_run(grid, target, line) and not (hints.names_mean(target) and _may_average(target, line)):
            return
        run.append(line)
        if len(run) < 2:
            continue
        after = grid.lines[place] if 0 <= place < len(grid.lines) else None
        ends = after is None or hints.is_total(after) or after.group != line.group or after.inset
        under = all(each.inset for each in run) and not target.inset
        prior = named + 0.5 * ends + (ALL_UNDER if under and not (after and after.inset) else 0.5 * under)
        prior += WHOLE_BLOCK * (ends and leads)
        if step < 0 and named and _is_block(run, after) and grid.closing_blocks - {target.number}:
            prior += AS_OTHERS
        if closes and hints.is_opening(line):
            # From what was there at the start to what is there at the end, with all between as it is signed.
            prior += ALL_UNDER
        if are_whole_scale([each.own_label for each in run]):
            prior += WHOLE_SCALE
        yield Formula(target, tuple(Part(each) for each in reversed(run)), run=True, prior=prior - 0.3)
        if hints.names_mean(target):
            averaged = [Part(each) for each in reversed(run) if not _is_of_all(each)]
            scale = Fraction(1, max(1, len(averaged)))
            yield Formula(target, tuple(averaged), scale=scale, run=True, prior=1.0 + 0.5 * ends)
        plain = [each for each in run if not each.inset and not hints.is_total(each)]
        if 2 <= len(plain) < len(run):
            yield Formula(target, tuple(Part(each) for each in reversed(plain)), run=True, prior=prior - 0.7)


def _is_block(run: Sequence[Line], after: Line | None) -> bool:
    """Whether a run has no total in it and ends at the edge of the table or at what may be the total before."""
    ends = after is None or after.totalling is not Totalling.NONE
    return ends and all(line.totalling is Totalling.NONE for line in run)


def _is_of_all(line: Line) -> bool:
    """Whether a line tells of the others: their mean or range, or what so many times made, `Five years`."""
    return summarises(line.own_label) or _SO_MANY_TIMES.fullmatch(line.own_label.strip()) is not None


_SO_MANY_TIMES = re.compile(
    r"(?:all |the )?(?:two|three|four|five|six|seven|eight|nine|ten|twelve|\d{1,2}) "
    r"(?:years|quarters|months|terms|weeks)",
    re.IGNORECASE,
)


def _may_average(target: Line, line: Line) -> bool:
    """Whether the target may be a mean of such lines: `average score` of scores."""
    return line.measure is target.measure or (target.measure is Measure.AVERAGE and not line.is_averaged)


def _ends_run(grid: Grid, target: Line, line: Line) -> bool:
    """Whether no run of the target goes on over this line."""
    if line.measure is not target.measure and not (line.values.keys() & target.values.keys()):
        return True
    if hints.is_total(line) and not hints.is_total(target):
        return True
    if not grid.by_row and ("£" in line.label) != ("£" in target.label):
        return True
    compared = {Role.TARGET, Role.BENCHMARK}
    if line.role in compared and target.role not in compared:
        return True
    return target.is_averaged and grid.by_row and not line.inset


def sums_and_differences(grid: Grid, target: Line, pool: Sequence[Line]) -> Iterator[Candidates]:
    """`a - b` and `a + b`."""
    asks = hints.asks_difference(target)
    plain = [line for line in pool if asks or line.role not in {Role.TARGET, Role.BENCHMARK}]
    plain = [line for line in plain if _may_add(target, line, asks=asks)]
    hint = 1.5 * asks + 1.0 * hints.asks_remainder(target) + 0.5 * hints.asks_balance(target)
    named = hints.names_whole(target)
    least = 1 if named else UNHINTED_HITS
    pairs = find_pairs(target, plain, lambda own, first: own - first, least=least)
    sums = [
        Formula(
            target,
            (Part(first), Part(other)),
            prior=max(named, 0.7 * hints.asks_balance(target)) + nearness(grid, target, first, other),
        )
        for first, other in pairs
        if grid.position(first) < grid.position(other) and not (are_timed(first, other) and not hints.is_total(target))
    ]
    yield Candidates(tuple(sums), max(3, len(plain)))
    least = 1 if hint else UNHINTED_HITS
    pairs = find_pairs(target, plain, lambda own, first: first - own, least=least)
    latest = next((line for line in reversed(grid.lines) if line.role is Role.TIME), None)
    pairs += [pair for pair in _beside(grid, target, plain) if asks and pair not in pairs]
    subtracted = _subtracted_line(target, plain) if asks else None
    before = hints.names_before(target)
    changes = hints.is_change(target.own_label)
    differences = [
        Formula(
            target,
            (Part(first), Part(other, -1)),
            prior=hint
            - 0.5
            + nearness(grid, target, first, other)
            + 0.5 * (hints.words_in_common(target, other) > 0)
            + 1.0 * (other is subtracted)
            + TWO_TIMES * (changes and (are_the_two_times(grid, first, other) or are_named(target, first, other)))
            - (2.0 if are_timed(first, other) and is_earlier(grid, first, other) else 0.0)
            - (OF_ANOTHER if before and (first.group != other.group or _COMPARED & {first.role, other.role}) else 0.0),
        )
        for first, other in pairs
        if not are_timed(first, other)
        or (asks and is_newest(grid, first) and not hints.names_two_times(target))
        or (asks and latest in {first, other} and not grid.by_row)
        or (asks and not grid.by_row and are_named(target, first, other))
        if not (hints.names_two_times(target) and {first.role, other.role} & _TO_DATE)
    ]
    yield Candidates(tuple(differences), max(3, len(plain)))


TWO_TIMES = 1.0
"""What it says that a column called `Change` stands in a table of two times."""


_GAP_TO = re.compile(r"\b(?:gap|difference|distance|points|above|below|against|compared)\b", re.IGNORECASE)
OF_ANOTHER = 2.0
"""What it says against a difference from somebody else that its label is of the time before."""
_COMPARED = {Role.TARGET, Role.BENCHMARK}


def differences_from_key(grid: Grid, target: Line, pool: Sequence[Line]) -> Candidates:
    """Each less the one that the label names: `Council minus area`, `gap to England` where England is a row."""
    if not hints.asks_difference(target) and not hints.asks_remainder(target):
        return Candidates((), 1)
    named = [key for key in grid.keys if (words := subject_of(grid.labels.get(key, ""))) and words <= target.subject]
    if not named and _GAP_TO.search(target.own_label):
        # `Gap to Thornmere`, whose row is called `All` and has none.
        wholes = [key for key in grid.keys if key in grid.totals or hints.names_all(grid.labels.get(key, ""))]
        named = [key for key in wholes if (own := target.values.get(key)) is not None and own.amount == 0]
    if not named:
        # `Eastshire now, above or below`, of which the row `Eastshire 2025/26` alone has none.
        undated = {key: _undated(subject_of(grid.labels.get(key, ""))) for key in grid.keys}
        named = [key for key, each in undated.items() if each and each <= target.subject and key not in target.values]
    plain = [line for line in pool if _may_add(target, line, asks=True)]
    formulas = [
        Formula(target, (Part(line, -sign), Part(line, sign, at=key)), prior=1.2 + nearness(grid, target, line))
        for line in plain
        for key in named
        if key in line.values
        for sign in (1, -1)
    ]
    return Candidates(tuple(formulas), max(1, len(formulas)))


def _undated(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if not any(map(str.isdigit, word)))


def _beside(grid: Grid, target: Line, plain: Sequence[Line]) -> Iterator[Pair]:
    """The two lines right before it: what a difference is of, also where no figure of it is right."""
    position = grid.position(target)
    before = [line for line in grid.lines[max(0, position - 2) : position] if line in plain]
    if len(before) == 2:
        yield before[1], before[0]
        yield before[0], before[1]


_PRICES = {Measure.MONEY, Measure.AVERAGE}
"""Of a charge and an average of charges one may be higher."""


def _may_add(target: Line, line: Line, *, asks: bool) -> bool:
    """Whether the line is of a kind that may be added to make the target: percentages make points, money money."""
    if Measure.UNKNOWN in {target.measure, line.measure}:
        return asks or not (target.is_averaged or line.is_averaged) or not (target.has_decimals or line.has_decimals)
    if asks and (Measure.SCORE in {target.measure, line.measure} or {target.measure, line.measure} == _PRICES):
        return True
    if target.is_averaged or line.is_averaged:
        return target.measure is line.measure or (target.is_averaged and line.is_averaged)
    return (target.measure is Measure.MONEY) == (line.measure is Measure.MONEY)


def sums_of_three(grid: Grid, target: Line, pool: Sequence[Line]) -> Candidates:
    """`a + b - c`, `a - b - c`, `a + b + c`: opening, came, went; budget, spent, committed."""
    asks = hints.asks_balance(target) or hints.asks_difference(target)
    position = grid.position(target)
    own = [
        line for line in pool if _may_add(target, line, asks=False) and line.role not in {Role.TARGET, Role.BENCHMARK}
    ]
    own = sorted(own, key=lambda line: abs(grid.position(line) - position))[:MOST_FOR_THREE]
    own.sort(key=grid.position)
    if len(own) < 3 or target.is_averaged:
        return Candidates((), 1)
    formulas = [
        Formula(
            target,
            tuple(Part(own[place], sign) for place, sign in zip(places, signs, strict=True)),
            prior=(0.5 if asks else -0.7) + nearness(grid, target, *(own[place] for place in places)),
        )
        for places, signs in sorted(_threes_that_fit(target, own, least=1 if asks else UNHINTED_HITS))
        if not all(own[place].role is Role.TIME for place in places)
    ]
    return Candidates(tuple(formulas), 7 * len(own))


Three = tuple[tuple[int, int, int], tuple[int, int, int]]
"""The places of three lines, and their signs."""


_SIGNS = tuple((one, two, three) for one, two, three in product((1, -1), repeat=3) if 1 in {one, two, three})


def _threes_that_fit(target: Line, own: Sequence[Line], *, least: int) -> list[Three]:
    """Three lines that make the target at so many of a few keys: of each two, the third is looked up."""
    found: Counter[Three] = Counter()
    sample = sample_of(target)
    for key in sample:
        wanted = target.values[key]
        known = [(place, value.amount, value.half) for place, line in enumerate(own) if (value := line.values.get(key))]
        slack = wanted.half + 3 * max((half for _, _, half in known), default=0.0) + 1e-9
        after = {place: sorted((amount, three) for three, amount, _ in known if three > place) for place, *_ in known}
        for (one, first, _), (two, second, _) in combinations(known, 2):
            if not (thirds := after[two]):
                continue
            least_third, most_third = thirds[0][0] - slack, thirds[-1][0] + slack
            for signs in _SIGNS:
                third = signs[2] * (wanted.amount - signs[0] * first - signs[1] * second)
                if least_third <= third <= most_third:
                    low, high = bisect_left(thirds, (third - slack,)), bisect_right(thirds, (third + slack, len(own)))
                    for _, three in thirds[low:high]:
                        found[(one, two, three), signs] += 1
    needed = least if len(sample) == SAMPLE else 1
    return [three for three, count in found.items() if count >= needed]


def flows(target: Line, pool: Sequence[Line]) -> Candidates:
    """What was there, and who came, less who went, by what the lines are called."""
    if target.is_averaged:
        return Candidates((), 1)
    dated = [line for line in pool if line.number < target.number and are_of_two_dates(line.label, target.label)]
    if not (dated or hints.is_closing(target) or hints.is_stock(target)):
        return Candidates((), 1)
    opening = [
        line
        for line in pool
        if line in dated or hints.is_opening(line) or (hints.is_stock(line) and line.number < target.number)
    ]
    # `At start` is no start of anybody.
    came = [line for line in pool if hints.is_inflow(line) and not line.inset and line not in opening]
    went = [line for line in pool if hints.is_outflow(line) and not line.inset and line not in opening]
    formulas = []
    for start in opening:
        for ins in ([each] for each in came) if len(came) < 2 else ([*([each] for each in came), came]):
            for outs in ([each] for each in went) if len(went) < 2 else ([*([each] for each in went), went]):
                if start in ins or start in outs or set(ins) & set(outs):
                    continue
                for sign in (-1, 1):
                    parts = (Part(start), *(Part(each) for each in ins), *(Part(each, sign) for each in outs))
                    named = start in dated or (hints.is_opening(start) and hints.is_closing(target))
                    formula = Formula(target, parts, prior=NAMED_ALL if named else 1.5)
                    if fits_somewhere(formula, sample_of(target)):
                        formulas.append(formula)
    return Candidates(tuple(formulas), max(1, len(formulas)))


def signed_in_labels(grid: Grid, target: Line) -> Candidates:
    """What stood first, with all that labels between say is added or taken off: `+ accepted`, `less closed`."""
    between: list[Part] = []
    place = grid.position(target) - 1
    while place >= 0 and (sign := _told_sign(grid.lines[place])):
        between.insert(0, Part(grid.lines[place], sign))
        place -= 1
    if place < 0 or len(between) < 2 or _told_sign(target):
        return Candidates((), 1)
    return Candidates((Formula(target, (Part(grid.lines[place]), *between), prior=NAMED_ALL),), 1)


def _told_sign(line: Line) -> int:
    """1 where the label begins with a plus, -1 with a minus, 0 with neither."""
    match = _SIGN.match(line.own_label)
    return 0 if match is None else 1 if match["plus"] else -1


_SIGN = re.compile(
    r"\s*(?:(?P<plus>\+|plus\b|add\b:?)|-|\u2013|\u2212|less\b:?|minus\b|deduct\b:?)\s*\w", re.IGNORECASE
)


def flows_between(grid: Grid, target: Line, pool: Sequence[Line]) -> Candidates:
    """What stands between a start and an end, whatever it is called: some of it came, and some went."""
    if target.is_averaged or not hints.is_closing(target) or hints.is_opening(target):
        return Candidates((), 1)
    ends = grid.position(target)
    opening = [line for line in pool if hints.is_opening(line) and grid.position(line) < ends]
    if len(opening) != 1:
        return Candidates((), 1)
    between = [line for line in grid.lines[grid.position(opening[0]) + 1 : ends] if not line.inset]
    if not 2 <= len(between) <= MOST_BETWEEN or any(line.is_averaged for line in between):
        return Candidates((), 1)
    signs = [(1,) if hints.is_inflow(line) else (-1, 1) if hints.is_outflow(line) else (1, -1) for line in between]
    formulas = [
        Formula(target, (Part(opening[0]), *map(Part, between, chosen)), prior=NAMED_BETWEEN)
        for chosen in product(*signs)
    ]
    return Candidates(
        tuple(formula for formula in formulas if fits_somewhere(formula, sample_of(target))), len(formulas)
    )


def _subtracted_line(line: Line, others: Sequence[Line]) -> Line | None:
    """The one that the label names as what the difference is from: England, of `gap to England`."""
    match = _FROM.search(line.own_label)
    base = subject_of(match["base"]) if match is not None else frozenset()
    return next((other for other in others if base and base == other.subject), None)


_FROM = re.compile(
    r"\b(?:gap|differences?|variance|distance|change|movement|above|below|over|under)\W+(?:\w+\W+)?(?:to|from|with|against|"
    r"between|on|since)?\s*(?P<base>\S.*)$",
    re.IGNORECASE,
)
