"""Tables too small, too hidden or too oddly headed for their own rows to prove: what else shows what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.operations.audit_pack import audit_pack

VANS = """Workshop

Repairs finished, limit 30 days

Van | V1 | V2 | V3 | V4 | V5 | V6 | Longest | Shortest | Over the limit
Days off the road | 12 | 31 | 8 | 45 | 17 | 22 | {0} | {1} | {2}
"""
NAMED = """Pools

Water temperature, degrees
Pool | May | Jun | Jul | Aug | Sep | Highest
North baths | 24.1 | 25.2 | 26.0 | 26.3 | 25.1 | 26.3
South baths | 23.0 | 24.4 | 25.8 | 25.9 | 24.8 | 25.9
Lido | 15.2 | 17.9 | 20.3 | 20.1 | 16.6 | {0}
Spa | 30.1 | 30.4 | 30.2 | 30.0 | 30.3 | 30.4
"""
DAILY = """Pools

Highest is the highest day.
Pool | May | Jun | Jul | Aug | Sep | Highest
North baths | 24.1 | 25.2 | 26.0 | 26.3 | 25.1 | 27.0
South baths | 23.0 | 24.4 | 25.8 | 25.9 | 24.8 | 26.8
Lido | 15.2 | 17.9 | 20.3 | 20.1 | 16.6 | 22.0
Spa | 30.1 | 30.4 | 30.2 | 30.0 | 30.3 | 31.1
"""
ANSWERS = """Climbing badge

Climber | Minutes | Under 15 minutes?
Ash | 12 | Yes
Beech | 18 | No
Cedar | 14 | Yes
Elm | 22 | No
Fir | 9 | Yes
Mean | 15.0 | {0}
"""
BANDS = """Letters

Days to answer | Within 5 | 6 to 10 | 11 to 20 | Over 20
Letters | 40 | 25 | 10 | 5
Average days | 3.1 | 7.8 | {0} | 26.0
"""
BANDS_OF_OTHERS = """Letters

Pages | Within 5 | 6 to 10 | 11 to 20 | Over 20
Letters | 40 | 25 | 10 | 5
Average cost | 3.1 | 7.8 | 24.2 | 26.0
"""
HIDDEN = """Clubs

Numbers from one to four are shown as <5. The totals count everybody.
Club | Under 12 | Over 12 | Visitors | All | Share
Chess | 14 | 21 | 6 | 41 | 27%
Choir | 32 | {0} | <5 | 59 | 39%
Judo | 11 | 17 | <5 | 31 | 20%
Drama | 9 | 12 | 0 | 21 | 14%
"""
PAIRS = """Boilers

Site | Winter | Spring | Summer | Summer % | Left to do
Depot | 9 of 20 | 14 of 20 | 18 of 20 | 90.0 | 2
Library | 8 of 12 | 9 of 12 | 7 of 12 | {0} | 5
Museum | 9 of 16 | 11 of 16 | 13 of 16 | 81.3 | {1}
"""
TWO_PAIRS = """Boilers

 | Spring | Summer | Year | %
Serviced in time | 14 / 20 | 18 / 20 | 32 / 40 | {0}
Repaired in time | 9 / 12 | 7 / 12 | 16 / 24 | 66.7
"""
CASES = """Advice

Team | Advisers (FTE) | Open cases | Cases per FTE | Most held by one adviser
Harbour | 8.0 | 120 | 15.0 | 21
Market | 10.0 | 170 | 17.0 | {0}
Station | 5.0 | 70 | 14.0 | 19
Bridge | 4.0 | 64 | 16.0 | 20
"""
PARTED = """Calls

Reason | This year | Last year | Change
All calls | 4,000 | 3,600 | +400
Bins | 1,210 (30.3%) | 1,100 (30.6%) | +110
Parking | 830 ({0}%) | 645 (17.9%) | +185
Trees | 402 (10.1%) | 389 (10.8%) | +13
Other | 1,558 (39.0%) | 1,466 (40.7%) | +92
"""
BLOCKS = """Bookings

Stage | 2021 | | 2022 |
 | Bookings | % of asked | Bookings | % of asked
Asked | 420 | 100.0 | 515 | 100.0
Offered | 301 | 71.7 | 366 | 71.1
Accepted | 244 | {0} | 259 | 50.3
Arrived | 198 | 47.1 | 231 | 44.9
"""
BASES = """Appeals

Year | Heard | Struck out | Decided | Allowed | Allowed rate %
2021 | 37 | 8 | 29 | 17 | {0}
2022 | 41 | 5 | 36 | 19 | 53
"""
GAP = """Punctuality

Measure | Ours | Region | England | Gap to England
Buses % | 81.4 | 81.0 | 81.9 | -0.5
Trains % | 88.3 | 89.2 | 89.4 | {0}
"""
LATER = """Swimming class

Class | Dived | Both | Both, % | Both, % last year | Change, pp
Class 6 | 22 | 9 | 40.9 | 52.4 | {0}
"""
ENDED = """Fines

Allowed | Partly allowed | Dismissed | Pending | Received | Allowed or partly, % of decided
6 | 3 | 15 | 4 | 28 | {0}
"""
AGES = """Debts

Age of debts | Under 30 days | 30 to 60 days | Over 60 days | Open on 30 June
Debts | 9 | 14 | 6 | {0}
"""
LEFT = """Trials

Begun | Kept on | Sent back | Still on trial
58 | 31 | 12 | {0}
"""
PARTS_OF_PARTS = """Trials

Begun | Kept on | Sent back | Of them asked | Still on trial
58 | 31 | 27 | 6 | 4
"""
AWAY = """Red measures

Measure | Target | Q3 | Away from target | Away, % of target
Calls answered % | 90.0 | 81.9 | {0} | -9.0
Repairs in time % | 95.0 | 88.6 | -6.4 | -6.7
Days to let | 24.0 | 31.2 | +7.2 | +30.0
Voids | 40.0 | 44.0 | +4.0 | +10.0
"""
WALK = """Loans

Quarter | At start | Lent | Paid off | Written off | Moved out | At end
Jan-Mar | 62 | 14 | (9) | (2) | (3) | 62
Apr-Jun | {0} | 11 | (7) | 0 | (2) | 64
Jul-Sep | 64 | 8 | (12) | (1) | (4) | 55
Oct-Dec | 55 | 16 | (6) | (3) | 0 | 62
"""
RATED = """Hazards

Month | Red | Amber | Green | All | % Red
May | 6 | 9 | 5 | 20 | 30
August | 4 | {0} | 6 | 21 | 19
Change | -2 | +2 | +1 | +1 | -11
"""
POPULATION = """Libraries

Branch | Loans | Residents | Loans per 1,000
Park | 3,120 | 48,200 | 64.7
Quay | 2,075 | {0} | 43.0
Hill | 4,410 | 48,200 | 91.5
Dale | 1,866 | 48,200 | 38.7
"""
SCORES = """Hazards

Ref | Hazard | Score | Score in May | Target score
H1 | Flood | 16 | 12 | 8
H2 | Fire | 9 | 9 | 6
H3 | Theft | 20 | 15 | 9
H4 | Frost | 12 | 16 | 6
H5 | Mould | 6 | 8 | 4
H6 | Noise | 10 | 10 | 5
All | Average score | 12.2 | {0} | 6.3
"""
PACKS = {
    "highest of numbered": (VANS, ("45", "8", "2"), ("54", "8", "2"), 6),
    "lowest of numbered": (VANS, ("45", "8", "2"), ("45", "9", "2"), 6),
    "how many over the limit": (VANS, ("45", "8", "2"), ("45", "8", "3"), 6),
    "highest where other rows agree": (NAMED, ("20.3",), ("23.0",), 7),
    "how many yes": (ANSWERS, ("3 of 5",), ("4 of 5",), 9),
    "average of a band": (BANDS, ("14.2",), ("24.2",), 5),
    "a part too large beside a hidden one": (HIDDEN, ("24",), ("42",), 6),
    "a part too small beside a hidden one": (HIDDEN, ("24",), ("14",), 6),
    "percentage of two pairs": (TWO_PAIRS, ("80.0",), ("90.0",), 4),
    "the most that one holds": (CASES, ("24",), ("14",), 5),
    "a share in brackets": (PARTED, ("20.8",), ("17.9",), 6),
    "the block of another year": (BLOCKS, ("58.1",), ("50.3",), 7),
    "another base": (BASES, ("59",), ("46",), 4),
    "another gap": (GAP, ("-1.1",), ("-0.9",), 5),
    "a change by its names": (LATER, ("-11.5",), ("+11.5",), 4),
    "a share of those decided": (ENDED, ("38%",), ("32%",), 4),
    "bands that leave nothing out": (AGES, ("29",), ("35",), 4),
    "what is still going on": (LEFT, ("15",), ("25",), 4),
    "away from target": (AWAY, ("-8.1",), ("+8.1",), 4),
    "start and last end": (WALK, ("62",), ("59",), 5),
    "counted colours": (RATED, ("11",), ("14",), 5),
    "a number that is the same in each row": (POPULATION, ("48,200",), ("42,800",), 5),
    "a mean of many rows": (SCORES, ("11.7",), ("12.7",), 10),
}


@pytest.mark.parametrize("name", PACKS)
def test_what_the_table_cannot_prove_alone_is_found_where_it_is(name: str, tmp_path: Path) -> None:
    text, right, wrong, line = PACKS[name]
    path = tmp_path / "pack.txt"
    path.write_text(text.format(*right), encoding="utf-8")
    assert [(each.rule, each.line, each.explanation) for each in audit_pack(path).findings] == []
    path.write_text(text.format(*wrong), encoding="utf-8")
    found = [each for each in audit_pack(path).findings if each.line == line or line in each.other_lines]
    assert found, [(each.rule, each.line, each.explanation) for each in audit_pack(path).findings]


@pytest.mark.parametrize(("wrong", "line"), [(("75.0", "3"), 5), (("58.3", "5"), 6)])
def test_the_pair_that_a_figure_stands_for_is_named(wrong: tuple[str, str], line: int, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(PAIRS.format("58.3", "3"), encoding="utf-8")
    audit = audit_pack(path)
    assert audit.findings == ()
    assert audit.checks["paired-columns"] >= 6
    path.write_text(PAIRS.format(*wrong), encoding="utf-8")
    found = audit_pack(path).findings
    assert "paired-columns" in {each.rule for each in found}
    assert {(each.line, each.published) for each in found} == {(line, wrong[line - 5])}


HONEST = {
    "all, of which some are not listed": """Clubs

Chess | Choir | Not yet known | All | Known in all %
41 | 59 | 12 | 131 | 91
""",
    "bands beside something else": """Debts

Age of debts | Under 30 days | 30 to 60 days | Over 60 days | Written off
Debts | 9 | 14 | 6 | 27
""",
    "a reduction that is above nought": """Swimming class

Class | Dived | Absent, % | Absent, % last year | Reduction, pp
Class 6 | 22 | 7.1 | 9.4 | 2.3
""",
    "how many no": ANSWERS.format("2 of 5"),
    "a highest of areas that are not listed": """Beside others

Measure | Ours | Eastport | Westport | Southport | Highest | Lowest
Calls % | 81.0 | 84.2 | 88.8 | 86.1 | 93.3 | 81.0
Repairs % | 92.0 | 88.8 | 90.1 | 87.4 | 92.0 | 85.5
Visits % | 77.0 | 70.4 | 71.9 | 72.6 | 77.0 | 70.4
Letters % | 66.0 | 61.3 | 59.9 | 63.0 | 66.0 | 58.1
""",
    "a highest day of months": DAILY,
    "a cost by pages": BANDS_OF_OTHERS,
    "parts that are parts of others": PARTS_OF_PARTS,
    "numbered steps": """Stairs

Measure | Step 1 | Step 2 | Step 3 | Step 4 | Highest
Pressure | 12 | 31 | 8 | 45 | 54
""",
    "one wholly hidden part": HIDDEN.format("*"),
    "a most by one where part-time workers have less": """Advice

Team | Advisers (FTE) | Open cases | Cases per FTE | Most held by one adviser
Harbour | 8.0 | 120 | 15.0 | 11
Market | 10.0 | 170 | 17.0 | 12
Station | 5.0 | 70 | 14.0 | 9
Bridge | 4.0 | 64 | 16.0 | 20
""",
    "two percentages of one count": """Appeals

Year | Lodged | Heard | Allowed | Change in those allowed %
2021 | 37 | 29 | 17 | 12
2022 | 41 | 36 | 19 | 53
""",
    "colours as thresholds": """Measures

Measure | Red | Amber | Green | Now | Before
Calls answered % | 80 | 85 | 90 | 88 | 86
Repairs in time % | 70 | 80 | 95 | 91 | 90
Days to let | 30 | 25 | 20 | 24 | 26
""",
}


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_table_of_the_same_words_stays_silent(name: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(HONEST[name], encoding="utf-8")
    assert [(each.rule, each.line, each.explanation) for each in audit_pack(path).findings] == []
