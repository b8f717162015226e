"""Time limits that overlap, are unknown or move without a word, and measures over rows that do not hang together."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_definitions import FILES, write_definitions

from crossfoot.indicators.catalogue import Catalogue, shipped_definitions
from crossfoot.indicators.schema import Limit, Timescale
from crossfoot.vocabulary.issues import InputRefused, Issue

REFERRALS = "indicators/contacts/referrals.yaml"
ROLLING = "indicators/contacts/re-referrals-rolling-12.yaml"
ALLOCATED = "indicators/protection/plans-allocated.yaml"
TIMESCALES = "timescales.yaml"
LOOK_BACK = FILES[TIMESCALES]
MOVED = """\
- id: look-back
  what: Looking back from the referral
  unit: months
  limits:
    - length: 6
      until: 2016-12-31
      source: The old procedure
    - length: 12
      since: 2017-01-01
      source: The new procedure
"""
BREAK = """\
  - version: 2
    dated: 2017-01-01
    change: Looking back twelve months instead of six.
    author: Performance analyst
    checker: Head of the front door
    breaks_series: true
"""


def issues_of(folder: Path, changed: Mapping[str, str], *, without: tuple[str, ...] = ()) -> list[Issue]:
    """What is wrong with the small folder of definitions when those files are changed; nothing where it loads."""
    try:
        Catalogue.load(write_definitions(folder, changed, without=without))
    except InputRefused as refused:
        return list(refused.issues)
    return []


def codes_of(issues: list[Issue]) -> list[str]:
    return [issue.code for issue in issues]


def limits(*entries: str) -> str:
    """The time limit of the small folder with other stretches of time: `6 2016-01-01 2016-12-31`, `-` for none."""
    text = LOOK_BACK.split("  limits:\n", maxsplit=1)[0] + "  limits:\n"
    for entry in entries:
        length, since, until = entry.split()
        text += f"    - length: {length}\n"
        text += "" if since == "-" else f"      since: {since}\n"
        text += "" if until == "-" else f"      until: {until}\n"
        text += "      source: A procedure\n"
    return text


# -- time limits -------------------------------------------------------------------------------------------------------


def test_the_small_folder_has_nothing_wrong_with_it(tmp_path: Path) -> None:
    assert issues_of(tmp_path, {}) == []


def test_a_time_limit_that_is_there_twice(tmp_path: Path) -> None:
    (issue,) = issues_of(tmp_path, {TIMESCALES: LOOK_BACK + LOOK_BACK})
    assert (issue.code, issue.file, issue.row, issue.field) == ("TIMESCALE-DUPLICATE", TIMESCALES, 8, "[2].id")
    assert "'look-back'" in issue.message


def test_two_time_limits_with_names_of_their_own_are_not_there_twice(tmp_path: Path) -> None:
    assert issues_of(tmp_path, {TIMESCALES: LOOK_BACK + LOOK_BACK.replace("look-back", "look-ahead")}) == []


@pytest.mark.parametrize(
    ("named", "advice"),
    [("[look-bak]", "Did you mean look-back?"), ("[zzz]", "Add it to timescales.yaml."), ("[look-back]", None)],
)
def test_a_time_limit_that_nobody_wrote_down(tmp_path: Path, named: str, advice: str | None) -> None:
    text = FILES[ROLLING].replace("timescales: [look-back]", f"timescales: {named}")
    found = issues_of(tmp_path, {ROLLING: text})
    assert [(issue.code, issue.field, issue.advice) for issue in found] == (
        [] if advice is None else [("TIMESCALE-UNKNOWN", "timescales[1]", advice)]
    )


def test_without_a_file_of_time_limits_none_is_known(tmp_path: Path) -> None:
    (issue,) = issues_of(tmp_path, {}, without=(TIMESCALES,))
    assert (issue.code, issue.file, issue.row) == ("TIMESCALE-UNKNOWN", ROLLING, 20)


@pytest.mark.parametrize(("until", "wrong"), [("2010-03-31", True), ("2010-04-01", False), ("2010-04-02", False)])
def test_a_limit_that_ends_before_it_starts(tmp_path: Path, until: str, wrong: bool) -> None:
    found = issues_of(tmp_path, {TIMESCALES: limits(f"12 2010-04-01 {until}")})
    assert [(issue.code, issue.field) for issue in found] == (
        [("DATES-REVERSED", "[1].limits[1].until")] if wrong else []
    )


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        (("6 - 2016-12-31", "12 2017-01-01 -"), None),
        (("12 2017-01-01 -", "6 - 2016-12-31"), None),
        (("6 - 2016-12-31", "12 2017-06-01 -"), None),
        (("6 - 2017-01-01", "12 2017-01-01 -"), "hold on 2017-01-01"),
        (("12 2017-01-01 -", "6 - 2017-01-01"), "hold on 2017-01-01"),
        (("6 - -", "12 2017-01-01 -"), "hold on 2017-01-01"),
        (("6 2016-01-01 -", "12 2017-01-01 -"), "hold on 2017-01-01"),
        (("6 - 2016-12-31", "12 - 2017-12-31"), "hold on the same days"),
    ],
)
def test_two_limits_on_one_day(tmp_path: Path, entries: tuple[str, ...], said: str | None) -> None:
    found = issues_of(tmp_path, {TIMESCALES: limits(*entries), ROLLING: FILES[ROLLING].replace("[look-back]", "[]")})
    assert codes_of(found) == ([] if said is None else ["TIMESCALE-OVERLAP"])
    assert said is None or said in found[0].message


# -- a limit that moves ------------------------------------------------------------------------------------------------


def test_a_limit_that_moves_breaks_every_series_that_rests_on_it(tmp_path: Path) -> None:
    (issue,) = issues_of(tmp_path, {TIMESCALES: MOVED})
    assert (issue.code, issue.file, issue.field) == ("TIMESCALE-WITHOUT-BREAK", ROLLING, "change_log")
    assert "look-back moved on 2017-01-01" in issue.message
    assert "breaks_series: true" in issue.advice


def test_a_marked_break_on_that_day_is_enough(tmp_path: Path) -> None:
    assert issues_of(tmp_path, {TIMESCALES: MOVED, ROLLING: FILES[ROLLING] + BREAK}) == []


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("    breaks_series: true\n", ""),
        ("breaks_series: true", "breaks_series: false"),
        ("dated: 2017-01-01", "dated: 2017-01-02"),
        ("dated: 2017-01-01", "dated: 2016-12-31"),
    ],
)
def test_an_entry_that_marks_no_break_on_that_day_is_not(tmp_path: Path, written: str, instead: str) -> None:
    log = BREAK.replace(written, instead)
    assert log != BREAK
    found = issues_of(tmp_path, {TIMESCALES: MOVED, ROLLING: FILES[ROLLING] + log})
    assert codes_of(found) == ["TIMESCALE-WITHOUT-BREAK"]


def test_every_move_wants_its_own_break(tmp_path: Path) -> None:
    thrice = limits("3 - 2015-12-31", "6 2016-01-01 2016-12-31", "12 2017-01-01 -")
    found = issues_of(tmp_path, {TIMESCALES: thrice, ROLLING: FILES[ROLLING] + BREAK})
    assert [(issue.code, "2016-01-01" in issue.message) for issue in found] == [("TIMESCALE-WITHOUT-BREAK", True)]


def test_the_first_day_of_the_first_limit_is_no_move(tmp_path: Path) -> None:
    assert issues_of(tmp_path, {TIMESCALES: limits("12 2010-04-01 -")}) == []
    twice = limits("6 2010-04-01 2016-12-31", "12 2017-01-01 -")
    assert codes_of(issues_of(tmp_path, {TIMESCALES: twice})) == ["TIMESCALE-WITHOUT-BREAK"]
    assert issues_of(tmp_path, {TIMESCALES: twice, ROLLING: FILES[ROLLING] + BREAK}) == []


def test_an_indicator_that_does_not_rest_on_the_limit_needs_no_break(tmp_path: Path) -> None:
    text = FILES[ROLLING].replace("timescales: [look-back]\n", "")
    assert issues_of(tmp_path, {TIMESCALES: MOVED, ROLLING: text}) == []


@pytest.mark.parametrize(
    ("name", "length", "resting"),
    [
        ("core-group", 10, {"core-groups-in-timescale"}),
        ("protection-visit", 20, {"child-protection-seen-in-timescale", "child-protection-seen-alone-in-timescale"}),
    ],
)
def test_no_limit_of_ours_can_move_unmarked(tmp_path: Path, name: str, length: int, resting: set[str]) -> None:
    root = copytree(shipped_definitions(), tmp_path / "definitions")
    text = (root / TIMESCALES).read_text(encoding="utf-8")
    before, ours = text.split(f"- id: {name}\n")
    old = f"    - length: {length}\n"
    assert old in ours
    new = f"{old}      until: 2018-03-31\n      source: Before\n    - length: {length + 5}\n      since: 2018-04-01\n"
    (root / TIMESCALES).write_text(f"{before}- id: {name}\n{ours.replace(old, new, 1)}", encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        Catalogue.load(root)
    assert {issue.code for issue in refused.value.issues} == {"TIMESCALE-WITHOUT-BREAK"}
    assert {Path(issue.file).stem for issue in refused.value.issues} == resting


# -- measures over rows ------------------------------------------------------------------------------------------------

COUNTS = "numerator:\n  counts: Referrals received in the month\n"
TAKEN = "denominator:\n  counts: Children with a plan\n"


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "field"),
    [
        (REFERRALS, COUNTS, f"{COUNTS}  adds: days\n", "AMOUNT-WITHOUT-ROWS", "numerator"),
        (REFERRALS, COUNTS, f"{COUNTS}  largest: days\n", "AMOUNT-WITHOUT-ROWS", "numerator"),
        (REFERRALS, COUNTS, f"population: referrals\n{COUNTS}  where: []\n  adds: days\n", None, ""),
        (REFERRALS, COUNTS, f"population: referrals\n{COUNTS}  where: []\n  largest: days\n", None, ""),
        (
            REFERRALS,
            COUNTS,
            f"population: referrals\n{COUNTS}  where: []\n  adds: days\n  largest: days\n",
            "AMOUNT-TWICE",
            "numerator.largest",
        ),
        (REFERRALS, COUNTS, f"{COUNTS}  where: []\n", "POPULATION-MISSING", "numerator.where"),
        (ALLOCATED, TAKEN, f"{TAKEN}  where: [due]\n", "POPULATION-MISSING", "denominator.where"),
        (REFERRALS, COUNTS, f"population: referrals\n{COUNTS}  where: []\n", None, ""),
        (ALLOCATED, TAKEN, f"population: plans\n{TAKEN}  where: [due]\n", None, ""),
        (REFERRALS, COUNTS, f"population: referrals\n{COUNTS}", "ROWS-MISSING", "population"),
        (
            ALLOCATED,
            TAKEN,
            f"population: plans\n{TAKEN}  where: [due]\n  figures: referrals\n",
            "MEASURE-TWICE",
            "denominator.where",
        ),
        (
            ALLOCATED,
            TAKEN,
            f"population: plans\n{TAKEN}  where: [due]\n  residents: under-18\n",
            "MEASURE-TWICE",
            "denominator.where",
        ),
        (REFERRALS, COUNTS, f"{COUNTS}breakdowns: [[sex]]\n", "BREAKDOWN-WITHOUT-POPULATION", "breakdowns"),
        (
            REFERRALS,
            COUNTS,
            f"population: referrals\n{COUNTS}  where: []\nbreakdowns: [[sex], [ethnicity, sex]]\n",
            None,
            "",
        ),
    ],
)
def test_measures_over_rows(tmp_path: Path, *, file: str, old: str, new: str, code: str | None, field: str) -> None:
    assert old in FILES[file]
    found = issues_of(tmp_path, {file: FILES[file].replace(old, new)})
    assert [(issue.code, issue.file, issue.field) for issue in found] == ([] if code is None else [(code, file, field)])
    assert all(issue.message.endswith(".") and issue.advice.endswith(".") for issue in found)


def test_an_indicator_whose_numerator_is_taken_from_elsewhere_may_have_a_population_for_its_denominator(
    tmp_path: Path,
) -> None:
    text = FILES[ALLOCATED].replace("worker\ndenominator:", "worker\n  figures: referrals\ndenominator:")
    text = text.replace(TAKEN, f"{TAKEN}  where: [due]\n").replace("numerator:", "population: plans\nnumerator:")
    assert issues_of(tmp_path, {ALLOCATED: text.replace("form: at_month_end", "form: in_month")}) == []


# -- the length on a day -----------------------------------------------------------------------------------------------


def limit(length: int, since: date | None = None, until: date | None = None) -> Limit:
    return Limit(length=length, since=since, until=until, source="A procedure")


def timescale(*stretches: Limit) -> Timescale:
    return Timescale(id="look-back", what="Looking back", unit="days", limits=stretches)


def test_the_length_on_a_day() -> None:
    moved = timescale(limit(20, until=date(2016, 12, 31)), limit(45, since=date(2017, 1, 1)))
    assert {day: moved.length_on(day) for day in (date.min, date(2016, 12, 31), date(2017, 1, 1), date.max)} == {
        date.min: 20,
        date(2016, 12, 31): 20,
        date(2017, 1, 1): 45,
        date.max: 45,
    }


def test_there_is_no_length_before_between_and_after_limits() -> None:
    broken = timescale(limit(20, date(2010, 4, 1), date(2012, 3, 31)), limit(45, date(2013, 4, 1), date(2014, 3, 31)))
    days = [date(2010, 3, 31), date(2010, 4, 1), date(2012, 3, 31), date(2012, 4, 1), date(2013, 3, 31)]
    days += [date(2013, 4, 1), date(2014, 3, 31), date(2014, 4, 1)]
    assert [broken.length_on(day) for day in days] == [None, 20, 20, None, None, 45, 45, None]


@given(st.lists(st.integers(1, 900), min_size=1, max_size=5), st.integers(-50, 5_000))
def test_each_day_has_the_length_of_the_stretch_it_lies_in(spans: list[int], number: int) -> None:
    """Against days counted one by one: stretches follow each other, the last one open."""
    first = date(2010, 4, 1)
    starts = [first + timedelta(days=sum(spans[:place])) for place in range(len(spans) + 1)]
    stretches = [
        limit(place + 1, since, starts[place + 1] - timedelta(days=1) if place + 1 < len(starts) else None)
        for place, since in enumerate(starts)
    ]
    passed = sum(start <= first + timedelta(days=number) for start in starts)
    assert timescale(*stretches).length_on(first + timedelta(days=number)) == (passed or None)
