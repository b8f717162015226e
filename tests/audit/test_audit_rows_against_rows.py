"""Differences and multiples of two rows, rests, points and per cent: what is wrong, beside true look-alikes."""

from __future__ import annotations

from pathlib import Path

import pytest
from right_and_wrong import Paper, assert_only_the_wrong_is_found

from crossfoot.operations.audit_pack import audit_pack

GRANTS = (
    "Transport grants\n\nTable 1: Contributions and passengers\nArea\tContribution (£)\tPassengers 2024/25\t"
    "Passengers 2025/26\nHarbour\t840,000\t12,400\t12,960\nMoorland\t630,000\t9,100\t8,900\nEastleigh\t415,000\t7,000\t"
    "7,420\nDenham\t210,000\t2,050\t2,300\nTotal\t2,095,000\t30,550\t31,580\n\n"
)
ROUTES = (
    "Bus review\n\nTable 1: Cost of routes\nRoute\tSubsidy (£)\tPassengers\tSubsidy per passenger (£)\n"
    "12\t96,000\t32,000\t3.00\n27\t54,000\t12,000\t4.50\n44\t75,600\t8,400\t9.00\n\n"
)
DECIDED = (
    "Licensing review\n\nTable 1: Decided in time (%)\nKind\tQ1\tQ2\tTarget\nPremises\t81\t76\t80\nTaxis\t80\t88\t80\n"
    "Street trading\t64\t69\t75\n\n"
)
FEES = (
    "Fees paper\n\nTable 1: Fees (£)\nService\t2024/25\t2025/26\nCremation\t980\t1,029\nBurial\t1,200\t1,260\n"
    "Permit\t160\t168\n\n"
)
REASONS = (
    "Housing note\n\nThe loss of a tenancy was the main reason, at nearly {0} of households.\n\n"
    "Table 1: Main reason\nReason\tHouseholds\tShare\nLoss of a tenancy\t312\t39%\nFamily\t208\t26%\nOther\t280\t35%\n"
    "All\t800\t100%\n"
)
WRONG: list[Paper] = [
    (f"{GRANTS}Harbour pays £840,000, £{{0}} more than Moorland.\n", "210,000", "425,000", 11),
    (f"{GRANTS}In 2025/26 passengers in Harbour outnumbered those in Moorland by {{0}}.\n", "4,060", "3,300", 11),
    (f"{GRANTS}Harbour pays £840,000, {{0}} the figure for Eastleigh.\n", "about twice", "about three times", 11),
    (f"{ROUTES}Route 44 costs £9.00 a passenger, {{0}} the figure for route 12.\n", "three times", "twice", 9),
    (f"{DECIDED}The share of premises decided in time fell by five {{0}}.\n", "percentage points", "per cent", 9),
    (f"{FEES}All three fees are to rise by {{0}}.\n", "5%", "5 percentage points", 9),
    ("Of 205 forms, 175 were granted, 17 were refused and the remaining {0} were dropped.\n", "13", "30", 1),
    ("Of 140 actions agreed, 119 (85%) have been done and {0} are outstanding.\n", "21", "31", 1),
    ("The fund held £612,000 in March, of which £{0} would lapse.\n", "74,000", "740,000", 1),
    (REASONS, "two fifths", "three fifths", 3),
]
KEY_MESSAGE = REASONS.replace("at nearly {0} of households", "and 27 were seen again; that is one in 30")
TRUE = [
    (KEY_MESSAGE, ""),
    (GRANTS, "Harbour would pay £50,000 more than Moorland under the new formula."),
    (GRANTS, "Harbour has twelve more than Denham."),
    (GRANTS, "Eastleigh carried 420 more than in 2024/25."),
    (GRANTS, "Harbour and Eastleigh together carry more than twice as many as Moorland."),
    (GRANTS, "In 2024/25 passengers in Harbour outnumbered those in Moorland by 3,300."),
    (DECIDED, "The share of street trading decided in time rose by five points, or about 8 per cent."),
    (DECIDED, "The share of premises decided in time fell by six per cent."),
    (FEES, "The part of costs met from fees rose by 4 percentage points."),
    ("", "Of 205 forms, 175 were granted (12 after a hearing), 17 were refused and the remaining 13 were dropped."),
    ("", "Of 96 letters, 40 came by post, 12 of them late, and the remaining 56 by email."),
    ("", "Of 140 actions, 119 have been done and 6 are outstanding; 15 were dropped."),
    ("", "We know of 48 who live more than 20 miles from home, of whom 31 are in homes."),
    ("", "Net growth was 12, of whom 20 joined and 8 left."),
    ("", "Spending rose by £20,000, of which £35,000 was pay, offset by savings."),
]


@pytest.mark.parametrize("paper", WRONG)
def test_what_two_rows_do_not_make_is_found(tmp_path: Path, paper: Paper) -> None:
    assert_only_the_wrong_is_found(paper, tmp_path)


@pytest.mark.parametrize(("table", "words"), TRUE)
def test_what_only_looks_like_it_is_left_alone(tmp_path: Path, table: str, words: str) -> None:
    path = tmp_path / "pack.txt"
    path.write_text(f"{table}{words}\n", encoding="utf-8")
    assert [(each.rule, each.line, each.explanation) for each in audit_pack(path).findings] == []
