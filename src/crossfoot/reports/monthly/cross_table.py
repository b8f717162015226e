"""Breakdowns as tables: one dimension down, perhaps another across, with the totals that were supplied."""

from __future__ import annotations

import re

from crossfoot.figures.figure import Figure
from crossfoot.reports.cells import NOTHING, figure_cell, text_cell
from crossfoot.reports.document import Align, Cell, Column, Row, Table
from crossfoot.reports.edition import Edition
from crossfoot.reports.layouts import CrossTable, Sources
from crossfoot.vocabulary.figure_id import Breakdown
from crossfoot.vocabulary.units import Form


def cross_table(edition: Edition, layout: CrossTable, *, title: str) -> Table:
    """A cross-tabulation of the month. Totals come from the figures, where there are any, never from adding here."""
    indicator = edition.indicator(layout.indicator)
    form = layout.form or indicator.form
    figures = edition.snapshot.figures.parts(layout.indicator, edition.area, form, edition.month)
    wanted = {layout.down} | ({layout.across} if layout.across else set())
    grid = [figure for figure in figures if set(figure.id.breakdown.dimensions) == wanted]
    down = _categories(grid, layout.down)
    across = _categories(grid, layout.across) if layout.across else ()
    by_part = {figure.id.breakdown: figure for figure in figures}
    whole = edition.figure(layout.indicator, edition.month, form=form)
    right = {category: by_part.get(Breakdown(((layout.down, category),))) for category in down}
    foot = {category: by_part.get(Breakdown(((layout.across or "", category),))) for category in across}
    totals = any(right.values()) and bool(across)
    rows = []
    for category in down:
        if layout.across is None:
            rows.append(Row((text_cell(category_name(category)), _cell(right[category]))))
            continue
        cells = [
            _cell(by_part.get(Breakdown(tuple(sorted(((layout.down, category), (layout.across, column)))))))
            for column in across
        ]
        tail = (_cell(right[category]),) if totals else ()
        rows.append(Row((text_cell(category_name(category)), *cells, *tail)))
    if any(foot.values()):
        tail = (figure_cell(whole),) if totals else ()
        rows.append(Row((text_cell("Total"), *(_cell(foot[column]) for column in across), *tail), total=True))
    elif layout.across is None and whole is not None:
        rows.append(Row((text_cell("Total"), figure_cell(whole)), total=True))
    names = [category_name(column) for column in across] or [indicator.name]
    columns = [Column(category_name(layout.down), width=3.6), *(Column(name, align=Align.RIGHT) for name in names)]
    if totals:
        columns.append(Column("Total", align=Align.RIGHT))
    return Table(
        id=f"cross-{layout.indicator}-{'-'.join(filter(None, (layout.down, layout.across)))}",
        caption=f"{title}, {edition.area_name}, {edition.month.name}",
        columns=tuple(columns),
        rows=tuple(rows),
        landscape=len(columns) > 10,
    )


def parts_table(edition: Edition, layout: Sources, *, title: str, with_year: bool) -> Table:
    """The parts of an indicator by month, in the order of size in the latest month, with the year to date."""
    indicator = edition.indicator(layout.indicator)
    latest = {
        figure.id.breakdown: figure
        for figure in edition.snapshot.figures.parts(layout.indicator, edition.area, indicator.form, edition.month)
        if figure.id.breakdown.dimensions == (layout.dimension,)
    }
    order = sorted(latest, key=lambda part: (-(latest[part].numerator or 0), str(part)))
    columns = [Column(category_name(layout.dimension), width=4), *(_month_column(m.label) for m in edition.months)]
    if with_year:
        columns.append(Column("Year to date", align=Align.RIGHT, width=1.2))
    rows = []
    for part in [*order, Breakdown()]:
        label = category_name(part.parts[0][1]) if part else indicator.name
        cells = [figure_cell(edition.figure(layout.indicator, month, breakdown=part)) for month in edition.months]
        if with_year:
            year = edition.figure(layout.indicator, edition.month, form=Form.YEAR_TO_DATE, breakdown=part)
            cells.append(NOTHING if year is None else figure_cell(year))
        rows.append(Row((text_cell(label), *cells), total=not part))
    return Table(
        id=f"parts-{layout.indicator}-{layout.dimension}",
        caption=f"{title}, {edition.area_name}, {edition.months[0].name} to {edition.month.name}",
        columns=tuple(columns),
        rows=tuple(rows),
        landscape=True,
    )


def category_name(category: str) -> str:
    """How a table names a category: its slug in words, `white-and-asian` as White and Asian, `1-4` as 1 to 4."""
    if category in _NAMES:
        return _NAMES[category]
    if _RANGE.fullmatch(category):
        return category.replace("-", " to ")
    words = " ".join(_WORDS.get(word, word) for word in category.split("-"))
    return words[:1].upper() + words[1:]


_NAMES = {"gypsy-roma": "Gypsy/Roma"}
_RANGE = re.compile(r"[0-9]+-[0-9]+")
_WORDS = {
    "african": "African",
    "asian": "Asian",
    "black": "Black",
    "british": "British",
    "caribbean": "Caribbean",
    "irish": "Irish",
    # Short in the codes of returns, in full in a table.
    "indep": "independent",
    "la": "local authority",
    "resp": "responsibility",
}


def _cell(figure: Figure | None) -> Cell:
    return NOTHING if figure is None else figure_cell(figure)


def _month_column(label: str) -> Column:
    return Column(label, align=Align.RIGHT)


def _categories(figures: list[Figure], dimension: str | None) -> tuple[str, ...]:
    """The categories in the order in which ages and ranges grow, else as a reader finds them: by name."""
    found = {category for figure in figures if (category := figure.id.breakdown.get(dimension or "")) is not None}
    return tuple(sorted(found, key=_category_order))


def _category_order(category: str) -> tuple[int, int, str]:
    if category.startswith("under-"):
        return (0, 0, category)
    digits = "".join(letter if letter.isdigit() else " " for letter in category).split()
    if digits:
        return (0, int(digits[0]), category)
    return (1, _LAST.get(category, 0), category)


_LAST = {"any-other-ethnic-origin": 1, "not-yet-available": 2, "declined-to-say": 3, "unborn": 1, "unknown": 2}
