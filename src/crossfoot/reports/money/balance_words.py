"""What the pages on balances share: the year they are about, its first and last day in words, and rounding notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from crossfoot.finance.amounts import rounding_difference, rounding_note
from crossfoot.finance.budget import Standing, budget_of
from crossfoot.reports.amount_cells import money
from crossfoot.reports.document import Align, Block, Column, Inlines, Paragraph, Text
from crossfoot.reports.edition import Edition
from crossfoot.vocabulary.periods import Period

PRODUCT = "balances-and-reserves"


@dataclass(frozen=True, slots=True)
class BalanceYear:
    """A financial year, and whether its amounts were forecast or outturn on the day of the figures."""

    period: Period
    standing: Standing

    @property
    def first_day(self) -> str:
        """`1 April 2016`."""
        return day_words(self.period.start)

    @property
    def last_day(self) -> str:
        """`31 March 2017`."""
        return day_words(self.period.end)

    @property
    def is_closed(self) -> bool:
        """True once its accounts are closed."""
        return self.standing is Standing.OUTTURN

    @property
    def closing_heading(self) -> str:
        """`Forecast balance 31 March 2017 £m`; `Balance ...` once the year is closed."""
        return f"{'Balance' if self.is_closed else 'Forecast balance'} {self.last_day} £m"


def balance_year(edition: Edition) -> BalanceYear:
    """The financial year of the month, closed where the budget's year is the same and was closed by the as-at day."""
    period = edition.month.financial_year
    budget = budget_of(edition.registers)
    known = budget is not None and budget.year.year == period
    return BalanceYear(period, budget.standing(edition.as_at) if budget and known else Standing.FORECAST)


def day_words(day: date) -> str:
    """`31 March 2017`."""
    return f"{day.day} {day:%B %Y}"


def money_column(heading: str, *, width: float = 1.2) -> Column:
    """A column of amounts."""
    return Column(heading, align=Align.RIGHT, width=width)


def rounding_paragraph(columns: Mapping[str, tuple[Sequence[Decimal], Decimal]]) -> Iterator[Block]:
    """The footnote of a table in which printed parts of a column do not add up to its printed total, if there is one.

    `columns` has the parts and the total of each, in pounds, by the words for it.
    """
    note = rounding_note({name: rounding_difference(parts, total) for name, (parts, total) in columns.items()})
    if note:
        yield Paragraph((Text(note),))


def compared(change: Decimal, name: str) -> Inlines:
    """`£9.032 million less`, `£1.000 million more`, or `no less and no more`."""
    if not change:
        return (Text("no less and no more"),)
    return (money(abs(change), name), Text(" less" if change < 0 else " more"))


def joined(words: Iterable[str]) -> str:
    """`a, b and c`."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
