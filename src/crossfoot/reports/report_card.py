"""A report card for every vital sign that is an exception, under the headings common to all committees."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.indicators.schema import Indicator
from crossfoot.judgements.judgement import Judgement
from crossfoot.reports.cells import difference, quantity, target_quantity
from crossfoot.reports.charts import indicator_chart
from crossfoot.reports.document import (
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Document,
    Heading,
    Inlines,
    KeyFigure,
    KeyFigures,
    PageBreak,
    Paragraph,
    Text,
)
from crossfoot.reports.edition import Edition
from crossfoot.reports.facts import facts
from crossfoot.reports.layouts import read_vital_signs_layout
from crossfoot.reports.statuses import direction_status, rag_status
from crossfoot.reports.vital_signs import exceptions_of, reasons


def build_report_cards(edition: Edition) -> Document:
    """All the cards of the month, one a page, in the order of the dashboard."""
    layout = read_vital_signs_layout(edition.catalogue)
    exceptions = exceptions_of(edition, layout)
    blocks: list[Block] = []
    for number, judged in enumerate(exceptions):
        if number:
            blocks.append(PageBreak())
        blocks += _card(edition, judged)
    if not exceptions:
        blocks = [
            Heading(1, "No exceptions", "no-exceptions"),
            Paragraph((Text("No vital sign meets any of the exception criteria this month."),)),
        ]
    return Document(
        id="report-cards",
        title="Report cards",
        subtitle=f"Vital signs reported as exceptions, {edition.area_name}, {edition.month.name}",
        organisation=edition.snapshot.manifest.organisation,
        as_at=edition.as_at,
        created=edition.created,
        blocks=tuple(blocks),
        status="Draft",
        keywords=("children's services", "report card", edition.area_name, edition.month.name),
    )


def _card(edition: Edition, judged: Judgement) -> Iterator[Block]:
    name = judged.figure.indicator
    indicator = edition.indicator(name)
    yield Heading(1, indicator.name, f"card-{name}")
    yield Heading(2, "Why is this important?", f"card-{name}-why")
    yield Paragraph((Text(indicator.why_it_matters.strip()),))
    yield Heading(2, "Performance", f"card-{name}-performance")
    yield _key_figures(edition, judged, indicator)
    yield indicator_chart(edition, name, id_prefix="card", judgement=judged, with_data=True)
    yield Heading(2, "What is the background to current performance?", f"card-{name}-background")
    yield Callout(
        CalloutKind.GENERATED,
        "What the figures say",
        (Paragraph(facts(edition, name, judgement=judged, with_colour=False)), BulletList(reasons(judged))),
    )
    yield Heading(2, "Action required", f"card-{name}-action")
    yield Paragraph((Text(f"To be written by the lead officer, {indicator.owner}."),))
    yield Heading(2, "What will success look like?", f"card-{name}-success")
    yield Paragraph(_success(edition, indicator))
    yield Heading(2, "Responsible officers", f"card-{name}-officers")
    yield Paragraph(
        (
            Text("Lead: ", strong=True),
            Text(f"{indicator.owner}. "),
            Text("Data: ", strong=True),
            Text(f"{indicator.data_owner}."),
        )
    )


def _key_figures(edition: Edition, judged: Judgement, indicator: Indicator) -> KeyFigures:
    form, period = judged.figure.form, judged.figure.period
    latest = edition.figure(indicator.id, period, form=form)
    before = edition.figure(indicator.id, period.shift(-1), form=form)
    target = edition.target(indicator.id, scheme="vital-signs")
    items = []
    if latest is not None:
        status = rag_status(judged.rag.word, judged.rag.reason)
        items.append(KeyFigure(period.month.name, quantity(latest), status=status))
    change = difference(latest, before) if latest is not None and before is not None else None
    if before is not None and change is not None:
        since = f"Since {before.id.period.month.name}"
        items.append(KeyFigure(since, change, status=direction_status(judged)))
    wanted = None if target is None else target_quantity(target, indicator)
    if wanted is not None:
        items.append(KeyFigure("Target", wanted))
    return KeyFigures(tuple(items))


def _success(edition: Edition, indicator: Indicator) -> Inlines:
    target = edition.target(indicator.id, scheme="vital-signs")
    wanted = None if target is None else target_quantity(target, indicator)
    if wanted is None:
        return (Text(f"{indicator.name} has no target yet."),)
    return (Text(f"{indicator.name} meets its target of "), wanted, Text(" and stays there."))
