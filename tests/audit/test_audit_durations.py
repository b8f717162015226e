"""Hours and minutes: their totals and means found where one is wrong, and silent where none is."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

from crossfoot.audit.arithmetic.find_duration_faults import read_lasting
from crossfoot.operations.audit_pack import audit_pack

DESK = """Time to an answer, hours and minutes

Rating | Limit | Calls | Timed | Total time (h:mm) | Mean time (h:mm)
Red | 4:00 | 99 | 97 | 310:23 | 3:12
Amber | 24:00 | 88 | 86 | 1418:14 | {0}
Green | 72:00 | 114 | 109 | 4317:02 | 39:36
All |  | 301 | 292 | 6045:39 | 20:42
"""
CALLS = """Calls to the box office (minutes and seconds)

Week | Answered | Talk time | Mean call (mm:ss)
1 | 40 | 3h 20m | 5:00
2 | 36 | 2h 42m | 4:30
3 | 52 | 5h 12m | {0}
4 | 45 | 3h 0m | 4:00
"""
SUMS = """Boat hire

Boat | Trips | Hours out (h:mm)
Gull | 14 | 21:30
Tern | 9 | 12:45
Skua | 22 | 40:20
Auk | 7 | 8:05
Total | 52 | {0}
"""


@pytest.mark.parametrize("paper", [(DESK, "16:29", "16:07", 5), (CALLS, "6:00", "6:30", 6)], ids=["desk", "calls"])
def test_a_wrong_mean_of_hours_and_minutes_is_found(paper: tuple[str, str, str, int], tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(paper, tmp_path)


def test_a_wrong_total_of_hours_and_minutes_is_found_where_counts_add_up(tmp_path: Path) -> None:
    text = SUMS.replace("| Hours", "| Paid trips | Hours").replace("| 21:", "| 10 | 21:").replace("| 12:", "| 8 | 12:")
    text = text.replace("| 40:", "| 20 | 40:").replace("| 8:05", "| 5 | 8:05").replace("| {0}", "| 43 | {0}")
    assert_only_the_wrong_is_found((text, "82:40", "82:04", 8), tmp_path)


OTHERWISE = (
    """Sessions

Session | Children | Opens | Closes
Monday | 12 | 9:00 | 12:00
Tuesday | 10 | 9:30 | 12:30
Wednesday | 14 | 9:00 | 11:45
All | 36 | 9:00 | 12:30
""",
    """Longest waits

Desk | Callers | Longest wait (h:mm)
North | 40 | 0:42
South | 31 | 1:05
East | 22 | 0:37
All | 93 | 1:05
""",
)


@pytest.mark.parametrize("text", OTHERWISE)
def test_times_of_day_and_longest_times_are_left_alone(text: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(text, encoding="utf-8")
    assert [(each.rule, each.line) for each in audit_pack(path).findings] == []


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1418:14", 5105640.0),
        ("2h 10m", 7800.0),
        ("1:02:03", 3723.0),
        ("45 mins", 2700.0),
        ("Monday", None),
        ("", None),
    ],
)
def test_hours_and_minutes_are_read(text: str, seconds: float | None) -> None:
    read = read_lasting(text)
    assert (read[0] if read else None) == seconds
