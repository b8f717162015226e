"""Read an extract of the ledger, CSV or workbook, by its map, into exact totals for each line of the budget.

Columns that the map does not name are refused: the extract is frozen with the month, and a description of a payment
may name a child. Memory does not grow with the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from crossfoot.finance.budget_registers import BudgetYearEntry
from crossfoot.finance.ledger import LedgerSums, LedgerTotalEntry, Posting, TwoRulesError
from crossfoot.indicators.model_files import read_model
from crossfoot.registers.register import Placed
from crossfoot.sources.csv_rows import Row, read_csv_rows
from crossfoot.sources.issue_list import IssueList, TooManyIssuesError, shortened
from crossfoot.sources.ledger_map import WrittenLedgerMap
from crossfoot.sources.ledger_workbook import read_posting_rows
from crossfoot.vocabulary.issues import Issue
from crossfoot.vocabulary.numbers import round_half_away
from crossfoot.vocabulary.periods import Period

_AMOUNT = re.compile(
    r"(?P<before>[+-]?)£?(?P<digits>\d{1,3}(?:,\d{3})+|\d{1,15})?(?P<part>\.\d{1,20})?(?P<after>[+-]|[CD]R)?",
    re.IGNORECASE,
)
_USUAL_AMOUNT = re.compile(r"(\d{1,15})\.(\d\d)(-?)|-(\d{1,15})\.(\d\d)", re.ASCII)
"""Ten million rows hold hardly anything else: read without a detour by decimals."""
_NOISE = Decimal("0.0001")
"""Pence. A workbook keeps 0.1 + 0.2 as 0.30000000000000004."""
_MONTH = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{2})(?:-\d{2})?|(?:\d{2}/)?(?P<month_first>\d{2})/(?P<year_last>\d{4})"
)
_ACCOUNTING_PERIOD = re.compile(r"[Pp]?0*(?P<number>\d{1,2})")
_MONTHS_OF_YEAR, _LAST_CLOSING_PERIOD = 12, 16


def read_ledger(
    folder: Path, *, file: str, map_file: str, year: BudgetYearEntry | None
) -> tuple[tuple[Placed[LedgerTotalEntry], ...], tuple[Issue, ...]]:
    """What the ledger adds up to for each line and each kind of posting, none where anything of it is an error.

    Actuals of months after `year.actuals_to` are kept apart. Memory does not grow with the file. Never raises on what
    the files hold.
    """
    located, map_issues = read_model(folder / map_file, WrittenLedgerMap, file=map_file)
    if located is None:
        return (), map_issues
    said = located.value
    issues = IssueList(file)
    sums = LedgerSums(said.ledger_rules)
    reader = _PostingReader(said, issues, year)
    with suppress(TooManyIssuesError):
        rows = read_posting_rows if Path(file).suffix.casefold() == ".xlsx" else _csv_rows
        for row in rows(folder / file, said.columns.named, issues):
            posting = reader.read(row)
            if posting is None:
                continue
            try:
                sums.add(
                    cost_centre=posting.cost_centre,
                    account=posting.account,
                    posting=posting.posting,
                    pence=posting.pence,
                    is_later=posting.is_later,
                )
            except TwoRulesError as error:
                message = f"Cost centre {posting.cost_centre}, account {posting.account} is in {error}."
                issues.add_error("LEDGER-TWICE", message, f"Narrow one of the two in {map_file}.", row=row.number)
    if not issues.has_errors and not sums.sums:
        issues.add_error("SUPPLIED-FILE-EMPTY", "The file has a header and no rows.", "Export it again.", row=1)
    if issues.has_errors:
        return (), issues.all()
    return tuple(Placed(entry, file, 1) for entry in sums.entries(said.title)), issues.all()


def read_pence(text: str) -> int:
    """Whole pence of `1,234.50`, `-1234.5`, `(1,234.50)`, `1234.50-`, `1234.50 CR`; of a blank, nought.

    Raises ValueError on anything else, and on a part of a penny.
    """
    usual = _USUAL_AMOUNT.fullmatch(text)
    if usual is not None:
        is_credit = usual[1] is None or usual[3] == "-"
        pence = int(usual[1] + usual[2]) if usual[1] is not None else int(usual[4] + usual[5])
        return -pence if is_credit else pence
    plain = text.replace(" ", "")
    if not plain:
        return 0
    bracketed = plain.startswith("(") and plain.endswith(")")
    match = _AMOUNT.fullmatch(plain[1:-1] if bracketed else plain)
    if match is None or not (match["digits"] or match["part"]):
        raise ValueError("it is not an amount")
    after = (match["after"] or "").upper()
    if sum((bracketed, bool(match["before"]), bool(after))) > 1:
        raise ValueError("it has two signs")
    exact = Decimal((match["digits"] or "0").replace(",", "") + (match["part"] or "")) * 100
    whole = round_half_away(exact, 0)
    if abs(exact - whole) > _NOISE:
        raise ValueError("it has a part of a penny")
    return -int(whole) if bracketed or match["before"] == "-" or after in {"-", "CR"} else int(whole)


@dataclass(frozen=True, slots=True)
class _Posting:
    cost_centre: str
    account: str
    posting: Posting
    pence: int
    is_later: bool


@dataclass(slots=True)
class _PostingReader:
    said: WrittenLedgerMap
    issues: IssueList
    year: BudgetYearEntry | None
    _months: dict[str, Period | None] = field(default_factory=dict)
    """By the text of the period: a file has few."""

    def read(self, row: Row) -> _Posting | None:
        """One row as a posting, None with its errors noted."""
        columns = self.said.columns
        codes = row.cells[columns.cost_centre], row.cells[columns.account]
        if not all(codes):
            where = columns.cost_centre if not codes[0] else columns.account
            self.issues.add_error("LEDGER-CODE-BLANK", "The code is blank.", "Fill it in.", row=row.number, cell=where)
        pence, posting, month = self._pence(row), self._posting(row), self._month(row)
        if not all(codes) or pence is None or posting is None or (month is None and columns.period is not None):
            return None
        is_later = posting is Posting.ACTUAL and month is not None and self._is_later(month)
        return _Posting(*codes, posting, pence, is_later)

    def _is_later(self, month: Period) -> bool:
        return self.year is not None and month.start > self.year.actuals_to.start

    def _pence(self, row: Row) -> int | None:
        columns = self.said.columns
        found = []
        for name in (columns.amount, columns.debit, columns.credit):
            if name is None:
                continue
            try:
                found.append(read_pence(row.cells[name]))
            except ValueError as error:
                message = f"{shortened(row.cells[name])} is not an amount in pounds: {error}."
                advice = "Write it such as 1234.50, -1234.50, (1,234.50) or 1234.50-."
                self.issues.add_error("LEDGER-AMOUNT-BAD", message, advice, row=row.number, cell=name)
                return None
        if columns.amount is None:
            return found[0] - found[1]
        if not row.cells[columns.amount]:
            message, advice = "The amount is blank.", "Write 0.00 where it is nought."
            self.issues.add_error("LEDGER-AMOUNT-BAD", message, advice, row=row.number, cell=columns.amount)
            return None
        return found[0] if self.said.credits == "negative" else -found[0]

    def _posting(self, row: Row) -> Posting | None:
        name = self.said.columns.type
        if name is None:
            return self.said.posting
        posting = self.said.types.get(row.cells[name])
        if posting is None:
            known = ", ".join(self.said.types)
            message = f"{shortened(row.cells[name])} is not among the types of the map."
            advice = f"Add it to types in the map; they are {known}."
            self.issues.add_error("LEDGER-TYPE-UNKNOWN", message, advice, row=row.number, cell=name)
        return posting

    def _month(self, row: Row) -> Period | None:
        name = self.said.columns.period
        if name is None:
            return None
        text = row.cells[name]
        if text not in self._months:
            self._months[text] = self._read_month(text)
        if self._months[text] is None:
            year = self.year.year.name if self.year is not None else "the year"
            message = f"{shortened(text)} is not a period of {year}."
            advice = "Export the year that is reported, and check `periods` in the map."
            self.issues.add_error("LEDGER-PERIOD-BAD", message, advice, row=row.number, cell=name)
        return self._months[text]

    def _read_month(self, text: str) -> Period | None:
        month = self._accounting_month(text) if self.said.periods != "month" else _month(text)
        outside = month is not None and self.year is not None and month not in self.year.year.months
        return None if outside else month

    def _accounting_month(self, text: str) -> Period | None:
        match = _ACCOUNTING_PERIOD.fullmatch(text)
        if match is None or self.year is None or not 1 <= int(match["number"]) <= _LAST_CLOSING_PERIOD:
            return None
        return self.year.year.months[min(int(match["number"]), _MONTHS_OF_YEAR) - 1]


def _month(text: str) -> Period | None:
    match = _MONTH.fullmatch(text)
    if match is None:
        return None
    code = f"{match['year'] or match['year_last']}-{match['month'] or match['month_first']}"
    try:
        return Period.parse(code)
    except ValueError:
        return None


def _csv_rows(path: Path, columns: tuple[str, ...], issues: IssueList) -> Iterator[Row]:
    yield from read_csv_rows(path, columns=columns, issues=issues)
