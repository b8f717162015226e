"""Make the dates of adoptions of the episodes of an SSDA903 return, which states only the decisions.

`DATE_INT` and `DATE_PLACED` are both the day of the decision that a child should be placed for adoption, in spite of
the second one's name: the validation rules of the return call it so. The day on which the child moved in is the start
of the adoptive placement (A3 to A6), the placement order is the change of legal status to E1 (or D1 of old), and the
adoption order is the end of care for E11 or E12.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from crossfoot.records.raw_tables import RawTable
from crossfoot.sources.raw_tables import connect_scratch, path_literal

MADE = {
    "perm_placed_for_adoption_date": "placed",
    "perm_placement_order_date": "ordered",
    "perm_permanence_order_date": "adopted",
    "perm_permanence_order_type": "CASE WHEN adopted IS NOT NULL THEN 'Adoption' END",
}
"""Columns that are made here, and of what."""
FEEDS = frozenset(f"permanence.{name}" for name in ("perm_table_id", "perm_person_id", *MADE))
_TABLES = ("cla_episodes", "cla_placement", "legal_status")

# The three tables have one row for each episode and in one order: spells are made of them later. A child comes back
# from a temporary placement (T0 to T4) to the adopters with whom it was before, and does not move in again. Text
# compares as dates do: dates are ISO text by now.
_EPISODES = """
CREATE TABLE episode AS
SELECT *,
  lag(kind) OVER earlier AS last_kind,
  last_value(CASE WHEN kind NOT LIKE 'T%' THEN kind END IGNORE NULLS) OVER before AS settled_kind,
  lag(status) OVER earlier AS last_status
FROM (
  SELECT clae_person_id AS person,
    clae_cla_episode_start_date AS started, upper(clae_cla_episode_start_reason) AS reason,
    clae_cla_episode_ceased_date AS ended, upper(clae_cla_episode_ceased_reason) AS end_reason,
    upper(clap_cla_placement_type) AS kind, upper(lega_legal_status) AS status,
    episodes.source_file AS source_file, episodes.source_row AS source_row, file_row_number AS place
  FROM read_parquet({cla_episodes}, file_row_number = true) AS episodes
  JOIN read_parquet({cla_placement}, file_row_number = true) AS placements USING (file_row_number)
  JOIN read_parquet({legal_status}, file_row_number = true) AS statuses USING (file_row_number)
)
WINDOW earlier AS (PARTITION BY person ORDER BY started, place),
  before AS (PARTITION BY person ORDER BY started, place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
"""
# With a change of placement but not of carer (T, U) the child moves in only where it was not with adopters before: in
# a child's first episode of the return that is not known.
_EVENTS = """
CREATE TABLE event AS
SELECT *, row_number() OVER (ORDER BY place, what) AS event FROM (
  SELECT 'placed' AS what, person, started AS day, source_file, source_row, place FROM episode
  WHERE kind IN ('A3', 'A4', 'A5', 'A6')
    AND NOT coalesce(last_kind LIKE 'T%' AND settled_kind IN ('A3', 'A4', 'A5', 'A6'), false)
    AND (reason IN ('S', 'P', 'B') OR (reason IN ('T', 'U') AND settled_kind NOT IN ('A3', 'A4', 'A5', 'A6')))
  UNION ALL
  SELECT 'ordered', person, started, source_file, source_row, place FROM episode
  WHERE status IN ('E1', 'D1') AND reason IN ('S', 'L', 'B', 'U') AND coalesce(last_status NOT IN ('E1', 'D1'), true)
  UNION ALL
  SELECT 'adopted', person, ended, source_file, source_row, place FROM episode
  WHERE end_reason IN ('E11', 'E12') AND ended IS NOT NULL
)
"""
# An event belongs to the child's latest decision up to that day, else to the first one after it.
_DATES = """
CREATE TABLE dates AS
SELECT person, decision,
  max(day) FILTER (what = 'placed') AS placed,
  min(day) FILTER (what = 'ordered') AS ordered,
  max(day) FILTER (what = 'adopted') AS adopted,
  arg_min(source_file, event) AS source_file, arg_min(source_row, event) AS source_row
FROM (
  SELECT event.*, decision, row_number() OVER (
    PARTITION BY event ORDER BY decided <= day DESC, CASE WHEN decided <= day THEN decided END DESC, decided, decision
  ) AS choice
  FROM event LEFT JOIN ({decisions}) AS decisions USING (person)
) WHERE choice = 1
GROUP BY person, decision
"""
_DECISIONS = """
SELECT perm_person_id AS person, {decided} AS decided, file_row_number AS decision
FROM read_parquet({path}, file_row_number = true)
"""
_NO_DECISIONS = "SELECT NULL::VARCHAR AS person, NULL::VARCHAR AS decided, NULL::BIGINT AS decision WHERE false"
_DECIDED_ROWS = """
SELECT {kept}, {made}, permanence.source_file, permanence.source_row, 0 AS part, file_row_number AS place
FROM read_parquet({path}, file_row_number = true) AS permanence LEFT JOIN dates ON decision = file_row_number
UNION ALL BY NAME
"""
_OTHER_ROWS = """
SELECT person || ':' AS perm_table_id, person AS perm_person_id, {made}, source_file, source_row,
  1 AS part, row_number() OVER (ORDER BY person) AS place
FROM dates WHERE decision IS NULL
"""


def make_adoptions(tables: Mapping[str, RawTable], folder: Path) -> tuple[dict[str, RawTable], frozenset[str]]:
    """The tables with one of permanence in `folder` that has the dates, and the columns that this fed.

    `tables` are those of the return before spells are made of them. Where the episodes lack their reasons, placements
    or legal statuses, nothing is made.
    """
    with connect_scratch(folder) as connection:

        def columns_of(table: str) -> list[str]:
            source = path_literal(tables[table].relation)
            described = connection.execute(f"DESCRIBE SELECT * FROM read_parquet({source})").fetchall()  # noqa: S608
            return [str(row[0]) for row in described if row[0] not in {"source_file", "source_row"}]

        needed = {
            "clae_cla_episode_start_date",
            "clae_cla_episode_start_reason",
            "clae_cla_episode_ceased_date",
            "clae_cla_episode_ceased_reason",
            "clap_cla_placement_type",
            "lega_legal_status",
        }
        held = {name for table in _TABLES if table in tables for name in columns_of(table)}
        if not needed <= held:
            return dict(tables), frozenset()
        paths = {table: path_literal(tables[table].relation) for table in _TABLES}
        connection.execute(_EPISODES.format(**paths))
        connection.execute(_EVENTS)
        made = ", ".join(f"{sql} AS {name}" for name, sql in MADE.items())
        names = ["perm_table_id", "perm_person_id"]
        decisions, rows = _NO_DECISIONS, ""
        if "permanence" in tables:
            names = columns_of("permanence")
            path = path_literal(tables["permanence"].relation)
            decided = "perm_adm_decision_date" if "perm_adm_decision_date" in names else "NULL::VARCHAR"
            decisions = _DECISIONS.format(decided=decided, path=path)
            rows = _DECIDED_ROWS.format(kept=", ".join(names), made=made, path=path)
        connection.execute(_DATES.format(decisions=decisions))
        selected = ", ".join((*names, *MADE, "source_file", "source_row"))
        rows += _OTHER_ROWS.format(made=made)
        written, target = folder / "permanence.made", folder / "permanence.parquet"
        connection.execute(
            f"COPY (SELECT {selected} FROM ({rows}) ORDER BY part, place) TO {path_literal(written)} "  # noqa: S608
            "(FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)"
        )
    written.replace(target)
    episodes = tables["cla_episodes"]
    permanence = tables.get("permanence", RawTable(target, episodes.file, episodes.first_row))
    return {**tables, "permanence": permanence}, FEEDS
