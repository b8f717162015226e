"""The data-quality report: what any document must satisfy, and each number against the counts added up again."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import pairwise

import pytest
from document_reading import charts, grid, headings, inlines, quantities, table, tables, text_of
from quality_edition import MONTHS, built, edition, faults, flawed_quality, found_by, looked_at

from crossfoot.reports.document import LineChart, Link, Quantity, Status
from crossfoot.reports.quality.data_quality import COLUMNS
from crossfoot.reports.quality.quality_figures import ALL_RULES
from crossfoot.reports.quality.quality_front import WORST
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import number_text
from crossfoot.vocabulary.record_quality import NO_TEAM
from crossfoot.vocabulary.units import Form, Unit

LITERAL = "findings/"


@pytest.fixture(params=(None, "t2", NO_TEAM), ids=["all", "one-team", "no-team"])
def team(request: pytest.FixtureRequest) -> str | None:
    chosen: str | None = request.param
    return chosen


# -- what any document must satisfy ------------------------------------------------------------------------------------


def test_heading_levels_never_skip(team: str | None) -> None:
    levels = [heading.level for heading in headings(built(team))]
    assert levels[0] == 1
    assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == []


def test_anchors_ids_and_captions_are_unique(team: str | None) -> None:
    document = built(team)
    names = [heading.anchor for heading in headings(document)]
    names += [found.id for found in tables(document)]
    names += [chart.id for chart in charts(document)]
    captions = [found.caption for found in tables(document)]
    assert [name for name, count in Counter([*names, *captions]).items() if count > 1] == []
    assert all(name and " " not in name for name in names)
    assert min(len(caption.split()) for caption in captions) >= 4


def test_tables_are_whole_and_their_headings_unique(team: str | None) -> None:
    for found in tables(built(team)):
        assert found.rows
        assert {len(row.cells) for row in found.rows} == {len(found.columns)}
        plain = [column.plain for column in found.columns]
        assert len(set(plain)) == len(plain)
        labels = [text_of(row.cells[0].content) for row in found.rows]
        assert len(set(labels)) == len(labels)
        assert all(label.strip() for label in labels)


def test_links_lead_to_what_to_do(team: str | None) -> None:
    document = built(team)
    anchors = {f"#{heading.anchor}" for heading in headings(document)}
    targets = {inline.target for _, inline in inlines(document) if isinstance(inline, Link)}
    assert targets
    assert targets <= anchors


def test_charts_say_what_they_show_and_their_figures_are_in_a_table(team: str | None) -> None:
    document = built(team)
    held = {
        name
        for found in tables(document)
        for row in found.rows
        for cell in row.cells
        for inline in cell.content
        if isinstance(inline, Quantity)
        for name in inline.figures
    }
    found_charts = charts(document)
    assert len(found_charts) == WORST
    for chart in found_charts:
        assert isinstance(chart, LineChart)
        assert len(chart.alt) > 60
        assert chart.title in chart.alt
        assert "Norfolk" in chart.subtitle
        assert [point.label for point in chart.lines[0].points] == [month.label for month in MONTHS]
        assert {name for point in chart.lines[0].points for name in point.quantity.figures} <= held


def test_no_judgement_is_made_of_a_finding(team: str | None) -> None:
    """Nobody has set a tolerance for findings: nothing is red or green."""
    assert [item for _, item in inlines(built(team)) if isinstance(item, Status)] == []


# -- every number is a figure ------------------------------------------------------------------------------------------


def test_every_number_is_that_of_its_figures(team: str | None) -> None:
    checked = 0
    for where, quantity in quantities(built(team)):
        assert quantity.figures, where
        if quantity.figures[0].startswith(LITERAL):
            assert quantity.unit is Unit.COUNT
            continue
        figures = [edition(team).figures.get(FigureId.parse(name)) for name in quantity.figures]
        if any(figure is None for figure in figures):
            # Nothing was looked at: a count of nought, or a share of nought.
            assert quantity.value in {0, Missing.NOT_COLLECTED, Missing.NOT_APPLICABLE} or len(figures) > 1, where
        parts = [figure.numerator or Fraction(0) if figure else Fraction(0) for figure in figures]
        if quantity.sign:
            assert len(parts) == 2, where
            assert quantity.value == parts[0] - parts[1], where
        elif len(figures) > 1:
            assert quantity.value == sum(parts), where
        elif figures[0] is not None:
            figure = figures[0]
            said = {figure.value} if quantity.unit is Unit.PERCENTAGE else {figure.numerator, figure.denominator}
            assert quantity.value in said, where
        checked += 1
    assert checked > 250


def test_figures_are_the_counts_added_up_again() -> None:
    figures = edition().figures
    notes = {rule.code for rule in flawed_quality().rules if rule.is_note}
    assert notes
    assert len(figures) > 1000
    for figure in figures:
        name = figure.id
        team = name.breakdown.get("team")
        chosen = [
            count.checked
            for count in flawed_quality().counts
            if (count.rule.lower() == name.indicator or (name.indicator == ALL_RULES and count.rule not in notes))
            and (name.form is Form.AT_MONTH_END or count.month == name.period)
            and team in (None, count.team or "(no team)")
        ]
        assert chosen
        assert figure.numerator == sum(checked.found for checked in chosen), name
        assert figure.denominator == sum(checked.looked_at for checked in chosen), name


# -- the tables --------------------------------------------------------------------------------------------------------


def test_the_table_of_rules_is_the_counts(team: str | None) -> None:
    rules = grid(table(built(team), "rules-table"))
    for rule in flawed_quality().rules:
        found = found_by(rule.code, of=team)
        seen = found_by(rule.code, of=team, part=looked_at)
        if rule.tables:
            assert rules.text(rule.title, "Rows found") == f"{found:,}"
            assert rules.text(rule.title, "Rows looked at") == f"{seen:,}"
            share = number_text(Fraction(100 * found, seen), 1) + "%" if seen else Missing.NOT_APPLICABLE.shorthand
            assert rules.text(rule.title, "Per cent") == share
        else:
            assert rules.text(rule.title, "Rows found") == Missing.NOT_COLLECTED.shorthand
        assert rules.text(rule.title, "Kind") == ("Note" if rule.is_note else "Fault")
        assert rules.text(rule.title, "Indicators moved") == str(len(rule.indicators))
    total = sum(found_by(rule.code, of=team) for rule in faults())
    assert rules.text("All rules, without notes", "Rows found") == f"{total:,}"


def test_rules_stand_by_what_they_found_then_notes_then_those_that_could_not_run() -> None:
    order = [(not rule.tables, rule.is_note, -found_by(rule.code)) for rule in edition().ranked]
    assert order == sorted(order)
    assert {silent for silent, _, _ in order} == {True, False}


def test_the_table_of_teams_adds_up_across_and_down() -> None:
    found = table(built(), "teams-table")
    names = [text_of(row.cells[0].content) for row in found.rows]
    assert names == ["Avocet", "Heron", "Kingfisher", "Wren", "No team", "Norfolk"]
    numbers = [[int(text_of(cell.content).replace(",", "")) for cell in row.cells[1:-1]] for row in found.rows]
    assert len(numbers[0]) == COLUMNS + 2
    for row in numbers:
        assert sum(row[:-1]) == row[-1]
    assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1]
    worst = edition().faults[:COLUMNS]
    assert numbers[1][:COLUMNS] == [found_by(rule.code, of="t2") for rule in worst]


def test_a_report_of_one_team_has_no_table_of_teams() -> None:
    assert "teams-table" in {found.id for found in tables(built())}
    assert "teams-table" not in {found.id for found in tables(built("t2"))}
    assert built("t2").subtitle == "Heron, Norfolk, January 2017"
    assert built(NO_TEAM).subtitle == "No team, Norfolk, January 2017"


def test_the_table_of_months_is_the_counts(team: str | None) -> None:
    months = table(built(team), "months-table")
    assert [column.heading for column in months.columns[1:]] == [month.label for month in MONTHS]
    lines = grid(months)
    shown = {rule.title: rule for rule in flawed_quality().rules if rule.title in lines.rows}
    for title, rule in shown.items():
        counted = [found_by(rule.code, month=month, of=team) for month in MONTHS]
        assert [lines.text(title, month.label) for month in MONTHS] == [f"{number:,}" for number in counted]
        assert sum(counted) > 0
    for month in MONTHS:
        total = sum(found_by(rule.code, month=month, of=team) for rule in faults())
        assert lines.text("All rules, without notes", month.label) == f"{total:,}"
    hidden = [rule for rule in flawed_quality().rules if rule.title not in shown]
    assert sum(found_by(rule.code, month=month, of=team) for rule in hidden for month in MONTHS) == 0
