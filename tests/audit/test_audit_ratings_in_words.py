"""Colours, states, arrows and ranks against the rule told in words: what is found, and what is spared."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crossfoot.audit.marks.legends import read_legends
from crossfoot.audit.marks.states import state_pattern, vocabulary
from crossfoot.operations.audit_pack import audit_pack

_FAULT = re.compile(r"\[\[(?P<right>.*?)=>(?P<wrong>.*?)\]\]")
RULES = {"ratings", "directions", "ranks", "legend-gaps", "risk-scores"}

CASES = {
    "per cent of the target, both ways good": """
Traffic lights: green - on or above target; amber - up to 10 per cent below target; red - more than 10 per cent below.

Table 1: Indicators
Indicator | Polarity | Apr | May | Jun | Target | Traffic light
Visits in time | Bigger | 80% | 82% | 85% | 90% | Amber
Reviews in time | Bigger | 90% | 92% | 96% | 95% | Green
Repeat plans | Smaller | 22% | 20% | 30% | 20% | [[Red=>Green]]
Health checks | Bigger | 70% | 72% | 75% | 90% | Red
Dental checks | Bigger | 60% | 62% | 66% | 65% | Green
""",
    "a key of letters, points": """
Key
G | At or better than target
A | Within 3 percentage points of target
R | More than 3 percentage points worse than target

Indicator | Good is | Mar 16 | Apr 16 | May 16 | YTD | Target | RAG
Visits in time | High | 80.0% | 82.0% | 85.0% | 84.0% | 90.0% | R
Reviews in time | High | 90.0% | 92.0% | 96.0% | 94.0% | 95.0% | G
Repeat plans | Low | 22.0% | 20.0% | 22.0% | 21.0% | 20.0% | A
Health checks | High | 70.0% | 72.0% | 88.0% | 80.0% | 90.0% | [[A=>R]]
""",
    "words that are no colours, against an average": """
A school is shown as Above if its result is more than 2 points above the county average, Below if it is more than 2
points below, and Similar otherwise.

School | Pupils | Result | County average | Position
Oak | 30 | 70 | 65 | Above
Ash | 40 | 64 | 65 | Similar
Elm | 28 | 60 | 65 | [[Below=>Above]]
Yew | 50 | 66 | 65 | Similar
""".replace("2\npoints", "2 points"),
    "bands of whole numbers": """
Caseloads of 18 or fewer are green, 19 to 22 amber and 23 or more red.
Team | Workers | Average caseload | RAG
North | 10 | 17 | Green
South | 12 | 20 | Amber
East | 9 | 25 | [[Red=>Amber]]
West | 11 | 18 | Green
""",
    "a list, and a fourth colour": """
• Blue: more than 5 percentage points better than target
• Green: at target or up to 5 points better
• Amber: less than 5 points worse
• Red: 5 points or more worse

Higher is better for every measure.

Measure | Target | Jan-17 | Feb-17 | RAG
One | 80% | 82% | 86% | Blue
Two | 80% | 82% | 81% | Green
Three | 80% | 82% | 78% | Amber
Four | 80% | 82% | 70% | [[Red=>Amber]]
Five | 80% | 82% | 84% | Green
""",
    "part of the target reached": """
Status is Achieved where the outturn is 100% or more of the target, Nearly achieved where it is 95% to 99.9% and Not
achieved where it is under 95%.

Promise | Target | Outturn | Status
Foster carers recruited | 40 | 42 | Achieved
Adoptions | 30 | 29 | Nearly achieved
Homes opened | 10 | 7 | [[Not achieved=>Achieved]]
Apprentices | 20 | 20 | Achieved
""".replace("Not\nachieved", "Not achieved"),
    "a variance": """
A variance of up to 1% of budget is green, between 1% and 3% is amber and more than 3% is red.

Service | Budget £000 | Forecast £000 | Variance £000 | Variance % | RAG
Placements | 10,000 | 10,050 | 50 | 0.5% | Green
Fieldwork | 8,000 | 8,160 | 160 | 2.0% | Amber
Early help | 5,000 | 5,300 | 300 | 6.0% | [[Red=>Green]]
Transport | 4,000 | 4,020 | 20 | 0.5% | Green
""",
    "the year to date, as the heading says": """
Green, target met; red, target not met.

Indicator | Good is | Oct-17 | Nov-17 | Year to date | Target | RAG (year to date)
Visits | High | 80% | 96% | 88% | 90% | Red
Reviews | High | 97% | 80% | 96% | 95% | Green
Repeat plans | Low | 15% | 25% | 18% | 20% | [[Green=>Red]]
Checks | High | 95% | 80% | 91% | 90% | Green
""",
    "an exception for one measure": """
"On course" means at or better than target. "Slightly behind" means it misses by up to 3 percentage points. "Behind"
means it misses by more than 3 percentage points. For young mothers in education a miss of up to 8 points is slight.

Measure | Target | Q1 | Q2 | Status
Reviews held in time | 90% | 88% | 91% | On course
Young mothers in education | 60% | 57% | 54% | Slightly behind
Health checks done | 85% | 80% | 79% | [[Behind=>On course]]
Visits made in time | 95% | 96% | 93% | Slightly behind
""".replace('"Behind"\nmeans', '"Behind" means'),
    "yes and no, the way that is good learnt": """
Term | Plans due | Completed | % | Target | On target?
Autumn | 310 | 301 | 97.1% | 95% | Yes
Spring | 322 | 298 | 92.5% | 95% | [[No=>Yes]]
Summer | 330 | 318 | 96.4% | 95% | Yes
""",
    "ticks": """
✓ = standard met, ✗ = standard not met.

Standard | Cases | % | Standard | Result
Seen in 5 days | 100 | 95% | 90% | ✓
Plan in 10 days | 90 | 80% | 90% | [[✗=>✓]]
Review in 20 days | 80 | 95% | 90% | ✓
""",
    "better and worse, the way that is good in a note": """
Lower is better for absence and exclusions; for everything else higher is better.

Measure | Last year | This year | Better or worse?
Absence | 5.0% | 4.8% | Better
Exclusions | 0.10% | 0.12% | Worse
GCSE passes | 60% | 64% | Better
Phonics | 75% | 74% | [[Worse=>Better]]
""",
    "two columns of comparison": """
Measure | Borough | London | England | Compared with London | Compared with England
Absence | 4.5 | 4.6 | 4.8 | Lower | Lower
Exclusions | 3.1 | 3.0 | 2.9 | Higher | Higher
NEET | 2.9 | 3.4 | 4.0 | Lower | [[Lower=>Higher]]
Attainment | 51.2 | 50.9 | 48.5 | [[Higher=>Lower]] | Higher
""",
    "since the baseline": """
Direction of travel compares this quarter with the baseline at March 2015.

Outcome | Baseline | Q1 | Q2 | Q3 | Direction of travel
Reviews on time | 80% | 90% | 85% | 84% | Improving
Assessments on time | 70% | 60% | 66% | 68% | [[Declining=>Improving]]
Visits on time | 75% | 70% | 80% | 79% | Improving
Plans on time | 60% | 75% | 70% | 65% | Improving
""",
    "a small change is none": """
Arrows show whether performance has improved (▲), worsened (▼) or stayed the same (►) since the previous quarter.
Differences of under 0.5 percentage points are treated as the same.

Indicator | Polarity | Q1 | Q2 | DoT
Reviews in time | High | 90.0% | 92.0% | ▲
Repeat plans | Low | 20.0% | 22.0% | ▼
Visits in time | High | 80.0% | 80.3% | ►
Repeat referrals | Low | 25.0% | 22.0% | [[▲=>▼]]
Health checks | High | 70.0% | 69.8% | ►
""",
    "a register of risks with letters for headings": """
Scores: 1-4 green, 5-9 yellow, 10-15 amber, 16-25 red.

Ref | Risk | L | I | Score | Colour | Last score | Movement
1 | Demand | 5 | 4 | 20 | Red | 16 | Increased
2 | Court delay | 3 | 3 | 9 | Yellow | 9 | Unchanged
3 | Recruitment | 4 | 3 | 12 | [[Amber=>Red]] | 15 | Reduced
4 | Data | 1 | 4 | [[4=>6]] | Green | 8 | Reduced
5 | Homes | 2 | 2 | 4 | Green | 6 | [[Reduced=>Increased]]
""",
    "ranks with a tie": """
Area | Families | Take-up | Rank
North | 355 | 73.0% | 5
South | 150 | 80.7% | 3
East | 170 | 84.1% | [[1=>4]]
West | 151 | 82.1% | 2
Centre | 160 | 80.7% | 3
""",
}

SPARED = {
    "the quarter of last year is not rated": """
Green is at or better than target; amber is worse by no more than 5% of target; red is worse by more than that.

Measure | Good is | Target | Q3 2015/16 | Q2 | Q3 | Rating
Homes for leavers | High | 92.0% | 92.5% | 91.6% | 88.6% | Amber
Work for leavers | High | 60.0% | 50.3% | 56.8% | 61.1% | Green
Conferences | High | 88.0% | 87.3% | 86.8% | 88.1% | Green
""",
    "rounding may explain it": """
Green: at or above target; red: below target.

Measure | Target | Jan-17 | Feb-17 | RAG
One | 80% | 82% | 80% | Red
Two | 80% | 82% | 81% | Green
Three | 80% | 82% | 78% | Red
""",
    "the arrow is of the year before": """
The arrow compares the latest month with the same month of the year before (not with the month before). ↑ is a higher
number, ↓ a lower one.

Measure | Jun 18 | Apr 19 | May 19 | Jun 19 | Arrow
Requests | 157 | 184 | 180 | 172 | ↑
Started | 116 | 99 | 101 | 106 | ↓
Open | 891 | 982 | 976 | 954 | ↑
Waiting | 34 | 18 | 10 | 12 | ↓
""".replace("higher\nnumber", "higher number"),
    "which way is good is not said": """
Measure | Last year | This year | Better or worse
Children seen in time | 61% | 64% | Better
Plans in date | 72% | 70% | Worse
Repeat referrals | 21% | 19% | Better
Reviews in time | 80% | 85% | Better
""",
    "similar may be a test": """
Measure | County | England | Compared with England
Absence | 4.5 | 4.8 | Similar
Exclusions | 3.1 | 2.9 | Higher
Admissions | 96.4 | 121.0 | Lower
""",
    "a national rank": """
Area | Score | Rank
Aldham | 61 | 14
Brook | 58 | 40
Carr | 70 | 3
Denby | 63 | 9
""",
    "risks that are looked up, not multiplied": """
Risk | Likelihood | Impact | Score | Status
A | 4 | 4 | 8 | Open
B | 3 | 5 | 8 | Open
C | 2 | 2 | 4 | Closed
D | 1 | 3 | 4 | Open
""",
    "a rule for money beside a rule for measures": """
RAG: green at or above target, amber within 5 percentage points, red otherwise.

Table 1
Measure | Target | Q1 | Q2 | RAG
One | 90% | 80% | 82% | Red
Two | 80% | 80% | 82% | Green
Three | 85% | 80% | 82% | Amber

For finance, red is more than 2% over budget, amber 0.5% to 2% over and green within 0.5%.

Table 2
Budget | Budget £m | Forecast £m | Over/(under) £m | % | RAG
Placements | 20.0 | 20.6 | 0.6 | 3.0% | Red
Fieldwork | 10.0 | 10.1 | 0.1 | 1.0% | Amber
Early help | 5.0 | 5.0 | 0.0 | 0.0% | Green
Support | 4.0 | 3.9 | (0.1) | (2.5%) | Green
""",
    "a judgement, not a figure": """
Green = on track to deliver; Amber = some slippage; Red = will not be delivered.

Saving | Target £000 | Forecast £000 | RAG
Transport | 200 | 190 | Green
Placements | 500 | 380 | Green
Agency | 300 | 310 | Amber
Contracts | 120 | 120 | Green
""",
    "months a year apart": """
Measure | Mar-17 | Mar-18 | Direction since last month
Contacts | 300 | 320 | ↓
Referrals | 100 | 90 | ↑
Assessments | 80 | 85 | ↑
Visits | 70 | 60 | ↓
""",
    "small changes called none": """
Key: ↑ improving ↓ declining → no change

Measure | Good is | Q1 | Q2 | Q3 | DoT
One | High | 80.0% | 82.0% | 82.3% | →
Two | Low | 20.0% | 22.0% | 18.0% | ↑
Three | High | 70.0% | 72.0% | 71.8% | →
Four | High | 60.0% | 62.0% | 68.0% | ↑
Five | Low | 30.0% | 28.0% | 33.0% | ↓
""",
    "the colour of the score wanted": """
A risk is red at 15 or more, amber from 8 to 14 and green below 8.

Risk | Likelihood | Impact | Score | RAG | Target score | Target rating
A | 4 | 4 | 16 | Red | 8 | Amber
B | 3 | 3 | 9 | Amber | 6 | Green
C | 1 | 5 | 5 | Green | 5 | Green
D | 5 | 5 | 25 | Red | 16 | Red
""",
    "states of no measure": """
No. | Action | Agreed | Status
1 | Template revised | 12 | Complete
2 | Training held | 30 | Open
3 | Guide written | 14 | Complete
""",
}


def faults(path: Path, text: str) -> set[tuple[str, int]]:
    path.write_text(text.replace(" | ", "\t"), encoding="utf-8")
    return {(each.rule, each.line) for each in audit_pack(path).findings if each.rule in RULES}


@pytest.mark.parametrize("name", CASES)
def test_each_fault_is_found_in_its_line_and_nothing_else(name: str, tmp_path: Path) -> None:
    text = CASES[name].lstrip("\n")
    assert faults(tmp_path / "right.txt", _FAULT.sub(lambda match: match["right"], text)) == set()
    wrong = faults(tmp_path / "wrong.txt", _FAULT.sub(lambda match: match["wrong"], text))
    lines = {number for number, line in enumerate(text.splitlines(), start=1) if "=>" in line}
    assert {line for _, line in wrong} == lines


@pytest.mark.parametrize("name", SPARED)
def test_nothing_is_said_where_a_reader_would_say_nothing(name: str, tmp_path: Path) -> None:
    assert faults(tmp_path / "pack.txt", SPARED[name].lstrip("\n")) == set()


RED_AMBER_GREEN = "red amber green"


@pytest.mark.parametrize(
    ("text", "states", "expected"),
    [
        ("Under 10% green, 10% to 15% amber, over 15% red.", RED_AMBER_GREEN, ["-10)", "10-15", "(15-"]),
        ("Green: 90%+; Amber: 80-89%; Red: <80%", RED_AMBER_GREEN, ["90-", "80-89", "-80)"]),
        ("10% or more but less than 15% is amber; less than 10% is green; 15% or more is red", RED_AMBER_GREEN,
         ["10-15)", "-10)", "15-"]),
        ("Green at or below 18, amber 19 to 22, red above 22", RED_AMBER_GREEN, ["-18", "19-22", "(22-"]),
        ("Low (1-4), Medium (5-9), High (10-16), Critical (20-25)", "low medium high critical",
         ["1-4", "5-9", "10-16", "20-25"]),
        ("Green is met or exceeded; amber misses by up to five percentage points; red by more.", RED_AMBER_GREEN, []),
        ("Red Lion House and Green Lane were full; amber lights were mended.", RED_AMBER_GREEN, []),
        ("Green 95% or more of target, Amber 75% up to 95%, Red below 75%", RED_AMBER_GREEN, ["95-", "75-95", "-75)"]),
        ("Within 5% of target is amber; more than 5% off target is red; otherwise green", RED_AMBER_GREEN,
         ["(0-5", "(5-", "-"]),
    ],
)  # fmt: skip
def test_a_rule_in_words_is_read(text: str, states: str, expected: list[str]) -> None:
    legends = read_legends(text, state_pattern(vocabulary(states.split())))
    read = [
        f"{'(' if each.low_open else ''}{'' if each.low is None else each.low}-"
        f"{'' if each.high is None else each.high}{')' if each.high_open else ''}"
        for each in (legends[0].states.values() if legends else ())
    ]
    assert read == expected


def test_a_worst_colour_with_an_end_leaves_values_without_one(tmp_path: Path) -> None:
    text = "Notes\n\nGreen at or above national\nAmber no more than 0.1 below national\nRed {} 0.2 below national\n"
    assert faults(tmp_path / "pack.txt", text.format("no more than")) == {("legend-gaps", 5)}
    assert faults(tmp_path / "pack.txt", text.format("more than")) == set()
