"""For each day of the calendar, the months that are within a time limit after it, or that see the limit run out.

Limits in working days cannot be added to a day. There are few days, so the masks of each are made once from the
calendar and put to events and first days by an equality: visits are by far the largest of the tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ibis

from crossfoot.populations.calendar import DAYS
from crossfoot.populations.frame import due_column, within_column
from crossfoot.populations.month_masks import MonthMasks, any_of


def recent_events(masks: MonthMasks, events: ibis.Table, flags: Mapping[str, tuple[str, str]]) -> ibis.Table:
    """One row for each `person_id`, with the months for which an event was recent enough: a mask for each of `flags`.

    `events` has `person_id`, `day` and truth values that say what kind of event it was. `flags` gives for each flag
    the kind that it asks for and the time limit.
    """
    days = _day_masks(masks, within=sorted({timescale for _, timescale in flags.values()}))
    rows = events.inner_join(days, events.day == days.calendar_day)
    kinds = {
        flag: rows[kind].fill_null(False).ifelse(rows[within_column(timescale)], 0)  # noqa: FBT003
        for flag, (kind, timescale) in flags.items()
    }
    return masks.by_person(rows.select("person_id", **kinds), *kinds)


def with_within(masks: MonthMasks, rows: ibis.Table, day: str, timescale: str) -> ibis.Table:
    """Adds `within_<id>`: the months that are no more than the time limit after the column `day`, and not before it."""
    return _on_day(masks, rows, day, within=[timescale])


def with_due(masks: MonthMasks, rows: ibis.Table, day: str, timescale: str) -> ibis.Table:
    """Adds `due_<id>`: the months that are no less than the time limit after the column `day`."""
    return _on_day(masks, rows, day, due=[timescale])


def _on_day(
    masks: MonthMasks, rows: ibis.Table, day: str, *, within: Sequence[str] = (), due: Sequence[str] = ()
) -> ibis.Table:
    days = _day_masks(masks, within=within, due=due)
    # Days before the calendar stand on its first; greatest passes over NULL, and a day that is not known has no months.
    placed = rows[day].isnull().ifelse(ibis.null("date"), ibis.greatest(rows[day], ibis.literal(DAYS[0])))
    joined = rows.left_join(days, placed == days.calendar_day).drop("calendar_day")
    columns = (*map(within_column, within), *map(due_column, due))
    return joined.mutate(**{column: joined[column].fill_null(0) for column in columns})


def _day_masks(masks: MonthMasks, *, within: Sequence[str] = (), due: Sequence[str] = ()) -> ibis.Table:
    """`calendar_day` and a mask for each time limit: `within_<id>`, `due_<id>`. Days without any month are left out."""
    limits = [*map(within_column, within), *map(due_column, due)]
    days = masks.frame.days.select("calendar_day")
    months = masks.frame.months.select("month", "last_day", *limits)
    rows = days.inner_join(months, days.calendar_day <= months.last_day)
    month = masks.of_month(rows.month)
    found = {column: (rows[column] <= rows.calendar_day).ifelse(month, 0) for column in map(within_column, within)}
    found |= {column: (rows[column] >= rows.calendar_day).ifelse(month, 0) for column in map(due_column, due)}
    rows = rows.select("calendar_day", **found)
    held = rows.group_by("calendar_day").agg(**{column: any_of(rows[column]) for column in limits})
    either = held[limits[0]]
    for column in limits[1:]:
        either = either | held[column]
    return held.filter(either != 0)
