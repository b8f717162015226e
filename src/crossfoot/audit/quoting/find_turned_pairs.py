"""`122 approved households, more than the 203 with which it began`: a summary far from its table, with digits turned.

The other figure of the sentence stands in one row of a table with a cell of the same digits in another order, and no
table of the pack prints the figure as it is told.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from crossfoot.audit.counted.no_counts import is_for_each
from crossfoot.audit.quoting.find_misquoted_figures import QUOTED
from crossfoot.audit.quoting.near_tables import is_printed_in, is_total_row, prints
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import Place
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.slips import Slip, digits_of, slip_between
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.spoken.telling import is_told_of, tell_misquoted
from crossfoot.audit.spoken.telling_words import telling_of, telling_words
from crossfoot.audit.study import Study

_BY_SO_MUCH = re.compile(r"\s?(?:a \w+ )?(?:more|less|fewer|higher|lower)\b", re.IGNORECASE)
NEAR = 60
LEAST = 3
"""Digits of both figures."""


def find_turned_pairs(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every pair of figures of a sentence against the rows of tables near it that have one of them."""
    told = Counter(figure.amount for sentence in sentences for figure in sentence.figures)
    by_digits = _by_digits(study)
    for sentence in sentences:
        long = [each for each in sentence.figures if len(digits_of(each.text)) >= LEAST and not each.points]
        if len(long) < 2:
            continue
        for figure in long:
            places = by_digits.get(_in_order(figure.text), [])
            if not places or told[figure.amount] > 1 or is_told_of(study, sentence, figure.text):
                continue
            if _BY_SO_MUCH.match(sentence.text, figure.end) or is_for_each(sentence, figure):
                continue
            near = {table.index for table in speaking.tables_near(sentence.line, most=NEAR)}
            others = [each for each in long if each is not figure]
            found = [
                place for place in places if place.table in near and _is_turned(study, sentence, figure, others, place)
            ]
            one = len({study.pack.cell(place).text for place in found}) == 1
            if one and not any(is_printed_in(study, figure, table) for table in study.pack.tables):
                tell_misquoted(study, QUOTED, sentence, figure.text, found[0], 0.75, " Two digits are turned.")


def _by_digits(study: Study) -> dict[str, list[Place]]:
    """The numbers of all tables but copies, by their digits in order."""
    found: dict[str, list[Place]] = defaultdict(list)
    for table in study.pack.tables:
        if table.index not in study.copies:
            for place, cell in table.numbers():
                digits = _in_order(cell.text)
                if len(digits) >= LEAST:
                    found[digits].append(place)
    return found


def _in_order(text: str) -> str:
    return "".join(sorted(digits_of(text)))


def _is_turned(study: Study, sentence: Sentence, figure: Figure, others: Sequence[Figure], place: Place) -> bool:
    """Whether the cell is the figure with digits turned, in a row that the words name, beside another told figure."""
    table = study.pack.tables[place.table]
    if slip_between(figure.text, study.pack.cell(place).text) is not Slip.TURNED:
        return False
    if (study.measure(place) is Measure.PERCENT) != figure.percent:
        return False
    row = [Place(table.index, place.row, column) for column in table.value_columns if column != place.column]
    if not any(study.is_number(each) and prints(study, other, each) for other in others for each in row):
        return False
    telling = study.once("telling", table.index, lambda: telling_of(table))
    said = telling_words(sentence.text)
    named = is_total_row(study, table, place.row) and said & telling.about
    return bool(telling.row_hits(place.row, said) or named)
