"""Which cell is named: the outturn before its budget, the part and not the whole, the cell that two sums share."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.audit.finding import Finding
from crossfoot.operations.audit_pack import audit_pack


def found(folder: Path, text: str, rule: str = "") -> list[Finding]:
    path = folder / "pack.txt"
    path.write_text(text, encoding="utf-8")
    return [each for each in audit_pack(path).findings if not rule or each.rule == rule]


MONEY = """Service | Approved budget £m | Outturn £m | Variance £m
Short breaks | 3.411 | 3.551 | +0.140
Legal costs | 3.391 | 3.745 | +0.354
Transport | 4.648 | 4.583 | -0.065
Adoption support | 1.493 | 1.683 | +0.190
Level agreements | 2.448 | {outturn} | +1.237
Staying put | 1.100 | 1.335 | +0.235
Sub total | | | +2.091

Service | Variance £m | Reason
Level agreements | +1.237 | A new agreement
Legal costs | +0.354 | More cases
Short breaks | +0.140 | More nights
"""


@pytest.mark.parametrize(
    ("outturn", "expected"), [("3.685", []), ("2.135", [("Level agreements", "Outturn £m", "3.685")])]
)
def test_of_a_variance_that_others_bear_out_the_outturn_is_in_doubt(
    tmp_path: Path, outturn: str, expected: list[tuple[str, str, str]]
) -> None:
    said = found(tmp_path, MONEY.format(outturn=outturn))
    assert [(each.row, each.column, each.expected) for each in said] == expected


RESERVES = """Reserve | Opening £m | Approved use £m | Further use £m | Closing £m
Transport | 0.757 | {use} | 0.000 | 0.101
Holiday pay | 0.015 | -0.003 | 0.000 | 0.012
Buildings | 2.349 | -0.167 | +0.294 | 2.476
Computers | 0.222 | -0.063 | 0.000 | 0.159
Repairs | 0.200 | -0.017 | 0.000 | 0.183
Improvement | 0.490 | -0.232 | 0.000 | 0.258
Grants | 2.885 | -0.469 | -1.093 | 1.323
Total | 6.918 | -1.607 | -0.799 | 4.512
"""


@pytest.mark.parametrize(
    ("use", "expected"),
    [("-0.656", set()), ("-0.655", {("Transport", "Approved use £m", "-0.656", "note")})],
)
def test_a_last_digit_that_puts_out_two_sums_is_named_where_they_meet(
    tmp_path: Path, use: str, expected: set[tuple[str, str, str, str]]
) -> None:
    said = found(tmp_path, RESERVES.format(use=use))
    assert {(each.row, each.column, each.expected, each.severity.value) for each in said} == expected


PARTS = """\tLatest performance\t\t\t\t\t\t\t\t\t% change since last month\t\t
Measure\tCounty\tCity\tSouth\tEast\tWest\tCoast\tFens\tHills\tMoors\tCounty\tCounty direction\tNation
Taking part\t95.4%\t93.4%\t97.2%\t95.4%\t94.9%\t95.3%\t97.0%\t91.1%\t95.9%\t-0.1\t▼\t6.4
- in school\t90.7%\t89.2%\t93.0%\t89.9%\t89.9%\t92.3%\t91.7%\t85.0%\t88.2%\t-0.3\t▼\t5.5
- as apprentices\t3.8%\t3.2%\t4.0%\t4.2%\t3.8%\t2.9%\t4.7%\t5.6%\t6.9%\t0.1\t▲\t0.8
- in other training\t{share}\t1.0%\t0.2%\t1.3%\t1.2%\t0.1%\t0.6%\t0.5%\t0.8%\t{change}\t▲\t0.1
"""


@pytest.mark.parametrize(
    ("share", "change", "expected"),
    [
        ("0.9%", "0.1", set()),
        ("9.0%", "0.8", {("- in other training", "9.0%"), ("- in other training", "0.8")}),
    ],
)
def test_an_arrow_bears_a_change_out_and_one_slip_of_a_row_comes_with_another(
    tmp_path: Path, share: str, change: str, expected: set[tuple[str, str]]
) -> None:
    said = found(tmp_path, PARTS.format(share=share, change=change), "parts-and-wholes")
    assert {(each.row, each.published) for each in said} == expected


SHARES = """Measure | Apr-24 | May-24 | Jun-24 | Jul-24 | Aug-24 | Year to date
Checks asked for in time - No. | 20 | 17 | 14 | 31 | 16 | 98
Checks asked for in time - % | 66.7% | 60.7% | 38.9% | 58.5% | 53.3% | 55.4%

Month | Children who started | Children who left
Apr-24 | 30 | 33
May-24 | 28 | 24
Jun-24 | {starts} | 35
Jul-24 | 53 | 37
Aug-24 | 30 | 43
"""


@pytest.mark.parametrize(("starts", "expected"), [("36", []), ("35", ["36"])])
def test_a_year_to_date_says_which_side_of_a_share_is_wrong(tmp_path: Path, starts: str, expected: list[str]) -> None:
    said = found(tmp_path, SHARES.format(starts=starts), "ratios")
    assert sorted({each.expected for each in said if each.published == starts}) == expected
    assert not any(each.published == "38.9%" for each in said)


LEFT_OUT = """Measure | Jan-24 | Feb-24 | Mar-24 | Apr-24 | May-24 | Jun-24 | Jul-24 | Aug-24
Plans reviewed in time - % | 71.4% | 74.2% | 69.8% | 70.3% | 75.1% | 77.6% | 72.9% | 78.2%
Visits made in time - % | 81.4% | 84.2% | 89.8% | 80.3% | 85.1% | 87.6% | 82.9% | 88.2%
Plans signed in time - % | 61.4% | 64.2% | 59.8% | 60.3% | 65.1% | 67.6% | 62.9% | 68.2%

Month | Plans reviewed in time - % | Visits made in time - %
Jan-24 | {early} | 81.4%
Feb-24 | {early} | 84.2%
Mar-24 | 69.8% | 89.8%
Apr-24 | 70.3% | 80.3%
May-24 | 75.1% | 85.1%
Jun-24 | 77.6% | 87.6%
Jul-24 | 72.9% | 82.9%
Aug-24 | 78.2% | 88.2%

Measure | May-24 | Jun-24 | Jul-24 | Aug-24
Plans reviewed in time - % | 75.1% | 77.6% | {july} | 78.2%
Visits made in time - % | 85.1% | 87.6% | 82.9% | 88.2%
Plans signed in time - % | 65.1% | 67.6% | 62.9% | 68.2%
Calls answered in time - % | 41.3% | 44.9% | 43.8% | 45.0%
Letters answered in time - % | 31.1% | 34.2% | 33.3% | 35.9%
Forms sent in time - % | 21.7% | 24.6% | 23.5% | 25.8%
"""


@pytest.mark.parametrize(
    ("early", "july", "expected"),
    [
        ("-", "72.9%", [(8, "74.2%", "note")]),
        ("-", "", [(8, "74.2%", "note"), (17, "72.9%", "warning")]),
    ],
)
def test_a_value_that_another_table_prints_is_not_left_out(
    tmp_path: Path, early: str, july: str, expected: list[tuple[int, str, str]]
) -> None:
    said = found(tmp_path, LEFT_OUT.format(early=early, july=july), "repeated-measures")
    assert [(each.line, each.expected, each.severity.value) for each in said] == expected


MARKED = """Key
+ | Performance above national
Area | July 2022 | July 2023 | December 2023 | County latest
North | 85% +↑ | 88% +↑ | 91% +↑ | 91%{plus}
South | 81% ↑ | 89% +↑ | 92% +↑ | 92%{plus}
East | 70% ↑ | 75% ↑ | 80% ↑ | 80%
West | 86% +↑ | 90% +↑ | 91% +↑ | 91%{plus}
National | 84% | 87% | 89% | 89%
"""


@pytest.mark.parametrize(("plus", "expected"), [(" +", []), ("", ["91%", "92%", "91%"])])
def test_the_latest_column_has_the_marks_of_the_columns_before_it(
    tmp_path: Path, plus: str, expected: list[str]
) -> None:
    assert [each.published for each in found(tmp_path, MARKED.format(plus=plus), "marks")] == expected


SCORES = """Area | July 2023 | July 2024
North | 0.14 | 0.02 ↓
South | -0.11 | -0.33 ↓
East | 0.12 | 0.11
West | -0.36 | -0.35
City | 0.08 | 0.06
Coast | -0.23 | -0.05 ↑
Fens | -0.62 | {fens}
Hills | -0.07 | -0.31 ↓
Broads | -0.05 | -0.07
Forest | -0.28 | -0.38 ↓
Heath | 0.20 | 0.13
"""


@pytest.mark.parametrize(("fens", "expected"), [("-0.51 ↑", []), ("-0.51", ["-0.51"]), ("-0.58", [])])
def test_a_size_of_move_says_which_have_an_arrow(tmp_path: Path, fens: str, expected: list[str]) -> None:
    assert [each.published for each in found(tmp_path, SCORES.format(fens=fens), "missing-arrows")] == expected


WITHIN = """Measure | County | North | South | East | Change
Out of work or not known | 4.9% | 7.6% | 2.8% | 4.6% | {all}
Out of work | 3.9% | 6.3% | 2.2% | 3.8% | 0.3
- age 16 | 2.9% | 4.8% | 1.6% | 2.9% | {sixteen}
- age 17 | 4.8% | 7.6% | 2.8% | 4.9% | 0.0
Not known | 1.0% | 1.3% | 0.6% | 0.8% | -0.6
"""


def test_a_part_is_in_doubt_where_another_sum_bears_the_whole_out(tmp_path: Path) -> None:
    assert found(tmp_path, WITHIN.format(all="-0.3", sixteen="0.4"), "aggregates") == []
    said = found(tmp_path, WITHIN.format(all="-0.3", sixteen="0.0"), "aggregates")
    assert [(each.row, each.published, 3 in each.other_lines) for each in said] == [("- age 16", "0.0", True)]


TO_DATE = """Measure | Apr-24 | May-24 | Jun-24 | Jul-24 | Year to date | Previous year to date
Plans in date - No. | 992 | 981 | 994 | 1006 | {plans} |
Meetings held - No. | 118 | 107 | 101 | 115 | 441 | 402
Plans written by school - No. | 527 | 530 | 541 | 550 | | {school}
Reviews attended - No. | 118 | 151 | 92 | 122 | {reviews} |
"""


@pytest.mark.parametrize(
    ("plans", "school", "reviews", "expected"),
    [("", "", "483", []), ("483", "483", "", [(2, (5, 4))]), ("483", "", "", [(2, (5,))])],
)
def test_a_total_that_slid_is_named_wherever_it_stands(
    tmp_path: Path, plans: str, school: str, reviews: str, expected: list[tuple[int, tuple[int, ...]]]
) -> None:
    said = found(tmp_path, TO_DATE.format(plans=plans, school=school, reviews=reviews), "slid-totals")
    assert [(each.line, each.other_lines) for each in said] == expected


COPIED = """Month | Attended - % | Took part - %
Apr-24 | 57.3% | {parts[0]}
May-24 | 62.2% | {parts[1]}
Jun-24 | 62.0% | {parts[2]}
Jul-24 | 59.0% | {parts[3]}
Aug-24 | 71.3% | {parts[4]}
Sep-24 | 67.4% | {parts[5]}
Year to date | 62.9% | {parts[6]}
"""


@pytest.mark.parametrize(
    ("parts", "lines"),
    [
        (("94.7%", "94.8%", "93.9%", "92.8%", "98.4%", "95.5%", "95.0%"), set()),
        (("57.3%", "62.2%", "62.0%", "59.0%", "71.3%", "67.4%", "62.9%"), {2, 3, 4, 5, 6, 7, 8}),
        (("57.3%", "62.2%", "62.0%", "59.0%", "71.3%", "67.4%", "95.0%"), {2, 3, 4, 5, 6, 7}),
    ],
)
def test_a_year_to_date_is_copied_with_its_months(tmp_path: Path, parts: tuple[str, ...], lines: set[int]) -> None:
    said = found(tmp_path, COPIED.format(parts=parts), "copied-series")
    assert {line for each in said for line in (each.line, *each.other_lines)} == lines


QUARTILES = """Measure | Apr-24 | May-24 | Jun-24 | Jul-24 | Top quartile | Target
In one home for two years - % | 78.3% | 77.7% | 78.7% | 79.9% | {spread} | {target}
Three homes or more - No. | 89 | 96 | 104 | 101 | 95 |
Three homes or more - % | 8.5% | 9.2% | 10.0% | 9.8% | 9.0% |
"""


@pytest.mark.parametrize(
    ("spread", "target", "expected"),
    [("70-80%", "", [(2, (3, 4))]), ("70-80%", "80%", [(2, ())]), ("75%", "", [])],
)
def test_what_stands_under_a_quartile_beside_a_range_slid_with_it(
    tmp_path: Path, spread: str, target: str, expected: list[tuple[int, tuple[int, ...]]]
) -> None:
    said = found(tmp_path, QUARTILES.format(spread=spread, target=target), "slid-values")
    assert [(each.line, each.other_lines) for each in said] == expected
