"""Formulas that a table of three or five rows cannot prove alone: by their labels, by sister cards, by each other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crossfoot.operations.audit_pack import audit_pack

Marked = Callable[[str], set[tuple[int | None, str]]]

STOCK = """Bicycles

Season | In the shed at start | Bought in | Sold on | In the shed at end
Spring | 52 | 31 | 27 | 56
Summer | {0} | 44 | 51 | 49
Autumn | 49 | 18 | 22 | {1}
Winter | 45 | 12 | 9 | 48
"""
ADDED = """Allotments

 | Jan | Feb | Mar | Apr
Waiting at start | 61 | 66 | 63 | 70
Add: names put down | 14 | 9 | 17 | 11
Less: plots let | 7 | 8 | 6 | {0}
Less: names struck off | 2 | 4 | 4 | 3
Waiting at end | 66 | 63 | {1} | 66
"""
STAGES = """Choir

Stage | Singers | % of stage before
Letters sent | 540 |
Came to hear | 297 | 55.0
Sang for us | 160 | {0}
Asked back | 104 | 65.0
Joined | 87 | {1}
"""
DAYS = """Coaches

Line | Pupils | £ a pupil a year | £ a pupil a day
Red | 214 | 1,204 | 6.34
Blue | 187 | 820 | 4.32
Green | 95 | 1,928 | {0}
Brown | 60 | 3,090 | 16.26
Grey | 41 | 2,470 | 13.00
Every line runs on 190 school days.
"""
EACH = """Lamps

Street | Lamps | Watts at each | Watts
Long Row | 17 | 10 | 170
High Street | 9 | 15 | {0}
Mill Lane | 12 | 40 | 480
"""
GRADES = """Gardens judged

Ward | Gardens | Superb | Fine | Fair | Poor | Average mark
North | 11 | 2 | 4 | 3 | 2 | 2.55
South | 14 | 5 | 5 | 3 | 1 | 3.00
East | 9 | 1 | 3 | 3 | 2 | {0}
West | 12 | 4 | 2 | 5 | 1 | 2.75
Dale | 16 | 3 | 7 | 4 | 2 | 2.69
"""
POSTS = """Wardens

Warden | Full-time equivalent | Visits | Visits per full-time equivalent
Ash | 1.0 | 69 | 69.0
Beech | 0.8 | 51 | 63.8
Cedar | 0.5 | 30 | 60.0
Elm | 0.9 | 59 | 65.6
Fir | 1.0 | 63 | {0}
Oak | 0.6 | 44 | 73.3
"""
TARGETS = """Libraries

Measure | Result | Target | Gap (pp)
Opened on time | 96.6% | 95% | +1.6
Answered in a day | 90.9% | 90% | +0.9
Returned in time | 71.1% | 80% | -8.9
Shelved in an hour | 50.8% | 60% | -9.2
Mended in a week | 92.0% | 90% | {0}
"""
CARD = """{0}
Item | Detail
Wanted | {1}
Count | {2}
Result | {3}
Last season | {4}
Change | {5}
"""
NIGHTS = """Hostel

Item | £
Rent for the quarter | 12,250.00
Extra nights: 313 at £64.00 | {0}
"""
MIDDLE = """Neighbours

Town | Loans | Visits | Hours
Ashby | 3.1 | 4.4 | 38
Barton | 2.7 | 5.1 | 41
Corfe | 3.8 | 3.9 | 35
Denham | 2.9 | 4.8 | 44
Elton | 3.4 | 4.6 | 40
Median of the five | 3.1 | {0} | 40
"""
MIDDLE_OF_OTHERS = """Neighbours

Town | Loans | Visits | Hours
Ashby | 3.1 | 4.4 | 38
Barton | 2.7 | 5.1 | 41
Corfe | 3.8 | 3.9 | 35
Denham | 2.9 | 4.8 | 44
Elton | 3.4 | 4.6 | 40
Median of all towns | 3.3 | 4.5 | 43
"""
HEARINGS = """Appeals

Stage | Heard | Upheld | Upheld in part | Refused | Upheld wholly or in part, % of decided
First | 104 | 13 | 10 | 81 | {0}
Second | 51 | 15 | 8 | 28 | 45.1
Third | 25 | 9 | 4 | 12 | 52.0
"""


def _cards(change: str = "-8.4pp", result: str = "92.0%") -> str:
    return "\n".join(
        CARD.format(*card)
        for card in (
            ("Trains on time", "95%", "24 of 28", "85.7%", "90.4%", "-4.7pp"),
            ("Seats clean", "90%", "49 of 60", "81.7%", "90.1%", change),
            ("Doors mended", "80%", "31 of 44", "70.5%", "81.0%", "-10.5pp"),
            ("Calls answered", "60%", "44 of 77", "57.1%", "50.0%", "+7.1pp"),
            ("Lifts working", "90%", "46 of 50", result, "88.6%", "+3.4pp"),
        )
    )


@pytest.fixture
def marked(tmp_path: Path) -> Marked:
    """What the audit marks as an error: the line and what is printed there."""

    def run(text: str) -> set[tuple[int | None, str]]:
        path = tmp_path / "pack.txt"
        path.write_text(text.replace(" | ", "\t"), encoding="utf-8")
        return {
            (finding.line, finding.published)
            for finding in audit_pack(path).findings
            if finding.severity.value in {"error", "warning"}
        }

    return run


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (STOCK.format("65", "54"), {"65", "54"}),
        (ADDED.format("12", "71"), {"71"}),
        (STAGES.format("53.9", "38.7"), {"38.7"}),
        (DAYS.format("10.51"), {"10.51"}),
        (EACH.format("153"), {"153"}),
        (GRADES.format("2.63"), {"2.63"}),
        (POSTS.format("61.3"), {"61.3"}),
        (TARGETS.format("+1.6"), {"+1.6"}),
        (_cards(change="+8.4pp"), {"+8.4pp"}),
        (_cards(result="29.0%"), {"29.0%"}),
        (NIGHTS.format("19,968.00"), {"19,968.00"}),
        (MIDDLE.format("4.8"), {"4.8"}),
        (HEARINGS.format("21.4"), {"21.4"}),
    ],
)
def test_what_no_row_proves_alone_is_found(marked: Marked, text: str, wrong: set[str]) -> None:
    assert {published for _, published in marked(text)} == wrong


@pytest.mark.parametrize(
    "text",
    [
        STOCK.format("56", "45"),
        ADDED.format("12", "70"),
        STAGES.format("53.9", "83.7"),
        DAYS.format("10.15"),
        EACH.format("135"),
        GRADES.format("2.33"),
        POSTS.format("63.0"),
        TARGETS.format("+2.0"),
        _cards(),
        NIGHTS.format("20,032.00"),
        NIGHTS.format("41,120.00"),
        MIDDLE.format("4.6"),
        MIDDLE_OF_OTHERS,
        HEARINGS.format("22.1"),
    ],
)
def test_honest_tables_of_the_same_shapes_are_left_alone(marked: Marked, text: str) -> None:
    assert not marked(text)
