"""Labels of any wording against the rule beside them, lists, ranks elsewhere, and one line of figures in two tables."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crossfoot.audit.marks.own_meaning import sides_of_range
from crossfoot.audit.marks.told_rules import read_told_rule
from crossfoot.operations.audit_pack import audit_pack

_FAULT = re.compile(r"\[\[(?P<right>.*?)=>(?P<wrong>.*?)\]\]")
RULES = {"told-marks", "same-lines", "summary-figures", "own-ranks", "quarters-of-ranks", "listed-exceptions"}

CASES = {
    "stars, the score before or after": """
Each nursery was scored out of 40. A score from 32 earns three stars, 24 to 31 two stars, and less than 24 one star.

Nursery | Visits | Score | Stars
Acorn House | 3 | 35 | three stars
Bluebell | 2 | 28 | two stars
Clover | 4 | 19 | [[one star=>two stars]]
Daisy Lane | 2 | 24 | two stars
Elder Grove | 5 | 33 | three stars
Fern Hill | 1 | 12 | one star
Gorse Bank | 2 | 30 | two stars
""",
    "letters, the figures in brackets": """
Key to the last column: F = nine places in ten or more taken (90% and above); H = half or more but not full (50% to
89%); Q = quiet, under 50%.

Club | Places | Taken | Taken % | Key
Aston | 40 | 38 | 95 | F
Birch | 30 | 12 | 40 | Q
Canal | 25 | 20 | 80 | H
Dock | 20 | 18 | 90 | [[F=>H]]
Eden | 50 | 30 | 60 | H
Ford | 45 | 15 | 33 | Q
""",
    "marks of moves": """
Marks: ↗ up two points or more on last year; ↘ down two points or more; ≈ a smaller change.

Team | Last year % | This year % | Difference | Mark
North | 81.0 | 84.5 | +3.5 | ↗
South | 77.0 | 76.4 | -0.6 | ≈
East | 88.2 | 85.1 | -3.1 | [[↘=>↗]]
West | 90.0 | 91.0 | +1.0 | ≈
Central | 70.0 | 75.5 | +5.5 | ↗
""",
    "plus, minus and o": """
Statement | Yes % | Before % | Change | Sign
I am listened to | 61.2 | 55.0 | +6.2 | +
I know my plan | 70.1 | 71.4 | -1.3 | o
I see my family | 48.0 | 54.5 | -6.5 | -
I like my school | 66.0 | 64.0 | +2.0 | [[o=>+]]
I feel safe | 81.3 | 75.3 | +6.0 | +
Sign: + is a rise of 5 points or more since 2022, - a fall of 5 points or more, o anything between.
""",
    "a range in the heading": """
Worker | Families | Hours | Set against 8 to 14 families
P | 9 | 30 | In range
Q | 15 | 37 | Over
R | 11 | 37 | In range
S | 7 | 20 | Under
T | 12 | 37 | [[In range=>Over]]
U | 14 | 37 | In range
""",
    "a key in lines of its own": """
Rating rule
A: 95% and over
B: 85% to 94.9%
C: below 85%

Home | Children | Checked | Checked % | Class
One | 20 | 19 | 95.0 | A
Two | 30 | 26 | 86.7 | B
Three | 25 | 20 | 80.0 | C
Four | 40 | 35 | 87.5 | [[B=>C]]
Five | 18 | 18 | 100.0 | A
""",
    "a column that is a base in another table": """
Table 1. Children by group of need

Group | Spring | Summer | Autumn
Autism | 148 | 163 | 171
Physical needs | 87 | 92 | 96
Learning needs | 214 | 231 | 228
Sight and hearing | 39 | 41 | 45

Table 2. What a child cost, autumn

Group | Children | Cost £000
Autism | 171 | 513
Physical needs | 96 | 336
Learning needs | [[228=>282]] | 570
Sight and hearing | 45 | 90
""",
    "a column here, a row of totals there": """
Headlines

Figure | Half term | Whole term
Places offered | 1,896 | [[11,104=>11,140]]
Attendances | 1,440 | 8,876
Places filled % | 75.9 | 79.9
Cost of clubs £ | 24,395 | 151,624

The whole term

Area | Clubs | Places | Attendances | Filled %
Hillside | 10 | 6,176 | 4,451 | 72.1
Lakes | 12 | 4,928 | 4,425 | 89.8
Total | 22 | 11,104 | 8,876 | 79.9
""",
    "a summary": """
Sessions by area

Area | Sessions | Children | Adults
North | 41 | 612 | 388
South | 37 | 545 | 301
All areas | 78 | 1,157 | 689

Books lent

Month | Books
September | 2,314
October | 2,871
Total | 5,185

What we report to the board

Figure | This autumn
Sessions held | 78
Children who came | [[1,157=>1,175]]
Adults who came | 689
Books lent in all | 5,185
""",
    "a list of the rows below a line": """
Ward | Eligible | Taken up | Rate %
Ash | 120 | 90 | 75
Beech | 80 | 44 | 55
Cedar | 60 | 51 | 85
Elm | 150 | 96 | 64
Holly | 90 | 72 | 80
Maple | 110 | 66 | 60
Oak | 70 | 35 | 50

Wards with less than 65 per cent: [[Beech, Elm, Maple and Oak=>Beech, Elm and Oak]].
""",
    "own ranks and their quarters": """
Quarter 1 is the best (ranks 1 and 2), 2 is ranks 3 and 4, 3 is ranks 5 and 6, 4 is ranks 7 and 8.

Eight nurseries

Nursery | Occupancy % | Staff turnover % | Parent score
Ours | 88 | 14 | 8.9
Able | 79 | 22 | 8.1
Best | 91 | 9 | 9.2
Cosy | 84 | 17 | 8.4
Dove | 77 | 25 | 7.7
Ease | 86 | 12 | 8.8
Fond | 93 | 19 | 9.0
Glad | 71 | 28 | 7.9

Our place

Measure | Good is | Ours | Rank of 8 | Quarter
Occupancy % | high | 88 | 3 | 2
Staff turnover % | low | 14 | 3 | [[2=>1]]
Parent score | high | 8.9 | [[3=>4]] | 2
""",
}

SPARED = {
    "labels that a panel gave": """
Priority is set by a panel, not by points alone. High, medium and low priority are shown.

Case | Points | Priority
A1 | 71 | High
A2 | 64 | Medium
A3 | 66 | Low
A4 | 40 | Low
A5 | 80 | High
A6 | 55 | Medium
""",
    "a rule of a figure that is not printed": """
Gold is 80 or more, Silver 60 to 79 and Bronze under 60, by the score of the last visit.

Club | Visits | Children | Award
Aston | 4 | 85 | Silver
Birch | 2 | 62 | Gold
Canal | 3 | 40 | Gold
Dock | 2 | 91 | Bronze
Eden | 5 | 77 | Silver
""",
    "rounding at the edge of a band": """
A mark of 3.5 or more is good, and a mark under 3.5 is fair.

Team | Audits | Mark | Grade
North | 12 | 4.1 | good
South | 10 | 3.5 | fair
East | 9 | 3.1 | fair
West | 11 | 3.8 | good
""",
    "two counts of the same areas": """
Clubs open in the week of the count

Area | Clubs | Places | Children
North | 14 | 312 | 281
South | 11 | 255 | 240
East | 9 | 198 | 171

Clubs that answered the survey

Area | Clubs | Places | Children
North | 12 | 298 | 264
South | 11 | 255 | 236
East | 9 | 198 | 171
""",
    "a list with the last row a total": """
Ward | Eligible | Rate %
Ash | 120 | 75
Beech | 80 | 55
Cedar | 60 | 85
Elm | 150 | 64
Holly | 90 | 80
District | 500 | 64

Wards with less than 65 per cent: Beech, Elm.
""",
}


def _write(text: str, folder: Path, *, faulty: bool) -> Path:
    kept = _FAULT.sub(lambda match: match["wrong" if faulty else "right"].strip(), text)
    path = folder / "pack.txt"
    path.write_text("\n".join(line.replace(" | ", "\t") for line in kept.splitlines()) + "\n", encoding="utf-8")
    return path


def _found(path: Path) -> list[tuple[int, str]]:
    return [(each.line, each.rule) for each in audit_pack(path).findings if each.rule in RULES]


@pytest.mark.parametrize("name", CASES)
def test_the_fault_is_found_at_its_line_and_the_right_pack_agrees(name: str, tmp_path: Path) -> None:
    """Each planted fault is found on its line by one of these rules, and the pack without it has no finding."""
    text = CASES[name]
    planted = {number for number, line in enumerate(text.splitlines(), 1) if _FAULT.search(line)}
    right = audit_pack(_write(text, tmp_path, faulty=False))
    assert [each.explanation for each in right.findings if each.rule in RULES] == []
    assert sum(right.checks[rule] for rule in RULES if rule in right.checks) > 0
    found = audit_pack(_write(text, tmp_path, faulty=True)).findings
    lines = {line for each in found if each.rule in RULES for line in (each.line, *each.other_lines)}
    assert planted <= lines


@pytest.mark.parametrize("name", SPARED)
def test_what_no_rule_beside_the_table_proves_is_spared(name: str, tmp_path: Path) -> None:
    """Labels given by judgement, rules of other figures, two counts, edges of rounding: no finding of these rules."""
    assert _found(_write(SPARED[name], tmp_path, faulty=False)) == []


def test_a_clause_that_is_not_understood_tells_no_rule() -> None:
    """A rule counts where it is understood in full; of bands within one another each ends where the next begins."""
    medals = ["Gold", "Silver", "Bronze"]
    assert read_told_rule("Gold: 90 or more; Silver: 75 to 89; Bronze: as the panel decides.", medals) is None
    assert read_told_rule("Gold: 90 or more; Silver: as the panel decides.", medals[:2]) is None
    bands = read_told_rule("Gold: 70 or more; Silver: 60 or more; Bronze: 50 or more.", medals)
    assert bands is not None
    assert bands.states["Silver"][0].high == bands.states["Gold"][0].low


def test_years_are_no_range() -> None:
    """`2022 to 2023` in a heading is a time, `50 to 70` a range with two sides."""
    assert not sides_of_range("Against 2022 to 2023", ["Above", "Within"])
    assert sides_of_range("Against the guide (50 to 70)", ["Above", "Within"])
