"""One figure in two tables: headlines, totals, short runs and bases; found where one is wrong, silent where none is."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

CITED = """Lantern Trust: yearly paper

(a) Lamps lent
Depot | Lamps | Lent | Lent %
Hill | 214 | 131 | 61.2
Quay | 187 | 96 | 51.3
Mill | 342 | 288 | 84.2
All depots | 743 | 515 | 69.3

(b) Wicks trimmed by term
Wicks | 2021 | 2022 | 2023
Wicks trimmed | 812 | 794 | 1,027
Wicks thrown away | 94 | 141 | 83

(c) Oil
Oil | Litres | Cost £ | Cost a litre £
Colza | 1,204 | 3,973 | 3.30
Paraffin | 2,611 | 4,047 | 1.55
Together | 3,815 | 8,020 | 2.10

(d) On one page
Where | Figure told to the trust | This year
a | Lamps on loan, % of stock | {0}
b | Wicks trimmed | 1,027
c | Cost of oil £ | 8,020
c | Litres of oil | 3,815
"""
NUMBERED = """Lantern Trust: yearly paper

Table 1: Lamps lent
Depot | Lamps | Lent | Lent %
Hill | 214 | 131 | 61.2
Quay | 187 | 96 | 51.3
All depots | 401 | 227 | 56.6

Table 2: Oil
Oil | Litres | Cost £
Colza | 1,204 | 3,973
Paraffin | 2,611 | 4,047
Beeswax | 310 | 2,290
Together | 4,125 | 10,310

Table 3: Keepers
Keeper | 2021 | 2022 | 2023
Keepers on the roll at year end | 214 | 231 | 239

Table 4: On a page
Table | Headline measure | 2023 | Aim
1 | Lamps on loan, % of stock | 56.6 | 60.0
2 | Oil bought, litres | {0} | 4,000
2 | Cost of oil £ | 10,310 | 9,900
3 | Keepers on the roll | 239 | 240
"""
PLEDGED = """Harbour kennels

Dogs by block
Block | Dogs in kennel | Walked daily | Walked daily % | Kennel hands | Dogs a hand
North | 62 | 51 | 82.3 | 5.5 | 11.3
South | 48 | 44 | 91.7 | 4.0 | 12.0
Harbour side | 71 | 48 | 67.6 | 5.0 | 14.2
Kennels | 181 | 143 | 79.0 | 14.5 | 12.5

Four years
Year | 2020 | 2021 | 2022 | 2023
Rehomed % | 41.0 | 44.4 | 39.7 | 46.8
Vet bill a dog £ | 212 | 236 | 251 | 244

Promises
Promise | Aim | Now | Kept?
Walked daily at least % | 75.0 | 79.0 | yes
Rehomed at least % | 45.0 | {0} | yes
Dogs a hand at most | 13.0 | 12.5 | yes
Vet bill a dog at most £ | 260 | 244 | yes
"""
SURVEYED = """Orchard club

Replies by row of trees
Row | Sent | Came back
Apple | 412 | 233
Pear | 388 | 201
Plum | 295 | 178
All | 1,095 | 612

Who wrote the replies
Replies | Grower | Picker | Presser | Buyer | Total
Replies | 214 | 171 | 98 | 129 | {0}
"""
FLOWING = """Bicycle workshop

Jobs in the shop and those finished
Open on 1 May | New jobs | Finished in May | Open on 31 May
27 | 341 | {0} | 44

How the jobs were finished
Way | Jobs | Bells fitted
Mended | 201 | 18
Scrapped | 64 | 0
Handed back | 59 | 6
All finished | 324 | 24
"""
TURNED = """Lighthouse keepers

Month by month
Month | Ships logged | Logged at end per 1,000 tides
Jan 2021 | 412 | 71.4
Feb 2021 | 387 | 66.9
Mar 2021 | 455 | 78.3
Apr 2021 | 431 | 74.2
May 2021 | 468 | 80.6
Jun 2021 | 402 | 69.1

Measures told to the harbour board
Measure | Jan 2021 | Mar 2021 | Jun 2021 | Aim
Ships logged per 1,000 tides | 71.4 | {0} | 69.1 | 75
Lamps lit in time, % | 88.2 | 91.5 | 90.4 | 95
"""
CAPTIONED = """Allotments

Reasons given by the {0} holders who gave up a plot (a holder may give several)
Reason | Holders | % of those who gave up
Moved house | 27 | 42
No time | 32 | 50
Too wet | 11 | 17
Ill health | 19 | 30
Slugs | 41 | 64
"""
SHARED = """Allotments

Reasons given by the 64 holders who gave up a plot (a holder may give several)
Reason | Holders | % of those who gave up
Moved house | 27 | 42
No time | 32 | 50
Too wet | {0} | 17
Ill health | 19 | 30
Slugs | 41 | 64
Moles | 16 | 25
"""


@pytest.mark.parametrize(
    "paper",
    [
        pytest.param((CITED, "69.3", "69.9", 23), id="of the part that the row names"),
        pytest.param((CITED, "69.3", "68.3", 23), id="one digit"),
        pytest.param((NUMBERED, "4,125", "1,204", 23), id="a part for the whole, the table told by its number"),
        pytest.param((PLEDGED, "46.8", "48.6", 18), id="promises: digits switched"),
        pytest.param((PLEDGED, "46.8", "47.0", 18), id="promises: two off"),
        pytest.param((SURVEYED, "612", "129", 12), id="the column before in the total"),
        pytest.param((FLOWING, "324", "234", 5), id="a flow that another total mends"),
        pytest.param((TURNED, "78.3", "78.8", 14), id="times across and times down"),
        pytest.param((CAPTIONED, "64", "46", 3), id="the base in the caption"),
        pytest.param((SHARED, "11", "19", 7), id="one row of the base in the caption"),
    ],
)
def test_what_differs_from_the_other_table_is_found(paper: tuple[str, str, str, int], tmp_path: Path) -> None:
    assert_only_the_wrong_is_found(paper, tmp_path)


@pytest.mark.parametrize(
    ("heading", "cited"),
    [
        ("3.{0} ", "Section 3.{0}"),
        ("Annex {1}: ", "annex {1}"),
        ("Exhibit {0}. ", "{0}"),
        ("", "{2}"),
    ],
)
def test_the_part_is_told_by_number_letter_or_words(heading: str, cited: str, tmp_path: Path) -> None:
    text = CITED
    for number, (letter, words) in enumerate(
        zip("abc", ("lamps lent", "wicks trimmed by term", "oil"), strict=True), 1
    ):
        text = text.replace(f"({letter}) ", heading.format(number, letter.upper()))
        text = text.replace(f"\n{letter} | ", f"\n{cited.format(number, letter.upper(), words)} | ")
    text = text.replace("(d) ", heading.format(4, "D"))
    line = 1 + text.splitlines().index(next(each for each in text.splitlines() if "{0}" in each))
    assert_only_the_wrong_is_found((text, "69.3", "84.2", line), tmp_path)


def _rules_found(text: str, folder: Path) -> set[str]:
    path = folder / "pack.txt"
    path.write_text(text, encoding="utf-8")
    return {each.rule for each in audit_pack(path).findings}


def test_headlines_of_a_year_before_are_not_those_of_this_one(tmp_path: Path) -> None:
    text = (
        PLEDGED.format("46.8")
        .replace("| Aim | Now | Kept?", "| Aim | A year ago | Kept?")
        .replace("244 | yes", "249 | yes")
    )
    assert "headline-figures" not in _rules_found(text, tmp_path)


def test_headlines_of_another_date_or_told_to_be_provisional_are_not_compared(tmp_path: Path) -> None:
    wrong = PLEDGED.format("46.8").replace("75.0 | 79.0 | yes", "75.0 | 78.0 | yes")
    assert "headline-figures" in _rules_found(wrong, tmp_path)
    dated = wrong.replace("Dogs by block", "Dogs by block, 30 June 2022").replace(
        "Promises", "Promises at 31 March 2024"
    )
    assert "headline-figures" not in _rules_found(dated, tmp_path)
    noted = f"{wrong}\nFigures here are provisional.\n"
    assert "headline-figures" not in _rules_found(noted, tmp_path)


def test_a_headline_of_one_part_is_not_that_of_the_whole(tmp_path: Path) -> None:
    text = NUMBERED.format("1,204").replace("Oil bought, litres", "Litres of colza oil")
    assert "headline-figures" not in _rules_found(text, tmp_path)


def test_a_sum_that_stands_nowhere_else_is_not_confirmed(tmp_path: Path) -> None:
    text = SURVEYED.format("129").replace("612", "640").replace("178", "206")
    assert "confirmed-totals" not in _rules_found(text, tmp_path)


def test_a_number_of_something_else_in_the_caption_is_no_base(tmp_path: Path) -> None:
    text = CAPTIONED.format("64").replace(
        "given by the 64 holders who gave up a plot", "told under by-law 46 by holders"
    )
    assert "caption-bases" not in _rules_found(text, tmp_path)


def test_two_lines_that_differ_at_two_times_are_two(tmp_path: Path) -> None:
    text = TURNED.format("72.1").replace("| 71.4 | 72.1", "| 66.0 | 72.1")
    assert "repeated-measures" not in _rules_found(text, tmp_path)
