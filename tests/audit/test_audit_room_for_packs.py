"""What an audit keeps of a pack is small and kept once: cells by table, equations by their cells, grids for a while."""

from __future__ import annotations

import inspect
import pickle
import tracemalloc
from pathlib import Path

import pytest

from crossfoot.audit import order
from crossfoot.audit.by_cell import ByCell
from crossfoot.audit.by_tables import BY_TABLES
from crossfoot.audit.equations import Equation, Term
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.intervals import Interval
from crossfoot.audit.ledger import Ledger
from crossfoot.audit.reading.pack import Pack, Place
from crossfoot.audit.study import MOST_KEPT, Study
from crossfoot.sources.packs.open_pack import open_pack

SUMS = Rule("sums", Kind.ARITHMETIC, "A whole is the sum of its parts.")
ROWS, COLUMNS = 60, 12


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """A table of a few numbers many times over."""
    heading = "\t".join(["Team", *(f"Measure {letter}" for letter in "ABCDEFGHIJKL")])
    rows = [
        "\t".join([f"Team {row + 1}", *(str(11 + (row * 7 + column) % 19) for column in range(COLUMNS))])
        for row in range(ROWS)
    ]
    path = tmp_path / "pack.txt"
    path.write_text("\n".join(["Work of the teams", heading, *rows, "", "End."]), encoding="utf-8")
    return open_pack(path)


def _cells(pack: Pack) -> list[Place]:
    return [place for table in pack.tables for place, _ in table.numbers()]


def _equation(result: Place, terms: list[Place], made: int) -> Equation:
    return Equation(
        SUMS,
        Term(result, Interval.exactly(made)),
        tuple(Term(place, Interval.exactly(2)) for place in terms),
        "A whole = its parts.",
    )


def test_what_is_found_of_a_cell_is_found_once(pack: Pack) -> None:
    asked: list[Place] = []

    def find(place: Place) -> str:
        asked.append(place)
        return pack.cell(place).text

    known = ByCell(pack, find)
    places = _cells(pack)
    assert len(places) > 600
    for _ in range(2):
        assert [known.at(place) for place in places] == [pack.cell(place).text for place in places]
    assert asked == places


@pytest.mark.parametrize("column", [-1, COLUMNS + 1, COLUMNS + 40])
def test_a_place_outside_its_row_is_no_other_cell(pack: Pack, column: int) -> None:
    known = ByCell(pack, lambda place: pack.cell(place).text or "blank")
    for place in _cells(pack):
        known.at(place)
    outside = Place(0, 3, column)
    assert known.at(outside) == (pack.cell(outside).text or "blank")


def test_what_finding_raises_is_raised_each_time(pack: Pack) -> None:
    study = Study.of(pack)
    for _ in range(2):
        with pytest.raises(ValueError, match="no number"):
            study.interval(Place(0, 0, 0))


def test_numbers_are_where_the_cells_have_them(pack: Pack) -> None:
    study = Study.of(pack)
    table = pack.tables[0]
    for row in range(len(table.rows)):
        for column in range(len(table.rows[row].cells)):
            assert study.is_number(Place(0, row, column)) is table.cell(row, column).is_number
    outside = [None, Place(0, ROWS + 5, 1), Place(0, 0, COLUMNS + 9), Place(0, -1, 1), Place(0, 0, -1)]
    assert not any(study.is_number(place) for place in outside)


def test_a_cell_takes_little_room_beyond_itself(pack: Pack) -> None:
    study, places = Study.of(pack), _cells(pack)
    study.is_number(places[0])
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for place in places:
        study.measure(place)
        study.interval(place)
        study.is_number(place)
    taken = (tracemalloc.get_traced_memory()[0] - before) / len(places)
    tracemalloc.stop()
    # By keys it was 200 bytes and more; a reference in each of three lists is 24.
    assert taken < 70


def test_what_is_large_is_kept_of_few_tables_unless_many_ask(pack: Pack) -> None:
    study = Study.of(pack)
    made: list[int] = []

    def ask(what: str, table: int) -> int:
        def make() -> int:
            made.append(table)
            return table

        return study.once(what, table, make)

    tables = range(MOST_KEPT + 10)
    for what, again in (("telling", 10), ("rounded", 0)):
        made.clear()
        assert [ask(what, table) for table in tables] == list(tables)
        assert [ask(what, table) for table in reversed(tables)] == list(reversed(tables))
        assert len(made) == len(tables) + again
    study.keep("grids")
    made.clear()
    for _ in range(2):
        assert [ask("grids", table) for table in tables] == list(tables)
    assert made == list(tables)
    study.forget("grids")
    ask("grids", 0)
    assert made == [*tables, 0]


def test_rules_that_look_at_grids_are_run_by_tables_in_their_order() -> None:
    modules = {inspect.getmodule(rule) or order for rule in order.TABLE_RULES}
    by_grids = {module.__name__ for module in modules if "grids_of(" in inspect.getsource(module)}
    assert by_grids == {rule.__module__ for rule in BY_TABLES}
    assert [rule for rule in order.TABLE_RULES if rule in BY_TABLES] == list(BY_TABLES)
    assert not order.ALONE & set(BY_TABLES)


def test_cells_are_weighed_once_in_whatever_order(pack: Pack) -> None:
    ledger, places = Ledger(pack), _cells(pack)[:3]
    ledger.weigh(_equation(places[0], places[1:], 4))
    ledger.weigh(_equation(places[2], places[1::-1], 4))
    assert [len(ledger.held), len(ledger.failed)] == [1, 0]
    assert ledger.sum_of(reversed(places[1:])) == places[0]
    assert ledger.sum_of(places[:2]) is None
    ledger.weigh(_equation(places[0], places[1:2], 2))
    assert ledger.checks[SUMS.id] == ledger.passed[SUMS.id] == 2


@pytest.mark.parametrize("made", [4, 5])
def test_an_equation_that_was_sent_says_the_same(pack: Pack, made: int) -> None:
    places = _cells(pack)[:3]
    equation = _equation(places[0], places[1:], made)
    assert equation.holds is (made == 4)
    sent = pickle.loads(pickle.dumps(equation))  # noqa: S301 made a line above
    assert sent == equation
    assert sent.holds is (made == 4)
    assert not hasattr(sent, "__dict__")
