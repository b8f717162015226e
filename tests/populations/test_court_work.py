"""Children with court work under way, over a few rows."""

from __future__ import annotations

from care_rows import Row
from small_histories import ask, day


def case(child: str | None, start: str, end: str | None = None, number: str = "") -> Row:
    return {
        "xcrt_court_work_id": number or f"{child} {start}",
        "xcrt_person_id": child,
        "xcrt_start_date": day(start),
        "xcrt_end_date": end and day(end),
    }


def test_a_child_counts_once_at_each_month_end_while_any_case_runs() -> None:
    cases = [
        case("Bluebell", "2016-12-12", "2017-02-13", number="2"),
        case("Bluebell", "2016-12-12", "2017-01-31", number="1"),
        case("Bluebell", "2016-11-14", "2016-12-31"),
        case("Maple", "2017-01-31", "2017-01-31"),
        case(None, "2017-01-09"),
    ]
    found = ask("court-work", {"x_court_work": cases}, "month", "person_id", "day", "source_row")
    assert found == [
        ("2016-11", "Bluebell", "2016-11-30", 4),
        ("2016-12", "Bluebell", "2016-12-31", 3),
        ("2017-01", "Bluebell", "2017-01-31", 2),
    ]
