"""`206 (6.4%)`, `secondary schools gave 83.8% of them`: a percentage that nothing makes, a slip from one that is made.

What it is a share of is told before it or stands in the row or column of all, in line with the cell that is its part:
the one that prints the number told with it, else the one in the row that the words name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.quoting.near_tables import (
    is_total_row,
    is_whole_column,
    paragraphs_of,
    prints,
    tables_beside,
    tables_cited,
)
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.limits import is_limit
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.slips import Slip, slip_between
from crossfoot.audit.spoken.speaking import Speaking, latest_of
from crossfoot.audit.spoken.telling import is_told_of, tell
from crossfoot.audit.spoken.telling_words import telling_of, telling_words
from crossfoot.audit.study import Study
from crossfoot.audit.words.find_shares_in_words import SHARES

_COUNTED_WITH = re.compile(
    r"(?:[^.;:\d]{0,60}?(?:\(|,|,? or|:|,? which (?:is|was)|,? that is|,? making(?: up)?|,? a (?:\w+ )?rate of)|"
    r"(?: [a-z'-]+){0,4} (?:is|are|was|were)) ?(?:or )?",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:england|national(?:ly)?|neighbours?|region(?:al)?|last year|year (?:before|earlier|ago)|previous\w*|"
    r"targets?|about|around|nearly|some|almost|over|under|more than|less than|at least|compared|against|than|inflation|"
    r"rise|rose|fall|fell|increase\w*|decrease\w*|grew|grown|growth|down|change\w*|more|fewer|higher|lower|above|below|"
    r"reduc\w+|average|if|would|could|should|estimated?|expected|threshold|"
    r"(?<!took )(?<!makes )(?<!made )(?<!make )up)\b",
    re.IGNORECASE,
)
_OF_THE_WHOLE = re.compile(
    r"\sof (?:(?:all|the|these|those|our|its) )?(?!(?:in|at|by|for|from) )[a-z-]+"
    r"(?: (?!in |at |by |for |from |who |which |that )[a-z-]+){0,2}(?=[.,;)]|$| and | but | in (?:Q?\d|the year\b))",
    re.IGNORECASE,
)
"""`Of them`, `of all agency workers`, and not `of loans in the county`."""
_NO_VALUE = frozenset(
    [Role.TARGET, Role.BENCHMARK, Role.DIFFERENCE, Role.DIRECTION, Role.RATING, Role.TREND, Role.RED, Role.GREEN]
)
_ADDED = frozenset([Measure.COUNT, Measure.MONEY, Measure.UNKNOWN])
LEAST = 5
"""A count of which a share is told."""
FEWEST_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Made:
    """A share that may be meant: its text, how it comes about, and its cells."""

    text: str
    working: str
    places: tuple[Place, ...]


def check_slipped_shares(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every percentage beside a table that neither cells nor words make."""
    in_cells = {cell.line for table in study.pack.tables for row in table.rows for cell in row.cells}
    for line, paragraph in paragraphs_of(sentences).items():
        tables = [] if line in in_cells else _tables(study, speaking, paragraph, line)
        for sentence in paragraph if tables else ():
            for share in sentence.figures:
                if not share.percent or share.digits < FEWEST_DIGITS or is_limit(sentence, share):
                    continue
                if is_told_of(study, sentence, share.text) or share.amount > 100:
                    continue
                _check(study, paragraph, sentence, share, tables)


def _tables(study: Study, speaking: Speaking, paragraph: Sequence[Sentence], line: int) -> list[PackTable]:
    cited = [table for sentence in paragraph for table in tables_cited(study, sentence.text)]
    beside = [*tables_beside(speaking, line), *cited]
    return list({table.index: table for table in beside if table.index not in study.copies}.values())


def _check(
    study: Study,
    paragraph: Sequence[Sentence],
    sentence: Sentence,
    share: Figure,
    tables: Sequence[PackTable],
) -> None:
    part = _part_of(sentence, share)
    if _OTHERS.search(_about(sentence, share, part)) or _is_explained(study, paragraph, sentence, share, part, tables):
        return
    if part is not None:
        made = [*_told_with(paragraph, sentence, share, part), *_counted(study, share, part, tables)]
        made = made or list(_of_all(study, share, part, tables))
    elif _OF_THE_WHOLE.match(sentence.text, share.end):
        made = [each for table in tables for each in _named(study, sentence, share, table)]
    else:
        return
    slips = [each for each in made if _is_slip(share, each.text)]
    if len({each.text for each in slips}) == 1:
        tell(study, SHARES, sentence, share.text, f"{slips[0].text}%", slips[0].working, 0.75, slips[0].places)


def _is_slip(share: Figure, text: str) -> bool:
    slip = slip_between(share.text, text)
    if slip is Slip.UNIT:
        # Money told in millions may be rounded.
        return False
    return slip is Slip.TURNED or (slip is not None and share.digits > FEWEST_DIGITS)


def _part_of(sentence: Sentence, share: Figure) -> Figure | None:
    """The number told with the percentage."""
    before = next((each for each in reversed(sentence.numbers) if each.end <= share.start), None)
    if before is None or before.percent or before.points or before.amount < LEAST:
        return None
    return before if _COUNTED_WITH.fullmatch(sentence.text[before.end : share.start]) else None


def _text(part: Fraction, whole: Fraction, decimals: int) -> str:
    scale = 10**decimals
    return f"{float(Fraction(int(abs(part / whole) * 100 * scale + Fraction(1, 2)), scale)):.{decimals}f}"


def _told_with(paragraph: Sequence[Sentence], sentence: Sentence, share: Figure, part: Figure) -> Iterator[Made]:
    """Of a number of the same kind told before it."""
    earlier = [*paragraph[: paragraph.index(sentence)], sentence]
    for one in earlier:
        for whole in one.numbers:
            if one is sentence and whole.start >= part.start:
                break
            if whole.is_plain == part.is_plain and whole.money == part.money and whole.amount > part.amount:
                text = _text(part.amount, whole.amount, share.decimals)
                yield Made(text, f"{part.text} of {whole.text} is {text}%.", ())


def _counted(study: Study, share: Figure, part: Figure, tables: Sequence[PackTable]) -> Iterator[Made]:
    """Of the row or the column of all, in line with a cell that prints the number."""
    for table in tables:
        for place, cell in table.numbers():
            if not _counts(study, table, place) or not prints(study, part, place):
                continue
            for whole in _wholes(study, table, place):
                if abs(study.value(whole)) > abs(study.value(place)) > 0:
                    text = _text(study.value(place), study.value(whole), share.decimals)
                    names = f"{cell.text} of {study.pack.cell(whole).text} ({study.pack.name_of(whole)})"
                    yield Made(text, f"{names} is {text}%.", (whole, place))


def _of_all(study: Study, share: Figure, part: Figure, tables: Sequence[PackTable]) -> Iterator[Made]:
    """Of the row of all at the last time, where no cell prints the number: rows together make it."""
    for table in tables:
        places = [Place(table.index, row, column) for row in range(len(table.rows)) for column in table.value_columns]
        wholes = [each for each in places if is_total_row(study, table, each.row) and _counts(study, table, each)]
        for whole in latest_of(study, wholes):
            if (study.measure(whole) is Measure.MONEY) == part.money and study.value(whole) > part.amount:
                text = _text(part.amount, study.value(whole), share.decimals)
                names = f"{part.text} of {study.pack.cell(whole).text} ({study.pack.name_of(whole)})"
                yield Made(text, f"{names} is {text}%.", (whole,))


def _named(study: Study, sentence: Sentence, share: Figure, table: PackTable) -> Iterator[Made]:
    """What the one row that the words name is of the row of all."""
    telling = study.once("telling", table.index, lambda: telling_of(table))
    said = telling_words(sentence.text)
    rows = {row: telling.row_hits(row, said) for row in range(len(table.rows))}
    most = max(rows.values(), default=0)
    named = [row for row, hits in rows.items() if hits == most and not is_total_row(study, table, row)]
    if not most or len(named) != 1:
        return
    columns = [column for column in table.value_columns if _counts(study, table, Place(table.index, named[0], column))]
    columns = [column for column in columns if is_whole_column(table, column)] or columns
    for column in columns:
        place = Place(table.index, named[0], column)
        for whole in _wholes(study, table, place):
            if whole.column == column and abs(study.value(whole)) > abs(study.value(place)) > 0:
                text = _text(study.value(place), study.value(whole), share.decimals)
                names = f"{study.pack.cell(place).text} ({study.pack.name_of(place)}) of {study.pack.cell(whole).text}"
                yield Made(text, f"{names} is {text}%.", (whole, place))


def _counts(study: Study, table: PackTable, place: Place) -> bool:
    return (
        study.is_number(place)
        and study.measure(place) in _ADDED
        and table.columns[place.column].role not in _NO_VALUE
        and table.rows[place.row].role not in _NO_VALUE
    )


def _wholes(study: Study, table: PackTable, place: Place) -> Iterator[Place]:
    for row in range(len(table.rows)):
        whole = Place(table.index, row, place.column)
        if row != place.row and is_total_row(study, table, row) and _counts(study, table, whole):
            yield whole
    for column in table.value_columns:
        whole = Place(table.index, place.row, column)
        if column != place.column and is_whole_column(table, column) and _counts(study, table, whole):
            yield whole


def _about(sentence: Sentence, share: Figure, part: Figure | None) -> str:
    """What is said about the percentage and the number told with it, as far as the next figures."""
    start = (part or share).start
    before = max((each.end for each in sentence.numbers if each.end <= start), default=0)
    after = min((each.start for each in sentence.numbers if each.start >= share.end), default=len(sentence.text))
    own = _ENDS.split(sentence.text[max(before, start - BEFORE) : start])[-1]
    far = share.end + (AFTER if part is None else RIGHT_AFTER)
    return own + sentence.text[start : share.end] + _ENDS.split(sentence.text[share.end : min(after, far)])[0]


BEFORE, AFTER, RIGHT_AFTER = 40, 30, 10
"""Characters in which what is said about a figure stands."""
_ENDS = re.compile(r"[.;:] |, (?:and|but|while|which) ")


def _is_explained(  # noqa: PLR0917 - the share, and all that may make it
    study: Study,
    paragraph: Sequence[Sentence],
    sentence: Sentence,
    share: Figure,
    part: Figure | None,
    tables: Sequence[PackTable],
) -> bool:
    """Whether a table prints the percentage in line with what it is of, or numbers told or in line make it."""
    half = float(share.interval.width) / 2 + 1e-9
    own = float(share.amount)
    told = [float(each.amount) for one in paragraph for each in one.numbers if each.amount > 0 and not each.percent]
    parts = told if part is None else [float(part.amount)]
    if any(_is_near(one, other, own, half) for one in parts for other in told):
        return True
    said = telling_words(f"{sentence.before} {sentence.text}")
    return any(_is_made_in(study, table, share, part, said) for table in tables)


def _is_made_in(study: Study, table: PackTable, share: Figure, part: Figure | None, said: frozenset[str]) -> bool:
    """Whether the table prints or makes it in line with the number told, else with a row that the words name."""
    half, own = float(share.interval.width) / 2 + 1e-9, float(share.amount)
    values = study.once("values by place", table.index, lambda: _values(study, table))
    telling = study.once("telling", table.index, lambda: telling_of(table))
    for place, value in values.items():
        meant = prints(study, part, place) if part is not None else telling.row_hits(place.row, said) > 0
        if meant and any(
            _is_near(value, other, own, half) or abs(other - own) <= half
            for at, other in values.items()
            if (at.row == place.row or at.column == place.column) and at != place
        ):
            return True
    return part is not None and any(
        _is_near(float(part.amount), value, own, half)
        for place, value in values.items()
        if is_total_row(study, table, place.row) or is_whole_column(table, place.column)
    )


def _is_near(one: float, other: float, own: float, half: float) -> bool:
    """Whether one is that share of the other, or so much more or less, in whatever units."""
    ratio = one / other * 100
    for scale in (1.0, 1e-3, 1e-6, 1e3, 1e6):
        share = abs(ratio) * scale
        if abs(share - own) <= half or abs(100 - share - own) <= half or abs(share - 100 - own) <= half:
            return True
    return False


def _values(study: Study, table: PackTable) -> dict[Place, float]:
    return {
        place: abs(float(study.value(place)))
        for place, _ in table.numbers()
        if study.is_number(place) and study.value(place)
    }
