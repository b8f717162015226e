"""The claim card: what a programme that pays by results has claimed for, what is to come, what it is worth.

One card for each programme, under the headings that report cards share.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from crossfoot.finance.claim_registers import ClaimActionEntry
from crossfoot.finance.claims import ActionState, ClaimProgramme, action_state, claim_programmes_of
from crossfoot.reports.cells import NOTHING, status_cell, text_cell
from crossfoot.reports.document import (
    Align,
    BarChart,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Cell,
    ChartPoint,
    Column,
    Document,
    Heading,
    Inline,
    Inlines,
    KeyFigure,
    KeyFigures,
    PageBreak,
    Paragraph,
    Quantity,
    Row,
    Status,
    Table,
    Text,
    Tone,
)
from crossfoot.reports.edition import Edition
from crossfoot.reports.product import draft_document
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.numbers import Exact, exact
from crossfoot.vocabulary.units import Unit

ANCHOR = "claim-card"
_STATES = {
    ActionState.DONE: Status(Tone.GOOD, "Done", "★"),
    ActionState.OVERDUE: Status(Tone.POOR, "Overdue", "✖"),
    ActionState.DUE_NOW: Status(Tone.FAIR, "Due this week", "■"),
    ActionState.TO_COME: Status(Tone.NEUTRAL, "To come"),
    ActionState.REPEATED: Status(Tone.NEUTRAL, "Goes on"),
    ActionState.UNDATED: Status(Tone.NEUTRAL, "No date set"),
}


def build_claim_card(edition: Edition) -> Document:
    """The cards of every programme that was supplied, one a page."""
    programmes = claim_programmes_of(edition.registers)
    blocks: list[Block] = []
    for number, programme in enumerate(programmes):
        if number:
            blocks.append(PageBreak())
        blocks += _card(edition, programme, level=1)
    if not programmes:
        blocks = [
            Heading(1, "Payment by results", ANCHOR),
            Paragraph(
                (Text(f"No claims of a programme that pays by results were supplied for {edition.month.name}."),)
            ),
        ]
    title = edition.snapshot.manifest.title.rstrip(".")
    blocks.append(Paragraph((Text(f"Source: {title}. Totals, shares and amounts are worked out."),)))
    weeks = sorted({programme.entry.update_week for programme in programmes})
    return draft_document(
        edition,
        id=ANCHOR,
        title="Payment by results: claim card",
        subtitle=", ".join([edition.area_name, *(f"week commencing {_day(week)}" for week in weeks)]),
        blocks=blocks,
        keywords=("payment by results",),
    )


def claim_card_sections(edition: Edition, *, level: int = 1) -> Iterator[Block]:
    """The cards without cover and page breaks; nothing where no programme was supplied."""
    for programme in claim_programmes_of(edition.registers):
        yield from _card(edition, programme, level=level)


def _card(edition: Edition, programme: ClaimProgramme, *, level: int) -> Iterator[Block]:
    entry = programme.entry
    anchor = f"{ANCHOR}-{entry.id}"
    yield Heading(level, f"{entry.title}: payment by results", anchor)
    yield Paragraph((Text(_update(edition, entry.update_week)),))
    yield Heading(level + 1, "Why is this important?", f"{anchor}-why")
    yield Paragraph((Text(entry.why_it_matters),))
    yield from _grant(programme)
    yield Heading(level + 1, "Performance", f"{anchor}-performance")
    yield Paragraph(tuple(_lead(programme)), lead=True)
    yield _key_figures(programme)
    yield _chart(edition, programme)
    yield _windows_table(edition, programme)
    yield Heading(level + 1, "What is the background to current performance?", f"{anchor}-background")
    if entry.background is not None:
        yield Paragraph((Text(entry.background),))
    yield Callout(CalloutKind.GENERATED, "What the claims say", (BulletList(tuple(_said(programme))),))
    yield Heading(level + 1, "Action required", f"{anchor}-action")
    yield from _actions(edition, programme)
    yield Heading(level + 1, "What will success look like?", f"{anchor}-success")
    yield from _aims(programme)
    yield Heading(level + 1, "Responsible officers", f"{anchor}-officers")
    yield Paragraph(
        (
            Text("Lead: ", strong=True),
            Text(f"{entry.lead_role}. "),
            Text("Data: ", strong=True),
            Text(f"{entry.data_role}."),
        )
    )


def _update(edition: Edition, week: date) -> str:
    """The week of the update, and how it stands to the day of the figures: it has a date of its own."""
    said = f"Update for the week commencing {week:%A} {_day(week)}."
    if week > edition.as_at:
        return f"{said} It is later than the figures of {edition.month.name}, which stood on {_day(edition.as_at)}."
    return said


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _count(programme: ClaimProgramme, families: int, name: str) -> Quantity:
    return Quantity(exact(families), Unit.COUNT, 0, (_source(programme, name),))


def _pounds(programme: ClaimProgramme, amount: Exact, name: str) -> Quantity:
    return Quantity(exact(amount), Unit.POUNDS, 0, (_source(programme, name),))


def _source(programme: ClaimProgramme, name: str) -> str:
    return f"claims/{programme.entry.id}/{name}"


# -- performance -----------------------------------------------------------------------------------------------------


def _lead(programme: ClaimProgramme) -> Iterator[Inline]:
    yield _count(programme, programme.claimed, "claimed")
    yield Text(" families claimed for so far")
    to_come = programme.windows_to_come
    if not to_come:
        yield Text(". Every window has been claimed.")
        return
    yield Text("; ")
    yield _count(programme, programme.planned, "planned")
    yield Text(f" are to come by {_day(to_come[-1].closes)}, which would make ")
    yield _count(programme, programme.projected, "projected")
    yield Text(".")


def _key_figures(programme: ClaimProgramme) -> KeyFigures:
    projected = programme.projected
    items = [
        KeyFigure("Claimed to date", _count(programme, programme.claimed, "claimed")),
        KeyFigure("Still planned", _count(programme, programme.planned, "planned")),
        KeyFigure("Projected total", _count(programme, projected, "projected")),
    ]
    share, printed = programme.share(projected), programme.entry.printed_share
    if share is not None:
        shown = Quantity(share, Unit.PERCENTAGE, 1, (_source(programme, "share"),))
        items.append(KeyFigure("Of all claimable families", shown))
    elif printed is not None:
        decimals = max(0, -int(printed.as_tuple().exponent))
        shown = Quantity.literal(printed, Unit.PERCENTAGE, decimals, _source(programme, "printed-share"))
        items.append(KeyFigure("Of all claimable families", shown, (Text("As printed: the whole was not supplied"),)))
    return KeyFigures(tuple(items))


def _chart(edition: Edition, programme: ClaimProgramme) -> BarChart:
    bars = [
        ChartPoint("Claimed to date", _count(programme, programme.claimed, "claimed")),
        ChartPoint("Still planned", _count(programme, programme.planned, "planned")),
        ChartPoint("Projected total", _count(programme, programme.projected, "projected")),
    ]
    if programme.entry.claimable_families is not None:
        bars.append(ChartPoint("Claimable", _count(programme, programme.entry.claimable_families, "claimable")))
    title = f"Families claimed for: {bars[0].quantity.text} of a projected {bars[2].quantity.text}"
    said = ", ".join(f"{bar.label} {bar.quantity.text}" for bar in bars)
    week = _day(programme.entry.update_week)
    subtitle = f"{programme.entry.title}, number of families, {edition.area_name}, week commencing {week}"
    return BarChart(
        id=f"{ANCHOR}-{programme.entry.id}-chart",
        title=title,
        subtitle=subtitle,
        alt=f"Bar chart of Families claimed for, {programme.entry.title}. {said}.",
        bars=tuple(bars),
        data=Table(
            id=f"{ANCHOR}-{programme.entry.id}-data",
            caption=subtitle,
            columns=(Column("Families", width=2), Column("Number", align=Align.RIGHT)),
            rows=tuple(Row((text_cell(bar.label), Cell((bar.quantity,)))) for bar in bars),
        ),
    )


def _windows_table(edition: Edition, programme: ClaimProgramme) -> Table:
    """Each window with its target and claim, and the running total: of claims made, then of targets still to come."""
    rows, running = [], 0
    for window in programme.windows:
        made = window.claimed_families
        running += made if made is not None else window.target_families or 0
        cells = (
            text_cell(window.title),
            text_cell(_day(window.closes)),
            _families_cell(programme, window.target_families, f"{window.id}/target", Missing.NOT_AVAILABLE),
            _families_cell(programme, made, f"{window.id}/claimed", _why_no_claim(programme, window.closes)),
            Cell((_count(programme, running, f"{window.id}/running-total"),)),
        )
        rows.append(Row(cells))
    total = (
        text_cell("Projected total"),
        NOTHING,
        NOTHING,
        Cell((_count(programme, programme.claimed, "claimed"),)),
        Cell((_count(programme, programme.projected, "projected"),)),
    )
    rows.append(Row(total, total=True))
    return Table(
        id=f"{ANCHOR}-{programme.entry.id}-windows",
        caption=f"{programme.entry.title}: families by claim window, {edition.area_name}",
        columns=(
            Column("Window", width=2.4),
            Column("Closes", width=1.8),
            Column("Target", align=Align.RIGHT),
            Column("Claimed", align=Align.RIGHT),
            Column("Running total with what is planned", align=Align.RIGHT, width=1.8),
        ),
        rows=tuple(rows),
    )


def _why_no_claim(programme: ClaimProgramme, closes: date) -> Missing:
    return Missing.NOT_AVAILABLE if closes < programme.entry.update_week else Missing.NOT_DUE


def _families_cell(programme: ClaimProgramme, families: int | None, name: str, reason: Missing) -> Cell:
    if families is None:
        return Cell((Quantity(reason, Unit.COUNT, 0),))
    return Cell((_count(programme, families, name),))


def _said(programme: ClaimProgramme) -> Iterator[Inlines]:
    entry, projected = programme.entry, programme.projected
    if projected:
        share = Quantity(Fraction(100 * programme.claimed, projected), Unit.PERCENTAGE, 1, _both(programme))
        yield (Text("Of the projected total "), share, Text(" has been claimed for."))
    for window in programme.windows:
        if window.target_families is not None and window.claimed_families is not None:
            yield tuple(_against_target(programme, window.title, window.target_families, window.claimed_families))
    implied = programme.implied_claimable
    if entry.claimable_families is not None:
        left = entry.claimable_families - projected
        yield (
            _count(programme, abs(left), "left"),
            Text(" claimable families would not be claimed for." if left >= 0 else " more than can be claimed for."),
        )
    elif implied is not None and entry.printed_share is not None:
        yield tuple(_implied(programme, implied))
    amount, to_date = programme.amount(projected), programme.amount(programme.claimed)
    if amount is None or to_date is None:
        yield (Text("The price of a result was not supplied, so no amount is worked out from the families."),)
    else:
        yield (
            Text("Claimed for: "),
            _pounds(programme, to_date, "amount-claimed"),
            Text("; with what is planned: "),
            _pounds(programme, amount, "amount-projected"),
            Text("."),
        )


def _both(programme: ClaimProgramme) -> tuple[str, ...]:
    return (_source(programme, "claimed"), _source(programme, "projected"))


def _against_target(programme: ClaimProgramme, title: str, target: int, claimed: int) -> Iterator[Inline]:
    yield Text(f"{title}: ", strong=True)
    if claimed == target:
        yield Text("the target was reached exactly.")
        return
    yield _count(programme, abs(claimed - target), "against-target")
    yield Text(" over target." if claimed > target else " short of target.")


def _implied(programme: ClaimProgramme, implied: tuple[int, int]) -> Iterator[Inline]:
    low, high = implied
    printed = programme.entry.printed_share
    if printed is None:
        return
    decimals = max(0, -int(printed.as_tuple().exponent))
    yield Quantity.literal(printed, Unit.PERCENTAGE, decimals, _source(programme, "printed-share"))
    yield Text(" was printed without its whole. ")
    yield _count(programme, programme.projected, "projected")
    yield Text(" is that share of ")
    yield _count(programme, low, "implied-claimable/least")
    yield Text(" to ")
    yield _count(programme, high, "implied-claimable/most")
    yield Text(" claimable families, so ")
    yield _count(programme, low - programme.projected, "implied-left/least")
    yield Text(" to ")
    yield _count(programme, high - programme.projected, "implied-left/most")
    yield Text(" would not be claimed for.")


# -- grant, actions, aims --------------------------------------------------------------------------------------------


def _grant(programme: ClaimProgramme) -> Iterator[Block]:
    years = programme.grant_years
    said: list[Inline] = [
        Text("The grant is worth up to "),
        _pounds(programme, programme.entry.grant_maximum, "grant"),
        Text(" over "),
        _count(programme, len(years), "grant-years"),
        Text(f" years, {years[0].name} to {years[-1].name}."),
    ]
    for grant in programme.grants:
        share = Fraction(100) * Fraction(grant.maximum) / Fraction(programme.entry.grant_maximum or 1)
        sources = (_source(programme, f"grant/{grant.year.code}"), _source(programme, "grant"))
        said += [
            Text(f" For {grant.year.name} it is at most "),
            _pounds(programme, grant.maximum, f"grant/{grant.year.code}"),
            Text(", "),
            Quantity(share, Unit.PERCENTAGE, 1, sources),
            Text(" of it."),
        ]
    unknown = len(years) - len({grant.year for grant in programme.grants} & set(years))
    left = programme.entry.grant_maximum - programme.grant_known
    if programme.grants and unknown and left >= 0:
        said += [
            Text(" That leaves "),
            _pounds(programme, left, "grant-left"),
            Text(f" at most for the other year{'s' if unknown > 1 else ''}, whose grant was not supplied."),
        ]
    yield Paragraph(tuple(said))


def _actions(edition: Edition, programme: ClaimProgramme) -> Iterator[Block]:
    if not programme.actions:
        yield Paragraph((Text(f"To be written by the lead officer, {programme.entry.lead_role}."),))
        return
    week = programme.entry.update_week
    rows = [
        Row(
            (
                text_cell(action.text),
                text_cell(_when(action)),
                status_cell(_STATES[action_state(action, week)]),
                text_cell(action.role or "Not said"),
            )
        )
        for action in programme.actions
    ]
    yield Table(
        id=f"{ANCHOR}-{programme.entry.id}-actions",
        caption=f"{programme.entry.title}: actions as they stand in the week commencing {_day(week)}, "
        f"{edition.area_name}",
        columns=(
            Column("Action", width=4),
            Column("When", width=2),
            Column("State", width=1.4),
            Column("Role", width=2),
        ),
        rows=tuple(rows),
    )


def _when(action: ClaimActionEntry) -> str:
    if action.week_commencing is not None:
        return f"Week commencing {_day(action.week_commencing)}"
    if action.due is not None:
        return f"By {_day(action.due)}"
    return action.repeats.words if action.repeats is not None else "No date set"


def _aims(programme: ClaimProgramme) -> Iterator[Block]:
    if programme.aims:
        yield BulletList(tuple((Text(f"{aim.text.rstrip('.')}."),) for aim in programme.aims))
    else:
        yield Paragraph((Text(f"To be written by the lead officer, {programme.entry.lead_role}."),))
