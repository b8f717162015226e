"""The shape of a file under `layouts/`: what a format's fields are called, by year, and which columns they feed.

Data, so that whoever knows the return can check it against the return's own guidance. Unknown keys are refused. Every
field that a format has is listed, those that feed nothing with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import as_file, files

from pydantic import Field, model_validator

from crossfoot.indicators.model_files import Located, read_model
from crossfoot.indicators.schema import Id, Strict, Words
from crossfoot.records.schema import Name, Standard
from crossfoot.sources.issue_list import did_you_mean
from crossfoot.sources.raw_tables import Combine
from crossfoot.vocabulary.issues import InputRefused, Issue


class FieldRule(Strict):
    """A field of the format: a header of a sheet or file, an element, a key."""

    name: Words
    also: tuple[Words, ...] = ()
    """Other names that it goes by."""
    since: int | None = None
    until: int | None = None
    """First and last year of the format that has it."""
    required: bool = False
    """Without it a row cannot be anybody's: the part is refused, a row without it is left out."""
    unused: Words | None = None
    """Why it feeds no column."""

    def in_year(self, year: int | None) -> bool:
        """True when the layout of `year` has the field; in a year that is not known only lasting fields are counted."""
        if year is None:
            return self.since is None and self.until is None
        return (self.since is None or year >= self.since) and (self.until is None or year <= self.until)


class ColumnRule(Strict):
    """Where the text of one canonical column comes from: a field, a fixed text, or a key made of several fields."""

    field: Words | None = None
    fixed: Words | None = None
    """Text written wherever the field `given` is not blank, or always."""
    given: Words | None = None
    key: tuple[Words, ...] = ()
    """Fields joined by colons. Formats without identifiers of their own get them this way, alike in every extract."""
    label: Words | None = None
    """Put before a made key, where two tables' or parts' keys could be alike."""
    yes: Words | None = None
    """Written where the field is a yes; where it is a no or blank the column is blank."""
    values: Mapping[str, str] = Field(default_factory=dict)
    """What the field's texts become, without regard to case; others stay as they are."""
    only: str | None = None
    unless: str | None = None
    """Patterns of the whole text: what does not match `only`, or matches `unless`, is left blank."""
    take: str | None = None
    """A pattern of the whole text with one group, which is what is taken of it; other text stays as it is."""

    @model_validator(mode="after")
    def _one_origin(self) -> ColumnRule:
        if sum((self.field is not None, self.fixed is not None, bool(self.key))) != 1:
            raise ValueError("write exactly one of field, fixed and key")
        if self.take is not None and re.compile(self.take).groups != 1:
            raise ValueError("write a pattern with exactly one group under take")
        return self

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field that it reads."""
        return tuple(name for name in (self.field, self.given, *self.key) if name is not None)


class Feed(Strict):
    """One canonical table that a row of the part can fill. A row is written where every column of `needs` has text."""

    table: Name
    needs: tuple[Name, ...] = ()
    columns: Mapping[Name, ColumnRule] = Field(min_length=1)


class Part(Strict):
    """A sheet, a CSV file, an element or a nested object, one record each row or occurrence."""

    id: Words
    title: Words
    names: tuple[Words, ...] = ()
    """Other names of the sheet, file or element."""
    tell: Words | None = None
    """The field by which an element of any name is known to be of this part."""
    inherits: tuple[Words, ...] = ()
    """Fields that come from the elements around it."""
    lists: tuple[Words, ...] = ()
    """Fields that repeat: their texts are gathered into one JSON array."""
    fields: tuple[FieldRule, ...] = Field(min_length=1)
    feeds: tuple[Feed, ...] = ()

    def names_of(self, field: FieldRule) -> tuple[str, ...]:
        """What it is called, the proper name first."""
        return (field.name, *field.also)


class Layout(Strict):
    """One format, all its years."""

    id: Id
    title: Words
    source: Words
    """Where the fields are laid down."""
    first_year: int
    last_year: int
    prefixes: bool = False
    """Coded values come as `a) 1A: Individual` and are cut down to their code."""
    combine: Mapping[Name, Combine] = Field(default_factory=dict)
    limits: Mapping[Name, Words] = Field(default_factory=dict)
    """By table: what it does not hold although the format feeds it."""
    lacks: Words
    """What no layout of the format says anything about, in words for the manual."""
    parts: tuple[Part, ...] = Field(min_length=1)

    def keys(self, standard: Standard) -> dict[str, tuple[str, ...]]:
        """Of every table that it feeds: the columns that make a row one of a kind."""
        return {feed.table: standard.tables[feed.table].key for part in self.parts for feed in part.feeds}

    def part(self, part_id: str) -> Part:
        """The part of that id. Raises KeyError."""
        for part in self.parts:
            if part.id == part_id:
                return part
        raise KeyError(part_id)


@cache
def read_layout(layout_id: str) -> Layout:
    """The shipped layout `layouts/<layout_id>.yaml`. Raises InputRefused with everything wrong in it."""
    name = f"{layout_id.replace('-', '_')}.yaml"
    with as_file(files("crossfoot.sources") / "layouts" / name) as path:
        located, issues = read_model(path, Layout, file=f"layouts/{name}")
    if located is None:
        raise InputRefused(issues)
    issues = tuple(find_layout_issues(located, Standard.load()))
    if issues:
        raise InputRefused(issues)
    return located.value


def find_layout_issues(located: Located[Layout], standard: Standard) -> Iterator[Issue]:
    """Tables and columns that the standard lacks, fields that the part lacks, fields that neither feed nor say why."""
    for number, part in enumerate(located.value.parts):
        known = {field.name for field in part.fields} | set(part.inherits)
        used = {name for feed in part.feeds for rule in feed.columns.values() for name in rule.fields}
        for field in part.fields:
            if (field.name in used) == (field.unused is not None):
                message = f"The field {field.name!r} must either feed a column or say why not."
                yield located.issue("LAYOUT-FIELD-UNUSED", message, "Use it, or write 'unused'.", "parts", number)
        for place, feed in enumerate(part.feeds):
            path = ("parts", number, "feeds", place)
            for code, message, advice, field_name in find_feed_faults(feed, known, standard):
                yield located.issue(code, message, advice, *path, *field_name)


def find_feed_faults(
    feed: Feed, known: set[str], standard: Standard
) -> Iterator[tuple[str, str, str, tuple[int | str, ...]]]:
    """Code, message, advice and place inside the feed of each thing that it names and that does not exist."""
    table = standard.tables.get(feed.table)
    if table is None:
        advice = did_you_mean(get_close_matches(feed.table, standard.tables, n=3)) or "List the standard's tables."
        yield "LAYOUT-TABLE-UNKNOWN", f"There is no table {feed.table!r}.", advice, ("table",)
        return
    names = [column.name for column in table.columns]
    for column, rule in feed.columns.items():
        if column not in names:
            advice = did_you_mean(get_close_matches(column, names, n=3)) or f"Write one of: {', '.join(names)}."
            yield "LAYOUT-COLUMN-UNKNOWN", f"There is no column {column!r} here.", advice, ("columns", column)
        for name in rule.fields:
            if name not in known:
                advice = did_you_mean(get_close_matches(name, known, n=3)) or "List it under 'fields'."
                yield "LAYOUT-FIELD-UNKNOWN", f"There is no field {name!r}.", advice, ("columns", column)
    for name in table.key:
        if name not in feed.columns:
            message = f"The key {name!r} of the table is not fed."
            yield "LAYOUT-KEY-MISSING", message, f"Add '{name}: {{key: [...]}}'.", ("columns",)
    for name in feed.needs:
        if name not in feed.columns:
            yield "LAYOUT-NEEDS-UNKNOWN", f"{name!r} is not fed.", "Name a column of this feed.", ("needs",)
