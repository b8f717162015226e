"""Read the payload of the Department for Education's children's social care API: JSON, one object for each child.

The record number of everything in a child's object is that object's place in the list, from 1: payloads are written on
a single line, so that a line number would say nothing. What is marked to be purged is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crossfoot.records.raw_tables import Read
from crossfoot.records.schema import Standard
from crossfoot.sources.json_documents import read_documents
from crossfoot.sources.layout import Layout, read_layout
from crossfoot.sources.nested import ROOT, Nested, NestedReader, make_feeders
from crossfoot.sources.one_file import read_one_file
from crossfoot.sources.raw_tables import RawTableWriter
from crossfoot.sources.record_files import FileRefusedError
from crossfoot.sources.record_issues import RecordIssues

DEEPEST = 12
"""Levels of objects and lists. The deepest payload, the factors of an assessment of an episode, has 5."""
_JSON_FIELDS = frozenset({"factors"})
"""Kept as JSON whether a list of codes, as now, or an object, as planned."""


def read_social_care_api(path: Path, *, standard: Standard, scratch: Path) -> Read:
    """The records of the payload. Its tables are in `scratch`; where anything is an error there are none."""
    return read_one_file(path, read_layout("social-care-api"), _read_payload, standard=standard, scratch=scratch)


def _read_payload(
    path: Path, layout: Layout, standard: Standard, writer: RawTableWriter, issues: RecordIssues
) -> frozenset[str]:
    reader = NestedReader(make_feeders(layout, layout.last_year, standard, writer, issues), path.name, issues)
    children = 0
    with path.open("rb") as stream:
        for number, document in read_documents(stream):
            records = list(_records(ROOT, document, number, 1, issues))
            children += sum(reader.read(record) for record in records)
    if not children and not issues.has_errors:
        issues.add_error(
            "SOCIAL-CARE-API-NO-CHILDREN",
            "The payload has no child with an identifier that is not to be purged.",
            "Check that it is the payload that was sent, and that the export was complete.",
        )
    return frozenset().union(*(feeder.feeds for feeder in reader.feeders.values()))


def _records(name: str, value: Any, number: int, depth: int, issues: RecordIssues) -> Iterator[Nested]:
    """What a key's value holds: an object once, a list once for each entry, anything else as text."""
    if depth > DEEPEST:
        message = f"Objects are more than {DEEPEST} deep."
        raise FileRefusedError("JSON-TOO-DEEP", message, "Export it again: no payload is so deep.", number)
    if name in _JSON_FIELDS and isinstance(value, dict | list):
        yield Nested(name, number, json.dumps(value, ensure_ascii=False) if value else "")
    elif isinstance(value, dict):
        if value.get("purge") is True:
            issues.add_note(
                "SOCIAL-CARE-API-PURGED",
                "{count} records are marked to be purged and are left out; this is the first.",
                "None needed.",
                row=number,
            )
            return
        inside = [
            record
            for key, entry in value.items()
            if key != "purge"
            for record in _records(key, entry, number, depth + 1, issues)
        ]
        yield Nested(name, number, "", inside)
    elif isinstance(value, list):
        for entry in value:
            yield from _records(name, entry, number, depth + 1, issues)
    else:
        yield Nested(name, number, _text(value))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Y" if value else "N"
    return str(value).strip()
