"""The front page of the data-quality report: what was checked, the rules with most findings, what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfoot.reports.cells import numerator_cell, numerator_quantity, quantity
from crossfoot.reports.document import (
    Align,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Cell,
    Column,
    Heading,
    Inline,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Row,
    Table,
    Text,
)
from crossfoot.reports.quality.quality_cells import difference_found, linked, looked_at_quantity, number_of
from crossfoot.reports.quality.quality_figures import QualityEdition
from crossfoot.vocabulary.record_quality import CheckedRule

MARKING = "Official: internal"
"""Printed on the cover and in the running foot of every page."""
WORST = 5
"""Rules that the front page names and that have a chart."""
CHANGES = 3
"""Rules that are named for having risen, and for having fallen."""


def front_page(edition: QualityEdition) -> Iterator[Block]:
    """One page: what ran, how much was found, which rules found most, what changed since the month before."""
    quality = edition.quality
    before = quality.months[-2].name
    yield Paragraph(tuple(_lead(edition)), lead=True)
    yield KeyFigures(tuple(_key_figures(edition)))
    yield Callout(
        CalloutKind.WARNING,
        f"{MARKING}. Not to be published",
        (
            Paragraph(
                (
                    Text(
                        "The counts are of records and not of children, and small ones are not suppressed. Which rows "
                        "they are is in the list of issues, for those who may see them."
                    ),
                )
            ),
        ),
    )
    yield Heading(2, "Most findings", "most-findings")
    faults = edition.faults
    if not faults:
        yield Paragraph((Text("No rule found anything wrong."),))
        return
    yield _worst_table(edition, faults[:WORST])
    yield Heading(2, f"Changes since {before}", "changes")
    yield from _changes(edition)


def _lead(edition: QualityEdition) -> Iterator[Inline]:
    as_at, everything = edition.quality.as_at, edition.figure()
    yield number_of("rules", len(edition.ran))
    yield Text(f" rules ran over the records as they stood on {as_at.day} {as_at:%B %Y}. ")
    if not edition.faults:
        yield Text("None of them found anything wrong.")
        return
    yield number_of("rules", len(edition.faults))
    yield Text(" of them found something wrong: ")
    yield numerator_quantity(everything)
    yield Text(" findings, ")
    yield quantity(everything)
    yield Text(" of the checks that they made.")


def _key_figures(edition: QualityEdition) -> Iterator[KeyFigure]:
    quality, everything = edition.quality, edition.figure()
    if edition.team is None:
        tables = (Text("in "), number_of("tables", len(quality.tables)), Text(" tables"))
        yield KeyFigure("Rows in the records", number_of("rows", sum(quality.tables.values())), tables)
    checks = (Text("in "), looked_at_quantity(everything), Text(" checks"))
    yield KeyFigure("Findings", numerator_quantity(everything), checks)
    ran = (Text("of "), number_of("rules", len(edition.ran)))
    yield KeyFigure("Rules with findings", number_of("rules", len(edition.faults)), ran)
    latest, before = edition.latest(), edition.earlier()
    change = (difference_found(latest, before), Text(f" on {quality.months[-2].name}"))
    yield KeyFigure(f"In rows of {edition.month.name}", numerator_quantity(latest), change)


def _worst_table(edition: QualityEdition, rules: Sequence[CheckedRule]) -> Table:
    month, before = edition.month, edition.quality.months[-2]
    rows = []
    for rule in rules:
        everything, latest = edition.figure(rule.code), edition.latest(rule)
        cells = (
            Cell((linked(rule),)),
            numerator_cell(everything),
            Cell((quantity(everything),)),
            numerator_cell(latest),
            Cell((difference_found(latest, edition.earlier(rule)),)),
        )
        rows.append(Row(cells))
    return Table(
        id="worst-table",
        caption=f"The rules with most findings, {edition.place}, {month.name}",
        columns=(
            Column("Rule", width=4),
            Column("Rows found", align=Align.RIGHT),
            Column("Per cent of rows looked at", align=Align.RIGHT, width=1.4),
            Column(f"Rows of {month.label}", align=Align.RIGHT),
            Column(f"On {before.label}", align=Align.RIGHT),
        ),
        rows=tuple(rows),
    )


def _changes(edition: QualityEdition) -> Iterator[Block]:
    """The rules whose findings rose and fell most in rows of the month against rows of the month before."""
    faults = [rule for rule in edition.finding if not rule.is_note]
    risen = sorted((rule for rule in faults if edition.change(rule) > 0), key=lambda rule: -edition.change(rule))
    fallen = sorted((rule for rule in faults if edition.change(rule) < 0), key=edition.change)
    if risen or fallen:
        yield BulletList(tuple(tuple(_in_a_line(edition, rule)) for rule in (*risen[:CHANGES], *fallen[:CHANGES])))
    else:
        yield Paragraph((Text("No rule found more or fewer rows of this month than of the one before."),))


def _in_a_line(edition: QualityEdition, rule: CheckedRule) -> Iterator[Inline]:
    """`Up: A date is in the future, +9 to 12 of 147 rows`."""
    latest, before = edition.latest(rule), edition.earlier(rule)
    yield Text("Up: " if edition.change(rule) > 0 else "Down: ", strong=True)
    yield from (linked(rule), Text(", "), difference_found(latest, before), Text(" to "), numerator_quantity(latest))
    if latest.denominator:
        yield from (Text(" of "), looked_at_quantity(latest), Text(" rows"))
