"""Write templates for everything that a council types: each register, and the figures that no records feed.

A CSV file has its header and no example row, which somebody would send in. A workbook explains its columns.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crossfoot.figures.snapshot import Snapshot
from crossfoot.figures.supplied import SuppliedFigure
from crossfoot.indicators.catalogue import Catalogue
from crossfoot.indicators.schema import Indicator, Measure
from crossfoot.operations.template_columns import columns_of, figure_columns
from crossfoot.operations.template_workbook import Guide, Template, template_bytes
from crossfoot.sources.registers import REGISTERS
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.issues import InputRefused, Issue, Severity
from crossfoot.vocabulary.periods import Period, PeriodKind
from crossfoot.vocabulary.units import Form

REGISTER_FOLDER, FIGURE_FOLDER, TABLES_FILE = "registers", "figures", "tables.csv"
_KINDS = {
    Form.IN_QUARTER: PeriodKind.QUARTER,
    Form.AT_QUARTER_END: PeriodKind.QUARTER,
    Form.IN_TERM: PeriodKind.TERM,
}


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One figure to be asked for: `breakdown` as it is written."""

    indicator: str
    area: str
    period: Period | None
    """None where the form leaves open whether its years are financial or academic: whoever fills it in says it."""
    form: Form
    breakdown: str = ""


def write_templates(
    out: Path, *, catalogue: Catalogue, month: Period | None = None, area: str | None = None, after: Path | None = None
) -> tuple[Path, ...]:
    """The files written under `out`: a CSV file and a workbook for each register and, with a month, for each topic.

    Figures are asked for of the newest periods that have ended with the month: of `area` for each indicator, or of each
    area and breakdown that the snapshot `after` of an earlier month was supplied with. Files that are there already are
    never written over. Raises InputRefused.
    """
    templates = [(REGISTER_FOLDER, template) for template in register_templates()]
    figures = figure_templates(catalogue, month=month, area=area, after=after) if month is not None else ()
    templates += [(FIGURE_FOLDER, template) for template in figures]
    there = [
        path
        for folder, template in templates
        for path in (out / folder / f"{template.name}.csv", out / folder / f"{template.name}.xlsx")
        if path.exists()
    ]
    if figures and (out / TABLES_FILE).exists():
        there.append(out / TABLES_FILE)
    if there:
        raise InputRefused([_already_there(path) for path in there])
    written = []
    for folder, template in templates:
        (out / folder).mkdir(parents=True, exist_ok=True)
        names = [each.column.name for each in template.columns]
        written.append(_write_csv(out / folder / f"{template.name}.csv", names, template.rows))
        workbook = out / folder / f"{template.name}.xlsx"
        workbook.write_bytes(template_bytes(template))
        written.append(workbook)
    if figures:
        rows = tuple((template.name, template.title, template.name, "", "") for template in figures)
        header = ["id", "title", "report", "first_line", "last_line"]
        written.append(_write_csv(out / TABLES_FILE, header, rows))
    return tuple(written)


def register_templates() -> tuple[Template, ...]:
    """A template of every register, without rows."""
    return tuple(
        Template(register.name, register.title, register.about, "Register", columns_of(register))
        for register in REGISTERS.values()
    )


def figure_templates(
    catalogue: Catalogue, *, month: Period, area: str | None = None, after: Path | None = None
) -> tuple[Template, ...]:
    """A template for each topic with figures that a council supplies itself. Raises InputRefused."""
    by_topic: dict[str, list[_Wanted]] = {}
    for wanted in _wanted(catalogue, month=month, area=area, after=after):
        by_topic.setdefault(catalogue.indicator(wanted.indicator).topic, []).append(wanted)
    return tuple(
        Template(
            name=topic.id,
            title=f"{topic.name}: figures for {month.name}",
            about="Fill in each row, or remove it. A blank is never taken for nought: write why there is no value.",
            sheet="Figures",
            columns=figure_columns(),
            rows=tuple(_row(wanted, topic.id) for wanted in by_topic[topic.id]),
            guides=(_guide(catalogue, topic.name, dict.fromkeys(wanted.indicator for wanted in by_topic[topic.id])),),
        )
        for topic in catalogue.topics
        if topic.id in by_topic
    )


def is_supplied(indicator: Indicator) -> bool:
    """True where neither records nor other figures give the indicator's figures: somebody has to type them."""
    return indicator.population is None and not (
        _follows(indicator.numerator) and (indicator.denominator is None or _follows(indicator.denominator))
    )


def newest_period(kind: PeriodKind, month: Period) -> Period:
    """The newest period of a kind that had ended by the end of a month."""
    current = {
        PeriodKind.MONTH: month,
        PeriodKind.QUARTER: month.quarter,
        PeriodKind.TERM: month.term,
        PeriodKind.FINANCIAL_YEAR: month.financial_year,
        PeriodKind.ACADEMIC_YEAR: month.academic_year,
    }[kind]
    return current if current.end <= month.end else current.shift(-1)


def _follows(measure: Measure) -> bool:
    return measure.figures is not None or measure.residents is not None


def _wanted(catalogue: Catalogue, *, month: Period, area: str | None, after: Path | None) -> Iterator[_Wanted]:
    supplied = [name for name, indicator in catalogue.indicators.items() if is_supplied(indicator)]
    before = _newest_of_each(Snapshot.open(after).supplied) if after is not None else {}
    if area is None and after is None:
        raise InputRefused([_no_area()])
    if area is not None and area not in catalogue.areas:
        raise InputRefused([_unknown_area(area)])
    for name in supplied:
        if name in before:
            for each in before[name]:
                period = newest_period(each.period.kind, month)
                yield _Wanted(name, each.area, period, each.form, str(each.breakdown))
        elif area is not None:
            form = catalogue.indicator(name).form
            kind = _KINDS.get(form, PeriodKind.MONTH)
            yield _Wanted(name, area, None if form is Form.IN_YEAR else newest_period(kind, month), form)


def _newest_of_each(figures: tuple[SuppliedFigure, ...]) -> dict[str, list[FigureId]]:
    """By indicator, the figures of the newest period of each form, in their order, each once."""
    newest: dict[tuple[str, Form, PeriodKind], Period] = {}
    for figure in figures:
        key = (figure.id.indicator, figure.id.form, figure.id.period.kind)
        newest[key] = max(newest.get(key, figure.id.period), figure.id.period)
    found: dict[str, list[FigureId]] = {}
    for name in dict.fromkeys(figure.id for figure in figures):
        if name.period == newest[name.indicator, name.form, name.period.kind]:
            found.setdefault(name.indicator, []).append(name)
    return found


def _guide(catalogue: Catalogue, topic: str, names: Iterable[str]) -> Guide:
    """What each indicator asked for is, from its definition."""
    indicators = [catalogue.indicator(name) for name in names]
    return Guide(
        sheet="Indicators",
        title=f"{topic}: indicators",
        about="What each figure is, from the definitions. No row of this sheet is read.",
        headings=("Indicator", "Name", "Definition", "Numerator", "Denominator", "Unit"),
        widths=(40, 40, 60, 45, 45, 20),
        rows=tuple(
            (
                each.id,
                each.name,
                each.definition,
                each.numerator.counts,
                each.denominator.counts if each.denominator is not None else "none",
                each.unit.value.replace("_", " "),
            )
            for each in indicators
        ),
    )


def _row(wanted: _Wanted, table: str) -> tuple[str, ...]:
    cells = {
        "indicator": wanted.indicator,
        "area": wanted.area,
        "period": wanted.period.code if wanted.period else "",
        "form": wanted.form.value,
        "breakdown": wanted.breakdown,
        "table": table,
    }
    return tuple(cells.get(each.column.name, "") for each in figure_columns())


def _write_csv(path: Path, names: list[str], rows: tuple[tuple[str, ...], ...]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        writer.writerows(rows)
    return path


def _already_there(path: Path) -> Issue:
    return Issue(
        "TEMPLATE-ALREADY-THERE",
        Severity.ERROR,
        "The file is there already, and may have been filled in.",
        "Give another folder, or remove the file.",
        f"{path.parent.name}/{path.name}",
    )


def _no_area() -> Issue:
    return Issue(
        "TEMPLATE-NO-AREA",
        Severity.ERROR,
        "Nothing says which areas figures are wanted of.",
        "Give --area with the council's id, or --after with the snapshot of an earlier month.",
    )


def _unknown_area(area: str) -> Issue:
    return Issue(
        "TEMPLATE-AREA-UNKNOWN",
        Severity.ERROR,
        f"There is no area {area}.",
        "Correct it, or add the area to the definitions under areas/.",
    )
