"""Feed records that hold other records: a child with referrals with assessments, from XML or JSON alike."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from crossfoot.records.schema import Standard
from crossfoot.sources.feeding import PartFeeder, date_fields
from crossfoot.sources.layout import Layout
from crossfoot.sources.raw_tables import RawTableWriter
from crossfoot.sources.record_dates import iso_date
from crossfoot.sources.record_issues import RecordIssues
from crossfoot.sources.safe_xml import local_name

ROOT = "Child"
"""Id of the part that a child's own record is."""


_LAST_OWN_LINE = 65_535


@dataclass(slots=True)
class Nested:
    """An element or object: its name, its row or line, its text, and what is in it."""

    name: str
    row: int
    text: str = ""
    inside: Sequence[Nested] = ()


def nested_element(element: etree._Element) -> Nested:
    """An XML element with its content; attributes, which no return uses, are left out."""
    children = [nested_element(child) for child in element if local_name(child)]
    text = "" if children else (element.text or "").strip()
    return Nested(local_name(element), _line(element), text, children)


def _line(element: etree._Element) -> int:
    """The line on which the element starts. Beyond 65,535 libxml2 gives that on which its first text ends."""
    line = element.sourceline or 0
    return line - (element.text or "").count("\n") if line > _LAST_OWN_LINE else line


def make_feeders(
    layout: Layout, year: int | None, standard: Standard, writer: RawTableWriter, issues: RecordIssues
) -> dict[str, PartFeeder]:
    """A feeder for each part of the layout, of the fields that the format of `year` has. Dates are ISO text."""
    dates = date_fields(layout.parts, standard)
    return {
        part.id: PartFeeder(
            part,
            standard,
            {rule.name for rule in part.fields if rule.in_year(year)} | set(part.inherits),
            writer,
            issues,
            date_reader=_iso_only,
            dates=dates,
        )
        for part in layout.parts
    }


def _iso_only(text: str) -> str:
    return iso_date(text, order="yyyy-mm-dd")


@dataclass(slots=True)
class NestedReader:
    """Feeds children by the parts of a layout, whose feeders are `feeders` by part id. `file` is their name.

    A part is an element by its own name or one of `names`, or by having the part's `tell` among its fields; other
    elements that hold elements are taken for mere brackets round their fields.
    """

    feeders: Mapping[str, PartFeeder]
    file: str
    issues: RecordIssues
    _by_name: dict[str, PartFeeder] = field(default_factory=dict)
    _fields: dict[str, dict[str, str]] = field(default_factory=dict)
    _unused: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for part_id, feeder in self.feeders.items():
            for name in (part_id, *feeder.part.names):
                self._by_name[name] = feeder
            self._fields[part_id] = {
                name: rule.name for rule in feeder.part.fields for name in feeder.part.names_of(rule)
            }

    def read(self, child: Nested) -> bool:
        """Feed one child and all that is in it; False, with a warning, where it has no identifier."""
        return self._read(child, self.feeders[ROOT], {})

    def _read(self, record: Nested, feeder: PartFeeder, around: Mapping[str, str]) -> bool:
        part = feeder.part
        values = {name: around[name] for name in part.inherits if name in around}
        lists: dict[str, list[str]] = {}
        parts: list[tuple[Nested, PartFeeder]] = []
        if record.text:
            self._take(record, feeder, values, lists)
        self._collect(record, feeder, values, lists, parts)
        for name, texts in lists.items():
            values[name] = json.dumps(texts, ensure_ascii=False)
        for rule in part.fields:
            if rule.required and not values.get(rule.name):
                self.issues.add_warning(
                    "RECORDS-RECORD-WITHOUT-ID",
                    "{count} records have no such value and are left out with all that is in them; this is the first.",
                    "Fill it in: without it the record belongs to nobody.",
                    file=self.file,
                    row=record.row,
                    cell=rule.name,
                )
                return False
        feeder.feed(values, file=self.file, row=record.row)
        inherited = {**around, **values}
        for inner, inner_feeder in parts:
            self._read(inner, inner_feeder, inherited)
        return True

    def _collect(
        self,
        record: Nested,
        feeder: PartFeeder,
        values: dict[str, str],
        lists: dict[str, list[str]],
        parts: list[tuple[Nested, PartFeeder]],
    ) -> None:
        for inner in record.inside:
            to = self._feeder_of(inner)
            if to is not None:
                parts.append((inner, to))
            elif inner.inside:
                self._collect(inner, feeder, values, lists, parts)
            else:
                self._take(inner, feeder, values, lists)

    def _feeder_of(self, record: Nested) -> PartFeeder | None:
        named = self._by_name.get(record.name)
        if named is not None:
            return named
        names = {inner.name for inner in record.inside if not inner.inside}
        for feeder in self.feeders.values():
            if names and feeder.part.tell is not None and feeder.part.tell in names:
                return feeder
        return None

    def _take(self, record: Nested, feeder: PartFeeder, values: dict[str, str], lists: dict[str, list[str]]) -> None:
        """Take one field's text; the first counts where a field that does not repeat is there twice."""
        name = self._fields[feeder.part.id].get(record.name)
        if name is None:
            # The name may itself be anything: only its place is said.
            self.issues.add_note(
                "RECORDS-FIELD-UNKNOWN",
                "{count} elements are not fields of this return and are not read; this is the first.",
                "Check that the return is of a year that is known.",
                file=self.file,
                row=record.row,
            )
        elif record.text and name not in feeder.present:
            self.issues.add_note(
                "RECORDS-FIELD-OTHER-YEAR",
                "{count} records have the field, which returns of this year lack: it is not read. This is the first.",
                "Correct the year of the return; nothing need be done where it is right.",
                file=self.file,
                row=record.row,
                cell=name,
            )
        elif name in feeder.part.lists:
            if record.text:
                lists.setdefault(name, []).append(record.text)
        elif name in values and name not in feeder.part.inherits:
            self.issues.add_warning(
                "RECORDS-FIELD-REPEATED",
                "{count} records have the field more than once, and the first is taken; this is the first of them.",
                "Keep the one that is right.",
                file=self.file,
                row=record.row,
                cell=name,
            )
        elif record.text:
            values[name] = record.text
