"""The rows behind a figure: each child in its denominator, whether in its numerator, and where the row stood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import ibis

from crossfoot.indicators.schema import Indicator, Measure
from crossfoot.populations import POPULATIONS
from crossfoot.populations.evaluate import COUNCIL, Place, Runner
from crossfoot.populations.frame import Frame, month_number
from crossfoot.populations.population import Population, column_of
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form

_PLACE_COLUMNS = {"locality": "xtea_locality_area", "district": "xtea_district_area"}


@dataclass(frozen=True, slots=True, order=True)
class RowBehind:
    """One row of a population: a child, its day, and the row of the records that it rests on.

    `numerator` and `denominator` are what it adds to them: 1 or 0, or an amount; None where the definition takes the
    part from elsewhere.
    """

    day: date
    person: str
    table: str
    file: str
    row: int
    team: str | None
    numerator: int | None
    denominator: int | None


def months_covered(figure: FigureId) -> tuple[Period, ...]:
    """The months whose rows a figure is made of: its own, twelve, those of the year to date, or a quarter's last."""
    if figure.form is Form.ROLLING_12:
        return figure.period.month.last(12)
    if figure.form is Form.YEAR_TO_DATE:
        return figure.period.year_to_date
    if figure.form is Form.AT_QUARTER_END:
        return (Period.month_of(figure.period.end),)
    return (figure.period,)


def find_rows_behind(
    frame: Frame, runner: Runner, figure: FigureId, *, indicator: Indicator, place: Place
) -> tuple[RowBehind, ...]:
    """Every row of the indicator's population that is in the numerator or denominator of `figure`, by day and child.

    `indicator` must have a population; `place` is the figure's area as the records know it.
    """
    population = POPULATIONS[indicator.population or ""]
    rows = population.build(frame)
    months = [month_number(month) for month in months_covered(figure)]
    rows = rows.filter(rows.month.isin(months))
    for dimension, category in figure.breakdown.parts:
        rows = rows.filter(rows[column_of(dimension)] == category)
    if place != COUNCIL:
        rows = _within(frame, rows, place)
    numerator, denominator = _part(rows, indicator.numerator), _part(rows, indicator.denominator)
    counted = rows.select(
        "day",
        "person_id",
        "source_file",
        "source_row",
        "team",
        in_numerator=numerator,
        in_denominator=denominator,
    )
    counted = counted.filter((counted.in_numerator > 0) | (counted.in_denominator > 0))
    found = runner.run(ibis.to_sql(counted, dialect=runner.dialect)).rows
    return tuple(sorted(_row(row, population, indicator) for row in found))


def _within(frame: Frame, rows: ibis.Table, place: Place) -> ibis.Table:
    if place.kind == "team":
        return rows.filter(rows.team == place.key)
    areas = frame.table("x_team_area")
    teams = areas.filter(areas[_PLACE_COLUMNS[place.kind]] == place.key).select("xtea_team_id")
    return rows.semi_join(teams, rows.team == teams.xtea_team_id)


def _part(rows: ibis.Table, measure: Measure | None) -> ibis.Value:
    """What each row adds to a measure, 0 where it adds nothing or the measure is taken from elsewhere."""
    if measure is None or measure.where is None:
        return ibis.literal(0).cast("int64")
    amount = measure.adds or measure.largest
    value = ibis.literal(1).cast("int64") if amount is None else rows[amount].fill_null(0)
    holds = ibis.literal(True)  # noqa: FBT003
    for flag in measure.where:
        holds &= rows[flag].fill_null(False)  # noqa: FBT003
    return holds.ifelse(value, 0)


def _row(cells: Sequence[object], population: Population, indicator: Indicator) -> RowBehind:
    day, person, file, number, team, numerator, denominator = cells
    if not isinstance(day, date):
        raise TypeError("an engine gave no date where one is wanted")
    return RowBehind(
        day=day,
        person=str(person),
        table=population.table,
        file=str(file),
        row=_whole(number),
        team=None if team is None else str(team),
        numerator=None if indicator.numerator.where is None else _whole(numerator),
        denominator=None
        if indicator.denominator is None or indicator.denominator.where is None
        else _whole(denominator),
    )


def _whole(value: object) -> int:
    return value if isinstance(value, int) else int(str(value))


def add_up(rows: Iterable[RowBehind], *, largest: bool = False) -> tuple[int | None, int | None]:
    """Numerator and denominator of the rows together; the largest numerator where it is a maximum."""
    listed = list(rows)
    numerators = [row.numerator for row in listed if row.numerator is not None]
    denominators = [row.denominator for row in listed if row.denominator is not None]
    total = max(numerators, default=0) if largest else sum(numerators)
    return (total if numerators else None), (sum(denominators) if denominators else None)
