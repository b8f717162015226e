"""Claims of every time, of the only row in a state and of the mean of a column: the wrong is found, no look-alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

POOL = """Lido

Hours in the pool by month
Class | Apr | May | Jun | Jul | Aug
Lessons | 281 | 279 | 276 | 274 | 272
Lanes | 219 | 221 | 220 | 224 | 226
Galas | 59 | 58 | 61 | 60 | 63

{0}
"""
YEARS = """Choir

Singers over five years
Year | Applications | Places
2021 | 2,985 | 2,711
2022 | 2,950 | 2,668
2023 | 2,931 | 2,690
2024 | 2,902 | 2,589
2025 | 2,874 | 2,561

{0}
"""
SITES = """Allotments

Members by site over the year
Site | Members in April | Joined | Left | Members in March | Net change
Marsh Lane | 214 | 66 | 79 | 201 | -13
Quarry | 151 | 49 | 44 | 156 | +5
Riverside | 188 | 71 | 58 | 201 | +13
All sites | 553 | 186 | 181 | 558 | +5

{0}
"""
SPEND = """Theatre

Spending by heading (£)
Heading | Budget | Spent | Variance (underspend in brackets)
Costumes | 76,000 | 74,815 | (1,185)
Music | 19,000 | 20,432 | 1,432
Lights | 16,800 | 16,548 | (252)
Training for ushers | 3,200 | 2,791 | (409)
Total | 115,000 | 114,586 | (414)

{0}
"""
RISKS = """Ferry

Risks of the ferry
Ref | Risk | Likelihood | Impact | Score | Last score | Direction
F1 | Ice | 4 | 5 | 20 | 20 | ◄►
F2 | Fuel | 3 | 5 | 15 | 20 | ▼
F3 | Crew | 4 | 4 | 16 | 12 | ▲
F4 | Pier | 2 | 4 | 8 | 8 | ◄►
F5 | Fog | 3 | 3 | 9 | 9 | ◄►

{0}
"""
BANS = """Bans

Bans by season
Season | Players on roll | Suspensions | Suspensions per 100 players | Change in suspensions | Bans | Appeals won %
2022/23 | 24,310 | 1,742 | 7.17 | .. | 19 | 41.2
2023/24 | 24,186 | 1,896 | 7.84 | +154 | 23 | 43.0
2024/25 | 24,027 | 1,975 | 8.22 | +79 | 21 | 47.5

{0}
"""
MONTHS = """Museum

Visits by month
Month | 2024 | 2025
January | 391 | 402
February | 372 | 388
March | 418 | 434
Quarter 1 | 1,181 | 1,224
April | 404 | 396
May | 409 | 417
June | 411 | 429
Quarter 2 | 1,224 | 1,242
Half year | 2,405 | 2,466

{0}
"""


@pytest.mark.parametrize(
    ("text", "right", "wrong", "line"),
    [
        (
            POOL,
            "Hours for lessons have fallen in each month since April.",
            "Hours for lessons have risen in each month since April.",
            9,
        ),
        (
            POOL,
            "Hours for lanes rose in three of the four months.",
            "Hours for lanes fell in three of the four months.",
            9,
        ),
        (
            BANS,
            "Suspensions rose by 79 (4.2%) in 2024/25, a smaller rise than the year before (154).",
            "Suspensions rose by 79 (2.4%) in 2024/25, a smaller rise than the year before (154).",
            9,
        ),
        (BANS, "Suspensions rose by 233 over the two years.", "Suspensions fell by 233 over the two years.", 9),
        (POOL, "Lessons fell in every month.", "Lessons fell in every month but one.", 9),
        (
            YEARS,
            "Applications have fallen every year since 2021, by 111 in all.",
            "Applications have risen every year since 2021, by 111 in all.",
            11,
        ),
        (
            SITES,
            "Marsh Lane was the only site where the number fell.",
            "Riverside was the only site where the number fell.",
            10,
        ),
        (SPEND, "Music was the only heading to overspend.", "Training was the only heading to overspend.", 11),
        (
            RISKS,
            "The risk that rose is F3, because two pilots left.",
            "The risk that rose is F2, because two pilots left.",
            11,
        ),
        (RISKS, "The average score is 13.6.", "The average score is 16.3.", 11),
        (
            MONTHS,
            "The average was 411.0 a month in 2025 and 400.8 in 2024.",
            "The average was 410.0 a month in 2025 and 400.8 in 2024.",
            15,
        ),
    ],
)
def test_the_claim_is_held_against_the_rows(text: str, right: str, wrong: str, line: int, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found((text, right, wrong, line), tmp_path)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (POOL, "Lanes rose in each of the last two months."),
        (POOL, "Swimmers fell in every month."),
        (POOL, "Galas rose in two of the last three months."),
        (BANS, "Suspensions of captains rose by 79 (19.2%)."),
        (BANS, "The share of bans lifted has risen every year since 2022/23."),
        (BANS, "Suspensions would have fallen by 79 had captains been left out."),
        (YEARS, "Applications have fallen every year since 2019."),
        (YEARS, "Nationally applications have risen every year since 2021."),
        (SITES, "Riverside was the only site with a café."),
        (SITES, "Quarry is the only site of the three where the number fell short of the plan."),
        (SITES, "Marsh Lane was the only site where numbers fell, and Riverside grew most."),
        (RISKS, "The average score is 11.2 in the county."),
        (RISKS, "The average score of all councils is 16.3."),
        (RISKS, "The average length is 16.3 metres."),
    ],
)
def test_what_the_rows_do_not_tell_is_let_be(text: str, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(text.format(sentence), encoding="utf-8")
    assert [(each.rule, each.published) for each in audit_pack(path).findings] == []
