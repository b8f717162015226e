"""What Annex A lists are put together from: records of the last six months, and what is latest of each child."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

import ibis

from crossfoot.casework.subjects import workers
from crossfoot.populations.calendar import months_after
from crossfoot.populations.evaluate import Runner
from crossfoot.populations.frame import Frame
from crossfoot.populations.people import age_on
from crossfoot.populations.teams import with_team

Record = Mapping[str, object]
Line = dict[str, object]
"""A row of a list: a cell for each heading that records can fill."""

CHILD, GENDER, ETHNICITY = "Child Unique ID", "Gender", "Ethnicity"
BORN, AGE = "Date of Birth", "Age of Child (Years)"
DISABILITY = "Does the Child have a Disability"
UASC = "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)"
TEAM, WORKER = "Allocated Team", "Allocated Worker"
MONTHS_BACK = 6
_NO_DISABILITY = "NONE"


class Reading:
    """Records as rows, for the six months that end with the last day of the month of `frame`."""

    def __init__(self, frame: Frame, runner: Runner) -> None:
        self.frame = frame
        self.runner = runner
        self.on = frame.period_months[-1].end
        self.since = months_after(self.on.replace(day=1), -MONTHS_BACK + 1)
        self.year_ago = months_after(self.on.replace(day=1), -11)
        """The first day of the twelve months that end with the day."""

    def run(self, table: ibis.Table) -> list[Record]:
        """The rows of an expression."""
        names = table.columns
        rows = self.runner.run(ibis.to_sql(table, dialect=self.runner.dialect)).rows
        return [dict(zip(names, row, strict=True)) for row in rows]

    def between(self, name: str, day: str, *columns: str, since: date | None = None) -> list[Record]:
        """The rows of a table whose `day` is in the six months, or since another day up to the end."""
        table = self.frame.table(name)
        rows = table.filter(table[day].between(_literal(since or self.since), _literal(self.on)))
        return self.run(rows.select(day, *columns))

    def open_in(self, name: str, start: str, end: str, *columns: str) -> list[Record]:
        """The rows of spells that were open on any day of the six months."""
        table = self.frame.table(name)
        begun = table[start] <= _literal(self.on)
        rows = table.filter(begun & (table[end].isnull() | (table[end] >= _literal(self.since))))
        return self.run(rows.select(start, end, *columns))

    def latest(self, table: ibis.Table, *, key: str, day: str) -> Mapping[str, Record]:
        """The row of each `key` with the latest `day` up to the end of the six months."""
        rows = table.filter(table[key].notnull() & (table[day] <= _literal(self.on)))
        order = [rows[day].desc(), *(rows[name].desc() for name in rows.columns if name not in {key, day})]
        rows = rows.mutate(_place=ibis.row_number().over(ibis.window(group_by=rows[key], order_by=order)))
        return {str(row[key]): row for row in self.run(rows.filter(rows["_place"] == 0).drop("_place"))}

    @cached_property
    def people(self) -> Mapping[str, Record]:
        """Who the children are, and how old on the day."""
        table = self.frame.table("person")
        age = ibis.cases((table.pers_dob <= _literal(self.on), age_on(table.pers_dob, _literal(self.on))))
        rows = table.select("pers_person_id", "pers_sex", "pers_ethnicity", "pers_dob", age=age)
        return {str(row["pers_person_id"]): row for row in self.run(rows)}

    @cached_property
    def disabled(self) -> frozenset[str]:
        """Children of whom a disability is on record."""
        table = self.frame.table("disability")
        rows = table.filter(table.disa_disability_code.upper() != _NO_DISABILITY)
        return frozenset(str(row["disa_person_id"]) for row in self.run(rows.select("disa_person_id").distinct()))

    @cached_property
    def unaccompanied(self) -> frozenset[str]:
        """Children who were unaccompanied asylum seekers at any time in the last 12 months."""
        table = self.frame.table("immigration_status")
        words = table.immi_immigration_status.lower()
        ends = table.immi_immigration_status_end_date
        rows = table.filter(words.contains("uasc") | words.contains("unaccompanied"))
        rows = rows.filter(
            (rows.immi_immigration_status_start_date <= _literal(self.on))
            & (ends.isnull() | (ends >= _literal(self.year_ago)))
        )
        return frozenset(str(row["immi_person_id"]) for row in self.run(rows.select("immi_person_id").distinct()))

    @cached_property
    def teams(self) -> Mapping[str, object]:
        """The team of each child on the day who has one."""
        involved = self.frame.table("involvements").select(person_id="invo_person_id")
        referred = self.frame.table("cin_episodes").select(person_id="cine_person_id")
        everyone = involved.union(referred).distinct()
        rows = with_team(self.frame, everyone.filter(everyone.person_id.notnull()).mutate(day=_literal(self.on)))
        return {str(row["person_id"]): row["team"] for row in self.run(rows.select("person_id", "team"))}

    @cached_property
    def workers(self) -> Mapping[str, object]:
        """The worker of each child on the day who has one."""
        rows = self.run(workers(self.frame).select("person_id", "worker"))
        return {str(row["person_id"]): row["worker"] for row in rows}

    def person(self, child: object) -> Line:
        """The cells that every list begins with."""
        known = self.people.get(str(child), {})
        return {
            CHILD: child,
            GENDER: known.get("pers_sex"),
            ETHNICITY: known.get("pers_ethnicity"),
            BORN: known.get("pers_dob"),
            AGE: known.get("age"),
        }

    def disability(self, child: object) -> str:
        """Yes where one is on record."""
        return "Yes" if str(child) in self.disabled else "No"

    def allocated(self, child: object) -> Line:
        """The child's team and worker on the day."""
        return {TEAM: self.teams.get(str(child)), WORKER: self.workers.get(str(child))}

    def is_adult(self, child: object, day: object) -> bool:
        """18 or over on the day, as far as it is known."""
        born = self.people.get(str(child), {}).get("pers_dob")
        if not isinstance(born, date) or not isinstance(day, date):
            return False
        eighteenth = (born.month, born.day) == (2, 29) and not _is_leap(born.year + 18)
        reached = date(born.year + 18, 3, 1) if eighteenth else born.replace(year=born.year + 18)
        return day >= reached

    def per_child(self, rows: Sequence[Record], person: str) -> Mapping[str, int]:
        """How many of the rows each child has."""
        counts: dict[str, int] = defaultdict(int)
        for row in rows:
            counts[str(row[person])] += 1
        return counts


def yes_or_no(value: object) -> str | None:
    """A flag as the lists say it; nothing where it is not known."""
    return None if value is None else "Yes" if value else "No"


def day_or(value: object, default: date) -> date:
    """The day, or another where it is not known."""
    return value if isinstance(value, date) else default


def _literal(day: date) -> ibis.Value:
    return ibis.date(day.year, day.month, day.day)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
