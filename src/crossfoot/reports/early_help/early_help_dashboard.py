"""The early help dashboard: figures at a glance, what they say, then each table by team or locality."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from crossfoot.figures.figure import Figure
from crossfoot.reports.cells import difference, figure_cell, quantity, text_cell
from crossfoot.reports.charts import indicator_chart
from crossfoot.reports.document import (
    Align,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Cell,
    Column,
    Document,
    Heading,
    Inline,
    Inlines,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Quantity,
    Row,
    Table,
    Text,
)
from crossfoot.reports.early_help.early_help_highlights import change_over_year, table_highlights
from crossfoot.reports.early_help.early_help_layout import EarlyHelpLayout, SumRule, TeamTable, read_early_help_layout
from crossfoot.reports.early_help.early_help_tables import start_note, team_table, total_chart
from crossfoot.reports.edition import Edition
from crossfoot.reports.matter import closing_matter, opening_matter
from crossfoot.reports.monthly.cross_table import category_name
from crossfoot.reports.product import draft_document
from crossfoot.vocabulary.figure_id import Breakdown
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Unit

ANCHOR = "early-help-dashboard"


def build_early_help_dashboard(edition: Edition) -> Document:
    """The whole dashboard of the month, with where its figures come from and where they disagree."""
    layout = read_early_help_layout(edition.catalogue)
    blocks: list[Block] = [*early_help_dashboard_sections(edition)]
    if not blocks:
        blocks = [
            Heading(1, "Early help", ANCHOR),
            Paragraph((Text(f"No early help figures were supplied for {edition.month.name}."),)),
        ]
    blocks += [*opening_matter(edition), *closing_matter(edition, layout.indicators)]
    return draft_document(
        edition,
        id=layout.id,
        title=layout.title,
        blocks=blocks,
        keywords=("early help",),
    )


def early_help_dashboard_sections(edition: Edition, *, level: int = 1) -> Iterator[Block]:
    """The dashboard without cover and closing matter; nothing where the month has no figure of it."""
    layout = read_early_help_layout(edition.catalogue)
    tables = [table for table in layout.tables if _has_figures(edition, table, layout)]
    if not tables and all(_latest(edition, name) is None for name in layout.glance):
        return
    yield Heading(level, f"Early help in {edition.month.name}", ANCHOR)
    yield _key_figures(edition, layout)
    said = [item for table in tables if (item := table_highlights(edition, table, layout))]
    if said:
        yield Callout(CalloutKind.GENERATED, "What the figures say", (BulletList(tuple(said)),))
    yield from _count_days(edition, tables)
    # The chart stands before the tables, which turn the page on paper.
    yield from (chart for table in tables if table.chart and (chart := total_chart(edition, table, layout)) is not None)
    yield Heading(level + 1, "At a glance", f"{ANCHOR}-glance")
    yield _glance_table(edition, layout)
    for table in tables:
        yield Heading(level + 1, table.title, f"{ANCHOR}-{table.id}")
        yield from start_note(edition, table, layout)
        yield team_table(edition, table, layout)
        if table.chart:
            yield from _team_notes(edition, layout, table)
    checks = tuple(_checks(edition, layout))
    if checks:
        yield Heading(level + 1, "Do the figures hang together?", f"{ANCHOR}-checks")
        yield BulletList(checks)
    yield from _requests(edition, layout, level=level)


def _has_figures(edition: Edition, table: TeamTable, layout: EarlyHelpLayout) -> bool:
    """True where any row has a value in any month of the dashboard's year up to the one that was closed."""
    months = [month for month in layout.year_of(edition.month) if month <= edition.month]
    figures = (
        edition.figure(table.indicator, month, area=area) for month in months for area in layout.rows[table.rows]
    )
    return any(figure is not None and not isinstance(figure.value, Missing) for figure in figures)


def _has_value(edition: Edition, name: str, period: Period) -> bool:
    figure = edition.figure(name, period)
    return figure is not None and not isinstance(figure.value, Missing)


def _latest(edition: Edition, name: str) -> Figure | None:
    figure = edition.figure(name, edition.month)
    return None if figure is None or isinstance(figure.value, Missing) else figure


def _key_figures(edition: Edition, layout: EarlyHelpLayout) -> KeyFigures:
    items = []
    for name in layout.key_figures:
        figure = edition.figure(name, edition.month)
        shown = Quantity(Missing.NOT_AVAILABLE, Unit.COUNT, 0) if figure is None else quantity(figure)
        comment: tuple[Inline, ...] = ()
        if figure is not None and not isinstance(figure.value, Missing):
            comment = tuple(inline for sentence in change_over_year(edition, figure, name) for inline in sentence)
        items.append(KeyFigure(edition.indicator(name).name, shown, comment))
    return KeyFigures(tuple(items))


# -- at a glance -----------------------------------------------------------------------------------------------------


def _glance_table(edition: Edition, layout: EarlyHelpLayout) -> Table:
    """The month beside the month and the year before, each only where any of the measures has a value then."""
    month, before, year_ago = edition.month, edition.month.shift(-1), edition.month.shift(-12)
    earlier = (
        period for period in (year_ago, before) if any(_has_value(edition, name, period) for name in layout.glance)
    )
    periods = (*earlier, month)
    rows = []
    for name in layout.glance:
        cells = [_cell(edition.figure(name, period)) for period in periods]
        rows.append(Row((text_cell(edition.indicator(name).name), *cells, *_changes(edition, name, periods))))
        if layout.parts_of is not None and layout.parts_of.indicator == name:
            rows += _part_rows(edition, name, layout.parts_of.dimension, periods)
    columns = [Column("Measure", width=4)]
    columns += [Column(period.label, align=Align.RIGHT) for period in periods]
    columns += [Column(f"Change on {period.label}", align=Align.RIGHT, width=1.4) for period in periods[:-1]]
    beside = f" beside {' and '.join(period.name for period in periods[:-1])}" if periods[1:] else ""
    return Table(
        id=f"{ANCHOR}-glance-table",
        caption=f"Early help at a glance, {edition.area_name}, {month.name}{beside}",
        columns=tuple(columns),
        rows=tuple(rows),
    )


def _part_rows(edition: Edition, name: str, dimension: str, periods: tuple[Period, ...]) -> Iterator[Row]:
    """A row for each part of the latest month, largest first."""
    for figure in _parts(edition, name, dimension):
        category = figure.id.breakdown.get(dimension) or ""
        label = f"of these: {category_name(category).lower()}"
        breakdown = Breakdown(((dimension, category),))
        shown = [_cell(edition.figure(name, period, breakdown=breakdown)) for period in periods]
        yield Row((text_cell(label), *shown, *_changes(edition, name, periods, breakdown)))


def _parts(edition: Edition, name: str, dimension: str) -> list[Figure]:
    found = edition.snapshot.figures.parts(name, edition.area, edition.indicator(name).form, edition.month)
    parts = [figure for figure in found if figure.id.breakdown.dimensions == (dimension,)]
    return sorted(parts, key=lambda figure: (-_value(figure), str(figure.id)))


def _cell(figure: Figure | None) -> Cell:
    """The value; what was not supplied is not available, since nothing says that it was not collected."""
    if figure is None:
        return Cell((Quantity(Missing.NOT_AVAILABLE, Unit.COUNT, 0),))
    return figure_cell(figure)


def _changes(
    edition: Edition, name: str, periods: tuple[Period, ...], breakdown: Breakdown | None = None
) -> Iterator[Cell]:
    """The change of the last period on each one before."""
    now = edition.figure(name, periods[-1], breakdown=breakdown)
    for earlier in periods[:-1]:
        then = edition.figure(name, earlier, breakdown=breakdown)
        change = difference(now, then) if now is not None and then is not None else None
        yield Cell((Quantity(Missing.NOT_AVAILABLE, Unit.COUNT, 0) if change is None else change,))


# -- what must hold --------------------------------------------------------------------------------------------------


def _checks(edition: Edition, layout: EarlyHelpLayout) -> Iterator[Inlines]:
    """Sums of other figures, and teams that have more of a part than of the whole: said, never corrected."""
    for rule in layout.sums:
        yield from _sum_check(edition, rule)
    if layout.parts_of is not None:
        yield from _parts_check(edition, layout.parts_of.indicator, layout.parts_of.dimension)
    for table in layout.tables:
        yield from _within_check(edition, layout, table)


def _sum_check(edition: Edition, rule: SumRule) -> Iterator[Inlines]:
    total = _latest(edition, rule.total)
    parts = [_latest(edition, name) for name in rule.parts]
    known = [part for part in parts if part is not None]
    if total is None or len(known) < len(parts):
        return
    said: list[Inline] = [Text(f"{edition.indicator(rule.total).name}: ", strong=True), quantity(total), Text(". ")]
    for number, (name, part) in enumerate(zip(rule.parts, known, strict=True)):
        if number:
            said.append(Text(" and "))
        said += [Text(f"{edition.indicator(name).name} "), quantity(part)]
    yield (*said, *_verdict(total, known))


def _parts_check(edition: Edition, name: str, dimension: str) -> Iterator[Inlines]:
    total, parts = _latest(edition, name), _parts(edition, name, dimension)
    if total is None or not parts or any(isinstance(part.value, Missing) for part in parts):
        return
    title = edition.indicator(name).name
    yield (Text(f"{title}: ", strong=True), quantity(total), Text(". The reasons"), *_verdict(total, parts))


def _verdict(total: Figure, parts: list[Figure]) -> Iterator[Inline]:
    """How a sentence about parts ends: they come to the total, or to how much more or less."""
    added_up = sum((_value(part) for part in parts), Fraction(0))
    if added_up == _value(total):
        yield Text(" come to the same.")
        return
    ids = tuple(str(figure.id) for figure in (total, *parts))
    yield Text(" come to ")
    yield Quantity(added_up, total.unit, total.decimals, ids)
    yield Text(", ")
    yield Quantity(abs(added_up - _value(total)), total.unit, total.decimals, ids)
    yield Text(" too many." if added_up > _value(total) else " short.")


def _within_check(edition: Edition, layout: EarlyHelpLayout, table: TeamTable) -> Iterator[Inlines]:
    if table.within is None:
        return
    for area in layout.rows[table.rows]:
        part = edition.figure(table.indicator, edition.month, area=area)
        whole = edition.figure(table.within, edition.month, area=area)
        if part is None or whole is None or isinstance(part.value, Missing) or isinstance(whole.value, Missing):
            continue
        if part.value > whole.value:
            yield (
                Text(f"{edition.catalogue.areas[area].name}: ", strong=True),
                Text(f"{edition.indicator(table.indicator).name} is "),
                quantity(part),
                Text(f", more than {edition.indicator(table.within).name}, "),
                quantity(whole),
                Text(". Ask whether the one is counted within the other."),
            )


def _value(figure: Figure) -> Fraction:
    return Fraction(0) if isinstance(figure.value, Missing) else figure.value


# -- notes -----------------------------------------------------------------------------------------------------------


def _team_notes(edition: Edition, layout: EarlyHelpLayout, table: TeamTable) -> Iterator[Block]:
    """In words, the teams that ended in the months shown and what came after them."""
    months = layout.year_of(edition.month)
    areas = edition.catalogue.areas
    for name in layout.rows[table.rows]:
        area = areas[name]
        if area.until is None or not months[0].start <= area.until <= months[-1].end:
            continue
        heirs = [areas[heir].name for heir in area.succeeded_by]
        said = f"{area.name}: until {area.until.day} {area.until:%B %Y}. "
        if heirs:
            said += f"Since then its cases are with: {'; '.join(heirs)}. "
        said += "A month in which a team was not there is not applicable, and the totals are of the teams that were."
        yield Paragraph((Text(said),))


def _requests(edition: Edition, layout: EarlyHelpLayout, *, level: int) -> Iterator[Block]:
    """A chart of each measure that the dashboard draws, or a word that it was not supplied and what it would be."""
    if not layout.charts:
        return
    yield Heading(level + 1, "Requests for support and new plans", f"{ANCHOR}-requests")
    for name in layout.charts:
        indicator = edition.indicator(name)
        if _latest(edition, name) is not None:
            yield indicator_chart(edition, name, id_prefix=ANCHOR, with_data=True)
        else:
            yield Paragraph(
                (
                    Text(f"{indicator.name}: ", strong=True),
                    Text(f"the figures were not supplied. {indicator.definition.strip()}"),
                )
            )


def _count_days(edition: Edition, tables: list[TeamTable]) -> Iterator[Block]:
    """On which day the figures of the tables were taken, worked out from the rule of the definitions."""
    days = {table.title: edition.indicator(table.indicator).taken_on for table in tables}
    rules = {rule for rule in days.values() if rule is not None}
    for rule in sorted(rules, key=lambda rule: rule.words):
        titles = [title for title, found in days.items() if found == rule]
        day = rule.in_month(edition.month)
        whole = "All tables by team and locality" if len(titles) == len(tables) else "; ".join(titles)
        yield Paragraph(
            (
                Text(
                    f"{whole}: taken on the {rule.words} of each month, which in {edition.month.name} was"
                    f" {day.day} {edition.month.name}."
                ),
            )
        )
