"""Sentences about a table: superlatives by the measure that their words tell, and what must be left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

VENUES = """Rooms
Venue | Rooms | Use % | Running cost £ | £ a room-hour used
Orchard House | 2 | 87 | 20,192 | 12.46
Bridge Centre | 2 | 48 | 30,919 | 28.24
Old School | 5 | 69 | 28,395 | 7.17
Station Road | 2 | 76 | 10,096 | 5.80
Library annexe | 3 | 38 | 32,812 | 27.32

{0}
"""
HOLIDAYS = """The year in three holidays
| Easter | Summer | Christmas | Year
Places | 4,259 | 46,782 | 4,951 | 55,992
Attendances | 3,661 | 34,498 | 3,777 | 41,936
Places used, % | 86.0 | 73.7 | 76.3 | 74.9

{0}
"""
DISTRICTS = """Children on plans for neglect, 30 September
District | Children 0 to 17 | On plans for neglect | Rate
East | 17,900 | 22 | 12.3
Central | 14,900 | 17 | 11.4
Marsh | 27,300 | 71 | 26.0
North | 30,900 | 78 | 25.2
West | 17,600 | 31 | 17.6

{0}
"""
YEARS = """Years past
Year | Brought forward | Target of the year | Achieved | Achieved as % of target of the year
2020/21 | 126 | 2,680 | 2,391 | 89.2
2021/22 | 415 | 3,375 | 3,173 | 94.0
2022/23 | 617 | 2,365 | 2,313 | 97.8
2023/24 | 669 | 3,165 | 2,909 | 91.9
2024/25 | 925 | 1,765 | 1,717 | 97.3

{0}
"""
TEAMS = """Teams in October
| Harbour | Moor | Priory | Quarry | Service
Open cases on the last day | 156 | 210 | 195 | 160 | 721
Social workers, FTE | 11.2 | 12.5 | 12.4 | 10.4 | 46.5
Cases per FTE | 13.9 | 16.8 | 15.7 | 15.4 | 15.5
Visits in time, % | 92.6 | 78.5 | 81.7 | 93.6 | 87.2

{0}
"""
TERMS = """Beds at the outdoor centre
Half-term | Nights open | Sold | Empty | Occupancy % | Takings
Autumn first half | 29 | 1,518 | 338 | 81.8 | 51,612
Autumn second half | 32 | 1,869 | 179 | 91.3 | 57,939
Spring first half | 31 | 1,367 | 617 | 68.9 | 46,478
Spring second half | 20 | 649 | 631 | 50.7 | 22,066
Summer first half | 27 | 964 | 764 | 55.8 | 35,668

{0}
"""
COURTS = """Weeks to a final order
Team | Cases | In 26 weeks | Average weeks
Minster | 24 | 15 | 25.1
Forest | 31 | 16 | 29.4
Lakes | 29 | 19 | 27.0
Vale | 18 | 6 | 33.2

{0}
"""
PERIODS = """Profile by period, £000
Month | Planned | Banked | Banked, running
April | 309 | 136 | 136
May | 498 | 155 | 291
June | 406 | 479 | 770
July | 385 | 204 | 974

{0}
"""
SUBJECTS = """What complaints were about
Subject | Raised | Upheld | Withdrawn
Communication | 61 | 20 | 4
Contact with family | 34 | 21 | 2
Delay | 45 | 12 | 9
A change of worker | 27 | 9 | 1

{0}
"""
PAPERS: tuple[tuple[str, str, str], ...] = (
    (VENUES, "Station Road is the cheapest for an hour used and Bridge Centre the dearest.",
     "Station Road is the cheapest for an hour used and Library annexe the dearest."),
    (HOLIDAYS, "Places were best used at Easter.", "Places were best used at Christmas."),
    (DISTRICTS, "The highest rate is in Marsh and the greatest number of children in North.",
     "The highest rate is in Marsh and the greatest number of children in Marsh."),
    (YEARS, "The lowest rate of achievement was in 2020/21.", "The lowest rate of achievement was in 2024/25."),
    (TEAMS, "Moor carries most cases per FTE (16.8).", "Harbour carries most cases per FTE (16.8)."),
    (TERMS, "The fullest half-term was autumn second half; the emptiest was spring second half.",
     "The fullest half-term was autumn second half; the emptiest was summer first half."),
    (COURTS, "The quickest team was Minster and the slowest Vale, 8.1 weeks apart.",
     "The quickest team was Minster and the slowest Forest, 8.1 weeks apart."),
    (PERIODS, "The best single month for banking was June, with £479k.",
     "The best single month for banking was June, with £476k."),
    (SUBJECTS, "The commonest subject was communication.", "The commonest subject was contact with family."),
)  # fmt: skip


@pytest.mark.parametrize(("text", "right", "wrong"), PAPERS, ids=[right for _, right, _ in PAPERS])
def test_a_superlative_is_held_against_the_measure_its_words_tell(
    text: str, right: str, wrong: str, tmp_path: Path
) -> None:
    paper: Paper = (text, right, wrong, text.count("\n"))
    assert_only_the_wrong_is_found(paper, tmp_path)


HONEST = (
    (VENUES, "Old School was among the best."),
    (VENUES, "Old School is one of the cheapest and has the most rooms."),
    (VENUES, "Apart from Station Road the cheapest for an hour used is Old School."),
    (VENUES, "Next to Bridge Centre the dearest for an hour used is Library annexe."),
    (VENUES, "Orchard House is the second cheapest in running cost."),
    (DISTRICTS, "North has the most children and Central the fewest."),
    (DISTRICTS, "The largest rise was in East."),
    (DISTRICTS, "West had the lowest rate for four years."),
    (YEARS, "The most was brought forward into 2024/25."),
    (TEAMS, "At least one visit in Priory was late, as most were in Moor."),
    (TERMS, "The best half-term for takings was autumn second half."),
    (COURTS, "Forest had the most cases and Lakes the most in 26 weeks."),
    (PERIODS, "Banking was highest in June and lowest in April."),
    (SUBJECTS, "Contact with family was most often upheld."),
)


@pytest.mark.parametrize(("text", "honest"), HONEST, ids=[honest for _, honest in HONEST])
def test_what_may_be_so_is_left_alone(text: str, honest: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(text.format(honest), encoding="utf-8")
    assert [(each.rule, each.line, each.explanation) for each in audit_pack(path).findings] == []
