"""The map of a ledger: YAML that says which column is which and which codes go to which line of the budget.

```yaml
title: General ledger, taken on 8 February 2017
columns: {cost_centre: Cost centre, account: Account, period: Period, type: Type, amount: Amount}
types: {ACT: actual, COM: commitment, BUD: budget, FOR: forecast}
credits: negative
rules:
  - {line: agency-fostering, cost_centres: [C1020, C103*], accounts: [41000-41999]}
  - {because: Recharges from other services are not in the report., accounts: [9*]}
```

Instead of `amount` there may be `debit` and `credit`; instead of `type`, `posting: actual` for the whole file; without
`period` every posting counts. Columns that the map does not name are refused: the extract is frozen with the month, and
a description of a payment may name a child.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from crossfoot.finance.ledger import CodePattern, LedgerRule, Posting
from crossfoot.indicators.schema import Id, Strict, Words


class LedgerColumns(Strict):
    """The header of each column."""

    cost_centre: Words
    account: Words
    period: Words | None = None
    type: Words | None = None
    amount: Words | None = None
    debit: Words | None = None
    credit: Words | None = None

    @model_validator(mode="after")
    def _amount_or_both_sides(self) -> LedgerColumns:
        sides = self.debit is not None, self.credit is not None
        if self.amount is not None and any(sides):
            raise ValueError("amount stands beside debit or credit; name one or the other")
        if self.amount is None and not all(sides):
            raise ValueError("name the column amount, or both debit and credit")
        return self

    @property
    def named(self) -> tuple[str, ...]:
        """Every header that is named, in order."""
        return tuple(header for header in self.model_dump().values() if header is not None)


class WrittenLedgerRule(Strict):
    """Codes and the line they go to, or why they are left out."""

    line: Id | None = None
    because: Words | None = None
    cost_centres: tuple[Words, ...] = ()
    accounts: tuple[Words, ...] = ()

    @model_validator(mode="after")
    def _line_or_reason_for_some_codes(self) -> WrittenLedgerRule:
        if (self.line is None) == (self.because is None):
            raise ValueError("write the line that the codes go to, or because, with why they are left out")
        if not self.cost_centres and not self.accounts:
            raise ValueError("name cost_centres or accounts: a rule for every code would swallow what is not mapped")
        for code in (*self.cost_centres, *self.accounts):
            first, dash, last = code.partition("-")
            if dash and first.isdigit() and last.isdigit() and CodePattern(code).range is None:
                raise ValueError(f"{code} is no range: write two numbers of one length, the smaller first")
        return self


class WrittenLedgerMap(Strict):
    """The whole map."""

    title: Words
    """What the extract is and when it was taken: printed as the source of its figures."""
    columns: LedgerColumns
    types: dict[str, Posting] = Field(default_factory=dict)
    posting: Posting | None = None
    credits: Literal["negative", "positive"] = "negative"
    """How the ledger writes income and other credits in a column of amounts."""
    periods: Literal["month", "accounting-period"] = "month"
    """`2017-01`, `01/2017` or a day; or the number of the period, 1 for April, beyond 12 for closing the year."""
    rules: tuple[WrittenLedgerRule, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _types_or_one_posting(self) -> WrittenLedgerMap:
        if (self.columns.type is None) == (self.posting is None):
            raise ValueError("name the column type with what its words mean under types, or posting for the whole file")
        if self.columns.type is not None and not self.types:
            raise ValueError("say under types what the words of the column type mean")
        return self

    @property
    def ledger_rules(self) -> tuple[LedgerRule, ...]:
        """The rules as postings are matched with them, numbered from 1."""
        return tuple(
            LedgerRule(
                number,
                rule.line,
                rule.because or "",
                tuple(map(CodePattern, rule.cost_centres)),
                tuple(map(CodePattern, rule.accounts)),
            )
            for number, rule in enumerate(self.rules, start=1)
        )
