"""A percentage with its numerator and denominator in one cell, shares that make a hundred, bounds."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from crossfoot.audit.arithmetic.shares_worked_out import is_worked_out
from crossfoot.audit.equations import Equation
from crossfoot.audit.finding import Kind, Rule, interval_text
from crossfoot.audit.intervals import Interval, total
from crossfoot.audit.reading.cells import Cell
from crossfoot.audit.reading.labels import Measure, Totalling, stem, words_of
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.reading.series import NOUGHTS, Series
from crossfoot.audit.reading.times import read_time
from crossfoot.audit.relations import hints
from crossfoot.audit.study import Study

PAIRS = Rule("pairs", Kind.ARITHMETIC, "A percentage is the pair of numbers printed with it.")
SHARES = Rule("shares", Kind.ARITHMETIC, "Shares of one whole make a hundred per cent together.")
BOUNDS = Rule("bounds", Kind.ARITHMETIC, "A share is not above a hundred per cent, nor below nought.")
SUBSETS = Rule("parts-within-wholes", Kind.ARITHMETIC, "A part is not above its whole.")
AGGREGATES = Rule("aggregates", Kind.ARITHMETIC, "A whole's percentage, rate or average lies among those of its parts.")
_CHANGE = re.compile(
    r"change|varian|over|under|differ|increase|decrease|growth|of (target|budget|plan)|movement|gap|improve|surplus|"
    r"deficit|balance|net\b|attendance of|\b(?:spent|spend|used|delivered|collected|secured|expected|achieved|"
    r"recovered|of the way|unfilled|filled|full|spare|occupan\w+|utilis\w+|headroom|unused|places left)\b",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(r"national|england|neighbour|region|target|previous|average of|benchmark|quartile", re.IGNORECASE)
_RESTRICTING = frozenset(
    map(stem, ("alone", "also", "within", "completed", "first", "subsequent", "previously", "only", "repeat", "again"))
)
"""Words that make a label one of a part of what it names without them."""
_ON_THEIR_OWN_BASE = frozenset(map(stem, ("first", "subsequent", "previously", "repeat", "again")))
"""Of them, those of cases of some kind: of first reviews a higher percentage may be in time than of all."""


def find_pair_faults(study: Study) -> None:
    """Check pairs in cells, shares, bounds, subsets and aggregates of every table."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        _check_pairs(study, table)
        _check_shares(study, table)
        _check_shares_of_total(study, table)
        _check_bounds(study, table)
        _check_aggregates(study, table)
        _check_subsets(study, study.in_table(table.index))


def _pairs_are_percentages(table: PackTable) -> bool:
    """Whether the numbers before most pairs of the table are their percentages, though no sign says so."""
    pairs = [
        (cell.number.rounded, *cell.pair)
        for row in table.rows
        for cell in row.cells
        if cell.pair is not None and cell.number is not None and cell.pair[1] > 0
    ]
    fits = sum(printed.contains(above / below * 100) for printed, above, below in pairs)
    return len(pairs) >= 3 and fits * 10 >= len(pairs) * 6


def _check_pairs(study: Study, table: PackTable) -> None:
    percentages = _pairs_are_percentages(table)
    shares = {column for column in table.value_columns if _are_shares(table, column)}
    for row in range(len(table.rows)):
        for column in table.value_columns:
            cell = table.cell(row, column)
            if cell.pair is None or cell.pair[1] == 0 or _is_year(cell):
                continue
            above, below = cell.pair
            worked = above / below * 100
            place = Place(table.index, row, column)
            if above > below and column not in shares:
                continue
            if above > below:
                study.ledger.found(PAIRS, place, explanation=f"{SUBSETS.words} {above} of {below}.", confidence=0.8)
            elif cell.number is not None and (percentages or cell.number.percent or table_is_percent(study, place)):
                if cell.number.rounded.contains(worked):
                    study.ledger.agreed(PAIRS)
                else:
                    expected = interval_text(Interval.exactly(worked), cell.number.decimals, suffix="%")
                    study.ledger.found(
                        PAIRS,
                        place,
                        explanation=f"{PAIRS.words} {above} / {below} = {float(worked):.2f}%; {cell.text} is printed.",
                        expected=expected,
                        confidence=0.95,
                    )


MOST_ABOVE = 0.25


def _are_shares(table: PackTable, column: int) -> bool:
    """Whether the pairs of a column are parts of wholes: of fractions, `11/9` of a band, many are above one."""
    pairs = [pair for row in range(len(table.rows)) if (pair := table.cell(row, column).pair) is not None]
    above = sum(part > whole for part, whole in pairs)
    return above <= max(1, MOST_ABOVE * len(pairs))


_NUMBERED = re.compile(r"(?:19|20)\d\d/\d{1,3}")


def _is_year(cell: Cell) -> bool:
    """Whether it is `2016/17`, with or without the mark of a note, or `2024/3`, which numbers a case."""
    if cell.pair is None:
        return False
    above, below = cell.pair
    if read_time(cell.text) is not None:
        return True
    # `2024/3` numbers a case of the year.
    follows = below in {(above + 1) % 100, (above + 1) % 10}
    return 1900 <= above <= 2100 and (follows or _NUMBERED.fullmatch(cell.text) is not None)


def table_is_percent(study: Study, place: Place) -> bool:
    """Whether the number there is a percentage though it has no sign."""
    return study.measure(place) is Measure.PERCENT


def _check_shares(study: Study, table: PackTable) -> None:
    """Runs of percentages, down or across, that make 100 nearly every time."""
    rows = [number for number, row in enumerate(table.rows) if row.totalling is Totalling.NONE and row.time is None]
    columns = [place for place in table.value_columns if table.columns[place].numeric]
    plain = [
        place
        for place in columns
        if table.columns[place].role is Role.VALUE and table.columns[place].totalling is Totalling.NONE
    ]
    every = [number for number, row in enumerate(table.rows) if row.role in {Role.VALUE, Role.TIME}]
    _runs(study, rows, columns, lambda line, other: Place(table.index, line, other))
    _runs(study, plain, every, lambda line, other: Place(table.index, other, line))


def _check_shares_of_total(study: Study, table: PackTable) -> None:
    """A column of percentages that are a column of counts over its total."""
    totals = [number for number, row in enumerate(table.rows) if row.totalling is not Totalling.NONE]
    parts = [
        number
        for number, row in enumerate(table.rows)
        if row.totalling is Totalling.NONE and not hints.is_of_some(row.label)
    ]
    if len(totals) != 1 or len(parts) < 3:
        return
    columns = [place for place in table.value_columns if table.columns[place].numeric]
    for share in columns:
        percents = {row: Place(table.index, row, share) for row in parts}
        percents = {row: place for row, place in percents.items() if study.is_number(place)}
        if len(percents) < 3 or any(study.measure(place) is not Measure.PERCENT for place in percents.values()):
            continue
        best: list[Equation] = []
        for count in _counts_of(table, share, columns):
            whole = Place(table.index, totals[0], count)
            if count == share or not study.is_number(whole) or study.value(whole) <= 0:
                continue
            if study.measure(whole) in {Measure.PERCENT, Measure.RATE, Measure.AVERAGE}:
                continue
            equations = [
                Equation(
                    SHARES,
                    study.term(place),
                    (study.term(above),),
                    f"{study.pack.name_of(place)}: {study.pack.cell(above).text} of {study.pack.cell(whole).text}.",
                    (study.term(whole),),
                    Fraction(100),
                    weight=0.9,
                )
                for row, place in percents.items()
                if study.is_number(above := Place(table.index, row, count))
            ]
            # None of anything is nothing of it.
            held = sum(bool(equation.holds) and equation.result.interval.middle != 0 for equation in equations)
            if held >= max(2, 0.6 * len(percents)) and held > sum(bool(equation.holds) for equation in best):
                best = equations
        for equation in best:
            study.ledger.weigh(equation)


def _counts_of(table: PackTable, share: int, columns: Sequence[int]) -> list[int]:
    """The columns that it may be the share of: that whose heading it has with a sign, `Q2` of `Q2 %`, or all."""
    name = table.columns[share].heading.rstrip("% ").casefold()
    named = [place for place in columns if place != share and table.columns[place].heading.casefold() == name]
    return named or list(columns)


def _runs(study: Study, lines: Sequence[int], across: Sequence[int], at: Callable[[int, int], Place]) -> None:
    shares = {(line, other) for line in lines for other in across if _is_share(study, at(line, other))}
    used: set[int] = set()
    tried = 0
    for start in range(len(lines)):
        for size in range(2, min(12, len(lines) - start) + 1):
            group = lines[start : start + size]
            if used & set(group):
                continue
            tried += 1
            alike = [other for other in across if all((line, other) in shares for line in group)]
            sums = [[at(line, other) for line in group] for other in alike]
            held = [places for places in sums if _makes_hundred(study, places)]
            if len(held) < max(2, 0.7 * len(sums)) or len({_key(study, places) for places in held}) < 2:
                continue
            # That two percentages make a hundred is chance once in fifty times.
            told = sum(math.log10(100 / float(sum(study.interval(place).width for place in places))) for places in held)
            if told < 2.5 + math.log10(tried):
                continue
            used |= set(group)
            for places in sums:
                study.ledger.weigh(_hundred(study, places, weight=0.6 + 0.3 * len(held) / len(sums)))


def _is_share(study: Study, place: Place) -> bool:
    """Whether it is a percentage, and not of the whole."""
    return study.is_number(place) and study.measure(place) is Measure.PERCENT and study.value(place) != 100


def _hundred(study: Study, places: Sequence[Place], *, weight: float) -> Equation:
    first, *rest = places
    words = f"{len(places)} shares: {', '.join(study.pack.cell(place).text for place in places)}."
    terms = tuple(study.term(place, -1) for place in rest)
    return Equation(SHARES, study.term(first), terms, words, constant=Fraction(100), weight=weight)


def _key(study: Study, places: Sequence[Place]) -> tuple[Fraction, ...]:
    return tuple(study.value(place) for place in places)


def _makes_hundred(study: Study, places: Sequence[Place]) -> bool:
    low = sum((study.interval(place).low for place in places), Fraction(0))
    high = sum((study.interval(place).high for place in places), Fraction(0))
    return low <= 100 <= high and min(study.value(place) for place in places) >= 0


def _check_bounds(study: Study, table: PackTable) -> None:
    # What is printed with a plus is a change, whatever its heading: no share is.
    changes = {place.column for place, cell in table.numbers() if cell.number is not None and cell.text.startswith("+")}
    for place, cell in table.numbers():
        if cell.number is None or study.measure(place) is not Measure.PERCENT:
            continue
        row, column = table.rows[place.row], table.columns[place.column]
        if (
            column.role in {Role.DIFFERENCE, Role.REFERENCE, Role.TARGET, Role.RED, Role.GREEN}
            or row.role in {Role.DIFFERENCE, Role.TREND}
            or _CHANGE.search(f"{row.label} {column.heading} {table.caption}")
            or place.column in changes
            or _is_of_change(table, place.column)
        ):
            continue
        if not cell.number.percent and (cell.number.decimals == 0 or cell.number.signed):
            continue
        if 0 <= cell.number.value <= 100:
            study.ledger.agreed(BOUNDS)
            continue
        others = [
            each.number.value
            for other, each in table.numbers()
            if other != place and each.number is not None and each.number.percent
        ]
        if len(others) < 4 or sum(0 <= value <= 100 for value in others) < 0.9 * len(others):
            continue
        if not is_worked_out(study, table, place):
            study.ledger.found(BOUNDS, place, explanation=f"{BOUNDS.words}", expected="0 to 100%", confidence=0.85)


def _is_of_change(table: PackTable, column: int) -> bool:
    """Whether it is the bare per cent beside a column of changes: `Variance, %`."""
    bare = table.columns[column].heading.rpartition(" | ")[2].strip() in {"%", "Per cent", "per cent"}
    return bare and column > 0 and table.columns[column - 1].role is Role.DIFFERENCE


def _parts(study: Study, table: PackTable, whole: int) -> list[int]:
    """The rows with figures that may be parts of it; none where counts show that they are not all of them."""
    parts = [
        number
        for number, row in enumerate(table.rows)
        if number != whole
        and row.time is None
        and not _OUTSIDE.search(row.label)
        and any(cell.is_number for cell in row.cells[table.stub :])
    ]
    return [] if _are_no_parts(study, table, whole, parts) else parts


def _are_no_parts(study: Study, table: PackTable, whole: int, parts: Sequence[int]) -> bool:
    """Whether columns of counts show that the rows are not all of the whole: some groups of pupils under all pupils."""
    added: list[bool] = []
    for column in table.value_columns:
        own = Place(table.index, whole, column)
        places = [place for row in parts if study.is_number(place := Place(table.index, row, column))]
        if len(places) < FEWEST_PARTS or not all(map(study.is_number, (own, *places))):
            continue
        values = [study.value(place) for place in (own, *places)]
        counted = all(study.measure(place) in {Measure.COUNT, Measure.UNKNOWN} for place in (own, *places))
        if (
            counted
            and table.columns[column].role in {Role.VALUE, Role.TIME}
            and all(v.denominator == 1 for v in values)
        ):
            added.append(abs(sum(values[1:]) - values[0]) <= values[0] / 10)
    return bool(added) and not any(added)


FEWEST_PARTS = 3
NEARLY_ALL = 0.05
"""Days lost for each post by cause add up to those of all causes, or nearly: they stand on one base."""


def _check_aggregates(study: Study, table: PackTable) -> None:
    totals = [
        number
        for number, row in enumerate(table.rows)
        if row.totalling is not Totalling.NONE and not _OUTSIDE.search(row.label)
    ]
    if len(totals) != 1:
        return
    parts = _parts(study, table, totals[0])
    checks = []
    for column in table.value_columns:
        place = Place(table.index, totals[0], column)
        if not study.is_number(place) or study.measure(place) not in {Measure.PERCENT, Measure.RATE, Measure.AVERAGE}:
            continue
        number = study.pack.cell(place).number
        if table.columns[column].role in {Role.DIFFERENCE, Role.TARGET, Role.BENCHMARK} or study.value(place) == 100:
            continue
        if _CHANGE.search(table.columns[column].heading) or (number is not None and number.signed):
            # The change of an average need not lie among those of its parts.
            continue
        values = [
            study.interval(Place(table.index, number, column))
            for number in parts
            if study.is_number(Place(table.index, number, column))
        ]
        dashes = any(table.cell(number, column).text in NOUGHTS for number in parts)
        if len(values) >= 3:
            low, high = min(value.low for value in values), max(value.high for value in values)
            together = float(total(values).middle)
            adds_up = abs(together - float(study.value(place))) <= NEARLY_ALL * abs(together)
            low = min(low, Fraction(0)) if dashes else low  # a dash may stand for none at all
            checks.append((place, low, high, adds_up or study.interval(place).meets(Interval(low, high))))
    held = sum(fine for *_, fine in checks)
    for place, low, high, fine in checks:
        # With a column or two it may be another kind of whole: only far outside is it certain.
        outside = max(low - study.interval(place).high, study.interval(place).low - high)
        if fine or high <= 100 < study.value(place):
            # A number of all beside percentages of its parts is no percentage.
            study.ledger.agreed(AGGREGATES)
        elif (held >= 2 and held * 2 >= len(checks)) or outside > (high - low) / 2:
            study.ledger.found(
                AGGREGATES,
                place,
                explanation=f"{AGGREGATES.words} The parts go from {float(low):g} to {float(high):g}.",
                expected=f"{float(low):g} to {float(high):g}",
                confidence=0.85,
            )


def _check_subsets(study: Study, series: Sequence[Series]) -> None:
    """`seen alone within timescales` is never above `seen within timescales`."""
    for whole in series:
        if whole.measure not in {Measure.COUNT, Measure.PERCENT} or len(whole.places) < 4:
            continue
        words = frozenset(words_of(whole.label))
        for part in series:
            more = frozenset(words_of(part.label)) - words
            if (
                part is whole
                or part.measure is not whole.measure
                or not more
                or not words <= frozenset(words_of(part.label))
            ):
                continue
            if not more <= _RESTRICTING or (part.measure is Measure.PERCENT and more & _ON_THEIR_OWN_BASE):
                continue
            times = [time for time in part.times if time in whole.places]
            above = [
                time
                for time in times
                if study.interval(part.places[time]).low > study.interval(whole.places[time]).high
            ]
            if len(times) < 4 or len(above) > len(times) // 4:
                continue
            study.ledger.agreed(SUBSETS, len(times) - len(above))
            for time in above:
                study.ledger.found(
                    SUBSETS,
                    part.places[time],
                    explanation=(
                        f"{SUBSETS.words} {part.label}: {study.pack.cell(part.places[time]).text}; "
                        f"{whole.label}: {study.pack.cell(whole.places[time]).text}."
                    ),
                    expected=f"at most {study.pack.cell(whole.places[time]).text}",
                    confidence=0.85,
                    others=[whole.places[time]],
                )
