"""Arrows and words of direction against the values that they stand beside, through polarity where the table does so."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from crossfoot.audit.display.card_moves import CardMoves, card_moves
from crossfoot.audit.display.direction_bases import Reading, readings_of
from crossfoot.audit.display.directions import (
    DirectionColumn,
    Explained,
    direction_columns,
    explanation_of,
    marks_targets,
    said_by,
)
from crossfoot.audit.display.signs import Sense, Sign, by_polarity, follows, held_by, plainly, senses_of
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.ledger import Leaning, Values
from crossfoot.audit.marks.find_told_marks import follows_a_rule
from crossfoot.audit.marks.rated import may_be_low
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.reading.polarities import polarities
from crossfoot.audit.reading.series import Series
from crossfoot.audit.reading.times import Time
from crossfoot.audit.spoken.good_words import more_is_better
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

DIRECTIONS = Rule("directions", Kind.DISPLAY, "An arrow or word of direction says what the values do.")
UNEXPLAINED = Explained()
AS_PRINTED: Values = {}
FEWEST = 3
AGREEING = 0.65
"""Of the arrows of a table, how many must follow a reading of them for that reading to be its own."""
_JUDGED = {"up": "better", "down": "worse"}
_RISK = re.compile(r"\blikelihood\b|\brisk score\b|\bimpact\b", re.IGNORECASE)


def find_direction_faults(study: Study) -> None:
    """Check directions of travel, words such as better and above, and arrows inside cells."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        for found in direction_columns(table):
            if not marks_targets(study.pack, found) and not follows_a_rule(study, table, found.column):
                _judge_column(study, found)
        series = study.in_table(table.index)
        _judge(study, [sign for each in series if not each.by_row and (sign := _of_series(study, each)) is not None])
        _judge(study, [sign for each in series for sign in _in_cells(study, each)])
    _judge_cards(study)


def _judge_cards(study: Study) -> None:
    """Arrows on cards, by the pair of rows that most of them follow."""
    for readings in card_moves(study):
        several = [signs for moves in readings if (signs := _signs_on_cards(study, moves))]
        best = max(several, key=lambda signs: held_by(signs, plainly), default=[])
        if len(best) >= FEWEST and held_by(best, plainly) >= len(best) - 1:
            _judge(study, best)


def _signs_on_cards(study: Study, moves: CardMoves) -> list[Sign]:
    """What the cards say; those left out on which the arrow may mean that less is better, where no words say."""
    table = study.pack.tables[moves.said[0][0].table]
    explained = explanation_of(study.pack, DirectionColumn(table, 1, {}, literal=False, statistical=False))
    if explained.level or explained.significant or explained.sense == "performance":
        return []
    signs = []
    for (place, said), earlier, later in zip(moves.said, moves.earlier, moves.later, strict=True):
        first, last = study.value(earlier), study.value(later)
        words = " to ".join(f"{study.pack.cell(each).text} ({study.pack.row(each).label})" for each in (earlier, later))
        sign = Sign(
            place, said, (last > first) - (last < first), "", words, study.interval(later).width == 0, abs(last - first)
        )
        sure_way = moves.one_measure or more_is_better(study.pack.tables[place.table].caption) is True
        if explained.sense == "number" or sure_way or follows(sign, plainly(sign)):
            signs.append(sign)
    return signs


def _judge_column(study: Study, found: DirectionColumn) -> None:
    """Take the reading of a column that its words name, or that most of its rows follow."""
    explained = explanation_of(study.pack, found)
    if found.literal:
        explained = replace(explained, sense="number")
    column = Column(found, explained, _ways(study, found.table))
    best: tuple[float, list[Sign], Reading] | None = None
    for reading in readings_of(study, found, explained.phrase):
        signs = [sign for row in found.said if (sign := _sign(study, column, reading, row)) is not None]
        if not signs:
            continue
        held = max(held_by(signs, sense) for _, sense in senses_of(explained, signs)) / len(signs)
        # A reading further down the list must fit much better than one that is likelier.
        if (
            best is None
            or (
                held > best[0] + (0.3 if reading.named or best[0] >= AGREEING else 0) and len(signs) * 2 >= len(best[1])
            )
            or (held == 1 > best[0] and len(signs) >= len(best[1]) >= 4)
        ):
            best = (held, signs, reading)
    if best is not None:
        _judge(
            study,
            best[1],
            explained=explained,
            named=best[2].named,
            statistical=found.statistical or explained.significant,
        )


def _ways(study: Study, table: PackTable) -> dict[int, str]:
    if _is_risk(table):
        return dict.fromkeys(range(len(table.rows)), "low")
    return polarities(study, table)


def _is_risk(table: PackTable) -> bool:
    """Whether it is a register of risks, whose scores are better lower."""
    return any(_RISK.search(column.heading) for column in table.columns) or bool(
        re.search(r"\brisk (register|log|scores?)\b", " ".join((table.caption, *table.captions)), re.IGNORECASE)
    )


@dataclass(frozen=True, slots=True)
class Column:
    """A column of directions with what is said of it and which way is good for its rows."""

    found: DirectionColumn
    explained: Explained
    ways: dict[int, str]


def _sign(study: Study, column: Column, reading: Reading, row: int, values: Values = AS_PRINTED) -> Sign | None:
    found, explained, said = column.found, column.explained, column.found.said[row]
    places = reading.places(row)
    if places is None or not study.is_number(places[1]) or not (places[0] is None or study.is_number(places[0])):
        return None
    way = column.ways.get(row, "")
    place = Place(found.table.index, row, found.column)
    earlier, later = places
    if earlier is None and found.apart:
        return None
    if earlier is None:
        change = values.get(later, study.value(later))
        sure, base, spread, words = (
            explained.levels,
            Fraction(0),
            Fraction(0),
            f"a change of {study.pack.cell(later).text}",
        )
    else:
        pairs = study.pack.cell(earlier).pair, study.pack.cell(later).pair
        first, last = values.get(earlier, study.value(earlier)), values.get(later, study.value(later))
        if not values and pairs[0] and pairs[1] and pairs[0][1] and pairs[1][1]:
            first, last = pairs[0][0] / pairs[0][1], pairs[1][0] / pairs[1][1]
        change, base = abs(last) - abs(first) if found.apart else last - first, abs(first)
        exact = all(pairs) or explained.levels or (_is_risk(found.table) and change.denominator == 1)
        sure = study.interval(later).width == 0 or exact
        spread = study.interval(later).width / 2 + study.interval(earlier).width / 2
        where, then = (study.pack.column(each).heading for each in (earlier, later))
        if earlier.table != later.table:
            where = f"line {study.ledger.line_of(earlier)}"
        elif earlier.row != later.row:
            where, then = (study.pack.row(each).label for each in (earlier, later))
        words = f"{study.pack.cell(earlier).text} ({where}) to {study.pack.cell(later).text} ({then})"
    limit = explained.level * base / 100 if explained.share and not _is_percent(study, later) else explained.level
    size = abs(change)
    moved = 0 if limit and (size < limit or (size == limit and not explained.strict)) else (change > 0) - (change < 0)
    perhaps = bool(limit) and abs(size - limit) <= spread
    return Sign(
        place,
        said,
        moved,
        way,
        words,
        sure,
        size,
        not way and may_be_low(found.table, row),
        perhaps,
        tuple(each for each in places if each is not None),
        lambda known: _sign(study, column, reading, row, known),
    )


def _is_percent(study: Study, place: Place) -> bool:
    number = study.pack.cell(place).number
    return number is not None and number.percent


def _of_series(study: Study, series: Series) -> Sign | None:
    """The direction of a series that runs down a column."""
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
    return _of_move(study, series, (before, last), (place, said))


def _of_move(
    study: Study, series: Series, times: tuple[Time, Time], sign: tuple[Place, str], values: Values = AS_PRINTED
) -> Sign:
    place, said = sign
    return Sign(
        place,
        said,
        *_moved(study, series, *times, values),
        places=tuple(series.places[time] for time in times),
        again=lambda known: _of_move(study, series, times, sign, known),
    )


def _moved(study: Study, series: Series, before: Time, last: Time, values: Values) -> tuple[int, str, str, bool]:
    earlier, later = (values.get(place, study.value(place)) for place in (series.places[before], series.places[last]))
    words = (
        f"{study.pack.cell(series.places[before]).text} ({before.name}) to "
        f"{study.pack.cell(series.places[last]).text} ({last.name})"
    )
    pairs = study.pack.cell(series.places[before]).pair, study.pack.cell(series.places[last]).pair
    if not values and pairs[0] and pairs[1] and pairs[0][1] and pairs[1][1]:
        earlier, later = pairs[0][0] / pairs[0][1], pairs[1][0] / pairs[1][1]
    change = (later > earlier) - (later < earlier)
    exact = study.interval(series.places[last]).width == 0 or all(pairs)
    return change, series.polarity, words, exact


def _in_cells(study: Study, series: Series) -> list[Sign]:
    signs = []
    for before, last in pairwise(series.times):
        arrow = study.pack.cell(series.places[last]).arrow
        if arrow is not None and not any(before < blank < last for blank in series.blanks):
            signs.append(_of_move(study, series, (before, last), (series.places[last], arrow.value)))
    return signs


def _judge(
    study: Study,
    signs: Sequence[Sign],
    *,
    explained: Explained = UNEXPLAINED,
    named: bool = False,
    statistical: bool = False,
) -> None:
    """Find how the table means its signs, then report those that do not follow."""
    if not signs:
        return
    senses = senses_of(explained, signs)
    counted = [(held_by(signs, sense), -place) for place, (_, sense) in enumerate(senses)]
    held, place = max(counted)
    if len(senses) == 3:
        by_performance = counted[1][0]
        if (
            place == 0
            and _is_outweighed(signs, held - by_performance)
            and by_performance >= max(3, AGREEING * len(signs))
            and held_by([sign for sign in signs if sign.change], by_polarity)
            and any(sign.polarity == "low" for sign in signs)
        ):
            # A table that says which way is good means performance; one sign alone does not prove otherwise.
            held, place = counted[1]
    name, sense = senses[-place]
    stated = named or len(senses) == 1
    if not _is_own(signs, held, stated=stated, single=len(senses) == 1 or _is_literal(signs, named=named)):
        return
    clear = held >= len(signs) - max(1, len(signs) // 6) or (stated and held >= 0.6 * len(signs))
    smallest = min((sign.size for sign in signs if sign.size and sign.said != "level"), default=Fraction(0))
    untold = _untold_level(signs, smallest)
    for sign in signs:
        should = sense(sign)
        if follows(sign, should):
            study.ledger.agreed(DIRECTIONS)
            continue
        if (
            sign.perhaps
            or (sign.said == "level" and sign.size < untold)
            or (statistical and "level" in {sign.said, should})
        ):
            continue
        if sign.unsure_way and sense is not plainly and {sign.said, should} <= {"up", "down", "better", "worse"}:
            continue
        small = sign.said == "level" and 0 < sign.size < smallest and not explained.level
        told = _JUDGED.get(should, should) if sign.said in _JUDGED.values() else should
        finding = study.ledger.found(
            DIRECTIONS,
            sign.place,
            explanation=(
                f"{DIRECTIONS.words} In this table arrows follow {name}; {sign.words} is {told}, and "
                f"{sign.said} is printed."
            ),
            expected=told,
            confidence=0.6 + 0.35 * held / len(signs),
            severity=Severity.NOTE if small else Severity.ERROR if clear else Severity.WARNING,
        )
        study.ledger.leaning.append(Leaning(finding, sign.places, _would_follow(sign, sense)))


def _is_outweighed(signs: Sequence[Sign], more: int) -> bool:
    """Whether the signs that follow the values alone, so many `more`, are one at most or no more than the others."""
    performing = sum(follows(sign, by_polarity(sign)) and not follows(sign, plainly(sign)) for sign in signs)
    return more <= (0 if performing else 1)


def _would_follow(sign: Sign, sense: Sense) -> Callable[[Values], bool]:
    def would(values: Values) -> bool:
        other = sign.again(values) if sign.again is not None else None
        return other is not None and follows(other, sense(other))

    return would


def _untold_level(signs: Sequence[Sign], smallest: Fraction) -> Fraction:
    """Two small changes or more are called none, and every one called a change is larger: a tolerance nobody told."""
    called_none = [sign.size for sign in signs if sign.said == "level" and sign.size]
    return smallest if len(called_none) >= 2 and smallest and max(called_none) < smallest else Fraction(0)


def _is_literal(signs: Sequence[Sign], *, named: bool) -> bool:
    return named and all(sign.polarity for sign in signs)


def _is_own(signs: Sequence[Sign], held: int, *, stated: bool, single: bool) -> bool:
    """Whether enough signs follow a reading for the others to be wrong."""
    few = len(signs) <= FEWEST + 1
    if stated and held and held >= len(signs) * (Fraction(1, 2) if few else AGREEING) and len(signs) > 1:
        return True
    if single and len(signs) == 1:
        return True
    # `Same` where whole numbers are the same proves as much as a move does.
    telling = [sign for sign in signs if sign.change or (sign.said == "level" and sign.sure)]
    return held >= AGREEING * len(signs) and held >= 2 and (len(telling) >= FEWEST or held == len(signs))
