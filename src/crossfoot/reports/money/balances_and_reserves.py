"""Balances and reserves: school balances, reserves and provisions, savings, grants shared between partners."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from crossfoot.finance.printed_totals import find_printed_total_issues, workings_of
from crossfoot.finance.reserves import ReserveUse, find_reserve_issues, reserve_decision_of
from crossfoot.finance.savings import find_saving_issues
from crossfoot.finance.school_balances import find_school_balance_issues
from crossfoot.finance.shared_grant_checks import find_shared_grant_issues
from crossfoot.finance.shared_grants import shared_grants_of
from crossfoot.reports.amount_cells import money
from crossfoot.reports.cells import text_cell
from crossfoot.reports.document import (
    Block,
    Column,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Quantity,
    Row,
    Table,
    Text,
)
from crossfoot.reports.edition import Edition
from crossfoot.reports.money.balance_words import PRODUCT, balance_year
from crossfoot.reports.money.reserve_tables import reserves_sections
from crossfoot.reports.money.saving_tables import savings_sections
from crossfoot.reports.money.school_balance_tables import school_balances_sections
from crossfoot.reports.money.shared_grant_tables import pounds, shared_grants_sections
from crossfoot.reports.product import draft_document
from crossfoot.vocabulary.issues import Issue, Severity

_SIGNED = ("in-year-variance", "academy-conversions", "approved-use", "recommended-use", "change")
_PARTS = {
    "School balances": school_balances_sections,
    "Reserves and provisions": reserves_sections,
    "Savings": savings_sections,
    "Grants shared between partners": shared_grants_sections,
}
_CHECKS = (
    find_school_balance_issues,
    find_reserve_issues,
    find_saving_issues,
    find_shared_grant_issues,
    find_printed_total_issues,
)


def build_balances_and_reserves(edition: Edition) -> Document:
    """Each part with its message first, then where printed amounts disagree with their own parts."""
    blocks: list[Block] = [*_key_figures(edition), *_sources(edition)]
    absent = []
    for title, sections in _PARTS.items():
        found = list(sections(edition))
        blocks += found
        if not found:
            absent.append(title)
    blocks += _not_supplied(edition, absent)
    blocks += disagreements_sections(edition)
    year = balance_year(edition)
    return draft_document(
        edition,
        id=PRODUCT,
        title="Balances and reserves",
        blocks=blocks,
        keywords=("school balances", "reserves", "savings", edition.area_name, year.period.name),
    )


def balances_and_reserves_sections(edition: Edition, *, level: int = 1) -> Iterator[Block]:
    """Every part that was supplied, without cover and closing matter, headings at `level` and below."""
    for sections in _PARTS.values():
        yield from sections(edition, level=level)


def balances_quantities(edition: Edition) -> Mapping[str, Quantity]:
    """The amounts that words may name, such as `reserves/total/closing` and `school-balances/primary/in-year-variance`.

    Besides what the tables hold: `reserves/total/change` and `school-balances/total/change` (closing less opening),
    `reserves/total/above-expected`, and of each shared grant `shared-grants/<id>/total`, `.../own-share` and
    `shared-grants/<id>/<year or total>/<partner>`. Empty where nothing was supplied.
    """
    year = balance_year(edition).period
    amounts = {name: working.amount for name, working in workings_of(edition.registers, year)}
    for product in ("reserves", "school-balances"):
        if f"{product}/total/closing" in amounts:
            change = amounts[f"{product}/total/closing"] - amounts[f"{product}/total/opening"]
            amounts[f"{product}/total/change"] = change
    decision = reserve_decision_of(edition.registers, year, ReserveUse.APPROVED)
    if decision is not None and decision.expected_opening is not None and "reserves/total/opening" in amounts:
        amounts["reserves/total/above-expected"] = amounts["reserves/total/opening"] - decision.expected_opening
    found = {name: money(amount, name, sign=name.rpartition("/")[2] in _SIGNED) for name, amount in amounts.items()}
    for grant in shared_grants_of(edition.registers):
        name = f"shared-grants/{grant.entry.id}"
        found[f"{name}/total"] = pounds(grant.total, f"{name}/total")
        for each in grant.years:
            found[f"{name}/{each.year.code}/total"] = pounds(each.total, f"{name}/{each.year.code}/total")
        for (partner, when), share in grant.shares.items():
            found[f"{name}/{when.code}/{partner}"] = pounds(share, f"{name}/{when.code}/{partner}")
        for each_partner in grant.partners:
            whole = f"{name}/total/{each_partner.partner}"
            found[whole] = pounds(grant.share_of(each_partner.partner), whole)
        if grant.own is not None:
            found[f"{name}/own-share"] = pounds(grant.share_of(grant.own.partner), f"{name}/own-share")
    return found


def disagreements_sections(edition: Edition, *, level: int = 1) -> Iterator[Block]:
    """What the registers print, or say, that their own parts do not; nothing where all agrees."""
    issues = _found(edition)
    if not issues:
        return
    yield Heading(level, "Where supplied amounts disagree", f"{PRODUCT}-disagreements")
    yield Paragraph(
        (
            Text(
                "Each line is a printed amount that its own parts do not give, or an entry that cannot be as it "
                "stands. This report prints what the parts give."
            ),
        )
    )
    rows = tuple(Row((text_cell(issue.message), text_cell(issue.advice))) for issue in issues)
    yield Table(
        id=f"{PRODUCT}-disagreements-table",
        caption="Disagreements in balances, reserves, savings and shared grants",
        columns=(Column("What disagrees", width=3), Column("What to do", width=2)),
        rows=rows,
    )


def _found(edition: Edition) -> list[Issue]:
    """Every warning once: an amount printed twice with the same fault is told at both places."""
    found = [issue for check in _CHECKS for issue in check(edition.registers)]
    return [issue for issue in found if issue.severity is Severity.WARNING]


def _sources(edition: Edition) -> Iterator[Block]:
    title = edition.snapshot.manifest.title.rstrip(".")
    stood = f"{edition.as_at.day} {edition.as_at:%B %Y}"
    yield Paragraph(
        (
            Text(
                f"Amounts for {balance_year(edition).period.name} as supplied by {stood}. Source: {title}. Closing "
                "balances and totals are worked out from their parts, exactly, and rounded to £0.001 million last."
            ),
        )
    )


def _key_figures(edition: Edition) -> Iterator[Block]:
    """What is left at the end of the year, beside what there was at its start."""
    year = balance_year(edition)
    amounts = {name: working.amount for name, working in workings_of(edition.registers, year.period)}
    items = []
    for name, label in (("school-balances", "School balances"), ("reserves", "Reserves and provisions")):
        closing, opening = amounts.get(f"{name}/total/closing"), amounts.get(f"{name}/total/opening")
        if closing is not None and opening is not None:
            items.append(
                KeyFigure(
                    f"{label} {year.last_day}, £ million",
                    money(closing, f"{name}/total/closing", bare=True),
                    (Text("from "), money(opening, f"{name}/total/opening"), Text(f" on {year.first_day}")),
                )
            )
    if items:
        yield KeyFigures(tuple(items))


def _not_supplied(edition: Edition, absent: list[str]) -> Iterator[Block]:
    if absent:
        named = "; ".join(name[0].lower() + name[1:] for name in absent)
        yield Heading(1, "What was not supplied", f"{PRODUCT}-not-supplied")
        yield Paragraph((Text(f"For {balance_year(edition).period.name} these were not supplied: {named}."),))
