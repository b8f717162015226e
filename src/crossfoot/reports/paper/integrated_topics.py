"""What the committee paper says by rule in its own sections: what stands out in topics, the exceptions, the risks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from crossfoot.judgements.judgement import Answer, Judgement, Rag
from crossfoot.judgements.pressures import Risk
from crossfoot.judgements.risk_pressures import pressing_risks
from crossfoot.reports.cells import figure_cell, status_cell, text_cell
from crossfoot.reports.document import (
    Align,
    Block,
    Callout,
    CalloutKind,
    Cell,
    Column,
    Inline,
    Paragraph,
    Quantity,
    Reference,
    Row,
    Status,
    Table,
    Text,
    Tone,
)
from crossfoot.reports.edition import Edition
from crossfoot.reports.layouts import read_monthly_layout, read_vital_signs_layout
from crossfoot.reports.monthly.facts import facts
from crossfoot.reports.signs.report_card import card_anchor
from crossfoot.reports.signs.vital_signs import exceptions_of
from crossfoot.reports.statuses import SIGNALS, direction_status, rag_status
from crossfoot.vocabulary.numbers import exact
from crossfoot.vocabulary.units import Unit

RISKS_SHOWN = 5
_NOTHING_STANDS_OUT = (
    "By the tolerances of the monthly report no indicator here is red, and none moved by more than its month-to-month "
    "noise."
)
_PROSPECTS = {
    "red": Status(Tone.POOR, "Red", "✖", "Prospects of meeting the target score by its date: red"),
    "amber": Status(Tone.FAIR, "Amber", "■", "Prospects of meeting the target score by its date: amber"),
    "green": Status(Tone.GOOD, "Green", "★", "Prospects of meeting the target score by its date: green"),
    "met": Status(Tone.GOOD, "Met", "★", "The target score is met"),
}


def topic_sections(edition: Edition, topics: Sequence[str]) -> Iterator[Block]:
    """What stands out among the indicators of some topics of the monthly report, and where the rest is."""
    layout = read_monthly_layout(edition.catalogue)
    chosen = [topic for topic in layout.topics if topic.id in topics]
    names = dict.fromkeys(row.indicator for topic in chosen for row in topic.rows if row.indicator is not None)
    told = list(_once_each(edition, [name for name in names if stands_out(edition.judgements[name])]))
    if told:
        paragraphs = tuple(Paragraph(facts(edition, name)) for name in told)
        yield Callout(CalloutKind.GENERATED, "What stands out in the figures", paragraphs)
    elif names:
        yield Paragraph((Text(_NOTHING_STANDS_OUT),))
    pages: list[Inline] = [Text("Every figure, month by month: ")]
    for number, topic in enumerate(chosen):
        pages += [Text("; " if number else ""), Text(f"{topic.title}, "), Reference(topic.id)]
    yield Paragraph((*pages, Text(".")))


def stands_out(judged: Judgement) -> bool:
    """Red, or moved by more than noise."""
    return judged.rag.word is Rag.RED or judged.variation.word in SIGNALS


def _once_each(edition: Edition, names: Sequence[str]) -> Iterator[str]:
    """A count and the rate made from it tell one thing: the first of them stays."""
    told: set[str] = set()
    for name in names:
        indicator = edition.indicator(name)
        counted = indicator.unit in (Unit.COUNT, Unit.RATE_PER_10K)
        subject = indicator.numerator.figures if counted and indicator.numerator.figures else indicator.id
        if subject not in told:
            told.add(subject)
            yield name


def exceptions_sections(edition: Edition, places: Mapping[str, str]) -> Iterator[Block]:
    """The rule, the exceptions with the criteria that they meet and their cards, the other signs and their places.

    `places` gives the anchor of the part that tells each vital sign.
    """
    layout = read_vital_signs_layout(edition.catalogue)
    exceptions = exceptions_of(edition, layout)
    others = [edition.vital_signs[name] for name in layout.indicators if edition.vital_signs[name] not in exceptions]
    yield Paragraph((Text(edition.policies.sentences["exceptions"]),))
    if exceptions:
        rows = (_sign(edition, judged, card_anchor(judged.figure.indicator)) for judged in exceptions)
        caption = f"Vital signs that are exceptions, {edition.area_name}, and their report cards"
        yield _signs("exceptions", caption, "Report card", rows)
    else:
        yield Paragraph((Text("No vital sign is an exception."),))
    if others:
        rows = (_sign(edition, judged, places[judged.figure.indicator]) for judged in others)
        caption = f"Vital signs that are not exceptions, {edition.area_name}, and where they are told"
        yield _signs("other-vital-signs", caption, "Told in", rows)


def _signs(table_id: str, caption: str, last: str, rows: Iterable[Row]) -> Table:
    columns = (
        Column("Vital sign", width=4),
        Column("Period", width=1.1),
        Column("Latest", align=Align.RIGHT),
        Column("RAG", width=1.1),
        Column("Direction", width=1.2),
        Column("Criteria met", width=1.2),
        Column(last, width=1.4),
    )
    return Table(table_id, caption, columns, tuple(rows))


def _sign(edition: Edition, judged: Judgement, place: str) -> Row:
    name, period = judged.figure.indicator, judged.figure.period
    met = [verdict.criterion.number for verdict in judged.exceptions.criteria if verdict.word is Answer.MET]
    return Row(
        (
            text_cell(edition.indicator(name).name),
            text_cell(period.month.label),
            figure_cell(edition.figure(name, period, form=judged.figure.form)),
            status_cell(rag_status(judged.rag.word, judged.rag.reason)),
            status_cell(direction_status(judged)),
            text_cell(", ".join(map(str, met)) or "None"),
            Cell((Reference(place, starts_sentence=True),)),
        )
    )


def highest_risks(edition: Edition) -> list[Risk]:
    """The open risks with the highest scores, highest first; in the order of the register where they are level."""
    return sorted(pressing_risks(edition.registers), key=attrgetter("score"), reverse=True)[:RISKS_SHOWN]


def risk_score(risk: Risk, offered: Mapping[str, Quantity]) -> Quantity:
    """The score as the risk register itself prints it; where it offers none, likelihood times impact."""
    name = f"risks/{risk.id}/score"
    return offered.get(name) or Quantity(exact(risk.score), Unit.SCORE, 0, (name,))


def highest_risks_sections(edition: Edition, offered: Mapping[str, Quantity]) -> Iterator[Block]:
    """A table of the highest risks; nothing where no register of risks was supplied."""
    risks = highest_risks(edition)
    if not risks:
        return
    yield Table(
        id="highest-risks",
        caption=f"The highest risks of children's services, {edition.area_name}, {edition.month.name}",
        columns=(
            Column("Risk", width=5),
            Column("Likelihood", align=Align.RIGHT),
            Column("Impact", align=Align.RIGHT),
            Column("Score", align=Align.RIGHT),
            Column("Target score", align=Align.RIGHT),
            Column("Prospects", width=1.2),
        ),
        rows=tuple(_risk(risk, offered) for risk in risks),
    )


def _risk(risk: Risk, offered: Mapping[str, Quantity]) -> Row:
    def level(value: int, what: str) -> Cell:
        return Cell((Quantity(exact(value), Unit.SCORE, 0, (f"risks/{risk.id}/{what}",)),))

    return Row(
        (
            text_cell(risk.name),
            level(risk.likelihood, "likelihood"),
            level(risk.impact, "impact"),
            Cell((risk_score(risk, offered),)),
            level(risk.target_likelihood * risk.target_impact, "target-score"),
            status_cell(_PROSPECTS.get(risk.prospects)),
        )
    )
