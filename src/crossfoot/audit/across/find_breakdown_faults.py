"""Breakdowns against their whole in another table: parts of a series, a table by age, two tables of one whole."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from crossfoot.audit.across.find_repeated_measures import subject_words
from crossfoot.audit.equations import Equation
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.intervals import add_up
from crossfoot.audit.reading.labels import Measure, Totalling, likeness, subject_of
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.reading.series import Series
from crossfoot.audit.reading.times import Time
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

BREAKDOWNS = Rule("breakdowns", Kind.CROSS_TABLE, "The parts of a whole add up to the whole that another table prints.")
TWINS = Rule("twin-breakdowns", Kind.CROSS_TABLE, "Two breakdowns of one whole have the same totals.", Severity.WARNING)
NEAR = Fraction(1, 20)
HELD = 0.6


def find_breakdown_faults(study: Study) -> None:
    """Find series that are the sum of a table's series, tables that break a series down, and twins."""
    _sums_of_series(study)
    for table in study.pack.tables:
        if table.index not in study.copies:
            _whole_of_table(study, table)
    _twins(study)


def _sums_of_series(study: Study) -> None:
    counts = [
        series
        for series in study.series
        if series.measure in {Measure.COUNT, Measure.MONEY} and series.table not in study.copies
    ]
    index: dict[tuple[Time, Fraction], list[int]] = defaultdict(list)
    for series in counts:
        for time, place in series.places.items():
            index[time, study.value(place)].append(series.number)
    found: list[tuple[PackTable, Series, Sequence[Series]]] = []
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        best: dict[int, tuple[float, Sequence[Series]]] = {}
        for group in _groups([series for series in study.in_table(table.index) if series.measure is Measure.COUNT]):
            fits = _whole_of(study, group, index)
            if fits is not None and fits[1] > best.get(fits[0].number, (0.0,))[0]:
                best[fits[0].number] = (fits[1], group)
        found += [(table, study.series[number], parts) for number, (_, parts) in best.items()]
    excusing = {whole.number for table, whole, _ in found if any(map(_EXCLUDES.search, study.notes(table)))}
    for _, whole, parts in found:
        times = sorted(set.intersection(*(set(series.places) for series in (whole, *parts))))
        if whole.number not in excusing or not _never_more(study, whole, parts, times):
            for equation in _equations(study, whole, parts, times):
                study.ledger.weigh(equation)


def _never_more(study: Study, whole: Series, parts: Sequence[Series], times: Sequence[Time]) -> bool:
    """Whether the parts are nowhere more than the whole: a note by them, which leaves some out, can be why."""
    return all(
        study.value(whole.places[time]) >= sum(study.value(series.places[time]) for series in parts) for time in times
    )


_EXCLUDES = re.compile(r"\b(exclud\w+|excl\.?|not includ\w+|does not include|except|omit\w*|left out)\b", re.IGNORECASE)


def _whole_of(
    study: Study, group: Sequence[Series], index: dict[tuple[Time, Fraction], list[int]]
) -> tuple[Series, float] | None:
    """The series of another table that is the sum of the group at most times, and at how many; None where none is."""
    times = sorted(set.intersection(*(set(series.places) for series in group)))
    if len(times) < 4:
        return None
    votes: Counter[int] = Counter()
    for time in times:
        values = [study.value(series.places[time]) for series in group]
        total = add_up(values)
        if sum(value != 0 for value in values) < 2:
            # A number and noughts make that number, whatever they are.
            continue
        votes.update(number for number in set(index.get((time, total), ())) if total)
    for number, count in votes.most_common():
        whole = study.series[number]
        if whole.table == group[0].table:
            continue
        shared = [time for time in times if time in whole.places]
        varied = len({study.value(whole.places[time]) for time in shared}) > 2
        return (whole, count / len(shared)) if count >= max(4, HELD * len(shared)) and varied else None
    return None


def _groups(series: Sequence[Series]) -> Iterator[list[Series]]:
    """All counts of a table; all of one kind where headings repeat under several groups; runs that start or end it."""
    rolling = [each for each in series if not each.is_rolling]
    if 3 <= len(rolling) <= 40:
        yield rolling
    by_ending: dict[str, list[Series]] = defaultdict(list)
    for each in rolling:
        if " | " in each.label:
            by_ending[each.label.rpartition(" | ")[2]].append(each)
    for group in by_ending.values():
        if 3 <= len(group) < len(rolling):
            yield group
    if len(rolling) <= 20:
        for size in range(2, min(9, len(rolling))):
            for start in range(len(rolling) - size + 1):
                yield rolling[start : start + size]


def _equations(study: Study, whole: Series, group: Sequence[Series], times: Sequence[Time]) -> Iterator[Equation]:
    words = (
        f"{whole.label} (line {study.ledger.line_of(whole.places[times[0]])}) is the sum of {len(group)}: "
        f"{group[0].label} to {group[-1].label}."
    )
    for time in times:
        yield Equation(
            BREAKDOWNS,
            study.term(whole.places[time]),
            tuple(study.term(series.places[time]) for series in group),
            words,
            weight=0.85,
        )
    to_date = [series.extras.get(Role.YEAR_TO_DATE) for series in (whole, *group)]
    known = [place for place in to_date if place is not None and study.is_number(place)]
    if len(known) == len(to_date):
        yield Equation(BREAKDOWNS, study.term(known[0]), tuple(map(study.term, known[1:])), words, weight=0.85)


def _whole_of_table(study: Study, table: PackTable) -> None:
    """A table called `X by Y` against the latest value of X."""
    before, by, _ = table.caption.casefold().partition(" by ")
    place = _grand_total(study, table)
    if not by or place is None:
        return
    words = subject_words(before)
    candidates = [
        (likeness(words, subject_words(series.label)), series)
        for series in study.series
        if series.measure is Measure.COUNT and series.table != table.index and len(series.places) >= 2
    ]
    if not candidates:
        return
    alike, series = max(candidates, key=lambda item: (item[0], len(item[1].places)))
    if alike < 0.8 or len(words) < 2:
        return
    other = series.places[series.times[-1]]
    printed, wanted = study.value(place), study.value(other)
    if printed == wanted:
        study.ledger.agreed(BREAKDOWNS)
    elif abs(printed - wanted) <= NEAR * wanted:
        study.ledger.found(
            BREAKDOWNS,
            place,
            explanation=(
                f"{BREAKDOWNS.words} {table.caption} has {printed} in all; {series.label} at "
                f"{series.times[-1].name} is {wanted} (line {study.ledger.line_of(other)})."
            ),
            expected=f"{int(wanted):,}",
            confidence=0.75,
            severity=Severity.WARNING,
            others=[other],
        )


def _grand_total(study: Study, table: PackTable) -> Place | None:
    rows = [number for number, row in enumerate(table.rows) if row.totalling in {Totalling.TOTAL, Totalling.GRAND}]
    columns = [
        place for place in table.value_columns if table.columns[place].totalling in {Totalling.TOTAL, Totalling.GRAND}
    ]
    if len(rows) != 1 or len(columns) > 1 or any(row.time is not None for row in table.rows):
        return None
    numeric = [
        place
        for place in table.value_columns
        if table.columns[place].numeric
        and study.measure(Place(table.index, rows[0], place)) in {Measure.COUNT, Measure.UNKNOWN}
    ]
    if not columns and len(numeric) != 1:
        return None
    place = Place(table.index, rows[0], columns[0] if columns else numeric[0])
    return place if study.is_number(place) and study.measure(place) in {Measure.COUNT, Measure.UNKNOWN} else None


def _twins(study: Study) -> None:
    """Tables with the same column headings and like captions, whose columns mostly have the same sums."""
    shaped: dict[tuple[str, ...], list[PackTable]] = defaultdict(list)
    for table in study.pack.tables:
        headings = tuple(table.columns[place].heading for place in table.value_columns if table.columns[place].numeric)
        if (
            len(headings) >= 3
            and table.index not in study.copies
            and all(headings)
            and not any(table.columns[place].time for place in table.value_columns)
        ):
            shaped[headings].append(table)
    for group in shaped.values():
        for place, first in enumerate(group):
            for other in group[place + 1 :]:
                if likeness(subject_of(first.caption), subject_of(other.caption)) >= 0.4:
                    _compare(study, first, other)


def _compare(study: Study, first: PackTable, other: PackTable) -> None:
    sums = []
    for column, twin in zip(_numeric(first), _numeric(other), strict=True):
        left, right = _parts(study, first, column), _parts(study, other, twin)
        if left and right:
            totals = (
                sum((study.value(place) for place in left), Fraction(0)),
                sum((study.value(place) for place in right), Fraction(0)),
            )
            sums.append((left, right, *totals))
    equal = sum(one == two for *_, one, two in sums)
    if len(sums) < 3 or equal * 2 < len(sums) or equal < 2 or all(one == 0 for *_, one, _ in sums):
        return
    for left, right, one, two in sums:
        if one == two:
            study.ledger.agreed(TWINS)
            continue
        heading = study.pack.column(right[0]).heading
        study.ledger.found(
            TWINS,
            left[0],
            explanation=(
                f"{TWINS.words} Under {heading}, {first.caption!r} adds up to {one} and {other.caption!r} "
                f"(line {other.line}) to {two}; {equal} of {len(sums)} columns agree."
            ),
            published=str(one),
            expected=str(two),
            row="all rows",
            confidence=0.8,
            others=[*left[1:], *right],
        )


def _numeric(table: PackTable) -> list[int]:
    return [place for place in table.value_columns if table.columns[place].numeric]


def _parts(study: Study, table: PackTable, column: int) -> list[Place]:
    places = [
        Place(table.index, number, column) for number, row in enumerate(table.rows) if row.totalling is Totalling.NONE
    ]
    return [
        place for place in places if study.is_number(place) and study.measure(place) in {Measure.COUNT, Measure.UNKNOWN}
    ]
