"""Why placements cost more or less than planned: how many nights, of which types, at what cost a night.

The variance of a year's placements is taken apart in one order, so that nothing is left over and nothing counts twice:

1. volume: all nights more or fewer than planned, spread over the types as planned, at planned unit costs;
2. mix: nights that are in other types than that spread would give, at planned unit costs;
3. price: what the nights cost beyond what they would have cost at planned unit costs.

With planned nights n and unit cost p of a type, nights m and spend s, N and M all nights planned and actual:
volume = (M / N - 1) n p, mix = (m - n M / N) p, price = s - m p. Their sum is s - n p, the variance of the type.

There is one answer because the order is fixed: numbers and types of nights are valued at planned costs, costs at the
nights there were. A night more that also costs more than planned is volume or mix at its planned cost, and only the
rest of its cost is price. Where all types change alike there is no mix; where nights are as planned in all there is no
volume; where each night costs what was planned there is no price: for every type, not only in total.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from pydantic import Field

from crossfoot.finance.budget import Line, budget_of
from crossfoot.finance.financial_year import FinancialYear
from crossfoot.finance.pennies import place_pennies
from crossfoot.registers.cell_types import Id, Pounds, Words
from crossfoot.registers.register import Entry, Placed, Register, Registers
from crossfoot.vocabulary.issues import Issue, Severity
from crossfoot.vocabulary.periods import Period

FORMULA = {
    "Volume": "All nights more or fewer than planned, spread over the types as planned, at planned costs a night.",
    "Mix": "Nights in other types than that spread would give, at planned costs a night.",
    "Price": "What the nights cost beyond what they would have cost at planned costs a night.",
}
"""The formula in its order, as it is printed."""
ORDER = (
    "They are worked out in that order, to the penny, and add up to the variance: a night more that also costs more "
    "counts as volume or mix at its planned cost, and only the rest of its cost as price."
)
"""Why nothing counts twice, as it is printed."""


class PlacementKind(StrEnum):
    """The kinds of placement that the indicator of nights in care tells apart."""

    IN_HOUSE_FOSTERING = "in-house-fostering"
    AGENCY_FOSTERING = "agency-fostering"
    IN_HOUSE_RESIDENTIAL = "in-house-residential"
    AGENCY_RESIDENTIAL = "agency-residential"
    UNREGULATED_ACCOMMODATION = "unregulated-accommodation"
    SUPPORTED_ACCOMMODATION = "supported-accommodation"
    OTHER = "other"


class PlacementCostEntry(Entry):
    """One row: the placements of one type in one financial year."""

    year: FinancialYear = Field(description="The financial year.", examples=["2016-17-year"])
    id: Id = Field(description="The permanent name of the type of placement.", examples=["agency-residential"])
    title: Words = Field(description="The type as it is printed.", examples=["Agency residential"])
    planned_nights: int = Field(ge=0, description="Nights in the year that the budget pays for.", examples=["7500"])
    planned_unit_cost: Pounds = Field(ge=0, description="What the budget pays for a night.", examples=["527.20"])
    nights: int = Field(
        ge=0,
        description="Nights in the year: those that were, and those forecast for the rest. Once the year is over, "
        "nights counted from records stand in their place.",
        examples=["20000"],
    )
    spend: Pounds | None = Field(
        default=None,
        description="What they cost, forecast for the year; blank where budget_line says it.",
        examples=["10899000.00"],
    )
    budget_line: Id | None = Field(
        default=None,
        description="The line of the budget that holds them: its approved budget and forecast are compared or taken.",
        examples=["lac-agency-residential"],
    )
    placement_kind: PlacementKind | None = Field(
        default=None,
        description="The kind of placement under which nights are counted from children's records, where there is one.",
        examples=["agency-residential"],
    )
    source: Words = Field(
        description="Where nights and unit costs come from; say so where they are made up or estimated.",
        examples=["Placements team, month 10"],
    )


PLACEMENT_COSTS = Register(
    name="placement-costs",
    title="Placement costs",
    about="Nights and cost a night of each type of placement, planned and forecast. What explains the variance is "
    "worked out.",
    entry=PlacementCostEntry,
    key=("year", "id"),
)


NONE_COUNTED: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PlacementLine:
    """A type of placement with its spend known: the forecast for the year, in pounds."""

    id: str
    title: str
    planned_nights: int
    planned_unit_cost: Decimal
    nights: int
    spend: Decimal

    @property
    def planned(self) -> Decimal:
        """What was planned to be spent, in pounds."""
        return self.planned_unit_cost * self.planned_nights

    @property
    def variance(self) -> Decimal:
        """Spend less plan, in pounds: above nought is more than planned."""
        return self.spend - self.planned


@dataclass(frozen=True, slots=True)
class Effects:
    """A variance taken apart, in pounds."""

    volume: Decimal
    mix: Decimal
    price: Decimal

    @property
    def variance(self) -> Decimal:
        """Their sum."""
        return self.volume + self.mix + self.price


@dataclass(frozen=True)
class PlacementBridge:
    """Types of placement with the effects of each, in the same order, and their totals."""

    lines: tuple[PlacementLine, ...]
    effects: tuple[Effects, ...]

    @property
    def total(self) -> Effects:
        """The effects of all types together."""
        return Effects(
            sum((each.volume for each in self.effects), Decimal()),
            sum((each.mix for each in self.effects), Decimal()),
            sum((each.price for each in self.effects), Decimal()),
        )

    @property
    def planned(self) -> Decimal:
        """What was planned to be spent on all types, in pounds."""
        return sum((line.planned for line in self.lines), Decimal())

    @property
    def spend(self) -> Decimal:
        """What is spent on all types, in pounds."""
        return sum((line.spend for line in self.lines), Decimal())

    @property
    def planned_nights(self) -> int:
        """Nights planned of all types."""
        return sum(line.planned_nights for line in self.lines)

    @property
    def nights(self) -> int:
        """Nights of all types."""
        return sum(line.nights for line in self.lines)


def bridge_placements(lines: Sequence[PlacementLine]) -> PlacementBridge:
    """The variance of each type taken apart into volume, mix and price that sum to it to the penny.

    Only volume need not be whole pennies: its pennies are placed by the largest remainder, and mix takes what that
    moved, so that types add up across and totals down. Raises ValueError where no nights were planned: then everything
    would be more than planned, and nothing says of what kind.
    """
    planned_nights, nights = sum(line.planned_nights for line in lines), sum(line.nights for line in lines)
    if not planned_nights:
        raise ValueError("no nights were planned: there is nothing to compare with")
    growth = Fraction(nights - planned_nights, planned_nights)
    volumes = place_pennies([growth * Fraction(line.planned) for line in lines])
    effects = []
    for line, volume in zip(lines, volumes, strict=True):
        more_nights = line.planned_unit_cost * (line.nights - line.planned_nights)
        price = line.spend - line.planned_unit_cost * line.nights
        effects.append(Effects(volume, more_nights - volume, price))
    return PlacementBridge(tuple(lines), tuple(effects))


def placement_costs_of(registers: Registers, year: Period) -> tuple[PlacementCostEntry, ...]:
    """The types of placement of a financial year as they were supplied."""
    return tuple(row.entry for row in registers.of(PLACEMENT_COSTS) if row.entry.year == year)


def placement_lines_of(
    registers: Registers, year: Period, counted: Mapping[str, int] = NONE_COUNTED
) -> tuple[PlacementLine, ...]:
    """The types of a financial year whose spend is known: their own, or the forecast of their budget line.

    `counted` has nights of the whole year, by id of the type, that stand in place of those in the register.
    """
    lines = []
    for entry in placement_costs_of(registers, year):
        line = budget_lines_of(registers, year).get(entry.budget_line or "")
        spend = entry.spend if entry.spend is not None or line is None else line.forecast
        if spend is not None:
            planned = (entry.planned_nights, entry.planned_unit_cost)
            lines.append(PlacementLine(entry.id, entry.title, *planned, counted.get(entry.id, entry.nights), spend))
    return tuple(lines)


def placement_bridge_of(
    registers: Registers, year: Period, counted: Mapping[str, int] = NONE_COUNTED
) -> PlacementBridge | None:
    """The bridge of a financial year; None where no nights were planned or nothing was supplied.

    `counted` as in `placement_lines_of`.
    """
    lines = placement_lines_of(registers, year, counted)
    return bridge_placements(lines) if any(line.planned_nights for line in lines) else None


def budget_lines_of(registers: Registers, year: Period) -> Mapping[str, Line]:
    """The lines of the budget by id; none where it was not supplied or is of another year."""
    budget = budget_of(registers)
    return {} if budget is None or budget.year.year != year else {line.id: line for line in budget.lines}


def find_placement_issues(registers: Registers) -> list[Issue]:
    """Types without spend, lines that are not in the budget, plans and spend that differ from it."""
    issues: list[Issue] = []
    rows = registers.of(PLACEMENT_COSTS)
    for row in rows:
        issues += _find_spend(row, budget_lines_of(registers, row.entry.year), rows)
    for year in dict.fromkeys(row.entry.year for row in rows):
        of_year = [row for row in rows if row.entry.year == year]
        if not any(row.entry.planned_nights for row in of_year):
            message = f"No nights were planned in {year.code}, so nothing explains a variance."
            advice = "Fill in planned_nights."
            issues.append(
                of_year[0].issue("PLACEMENT-NOTHING-PLANNED", Severity.ERROR, message, advice, "planned_nights")
            )
        issues += _find_differences(of_year, budget_lines_of(registers, year))
    return issues


def _find_spend(
    row: Placed[PlacementCostEntry], lines: Mapping[str, Line], rows: Sequence[Placed[PlacementCostEntry]]
) -> Iterator[Issue]:
    entry = row.entry
    line = lines.get(entry.budget_line or "")
    if entry.budget_line is not None and lines and line is None:
        near = get_close_matches(entry.budget_line, lines, n=1)
        message = f"The budget of {entry.year.code} has no line {entry.budget_line!r}."
        advice = f"Did you mean {near[0]!r}?" if near else "Use the id of a line of the budget."
        yield row.issue("PLACEMENT-LINE-UNKNOWN", Severity.ERROR, message, advice, "budget_line")
    if entry.spend is not None:
        return
    sharing = [each for each in rows if (each.entry.year, each.entry.budget_line) == (entry.year, entry.budget_line)]
    if entry.budget_line is not None and len(sharing) > 1:
        message = f"{len(sharing)} types share the line {entry.budget_line}, so its forecast is not that of one."
        yield row.issue("PLACEMENT-LINE-SHARED", Severity.ERROR, message, "Fill in the spend of each.", "spend")
    elif line is None or line.forecast is None:
        message = f"What {entry.title} cost in {entry.year.code} is not known."
        advice = "Fill in spend, or the id of a line of a budget that is supplied."
        yield row.issue("PLACEMENT-SPEND-MISSING", Severity.ERROR, message, advice, "spend")


def _find_differences(rows: Sequence[Placed[PlacementCostEntry]], lines: Mapping[str, Line]) -> Iterator[Issue]:
    """Where the types of a budget line do not come to its approved budget, or to its forecast."""
    for name in dict.fromkeys(row.entry.budget_line for row in rows if row.entry.budget_line in lines):
        line = lines[name or ""]
        held = [row for row in rows if row.entry.budget_line == name]
        planned = sum((row.entry.planned_unit_cost * row.entry.planned_nights for row in held), Decimal())
        if line.approved is not None and planned != line.approved:
            message = f"Nights and unit costs plan £{planned:,} for {name}; its approved budget is £{line.approved:,}."
            advice = "Correct the plan, or say why it differs: the bridge explains what the plan says."
            yield held[-1].issue("PLACEMENT-PLAN-DIFFERS", Severity.WARNING, message, advice, "planned_unit_cost")
        spends = [row.entry.spend for row in held if row.entry.spend is not None]
        spend = sum(spends, Decimal())
        if len(spends) == len(held) and line.forecast is not None and spend != line.forecast:
            message = f"Placements of {name} come to £{spend:,}; the budget's forecast is £{line.forecast:,}."
            advice = "Correct one of them, or leave spend blank so that the budget's forecast is taken."
            yield held[-1].issue("PLACEMENT-SPEND-DIFFERS", Severity.WARNING, message, advice, "spend")
