"""The data-quality report: what the record checks found, by rule, team and month, and what to do about it.

For the staff who mend records. Its counts are small and are not suppressed: it is never part of what is published.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time

from crossfoot.reports.cells import numerator_cell, numerator_quantity, quantity, text_cell
from crossfoot.reports.document import (
    Align,
    Block,
    BulletList,
    Cell,
    ChartLine,
    ChartPoint,
    Column,
    DefinitionList,
    Document,
    Heading,
    Inlines,
    LineChart,
    PageBreak,
    Paragraph,
    Row,
    Table,
    Text,
)
from crossfoot.reports.quality.quality_cells import anchor, found_cells, linked, number_of, sum_found
from crossfoot.reports.quality.quality_figures import QualityEdition
from crossfoot.reports.quality.quality_front import MARKING, WORST, front_page
from crossfoot.vocabulary.record_quality import CheckedRule

COLUMNS = 8
"""Rules that the table of teams has a column for; the others share one."""


def build_data_quality(edition: QualityEdition) -> Document:
    """The whole report, of all teams or of the edition's one."""
    blocks: list[Block] = [
        Heading(1, "Data quality at a glance", "at-a-glance"),
        *front_page(edition),
        PageBreak(),
        Heading(1, "Rules", "rules"),
        *_rules(edition),
    ]
    if edition.team is None:
        blocks += [PageBreak(), Heading(1, "Teams", "teams"), *_teams(edition)]
    blocks += [
        PageBreak(),
        Heading(1, "Month by month", "months"),
        *_months(edition),
        PageBreak(),
        Heading(1, "What to do", "what-to-do"),
        *_advice(edition),
    ]
    as_at = edition.quality.as_at
    return Document(
        id="data-quality",
        title="Data quality of children's records",
        subtitle=f"{edition.place}, {edition.month.name}",
        organisation=edition.organisation,
        as_at=as_at,
        created=datetime.combine(as_at, time(), UTC),
        blocks=tuple(blocks),
        status=MARKING,
        keywords=("children's services", "data quality", edition.place, edition.month.name),
    )


# -- tables ------------------------------------------------------------------------------------------------------------


def _rules(edition: QualityEdition) -> Iterator[Block]:
    yield Paragraph(
        (
            Text(
                "A row counts once for each rule that finds it. Rows that say too little to be judged are not among "
                "the rows looked at. What a note finds may well be so, and is in no total."
            ),
        )
    )
    named = any(rule.indicators for rule in edition.quality.rules)
    columns = [
        Column("Rule", width=3.4),
        Column("Kind", width=0.8),
        Column("Rows found", align=Align.RIGHT),
        Column("Rows looked at", align=Align.RIGHT, width=1.1),
        Column("Per cent", align=Align.RIGHT, width=0.9),
        *([Column("Indicators moved", align=Align.RIGHT)] if named else []),
        Column("What it can move", width=3),
    ]
    rows = [
        Row(
            (
                Cell((linked(rule),)) if edition.found(rule) else text_cell(rule.title),
                text_cell("Note" if rule.is_note else "Fault"),
                *found_cells(edition.figure(rule.code)),
                *([Cell((number_of(f"indicators/{rule.code}", len(rule.indicators)),))] if named else []),
                text_cell(_topics(edition, rule)),
            )
        )
        for rule in edition.ranked
    ]
    last = [Cell()] * (len(columns) - 5)
    total = edition.figure()
    rows.append(Row((text_cell("All rules, without notes"), Cell(), *found_cells(total), *last), total=True))
    yield Table(
        id="rules-table",
        caption=f"What each rule looked at and found, {edition.place}, {edition.month.name}",
        columns=tuple(columns),
        rows=tuple(rows),
        landscape=True,
    )


def _teams(edition: QualityEdition) -> Iterator[Block]:
    own, others = edition.faults[:COLUMNS], edition.faults[COLUMNS:]
    yield Paragraph(
        (
            Text(
                "A row belongs to the team that is written on it; where there is none, to the team of the child's "
                "latest referral. Where no known team can be named it is under No team."
            ),
        )
    )
    columns = [
        Column("Team", width=2.4),
        *(Column(rule.title, align=Align.RIGHT, width=1.5) for rule in own),
        *([Column("Other rules", align=Align.RIGHT)] if others else []),
        Column("All findings", align=Align.RIGHT),
        Column("Per cent of checks", align=Align.RIGHT),
    ]
    rows = []
    for team in (*edition.teams, None):
        everything = edition.figure(team=team)
        found = [numerator_cell(edition.figure(rule.code, team=team)) for rule in own]
        if others:
            found.append(Cell((sum_found([edition.figure(rule.code, team=team) for rule in others]),)))
        name = edition.area_name if team is None else edition.team_name(team)
        cells = (text_cell(name), *found, numerator_cell(everything), Cell((quantity(everything),)))
        rows.append(Row(cells, total=team is None))
    yield Table(
        id="teams-table",
        caption=f"Findings by team and rule, notes left out, {edition.place}, {edition.month.name}",
        columns=tuple(columns),
        rows=tuple(rows),
        landscape=True,
    )


def _months(edition: QualityEdition) -> Iterator[Block]:
    months = edition.quality.months
    yield Paragraph(
        (
            Text(
                "A finding is in the month of its row's own day: when it happened, not when it was put right or found. "
                "Recent months look better than they are where records are written late. Rows without a day, and of "
                "other months, are in the totals above only."
            ),
        )
    )
    dated = [
        rule for rule in edition.finding if any(edition.figure(rule.code, month=month).numerator for month in months)
    ]
    span = f"{months[0].label} to {months[-1].label}"
    for rule in [rule for rule in dated if not rule.is_note][:WORST]:
        yield _chart(edition, rule, span)
    if not dated:
        yield Paragraph((Text("No rule found anything in rows of these months."),))
        return
    rows = [
        Row(
            (
                Cell((linked(rule),)),
                *(numerator_cell(edition.figure(rule.code, month=month)) for month in months),
            )
        )
        for rule in dated
    ]
    totals = (numerator_cell(edition.figure(month=month)) for month in months)
    rows.append(Row((text_cell("All rules, without notes"), *totals), total=True))
    yield Table(
        id="months-table",
        caption=f"Rows found by the month of their day, {edition.place}, {months[0].name} to {months[-1].name}",
        columns=(Column("Rule", width=3.4), *(Column(month.label, align=Align.RIGHT) for month in months)),
        rows=tuple(rows),
        landscape=True,
    )


def _chart(edition: QualityEdition, rule: CheckedRule, span: str) -> LineChart:
    months = edition.quality.months
    figures = [edition.figure(rule.code, month=month) for month in months]
    counts = [int(figure.numerator or 0) for figure in figures]
    most = max(counts)
    when = months[counts.index(most)]
    alt = (
        f"Line chart of {rule.title}. Rows found: {counts[0]:,} of {months[0].name}, {counts[-1]:,} of "
        f"{months[-1].name}; most {most:,}, of {when.name}."
    )
    points = [
        ChartPoint(month.label, numerator_quantity(figure)) for month, figure in zip(months, figures, strict=True)
    ]
    return LineChart(
        id=f"chart-{anchor(rule)}",
        title=rule.title,
        subtitle=f"Rows found by the month of their day, {edition.place}, {span}",
        alt=alt,
        lines=(ChartLine("found", tuple(points)),),
    )


# -- advice ------------------------------------------------------------------------------------------------------------


def _advice(edition: QualityEdition) -> Iterator[Block]:
    for rule in edition.finding:
        yield Heading(2, rule.title, anchor(rule))
        items: list[tuple[str, Inlines]] = [
            ("What to do", (Text(rule.advice),)),
            ("What it looks for", (Text(rule.looks_for),)),
            ("Can move", (Text(_moved(edition, rule)),)),
            ("Code in the list of issues", (Text(rule.code),)),
        ]
        yield DefinitionList(tuple(items))
    quiet = [rule for rule in edition.ranked if rule.tables and not edition.found(rule)]
    if quiet:
        yield Heading(2, "Rules that found nothing", "found-nothing")
        yield BulletList(tuple((Text(rule.title),) for rule in quiet))
    silent = [rule for rule in edition.ranked if not rule.tables]
    if silent:
        yield Heading(2, "Rules that could not run", "could-not-run")
        yield Paragraph((Text("What they look at was not collected, so nothing is known."),))
        yield BulletList(tuple((Text(rule.title),) for rule in silent))


def _moved(edition: QualityEdition, rule: CheckedRule) -> str:
    """Topic by topic the indicators by name, or that it is all of them; topics alone where nothing more is known."""
    if not rule.indicators:
        return f"{_topics(edition, rule)}."
    parts = []
    for topic in edition.catalogue.topics:
        indicators = edition.catalogue.in_topic(topic.id)
        moved = [indicator.name for indicator in indicators if indicator.id in rule.indicators]
        if moved:
            named = "all indicators" if len(moved) == len(indicators) and len(moved) > 1 else "; ".join(moved)
            parts.append(f"{topic.name}: {named}.")
    return " ".join(parts)


def _topics(edition: QualityEdition, rule: CheckedRule) -> str:
    names = {topic.id: topic.name for topic in edition.catalogue.topics}
    return ", ".join(names.get(topic, topic.capitalize()) for topic in rule.topics)
