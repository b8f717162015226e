"""Teams, breakdowns, tables that were not collected, and the way figures are put together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reference.case_records import Tables, write_records
from reference.children import County
from reference.collected import DIMENSIONS, FLAGS, ROWS, SHARED_DIMENSIONS, needs
from reference.figures import Counting, evaluate_all, measure, read_definitions, read_limits
from reference.populations import POPULATIONS, rows
from reference.record_columns import columns_of
from reference.rows import Row
from reference.teams import teams_of_area

LIMITS = read_limits()


def one_row(population: str, phrases: str, month: str = "2017-01", child: str = "Rowan") -> Row:
    (row,) = rows(population, write_records(child, phrases), LIMITS, month)
    return row


def stock(**parts: Any) -> dict[str, Any]:
    return {"id": "x", "form": "at_month_end", "population": "protection-plans", "numerator": {"where": []}, **parts}


# the team of a child: phrases, team of the plan in force, team of the plan begun on 10 January
TEAMS = {
    "the latest begun": ("held 2016-10-03 by=w team=t1; held 2016-11-07 by=w team=t2", "t2"),
    "the highest id": ("held 2016-10-03 id=b by=w team=t1; held 2016-10-03 id=a by=w team=t2", "t1"),
    "not one that has ended": ("held 2016-10-03 by=w team=t1; held 2016-11-07..2017-01-10 by=w team=t2", "t1"),
    "not in another role": ("held 2016-10-03 by=w team=t1; held 2016-11-07 by=w team=t2 role=Reviewing_officer", "t1"),
    "of the referral": (
        "referral 2016-10-03 team=t3; referral 2016-11-07 team=t4; referral 2016-12-05..2016-12-06",
        "t4",
    ),
    "of nobody": ("referral 2016-10-03..2017-01-10 team=t3", None),
    "none where the referral has none": ("referral 2016-10-03 team=t3; referral 2016-11-07", None),
}


@pytest.mark.parametrize("rule", TEAMS)
def test_the_team_of_a_stock_and_of_an_event_without_a_team(rule: str) -> None:
    phrases, team = TEAMS[rule]
    assert one_row("protection-plans", f"plan 2017-01-10 own; {phrases}").team == team
    assert one_row("protection-plans-started", f"plan 2017-01-10 own; {phrases}").team == team


def test_an_event_belongs_to_the_team_on_its_row() -> None:
    holder = "held 2016-10-03 by=w team=t1"
    assert one_row("referrals", f"{holder}; referral 2017-01-09 team=t2").team == "t2"
    assert one_row("referrals", f"{holder}; referral 2017-01-09").team == "t1"
    assert one_row("assessments-authorised", f"{holder}; assessment 2016-12-05..2017-01-09 nfa team=t2").team == "t2"
    assert one_row("section-47-enquiries-completed", f"{holder}; enquiry 2016-12-05..2017-01-09 team=t2").team == "t2"
    assert one_row("strategy-discussions", f"{holder}; enquiry 2017-01-09 team=t2").team == "t2"
    assert one_row("initial-conferences", f"{holder}; conference 2017-01-09 team=t2").team == "t2"
    assert one_row("care-leavers", f"{holder}; born 1999-06-01; leaver kept=2017-01 as=Relevant team=t2").team == "t2"
    assert one_row("care-leavers", f"{holder}; born 1999-06-01; leaver kept=2017-01 as=Relevant").team is None
    assert one_row("early-help-referrals", f"{holder}; early-help 2017-01-09").team is None


def test_an_event_belongs_to_who_held_the_case_on_its_day() -> None:
    moved = "held 2016-10-03..2017-01-16 by=w team=t1; held 2017-01-16 by=w team=t2"
    assert one_row("contacts", f"{moved}; contact 2017-01-15").team == "t1"
    assert one_row("contacts", f"{moved}; contact 2017-01-16").team == "t2"
    assert one_row("core-groups-due", f"{moved}; plan 2016-12-15 own").team == "t1"
    assert one_row("looked-after", f"{moved}; care 2016-10-03").team == "t2"


AREAS = "team id=t1 locality=west-locality district=breckland; team id=t2 locality=west-locality; team id=t3"
PROTECTED = (
    "plan 2016-10-03 own; held 2016-10-03 by=w team=t1; "
    "@Wren plan 2016-10-03 own; @Wren held 2016-10-03 by=w team=t2; "
    "@Jay plan 2016-10-03 own; @Jay held 2016-10-03 by=w team=t3; @Lark plan 2016-10-03 own"
)


def test_localities_and_districts_are_those_of_the_teams() -> None:
    records = write_records("Rowan", f"{AREAS}; {PROTECTED}")
    county = County(records, LIMITS)
    assert teams_of_area(county, "west-locality") == {"t1", "t2"}
    counting = Counting(county, LIMITS)
    plans = read_definitions()["child-protection-plans"]
    assert [
        counting.measure(plans, "2017-01", team)
        for team in (None, teams_of_area(county, "west-locality"), teams_of_area(county, "breckland"), {"t3"}, set())
    ] == [(4, None), (2, None), (1, None), (1, None), (0, None)]


def test_a_figure_of_a_team_was_not_collected_where_nobody_is_said_to_hold_a_case() -> None:
    records = write_records("Rowan", PROTECTED)
    del records["involvements"]
    plans = read_definitions()["child-protection-plans"]
    assert measure(plans, records, LIMITS, "2017-01") == (4, None)
    assert measure(plans, records, LIMITS, "2017-01", team={"t1"}) == (None, None)


# each line: population, phrases, dimension, category
CATEGORIES = (Path(__file__).parent / "categories.txt").read_text("utf-8")


@pytest.mark.parametrize("line", CATEGORIES.strip().splitlines())
def test_a_category(line: str) -> None:
    population, phrases, dimension, category = (part.strip() for part in line.split("|"))
    assert one_row(population, phrases).dimensions[dimension] == category


def test_a_breakdown_counts_the_rows_of_its_categories() -> None:
    records = write_records(
        "Rowan", "born 2010-01-31 M; plan 2016-10-03 own; @Wren born 2010-01-31 F; @Wren plan 2016-10-03 own"
    )
    plans = read_definitions()["child-protection-plans"]
    assert measure(plans, records, LIMITS, "2017-01", breakdown={"sex": "female"}) == (1, None)
    assert measure(plans, records, LIMITS, "2017-01", breakdown={"sex": "female", "age": "7"}) == (1, None)
    assert measure(plans, records, LIMITS, "2017-01", breakdown={"sex": "female", "age": "8"}) == (0, None)
    for row in records["person"]:
        del row["pers_sex"]
    assert measure(plans, records, LIMITS, "2017-01", breakdown={"sex": "female"}) == (None, None)
    assert measure(plans, records, LIMITS, "2017-01") == (2, None)


def test_what_was_not_collected_is_not_nought() -> None:
    seen = stock(numerator={"where": ["seen"]}, denominator={"where": ["visit_due"]})
    records = write_records("Rowan", "plan 2016-10-03 own; cp-visit 2017-01-16 seen")
    assert measure(seen, records, LIMITS, "2017-01") == (1, 1)
    without_flag: Tables = {**records, "cp_visits": [{"cppv_person_id": "Rowan"}]}
    assert measure(seen, without_flag, LIMITS, "2017-01") == (None, 1)
    without_table = {table: found for table, found in records.items() if table != "cp_visits"}
    assert measure(seen, without_table, LIMITS, "2017-01") == (None, 1)
    without_plans = {table: found for table, found in records.items() if table != "cp_plans"}
    assert measure(seen, without_plans, LIMITS, "2017-01") == (None, None)
    without_rows: Tables = {**records, "cp_visits": []}
    assert measure(seen, without_rows, LIMITS, "2017-01") == (0, 1)


def test_a_month_for_which_no_leavers_were_kept_was_not_collected() -> None:
    leavers = {"id": "x", "form": "at_month_end", "population": "care-leavers", "numerator": {"where": []}}
    records = write_records("Rowan", "born 1999-06-01; leaver kept=2017-01 as=Relevant")
    assert measure(leavers, records, LIMITS, "2017-01") == (1, None)
    assert measure(leavers, records, LIMITS, "2016-12") == (None, None)


def test_twelve_months_are_added_up_and_a_stock_is_looked_at_at_their_end() -> None:
    definitions = {
        "started": {
            "id": "started",
            "form": "in_month",
            "population": "protection-plans-started",
            "numerator": {"where": []},
        },
        "plans": stock(),
        "year": {
            "id": "year",
            "form": "rolling_12",
            "numerator": {"figures": "started"},
            "denominator": {"figures": "plans"},
        },
        "repeats": {
            "id": "repeats",
            "form": "rolling_12",
            "population": "protection-plans-started",
            "numerator": {"where": ["repeat_ever"]},
            "denominator": {"where": []},
        },
        "rate": {
            "id": "rate",
            "form": "at_month_end",
            "numerator": {"figures": "plans"},
            "denominator": {"residents": "x"},
        },
    }
    records = write_records("Rowan", "plan 2016-02-01..2016-06-01 own; plan 2016-07-04 own; @Wren plan 2016-01-31 own")
    figures = evaluate_all(records, definitions, LIMITS, ["2016-06", "2017-01"])
    assert figures["started", "2017-01"] == (0, None)
    assert figures["year", "2017-01"] == (2, 2)
    assert figures["year", "2016-06"] == (2, 1)
    assert figures["repeats", "2017-01"] == (1, 2)
    assert figures["rate", "2017-01"] == (2, None)
    assert len(figures) == 2 * len(definitions)


def test_the_largest_amount_of_nobody_is_none() -> None:
    largest = {
        "id": "x",
        "form": "at_month_end",
        "population": "caseloads",
        "numerator": {"where": [], "largest": "children"},
    }
    assert measure(largest, write_records("Rowan", "born 2010-01-31"), LIMITS, "2017-01") == (None, None)
    held = "held 2016-10-03 by=w team=t1; @Wren held 2016-10-03 by=w team=t1; @Wren held 2016-10-03 by=v team=t1"
    assert measure(largest, write_records("Rowan", held), LIMITS, "2017-01") == (2, None)


def test_needs_name_populations_and_columns_that_there_are() -> None:
    assert set(ROWS) == set(POPULATIONS)
    assert {*FLAGS, *DIMENSIONS} <= set(POPULATIONS)
    total = needs(
        *ROWS.values(),
        *(part for flags in FLAGS.values() for part in flags.values()),
        *(part for dimensions in DIMENSIONS.values() for part in dimensions.values()),
        *SHARED_DIMENSIONS.values(),
    )
    for table, columns in total.items():
        assert set(columns) <= set(columns_of(table)), table


def test_a_row_about_nobody_is_counted_nowhere() -> None:
    records = write_records("Rowan", "contact 2017-01-09; plan 2016-10-03 own; care 2016-10-03")
    for table, column in (
        ("contacts", "cont_person_id"),
        ("cp_plans", "cppl_person_id"),
        ("cla_episodes", "clae_person_id"),
    ):
        records[table][0][column] = None
    for population in ("contacts", "protection-plans", "looked-after"):
        assert rows(population, records, LIMITS, "2017-01") == []


def test_a_review_of_care_without_a_child_is_that_of_its_period_of_care() -> None:
    records = write_records("Rowan", "care 2016-10-03 period=p1; care-review 2017-01-16 part=PN1")
    records["cla_reviews"][0].update(clar_cla_person_id=None, clar_cla_id="p1")
    assert len(rows("care-reviews", records, LIMITS, "2017-01")) == 1
