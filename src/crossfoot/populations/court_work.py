"""Children with family court work under way."""

from __future__ import annotations

import ibis

from crossfoot.populations.frame import Frame
from crossfoot.populations.month_facts import KEYS
from crossfoot.populations.population import Moment, Population
from crossfoot.populations.teams import with_team


def build_court_work(frame: Frame) -> ibis.Table:
    """Children with court work open at month end, once however many cases; the row is that of the first begun."""
    rows = frame.table("x_court_work")
    rows = rows.filter(rows.xcrt_person_id.notnull()).select(
        "source_file",
        "source_row",
        id="xcrt_court_work_id",
        person_id="xcrt_person_id",
        start="xcrt_start_date",
        end="xcrt_end_date",
    )
    rows = frame.at_month_ends(rows, "start", "end")
    order = ibis.window(group_by=[rows[key] for key in KEYS], order_by=[rows.start, rows.id, rows.source_row])
    rows = rows.mutate(place=ibis.row_number().over(order))
    return with_team(frame, rows.filter(rows.place == 0))


COURT_WORK = Population(
    id="court-work",
    row="a child with family court work under way at month end",
    moment=Moment.STOCK,
    table="x_court_work",
    needs=("x_court_work.xcrt_person_id", "x_court_work.xcrt_start_date", "x_court_work.xcrt_end_date"),
    build=build_court_work,
)

POPULATIONS = (COURT_WORK,)
