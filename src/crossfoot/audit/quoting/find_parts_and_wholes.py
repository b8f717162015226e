"""`31 of 46 schools`, `27 parents, 43% of those who answered`: a part that a column has, against the whole of it.

The part is a cell of a column or the sum of cells one under the other; the whole is what the column's last row prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.intervals import Interval
from crossfoot.audit.quoting.find_misquoted_figures import QUOTED
from crossfoot.audit.quoting.near_tables import is_printed_in, is_whole_row, tables_beside
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.slips import digits_of, slip_between
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.spoken.telling import is_told_of, tell
from crossfoot.audit.spoken.telling_words import row_name, telling_of, telling_words
from crossfoot.audit.study import Study

_OF = re.compile(r"\s?(?:out )?of (?:the |our |all |all the |its )?", re.IGNORECASE)
_SHARE = re.compile(
    r"[^.;:\d]{0,80}?(?:,| \(|,? or|,? which is|,? making up)\s?(?:(?:or|that is|which is|about)\s?)?", re.IGNORECASE
)
_OF_THEM = re.compile(
    r"\)|\s?of (?:those|the|all|them|these|our|its|everyone|every)\b(?! (?:target|budget|previous|year))", re.IGNORECASE
)
_OTHERS = re.compile(
    r"\b(?:england|national(?:ly)?|target|year before|last year|previous|(?<!or )(?:more|fewer|less) than|"
    r"(?:more|fewer|less) in)\b",
    re.IGNORECASE,
)
_NO_VALUE = frozenset([Role.TARGET, Role.BENCHMARK, Role.DIFFERENCE, Role.DIRECTION, Role.RATING, Role.RED, Role.GREEN])
MOST_RUN = 4


@dataclass(frozen=True, slots=True)
class Part:
    """Cells of a column that make a number together, and the cell of the whole under them."""

    places: tuple[Place, ...]
    whole: Place
    words: int


def find_parts_and_wholes(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check the whole and the share told with every part that a table beside the sentence has."""
    in_cells = {cell.line for table in study.pack.tables for row in table.rows for cell in row.cells}
    for sentence in sentences:
        if len(sentence.figures) < 2 or sentence.line in in_cells:
            continue
        tables = [table for table in tables_beside(speaking, sentence.line) if table.index not in study.copies]
        for part, other in _pairs(sentence) if tables else ():
            found = [each for table in tables for each in _parts(study, sentence, table, part)]
            if other.percent:
                _check_share(study, sentence, part, other, found)
            elif not any(is_printed_in(study, other, table) for table in tables):
                _check_whole(study, sentence, part, other, found)


def _pairs(sentence: Sentence) -> Iterator[tuple[Figure, Figure]]:
    """A part with its whole, `31 of 46`, or with its share, `27 parents, 43% of those`."""
    text = sentence.text
    for one, other in zip(sentence.figures, sentence.figures[1:], strict=False):
        if not one.is_plain or one.decimals or one.amount < 10 or _OTHERS.search(text[one.start : other.end + 30]):
            continue
        between = text[one.end : other.start]
        is_whole = other.is_plain and not other.decimals and other.amount > one.amount and _OF.fullmatch(between)
        if is_whole or (other.percent and _SHARE.fullmatch(between) and _OF_THEM.match(text[other.end :])):
            yield one, other


def _parts(study: Study, sentence: Sentence, table: PackTable, part: Figure) -> Iterator[Part]:
    telling = study.once("telling", table.index, lambda: telling_of(table))
    said = telling_words(sentence.text)
    wholes = [row for row in range(len(table.rows)) if is_whole_row(table, row)] or _last_of_answers(table)
    for column in table.value_columns:
        if table.columns[column].role in _NO_VALUE:
            continue
        for whole in wholes:
            under = Place(table.index, whole, column)
            if not study.is_number(under) or study.measure(under) not in {Measure.COUNT, Measure.UNKNOWN}:
                continue
            for places in _runs(study, [Place(table.index, row, column) for row in range(whole)], part.amount):
                words = sum(telling.row_hits(place.row, said) for place in places) + telling.column_hits(column, said)
                words += len(telling_words(row_name(table.rows[whole])) & said)
                if study.value(under) > part.amount:
                    yield Part(tuple(places), under, words)


def _last_of_answers(table: PackTable) -> list[int]:
    """The last row, where its label is a bare plural: `Schools`, `Answers`, `Pupils`."""
    label = row_name(table.rows[-1]) if table.rows else ""
    return [len(table.rows) - 1] if re.fullmatch(r"[A-Za-z]+s|[Yy]oung people|[Cc]hildren", label) else []


def _runs(study: Study, places: Sequence[Place], amount: Fraction) -> Iterator[list[Place]]:
    for start in range(len(places)):
        added = Fraction(0)
        for end in range(start, min(len(places), start + MOST_RUN)):
            if not study.is_number(places[end]) or study.measure(places[end]) is Measure.PERCENT:
                break
            added += study.value(places[end])
            if added == amount:
                yield list(places[start : end + 1])


def _check_whole(study: Study, sentence: Sentence, part: Figure, whole: Figure, found: Sequence[Part]) -> None:
    tied = [each for each in found if each.words > 0]
    if any(study.value(each.whole) == whole.amount for each in found):
        study.ledger.agreed(QUOTED)
        return
    tied = [each for each in tied if slip_between(whole.text, study.pack.cell(each.whole).text) is not None]
    if len({study.value(each.whole) for each in tied}) != 1 or is_told_of(study, sentence, whole.text):
        return
    each = max(tied, key=lambda found: found.words)
    right = study.pack.cell(each.whole).text
    working = f"{_cells(study, each)} is {part.text}, of {right} ({study.pack.name_of(each.whole)})."
    tell(study, QUOTED, sentence, whole.text, right, working, 0.7, [each.whole, *each.places])


def _check_share(study: Study, sentence: Sentence, part: Figure, share: Figure, found: Sequence[Part]) -> None:
    worked = [(each, Interval.exactly(part.amount / study.value(each.whole) * 100)) for each in found]
    if any(share.interval.meets(interval) for _, interval in worked):
        study.ledger.agreed(QUOTED)
        return
    told = {each.amount for each in sentence.numbers if each is not share and each is not part and each.is_plain}
    if any(amount and share.interval.contains(part.amount / amount * 100) for amount in told):
        return
    slipped = [
        (each, text)
        for each, interval in worked
        if each.words > 0
        and slip_between(
            digits_of(share.text) if not share.decimals else share.text, text := _printed(interval.low, share.decimals)
        )
    ]
    if len({text for _, text in slipped}) != 1 or is_told_of(study, sentence, share.text):
        return
    each, text = max(slipped, key=lambda found: found[0].words)
    right = study.pack.cell(each.whole).text
    working = (
        f"{_cells(study, each)} is {part.text}, and of {right} ({study.pack.name_of(each.whole)}) that is {text}%."
    )
    tell(study, QUOTED, sentence, share.text, f"{text}%", working, 0.75, [each.whole, *each.places])


def _printed(share: Fraction, decimals: int) -> str:
    scale = 10**decimals
    rounded = Fraction(int(share * scale + Fraction(1, 2)), scale)
    return f"{float(rounded):.{decimals}f}"


def _cells(study: Study, part: Part) -> str:
    names = " + ".join(row_name(study.pack.row(place)) for place in part.places)
    return f"{names} ({study.pack.column(part.places[0]).heading})"
