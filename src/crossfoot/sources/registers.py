"""Read registers from CSV files and workbooks: rows of a model, or issues that say what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import ValidationError

from crossfoot.finance.balance_registers import BALANCE_CHECKS, BALANCE_REGISTERS
from crossfoot.finance.budget_checks import find_budget_issues
from crossfoot.finance.budget_registers import BUDGET, BUDGET_YEAR, PRINTED_TOTALS, VIREMENTS
from crossfoot.finance.claim_checks import find_claim_issues
from crossfoot.finance.claim_registers import CLAIM_REGISTERS
from crossfoot.finance.ledger import LEDGER_TOTALS
from crossfoot.finance.ledger_checks import find_ledger_issues
from crossfoot.finance.printed_budget import find_printed_budget_issues
from crossfoot.registers.register import Entry, Placed, Register, RegisterColumn, Registers
from crossfoot.risks.checks import find_risk_issues
from crossfoot.risks.registers import RISK_REVIEWS, RISK_TASKS, RISKS
from crossfoot.sources.csv_rows import Row, read_csv_rows
from crossfoot.sources.issue_list import IssueList, TooManyIssuesError, shortened
from crossfoot.sources.workbook_tables import read_workbook_rows
from crossfoot.vocabulary.issues import Issue, Severity

EntryType = TypeVar("EntryType", bound=Entry)

_ALL: tuple[Register[Any], ...] = (
    RISKS,
    RISK_TASKS,
    RISK_REVIEWS,
    *BALANCE_REGISTERS,
    BUDGET_YEAR,
    BUDGET,
    VIREMENTS,
    PRINTED_TOTALS,
    LEDGER_TOTALS,
    *CLAIM_REGISTERS,
)
REGISTERS: Mapping[str, Register[Any]] = MappingProxyType({register.name: register for register in _ALL})
"""Every register that `input.yaml` may name."""
CHECKS: tuple[Callable[[Registers], list[Issue]], ...] = (
    find_risk_issues,
    *BALANCE_CHECKS,
    find_budget_issues,
    find_printed_budget_issues,
    find_ledger_issues,
    find_claim_issues,
)
"""What is looked for in the registers once all are read: identities that do not hold, names that are not there."""

LONGEST_CELL = 8_000
"""Characters. A risk's progress update runs to some 1,500."""


def read_registers(folder: Path, files: Mapping[str, str]) -> tuple[Registers, tuple[Issue, ...]]:
    """The registers of an input folder; `files` is the name of a file in it for each register.

    A register with an error has no rows and the caller must stop.
    """
    entries: dict[str, tuple[Placed[Entry], ...]] = {}
    issues: list[Issue] = []
    for name, file in files.items():
        rows, found = read_register(folder / file, REGISTERS[name], file=file)
        entries[name] = rows
        issues += found
    registers = Registers(MappingProxyType(entries))
    if not any(issue.severity is Severity.ERROR for issue in issues):
        for find_issues in CHECKS:
            issues += find_issues(registers)
    return registers, tuple(issues)


def read_register(
    path: Path, register: Register[EntryType], *, file: str
) -> tuple[tuple[Placed[EntryType], ...], tuple[Issue, ...]]:
    """The rows of one register, none where anything in it is an error. `file` is its name in rows and issues.

    Never raises on what a file holds.
    """
    issues = IssueList(file)
    rows: list[Placed[EntryType]] = []
    seen: dict[tuple[object, ...], int] = {}
    read_rows = _workbook_rows if path.suffix.casefold() == ".xlsx" else _csv_rows
    try:
        for row in read_rows(path, register, issues):
            entry = _entry(row, register, issues)
            if entry is None:
                continue
            key = tuple(getattr(entry, name) for name in register.key)
            first = seen.setdefault(key, row.number)
            if first != row.number:
                named = " and ".join(register.key)
                message = f"Rows {first} and {row.number} have the same {named}."
                issues.add_error("REGISTER-TWICE", message, "Remove one of them.", row=row.number, cell=register.key[0])
            rows.append(Placed(entry, file, row.number))
    except TooManyIssuesError:
        pass
    if not issues.has_errors and not rows:
        message = "The file has a header and no rows."
        issues.add_error("SUPPLIED-FILE-EMPTY", message, "Fill it in, or do not name it in input.yaml.", row=1)
    return (() if issues.has_errors else tuple(rows)), issues.all()


def _entry(row: Row, register: Register[EntryType], issues: IssueList) -> EntryType | None:
    filled = {name: cell for name, cell in row.cells.items() if cell}
    try:
        return register.entry.model_validate(filled)
    except ValidationError as error:
        columns = {column.name: column for column in register.columns}
        for problem in error.errors(include_url=False):
            name = str(problem["loc"][0]) if problem["loc"] else ""
            _add_problem(problem, columns.get(name), row, issues)
        return None


def _add_problem(problem: Any, column: RegisterColumn | None, row: Row, issues: IssueList) -> None:
    said = str(problem["msg"]).removeprefix("Value error, ").rstrip(".")
    if column is None:
        advice = "Correct the row as the message says."
        issues.add_error("REGISTER-ROW-REFUSED", f"The row is refused: {said}.", advice, row=row.number)
    elif problem["type"] == "missing":
        advice = f"Write {column.wanted}. {column.about}"
        message = f"The {column.name} is blank."
        issues.add_error("REGISTER-CELL-BLANK", message, advice, row=row.number, cell=column.name)
    else:
        why = f": {said}" if problem["type"] == "value_error" else ""
        message = f"{shortened(row.cells[column.name])} is not what {column.name} holds{why}."
        advice = f"Write {column.wanted}."
        issues.add_error("REGISTER-CELL-BAD", message, advice, row=row.number, cell=column.name)


def _csv_rows(path: Path, register: Register[Any], issues: IssueList) -> Iterator[Row]:
    columns = register.columns
    yield from read_csv_rows(
        path,
        columns=[column.name for column in columns if column.required],
        optional=[column.name for column in columns if not column.required],
        issues=issues,
        longest_cell=LONGEST_CELL,
    )


def _workbook_rows(path: Path, register: Register[Any], issues: IssueList) -> Iterator[Row]:
    yield from read_workbook_rows(path, columns=register.columns, issues=issues)
