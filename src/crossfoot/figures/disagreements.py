"""Printed figures that their own parts contradict, told with the months in which they do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from crossfoot.figures.figure import Figure, Origin
from crossfoot.figures.findings import Finding, Findings, line_text
from crossfoot.figures.parts import Part, Parts, PartsFinder, can_be_added_up
from crossfoot.figures.precedence import Subject, Supplies
from crossfoot.figures.printed import (
    as_printed,
    can_both_be_right,
    decimals_needed,
    exact_text,
    is_printed_as,
    printed_decimals,
)
from crossfoot.figures.scale import is_plain_count
from crossfoot.figures.supplied import SuppliedFigure
from crossfoot.indicators.schema import Indicator
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.issues import Severity
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import number_text
from crossfoot.vocabulary.units import Form

_CODES = {Form.YEAR_TO_DATE: "YEAR-TO-DATE-DISAGREES", Form.ROLLING_12: "ROLLING-12-DISAGREES"}
_WORKED_OUT = {
    "FIGURE-DISAGREES-WITH-PARTS": ("than its numerator and denominator give", "Correct the table at its source."),
    "YEAR-TO-DATE-DISAGREES": (
        "than the months from April add up to",
        "Correct the table at its source, or the months if they were revised after it was printed.",
    ),
    "ROLLING-12-DISAGREES": (
        "than the twelve months add up to",
        "Correct the table at its source, or the months if they were revised after it was printed.",
    ),
}


def find_value_issues(
    figure: Figure,
    indicator: Indicator,
    supplies: Supplies,
    *,
    finder: PartsFinder,
    subject: Subject,
    findings: Findings,
) -> None:
    """Add a warning where a table prints a value, or a sum, that the parts of the figure do not give.

    The worked-out value stands. A value that was supplied bare has nothing to be compared with, but its number has: the
    months of a year to date add up or they do not, whether or not their denominators are known. A cell that differs
    from the kept one is passed over: that is told already.
    """
    added_up = finder.added_up(figure.id) if can_be_added_up(indicator, figure.id) else Parts()
    for supply in supplies.all:
        if _differs_from_kept(supply, supplies.kept):
            continue
        texts = _differing_parts(supply, added_up) if not is_plain_count(indicator) else []
        if figure.missing is None and figure.origin is not Origin.BARE:
            texts += _differing_value(figure, supply)
        for text in texts:
            _add(figure.id, supply, text, stands=figure.origin is not Origin.BARE, subject=subject, findings=findings)


def find_link_issues(
    figure: FigureId,
    indicator: Indicator,
    supplies: Supplies,
    *,
    finder: PartsFinder,
    subject: Subject,
    findings: Findings,
) -> None:
    """Add a warning where a table prints another numerator or denominator than the indicator it is defined by."""
    if is_plain_count(indicator) or can_be_added_up(indicator, figure):
        return
    measures = {"numerator": indicator.numerator, "denominator": indicator.denominator}
    for supply in supplies.all:
        for name, measure in measures.items():
            here: Fraction | None = getattr(supply, name)
            linked = finder.linked(measure, figure) if here is not None else None
            if here is None or measure is None or linked is None or linked.value == here:
                continue
            finding = Finding(
                code="PART-DISAGREES-WITH-ITS-FIGURE",
                severity=Severity.WARNING,
                subject=subject(figure),
                before=f"the {name} in table {supply.table} is not the figure of "
                f"{measure.figures or measure.residents}:",
                after=" What stands in the table is kept.",
                advice=f"Find out whether they count the same. If not, take the link out of the definition's {name}.",
                place=supply,
            )
            text = f"{exact_text(here)} ({line_text(supply)}), {exact_text(linked.value)} there"
            key = (figure.indicator, figure.area, supply.table, name)
            findings.add(key, (figure, text), finding)


def find_quarter_end_issues(supplies: Mapping[FigureId, Supplies], *, subject: Subject, findings: Findings) -> None:
    """Add a warning where a figure at the end of a quarter is not the one printed for the end of its last month."""
    for figure, cells in supplies.items():
        if figure.form is not Form.AT_QUARTER_END:
            continue
        at_month_end = supplies.get(replace(figure, form=Form.AT_MONTH_END, period=figure.period.month))
        if at_month_end is None or at_month_end.kept.value is None or cells.kept.value is None:
            continue
        quarter, month = cells.kept, at_month_end.kept
        if can_both_be_right(
            cells.kept.value, printed_decimals(quarter), at_month_end.kept.value, printed_decimals(month)
        ):
            continue
        finding = Finding(
            code="QUARTER-END-DISAGREES-WITH-MONTH-END",
            severity=Severity.WARNING,
            subject=subject(figure),
            before=f"table {quarter.table} prints another figure for the quarter's end than {month.table} for its last"
            " month:",
            after=" Both are kept.",
            advice="Find out which is right: both are about the same day.",
            place=quarter,
        )
        text = f"{as_printed(quarter)} ({line_text(quarter)}) and {as_printed(month)} ({line_text(month)})"
        findings.add((figure.indicator, figure.area, quarter.table, month.table), (figure, text), finding)


def _differs_from_kept(supply: SuppliedFigure, kept: SuppliedFigure) -> bool:
    if supply.value is None or kept.value is None:
        return False
    return not can_both_be_right(kept.value, printed_decimals(kept), supply.value, printed_decimals(supply))


def _differing_value(figure: Figure, supply: SuppliedFigure) -> list[str]:
    if supply.value is None or is_printed_as(figure.value, supply):
        return []
    value = figure.value
    if isinstance(value, Missing):
        worked_out = f"nothing can be worked out, {value.value}: the denominator is 0"
    else:
        # As exact as it was printed, one decimal more where the two would look the same.
        decimals = max(printed_decimals(supply), min(decimals_needed(value), figure.decimals))
        worked_out = f"worked out {number_text(value, decimals)}"
    return [f"{as_printed(supply)} ({line_text(supply)}), {worked_out}"]


def _differing_parts(supply: SuppliedFigure, added_up: Parts) -> list[str]:
    found = []
    pairs: list[tuple[str, Fraction | None, Part | None]] = [
        ("numerator", supply.numerator, added_up.numerator),
        ("denominator", supply.denominator, added_up.denominator),
    ]
    for name, printed, part in pairs:
        if printed is not None and part is not None and part.value != printed:
            found.append(f"{name} {exact_text(printed)} ({line_text(supply)}), added up {exact_text(part.value)}")
    return found


def _add(
    figure: FigureId, supply: SuppliedFigure, text: str, *, stands: bool, subject: Subject, findings: Findings
) -> None:
    code = _CODES.get(figure.form, "FIGURE-DISAGREES-WITH-PARTS")
    what, advice = _WORKED_OUT[code]
    finding = Finding(
        code=code,
        severity=Severity.WARNING,
        subject=subject(figure),
        before=f"table {supply.table} prints other figures {what}:",
        after=" The worked-out figure stands." if stands else " The printed value stands: its parts are not all known.",
        advice=advice,
        place=supply,
    )
    findings.add((figure.indicator, figure.area, supply.table, str(stands)), (figure, text), finding)
