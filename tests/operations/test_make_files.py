"""Files come out the same, and what is wrong is told the same, whether one process makes them or several."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from crossfoot.operations import make_files as making
from crossfoot.operations.audit_publication import join_audits
from crossfoot.operations.make_files import make_files
from crossfoot.render.formats import FORMATS
from crossfoot.render.html import DuplicateIdError
from crossfoot.reports.document import Cell, Column, Document, Heading, Quantity, Row, Table, Text
from crossfoot.vocabulary.issues import Severity
from crossfoot.vocabulary.numbers import exact
from crossfoot.vocabulary.units import Unit


def document(name: str, total: int) -> Document:
    """Two districts and a total."""
    rows = [
        Row((Cell((Text(label),)), Cell((Quantity(exact(value), Unit.COUNT, 0, (), sign=False),))), total=is_total)
        for label, value, is_total in (("Eastham", 52, False), ("Westham", 31, False), ("Total", total, True))
    ]
    table = Table("referrals", "Referrals by district", (Column("District"), Column("Jan-17", "Month")), tuple(rows))
    return Document(
        id=name,
        title=name,
        subtitle="January 2017",
        organisation="Wexmoor",
        as_at=date(2017, 2, 8),
        created=datetime(2017, 2, 8, tzinfo=UTC),
        blocks=(Heading(1, "Referrals", "section"), table),
    )


@pytest.fixture
def in_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two cores, and processes for the smallest report."""
    monkeypatch.setattr(making, "_WORTH_PROCESSES", 0)
    monkeypatch.setattr(making, "count_cores", lambda: 2)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.usefixtures("in_processes")
def test_processes_make_the_same_files_and_findings_in_the_same_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = {"wrong": document("wrong", 84), "right": document("right", 83)}
    told: list[tuple[int, int]] = []
    several = make_files(
        documents, tmp_path / "several", formats=tuple(FORMATS), progress=lambda _what, *at: told.append(at)
    )
    monkeypatch.setattr(making, "count_cores", lambda: 1)
    alone = make_files(documents, tmp_path / "alone", formats=tuple(FORMATS))

    assert bytes_of(tmp_path / "several") == bytes_of(tmp_path / "alone") != {}
    assert list(several) == list(alone) == ["wrong", "right"]
    for name, (files, audits) in several.items():
        assert list(files) == list(audits) == list(FORMATS)
        assert join_audits(documents[name], audits) == join_audits(documents[name], alone[name][1])
        errors = [issue for issue in join_audits(documents[name], audits).issues if issue.severity is Severity.ERROR]
        assert len(errors) == (1 if name == "wrong" else 0)
    total = 2 * len(documents) * len(FORMATS)
    assert told[0] == (0, total)
    assert told[-1] == (total, total)
    assert told == sorted(told)


@pytest.mark.usefixtures("in_processes")
def test_what_a_process_raises_is_raised(tmp_path: Path) -> None:
    made = document("twice", 83)
    with pytest.raises(DuplicateIdError):
        make_files({"twice": replace(made, blocks=made.blocks * 2)}, tmp_path, formats=["html"])


@pytest.mark.usefixtures("in_processes")
@pytest.mark.parametrize("when", ["at the start", "at work"])
def test_without_processes_the_work_is_done_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str) -> None:
    class Killed:
        def __init__(self, *_: Any, **__: Any) -> None:
            if when == "at the start":
                raise PermissionError("no semaphores here")

        def submit(self, _work: Callable[..., Any], *_: Any) -> Future[Any]:
            future: Future[Any] = Future()
            future.set_exception(BrokenProcessPool("killed"))
            return future

        def shutdown(self, **_: Any) -> None:
            pass

    monkeypatch.setattr(making, "ProcessPoolExecutor", Killed)
    made = make_files({"right": document("right", 83)}, tmp_path, formats=["html", "csv"])
    files, audits = made["right"]
    assert all(path.is_file() for path in files.values())
    assert list(audits) == ["html", "csv"]
    assert audits["html"].checks > 0
