from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from supplied_rows import registers_of, told

from crossfoot.finance.pennies import divide_pounds, place_pennies
from crossfoot.finance.shared_grant_checks import find_shared_grant_issues
from crossfoot.finance.shared_grants import CapLevel, PaymentForm, SharedGrant, shared_grants_of
from crossfoot.vocabulary.periods import Period

FIRST, SECOND = Period.parse("2017-18-year"), Period.parse("2018-19-year")
GRANT = "id,title,in_kind_cap_per_cent,cap_level,printed_total\nbeacon,A beacon,50,{level},{total}\n"
YEARS = "grant,year,total,printed_share\nbeacon,2018-19-year,200.00,\nbeacon,2017-18-year,100.00,{share}\n"
PARTNERS = "grant,partner,title,parts,is_own\nbeacon,police,Police,1,no\nbeacon,council,Council,1,yes\n"
PAYMENTS = "grant,partner,year,form,amount\n"


def texts(level: str = "partner-year", payments: str = "", share: str = "", total: str = "") -> dict[str, str]:
    found = {
        "shared-grants": GRANT.format(level=level, total=total),
        "shared-grant-years": YEARS.format(share=share),
        "shared-grant-partners": PARTNERS,
    }
    if payments:
        found["shared-grant-payments"] = PAYMENTS + "".join(f"beacon,{line}\n" for line in payments.split("; "))
    return found


def grant_of(tmp_path: Path, supplied: dict[str, str]) -> SharedGrant:
    (grant,) = shared_grants_of(registers_of(tmp_path, supplied))
    return grant


# -- pennies -----------------------------------------------------------------------------------------------------------

DIVIDED = {
    ("100.00", "1 1 1"): "33.34 33.33 33.33",
    ("100.01", "1 1 1"): "33.34 33.34 33.33",
    ("0.02", "1 1 1"): "0.01 0.01 0.00",
    ("10.00", "2 1"): "6.67 3.33",
    ("10.00", "1 2"): "3.33 6.67",
    ("10.00", "0 1"): "0.00 10.00",
    ("-100.00", "1 1 1"): "-33.33 -33.33 -33.34",
    ("55930.00", "1 1 1 1 1"): "11186.00 11186.00 11186.00 11186.00 11186.00",
}


@pytest.mark.parametrize(("case", "parts"), DIVIDED.items())
def test_amounts_are_divided_to_the_penny(case: tuple[str, str], parts: str) -> None:
    whole, weights = case
    divided = divide_pounds(Decimal(whole), [int(weight) for weight in weights.split()])
    assert [str(part) for part in divided] == parts.split()


@given(st.integers(-(10**14), 10**14), st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any))
def test_parts_add_up_and_none_moves_by_a_penny(pennies: int, weights: list[int]) -> None:
    whole = Decimal(pennies).scaleb(-2)
    parts = divide_pounds(whole, weights)
    assert sum(parts) == whole
    for part, weight in zip(parts, weights, strict=True):
        assert abs(Fraction(part) - Fraction(whole) * weight / sum(weights)) < Fraction(1, 100)


@given(st.lists(st.fractions(-(10**6), 10**6, max_denominator=9999), max_size=10))
def test_no_other_placing_of_the_pennies_is_nearer(parts: list[Fraction]) -> None:
    """The largest remainder keeps the sum of the distances least; checked against moving any penny elsewhere."""
    placed = [Fraction(part) for part in place_pennies(parts)]
    penny = Fraction(1, 100)
    for giver in range(len(parts)):
        for taker in range(len(parts)):
            if giver != taker:
                before = abs(placed[giver] - parts[giver]) + abs(placed[taker] - parts[taker])
                after = abs(placed[giver] - penny - parts[giver]) + abs(placed[taker] + penny - parts[taker])
                assert before <= after


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1], [2, -1]])
def test_weights_that_divide_nothing_are_refused(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        divide_pounds(Decimal(1), weights)


def test_a_part_of_a_penny_is_refused() -> None:
    with pytest.raises(ValueError, match="penny"):
        divide_pounds(Decimal("0.001"), [1])


# -- shares and cap ----------------------------------------------------------------------------------------------------


def test_shares_by_year_in_order_of_time(tmp_path: Path) -> None:
    grant = grant_of(tmp_path, texts())
    assert [year.year for year in grant.years] == [FIRST, SECOND]
    assert grant.total == 300
    assert grant.shares == {
        ("police", FIRST): 50,
        ("council", FIRST): 50,
        ("police", SECOND): 100,
        ("council", SECOND): 100,
    }
    assert grant.own is not None
    assert grant.share_of(grant.own.partner) == 150
    assert not grant.has_remainder


def test_a_year_that_does_not_divide_has_a_remainder(tmp_path: Path) -> None:
    supplied = texts()
    supplied["shared-grant-years"] = supplied["shared-grant-years"].replace("100.00", "100.01")
    grant = grant_of(tmp_path, supplied)
    assert grant.has_remainder
    assert grant.shares["police", FIRST] == Decimal("50.01")
    assert grant.shares["council", FIRST] == Decimal("50.00")


# What is paid in kind (partner, year, amount): the levels at which a cap of half is kept. Shares are 50 and 100.
KEPT = {
    "": ["partner-year", "partner-programme", "all-partners"],
    "council,2017-18-year,in-kind,25.00": ["partner-year", "partner-programme", "all-partners"],
    "council,2017-18-year,in-kind,25.01": ["partner-programme", "all-partners"],
    "council,2017-18-year,in-kind,50.00; council,2018-19-year,cash,100.00": ["partner-programme", "all-partners"],
    "council,2017-18-year,in-kind,50.00; council,2018-19-year,in-kind,25.00": ["partner-programme", "all-partners"],
    "council,2017-18-year,in-kind,50.00; council,2018-19-year,in-kind,25.01": ["all-partners"],
    "council,2017-18-year,in-kind,50.00; council,2018-19-year,in-kind,100.00": ["all-partners"],
    "council,2017-18-year,in-kind,50.00; council,2018-19-year,in-kind,100.00; police,2017-18-year,in-kind,0.01": [],
}


@pytest.mark.parametrize(("payments", "levels"), KEPT.items())
def test_the_cap_at_each_level(tmp_path: Path, payments: str, levels: list[str]) -> None:
    grant = grant_of(tmp_path, texts(payments=payments))
    kept = [str(level) for level in CapLevel if all(check.is_kept for check in grant.cap_checks(level))]
    assert kept == levels
    for level in CapLevel:
        supplied = texts(level, payments)
        codes = {code for code, *_ in told(find_shared_grant_issues(registers_of(tmp_path, supplied)))}
        assert codes == (set() if level in levels else {"SHARED-GRANT-IN-KIND-CAP"}), level


def test_the_issue_says_what_other_levels_would_say(tmp_path: Path) -> None:
    registers = registers_of(tmp_path, texts(payments="council,2017-18-year,in-kind,50.00"))
    (issue,) = find_shared_grant_issues(registers)
    assert issue.message == (
        "council in 2017-18-year: £50 is paid in kind; 50% of £50 is £25, taken of each partner in each year. It would "
        "be kept if taken of each partner over all years or of all partners together over all years."
    )


shares = st.lists(st.integers(0, 100), min_size=8, max_size=8)


@given(shares, shares, st.integers(0, 100))
def test_what_keeps_to_a_stricter_level_keeps_to_the_others(paid: list[int], share: list[int], cap: int) -> None:
    """Worked out again over plain numbers: four partners, two years, a percentage of each share."""
    in_kind = [amount * part for amount, part in zip(paid, share, strict=True)]
    by_year = all(kind <= cap * part for kind, part in zip(in_kind, share, strict=True))
    by_partner = all(sum(in_kind[at : at + 2]) <= cap * sum(share[at : at + 2]) for at in range(0, 8, 2))
    together = sum(in_kind) <= cap * sum(share)
    assert not by_year or by_partner
    assert not by_partner or together


def test_what_is_paid_and_in_which_form(tmp_path: Path) -> None:
    lines = "council,2017-18-year,in-kind,20.00; council,2017-18-year,cash,30.00; police,2018-19-year,cash,7.00"
    grant = grant_of(tmp_path, texts(payments=lines))
    assert grant.paid() == 57
    assert grant.paid(PaymentForm.CASH) == 37
    assert grant.paid(partner="council") == grant.paid(year=FIRST) == 50
    assert grant.paid(PaymentForm.IN_KIND, partner="police") == 0


# -- what cannot be ----------------------------------------------------------------------------------------------------

FAULTS = {
    "right": (texts(share="50.00", total="300.00"), []),
    "share": (texts(share="49.00"), [("SHARED-GRANT-SHARE-DISAGREES", 3, "printed_share")]),
    "total": (texts(total="833.00"), [("SHARED-GRANT-TOTAL-DISAGREES", 2, "printed_total")]),
    "more than its share": (
        texts(payments="police,2017-18-year,cash,30.00; police,2017-18-year,in-kind,20.01"),
        [("SHARED-GRANT-OVERPAID", 3, "amount")],
    ),
    "partner": (
        texts(payments="nobody,2017-18-year,cash,1.00"),
        [("SHARED-GRANT-PARTNER-UNKNOWN", 2, "partner")],
    ),
    "year": (texts(payments="police,2030-31-year,cash,1.00"), [("SHARED-GRANT-YEAR-UNKNOWN", 2, "year")]),
    "no years": (
        {**texts(), "shared-grant-years": "grant,year,total\nother,2017-18-year,1.00\n"},
        [("SHARED-GRANT-UNKNOWN", 2, "grant"), ("SHARED-GRANT-EMPTY", 2, "id")],
    ),
    "two own": (
        {**texts(), "shared-grant-partners": PARTNERS.replace(",no", ",yes")},
        [("SHARED-GRANT-OWN-TWICE", 3, "is_own")],
    ),
    "no own": (
        {**texts(share="50.00"), "shared-grant-partners": PARTNERS.replace(",yes", ",no")},
        [("SHARED-GRANT-OWN-MISSING", 3, "printed_share")],
    ),
}


@pytest.mark.parametrize(("supplied", "issues"), FAULTS.values(), ids=FAULTS)
def test_faults(tmp_path: Path, supplied: dict[str, str], issues: list[tuple[str, int, str]]) -> None:
    found = told(find_shared_grant_issues(registers_of(tmp_path, supplied)))
    assert [(code, row, field) for code, _, row, field in found] == issues
