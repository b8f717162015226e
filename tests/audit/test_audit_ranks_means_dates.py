"""Medians, ranks, rolling means, weighted scores and days to a date: found where one cell is wrong, silent else."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

from crossfoot.audit.arithmetic.looking_back import looks_back
from crossfoot.operations.audit_pack import audit_pack

MEDIAN_ALONE = """Neighbours

Town | Loans | Members | Rate
Ash | 239 | 802 | 29.8
Birch | 400 | 1,013 | 39.5
Cedar | 634 | 1,356 | 46.8
Dale | 568 | 1,373 | 41.4
Elm | 496 | 1,124 | 44.1
Fern | 312 | 788 | 39.6
Gorse | 283 | 957 | 29.6
Median | | | {0}
"""
MEDIAN_ACROSS = """Waiting times

Desk | Ash | Birch | Cedar | Dale | Elm | Fern | Median of six
Minutes, first visit | 11 | 7 | 15 | 9 | 12 | 8 | {0}
Minutes, return visit | 5 | 9 | 4 | 6 | 8 | 7 | 6.5
"""
MEDIAN_FIRST = """Bridges

Town | Bridges | Days closed | Lorries
Median | 8 | {0} | 260
Ash | 8 | 7 | 120
Birch | 4 | 3 | 260
Cedar | 12 | 5 | 400
Dale | 7 | 4 | 190
Elm | 10 | 6 | 300
Fern | 6 | 2 | 230
Gorse | 9 | 8 | 310
"""
QUARTILES = """Bridges

Town | Bridges | Days closed | Lorries
Ash | 8 | 7 | 120
Birch | 4 | 3 | 260
Cedar | 12 | 5 | 400
Dale | 7 | 4 | 190
Elm | 10 | 6 | 300
Fern | 6 | 2 | 230
Gorse | 9 | 8 | 310
Lower quartile | 6 | {0} | 200
Upper quartile | 10 | 7 | 310
"""
OVERALL_PLACE = """Places in the league, 1 is best

Points | Abbey | Bridge | Canal | Docks | Elm | Foundry
Places added | 23 | 25 | 15 | 16 | 12 | 14
Overall place | 5 | 6 | 3 | 4 | 1 | {0}
"""
RANKED_VALUE = """How we compare

Measure | Here | Avon | Calder | Dun | Esk | Far | Gower | Harrow
Suitable rooms | 86 | 84 | 92 | 87 | 93 | 91 | 85 | 81
Place | 5 | 7 | 2 | 4 | 1 | 3 | 6 | 8
At work | 60 | 44 | 45 | 63 | 51 | 49 | 47 | {0}
Place | 2 | 8 | 7 | 1 | 4 | 5 | 6 | 3
"""
ORDINALS = """Swimming gala

Club | Points | Position
Otters | 61 | 2nd of 5
Pike | 48 | {0}
Roach | 75 | 1st of 5
Seals | 48 | =3rd of 5
Trout | 30 | 5th of 5
"""
DENSE = """Quiz

Team | Right | Rank
Owls | 18 | 2
Larks | 20 | 1
Wrens | 18 | 2
Kites | 15 | {0}
Terns | 11 | 4
Gulls | 9 | 5
"""
OWN_PLACES = """How our parks compare

Measure | Ours | Our place
Trees a mile | 41 | 2nd of 6
Benches a mile | 17 | {0}
Visits a head | 8.4 | 1st of 6
Bins a mile | 9 | 5th of 6

All six towns

Town | Trees a mile | Benches a mile | Visits a head | Bins a mile
Ours | 41 | 17 | 8.4 | 9
Ash | 38 | 20 | 7.1 | 12
Birch | 44 | 19 | 6.2 | 11
Cedar | 29 | 15 | 5.5 | 8
Dale | 31 | 22 | 6.9 | 14
Elm | 36 | 12 | 7.7 | 10
"""
OWN_COLUMN = """Ranks of our library among five

Measure | Ours | Ashby | Barton | Corfe | Denham | Our place
Loans a head | 4.1 | 3.2 | 4.6 | 2.8 | 3.9 | 2
Visits a head | 5.5 | 5.1 | 4.8 | 5.0 | 4.4 | 1
Hours open | 38 | 41 | 40 | 35 | 44 | {0}
Members % | 21 | 25 | 19 | 27 | 30 | 4
New books | 310 | 290 | 305 | 340 | 210 | 2
"""
FIRST_COLUMN = """Millbrook among five towns

Measure | Millbrook | Ashby | Barton | Corfe | Denham | Place of 5
Loans a head | 4.1 | 3.2 | 4.6 | 2.8 | 3.9 | 2
Visits a head | 5.5 | 5.1 | 4.8 | 5.0 | 4.4 | 1
Hours open | 38 | 41 | 40 | 35 | 44 | 4
Members % | 21 | 25 | 19 | 27 | 30 | {0}
New books | 310 | 290 | 305 | 340 | 210 | 2
"""
OWN_ROW = """Libraries

Town | Loans a head | Visits a head | Hours open | Members % | New books
Ours | 4.1 | 5.5 | 38 | 21 | 310
Ashby | 3.2 | 5.1 | 41 | 25 | 290
Barton | 4.6 | 4.8 | 40 | 19 | 305
Corfe | 2.8 | 5.0 | 35 | 27 | 340
Denham | 3.9 | 4.4 | 44 | 30 | 210
Our rank of 5 | 2 | 1 | 4 | {0} | 2
"""
ROLLING_ROW = """Front desk

Measure | Jul | Aug | Sep | Oct | Nov | Dec | Jan | Feb
Calls | 1,605 | 1,782 | 1,722 | 1,883 | 1,925 | 1,654 | 1,485 | 1,722
Calls, three-month mean | | | 1,703 | {0} | 1,843 | 1,821 | 1,688 | 1,620
"""
ROLLING_UNTOLD = """Visits to the gym

Week | Visits | Moving average
1 | 412 |
2 | 388 |
3 | 455 |
4 | 501 | 439.0
5 | 476 | {0}
6 | 530 | 490.5
7 | 498 | 501.3
8 | 512 | 504.0
"""
ROLLING_QUOTIENT = """Kennels

Year | Dogs | Days in kennels | Three-year average days
2024 | 29 | 1,003 | 42.8
2023 | 32 | 1,414 | {0}
2022 | 26 | 1,310 | 45.1
2021 | 19 | 782 | 42.1
2020 | 28 | 1,203 |
2019 | 32 | 1,337 |
"""
ROLLING_CELL = """Members

Kind | Jan 24 | Feb 24 | Mar 24 | Apr 24 | May 24 | Jun 24 | Three-month average
Adults | 4,166 | 4,152 | 4,165 | 4,132 | 4,150 | 4,129 | 4,137
Juniors | 138 | 126 | 139 | 125 | 150 | 154 | {0}
Guests | 70 | 73 | 60 | 44 | 56 | 39 | 46
"""
ROLLING_ELSEWHERE = """Calls taken

Measure | Jul 2023 | Aug 2023 | Sep 2023 | Oct 2023 | Nov 2023 | Dec 2023 | Jan 2024 | Feb 2024
Calls | 1,605 | 1,782 | 1,722 | 1,883 | 1,925 | 1,654 | 1,485 | 1,722
Letters | 212 | 190 | 233 | 187 | 164 | 201 | 240 | 199

Smoothed figures

Measure | Sep 2023 | Oct 2023 | Nov 2023 | Dec 2023 | Jan 2024 | Feb 2024
Calls, three-month average | 1,703 | 1,796 | {0} | 1,821 | 1,688 | 1,620
Letters, three-month average | 212 | 203 | 195 | 184 | 202 | 213
"""
WEIGHTS_TOLD = """Tenders for the hall

Quality carries 60% and price 40%. Quality is worked from safety 50%, design 30% and care 20%.

Bidder | Safety | Design | Care | Quality mark | Price £ | Price points | Final score
Ash | 7 | 9 | 6 | 74.0 | 5,825 | 74.5 | {0}
Birch | 4 | 5 | 4 | 43.0 | 5,804 | 74.8 | 55.7
Cedar | 9 | 8 | 8 | 85.0 | 5,265 | 82.5 | 84.0
Dale | 8 | 4 | 7 | 66.0 | 5,641 | 77.0 | 70.4
Elm | 10 | 9 | 4 | 85.0 | 4,342 | 100.0 | 91.0
"""
WEIGHT_COLUMN = """Choosing lunches

Criterion | Weight | Firm A | Firm B | Firm C | Firm D
Taste | 30 | 4 | 3 | 5 | 2
Waste | 20 | 3 | 5 | 2 | 4
Service | 50 | 5 | 4 | 3 | 4
Weighted score | 100 | 4.3 | {0} | 3.4 | 3.4
"""
WEIGHTS_IN_HEADINGS = """New logos

Logo | Colour (40%) | Shape (35%) | Words (25%) | Result
One | 7 | 6 | 9 | 71.5
Two | 5 | 8 | 6 | 63.0
Three | 9 | 4 | 7 | {0}
Four | 6 | 7 | 3 | 56.0
"""
PRICE_POINTS = """Bids for paint, price counts for 40 points

Firm | Price £ | Price points
Ash | 5,200 | 30.8
Birch | 4,000 | 40.0
Cedar | 4,300 | {0}
Dale | 6,150 | 26.0
Elm | 4,820 | 33.2
"""
PAST_DUE = """Repairs

Repair | Agreed | State | Days past agreed date
Lift | 28 April 2025 | late | 33
Alarm | 18 December 2024 | done | -
Boiler | 14 April 2025 | late | {0}
Roof | 18 August 2025 | on time | -
Door | 19 February 2025 | late | 101
Gate | 16 December 2024 | late | 166
"""
MONTHS_SINCE = """Inspections of boats

Boat | Inspected | Months since inspection
Tern | October 2022 | 5
Gull | November 2022 | 4
Wren | August 2022 | {0}
Kite | June 2022 | 9
Swan | February 2022 | 13

Months are counted to March 2023.
"""
AGES = """Club members at 31 March 2024

Member | Date of birth | Age
A | 4 May 2005 | 18
B | 12 July 2006 | 17
C | 30 October 2004 | 19
D | 8 January 2003 | 21
E | 19 September 2006 | {0}
F | 2 February 2002 | 22
"""
WORKING_DAYS_LEFT = """Permits

Permit | Ends | Working days left
P1 | 15 March 2024 | 10
P2 | 28 March 2024 | 19
P3 | 5 April 2024 | 23
P4 | 19 April 2024 | {0}
P5 | 10 May 2024 | 47
"""
AGE_ON_JOINING = """Riding school

Pupil | Born | Joined | Age on joining
A | 4 May 2005 | 3 May 2014 | 8
B | 12 July 2006 | 1 September 2015 | 9
C | 30 October 2004 | 2 March 2014 | 9
D | 8 January 2003 | - | -
E | 19 September 2006 | 9 June 2017 | {0}
F | 2 February 2002 | 11 May 2012 | 10
"""
PAPERS = {
    "median with one figure": (MEDIAN_ALONE, "39.6", "38.7", 11),
    "median at the end of rows": (MEDIAN_ACROSS, "10.0", "9.0", 4),
    "median before the rows": (MEDIAN_FIRST, "5", "6", 4),
    "quartile": (QUARTILES, "3", "5", 11),
    "row of places": (OVERALL_PLACE, "2", "1", 5),
    "value that its rank does not fit": (RANKED_VALUE, "57", "75", 6),
    "ranks as ordinals with ties": (ORDINALS, "=3rd of 5", "4th of 5", 5),
    "ranks that leave out no place": (DENSE, "3", "4", 7),
    "own places in words": (OWN_PLACES, "4th of 6", "5th of 6", 5),
    "own places in a column": (OWN_COLUMN, "4", "3", 6),
    "places of the first column": (FIRST_COLUMN, "4", "1", 7),
    "own ranks in a row": (OWN_ROW, "4", "5", 9),
    "rolling mean in a row": (ROLLING_ROW, "1,796", "1,803", 5),
    "moving average, number not told": (ROLLING_UNTOLD, "455.0", "477.3", 8),
    "rolling quotient, latest year first": (ROLLING_QUOTIENT, "45.5", "49.1", 5),
    "mean of the last three at the end": (ROLLING_CELL, "143", "152", 5),
    "rolling mean in another table": (ROLLING_ELSEWHERE, "1,843", "1,834", 10),
    "weights told in words": (WEIGHTS_TOLD, "74.2", "72.4", 6),
    "weights in a column": (WEIGHT_COLUMN, "3.9", "9.3", 7),
    "weights in headings": (WEIGHTS_IN_HEADINGS, "67.5", "65.7", 6),
    "points by the lowest price": (PRICE_POINTS, "37.2", "32.7", 6),
    "days past a date": (PAST_DUE, "47", "42", 6),
    "months to a month": (MONTHS_SINCE, "7", "8", 6),
    "ages at a date": (AGES, "17", "16", 8),
    "working days to come": (WORKING_DAYS_LEFT, "33", "38", 7),
    "ages between two dates": (AGE_ON_JOINING, "10", "11", 8),
}


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_only_the_wrong_figure_is_found(paper: Paper, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(paper, tmp_path)


QUIET = {
    "a median of what is not listed": """Wages

Trade | Workers | Mean wage | Median wage
Bakers | 40 | 410 | 398
Cooks | 55 | 520 | 500
Drivers | 38 | 480 | 470
Porters | 60 | 450 | 431
""",
    "ranks among more than are listed": """Growth

Town | Growth % | Rank of 40
Ash | 2.1 | 17
Birch | 3.4 | 4
Cedar | 1.8 | 22
Dale | 2.9 | 9
""",
    "quarters of a year": """Visits

Kind | Q1 | Q2 | Q3 | Q4
Adults | 64 | 31 | 12 | 28
Juniors | 5 | 3 | 3 | 3
Guests | 42 | 52 | 55 | 47
Dogs | 24 | 19 | 20 | 19
""",
    "a price for each place": """Nurseries

Nursery | Children | Price per place
Acorn | 4 | 3
Beech | 3 | 1
Conker | 2 | 4
Daisy | 1 | 2
""",
    "a rolling mean of more than is printed": """Calls

Measure | Apr | May | Jun | Jul | Aug
Calls | 210 | 240 | 190 | 260 | 255
Calls, twelve-month mean | 222 | 226 | 225 | 229 | 231
""",
    "days to dates of their own": """Repairs

Repair | Agreed | Days open
Lift | 28 April 2025 | 12
Boiler | 14 April 2025 | 47
Door | 19 February 2025 | 30
Gate | 16 December 2024 | 66
""",
    "weights of something else": """Spending: staff 60% and rent 40%

Office | Staff | Rent | Satisfaction score
Ash | 72 | 88 | 71
Birch | 65 | 91 | 64
Cedar | 81 | 70 | 80
Dale | 58 | 95 | 59
""",
}


@pytest.mark.parametrize("text", QUIET.values(), ids=QUIET)
def test_nothing_is_said_of_what_is_something_else(text: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(text, encoding="utf-8")
    assert [(each.rule, each.line, each.explanation) for each in audit_pack(path).findings] == []


def test_a_value_out_of_its_rank_is_named_and_not_the_ranks(tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(RANKED_VALUE.format("75"), encoding="utf-8")
    found = [each for each in audit_pack(path).findings if each.rule == "ranks"]
    assert [(each.published, each.expected) for each in found] == [("75", "between 60 and 51")]


@pytest.mark.parametrize(
    ("label", "count", "is_mean"),
    [
        ("Three-month mean", 3, True),
        ("4-quarter moving average", 4, True),
        ("Average of the last six weeks", 6, True),
        ("Rolling 12 months", 12, True),
        ("Rolling 12-month total", 12, False),
        ("Moving average", 0, True),
    ],
)
def test_labels_tell_over_how_many_they_look_back(label: str, count: int, is_mean: bool) -> None:
    back = looks_back(label)
    assert back is not None
    assert (back.count, back.is_mean) == (count, is_mean)


@pytest.mark.parametrize("label", ["Mean days", "Next three months, average", "Aged three years", "Total"])
def test_labels_that_do_not_look_back(label: str) -> None:
    assert looks_back(label) is None
