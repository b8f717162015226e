"""Sentences beside a table that name its cells by a word or two, by other figures, or by being of the whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.operations.audit_pack import audit_pack

VISITS = """Hubs board

Hub | Visits 2022-23 | Visits 2023-24 | New families | Groups run
Alder | 1,204 | 1,356 | 87 | 41
Birch | 983 | 1,012 | 65 | 38
Cedar | 1,417 | 1,288 | 102 | 55
Dogwood | 756 | 843 | 49 | 27
All hubs | 4,360 | 4,499 | 303 | 161

"""
HOUSEHOLDS = """Fostering panel

 | Apr-Jun | Jul-Sep | Oct-Dec | Jan-Mar | Year
Households at start | 142 | 139 | 146 | 151 | 142
Add: newly approved | 6 | 14 | 11 | 9 | 40
Less: resigned or retired | 7 | 5 | 4 | 8 | 24
Less: deregistered | 2 | 2 | 2 | 0 | 6
Households at end | 139 | 146 | 151 | 152 | 152

"""
SOURCES = """Front door

Source | 2021/22 | 2022/23 | 2023/24
Police | 1,843 | 1,921 | 2,067
Schools | 1,112 | 1,254 | 1,398
Health | 874 | 902 | 861
Public | 453 | 417 | 388
Total | 4,282 | 4,494 | 4,714

"""
ANSWERS = """Pupil voice

Answer | Primary | Secondary | All
Always | 112 | 64 | 176
Often | 85 | 77 | 162
Sometimes | 31 | 52 | 83
Never | 12 | 27 | 39
Answers | 240 | 220 | 460

"""
POSTS = """Workforce

Team | Posts | Filled by our own | Agency | Vacant
Duty | 24.0 | 15.5 | 5.5 | 3.0
Courts | 18.5 | 14.0 | 3.0 | 1.5
Fostering | 12.0 | 11.0 | 0.0 | 1.0
Whole service | 54.5 | 40.5 | 8.5 | 5.5

"""
ACTIONS = """Board actions

Action | Owner | Status
Publish the strategy | AB | complete
Recruit a lead | CD | complete
Agree the budget | EF | in progress
Set up the panel | GH | complete
Review the tool | IJ | late
Survey carers | KL | complete

"""
INTERVIEWS = """Missing children

Month | Episodes | Interviews offered | Interviews done
April | 48 | 44 | 38
May | 57 | 52 | 41
June | 63 | 60 | 47
July | 51 | 47 | 40
August | 39 | 36 | 29
September | 60 | 55 | 49
Half year | 318 | 294 | 244

"""
REASONS = """Inclusion board

Reason | Autumn 2022 | Spring 2023 | Summer 2023 | Year
Persistent disruption | 214 | 187 | 156 | 557
Assault on a pupil | 61 | 48 | 44 | 153
Verbal abuse | 73 | 80 | 69 | 222
Drugs and alcohol | 12 | 19 | 15 | 46
All suspensions | 360 | 334 | 284 | 978

"""
INDICATORS = """Scorecard

Indicator | Mar 2023 | Mar 2024 | Target
Assessments done in 45 days | 78.4% | 83.9% | 85%
Visits to children on plans in time | 91.2% | 88.7% | 95%
Children in care | 512 | 537 | -
Children on plans | 246 | 219 | -

"""
PLACES = """Early years

Ward | Places | Taken | Vacant | Take-up %
Ashby | 312 | 281 | 31 | 90.1
Brook | 264 | 198 | 66 | 75.0
Castle | 405 | 371 | 34 | 91.6
Denton | 150 | 96 | 54 | 64.0
Borough | 1,131 | 946 | 185 | 83.6

"""
SPENDING = """Placements

Kind | 2022-23 (£000) | 2023-24 (£000) | Change (£000)
In-house fostering | 6,412 | 6,655 | 243
Agency fostering | 9,870 | 9,214 | -656
Residential homes | 14,236 | 17,508 | 3,272
Supported lodgings | 1,305 | 1,467 | 162
All placements | 31,823 | 34,844 | 3,021

"""
CHAPTERS = """Annual report of the service, year to 31 March 2024

A. Who we are

The team has nine people.

B. What we did

The team met twelve times.

C. What comes next

"""
HOLIDAYS = """Clubs

Count | Easter | Summer | Christmas
Places | 48 | 112 | 40
Taken | 31 | 97 | 22

EASTER (4 days)

Area | Places | Taken
North | 20 | 14
South | 28 | 17

SUMMER (16 days)

Area | Places | Taken
North | 52 | 45
South | 60 | 52

"""
WINTER = """ (4 days)

Area | Places | Taken
North | 18 | 10
South | 22 | 12
"""
STATEMENTS = """Survey

Statement | Agree % | Agree % before | Change (pp)
I feel safe | 71.2 | 64.9 | +6.3
I am heard | 62.4 | 61.0 | +1.4
I like it here | 58.8 | 66.1 | -7.3
I know my plan | 49.5 | 51.3 | -1.8
I see my friends | 80.1 | 72.0 | +8.1

"""
TEAMS = """Grades by team

Team | Cases | Good | Average score
Duty North | 31 | 20 | 2.61
Duty South | 28 | 12 | 2.17
Court work | 19 | 9 | 2.40

"""
STAGES = """Attendance by stage

Stage | Pupils | Attendance (%) | Often absent
Years 1 to 6 | 152 | 94.1 | 21
Years 7 to 9 | 61 | 90.3 | 25
Years 10 and 11 | 40 | 86.2 | 19
Total | 253 | 91.9 | 65

"""
AGENCY = """Agency account (£000)

Line | Budget | Outturn | Variance
Income | 812 | 790 | (22)
Staff | 540 | 566 | 26
Fees | 272 | 270 | (2)
Surplus or (deficit) | 0 | (46) | (46)

"""
SCHOOLS = """Balances

School | Budget share | Balance | % of budget share
Alder Rise | 1,358,122 | 71,989 | 5.3
Birch Lane | 1,604,276 | 75,204 | 4.7
Cedar Way | 1,701,081 | 208,562 | 12.3

"""
PAIRS = [
    (VISITS, "Cedar lost ground, slipping from 1,417 visits to [1,288|1,298].", "figures-in-words"),
    (VISITS, "Footfall over the whole service was 4,499, up from [4,360|4,390] a year earlier.", "figures-in-words"),
    (HOUSEHOLDS, "The panel ended March with [152|125] households on its books.", "figures-in-words"),
    (HOUSEHOLDS, "Resignations and retirements took away [24|42] over the year.", "figures-in-words"),
    (SOURCES, "In 2023/24 4,714 came in, [more|fewer] than the year before.", "direction-in-words"),
    (ANSWERS, "338 of [460|406] pupils said always or often.", "figures-in-words"),
    (ANSWERS, "122 pupils, [27%|72%] of those who answered, said sometimes or never.", "figures-in-words"),
    (POSTS, "[More|Less] than two thirds of posts are filled by our own people.", "fractions-in-words"),
    (POSTS, "Agency staff cover [8.5|5.8] posts and 5.5 stand empty.", "figures-in-words"),
    (ACTIONS, "Of [six|seven] actions four are complete and one is late.", "counts-in-words"),
    (INTERVIEWS, "[June|May] saw the most episodes.", "highest-in-words"),
    (INTERVIEWS, "June was the busiest month, and [August|April] the quietest.", "highest-in-words"),
    (INTERVIEWS, "We offered 294 interviews and did [244|245]; the rest were refused.", "figures-in-words"),
    (REASONS, "Disruption is what most are sent home for, with [557|575] cases over the year.", "figures-in-words"),
    (REASONS, "In the summer 44 were for an assault, against [48|84] in the term before.", "figures-in-words"),
    (INDICATORS, "There were 537 children in care, [more|fewer] than the year before.", "direction-in-words"),
    (INDICATORS, "83.9% were done in 45 days, where it was [78.4%|74.8%] a year earlier.", "figures-in-words"),
    (PLACES, "Across the borough 946 places are taken and [185|158] lie empty.", "figures-in-words"),
    (CHAPTERS, "The Board is asked to agree what Section [C|F] sets out.", "references"),
    (CHAPTERS, "The next annual report will cover the year to 31 March [2025|2023].", "title-period"),
    (HOLIDAYS, "[CHRISTMAS|SUMMER]" + WINTER, "names-twice"),
]
ALONE = [
    (STATEMENTS, "Two of the five rose by 5 points or more and one fell by as much."),
    (TEAMS, "Duty North had the highest average and Duty South the lowest."),
    (STAGES, "In Years 10 and 11 19 pupils were often absent, and attendance overall was 91.9 per cent."),
    (AGENCY, "The year closed with a deficit of £46,000."),
    (SCHOOLS, "Loan to Alder Rise, £160,000 at 3.5%"),
    (SPENDING, "About 40 children were in homes on an average day, each at some £8,400 a week."),
    (SPENDING, "The market for homes has 128 providers in the region."),
    (INDICATORS, "A consultant looked at 93 files and 57 interviews were held."),
    (PLACES, "The survey of 314 parents found that 62% were content."),
    (PLACES, "Denton is the emptiest ward: 54 of its 150 places are vacant."),
    (PLACES, "Nearly two thirds of places in Denton are taken."),
    (REASONS, "There are 64 schools, and 37 of them suspended nobody."),
    (REASONS, "A loan of £160,000 at 5.1% pays for the unit."),
    (INTERVIEWS, "50 interviews that were offered were never done."),
    (INTERVIEWS, "September had the most interviews done and June the most episodes."),
    (HOUSEHOLDS, "We gained 40 households and lost 30, of whom 24 left of their own accord."),
    (CHAPTERS, "Section C tells the rest."),
]


def told(path: Path, table: str, words: str) -> set[str]:
    """The rules that find something in the table with the words under it."""
    path.write_text(f"{table}{words}\n", encoding="utf-8")
    return {each.rule for each in audit_pack(path).findings if each.severity.value in {"error", "warning"}}


def either(words: str, number: int) -> str:
    """The words with the first or the second of what stands in brackets."""
    before, _, rest = words.partition("[")
    choice, _, after = rest.partition("]")
    return f"{before}{choice.split('|')[number]}{after}"


@pytest.mark.parametrize(("table", "words", "rule"), PAIRS)
def test_what_is_told_wrong_is_found_and_its_twin_left_alone(tmp_path: Path, table: str, words: str, rule: str) -> None:
    assert told(tmp_path / "right.txt", table, either(words, 0)) == set()
    assert rule in told(tmp_path / "wrong.txt", table, either(words, 1))


@pytest.mark.parametrize(("table", "words"), ALONE)
def test_what_is_of_another_thing_is_left_alone(tmp_path: Path, table: str, words: str) -> None:
    assert told(tmp_path / "pack.txt", table, words) == set()
