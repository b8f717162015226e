"""Grants that partners match together: the own share of each year, and what may be paid in kind at each level."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from crossfoot.finance.pennies import REMAINDER_RULE
from crossfoot.finance.shared_grants import (
    CapLevel,
    PaymentForm,
    SharedGrant,
    SharedGrantPartnerEntry,
    shared_grants_of,
)
from crossfoot.reports.cells import status_cell, text_cell
from crossfoot.reports.document import (
    Block,
    Cell,
    Column,
    Heading,
    Inlines,
    Paragraph,
    Quantity,
    Row,
    Status,
    Table,
    Text,
    Tone,
)
from crossfoot.reports.edition import Edition
from crossfoot.reports.money.balance_words import PRODUCT, joined, money_column
from crossfoot.vocabulary.numbers import exact
from crossfoot.vocabulary.units import Unit

_ID = f"{PRODUCT}-shared-grants"


def shared_grants_sections(edition: Edition, *, level: int = 1) -> Iterator[Block]:
    """Each shared grant with its shares and its cap; nothing where none was supplied."""
    grants = shared_grants_of(edition.registers)
    if not grants:
        return
    yield Heading(level, "Grants shared between partners", _ID)
    for grant in grants:
        name = grant.entry.id
        yield Heading(level + 1, grant.entry.title, f"{_ID}-{name}")
        yield Paragraph(shared_grant_message(grant), lead=True)
        named = joined(partner.title for partner in grant.partners)
        note = f" {grant.entry.note}" if grant.entry.note else ""
        yield Paragraph((Text(f"The partners are {named}.{note}"),))
        yield _shares(grant)
        rule = f" {REMAINDER_RULE}" if grant.has_remainder else ""
        yield Paragraph((Text(f"Shares are to the penny and add up to each year's total.{rule}"),))
        yield from _levels(grant)
        if grant.payments:
            yield _payments(grant)


def shared_grant_message(grant: SharedGrant) -> Inlines:
    """What all pay, what the service that reports pays of it, and how much of that may be in kind."""
    entry, own = grant.entry, grant.own
    years = f"from {grant.years[0].year.name} to {grant.years[-1].year.name}"
    whole = pounds(grant.total, f"shared-grants/{entry.id}/total")
    cap = f"up to {entry.in_kind_cap_per_cent}% in kind"
    if own is None:
        return (Text(f"{len(grant.partners)} partners pay "), whole, Text(f" together {years}, {cap}."))
    own_most = sum(
        (check.most for check in grant.cap_checks(entry.cap_level) if check.partner == own.partner), Decimal()
    )
    within: Inlines = ()
    if entry.cap_level is not CapLevel.ALL_PARTNERS:
        within = (
            Text("; of its own share at most "),
            pounds(own_most, f"shared-grants/{entry.id}/own-in-kind-most"),
            Text(" may be in kind"),
        )
    return (
        Text(f"{own.title} pays "),
        pounds(grant.share_of(own.partner), f"shared-grants/{entry.id}/own-share"),
        Text(" of "),
        whole,
        Text(f" that {len(grant.partners)} partners pay together {years}, {cap}"),
        *within,
        Text("."),
    )


def pounds(amount: Decimal, name: str) -> Quantity:
    """Pounds, with pennies where there are any."""
    return Quantity(exact(amount), Unit.POUNDS, 0 if amount == amount.to_integral_value() else 2, (name,))


def _shares(grant: SharedGrant) -> Table:
    name = f"shared-grants/{grant.entry.id}"
    shown = _shown(grant)
    rows = []
    for year in grant.years:
        of_year = f"{name}/{year.year.code}"
        shares = [(partner.partner, grant.shares[partner.partner, year.year]) for partner, _ in shown]
        cells = [pounds(share, f"{of_year}/{partner}") for partner, share in shares]
        total = pounds(year.total, f"{of_year}/total")
        rows.append(Row((text_cell(year.year.name), Cell((total,)), *(Cell((cell,)) for cell in cells))))
    cells = [pounds(grant.share_of(partner.partner), f"{name}/total/{partner.partner}") for partner, _ in shown]
    total = pounds(grant.total, f"{name}/total")
    rows.append(
        Row((text_cell("All years", strong=True), Cell((total,)), *(Cell((cell,)) for cell in cells)), total=True)
    )
    return Table(
        id=f"{_ID}-{grant.entry.id}-shares",
        caption=f"{grant.entry.title}: what the partners pay in each year, in pounds",
        columns=(
            Column("Year"),
            money_column("All partners"),
            *(money_column(heading) for _, heading in shown),
        ),
        rows=tuple(rows),
    )


def _shown(grant: SharedGrant) -> list[tuple[SharedGrantPartnerEntry, str]]:
    """One column for all partners where they share alike to the penny; else one for each."""
    first = grant.partners[0]
    same = all(
        grant.shares[partner.partner, year.year] == grant.shares[first.partner, year.year]
        for partner in grant.partners
        for year in grant.years
    )
    if same and len(grant.partners) > 1:
        return [(first, f"Each of {len(grant.partners)} partners")]
    return [(partner, partner.title) for partner in grant.partners]


def _levels(grant: SharedGrant) -> Iterator[Block]:
    """The cap at each level: which one is used, what it allows, whether what is paid keeps to it."""
    entry, own = grant.entry, grant.own
    said = [
        f"The cap of {entry.in_kind_cap_per_cent}% in kind can be taken of three things, and they differ.",
        f"It is checked here as one of {entry.cap_level.words}.",
    ]
    if not entry.is_level_agreed:
        said.append("The partners have not agreed on the level.")
        if entry.cap_level is CapLevel.PARTNER_YEAR:
            said.append("The strictest is the safe one to check: what keeps to it keeps to the others.")
    yield Paragraph((Text(" ".join(said)),))
    heading = f"{own.title} all in kind" if own is not None else "One partner all in kind"
    rows = []
    for level in CapLevel:
        used = level is entry.cap_level
        cells = [
            text_cell(f"{level.words[0].upper()}{level.words[1:]}{' (used here)' if used else ''}", strong=used),
            text_cell(level.meaning),
            text_cell("Allowed" if _allows_all_in_kind(grant, level) else "Not allowed"),
        ]
        if grant.payments:
            cells.append(status_cell(_kept(grant, level)))
        rows.append(Row(tuple(cells)))
    yield Table(
        id=f"{_ID}-{entry.id}-levels",
        caption=f"{entry.title}: what the cap of {entry.in_kind_cap_per_cent}% in kind means at each level",
        columns=(
            Column("The cap is taken of", width=1.6),
            Column("What it means", width=3.4),
            Column(heading, width=1.4),
            *((Column("What is paid keeps to it", width=1.3),) if grant.payments else ()),
        ),
        rows=tuple(rows),
    )


def _allows_all_in_kind(grant: SharedGrant, level: CapLevel) -> bool:
    """Whether a partner, the own one where it is known, may pay all of its share in kind if all others pay cash."""
    partner = (grant.own or grant.partners[0]).partner
    share = grant.share_of(partner)
    checks = [check for check in grant.cap_checks(level) if check.partner in ("", partner)]
    return all((share if check.partner == "" else check.share) <= check.most for check in checks)


def _kept(grant: SharedGrant, level: CapLevel) -> Status:
    broken = [check for check in grant.cap_checks(level) if not check.is_kept]
    if not broken:
        return Status(Tone.GOOD, "Kept", "★", "Nothing paid in kind is above the cap.")
    return Status(Tone.POOR, "Broken", "✖", f"Above the cap in {len(broken)} of its places.")


def _payments(grant: SharedGrant) -> Table:
    name = f"shared-grants/{grant.entry.id}"
    rows = []
    for partner in grant.partners:
        share = grant.share_of(partner.partner)
        paid = {form: grant.paid(form, partner=partner.partner) for form in PaymentForm}
        left = share - paid[PaymentForm.CASH] - paid[PaymentForm.IN_KIND]
        amounts = (share, paid[PaymentForm.CASH], paid[PaymentForm.IN_KIND], left)
        columns = ("share", "cash", "in-kind", "left")
        cells = [
            Cell((pounds(amount, f"{name}/{partner.partner}/{column}"),))
            for amount, column in zip(amounts, columns, strict=True)
        ]
        rows.append(Row((text_cell(partner.title), *cells)))
    return Table(
        id=f"{_ID}-{grant.entry.id}-payments",
        caption=f"{grant.entry.title}: what each partner pays over all years, in pounds",
        columns=(
            Column("Partner", width=2),
            *(money_column(heading) for heading in ("Share", "In cash", "In kind", "Not decided")),
        ),
        rows=tuple(rows),
    )
