"""The redesigned monthly report: a front page of judgements, the summary of every indicator, a page for each topic."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.reports.charts import indicator_chart
from crossfoot.reports.document import Block, Callout, CalloutKind, Document, Heading, PageBreak, Paragraph, Text
from crossfoot.reports.edition import Edition
from crossfoot.reports.layouts import MonthlyTopic, read_monthly_layout
from crossfoot.reports.matter import closing_matter, notes_on_breaks, opening_matter, rules_matter
from crossfoot.reports.monthly.facts import facts
from crossfoot.reports.monthly.front_page import front_page
from crossfoot.reports.monthly.summary_table import summary_table
from crossfoot.reports.monthly.topic_tables import comparator_table, definition_list, months_table, sources_tables
from crossfoot.reports.product import draft_document


def build_monthly_report(edition: Edition) -> Document:
    """The whole monthly report."""
    layout = read_monthly_layout(edition.catalogue)
    heading, *sections = monthly_report_sections(edition)
    blocks: list[Block] = [*front_page(edition, layout), PageBreak(), heading, *opening_matter(edition), *sections]
    blocks += [PageBreak(), *rules_matter(edition)]
    blocks += closing_matter(edition, (name for _, name in layout.indicators))
    return draft_document(
        edition,
        id=layout.id,
        title=layout.title,
        blocks=blocks,
        keywords=("performance",),
    )


def monthly_report_sections(edition: Edition, *, level: int = 1) -> Iterator[Block]:
    """The summary of every indicator and a page for each topic, without front page, opening and closing matter."""
    layout = read_monthly_layout(edition.catalogue)
    yield Heading(level, "Summary of indicators", "summary")
    yield summary_table(edition, layout)
    for topic in layout.topics:
        yield PageBreak()
        yield from _topic(edition, topic, level=level)


def monthly_tables_sections(edition: Edition, *, level: int = 1) -> Iterator[Block]:
    """The summary, then the tables of each topic under its heading: what an appendix to another paper needs of it."""
    layout = read_monthly_layout(edition.catalogue)
    yield Heading(level, "Summary of indicators", "summary")
    yield summary_table(edition, layout)
    yield Heading(level, "Month by month", "month-by-month")
    for topic in layout.topics:
        yield Heading(level + 1, topic.title, topic.id)
        yield from notes_on_breaks(edition, [row.indicator for row in topic.rows if row.indicator is not None])
        yield from _tables(edition, topic)


def _tables(edition: Edition, topic: MonthlyTopic) -> Iterator[Block]:
    if any(row.indicator is not None for row in topic.rows):
        yield months_table(edition, topic)
        comparators = comparator_table(edition, topic)
        if comparators is not None:
            yield comparators
    if topic.sources is not None:
        yield from sources_tables(edition, topic.sources, topic_id=topic.id)


def _topic(edition: Edition, topic: MonthlyTopic, *, level: int) -> Iterator[Block]:
    yield Heading(level, topic.title, topic.id)
    yield Paragraph((Text(topic.about),))
    names = [row.indicator for row in topic.rows if row.indicator is not None]
    if names:
        yield Callout(
            CalloutKind.GENERATED,
            "What the figures say",
            tuple(Paragraph(facts(edition, name)) for name in names),
        )
        yield from notes_on_breaks(edition, names)
        yield Heading(level + 1, f"{topic.title}: month by month", f"{topic.id}-months")
    yield from _tables(edition, topic)
    for name in topic.charts:
        yield indicator_chart(edition, name, id_prefix=topic.id)
    if names:
        yield Heading(level + 1, f"{topic.title}: definitions", f"{topic.id}-definitions")
        yield definition_list(edition, topic)
