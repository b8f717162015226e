"""Nights that looked after children spent in each kind of placement."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from crossfoot.populations.frame import Frame
from crossfoot.populations.placement_stays import PLACEMENT_COLUMNS, TEMPORARY
from crossfoot.populations.population import Feature, Moment, Population
from crossfoot.populations.spells_of_care import NEVER, SPELL_COLUMNS, spells_of_care
from crossfoot.populations.teams import with_team

FOSTERING = ("U1", "U2", "U3", "U4", "U5", "U6")
RESIDENTIAL = ("K1", "K2", "R1", "S1")
UNREGULATED = ("H5", "P2")
SUPPORTED = ("K3",)
OWN_COUNCIL = ("PR1",)
BOUGHT = ("PR2", "PR3", "PR4", "PR5")
"""Providers that are paid: another council, another public body, a private or a voluntary agency."""
_OTHER = "other"
_UNKNOWN = "unknown"


def build_placement_nights(frame: Frame) -> ibis.Table:
    """A row for each placement and month with a night in it, on the first of them.

    A night is that after a day: of a placement from Monday to Wednesday, Monday's and Tuesday's. A placement counts no
    further than the start of the next (by start, then id) and only while the child is looked after, so that no night
    counts twice and none for a placement that nobody ended. Temporary placements are part of what they interrupt.
    """
    rows = frame.table("cla_placement")
    type_ = rows.clap_cla_placement_type.fill_null("")
    rows = rows.filter(rows.clap_person_id.notnull() & rows.clap_cla_placement_start_date.notnull())
    rows = rows.filter(type_.notin(TEMPORARY)).select(
        "source_file",
        "source_row",
        id="clap_cla_placement_id",
        person_id="clap_person_id",
        start="clap_cla_placement_start_date",
        end=rows.clap_cla_placement_end_date.fill_null(NEVER),
        kind=_kind(type_, rows.clap_cla_placement_provider.fill_null("")),
    )
    order = ibis.window(group_by=rows.person_id, order_by=[rows.start, rows.id, rows.source_row])
    rows = rows.mutate(next_start=rows.start.lead().over(order))
    rows = rows.mutate(end=ibis.least(rows.end, rows.next_start.fill_null(NEVER))).drop("next_start", "id")
    spells = spells_of_care(frame).select(child="person_id", entered="start", left="end")
    leaves = spells.left.fill_null(NEVER)
    rows = rows.inner_join(
        spells, (rows.person_id == spells.child) & (spells.entered < rows.end) & (leaves > rows.start)
    )
    rows = rows.mutate(
        start=ibis.greatest(rows.start, rows.entered), end=ibis.least(rows.end, rows.left.fill_null(NEVER))
    ).drop("child", "entered", "left")
    months = frame.months.select("month", "first_day", "last_day")
    rows = rows.inner_join(months, (rows.start <= months.last_day) & (rows.end > months.first_day))
    first = ibis.greatest(rows.start, rows.first_day)
    beyond = rows.end > rows.last_day
    nights = ibis.least(rows.end, rows.last_day).delta(first, unit="day") + beyond.ifelse(1, 0)
    rows = rows.mutate(day=first, nights=nights.cast("int64"), placement_kind=rows.kind)
    rows = rows.filter(rows.nights > 0)
    rows = rows.select("source_file", "source_row", "person_id", "month", "day", "nights", "placement_kind")
    return with_team(frame, rows)


def _kind(type_: ir.StringValue, provider: ir.StringValue) -> ir.StringValue:
    """What a night is paid for: foster and residential care by who provides it, the rest by type."""
    own, bought = provider.isin(OWN_COUNCIL), provider.isin(BOUGHT)
    return ibis.cases(
        (type_.isin(FOSTERING) & own, "in-house-fostering"),
        (type_.isin(FOSTERING) & bought, "agency-fostering"),
        (type_.isin(RESIDENTIAL) & own, "in-house-residential"),
        (type_.isin(RESIDENTIAL) & bought, "agency-residential"),
        (type_.isin((*FOSTERING, *RESIDENTIAL)), _UNKNOWN),
        (type_.isin(UNREGULATED), "unregulated-accommodation"),
        (type_.isin(SUPPORTED), "supported-accommodation"),
        else_=_OTHER,
    )


PLACEMENT_NIGHTS = Population(
    id="placement-nights",
    row="a placement of a looked after child in a month, on its first night there",
    moment=Moment.FLOW,
    table="cla_placement",
    needs=(*SPELL_COLUMNS, *PLACEMENT_COLUMNS),
    build=build_placement_nights,
    amounts={"nights": Feature("nights of the month in the placement")},
    dimensions={
        "placement-kind": Feature(
            "kind of placement",
            ("cla_placement.clap_cla_placement_provider",),
            categories=(
                "in-house-fostering",
                "agency-fostering",
                "in-house-residential",
                "agency-residential",
                "unregulated-accommodation",
                "supported-accommodation",
                _OTHER,
            ),
        )
    },
)

POPULATIONS = (PLACEMENT_NIGHTS,)
