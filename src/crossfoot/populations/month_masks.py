"""What holds at which month ends, as one whole number: a bit for each month of the frame, the first month's the lowest.

A child's spells, placements, plans and visits stay one row each until the very end, where what holds of the child is
laid out by month. Open on a day, within a time limit, the latest of several: all of it is arithmetic on bits, and no
engine has to make a row for each month of each. A mask of 0 is never; a day that is not known gives 0.
"""

from __future__ import annotations

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from crossfoot.populations.frame import Frame, add_length, month_number

MOST_MONTHS = 62
"""As many bits as a whole number of 64 has on every engine, less the sign and one above the last month."""


@ibis.udf.agg.builtin(name="bit_or", signature=(("int64",), "int64"))
def any_of(masks):  # type: ignore[no-untyped-def]
    """The months of any mask of a group. Ibis has a method for this too, which it cannot compile for Spark."""


def outside(mask: ir.IntegerValue) -> ir.IntegerValue:
    """The months that are not in the mask. Ibis prints `~` without the brackets that a sum or an `&` after it needs."""
    return mask ^ -1


class MonthMasks:
    """Masks over the months of a frame. Raises ValueError where they span more than `MOST_MONTHS`."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.first = month_number(frame.period_months[0])
        self.count = month_number(frame.period_months[-1]) - self.first + 1
        if self.count > MOST_MONTHS:
            raise ValueError(f"{self.count} months do not fit a mask: count at most {MOST_MONTHS} at a time")

    def since(self, day: ir.DateValue) -> ir.IntegerValue:
        """The months that are looked at on or after `day`: at their end, or on the day of the frame."""
        place = self.place(day.year(), day.month())
        if self.frame.looked_at is not None:
            place = (day > self.frame.looked_at).ifelse(self.count, place)
        return self.since_place(place)

    def place(self, year: ir.IntegerValue, month: ir.IntegerValue | int) -> ir.IntegerValue:
        """The number of a month, counted from 0 for the first of the frame."""
        return year * 12 + month - (self.first + 1)

    def since_place(self, place: ir.IntegerValue) -> ir.IntegerValue:
        """The months from the one at `place`."""
        # Least and greatest pass over NULL on every engine: a day that is not known is beyond the last month.
        kept = ibis.greatest(ibis.least(place, self.count), 0).cast("int32")
        return ibis.literal(1 << self.count).cast("int64") - (ibis.literal(1).cast("int64") << kept)

    def open(self, start: ir.DateValue, end: ir.DateValue) -> ir.IntegerValue:
        """The months in which a spell is open on the day that is looked at."""
        return self.since(start) & outside(self.since(end))

    def within(self, day: ir.DateValue, timescale: str) -> ir.IntegerValue:
        """The months that are looked at on or after `day`, and no more than the time limit after it."""
        found = ibis.literal(0).cast("int64")
        for length, months in self._lengths(timescale):
            last = add_length(day, length, self.frame.timescales[timescale].unit)
            found = found | (self.open(day, last + ibis.interval(days=1)) & months)
        return found

    def reached(self, day: ir.DateValue, timescale: str) -> ir.IntegerValue:
        """The months that are looked at no less than the time limit after `day`."""
        found = ibis.literal(0).cast("int64")
        for length, months in self._lengths(timescale):
            found = found | (self.since(add_length(day, length, self.frame.timescales[timescale].unit)) & months)
        return found

    def latest(self, rows: ibis.Table) -> ibis.Table:
        """Rows with `start`, `id` and `mask`, where only the last begun of those of a person that hold keeps a month.

        Of two that began on one day it is the one with the highest id. The masks of a person share no month then, and
        rows without any are left out.
        """
        rows = rows.filter(rows.mask != 0)
        order = [rows.start.desc(), rows.id.desc()]
        later = any_of(rows.mask).over(ibis.window(group_by=rows.person_id, order_by=order, preceding=(None, 1)))
        rows = rows.mutate(later=later)
        rows = rows.mutate(mask=rows.mask & outside(rows.later.fill_null(0))).drop("later")
        return rows.filter(rows.mask != 0)

    def by_person(self, rows: ibis.Table, *masks: str) -> ibis.Table:
        """One row for each `person_id`, with the months in which each of `masks` holds for any row."""
        rows = rows.filter(rows.person_id.notnull())
        return rows.group_by("person_id").agg(**{name: any_of(rows[name]) for name in masks})

    def laid_out(self, rows: ibis.Table, mask: str, *, also: Sequence[str] = ()) -> ibis.Table:
        """A row for each month of the mask, with `month`, `day` (that is looked at) and columns of `frame.months`."""
        months = self.frame.months.select("month", *also, day="last_day")
        return rows.inner_join(months, self.holds(rows[mask], months.month))

    def holds(self, mask: ir.IntegerValue, month: ir.IntegerValue) -> ir.BooleanValue:
        """Whether the month of that number is in the mask; not where the mask is not known."""
        return ((mask.fill_null(0) >> (month - self.first).cast("int32")) & 1) == 1

    def of_month(self, month: ir.IntegerValue) -> ir.IntegerValue:
        """The mask of the one month of that number."""
        return ibis.literal(1).cast("int64") << (month - self.first).cast("int32")

    def _lengths(self, timescale: str) -> list[tuple[int, int]]:
        """Each length that was in force, with the mask of its months."""
        masks: dict[int, int] = {}
        for month in self.frame.period_months:
            last_day = self.frame.looked_at if month == self.frame.period_months[-1] else None
            length = self.frame.timescales[timescale].length_on(last_day or month.end)
            if length is not None:
                masks[length] = masks.get(length, 0) | 1 << (month_number(month) - self.first)
        return sorted(masks.items())
