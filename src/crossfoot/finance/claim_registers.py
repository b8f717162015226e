"""Payment by results as a council writes it down: programmes, claim windows, grant by year, what is to be done."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from crossfoot.finance.financial_year import FinancialYear
from crossfoot.registers.cell_types import Day, Id, Pounds, Wanted, Words
from crossfoot.registers.register import Entry, Register


def _read_percentage(cell: object) -> object:
    return cell.replace(" ", "").removesuffix("%") if isinstance(cell, str) else cell


Percentage = Annotated[
    Decimal,
    BeforeValidator(_read_percentage),
    Field(ge=0, le=100),
    Wanted("a percentage with as many decimals as were printed, such as 65 or 64.6"),
]


class ItemKind(StrEnum):
    """Whether a row is work to be done or what success looks like."""

    ACTION = "action"
    AIM = "aim"


class Repeats(StrEnum):
    """How often an action comes back."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"

    @property
    def words(self) -> str:
        """As a table says it."""
        return {Repeats.WEEKLY: "Every week", Repeats.MONTHLY: "Every month"}[self]


class ClaimProgrammeEntry(Entry):
    """One row: a programme that pays by results, as it stands in the week of the update."""

    id: Id = Field(description="The programme's permanent name.", examples=["troubled-families"])
    title: Words = Field(description="As it is printed.", examples=["Troubled families"])
    update_week: Day = Field(
        description="The Monday of the week that the update is about: week commencing.", examples=["2017-02-20"]
    )
    grant_maximum: Pounds = Field(
        ge=0, description="The most that the grant can be over all its years.", examples=["11920000.00"]
    )
    grant_first_year: FinancialYear = Field(description="Its first financial year.", examples=["2015-16-year"])
    grant_last_year: FinancialYear = Field(description="Its last financial year.", examples=["2019-20-year"])
    claimable_families: int | None = Field(
        default=None,
        ge=0,
        description="How many families can be claimed for by the end of the year. Blank where it is not known.",
        examples=["1490"],
    )
    unit_price: Pounds | None = Field(
        default=None,
        ge=0,
        description="What is paid for each family. Blank where it is not known: then no amount is worked out.",
        examples=["800.00"],
    )
    why_it_matters: Words = Field(
        description="Why this is important, in a sentence or two.", examples=["The grant pays for early help."]
    )
    background: Words | None = Field(
        default=None, description="What lies behind the numbers, in a sentence or two.", examples=["Criteria changed."]
    )
    lead_role: Words = Field(description="The role that answers for the claims.", examples=["Head of Early Help"])
    data_role: Words = Field(
        description="The role that answers for the data.", examples=["Performance Analyst, Early Help"]
    )
    printed_total: int | None = Field(
        default=None,
        ge=0,
        description="The projected total that was printed elsewhere. It is only compared.",
        examples=["969"],
    )
    printed_share: Percentage | None = Field(
        default=None,
        description="The percentage of claimable families that was printed elsewhere. It is compared where the "
        "claimable families are given; where they are not, what it implies is said.",
        examples=["65"],
    )

    @model_validator(mode="after")
    def _years_in_order(self) -> Self:
        if self.grant_last_year < self.grant_first_year:
            raise ValueError("the grant's last year is before its first")
        return self


class ClaimWindowEntry(Entry):
    """One row: a stretch of time whose results are claimed together."""

    programme: Id = Field(description="The programme.", examples=["troubled-families"])
    id: Id = Field(description="The window's permanent name.", examples=["march-2017"])
    title: Words = Field(description="As it is printed.", examples=["Claim of March 2017"])
    opens: Day | None = Field(default=None, description="Its first day, where known.", examples=["2017-03-06"])
    closes: Day = Field(description="Its last day, or the day up to which was counted.", examples=["2017-03-31"])
    target_families: int | None = Field(
        default=None, ge=0, description="How many families should be claimed for in it.", examples=["395"]
    )
    claimed_families: int | None = Field(
        default=None,
        ge=0,
        description="How many families were claimed for in it. Blank until the claim is made: blank is not 0.",
        examples=["574"],
    )

    @model_validator(mode="after")
    def _can_be(self) -> Self:
        if self.opens is not None and self.opens > self.closes:
            raise ValueError("the window closes before it opens")
        if self.target_families is None and self.claimed_families is None:
            raise ValueError("neither target_families nor claimed_families is filled in")
        return self


class ClaimGrantEntry(Entry):
    """One row: the most that the grant can be in one financial year."""

    programme: Id = Field(description="The programme.", examples=["troubled-families"])
    year: FinancialYear = Field(description="The financial year.", examples=["2016-17-year"])
    maximum: Pounds = Field(ge=0, description="The most that can be paid in it.", examples=["3147700.00"])


class ClaimActionEntry(Entry):
    """One row: something to be done about the claims, or what success looks like."""

    programme: Id = Field(description="The programme.", examples=["troubled-families"])
    id: Id = Field(description="Its permanent name.", examples=["collect-core-data"])
    kind: ItemKind = Field(
        default=ItemKind.ACTION, description="Work to be done, or what success looks like.", examples=["action"]
    )
    text: Words = Field(description="What is done or reached.", examples=["Collect the core data of the partners."])
    week_commencing: Day | None = Field(
        default=None, description="The Monday of the week in which it is due.", examples=["2017-02-20"]
    )
    due: Day | None = Field(default=None, description="The day by which it is due.", examples=["2017-03-31"])
    repeats: Repeats | None = Field(default=None, description="How often it comes back.", examples=["weekly"])
    role: Words | None = Field(default=None, description="The role that does it.", examples=["Head of Early Help"])
    done: bool = Field(default=False, description="Whether it is done: yes or no.", examples=["no"])

    @model_validator(mode="after")
    def _one_date(self) -> Self:
        given = [name for name in ("week_commencing", "due", "repeats") if getattr(self, name) is not None]
        if len(given) > 1:
            raise ValueError(f"{' and '.join(given)} are filled in: keep one")
        return self


CLAIM_PROGRAMMES = Register(
    name="claim-programmes",
    title="Payment by results: programmes",
    about="Programmes that pay for results with families, as they stand in the week of the update.",
    entry=ClaimProgrammeEntry,
    key=("id",),
)
CLAIM_WINDOWS = Register(
    name="claim-windows",
    title="Payment by results: claim windows",
    about="How many families each claim window should have and has. Totals and projections are worked out.",
    entry=ClaimWindowEntry,
    key=("programme", "id"),
)
CLAIM_GRANTS = Register(
    name="claim-grants",
    title="Payment by results: grant by year",
    about="The most that the grant can be in each financial year, of the years that are known.",
    entry=ClaimGrantEntry,
    key=("programme", "year"),
)
CLAIM_ACTIONS = Register(
    name="claim-actions",
    title="Payment by results: actions and aims",
    about="What is to be done about the claims by when and by whom, and what success looks like.",
    entry=ClaimActionEntry,
    key=("programme", "id"),
)
CLAIM_REGISTERS = (CLAIM_PROGRAMMES, CLAIM_WINDOWS, CLAIM_GRANTS, CLAIM_ACTIONS)
