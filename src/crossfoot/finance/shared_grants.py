"""A grant that several partners match together, in cash and in kind, with a cap on what may be paid in kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from pydantic import Field

from crossfoot.finance.financial_year import FinancialYear
from crossfoot.finance.pennies import divide_pounds
from crossfoot.registers.cell_types import Id, Pounds, Words
from crossfoot.registers.register import Entry, Register, Registers
from crossfoot.vocabulary.periods import Period


class CapLevel(StrEnum):
    """Where the cap on payment in kind holds, the strictest first: what keeps to one keeps to all after it."""

    PARTNER_YEAR = "partner-year"
    PARTNER_PROGRAMME = "partner-programme"
    ALL_PARTNERS = "all-partners"

    @property
    def words(self) -> str:
        """As a sentence says it."""
        return {
            CapLevel.PARTNER_YEAR: "each partner in each year",
            CapLevel.PARTNER_PROGRAMME: "each partner over all years",
            CapLevel.ALL_PARTNERS: "all partners together over all years",
        }[self]

    @property
    def meaning(self) -> str:
        """What a partner may do under it."""
        return {
            CapLevel.PARTNER_YEAR: "No partner may pay more in kind than the cap on its own share of any one year.",
            CapLevel.PARTNER_PROGRAMME: (
                "A partner may pay a whole year in kind if it pays enough cash in another: its years count together."
            ),
            CapLevel.ALL_PARTNERS: (
                "One partner may pay all of its share in kind if others pay enough cash: all shares count together."
            ),
        }[self]


class PaymentForm(StrEnum):
    """How a partner pays."""

    CASH = "cash"
    IN_KIND = "in-kind"


class SharedGrantEntry(Entry):
    """One row: a programme that partners pay for together."""

    id: Id = Field(description="The programme's permanent name.", examples=["domestic-abuse-beacon"])
    title: Words = Field(description="As it is printed.", examples=["Domestic abuse beacon project"])
    in_kind_cap_per_cent: int = Field(
        ge=0, le=100, description="The most that may be paid in kind, in per cent.", examples=["50"]
    )
    cap_level: CapLevel = Field(
        description="What the cap is of: each partner in each year, each partner over all years, or all partners.",
        examples=["partner-year"],
    )
    is_level_agreed: bool = Field(
        default=True, description="Whether the partners have agreed on that level: yes or no.", examples=["yes"]
    )
    note: Words | None = Field(
        default=None, description="What the reader should know.", examples=["The split is not decided yet."]
    )
    printed_total: Pounds | None = Field(
        default=None,
        description="The total over all years that was printed elsewhere. It is only compared.",
        examples=["833000.00"],
    )


class SharedGrantYearEntry(Entry):
    """One row: what the partners pay together in one financial year."""

    grant: Id = Field(description="The programme.", examples=["domestic-abuse-beacon"])
    year: FinancialYear = Field(description="The financial year.", examples=["2017-18-year"])
    total: Pounds = Field(ge=0, description="What all partners pay together.", examples=["55930.00"])
    printed_share: Pounds | None = Field(
        default=None,
        description="The council's own share of it that was printed elsewhere. It is only compared.",
        examples=["11186.00"],
    )


class SharedGrantPartnerEntry(Entry):
    """One row: a partner and its part of every year's total."""

    grant: Id = Field(description="The programme.", examples=["domestic-abuse-beacon"])
    partner: Id = Field(description="The partner's permanent name.", examples=["childrens-services"])
    title: Words = Field(description="As it is printed.", examples=["Children's Services"])
    parts: int = Field(ge=0, description="Its parts of the total; equal shares have the same number.", examples=["1"])
    is_own: bool = Field(
        default=False, description="Whether it is the service that reports: yes or no.", examples=["yes"]
    )


class SharedGrantPaymentEntry(Entry):
    """One row: what a partner pays in a year, in cash or in kind, agreed or paid."""

    grant: Id = Field(description="The programme.", examples=["domestic-abuse-beacon"])
    partner: Id = Field(description="The partner.", examples=["childrens-services"])
    year: FinancialYear = Field(description="The financial year.", examples=["2017-18-year"])
    form: PaymentForm = Field(description="Cash or in kind.", examples=["in-kind"])
    amount: Pounds = Field(ge=0, description="What it is worth.", examples=["5593.00"])
    note: Words | None = Field(default=None, description="What is given.", examples=["A seconded worker."])


SHARED_GRANTS = Register(
    name="shared-grants",
    title="Shared grants",
    about="Programmes that several partners pay for together, and the cap on payment in kind.",
    entry=SharedGrantEntry,
    key=("id",),
)
SHARED_GRANT_YEARS = Register(
    name="shared-grant-years",
    title="Shared grants: years",
    about="What the partners of a shared grant pay together in each year.",
    entry=SharedGrantYearEntry,
    key=("grant", "year"),
)
SHARED_GRANT_PARTNERS = Register(
    name="shared-grant-partners",
    title="Shared grants: partners",
    about="The partners of a shared grant and their parts. Shares are worked out to the penny.",
    entry=SharedGrantPartnerEntry,
    key=("grant", "partner"),
)
SHARED_GRANT_PAYMENTS = Register(
    name="shared-grant-payments",
    title="Shared grants: payments",
    about="What each partner pays in cash and in kind. Left out until it is decided.",
    entry=SharedGrantPaymentEntry,
    key=("grant", "partner", "year", "form"),
)


@dataclass(frozen=True, slots=True)
class CapCheck:
    """The cap at one place: whose and when, the share it is taken of, what may be and what is paid in kind."""

    level: CapLevel
    partner: str
    year: Period | None
    share: Decimal
    cap_per_cent: int
    in_kind: Decimal

    @property
    def most(self) -> Decimal:
        """The most that may be paid in kind, in pounds: down to the penny, for a cap is not passed by rounding."""
        pennies = Fraction(self.share) * self.cap_per_cent
        return Decimal(pennies.numerator // pennies.denominator).scaleb(-2)

    @property
    def is_kept(self) -> bool:
        """True where no more is paid in kind than may be."""
        return self.in_kind <= self.most


@dataclass(frozen=True)
class SharedGrant:
    """A programme with its years, partners and payments, and what follows from them."""

    entry: SharedGrantEntry
    years: tuple[SharedGrantYearEntry, ...]
    partners: tuple[SharedGrantPartnerEntry, ...]
    payments: tuple[SharedGrantPaymentEntry, ...] = ()

    @property
    def total(self) -> Decimal:
        """What all partners pay over all years, in pounds."""
        return sum((year.total for year in self.years), Decimal())

    @property
    def own(self) -> SharedGrantPartnerEntry | None:
        """The partner that is the service reporting, None where none is marked."""
        return next((partner for partner in self.partners if partner.is_own), None)

    @cached_property
    def shares(self) -> Mapping[tuple[str, Period], Decimal]:
        """Each partner's share of each year in pounds; those of a year add up to its total to the penny."""
        found = {}
        for year in self.years:
            amounts = divide_pounds(year.total, [partner.parts for partner in self.partners])
            for partner, amount in zip(self.partners, amounts, strict=True):
                found[partner.partner, year.year] = amount
        return found

    @property
    def has_remainder(self) -> bool:
        """True where a year does not divide into whole pennies, so that partners of like parts may differ by one."""
        everything = sum(partner.parts for partner in self.partners)
        return any(
            int(year.total * 100) * partner.parts % everything for year in self.years for partner in self.partners
        )

    def share_of(self, partner: str) -> Decimal:
        """A partner's share over all years, in pounds."""
        return sum((self.shares[partner, year.year] for year in self.years), Decimal())

    def paid(self, form: PaymentForm | None = None, *, partner: str = "", year: Period | None = None) -> Decimal:
        """What is paid in a form, or in both; by one partner or all; in one year or all."""
        return sum(
            (
                payment.amount
                for payment in self.payments
                if form in (None, payment.form) and partner in ("", payment.partner) and year in (None, payment.year)
            ),
            Decimal(),
        )

    def cap_checks(self, level: CapLevel) -> tuple[CapCheck, ...]:
        """The cap everywhere that it holds at a level: by partner and year, by partner, or once."""
        places: Sequence[tuple[str, Period | None, Decimal]]
        match level:
            case CapLevel.PARTNER_YEAR:
                places = [(partner, year, share) for (partner, year), share in self.shares.items()]
            case CapLevel.PARTNER_PROGRAMME:
                places = [(partner.partner, None, self.share_of(partner.partner)) for partner in self.partners]
            case CapLevel.ALL_PARTNERS:
                places = [("", None, self.total)]
        cap = self.entry.in_kind_cap_per_cent
        return tuple(
            CapCheck(level, partner, year, share, cap, self.paid(PaymentForm.IN_KIND, partner=partner, year=year))
            for partner, year, share in places
        )


def shared_grants_of(registers: Registers) -> tuple[SharedGrant, ...]:
    """Every shared grant that has years and partners, years in order of time."""
    every_year = [row.entry for row in registers.of(SHARED_GRANT_YEARS)]
    every_partner = [row.entry for row in registers.of(SHARED_GRANT_PARTNERS)]
    every_payment = [row.entry for row in registers.of(SHARED_GRANT_PAYMENTS)]
    grants = []
    for row in registers.of(SHARED_GRANTS):
        name = row.entry.id
        years = sorted((year for year in every_year if year.grant == name), key=lambda year: year.year.start)
        partners = tuple(partner for partner in every_partner if partner.grant == name)
        if years and any(partner.parts for partner in partners):
            payments = tuple(payment for payment in every_payment if payment.grant == name)
            grants.append(SharedGrant(row.entry, tuple(years), partners, payments))
    return tuple(grants)
