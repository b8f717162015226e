"""How good records are: how many rows each rule looked at and found, by team and month. Counts, nothing of a child."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from crossfoot.vocabulary.periods import Period

NO_TEAM = ""
"""The team of rows for which none can be named."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Rows that were looked at, and how many of them were found at fault."""

    looked_at: int = 0
    found: int = 0

    def __add__(self, other: Checked) -> Checked:
        return Checked(self.looked_at + other.looked_at, self.found + other.found)


@dataclass(frozen=True, slots=True)
class CheckedRule:
    """A rule that ran, as a report tells it."""

    code: str
    title: str
    looks_for: str
    advice: str
    is_note: bool
    """What it finds may well be so."""
    tables: tuple[str, ...]
    """The tables whose rows it looked at; none where nothing that it needs was collected."""
    topics: tuple[str, ...]
    """What the columns that it doubts feed: topics of indicators, breakdowns, areas."""
    indicators: tuple[str, ...] = ()
    """The indicators that it can move, where it is known which columns each is worked out from."""


@dataclass(frozen=True, slots=True)
class FindingCount:
    """What one rule looked at and found in the rows of one team and month.

    `team` is NO_TEAM where none can be named. `month` is None for rows without a day of their own, and for all others
    of months that were not asked for.
    """

    rule: str
    team: str
    month: Period | None
    checked: Checked


@dataclass(frozen=True)
class RecordQuality:
    """What the rules found in one set of records, for the staff who mend them: small counts are not suppressed."""

    as_at: date
    months: tuple[Period, ...]
    """The months that are told apart, oldest first."""
    tables: Mapping[str, int]
    """Rows of each table that was collected."""
    teams: Mapping[str, str]
    """The name of each team, by its id."""
    rules: tuple[CheckedRule, ...]
    counts: tuple[FindingCount, ...]

    def as_json(self) -> bytes:
        """The bytes of a file that `read_json` reads back. The same counts give the same bytes."""
        content = {
            "as_at": self.as_at.isoformat(),
            "months": [month.code for month in self.months],
            "tables": dict(self.tables),
            "teams": dict(self.teams),
            "rules": [asdict(rule) for rule in self.rules],
            "counts": [list(_cells(count)) for count in self.counts],
        }
        return (json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()

    @classmethod
    def read_json(cls, content: bytes) -> RecordQuality:
        """What `as_json` wrote. Raises ValueError for anything else."""
        try:
            held = json.loads(content)
            return cls(
                date.fromisoformat(held["as_at"]),
                tuple(Period.parse(code) for code in held["months"]),
                {str(table): int(rows) for table, rows in held["tables"].items()},
                {str(team): str(name) for team, name in held["teams"].items()},
                tuple(CheckedRule(**{**rule, **_tuples(rule)}) for rule in held["rules"]),
                tuple(
                    FindingCount(rule, team, Period.parse(month) if month else None, Checked(looked_at, found))
                    for rule, team, month, looked_at, found in held["counts"]
                ),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("the file does not hold counts of findings") from error


def _tuples(rule: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The lists of a rule that was read, as they were before JSON."""
    return {name: tuple(map(str, rule[name])) for name in ("tables", "topics", "indicators")}


def _cells(count: FindingCount) -> Iterator[str | int | None]:
    yield from (count.rule, count.team, count.month.code if count.month else None)
    yield from (count.checked.looked_at, count.checked.found)
