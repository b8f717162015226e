"""A large pack is checked in two processes: what is found is the same, also where the second process dies."""

from __future__ import annotations

import gc
import inspect
import os
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from benchmarks.audit.pieces.layouts import write_text
from benchmarks.audit.pieces.packs import make_pack
from crossfoot.audit import order, second_process
from crossfoot.audit import run_audit as running
from crossfoot.audit.collecting import collecting_rarely
from crossfoot.audit.ledger import Ledger, Share
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
def taken(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many findings each second process sent; every pack counts as large."""
    sent: list[int] = []
    take = Ledger.take

    def noted(own: Ledger, share: Share) -> None:
        sent.append(len(share.findings))
        take(own, share)

    monkeypatch.setattr(running, "LARGE", 0)
    monkeypatch.setattr(Ledger, "take", noted)
    return sent


def test_two_processes_find_what_one_finds(pack: Pack, taken: list[int]) -> None:
    alone = audit_json(running.run_audit(pack, processes=1))
    assert not taken
    both = audit_json(running.run_audit(pack, processes=2))
    assert taken
    assert taken[0] > 10
    assert both == alone


def test_where_the_second_process_dies_the_first_does_all(
    pack: Pack, taken: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = audit_json(running.run_audit(pack, processes=1))
    monkeypatch.setattr(running, "_check_apart", _die)
    assert audit_json(running.run_audit(pack, processes=2)) == alone
    assert not taken


def _die(_pack: Pack) -> None:
    os._exit(3)


def test_where_no_process_can_be_had_there_is_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_method: str) -> None:
        raise OSError("no process can be had")

    monkeypatch.setattr(second_process, "get_context", refuse)
    with beside(int, "3") as result:
        assert result() is None


def test_work_beside_gives_its_result_and_its_error() -> None:
    with beside(int, "3") as result:
        assert result() == 3
    with beside(int, "three") as result, pytest.raises(ValueError, match="three"):
        result()


def test_unused_objects_are_looked_for_as_before_once_it_is_over() -> None:
    usual = gc.get_threshold()
    with collecting_rarely():
        assert gc.get_threshold()[0] > usual[0]
    with suppress(ValueError), collecting_rarely():
        int("three")
    assert gc.get_threshold() == usual


def _rules_alone() -> Iterator[Callable[..., None]]:
    yield from order.ALONE
    yield from (rule for rules in (order.SENTENCE_RULES, order.SPOKEN_RULES, order.DATE_RULES) for rule in rules)


def test_no_rule_that_looks_alone_leans_on_cells() -> None:
    modules = {inspect.getmodule(rule) for rule in _rules_alone()}
    assert len(modules) > 40
    for module in modules:
        assert module is not None
        assert "Leaning" not in vars(module), module.__name__
        assert "lean_on_parts" not in vars(module), module.__name__
