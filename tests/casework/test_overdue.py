"""The weekly exceptions: the same as figures say on a month's last day, and as the plain reference says on any day."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from typing import Any

import pytest
from invented_county import CATALOGUE, Everything, frame_of, opened
from plain_overdue import find_owed, is_soon
from reference.case_records import merge_records
from reference.children import County
from reference.figures import read_limits
from reference.histories import draw_county
from reference.teams import case_holders_on, open_referrals_on

from crossfoot.casework.obligations import OBLIGATIONS
from crossfoot.casework.overdue import Overdue, State, find_overdue
from crossfoot.populations.evaluate import COUNCIL, Place, evaluate
from crossfoot.populations.frame import month_number
from crossfoot.vocabulary.periods import Period

SOON = 10
DAYS = (date(2016, 12, 31), date(2017, 1, 11), date(2017, 1, 31))


@cache
def county_records() -> dict[str, list[dict[str, Any]]]:
    """The records that are looked at, made when they are first asked for."""
    return merge_records([draw_county(seed, 40, dirty=seed == 5).records for seed in range(6)])


@pytest.fixture(scope="module")
def found() -> dict[date, Overdue]:
    lists = {}
    for day in DAYS:
        frame = frame_of(f"{day:%Y-%m}", looked_at=day)
        with opened(frame, county_records()) as engine:
            lists[day] = find_overdue(frame, engine, collected=Everything(), soon=SOON)
    return lists


@pytest.mark.parametrize("day", DAYS)
def test_it_is_what_the_plain_reference_says(found: dict[date, Overdue], day: date) -> None:
    ours: Counter[tuple[object, ...]] = Counter(
        (i.obligation, i.person, i.team, i.state, i.last, i.due) for i in found[day].items
    )
    theirs: Counter[tuple[object, ...]] = Counter()
    for owed in find_owed(County(county_records(), read_limits()), day):
        if owed.missing:
            is_late = owed.due is None or owed.due <= day
            state = State.OVERDUE if is_late else State.NOT_YET_DUE
        elif is_soon(owed.due, day, SOON):
            state = State.DUE_SOON
        else:
            continue
        theirs[owed.obligation, owed.person, owed.team, state, owed.last, owed.due] += 1
    assert sorted(ours - theirs, key=str)[:4] == []
    assert sorted(theirs - ours, key=str)[:4] == []


def test_every_obligation_is_overdue_somewhere_and_due_soon_somewhere(found: dict[date, Overdue]) -> None:
    seen = {(item.obligation, item.state) for overdue in found.values() for item in overdue.items}
    names = {each.id for each in OBLIGATIONS}
    assert {name for name in names if (name, State.OVERDUE) not in seen} == set()
    assert len({name for name in names if (name, State.DUE_SOON) in seen}) >= 16
    assert {name for name, state in seen if state is State.NOT_YET_DUE} >= {"need-review", "need-visit", "care-plan"}


@pytest.mark.parametrize("day", [date(2016, 12, 31), date(2017, 1, 31)])
def test_on_the_last_day_of_a_month_it_is_the_denominator_without_the_numerator(
    found: dict[date, Overdue], day: date
) -> None:
    """In the county and in each team, from the figures as the month is closed with them."""
    indicators = [CATALOGUE.indicator(each.indicator) for each in OBLIGATIONS if each.indicator is not None]
    wanted = {each.id: each for each in indicators}
    for each in indicators:
        if each.denominator is not None and each.denominator.figures is not None:
            wanted[each.denominator.figures] = CATALOGUE.indicator(each.denominator.figures)
    frame = frame_of(f"{day:%Y-%m}")
    with opened(frame, county_records()) as engine:
        evaluation = evaluate(frame, engine, indicators=wanted.values(), collected=Everything())
    month = month_number(Period.month_of(day))
    cells = {
        (c.indicator, c.place): c.months[month] for c in evaluation.counts if not c.breakdown and month in c.months
    }
    places = {place for _, place in cells if place.kind in {"council", "team"}}
    assert len(places) > 30
    compared = 0
    for obligation in OBLIGATIONS:
        if obligation.indicator is None:
            continue
        indicator = CATALOGUE.indicator(obligation.indicator)
        for place in places:
            numerator, denominator = cells.get((indicator.id, place), (0, None))
            if indicator.denominator is None:
                missing = numerator
            else:
                if indicator.denominator.figures is not None:
                    denominator = cells.get((indicator.denominator.figures, place), (0, None))[0]
                missing = (denominator or 0) - (numerator or 0)
            listed = [
                item
                for item in found[day].items
                if item.obligation == obligation.id
                and item.state in {State.OVERDUE, State.NOT_YET_DUE}
                and place in {COUNCIL, Place("team", item.team or "")}
            ]
            assert len(listed) == missing, (obligation.id, place)
            compared += len(listed)
    assert compared > 500


def test_it_is_in_order_of_team_and_of_how_late(found: dict[date, Overdue]) -> None:
    overdue = found[date(2017, 1, 31)]
    teams = [item.team or "~" for item in overdue.items]
    assert teams == sorted(teams)
    for team in overdue.teams:
        late = [i.days for i in overdue.items if i.team == team and i.state is State.OVERDUE and i.days is not None]
        assert late == sorted(late, reverse=True)
        assert all(days >= 0 for days in late)


def test_workers_are_those_who_hold_the_case(found: dict[date, Overdue]) -> None:
    day = date(2017, 1, 31)
    county = County(county_records(), read_limits())
    for item in found[day].items:
        if item.obligation == "need-visit":
            child = county.children[item.person]
            holders = case_holders_on(child, day)
            row = holders[-1] if holders else open_referrals_on(child, day)[-1]
            column = "invo_professional_id" if holders else "cine_referral_worker_id"
            assert item.worker == row.get(column)
