"""The monthly tables of the early help dashboard: a row for each team or locality, a column for each month of its year.

Every blank has its reason, by rule: a month after the one that was closed is not due, a team that was not there is not
applicable, a month before a series starts is not collected, and what should be there and is not is not available.
"""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.figures.figure import Figure
from crossfoot.reports.cells import difference, quantity, text_cell
from crossfoot.reports.document import (
    Align,
    Block,
    Cell,
    ChartLine,
    ChartPoint,
    Column,
    LineChart,
    Paragraph,
    Quantity,
    Row,
    Table,
    Text,
)
from crossfoot.reports.early_help.early_help_layout import EarlyHelpLayout, TeamTable
from crossfoot.reports.edition import Edition
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Unit


def quantity_in(edition: Edition, table: TeamTable, area: str, month: Period) -> Quantity:
    """What stands in a cell: the figure's value, or the reason why there is none."""
    figure = edition.figure(table.indicator, month, area=area)
    reason = _reason(edition, table, area, month, figure)
    if figure is None or reason is not None:
        return Quantity(reason or Missing.NOT_AVAILABLE, Unit.COUNT, 0)
    return quantity(figure)


def _reason(edition: Edition, table: TeamTable, area: str, month: Period, figure: Figure | None) -> Missing | None:
    """Why a cell has no value, None where it has one. A figure's own reason stands unless the calendar has a better."""
    if month > edition.month:
        return Missing.NOT_DUE
    if not edition.catalogue.areas[area].exists_in(month):
        return Missing.NOT_APPLICABLE
    if figure is not None and not isinstance(figure.value, Missing):
        return None
    if table.since is not None and month.end < table.since:
        return Missing.NOT_COLLECTED
    return figure.value if figure is not None and isinstance(figure.value, Missing) else Missing.NOT_AVAILABLE


def latest_figures(
    edition: Edition, table: TeamTable, layout: EarlyHelpLayout, month: Period
) -> list[tuple[str, Figure]]:
    """The name of each row with its figure of a month, of those that have a value, in printed order."""
    found = []
    for area in layout.rows[table.rows]:
        figure = edition.figure(table.indicator, month, area=area)
        if figure is not None and _reason(edition, table, area, month, figure) is None:
            found.append((edition.catalogue.areas[area].name, figure))
    return found


def total_in(edition: Edition, table: TeamTable, month: Period) -> Figure | None:
    """The council's figure of a month; None where the table has no total, or it has no value."""
    if table.total is None or month > edition.month:
        return None
    figure = edition.figure(table.indicator, month)
    return None if figure is None or isinstance(figure.value, Missing) else figure


def team_table(edition: Edition, table: TeamTable, layout: EarlyHelpLayout) -> Table:
    """The table of one indicator, its row of totals last, with the change of the latest month beside the months."""
    months = layout.year_of(edition.month)
    past = {month.code for month in months if month <= edition.month}
    notes = [note for note in table.notes if note.month in past]
    marks = {note.month: note.mark for note in notes}
    before = edition.month.shift(-1)
    columns = [Column(table.heading, width=3.6)]
    columns += [Column(f"{month.label}{marks.get(month.code, '')}", align=Align.RIGHT) for month in months]
    columns.append(Column(f"Change on {before.label}", align=Align.RIGHT, width=1.3))
    shown = [area for area in layout.rows[table.rows] if _has_a_month(edition, table, area, months)]
    rows = [_row(edition, table, area, edition.catalogue.areas[area].name, months) for area in shown]
    if table.total is not None:
        rows.append(_row(edition, table, edition.area, table.total, months, total=True))
    return Table(
        id=f"{layout.id}-{table.id}-table",
        caption=f"{table.title}, {edition.area_name}, {months[0].name} to {months[-1].name}",
        columns=tuple(columns),
        rows=tuple(rows),
        landscape=True,
        marks=tuple((note.mark, note.words) for note in notes),
    )


def _row(
    edition: Edition, table: TeamTable, area: str, name: str, months: tuple[Period, ...], *, total: bool = False
) -> Row:
    cells = [Cell((quantity_in(edition, table, area, month),)) for month in months]
    return Row((text_cell(name), *cells, _change(edition, table, area)), total=total)


def _change(edition: Edition, table: TeamTable, area: str) -> Cell:
    month, before = edition.month, edition.month.shift(-1)
    reasons = [quantity_in(edition, table, area, period).value for period in (month, before)]
    later, earlier = (edition.figure(table.indicator, period, area=area) for period in (month, before))
    change = difference(later, earlier) if later is not None and earlier is not None else None
    reason = next((reason for reason in reasons if isinstance(reason, Missing)), None)
    if change is None or reason is not None:
        return Cell((Quantity(reason or Missing.NOT_AVAILABLE, Unit.COUNT, 0),))
    return Cell((change,))


def _has_a_month(edition: Edition, table: TeamTable, area: str, months: tuple[Period, ...]) -> bool:
    """False for a team that was gone before the series starts, or not yet there: its row would be all marks."""
    collected = [month for month in months if table.since is None or month.end >= table.since]
    return any(edition.catalogue.areas[area].exists_in(month) for month in collected)


def start_note(edition: Edition, table: TeamTable, layout: EarlyHelpLayout) -> Iterator[Block]:
    """Why the series starts late, where it starts within the months shown."""
    months = layout.year_of(edition.month)
    if table.since is not None and table.since_note is not None and months[0].start < table.since <= months[-1].end:
        yield Paragraph((Text(table.since_note),))


def total_chart(edition: Edition, table: TeamTable, layout: EarlyHelpLayout) -> LineChart | None:
    """The council's total by month as one line; None where fewer than two months have it.

    A line for each team would be ten lines that cross: the table beside it has them.
    """
    months = [month for month in layout.year_of(edition.month) if month <= edition.month]
    totals = [total_in(edition, table, month) for month in months]
    known = [figure for figure in totals if figure is not None]
    if len(known) < 2 or totals[-1] is None:
        return None
    first, last = known[0], known[-1]
    words = [(quantity(figure).words, figure.id.period.name) for figure in (first, last)]
    lowest, highest = (pick(known, key=lambda figure: figure.value) for pick in (min, max))
    return LineChart(
        id=f"{layout.id}-{table.id}-chart",
        title=f"{table.title}: {words[1][0]} in {words[1][1]}, {_moved(first, last)} {words[0][1]}",
        subtitle=f"{table.total}, {edition.area_name}, {months[0].label} to {months[-1].label}",
        alt=(
            f"Line chart of {table.title}, {(table.total or '').lower()}. From {words[0][0]} in {words[0][1]} to "
            f"{words[1][0]} in {words[1][1]}; lowest {quantity(lowest).words} in {lowest.id.period.name}, highest "
            f"{quantity(highest).words} in {highest.id.period.name}."
        ),
        lines=(
            ChartLine(
                table.total or table.title,
                tuple(ChartPoint(month.label, quantity_in(edition, table, edition.area, month)) for month in months),
            ),
        ),
    )


def _moved(first: Figure, last: Figure) -> str:
    change = difference(last, first)
    if change is None or isinstance(change.value, Missing) or not change.value:
        return "as many as in"
    size = Quantity(abs(change.value), change.unit, change.decimals).words
    return f"{size} {'more' if change.value > 0 else 'fewer'} than in"
