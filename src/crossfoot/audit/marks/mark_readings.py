"""Ways to take a rule of marks: which figures it is of, against which others, which way is good; how each one fits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from crossfoot.audit.display.before_and_now import is_percent
from crossfoot.audit.intervals import Interval
from crossfoot.audit.marks.conditions import Base, Condition
from crossfoot.audit.marks.exact_shares import around
from crossfoot.audit.marks.marked import FEWEST, NEAR, Marked, of_percent, told_target, told_tolerances
from crossfoot.audit.marks.rated import RatedColumn, value_columns
from crossfoot.audit.marks.told_rules import ToldRule
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.reading.polarities import HIGH, LOW, likely_low, polarities
from crossfoot.audit.spoken.good_words import more_is_better
from crossfoot.audit.study import Study

_TARGET = re.compile(
    r"\b(targets?|standard|goal|ambition|plan|planned|trajectory|expected|milestone|aim|budget|threshold|limit|ceiling|profiled?)\b",
    re.IGNORECASE,
)
_TOLERANCE = re.compile(r"\btoleran|\bmargin\b|\bamber (band|range)\b", re.IGNORECASE)
_AT_MOST = re.compile(
    r"\b(?:at most|no more than|not more than|maximum|max|ceiling|not over|no higher than|or (?:fewer|less))\b",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"\b(?:at least|no less than|no fewer than|not less than|minimum|min|floor|not under|no lower than)\b",
    re.IGNORECASE,
)
_ALL_WAY = re.compile(
    r"\b(?:for|on|in|of) (?:every|all|each|both)\b[^.;]{0,60}?\b(?P<way>low|lower|high|higher|small|smaller|big|"
    r"bigger)\b"
    r"[^.;]{0,20}\b(?:is|are|means?)\s(?:good|better|best)\b|\ball (?:of them |measures |pledges |targets )?are "
    r"(?P<ends>ceilings|maximums|maxima|upper limits|floors|minimums|minima|lower limits)\b",
    re.IGNORECASE,
)
_DISTANCE = re.compile(
    r"\b(?:against|(?:from|to|over|under|above|below) (?:the )?target|distance|gap|variance|difference)\b",
    re.IGNORECASE,
)
BEFORE = re.compile(r"\b(?:last|previous|prior|before|earlier|ago)\b", re.IGNORECASE)
_GRADED = re.compile(r"\b(?:targets?|better|worse|met|missed|good|poor)\b", re.IGNORECASE)
_LITERAL = re.compile(r"\b(?:above|below|higher|lower|over|under)\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True, slots=True)
class Reading:
    """A column of figures, with those it compares with, the way that is good by row, and what a margin is of."""

    value: int
    name: str
    targets: Mapping[int, Fraction]
    ways: Mapping[int, str]
    margin: Base
    tolerances: Mapping[int, tuple[Fraction, bool]]
    """By row the tolerance, and whether it is per cent of the target."""
    shown: str = ""
    told: frozenset[int] = frozenset()
    """The rows of which the pack says which way is good, or that are all of one measure."""
    column: bool = False
    """Whether the targets stand in a column of their own."""
    measured: int | None = None
    """The column of what it is compared with, where those are figures that were rounded and no targets."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a rule fits under one reading: rows that keep it, and those that break it with what they should be."""

    reading: Reading
    held: tuple[int, ...]
    faults: dict[int, frozenset[str]]

    @property
    def counted(self) -> int:
        """Rows that could be judged."""
        return len(self.held) + len(self.faults)


def ways_of(study: Study, table: PackTable) -> dict[int, str]:
    """`high` or `low` by row: as the pack says it, in the row's own words, or of all its measures."""
    ways = dict(polarities(study, table))
    for row, each in enumerate(table.rows):
        if row not in ways and bool(_AT_MOST.search(each.label)) != bool(_AT_LEAST.search(each.label)):
            ways[row] = LOW if _AT_MOST.search(each.label) else HIGH
    if not ways:
        for paragraph in study.pack.paragraphs:
            if paragraph.sheet == table.sheet and (match := _ALL_WAY.search(paragraph.text)):
                if match["ends"] and not 0 < paragraph.line - table.last_line <= NEAR:
                    continue
                word = (match["way"] or match["ends"]).casefold()
                low = word.startswith(("low", "small", "ceil", "max", "upper")) and word != "lower limits"
                return dict.fromkeys(range(len(table.rows)), LOW if low else HIGH)
    return ways


def guessed_ways(table: PackTable, ways: Mapping[int, str], words: str = "") -> Iterator[dict[int, str]]:
    """Ways for every row: as told, and for the others each of the guesses that one may make.

    Where the words say above and below, that may be meant of the number, whichever way is good.
    """
    rows = range(len(table.rows))
    if any(ways.get(row) == LOW for row in rows) and _LITERAL.search(words) and not _GRADED.search(words):
        yield dict.fromkeys(rows, HIGH)
    if all(row in ways for row in rows):
        yield dict(ways)
        return
    guesses = [dict.fromkeys(rows, HIGH), dict.fromkeys(rows, LOW)]
    some = {row: LOW if likely_low(table, row) else HIGH for row in rows}
    if some not in guesses:
        guesses.append(some)
    for guess in guesses:
        yield {row: ways.get(row) or guess[row] for row in rows}


def readings_of(study: Study, marked: Marked, rule: ToldRule, text: str) -> Iterator[Reading]:
    """Every way to take a rule for a column of marks, or for a row of them."""
    if not rule.compares:
        yield from _of_figures(study, marked, rule, text)
        return
    table = marked.table
    ways = ways_of(study, table)
    rated = RatedColumn(table, marked.column, marked.marks)
    rows = frozenset(range(len(table.rows)))
    forced = [dict.fromkeys(rows, LOW)] if rule.low else list(guessed_ways(table, ways, text))
    for value in _told_value(marked, text) or value_columns(rated, text):
        if _is_distance(table, value):
            continue
        for name, targets, column, measured in _references(study, marked, value, text):
            known = rows if rule.low or len(set(targets.values())) == 1 else frozenset(ways)
            percent = is_percent_column(study, table, value)
            for tolerances, way, margin in product(
                told_tolerances(table, text), forced, _margins(rule, percent=percent)
            ):
                heading = table.columns[value].heading
                told = known | _said_to_be(table, way)
                yield Reading(value, heading, targets, way, margin, tolerances, name, told, column, measured)


def _is_distance(table: PackTable, place: int) -> bool:
    """Whether a column says how far its rows are from a target, `Against target` over +0.9 and -2.6: it has none."""
    numbers = [table.cell(row, place).number for row in range(len(table.rows))]
    signed = [each for each in numbers if each is not None and (each.signed or each.amount < 0)]
    return bool(signed) and _DISTANCE.search(table.columns[place].heading) is not None


def _said_to_be(table: PackTable, ways: Mapping[int, str]) -> frozenset[int]:
    """The rows whose label names something of which more, or less, is better, as these ways have it."""
    said = {row: more_is_better(table.rows[row].label) for row in ways}
    return frozenset(row for row, more in said.items() if more is not None and ways[row] == (HIGH if more else LOW))


def _of_figures(study: Study, marked: Marked, rule: ToldRule, text: str) -> Iterator[Reading]:
    """Of a rule that asks for values or moves: each line of figures, and for moves each with the one before it."""
    if marked.by_row:
        for line in _rows_of_figures(study, marked):
            yield Reading(line, marked.heading_of(line), {}, dict.fromkeys(marked.marks, HIGH), Base.POINTS, {})
        return
    table = marked.table
    ways = ways_of(study, table)
    every: list[dict[int, str]] = [dict.fromkeys(range(len(table.rows)), HIGH)]
    graded = list(guessed_ways(table, ways, text)) if rule.moves and not rule.literal else every
    told = frozenset(ways)
    figures = of_percent(marked, _figures(marked, signed=rule.moves), text)
    if rule.shares:
        figures = [place for place in figures if is_percent(table, place)]
    for value, way in product(figures, graded):
        yield Reading(value, table.columns[value].heading, {}, way, Base.POINTS, {}, told=told)
    for (value, other), way in product(_pairs(marked, text) if rule.moves else (), graded):
        earlier = {row: number.amount for row in marked.marks if (number := table.cell(row, other).number) is not None}
        names = table.columns[value].heading, table.columns[other].heading
        yield Reading(value, names[0], earlier, way, Base.POINTS, {}, names[1], told, measured=other)


def _margins(rule: ToldRule, *, percent: bool) -> tuple[Base, ...]:
    """Of what a margin in per cent is: of the target, or of percentages in points."""
    told = any(each.high or each.low for held in rule.states.values() for each in held if each.base is Base.MISS)
    if not told:
        return (Base.POINTS,)
    return (Base.SHARE, Base.POINTS) if percent else (Base.SHARE,)


def is_percent_column(study: Study, table: PackTable, place: int) -> bool:
    """Whether a column may be of percentages: one of them has the sign, or the heading or the table says so."""
    cells = [Place(table.index, row, place) for row in range(len(table.rows))]
    return any(study.measure(cell) is Measure.PERCENT for cell in cells if study.is_number(cell))


def _rows_of_figures(study: Study, marked: Marked) -> list[int]:
    """The rows above and below a row of marks that have a number at each of them."""
    rows = range(len(marked.table.rows))
    return [row for row in rows if all(study.is_number(marked.place(key, row)) for key in marked.marks)]


def _pairs(marked: Marked, text: str) -> list[tuple[int, int]]:
    """A column of figures and one of the same before, all of whose words stand in the words of the rule."""
    table = marked.table
    numeric = [place for place in table.value_columns if table.columns[place].numeric and place != marked.column]
    said = _said(text)
    before = [
        place
        for place in numeric
        if BEFORE.search(table.columns[place].heading) and _said(table.columns[place].heading) <= said
    ]
    return [(value, before[0]) for value in numeric if value != before[0]] if len(before) == 1 else []


def _said(text: str) -> set[str]:
    """The words of a heading or a rule that say which figures are meant."""
    return set(_WORD.findall(text.casefold()))


def _figures(marked: Marked, *, signed: bool) -> list[int]:
    table = marked.table
    found = []
    for place in table.value_columns:
        column = table.columns[place]
        if place == marked.column or not column.numeric or column.role in {Role.REFERENCE, Role.UNIT, Role.POLARITY}:
            continue
        if column.role in {Role.TARGET, Role.RED, Role.GREEN}:
            continue
        numbers = [table.cell(row, place).number for row in marked.marks]
        if not signed or any(each.signed or each.amount < 0 for each in numbers if each is not None):
            found.append(place)
    return found


def _told_value(marked: Marked, text: str) -> list[int]:
    """The column that words say the mark is set on: `The mark is set on the YTD figure`."""
    heading = re.escape(marked.heading.rpartition(" | ")[2].casefold())
    match = re.search(
        rf"\b{heading}s? (?:is|are) (?:set|given|based|worked|judged) (?:on|by|from) (?:the )?(?P<name>[^.,;]{{2,40}})",
        text.casefold(),
    )
    if match is None:
        return []
    named = [
        place
        for place in marked.table.value_columns
        if marked.table.columns[place].numeric
        and re.match(rf"{re.escape(marked.table.columns[place].heading.casefold())}\b", match["name"])
    ]
    return named if len(named) == 1 else []


def _references(
    study: Study, marked: Marked, value: int, text: str
) -> Iterator[tuple[str, dict[int, Fraction], bool, int | None]]:
    """What the figures are compared with: columns of targets or of others that the words name, else one told target.

    Each with whether it is a column, and which one it is where its figures were measured.
    """
    table = marked.table
    said = set(_WORD.findall(f"{marked.heading} {text}".casefold()))
    found = False
    for place in table.value_columns:
        column = table.columns[place]
        if place in {value, marked.column} or not column.numeric or _TOLERANCE.search(column.heading):
            continue
        named = bool(set(_WORD.findall(column.heading.casefold())) & said) and column.role is Role.BENCHMARK
        asked = _TARGET.search(column.heading) is not None or _is_said_of(column.heading, text)
        if not (column.role is Role.TARGET or named or (column.role is Role.VALUE and asked)):
            continue
        targets = {row: number.amount for row in marked.marks if (number := table.cell(row, place).number) is not None}
        if targets and _same_unit(study, marked, value, place):
            found = True
            yield column.heading, targets, True, place if column.role is Role.BENCHMARK else None
    if not found and (told := told_target(study, marked, value, text)) is not None:
        yield f"{float(told):g}", dict.fromkeys(marked.marks, told), False, None


def _is_said_of(heading: str, text: str) -> bool:
    """Whether words set figures against those that a heading names: `at or below the approved cost`."""
    name = re.escape(heading.partition("(")[0].strip())
    against = r"(?:above|below|over|under|than|within|exceed(?:s|ed|ing)?|\d\s?(?:%|per cent|points?|pp) of)"
    return (
        len(heading.split()) > 1 and re.search(rf"\b{against} (?:the |its )?{name}\b", text, re.IGNORECASE) is not None
    )


def _same_unit(study: Study, marked: Marked, first: int, second: int) -> bool:
    agree = differ = 0
    for row in marked.marks:
        one, two = (marked.table.cell(row, place).number for place in (first, second))
        if one is not None and two is not None:
            agree += (
                one.percent == two.percent
                or not two.percent
                or study.measure(Place(marked.table.index, row, first)) is Measure.PERCENT
            )
            differ += two.percent and not one.percent
    return agree > 0 and agree >= differ


def fit(study: Study, marked: Marked, rule: ToldRule, reading: Reading) -> Fit | None:
    """How the marks keep to a rule under one reading; None where too few rows can be judged."""
    held: list[int] = []
    faults: dict[int, frozenset[str]] = {}
    for row, mark in marked.marks.items():
        place = marked.place(row, reading.value)
        if not study.is_number(place) or (rule.compares and row not in reading.targets):
            continue
        interval = around(study, place)
        expected = states_of(rule, reading, row, study.interval(place).middle)
        if expected is None or not expected:
            if mark in rule.states and expected is not None and is_beyond(rule, reading, row, interval, mark):
                faults[row] = frozenset([f"not {mark}"])
            continue
        ends = (
            states_of(rule, each, row, end) or set()
            for each in _ends_of(study, marked, reading, row)
            for end in (interval.low, interval.high)
        )
        if mark in expected.union(*ends):
            held.append(row)
        elif not _is_right_turned(rule, reading, row, interval, mark):
            faults[row] = frozenset(expected)
    found = Fit(reading, tuple(held), faults)
    told = [row for row in marked.marks if not rule.compares or row in reading.targets]
    # A place that is shared, `3=`, is left out.
    judged = [row for row in told if "=" not in study.pack.cell(marked.place(row, reading.value)).text]
    return found if found.counted >= FEWEST and found.counted * 5 >= len(judged) * 4 else None


def _ends_of(study: Study, marked: Marked, reading: Reading, row: int) -> list[Reading]:
    """The reading with the other figure as printed, and where that was rounded with both ends of what it may be."""
    place = None if reading.measured is None else marked.place(row, reading.measured)
    if place is None or not study.is_number(place):
        return [reading]
    interval = study.interval(place)
    return [reading, *(replace(reading, targets={row: end}) for end in (interval.low, interval.high))]


def _is_right_turned(rule: ToldRule, reading: Reading, row: int, interval: Interval, mark: str) -> bool:
    """Whether a mark is right if the other way is good, and nothing says which is."""
    if row in reading.told or rule.literal or not (rule.compares or rule.moves):
        return False
    turned = replace(reading, ways={row: LOW if reading.ways[row] == HIGH else HIGH})
    return any(
        mark in (states_of(rule, turned, row, end) or ()) for end in (interval.low, interval.middle, interval.high)
    )


def is_beyond(rule: ToldRule, reading: Reading, row: int, interval: Interval, mark: str) -> bool:
    """Whether a value in no band is further from the band of its mark than a gap between two is wide."""
    near = Fraction(1)
    ends = (interval.middle - near, interval.middle + near)
    return all(mark not in (states_of(rule, reading, row, end) or ()) for end in (interval.low, interval.high, *ends))


def states_of(rule: ToldRule, reading: Reading, row: int, value: Fraction) -> set[str] | None:
    """The marks that a value may have; None where a tolerance that is asked for is not known."""
    found: set[str] = set()
    for mark, conditions in rule.states.items():
        for each in conditions:
            if each.base is Base.REST:
                continue
            amount = _amount(each, reading, row, value, moves=rule.moves)
            if amount is None:
                return None
            if each.holds(amount):
                found.add(mark)
    return found or {mark for mark, held in rule.states.items() if any(each.base is Base.REST for each in held)}


def _amount(condition: Condition, reading: Reading, row: int, value: Fraction, *, moves: bool) -> Fraction | None:
    base = reading.margin if condition.base is Base.MISS else condition.base
    high = reading.ways[row] == HIGH
    target = reading.targets.get(row)
    if base is Base.VALUE:
        change = value - target if moves and target is not None else value
        return change if high or not moves else -change
    if target is None:
        return None
    if base is Base.RATIO:
        part, whole = (value, target) if high else (target, value)
        return part / whole * 100 if whole else None
    worse = target - value if high else value - target
    if base is Base.SHARE:
        return worse / abs(target) * 100 if target else None
    return worse if base is not Base.TOLERANCE else _in_tolerances(worse, target, reading.tolerances.get(row))


def _in_tolerances(worse: Fraction, target: Fraction, told: tuple[Fraction, bool] | None) -> Fraction | None:
    """How many tolerances a distance is; None where none is told. Of a tolerance of nought every miss is many."""
    if told is None:
        return None
    size = told[0] * abs(target) / 100 if told[1] else told[0]
    return worse / size if size else Fraction(0 if worse <= 0 else 10**9)
