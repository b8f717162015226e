"""Counts and percentages told in words against the cells that the words name: another month, a digit turned, near."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from crossfoot.audit.intervals import total
from crossfoot.audit.quoting.find_misquoted_figures import QUOTED
from crossfoot.audit.quoting.near_tables import is_of_another_year, is_whole_row, tables_beside
from crossfoot.audit.quoting.other_readings import is_compared_before, is_made_in_line, is_start
from crossfoot.audit.quoting.worked_out import is_against_another, is_worked_out
from crossfoot.audit.reading.pack import Place
from crossfoot.audit.reading.times import MONTH_WORDS, Time, TimeKind
from crossfoot.audit.spoken.limits import is_in_a_label
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.slips import is_turned
from crossfoot.audit.spoken.speaking import (
    Meant,
    Speaking,
    at_time,
    clause_of,
    fits_unit,
    is_earlier,
    is_time,
    latest_of,
    lines_from,
    place_time,
    time_of,
)
from crossfoot.audit.spoken.spoken_times import spoken_times_in
from crossfoot.audit.spoken.spoken_words import plain_words, spaced
from crossfoot.audit.spoken.telling import tell_misquoted
from crossfoot.audit.study import Study

_CHANGED_BEFORE = re.compile(
    r"\b(?:by|(?:increase|rise|fall|drop|decrease|reduction|growth|change|difference|gap|improvement|shortfall|"
    r"movement|"
    r"target|threshold|limit|ceiling|range|standard|ambition|cost|budget)(?: of| is| was)?|(?:year|month|quarter|week) "
    r"(?:before|earlier|ago|previously) ?\(?|(?:more|less|fewer|higher|"
    r"lower|better|worse|later|earlier|other|older|younger) than|over|under|above|below|about|around|nearly|almost|"
    r"approximately|roughly|some|up to|at least|at most|every|each|aged|age|ages|between|within|(?<!total "
    r")(?<!figure )(?<!rate )(?<!number )of|for|\d%? to|peak(?:ed)?"
    r"|by £?\d[\d,.]*(?:m|k|bn)?(?:,? or| \()(?: by)?|\d+ at|(?:interest|rate) (?:of|at)"
    r"|worked out|works out(?: at| as| to)?"
    r"|average|mean|low|high|score|step|stage|week|day|year|years|months|plus|of them|of these|of those|another|a"
    r" further|an extra|an additional)\s*(?:the |a |an |all |only |just )?$",
    re.IGNORECASE,
)
_CHANGED_AFTER = re.compile(
    r"\s*(?:more|fewer|higher|lower|less|points?|days?|weeks?|months?|years?|hours?|times|"
    r"(?:\w+ )?or (?:more|less|fewer|over|"
    r"under)|out of|of (?:the )?\d|per\b|each|for (?:every|each)|to \d|in every|and over|"
    r"and under|\+|in (?:one )?hundred|x\b|placements?"
    r"\b(?= or)|below|above|down|up on|of (?:the|these|those|them|which|whom)\b|additional|extra|further|minutes|miles"
    r"|working|calendar|school days|\((?:lines?|rows?|pages?) \d+\),? worked out)",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:england|national(?:ly)?|neighbours?|region(?:al)?|london|benchmark|comparator|target|"
    r"standards?|goal|forecast|estimate[ds]?|"
    r"expected|predicted|projected|planned|would|could|should|if|will be|average|mean|median|typical)\b",
    re.IGNORECASE,
)
_LONG = re.compile(
    r"\b(?:year to date|since (?:april|september|the start)|(?:over|in|during|for|across|throughout) the (?:\w+ )?"
    r"(?:year|quarter|period|months|half[- ]year|term)|rolling|cumulative|in total|altogether|so far|annual(?:ly)?|"
    r"(?:past|last|previous|preceding) (?:\w+ )?(?:year|months|quarter|month|week|term)|(?:a|one) (?:year|month|quarter"
    r"|week|term) (?:ago|before|earlier|previously)|(?:two|three|four|five|\d) (?:years?|months|quarters|weeks))\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:in line with|similar to|close to|better than|worse than|above|below|higher than|lower than|compared (?:to|"
    r"with)"
    r"|against)\b[^,;.\d]{0,40}?\b(?:england|national(?:ly)?|neighbours?|region(?:al)?|london)\b(?: average| figure| "
    r"rate)?"
    r"(?= (?:at|with)\b)",
    re.IGNORECASE,
)
_AGAINST = re.compile(r",?\s\(?(?:against|compared (?:with|to)|versus|vs)\b", re.IGNORECASE)
_EXTREME = re.compile(
    r"\b(?:(?:high|low|larg|small|great|strong|weak|bus|quiet|long|short|few)(?:i)?est|most|least|best|worst|"
    r"peak(?:ed)?|"
    r"minimum|maximum|record)\b",
    re.IGNORECASE,
)
"""The figure of some other time, or of one line among several."""
_RELATIVE = re.compile(
    r"^[^.;]{0,36}?\b(?:(?:a|one|the) (?:year|month|quarter|week) (?:before|earlier|ago|previously)|(?:last|previous|"
    r"preceding) (?:year|month|quarter|time|report))\b",
    re.IGNORECASE,
)
_NUMBER = r"[-+\u2212]?£?\d[\d,.]*%?"
_ROW = re.compile(rf"(?<!\S){_NUMBER}(?:\s(?:{_NUMBER}|\[\w\]|-|\u2013|n/a)){{2,}}(?!\S)")
"""Numbers side by side are a row of a table that was read as words, and no sentence."""
_TIMES_AND_LINES = re.compile(
    rf"\b(?:{MONTH_WORDS}|Q[1-4]|and|or|to|in|at|lines?|rows?|pages?|tables?)\b", re.IGNORECASE
)
"""`Jan-17 85.0% and 89.9% (lines 12 and 40).` names no row."""
_ONLY_COUNT = re.compile(r"there (?:was|were|is|are|will be) [\w-]+(?: in (?:all|total))?\.?", re.IGNORECASE)
"""`There were twelve.` names nothing."""
_LETTER = re.compile(r"[^\W\d_]")
_NUMBERED = re.compile(r"\s*\(")
"""`(14) In short`: the paragraph's own number."""
MOST_PLACES = 80
_NEARLY = Fraction(3, 10)
CLOSE = 20
"""Lines from a table within which one word is enough to name a row of it."""


def find_misquoted_rows(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every count and percentage of a sentence against the cells that its words name."""
    for sentence in sentences:
        if _ROW.search(sentence.text) or not _LETTER.search(_TIMES_AND_LINES.sub(" ", sentence.text)):
            continue
        if _ONLY_COUNT.fullmatch(sentence.text):
            continue
        for figure in _figures(sentence):
            _check(study, sentence, figure, speaking)


def _figures(sentence: Sentence) -> Iterator[Figure]:
    for figure in sentence.numbers:
        if figure.money or figure.points or (figure.is_plain and abs(figure.amount) < 10):
            continue
        before, after = sentence.text[: figure.start], sentence.text[figure.end :]
        if _NUMBERED.fullmatch(before) and after.startswith(")"):
            continue
        if _CHANGED_BEFORE.search(before[-45:]) or _CHANGED_AFTER.match(after):
            continue
        yield figure


def _check(study: Study, sentence: Sentence, figure: Figure, speaking: Speaking) -> None:
    clause = clause_of(sentence, figure)
    # `93%, against a target of 90%`: the first is the row's own.
    after = _AGAINST.split(sentence.text[figure.end : figure.end + 25])[0].partition(";")[0]
    beside = _COMPARED.sub(" ", sentence.text[max(0, figure.start - 70) : figure.end] + after)
    if _OTHERS.search(beside) or _EXTREME.search(clause) or _EXTREME.search(sentence.text[: figure.start][-45:]):
        return
    found = speaking.spoken_of(sentence, clause, most_extra=1)
    told = time_of(sentence, figure)
    found = [each for each in found if _has_unit(study, each, figure, told) and not is_start(study, sentence, each)]
    all_places = [place for meant in found for place in meant.places][:MOST_PLACES]
    if not found or len(all_places) == MOST_PLACES:
        return
    meant = {id(each): _places_meant(speaking, each, figure, told) for each in found}
    if any(_is(study, figure, place) for places in meant.values() for place in places):
        study.ledger.agreed(QUOTED)
        return
    timed = any(place_time(study, place) is not None for place in all_places)
    if (is_earlier(sentence, figure) and (told is None or not timed)) or _RELATIVE.search(
        sentence.text[figure.end : figure.end + 60]
    ):
        return
    words = speaking.content(clause) or plain_words(sentence.text)
    if speaking.stands_with(figure, words, but=[*all_places, *_of_other_times(study, figure, told)]):
        return
    if _IN_ALL.search(clause) and _is_of_all(study, figure, found):
        return
    accusable = [each for each in found if meant[id(each)]]
    turned = [each for each in accusable if _turned_in(study, figure, meant[id(each)])]
    accused = next(iter(turned or accusable), None)
    near = [*tables_beside(speaking, sentence.line), *(study.pack.tables[each.line.table] for each in accusable[:1])]
    if (
        accused is not None
        and len({each.line.words for each in found}) == 1
        and not (
            _is_of_several(study, sentence, figure, accused)
            or _is_share_of_other(study, sentence, figure, accused)
            or _is_of_the_whole_row(study, sentence, figure, accused)
            or is_worked_out(study, sentence, figure, near)
            or any(is_against_another(study, sentence, figure, place) for place in meant[id(accused)][:1])
            or is_compared_before(sentence, accused)
            or _is_of_another(study, sentence, figure, accused, meant[id(accused)], clause)
        )
    ):
        _accuse(study, sentence, figure, accused, meant[id(accused)], clause, told)


_TOGETHER = re.compile(
    r"\b(?:between (?:them|the (?:two|three|four))|together|combined|jointly|taken as one)\b", re.IGNORECASE
)
_IN_ALL = re.compile(r"\b(?:overall|in all|altogether|as a whole|in total)\b", re.IGNORECASE)


def _is_of_all(study: Study, figure: Figure, found: Sequence[Meant]) -> bool:
    """Whether it is of the whole of the table: `of them 12 were late, and attendance overall was 93.1%`."""
    return any(
        _is(study, figure, Place(place.table, row, place.column))
        for meant in found
        for place in meant.places
        for row, each in enumerate(study.pack.tables[place.table].rows)
        if is_whole_row(study.pack.tables[place.table], row) and each.cells
    )


def _has_unit(study: Study, meant: Meant, figure: Figure, told: Time | None) -> bool:
    return any(fits_unit(study, figure, place) for place in meant.places) or bool(
        told is not None and _in_row_at(study, meant, figure, told)
    )


def _places_meant(speaking: Speaking, meant: Meant, figure: Figure, told: Time | None) -> list[Place]:
    study = speaking.study
    places = [place for place in meant.places if fits_unit(study, figure, place)]
    if told is None:
        return latest_of(study, places)
    if any(place_time(study, place) is not None for place in places):
        return at_time(study, places, told)
    if then := _in_row_at(study, meant, figure, told):
        return then
    # A table of one time: the one that its caption tells, where it tells one.
    table = study.pack.tables[meant.line.table]
    caption = " ".join((table.caption, *table.captions[:2]))
    times = [spoken.time for spoken in spoken_times_in(caption)]
    if not times and is_of_another_year(speaking, table, told):
        return []
    return places if not times or any(is_time(time, told) or is_time(told, time) for time in times) else []


def _in_row_at(study: Study, meant: Meant, figure: Figure, told: Time) -> list[Place]:
    """The cells of the row or column at the time told, where words of the sentence name a line of no time across it."""
    table = study.pack.tables[meant.line.table]
    if meant.line.by_row:
        row = [Place(table.index, meant.line.number, column) for column in table.value_columns]
    else:
        row = [Place(table.index, each, meant.line.number) for each in range(len(table.rows))]
    return at_time(study, [each for each in row if study.is_number(each) and fits_unit(study, figure, each)], told)


def _of_other_times(study: Study, figure: Figure, told: Time | None) -> list[Place]:
    """Cells that print the figure at another time than that told: they excuse nothing."""
    return [
        place
        for table in (study.pack.tables if told is not None else ())
        for place, cell in table.numbers()
        if cell.number is not None
        and cell.number.value == figure.amount
        and told is not None
        and (time := place_time(study, place)) is not None
        and _is_alike(time, told)
        and not is_time(time, told)
    ]


def _is_alike(time: Time, told: Time) -> bool:
    return time.kind is told.kind or {time.kind, told.kind} == {TimeKind.MONTH, TimeKind.BARE_MONTH}


def _is_of_several(study: Study, sentence: Sentence, figure: Figure, meant: Meant) -> bool:
    """Whether rows that share the words said make the figure together: `special schools of either kind`."""
    said = meant.line.words & plain_words(sentence.text)
    if not meant.line.by_row or not said:
        return False
    table = study.pack.tables[meant.line.table]
    rows = [number for number, row in enumerate(table.rows) if said <= plain_words(row.label)]
    for column in {place.column for place in meant.places} if len(rows) > 1 else ():
        beside = [Place(table.index, row, column) for row in rows]
        if all(map(study.is_number, beside)) and total(map(study.interval, beside)).meets(figure.interval):
            return True
    return False


def _is_of_another(  # noqa: PLR0917 - the figure, and what it is held against
    study: Study, sentence: Sentence, figure: Figure, accused: Meant, places: Sequence[Place], clause: str
) -> bool:
    """Whether a label has it, cells of the row make it, or the row comes after it in another clause: `lowest in X`."""
    table = study.pack.tables[accused.line.table]
    if not figure.is_plain and is_in_a_label(figure, [table]):
        return True
    if not accused.line.by_row:
        return False
    if _TOGETHER.search(sentence.text) or any(is_made_in_line(study, figure, place) for place in places[:1]):
        return True
    extreme = _EXTREME.search(sentence.text, figure.end)
    if extreme is not None and not accused.line.words <= plain_words(sentence.text[: extreme.start()]):
        return True
    # `At 20.6%, the share in Pellow is above the 19.3% of the area`: the clause of the figure has no row.
    said = spaced(sentence.text)
    rows = [row for row in range(len(table.rows)) if is_whole_row(table, row) or spaced(table.rows[row].label) in said]
    beside = [Place(place.table, row, place.column) for place in places[:1] for row in rows]
    return not accused.line.words & plain_words(clause) and any(_is(study, figure, place) for place in beside)


def _is_of_the_whole_row(study: Study, sentence: Sentence, figure: Figure, accused: Meant) -> bool:
    """Whether the row of all has this figure and another of the sentence: then the sentence is of that row."""
    table = study.pack.tables[accused.line.table]
    others = [each for each in sentence.numbers if each is not figure and each.digits > 1]
    for number in range(len(table.rows)):
        if is_whole_row(table, number) or number == len(table.rows) - 1:
            row = [
                place for column in table.value_columns if study.is_number(place := Place(table.index, number, column))
            ]
            if any(_is(study, figure, place) for place in row) and any(
                _is(study, each, place) for each in others for place in row
            ):
                return True
    return False


def _is_share_of_other(study: Study, sentence: Sentence, figure: Figure, meant: Meant) -> bool:
    """Whether the percentage is the share of a count just before it, `223 (21.5%)`, that is not of the line meant."""
    count = next((each for each in sentence.numbers if 0 <= figure.start - each.end <= 2), None)
    bracket = figure.percent and sentence.text[: figure.start].rstrip().endswith("(")
    if count is None or not bracket or not count.is_plain:
        return False
    table, line = study.pack.tables[meant.line.table], meant.line
    across = range(len(table.columns)) if line.by_row else range(len(table.rows))
    beside = [
        Place(table.index, line.number, at) if line.by_row else Place(table.index, at, line.number) for at in across
    ]
    return not any(_is(study, count, place) for place in beside if study.pack.cell(place).number is not None)


def _turned_in(study: Study, figure: Figure, places: Sequence[Place]) -> bool:
    return any(is_turned(_printed(figure), study.pack.cell(place).text) for place in places)


def _is(study: Study, figure: Figure, place: Place) -> bool:
    """Whether the figure is the cell, to the decimals of whichever has fewer."""
    number = study.pack.cell(place).number
    if number is None:
        return False
    if figure.decimals == number.decimals:
        return abs(number.amount) == abs(figure.amount)
    return abs(figure.interval).meets(abs(number.rounded))


def _accuse(  # noqa: PLR0917 - what it is accused of, and by what
    study: Study,
    sentence: Sentence,
    figure: Figure,
    meant: Meant,
    places: Sequence[Place],
    clause: str,
    told: Time | None,
) -> None:
    alike = [place for place in places if _turned_in(study, figure, [place])]
    nearest = min(alike or places, key=lambda place: abs(study.value(place) - figure.amount))
    value = study.value(nearest)
    others = [place for place in meant.places if place not in places and fits_unit(study, figure, place)]
    stale = next((place for place in others if _is(study, figure, place)), None)
    turned = is_turned(_printed(figure), study.pack.cell(nearest).text)
    if stale is not None:
        if (
            _is_heading_said(study, sentence, stale)
            or meant.extra - {"part"}
            or figure.digits < 2
            or (told is None and _LONG.search(clause))
        ):
            return
        why, confidence = f" That is the figure of {_when(study, stale)}.", 0.75
    elif turned and figure.digits >= 2:
        why, confidence = " Digits are turned or mistyped.", 0.75
    elif (
        not meant.extra
        and _is_named_well(study, sentence, meant)
        and abs(value - figure.amount) <= abs(value) * _NEARLY
        and not _LONG.search(clause)
    ):
        why, confidence = "", 0.6
    else:
        return
    tell_misquoted(study, QUOTED, sentence, figure.text, nearest, confidence, why)


def _is_heading_said(study: Study, sentence: Sentence, place: Place) -> bool:
    """Whether the words have the whole heading over a cell, or the label of its row, whose time they tell so."""
    said = spaced(sentence.text)
    column, row = study.pack.column(place), study.pack.row(place)
    lines = ((column.time, column.heading), (row.time, row.label))
    return any(time is not None and spaced(text) in said for time, text in lines if text)


def _is_named_well(study: Study, sentence: Sentence, meant: Meant) -> bool:
    """By two words or more, or by the label of a row in a table close by."""
    return len(meant.words) > 1 or lines_from(study.pack.tables[meant.line.table], sentence.line) <= CLOSE


def _when(study: Study, place: Place) -> str:
    time = place_time(study, place)
    return time.name if time is not None else study.pack.name_of(place)


def _printed(figure: Figure) -> str:
    return str(int(figure.amount)) if figure.spelled else figure.text
