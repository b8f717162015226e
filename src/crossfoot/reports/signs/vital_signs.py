"""The vital-signs dashboard: thirteen periods of each sign in the colours of its own scheme, and the exceptions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfoot.judgements.judgement import Answer, Judgement, Rag
from crossfoot.judgements.reading import Reading
from crossfoot.judgements.vital_signs import judge_against_comparator
from crossfoot.reports.cells import figure_cell, status_cell, target_cell, text_cell
from crossfoot.reports.document import (
    Align,
    Block,
    BulletList,
    Cell,
    Column,
    Document,
    Heading,
    Inlines,
    KeyFigure,
    KeyFigures,
    PageBreak,
    Paragraph,
    Quantity,
    Row,
    Table,
    Text,
    Tone,
)
from crossfoot.reports.edition import Edition
from crossfoot.reports.layouts import SignGroup, VitalSignsLayout, read_vital_signs_layout
from crossfoot.reports.matter import closing_matter, notes_on_breaks, opening_matter, rules_matter
from crossfoot.reports.product import draft_document
from crossfoot.reports.statuses import direction_status, rag_status
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import exact
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Polarity, Unit

_TONES = {Rag.GREEN: Tone.GOOD, Rag.AMBER: Tone.FAIR, Rag.RED: Tone.POOR}
_BETTER = {Polarity.HIGH: "Bigger", Polarity.LOW: "Smaller", Polarity.NONE: "Info"}


def exceptions_of(edition: Edition, layout: VitalSignsLayout) -> list[Judgement]:
    """The vital signs that meet at least one criterion, in printed order."""
    signs = [edition.vital_signs[name] for name in layout.indicators]
    return [judged for judged in signs if judged.is_exception]


def build_vital_signs(edition: Edition) -> Document:
    """The dashboard, the exceptions with their reasons, and the rules."""
    layout = read_vital_signs_layout(edition.catalogue)
    exceptions = exceptions_of(edition, layout)
    blocks: list[Block] = [*vital_signs_sections(edition), *opening_matter(edition)]
    blocks += [PageBreak(), Heading(1, "Exceptions and why", "exceptions"), *_exceptions(edition, exceptions)]
    others = [name for name in layout.indicators if edition.vital_signs[name] not in exceptions]
    if others:
        blocks += [
            Heading(2, "Not exceptions", "not-exceptions"),
            BulletList(tuple((Text(edition.indicator(name).name),) for name in others)),
        ]
    blocks += [PageBreak(), *rules_matter(edition, "vital_signs", "direction", "exceptions")]
    blocks += closing_matter(edition, layout.indicators)
    return draft_document(
        edition,
        id=layout.id,
        title=layout.title,
        blocks=blocks,
        keywords=("vital signs",),
    )


def vital_signs_sections(edition: Edition, *, level: int = 1) -> Iterator[Block]:
    """The dashboard alone: how many signs are exceptions, their colours, and thirteen periods of each."""
    layout = read_vital_signs_layout(edition.catalogue)
    yield Heading(level, "Vital signs at a glance", "at-a-glance")
    yield from _lead(edition, layout, exceptions_of(edition, layout))
    for group in layout.groups:
        yield Heading(level + 1, group.title, f"signs-{group.period}")
        yield _table(edition, group)
    yield from notes_on_breaks(edition, layout.indicators)


def _lead(edition: Edition, layout: VitalSignsLayout, exceptions: list[Judgement]) -> Iterator[Block]:
    signs = [edition.vital_signs[name] for name in layout.indicators]
    yield Paragraph(
        (
            count_of(exceptions),
            Text(" of "),
            count_of(signs),
            Text(" vital signs meet at least one of the four criteria and are reported as exceptions."),
        ),
        lead=True,
    )
    counted = {rag: [judged for judged in signs if judged.rag.word is rag] for rag in _TONES}
    yield KeyFigures(
        tuple(
            KeyFigure(rag.value.capitalize(), count_of(found), status=rag_status(rag)) for rag, found in counted.items()
        )
    )


def _table(edition: Edition, group: SignGroup) -> Table:
    last = edition.vital_signs[group.signs[0]].figure.period
    periods = last.last(len(edition.months))
    columns = (
        Column("Vital sign", width=4.4),
        Column("Better is", width=1.1),
        *(Column(_heading(period), align=Align.RIGHT, width=1.25) for period in periods),
        Column("Target", align=Align.RIGHT, width=1.1),
        Column("RAG", width=1.3),
        Column("Direction", width=1.4),
    )
    return Table(
        id=f"signs-{group.period}-table",
        caption=f"{group.title} vital signs, {edition.area_name}, {_name(periods[0])} to {_name(periods[-1])}",
        columns=columns,
        rows=tuple(_row(edition, name, periods) for name in group.signs),
        landscape=True,
    )


def _row(edition: Edition, name: str, periods: tuple[Period, ...]) -> Row:
    judged = edition.vital_signs[name]
    indicator = edition.indicator(name)
    target = edition.target(name, scheme="vital-signs")
    cells = [text_cell(indicator.name), text_cell(_BETTER[indicator.polarity])]
    cells += [_coloured(edition, name, period) for period in periods]
    cells.append(target_cell(target, indicator))
    cells.append(status_cell(rag_status(judged.rag.word, judged.rag.reason)))
    cells.append(status_cell(direction_status(judged)))
    return Row(tuple(cells))


def _coloured(edition: Edition, name: str, period: Period) -> Cell:
    """A value with its symbol after it and its tone behind it: the dashboard is read in print without colour too."""
    figure = edition.figure(name, period, form=edition.vital_signs[name].figure.form)
    cell = figure_cell(figure)
    if figure is None or isinstance(figure.value, Missing):
        return cell
    verdict = judge_against_comparator(
        Reading.of(figure),
        polarity=edition.indicator(name).polarity,
        target=edition.target(name, scheme="vital-signs"),
        policy=edition.policies.vital_signs,
    )
    status = rag_status(verdict.word)
    if status is None:
        return cell
    return Cell((*cell.content, Text(f" {status.symbol}")), status.tone)


def _exceptions(edition: Edition, exceptions: list[Judgement]) -> Iterator[Block]:
    if not exceptions:
        yield Paragraph((Text("No vital sign meets any of the criteria."),))
    for judged in exceptions:
        name = judged.figure.indicator
        yield Heading(2, edition.indicator(name).name, f"exception-{name}")
        yield BulletList(reasons(judged))


def reasons(judged: Judgement) -> tuple[Inlines, ...]:
    """Each criterion that is met, or cannot be told, with its reason."""
    return tuple(
        (Text(f"Criterion {verdict.criterion.number}, {verdict.criterion.value}: ", strong=True), Text(verdict.reason))
        for verdict in judged.exceptions.criteria
        if verdict.word is not Answer.NOT_MET
    )


def _heading(period: Period) -> str:
    return period.month.label


def _name(period: Period) -> str:
    return period.month.name


def count_of(judged: Sequence[Judgement]) -> Quantity:
    """How many they are, bound to their figures."""
    return Quantity(exact(len(judged)), Unit.COUNT, 0, tuple(str(item.figure) for item in judged))
