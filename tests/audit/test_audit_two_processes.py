"""A large pack is checked in two processes: what is found is the same, also where the second process dies."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress

import pytest

from benchmarks.audit.pieces.layouts import write_text
from benchmarks.audit.pieces.packs import make_pack
from crossfoot.audit import by_tables
from crossfoot.audit import run_audit as running
from crossfoot.audit.by_tables import Checked, Window, windows_of
from crossfoot.audit.collecting import collecting_rarely
from crossfoot.audit.reading.pack import Pack
from crossfoot.audit.second_process import beside
from crossfoot.audit.written.as_json import audit_json
from crossfoot.sources.packs.open_pack import open_pack


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """Faults of many kinds, in tables and in words."""
    pieces = [piece for number in range(321, 327) for piece in make_pack(number, share_of_faults=0.5)]
    path = tmp_path_factory.mktemp("packs") / "large.txt"
    write_text(pieces, path, 321)
    return open_pack(path)


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> list[list[Checked] | None]:
    """What each second process answered; every pack counts as large, and has several windows."""
    heard: list[list[Checked] | None] = []

    @contextmanager
    def noted(
        work: Callable[[Window], Checked], windows: Iterable[Window]
    ) -> Iterator[Callable[[], list[Checked] | None]]:
        with beside(work, windows) as results:

            def note() -> list[Checked] | None:
                heard.append(results())
                return heard[-1]

            yield note

    monkeypatch.setattr(running, "LARGE", 0)
    monkeypatch.setattr(by_tables, "MOST_CELLS", 400)
    monkeypatch.setattr(running, "beside", noted)
    return heard


def test_two_processes_find_what_one_finds(pack: Pack, answered: list[list[Checked] | None]) -> None:
    alone = audit_json(running.run_audit(pack, processes=1))
    assert not answered
    both = audit_json(running.run_audit(pack, processes=2))
    (found,) = answered
    assert found is not None
    assert len(found) > 4
    assert sum(len(share.failed) for checked in found for share in checked.shares) > 10
    assert both == alone


@pytest.mark.parametrize("cells", [1, 10**9])
def test_it_is_the_same_however_many_tables_are_looked_at_together(
    pack: Pack, cells: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = audit_json(running.run_audit(pack))
    monkeypatch.setattr(by_tables, "MOST_CELLS", cells)
    assert len(list(windows_of(pack, ()))) == (1 if cells > 1 else len(pack.tables))
    assert audit_json(running.run_audit(pack)) == usual


def test_where_the_second_process_dies_the_first_does_all(
    pack: Pack, answered: list[list[Checked] | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = audit_json(running.run_audit(pack, processes=1))
    monkeypatch.setattr(running, "beside", lambda _work, windows: beside(os._exit, (3 for _ in windows)))
    assert audit_json(running.run_audit(pack, processes=2)) == alone
    assert not answered


def test_where_no_process_can_be_had_there_is_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_asked: object, **_others: object) -> None:
        raise OSError("no process can be had")

    monkeypatch.setattr("subprocess.Popen", refuse)
    with beside(int, ["3"]) as results:
        assert results() is None


def test_work_beside_gives_its_results_and_its_error() -> None:
    with beside(int, ["3", "4"]) as results:
        assert results() == [3, 4]
    with beside(int, ["3", "three"]) as results, pytest.raises(ValueError, match="three"):
        results()
    with beside(os._exit, [3]) as results:
        assert results() is None


def test_what_cannot_be_sent_comes_to_nothing() -> None:
    with beside(str, [lambda: None]) as results:
        assert results() is None


def test_unused_objects_are_looked_for_as_before_once_it_is_over() -> None:
    usual = gc.get_threshold()
    with collecting_rarely():
        assert gc.get_threshold()[0] > usual[0]
    with suppress(ValueError), collecting_rarely():
        int("three")
    assert gc.get_threshold() == usual
