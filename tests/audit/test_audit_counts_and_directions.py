"""Counts in words by marks and grades, lists of marked rows, which of two cells is said to be more."""

from __future__ import annotations

from pathlib import Path

import pytest
from papers_of_counts import (
    ACTIONS,
    CASELOADS,
    CLUBS,
    DEBTS,
    ENTRANTS,
    GRADES,
    JUDGED,
    LONG_YEARS,
    PAYMENTS,
    PLACES,
    PUPILS,
    RENT,
    RISKS,
    SCHEMES,
    SERVICES,
    SITES,
    STAFF,
    STAGES,
    STRANDS,
    SUMMERS,
    TRENDS,
)
from right_and_wrong import Paper, assert_only_the_wrong_is_found

RIGHT_AND_WRONG: dict[str, Paper] = {
    "over the range": (
        CASELOADS,
        "Two of the six teams are over the range.",
        "One of the six teams are over the range.",
        11,
    ),
    "under it": (
        CASELOADS,
        "Two of the six teams are below the range.",
        "Three of the six teams are below the range.",
        11,
    ),
    "outside it": (
        CASELOADS,
        "Four of the six teams are outside the range.",
        "Two of the six teams are outside the range.",
        11,
    ),
    "key of signs": (
        PUPILS,
        "Three of the five schools are above the band.",
        "Two of the five schools are above the band.",
        10,
    ),
    "within the band": (
        PUPILS,
        "One of the five schools is within the band.",
        "Two of the five schools are within the band.",
        10,
    ),
    "went up": (TRENDS, "One of the five marks went up.", "Two of the five marks went up.", 9),
    "went down": (TRENDS, "Two of the five marks went down.", "Three of the five marks went down.", 9),
    "graded": (
        GRADES,
        "Seven were graded inadequate and have been looked at again.",
        "Six were graded inadequate and have been looked at again.",
        9,
    ),
    "graded in figures": (GRADES, "22 were judged good.", "25 were judged good.", 9),
    "row of grades": (JUDGED, "Five visits were judged weak.", "Four visits were judged weak.", 8),
    "none is high": (RISKS, "None of the five risks are high.", "One of the five risks are high.", 10),
    "some are medium": (RISKS, "Three of the five risks are medium.", "Four of the five risks are medium.", 10),
    "flagged": (
        PLACES,
        "Flagged LOOK: aged 11 to 17; parent and child.",
        "Flagged LOOK: aged 11 to 17.",
        12,
    ),
    "one too many": (
        PLACES,
        "Flagged TIGHT: aged 5 to 10.",
        "Flagged TIGHT: aged 5 to 10; siblings of three or more.",
        12,
    ),
    "starred": (SITES, "Marked *: Quarry Lane, Hospital site.", "Marked *: Quarry Lane.", 9),
    "starred, none": (SITES, "Marked *: Quarry Lane and Hospital site.", "Marked *: none.", 9),
    "mean across": (
        SERVICES,
        "The number in 2023 was below the mean of the five years.",
        "The number in 2023 was above the mean of the five years.",
        8,
    ),
    "mean of a row": (
        SERVICES,
        "Fostering in 2023 was above the mean of the five years.",
        "Fostering in 2023 was below the mean of the five years.",
        8,
    ),
    "mean down": (
        LONG_YEARS,
        "Referrals in 2020 were below the mean of the four years.",
        "Referrals in 2020 were above the mean of the four years.",
        9,
    ),
    "start of the year": (
        RENT,
        "Tenants owed £24,724 at the end of the year, more than at its start.",
        "Tenants owed £24,724 at the end of the year, less than at its start.",
        8,
    ),
    "first day": (
        ACTIONS,
        "On 30 September 56 actions were open, fewer than on 1 July.",
        "On 30 September 56 actions were open, more than on 1 July.",
        8,
    ),
    "year before, down": (
        ENTRANTS,
        "The rate was 201.9 per 100,000 in the year to September 2021, down on the year before.",
        "The rate was 201.9 per 100,000 in the year to September 2021, up on the year before.",
        9,
    ),
    "year before, of quarters": (
        STAFF,
        "It was 30.7% in the year to Sep 2023, up on the year before.",
        "It was 30.7% in the year to Sep 2023, down on the year before.",
        9,
    ),
    "more than in": (
        STAGES,
        "More households were approved than in 2021/22.",
        "Fewer households were approved than in 2021/22.",
        8,
    ),
    "fewer home visits": (
        STAGES,
        "In 2022/23, fewer enquiry calls came than in 2021/22.",
        "In 2022/23, more enquiry calls came than in 2021/22.",
        8,
    ),
    "the summer before": (
        CLUBS,
        "More children came than in the summer before.",
        "Fewer children came than in the summer before.",
        8,
    ),
    "two summers": (
        CLUBS,
        "Art in summer 2023 was lower than in summer 2022.",
        "Art in summer 2023 was higher than in summer 2022.",
        8,
    ),
    "share of all owed": (
        DEBTS,
        "£25,500 was late, 25.5% of all that was owed.",
        "£25,500 was late, 22.5% of all that was owed.",
        8,
    ),
    "sum of one word": (
        PAYMENTS,
        "Payments came to £2,864, of which £1,664 was on the Ombudsman's word.",
        "Payments came to £2,864, of which £1,646 was on the Ombudsman's word.",
        10,
    ),
    "sum of another word": (
        PAYMENTS,
        "The Council agreed £1,200 of the payments.",
        "The Council agreed £2,100 of the payments.",
        10,
    ),
    "summers down the table": (
        SUMMERS,
        "Fewer children came than in the summer before.",
        "More children came than in the summer before.",
        9,
    ),
    "two quarters": (
        STRANDS,
        "Spending in quarter 3 was lower than in quarter 2.",
        "Spending in quarter 3 was higher than in quarter 2.",
        8,
    ),
    "thousands": (
        SCHEMES,
        "Spend of the programme in 2023/24 is forecast at £4,650k.",
        "Spend of the programme in 2023/24 is forecast at £4,560k.",
        8,
    ),
}


@pytest.mark.parametrize("name", RIGHT_AND_WRONG)
def test_a_claim_is_told_only_where_it_is_wrong(name: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(RIGHT_AND_WRONG[name], tmp_path)
