"""Where looked after children live, visits to them there, and how long they stay, over a few rows."""

from __future__ import annotations

import pytest
from care_rows import care_plan, episode, person, placement, visit
from looked_after_cases import JANUARY, Case, Records, Rows, check_flag

# -- where they live ---------------------------------------------------------------------------------------------------


def test_placed_for_adoption() -> None:
    kinds = [("A3", True), ("A4", True), ("A5", True), ("A6", True), ("U6", False), (None, False)]
    check_flag(
        "placed_for_adoption",
        [({"cla_placement": [placement("Wren", "2016-05-09", kind=kind)]}, held) for kind, held in kinds],
    )


def test_the_placement_is_the_latest_begun_of_those_open_and_never_a_temporary_one() -> None:
    adopters = placement("Wren", "2016-05-09", kind="A6", number="1")
    cases = [
        ([adopters, placement("Wren", "2016-10-10")], False),
        ([adopters, placement("Wren", "2016-10-10", "2017-01-31")], True),
        ([adopters, placement("Wren", "2017-01-16", kind="T2")], True),
        # Of two that began on one day, the one with the higher id.
        ([adopters, placement("Wren", "2016-05-09", number="2")], False),
        ([adopters, placement("Wren", "2016-05-09", number="0")], True),
    ]
    check_flag("placed_for_adoption", [({"cla_placement": rows}, held) for rows, held in cases])


def test_placed_in_or_outside_the_county() -> None:
    cases = [
        ("U6", True, True, False),
        ("U6", False, False, True),
        ("U6", None, False, False),
        ("A5", True, False, False),
    ]

    def records(kind: str, inside: bool | None) -> Records:
        area: Rows = [{"xpla_cla_placement_id": "1", "xpla_in_county": inside}]
        return {"cla_placement": [placement("Wren", "2016-05-09", kind=kind, number="1")], "x_placement_area": area}

    check_flag("in_county", [(records(kind, inside), held) for kind, inside, held, _ in cases])
    check_flag("out_of_county", [(records(kind, inside), held) for kind, inside, _, held in cases])


# -- visits ------------------------------------------------------------------------------------------------------------


def test_a_visit_is_due_a_week_after_a_placement_began_not_under_the_adoption_rules() -> None:
    cases = [
        ([placement("Wren", "2017-01-24")], True),
        ([placement("Wren", "2017-01-25")], False),
        ([placement("Wren", "2016-05-09", kind="A4")], False),
        ([], False),
    ]
    check_flag("visit_due", [({"cla_placement": rows}, held) for rows, held in cases])


VISITS = [
    # In the first year of a placement: six weeks, whatever is planned.
    ("2016-10-03", None, "2016-12-20", True),
    ("2016-10-03", None, "2016-12-19", False),
    ("2016-10-03", True, "2016-12-19", False),
    # The day a year after its start is no longer in the first year: three months under a plan to 18.
    ("2016-02-01", True, "2016-12-19", False),
    ("2016-01-31", True, "2016-12-19", True),
    ("2014-05-12", True, "2016-10-31", True),
    ("2014-05-12", True, "2016-10-30", False),
    ("2014-05-12", False, "2016-12-19", False),
    ("2014-05-12", None, "2016-12-20", True),
    # After the month end, or before the placement began.
    ("2014-05-12", None, "2017-02-01", False),
    ("2017-01-20", None, "2017-01-19", False),
    ("2017-01-20", None, "2017-01-20", True),
]


def test_seen_within_the_time_allowed() -> None:
    seen: list[Case] = []
    alone: list[Case] = []
    for start, to_18, visited, held in VISITS:
        records = {
            "cla_placement": [placement("Wren", start)],
            "cla_care_plan": [care_plan("Wren", "2014-01-06", to_18=to_18)],
        }
        with_carer = {**records, "cla_visits": [visit("Wren", visited, seen=True, alone=False)]}
        by_herself = {**records, "cla_visits": [visit("Wren", visited, seen=None, alone=True)]}
        seen += [(with_carer, held), (by_herself, False)]
        alone += [(by_herself, held), (with_carer, False)]
    check_flag("seen", seen)
    check_flag("seen_alone", alone)


def test_a_plan_to_18_that_ended_allows_no_longer_time() -> None:
    records = {"cla_placement": [placement("Wren", "2014-05-12")], "cla_visits": [visit("Wren", "2016-10-31")]}
    plans = [care_plan("Wren", "2014-01-06", end, to_18=True) for end in ("2017-01-31", "2017-02-01")]
    check_flag(
        "seen", [({**records, "cla_care_plan": [plan]}, held) for plan, held in zip(plans, (False, True), strict=True)]
    )


# -- how long, and how many homes --------------------------------------------------------------------------------------


def test_long_in_care() -> None:
    days = {
        "2014-07-31": (True, True),
        "2014-08-01": (True, False),
        "2015-01-31": (True, False),
        "2015-02-01": (False, False),
    }
    aged_16 = [person("Wren", "2001-01-31")]
    spells: list[tuple[Records, tuple[bool, bool]]] = [
        ({"cla_episodes": [episode("Wren", start)]}, held) for start, held in days.items()
    ]
    check_flag("two_years", [(records, held[0]) for records, held in spells])
    check_flag("long_term", [(records, held[1]) for records, held in spells])
    check_flag("long_term", [({**records, "person": aged_16}, False) for records, _ in spells])


def moved(end: str, *, first_home: str | None = None, home: str | None = None, kind: str = "U6") -> Rows:
    """One placement from January 2014 until the day, another since."""
    return [
        placement("Wren", "2014-01-06", end, home=first_home),
        placement("Wren", end, kind=kind, home=home),
    ]


def test_in_one_home() -> None:
    holiday = [
        placement("Wren", "2014-01-06", "2016-12-05", home="H1"),
        placement("Wren", "2016-12-05", "2016-12-12", kind="T2", home="H9"),
        placement("Wren", "2016-12-12", home="H1"),
    ]
    newly_for_adoption = [placement("Wren", "2015-02-02", "2016-12-05"), placement("Wren", "2016-12-05", kind="A6")]
    cases = [
        ([placement("Wren", "2015-01-31")], True, True),
        ([placement("Wren", "2015-02-01")], True, False),
        ([placement("Wren", "2016-01-31")], True, False),
        ([placement("Wren", "2016-02-01")], False, False),
        ([], False, False),
        # One home, whatever it is called; another where its number is not known.
        (moved("2016-12-05", first_home="H1", home="H1"), True, True),
        (moved("2016-12-05", first_home="H1", home="H2"), False, False),
        (moved("2016-12-05"), False, False),
        (holiday, True, True),
        # For adoption with the carer of before, and with others: two years count together with the stay before.
        (moved("2016-12-05", kind="A5"), True, True),
        (moved("2016-12-05", kind="A6"), False, True),
        (newly_for_adoption, False, False),
    ]
    check_flag("stable_12_months", [({"cla_placement": rows}, held) for rows, held, _ in cases])
    check_flag("stable_2_years", [({"cla_placement": rows}, held) for rows, _, held in cases])
    new = [episode("Wren", "2015-02-02")]
    for name in ("stable_12_months", "stable_2_years"):
        check_flag(name, [({"cla_placement": rows, "cla_episodes": new}, False) for rows, _, _ in cases])


def homes(*days: str) -> Rows:
    """A placement in another home from each of the days to the next."""
    ends = [*days[1:], None]
    return [
        placement("Wren", start, end, home=f"H{number}")
        for number, (start, end) in enumerate(zip(days, ends, strict=True))
    ]


@pytest.mark.parametrize(
    ("month", "cases"),
    [
        (
            JANUARY,
            [
                (homes("2015-05-04", "2016-06-06", "2016-10-10"), True),
                (homes("2015-05-04", "2016-02-01", "2016-10-10"), True),
                (homes("2015-05-04", "2016-01-31", "2016-10-10"), False),
                (homes("2015-05-04", "2016-06-06", "2017-02-01"), False),
                (homes("2015-05-04", "2016-06-06", "2016-07-04", "2016-10-10"), True),
                (homes("2016-06-06", "2016-06-06", "2016-06-06"), True),
                ([*homes("2015-05-04", "2016-06-06"), placement("Wren", "2016-08-01", "2016-07-25", home="H9")], False),
            ],
        ),
        # 12 months before 28 February 2017 is 28 February 2016: a stay that ended on the 29th counts.
        (
            "2017-02",
            [
                (homes("2015-05-04", "2016-02-29", "2016-10-10"), True),
                (homes("2015-05-04", "2016-02-28", "2016-10-10"), False),
            ],
        ),
        # 12 months before 29 February 2016 is 28 February 2015.
        (
            "2016-02",
            [
                (homes("2014-05-05", "2015-03-01", "2015-10-12"), True),
                (homes("2014-05-05", "2015-02-28", "2015-10-12"), False),
            ],
        ),
    ],
)
def test_three_homes_in_twelve_months(month: str, cases: list[tuple[Rows, bool]]) -> None:
    check_flag("three_placements", [({"cla_placement": rows}, held) for rows, held in cases], month=month)
