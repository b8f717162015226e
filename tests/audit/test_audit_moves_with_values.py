"""`431 children, a rise of 13 since April`: the way and the size of a move, by value and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

MEMBERS = """Reading clubs

Members by quarter
Quarter | Opening | Joined | Left | Closing
Q1 | 286 | 22 | 19 | 289
Q2 | 289 | 17 | 21 | 285
Q3 | 285 | 34 | 18 | 301
Year | 286 | 73 | 58 | 301

{0}
"""
WAITING = """Allotments

List for allotments, quarter 2
	Number
Waiting at 1 July	137
Joined the list	29
Given a plot	-26
Moved away	-14
Waiting at 30 September	126

{0}
"""
ABSENCE = """Swimming lessons

Lessons missed, by pool
Pool | Missed 2023/24 | Missed 2024/25 | Change | Repeated 2023/24 | Repeated 2024/25 | Change
Harbour | 512 | 547 | +35 | 26 | 31 | +5
Inland | 910 | 822 | -88 | 41 | 39 | -2
All pools | 1,422 | 1,369 | -53 | 67 | 70 | +3

{0}
"""
COSTS = """Weekly cost of a bed

Weekly cost
Kind | Beds | Cost of a bed (£)
Own hostel | 61 | 472
Agency hostel | 24 | 986
Hotel | 12 | 1,415
All | 97 | 716

{0}
"""
GRANTS = """Grants

Forecast by grant (£000)
Grant | Forecast | Month 8 variance | Month 9 variance | Movement
Books | 3,105 | +118 | +160 | +42
Halls | 1,977 | -24 | +21 | +45
Total | 5,082 | +94 | +181 | +87

{0}
"""


@pytest.mark.parametrize(
    ("text", "right", "wrong", "line"),
    [
        (MEMBERS, "Over the year membership rose by 15 to 301.", "Over the year membership fell by 15 to 301.", 10),
        (
            MEMBERS,
            "The clubs began with 286 members and ended with 301, a gain of 15.",
            "The clubs began with 286 members and ended with 301, a loss of 15.",
            10,
        ),
        (WAITING, "The list fell by 11 to 126.", "The list rose by 11 to 126.", 11),
        (ABSENCE, "Lessons missed fell by 53 (3.7%).", "Lessons missed rose by 53 (3.7%).", 9),
        (
            COSTS,
            "A bed in an agency hostel costs £514 a week more than one in our own hostel.",
            "A bed in an agency hostel costs £541 a week more than one in our own hostel.",
            10,
        ),
        (
            COSTS,
            "A hotel bed costs £1,415 a week, £943 more than one in our own hostel.",
            "A hotel bed costs £1,415 a week, £934 more than one in our own hostel.",
            10,
        ),
        (
            GRANTS,
            "Grants are forecast to overspend by £181k, £87k more than at month 8.",
            "Grants are forecast to overspend by £181k, £87k less than at month 8.",
            9,
        ),
    ],
)
def test_way_and_size_of_a_move_are_those_of_its_line(
    text: str, right: str, wrong: str, line: int, tmp_path: Path
) -> None:
    assert_only_the_wrong_is_found((text, right, wrong, line), tmp_path)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (MEMBERS, "Membership fell by 4 to 285 in the second quarter."),
        (MEMBERS, "There were 301 members, 15 fewer than in the county's best year."),
        (MEMBERS, "Membership would have to fall by 16 to 285 before a club closed."),
        (WAITING, "The list of the next town rose by 11 to 214."),
        (WAITING, "126 were waiting, 6 fewer than in March."),
        (ABSENCE, "Lessons missed in schools rose by 53."),
        (ABSENCE, "Lessons missed fell by 88 at Inland and rose by 35 at Harbour."),
        (ABSENCE, "Lessons repeated rose by 3 to 70, by 5 at Harbour."),
        (COSTS, "A hotel bed costs £429 a week more than one in an agency hostel."),
        (COSTS, "A bed in an agency hostel costs £541 a week more than one in the county's hostels did."),
        (GRANTS, "The forecast for halls moved by £45k to an overspend of £21k."),
        (GRANTS, "Grants are forecast to overspend by £181k, £87k more than at month 8."),
    ],
)
def test_moves_that_the_table_bears_out_or_does_not_tell_are_left_alone(
    text: str, sentence: str, tmp_path: Path
) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(text.format(sentence), encoding="utf-8")
    assert [(each.rule, each.published) for each in audit_pack(path).findings] == []


UNDER = """Halls

Variance by hall (£000)
Hall | Budget | Forecast | Variance | Month 6 variance | Movement
North | 860 | 735 | -125 | -60 | -65
South | 210 | 236 | +26 | +31 | -5
Both | 1,070 | 971 | -99 | -29 | -70

{0}
"""


@pytest.mark.parametrize(
    "sentence",
    [
        "The underspend in North rose by £65k to £125k.",
        "North's overspend of last year has gone; its underspend rose by £65k.",
    ],
)
def test_an_underspend_rises_where_the_variance_falls(sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(UNDER.format(sentence), encoding="utf-8")
    assert [each.published for each in audit_pack(path).findings if each.rule == "direction-in-words"] == []


def test_a_variance_that_falls_is_no_rise_of_an_overspend(tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(UNDER.format("The overspend in South rose by £5k to £26k."), encoding="utf-8")
    assert [each.line for each in audit_pack(path).findings if each.rule == "direction-in-words"] == [9]
