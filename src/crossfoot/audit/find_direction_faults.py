"""Arrows and words of direction against the values that they stand beside, through polarity where the table does so."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crossfoot.audit.cells import Arrow, Cell
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.pack import PackTable, Place, Role
from crossfoot.audit.series import Series
from crossfoot.audit.study import Study
from crossfoot.audit.times import Time

DIRECTIONS = Rule("directions", Kind.DISPLAY, "An arrow or word of direction says what the values do.")
FEWEST = 3
AGREEING = 0.65
"""Of the arrows of a table, how many must follow a reading of them for that reading to be its own."""
_WORDS = (
    (re.compile(r"improv|better", re.IGNORECASE), "better"),
    (re.compile(r"worse|deteriorat|declin", re.IGNORECASE), "worse"),
    (re.compile(r"increas|\bup\b|ris(e|ing)|higher", re.IGNORECASE), "up"),
    (re.compile(r"decreas|reduc|\bdown\b|fall|lower", re.IGNORECASE), "down"),
    (re.compile(r"stable|static|no change|unchanged|steady|maintain|same|level", re.IGNORECASE), "level"),
)


@dataclass(frozen=True, slots=True)
class Sign:
    """An arrow or word, and what the values beside it did: -1, 0, 1."""

    place: Place
    said: str
    change: int
    polarity: str
    words: str
    sure: bool
    """Whether equal values are equal, and not only as printed."""


def find_direction_faults(study: Study) -> None:
    """Check directions of travel, arrows inside cells, and arrows beside a change."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        series = study.in_table(table.index)
        _judge(study, [sign for each in series if (sign := _of_series(study, each)) is not None])
        _judge(study, [sign for each in series for sign in _in_cells(study, each)])
        _judge(study, _beside_changes(study, table))


def said_by(cell: Cell) -> str:
    """`up`, `down`, `level`, `better`, `worse`; empty where the cell says nothing of the kind."""
    if cell.arrow is not None:
        return cell.arrow.value
    if cell.is_number or not cell.text or len(cell.text) > 30:
        return ""
    return next((said for pattern, said in _WORDS if pattern.search(cell.text)), "")


def _of_series(study: Study, series: Series) -> Sign | None:
    place = series.extras.get(Role.DIRECTION, series.extras.get(Role.TREND))
    if place is None or len(series.places) < 2:
        return None
    said = said_by(study.pack.cell(place))
    if Role.DIRECTION not in series.extras and said in {"up", "down", "level"}:
        # `Increasing` under a heading of trend is the whole run, not its last step.
        return None
    if said in {"better", "worse"} and series.polarity not in {"high", "low"}:
        return None
    last, before = series.times[-1], series.times[-2]
    if not said or any(time > last for time in series.blanks):
        return None
    return Sign(place, said, *_moved(study, series, before, last))


def _moved(study: Study, series: Series, before: Time, last: Time) -> tuple[int, str, str, bool]:
    earlier, later = study.value(series.places[before]), study.value(series.places[last])
    words = (
        f"{study.pack.cell(series.places[before]).text} ({before.name}) to "
        f"{study.pack.cell(series.places[last]).text} ({last.name})"
    )
    pairs = study.pack.cell(series.places[before]).pair, study.pack.cell(series.places[last]).pair
    if pairs[0] and pairs[1] and pairs[0][1] and pairs[1][1]:
        earlier, later = pairs[0][0] / pairs[0][1], pairs[1][0] / pairs[1][1]
    change = (later > earlier) - (later < earlier)
    exact = study.interval(series.places[last]).width == 0 or all(pairs)
    return change, series.polarity, words, exact


def _in_cells(study: Study, series: Series) -> list[Sign]:
    signs = []
    for before, last in pairwise(series.times):
        arrow = study.pack.cell(series.places[last]).arrow
        if arrow is not None and not any(before < blank < last for blank in series.blanks):
            signs.append(Sign(series.places[last], arrow.value, *_moved(study, series, before, last)))
    return signs


def _beside_changes(study: Study, table: PackTable) -> list[Sign]:
    """Columns of arrows right of a column of changes."""
    signs = []
    for column in table.value_columns:
        if table.columns[column].role is not Role.DIRECTION and table.columns[column].heading:
            continue
        left = column - 1
        if left < table.stub or not table.columns[left].numeric or table.columns[left].role is Role.TIME:
            continue
        for row in range(len(table.rows)):
            arrow, place = table.cell(row, column).arrow, Place(table.index, row, left)
            if arrow is None or not study.is_number(place) or not _is_change(table, left, study):
                continue
            change = study.value(place)
            signs.append(
                Sign(
                    Place(table.index, row, column),
                    arrow.value,
                    (change > 0) - (change < 0),
                    "",
                    f"a change of {table.cell(row, left).text}",
                    sure=False,
                )
            )
    return signs


def _is_change(table: PackTable, column: int, study: Study) -> bool:
    if table.columns[column].role is Role.DIFFERENCE or "change" in table.columns[column].heading.casefold():
        return True
    places = [Place(table.index, row, column) for row in range(len(table.rows))]
    return any(study.is_number(place) and study.value(place) < 0 for place in places)


def _judge(study: Study, signs: Sequence[Sign]) -> None:
    """Find how the table means its signs, then report those that do not follow."""
    if not signs:
        return
    readings: tuple[tuple[str, Callable[[Sign], str]], ...] = (
        ("the values", _plainly),
        ("performance", _by_polarity),
        ("the values turned round", _turned),
    )
    counted = [
        (sum(_follows(sign, reading(sign)) for sign in signs), -place) for place, (_, reading) in enumerate(readings)
    ]
    held, place = max(counted)
    by_performance = counted[1][0]
    if (
        place == 0
        and held - by_performance <= 1
        and by_performance >= 3
        and any(sign.polarity == "low" for sign in signs)
    ):
        # A table that says which way is good means performance; one sign alone does not prove otherwise.
        held, place = counted[1]
    name, reading = readings[-place]
    moving = [sign for sign in signs if sign.change]
    if held < AGREEING * len(signs) or (len(moving) < FEWEST and held < len(signs)) or held < 2:
        return
    for sign in signs:
        should = reading(sign)
        if _follows(sign, should):
            study.ledger.agreed(DIRECTIONS)
            continue
        study.ledger.found(
            DIRECTIONS,
            sign.place,
            explanation=(
                f"{DIRECTIONS.words} In this table arrows follow {name}; {sign.words} is {should}, and "
                f"{sign.said} is printed."
            ),
            expected=should,
            confidence=0.6 + 0.35 * held / len(signs),
        )


def _follows(sign: Sign, should: str) -> bool:
    if sign.said == should or (sign.said, should) in {("better", "up"), ("worse", "down")}:
        return True
    # Equal as printed: a move may be hidden by rounding.
    return should == "level" and not sign.sure and sign.change == 0 and sign.said != "level"


def _plainly(sign: Sign) -> str:
    if sign.said in {"better", "worse"} and sign.polarity in {"high", "low"}:
        return _by_polarity(sign)
    return {1: Arrow.UP, 0: Arrow.LEVEL, -1: Arrow.DOWN}[sign.change].value


def _by_polarity(sign: Sign) -> str:
    return {1: "up", 0: "level", -1: "down"}[-sign.change if sign.polarity == "low" else sign.change]


def _turned(sign: Sign) -> str:
    return {1: "down", 0: "level", -1: "up"}[sign.change]
