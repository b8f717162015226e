"""The random histories: that they come out the same again, are well formed, and meet the rules at their edges."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.children import County
from reference.collected import FLAGS
from reference.figures import evaluate_all, read_definitions, read_limits
from reference.histories import Drawn, counties, draw_county, months
from reference.populations import POPULATIONS, rows
from reference.random_days import MONTHS
from reference.record_columns import KEPT_BY_MONTH, RECORDS, columns_of
from reference.rows import Row
from reference.time_limits import TimeLimit, TimeLimits

LIMITS = read_limits()
SEEDS = range(20)
SMALL = 25
NOT_COUNTED = {
    "entry-to-adoptive-placement": "a threshold that is printed",
    "first-care-plan": "the figure has every child from the first day",
    "first-education-plan": "the figure has every child from the first day",
    "education-plan": "terms are those of the calendar",
    "needs-assessment": "the figure has everybody from the first day",
    "placement-order-to-match": "a threshold that is printed",
    "referral-decision": "no figure is about it",
    "return-home": "the eligibility on record says it",
}


AllRows = list[tuple[str, Row]]


@pytest.fixture(scope="module")
def drawn() -> list[Drawn]:
    return [draw_county(seed, SMALL) for seed in SEEDS]


@pytest.fixture(scope="module")
def found(drawn: list[Drawn]) -> list[AllRows]:
    """The rows of every population in every month, county by county."""
    return [all_rows(County(county.records, LIMITS)) for county in drawn]


def all_rows(county: County) -> AllRows:
    return [(name, row) for name in sorted(POPULATIONS) for month in MONTHS for row in rows(name, county, (), month)]


def test_the_same_seed_gives_the_same_county() -> None:
    assert draw_county(7, 20).records == draw_county(7, 20).records
    assert draw_county(7, 20).records != draw_county(8, 20).records


def test_fewer_children_are_the_same_children() -> None:
    few, many = draw_county(7, 15).records, draw_county(7, 30).records
    assert [row for row in many["cp_plans"] if str(row["cppl_person_id"]) < "C015"] == few["cp_plans"]


@given(county=st.booleans().flatmap(lambda dirty: counties(dirty=dirty)), month=months())
@settings(max_examples=10, deadline=None)
def test_every_row_is_in_its_month_and_every_numerator_in_its_denominator(county: Drawn, month: str) -> None:
    for name in POPULATIONS:
        for row in rows(name, county.records, LIMITS, month):
            assert f"{row.day:%Y-%m}" == month
    figures = evaluate_all(county.records, read_definitions(), LIMITS, [month])
    for (indicator, _), (numerator, denominator) in figures.items():
        definition = read_definitions()[indicator]
        if numerator is not None and denominator is not None and definition["unit"] == "percentage":
            is_share = indicator != "contacts-accepted-as-referrals"
            assert 0 <= numerator <= denominator or not is_share, indicator


@pytest.mark.parametrize("dirty", [False, True])
def test_every_row_has_all_columns_of_its_table_and_keys_are_unique(*, dirty: bool) -> None:
    records = draw_county(3, 40, dirty=dirty).records
    assert set(records) == {path.stem for path in (RECORDS / "standard").glob("*.yaml")}
    for table, found in records.items():
        assert all(tuple(row) == columns_of(table) for row in found), table
        key = [columns_of(table)[0], *(["kept_month"] if table in KEPT_BY_MONTH else [])]
        if table in {"s47_enquiry", "x_section_47_outcome"}:
            key = [column for column in columns_of(table) if column.endswith(("enquiry_id", "person_id"))]
        if table != "person":
            keys = [tuple(row[column] for column in key) for row in found]
            assert len(set(keys)) == len(keys), table


def test_every_flag_holds_for_some_and_not_for_others(found: list[AllRows]) -> None:
    held: Counter[tuple[str, str]] = Counter()
    counted: Counter[str] = Counter()
    for name, row in (pair for county in found for pair in county):
        counted[name] += 1
        held.update((name, flag) for flag in row.flags)
    assert set(counted) == set(POPULATIONS)
    amounts = {"days_to_placement", "days_to_match"}
    named = {(name, flag) for name, flags in FLAGS.items() for flag in flags if flag not in amounts}
    assert {
        pair for pair in named | set(held) if pair[0] != "unaccompanied" and not 5 <= held[pair] <= counted[pair[0]] - 5
    } == set()


def test_every_category_is_met(found: list[AllRows]) -> None:
    met: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for name, row in (pair for county in found for pair in county):
        for dimension, category in row.dimensions.items():
            met[name, dimension].add(category)
    lengths = {place: len(categories) for place, categories in met.items()}
    assert lengths["contacts", "source"] == 7
    assert lengths["assessments-authorised", "outcome"] == 5
    assert lengths["protection-plans", "category"] == 6
    assert lengths["protection-plans", "months-on-plan"] == 7
    assert lengths["looked-after", "legal-status"] == 6
    assert lengths["looked-after", "months-in-care"] == 9
    assert lengths["care-ended", "reason"] >= 10
    assert lengths["care-started", "age-range"] >= 6
    for name in ("children-in-need", "protection-plans", "looked-after"):
        assert lengths[name, "sex"] == 4
        assert {"unborn", "unknown", "0", "17"} <= met[name, "age"]


@dataclass(frozen=True)
class DayLonger(TimeLimit):
    """The same limit for somebody who counts a day too many."""

    def keeps(self, start: date, day: date) -> bool:
        return super().keeps(start, day - timedelta(days=1))

    def is_reached(self, start: date, day: date) -> bool:
        return super().is_reached(start, day - timedelta(days=1))

    def last_day(self, start: date) -> date:
        return super().last_day(start + timedelta(days=1))


COUNTED = sorted(str(entry["id"]) for entry in LIMITS if entry["id"] not in NOT_COUNTED)


@pytest.mark.parametrize("limit", COUNTED)
def test_twenty_counties_show_a_time_limit_that_is_a_day_too_long(
    limit: str, drawn: list[Drawn], found: list[AllRows], monkeypatch: pytest.MonkeyPatch
) -> None:
    right = TimeLimits.on

    def wrong(self: TimeLimits, day: date, asked: str) -> TimeLimit:
        it = right(self, day, asked)
        return DayLonger(it.length, it.unit) if asked == limit else it

    monkeypatch.setattr(TimeLimits, "on", wrong)
    assert any(all_rows(County(county.records, LIMITS)) != before for county, before in zip(drawn, found, strict=True))
