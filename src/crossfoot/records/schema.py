"""The tables, columns and code lists that records are held in: the Standard Safeguarding Dataset and our extensions.

One YAML file per table under `standard/` and per code list under `codes/`, read once and cross-checked. The relations
are our own: the standard prints foreign keys as documentation, some name tables and columns that do not exist, and no
case system enforces them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import as_file, files
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from crossfoot.indicators.model_files import Located, read_model
from crossfoot.indicators.schema import Id, Strict, Words
from crossfoot.vocabulary.issues import InputRefused, Issue, Severity

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=63)]
ColumnType = Literal["text", "date", "flag", "integer", "decimal", "json"]

ONLY_FEEDS = frozenset({"areas", "breakdowns"})
"""What a column may feed besides the topics of indicators: where a child belongs, and who the children are."""


class Code(Strict):
    """One entry of a code list. `until` is the last day on which a return took it."""

    code: Words
    name: Words
    since: date | None = None
    until: date | None = None
    accepts: tuple[Words, ...] = ()
    """Misspellings seen in real files: taken for the code, with a warning."""
    words: tuple[Words, ...] = ()
    """Other ways of writing it that the standard allows: taken for the code, without a word."""


class CodeList(Strict):
    """The codes that a column may hold, or the keys that an outcome column's JSON may have."""

    id: Name
    title: Words
    source: Words
    codes: tuple[Code, ...] = Field(min_length=1)


class Column(Strict):
    """One column: its type, its meaning, what it joins to and which topics of indicators it serves."""

    name: Name
    type: ColumnType
    length: int | None = Field(default=None, ge=1)
    """Most characters of a text, as the standard prints it. Longer text is kept."""
    meaning: Words
    codes: Name | None = None
    listed: bool = False
    """Its JSON is a list of codes; otherwise it is named flags."""
    references: str | None = Field(default=None, pattern=r"^[a-z0-9_]+\.[a-z0-9_]+$")
    feeds: tuple[Id, ...] = ()
    required: bool = False
    """An indicator of the monthly or county report cannot be worked out without it."""
    aliases: tuple[Name, ...] = ()
    """Names that other versions of the standard use for it."""


class Table(Strict):
    """One table. `key` is what makes a row one of a kind; its columns may never be blank."""

    id: Name
    title: Words
    grain: Words
    required: bool
    current_state: bool
    """It says how things are on the day of the extract: the past is in the snapshots kept at the time."""
    history_limit: Words | None = None
    """What a look-back over it cannot see, to be printed with every such measure."""
    aliases: tuple[Name, ...] = ()
    key: tuple[Name, ...] = Field(min_length=1)
    columns: tuple[Column, ...] = Field(min_length=1)

    @property
    def is_extension(self) -> bool:
        """True for a table of ours, which the standard lacks."""
        return self.id.startswith("x_")

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def person_column(self) -> str | None:
        """The column that says whose row it is: a reference to a person, directly or by way of an episode or plan."""
        if self.id == "person":
            return "pers_person_id"
        return next((column.name for column in self.columns if column.name.endswith("_person_id")), None)

    @property
    def names(self) -> Mapping[str, str]:
        """Each name that a file may use for a column, aliases too, and the column's own."""
        return {name: column.name for column in self.columns for name in (column.name, *column.aliases)}


@dataclass(frozen=True)
class Standard:
    """All tables and code lists, cross-checked, by id."""

    tables: Mapping[str, Table]
    codes: Mapping[str, CodeList]

    @classmethod
    def load(cls, folder: Path | None = None) -> Standard:
        """The standard in `folder` (`standard/` and `codes/` under it), or the one shipped, which is read only once.

        Raises InputRefused with everything wrong in any file.
        """
        return _shipped() if folder is None else _read(folder)

    def table_named(self, name: str) -> Table | None:
        """The table that a file or relation is named after: any case, with or without `ssd_`, aliases too."""
        plain = name.strip().lower().removeprefix("ssd_")
        if plain in self.tables:
            return self.tables[plain]
        return next((table for table in self.tables.values() if plain in table.aliases), None)

    def relations(self) -> Iterator[tuple[Table, Column, Table, Column]]:
        """Each referring table and column, with the table and column that it refers to."""
        for table in self.tables.values():
            for column in table.columns:
                if column.references is not None:
                    target, _, name = column.references.partition(".")
                    yield table, column, self.tables[target], self.tables[target].column(name)

    def hash(self) -> str:
        """SHA-256 of everything in it: two standards with one hash read a source alike."""
        parts = (*self.tables.values(), *self.codes.values())
        text = json.dumps([part.model_dump(mode="json") for part in parts], sort_keys=True, ensure_ascii=False)
        return sha256(text.encode()).hexdigest()


@cache
def _shipped() -> Standard:
    with as_file(files("crossfoot.records")) as folder:
        return _read(folder)


def _read(folder: Path) -> Standard:
    issues: list[Issue] = []
    tables: dict[str, Located[Table]] = {}
    codes: dict[str, Located[CodeList]] = {}
    for path in sorted((folder / "standard").glob("*.yaml")):
        table, found = read_model(path, Table, file=f"standard/{path.name}")
        issues += found
        if table is not None:
            issues += _find_name_issues(table, table.value.id, path)
            tables[table.value.id] = table
    for path in sorted((folder / "codes").glob("*.yaml")):
        code_list, found = read_model(path, CodeList, file=f"codes/{path.name}")
        issues += found
        if code_list is not None:
            issues += _find_name_issues(code_list, code_list.value.id, path)
            issues += _find_code_issues(code_list)
            codes[code_list.value.id] = code_list
    if not tables:
        issues.append(
            Issue(
                "STANDARD-EMPTY",
                Severity.ERROR,
                "There are no tables.",
                "Check the folder: one with 'standard' and 'codes' in it is wanted.",
            )
        )
    # A relation to a file that could not be read would be a second issue of one mistake.
    if not issues:
        plain = {name: located.value for name, located in tables.items()}
        for table in tables.values():
            issues += _find_table_issues(table, plain, codes.keys())
        issues += _find_alias_issues(tables)
    if issues:
        raise InputRefused(issues)
    return Standard(
        MappingProxyType({name: located.value for name, located in tables.items()}),
        MappingProxyType({name: located.value for name, located in codes.items()}),
    )


def _find_name_issues(located: Located[Table] | Located[CodeList], name: str, path: Path) -> list[Issue]:
    if name == path.stem:
        return []
    return [located.issue("STANDARD-FILE-NAME", f"The id is {name!r}.", "Give the file the name of its id.", "id")]


def _find_code_issues(located: Located[CodeList]) -> list[Issue]:
    """Two codes that one cell could mean: compared without regard to case, as cells are."""
    issues: list[Issue] = []
    seen: set[str] = set()
    for number, code in enumerate(located.value.codes):
        for word in (code.code, *code.accepts, *code.words):
            if word.casefold() in seen:
                message = f"{word!r} is there twice."
                issues.append(located.issue("STANDARD-CODE-TWICE", message, "Keep one.", "codes", number, "code"))
            seen.add(word.casefold())
        if code.since is not None and code.until is not None and code.until < code.since:
            message = f"The code {code.code!r} ends before it begins."
            issues.append(located.issue("STANDARD-CODE-DATES", message, "Correct a date.", "codes", number, "until"))
    return issues


def _find_table_issues(located: Located[Table], tables: Mapping[str, Table], codes: Collection[str]) -> Iterator[Issue]:
    table = located.value
    names = [column.name for column in table.columns]
    for name in table.key:
        if name not in names:
            message = f"The key {name!r} is no column."
            yield located.issue("STANDARD-KEY", message, "Name a column of the table.", "key")
    used: set[str] = set()
    for number, column in enumerate(table.columns):
        for name in (column.name, *column.aliases):
            if name in used:
                message = f"The name {name!r} is used twice in the table."
                yield located.issue("STANDARD-NAME-TWICE", message, "Keep one of them.", "columns", number, "name")
            used.add(name)
        for field, message, advice in _find_column_faults(column, tables, codes):
            yield located.issue(f"STANDARD-{field.upper()}", message, advice, "columns", number, field)


def _find_column_faults(
    column: Column, tables: Mapping[str, Table], codes: Collection[str]
) -> Iterator[tuple[str, str, str]]:
    """Field, message and advice of each."""
    if column.codes is not None and column.codes not in codes:
        yield "codes", f"There is no code list {column.codes!r}.", "Name a file of 'codes'."
    if column.codes is not None and column.type not in {"text", "json"}:
        yield "codes", f"A column of type {column.type} has a code list.", "Make it text, or remove the list."
    if column.length is not None and column.type != "text":
        yield "length", f"A column of type {column.type} has a length.", "Remove it."
    if column.references is not None:
        target, _, name = column.references.partition(".")
        if target not in tables or all(other.name != name for other in tables[target].columns):
            yield "references", f"There is no column {column.references!r}.", "Name a table and column that are there."


def _find_alias_issues(tables: Mapping[str, Located[Table]]) -> list[Issue]:
    """Names under which a file could be taken for either of two tables."""
    issues: list[Issue] = []
    for located in tables.values():
        for alias in located.value.aliases:
            owners = [other for other, table in tables.items() if alias == other or alias in table.value.aliases]
            if owners != [located.value.id]:
                message = f"The alias {alias!r} also names another table."
                issues.append(located.issue("STANDARD-ALIAS", message, "Remove it from one of them.", "aliases"))
    return issues
