"""What a spreadsheet left behind: words of errors, unrounded decimals, noughts for nothing, odd jumps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.cells import CellKind
from crossfoot.audit.reading.labels import Measure, likeness
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.reading.series import Series
from crossfoot.audit.reading.times import Time
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

RESIDUE = Rule("residue", Kind.DISPLAY, "A cell holds a figure or says why there is none.")
DECIMALS = Rule(
    "decimals",
    Kind.DISPLAY,
    "The figures of a row or column are printed to the same number of decimals.",
    Severity.WARNING,
)
NOUGHTS = Rule("noughts", Kind.DISPLAY, "Where nothing was collected there is no value, not nought.", Severity.WARNING)
JUMPS = Rule(
    "jumps", Kind.DISPLAY, "A figure does not leap away from the ones before and after it and back.", Severity.WARNING
)
BASIS = Rule("changed-basis", Kind.LABEL, "A series is counted in one way from end to end.", Severity.WARNING)
USUAL = 0.7


def find_residue(study: Study) -> None:
    """Check every cell for residue, every series for noughts, jumps and a change of basis."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        _check_errors(study, table)
        _check_decimals(study, table)
    long = [series for series in study.series if series.table not in study.copies and _is_long_percentage(series)]
    for series in study.series:
        if series.table not in study.copies:
            _check_noughts(study, series)
            _check_jumps(study, series)
            _check_basis(study, series, long)


def _check_errors(study: Study, table: PackTable) -> None:
    for number, row in enumerate(table.rows):
        for column in table.value_columns:
            cell = table.cell(number, column)
            if cell.kind is CellKind.RESIDUE and table.columns[column].numeric:
                study.ledger.found(
                    RESIDUE,
                    Place(table.index, number, column),
                    explanation=f"{RESIDUE.words} A formula left {cell.text!r} ({row.label}).",
                    expected="a figure",
                    confidence=0.98,
                )
            elif cell.is_number:
                study.ledger.agreed(RESIDUE)


def _check_decimals(study: Study, table: PackTable) -> None:
    """Rows and columns of figures with the same decimals: far too many of them are residue, one more is untidy."""
    columns = [column for column in table.value_columns if table.columns[column].numeric]
    lines = [[Place(table.index, number, column) for column in columns] for number in range(len(table.rows))]
    lines += [[Place(table.index, number, column) for number in range(len(table.rows))] for column in columns]
    noted: set[Place] = set()
    _check_unrounded(study, table, noted)
    for places in lines:
        numbers = [(place, study.pack.cell(place).number) for place in places if study.is_number(place)]
        shown = [(place, number.decimals) for place, number in numbers if number is not None]
        if len(shown) < 5:
            continue
        usual, count = Counter(decimals for _, decimals in shown).most_common(1)[0]
        for place, decimals in shown:
            long = decimals >= 4 and decimals >= usual + 2
            many = sum(each >= 4 for _, each in shown) >= 3 and decimals >= 4
            odd = (
                decimals == usual + 1
                and count >= USUAL * len(shown)
                and len(shown) >= 8
                and _one_kind(study, shown)
                and decimals >= 1
            )
            if place in noted:
                continue
            if long or many:
                noted.add(place)
                study.ledger.found(
                    RESIDUE,
                    place,
                    explanation=(
                        f"{RESIDUE.words} {study.pack.cell(place).text} was not rounded; "
                        f"{usual if not many else 'few'} decimals are printed elsewhere."
                    ),
                    expected="a rounded figure",
                    confidence=0.9,
                )
            elif (
                odd
                and sum(each == decimals for _, each in shown) <= max(2, len(shown) // 5)
                and not _is_usual_across(study, lines, place, decimals)
            ):
                noted.add(place)
                study.ledger.found(
                    DECIMALS,
                    place,
                    explanation=(
                        f"{DECIMALS.words} {study.pack.cell(place).text} has {decimals}, the others beside it {usual}."
                    ),
                    expected=f"{usual} decimals",
                    confidence=0.6,
                    severity=Severity.NOTE,
                )
    study.ledger.agreed(DECIMALS, len(lines))


def _is_usual_across(study: Study, lines: Sequence[Sequence[Place]], place: Place, decimals: int) -> bool:
    """Whether the other figures of a line through it have its decimals: a row of counts ends with a rate to one."""
    for line in lines:
        others = [
            number.decimals for each in line if each != place and (number := study.pack.cell(each).number) is not None
        ]
        if place in line and len(others) > 1 and others.count(decimals) >= USUAL * len(others):
            return True
    return False


def _check_unrounded(study: Study, table: PackTable, noted: set[Place]) -> None:
    """A few figures with four decimals or more in a table of figures with two at most."""
    shown = [(place, cell.number.decimals) for place, cell in table.numbers() if cell.number is not None]
    long = [place for place, decimals in shown if decimals >= 4]
    if not long or len(long) * 5 > len(shown) or len(shown) < 6:
        return
    if sum(decimals <= 2 for _, decimals in shown) < 0.7 * len(shown):
        return
    for place in long:
        noted.add(place)
        study.ledger.found(
            RESIDUE,
            place,
            explanation=(
                f"{RESIDUE.words} {study.pack.cell(place).text} was not rounded as the others of the table are."
            ),
            expected="a rounded figure",
            confidence=0.9,
        )


def _one_kind(study: Study, shown: Sequence[tuple[Place, int]]) -> bool:
    """Whether the line is of one kind of figure: a row mixes a count with no rate of it."""
    kinds = {
        (number.percent, study.measure(place))
        for place, _ in shown
        if (number := study.pack.cell(place).number) is not None
    }
    return len(kinds) == 1


def _check_noughts(study: Study, series: Series) -> None:
    """Nought per cent at times at which the count beside it is blank, or before a run that is nowhere near nought."""
    if series.measure is not Measure.PERCENT or len(series.places) < 4:
        return
    noughts = [time for time in series.times if study.value(series.places[time]) == 0]
    others = [study.value(series.places[time]) for time in series.times if study.value(series.places[time])]
    if not noughts or len(others) < 3 or min(others) < 5:
        return
    count = next(
        (
            each
            for each in study.in_table(series.table)
            if each.measure is Measure.COUNT
            and each.by_row == series.by_row
            and likeness(each.subject, series.subject) >= 0.7
        ),
        None,
    )
    leading = min(others) >= 20 and all(time < series.times[len(noughts)] for time in noughts) and len(noughts) >= 2
    for time in noughts:
        blank = count is not None and time in count.blanks
        elsewhere = any(
            other
            for pair in study.alike
            if series in pair
            for other in pair
            if other is not series
            and (time in other.blanks or (time in other.places and study.value(other.places[time]) > 5))
        )
        if not (blank or leading or elsewhere):
            continue
        why = (
            "the count beside it is blank"
            if blank
            else "another table prints no such value"
            if elsewhere
            else "all later values are far from nought"
        )
        study.ledger.found(
            NOUGHTS,
            series.places[time],
            explanation=(
                f"{NOUGHTS.words} {series.label}, {time.name}: {study.pack.cell(series.places[time]).text}, and {why}."
            ),
            expected="no value, and why",
            confidence=0.85 if blank or elsewhere else 0.65,
        )


def _check_jumps(study: Study, series: Series) -> None:
    """A single value far from both its neighbours, in a series that is otherwise steady."""
    times = series.times
    if len(times) < 7 or any(later.index - earlier.index != 1 for earlier, later in pairwise(times)):
        return
    values = [float(study.value(series.places[time])) for time in times]
    steps = [later - earlier for earlier, later in pairwise(values)]
    study.ledger.agreed(JUMPS)
    for place in range(1, len(values) - 1):
        before, after = steps[place - 1], steps[place]
        if before * after >= 0:
            continue
        rest = [abs(step) for number, step in enumerate(steps) if number not in {place - 1, place}]
        least = min(abs(before), abs(after))
        level = abs(values[place - 1] + values[place + 1]) / 2
        flow = series.measure is Measure.COUNT and not 0.08 <= values[place] / (level or 1) <= 0.12
        if least > 4 * max(rest) and least > FAR * level and least > 3 and not flow:
            if _leap_together(study, series, place):
                continue
            study.ledger.found(
                JUMPS,
                series.places[times[place]],
                explanation=(
                    f"{JUMPS.words} {series.label}: {values[place - 1]:g}, {values[place]:g}, {values[place + 1]:g}; "
                    f"no other step is more than {max(rest):.3g}."
                ),
                expected=f"about {level:.3g}",
                confidence=0.6,
                checked=True,
            )


FAR = 0.25
"""Of the values before and after: what is further from them leaps."""


def _leap_together(study: Study, series: Series, place: int) -> bool:
    """Whether another line of the table leaps the same way then: little is spent in August, and little was planned."""
    times = series.times[place - 1 : place + 2]
    first, peak = (study.value(series.places[time]) for time in times[:2])
    for other in study.in_table(series.table):
        if other is series or other.by_row != series.by_row or not all(time in other.places for time in times):
            continue
        before, there, after = (study.value(other.places[time]) for time in times)
        is_far = float(min(abs(there - before), abs(there - after)) * 2) > FAR * float(abs(before + after))
        if is_far and (there > before) == (there > after) == (peak > first):
            return True
    return False


def _check_basis(study: Study, series: Series, long: Sequence[Series]) -> None:
    """A series that is one known series in its last values and another before, or goes from restless to smooth."""
    for first, other in _sharing(study, series, long):
        times = [time for time in series.times if time in other.places]
        equal = [study.value(series.places[time]) == study.value(other.places[time]) for time in times]
        run = next((place for place, fits in enumerate(reversed(equal)) if not fits), len(equal))
        before = equal[: len(equal) - run]
        if run < 3 or len(before) < 4 or sum(before) > len(before) // 4:
            continue
        start: Time = times[len(equal) - run]
        study.ledger.found(
            BASIS,
            series.places[start],
            explanation=(
                f"{BASIS.words} {first.label!r} equals {other.label!r} (line "
                f"{study.ledger.line_of(other.places[start])}) from {start.name} on "
                f"and in {sum(before)} of the {len(before)} values before."
            ),
            confidence=0.8,
            cause="From there on the figure is of another form, such as in month instead of rolling.",
            others=[other.places[start]],
        )
        return
    _check_restless(study, series)


def _is_long_percentage(series: Series) -> bool:
    return len(series.places) >= 7 and series.measure is Measure.PERCENT


def _sharing(study: Study, series: Series, long: Sequence[Series]) -> list[tuple[Series, Series]]:
    """The earlier series and others of its kind and of like words in other tables."""
    if not _is_long_percentage(series) or not series.by_row:
        return []
    return [
        (series, other)
        for other in long
        if other.table != series.table
        and likeness(series.subject, other.subject) >= 0.25
        and study.ledger.line_of(other.places[other.times[0]]) > study.ledger.line_of(series.places[series.times[0]])
    ]


def _check_restless(study: Study, series: Series) -> None:
    """Steps of one part are many times those of the other: a rolling figure took over from a monthly one."""
    times = series.times
    if len(times) < 9 or series.measure not in {Measure.PERCENT, Measure.RATE}:
        return
    values = [float(study.value(series.places[time])) for time in times]
    steps = [abs(later - earlier) for earlier, later in pairwise(values)]
    for cut in range(3, len(steps) - 3):
        first, rest = sorted(steps[:cut]), sorted(steps[cut:])
        low, high = (first, rest) if first[-1] < rest[0] else (rest, first)
        if high is first and high[0] > 5 * max(low[len(low) * 3 // 4], 0.2) and high[0] > 8:
            study.ledger.found(
                BASIS,
                series.places[times[cut]],
                explanation=(
                    f"{BASIS.words} {series.label}: it moves by {high[0]:.3g} or more a step up to "
                    f"{times[cut].name}, by at most {low[-1]:.3g} after."
                ),
                confidence=0.6,
                cause="A rolling figure may have taken over from a monthly one.",
            )
            return
