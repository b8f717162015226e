"""One figure, many tables: which printed cell counts, and where the tables disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from crossfoot.figures.findings import Finding, Findings, lines_text
from crossfoot.figures.printed import as_printed, can_both_be_right, exact_text, printed_decimals
from crossfoot.figures.supplied import SuppliedFigure
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.issues import Severity
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period

NOT_TO_BE_WORKED_OUT = frozenset({Missing.SUPPRESSED, Missing.WITHHELD, Missing.NOT_APPLICABLE})
"""Reasons that stand whatever else is known: filling them in would undo them."""

Subject = Callable[[FigureId], str]


@dataclass(frozen=True, slots=True)
class Supplies:
    """Every printed cell of one figure: the one that counts and the others, in order of precedence."""

    kept: SuppliedFigure
    others: tuple[SuppliedFigure, ...] = ()

    @property
    def all(self) -> tuple[SuppliedFigure, ...]:
        """The kept one first."""
        return (self.kept, *self.others)

    @property
    def is_closed(self) -> bool:
        """True when the figure is suppressed, withheld or not applicable: it is not worked out another way."""
        return self.kept.missing in NOT_TO_BE_WORKED_OUT


@dataclass(frozen=True, slots=True)
class Precedence:
    """The order of reports, and the report that each table is part of."""

    reports: Sequence[str]
    tables: Mapping[str, str]

    def rank(self, supply: SuppliedFigure) -> tuple[int, str, int, str, int]:
        """Where a cell comes in the order: by report, then by table, line, file and row, so never by chance."""
        report = self.tables.get(supply.table, "")
        place = self.reports.index(report) if report in self.reports else len(self.reports)
        line = supply.line if supply.line is not None else -1
        return place, supply.table, line, supply.file, supply.row


def supplies_by_figure(
    supplied: Iterable[SuppliedFigure],
    *,
    precedence: Precedence,
    can_be_counted: Callable[[SuppliedFigure], bool],
    doubted: frozenset[tuple[str, int]],
) -> dict[FigureId, Supplies]:
    """For each figure the cell that counts, and the others.

    The first report wins, but a cell whose numerator and denominator are known (`can_be_counted`) beats a bare value, a
    bare value beats a number without its percentage, any of them beats a blank, a blank that holds a figure back beats
    one that only lacks it, and every blank beats a doubted nought (file and row in `doubted`): unknown is not nought.
    """

    def weight(supply: SuppliedFigure) -> int:
        if (supply.file, supply.row) in doubted:
            return 5
        if supply.value is None and supply.numerator is None:
            return 3 if supply.missing in NOT_TO_BE_WORKED_OUT else 4
        if can_be_counted(supply):
            return 0
        return 1 if supply.value is not None else 2

    cells: dict[FigureId, list[SuppliedFigure]] = defaultdict(list)
    for supply in supplied:
        cells[supply.id].append(supply)
    found = {}
    for figure in sorted(cells):
        ordered = sorted(cells[figure], key=lambda supply: (weight(supply), precedence.rank(supply)))
        found[figure] = Supplies(ordered[0], tuple(ordered[1:]))
    return found


def find_table_issues(supplied: Iterable[SuppliedFigure], *, precedence: Precedence, findings: Findings) -> None:
    """Add a warning for each table that belongs to no report of the order of precedence."""
    for supply in supplied:
        if precedence.tables.get(supply.table) in precedence.reports:
            continue
        finding = Finding(
            code="TABLE-WITHOUT-PRECEDENCE",
            severity=Severity.WARNING,
            subject=f"Table {supply.table}",
            before="belongs to no report in `precedence`, so every other table wins over it, for",
            after="",
            advice="List the table in tables.csv and its report in `precedence` of input.yaml.",
            place=supply,
        )
        findings.add((supply.table,), (supply.id, f"of {supply.id.indicator}"), finding)


def find_late_issues(
    supplied: Iterable[SuppliedFigure], *, month: Period, subject: Subject, findings: Findings
) -> tuple[SuppliedFigure, ...]:
    """The supplied figures without those that have a value and begin after `month`; each left out is warned of."""
    kept = []
    for supply in supplied:
        if supply.id.period.start <= month.start or supply.missing is not None:
            kept.append(supply)
            continue
        finding = Finding(
            code="FIGURE-AFTER-THE-MONTH",
            severity=Severity.WARNING,
            subject=subject(supply.id),
            before=f"table {supply.table} has values for periods that begin after {month.name}, left out:",
            after="",
            advice="Close the later month, or correct the period in the file.",
            place=supply,
        )
        findings.add((supply.id.indicator, supply.id.area, supply.table), (supply.id, as_printed(supply)), finding)
    return tuple(kept)


def find_printed_twice_issues(
    supplies: Mapping[FigureId, Supplies],
    *,
    doubted: frozenset[tuple[str, int]],
    subject: Subject,
    findings: Findings,
) -> None:
    """Add a warning for each indicator and pair of tables that print different figures.

    Doubted noughts are passed over: they have a warning of their own.
    """
    for figure, cells in supplies.items():
        for other in cells.others:
            if cells.kept.missing is not None or (other.file, other.row) in doubted:
                continue
            if other.missing is not None:
                _add_blank(figure, cells.kept, other, subject=subject, findings=findings)
                continue
            for text in _differences(cells.kept, other):
                _add_difference(figure, cells.kept, other, text, subject=subject, findings=findings)


def _differences(kept: SuppliedFigure, other: SuppliedFigure) -> list[str]:
    lines = f"({lines_text(kept, other)})"
    found = []
    if (
        kept.value is not None
        and other.value is not None
        and not can_both_be_right(kept.value, printed_decimals(kept), other.value, printed_decimals(other))
    ):
        found.append(f"{as_printed(kept)} and {as_printed(other)} {lines}")
    for name in ("numerator", "denominator"):
        one, two = getattr(kept, name), getattr(other, name)
        if one is not None and two is not None and one != two:
            found.append(f"{name} {exact_text(one)} and {exact_text(two)} {lines}")
    return found


def _add_difference(
    figure: FigureId,
    kept: SuppliedFigure,
    other: SuppliedFigure,
    text: str,
    *,
    subject: Subject,
    findings: Findings,
) -> None:
    place = f"tables {kept.table} and {other.table}" if kept.table != other.table else f"table {kept.table} twice,"
    finding = Finding(
        code="FIGURE-PRINTED-TWICE",
        severity=Severity.WARNING,
        subject=subject(figure),
        before=f"printed with different figures in {place}:",
        after=f" The figures of {kept.table} are kept.",
        advice="Find out which is right and correct the other at its source. To keep the other table's figures, "
        "put its report first in `precedence` of input.yaml.",
        place=other,
    )
    findings.add((figure.indicator, figure.area, kept.table, other.table), (figure, text), finding)


def _add_blank(
    figure: FigureId, kept: SuppliedFigure, other: SuppliedFigure, *, subject: Subject, findings: Findings
) -> None:
    hidden = other.missing in NOT_TO_BE_WORKED_OUT
    finding = Finding(
        code="FIGURE-HIDDEN-IN-ONE-TABLE" if hidden else "FIGURE-MISSING-IN-ONE-TABLE",
        severity=Severity.WARNING if hidden else Severity.NOTE,
        subject=subject(figure),
        before=f"missing in table {other.table}, printed in {kept.table}:",
        after=f" The figures of {kept.table} are kept.",
        advice="Ask whether the figure may be published at all: one table holds it back and another prints it."
        if hidden
        else "Nothing to do, unless the figure should not have been printed.",
        place=other,
    )
    part = (figure, f"{as_printed(other)} against {as_printed(kept)} ({lines_text(other, kept)})")
    findings.add((figure.indicator, figure.area, kept.table, other.table, str(hidden)), part, finding)
