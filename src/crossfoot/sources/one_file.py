"""The frame around reading one file of records whole: readable, read, refused or finished, its limits told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from crossfoot.records.raw_tables import Read
from crossfoot.records.schema import Standard
from crossfoot.sources.layout import Layout
from crossfoot.sources.raw_tables import RawTableWriter
from crossfoot.sources.record_files import FileRefusedError, add_unreadable, is_readable
from crossfoot.sources.record_issues import RecordIssues

ReadContent = Callable[[Path, Layout, Standard, RawTableWriter, RecordIssues], frozenset[str]]
"""Writes the records of the file to the writer and says which canonical columns it can feed."""


def read_one_file(path: Path, layout: Layout, read: ReadContent, *, standard: Standard, scratch: Path) -> Read:
    """What `read` finds in the file. Its tables are in `scratch`; where anything is an error there are none."""
    issues = RecordIssues(path.name)
    writer = RawTableWriter(scratch, layout.keys(standard), layout.combine)
    with writer:
        feeds: frozenset[str] = frozenset()
        if is_readable(path, issues):
            try:
                feeds = read(path, layout, standard, writer, issues)
            except FileRefusedError as error:
                issues.add_error(error.code, error.message, error.advice, row=error.row)
            except OSError as error:
                add_unreadable(error, issues)
        if issues.has_errors:
            return Read({}, frozenset(), issues.all())
        tables = writer.finish()
    issues.add_limits({table: words for table, words in layout.limits.items() if table in tables})
    return Read(tables, feeds, issues.all())
