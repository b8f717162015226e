"""What is looked for in payment by results: names that are not there, sums that do not hold, weeks that are none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from crossfoot.finance.claim_registers import (
    CLAIM_ACTIONS,
    CLAIM_GRANTS,
    CLAIM_PROGRAMMES,
    CLAIM_WINDOWS,
    ClaimProgrammeEntry,
)
from crossfoot.finance.claims import ClaimProgramme, claim_programmes_of
from crossfoot.registers.register import Entry, Placed, Registers
from crossfoot.vocabulary.issues import Issue, Severity
from crossfoot.vocabulary.numbers import number_text, round_half_away


def find_claim_issues(registers: Registers) -> list[Issue]:
    """Everything in the four registers of claims that cannot be, or does not agree with what was printed."""
    issues = list(_find_names(registers))
    programmes = {programme.entry.id: programme for programme in claim_programmes_of(registers)}
    for row in registers.of(CLAIM_PROGRAMMES):
        programme = programmes.get(row.entry.id)
        if programme is None:
            message = f"{row.entry.title} has no claim window."
            advice = "Add its windows to the register claim-windows: what was claimed, and what is planned."
            issues.append(row.issue("CLAIM-WINDOWS-MISSING", Severity.ERROR, message, advice, "id"))
            continue
        issues += _find_week(row, row.entry.update_week, "update_week")
        issues += _find_totals(row, programme)
        issues += _find_amounts(row, programme)
        issues += _find_grants(registers, programme)
        issues += _find_late_windows(registers, programme)
    for action in registers.of(CLAIM_ACTIONS):
        if action.entry.week_commencing is not None:
            issues += _find_week(action, action.entry.week_commencing, "week_commencing")
    return issues


def _find_names(registers: Registers) -> Iterator[Issue]:
    known = {row.entry.id for row in registers.of(CLAIM_PROGRAMMES)}
    named: list[tuple[Placed[Entry], str]]
    named = [(row, row.entry.programme) for row in registers.of(CLAIM_WINDOWS)]
    named += [(row, row.entry.programme) for row in registers.of(CLAIM_GRANTS)]
    named += [(row, row.entry.programme) for row in registers.of(CLAIM_ACTIONS)]
    for placed, name in named:
        if name not in known:
            message = f"There is no programme {name!r}."
            advice = "Correct the name, or add it to the register claim-programmes."
            yield placed.issue("CLAIM-PROGRAMME-UNKNOWN", Severity.ERROR, message, advice, "programme")


def _find_week(row: Placed[Entry], day: date, cell: str) -> Iterator[Issue]:
    if day.weekday():
        message = f"{day} is a {day:%A}: a week commences on a Monday."
        yield row.issue("CLAIM-WEEK-NOT-MONDAY", Severity.WARNING, message, "Write the Monday of that week.", cell)


def _find_totals(row: Placed[ClaimProgrammeEntry], programme: ClaimProgramme) -> Iterator[Issue]:
    entry, projected = row.entry, programme.projected
    working = f"{programme.claimed:,} claimed + {programme.planned:,} planned = {projected:,}"
    if entry.printed_total is not None and entry.printed_total != projected:
        message = f"{entry.title}: {working}, printed as {entry.printed_total:,}."
        advice = "Correct the window that is wrong, or what was printed."
        yield row.issue("CLAIM-TOTAL-DISAGREES", Severity.WARNING, message, advice, "printed_total")
    claimable, share = entry.claimable_families, programme.share(projected)
    if claimable is not None and projected > claimable:
        message = f"{entry.title}: {working}, {projected - claimable:,} more than the {claimable:,} claimable."
        advice = "Lower the targets, or correct the claimable families: a family is claimed for once."
        yield row.issue("CLAIM-ABOVE-CLAIMABLE", Severity.WARNING, message, advice, "claimable_families")
    printed = entry.printed_share
    if printed is not None and share is not None:
        decimals = max(0, -int(printed.as_tuple().exponent))
        if round_half_away(share, decimals) != printed:
            message = (
                f"{entry.title}: {projected:,} of {claimable:,} is {number_text(share, decimals)}%, "
                f"printed as {printed}%."
            )
            advice = "Correct the claimable families, or what was printed."
            yield row.issue("CLAIM-SHARE-DISAGREES", Severity.WARNING, message, advice, "printed_share")
    elif printed and programme.implied_claimable is None:
        message = f"{entry.title}: no whole number of families has {projected:,} as {printed}% of it."
        advice = "Check the windows and what was printed."
        yield row.issue("CLAIM-SHARE-IMPOSSIBLE", Severity.WARNING, message, advice, "printed_share")


def _find_amounts(row: Placed[ClaimProgrammeEntry], programme: ClaimProgramme) -> Iterator[Issue]:
    amount = programme.amount(programme.projected)
    if amount is not None and amount > row.entry.grant_maximum:
        message = (
            f"{row.entry.title}: {programme.projected:,} families at £{row.entry.unit_price:,} are £{amount:,}, "
            f"more than the grant of £{row.entry.grant_maximum:,}."
        )
        advice = "Check the unit price and the grant: no more than the grant is paid."
        yield row.issue("CLAIM-ABOVE-GRANT", Severity.WARNING, message, advice, "unit_price")


def _find_grants(registers: Registers, programme: ClaimProgramme) -> Iterator[Issue]:
    own = [row for row in registers.of(CLAIM_GRANTS) if row.entry.programme == programme.entry.id]
    for row in own:
        if row.entry.year not in programme.grant_years:
            first, last = programme.entry.grant_first_year, programme.entry.grant_last_year
            message = f"{row.entry.year.name} is not one of the grant's years, {first.name} to {last.name}."
            advice = "Correct the year, or the first and last year of the programme."
            yield row.issue("CLAIM-GRANT-YEAR", Severity.WARNING, message, advice, "year")
    if own and programme.grant_known > programme.entry.grant_maximum:
        added = " + ".join(f"£{grant.maximum:,}" for grant in programme.grants)
        message = (
            f"{programme.entry.title}: {added} = £{programme.grant_known:,}, more than the grant of "
            f"£{programme.entry.grant_maximum:,} over all its years."
        )
        advice = "Correct the year that is wrong, or the grant of the programme."
        yield own[-1].issue("CLAIM-GRANT-ABOVE-TOTAL", Severity.WARNING, message, advice, "maximum")


def _find_late_windows(registers: Registers, programme: ClaimProgramme) -> Iterator[Issue]:
    for row in registers.of(CLAIM_WINDOWS):
        window = row.entry
        late = window.claimed_families is None and window.closes < programme.entry.update_week
        if window.programme == programme.entry.id and late:
            message = f"{window.title} closed on {window.closes} and has no claim in the week of the update."
            advice = "Fill in claimed_families, 0 where nothing was claimed. Until then its target is taken as planned."
            yield row.issue("CLAIM-NOT-MADE", Severity.WARNING, message, advice, "claimed_families")
