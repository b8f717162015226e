"""Net scores of scales: each found where one figure is wrong, and silent where none is."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

from crossfoot.audit.relations.ways import Side, side_of
from crossfoot.operations.audit_pack import audit_pack

AGREED = """Members' survey, per cent of replies

Statement | Strongly agree | Agree | Neither | Disagree | Strongly disagree | Net score | Net score 2022
The gate is open on time | 44 | 26 | 9 | 13 | 7 | +50 | +40
The path is lit | 18 | 16 | 31 | 21 | 13 | 0 | -2
The shop has what I need | 16 | 10 | 35 | 29 | 9 | -12 | -14
Someone answers at night | 46 | 21 | 12 | 12 | 8 | +47 | +39
I would tell a friend | 32 | 31 | 13 | 15 | 8 | {0} | +44
The notices are clear | 28 | 27 | 14 | 20 | 10 | +25 | +25
"""
COUNTED = """Visitors' cards

Site | Very good | Good | OK | Poor | Very poor | Cards | Net % good
Barn | 41 | 33 | 12 | 9 | 5 | 100 | 60
Mill | 22 | 35 | 17 | 21 | 15 | 110 | 19
Forge | 9 | 14 | 20 | 31 | 12 | 86 | -23
Quay | 50 | 27 | 11 | 6 | 4 | 98 | {0}
Tower | 17 | 22 | 14 | 19 | 11 | 83 | 11
"""
PROMOTED = """Would you recommend us?

Branch | Detractors (0-6) | Passives (7-8) | Promoters (9-10) | Replies | NPS
North | 21 | 30 | 59 | 110 | 35
South | 34 | 41 | 25 | 100 | {0}
East | 12 | 33 | 43 | 88 | 35
West | 27 | 18 | 49 | 94 | 23
Centre | 40 | 22 | 31 | 93 | -10
"""
DOWN = """How things have changed, per cent

Answer | Spring | Summer | Autumn | Winter
Better | 42 | 38 | 51 | 33
About the same | 35 | 33 | 30 | 41
Worse | 23 | 29 | 19 | 26
Balance | +19 | +9 | {0} | +7
"""


@pytest.mark.parametrize(
    "paper",
    [
        (AGREED, "+40", "+36", 8),
        (COUNTED, "68", "86", 7),
        (PROMOTED, "-9", "9", 5),
        (DOWN, "+32", "+23", 7),
    ],
    ids=["agreed", "counted", "promoted", "down"],
)
def test_a_wrong_net_score_is_found(paper: tuple[str, str, str, int], tmp_path: Path) -> None:
    text, right, wrong, line = paper
    assert_only_the_wrong_is_found((text, right, wrong, line), tmp_path)


OTHERWISE = (
    """Shoppers' survey, per cent; the net figure leaves out those who only tend to agree or disagree

Statement | Strongly agree | Agree | Disagree | Strongly disagree | Net strongly agree
Prices are fair | 31 | 32 | 25 | 12 | 19
Staff help | 44 | 21 | 18 | 17 | 27
Queues are short | 12 | 28 | 39 | 21 | -9
Aisles are wide | 22 | 41 | 30 | 7 | 15
""",
    """What visitors think of the plans; net agreement is the one printed share less the other

Plan | Strongly agree | Agree | Neither | Disagree | Strongly disagree | Answered | For | Against | Net (points)
Keep both | 145 | 283 | 234 | 108 | 173 | 943 | 45.4% | 29.8% | +15.6
One site | 266 | 83 | 110 | 289 | 165 | 913 | 38.2% | 49.7% | -11.5
Sell | 376 | 88 | 83 | 114 | 179 | 840 | 55.2% | 34.9% | +20.3
""",
    """Yes and no, and what the stall took net of costs

Stall | Yes | No | Net takings £
Cakes | 31 | 12 | 214
Books | 25 | 22 | 118
Plants | 40 | 4 | 96
Toys | 17 | 31 | 305
""",
)


@pytest.mark.parametrize("text", OTHERWISE)
def test_what_is_net_of_something_else_is_left_alone(text: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(text, encoding="utf-8")
    assert [(each.rule, each.line) for each in audit_pack(path).findings] == []


@pytest.mark.parametrize(
    ("label", "side"),
    [
        ("Tend to agree", Side.FOR),
        ("Strongly disagree", Side.AGAINST),
        ("Neither agree nor disagree", Side.NEITHER),
        ("Not very good", Side.AGAINST),
        ("Fairly satisfied %", Side.FOR),
        ("Detractors (0-6)", Side.AGAINST),
        ("Don't know", Side.NEITHER),
        ("Good or better", None),
        ("Number who agreed to visit", None),
    ],
)
def test_a_step_of_a_scale_is_for_against_or_neither(label: str, side: Side | None) -> None:
    assert side_of(label) is side
