"""Noughts printed where nothing was collected: unknown is never nought."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from crossfoot.figures.findings import Finding, Findings, line_text
from crossfoot.figures.precedence import Subject
from crossfoot.figures.printed import as_printed
from crossfoot.figures.supplied import SuppliedFigure
from crossfoot.vocabulary.issues import Severity


def find_doubted_zeros(
    supplied: Iterable[SuppliedFigure], *, subject: Subject, findings: Findings
) -> frozenset[tuple[str, int]]:
    """File and row of each nought printed for a period without a numerator, where other periods have one.

    Seen in a published report: 0.0% in the three months before a measure began, its number left blank, 91.0% in the
    month after; and the same nought in a second table that prints no numbers at all. Where no other table says
    something better the value is kept as it was printed, with a warning.
    """
    series: dict[tuple[object, ...], list[SuppliedFigure]] = defaultdict(list)
    for supply in supplied:
        series[supply.id.indicator, supply.id.area, supply.id.form, supply.id.breakdown].append(supply)
    doubted = set()
    for cells in series.values():
        counted = {cell.id for cell in cells if cell.numerator is not None}
        for cell in cells:
            if cell.value != 0 or not counted or cell.id in counted:
                continue
            doubted.add((cell.file, cell.row))
            finding = Finding(
                code="ZERO-WHERE-NOTHING-COLLECTED",
                severity=Severity.WARNING,
                subject=subject(cell.id),
                before=f"table {cell.table} prints nought for periods without a number, which others have:",
                after="",
                advice="If nothing was collected then, leave the value blank and write `not collected` in the column"
                " `missing`: a reader takes 0 for a result.",
                place=cell,
            )
            key = (cell.id.indicator, cell.id.area, cell.table)
            findings.add(key, (cell.id, f"{as_printed(cell)} ({line_text(cell)})"), finding)
    return frozenset(doubted)
