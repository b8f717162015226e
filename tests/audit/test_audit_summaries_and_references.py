"""Figures of summaries, parts that a paper refers to, and what words call the most: each right and each wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

PANELS = """Panel 1: Loans
Kind | Number
Novels | 12
Maps | 7

Panel 2: Visits
Kind | Number
Walks | 31
Talks | 9

Panel 3: Fines
Kind | Pounds
Late | 44
Lost | 18

Panel {0} is refreshed each Monday, and the next paper is in June.
"""
NUMBERED = """Clubs

4.1 Rates
Club | Rate
Chess | 5.02
Choir | 4.77

4.2 Places
Club | Places
Chess | 31
Choir | 29

4.3 Hours
Club | Hours
Chess | 412
Choir | 388

The hours in 4.3 come from 4.2 and the members are in {0}.
"""
LETTERED = """Clubs

(a) Rates
Club | Rate
Chess | 5.02
Choir | 4.77

(b) Places
Club | Places
Chess | 31
Choir | 29

(c) Hours
Club | Hours
Chess | 412
Choir | 388

The half-year report will give table ({0}) again.
"""
PLEDGES = """Exhibit A
Team | Posts | Vacancy rate % | Agency rate %
North | 41.0 | 18.2 | 12.4
South | 38.5 | 14.7 | 9.1
Service | 79.5 | 16.4 | 10.9

Exhibit B
Cause | Days | Days lost for each post
Colds | 459 | 5.77
Backs | 310 | 3.90
All causes | 769 | 9.67

Exhibit C
Pledge | Target | Now | Kept?
Vacancy rate at most % | 18.0 | 16.4 | kept
Agency rate at most % | 12.0 | {0} | kept
Days lost for each post at most | 9.50 | 9.67 | not kept
"""
ITEMS = """Indicators of the fleet
No | Indicator | Sep 2012 | Jun 2013 | Sep 2013 | Since June
4.1 | Idle boats, % (low is good) | 59.5 | 58.3 | 63.3 | declining
4.2 | Lost oars, % (low is good) | 8.9 | 9.2 | 7.3 | improving
4.3 | Full crews, % (high is good) | 70.9 | 70.4 | 68.4 | {0}
4.4 | On time, % (high is good) | 98.4 | 90.2 | 91.9 | improving
4.5 | Far berths, % (low is good) | 14.8 | 18.8 | 28.0 | declining
"""
LARGEST = """Reasons of members who left

Reason | Young | Grown | All members | % of all
Moved | 17 | 86 | 103 | 34
Cost | 26 | 57 | 83 | 28
Time | 24 | 57 | 81 | 27
Other | 10 | 23 | 33 | 11

{0} is the largest reason, with 103 members, of whom 17 are young.
"""
PACKS = {
    "a panel that is not there": (PANELS, "3", "9", 16),
    "a number alone that is not there": (NUMBERED, "4.1", "4.9", 18),
    "a letter in brackets that is not there": (LETTERED, "c", "k", 18),
    "a pledge that is not the figure of its table": (PLEDGES, "10.9", "10.8", 16),
    "indicators behind their numbers": (ITEMS, "declining", "improving", 5),
    "the largest by all and not by a part": (LARGEST, "Moved", "Cost", 9),
}


@pytest.mark.parametrize("name", PACKS)
def test_one_wrong_word_or_figure_is_found_and_the_right_one_is_not(name: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(PACKS[name], tmp_path)


def test_a_dash_among_percentages_of_money_ends_no_audit(tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(
        "Fees, £\n\nKind | Spring | Summer | Autumn | Average £ a term\nBoats | 120 | 140 | 160 | 140\n"
        "Oars | - | 30 | 40 | -\nSails | 60 | 70 | 80 | 70\nAll | 180 | 240 | 280 | -\n",
        encoding="utf-8",
    )
    assert audit_pack(path).checks
