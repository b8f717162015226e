"""Sentences in wordings that no rule was written for: what is wrong is found, and its honest twin is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.operations.audit_pack import audit_pack

DEBTS = """Finance board

Ledger | Last year | This year | Change | Change %
Rents | 310 | 352 | +42 | +13.5%
Loans | 198 | 171 | -27 | -13.6%
All debts | 508 | 523 | +15 | +3.0%

"""
STAYS = """Placements board

Weeks in the home | Under 4 | 4 to 12 | Over 12 | All
Stays this year | 48 | 75 | 77 | 200
Share this year % | 24.0 | 37.5 | 38.5 | 100.0
Stays last year | 52 | 60 | 48 | 160
Share last year % | 32.5 | 37.5 | 30.0 | 100.0

"""
SITES = """Estates group

Measure | Nursery | Primary | Secondary | All
Branches | 12 | 64 | 21 | 97
Branches closed | 2 | 13 | 4 | 19

"""
WAITS = """Access panel

Clinic | P | Q | R | S | T | U | V | Longest
Weeks waited | 31 | 12 | 44 | 27 | 18 | 25 | 39 | 44

"""
MONTHLY = """Youth board

 | Jan | Feb | Mar | Apr | May | Jun | Jul | Aug | Sep | Oct | Nov | Dec | Year
Callouts | 12 | 15 | 11 | 18 | 14 | 12 | 17 | 13 | 20 | 16 | 14 | 18 | 180
Callouts closed so far | 10 | 20 | 30 | 45 | 58 | 66 | 80 | 92 | 110 | 124 | 136 | 150 | 150
Closed so far, % | 83 | 74 | 79 | 80 | 83 | 80 | 81 | 82 | 83 | 84 | 84 | 83 | 83

"""
KINDS = """Learning board

Setting | Jan 2022 | Share 2022
Hospital school, council | 210 | 21.0%
Hospital school, other | 84 | 8.4%
College | 706 | 70.6%
All places | 1,000 | 100.0%

"""
HALLS = """Property panel

Hall | Nights on offer | Nights used | Occupancy %
Ash Hall | 400 | 340 | 85.0
Bay Hall | 500 | 365 | 73.0
Cob Hall | 300 | 270 | 90.0
Dell Hall | 250 | 200 | 80.0

"""
COSTS = """Payments panel

Payments to families (£)
Reason | Number | Paid in all | Paid last year
Delay | 12 | 2,405 | 1,980
Distress | 9 | 1,310 | 1,240
All reasons | 21 | 3,715 | 3,220

"""
STATES = """Programme board

Project | Milestones | RAG
Hubs | 4 | Green
Homes | 6 | Green
Staff | 5 | Amber
Data | 3 | Red
Fees | 2 | Green

"""
DOWN = """Inspection team

Month | Due | Made | Due so far | Made so far | % made so far
Nov | 20 | 18 | 20 | 18 | 90.0
Dec | 24 | 20 | 44 | 38 | 86.4
Jan | 16 | 12 | 60 | 50 | 83.3
Feb | 26 | 19 | 86 | 69 | 80.2
Mar | 10 | 8 | 96 | 77 | 80.2

"""
YEAR = """Volunteers

Month | Joined | Left
Oct 22 | 5 | 3
Nov 22 | 9 | 4
Dec 22 | 7 | 6
Twelve months | 21 | 13

Appendix A: what we asked
"""
PLAIN = "Board\n\n"
WORDS = {
    "figures-in-words", "direction-in-words", "totals-in-words", "highest-in-words", "shares-in-words",
    "counts-in-words", "comparisons-in-words", "changes-in-words", "averages-in-words", "change-over-time",
}  # fmt: skip


def told(path: Path, table: str, words: str) -> list[tuple[str, str]]:
    lines = [line.replace(" | ", "\t") for line in f"{table}{words}\n".split("\n")]
    path.write_text("\n".join(lines), encoding="utf-8")
    return [(each.rule, each.published) for each in audit_pack(path).findings if each.rule in WORDS]


WRONG = [
    # The row prints the value and the change: the word says the other way.
    (DEBTS, "Debts stand at 523, 15 fewer than last year.", "direction-in-words", "15"),
    (DEBTS, "At the close we were owed 171 on loans, 27 more than a year before.", "direction-in-words", "27"),
    (DEBTS, "Across every ledger there are 523, down 3.0% on last year.", "direction-in-words", "3.0%"),
    # The percentage is the table's, the number beside it is not.
    (
        STAYS,
        "68 (38.5%) went on for longer than that; a year ago it was 48 (30.0%).",
        "figures-in-words",
        "68",
    ),
    (STAYS, "Over 12 weeks were 38.5% of the 220 stays.", "figures-in-words", "220"),
    # A part of them.
    (SITES, "19 branches are shut, 15 of them primary.", "figures-in-words", "15"),
    # Medians and averages over the months.
    (WAITS, "The seven clinics had a median of 25 weeks.", "totals-in-words", "25"),
    (MONTHLY, "The monthly average was 16 callouts.", "totals-in-words", "16"),
    # The value is that of another row.
    (
        HALLS,
        "Dell Hall was the least full, at 73.0%; in all 1,175 nights were used.",
        "highest-in-words",
        "least full dell hall",
    ),
    # Money under a caption of pounds.
    (COSTS, "All payments came to £3,175, against £3,220 before.", "figures-in-words", "£3,175"),
    # Sentences that prove themselves.
    (PLAIN, "The panel met twice. Of 31 appeals, 33 were heard and 9 of these allowed.", "shares-in-words", "33"),
    (PLAIN, "By May 640 of 812 checks due had been made, 87.8%.", "shares-in-words", "87.8%"),
    (PLAIN, "We expect a saving of £1,480k, 3.7% of the net budget of £44.00m.", "shares-in-words", "3.7%"),
    (PLAIN, "The hub spends £2.31m against £2.45m, £0.14m over.", "comparisons-in-words", "£0.14m over"),
    (PLAIN, "Take-up was 61% against 55%, 6 points below.", "comparisons-in-words", "6 below"),
]
RIGHT = [
    (DEBTS, "Debts stand at 523, 15 more than last year."),
    (DEBTS, "At the close we were owed 171 on loans, 27 fewer than a year before."),
    (DEBTS, "Across every ledger there are 523, up 3.0% on last year."),
    (DEBTS, "There are 523 debts, 15 fewer than the target."),
    (DEBTS, "Of the 523 debts, 42 more than half are rents."),
    (STAYS, "77 (38.5%) went on for longer than that; a year ago it was 48 (30.0%)."),
    (STAYS, "Over 12 weeks were 38.5% of the 200 stays."),
    # A share of something else that happens to be printed, which the sentence's own numbers make.
    (STAYS, "Of 104 homes asked, 25 (24.0%) took part in a survey of stays."),
    (SITES, "19 branches are shut, 13 of them primary."),
    (SITES, "19 branches are shut, 5 of them primary branches in the north."),
    # Nineteen of something else.
    (SITES, "19 letters came from parents, 15 of them primary."),
    (MONTHLY, "Last year the monthly average was 16 callouts."),
    (WAITS, "The seven clinics had a median of 27 weeks."),
    (WAITS, "The five nearest clinics had a median of 25 weeks."),
    (MONTHLY, "The monthly average was 15 callouts."),
    (MONTHLY, "There were 180 callouts in the year, most in September (20)."),
    (DOWN, "By March 77 of the 96 checks due so far were made, 80.2%. The busiest month was February."),
    (KINDS, "294 places (29.4%) are in a hospital school of either kind."),
    (HALLS, "Bay Hall was the least full, at 73.0%; in all 1,175 nights were used."),
    (COSTS, "All payments came to £3,715, against £3,220 before."),
    (STATES, "3 of 5 projects are Green, 1 Amber and 1 Red."),
    (PLAIN, "The panel met twice. Of 31 appeals, 30 were heard and 9 of these allowed."),
    (PLAIN, "Of 12 families, 33 children were seen."),
    (PLAIN, "By May 640 of 812 checks due had been made, 78.8%."),
    (PLAIN, "By May 640 of 812 checks due had been made, 87.8% in time."),
    (PLAIN, "We expect a saving of £1,480k, 3.4% of the net budget of £44.00m."),
    (PLAIN, "The hub spends £2.31m against £2.45m, £0.14m under."),
    (PLAIN, "Take-up was 61% against 55%, 6 points above."),
    (PLAIN, "127 pupils joined in the last four terms, 7 more than in the four before (120)."),
    (YEAR, "There were twelve."),
]


@pytest.mark.parametrize(("table", "words", "rule", "published"), WRONG)
def test_what_is_told_wrong_is_found(tmp_path: Path, table: str, words: str, rule: str, published: str) -> None:
    assert (rule, published) in told(tmp_path / "pack.txt", table, words)


@pytest.mark.parametrize(("table", "words"), RIGHT)
def test_the_honest_twin_is_left_alone(tmp_path: Path, table: str, words: str) -> None:
    assert told(tmp_path / "pack.txt", table, words) == []
