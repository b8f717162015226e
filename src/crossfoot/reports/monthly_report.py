"""The redesigned monthly report: a front page of judgements, the summary of every indicator, a page for each topic."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.reports.charts import indicator_chart
from crossfoot.reports.document import Block, Callout, CalloutKind, Document, Heading, PageBreak, Paragraph, Text
from crossfoot.reports.edition import Edition
from crossfoot.reports.facts import facts
from crossfoot.reports.front_page import front_page
from crossfoot.reports.layouts import MonthlyTopic, read_monthly_layout
from crossfoot.reports.matter import closing_matter, notes_on_breaks, opening_matter, rules_matter
from crossfoot.reports.summary_table import summary_table
from crossfoot.reports.topic_tables import comparator_table, definition_list, months_table, sources_tables


def build_monthly_report(edition: Edition) -> Document:
    """The whole monthly report."""
    layout = read_monthly_layout(edition.catalogue)
    blocks: list[Block] = [
        *front_page(edition, layout),
        PageBreak(),
        Heading(1, "Summary of indicators", "summary"),
        *opening_matter(edition),
        summary_table(edition, layout),
    ]
    for topic in layout.topics:
        blocks += [PageBreak(), *_topic(edition, topic)]
    blocks += [PageBreak(), *rules_matter(edition)]
    blocks += closing_matter(edition, (name for _, name in layout.indicators))
    return Document(
        id=layout.id,
        title=layout.title,
        subtitle=f"{edition.area_name}, {edition.month.name}",
        organisation=edition.snapshot.manifest.organisation,
        as_at=edition.as_at,
        created=edition.created,
        blocks=tuple(blocks),
        status="Draft",
        keywords=("children's services", "performance", edition.area_name, edition.month.name),
    )


def _topic(edition: Edition, topic: MonthlyTopic) -> Iterator[Block]:
    yield Heading(1, topic.title, topic.id)
    yield Paragraph((Text(topic.about),))
    names = [row.indicator for row in topic.rows if row.indicator is not None]
    if names:
        yield Callout(
            CalloutKind.GENERATED,
            "What the figures say",
            tuple(Paragraph(facts(edition, name)) for name in names),
        )
        yield from notes_on_breaks(edition, names)
        yield Heading(2, f"{topic.title}: month by month", f"{topic.id}-months")
        yield months_table(edition, topic)
        comparators = comparator_table(edition, topic)
        if comparators is not None:
            yield comparators
    if topic.sources is not None:
        yield from sources_tables(edition, topic.sources, topic_id=topic.id)
    for name in topic.charts:
        yield indicator_chart(edition, name, id_prefix=topic.id)
    if names:
        yield Heading(2, f"{topic.title}: definitions", f"{topic.id}-definitions")
        yield definition_list(edition, topic)
