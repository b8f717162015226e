"""Turn the fields of one record of a source into rows of canonical tables, by a layout.

Text in, text out: dates become ISO text and coded values lose their prefixes; casting, flags and code lists are the
canonical tables' own business. Whatever cannot be understood goes through as it is and is reported there, once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from crossfoot.records.schema import Column, Standard
from crossfoot.sources.formulas import is_formula, note_formula
from crossfoot.sources.layout import ColumnRule, Feed, Part
from crossfoot.sources.raw_tables import RawTableWriter
from crossfoot.sources.record_dates import iso_date
from crossfoot.sources.record_issues import RecordIssues

_LETTER = re.compile(r"[A-Za-z]{1,2}\)\s*")
_TOKEN = re.compile(r"[A-Za-z0-9]+")
_SEPARATOR = re.compile(r"\s*[:–]|\s+-(?=\s)")  # noqa: RUF001
_YES = frozenset({"y", "yes", "1", "t", "true"})
_NO = frozenset({"", "n", "no", "0", "f", "false"})

Values = Mapping[str, str]
DateReader = Callable[[str], str]
_Reader = Callable[[Values], str | None]


def plain_code(text: str, codes: Mapping[str, str]) -> str:
    """`1A` for `a) 1A: Individual`, `Yes` for `a) Yes`, `N1` for `N1 - Abuse or neglect`.

    `codes` are those of the column, by themselves without regard to case. Text in front of a separator counts in any
    case, in front of a space only exactly as the code is written, so that `No contact` is not the code NO.
    """
    match = _LETTER.match(text)
    rest = text[match.end() :] if match else text
    token = _TOKEN.match(rest)
    if token is None or token.group().casefold() not in codes:
        return rest
    code, after = codes[token.group().casefold()], rest[token.end() :]
    if not after.strip() or _SEPARATOR.match(after) or (after[0].isspace() and token.group() == code):
        return code
    return rest


def date_fields(parts: Iterable[Part], standard: Standard) -> frozenset[str]:
    """Fields of the parts that fill columns of dates: in made keys too they are written as dates."""
    return frozenset(
        rule.field
        for part in parts
        for feed in part.feeds
        for name, rule in feed.columns.items()
        if rule.field is not None and standard.tables[feed.table].column(name).type == "date"
    )


@dataclass(slots=True)
class _CompiledFeed:
    stream: int
    readers: tuple[_Reader, ...]
    needs: tuple[int, ...]


@dataclass(slots=True)
class PartFeeder:
    """Feeds the records of one part. `present` are the fields that this source has of it: what is absent feeds nothing.

    `feeds` are the columns (`contacts.cont_contact_date`) that it supplies.
    """

    part: Part
    standard: Standard
    present: Collection[str]
    writer: RawTableWriter
    issues: RecordIssues
    prefixes: bool = False
    date_reader: DateReader = iso_date
    dates: frozenset[str] | None = None
    """Fields that are dates, those of the part where it is None."""
    feeds: set[str] = field(default_factory=set)
    records: int = 0
    """Records fed so far."""
    _compiled: list[_CompiledFeed] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.dates is None:
            self.dates = date_fields([self.part], self.standard)
        for feed in self.part.feeds:
            self._compile(feed)

    @property
    def streams(self) -> frozenset[int]:
        """Numbers of its streams of the writer."""
        return frozenset(compiled.stream for compiled in self._compiled)

    def feed(self, values: Values, *, file: str, row: int) -> None:
        """Write the rows that one record makes. `values` are by field name; a blank or absent one is blank."""
        self.records += 1
        for name, text in values.items():
            if is_formula(text) and name not in self.part.inherits:
                note_formula(self.issues, file=file, row=row, cell=name)
        for compiled in self._compiled:
            texts = [reader(values) for reader in compiled.readers]
            if all(texts[needed] is not None for needed in compiled.needs):
                self.writer.add(compiled.stream, texts, file=file, row=row)

    def _compile(self, feed: Feed) -> None:
        rules = {name: rule for name, rule in feed.columns.items() if self._is_present(rule)}
        if any(name not in rules for name in feed.needs):
            return
        table = self.standard.tables[feed.table]
        readers = tuple(self._reader(rule, table.column(name)) for name, rule in rules.items())
        names = list(rules)
        stream = self.writer.open_stream(feed.table, names)
        self._compiled.append(_CompiledFeed(stream, readers, tuple(names.index(name) for name in feed.needs)))
        self.feeds |= {f"{feed.table}.{name}" for name in names}

    def _is_present(self, rule: ColumnRule) -> bool:
        if rule.key:
            return rule.key[0] in self.present
        return all(name in self.present for name in rule.fields)

    def _reader(self, rule: ColumnRule, column: Column) -> _Reader:
        if rule.key:
            return self._key_reader(rule)
        if rule.fixed is not None:
            return _fixed_reader(rule.fixed, rule.given)
        convert = self._converter(rule, column)
        name = rule.field or ""

        def read(values: Values) -> str | None:
            text = values.get(name, "")
            return convert(text) if text else None

        return read

    def _key_reader(self, rule: ColumnRule) -> _Reader:
        parts = [(name, name in (self.dates or ())) for name in rule.key if name in self.present]
        reader, label = self.date_reader, rule.label

        def read(values: Values) -> str | None:
            if not values.get(parts[0][0], ""):
                return None
            texts = [reader(values.get(name, "")) if is_date else values.get(name, "") for name, is_date in parts]
            return ":".join(texts if label is None else [label, *texts])

        return read

    def _converter(self, rule: ColumnRule, column: Column) -> Callable[[str], str | None]:
        steps: list[Callable[[str], str]] = []
        if column.type == "date":
            steps.append(self.date_reader)
        elif self.prefixes and (column.codes or column.type == "flag" or rule.values or rule.yes):
            listed = self.standard.codes[column.codes].codes if column.codes else ()
            codes = {code.code.casefold(): code.code for code in listed}
            steps.append(lambda text: plain_code(text, codes))
        if rule.yes is not None:
            steps.append(self._yes_reader(rule.yes, rule.field or ""))
        if rule.values:
            values = {text.casefold(): becomes for text, becomes in rule.values.items()}
            steps.append(lambda text: values.get(text.casefold(), text))
        if rule.only is not None or rule.unless is not None:
            steps.append(_pattern_reader(rule.only, rule.unless))
        if rule.take is not None:
            steps.append(_part_reader(rule.take))

        if not steps:
            return _as_it_is

        # Few different texts fill a column of dates or codes.
        @lru_cache(maxsize=16_384)
        def convert(text: str) -> str | None:
            for step in steps:
                text = step(text)
            return text or None

        return convert if steps else _unchanged

    def _yes_reader(self, yes: str, name: str) -> Callable[[str], str]:
        def read(text: str) -> str:
            plain = text.strip().casefold()
            if plain in _YES:
                return yes
            if plain not in _NO:
                self.issues.add_warning(
                    "RECORDS-NOT-YES-OR-NO",
                    "A cell is neither yes nor no; it is taken for no.",
                    "Write Yes or No.",
                    file=f"{self.issues.file}, {self.part.id}",
                    cell=name,
                )
            return ""

        return read


def _unchanged(text: str) -> str | None:
    return text or None


def _fixed_reader(fixed: str, given: str | None) -> _Reader:
    if given is None:
        return lambda _: fixed
    return lambda values: fixed if values.get(given, "") else None


def _as_it_is(text: str) -> str | None:
    return text or None


def _pattern_reader(only: str | None, unless: str | None) -> Callable[[str], str]:
    wanted = re.compile(only or ".*", re.IGNORECASE | re.DOTALL)
    refused = re.compile(unless, re.IGNORECASE | re.DOTALL) if unless is not None else None

    def read(text: str) -> str:
        is_wanted = wanted.fullmatch(text) is not None
        return text if is_wanted and (refused is None or refused.fullmatch(text) is None) else ""

    return read


def _part_reader(pattern: str) -> Callable[[str], str]:
    wanted = re.compile(pattern, re.IGNORECASE)

    def read(text: str) -> str:
        match = wanted.fullmatch(text)
        return text if match is None else match.group(1)

    return read
