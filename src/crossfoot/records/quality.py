"""How many rows each rule looks at and finds, by team and month: counted where the rows are, nothing of a child leaves.

A row's month is that of its own day. Its team is the one written on it; where there is none, that of the child's latest
referral, for that team can mend it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from crossfoot.records.checks import RULES
from crossfoot.records.checks.rule import Rule, Scope, Search, indicators_reading, moved_topics
from crossfoot.records.checks.spells import AHEAD, BIRTHS
from crossfoot.records.record_set import RecordSet
from crossfoot.records.schema import Standard, Table
from crossfoot.vocabulary.issues import Severity
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.record_quality import NO_TEAM, Checked, CheckedRule, FindingCount, RecordQuality

LEAST_CHILDREN = 5
"""Where no table of teams was collected, a text is a team's name when it is written for this many children or more.

A case system may let anything be typed there, and a child's name must not come out as a team.
"""


def count_findings(
    records: RecordSet,
    *,
    standard: Standard,
    as_at: date,
    months: Sequence[Period],
    reads: Mapping[str, Collection[str]] | None = None,
) -> RecordQuality:
    """What every rule looks at and finds in the rows, by team, and by month for those of `months`.

    A row that two searches of a rule find counts once. Count before rows that repeat a key are set aside: that they
    were there is one of the findings. With `reads`, the columns that each indicator is worked out from, each rule says
    which indicators it can move.
    """
    scope = Scope.of(records, standard=standard, as_at=as_at)
    told_apart = {month.code: month for month in months}
    counted: dict[tuple[str, str, Period | None], Checked] = defaultdict(Checked)
    with records.connect() as connection:
        teams = _find_teams(connection, scope)
        _place_children(connection, scope)
        for rule in RULES:
            for query in _count_queries(rule, scope):
                for team, code, looked_at, found in connection.execute(query).fetchall():
                    month = told_apart.get(code)
                    counted[rule.code, team or NO_TEAM, month] += Checked(looked_at, found)
    return RecordQuality(
        as_at,
        tuple(months),
        {name: records.count(name) for name in scope.collected},
        teams,
        tuple(_told(rule, scope, reads) for rule in RULES),
        tuple(FindingCount(*key, checked) for key, checked in counted.items()),
    )


def _told(rule: Rule, scope: Scope, reads: Mapping[str, Collection[str]] | None) -> CheckedRule:
    """The rule, with what it can move in these records; where it was silent, with what it could in any."""
    searches = rule.searches_in(scope)
    doubted = {name for search in searches for name in scope.doubted(search)} or rule.doubted
    return CheckedRule(
        rule.code,
        rule.title,
        rule.looks_for,
        rule.advice,
        rule.severity is Severity.NOTE,
        tuple(dict.fromkeys(search.table for search in searches)),
        moved_topics(doubted, scope.standard),
        () if reads is None else indicators_reading(doubted, reads),
    )


def _count_queries(rule: Rule, scope: Scope) -> Iterator[str]:
    """For each table that the rule looks at, SQL for team, month, rows looked at and rows found."""
    by_table: dict[str, list[Search]] = defaultdict(list)
    for search in rule.searches_in(scope):
        by_table[search.table].append(search)
    for table, searches in by_table.items():
        faults = [f"fault_{place}" for place in range(len(searches))]
        judged = ", ".join(f"{search.fault} AS {name}" for search, name in zip(searches, faults, strict=True))
        placed = place_rows(scope, scope.standard.tables[table])
        yield (
            f"SELECT row_team, row_month, count(coalesce({', '.join(faults)})) AS looked_at, "  # noqa: S608
            f"count(*) FILTER (WHERE {' OR '.join(faults)}) AS found "
            f"FROM (SELECT {placed.team} AS row_team, strftime({placed.day}, '%Y-%m') AS row_month, {judged} "
            f"FROM {table} AS checked {placed.joins}) "
            "GROUP BY row_team, row_month HAVING looked_at > 0 ORDER BY row_team NULLS FIRST, row_month NULLS FIRST"
        )


# -- the team and the day of a row -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PlacedRows:
    """How the rows of a table are placed: SQL for the team and the day, and the joins that these need."""

    team: str
    day: str
    joins: str


def place_rows(scope: Scope, table: Table) -> PlacedRows:
    """Team and day of each row of `checked`, NULL where none can be named.

    A row that is about no child itself, such as a factor of an assessment, is its parent's child's.
    """
    known, joins = [], ""
    own = team_column(table)
    if own is not None and scope.has(own):
        known.append("own_team.team")
        joins += f" LEFT JOIN known_team AS own_team ON own_team.team = checked.{own}"
    person = table.person_column
    if person is not None and scope.has(person):
        known.append("child_team.team")
        joins += f" LEFT JOIN child_team ON child_team.child = checked.{person}"
    elif person is None:
        parent = _parent_join(scope, table)
        if parent:
            known.append("child_team.team")
            joins += f"{parent} LEFT JOIN child_team ON child_team.child = parent.child"
    return PlacedRows(f"coalesce({', '.join(known)})" if known else "NULL", _day(scope, table), joins)


def team_column(table: Table) -> str | None:
    """The column that names the team a row belongs to."""
    if table.id == "department":
        return "dept_team_id"
    return next((column.name for column in table.columns if column.references == "department.dept_team_id"), None)


def day_columns(table: Table) -> tuple[str, ...]:
    """The columns that may give a row its day: the first that is filled in does. What is due or expected comes last.

    None for tables of how things are on the day of the extract, and for days of birth.
    """
    if table.current_state:
        return ()
    dates = [column.name for column in table.columns if column.type == "date" and column.name not in BIRTHS]
    return tuple(sorted(dates, key=lambda name: name in AHEAD))


def _day(scope: Scope, table: Table) -> str:
    days = [f"checked.{name}" for name in day_columns(table) if scope.has(name)]
    return f"coalesce({', '.join(days)})" if days else "CAST(NULL AS DATE)"


def _parent_join(scope: Scope, table: Table) -> str:
    """A join to the child of the row that a row of `checked` refers to; empty where there is none."""
    for column in table.columns:
        target, _, key = (column.references or "").partition(".")
        person = scope.standard.tables[target].person_column if target else None
        if person is not None and scope.has(column.name, key, person):
            children = f"SELECT {key} AS id, min({person}) AS child FROM {target} GROUP BY {key}"  # noqa: S608
            return f" LEFT JOIN ({children}) AS parent ON parent.id = checked.{column.name}"
    return ""


def _find_teams(connection: duckdb.DuckDBPyConnection, scope: Scope) -> dict[str, str]:
    """The teams that a table of teams lists, by id with their names. Makes the table `known_team`.

    Where no such table was collected, the texts that are written for enough children.
    """
    listed = []
    if scope.has("dept_team_id"):
        name = "dept_team_name" if scope.has("dept_team_name") else "NULL"
        listed.append(f"SELECT dept_team_id AS team, {name} AS name FROM department")  # noqa: S608
    if scope.has("xtea_team_id"):
        listed.append("SELECT xtea_team_id AS team, NULL AS name FROM x_team_area")
    found = " UNION ALL ".join(listed) if listed else _written_teams(scope)
    connection.execute(
        f"CREATE TEMP TABLE known_team AS SELECT team, coalesce(max(name), team) AS name FROM ({found}) "  # noqa: S608
        "WHERE team IS NOT NULL GROUP BY team"
    )
    return dict(connection.execute("SELECT team, name FROM known_team ORDER BY team").fetchall())


def _written_teams(scope: Scope) -> str:
    written = [
        f"SELECT {own} AS team, {table.person_column} AS child FROM {table.id}"  # noqa: S608
        for table in scope.tables()
        if (own := team_column(table)) is not None
        and table.person_column is not None
        and scope.has(own, table.person_column)
    ]
    if not written:
        return "SELECT CAST(NULL AS VARCHAR) AS team, NULL AS name"
    return (
        f"SELECT team, NULL AS name FROM ({' UNION ALL '.join(written)}) "  # noqa: S608
        f"GROUP BY team HAVING count(DISTINCT child) >= {LEAST_CHILDREN}"
    )


def _place_children(connection: duckdb.DuckDBPyConnection, scope: Scope) -> None:
    """Makes the table `child_team`: the known team of each child's latest referral."""
    columns = ("cine_person_id", "cine_referral_team", "cine_referral_date")
    referred = (
        "SELECT cine_person_id AS child, arg_max(cine_referral_team, (cine_referral_date, cine_referral_id)) AS team "
        "FROM cin_episodes JOIN known_team ON team = cine_referral_team "
        "WHERE cine_person_id IS NOT NULL AND cine_referral_date IS NOT NULL GROUP BY cine_person_id"
    )
    nobody = "SELECT CAST(NULL AS VARCHAR) AS child, CAST(NULL AS VARCHAR) AS team WHERE false"
    connection.execute(f"CREATE TEMP TABLE child_team AS {referred if scope.has(*columns) else nobody}")
