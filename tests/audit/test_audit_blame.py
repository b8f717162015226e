"""Who is to blame: the figure that several broken sums share, and that no sound one vouches for."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot.audit.finding import Finding
from crossfoot.operations.audit_pack import audit_pack

TABLE = """Cases by area
Area\tFemale\tMale\tUnknown\tTotal
North\t{}\t{}\t{}\t{}
South\t{}\t{}\t{}\t{}
East\t{}\t{}\t{}\t{}
Total\t{}\t{}\t{}\t{}
"""


def totalled(values: list[list[int]]) -> list[list[int]]:
    rows = [[*row, sum(row)] for row in values]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def write(path: Path, rows: list[list[int]]) -> list[Finding]:
    path.write_text(TABLE.format(*(value for row in rows for value in row)), encoding="utf-8")
    return list(audit_pack(path).findings)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("blame")


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6), row=st.integers(0, 3), column=st.integers(0, 3), fault=st.integers(1, 300))
def test_the_one_wrong_cell_of_a_table_with_totals_both_ways_is_named(
    folder: Path, seed: int, row: int, column: int, fault: int
) -> None:
    """Where a row and a column fail, the finding stands at the cell that they share, and says what was there."""
    random = Random(seed)  # noqa: S311 an example, not a secret
    rows = totalled([[random.randint(10, 400) for _ in range(3)] for _ in range(3)])
    right = rows[row][column]
    assert write(folder / "right.txt", rows) == []
    rows[row][column] = right + fault
    found = write(folder / "wrong.txt", rows)
    assert {finding.root for finding in found} == {found[0].id}
    assert found[0].line == row + 3
    assert found[0].column_number == column + 1
    assert found[0].expected == f"{right:,}"
    assert found[0].published == str(right + fault)


BUDGET = """Budget monitoring
Service\tBudget £m\tForecast £m\tVariance £m
Fostering\t12.872\t{fostering}\t1.653
Transport\t23.295\t24.245\t0.950
Legal costs\t3.391\t{legal}\t0.354
Early years\t2.162\t1.727\t-0.435
Total\t41.720\t44.242\t{total}
"""


def test_the_forecast_is_blamed_where_variance_and_total_vouch_for_each_other(tmp_path: Path) -> None:
    path = tmp_path / "budget.txt"
    path.write_text(BUDGET.format(fostering="14.675", legal="3.745", total="2.522"), encoding="utf-8")
    found = audit_pack(path).findings
    assert (found[0].line, found[0].column, found[0].expected) == (3, "Forecast £m", "14.525")
    assert len({finding.root for finding in found}) == 1


def test_switched_digits_and_signs_are_named_as_the_cause(tmp_path: Path) -> None:
    path = tmp_path / "budget.txt"
    path.write_text(BUDGET.format(fostering="14.525", legal="3.475", total="2.522"), encoding="utf-8")
    assert audit_pack(path).findings[0].cause == "Two digits were switched."
    path.write_text(BUDGET.format(fostering="14.525", legal="3.745", total="-2.522"), encoding="utf-8")
    assert audit_pack(path).findings[0].cause == "The sign is the wrong way round."


def test_an_item_left_out_of_a_total_is_named(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    rows = ["Grants by year", "Grant\tAmount\tNumber", "Schools\t120\t14", "Care\t250\t21", "Transport\t45\t3"]
    path.write_text("\n".join([*rows, "Total\t370\t38"]), encoding="utf-8")
    found = audit_pack(path).findings
    assert [(finding.published, finding.expected) for finding in found] == [("370", "415")]
    assert "Transport, Amount (45): it was left out" in found[0].cause


def test_rounding_is_no_finding_but_one_unit_among_sums_exact_elsewhere_is_a_note(tmp_path: Path) -> None:
    """0.757 - 0.655 may be 0.101 where both were rounded; where nine other sums are exact to the last digit, hardly."""
    head = "Reserves\nReserve\tOpening £m\tUsed £m\tClosing £m\n"
    path = tmp_path / "reserves.txt"
    path.write_text(f"{head}Fund\t0.757\t-0.655\t0.101\nOther\t2.120\t-0.310\t1.810\n", encoding="utf-8")
    assert audit_pack(path).findings == ()
    rows = [(f"Fund {number}", number * 1131, -(number * 11 + 2)) for number in range(1, 10)]
    text = "".join(
        f"{name}\t{has / 1000:.3f}\t{used / 1000:.3f}\t{(has + used) / 1000:.3f}\n" for name, has, used in rows
    )
    path.write_text(f"{head}{text}Last\t0.757\t-0.655\t0.101\n", encoding="utf-8")
    found = audit_pack(path).findings
    assert [(each.severity.value, each.published, each.expected) for each in found] == [("note", "0.101", "0.102")]
