"""Who is 18: few of all the people on record are within the months, and only they have to be told from children."""

from __future__ import annotations

import ibis

from crossfoot.populations.birthdays import birthday
from crossfoot.populations.calendar import months_after
from crossfoot.populations.frame import Frame


def leave_out_adults(frame: Frame, rows: ibis.Table) -> ibis.Table:
    """Rows about a `person_id` who is not 18 on the `day`. Someone whose date of birth is not known stays."""
    grown = _adults(frame)
    return rows.anti_join(grown, (rows.person_id == grown.adult) & (grown.turned_18 <= rows.day))


def with_day_of_18(frame: Frame, rows: ibis.Table) -> ibis.Table:
    """Adds `turned_18`: the day on which `person_id` turned 18, NULL where it is after all the months or not known."""
    grown = _adults(frame)
    return rows.left_join(grown, rows.person_id == grown.adult).drop("adult")


def _adults(frame: Frame) -> ibis.Table:
    """`adult` and `turned_18` of everybody who has turned 18 by the end of the last month."""
    people = frame.table("person")
    born = months_after(frame.period_months[-1].end, -12 * 18)
    people = people.filter(people.pers_dob <= ibis.date(born.year, born.month, born.day))
    return people.select(adult="pers_person_id", turned_18=birthday(people.pers_dob, 18))
