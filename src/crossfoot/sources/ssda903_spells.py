"""Make periods of care, placements and legal statuses of the episodes of an SSDA903 return.

The return starts a new episode whenever the placement or the legal status changes, and says which (RNE): S starts a
period of care, L changes the legal status only, P and T the placement only, B and U both. A placement runs on over an
L: counting episodes as placements would find placement moves that never were.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from crossfoot.records.raw_tables import RawTable
from crossfoot.sources.raw_tables import connect_scratch, path_literal

FEEDS = frozenset(
    {"cla_episodes.clae_cla_id", "cla_episodes.clae_entered_care_date", "cla_episodes.clae_cla_placement_id"}
)
"""Columns that are made here, besides those of the layout."""
_NEEDED = frozenset({"clae_cla_episode_start_date", "clae_cla_episode_start_reason", "clae_cla_episode_ceased_date"})

# Text compares as dates do: dates are ISO text by now. Before the first S of a child the period's start is not known.
_EPISODES = """
CREATE TABLE placed AS
SELECT *, file_row_number AS place,
  clae_person_id AS person,
  clae_cla_episode_start_date AS started,
  last_value(CASE WHEN upper(clae_cla_episode_start_reason) = 'S' THEN clae_cla_episode_start_date END IGNORE NULLS)
    OVER earlier AS period_start,
  last_value(CASE WHEN upper(clae_cla_episode_start_reason) IN ('S', 'P', 'T', 'B', 'U')
                  THEN clae_cla_episode_start_date END IGNORE NULLS) OVER earlier AS placement_start,
  last_value(CASE WHEN upper(clae_cla_episode_start_reason) IN ('S', 'L', 'B', 'U')
                  THEN clae_cla_episode_start_date END IGNORE NULLS) OVER earlier AS legal_start,
  first_value(clae_cla_episode_start_date) OVER earlier AS first_start
FROM read_parquet({episodes}, file_row_number = true)
WINDOW earlier AS (
  PARTITION BY clae_person_id ORDER BY clae_cla_episode_start_date, file_row_number ROWS UNBOUNDED PRECEDING)
"""
_PERIODS = """
SELECT {columns},
  clae_person_id || ':' || period_start AS clae_cla_id,
  period_start AS clae_entered_care_date,
  clae_person_id || ':' || coalesce(placement_start, first_start) AS clae_cla_placement_id,
  source_file, source_row
FROM placed ORDER BY place
"""
_SPELLS = """
SELECT {columns}, source_file, source_row FROM (
  SELECT {values}, arg_min(source_file, spell_order) AS source_file, arg_min(source_row, spell_order) AS source_row,
    min(place) AS place
  FROM (
    SELECT spell.*, coalesce(episode.{start}, episode.first_start) AS spell_start, episode.person, episode.place,
      (episode.started, episode.place) AS spell_order
    FROM (SELECT *, file_row_number FROM read_parquet({path}, file_row_number = true)) AS spell
    JOIN placed AS episode ON episode.place = spell.file_row_number
  )
  GROUP BY person, spell_start
) ORDER BY place
"""


def make_spells(tables: Mapping[str, RawTable], folder: Path) -> frozenset[str]:
    """Rewrite the tables of episodes, placements and legal statuses in `folder`; the columns that this fed.

    Where the return's episodes lack their start, its reason or their end, nothing is made.
    """
    if "cla_episodes" not in tables:
        return frozenset()
    with connect_scratch(folder) as connection:

        def columns_of(table: str) -> list[str]:
            source = path_literal(tables[table].relation)
            described = connection.execute(f"DESCRIBE SELECT * FROM read_parquet({source})").fetchall()  # noqa: S608
            return [str(row[0]) for row in described if row[0] not in {"source_file", "source_row"}]

        def rewrite(table: str, sql: str) -> None:
            path = tables[table].relation
            made = path.with_suffix(".made")
            target = path_literal(made)
            connection.execute(f"COPY ({sql}) TO {target} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)")
            made.replace(path)

        columns = columns_of("cla_episodes")
        if not set(columns) >= _NEEDED:
            return frozenset()
        connection.execute(_EPISODES.format(episodes=path_literal(tables["cla_episodes"].relation)))
        for table, prefix, start in (
            ("cla_placement", "clap_cla_placement", "placement_start"),
            ("legal_status", "lega_legal_status", "legal_start"),
        ):
            names = columns_of(table)
            values = ", ".join(f"{_spell_value(name, prefix)} AS {name}" for name in names)
            path = path_literal(tables[table].relation)
            rewrite(table, _SPELLS.format(columns=", ".join(names), values=values, start=start, path=path))
        rewrite("cla_episodes", _PERIODS.format(columns=", ".join(columns)))
    return FEEDS


def _spell_value(name: str, prefix: str) -> str:
    """What a column of a spell is made of: its end and the reason come from its last episode, others from its first."""
    if name == f"{prefix}_id":
        return "person || ':' || spell_start"
    if name == f"{prefix}_start_date":
        return "spell_start"
    if name in {f"{prefix}_end_date", f"{prefix}_change_reason"}:
        # The last episode's own end, blank while it lasts: an aggregate alone would pass over the blank.
        return f"arg_max(struct_pack(v := {name}), spell_order).v"
    return f"arg_min({name}, spell_order)"
