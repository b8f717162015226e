"""What the words say of a measure, its latest value, its notes and its names, against what the tables show."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.audit.finding import Finding
from crossfoot.operations.audit_pack import audit_pack


def found(folder: Path, text: str, rule: str) -> list[Finding]:
    path = folder / "pack.txt"
    path.write_text(text, encoding="utf-8")
    return [each for each in audit_pack(path).findings if each.rule == rule]


WAYS = """Caseload

{words}

Measure | Good is | Apr-24 | May-24 | Jun-24 | Jul-24
Number of open cases | {way} | 312 | 305 | 318 | 321
Open cases seen within a week - % | High | 71% | 74% | 70% | 72%
"""


@pytest.mark.parametrize(
    ("words", "way", "lines"),
    [
        ("There is no good or bad performance in relation to numbers of open cases.", "Low", [6]),
        ("A high number is neither good nor bad for open cases, which follow demand.", "High", [6]),
        ("There is no good or bad performance in relation to numbers of open cases.", "Info", []),
        ("There is no good or bad news about the new building.", "Low", []),
        ("Performance on open cases was good, and bad debts fell.", "Low", []),
    ],
)
def test_a_measure_called_neither_good_nor_bad_has_no_way_that_is_good(
    tmp_path: Path, words: str, way: str, lines: list[int]
) -> None:
    assert [each.line for each in found(tmp_path, WAYS.format(words=words, way=way), "polarity-in-words")] == lines


CARD = """Measure | Jan-24 | Feb-24 | Mar-24 | Apr-24 | May-24 | Jun-24
Rate of young carers known per 10,000 children | 31.2 | 30.1 | 31.9 | 32.4 | 33.8 | 34.6

Rate of young carers known per 10,000 children

{words}
"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Demand from schools has seen the rate rise to 33.8.", [("stale-values", "33.8", "34.6")]),
        ("Demand from schools has seen the rate rise to 34.6.", []),
        # It was so in May.
        ("By May 2024 demand from schools has seen the rate rise to 33.8.", []),
        ("Demand had seen the caseload rise to 33.8.", []),
        ("The rate fell at first, to a low point of 31.2.", [("peaks-and-lows", "31.2", "30.1")]),
        ("The rate fell at first, to a low point of 30.1.", []),
    ],
)
def test_a_card_speaks_of_the_measure_in_its_heading(
    tmp_path: Path, words: str, expected: list[tuple[str, str, str]]
) -> None:
    kinds = ("stale-values", "peaks-and-lows")
    text = CARD.format(words=words)
    said = [(each.rule, each.published, each.expected) for kind in kinds for each in found(tmp_path, text, kind)]
    assert said == expected


NATION = """The percentage of nurseries judged good {words}.

Measure | Own 2023 | National 2023 | Own 2024 | National 2024
% Nurseries judged good | 86% | 88% | 88% | 90%
% Nurseries with a free place | 61% | 57% | 64% | 60%
"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("remains in line with the national average at 90%", ["88%"]),
        ("remains in line with the national average at 88%", []),
        ("remains close to the national average of 90%", []),
    ],
)
def test_what_is_in_line_at_a_figure_has_that_figure(tmp_path: Path, words: str, expected: list[str]) -> None:
    said = found(tmp_path, NATION.format(words=words), "in-line-at")
    assert [each.expected for each in said] == expected


COLOURS = """Area | Reading score 2023 | Reading score 2024
Own | 101.8 | 102.9
North | 99.2 | 101.4
National | 102.6 | 103.2

{words}
"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Reading score: Green at or above 102 (national)", ["102.6, 103.2"]),
        ("Reading score: Green at or above 103.2 (national)", []),
        ("Reading score: Green at or above 102 (our target)", []),
        ("Writing score: Green at or above 102 (national)", []),
    ],
)
def test_a_rule_of_colours_names_the_national_figure(tmp_path: Path, words: str, expected: list[str]) -> None:
    said = found(tmp_path, COLOURS.format(words=words), "legend-benchmarks")
    assert [each.expected for each in said] == expected


NOTES = """Leaving care

{words}

* Young people who are cared for now
** Young people who were cared for until they were eighteen
*** Young people who were adopted
"""


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("The team looks at the records of every young person each week.", [(5, (6, 7))]),
        # Bold type is no mark.
        ("The team looks at the records of **every** young person each week.", [(5, (6, 7))]),
        ("The team looks at the records of all in care* and those who left** or were adopted*** each week.", []),
    ],
)
def test_a_list_of_notes_has_its_marks_in_the_words(
    tmp_path: Path, words: str, lines: list[tuple[int, tuple[int, ...]]]
) -> None:
    said = found(tmp_path, NOTES.format(words=words), "footnotes")
    assert [(each.line, each.other_lines) for each in said] == lines


LISTS = """Advisers of the committee

{first}
Mr J Oakes

Minutes

Advisers of the committee

{second}
Mr J Oakes
"""


@pytest.mark.parametrize(
    ("first", "second", "published"),
    [
        ("Mrs P Lindale", "Dr P Lindale", ["Dr P Lindale"]),
        ("Mrs P Lindale", "Mrs P Lindale", []),
        ("Mrs P Lindale", "Dr T Lindale", []),
    ],
)
def test_a_member_of_one_list_has_one_title(tmp_path: Path, first: str, second: str, published: list[str]) -> None:
    said = found(tmp_path, LISTS.format(first=first, second=second), "two-spellings")
    assert [each.published for each in said] == published


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Mr Ashdown of Thornbrugh wrote.\nThe reply to Ashdown of Thornburgh is below.", ["Ashdown of Thornburgh"]),
        ("The crossing at Willow Parks Avenue is kept.\nWillow Park Avenue was counted.", ["Willow Park Avenue"]),
        ("The Reading Schools took part.\nEach Reading School was asked.", []),
        ("The Eastern Panel met.\nThe Western Panel did not.", []),
    ],
)
def test_a_name_is_spelt_in_one_way(tmp_path: Path, text: str, published: list[str]) -> None:
    said = found(tmp_path, text.replace("\n", "\n\n") + "\n", "two-spellings")
    assert [each.published for each in said] == published


YEAR = """Date of meeting: 12 March 2024

{words}

The forecast for the year ending 31 March 2024 is an overspend of £1.2m.
"""


@pytest.mark.parametrize(
    ("words", "published"),
    [
        ("The table shows the actual spend for the year.", ["actual spend for the year"]),
        ("The table shows the actual spend for the year to date.", []),
        ("The table shows the projected actual spend for the year.", []),
        ("The actual spend for the year 2022/23 was £9.1m.", []),
    ],
)
def test_nothing_is_actual_of_a_year_that_has_not_ended(tmp_path: Path, words: str, published: list[str]) -> None:
    said = found(tmp_path, YEAR.format(words=words), "period-not-ended")
    assert [each.published for each in said] == published


@pytest.mark.parametrize(
    ("line", "published"), [("Item No.....", ["Item No....."]), ("Item No. 7", []), ("Signed ........", [])]
)
def test_the_number_of_an_item_is_filled_in(tmp_path: Path, line: str, published: list[str]) -> None:
    text = f"Committee\n\n{line}\n\nThe committee is asked to note the report.\n"
    assert [each.published for each in found(tmp_path, text, "placeholders")] == published


LOWEST = """In July 2.9% (3 children) were referred again, the lowest number and percentage since April 2024.

Measure | Feb-24 | Mar-24 | Apr-24 | May-24 | Jun-24 | Jul-24
Children referred | 80 | 90 | 75 | 96 | 100 | 104
Children referred again - No. | 5 | 2 | {april} | 9 | 8 | 3
Children referred again - % | 6.3% | 2.2% | {share} | 9.4% | 8.0% | 2.9%
"""


@pytest.mark.parametrize(("april", "share", "count"), [("3", "4.0%", 0), ("6", "8.0%", 1)])
def test_the_lowest_number_since_a_month_may_be_as_low_as_it_was_then(
    tmp_path: Path, april: str, share: str, count: int
) -> None:
    assert len(found(tmp_path, LOWEST.format(april=april, share=share), "lowest-since")) == count
