"""Payment by results: families claimed for, what is still planned, the projected total, its share, the grant.

Whole families and exact fractions. A share that was printed without its whole tells only between which numbers of
families the whole must lie.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from crossfoot.finance.claim_registers import (
    CLAIM_ACTIONS,
    CLAIM_GRANTS,
    CLAIM_PROGRAMMES,
    CLAIM_WINDOWS,
    ClaimActionEntry,
    ClaimGrantEntry,
    ClaimProgrammeEntry,
    ClaimWindowEntry,
    ItemKind,
)
from crossfoot.registers.register import Registers
from crossfoot.vocabulary.periods import Period

_DAYS_AFTER_MONDAY = 6


class ActionState(StrEnum):
    """How an action stands in the week of the update."""

    DONE = "done"
    OVERDUE = "overdue"
    DUE_NOW = "due this week"
    TO_COME = "to come"
    REPEATED = "repeated"
    UNDATED = "no date set"


def action_state(action: ClaimActionEntry, update_week: date) -> ActionState:
    """How an action stands in the week that begins with `update_week`. One due in a week has all of that week."""
    if action.done:
        return ActionState.DONE
    if action.repeats is not None:
        return ActionState.REPEATED
    if action.week_commencing is not None:
        first, last = action.week_commencing, action.week_commencing + timedelta(days=_DAYS_AFTER_MONDAY)
    elif action.due is not None:
        first = last = action.due
    else:
        return ActionState.UNDATED
    if last < update_week:
        return ActionState.OVERDUE
    return ActionState.DUE_NOW if first <= update_week + timedelta(days=_DAYS_AFTER_MONDAY) else ActionState.TO_COME


@dataclass(frozen=True)
class ClaimProgramme:
    """A programme with its windows in order of time, its grant by year, its actions and aims, and what follows."""

    entry: ClaimProgrammeEntry
    windows: tuple[ClaimWindowEntry, ...]
    grants: tuple[ClaimGrantEntry, ...] = ()
    items: tuple[ClaimActionEntry, ...] = ()

    @property
    def claimed(self) -> int:
        """Families claimed for in every window whose claim was made."""
        return sum(window.claimed_families or 0 for window in self.windows)

    @property
    def planned(self) -> int:
        """Families that the windows without a claim should have."""
        return sum(window.target_families or 0 for window in self.windows if window.claimed_families is None)

    @property
    def projected(self) -> int:
        """The total if every window still to come reaches its target: claimed and planned."""
        return self.claimed + self.planned

    @property
    def windows_to_come(self) -> tuple[ClaimWindowEntry, ...]:
        """The windows whose claim is not made."""
        return tuple(window for window in self.windows if window.claimed_families is None)

    def share(self, families: int) -> Fraction | None:
        """`families` in per cent of the claimable; None where that is not known or nought."""
        claimable = self.entry.claimable_families
        return Fraction(100 * families, claimable) if claimable else None

    @property
    def implied_claimable(self) -> tuple[int, int] | None:
        """The fewest and the most claimable families with which the projected total has the printed share.

        None where no share was printed, where it says nothing, and where no whole number fits.
        """
        printed = self.entry.printed_share
        return None if printed is None else wholes_with_share(self.projected, printed)

    def amount(self, families: int) -> Decimal | None:
        """What is paid for `families`, in pounds; None where the unit price is not known."""
        return None if self.entry.unit_price is None else families * self.entry.unit_price

    @property
    def grant_years(self) -> tuple[Period, ...]:
        """Every financial year of the grant."""
        first, last = self.entry.grant_first_year, self.entry.grant_last_year
        return last.last(last.start.year - first.start.year + 1)

    @property
    def grant_known(self) -> Decimal:
        """The most that can be paid in the years that are known together, in pounds."""
        return sum((grant.maximum for grant in self.grants), Decimal())

    @property
    def actions(self) -> tuple[ClaimActionEntry, ...]:
        """What is to be done, in the order of the register."""
        return tuple(item for item in self.items if item.kind is ItemKind.ACTION)

    @property
    def aims(self) -> tuple[ClaimActionEntry, ...]:
        """What success looks like."""
        return tuple(item for item in self.items if item.kind is ItemKind.AIM)


def wholes_with_share(part: int, printed: Decimal) -> tuple[int, int] | None:
    """The smallest and the largest whole of which `part` is the printed percentage, halves rounded away from nought.

    `part` of 969 printed as 65% is of 1,480 to 1,502: 969 / 1,479 is 65.52%, 969 / 1,503 is 64.47%. None where no
    whole fits, or where every large one does because the share is printed as nought.
    """
    decimals = max(0, -int(printed.as_tuple().exponent))
    half = Fraction(1, 2 * 10**decimals)
    above, from_ = Fraction(printed) + half, Fraction(printed) - half
    if from_ <= 0 or part <= 0:
        return None
    smallest = 100 * part // above + 1
    largest = 100 * part // from_
    return (smallest, largest) if smallest <= largest else None


def claim_programmes_of(registers: Registers) -> tuple[ClaimProgramme, ...]:
    """Every programme that has a claim window, with what belongs to it."""
    windows = sorted((row.entry for row in registers.of(CLAIM_WINDOWS)), key=lambda window: window.closes)
    grants = sorted((row.entry for row in registers.of(CLAIM_GRANTS)), key=lambda grant: grant.year.start)
    items = [row.entry for row in registers.of(CLAIM_ACTIONS)]
    found = []
    for row in registers.of(CLAIM_PROGRAMMES):
        name = row.entry.id
        own = tuple(window for window in windows if window.programme == name)
        if own:
            found.append(
                ClaimProgramme(
                    row.entry,
                    own,
                    tuple(grant for grant in grants if grant.programme == name),
                    tuple(item for item in items if item.programme == name),
                )
            )
    return tuple(found)
