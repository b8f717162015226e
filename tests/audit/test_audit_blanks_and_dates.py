"""Forms of small tables: blanks for nought, stocks of two dates, signed steps, notes over a table, figures lifted."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

BLANKS = """Boats by length in metres

Kind | 4 | 5 | 6 | 7 | 8 | Boats
Dinghies | 11 | 9 | | | | 20
Yachts | | 3 | 8 | 6 | 13 | 30
Canoes | 14 | 2 | | | | 16
Rafts | | | 5 | {0} | | 12
Launches | | | 4 | 1 | 6 | 11
Every boat | 25 | 14 | 17 | 14 | 19 | 89
"""
TWO_DATES = """Repairs

 | Hulls | Masts | Sails
Waiting on 1 May | 12 | 5 | 31
Received | {0} | 18 | 47
Answered | 171 | 16 | 40
Withdrawn | 9 | 3 | 8
Waiting on 30 June | 14 | 4 | 30
"""
STEPS = """Visitors to the lighthouse

Month | Visitors | Step from month before | Mark
May 2024 | 232 | | .
June 2024 | 248 | +16 | .
July 2024 | 229 | {0} | .
August 2024 | 251 | +22 | .
September 2024 | 251 | 0 | .
October 2024 | 219 | -32 | .
"""
YEARS = """What moved the harbour dues, £000

Dues 2022/23\t3,804
More boats\t+278
New prices\t+108
Pontoon closed\t-159
Gifts of berths\t-66
Dues 2023/24\t{0}
"""
NOTE_OVER = """Table 1. The year at the sailing school

Many sailors come in more than one season, so the year does not add up for sailors; it does for days, places and trips.
 | Spring | Summer | Autumn | Year
Days afloat | 4 | {0} | 4 | 24
Places | 4,259 | 46,782 | 4,951 | 55,992
Trips | 3,661 | 34,498 | 3,777 | 41,936
Sailors | 1,356 | 4,107 | 1,399 | 5,264
of whom beginners | 983 | 3,115 | 1,154 | 4,012
of whom old hands | 373 | 992 | 245 | 1,252
"""
RANKED_PAIRS = """Why trips were called off

Reason | This season | Last season | Order
Fog | 77 (10%) | 59 (8%) | 6
Gale | 161 (21%) | 144 (20%) | 1
Crew ill | 120 (16%) | 102 (14%) | 4
Engine | 123 (16%) | 91 (13%) | {0}
No tide | 88 (12%) | 81 (11%) | 5
No pilot | 121 (16%) | 152 (21%) | 3
Dock shut | 72 (9%) | 96 (13%) | 7
All trips called off | 762 | 725 |
"""
DEBT = """Money owed by skippers

Age of debt | Bills | Amount | Share % | A year before | Change %
Not yet due | 61 | 79,296 | 78.1 | 63,051 | +25.8
1 to 30 days late | 39 | 16,578 | 16.3 | 23,129 | -28.3
31 to 60 days late | 13 | 3,376 | 3.3 | 4,343 | -22.3
61 to 90 days late | 8 | 1,592 | 1.6 | 1,255 | +26.9
Over 90 days late | 4 | 692 | 0.7 | 527 | +31.3
All debt | 125 | 101,534 | 100.0 | {0} | +10.0
"""
CERTIFICATES = """Certificates on the quay, £

No. | Date | Work to date | Kept back % | Kept back | Net to date | Certified before | Due now
1 | 2 May 2024 | 192,000 | 5.0 | 9,600 | 182,400 | 0 | 182,400
2 | 30 May 2024 | 376,000 | 5.0 | 18,800 | 357,200 | 182,400 | 174,800
3 | 27 June 2024 | 664,000 | 5.0 | {0} | 630,800 | 357,200 | 273,600
4 | 25 July 2024 | 768,000 | 5.0 | 38,400 | 729,600 | 630,800 | 98,800
5 | 22 August 2024 | 904,000 | 5.0 | 45,200 | 858,800 | 729,600 | 129,200
6 | 19 September 2024 | 1,024,000 | 2.5 | 25,600 | 998,400 | 858,800 | 139,600
Due, six certificates | | | | | | | 998,400
"""
HALVES = """Questions on the deck, all trips

Question | Yes | Partly | No | Does not apply | Applicable | Mark %
Jackets worn | 50 | 21 | 16 | - | 87 | 70
Charts read | 34 | 12 | 22 | 19 | 68 | 59
Radio tried | 36 | 14 | 17 | 20 | 67 | 64
Lamps lit | 38 | 25 | 11 | 13 | 74 | {0}
Ropes coiled | 46 | 20 | 11 | 10 | 77 | 73
Log kept | 38 | 10 | 9 | 30 | 57 | 75
"""
LIFTED = """PART 1. The fleet

State | Boats | Blue | Green | Grey
North quay | 30 | 11 | 12 | 7
South quay | 25 | 6 | 9 | 10
Whole fleet | 55 | 17 | 21 | 17

PART 2. Surveys of hulls

Round | Hulls | Sound | Sound %
Round 1 | 61 | 40 | 65.6
Round 2 | 58 | 41 | 70.7
Round 3 | 47 | 36 | 76.6
Round 4 | 41 | 33 | 80.5

PART 3. Dues, £000

Line | Budget | Spent | Left
Paint | 388 | 161 | 227
Rope | 215 | 163 | 52
Whole line | 603 | 324 | 279

PART 4. For the harbour master's page

Item | Part | Figure
Boats in the fleet | 1 | 55
Boats blue | 1 | {0}
Hulls seen in the latest round | 2 | {1}
Sound in the latest round % | 2 | 80.5
Budget spent £000 | 3 | 324
Budget left £000 | 3 | 279
"""
INDEXED = """Repairs by yard

Yard | 2019 | 2020 | 2021 | 2022 | 2023 | 2023 as index (2019 = 100)
North | 62 | 65 | 63 | 55 | 47 | 76
South | 41 | 37 | 46 | 44 | 44 | 107
Quay | 20 | 14 | 23 | 22 | 28 | {0}
Dock | 17 | 12 | 9 | 14 | 23 | 135
Slip | 13 | 11 | 8 | 10 | 22 | 169
"""
LONGER = """Time under sail

Minutes | Trips | % | That long or longer
0-14 | 716 | 33.0 | 2,172
15-29 | 590 | 27.2 | 1,456
30-44 | 300 | 13.8 | {0}
45-74 | 287 | 13.2 | 566
75 and over | 279 | 12.8 | 279
All trips | 2,172 | 100.0 |
"""
LEDGER = """Harbour account, £000

Line | Budget | Forecast | Against budget
Crews | 4,210 | 4,896 | 686 over
Paint | 388 | 371 | 17 under
Rope | 215 | 238 | {0}
Hired boats | 1,140 | 1,172 | 32 over
Insurance | 402 | 377 | 25 under
"""
REGISTER = """Register of risks to the quay

Ref | Risk | Before: L | Before: I | Before | Now: L | Now: I | Now
C01 | Too few pilots | 4 | 5 | 20 | 4 | 4 | 16
C02 | Price of rope | 4 | 3 | 12 | 3 | 2 | 6
C03 | Fog | 3 | 5 | 15 | 3 | 5 | 15
C04 | Ice | 3 | 3 | {0} | 1 | 1 | 1
C05 | Silt | 3 | 3 | 9 | 1 | 2 | 2
"""
NOTICES = """Bans from the harbour, from notice to register

 | 2021 | 2022 | 2023
Notices sent | 34 | 25 | 40
less: withdrawn by the master | 3 | 6 | 6
less: not upheld by the board | 1 | 4 | 2
Upheld | {0} | 15 | 32
"""
CREWS = """Crews

 | Apr-Jun | Jul-Sep | Half-year
Crews at start | 165 | 169 | 165
Newly approved | 12 | 8 | 20
Moved to us from an agency | 1 | 1 | 2
Resigned or retired | 9 | 19 | 28
Approval ended by the board | 0 | 0 | 0
Crews at end | 169 | 159 | {0}
"""
GROUPS = """Groups of sailors (a sailor may be in several)

Group | In the group | Rescued | One in
Boys | 10,022 | 342 | 29
New members | 4,080 | 260 | 16
Racers | 2,642 | 188 | 14
Anglers | 842 | 63 | {0}
Divers | 139 | 17 | 8
All sailors | 19,651 | 485 | 41
"""
PAPERS: dict[str, Paper] = {
    "a score is called as its likelihood and impact are": (REGISTER, "9", "19", 7),
    "what is less in every line is taken off": (NOTICES, "30", "40", 7),
    "the last word says which way it went": (CREWS, "159", "160", 9),
    "one in so many": (GROUPS, "13", "3", 7),
    "an index of the year that its heading names": (INDEXED, "140", "127", 6),
    "a running total from the end": (LONGER, "866", "886", 6),
    "over and under are signs": (LEDGER, "23 over", "32 over", 6),
    "a blank is nought where most sums are so right": (BLANKS, "7", "9", 7),
    "a stock of two dates, with a digit switched in one part of three": (TWO_DATES, "182", "128", 5),
    "a step is signed": (STEPS, "-19", "+19", 6),
    "from one year to the next, all between signed": (YEARS, "3,965", "9,365", 8),
    "a note over the table tells what does not add up": (NOTE_OVER, "16", "4", 5),
    "of a number and its share the number is ranked": (RANKED_PAIRS, "2", "3", 7),
    "a year before is of the amount, and not of its share": (DEBT, "92,305", "92,304", 9),
    "rows that begin with a number and a date are no headings": (CERTIFICATES, "33,200", "32,300", 6),
    "what is met in part counts half": (HALVES, "68", "85", 7),
}


@pytest.mark.parametrize("what", PAPERS)
def test_the_wrong_figure_is_found_and_the_right_one_is_not(what: str, tmp_path: Path) -> None:
    """Each paper is honest with the one text in it and has one fault with the other."""
    assert_only_the_wrong_is_found(PAPERS[what], tmp_path)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (LIFTED.replace("{1}", "41"), "17", "55"),
        (LIFTED.replace("{1}", "41"), "17", "1"),
        (LIFTED.replace("{0}", "17").replace("{1}", "{0}"), "41", "14"),
    ],
)
def test_two_lifted_figures_are_not_one(text: str, right: str, wrong: str, tmp_path: Path) -> None:
    """A figure that another row lifts under a better name is not this one's; the latest round is the last."""
    line = next(number for number, each in enumerate(text.splitlines(), 1) if "{0}" in each)
    assert_only_the_wrong_is_found((text, right, wrong, line), tmp_path)


HONEST = {
    "each is counted once in every quarter": """Loans of sails

 | Jibs | Spinnakers | Loans | Members who borrowed | Loans a member
Sep-Nov | 21,484 | 3,478 | 24,962 | 3,285 | 7.6
Dec-Feb | 20,701 | 3,481 | 24,182 | 3,785 | 6.4
Mar-May | 18,535 | 3,795 | 22,330 | 4,771 | 4.7
Jun-Aug | 25,113 | 2,920 | 28,033 | 3,381 | 8.3
Year | 85,833 | 13,674 | 99,507 | 8,661 | 11.5

A member is counted once in each quarter and once in the year.
""",
    "sides are told once": """Spend to date

£000 | Budget | Year forecast | Over (O) or under (U) | % of budget
Sails | 3,931.5 | 4,010.1 | 78.6 O | 2.0
Ropes | 1,474.8 | 1,371.6 | 103.2 U | 7.0
Paint | 328.8 | 332.1 | 3.3 O | 1.0
Lamps | 203.6 | 207.7 | 4.1 O | 2.0
Charts | 123.1 | 125.6 | 2.5 O | 2.0
All | 6,061.8 | 6,047.1 | 14.7 U | 0.2
""",
    "an average of all from which something was left out": """New berths, schemes ended

Scheme | Berths | Area m2 | Cost £000 | m2 per berth
Abbey quay | 150 | 1,020 | 2,564 | 6.8
Clubhouse | - | 300 | 841 | -
Willow basin | 68 | 1,318 | 4,606 | 19.4
First floats | 40 | 348 | 1,024 | 8.7
Moorings | 120 | 344 | 872 | 2.9
All five | 378 | 3,330 | 9,907 | 8.0

The last row leaves out the clubhouse, which adds no berths.
""",
    "changes of averages are not added": """Loads

Crew | Loads | Hands | Loads a worker | Heaviest load | Loads a worker, May 2023 | Change
North | 150 | 11.2 | 13.4 | 19 | 14.6 | -1.2
South | 242 | 15.4 | 15.7 | 21 | 13.7 | +2.0
Quay | 402 | 19.8 | 20.3 | 29 | 19.4 | +0.9
Yard | 252 | 14.9 | 16.9 | 25 | 14.8 | +2.1
Dock | 363 | 19.5 | 18.6 | 26 | 19.6 | -1.0
All crews | 1,409 | 80.8 | 17.4 | 29 | 16.5 | +0.9
""",
    "each person once": """Nights aboard

Berth | Young people | Nights | Cost £
Cabin | 2 | 83 | 67,645
Hammock | 3 | 64 | 39,488
Bunk | 6 | 150 | 40,650
Deck | 6 | 400 | 24,000
All (each young person once) | 15 | 697 | 171,783
""",
}


def test_a_first_column_that_names_the_rows_is_their_label(tmp_path: Path) -> None:
    """`Colour rating` over `Red`, `Amber`, `Green` judges nothing: each row is called by it."""
    path = tmp_path / "pack.txt"
    path.write_text(
        "Time afloat\n\nColour rating\tLimit\tTrips\tIn limit\n"
        "Red\t4:00\t98\t76\nAmber\t24:00\t84\t59\nGreen\t72:00\t77\t63\nAll\t\t259\t198\n",
        encoding="utf-8",
    )
    labels = [row.label for row in audit_pack(path).pack.tables[0].rows]
    assert labels == ["Red | 4:00", "Amber | 24:00", "Green | 72:00", "All"]


@pytest.mark.parametrize("what", HONEST)
def test_nothing_is_found_in_an_honest_paper(what: str, tmp_path: Path) -> None:
    """What looks like a total or an average of all, and is none."""
    path = tmp_path / "pack.txt"
    path.write_text(HONEST[what], encoding="utf-8")
    assert [(each.rule, each.line, each.explanation) for each in audit_pack(path).findings] == []
