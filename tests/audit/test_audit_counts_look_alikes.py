"""Honest sentences that look like counts of marks and grades, lists of marked rows, and comparisons of two cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from papers_of_counts import (
    ACTIONS,
    BIDS,
    CASELOADS,
    CLUBS,
    DEBTS,
    ENTRANTS,
    GRADES,
    JUDGED,
    MINUTES,
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
    SUBJECTS,
    SUMMERS,
    TRENDS,
)

from crossfoot.operations.audit_pack import audit_pack

HONEST = {
    "a row that is the sum of the kinds is no rival": (SUBJECTS, "The subject noted most was delay."),
    "how points are worked out": (
        BIDS,
        "Price is worth 60 points: sixty times the lowest daily price over the bidder's price, to one decimal.",
    ),
    "limits told of bands": (MINUTES, "The guide is 45 minutes for primary pupils and 75 for secondary."),
    "what one word of a column makes": (
        PAYMENTS,
        "Payments came to £2,864, of which £1,664 was on the Ombudsman's word.",
    ),
    "a part of the paper is no figure": (
        SCHEMES,
        "Schedule 2 leaves out what was spent before, so its last column is less than the whole in Schedule 1.",
    ),
    "parts of the paper": (SCHEMES, "Tables 1 and 2 hold more than Part 4, which has fewer than Panel 3."),
    "over another thing": (CASELOADS, "One of the six teams is over budget."),
    "over a figure": (CASELOADS, "Five of the six teams are over 13.5 cases."),
    "not over the range": (CASELOADS, "Four of the six teams are not over the range."),
    "was over it before": (CASELOADS, "Three of the six teams were over the range last year."),
    "of another number of teams": (CASELOADS, "One of the four teams is over the range."),
    "another sort of schools": (PUPILS, "Two of the three infant schools are above the band."),
    "marks moved by points": (TRENDS, "Two of the five marks went up by 2 points or more over two years."),
    "of those looked at again": (GRADES, "Of the 20 looked at again, four were graded inadequate."),
    "of them": (GRADES, "Six of them were graded inadequate by the moderator."),
    "a team is named": (GRADES, "In Short-term Homes three were graded inadequate."),
    "a team is named before": (GRADES, "Short-term Homes did least well. Three were graded inadequate."),
    "last time": (GRADES, "Last quarter nine were graded inadequate."),
    "at least": (GRADES, "At least six were graded good."),
    "another was": (GRADES, "Another two were graded inadequate by the inspectorate."),
    "graded by others": (GRADES, "Nine were graded inadequate in March 2021."),
    "no grade of the table": (GRADES, "Six were graded excellent by the team itself."),
    "homes of all": (JUDGED, "Three homes were judged weak."),
    "one of the risks of last month": (RISKS, "One of the seven risks of last year was high."),
    "high spend": (RISKS, "Two of the five risks are costly."),
    "flagged last time": (PLACES, "Flagged LOOK last year: aged 11 to 17."),
    "neither flag": (PLACES, "Not flagged: aged 0 to 4; short notice; siblings of three or more."),
    "flagged with reason": (PLACES, "Flagged LOOK: aged 11 to 17 because two homes opened; parent and child."),
    "newly flagged": (PLACES, "Newly flagged LOOK: parent and child."),
    "still flagged": (PLACES, "Still flagged LOOK: aged 11 to 17."),
    "a note on a flag": (PLACES, "LOOK: the panel looks at these kinds first."),
    "spend first": (SITES, "Sites to be spent first: Quarry Lane."),
    "mean of others": (SERVICES, "The number in 2023 was above the mean of our neighbours."),
    "mean wait": (SERVICES, "The wait in 2023 was above the mean of the five years."),
    "each service": (SERVICES, "Each service in 2023 was above the mean of the five years but one."),
    "part of a row": (SERVICES, "Complaints upheld in 2023 were above the mean of the five years."),
    "of three years": (SERVICES, "The number of teams in 2023 was above the mean of the three years."),
    "owed by others": (RENT, "Tenants owed £24,724 at the end of the year, less than they were charged."),
    "start of the plan": (
        RENT,
        "Tenants owed £24,724 at the end of the year, less than at the start of the plan in 2019.",
    ),
    "another date": (ACTIONS, "On 30 September 56 actions were open, more than on 1 April."),
    "year before that": (
        ENTRANTS,
        "The rate was 274.0 per 100,000 in the year to September 2020, up on the year before.",
    ),
    "the region": (ENTRANTS, "The rate of the region was 155.2 per 100,000, up on the year before."),
    "another quarter": (STAFF, "It was 26.0% in the year to Dec 2022, down on the year before."),
    "nationally more": (STAGES, "Nationally fewer households were approved than in 2021/22."),
    "more of the young": (STAGES, "More carers left than in 2021/22."),
    "not more": (STAGES, "No fewer households were approved than in 2021/22."),
    "sum of several": (PAYMENTS, "The Ombudsman and the Council agreed £2,864."),
    "about so much": (PAYMENTS, "About £1,700 was on the Ombudsman's word."),
    "one payment of the word": (PAYMENTS, "The largest on the Ombudsman's word was £1,164."),
    "another year's sum": (PAYMENTS, "The Ombudsman agreed £4,215 the year before."),
    "distress alone": (PAYMENTS, "The Council agreed £1,000 for distress."),
    "a share of another whole": (DEBTS, "£25,500 was late, 8.5% of all that the council was owed."),
    "a share of invoices": (DEBTS, "40 invoices were late, 16.7% of them."),
    "a club of another summer": (CLUBS, "Fewer children came than in the summer of 2019."),
    "summer against easter": (CLUBS, "Fewer children came to the sea trip than in the summer before."),
    "costs were higher": (CLUBS, "The cost in summer 2023 was lower than in summer 2022."),
    "hours of art": (CLUBS, "Hours of art in summer 2023 were higher than in summer 2022."),
    "of another summer": (SUMMERS, "More children came than in the summer of 2019."),
    "parents came": (SUMMERS, "More parents came than in the summer before."),
    "spending on staff": (STRANDS, "Spending on staff in quarter 3 was higher than in quarter 2."),
    "spending of a strand": (STRANDS, "Spending on home learning in quarter 3 was lower than in quarter 2."),
    "grant in a quarter": (STRANDS, "The grant in quarter 3 was higher than in quarter 2."),
    "in another year": (STAGES, "Fewer households were approved than in 2019/20."),
}


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_look_alike_draws_nothing(name: str, tmp_path: Path) -> None:
    text, claim = HONEST[name]
    path = tmp_path / "pack.txt"
    path.write_text(text.format(claim), encoding="utf-8")
    assert [(each.rule, each.published, each.explanation) for each in audit_pack(path).findings] == []
