"""The files of reports, written and audited: each by itself, on every core where there is enough to do."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from crossfoot.operations.audit_publication import FileAudit, audit_file
from crossfoot.render.document_tables import tables_of
from crossfoot.render.formats import FORMATS
from crossfoot.reports.document import Document

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done, and how much there is."""
Made = tuple[dict[str, Path], dict[str, FileAudit]]
"""The files of one report and what the audit found in each, both by format."""
_TOGETHER = (("html", "pdf", "docx"), ("xlsx", "ods"), ("csv",))
"""Formats that one process writes: the first draw the same charts, the next lay out the same sheets."""
_WORTH_PROCESSES = 20_000
"""Cells, once for each format: to start a process takes as long as to write and audit some 10,000 of them."""


def make_files(
    documents: Mapping[str, Document],
    folder: Path,
    *,
    formats: Sequence[str],
    progress: Progress = lambda _what, _done, _total: None,
) -> dict[str, Made]:
    """Write every document in every format under `folder`/<its name>/, read each file back and audit it.

    Processes of their own do so, one for each core; this one does where there is one core or little to do, and where a
    process cannot be started or is killed. Bytes and order are the same in every case. Raises what renderers and
    readers raise.
    """
    cores = count_cores()
    cells = sum(len(row.cells) for each in documents.values() for table in tables_of(each) for row in table.rows)
    if cores > 1 and cells * len(formats) >= _WORTH_PROCESSES:
        try:
            return _make_in_processes(documents, folder, formats, progress, cores=cores)
        except (BrokenExecutor, BlockingIOError, PermissionError, NotImplementedError):
            progress("Going on in one process", 0, len(documents))
    return _make_here(documents, folder, formats, progress)


def count_cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _write(document: Document, names: Sequence[str], folder: Path) -> dict[str, Path]:
    return {name: FORMATS[name](document, folder) for name in names}


def _make_here(
    documents: Mapping[str, Document], folder: Path, formats: Sequence[str], progress: Progress
) -> dict[str, Made]:
    total = 2 * len(documents) * len(formats)
    done = 0
    made: dict[str, Made] = {}
    for report, document in documents.items():
        files: dict[str, Path] = {}
        audits: dict[str, FileAudit] = {}
        for name in formats:
            progress(f"Writing {report} as {name}", done, total)
            files |= _write(document, [name], folder / report)
            done += 1
        for name, path in files.items():
            progress(f"Auditing {report} as {name}", done, total)
            audits[name] = audit_file(document, name, path)
            done += 1
        made[report] = (files, audits)
    return made


def _make_in_processes(
    documents: Mapping[str, Document], folder: Path, formats: Sequence[str], progress: Progress, *, cores: int
) -> dict[str, Made]:
    """The same, every file by itself: what is written is audited as soon as a process is free."""
    total = 2 * len(documents) * len(formats)
    done = 0
    files: dict[str, dict[str, Path]] = {report: {} for report in documents}
    audits: dict[str, dict[str, FileAudit]] = {report: {} for report in documents}
    # Not forked: the libraries that draw charts and set pages have threads, and a fork may stop in one of their locks.
    pool = ProcessPoolExecutor(cores, mp_context=get_context("spawn"))
    try:
        progress("Starting to write", done, total)
        writing: dict[Future[dict[str, Path]], str] = {}
        auditing: dict[Future[FileAudit], tuple[str, str]] = {}
        for report, document in documents.items():
            for group in _TOGETHER:
                names = [name for name in formats if name in group]
                if names:
                    writing[pool.submit(_write, document, names, folder / report)] = report
        while writing or auditing:
            waiting: list[Future[Any]] = [*writing, *auditing]
            ready = wait(waiting, return_when=FIRST_COMPLETED).done
            for each in [future for future in writing if future in ready]:
                report, written = writing.pop(each), each.result()
                for name, path in written.items():
                    auditing[pool.submit(audit_file, documents[report], name, path)] = (report, name)
                files[report] |= written
                done += len(written)
                progress(f"Writing {report} as {', '.join(written)}", done, total)
            for audited in [future for future in auditing if future in ready]:
                report, name = auditing.pop(audited)
                audits[report][name] = audited.result()
                done += 1
                progress(f"Auditing {report} as {name}", done, total)
    finally:
        pool.shutdown(cancel_futures=True)
    return {
        report: ({name: files[report][name] for name in formats}, {name: audits[report][name] for name in formats})
        for report in documents
    }
