"""Every posting of a ledger goes to a line, is left out for a reason, or is listed: nothing is lost, to the penny."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot.finance.budget_registers import BUDGET, BudgetEntry, BudgetYearEntry
from crossfoot.finance.ledger import (
    LEDGER_TOTALS,
    CodePattern,
    LedgerRule,
    LedgerSums,
    LedgerTotalEntry,
    Place,
    Posting,
    TwoRulesError,
    find_rule,
    ledger_amount,
    pounds,
)
from crossfoot.finance.ledger_checks import find_ledger_issues
from crossfoot.registers.register import Placed, Registers
from crossfoot.sources.ledger import read_ledger, read_pence
from crossfoot.vocabulary.issues import Issue, Severity

YEAR = BudgetYearEntry.model_validate(
    {"year": "2016-17-year", "actuals_to": "2017-01", "previous_report": "the last report", "source": "A ledger"}
)
HEADER = "Centre,Account,Period,Type,Amount"
MAP = """\
title: A made-up ledger
columns: {cost_centre: Centre, account: Account, period: Period, type: Type, amount: Amount}
types: {A: actual, C: commitment, B: budget, F: forecast}
rules:
  - {line: fostering, cost_centres: [C1*], accounts: ["4000-4999"]}
  - {line: fees, cost_centres: ["C2"]}
  - {because: Recharges are reported elsewhere., cost_centres: ["R*"]}
"""
ROWS = (
    "C10,4000,2016-04,A,100.10",
    "C11,4999,2016-05-31,A,50.00-",
    "C10,4100,01/2017,C,(20.00)",
    "C2,9000,30/06/2016,A,-7.25",
    'C10,4000,2017-02,A,"1,000.00"',
    "R1,1,2016-04,A,5.00",
    "X9,1,2016-04,A,0.01",
    "X9,1,2016-05,A,0.02",
    "C10,5000,2016-05,B,9.00",
)
Totals = tuple[Placed[LedgerTotalEntry], ...]


def read(folder: Path, *rows: str, header: str = HEADER, written: str = MAP) -> tuple[Totals, tuple[Issue, ...]]:
    (folder / "map.yaml").write_text(written, encoding="utf-8")
    (folder / "ledger.csv").write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return read_ledger(folder, file="ledger.csv", map_file="map.yaml", year=YEAR)


def summary(totals: Totals) -> list[tuple[str, str, str, str, int]]:
    return [
        (e.place.value, e.line or e.codes or "", e.posting.value, str(e.amount), e.postings)
        for e in (total.entry for total in totals)
    ]


def test_every_posting_is_somewhere(tmp_path: Path) -> None:
    totals, issues = read(tmp_path, *ROWS)
    assert issues == ()
    assert summary(totals) == [
        ("line", "fees", "actual", "-7.25", 1),
        ("line", "fostering", "actual", "50.10", 2),
        ("line", "fostering", "commitment", "-20.00", 1),
        ("left-out", "Recharges are reported elsewhere.", "actual", "5.00", 1),
        ("later-month", "", "actual", "1000.00", 1),
        ("unmapped", "C10 5000", "budget", "9.00", 1),
        ("unmapped", "X9 1", "actual", "0.03", 2),
    ]
    assert sum(total.entry.amount for total in totals) == Decimal("1036.88")
    assert {total.entry.source for total in totals} == {"A made-up ledger"}


def test_unmapped_codes_are_listed_with_count_and_amount(tmp_path: Path) -> None:
    totals, _ = read(tmp_path, *ROWS)
    line = BudgetEntry.model_validate(
        {"id": "fostering", "name": "A", "fund": "general-fund", "block": "B", "kind": "spending"}
        | {"original_budget": "1", "forecast": "1"}
    )
    registers = Registers({LEDGER_TOTALS.name: totals, BUDGET.name: (Placed(line, "budget.csv", 2),)})
    unmapped, unknown = find_ledger_issues(registers)
    assert (unmapped.code, unmapped.severity) == ("LEDGER-UNMAPPED", Severity.WARNING)
    assert "3 postings of £9.03 in all" in unmapped.message
    assert "C10 5000 budget £9.00; X9 1 actual £0.03." in unmapped.message
    assert (unknown.code, unknown.severity) == ("LEDGER-LINE-UNKNOWN", Severity.ERROR)
    assert "'fees'" in unknown.message


def test_a_line_that_the_ledger_has_otherwise(tmp_path: Path) -> None:
    totals, _ = read(tmp_path, "C10,4000,2016-04,B,100.00", "C10,4000,2016-04,A,60.00", "C10,4000,2016-04,F,99.99")
    line = BudgetEntry.model_validate(
        {"id": "fostering", "name": "Fostering", "fund": "general-fund", "block": "B", "kind": "spending"}
        | {"original_budget": "100", "forecast": "100", "actual_to_date": "60.01"}
    )
    year = Placed(YEAR, "budget-year.csv", 2)
    registers = Registers(
        {LEDGER_TOTALS.name: totals, BUDGET.name: (Placed(line, "budget.csv", 2),), "budget-year": (year,)}
    )
    issues = find_ledger_issues(registers)
    assert [(issue.code, issue.field) for issue in issues] == [
        ("BUDGET-LEDGER-DISAGREES", "actual_to_date"),
        ("BUDGET-LEDGER-DISAGREES", "forecast"),
    ]
    assert "£60.01, the ledger £60.00; they differ by £0.01" in issues[0].message
    assert ledger_amount(registers, "fostering", Posting.COMMITMENT) is None
    assert ledger_amount(registers, "fees", Posting.ACTUAL) == 0


AMOUNTS = """
0             0
12            1200
12.3          1230
.05           5
£1,234.56     123456
-1234.56      -123456
1234.56-      -123456
1234.56+      123456
(1,234.56)    -123456
1,234.56CR    -123456
10.00dr       1000
0.30000000000000004 30
-0.00         0
123456789012345.67 12345678901234567
"""


@pytest.mark.parametrize(("text", "pence"), [line.split() for line in AMOUNTS.strip().splitlines()])
def test_amounts_as_ledgers_print_them(text: str, pence: str) -> None:
    assert read_pence(text) == int(pence)


@pytest.mark.parametrize("text", ["1.234", "--1", "-1-", "(-1)", "(1", "1,23", "abc", "1e5", "-", "£", "(5.00)CR", "."])
def test_what_is_no_amount(text: str) -> None:
    with pytest.raises(ValueError, match=r"amount|penny|signs"):
        read_pence(text)


def test_debit_and_credit_columns_and_one_posting_for_the_file(tmp_path: Path) -> None:
    written = """\
title: Two sides
columns: {cost_centre: Centre, account: Account, debit: Dr, credit: Cr}
posting: actual
rules: [{line: fostering, accounts: ["*"]}]
"""
    totals, issues = read(
        tmp_path, "C1,1,100.00,", "C1,2,,30.50", "C1,3,1.00,1.00", header="Centre,Account,Dr,Cr", written=written
    )
    assert issues == ()
    assert summary(totals) == [("line", "fostering", "actual", "69.50", 3)]


def test_a_ledger_that_writes_credits_as_positive(tmp_path: Path) -> None:
    totals, _ = read(tmp_path, "C2,1,2016-04,A,7.25", written=MAP.replace("rules:", "credits: positive\nrules:"))
    assert summary(totals) == [("line", "fees", "actual", "-7.25", 1)]


@pytest.mark.parametrize(
    ("period", "later"), [("1", False), ("P10", False), ("010", False), ("11", True), ("14", True)]
)
def test_accounting_periods_count_from_april_and_closing_ones_are_of_march(
    tmp_path: Path, period: str, later: bool
) -> None:
    written = MAP.replace("rules:", "periods: accounting-period\nrules:")
    totals, issues = read(tmp_path, f"C2,1,{period},A,1.00", written=written)
    assert issues == ()
    assert totals[0].entry.place is (Place.LATER if later else Place.LINE)


FAULTS = {
    "two rules": ("C2,4000,2016-04,A,1.00", ("C2*", "C1*"), ("LEDGER-TWICE", 2)),
    "no cost centre": (",4000,2016-04,A,1.00", None, ("LEDGER-CODE-BLANK", 2)),
    "no account": ("C10,,2016-04,A,1.00", None, ("LEDGER-CODE-BLANK", 2)),
    "no amount": ("C10,4000,2016-04,A,", None, ("LEDGER-AMOUNT-BAD", 2)),
    "words for an amount": ("C10,4000,2016-04,A,ten", None, ("LEDGER-AMOUNT-BAD", 2)),
    "part of a penny": ("C10,4000,2016-04,A,1.005", None, ("LEDGER-AMOUNT-BAD", 2)),
    "type of no name": ("C10,4000,2016-04,Z,1.00", None, ("LEDGER-TYPE-UNKNOWN", 2)),
    "another year": ("C10,4000,2015-04,A,1.00", None, ("LEDGER-PERIOD-BAD", 2)),
    "no month": ("C10,4000,2016-13,A,1.00", None, ("LEDGER-PERIOD-BAD", 2)),
    "no period": ("C10,4000,,A,1.00", None, ("LEDGER-PERIOD-BAD", 2)),
    "formula": ("C10,4000,2016-04,A,=1+1", None, ("SUPPLIED-FORMULA", 2)),
    "row too long": ("C10,4000,2016-04,A,1,000.00", None, ("SUPPLIED-ROW-LONG", 2)),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_stops_the_ledger(tmp_path: Path, name: str) -> None:
    row, rule, expected = FAULTS[name]
    written = MAP if rule is None else MAP + f"  - {{line: other, cost_centres: {list(rule)}}}\n"
    totals, issues = read(tmp_path, row, written=written)
    assert totals == ()
    assert [(issue.code, issue.row) for issue in issues] == [expected]
    assert issues[0].severity is Severity.ERROR


def test_both_rules_are_named(tmp_path: Path) -> None:
    _, issues = read(
        tmp_path, "C2,4000,2016-04,A,1.00", written=MAP + '  - {line: other, accounts: ["4*"], cost_centres: ["C2"]}\n'
    )
    assert "rule 2 (fees) and rule 4 (other)" in issues[0].message


MAP_FAULTS = {
    "no rules": MAP[: MAP.index("rules:")],
    "a rule for every code": MAP + "  - {line: other}\n",
    "line and reason": MAP + '  - {line: other, because: Why, accounts: ["1"]}\n',
    "neither": MAP + '  - {accounts: ["1"]}\n',
    "range turned round": MAP + '  - {line: other, accounts: ["4999-4000"]}\n',
    "range of two lengths": MAP + '  - {line: other, accounts: ["400-4999"]}\n',
    "no types": MAP.replace("types: {A: actual, C: commitment, B: budget, F: forecast}\n", ""),
    "type of another kind": MAP.replace("A: actual", "A: actuals"),
    "no amount": MAP.replace(", amount: Amount", ""),
    "amount and debit": MAP.replace("amount: Amount", "amount: Amount, debit: Dr, credit: Cr"),
    "key misspelt": MAP.replace("rules:", "rule:"),
    "not YAML": "columns: {",
}


@pytest.mark.parametrize("name", MAP_FAULTS)
def test_a_map_that_cannot_be_used(tmp_path: Path, name: str) -> None:
    totals, issues = read(tmp_path, *ROWS, written=MAP_FAULTS[name])
    assert totals == ()
    assert {issue.file for issue in issues} == {"map.yaml"}
    assert all(issue.severity is Severity.ERROR and issue.row is not None for issue in issues)


def test_a_column_that_the_map_does_not_name_is_refused(tmp_path: Path) -> None:
    totals, issues = read(tmp_path, "C10,4000,2016-04,A,1.00,words", header=f"{HEADER},Narrative")
    assert totals == ()
    assert [(issue.code, issue.field) for issue in issues] == [("SUPPLIED-COLUMN-UNKNOWN", "Narrative")]


def write_workbook(path: Path, rows: list[list[object]]) -> None:
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("About").write(0, 0, "Extract")
    sheet = book.add_worksheet("Postings")
    for number, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            sheet.write(number, column, cell)
    book.close()


def test_a_workbook_gives_what_the_csv_gives(tmp_path: Path) -> None:
    by_csv, _ = read(tmp_path, *ROWS)
    rows: list[list[object]] = [["Extract of the ledger"], [], list(HEADER.split(","))]
    for row in ROWS:
        centre, account, period, kind, amount = row.replace('"1,000.00"', "1000").split(",")
        numeric: object = 0.1 + 0.2 - 0.2 + 100 if amount == "100.10" else amount
        rows.append([centre, int(account), period, kind, numeric])
    write_workbook(tmp_path / "ledger.xlsx", rows)
    totals, issues = read_ledger(tmp_path, file="ledger.xlsx", map_file="map.yaml", year=YEAR)
    assert issues == ()
    assert summary(totals) == summary(by_csv)


def test_a_workbook_with_other_columns_or_without_the_header(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(MAP)
    write_workbook(
        tmp_path / "ledger.xlsx", [[*HEADER.split(","), "Narrative"], ["C2", "1", "2016-04", "A", 1, "words"]]
    )
    _, issues = read_ledger(tmp_path, file="ledger.xlsx", map_file="map.yaml", year=YEAR)
    assert [(issue.code, issue.field) for issue in issues] == [("SUPPLIED-COLUMN-UNKNOWN", "Narrative")]
    write_workbook(tmp_path / "ledger.xlsx", [["Centre", "Account"], ["C2", "1"]])
    _, issues = read_ledger(tmp_path, file="ledger.xlsx", map_file="map.yaml", year=YEAR)
    assert [issue.code for issue in issues] == ["LEDGER-NO-HEADER"]
    (tmp_path / "ledger.xlsx").write_bytes(b"no workbook")
    _, issues = read_ledger(tmp_path, file="ledger.xlsx", map_file="map.yaml", year=YEAR)
    assert [issue.severity for issue in issues] == [Severity.ERROR]


@pytest.mark.parametrize(
    ("written", "code", "matches"),
    [
        ("C1", "C1", True),
        ("C1", "C10", False),
        ("C1*", "C10", True),
        ("C1*", "c10", False),
        ("C?0", "C10", True),
        ("4000-4999", "4000", True),
        ("4000-4999", "4999", True),
        ("4000-4999", "5000", False),
        ("4000-4999", "450", False),
        ("4000-4999", "45000", False),
        ("4000-4999", "4x00", False),
        ("AB-CD", "AB-CD", True),
    ],
)
def test_patterns(written: str, code: str, matches: bool) -> None:
    assert CodePattern(written).matches(code) is matches


def test_two_rules_are_refused_at_once() -> None:
    rules = (
        LedgerRule(1, "one", accounts=(CodePattern("4*"),)),
        LedgerRule(2, "two", cost_centres=(CodePattern("C1"),)),
    )
    assert find_rule(rules, "C2", "40") == rules[0]
    assert find_rule(rules, "C2", "50") is None
    with pytest.raises(TwoRulesError, match=r"rule 1 \(one\) and rule 2 \(two\)"):
        find_rule(rules, "C1", "40")


@settings(max_examples=200)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["C1", "C2", "R1", "X1", "X2"]),
            st.sampled_from(list(Posting)),
            st.integers(-(10**14), 10**14),
            st.booleans(),
        ),
        max_size=50,
    )
)
def test_lines_left_out_later_and_unmapped_add_up_to_the_ledger(
    postings: list[tuple[str, Posting, int, bool]],
) -> None:
    rules = (
        LedgerRule(1, "one", cost_centres=(CodePattern("C*"),)),
        LedgerRule(2, because="Elsewhere.", cost_centres=(CodePattern("R1"),)),
    )
    sums = LedgerSums(rules)
    for centre, posting, pence, is_later in postings:
        sums.add(cost_centre=centre, account="1", posting=posting, pence=pence, is_later=is_later)
    entries = list(sums.entries("A ledger"))
    assert sum((entry.amount for entry in entries), Decimal(0)) == Decimal(sum(p for _, _, p, _ in postings)) / 100
    assert sum(entry.postings for entry in entries) == len(postings)
    in_lines = sum(p for centre, _, p, is_later in postings if centre in {"C1", "C2"} and not is_later)
    assert sum((e.amount for e in entries if e.place is Place.LINE), Decimal(0)) == pounds(in_lines)
