"""Samples: the same for the same seed, only from the frame of the plain reference, growing without loss."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_county import CATALOGUE, frame_of, opened
from python_calamine import CalamineWorkbook
from reference.case_records import merge_records
from reference.cells import day_of
from reference.children import County
from reference.contacts import find_contacts
from reference.figures import read_limits
from reference.histories import draw_county
from reference.months import Month, add_months, read_month
from reference.populations import BY_CHILD

from crossfoot.casework.sample_frames import SAMPLE_FRAMES, Window
from crossfoot.casework.samples import Sample, Strata, draw_rows, share_out
from crossfoot.operations.draw_sample import DrawnSample, draw_sample
from crossfoot.vocabulary.issues import InputRefused

ON = date(2017, 1, 20)


@cache
def county_records() -> dict[str, list[dict[str, Any]]]:
    """The records that are looked at, made when they are first asked for."""
    return merge_records([draw_county(seed, 40).records for seed in range(30, 36)])


EVERYBODY = 10_000
Tables = dict[str, list[dict[str, Any]]]


def draw(name: str, number: int, *, records: Tables | None = None, seed: str = "linnet", **given: Any) -> Sample:
    sampled = SAMPLE_FRAMES[name]
    window = Window(ON, ON) if sampled.is_at_day else Window.up_to(ON)
    frame = frame_of(*(month.code for month in window.months), looked_at=ON)
    with opened(frame, records or county_records()) as engine:
        return draw_rows(frame, engine, sampled, window=window, number=number, seed=seed, **given)


@pytest.fixture(scope="module")
def whole() -> dict[str, Sample]:
    """Each frame with everybody in it."""
    return {name: draw(name, EVERYBODY) for name in SAMPLE_FRAMES}


def reference_rows(name: str) -> Counter[tuple[str, date, str | None]]:
    """Child, day and team of everybody in the frame, from loops over the records of each child."""
    county = County(county_records(), read_limits())
    since = add_months(ON, -3) + timedelta(days=1)
    found: Counter[tuple[str, date, str | None]] = Counter()
    months = [read_month(f"{year}-{number:02}") for year, number in ((2016, 10), (2016, 11), (2016, 12), (2017, 1))]
    for child in county:
        contacts = [row for month in months for row in find_contacts(child, month) if since <= row.day <= ON]
        referred = [day_of(row, "cine_referral_date") for row in child.records("cin_episodes")]
        days = [day for day in referred if day is not None]
        if name == "contacts-without-referral":
            rows = [row for row in contacts if not any(0 <= (day - row.day).days <= 7 for day in days)]
        elif name == "repeat-contacts":
            is_in = len(contacts) >= 2 and not any(since <= day <= ON for day in days)
            rows = sorted(contacts, key=lambda row: row.day)[-1:] if is_in else []
        elif name in {"plans-at-16-and-17", "three-placements"}:
            kind = "protection-plans" if name == "plans-at-16-and-17" else "looked-after"
            rows = [
                row
                for row in BY_CHILD[kind].find(child, Month(date(2017, 1, 1), ON))
                if row.dimensions["age"] in {"16", "17"} or kind == "looked-after"
            ]
            rows = [row for row in rows if kind == "protection-plans" or "three_placements" in row.flags]
        else:
            kind, flag = {
                "re-referrals": ("referrals", "is_re_referral"),
                "assessments-closed": ("assessments-authorised", "ends_with_information_and_advice"),
                "section-47-not-substantiated": ("section-47-enquiries-completed", "not_substantiated"),
                "plans-ended-at-first-review": ("protection-plans-ended", "at_first_review"),
            }[name]
            rows = [
                row
                for month in months
                for row in BY_CHILD[kind].find(child, month)
                if since <= row.day <= ON and flag in row.flags
            ]
        found.update((row.person, row.day, row.team) for row in rows)
    return found


@pytest.mark.parametrize("name", SAMPLE_FRAMES)
def test_a_frame_holds_those_whom_the_plain_reference_finds(whole: dict[str, Sample], name: str) -> None:
    sample = whole[name]
    assert Counter((row.person, row.day, row.team) for row in sample.rows) == reference_rows(name)
    assert sample.size == len(sample.rows) > 0
    assert len({row.key for row in sample.rows}) == sample.size


def test_a_rank_is_the_hash_that_the_statement_says(whole: dict[str, Sample]) -> None:
    for name, sample in whole.items():
        for row in sample.rows:
            assert row.rank == sha256(f"linnet\n{name}\n{row.key}".encode()).hexdigest()
        assert [row.rank for row in sample.rows] == sorted(row.rank for row in sample.rows)


def test_the_same_seed_draws_the_same_rows_from_records_in_another_order(whole: dict[str, Sample]) -> None:
    turned = {table: list(reversed(rows)) for table, rows in county_records().items()}
    for name in ("contacts-without-referral", "re-referrals"):
        again = draw(name, 7, records=turned)
        assert [row.key for row in again.rows] == [row.key for row in whole[name].rows[:7]]


def test_another_seed_draws_others(whole: dict[str, Sample]) -> None:
    other = draw("contacts-without-referral", 7, seed="siskin")
    assert [row.key for row in other.rows] != [row.key for row in whole["contacts-without-referral"].rows[:7]]


def test_a_record_that_comes_later_changes_no_rank(whole: dict[str, Sample]) -> None:
    name = "contacts-without-referral"
    held = county_records()
    added = {**held, "contacts": [dict(held["contacts"][0], cont_contact_id="new"), *held["contacts"]]}
    ranks = {row.key: row.rank for row in draw(name, EVERYBODY, records=added).rows}
    assert {row.key: row.rank for row in whole[name].rows}.items() <= ranks.items()


@given(
    sizes=st.dictionaries(st.sampled_from(["T1", "T2", "T3", "T4", None]), st.integers(1, 60), min_size=1),
    number=st.integers(0, 80),
    strata=st.sampled_from([Strata.EQUAL, Strata.PROPORTIONAL]),
)
def test_one_more_place_adds_one_and_takes_none_back(sizes: dict[str | None, int], number: int, strata: Strata) -> None:
    fewer, more = share_out(number, sizes, strata), share_out(number + 1, sizes, strata)
    assert sum(fewer.values()) == min(number, sum(sizes.values()))
    assert all(more[name] >= fewer[name] for name in sizes)
    assert all(fewer[name] <= size for name, size in sizes.items())


@given(sizes=st.dictionaries(st.sampled_from("ABCDEF"), st.integers(20, 400), min_size=2), number=st.integers(1, 20))
def test_equal_strata_differ_by_one_at_most_and_proportional_ones_follow_the_frame(
    sizes: dict[str | None, int], number: int
) -> None:
    equal = share_out(number, sizes, Strata.EQUAL)
    assert max(equal.values()) - min(equal.values()) <= 1
    shares = share_out(number, sizes, Strata.PROPORTIONAL)
    by_size = [shares[team] for team, _ in sorted(sizes.items(), key=lambda item: (item[1], shares[item[0]]))]
    assert by_size == sorted(by_size)


def test_proportional_shares_are_those_of_divisors_counted_in_another_way() -> None:
    """The highest quotients of size / 1, 3, 5 ..., all sorted at once."""
    sizes: dict[str | None, int] = {"T1": 53, "T2": 24, "T3": 23}
    quotients = sorted(((size / (2 * n + 1), team) for team, size in sizes.items() for n in range(20)), reverse=True)
    assert share_out(7, sizes, Strata.PROPORTIONAL) == Counter(team for _, team in quotients[:7])


@pytest.mark.parametrize("strata", [Strata.EQUAL, Strata.PROPORTIONAL])
def test_a_stratified_sample_takes_the_first_ranks_of_each_team(whole: dict[str, Sample], strata: Strata) -> None:
    everybody = whole["contacts-without-referral"]
    sample = draw("contacts-without-referral", 9, strata=strata)
    places = share_out(9, everybody.sizes, strata)
    assert len(sample.rows) == 9
    for team, number in places.items():
        of_team = [row.key for row in everybody.rows if row.team == team]
        assert [row.key for row in sample.rows if row.team == team] == of_team[:number]


# -- the operation -----------------------------------------------------------------------------------------------------


def ask(rows: Path, out: Path, **changed: Any) -> DrawnSample:
    given: dict[str, Any] = {
        "frame": "contacts-without-referral",
        "number": 5,
        "seed": "linnet",
        "on": date(2017, 1, 31),
        "person": "wren",
        "reason": "dip sample",
        "moment": datetime(2017, 2, 9, 8, 30, tzinfo=UTC),
        **changed,
    }
    return draw_sample(rows, out, catalogue=CATALOGUE, **given)


def test_the_files_say_how_it_was_drawn_and_leave_room_for_the_auditor(rows: Path, tmp_path: Path) -> None:
    own = shutil.copytree(rows, tmp_path / "rows")
    drawn = ask(own, tmp_path / "sample")
    assert sorted(path.name for path in drawn.files) == [
        "sample-contacts-without-referral-2017-01-31-statement.csv",
        "sample-contacts-without-referral-2017-01-31.csv",
        "sample-contacts-without-referral-2017-01-31.xlsx",
    ]
    book = CalamineWorkbook.from_path(next(path for path in drawn.files if path.suffix == ".xlsx"))
    said = {str(row[0]): row[1] for row in book.get_sheet_by_name("Statement").to_python() if len(row) > 1}
    assert (said["Seed"], said["Drawn"], said["Drawn by"]) == ("linnet", "5", "wren")
    assert said["Size of the frame"] == str(drawn.sample.size)
    assert said["Days"] == "From 1 November 2016 to 31 January 2017"
    cells = book.get_sheet_by_name("Sample").to_python()
    top = next(number for number, row in enumerate(cells) if row[0] == "Number")
    assert [row[1] for row in cells[top + 1 :]] == [row.person for row in drawn.sample.rows]
    assert [row[cells[top].index("Finding")] for row in cells[top + 1 :]] == [""] * 5
    again = ask(own, tmp_path / "again")
    assert [path.read_bytes() for path in again.files] == [path.read_bytes() for path in drawn.files]
    logged = (own / "access.csv").read_text()
    assert "sample contacts-without-referral on 2017-01-31,5,dip sample" in logged


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("SAMPLE-FRAME-UNKNOWN", {"frame": "contacts"}),
        ("SAMPLE-WITHOUT-SEED", {"seed": ""}),
        ("SAMPLE-WITHOUT-SEED", {"number": 0}),
        ("TEAM-UNKNOWN", {"team": "nowhere"}),
        ("DAY-AFTER-RECORDS", {"on": date(2017, 3, 1)}),
    ],
)
def test_what_cannot_be_drawn_is_refused(rows: Path, tmp_path: Path, code: str, changed: dict[str, Any]) -> None:
    with pytest.raises(InputRefused) as refused:
        ask(rows, tmp_path / "out", **changed)
    assert [issue.code for issue in refused.value.issues] == [code]
    assert not (tmp_path / "out").exists()
    assert not (rows / "access.csv").exists()
