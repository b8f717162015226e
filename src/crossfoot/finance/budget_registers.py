"""The registers of the budget: what is typed or exported of it. Variances, movements and totals never are."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from crossfoot.registers.cell_types import Day, Id, PeriodCode, Pounds, Wanted, Words
from crossfoot.registers.register import Entry, Register
from crossfoot.vocabulary.periods import PeriodKind

_PERCENTAGE = re.compile(r"[+-]?\d{1,6}(\.\d{1,6})?%?")


class Fund(StrEnum):
    """Whose money it is. The two are accounted for apart and never added together."""

    GENERAL_FUND = "general-fund"
    SCHOOLS = "dedicated-schools-grant"


class LineKind(StrEnum):
    """What a line of the budget is."""

    SPENDING = "spending"
    INCOME = "income"
    ONE_OFF = "one-off-action"
    RESERVE = "reserve-adjustment"


class PrintedPlace(StrEnum):
    """Where a total was printed."""

    TABLE = "table"
    TEXT = "text"


def _read_percentage(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    plain = cell.replace(" ", "")
    if _PERCENTAGE.fullmatch(plain) is None:
        raise ValueError("it is not a percentage")
    return Decimal(plain.removesuffix("%"))


Percentage = Annotated[Decimal, BeforeValidator(_read_percentage), Wanted("a percentage, such as +13 or -7.5")]

_PRINTED = "As it was printed elsewhere, where it was: only compared with what is worked out."


class BudgetEntry(Entry):
    """One line of the revenue budget. Either its budget and forecast are given, or a variance alone."""

    id: Id = Field(
        description="The line's permanent name, by which reasons, risks, links and the ledger find it.",
        examples=["agency-fostering"],
    )
    name: Words = Field(description="The line's name as it is printed.", examples=["Agency fostering"])
    fund: Fund = Field(
        description="The council's general fund, or the ring-fenced Dedicated Schools Grant.", examples=["general-fund"]
    )
    block: Words = Field(
        description="The heading under which it is printed with a sub-total. Blocks come in the order of their rows.",
        examples=["Spending increases"],
    )
    kind: LineKind = Field(
        description="Spending, income, a one-off corrective action, or the use of a reserve that balances the fund.",
        examples=["spending"],
    )
    original_budget: Pounds | None = Field(
        default=None,
        description="The budget as it was set, before virements; income less than nought. 0 where none was set.",
        examples=["12872000.00"],
    )
    actual_to_date: Pounds | None = Field(
        default=None,
        description="Spent or received to the end of the month. Leave it blank where a ledger is supplied.",
        examples=["11987654.32"],
    )
    commitments: Pounds | None = Field(
        default=None,
        description="Ordered and not yet paid. Leave it blank where a ledger is supplied.",
        examples=["640000.00"],
    )
    forecast: Pounds | None = Field(
        default=None,
        description="For the whole year; the outturn once the year is closed.",
        examples=["14675000.00"],
    )
    variance_without_budget: Pounds | None = Field(
        default=None,
        description="Only for a line that has no budget of its own, such as small savings: how far over (+) or under.",
        examples=[""],
    )
    previous_variance: Pounds | None = Field(
        default=None,
        description="Over (+) or under (-) in the last report; 0 for a line that is new. Blank where it is not known.",
        examples=["1627000.00"],
    )
    reason: Words | None = Field(
        default=None,
        description="Why it is over or under budget, in a sentence or two. No names of people.",
        examples=["More placements with agencies than planned."],
    )
    printed_forecast: Pounds | None = Field(default=None, description=_PRINTED, examples=[""])
    printed_variance: Pounds | None = Field(default=None, description=_PRINTED, examples=["1653000.00"])
    printed_percentage: Percentage | None = Field(default=None, description=_PRINTED, examples=["+13"])
    printed_movement: Pounds | None = Field(default=None, description=_PRINTED, examples=["176000.00"])
    printed_variance_with_reason: Pounds | None = Field(
        default=None,
        description="As it was printed beside the reason, where that was another table.",
        examples=["1653000.00"],
    )
    line: int | None = Field(default=None, ge=1, description="The line of the printed source.", examples=["983"])

    @model_validator(mode="after")
    def _budget_and_forecast_or_variance(self) -> BudgetEntry:
        given = self.original_budget is not None, self.forecast is not None
        if self.variance_without_budget is not None and any(given):
            raise ValueError("a variance without budget stands beside a budget or forecast; give one or the other")
        if self.variance_without_budget is None and not all(given):
            raise ValueError(
                "give original_budget and forecast both, or variance_without_budget for a line of no budget"
            )
        return self


class VirementEntry(Entry):
    """One move of budget from a line to another. It takes from one what it gives the other: all net to nought."""

    id: Id = Field(description="The virement's permanent name or number.", examples=["v-2016-07"])
    dated: Day = Field(description="The day on which it was approved.", examples=["2016-11-15"])
    from_line: Id = Field(description="The id of the line that gives budget.", examples=["early-years-services"])
    to_line: Id = Field(description="The id of the line that gets it.", examples=["agency-fostering"])
    amount: Pounds = Field(gt=0, description="How much, above nought.", examples=["250000.00"])
    approved_by: Words = Field(
        description="Who approved it: a role or a body, never a name.", examples=["Director of Children's Services"]
    )
    because: Words = Field(description="Why it was moved.", examples=["Placements moved to agencies."])


class PrintedTotalEntry(Entry):
    """A sub-total or total as it was printed, only compared with what is worked out."""

    fund: Fund = Field(description="Of which fund.", examples=["general-fund"])
    block: Words | None = Field(
        default=None,
        description="The block whose sub-total it is; blank for the total.",
        examples=["Spending increases"],
    )
    place: PrintedPlace = Field(description="In the table, or in a sentence of the text.", examples=["table"])
    printed_variance: Pounds | None = Field(default=None, description=_PRINTED, examples=["14988000.00"])
    printed_movement: Pounds | None = Field(default=None, description=_PRINTED, examples=["978000.00"])
    line: int | None = Field(default=None, ge=1, description="The line of the printed source.", examples=["997"])


class BudgetYearEntry(Entry):
    """Which year the budget is of, and whether it is over. One row."""

    year: PeriodCode = Field(description="The financial year.", examples=["2016-17-year"])
    actuals_to: PeriodCode = Field(description="The last month whose spending is in the actuals.", examples=["2017-01"])
    year_closed_on: Day | None = Field(
        default=None,
        description="The day on which the year's accounts were closed. Blank while it runs: figures are then a "
        "forecast, and an outturn from that day.",
        examples=["2017-05-12"],
    )
    previous_report: Words = Field(
        description="The report whose variances are in previous_variance.", examples=["the report of January 2017"]
    )
    source: Words = Field(
        description="Where the figures come from; printed under the tables.",
        examples=["General ledger, 8 February 2017"],
    )

    @model_validator(mode="after")
    def _a_year_and_a_month_of_it(self) -> BudgetYearEntry:
        if self.year.kind is not PeriodKind.FINANCIAL_YEAR:
            raise ValueError(f"{self.year} is not a financial year such as 2016-17-year")
        if (
            self.actuals_to.kind is not PeriodKind.MONTH
            or not self.year.start <= self.actuals_to.start <= self.year.end
        ):
            raise ValueError(f"actuals_to is not a month of {self.year.name}, such as 2017-01")
        if self.year_closed_on is not None and self.year_closed_on <= self.year.end:
            raise ValueError("year_closed_on is before the year was over")
        return self


BUDGET = Register(
    name="budget",
    title="Revenue budget by division of service",
    about="One row for each line of the general fund and of the schools budget: budget, forecast, and why they differ.",
    entry=BudgetEntry,
    key=("id",),
)
VIREMENTS = Register(
    name="virements",
    title="Virements",
    about="Each move of budget between lines since the budget was set: approved budget is original budget and these.",
    entry=VirementEntry,
    key=("id",),
)
PRINTED_TOTALS = Register(
    name="budget-printed-totals",
    title="Sub-totals and totals as they were printed",
    about="Only for a report that was already printed elsewhere: its totals are compared with those worked out.",
    entry=PrintedTotalEntry,
    key=("fund", "block", "place"),
)
BUDGET_YEAR = Register(
    name="budget-year",
    title="The financial year of the budget",
    about="One row: the year, the last month of spending in it, and when its accounts were closed.",
    entry=BudgetYearEntry,
    key=("year",),
)
