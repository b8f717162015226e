"""Honest tables and words that were taken for faults, each in a paper of its own: nothing is found in any of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.operations.audit_pack import audit_pack
from crossfoot.vocabulary.issues import Severity

HONEST = {
    "an average of a year is no sum": """Grants
Quarter | Bids | Value (£) | Average per bid (£)
Q1 | 40 | 120,000 | 3,000
Q2 | 50 | 140,000 | 2,800
Q3 | 25 | 80,000 | 3,200
Q4 | 60 | 210,000 | 3,500
Year | 175 | 550,000 | 3,143""",
    "a running total is not added again": """Visits
 | Apr-23 | May-23 | Jun-23 | Jul-23 | Year
Made | 12 | 15 | 11 | 17 | 55
Missed | 2 | 1 | 3 | 2 | 8
Made, year to date | 12 | 27 | 38 | 55 | 55""",
    "a running total is printed again in the last row": """Claims
Month | Nights | Claim £ | Claims to date £
April | 310 | 31,000 | 31,000
May | 322 | 32,200 | 63,200
June | 298 | 29,800 | 93,000
July | 305 | 30,500 | 123,500
August | 340 | 34,000 | 157,500
September | 333 | 33,300 | 190,800
Half-year | 1,908 | 190,800 | 190,800""",
    "people are counted once": """Clubs
 | Easter | Summer | Winter | Year
Places | 120 | 640 | 210 | 970
Attendances | 98 | 511 | 160 | 769
Cost £ | 2,450 | 12,775 | 4,000 | 19,225
Different children | 61 | 240 | 77 | 305""",
    "a note says that months do not add": """Missing
Month | Episodes | Found safe | Children
April | 22 | 22 | 15
May | 31 | 30 | 19
June | 27 | 27 | 14
July | 35 | 34 | 21
Total | 115 | 113 | 48
Children are counted once in each month and once in the total, so months do not add.""",
    "what was open at the start": """Actions
 | Q1 | Q2 | Half year
Open at start | 35 | 18 | 35
Raised | 69 | 68 | 137
Completed | 86 | 64 | 150
Open at end | 18 | 22 | 22
Completed in time | 55 | 56 | 111""",
    "the average runs over no median": """Neighbours
Council | Plans % | Visits % | Reviews %
Ours | 71.4 | 90.2 | 66.0
Alne | 60.0 | 80.0 | 70.1
Brant | 65.2 | 84.6 | 72.3
Cray | 70.2 | 91.0 | 61.2
Dee | 55.1 | 77.3 | 90.4
Median | 65.2 | 84.6 | 70.1
Average of the five | 64.4 | 84.6 | 72.0""",
    "rows of the others need no arrow": """Rates
Area | 2022 | 2023 | Change | Direction
Alne | 7.2 | 7.9 | +0.7 | ▲
Brant | 6.1 | 5.8 | -0.3 | ▼
Cray | 4.5 | 4.9 | +0.4 | ▲
Dee | 5.5 | 5.2 | -0.3 | ▼
Esk | 3.9 | 4.4 | +0.5 | ▲
Median | 5.5 | 5.2 | -0.3 |
Highest | 7.2 | 7.9 | +0.7 | """,
    "letters are bands only where they stand alone": """Themes
S strength: 80% or more of those that apply. M mixed: 65% to below 80%. W weakness: below 65%.
Theme | Cases | Met | % met | Band
Plans | 120 | 104 | 86.7 | S
Visits | 120 | 71 | 59.2 | W
Recording | 120 | 101 | 84.2 | S
Oversight | 120 | 75 | 62.5 | W
Voice | 120 | 99 | 82.5 | S""",
    "tables are numbered by section": """Sufficiency
Table 1.1 Children
Ward | Boys | Girls | All
Alne | 20 | 24 | 44
Brant | 31 | 28 | 59
Table 2.1 Providers
Kind | Open | Closed | All
Nurseries | 12 | 3 | 15
Minders | 40 | 9 | 49
Table 2.2 Places
Kind | Taken | Free | All
Nurseries | 300 | 60 | 360
Minders | 120 | 31 | 151
Table 3.1 Take-up
Ward | Eligible | Taken
Alne | 30 | 22
Brant | 41 | 25""",
    "an arrow may compare years of four quarters": """Police
Measure | Q3 22-23 | Q4 22-23 | Q3 23-24 | Q4 23-24 | R12 a year ago | R12 now | Direction
Notices | 710 | 733 | 808 | 774 | 2,745 | 3,034 | ↑
Protection | 23 | 22 | 18 | 19 | 93 | 74 | ↓
Crimes | 599 | 586 | 637 | 678 | 2,372 | 2,541 | ↑
Custody | 12 | 11 | 13 | 14 | 44 | 52 | ↑
Exploitation | 103 | 110 | 116 | 110 | 405 | 432 | ↑""",
    "a change of percentages is of no change of numbers": """Meetings
 | 2020/21 | 2021/22 | 2022/23 | Change since 2020/21
Meetings held | 40 | 50 | 60 | +20
Agreed | 20 | 30 | 42 | +22
Not agreed | 20 | 20 | 18 | -2
Agreed, % of held | 50.0 | 60.0 | 70.0 | +20.0 pp""",
    "ages head columns under a title": """Homes
D. Where the children live
Placement | Under 16 | 16 | 17 | All | £ a week each
Foster carers | 6 | 5 | 1 | 12 | 566.25
Agency carers | 8 | 4 | 3 | 15 | 863.47
Lodgings | 7 | 6 | 7 | 20 | 472.45
Homes | 4 | 2 | 5 | 11 | 4,062.55
All | 25 | 17 | 16 | 58 | 1,273.82""",
    "a rule told in words claims no figure": """Vouchers
District | Issued | Redeemed | Redeemed % | Rating
Alne | 200 | 192 | 96.0 | good
Brant | 150 | 139 | 92.7 | fair
Cray | 180 | 158 | 87.8 | poor
All | 530 | 489 | 92.3 |
good: 95% or more redeemed; fair: 90% to 94.9%; poor: under 90%.""",
    "a rating of inspectors is no change": """Homes and their inspections
Home | Inspected | Before | Now | Months since inspection
Kestrel | April 2022 | Good | Good | 11
Orchard | October 2022 | Good | Requires improvement | 5
Willow | June 2022 | Good | Good | 9""",
    "the rule is of the column that all rows fit": """Actions
No. | Action | Days overdue | Slip, days | Flag
H1 | Check payments | 507 | 597 | RED
H2 | Contracts | 440 | 473 | RED
H3 | Lone working | 428 | 481 | RED
H4 | Case files | 246 | 310 | AMBER
H5 | Bank accounts | 237 | 349 | AMBER
H6 | Transport | 211 | 387 | AMBER
H7 | Timesheets | 82 | 149 | YELLOW
Flag: RED more than 365 days overdue; AMBER 183 to 365; YELLOW 182 or fewer.""",
    "what stands elsewhere in the table beside the words": """Children
 | Apr | May | Jun | Jul | Aug | Sep | Half-year
Start of month | 61 | 64 | 68 | 72 | 73 | 71 | 61
Came | 6 | 7 | 5 | 3 | 2 | 5 | 28
Left | 3 | 3 | 1 | 2 | 4 | 2 | 15
End of month | 64 | 68 | 72 | 73 | 71 | 74 | 74

We began the half-year with 61 children and ended it with 74.

Grant
Month | Nights | Average each night
April | 1,882 | 62.7
May | 2,041 | 65.8
June | 2,100 | 70.0
Half-year | 6,023 | 66.2""",
}


@pytest.mark.parametrize("name", HONEST)
def test_nothing_is_found_where_all_is_right(name: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(HONEST[name].replace(" | ", "\t"), encoding="utf-8")
    audit = audit_pack(path)
    assert sum(audit.checks.values()) > 0
    assert [
        (each.rule, each.line, each.row, each.column, each.published, each.expected)
        for each in audit.findings
        if each.severity is not Severity.NOTE
    ] == []
