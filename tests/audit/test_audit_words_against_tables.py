"""What the words say of a table: figures, counts and lists of states, extremes, runs, sums, directions, spending."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.operations.audit_pack import audit_pack

MONTHS = """Safeguarding board

Table 1: Activity
Measure | Jan-19 | Feb-19 | Mar-19 | Apr-19
Strategy meetings held | 118 | 131 | 127 | 142
Referrals | 310 | 322 | 355 | 341
Re-referrals | 61 | 64 | 70 | 66
Children on a child protection plan | 204 | 211 | 219 | 228
Home visits in time - % | 88.1% | 86.4% | 84.9% | 83.0%

"""
RATED = """Improvement board

Measure | Good is | Target | Q1 | Q2 | RAG | Status
Assessments on time | High | 90% | 81% | 92% | Green | Open
Repeat plans | Low | 20% | 22% | 25% | Red | Open
Dental checks | High | 80% | 70% | 78% | Amber | Complete
Missing interviews | High | 75% | 66% | 61% | Red | Open

"""
AREAS = """Family hubs

Area | Visits | New families | Days to first visit
Northgate | 210 | 34 | 11
Southsea | 185 | 41 | 9
Westbrook | 164 | 22 | 15
Eastholme | 241 | 39 | 12
Borough | 800 | 136 | 12

"""
NEEDS = """Inclusion

Need | Plans | Share
Autism | 120 | 40%
Speech | 75 | 25%
Learning | 60 | 20%
Hearing | 30 | 10%
Sight | 15 | 5%
All | 300 | 100%

"""
MONEY = """Budget

Service | Budget £000 | Forecast £000 | Variance £000 | Variance %
Fostering | 4,120 | 4,395 | +275 | +6.7%
Residential | 6,310 | 6,150 | -160 | -2.5%
Transport | 2,000 | 2,120 | +120 | +6.0%
Total | 12,430 | 12,665 | +235 | +1.9%

"""
HOMES = """Homes board

Home | Beds | Incidents | Latest judgement
Alder | 7 | 9 | Good
Beech | 3 | 15 | Outstanding
Cedar | 3 | 40 | Requires improvement
Dove | 5 | 26 | Good
Elm | 7 | 5 | Good
All homes | 25 | 95 | -

"""
PROFILE = """Risk board

Rating | High | Medium | Low | All
Risks | 1 | 6 | 1 | 8
Share | 13% | 75% | 13% | 100%

"""
HALVES = """Scrutiny committee

Measure | Q1 | Q2 | Q3 | Q4 | Target
Health assessments held | 81.2% | 84.0% | 93.3% | 90.9% | 90.0%
Dental checks | 60.1% | 61.4% | 63.0% | 66.2% | 60.0%

"""
WORDS = {
    "figures-in-words",
    "counts-in-words",
    "lists-in-words",
    "highest-in-words",
    "runs-in-words",
    "totals-in-words",
    "spending-words",
    "direction-in-words",
    "change-over-time",
    "fractions-in-words",
}


def said(path: Path, table: str, words: str) -> list[tuple[str, str]]:
    lines = [line.replace(" | ", "\t") for line in f"{table}{words}\n".split("\n")]
    path.write_text("\n".join(lines), encoding="utf-8")
    return [(each.rule, each.published) for each in audit_pack(path).findings if each.rule in WORDS]


FOUND = [
    # A digit turned, a month too old, a near figure, a number in words.
    (MONTHS, "In April 124 strategy meetings were held.", "figures-in-words"),
    (MONTHS, "At the end of April 219 children were subject to a child protection plan.", "figures-in-words"),
    (MONTHS, "One hundred and twenty-four strategy meetings were held in April.", "figures-in-words"),
    (MONTHS, "We held 118 strategy meetings in March.", "figures-in-words"),
    (MONTHS, "88.1% of home visits were in time in April.", "figures-in-words"),
    (AREAS, "Across the borough we made 880 visits.", "figures-in-words"),
    (AREAS, "Sixty-one new families were seen in Eastholme.", ""),
    (AREAS, "Southsea saw 14 new families.", "figures-in-words"),
    # Counts and lists.
    (RATED, "Three of the four measures are red.", "counts-in-words"),
    (RATED, "One measure is green, two are amber and one is red.", "counts-in-words"),
    (RATED, "Of the four measures, one is complete and two remain open.", "counts-in-words"),
    (RATED, "Performance improved on three of the four.", "counts-in-words"),
    (RATED, "The red measures are repeat plans and dental checks.", "lists-in-words"),
    (RATED, "Two measures are red (Repeat plans and Assessments on time).", "lists-in-words"),
    (MONEY, "Two of the three services forecast an underspend.", "counts-in-words"),
    (HOMES, "Three of our five homes are judged good or better.", "counts-in-words"),
    (HOMES, "Three of the five homes are good or outstanding.", "counts-in-words"),
    (HOMES, "Two of our five homes are below good.", "counts-in-words"),
    (HOMES, "Two of the five homes require improvement.", "counts-in-words"),
    (HOMES, "One of the five homes is inadequate.", "counts-in-words"),
    (RATED, "One of the four measures is not red.", "counts-in-words"),
    (RATED, "Two of the four measures are red or amber.", "counts-in-words"),
    (RATED, "One of the four measures is amber or better.", "counts-in-words"),
    (HOMES, "We recorded 59 incidents.", "figures-in-words"),
    (HALVES, "Health assessments ended the year at 93.3%, against a target of 90%.", "figures-in-words"),
    # Extremes among rows and columns.
    (AREAS, "The busiest area was Northgate, with most of the visits.", "highest-in-words"),
    (AREAS, "The longest wait for a first visit was in Eastholme.", "highest-in-words"),
    (AREAS, "New families were fewest in Westbrook; the highest number of them was in Eastholme.", "highest-in-words"),
    (NEEDS, "The largest group is Speech.", "highest-in-words"),
    (MONTHS, "The number of referrals was highest in April.", "highest-in-words"),
    # Runs.
    (MONTHS, "Children on a child protection plan have risen for the second month running.", "runs-in-words"),
    (MONTHS, "Referrals fell for the third month in a row.", "runs-in-words"),
    (MONTHS, "Strategy meetings held were the lowest of the four months shown.", "runs-in-words"),
    # Sums, averages, shares.
    (NEEDS, "The two largest needs account for 56% of plans.", "totals-in-words"),
    (NEEDS, "Hearing and sight together make up 51% of plans.", "totals-in-words"),
    (NEEDS, "Needs other than autism make up 40% of plans.", "totals-in-words"),
    (MONTHS, "Over the four months 581 strategy meetings were held.", "totals-in-words"),
    (MONTHS, "Over the last three months there were on average 393 referrals a month.", "totals-in-words"),
    # Directions.
    (MONTHS, "Re-referrals rose between March and April.", "direction-in-words"),
    (MONTHS, "Strategy meetings held have fallen since March.", "direction-in-words"),
    (MONTHS, "Since March the number of strategy meetings held has fallen.", "direction-in-words"),
    (MONTHS, "Home visits in time improved between March and April.", "direction-in-words"),
    (MONTHS, "Referrals fell by 14, or 6.1%.", "change-over-time"),
    (RATED, "Repeat plans got better since Q1.", "direction-in-words"),
    # Fractions of a row, and the name of a reference.
    (NEEDS, "About a quarter of plans are for hearing.", "fractions-in-words"),
    # Spending.
    (MONEY, "Residential shows an overspend of £160k.", "spending-words"),
    (MONEY, "The service reports an underspend of £0.235 million.", "spending-words"),
    (MONEY, "Fostering forecasts an overspend of £275,000 (7.6%).", "spending-words"),
]  # fmt: skip
SPARED = [
    (MONTHS, "In April 142 strategy meetings were held, 15 more than in March (127)."),
    (MONTHS, "Referrals fell to 341 in April, from 355 in March."),
    (MONTHS, "There were 66 re-referrals in April; of the 341 referrals that is 19.4%."),
    (MONTHS, "Since January, when it stood at 204, the number on a child protection plan has risen."),
    (MONTHS, "Of 341 referrals in April 205 were about neglect."),
    (MONTHS, "England had 131 strategy meetings for every 10,000 children in April."),
    (MONTHS, "We expect 150 strategy meetings in May."),
    (MONTHS, "About 140 strategy meetings were held in April."),
    (MONTHS, "The highest number of strategy meetings before April was 131, in February."),
    (MONTHS, "Children on a child protection plan have risen for the third month running."),
    (MONTHS, "Children on a child protection plan are at the highest of the four months shown."),
    (MONTHS, "No child died for the third year running."),
    (MONTHS, "Since March the number of strategy meetings held has risen."),
    (MONTHS, "Referrals fell by 14, or 3.9%."),
    (MONTHS, "Referrals rose in two of the three districts."),
    (MONTHS, "Over the four months 518 strategy meetings were held, 130 a month on average."),
    (MONTHS, "Referrals from schools fell between March and April by 12."),
    (RATED, "Two of the four measures are red, one is amber and one is green."),
    (RATED, "The red measures are repeat plans and missing interviews."),
    (RATED, "Red is used where a measure is more than ten points from its target."),
    (RATED, "Performance improved on two of the four."),
    (RATED, "Three of the five children we spoke to were happy with the plan."),
    (HOMES, "Four of our five homes are judged good or better."),
    (HOMES, "Four of the five homes are good or outstanding."),
    (HOMES, "One of our five homes is below good."),
    (HOMES, "None of the five homes is inadequate."),
    (HOMES, "Of the five homes, one is outstanding and three are good."),
    (HOMES, "Two of the five homes are good or pleasant."),
    (PROFILE, "There are eight strategic risks, one of them rated High."),
    (PROFILE, "There are seven strategic risks, none of them rated High."),
    (RATED, "Two of the four measures are not red."),
    (RATED, "Three of the four measures are red or amber."),
    (RATED, "Two of the four measures are amber or better."),
    (HALVES, "Health assessments ended the year at 90.9%, against a target of 90%."),
    (AREAS, "The longest wait was in Westbrook, and visits were fewest there too."),
    (AREAS, "Northgate has one of the highest numbers of visits in the region."),
    (AREAS, "The second highest number of visits was in Northgate."),
    (AREAS, "It is in the best interests of families in Westbrook to be seen early."),
    (AREAS, "Across the borough 800 visits were made to 136 new families."),
    (NEEDS, "The two largest needs account for 65% of plans."),
    (NEEDS, "Needs other than autism make up 60% of plans."),
    (NEEDS, "Hearing and sight together make up 15% of plans."),
    (NEEDS, "About a quarter of plans are for speech."),
    (MONTHS, "There were 341 referrals in April (298 a year before)."),
    (MONEY, "Residential shows an underspend of £160k."),
    (MONEY, "The overspend of £0.235 million is net of an underspend of £0.160 million."),
    (MONEY, "Fostering forecasts an overspend of £275,000 (6.7%)."),
    (MONEY, "Two of the three services forecast an overspend."),
]


@pytest.mark.parametrize(("table", "words", "rule"), FOUND, ids=[words[:40] for _, words, _ in FOUND])
def test_words_that_disagree_with_the_table(tmp_path: Path, table: str, words: str, rule: str) -> None:
    found = {name for name, _ in said(tmp_path / "pack.txt", table, words)}
    assert found == {rule} - {""}


@pytest.mark.parametrize(("table", "words"), SPARED, ids=[words[:40] for _, words in SPARED])
def test_words_that_agree_or_speak_of_something_else(tmp_path: Path, table: str, words: str) -> None:
    assert said(tmp_path / "pack.txt", table, words) == []
