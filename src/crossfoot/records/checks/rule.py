"""What a rule is, what it may ask, and what follows from the SQL that it looks with."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from crossfoot.records.columns import canonical_columns, readings
from crossfoot.records.engine import literal
from crossfoot.records.raw_tables import SOURCE_COLUMNS
from crossfoot.records.record_set import RecordSet
from crossfoot.records.schema import Column, Standard, Table
from crossfoot.vocabulary.issues import Severity

CHECKED = "checked"
"""What the SQL of a search calls the table that it looks at."""
_WORD = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Search:
    """One thing that a rule looks for in the rows of one table.

    `fault` is SQL over the whole table under the name `checked`: true for a row at fault, false for one in order, NULL
    for one that says too little to be judged. It may hold window functions, and ask other tables in subqueries that
    give one value. `field` is the column that is blamed; `doubts` are the columns whose cells may be wrong, where there
    are more. With `whole_row` the row itself may be one too many, so whatever reads its table is in doubt.
    """

    table: str
    field: str
    fault: str
    message: str
    doubts: tuple[str, ...] = ()
    whole_row: bool = False

    @property
    def found(self) -> str:
        """SQL that gives `source_file` and `source_row` of each row at fault."""
        judged = f"SELECT {', '.join(SOURCE_COLUMNS)}, {self.fault} AS fault FROM {self.table} AS {CHECKED}"  # noqa: S608
        return f"SELECT {', '.join(SOURCE_COLUMNS)} FROM ({judged}) WHERE fault"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Scope:
    """What a rule may ask: the standard, the day on which records stood so, and which columns were collected."""

    standard: Standard
    as_at: date
    collected: Mapping[str, Collection[str]]
    """Names of the columns of each table that was collected."""
    _places: Mapping[str, str]
    """The table of each column that the standard has: no two tables share the name of one."""

    @classmethod
    def of(cls, records: RecordSet, *, standard: Standard, as_at: date) -> Scope:
        """What those records have."""
        known = (name for name in records.tables if name in standard.tables)
        return cls(standard, as_at, {name: frozenset(records.columns(name)) for name in known}, _places(standard))

    @classmethod
    def whole(cls, standard: Standard) -> Scope:
        """Everything that the standard has: all that rules can look at. Its day means nothing."""
        names = {table.id: frozenset(canonical_columns(table, standard)) for table in standard.tables.values()}
        return cls(standard, date.min, names, _places(standard))

    @property
    def day(self) -> str:
        """`as_at` as SQL."""
        return f"DATE {literal(self.as_at.isoformat())}"

    def has(self, *columns: str) -> bool:
        """True where all of those columns were collected."""
        return all(name in self.collected.get(self._places[name], ()) for name in columns)

    def tables(self) -> Iterator[Table]:
        """The tables that were collected."""
        return (self.standard.tables[name] for name in self.collected)

    def date_columns(self) -> Iterator[tuple[Table, Column]]:
        """Every date column that was collected."""
        for table in self.tables():
            yield from ((table, column) for column in table.columns if column.type == "date" and self.has(column.name))

    def columns(self, search: Search) -> tuple[str, ...]:
        """Every column that the search reads, as `cin_episodes.cine_referral_date`, read off its SQL and sorted."""
        names = {name for name in _WORD.findall(search.fault) if name in self._places} | {search.field}
        return tuple(sorted(self._full(name) for name in names))

    def doubted(self, search: Search) -> tuple[str, ...]:
        """The columns whose cells may be wrong, sorted; `contacts.*` where the row itself may be one too many."""
        rows = {f"{search.table}.*"} if search.whole_row else set()
        return tuple(sorted({self._full(name) for name in (search.field, *search.doubts)} | rows))

    def can_search(self, search: Search) -> bool:
        """True where all that the search reads was collected."""
        return self.has(*(name.partition(".")[2] for name in self.columns(search)))

    def _full(self, name: str) -> str:
        return f"{self._places[name]}.{name}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong with records: what to look for, where, and what to do about it.

    No rule is an ERROR: real extracts break each of them, and figures are made all the same, with the issues beside
    them. Whoever closes a month decides what is too much. A NOTE may well be so.
    """

    code: str
    severity: Severity
    title: str
    looks_for: str
    """What is at fault and what comes near and is not, in a sentence or two."""
    advice: str
    searches: Callable[[Scope], Iterable[Search]]

    def searches_in(self, scope: Scope) -> tuple[Search, ...]:
        """Its searches whose columns were all collected. None: the rule is silent, and not because all is well."""
        return tuple(search for search in self.searches(scope) if scope.can_search(search))

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column of the standard that it looks at, as `cin_episodes.cine_referral_date`, sorted."""
        scope = shipped_scope()
        return tuple(sorted({name for search in self.searches(scope) for name in scope.columns(search)}))

    @property
    def doubted(self) -> tuple[str, ...]:
        """The columns that are wrong where the rule finds something, sorted; `contacts.*` where a row is too many."""
        scope = shipped_scope()
        return tuple(sorted({name for search in self.searches(scope) for name in scope.doubted(search)}))


@cache
def shipped_scope() -> Scope:
    """Everything that the shipped standard has."""
    return Scope.whole(Standard.load())


def moved_indicators(rule: Rule, reads: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """The indicators that what the rule finds can move, in the order of `reads`.

    `reads` has the columns that each indicator is worked out from, as `cin_episodes.cine_referral_date`.
    """
    return indicators_reading(rule.doubted, reads)


def indicators_reading(doubted: Iterable[str], reads: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """The indicators that read any of the doubted columns, in the order of `reads`.

    A doubted row, `contacts.*`, moves whatever reads any column of its table.
    """
    cells = set(doubted)
    rows = {name.removesuffix(".*") for name in cells if name.endswith(".*")}
    return tuple(
        indicator
        for indicator, columns in reads.items()
        if any(column in cells or column.partition(".")[0] in rows for column in columns)
    )


def moved_topics(doubted: Iterable[str], standard: Standard) -> tuple[str, ...]:
    """What the doubted columns feed: topics of indicators, breakdowns, areas. Sorted."""
    fed: set[str] = set()
    for name in doubted:
        table, _, wanted = name.partition(".")
        for column in standard.tables[table].columns:
            if wanted in {"*", *_canonical_names(column, standard)}:
                fed.update(column.feeds)
    return tuple(sorted(fed))


def _canonical_names(column: Column, standard: Standard) -> tuple[str, ...]:
    """The columns that a column of the standard becomes in a canonical file: more than one for JSON."""
    if column.type != "json":
        return (column.name,)
    return tuple(reading.name for reading in readings(column, column.name, standard))


def _places(standard: Standard) -> Mapping[str, str]:
    places = {name: table.id for table in standard.tables.values() for name in canonical_columns(table, standard)}
    return MappingProxyType({name: table for name, table in places.items() if name not in SOURCE_COLUMNS})
