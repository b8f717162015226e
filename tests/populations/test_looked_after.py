"""Children looked after over a few rows: who is, and what they are called, at the end of January 2017."""

from __future__ import annotations

from datetime import date

import pytest
from care_rows import Row, episode, involvement, person, status
from fast_figures import Fast
from looked_after_cases import JANUARY, SINCE_2010, Records, check_category, check_flag
from reference.children import County
from reference.figures import read_limits
from reference.histories import draw_county
from reference.looked_after import find_looked_after
from reference.months import Month
from small_histories import MONTHS, ask, day

from crossfoot.populations.frame import Frame
from crossfoot.populations.looked_after import FLAGS


def months_of(records: Records) -> list[str]:
    """The months at whose end anybody is looked after."""
    return [month for (month,) in ask("looked-after", records, "month")]


# -- who is looked after -----------------------------------------------------------------------------------------------


def test_a_child_is_looked_after_at_the_month_ends_before_the_last_day() -> None:
    assert months_of({"cla_episodes": [episode("Wren", "2016-11-30", "2017-01-31")]}) == ["2016-11", "2016-12"]
    assert months_of({"cla_episodes": [episode("Wren", "2016-12-01", "2017-02-01")]}) == ["2016-12", "2017-01"]


def test_episodes_make_one_spell_while_the_next_begins_by_the_latest_end_so_far() -> None:
    joined = [
        episode("Wren", "2016-05-09", "2016-09-12"),
        # Inside the one before: the spell goes on to the later of the two ends.
        episode("Wren", "2016-06-06", "2016-07-04"),
        episode("Wren", "2016-09-12"),
    ]
    rows = ask("looked-after", {"cla_episodes": joined}, "source_row", "months-in-care", month=JANUARY)
    assert rows == [(2, "7-12")]
    apart = [episode("Wren", "2016-05-09", "2016-09-12"), episode("Wren", "2016-09-13")]
    rows = ask("looked-after", {"cla_episodes": apart}, "source_row", "months-in-care", month=JANUARY)
    assert rows == [(3, "1-6")]


def test_one_open_episode_keeps_the_spell_open() -> None:
    records = {"cla_episodes": [episode("Wren", "2016-10-03"), episode("Wren", "2016-11-07", "2016-12-05")]}
    assert months_of(records) == ["2016-10", "2016-11", "2016-12", "2017-01", "2017-02"]


@pytest.mark.parametrize("code", ["V3", "V4"])
def test_episodes_that_begin_under_short_breaks_are_no_care(code: str) -> None:
    records = {"cla_episodes": [episode("Wren", "2016-12-05")], "legal_status": [status("Wren", code, "2016-12-05")]}
    assert months_of(records) == []
    # The status of another child, or one that had ended by the first day, changes nothing.
    records["legal_status"] = [status("Lark", code, "2016-12-05"), status("Wren", code, "2016-10-03", "2016-12-05")]
    assert months_of(records) == ["2016-12", "2017-01", "2017-02"]


def test_episodes_without_a_child_or_a_first_day_or_that_end_before_it_are_no_care() -> None:
    rows = [
        episode("Wren", None),
        episode("Lark", "2016-12-05", "2016-11-28"),
        {**episode("Rush", "2016-12-05"), "clae_person_id": None},
    ]
    assert months_of({"cla_episodes": rows}) == []


def test_nobody_is_looked_after_from_the_18th_birthday() -> None:
    for dob, months in (
        ("1999-01-31", ["2016-12"]),
        ("1999-02-01", ["2016-12", "2017-01"]),
        ("2017-02-05", ["2016-12", "2017-01", "2017-02"]),
        (None, ["2016-12", "2017-01", "2017-02"]),
    ):
        assert months_of({"cla_episodes": [episode("Wren", "2016-12-05")], "person": [person("Wren", dob)]}) == months


def test_a_child_is_in_the_team_of_each_month_end() -> None:
    held = [
        involvement("Ash", "Wren", "2016-11-01", "2016-12-31"),
        involvement("Ash", "Wren", "2016-12-20", "2017-01-30", invo_professional_team="south"),
        involvement("Ash", "Wren", "2016-12-21", None, invo_professional_team="west", invo_professional_role_id="IRO"),
        involvement("Ash", "Wren", "2016-12-22", None, invo_professional_team=None),
    ]
    referral: Row = {
        "cine_referral_id": "1",
        "cine_person_id": "Wren",
        "cine_referral_date": day("2016-10-05"),
        "cine_close_date": day("2017-02-10"),
        "cine_referral_team": "front door",
    }
    records = {"cla_episodes": SINCE_2010, "involvements": held, "cin_episodes": [referral]}
    teams = dict(ask("looked-after", records, "month", "team"))
    assert [teams[month] for month in ("2016-09", "2016-10", "2016-11", "2016-12", "2017-01", "2017-02")] == [
        None,
        "front door",
        "north",
        "south",
        "front door",
        None,
    ]


# -- what they are called ----------------------------------------------------------------------------------------------


def test_unaccompanied_by_the_words_of_the_status() -> None:
    def said(words: str | None, start: str = "2016-05-09", end: str | None = None) -> Records:
        row: Row = {
            "immi_immigration_status_id": "1",
            "immi_person_id": "Wren",
            "immi_immigration_status": words,
            "immi_immigration_status_start_date": day(start),
            "immi_immigration_status_end_date": end and day(end),
        }
        return {"immigration_status": [row]}

    cases = [
        (said("UASC"), True),
        (said("Unaccompanied asylum seeking child"), True),
        (said("uasc", end="2017-01-31"), False),
        (said("UASC", start="2017-02-01"), False),
        (said("Settled"), False),
        (said(None), False),
    ]
    check_flag("unaccompanied", cases)


def test_the_legal_status_is_the_latest_begun_of_those_open() -> None:
    care_order = status("Wren", "C2", "2016-05-09", number="1")
    cases = [
        ([], "other"),
        ([care_order], "care-order"),
        ([status("Wren", "C1", "2016-05-09")], "interim-care-order"),
        ([status("Wren", "E1", "2016-05-09")], "placement-order-granted"),
        ([status("Wren", "V2", "2016-05-09")], "single-period-of-accommodation-under-section-20"),
        ([status("Wren", "L1", "2016-05-09")], "under-police-protection-and-in-la-accommodation"),
        ([status("Wren", "J1", "2016-05-09")], "other"),
        ([status("Wren", "C2", "2016-05-09", "2017-01-31")], "other"),
        ([care_order, status("Wren", "E1", "2016-10-10")], "placement-order-granted"),
        ([care_order, status("Wren", "J1", "2016-10-10")], "other"),
        ([care_order, status("Wren", "C1", "2016-05-09", number="0")], "care-order"),
        ([care_order, status("Wren", "C1", "2016-05-09", number="2")], "interim-care-order"),
    ]
    check_category("legal-status", [({"legal_status": rows}, found) for rows, found in cases])


def test_months_in_care_are_whole_months() -> None:
    days = {
        "2017-01-01": "under-1",
        "2016-12-31": "1-6",
        "2016-07-01": "1-6",
        "2016-06-30": "7-12",
        "2016-01-01": "7-12",
        "2015-12-31": "13-18",
        "2015-06-30": "19-24",
        "2014-12-31": "25-36",
        "2013-12-31": "37-48",
        "2012-12-31": "49-60",
        "2012-01-01": "49-60",
        "2011-12-31": "61-and-over",
    }
    check_category(
        "months-in-care", [({"cla_episodes": [episode("Wren", start)]}, found) for start, found in days.items()]
    )


def test_age_sex_and_ethnicity() -> None:
    known = [person("Wren", "2007-06-11", pers_sex="F", pers_ethnicity="AIND")]
    for name, of_her, of_nobody in (("age", "9", "unknown"), ("sex", "female", "unknown")):
        check_category(name, [({"person": known}, of_her), ({"person": []}, of_nobody)])
    check_category("ethnicity", [({"person": known}, "indian")])


# -- on another day than the last --------------------------------------------------------------------------------------


class OnDay(Fast):
    """Populations that look at a day of the last month instead of its end."""

    def __init__(self, on: date) -> None:
        super().__init__(MONTHS)
        self.frame = Frame(standard=self.standard, months=MONTHS, timescales=self.catalogue.timescales, looked_at=on)
        months, _ = self.frame.small_relations()
        self._connection.execute("DELETE FROM months")
        self._insert(months.name, months.columns, months.rows)


@pytest.mark.parametrize("on", [date(2017, 2, 1), date(2017, 2, 14), date(2017, 2, 28)])
def test_on_any_day_of_the_last_month_it_is_as_child_by_child(on: date) -> None:
    asked = OnDay(on)
    for seed in (1, 2):
        records = draw_county(seed, 40).records
        asked.load(records)
        rows = [row for row in asked.rows("looked-after") if row["day"] == on]
        held = {row["person_id"]: {name for name in FLAGS if row[name]} for row in rows}
        county = County(records, read_limits())
        expected = [row for child in county for row in find_looked_after(child, Month(on.replace(day=1), on))]
        assert held == {row.person: row.flags for row in expected}
        assert any(held.values())
