"""Sentences that name a row, a column or a cell of the table beside them, with one place right and wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

BOATS = """Boating lake

Boats out by hull
Hull | Hired | Returned wet | Repaired | Days a hire
Rowing | 412 | 31 | 9 | 1.4
Canoe | 388 | 57 | 21 | 2.2
Pedalo | 671 | 40 | 17 | 1.1
Kayak | 295 | 62 | 14 | 2.9
All hulls | 1,766 | 190 | 61 | 1.7

"""
LONGEST = BOATS + "The days a hire were 1.7 over all hulls. They were longest for {0}.\n"
COMMONEST = BOATS + "The commonest type of boat was the {0}.\n"
VALUE = BOATS + "{0} had the most boats returned wet (62).\n"
RANK = BOATS + "Canoe had the {0} most repaired of the four hulls.\n".replace("most repaired", "lowest hired")
HIGHEST_THEN = """Swimming pool

Visits by month
Month | Visits | Empty lockers | Empty lockers %
January | 2,114 | 41 | 20.5
February | 2,308 | 37 | 18.5
March | 2,519 | 28 | 14.0
April | 2,203 | 44 | 22.0
May | 2,417 | 33 | 16.5

Empty lockers were 16.5% in May, and at their highest in {0}.
"""
OF_ALL = """Allotments

Plots by field
Field | Plots | Plots with a shed | Plots let | Yield kg
North | 46 | 12 | 44 | 812
Mill | 31 | 9 | 30 | 655
Church | 57 | 22 | 51 | 930
Lane | 28 | 4 | 28 | 401
All fields | 162 | 47 | 153 | 2,798

Yield is weighed at the gate. {0} of 162 plots have a shed.
"""
OF_THE_MONTH = """Choir

Singers by month
What | March | April | May
Singers who joined | 14 | 23 | 31
Singers who joined from a second choir | 3 | 6 | 8
Singers who left | 9 | 11 | 12

In May {0} of the 31 singers who joined were from a second choir.
"""
OTHER_TOTAL = """Poster prize

Entries by school
School | Asked | Entered | Judged | Shortlisted
Elm | 41 | 33 | 30 | 12
Oak | 38 | 30 | 27 | 9
Ash | 52 | 47 | 41 | 17
Lime | 29 | 22 | 20 | 5
All schools | 160 | 132 | 118 | 43

The {0} shortlisted posters hang in the hall until June.
"""
IN_ALL = """Seed library

Packets by month
What | March | April | May | June | Season
Lent | 1,214 | 1,530 | 1,922 | 1,105 | 5,771
Brought back | 311 | 402 | 544 | 713 | 1,970

April is the month of the fair. In all {0} were lent.
"""
CITED = """Harbour works, £m

Table A
Works | Approved | Last year | This year | Later years | Whole life
North quay | 3.112 | 0.214 | 1.120 | 1.778 | 3.112
South quay | 2.904 | 0.411 | 0.965 | 1.528 | 2.904
Slipway | 1.250 | 0.102 | 0.388 | 0.760 | 1.250
Works | 7.266 | 0.727 | 2.473 | 4.066 | 7.266

Table B
Source | This year | Next year
Grant | 1.300 | 1.010
Loan | 1.173 | 0.990
Money | 2.473 | 2.000

Loans are for thirty years. Later years in Table A, £{0}m, are not yet lent for.
"""
LATE = """Playground repairs

Repair | Planned | Weeks late | Builder
Swing | 4 May | 3 | Hale
Slide | 11 May | 0 | Hale
Ramp | 18 May | 6 | Moor
Fence | 25 May | 2 | Moor
Gate | 1 June | 0 | Hale

{0} of these five repairs are late.
"""
ABOVE = """Libraries

Library | Members | Members per 100 | Points from England
Abbey | 2,112 | 21.4 | +1.3
Bridge | 1,874 | 17.7 | -2.4
Castle | 3,051 | 24.0 | +3.9
Dean | 1,216 | 19.2 | -0.9

{0} of the four libraries stand above England.
"""
GOAL = """Ticket office

Office | Calls | Short of goal by
Quay | 512 | met
Square | 448 | 9
Market | 391 | met
Station | 655 | met
Tower | 210 | 14

{0} of the five offices met the goal.
"""
EACH = """Bell ringers

Tower | Bells | Ringers in training | Cost £
St Ann | 8 | 14 | 2,114
St Bride | 6 | 9 | 1,377
St Clare | 10 | 21 | 3,015
All towers | 24 | 44 | 6,506

The towers cost £6,506, or £{0} for each of the ringers in training.
"""
WEEKS = """Milk round

Street | Bottles a week | Cost a week, £ | Rise a week, £
High Street | 210 | 189 | 12
Low Street | 145 | 131 | 9
Mill Lane | 98 | 88 | 6
All | 453 | 408 | 27

Over 52 weeks the rise costs £{0}, before any new round.
"""
SHARE = """Bridge fund, £000

Bridge | Budget | Spent to June | Forecast
Iron | 2,140 | 611 | 1,805
Stone | 1,318 | 402 | 1,190
Wood | 655 | 190 | 580
All bridges | 4,113 | 1,203 | 3,575

Spending to June was £1,203k, {0}% of the forecast for the year.
"""
TURNED = """Museum friends

The museum ended the year with {0} friends, more than the 204 with which it began.

It opens on Sundays.

Cakes are sold.

The roof was mended in May.

Friends by kind
Kind | At 1 April | Joined | Left | At 31 March
Single | 121 | 33 | 18 | 136
Family | 52 | 14 | 11 | 55
Young | 31 | 17 | 7 | 41
All kinds | 204 | 64 | 36 | 232
"""
ROSE = """Lost property

Found things by place
Place | Things found | Things found the year before | Claimed
Bus | 812 | 901 | 311
Tram | 655 | 702 | 290
Ferry | 144 | 131 | 60
All places | 1,611 | 1,734 | 661

Things found {0} on the year before; trams are swept at night.
"""
OFTEN = """Bicycle checks

Owner | Bicycles | Checked | Checked, %
In the town | 412 | 371 | 90.0
In villages | 188 | 150 | 79.8
Beyond the river | 96 | 71 | 74.0
All | 696 | 592 | 85.1

Bicycles are checked {0} often for owners in the town than for those beyond the river.
"""
FROM_TO = """Fines

Fines by desk
Desk | Autumn 2021/22 | Spring 2021/22 | Year 2021/22 | Autumn 2022/23 | Spring 2022/23 | Year 2022/23
Front | 61 | 84 | 145 | 70 | 77 | 147
Side | 22 | 31 | 53 | 40 | 44 | 84
All | 83 | 115 | 198 | 110 | 121 | 231

Fines went up from 198 to {0}.
"""
YEAR_BEFORE = """Bees

Month | Hives at end | Swarms
Jun 2019 | 318 | 9
Sep 2019 | 327 | 4
Dec 2019 | 325 | 0
Mar 2020 | 321 | 2
Jun 2020 | 309 | 11

309 hives were kept at the end of June 2020, lower than a year before ({0}).
"""
PART_OF_ALL = """Where the singers live

Home | Singers | Of them altos
Old town | 41 | 12
Riverside cottages | 33 | 9
Canal cottages | 28 | 11
Park cottages | 31 | 7
Out of town | 27 | 8
All singers | 160 | 47

{0} singers, 57.5% of all, live in cottages of three streets.
"""
GONE = """Paint store, litres

Day | Draw | Taken | Left
1 May | At the start | | 842
9 May | Bandstand | 66 | 776
17 May | Railings | 131 | 645
28 May | Boat house | 149 | 496

So far 346 litres of paint, {0}% of it, has been used.
"""
STOCKS = """Lost umbrellas

What | Black | Red | All
On the shelf at 1 April 2021 | 51 | 46 | 97
Brought in | 18 | 22 | 40
Fetched | 23 | 30 | 53
On the shelf at 31 March 2022 | 46 | 38 | 84

The umbrellas on the shelf fell over the year from {0} to 84.
"""
BANDS = """Swimmers by age

Age | Mornings | Evenings | All swimmers
Under 5 | 40 | 0 | 40
5 to 10 | 212 | 95 | 307
11 to 15 | 118 | 204 | 322
16 to 19 | 31 | 150 | 181
All ages | 401 | 449 | 850

At Easter there were 850 swimmers; {0}% of them were of 5 to 15.
"""

_LET_BE = [
    "After Pedalo, Rowing brought the most hires.",
    "Besides canoes the fewest hires were of rowing boats.",
    "Canoe had one of the highest numbers of boats returned wet.",
    "In all about 1,800 were hired.",
    "If all were repaired, £1,000 would be saved. That is £9 for each of the boats.",
    "Two of the three hulls on the north shore are late.",
    "Some 40 of 1,766 boats hired were lent to schools.",
]


@pytest.mark.parametrize(
    "paper",
    [
        (LONGEST, "kayak", "canoe", 11),
        (COMMONEST, "pedalo", "rowing", 11),
        (VALUE, "Kayak", "Canoe", 11),
        (RANK, "second", "third", 11),
        (HIGHEST_THEN, "April", "March", 11),
        (OF_ALL, "47", "46", 11),
        (OF_THE_MONTH, "8", "6", 9),
        (OTHER_TOTAL, "43", "118", 11),
        (IN_ALL, "5,771", "5,781", 8),
        (CITED, "4.066", "4.076", 16),
        (LATE, "Three", "Four", 10),
        (ABOVE, "Two", "Three", 9),
        (GOAL, "Three", "Two", 10),
        (EACH, "148", "158", 9),
        (WEEKS, "1,404", "1,350", 9),
        (SHARE, "34", "29", 9),
        (TURNED, "232", "322", 3),
        (ROSE, "fell", "rose", 10),
        (OFTEN, "more", "less", 9),
        (FROM_TO, "231", "232", 9),
        (YEAR_BEFORE, "318", "338", 10),
        (PART_OF_ALL, "92", "61", 11),
        (GONE, "41.1", "14.1", 9),
        (STOCKS, "97", "79", 9),
        (BANDS, "74.0", "47.0", 10),
    ],
    ids=lambda paper: paper[0].splitlines()[-1][:40],
)
def test_the_cell_that_words_name_is_what_they_say(paper: tuple[str, str, str, int], tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(paper, tmp_path)


def test_a_sum_over_the_years_is_no_cell(tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(
        "Bridges, £ million\nKind | 2020 | 2021 | 2022\nStone | 9.3 | 14.5 | 8.8\nIron | 9.9 | 5.9 | 7.5\n"
        "Total | 19.2 | 20.4 | 16.3\nRunning total | 19.2 | 39.6 | 55.9\n\n"
        "In the three years together stone came to £32.6 million of £55.9 million.\n",
        encoding="utf-8",
    )
    assert [(each.rule, each.published) for each in audit_pack(path).findings] == []


@pytest.mark.parametrize("sentence", _LET_BE)
def test_words_of_other_groups_times_and_bases_are_let_be(sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(f"{BOATS}{sentence}\n", encoding="utf-8")
    assert [(each.rule, each.published, each.explanation) for each in audit_pack(path).findings] == []
