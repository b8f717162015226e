"""A report card for every vital sign that is an exception, under the headings common to all committees."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

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
    Numbering,
    PageBreak,
    Paragraph,
    Text,
)
from crossfoot.reports.edition import Edition
from crossfoot.reports.layouts import read_vital_signs_layout
from crossfoot.reports.monthly.facts import facts
from crossfoot.reports.product import draft_document
from crossfoot.reports.signs.vital_signs import exceptions_of, reasons
from crossfoot.reports.statuses import direction_status, rag_status


@dataclass(frozen=True, slots=True)
class SaidOnCard:
    """What the lead officer of a vital sign says, under the headings that need a person: list items each."""

    background: tuple[Inlines, ...] = ()
    action: tuple[Inlines, ...] = ()
    success: tuple[Inlines, ...] = ()


def card_anchor(name: str) -> str:
    """The anchor of the card of a vital sign."""
    return f"card-{name}"


def build_report_cards(edition: Edition) -> Document:
    """All the cards of the month, one a page, in the order of the dashboard."""
    blocks: list[Block] = list(report_card_sections(edition))
    if not blocks:
        blocks = [
            Heading(1, "No exceptions", "no-exceptions"),
            Paragraph((Text("No vital sign meets any of the exception criteria this month."),)),
        ]
    return draft_document(
        edition,
        id="report-cards",
        title="Report cards",
        subtitle=f"Vital signs reported as exceptions, {edition.area_name}, {edition.month.name}",
        blocks=blocks,
        keywords=("report card",),
    )


def report_card_sections(
    edition: Edition,
    *,
    level: int = 1,
    signs: Collection[str] | None = None,
    said: Mapping[str, SaidOnCard] = MappingProxyType({}),
) -> Iterator[Block]:
    """The cards of the exceptions among `signs` (None: all), with what the lead officers `said`, by vital sign."""
    exceptions = exceptions_of(edition, read_vital_signs_layout(edition.catalogue))
    shown = [judged for judged in exceptions if signs is None or judged.figure.indicator in signs]
    for number, judged in enumerate(shown):
        if number:
            yield PageBreak()
        yield from _card(edition, judged, level=level, said=said.get(judged.figure.indicator, SaidOnCard()))


def _card(edition: Edition, judged: Judgement, *, level: int, said: SaidOnCard) -> Iterator[Block]:
    name = judged.figure.indicator
    indicator = edition.indicator(name)
    yield Heading(level, indicator.name, card_anchor(name))
    yield Heading(level + 1, "Why is this important?", f"card-{name}-why", Numbering.NONE)
    yield Paragraph((Text(indicator.why_it_matters.strip()),))
    yield Heading(level + 1, "Performance", f"card-{name}-performance", Numbering.NONE)
    yield _key_figures(edition, judged, indicator)
    yield indicator_chart(edition, name, id_prefix="card", judgement=judged, with_data=True)
    yield Heading(
        level + 1, "What is the background to current performance?", f"card-{name}-background", Numbering.NONE
    )
    yield Callout(
        CalloutKind.GENERATED,
        "What the figures say",
        (Paragraph(facts(edition, name, judgement=judged, with_colour=False)), BulletList(reasons(judged))),
    )
    if said.background:
        yield BulletList(said.background)
    yield Heading(level + 1, "Action required", f"card-{name}-action", Numbering.NONE)
    if said.action:
        yield BulletList(said.action)
    else:
        yield Paragraph((Text(f"To be written by the lead officer, {indicator.owner}."),))
    yield Heading(level + 1, "What will success look like?", f"card-{name}-success", Numbering.NONE)
    yield Paragraph(_success(edition, indicator))
    if said.success:
        yield BulletList(said.success)
    yield Heading(level + 1, "Responsible officers", f"card-{name}-officers", Numbering.NONE)
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
