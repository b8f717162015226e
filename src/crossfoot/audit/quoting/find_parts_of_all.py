"""`102 young people, 43.2% of all`, `£504k, 53.0% of it`, `72.7% of them were 5 to 15`: part, whole and share agree.

The whole is the row of all of the table beside the sentence, or what a column of balances begins with; the part is rows
one under the other, what is gone from the balance, or the bands from one age to another. A finding only where no number
of the table makes the share told of the part told, and the table has the part or the share that is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from crossfoot.audit.intervals import Interval
from crossfoot.audit.quoting.find_parts_and_wholes import MOST_RUN
from crossfoot.audit.quoting.near_tables import is_total_row, is_whole_column, prints, tables_beside
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.sentences import Figure, Sentence, numbers_in
from crossfoot.audit.spoken.slips import slip_between
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.spoken.telling import is_told_of, tell
from crossfoot.audit.spoken.telling_words import row_name, telling_of, telling_words
from crossfoot.audit.study import Study
from crossfoot.audit.words.find_shares_in_words import SHARES

_BETWEEN = re.compile(
    r"[^.;:\d]{0,60}?(?:,| \(|,? or|,? which (?:is|was)|,? that is|,? making(?: up)?)\s?(?:(?:or|that is|which is)\s)?",
    re.IGNORECASE,
)
_OF_ALL = re.compile(
    r"\sof (?:all|the (?:total|whole)|(?:them|it|those)(?=\W*$|\s*[,.;)]| and\b))\b(?! the)", re.IGNORECASE
)
"""`44.6% of them in key stage 4` is a part of the part."""
_BANDS = re.compile(
    r"\sof (?:all|them|those|these|the \w+)\b[^.;\d]{0,60}?\b(?:of|aged?|from|between) (?:ages? )?"
    r"(?P<low>\d{1,2}) (?:to|and|-|\u2013) (?P<high>\d{1,2})\b(?! (?:weeks|days|months|hours|miles))",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"(?:aged? )?(?P<low>\d{1,2})(?: ?(?:to|and|-|\u2013) ?(?P<high>\d{1,2}))?(?: years?)?", re.IGNORECASE
)
_OTHERS = re.compile(
    r"\b(?:england|national(?:ly)?|last year|year before|previous|target|about|around|nearly|some|almost|over|under|"
    r"more than|less than|at least)\b",
    re.IGNORECASE,
)
_NO_VALUE = frozenset(
    [Role.TARGET, Role.BENCHMARK, Role.DIFFERENCE, Role.DIRECTION, Role.RATING, Role.TREND, Role.RED, Role.GREEN]
)
_SCALES = (1, 1000, 1_000_000)


@dataclass(frozen=True, slots=True)
class Part:
    """Cells one under the other, what they make, and the cell of the whole."""

    places: tuple[Place, ...]
    amount: Fraction
    whole: Place


def find_parts_of_all(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every part that is told with its share of all, and every share of bands."""
    in_cells = {cell.line for table in study.pack.tables for row in table.rows for cell in row.cells}
    for sentence in sentences:
        shares = [each for each in sentence.figures if each.percent]
        if sentence.line in in_cells or not shares:
            continue
        tables = [table for table in tables_beside(speaking, sentence.line)[:1] if table.index not in study.copies]
        for share in shares if tables else ():
            if is_told_of(study, sentence, share.text) or _OTHERS.search(sentence.text[: share.start][-40:]):
                continue
            before = next((each for each in reversed(sentence.figures) if each.end <= share.start), None)
            if bands := _BANDS.match(sentence.text, share.end):
                _check_bands(study, sentence, share, (int(bands["low"]), int(bands["high"])), tables[0])
            elif (
                before is not None
                and not before.percent
                and not before.points
                and abs(before.amount) >= 10
                and _BETWEEN.fullmatch(sentence.text[before.end : share.start])
                and _OF_ALL.match(sentence.text[share.end :])
                and not _OTHERS.search(sentence.text[max(0, before.start - 20) : before.start])
            ):
                _check_part(study, sentence, before, share, tables[0])


def _check_part(study: Study, sentence: Sentence, part: Figure, share: Figure, table: PackTable) -> None:
    told = [each.amount for each in numbers_in(f"{sentence.before} {sentence.text}") if not each.percent]
    printed = [
        study.value(place) * scale for place, _ in table.numbers() if study.is_number(place) for scale in _SCALES
    ]
    if any(share.interval.contains(part.amount / each * 100) for each in (*told, *printed) if each > 0):
        return
    if is_told_of(study, sentence, part.text):
        return
    gone = [each for each in _gone(study, table) if part.amount in {each.amount * scale for scale in _SCALES}]
    texts = {_text(each, share.decimals, study.value(each.whole)) for each in gone}
    if len(texts) == 1 and slip_between(share.text, text := texts.pop()):
        each = gone[0]
        working = f"{part.text} is gone of {study.pack.cell(each.whole).text} ({study.pack.name_of(each.whole)})."
        tell(study, SHARES, sentence, share.text, f"{text}%", working, 0.75, [each.whole, *each.places])
        return
    telling = study.once("telling", table.index, lambda: telling_of(table))
    said = telling_words(sentence.text)
    # One cell alone is the part told: its share is the slip.
    cells = [each for each in _runs(study, table) if len(each.places) == 1 and prints(study, part, each.places[0])]
    if len(cells) == 1 and telling.words_hit(telling.full_rows[cells[0].places[0].row], said):
        each = cells[0]
        if slip_between(share.text, text := _text(each, share.decimals, study.value(each.whole))):
            names = f"{study.pack.name_of(each.places[0])}), {study.pack.cell(each.whole).text}"
            working = f"{part.text} ({names} ({study.pack.name_of(each.whole)})."
            tell(study, SHARES, sentence, share.text, f"{text}%", working, 0.75, [each.whole, *each.places])
            return
    fitting = [
        each
        for each in _runs(study, table)
        if share.interval.contains(each.amount / study.value(each.whole) * 100)
        and any(telling.words_hit(telling.full_rows[place.row], said) for place in each.places)
    ]
    if part.is_plain and len({each.amount for each in fitting}) == 1 and fitting[0].amount.denominator == 1:
        each = fitting[0]
        names = " + ".join(row_name(table.rows[place.row]) for place in each.places)
        working = f"{share.text} of {study.pack.cell(each.whole).text} is {int(each.amount):,} ({names})."
        tell(study, SHARES, sentence, part.text, f"{int(each.amount):,}", working, 0.75, [each.whole, *each.places])


def _text(part: Part, decimals: int, whole: Fraction) -> str:
    scale = 10**decimals
    share = part.amount / whole * 100
    return f"{float(Fraction(int(share * scale + Fraction(1, 2)), scale)):.{decimals}f}"


def _check_bands(study: Study, sentence: Sentence, share: Figure, ages: tuple[int, int], table: PackTable) -> None:
    """The rows from the one age to the other, of the row of all, in the column of all."""
    bands = {row: _ages(table.rows[row].label) for row in range(len(table.rows))}
    start = [row for row, band in bands.items() if band is not None and band[0] == ages[0]]
    end = [row for row, band in bands.items() if band is not None and band[1] == ages[1]]
    wholes = [row for row in range(len(table.rows)) if is_total_row(study, table, row)]
    if len(start) != 1 or len(end) != 1 or start[0] > end[0] or len(wholes) != 1:
        return
    rows = range(start[0], end[0] + 1)
    ends = [band for row in rows if (band := bands[row]) is not None]
    if len(ends) != len(rows) or any(one[1] + 1 != other[0] for one, other in pairwise(ends)):
        return
    worked = {}
    for column in table.value_columns:
        places = [Place(table.index, row, column) for row in (*rows, wholes[0])]
        if all(map(study.is_number, places)) and _is_count(study, table, places[0]) and study.value(places[-1]) > 0:
            added = sum((study.value(place) for place in places[:-1]), Fraction(0))
            worked[column] = Part(tuple(places[:-1]), added, places[-1])
    shares = {column: Interval.exactly(each.amount / study.value(each.whole) * 100) for column, each in worked.items()}
    if any(interval.meets(share.interval) for interval in shares.values()):
        study.ledger.agreed(SHARES)
        return
    of_all = [column for column in worked if is_whole_column(table, column)] or list(worked)
    if len(of_all) != 1:
        return
    each = worked[of_all[0]]
    text = _text(each, share.decimals, study.value(each.whole))
    cells = " + ".join(study.pack.cell(place).text for place in each.places)
    working = f"{cells} of {study.pack.cell(each.whole).text} ({study.pack.name_of(each.whole)}) is {text}%."
    tell(study, SHARES, sentence, share.text, f"{text}%", working, 0.75, [each.whole, *each.places])


def _ages(label: str) -> tuple[int, int] | None:
    match = _RANGE.fullmatch(label.strip())
    return None if match is None else (int(match["low"]), int(match["high"] or match["low"]))


def _gone(study: Study, table: PackTable) -> Iterator[Part]:
    """What is gone from the top of a column of balances to its last line, as a share of the whole of one."""
    for column in table.value_columns:
        places = [place for row in range(len(table.rows)) if study.is_number(place := Place(table.index, row, column))]
        values = [study.value(place) for place in places]
        if len(values) < 3 or values != sorted(values, reverse=True) or values[0] <= values[-1] or values[-1] < 0:
            continue
        yield Part((places[-1],), values[0] - values[-1], places[0])


def _runs(study: Study, table: PackTable) -> Iterator[Part]:
    wholes = [row for row in range(len(table.rows)) if is_total_row(study, table, row)]
    for column in table.value_columns if len(wholes) == 1 else ():
        whole = Place(table.index, wholes[0], column)
        if not study.is_number(whole) or not _is_count(study, table, whole) or study.value(whole) <= 0:
            continue
        for start in range(wholes[0]):
            places: list[Place] = []
            for row in range(start, min(wholes[0], start + MOST_RUN)):
                place = Place(table.index, row, column)
                if not study.is_number(place) or not _is_count(study, table, place):
                    break
                places.append(place)
                yield Part(tuple(places), sum((study.value(each) for each in places), Fraction(0)), whole)


def _is_count(study: Study, table: PackTable, place: Place) -> bool:
    measures = {Measure.COUNT, Measure.UNKNOWN, Measure.MONEY}
    return study.measure(place) in measures and table.columns[place.column].role not in _NO_VALUE
