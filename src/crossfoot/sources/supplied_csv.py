"""Read figures that somebody else printed or returned, from CSV or a workbook: one row is one figure of one table.

The columns are those of `COLUMNS`. `form` may be blank for the indicator's own form. `value` is the bare number as it
was printed, or `missing` says why there is none; `numerator` and `denominator` are given where they were printed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal
from difflib import get_close_matches
from fractions import Fraction
from pathlib import Path
from typing import Protocol

from crossfoot.figures.supplied import SuppliedFigure
from crossfoot.indicators.schema import Indicator
from crossfoot.sources.cells import CellReader
from crossfoot.sources.csv_rows import LIMIT_BYTES, Row, is_plain, read_csv_rows
from crossfoot.sources.figure_columns import FIGURE_COLUMNS
from crossfoot.sources.issue_list import IssueList, TooManyIssuesError, did_you_mean, shortened
from crossfoot.sources.workbook_tables import is_workbook, read_workbook_rows
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.issues import Issue
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.units import Unit

COLUMNS = tuple(column.name for column in FIGURE_COLUMNS)
_WITHOUT_DENOMINATOR = frozenset({Unit.COUNT, Unit.MAXIMUM})
_DIGITS_KEPT = 15
_LONG_DECIMAL = re.compile(r"-?[0-9]{1,15}\.[0-9]+")
_MAY_BE_NEGATIVE = frozenset({Unit.PERCENTAGE_POINTS, Unit.SCORE, Unit.POUNDS})


class KnowsIndicators(Protocol):
    """What reading asks of the catalogue."""

    @property
    def indicators(self) -> Mapping[str, Indicator]:
        """Every indicator by id."""
        ...

    @property
    def areas(self) -> Collection[str]:
        """The ids of every area."""
        ...


def read_supplied_figures(
    path: Path,
    *,
    catalogue: KnowsIndicators,
    file: str | None = None,
    tables: Collection[str] | None = None,
    limit_bytes: int = LIMIT_BYTES,
) -> tuple[tuple[SuppliedFigure, ...], tuple[Issue, ...]]:
    """The figures of the file in its order, and everything wrong with it; no figures at all where anything is an error.

    `file` is the name in figures and issues, the file's own name where it is None. With `tables`, a table that is not
    among them is an error. Never raises on what a file holds.
    """
    issues = IssueList(path.name if file is None else file)
    reader = _FigureReader(issues, catalogue.indicators, tables)
    figures: list[SuppliedFigure] = []
    try:
        for row in _rows(path, issues, limit_bytes):
            figure = reader.figure(row)
            if issues.has_errors:
                figures.clear()
            elif figure is not None:
                figures.append(figure)
    except TooManyIssuesError:
        pass
    if not issues.has_errors and not figures:
        issues.add_error("SUPPLIED-FILE-EMPTY", "The file has a header and no rows.", "Export it again.", row=1)
    return (() if issues.has_errors else tuple(figures)), issues.all()


def _rows(path: Path, issues: IssueList, limit_bytes: int) -> Iterator[Row]:
    """The rows of a CSV file or of a workbook; cells that a workbook leaves out are blank."""
    if not is_workbook(path):
        yield from read_csv_rows(path, columns=COLUMNS, issues=issues, limit_bytes=limit_bytes)
        return
    for row in read_workbook_rows(path, columns=FIGURE_COLUMNS, issues=issues):
        whole = Row(row.number, {name: _without_noise(row.cells.get(name, "")) for name in COLUMNS})
        if is_plain(whole, issues):
            yield whole


def _without_noise(cell: str) -> str:
    """A workbook keeps 0.1 + 0.2 as 0.30000000000000004; it shows 15 digits, and what lies beyond them is noise."""
    if len(cell) <= _DIGITS_KEPT or _LONG_DECIMAL.fullmatch(cell) is None:
        return cell
    return f"{Decimal(cell).normalize(Context(prec=_DIGITS_KEPT)):f}"


@dataclass(slots=True)
class _FigureReader:
    """Turns rows into figures and remembers where each stood, to find a figure that is there twice."""

    issues: IssueList
    indicators: Mapping[str, Indicator]
    tables: Collection[str] | None
    rows: dict[tuple[str, FigureId], int] = field(default_factory=dict)
    nearest: dict[str, str] = field(default_factory=dict)

    def figure(self, row: Row) -> SuppliedFigure | None:
        """The figure of `row`, None where anything in it is an error."""
        before = self.issues.errors
        cells = CellReader(self.issues, row)
        indicator = self.indicator(row)
        area = cells.id("area")
        form = cells.form("form", own=indicator.form if indicator else None)
        period = cells.period("period", form=form)
        breakdown = cells.breakdown("breakdown")
        table = self.table(cells)
        figure_parts = {name: cells.number(name) for name in ("numerator", "denominator", "value")}
        missing = cells.missing("missing")
        line = cells.line("line")
        self.check_one_of_value_and_missing(row, missing, indicator)
        if self.issues.errors > before or not (indicator and area and form and period and breakdown is not None):
            return None
        found = SuppliedFigure(
            id=FigureId(indicator.id, area, form, period, breakdown),
            table=table,
            file=self.issues.file,
            row=row.number,
            line=line,
            missing=missing,
            printed=row.cells["printed"],
            **figure_parts,
        )
        self.find_number_issues(found, indicator)
        self.find_duplicate(found)
        return found if self.issues.errors == before else None

    def indicator(self, row: Row) -> Indicator | None:
        name = row.cells["indicator"]
        known = self.indicators.get(name)
        if known is None and not name:
            self.error("SUPPLIED-CELL-BLANK", "The indicator is blank.", "Write its id.", row, "indicator")
        elif known is None:
            if name not in self.nearest:
                self.nearest[name] = did_you_mean(get_close_matches(name, self.indicators, n=3))
            self.error(
                "SUPPLIED-INDICATOR-UNKNOWN",
                f"There is no indicator {shortened(name)}.",
                self.nearest[name] or "List the indicators to find its id.",
                row,
                "indicator",
            )
        return known

    def table(self, cells: CellReader) -> str:
        name = cells.id("table")
        if name and self.tables is not None and name not in self.tables:
            near = did_you_mean(get_close_matches(name, self.tables, n=3))
            message = f"There is no table {shortened(name)} in the list of tables."
            advice = near or "Add it to the list of tables, or correct it."
            self.error("SUPPLIED-TABLE-UNKNOWN", message, advice, cells.row, "table")
        return name

    def check_one_of_value_and_missing(self, row: Row, missing: Missing | None, indicator: Indicator | None) -> None:
        """A value, or a reason, or the parts that a value follows from."""
        if row.cells["value"] and row.cells["missing"]:
            self.error(
                "SUPPLIED-VALUE-AND-MISSING",
                "The row has a value and a reason why there is none.",
                "Keep one of them.",
                row,
                "missing",
            )
        elif not row.cells["value"] and not row.cells["missing"] and not _has_parts(row, indicator):
            self.error(
                "SUPPLIED-VALUE-OR-MISSING",
                "The row has neither a value nor a reason why there is none, nor the parts it follows from.",
                "Write the value, or its numerator and denominator, or why there is none, such as 'not available'. "
                "A blank is never taken for 0.",
                row,
                "value",
            )
        if missing in (Missing.SUPPRESSED, Missing.WITHHELD) and row.cells["numerator"]:
            self.error(
                "SUPPLIED-HIDDEN-NUMBER",
                f"The figure is {missing} and its numerator is given.",
                "Remove the numerator: the figure could be worked out from it.",
                row,
                "numerator",
            )

    def find_number_issues(self, figure: SuppliedFigure, indicator: Indicator) -> None:
        """Numbers that cannot be (errors) and numbers that are seldom right (warnings)."""
        parts = {"numerator": figure.numerator, "denominator": figure.denominator, "value": figure.value}
        for name, number in parts.items():
            if number is not None and number < 0 and indicator.unit not in _MAY_BE_NEGATIVE:
                message = f"The {name} is negative."
                advice = "Counts of people and events are 0 or more; check the export."
                self.error("SUPPLIED-NEGATIVE", message, advice, figure.row, name)
        if figure.denominator is not None and indicator.unit in _WITHOUT_DENOMINATOR:
            self.error(
                "SUPPLIED-DENOMINATOR-UNUSED",
                f"The indicator is a {indicator.unit.value}, which has no denominator.",
                "Leave it blank, or give the indicator that divides by it.",
                figure.row,
                "denominator",
            )
        elif figure.denominator == 0:
            message = "The denominator is 0, so the figure is not applicable."
            advice = "Write 'not applicable' in the column 'missing', unless a value was really printed."
            self.issues.add_warning("SUPPLIED-DENOMINATOR-NOUGHT", message, advice, row=figure.row, cell="denominator")
        self.find_count_issues(figure, indicator)

    def find_count_issues(self, figure: SuppliedFigure, indicator: Indicator) -> None:
        numerator, denominator, value = figure.numerator, figure.denominator, figure.value
        is_share = indicator.unit is Unit.PERCENTAGE
        if is_share and numerator is not None and denominator is not None and numerator > denominator:
            self.issues.add_warning(
                "SUPPLIED-NUMERATOR-ABOVE-DENOMINATOR",
                f"The numerator {_plain(numerator)} is above the denominator {_plain(denominator)}.",
                "Check whether they were exchanged or belong to different rows.",
                row=figure.row,
                cell="numerator",
            )
        if is_share and value is not None and 0 < value < 1 and is_workbook(Path(figure.file)):
            message = f"The value is {_plain(value)}%. A workbook keeps a cell that it shows as 88% as 0.88."
            advice = "If that is so write 88, in a cell that is formatted as text or as a plain number."
            self.issues.add_warning("SUPPLIED-PERCENTAGE-SMALL", message, advice, row=figure.row, cell="value")
        counts = {"value": value} if indicator.unit is Unit.COUNT else {}
        if is_share or indicator.unit in (Unit.COUNT, Unit.RATE_PER_10K):
            counts |= {"numerator": numerator}
        for name, count in counts.items():
            if count is not None and count.denominator != 1:
                message = f"The {name} {_plain(count)} counts people or events and is not a whole number."
                advice = "Check the export."
                self.issues.add_warning("SUPPLIED-COUNT-NOT-WHOLE", message, advice, row=figure.row, cell=name)

    def find_duplicate(self, figure: SuppliedFigure) -> None:
        first = self.rows.setdefault((figure.table, figure.id), figure.row)
        if first != figure.row:
            self.error(
                "SUPPLIED-DUPLICATE",
                f"Rows {first} and {figure.row} are the same figure of table {figure.table}: {figure.id}.",
                "Remove one of them, or correct its period, form, breakdown or table.",
                figure.row,
                "indicator",
            )

    def error(self, code: str, message: str, advice: str, row: Row | int, cell: str) -> None:
        number = row.number if isinstance(row, Row) else row
        self.issues.add_error(code, message, advice, row=number, cell=cell)


def _has_parts(row: Row, indicator: Indicator | None) -> bool:
    """True when the value follows: a numerator, with a denominator where the unit has one that is not linked."""
    if not row.cells["numerator"] or indicator is None:
        return False
    measure = indicator.denominator
    linked = measure is None or measure.figures is not None or measure.residents is not None
    return linked or bool(row.cells["denominator"])


def _plain(number: Fraction) -> str:
    return str(number) if number.denominator == 1 else f"{float(number):g}"
