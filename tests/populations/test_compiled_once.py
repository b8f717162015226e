"""A query is compiled once for all frames that are alike, and anew for a frame that is not."""

from __future__ import annotations

from datetime import date
from typing import Any

import ibis
import pytest
from small_histories import MONTHS, engine

from crossfoot.indicators.schema import Timescale
from crossfoot.populations import POPULATIONS
from crossfoot.populations.compiled import compile_once
from crossfoot.populations.evaluate import Plan, compile_query
from crossfoot.populations.frame import Frame


class Everything:
    def has(self, table: str, *columns: str) -> bool:
        del table, columns
        return True


def frame_with(**changed: Any) -> Frame:
    ours = engine().frame
    given = {"standard": ours.standard, "months": MONTHS, "timescales": dict(ours.timescales)}
    return Frame(**{**given, **changed})


def longer_limits() -> dict[str, Timescale]:
    found = dict(engine().frame.timescales)
    name, timescale = next(iter(found.items()))
    longer = tuple(limit.model_copy(update={"length": limit.length + 1}) for limit in timescale.limits)
    return {**found, name: timescale.model_copy(update={"limits": longer})}


def test_frames_that_are_alike_share_a_query() -> None:
    made = []

    def make() -> ibis.Table:
        made.append("once")
        return engine().frame.table("contacts").select("cont_person_id")

    queries = [compile_once(frame_with(), make, about=("shared",), dialect="duckdb") for _ in range(3)]
    assert len(set(queries)) == len(made) == 1
    assert compile_once(frame_with(), make, about=("another",), dialect="duckdb") == queries[0]
    assert compile_once(frame_with(), make, about=("shared",), dialect="postgres") != ""
    assert len(made) == 3


@pytest.mark.parametrize(
    "changed",
    [
        {"months": MONTHS[1:]},
        {"timescales": "longer"},
        {"looked_at": date(2017, 2, 14)},
        {"looked_at": date(2017, 2, 14), "state_of": MONTHS[-2]},
    ],
    ids=" ".join,
)
def test_another_frame_has_another_key(changed: dict[str, Any]) -> None:
    given = {**changed, "timescales": longer_limits()} if "timescales" in changed else changed
    assert frame_with(**given).key != frame_with().key


def test_months_and_a_day_change_the_query_of_a_population() -> None:
    plan = Plan.of(POPULATIONS["looked-after"], engine().members("looked-after"), Everything())
    frames = [frame_with(), frame_with(months=MONTHS[1:]), frame_with(looked_at=date(2017, 2, 14))]
    assert len({compile_query(frame, plan, dialect="duckdb") for frame in frames}) == 3
