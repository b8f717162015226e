"""Each document, as renderers need it: headings, anchors, tables, links, numbers with a source."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import pairwise

import pytest
from document_reading import charts, headings, inlines, quantities, tables, text_of

from crossfoot.cli.figures import REPORT_NAMES
from crossfoot.figures.figure import Figure
from crossfoot.operations.publish_report import REPORTS
from crossfoot.reports.document import Document, Link, NoteMark, Quantity, Status, Table
from crossfoot.reports.edition import Edition
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.units import Unit

AMOUNTS = (
    "budget",
    "schools-budget",
    "school-balances",
    "reserves",
    "savings",
    "shared-grants",
    "placement-bridge",
    "risks",
    "claims",
    "ledger",
    "paper",
)
"""Numbers of registers: their products check them against the registers in tests of their own."""
LITERALS = ("target", "tolerance", "benchmark", "limits", *AMOUNTS)
FIGURES_CHECKED = {
    "monthly-report": 1000,
    "county-report": 1000,
    "vital-signs": 140,
    "report-cards": 150,
    "education-scorecard": 450,
    "participation-scorecard": 150,
    "inclusion-framework": 150,
    "early-help-dashboard": 250,
    "unaccompanied-children": 35,
    "integrated-report": 1000,
}
"""More numbers of one figure than this are found in each document; the others print amounts and risks, not figures."""
WITHOUT_CHARTS = {"vital-signs", "risk-register", "balances-and-reserves"}


@pytest.fixture(scope="module", params=REPORTS)
def document(request: pytest.FixtureRequest, edition: Edition) -> Document:
    built: Document = REPORTS[request.param](edition)
    assert built.id == request.param
    return built


def test_the_command_knows_every_report() -> None:
    assert sorted(REPORT_NAMES) == sorted(REPORTS)


def test_heading_levels_never_skip(document: Document) -> None:
    levels = [heading.level for heading in headings(document)]
    assert levels[0] == 1
    assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == []


def test_anchors_and_ids_are_unique(document: Document) -> None:
    names = [heading.anchor for heading in headings(document)]
    names += [table.id for table in tables(document)]
    names += [chart.id for chart in charts(document)]
    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert all(name and " " not in name for name in names)


def test_every_row_has_a_cell_for_each_column(document: Document) -> None:
    different = [
        (table.id, number)
        for table in tables(document)
        for number, row in enumerate(table.rows)
        if len(row.cells) != len(table.columns)
    ]
    assert different == []
    assert [table.id for table in tables(document) if not table.rows] == []


def test_captions_say_what_and_are_unique(document: Document) -> None:
    captions = [table.caption for table in tables(document)]
    assert [caption for caption, count in Counter(captions).items() if count > 1] == []
    assert min(len(caption.split()) for caption in captions) >= 4


def test_column_headings_are_unique_in_their_table(document: Document) -> None:
    twice = [
        (table.id, name)
        for table in tables(document)
        for name, count in Counter(column.plain for column in table.columns).items()
        if count > 1
    ]
    assert twice == []


def test_every_row_has_a_heading_of_its_own(document: Document) -> None:
    twice = [
        (table.id, label)
        for table in tables(document)
        if table.id != "disagreements-table"
        for label, count in Counter(_row_heading(table, number) for number in range(len(table.rows))).items()
        if count > 1 or not label.strip()
    ]
    assert twice == []


def _row_heading(table: Table, number: int) -> str:
    cells = table.rows[number].cells[: table.header_columns]
    return " ".join(text_of(cell.content) for cell in cells)


def test_groups_of_rows_stand_together(document: Document) -> None:
    for table in tables(document):
        groups = [row.group for row in table.rows]
        runs = [group for group, before in zip(groups, ["", *groups], strict=False) if group != before]
        assert len(set(runs)) == len(runs), table.id


def test_links_lead_somewhere(document: Document) -> None:
    anchors = {f"#{heading.anchor}" for heading in headings(document)}
    targets = {inline.target for _, inline in inlines(document) if isinstance(inline, Link)}
    assert {target for target in targets if target.startswith("#")} <= anchors


def test_note_marks_have_notes(document: Document) -> None:
    marks = {inline.number for _, inline in inlines(document) if isinstance(inline, NoteMark)}
    assert marks <= set(range(1, len(document.notes) + 1))


def test_every_chart_says_what_it_shows(document: Document) -> None:
    found = charts(document)
    assert bool(found) is (document.id not in WITHOUT_CHARTS)
    for chart in found:
        assert len(chart.alt) > 60
        assert chart.title
        assert chart.title.split(":")[0] in chart.alt
        assert "Norfolk" in chart.subtitle


def test_every_chart_has_a_table_of_its_figures(document: Document) -> None:
    held = {figure for table in tables(document) for quantity in _of(table) for figure in quantity.figures}
    for chart in charts(document):
        drawn = {figure for where, quantity in quantities(document) if where == chart.id for figure in quantity.figures}
        assert {figure for figure in drawn if not figure.startswith(LITERALS)} <= held, chart.id


def _of(table: Table) -> list[Quantity]:
    return [
        inline for row in table.rows for cell in row.cells for inline in cell.content if isinstance(inline, Quantity)
    ]


def test_no_status_is_colour_alone(document: Document) -> None:
    bare = [(where, item) for where, item in inlines(document) if isinstance(item, Status) and not item.label]
    assert bare == []


def test_a_shaded_cell_repeats_its_shade_in_words_or_a_symbol(document: Document) -> None:
    silent = [
        (table.id, text_of(cell.content))
        for table in tables(document)
        for row in table.rows
        for cell in row.cells
        if cell.tone is not None
        and not any(isinstance(inline, Status) for inline in cell.content)
        and not any(symbol in text_of(cell.content) for symbol in "★■✖")
    ]
    assert silent == []


# -- every number is a figure ------------------------------------------------------------------------------------------


def test_every_number_names_figures_that_exist(document: Document, edition: Edition) -> None:
    unknown = []
    for where, quantity in quantities(document):
        for name in quantity.figures:
            if name.partition("/")[0] in LITERALS and _is_literal(edition, name):
                continue
            if _figure(edition, name) is None:
                unknown.append((where, name))
    assert unknown == []


def _is_literal(edition: Edition, name: str) -> bool:
    kind, _, rest = name.partition("/")
    if kind in AMOUNTS:
        return True
    if kind == "limits":
        return _figure(edition, rest) is not None
    return rest.split("/")[0] in edition.catalogue.indicators


def _figure(edition: Edition, name: str) -> Figure | None:
    return edition.snapshot.figures.get(FigureId.parse(name))


def test_only_missing_values_and_counts_of_nothing_have_no_source(document: Document) -> None:
    unbound = [
        (where, quantity)
        for where, quantity in quantities(document)
        if not quantity.figures and not isinstance(quantity.value, Missing) and quantity.value != 0
    ]
    assert unbound == []


def test_every_number_of_one_figure_is_its_value_or_a_part_of_it(document: Document, edition: Edition) -> None:
    """What a sentence or a cell says of one figure is what the store has; limits and shares are told apart by words."""
    wrong = []
    checked = 0
    for where, quantity in quantities(document):
        if len(quantity.figures) != 1 or quantity.figures[0].startswith(LITERALS) or _is_a_tally(quantity):
            continue
        figure = _figure(edition, quantity.figures[0])
        assert figure is not None
        limits = _limits(edition, figure)
        said = {figure.value, figure.numerator, figure.denominator, *limits}
        if isinstance(figure.value, Missing) or figure.numerator is None:
            said |= {Missing.NOT_AVAILABLE, figure.missing}
        checked += 1
        if quantity.value not in said:
            wrong.append((where, quantity))
    assert wrong == []
    assert checked > FIGURES_CHECKED.get(document.id, -1)


def _is_a_tally(quantity: Quantity) -> bool:
    """True for how many judgements there are, which names the figures judged."""
    return quantity.unit is Unit.COUNT and not quantity.sign and quantity.value == len(quantity.figures) < 60


def _limits(edition: Edition, figure: Figure) -> set[Fraction]:
    """The ends of the usual range said of the latest figure, cut at what the unit can hold."""
    found = set()
    for judged in (*edition.judgements.values(), *edition.vital_signs.values()):
        limits = judged.variation.limits
        if judged.figure == figure.id and limits is not None:
            found |= {max(limits.lower, Fraction(0)), limits.upper}
            if figure.unit is Unit.PERCENTAGE:
                found.add(min(limits.upper, Fraction(100)))
    return found


def test_every_difference_is_the_difference_of_its_two_figures(document: Document, edition: Edition) -> None:
    wrong = []
    for where, quantity in quantities(document):
        if len(quantity.figures) != 2 or any(name.startswith(LITERALS) for name in quantity.figures):
            continue
        later, earlier = (_figure(edition, name) for name in quantity.figures)
        assert later is not None
        assert earlier is not None
        if not quantity.sign and (later.id.breakdown or later.id.area != earlier.id.area):
            continue  # shares of a whole are summed up in their own test
        if _is_a_tally(quantity):
            continue
        after, before = later.value, earlier.value
        assert isinstance(after, Fraction)
        assert isinstance(before, Fraction)
        change = after - before
        said = {change, abs(change), 100 * change / before, 100 * abs(change) / before} if before else {change}
        if later is earlier:
            said = {Fraction(100)}  # the whole as a share of itself
        if quantity.value not in said:
            wrong.append((where, quantity))
    assert wrong == []


def test_targets_tolerances_and_benchmarks_are_those_of_the_definitions(document: Document, edition: Edition) -> None:
    wrong = []
    for where, quantity in quantities(document):
        kind, _, rest = (quantity.figures[0] if len(quantity.figures) == 1 else "").partition("/")
        name = rest.split("/")[0]
        targets = [edition.target(name), edition.target(name, scheme="vital-signs")]
        allowed: set[Fraction]
        if kind == "target":
            allowed = {Fraction(found.target) for found in targets if found is not None and found.target is not None}
        elif kind == "tolerance":
            ends = [end for found in targets if found is not None for end in (found.red, found.green)]
            allowed = {Fraction(end) for end in ends if end is not None}
        elif kind == "benchmark":
            found_benchmarks = edition.catalogue.benchmarks_for(name, edition.area, edition.as_at)
            allowed = {Fraction(b.value) for b in found_benchmarks if b.kind.value == rest.split("/")[1]}
        else:
            continue
        if quantity.value not in allowed:
            wrong.append((where, quantity))
    assert wrong == []
