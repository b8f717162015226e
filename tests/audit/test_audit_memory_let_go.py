"""What an audit makes of tables is let go with them: counted in objects, not in time."""

from __future__ import annotations

import gc
from collections import Counter

import pytest

from benchmarks.audit.pieces.layouts import write_text
from benchmarks.audit.pieces.packs import make_pack
from crossfoot.audit import by_tables, held_equations
from crossfoot.audit.by_cell import ByCell
from crossfoot.audit.by_tables import check_window, windows_of
from crossfoot.audit.equations import Equation, Term
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.held_equations import HeldEquations
from crossfoot.audit.intervals import Interval
from crossfoot.audit.ledger import Ledger, Share
from crossfoot.audit.reading.pack import Pack, Place
from crossfoot.audit.relations.line import Grid, Line
from crossfoot.audit.study import Study
from crossfoot.sources.packs.open_pack import open_pack

SUMS = Rule("sums", Kind.ARITHMETIC, "A whole is the sum of its parts.")


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """Many tables, some with faults."""
    pieces = [piece for number in range(421, 425) for piece in make_pack(number, share_of_faults=0.5)]
    path = tmp_path_factory.mktemp("packs") / "many.txt"
    write_text(pieces, path, 421)
    return open_pack(path)


def _alive() -> Counter[type]:
    gc.collect()
    return Counter(type(each) for each in gc.get_objects())


def _equation(number: int, *, made: int = 4) -> Equation:
    terms = tuple(Term(Place(0, number, column), Interval.exactly(2)) for column in (1, 2))
    return Equation(SUMS, Term(Place(0, number, 3), Interval.exactly(made)), terms, "A whole = its parts.")


def test_of_the_tables_of_a_window_nothing_is_kept_but_what_their_ledgers_took(
    pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_tables, "MOST_CELLS", 400)
    before = _alive()
    shares: list[Share] = []
    windows = 0
    for checked in map(check_window, windows_of(pack, ())):
        windows += 1
        shares += checked.shares
        now = _alive()
        assert [now[kind] - before[kind] for kind in (Line, Grid, Study)] == [0, 0, 0]
        assert now[Equation] - before[Equation] == sum(len(share.failed) for share in shares)
    assert windows > 4
    assert sum(block.count for share in shares for block in share.held) > 100


def test_a_window_holds_the_cells_of_its_tables_only(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_tables, "MOST_CELLS", 400)
    seen: list[int] = []
    for window in windows_of(pack, ()):
        whole = [table for table in window.pack.tables if table.rows]
        assert sum(len(table.rows) * len(table.columns) for table in whole[:-1]) < 400
        assert [table.line for table in window.pack.tables] == [table.line for table in pack.tables]
        seen += [table.index for table in window.pack.tables if table is pack.tables[table.index]]
    assert seen == [table.index for table in pack.tables]


def test_equations_that_hold_are_pressed_and_come_back_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held_equations, "AT_A_TIME", 10)
    held, before = HeldEquations(), _alive()[Equation]
    for number in range(95):
        held.add(_equation(number))
        assert _alive()[Equation] - before <= 10
    assert list(held) == [_equation(number) for number in range(95)]
    assert [len(list(held.since(number))) for number in (0, 7, 10, 93, 95, 200)] == [95, 88, 85, 2, 0, 0]
    assert len(held) == 95


def test_going_through_them_opens_a_block_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held_equations, "AT_A_TIME", 10)
    held = HeldEquations()
    for number in range(100):
        held.add(_equation(number))
    before = _alive()[Equation]
    most = max(_alive()[Equation] - before for _ in held)
    assert 0 < most <= 20


def test_a_ledger_takes_what_another_held_as_it_is_unless_both_weighed_the_same(pack: Pack) -> None:
    one, other, both = Ledger(pack), Ledger(pack), Ledger(pack)
    for number in range(3):
        one.weigh(_equation(number))
    for number in range(3, 6):
        other.weigh(_equation(number, made=5 if number == 5 else 4))
    for number in (2, 3, 5, 7):
        both.weigh(_equation(number, made=5 if number == 5 else 4))
    blocks = other.share().held
    one.take(other.share())
    assert one.held.blocks()[-1:] == blocks
    assert one.checks[SUMS.id] == 6
    one.take(both.share())
    assert one.checks[SUMS.id] == len(one.held) + len(one.failed) == 7
    assert one.passed[SUMS.id] == len(one.held) == 6
    assert one.sum_of([Place(0, 7, 1), Place(0, 7, 2)]) == Place(0, 7, 3)
    alone = Ledger(pack)
    alone.take(one.share())
    alone.take(one.share())
    assert alone.checks == one.checks


def test_what_is_taken_twice_leaves_no_rule_without_checks(pack: Pack) -> None:
    products = Rule("products", Kind.ARITHMETIC, "A product of its factors.")
    own, other = Ledger(pack), Ledger(pack)
    own.weigh(_equation(1))
    again = _equation(1)
    other.weigh(Equation(products, again.result, again.terms, again.words))
    own.take(other.share())
    assert dict(own.checks) == {SUMS.id: 1}


def test_what_was_found_of_a_cell_is_not_looked_for_again(pack: Pack) -> None:
    asked: list[Place] = []

    def find(place: Place) -> int:
        asked.append(place)
        return place.table

    known = ByCell(pack, find)
    for table in (0, 1, 2, 0, 1, 2, 3, 3, 0):
        assert known.at(Place(table, 0, 1)) == table
    assert [place.table for place in asked] == [0, 1, 2, 3]
