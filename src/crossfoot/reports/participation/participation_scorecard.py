"""The scorecard of 16 and 17 year olds: learning, working, neither, or nobody knows; county, districts, England.

The newest month with figures of the council is shown, which is seldom the month of the report: the returns come late.
England's come later still, so each comparison says which month it is with.
"""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.judgements.judgement import Performance
from crossfoot.reports.cells import quantity, target_quantity
from crossfoot.reports.change_cells import against_target, change_in_words, target_status
from crossfoot.reports.document import (
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Document,
    Heading,
    Inline,
    Inlines,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Quantity,
    Status,
    Text,
    Tone,
)
from crossfoot.reports.edition import Edition
from crossfoot.reports.identities import find_area_mismatches, find_between_mismatches, find_sum_mismatches
from crossfoot.reports.matter import closing_matter, opening_matter, rules_matter
from crossfoot.reports.participation.participation_layout import read_participation_layout
from crossfoot.reports.participation.participation_month import ParticipationMonth, find_participation_month
from crossfoot.reports.participation.participation_tables import county_table, district_chart, district_table
from crossfoot.reports.product import draft_document
from crossfoot.vocabulary.numbers import exact
from crossfoot.vocabulary.units import Unit

ANCHOR = "participation-scorecard"


def build_participation_scorecard(edition: Edition) -> Document:
    """The whole scorecard, with where its figures come from and how they are judged."""
    layout = read_participation_layout(edition.catalogue)
    month = find_participation_month(edition, layout)
    blocks: list[Block] = [*participation_scorecard_sections(edition)]
    if month is None:
        blocks = [
            Heading(1, "NEET and participation", ANCHOR),
            Paragraph((Text("No figures of NEET and participation were supplied."),)),
        ]
    blocks += opening_matter(edition)
    blocks += [*rules_matter(edition, "direction"), *closing_matter(edition, layout.indicators)]
    return draft_document(
        edition,
        id=layout.id,
        title=layout.title,
        subtitle=f"{edition.area_name}, {(month.period if month else edition.month).name}",
        blocks=blocks,
        keywords=("NEET", "participation"),
    )


def participation_scorecard_sections(edition: Edition, *, level: int = 1) -> Iterator[Block]:
    """The scorecard without opening and closing matter; nothing where no figure of it was supplied."""
    layout = read_participation_layout(edition.catalogue)
    month = find_participation_month(edition, layout)
    if month is None:
        return
    yield Heading(level, f"NEET and participation, {month.period.name}", ANCHOR)
    yield from _message(edition, month)
    yield Heading(level + 1, f"{edition.area_name} against targets and {month.nation_name}", f"{ANCHOR}-county")
    yield county_table(edition, month)
    yield from _notes(edition, month)
    yield from _mismatches(edition, month)
    if month.districts:
        yield Heading(level + 1, "District by district", f"{ANCHOR}-districts")
        yield district_table(edition, month)
        for name in layout.charts:
            yield district_chart(edition, month, name)


# -- the message -------------------------------------------------------------------------------------------------------


def _message(edition: Edition, month: ParticipationMonth) -> Iterator[Block]:
    judged = {
        name: status
        for name in month.layout.indicators
        if (status := target_status(month.figure(name), month.target(name), edition.indicator(name))) is not None
    }
    missed = [name for name, status in judged.items() if status.tone is Tone.POOR]
    if judged:
        ids = tuple(str(figure.id) for name in judged if (figure := month.figure(name)) is not None)
        yield Paragraph(
            (
                Quantity(exact(len(missed)), Unit.COUNT, 0, ids),
                Text(" of "),
                Quantity(exact(len(judged)), Unit.COUNT, 0, ids),
                Text(f" targets were missed at the end of {month.period.name}."),
            ),
            lead=True,
        )
    yield KeyFigures(tuple(_key_figure(edition, month, name) for name in month.layout.key_figures))
    said = tuple(_bullets(edition, month, missed))
    if said:
        yield Callout(CalloutKind.GENERATED, "What the figures say", (BulletList(said),))


def _key_figure(edition: Edition, month: ParticipationMonth, name: str) -> KeyFigure:
    indicator, figure, target = edition.indicator(name), month.figure(name), month.target(name)
    wanted = target_quantity(target, indicator) if target is not None else None
    comment: Inlines = () if wanted is None else (Text("Target "), wanted)
    shown = month.absent if figure is None else quantity(figure)
    return KeyFigure(indicator.name, shown, comment, target_status(figure, target, indicator))


def _bullets(edition: Edition, month: ParticipationMonth, missed: list[str]) -> Iterator[Inlines]:
    if missed:
        said = [
            (name, against_target(month.figure(name), month.target(name), edition.indicator(name))) for name in missed
        ]
        yield _listed("Off target: ", [_named(edition, name, inlines) for name, inlines in said])
    for word, start in ((Performance.WORSE, "Got worse"), (Performance.BETTER, "Got better")):
        changed = [
            (name, inlines)
            for name in month.layout.indicators
            if (inlines := _change(edition, month, name)) and _says(inlines, word)
        ]
        if changed:
            since = month.period.shift(-1).name
            yield _listed(f"{start} since {since}: ", [_named(edition, name, inlines) for name, inlines in changed])
    for name in month.layout.spreads:
        low, high = month.lowest(name), month.highest(name)
        if low is not None and high is not None:
            yield (
                Text(f"{edition.indicator(name).name}: ", strong=True),
                Text("from "),
                quantity(low),
                Text(f" in {month.area_name(low)} to "),
                quantity(high),
                Text(f" in {month.area_name(high)}."),
            )


def _change(edition: Edition, month: ParticipationMonth, name: str) -> Inlines:
    return change_in_words(month.figure(name), month.before(name), edition.indicator(name), edition.policies.direction)


def _says(inlines: Inlines, word: Performance) -> bool:
    wanted = {Performance.WORSE: Tone.WORSE, Performance.BETTER: Tone.BETTER}[word]
    return isinstance(inlines[0], Status) and inlines[0].tone is wanted


def _named(edition: Edition, name: str, inlines: Inlines) -> Inlines:
    """`16 and 17 year olds who are NEET by 1.6 percentage points`: the sentence has said the word already."""
    return (Text(edition.indicator(name).name), *inlines[1:])


def _listed(start: str, items: list[Inlines]) -> Inlines:
    content: list[Inline] = [Text(start, strong=True)]
    for number, item in enumerate(items):
        content += [Text("; "), *item] if number else item
    return (*content, Text("."))


# -- what to know of the figures ---------------------------------------------------------------------------------------


def _notes(edition: Edition, month: ParticipationMonth) -> Iterator[Block]:
    end = month.period.end
    said = [f"Figures of {edition.area_name} and its districts are of {end.day} {end:%B %Y}."]
    if month.nation_period is not None and month.nation_period != month.period:
        said.append(
            f"Those of {month.nation_name} are of {month.nation_period.name}: another month, in which more or fewer "
            "young people may not have settled yet."
        )
    if month.is_worked_back:
        said.append(
            f"What {month.period.shift(-1).name} was is worked back: the figure printed less the change printed beside "
            "it. Where that cannot be, the change is not available."
        )
    yield Paragraph((Text(" ".join(said)),))


def _mismatches(edition: Edition, month: ParticipationMonth) -> Iterator[Block]:
    layout, areas = month.layout, month.periods
    found = [
        *find_sum_mismatches(edition, layout.sums, areas),
        *find_between_mismatches(edition, layout.between, areas),
        *find_area_mismatches(edition, layout.indicators, month.period, month.districts),
    ]
    if found:
        yield Callout(
            CalloutKind.WARNING,
            "Figures that cannot all be right",
            (
                Paragraph((Text("They are shown as they were supplied. Ask the data owner to correct them."),)),
                BulletList(tuple(mismatch.sentence for mismatch in found)),
            ),
        )
