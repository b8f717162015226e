"""A year to date that stands in the wrong row: it adds up the months of a row near it, whose own is blank."""

from __future__ import annotations

from fractions import Fraction

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.pack import Place, Role
from crossfoot.audit.reading.series import Series
from crossfoot.audit.reading.times import TimeKind
from crossfoot.audit.study import Study

SLID = Rule("slid-totals", Kind.LABEL, "A total stands in the row of what it adds up.")
NEAR = 5
"""Rows."""
FEWEST_MONTHS = 4
LEAST = 100
"""A smaller sum may be that of another row by chance."""


def find_slid_totals(study: Study) -> None:
    """Find totals that their own row does not make, and one row near them does to the last digit."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        rows = [series for series in study.in_table(table.index) if series.by_row and Role.ROLLING not in series.extras]
        column = next((n for n, each in enumerate(table.columns) if each.role is Role.YEAR_TO_DATE), None)
        for series in rows if column is not None else ():
            place = series.extras.get(Role.YEAR_TO_DATE)
            if place is None or not study.is_number(place) or abs(study.value(place)) < LEAST:
                continue
            owner = [
                other
                for other in rows
                if other.position != series.position
                and abs(other.position - series.position) <= NEAR
                and _makes(study, other, study.value(place))
                and not table.cell(other.position, place.column).text
            ]
            if _explains(study, series, study.value(place)):
                study.ledger.agreed(SLID)
            elif len(owner) == 1:
                _report(study, place, owner[0])


def _year(series: Series) -> list[Place]:
    """The months from April to the latest; none where one is missing."""
    times = series.times
    if not times or any(time.kind is not TimeKind.MONTH for time in times):
        return []
    months = [time for time in times if time.financial_year == times[-1].financial_year]
    whole = len(months) == times[-1].months_into_year >= FEWEST_MONTHS
    return [series.places[time] for time in months] if whole else []


def _makes(study: Study, series: Series, value: Fraction) -> bool:
    places = _year(series)
    return bool(places) and sum(map(study.value, places)) == value and all(map(study.value, places))


def _explains(study: Study, series: Series, value: Fraction) -> bool:
    """Whether the row itself may have it: its sum, its latest value, or one among its months, as an average is."""
    values = [study.value(place) for place in series.places.values()]
    return _makes(study, series, value) or min(values) <= value <= max(values) or not _year(series)


def _report(study: Study, place: Place, owner: Series) -> None:
    study.ledger.withdraw("year-to-date", place)
    months = _year(owner)
    again = [each for each in _printed_near(study, place, owner) if each != place]
    study.ledger.found(
        SLID,
        place,
        explanation=(
            f"{SLID.words} {study.pack.cell(place).text} is the sum of {len(months)} months of "
            f"{owner.label!r} (line {study.ledger.line_of(months[0])}), whose own total is blank."
        ),
        expected=f"in the row of {owner.label}",
        confidence=0.9,
        others=[*months, *again],
    )


def _printed_near(study: Study, place: Place, owner: Series) -> list[Place]:
    """Where the sum stands again in totals of rows near it that have no such months: it slid more than once."""
    table = study.pack.tables[place.table]
    columns = [
        n for n, each in enumerate(table.columns) if each.role in {Role.YEAR_TO_DATE, Role.PREVIOUS_YEAR_TO_DATE}
    ]
    rows = range(max(0, owner.position - NEAR), min(len(table.rows), owner.position + NEAR + 1))
    cells = [Place(place.table, row, column) for row in rows for column in columns if row != owner.position]
    return [each for each in cells if study.is_number(each) and study.value(each) == study.value(place)]
