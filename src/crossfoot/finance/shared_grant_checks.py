"""What is looked for in shared grants: names that are not there, payments beyond shares, the cap at its level."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from crossfoot.finance.shared_grants import (
    SHARED_GRANT_PARTNERS,
    SHARED_GRANT_PAYMENTS,
    SHARED_GRANT_YEARS,
    SHARED_GRANTS,
    CapCheck,
    CapLevel,
    SharedGrant,
    SharedGrantEntry,
    SharedGrantYearEntry,
    shared_grants_of,
)
from crossfoot.registers.register import Entry, Placed, Registers
from crossfoot.vocabulary.issues import Issue, Severity


def find_shared_grant_issues(registers: Registers) -> list[Issue]:
    """Everything in the four registers of shared grants that cannot be, or does not keep to what was agreed."""
    issues = list(_find_names(registers))
    whole = {grant.entry.id: grant for grant in shared_grants_of(registers)}
    for row in registers.of(SHARED_GRANTS):
        grant = whole.get(row.entry.id)
        if grant is None:
            message = f"{row.entry.title} has no years, or no partner with a part."
            advice = "Add its years and its partners to their registers."
            issues.append(row.issue("SHARED-GRANT-EMPTY", Severity.ERROR, message, advice, "id"))
        else:
            issues += _find_total(row, grant)
            issues += _find_cap(row, grant)
    for year in registers.of(SHARED_GRANT_YEARS):
        if year.entry.grant in whole:
            issues += _find_share(year, whole[year.entry.grant])
    if not any(issue.severity is Severity.ERROR for issue in issues):
        issues += _find_payments(registers, whole)
    return issues


def _find_names(registers: Registers) -> Iterator[Issue]:
    grants = {row.entry.id for row in registers.of(SHARED_GRANTS)}
    years = {(row.entry.grant, row.entry.year) for row in registers.of(SHARED_GRANT_YEARS)}
    partners = {(row.entry.grant, row.entry.partner) for row in registers.of(SHARED_GRANT_PARTNERS)}
    named: list[tuple[Placed[Entry], str]]
    named = [(year, year.entry.grant) for year in registers.of(SHARED_GRANT_YEARS)]
    named += [(partner, partner.entry.grant) for partner in registers.of(SHARED_GRANT_PARTNERS)]
    named += [(payment, payment.entry.grant) for payment in registers.of(SHARED_GRANT_PAYMENTS)]
    for placed, name in named:
        if name not in grants:
            message = f"There is no shared grant {name!r}."
            advice = "Correct the name, or add it to the register of shared grants."
            yield placed.issue("SHARED-GRANT-UNKNOWN", Severity.ERROR, message, advice, "grant")
    own = [row for row in registers.of(SHARED_GRANT_PARTNERS) if row.entry.is_own]
    seen = set()
    for row in own:
        if row.entry.grant in seen:
            message = f"{row.entry.grant} has two partners that are the service that reports."
            yield row.issue("SHARED-GRANT-OWN-TWICE", Severity.ERROR, message, "Say yes for one of them.", "is_own")
        seen.add(row.entry.grant)
    for payment in registers.of(SHARED_GRANT_PAYMENTS):
        entry = payment.entry
        if entry.grant in grants and (entry.grant, entry.year) not in years:
            message = f"{entry.grant} has no total for {entry.year.code}."
            advice = "Correct the year, or add it to the register of years."
            yield payment.issue("SHARED-GRANT-YEAR-UNKNOWN", Severity.ERROR, message, advice, "year")
        if entry.grant in grants and (entry.grant, entry.partner) not in partners:
            message = f"{entry.grant} has no partner {entry.partner!r}."
            advice = "Correct the name, or add it to the register of partners."
            yield payment.issue("SHARED-GRANT-PARTNER-UNKNOWN", Severity.ERROR, message, advice, "partner")


def _find_total(row: Placed[SharedGrantEntry], grant: SharedGrant) -> Iterator[Issue]:
    printed = row.entry.printed_total
    if printed is not None and printed != grant.total:
        added = " + ".join(_pounds(year.total) for year in grant.years)
        message = f"{row.entry.title}: {added} = {_pounds(grant.total)}, printed as {_pounds(printed)}."
        advice = "Correct the year that is wrong, or what was printed."
        yield row.issue("SHARED-GRANT-TOTAL-DISAGREES", Severity.WARNING, message, advice, "printed_total")


def _find_share(row: Placed[SharedGrantYearEntry], grant: SharedGrant) -> Iterator[Issue]:
    entry, own = row.entry, grant.own
    if entry.printed_share is None:
        return
    if own is None:
        message = f"A share of {entry.year.code} was printed and no partner is said to be the service that reports."
        advice = "Write yes under is_own for that partner."
        yield row.issue("SHARED-GRANT-OWN-MISSING", Severity.WARNING, message, advice, "printed_share")
    elif grant.shares[own.partner, entry.year] != entry.printed_share:
        everything = sum(partner.parts for partner in grant.partners)
        share = _pounds(grant.shares[own.partner, entry.year])
        message = (
            f"{entry.year.code}: {own.parts} of {everything} parts of {_pounds(entry.total)} is {share}, "
            f"printed as {_pounds(entry.printed_share)}."
        )
        advice = "Correct the total or the parts, or what was printed."
        yield row.issue("SHARED-GRANT-SHARE-DISAGREES", Severity.WARNING, message, advice, "printed_share")


def _find_payments(registers: Registers, whole: dict[str, SharedGrant]) -> Iterator[Issue]:
    """Payments of a partner and year that come to more than its share, told once, at the last of them."""
    rows = {(row.entry.grant, row.entry.partner, row.entry.year): row for row in registers.of(SHARED_GRANT_PAYMENTS)}
    for (name, partner, year), row in rows.items():
        grant = whole[name]
        paid, share = grant.paid(partner=partner, year=year), grant.shares[partner, year]
        if paid > share:
            message = f"{partner} pays {_pounds(paid)} for {year.code}; its share is {_pounds(share)}."
            advice = "Correct the payments, or the partner's parts."
            yield row.issue("SHARED-GRANT-OVERPAID", Severity.WARNING, message, advice, "amount")


def _find_cap(row: Placed[SharedGrantEntry], grant: SharedGrant) -> Iterator[Issue]:
    """Where more is paid in kind than the stated level allows, with what the other levels would say."""
    for check in grant.cap_checks(row.entry.cap_level):
        if check.is_kept:
            continue
        kept = [level.words for level in CapLevel if all(each.is_kept for each in grant.cap_checks(level))]
        other = f"It would be kept if taken of {' or of '.join(kept)}." if kept else "No other level allows it."
        message = (
            f"{cap_place(check)}: {_pounds(check.in_kind)} is paid in kind; {row.entry.in_kind_cap_per_cent}% of "
            f"{_pounds(check.share)} is {_pounds(check.most)}, taken of {check.level.words}. {other}"
        )
        advice = "Change the payment, or agree on another level of the cap."
        yield row.issue("SHARED-GRANT-IN-KIND-CAP", Severity.WARNING, message, advice, "cap_level")


def cap_place(check: CapCheck) -> str:
    """Whose share a check is of: `childrens-services in 2017-18-year`, `All partners`."""
    year = f" in {check.year.code}" if check.year is not None else ""
    return f"{check.partner or 'All partners'}{year}"


def _pounds(amount: Decimal) -> str:
    return f"£{amount:,.2f}".replace(".00", "")
