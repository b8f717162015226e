"""Payment by results: totals, shares and what a printed share implies, each worked out twice; what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from claim_files import WINDOWS, read_claims, the_programme
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.finance.claim_registers import ClaimActionEntry
from crossfoot.finance.claims import ActionState, action_state, wholes_with_share

WEEK = date(2017, 2, 20)


def test_totals_of_the_card(tmp_path: Path) -> None:
    registers, issues = read_claims(tmp_path)
    found = the_programme(registers)
    assert issues == []
    assert (found.claimed, found.planned, found.projected) == (574, 395, 574 + 395)
    assert [window.id for window in found.windows_to_come] == ["march"]
    assert (found.share(969), found.amount(969), found.implied_claimable) == (None, None, None)
    assert [year.code[:7] for year in found.grant_years] == ["2015-16", "2016-17", "2017-18", "2018-19", "2019-20"]
    assert found.grant_known == Decimal(300)


def test_a_window_that_is_claimed_counts_what_was_claimed_and_not_its_target(tmp_path: Path) -> None:
    windows = ("families,a,A,,2016-06-30,100,80", "families,b,B,,2016-09-30,100,0", "families,c,C,,2017-03-31,50,")
    found = the_programme(read_claims(tmp_path, windows=windows)[0])
    assert (found.claimed, found.planned, found.projected) == (80, 50, 130)


def test_windows_stand_in_order_of_time(tmp_path: Path) -> None:
    found = the_programme(read_claims(tmp_path, windows=WINDOWS[::-1])[0])
    assert [window.id for window in found.windows] == ["to-date", "march"]


def test_share_and_amount_where_the_whole_and_the_price_are_supplied(tmp_path: Path) -> None:
    programme = {"claimable_families": "1490", "unit_price": "800.00", "grant_maximum": "2000000.00"}
    registers, issues = read_claims(tmp_path, programme=programme)
    found = the_programme(registers)
    assert issues == []
    assert found.share(969) == Fraction(96900, 1490)
    assert (found.amount(969), found.amount(574)) == (Decimal("775200.00"), Decimal("459200.00"))


# -- what a printed share implies --------------------------------------------------------------------------------------


def by_trying(part: int, printed: Decimal, up_to: int) -> list[int]:
    """Every whole number of which the part, rounded by the decimal module, is the printed percentage."""
    places = Decimal(1).scaleb(int(printed.as_tuple().exponent))
    return [
        whole
        for whole in range(1, up_to)
        if (Decimal(100 * part) / whole).quantize(places, rounding=ROUND_HALF_UP) == printed
    ]


def test_65_per_cent_of_969() -> None:
    tried = by_trying(969, Decimal(65), 3000)
    assert (tried[0], tried[-1], len(tried)) == (1480, 1502, 23)
    assert wholes_with_share(969, Decimal(65)) == (1480, 1502)


@given(part=st.integers(1, 300), whole=st.integers(1, 600), places=st.integers(0, 2))
def test_the_implied_wholes_are_those_found_by_trying(part: int, whole: int, places: int) -> None:
    share = (Decimal(100 * part) / whole).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    found = wholes_with_share(part, share)
    # Half of the last place or less is left open: every whole that is large enough has the share of nought.
    if 100 * part * 2 * 10**places < whole or share * 2 * 10**places <= 1:
        return
    assert found is not None
    assert found[0] <= whole <= found[1]
    limit = min(found[1] + 3, 4000)
    tried = by_trying(part, share, limit)
    assert (tried[0], tried[-1]) == (found[0], min(found[1], limit - 1))


@pytest.mark.parametrize(("part", "printed"), [(969, "0"), (0, "65"), (1, "70"), (3, "99.9")])
def test_shares_that_imply_nothing(part: int, printed: str) -> None:
    assert wholes_with_share(part, Decimal(printed)) is None


# -- identities --------------------------------------------------------------------------------------------------------

PROGRAMMES = {
    "total printed otherwise": ({"printed_total": "970"}, ("CLAIM-TOTAL-DISAGREES", "printed_total")),
    "share printed otherwise": (
        {"printed_share": "66", "claimable_families": "1490"},
        ("CLAIM-SHARE-DISAGREES", "printed_share"),
    ),
    "more than can be claimed": ({"claimable_families": "968"}, ("CLAIM-ABOVE-CLAIMABLE", "claimable_families")),
    "more than the grant": ({"unit_price": "1.04"}, ("CLAIM-ABOVE-GRANT", "unit_price")),
    "no whole number": (
        {"printed_share": "99.99", "printed_total": "969"},
        ("CLAIM-SHARE-IMPOSSIBLE", "printed_share"),
    ),
    "not a Monday": ({"update_week": "2017-02-21"}, ("CLAIM-WEEK-NOT-MONDAY", "update_week")),
    "years turned round": ({"grant_last_year": "2014-15-year"}, ("REGISTER-ROW-REFUSED", "")),
    "not a year": ({"grant_last_year": "2017-01"}, ("REGISTER-CELL-BAD", "grant_last_year")),
    "share over a hundred": ({"printed_share": "101"}, ("REGISTER-CELL-BAD", "printed_share")),
    "part of a family": ({"claimable_families": "12.5"}, ("REGISTER-CELL-BAD", "claimable_families")),
}


@pytest.mark.parametrize(("programme", "wanted"), PROGRAMMES.values(), ids=PROGRAMMES)
def test_what_is_wrong_with_a_programme(tmp_path: Path, programme: dict[str, str], wanted: tuple[str, str]) -> None:
    _, issues = read_claims(tmp_path, programme=programme)
    assert [(issue.code, issue.field) for issue in issues] == [wanted]
    assert (issues[0].file, issues[0].row) == ("programmes.csv", 2)


def test_the_working_is_said(tmp_path: Path) -> None:
    _, issues = read_claims(tmp_path, programme={"printed_total": "970"})
    assert issues[0].message == "Families: 574 claimed + 395 planned = 969, printed as 970."


@pytest.mark.parametrize("share", ["65", "65%", " 65 %"])
def test_a_share_that_can_be_is_no_issue(tmp_path: Path, share: str) -> None:
    registers, issues = read_claims(tmp_path, programme={"printed_share": share, "printed_total": "969"})
    assert issues == []
    assert the_programme(registers).implied_claimable == (1480, 1502)


WINDOW_FAULTS = {
    "unknown programme": ((*WINDOWS, "folk,x,X,,2017-03-31,1,"), ("CLAIM-PROGRAMME-UNKNOWN", 4, "programme")),
    "nothing filled in": ((*WINDOWS, "families,x,X,,2017-03-31,,"), ("REGISTER-ROW-REFUSED", 4, "")),
    "closes first": ((*WINDOWS, "families,x,X,2017-04-01,2017-03-31,1,"), ("REGISTER-ROW-REFUSED", 4, "")),
    "less than none": ((*WINDOWS, "families,x,X,,2017-03-31,-1,"), ("REGISTER-CELL-BAD", 4, "target_families")),
    "twice": ((*WINDOWS, "families,march,X,,2017-03-31,1,"), ("REGISTER-TWICE", 4, "programme")),
    "closed unclaimed": ((*WINDOWS, "families,x,X,,2017-02-19,1,"), ("CLAIM-NOT-MADE", 4, "claimed_families")),
}


@pytest.mark.parametrize(("windows", "wanted"), WINDOW_FAULTS.values(), ids=WINDOW_FAULTS)
def test_what_is_wrong_with_windows(tmp_path: Path, windows: tuple[str, ...], wanted: tuple[str, int, str]) -> None:
    _, issues = read_claims(tmp_path, windows=windows)
    assert [(issue.code, issue.row, issue.field) for issue in issues] == [wanted]


def test_a_programme_without_windows(tmp_path: Path) -> None:
    _, issues = read_claims(tmp_path, windows=())
    assert [issue.code for issue in issues] == ["CLAIM-WINDOWS-MISSING"]


def test_grants_of_the_years_are_no_more_than_the_grant(tmp_path: Path) -> None:
    grants = ("families,2016-17-year,600.00", "families,2017-18-year,400.00")
    assert read_claims(tmp_path, grants=grants)[1] == []
    _, issues = read_claims(tmp_path, grants=(*grants, "families,2018-19-year,0.01"))
    assert [(issue.code, issue.row) for issue in issues] == [("CLAIM-GRANT-ABOVE-TOTAL", 4)]
    assert "£600.00 + £400.00 + £0.01 = £1,000.01" in issues[0].message
    _, issues = read_claims(tmp_path, grants=("families,2020-21-year,1.00",))
    assert [issue.code for issue in issues] == ["CLAIM-GRANT-YEAR"]


# -- actions -----------------------------------------------------------------------------------------------------------

STATES = """
                                        undated
week_commencing=2017-02-06              overdue
week_commencing=2017-02-13              overdue
week_commencing=2017-02-20              due_now
week_commencing=2017-02-27              to_come
due=2017-02-19                          overdue
due=2017-02-20                          due_now
due=2017-02-26                          due_now
due=2017-02-27                          to_come
repeats=weekly                          repeated
due=2017-02-19,done=yes                 done
repeats=weekly,done=yes                 done
"""


@pytest.mark.parametrize("line", [line for line in STATES.splitlines() if line])
def test_how_an_action_stands(line: str) -> None:
    *said, state = line.split()
    cells = dict(part.split("=") for part in ",".join(said).split(",") if part)
    action = ClaimActionEntry.model_validate({"programme": "families", "id": "a", "text": "Do it.", **cells})
    assert action_state(action, WEEK) is ActionState[state.upper()]


@given(st.integers(-400, 400))
def test_a_day_is_overdue_due_now_or_to_come_by_counting_weeks(days: int) -> None:
    action = ClaimActionEntry(programme="families", id="a", text="Do it.", due=WEEK + timedelta(days=days))
    weeks = days // 7
    expected = ActionState.OVERDUE if weeks < 0 else ActionState.DUE_NOW if weeks == 0 else ActionState.TO_COME
    assert action_state(action, WEEK) is expected


def test_actions_and_aims_are_told_apart_and_weeks_are_checked(tmp_path: Path) -> None:
    actions = (
        "families,a,action,Collect data,2017-02-20,,,Head of Early Help,no",
        "families,b,aim,Families do better,,,,,",
        "families,c,action,Too late,2017-02-22,,,,",
    )
    registers, issues = read_claims(tmp_path, actions=actions)
    found = the_programme(registers)
    assert [[item.id for item in items] for items in (found.actions, found.aims)] == [["a", "c"], ["b"]]
    assert [(issue.code, issue.row) for issue in issues] == [("CLAIM-WEEK-NOT-MONDAY", 4)]
    assert "is a Wednesday" in issues[0].message
    _, issues = read_claims(tmp_path, actions=("families,a,action,Both,2017-02-20,2017-02-21,,,",))
    assert [issue.code for issue in issues] == ["REGISTER-ROW-REFUSED"]
