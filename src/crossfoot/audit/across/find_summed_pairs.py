"""Percentages of districts printed with their numbers, against the percentage of the whole in another table."""

from __future__ import annotations

from fractions import Fraction

from crossfoot.audit.across.find_benchmark_series import kind_of
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.labels import Measure, Totalling, subject_of
from crossfoot.audit.reading.pack import PackTable
from crossfoot.audit.reading.series import Series
from crossfoot.audit.reading.times import Time
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity
from crossfoot.vocabulary.numbers import number_text

SUMMED = Rule(
    "summed-pairs",
    Kind.CROSS_TABLE,
    "The percentage of a whole is that of the numbers of its parts together.",
    Severity.WARNING,
)
FEWEST_PARTS = 3
FEWEST_EQUAL = 3
SHARED_WORDS = 2
Shares = dict[Time, tuple[Fraction, Fraction]]
"""By time, all numerators and all denominators together."""


def find_summed_pairs(study: Study) -> None:
    """Add up the pairs of each table (`47/59`) and find the series that is their percentage at all times but one."""
    for table in study.pack.tables:
        shares = _shares(table) if table.index not in study.copies else {}
        if len(shares) > FEWEST_EQUAL:
            about = subject_of(table.caption)
            for series in study.series:
                if (
                    series.table != table.index
                    and series.table not in study.copies
                    and series.measure is Measure.PERCENT
                    and len(series.subject & about) >= SHARED_WORDS
                ):
                    _compare(study, table, shares, series)


def _shares(table: PackTable) -> Shares:
    """The sums of columns in which every part has its pair."""
    parts = [
        number
        for number, row in enumerate(table.rows)
        if row.totalling is Totalling.NONE and row.time is None and not kind_of(row.label)
    ]
    found: Shares = {}
    for place in table.value_columns:
        time = table.columns[place].time
        pairs = [pair for number in parts if (pair := table.cell(number, place).pair) is not None]
        if time is not None and len(pairs) == len(parts) >= FEWEST_PARTS:
            found[time] = sum((one for one, _ in pairs), Fraction(0)), sum((two for _, two in pairs), Fraction(0))
    return {time: pair for time, pair in found.items() if pair[1]}


def _compare(study: Study, table: PackTable, shares: Shares, series: Series) -> None:
    times = sorted(set(shares) & set(series.places))
    made = {time: 100 * shares[time][0] / shares[time][1] for time in times}
    differ = [time for time in times if not study.interval(series.places[time]).meets(Interval.exactly(made[time]))]
    equal = {study.value(series.places[time]) for time in times if time not in differ}
    if len(equal) < FEWEST_EQUAL or len(differ) > 1:
        return
    study.ledger.agreed(SUMMED, len(times) - len(differ))
    for time in differ:
        place = series.places[time]
        number = study.pack.cell(place).number
        over, under = shares[time]
        study.ledger.found(
            SUMMED,
            place,
            explanation=(
                f"{SUMMED.words} At {time.name} the rows of {table.title!r} (line {table.line}) make "
                f"{int(over):,} of {int(under):,}; at all other times it agrees."
            ),
            expected=f"{number_text(made[time], number.decimals if number else 0)}%",
            confidence=0.65,
        ).other_lines = tuple(
            table.cell(number, place.column).line for number, row in enumerate(table.rows) if not kind_of(row.label)
        )
