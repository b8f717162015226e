"""How the query of a figure reads a table as if some of its rows were mended. Nothing is written to records.

Each gives the table with the flag `MENDED` on the rows that were changed or added.
"""

from __future__ import annotations

from datetime import date

import ibis
import ibis.expr.types as ir

from crossfoot.populations.frame import KEPT_MONTH, Frame
from crossfoot.vocabulary.periods import Period

MENDED = "is_mended"
TO_BE_NAMED = "(to be named)"
"""The team of referrals that have none, once they have one."""


def _last_day(frame: Frame) -> date:
    return frame.looked_at or frame.period_months[-1].end


def _literal(day: date) -> ir.DateValue:
    return ibis.date(day.year, day.month, day.day)


def _filled(table: ibis.Table, wrong: ir.BooleanValue, column: str, value: object) -> ibis.Table:
    wrong = wrong.fill_null(False)  # noqa: FBT003 - what is not known to be wrong is left alone
    rows = table.mutate(**{MENDED: wrong})
    return rows.mutate(**{column: rows[MENDED].ifelse(ibis.literal(value).cast(table[column].type()), rows[column])})


def fill_latest_blank(
    frame: Frame, table: ibis.Table, *, column: str, value: object, person: str, day: str, key: str, among: str = ""
) -> ibis.Table:
    """The latest blank of each person up to the day, where the column `among`, if one is named, is not blank."""
    blank = table[column].isnull() & table[person].notnull() & (table[day] <= _literal(_last_day(frame)))
    if among:
        blank &= table[among].fill_null(False)  # noqa: FBT003
    rows = table.mutate(_blank=blank.fill_null(False))  # noqa: FBT003
    order = [rows[day].desc(), rows[key].desc()]
    ranked = rows.mutate(
        _place=ibis.row_number().over(ibis.window(group_by=[rows[person], rows["_blank"]], order_by=order))
    )
    return _filled(ranked, ranked["_blank"] & (ranked["_place"] == 0), column, value).drop("_blank", "_place")


def fill_in_months(frame: Frame, table: ibis.Table, *, column: str, value: object, day: str) -> ibis.Table:
    """Every blank of an event in the months."""
    first, last = frame.period_months[0].start, _last_day(frame)
    in_months = table[day].between(_literal(first), _literal(last))
    return _filled(table, table[column].isnull() & in_months, column, value)


def fill_in_state(frame: Frame, table: ibis.Table, *, column: str, value: object) -> ibis.Table:
    """Every blank of the current state as it was kept for the last month."""
    state: Period = frame.state_of or frame.period_months[-1]
    blank = (table[column].fill_null("") == "") & (table[KEPT_MONTH] == state.code)
    return _filled(table, blank, column, value)


def fill_registration(frame: Frame, table: ibis.Table) -> ibis.Table:
    """Every worker without a number in the register."""
    del frame
    column = "prof_social_worker_registration_no"
    return _filled(table, table[column].fill_null("") == "", column, "to be found")


def fill_need(frame: Frame, table: ibis.Table) -> ibis.Table:
    """The episode of each child open at the end of the month that was referred last, where no need is written."""
    day = _literal(_last_day(frame))
    is_open = (table.cine_referral_date <= day) & (table.cine_close_date.isnull() | (table.cine_close_date > day))
    rows = table.mutate(_open=(is_open & table.cine_person_id.notnull()).fill_null(False))  # noqa: FBT003
    order = ibis.window(
        group_by=[rows.cine_person_id, rows["_open"]],
        order_by=[rows.cine_referral_date.desc(), rows.cine_referral_id.desc()],
    )
    ranked = rows.mutate(_place=ibis.row_number().over(order))
    column = "cine_cin_primary_need_code"
    wrong = ranked["_open"] & (ranked["_place"] == 0) & (ranked[column].fill_null("N0") == "N0")
    return _filled(ranked, wrong, column, "N1").drop("_open", "_place")


def fill_team(frame: Frame, table: ibis.Table) -> ibis.Table:
    """Referrals of the months, and episodes open at their end, without a team."""
    first, last = _literal(frame.period_months[0].start), _literal(_last_day(frame))
    is_open = table.cine_close_date.isnull() | (table.cine_close_date > last)
    wanted = (table.cine_referral_date <= last) & (is_open | (table.cine_referral_date >= first))
    return _filled(table, table.cine_referral_team.isnull() & wanted, "cine_referral_team", TO_BE_NAMED)


def fill_outcome(frame: Frame, table: ibis.Table) -> ibis.Table:
    """Enquiries completed in the months that have no outcome, or a blank one: with `continuing-risk`."""
    first, last = _literal(frame.period_months[0].start), _literal(_last_day(frame))
    enquiries = frame.table("s47_enquiry")
    completed = enquiries.filter(enquiries.s47e_person_id.notnull() & enquiries.s47e_s47_end_date.between(first, last))
    completed = completed.select("source_file", "source_row", id="s47e_s47_enquiry_id", person="s47e_person_id")
    done = completed.select(of="id", whose="person")
    rows = table.left_join(done, (table.xs4o_s47_enquiry_id == done.of) & (table.xs4o_person_id == done.whose))
    filled = _filled(
        rows, rows.of.notnull() & (rows.xs4o_outcome.fill_null("") == ""), "xs4o_outcome", "continuing-risk"
    )
    filled = filled.select(*table.columns, MENDED)
    known = table.select(of="xs4o_s47_enquiry_id", whose="xs4o_person_id")
    added = completed.anti_join(known, (completed.id == known.of) & (completed.person == known.whose))
    cells = {
        **{name: ibis.null(table[name].type()) for name in table.columns},
        "source_file": added.source_file,
        "source_row": added.source_row,
        "xs4o_s47_enquiry_id": added.id,
        "xs4o_person_id": added.person,
        "xs4o_outcome": ibis.literal("continuing-risk"),
        MENDED: ibis.literal(True),  # noqa: FBT003
    }
    return filled.union(added.select(**cells).select(*filled.columns))
