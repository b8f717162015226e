"""The revenue budget and the schools budget: how far over or under, what moved, which lines make most of it, and why.

The schools budget has sections of its own and is never added to the general fund. Amounts are a forecast while the year
runs and the outturn once it is closed; every heading follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from crossfoot.finance.amounts import SIGNS, side_of
from crossfoot.finance.budget import Block, Budget, FundBudget, Line, Standing, budget_of, largest_variances
from crossfoot.finance.budget_checks import find_budget_issues
from crossfoot.finance.budget_registers import Fund
from crossfoot.finance.ledger import LEDGER_TOTALS
from crossfoot.finance.ledger_checks import find_ledger_issues
from crossfoot.finance.printed_budget import find_printed_budget_issues
from crossfoot.reports.amount_cells import money
from crossfoot.reports.cells import text_cell
from crossfoot.reports.document import (
    BarChart,
    Callout,
    CalloutKind,
    ChartPoint,
    Column,
    Document,
    Heading,
    Inlines,
    PageBreak,
    Paragraph,
    Quantity,
    Row,
    Table,
    Text,
)
from crossfoot.reports.document import (
    Block as Part,
)
from crossfoot.reports.edition import Edition
from crossfoot.reports.money.budget_message import (
    key_figures,
    message,
    most_of_it,
    movement_of,
    printed_otherwise,
    sum_of,
)
from crossfoot.reports.money.budget_tables import (
    FUND_NAMES,
    PREFIXES,
    anchor_of,
    fund_rounding_note,
    fund_table,
    ledger_table,
    percentage,
    spent_table,
    virements_table,
)
from crossfoot.reports.product import draft_document
from crossfoot.vocabulary.issues import Issue, Severity

TITLE = "Revenue and schools budget"
BARS = 12
"""Lines with a bar of their own; the others share one."""


def build_budget_monitor(edition: Edition) -> Document:
    """The message, the tables by line with their reasons, the schools budget apart, and what disagrees with print."""
    budget = budget_of(edition.registers)
    blocks: list[Part] = list(budget_monitor_sections(edition))
    if budget is None:
        blocks = [
            Heading(1, TITLE, "budget-monitor"),
            Paragraph((Text(f"No budget was supplied for {edition.month.name}."),)),
        ]
    blocks += _disagreements(edition)
    standing = budget.standing(edition.as_at).value if budget is not None else "budget"
    return draft_document(
        edition,
        id="budget-monitor",
        title=TITLE,
        subtitle=f"{edition.area_name}, {standing} at {edition.month.name}",
        blocks=blocks,
        keywords=("budget",),
    )


def budget_monitor_sections(edition: Edition, *, level: int = 1) -> Iterator[Part]:
    """The sections of the general fund and of the schools budget; nothing where no budget was supplied."""
    budget = budget_of(edition.registers)
    if budget is None:
        return
    general, schools = budget.fund(Fund.GENERAL_FUND), budget.fund(Fund.SCHOOLS)
    if general is not None:
        yield from _general_fund(edition, budget, general, level)
    if schools is not None:
        yield from _schools_budget(edition, budget, schools, level)
    control = ledger_table(budget, edition.registers, area_name=edition.area_name)
    if control is not None:
        yield Heading(level, "The ledger behind the budget", "budget-monitor-ledger")
        yield Paragraph((Text("A control that nothing is lost, not a budget: the rows add up to the whole ledger."),))
        yield control


def budget_quantities(edition: Edition) -> Mapping[str, Quantity]:
    """Quantities for words by name: `budget/total/variance`, `budget/<line>/variance`, `schools-budget/total/approved`.

    Of each line, block (`budget/block/<name>`) and total: approved, forecast, variance, percentage and movement.
    """
    found: dict[str, Quantity] = {}
    budget = budget_of(edition.registers)
    for fund in budget.funds if budget is not None else ():
        prefix = PREFIXES[fund.fund]
        found |= _named(f"{prefix}/total", fund.total)
        found |= _named(f"{prefix}/before-reserves", fund.before_reserves)
        for block in fund.blocks:
            found |= _named(f"{prefix}/block/{anchor_of(block.name)}", block)
        for line in fund.lines:
            found |= _named(f"budget/{line.id}", line)
    return MappingProxyType(found)


def _named(name: str, of: Block | Line) -> dict[str, Quantity]:
    amounts = {
        "approved": money(of.approved, f"{name}/approved"),
        "forecast": money(of.forecast, f"{name}/forecast"),
        "variance": money(of.variance, f"{name}/variance", sign=True),
        "percentage": percentage(of.per_cent, f"{name}/percentage"),
        "movement": movement_of(of, name, sign=True),
    }
    return {f"{name}/{key}": quantity for key, quantity in amounts.items()}


# -- the general fund ------------------------------------------------------------------------------------------------


def _general_fund(edition: Edition, budget: Budget, fund: FundBudget, level: int) -> Iterator[Part]:
    standing, year = budget.standing(edition.as_at), budget.year.year.name
    yield Heading(level, f"Revenue budget: {standing.value} for {year}", "budget-monitor")
    yield Paragraph(message(fund, standing, "The general fund of children's services"), lead=True)
    yield key_figures(fund, budget)
    yield from _when(edition, budget)
    yield from printed_otherwise(edition, fund, standing)
    yield Heading(level + 1, "What makes most of it", "budget-monitor-most")
    yield from most_of_it(fund)
    yield _chart(fund, budget, standing, edition.area_name)
    yield from _tables(edition, budget, fund, level + 1)


def _when(edition: Edition, budget: Budget) -> Iterator[Part]:
    """A warning where the budget is not that of the month which is reported: everything beside it would be newer."""
    if budget.year.actuals_to != edition.month:
        of, month = budget.year.actuals_to.name, edition.month.name
        text = f"The budget that was supplied has spending to the end of {of}; this report is of {month}."
        yield Callout(CalloutKind.WARNING, "A budget of another month", (Paragraph((Text(text),)),))


def _chart(fund: FundBudget, budget: Budget, standing: Standing, area_name: str) -> BarChart:
    """A bar for each line far from its budget, furthest over first, and one for all the others together.

    The use of a reserve to balance the fund is no variance of a line and has no bar.
    """
    lines = fund.before_reserves.lines
    chosen = largest_variances(lines, BARS)
    shown = sorted(chosen, key=lambda line: -line.variance)
    bars = [ChartPoint(line.entry.name, _signed(line)) for line in shown]
    others = [line for line in lines if line not in chosen]
    if others:
        bars.append(ChartPoint(f"The other {len(others)} lines together", sum_of(others)))
    (furthest,) = largest_variances(lines, 1)
    title = f"{furthest.entry.name} is furthest from its budget, {_signed(furthest).words}"
    listed = "; ".join(f"{bar.label} {bar.quantity.words}" for bar in bars)
    return BarChart(
        id=f"budget-monitor-{fund.fund.value}-chart",
        title=title,
        subtitle=f"Over (+) or under (-) approved budget in £ million, {area_name}, {standing.value} for "
        f"{budget.year.year.name}",
        alt=f"{title}. Bar chart of variances by line of the {FUND_NAMES[fund.fund].lower()}: {listed}.",
        bars=tuple(bars),
        source=budget.year.source,
    )


def _signed(line: Line) -> Quantity:
    return money(line.variance, f"budget/{line.id}/variance", sign=True)


def _tables(edition: Edition, budget: Budget, fund: FundBudget, level: int) -> Iterator[Part]:
    standing, area_name, name = budget.standing(edition.as_at), edition.area_name, FUND_NAMES[fund.fund]
    yield Heading(level, f"{name} by line, with reasons", f"budget-monitor-{fund.fund.value}-lines")
    yield Paragraph((Text(SIGNS),))
    yield fund_table(fund, budget, standing=standing, area_name=area_name)
    alone = [line for line in fund.lines if line.approved is None]
    if alone:
        names = ", ".join(line.entry.name for line in alone)
        text = f"{names}: a variance is given and no budget, so it is in the totals of variances alone."
        yield Paragraph((Text(text),))
    note = fund_rounding_note(fund, standing)
    if note:
        yield Paragraph((Text(note),))
    moved = virements_table(fund, edition.registers, budget, area_name=area_name)
    if moved is not None:
        yield Heading(level, f"{name}: virements", f"budget-monitor-{fund.fund.value}-virements")
        original = money(fund.total.original, f"{PREFIXES[fund.fund]}/total/original")
        net = Text(
            " was set for the year. These moves between lines since, which net to nought, are in the budgets above."
        )
        yield Paragraph((original, net))
        yield moved
    ledger = edition.registers.of(LEDGER_TOTALS)
    source = ledger[0].entry.source if ledger else budget.year.source
    spent = spent_table(fund, budget, standing=standing, area_name=area_name, source=source)
    if spent is not None:
        yield Heading(level, f"{name}: spent and committed so far", f"budget-monitor-{fund.fund.value}-spent")
        yield spent


# -- the schools budget ----------------------------------------------------------------------------------------------


def _schools_budget(edition: Edition, budget: Budget, fund: FundBudget, level: int) -> Iterator[Part]:
    standing = budget.standing(edition.as_at)
    yield Heading(level, f"Schools budget: {standing.value} for {budget.year.year.name}", "budget-monitor-schools")
    yield Paragraph(_reserve_words(fund), lead=True)
    apart = (
        "The Dedicated Schools Grant may only be spent on schools and pupils. It is accounted for apart from the "
        "general fund, and no total here holds both."
    )
    yield Paragraph((Text(apart),))
    yield from printed_otherwise(edition, fund, standing)
    yield _chart(fund, budget, standing, edition.area_name)
    yield from _tables(edition, budget, fund, level + 1)


def _reserve_words(fund: FundBudget) -> Inlines:
    """How far the lines are over or under, and whether the use of the reserve brings them to nought."""
    before, total, prefix = fund.before_reserves, fund.total, PREFIXES[fund.fund]
    lines = money(abs(before.variance), f"{prefix}/before-reserves/variance")
    words: Inlines = (Text("The lines of the schools budget are "), lines, Text(f" {side_of(before.variance).value}"))
    if not fund.reserve_lines:
        return (*words, Text(", and no reserve is used."))
    words = (*words, Text("; the adjustment of its reserve is "), sum_of(list(fund.reserve_lines)))
    if not total.variance:
        return (*words, Text(" and brings it to nought."))
    left = money(abs(total.variance), f"{prefix}/total/variance")
    way = "less than is needed" if total.variance > 0 else "more than is needed"
    return (*words, Text(", which is "), left, Text(f" {way} to bring it to nought."))


def _disagreements(edition: Edition) -> Iterator[Part]:
    registers = edition.registers
    found: list[Issue] = [
        issue
        for find_issues in (find_printed_budget_issues, find_budget_issues, find_ledger_issues)
        for issue in find_issues(registers)
        if issue.severity is not Severity.NOTE
    ]
    if not found:
        return
    yield PageBreak()
    yield Heading(1, "What does not add up", "budget-monitor-disagreements")
    yield Paragraph(
        (
            Text("Each row is an amount that its own parts do not give, in £ million with the working. The amounts "),
            Text("above are worked out line by line. Lines named in brackets are those of the printed source."),
        )
    )
    yield Table(
        id="budget-monitor-disagreements-table",
        caption=f"Disagreements in the budget supplied for {edition.month.name}, {edition.area_name}",
        columns=(Column("Number", width=0.7), Column("What disagrees", width=6), Column("What to do", width=3)),
        rows=tuple(
            Row((text_cell(str(number)), text_cell(issue.message), text_cell(issue.advice)))
            for number, issue in enumerate(found, start=1)
        ),
    )
