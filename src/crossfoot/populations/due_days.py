"""The day on which a time limit runs out, by the limit that is in force in the month of that day."""

from __future__ import annotations

import ibis

from crossfoot.populations.frame import Frame, add_length, limit_column


def on_due_day(frame: Frame, rows: ibis.Table, start: str, timescale: str) -> ibis.Table:
    """Rows with `due` (a date), the day that is the time limit after the column `start`, and its `month`.

    Rows whose day is in none of the months are left out. A limit that moved can make a row due twice or never around
    the change: each month is counted by its own limit.
    """
    if frame.timescales[timescale].unit == "working days":
        return _on_working_day(frame, rows, start, timescale)
    found: ibis.Table | None = None
    limit = limit_column(timescale)
    for length in sorted({each.length for each in frame.timescales[timescale].limits}):
        day = add_length(rows[start], length, frame.timescales[timescale].unit)
        # Added months are a moment to some engines: only by way of a moment do all of them make it a day.
        laid = frame.in_month(rows.mutate(due=day.cast("timestamp").cast("date")), "due", limits=[timescale])
        laid = laid.filter(laid[limit] == length).drop(limit)
        found = laid if found is None else found.union(laid)
    if found is None:
        raise ValueError(f"{timescale} has no length")
    return found


def _on_working_day(frame: Frame, rows: ibis.Table, start: str, timescale: str) -> ibis.Table:
    """The working days of the months are few: each is looked for by the number that its limit counts back to."""
    days = frame.days.filter(frame.days.is_working_day)
    days = frame.in_month(days.select("calendar_day", "working_days"), "calendar_day", limits=[timescale])
    days = days.select("month", due="calendar_day", counted_from=days.working_days - days[limit_column(timescale)])
    rows = frame.with_working_days(rows, _number=start)
    return rows.inner_join(days, rows["_number"] == days.counted_from).drop("_number", "counted_from")
