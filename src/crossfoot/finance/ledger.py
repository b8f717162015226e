"""The ledger: which code goes to which line of the budget, and what its postings add up to for each.

Nothing is lost: every posting is in a line, left out for a stated reason, of a later month, or listed as unmapped, and
the four add up to the ledger's own total to the penny.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fnmatch import fnmatchcase

from pydantic import Field

from crossfoot.registers.cell_types import Id, Pounds, Words
from crossfoot.registers.register import Entry, Placed, Register, Registers


class Posting(StrEnum):
    """What an amount in the ledger is."""

    BUDGET = "budget"
    ACTUAL = "actual"
    COMMITMENT = "commitment"
    FORECAST = "forecast"


class Place(StrEnum):
    """Where the amount of a code went."""

    LINE = "line"
    LEFT_OUT = "left-out"
    LATER = "later-month"
    UNMAPPED = "unmapped"


class LedgerTotalEntry(Entry):
    """What the postings of one kind add up to, for a line of the budget or for codes that are in none."""

    place: Place = Field(
        description="In a line; left out by a rule; of a month after the one reported; or unmapped, in no line at all.",
        examples=["line"],
    )
    line: Id | None = Field(default=None, description="The id of the budget line.", examples=["agency-fostering"])
    codes: Words | None = Field(
        default=None, description="Of an amount in no line: its cost centre and account.", examples=[""]
    )
    posting: Posting = Field(description="Budget, actual, commitment or forecast.", examples=["actual"])
    amount: Pounds = Field(description="The sum, income less than nought.", examples=["11987654.32"])
    postings: int = Field(ge=1, description="How many postings are in it.", examples=["412"])
    source: Words = Field(description="What ledger it is from, and when it was taken.", examples=["Ledger, 8 February"])


LEDGER_TOTALS = Register(
    name="ledger-totals",
    title="Totals of the ledger",
    about="What the ledger's postings add up to for each budget line. Made from an extract by a map, or filled in.",
    entry=LedgerTotalEntry,
    key=("place", "line", "codes", "posting"),
)


@dataclass(frozen=True, slots=True)
class CodePattern:
    """Codes as a map writes them: `C1234`, `C12*` with any ending, or `41000-41999`, digits of one length."""

    written: str

    @property
    def range(self) -> tuple[str, str] | None:
        """The first and last code of a range, None for a pattern."""
        first, dash, last = self.written.partition("-")
        in_digits = first.isascii() and first.isdigit() and last.isascii() and last.isdigit()
        return (first, last) if dash and in_digits and len(first) == len(last) and first <= last else None

    def matches(self, code: str) -> bool:
        """True where the code is the one, has the pattern, or is in the range."""
        ends = self.range
        if ends is None:
            return fnmatchcase(code, self.written)
        return len(code) == len(ends[0]) and code.isascii() and code.isdigit() and ends[0] <= code <= ends[1]


@dataclass(frozen=True, slots=True)
class LedgerRule:
    """Postings whose cost centre and account both match go to `line`; to none, for the reason `because`."""

    number: int
    line: str | None = None
    because: str = ""
    cost_centres: tuple[CodePattern, ...] = ()
    accounts: tuple[CodePattern, ...] = ()

    def matches(self, cost_centre: str, account: str) -> bool:
        """True where both codes match; a rule that names none of one kind takes any."""
        return (not self.cost_centres or any(each.matches(cost_centre) for each in self.cost_centres)) and (
            not self.accounts or any(each.matches(account) for each in self.accounts)
        )

    @property
    def name(self) -> str:
        """How a message calls it."""
        return f"rule {self.number} ({self.line or 'left out'})"


class TwoRulesError(ValueError):
    """A code that two rules claim: its amount would be counted twice, or in the wrong line. Names both."""


def find_rule(rules: Sequence[LedgerRule], cost_centre: str, account: str) -> LedgerRule | None:
    """The one rule for a pair of codes, None where none is. Raises TwoRulesError."""
    found = [rule for rule in rules if rule.matches(cost_centre, account)]
    if len(found) > 1:
        raise TwoRulesError(" and ".join(rule.name for rule in found))
    return found[0] if found else None


@dataclass(slots=True)
class _Sum:
    pence: int = 0
    postings: int = 0


@dataclass(slots=True)
class LedgerSums:
    """Adds postings up in whole pence, by where they go. Memory grows with the codes, not with the postings."""

    rules: Sequence[LedgerRule]
    sums: dict[tuple[Place, str, str, Posting], _Sum] = field(default_factory=dict)
    total_pence: int = 0
    _places: dict[tuple[str, str], tuple[Place, str, str]] = field(default_factory=dict)

    def add(self, *, cost_centre: str, account: str, posting: Posting, pence: int, is_later: bool = False) -> None:
        """Add a posting. Raises TwoRulesError the first time that a pair of codes is met which two rules claim."""
        codes = cost_centre, account
        if codes not in self._places:
            self._places[codes] = self._place(cost_centre, account)
        place, line, shown = (Place.LATER, "", "") if is_later else self._places[codes]
        into = self.sums.setdefault((place, line, shown, posting), _Sum())
        into.pence += pence
        into.postings += 1
        self.total_pence += pence

    def _place(self, cost_centre: str, account: str) -> tuple[Place, str, str]:
        rule = find_rule(self.rules, cost_centre, account)
        if rule is None:
            return Place.UNMAPPED, "", f"{cost_centre} {account}".strip()
        return (Place.LINE, rule.line, "") if rule.line else (Place.LEFT_OUT, "", rule.because)

    def entries(self, source: str) -> Iterable[LedgerTotalEntry]:
        """The sums in pounds, lines first, each kind in the order of its names."""
        order = list(Place)
        for key in sorted(self.sums, key=lambda each: (order.index(each[0]), *each[1:])):
            place, line, codes, posting = key
            yield LedgerTotalEntry(
                place=place,
                line=line or None,
                codes=codes or None,
                posting=posting,
                amount=pounds(self.sums[key].pence),
                postings=self.sums[key].postings,
                source=source,
            )


def pounds(pence: int) -> Decimal:
    """Whole pence as pounds, exact for any size."""
    whole, rest = divmod(abs(pence), 100)
    return Decimal(f"{'-' if pence < 0 else ''}{whole}.{rest:02}")


def ledger_amount(registers: Registers, line: str, posting: Posting) -> Decimal | None:
    """What the ledger has for a line; nought where it has postings of this kind and none of that line.

    None where there is no ledger, or where nothing in it is of this kind.
    """
    totals = registers.of(LEDGER_TOTALS)
    if not any(total.entry.posting is posting for total in totals):
        return None
    return sum((total.entry.amount for total in in_line(totals, line, posting)), Decimal("0.00"))


def in_line(
    totals: Iterable[Placed[LedgerTotalEntry]], line: str, posting: Posting
) -> Iterable[Placed[LedgerTotalEntry]]:
    """The totals of a line and a kind of posting."""
    return (
        total
        for total in totals
        if total.entry.place is Place.LINE and total.entry.line == line and total.entry.posting is posting
    )
