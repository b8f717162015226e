"""Reserves and provisions: what each held, what was agreed to be used, what more is recommended, what is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from crossfoot.finance.amounts import million_text
from crossfoot.finance.budget import budget_of
from crossfoot.finance.financial_year import FinancialYear
from crossfoot.finance.printed_amounts import Working, find_print_issue, slug
from crossfoot.registers.cell_types import Day, Id, PeriodCode, Pounds, Words
from crossfoot.registers.register import Entry, Placed, Register, Registers
from crossfoot.vocabulary.issues import Issue, Severity
from crossfoot.vocabulary.periods import Period


class ReserveGroup(StrEnum):
    """Whose money it is: the groups are never mixed, their totals are printed apart."""

    DEDICATED_SCHOOLS_GRANT = "dedicated-schools-grant"
    SCHOOLS = "schools"
    CHILDRENS_SERVICES = "childrens-services"

    @property
    def heading(self) -> str:
        """As a table heads it."""
        return {
            ReserveGroup.DEDICATED_SCHOOLS_GRANT: "Dedicated Schools Grant",
            ReserveGroup.SCHOOLS: "Schools",
            ReserveGroup.CHILDRENS_SERVICES: "Children's Services",
        }[self]


class ReserveKind(StrEnum):
    """A reserve is set aside by choice, a provision for a cost that is certain but not its amount or day."""

    RESERVE = "reserve"
    PROVISION = "provision"


class ReserveUse(StrEnum):
    """Which decision an amount of use belongs to."""

    APPROVED = "approved"
    RECOMMENDED = "recommended"


class ReserveEntry(Entry):
    """One row: a reserve or provision in one financial year."""

    year: FinancialYear = Field(description="The financial year.", examples=["2016-17-year"])
    group: ReserveGroup = Field(description="Whose money it is.", examples=["schools"])
    id: Id = Field(description="Its permanent name.", examples=["school-sickness-insurance"])
    title: Words = Field(description="As it is printed.", examples=["School Sickness Insurance Scheme"])
    kind: ReserveKind | None = Field(
        default=None, description="Reserve or provision; blank where it is not known.", examples=["reserve"]
    )
    opening: Pounds = Field(description="What it held on 1 April.", examples=["1273000.00"])
    approved_use: Pounds = Field(
        description="Use agreed with the budget: drawn is below nought, added is above.", examples=["-254000.00"]
    )
    recommended_use: Pounds = Field(
        description="Further use recommended in the year, with the same signs.", examples=["-1019000.00"]
    )
    budget_line: Id | None = Field(
        default=None,
        description="The line of the budget that the recommended use pays for, where there is one.",
        examples=["reserve-adjustment"],
    )
    reason: Words = Field(
        description="What it is for and why it moves.", examples=["Insurance of schools against sickness."]
    )
    printed_closing: Pounds | None = Field(
        default=None,
        description="The closing balance that was printed elsewhere. It is only compared.",
        examples=["0.00"],
    )

    @property
    def closing(self) -> Decimal:
        """What is left at the end of the year, in pounds."""
        return self.opening + self.approved_use + self.recommended_use

    @property
    def working(self) -> Working:
        """How the closing balance comes about."""
        return Working.adding((self.opening, self.approved_use, self.recommended_use))


class ReserveDecisionEntry(Entry):
    """One row: who agreed, or was asked to agree, to one of the two uses."""

    year: FinancialYear = Field(description="The financial year whose reserves it uses.", examples=["2016-17-year"])
    use: ReserveUse = Field(description="Which column of the reserves it is about.", examples=["recommended"])
    body: Words = Field(description="Who decides.", examples=["Full Council"])
    recommended_on: Day | None = Field(
        default=None, description="The day on which it was recommended.", examples=["2017-01-24"]
    )
    recommended_through: Words | None = Field(
        default=None, description="To whom it was recommended on its way.", examples=["Policy and Resources Committee"]
    )
    agreed_on: Day | None = Field(
        default=None, description="The day on which it was agreed; blank until it is.", examples=["2017-02-20"]
    )
    agreed_month: PeriodCode | None = Field(
        default=None, description="The month, where the day is not known.", examples=["2016-02"]
    )
    expected_opening: Pounds | None = Field(
        default=None,
        description="What all reserves together were expected to hold on 1 April when this was decided.",
        examples=["14800000.00"],
    )

    @property
    def is_agreed(self) -> bool:
        """True once it was agreed."""
        return self.agreed_on is not None or self.agreed_month is not None

    @property
    def agreed_when(self) -> str:
        """`on 20 February 2017`, `in February 2016`, or nothing."""
        if self.agreed_on is not None:
            return f"on {self.agreed_on.day} {self.agreed_on:%B %Y}"
        return f"in {self.agreed_month.name}" if self.agreed_month is not None else ""


RESERVES = Register(
    name="reserves",
    title="Reserves and provisions",
    about="What each reserve held and what is used of it. Closing balances, sub-totals and totals are worked out.",
    entry=ReserveEntry,
    key=("year", "id"),
)
RESERVE_DECISIONS = Register(
    name="reserve-decisions",
    title="Decisions on reserves",
    about="Who agreed to the use of reserves, and when; and what is recommended and not agreed yet.",
    entry=ReserveDecisionEntry,
    key=("year", "use"),
)
COLUMNS = ("opening", "approved_use", "recommended_use", "closing")
"""The amounts of a row, supplied and worked out, in the order of the table."""


def reserves_of(registers: Registers, year: Period) -> tuple[ReserveEntry, ...]:
    """The reserves of a financial year: groups in their order, within them as supplied."""
    found = [row.entry for row in registers.of(RESERVES) if row.entry.year == year]
    return tuple(sorted(found, key=lambda entry: list(ReserveGroup).index(entry.group)))


def reserve_decision_of(registers: Registers, year: Period, use: ReserveUse) -> ReserveDecisionEntry | None:
    """Who decided on a use, None where it was not supplied."""
    rows = registers.of(RESERVE_DECISIONS)
    return next((row.entry for row in rows if (row.entry.year, row.entry.use) == (year, use)), None)


def total_reserves(entries: Sequence[ReserveEntry]) -> Mapping[str, Decimal]:
    """The total of each of COLUMNS, in pounds."""
    return {column: sum((getattr(entry, column) for entry in entries), Decimal()) for column in COLUMNS}


def reserve_workings(entries: Sequence[ReserveEntry]) -> Iterator[tuple[str, Working]]:
    """Each amount by name, `reserves/<reserve, group or total>/<column>`, with its parts.

    A group with one reserve has the amounts of that reserve.
    """
    for entry in entries:
        for column in COLUMNS[:-1]:
            yield f"reserves/{entry.id}/{slug(column)}", Working.adding([getattr(entry, column)])
        yield f"reserves/{entry.id}/closing", entry.working
    groups = {group: [entry for entry in entries if entry.group is group] for group in ReserveGroup}
    for column in COLUMNS:
        sub_totals = {
            group: Working.adding(getattr(entry, column) for entry in held) for group, held in groups.items() if held
        }
        for group, working in sub_totals.items():
            yield f"reserves/{group}/{slug(column)}", working
        amounts = [working.amount for working in sub_totals.values()]
        yield f"reserves/total/{slug(column)}", Working.adding(amounts, printed_parts=len(entries))


def find_reserve_issues(registers: Registers) -> list[Issue]:
    """Reserves that end below nought, closing balances printed otherwise, uses that nobody agreed to.

    A reserve may not have the id of a group or be called `total`: names of amounts would mean two things.
    """
    issues: list[Issue] = []
    reserved = {*ReserveGroup, "total"}
    rows = registers.of(RESERVES)
    groups = {(row.entry.year, row.entry.group): 0 for row in rows}
    for row in rows:
        groups[row.entry.year, row.entry.group] += 1
    for row in rows:
        entry = row.entry
        issues += find_print_issue(row, entry.printed_closing, entry.working, entry.title, "printed_closing")
        if entry.closing < 0:
            message = f"{entry.title} would end {entry.year.code} below nought: {entry.working.sum_text} (£ million)."
            advice = "Use less of it, or say in its reason which law or agreement lets it be overdrawn."
            issues.append(row.issue("RESERVE-OVERDRAWN", Severity.WARNING, message, advice, "recommended_use"))
        alone = entry.id == entry.group and groups[entry.year, entry.group] == 1
        if entry.id in reserved and not alone:
            message = f"{entry.id!r} is the name of a group or of the total."
            issues.append(row.issue("RESERVE-NAME-TAKEN", Severity.ERROR, message, "Give it another id.", "id"))
        issues += _find_budget(row, registers)
        for use in ReserveUse:
            amount = entry.approved_use if use is ReserveUse.APPROVED else entry.recommended_use
            if amount and reserve_decision_of(registers, entry.year, use) is None:
                message = f"{entry.title} has {use} use in {entry.year.code} and no decision says whose."
                advice = f"Add a row with use {use} to the register of decisions on reserves."
                issues.append(row.issue("RESERVE-DECISION-MISSING", Severity.WARNING, message, advice, f"{use}_use"))
    for decision in registers.of(RESERVE_DECISIONS):
        if decision.entry.use is ReserveUse.APPROVED and not decision.entry.is_agreed:
            message = "Approved use has no day or month on which it was agreed."
            advice = "Fill in agreed_on or agreed_month, or move the amounts to recommended_use."
            issues.append(decision.issue("RESERVE-APPROVAL-UNDATED", Severity.ERROR, message, advice, "agreed_on"))
    return issues


def _find_budget(row: Placed[ReserveEntry], registers: Registers) -> Iterator[Issue]:
    """The budget shows what a reserve gives it as a line of its own: both must say the same amount."""
    entry = row.entry
    budget = budget_of(registers)
    if entry.budget_line is None or budget is None or budget.year.year != entry.year:
        return
    line = next((line for line in budget.lines if line.id == entry.budget_line), None)
    if line is None:
        message = f"The budget of {entry.year.code} has no line {entry.budget_line!r}."
        advice = "Use the id of a line of the budget."
        yield row.issue("RESERVE-LINE-UNKNOWN", Severity.WARNING, message, advice, "budget_line")
    elif line.variance != entry.recommended_use:
        said = f"{million_text(entry.recommended_use, sign=True)} here and {million_text(line.variance, sign=True)}"
        message = f"{entry.title} gives the budget {said} in its line {line.id} (£ million)."
        advice = "Correct one of them: what leaves the reserve is what the budget gets."
        yield row.issue("RESERVE-BUDGET-DISAGREES", Severity.WARNING, message, advice, "recommended_use")
