"""Money told in words that no table prints, where a table prints nearly the same under words of the sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from crossfoot.audit.counted.no_counts import is_for_each
from crossfoot.audit.quoting.find_misquoted_figures import QUOTED
from crossfoot.audit.quoting.worked_out import is_run
from crossfoot.audit.reading.labels import Totalling, words_of
from crossfoot.audit.reading.pack import Pack, PackTable, Place
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.spoken_words import is_whole
from crossfoot.audit.spoken.telling import is_told_of, tell_misquoted
from crossfoot.audit.study import Study

_MILLIONS = re.compile(r"£\s?m(illion)?\b|\(£m\)|£'?m\b", re.IGNORECASE)
_THOUSANDS = re.compile(r"£\s?'?0{3}s?\b|£k\b|'000|£ ?thousand", re.IGNORECASE)
_POUNDS = re.compile(r"\(£\)|\bin £(?= |$)|, £$")
_COUNTS = re.compile(r"\b(?:number|count|no\.?|people|children|weeks|days|hours|places|fte|rate)\b|%", re.IGNORECASE)
NEAR = 8
"""Lines between a sentence and a table that it stands beside."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A number of a table in full amount, with the words of its row, column and caption."""

    place: Place
    amount: Fraction
    words: frozenset[str]


class Purse:
    """All money of the tables: found by what lies in an interval, or by the digits that a sentence would print."""

    def __init__(self, printed: Sequence[Printed], bare: frozenset[Fraction] = frozenset()) -> None:
        self.bare = bare
        """What tables print without saying that it is money, or of how many pounds."""
        self._sorted = sorted({each.amount for each in printed})
        self._printed = printed
        self._by_digits: dict[Fraction, dict[int, list[Printed]]] = {}

    def has(self, figure: Figure) -> bool:
        """Whether a table prints an amount that the figure may be."""
        low, high = sorted((abs(figure.interval.low), abs(figure.interval.high)))
        place = bisect_left(self._sorted, low)
        return place < len(self._sorted) and self._sorted[place] <= high

    def nearly(self, figure: Figure) -> Iterator[Printed]:
        """Amounts of the same digits but one, or with two of them switched."""
        step = figure.interval.width or Fraction(1)
        if step not in self._by_digits:
            index: dict[int, list[Printed]] = defaultdict(list)
            for each in self._printed:
                index[int(each.amount / step)].append(each)
            self._by_digits[step] = index
        for number in _like(str(int(abs(figure.amount) / step))):
            yield from self._by_digits[step].get(number, ())


def _like(digits: str) -> list[int]:
    """The numbers that differ from this one in one digit, or in two that were switched."""
    if len(digits) < 3:
        return []
    found = {
        int(digits[:place] + other + digits[place + 1 :])
        for place in range(len(digits))
        for other in "0123456789"
        if place or other != "0"
    }
    found |= {
        int(digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :])
        for place in range(len(digits) - 1)
        if place or digits[1] != "0"
    }
    return sorted(found - {int(digits)})


def find_misquoted_money(study: Study, sentences: Sequence[Sentence]) -> None:
    """Check every amount of money told in words."""
    bare = frozenset(
        abs(cell.number.value)
        for table in study.pack.tables
        for _, cell in table.numbers()
        if cell.number is not None and not cell.number.percent
    )
    purse = Purse(list(_money_of(study)), bare)
    told = Counter(abs(figure.amount) for sentence in sentences for figure in sentence.figures if figure.money)
    for sentence in sentences:
        for figure in sentence.figures:
            if figure.money and figure.digits >= 3:
                _check(study, sentence, figure, purse, told)


def _money_of(study: Study) -> Iterator[Printed]:
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        for place, cell in table.numbers():
            number = cell.number
            scale = None if number is None or number.percent else _scale(study.pack, table, place)
            if number is None or scale is None or number.value == 0:
                continue
            words = f"{table.rows[place.row].label} {table.columns[place.column].heading} {table.caption}"
            yield Printed(place, abs(number.amount) * scale, frozenset(words_of(words)))


def _scale(pack: Pack, table: PackTable, place: Place) -> int | None:
    """What a number is multiplied by to be pounds; None where it is no money."""
    number = pack.cell(place).number
    if number is not None and number.scale > 1:
        return 1
    heading = table.columns[place.column].heading
    if "%" in heading or "%" in table.rows[place.row].label:
        return None
    stub = [column.heading for column in table.columns[: table.stub]]
    for text in (heading, table.rows[place.row].label, table.caption, *table.captions[:2], *stub):
        if _MILLIONS.search(text):
            return 1_000_000
        if _THOUSANDS.search(text):
            return 1000
    if "£" in heading or (number is not None and number.money):
        return 1
    # `Payments and costs (£)` over columns of which one counts.
    return 1 if _POUNDS.search(table.caption) and not _COUNTS.search(heading) else None


def _check(study: Study, sentence: Sentence, figure: Figure, purse: Purse, told: Counter[Fraction]) -> None:
    if purse.has(figure):
        study.ledger.agreed(QUOTED)
        return
    if figure.digits > 3 and purse.bare & {abs(figure.amount) / scale for scale in (1, 1000, 1_000_000)}:
        return
    if is_for_each(sentence, figure) or _is_left(sentence, figure) or _SINCE.search(sentence.text):
        return
    if told[abs(figure.amount)] > 1 or is_told_of(study, sentence, figure.text):
        # Two sentences have it: no slip of the pen.
        return
    each = next((each for each in purse.nearly(figure) if _is_meant(study, sentence, figure, each, told)), None)
    if each is not None:
        why = f" No table prints {figure.text}."
        tell_misquoted(study, QUOTED, sentence, figure.text, each.place, 0.7, why)


_SINCE = re.compile(r"\b(?:has|have) since\b", re.IGNORECASE)
"""`At period 5 it was \u00a33.90m, so it has since gone up`: of a time that the table has not."""


def _is_left(sentence: Sentence, figure: Figure) -> bool:
    """Whether two other amounts of the sentence make it: `£332k of £334k; the other £2k is for fees`."""
    others = [abs(each.amount) for each in sentence.figures if each.money and each is not figure]
    return any(abs(figure.amount) in {one + other, abs(one - other)} for one, other in combinations(others, 2))


_TOGETHER = re.compile(
    r"\b(?:together|in all|altogether|in total|(?:over|in|across) the (?:two|three|four|five|six|\d) (?:years|months|"
    r"quarters|terms))\b",
    re.IGNORECASE,
)
"""What is added up stands in no cell."""


def _is_meant(study: Study, sentence: Sentence, figure: Figure, each: Printed, told: Counter[Fraction]) -> bool:
    """Whether the sentence speaks of that amount: by its words, or from beside the table; and nobody else quotes it."""
    turned = figure.digits >= 4 and sorted(_digits(figure.amount)) == sorted(_digits(each.amount))
    if each.amount in told and not turned:
        return False
    table = study.pack.tables[each.place.table]
    last = table.last_line if sentence.line > table.line else table.line
    headings = frozenset(word for column in table.columns for word in words_of(column.heading))
    said = {word for word in sentence.words if len(word) > 2 and not word[0].isdigit()}
    digits, printed = _digits(figure.amount), _digits(each.amount)
    first = digits[:1] == printed[:1] or (figure.digits > 4 and sorted(digits) == sorted(printed))
    # The total of a table is what the words beside it tell most: there the first digit may be the wrong one.
    row = table.rows[each.place.row]
    is_total = row.totalling is not Totalling.NONE or is_whole(row.label)
    if _TOGETHER.search(sentence.text) and (not is_total or _is_sum_of_a_row(study, table, figure)):
        return False
    switched = is_total and sorted(digits) == sorted(printed)
    beside = abs(sentence.line - last) <= NEAR and said & (each.words | headings) and (first or is_total)
    if not beside and not (len(said & each.words) >= 2 and (figure.digits >= 4 or switched)):
        return False
    tables = [table, *(each for each in study.pack.tables if 0 < sentence.line - each.last_line <= NEAR)]
    return not (
        any(_is_change_of_a_row(study, sentence, figure, each) for each in tables)
        or _is_sum_of_neighbours(study, table, figure)
    )


_BY = re.compile(r"\bby (?:about |around |some |just |over |nearly )?$", re.IGNORECASE)


def _is_change_of_a_row(study: Study, sentence: Sentence, figure: Figure, table: PackTable) -> bool:
    """Whether two cells of a row that the words name differ by it, `£0.500m for Wold View`, or any told as `by` it."""
    moved = _BY.search(sentence.text[: figure.start]) is not None
    for number, row in enumerate(table.rows):
        if not moved and not sentence.words.intersection(words_of(row.label)):
            continue
        places = [Place(table.index, number, column) for column in table.value_columns]
        values = [study.value(place) for place in places if study.is_number(place)]
        apart = {abs(one - other) * scale for one, other in combinations(values, 2) for scale in (1, 1000, 1_000_000)}
        if abs(figure.amount) in apart:
            return True
    return False


def _is_sum_of_a_row(study: Study, table: PackTable, figure: Figure) -> bool:
    """Whether a row of the table makes the figure over its times, in any unit."""
    for row in range(len(table.rows)):
        places = [Place(table.index, row, column) for column in table.value_columns]
        values = [study.value(place) for place in places if study.is_number(place)]
        added = sum(values, Fraction(0))
        if len(values) > 1 and any(figure.interval.contains(added * scale) for scale in (1, 1000, 1_000_000)):
            return True
    return False


def _is_sum_of_neighbours(study: Study, table: PackTable, figure: Figure) -> bool:
    """Whether rows of a column that stand together make it: `over 60 days`, under `61 to 90` and `over 90`."""
    rows = [number for number, row in enumerate(table.rows) if row.totalling is Totalling.NONE]
    return any(
        is_run(study, figure, [Place(table.index, row, column) for row in rows]) for column in table.value_columns
    )


def _digits(amount: Fraction) -> str:
    return str(int(abs(amount)))
