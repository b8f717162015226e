"""Differences told with their share, their earlier value or their two ends: each proves the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

LIDO = "Lido report\n\n{0}\n"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (
            "Visits came to 3,540, 212 more than in 2023/24 (6.4%).",
            "Visits came to 3,540, 212 more than in 2023/24 (4.6%).",
        ),
        (
            "Visits came to 3,540, 212 more than in 2023/24 (+6.4%).",
            "Visits came to 3,540, 212 fewer than in 2023/24 (+6.4%).",
        ),
        (
            "Visits came to 3,540, 212 more than four years before, a rise of 6.4%.",
            "Visits came to 3,540, 212 more than four years before, a rise of 6.0%.",
        ),
        (
            "We had 3,540 visits and 212 more (6.4%) than a year before, when there were 3,328.",
            "We had 3,540 visits and 212 more (6.4%) than a year before, when there were 3,382.",
        ),
        (
            "Takings in spring were £439.7k, £12.6k less than in winter (2.8%).",
            "Takings in spring were £439.7k, £12.6k more than in winter (2.8%).",
        ),
        (
            "There were 64 galas, a rate of 201.0 per 100,000 people. This is 14 fewer than a year before (17.9%).",
            "There were 64 galas, a rate of 201.0 per 100,000 people. This is 7 fewer than a year before (17.9%).",
        ),
        (
            "Of lessons 61.8% were full, against 62.0% in England: a gap of 0.2 points.",
            "Of lessons 61.8% were full, against 62.0% in England: a gap of 1.2 points.",
        ),
        (
            "The club forecasts spending of £93.7m against a budget of £88.3m, an overspend of £5.4m.",
            "The club forecasts spending of £93.7m against a budget of £88.3m, an underspend of £5.4m.",
        ),
        (
            "There were 867 members in May. At 1 April 2024 there were 842, so the number has risen by 25 since.",
            "There were 867 members in May. At 1 April 2024 there were 842, so the number has fallen by 25 since.",
        ),
        (
            "149 of the 172 (86.6%) feel safe and 153 (89.0%) would come again.",
            "149 of the 172 (86.6%) feel safe and 153 (98.0%) would come again.",
        ),
        (
            "56 of the 60 swims planned were made, or 93%. 38 of them (68%) were graded good.",
            "56 of the 60 swims planned were made, or 93%. 31 of them (68%) were graded good.",
        ),
    ],
)
def test_a_difference_is_what_proves_it(right: str, wrong: str, tmp_path: Path) -> None:
    assert_only_the_wrong_is_found((LIDO, right, wrong, 3), tmp_path)


@pytest.mark.parametrize(
    "sentence",
    [
        "149 of the 172 carers (86.6%) feel safe and 30 (60.0%) staff do.",
        "149 of the 172 carers (86.6%) feel safe and of the staff 30 (60.0%) would.",
        "60 of the 80 (75%) swim and 20 (80%) are on bikes.",
        "We saw 40 boats and 12 yachts. 9 of them (75%) were new.",
        "Spending was £4.2m against a budget of £4.2m, an underspend of £20,000.",
        "We had 48 galas, 6 more than in March (75% in time).",
        "We had 48 galas, 6 more than in March, 75% of them in time.",
        "We had 480 galas, 60 more in the north (12.5%) than in the south.",
        "The club has 120 members, 20 less than planned, a fall of 10% on last year.",
        "Income was £3.4m against a budget of £3.6m, an underspend of £0.2m.",
        "Scores were 45% for girls against 60% for boys in a year with a gap of 13 points among adults.",
    ],
)
def test_what_only_looks_like_its_proof_says_nothing(sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(LIDO.format(sentence), encoding="utf-8")
    assert [(each.rule, each.published) for each in audit_pack(path).findings] == []
