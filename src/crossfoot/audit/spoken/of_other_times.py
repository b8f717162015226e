"""Whether a figure is told of a time that the cell held against it is not of: `a year ago`, `in Summer 2024`.

A table mostly prints the latest figures; what a sentence says of an earlier time stands in no cell of it.
"""

from __future__ import annotations

import re

from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.reading.times import Time, TimeKind
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.speaking import latest_of, place_time, time_of
from crossfoot.audit.spoken.spoken_times import is_bare
from crossfoot.audit.study import Study

_PERIOD = r"(?:year|month|quarter|term|week|half[- ]year|period|stage|point|time)s?"
_AGO = re.compile(
    rf"\b(?:(?:an?|one|two|three|five|ten|\d+) {_PERIOD} (?:ago|earlier|before|previously)|"
    rf"the {_PERIOD} before(?! last)|(?<!over the )(?<!in the )(?<!during the )(?<!than )"
    rf"(?:last|(?:the )?(?:previous|preceding|prior)) {_PERIOD}(?!['\u2019])|"
    rf"(?:at|in|over|for|during|by) (?:this|the same) (?:[a-z]+ )?(?:{_PERIOD}|date|day) "
    r"(?:of |in )?(?:last|the|an?|20\d\d)\b|"
    r"previously|formerly)",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:now|but|while|whereas|compared|against|than|since)\b|;", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d.,£])(?P<year>20\d\d)(?:\s?[-/\u2013]\s?(?:20)?(?P<end>\d\d)\b)?(?![\d%]|,\d)")
LEAD = 50
"""Characters at the head of a sentence in which a time is that of all that follows."""
AFTER = 30
HEAD_LINES = 4


def is_of_another_time(study: Study, sentence: Sentence, figure: Figure, place: Place) -> bool:
    """Whether the words give the figure an earlier time, or a year that the table of the cell is not of."""
    table = study.pack.tables[place.table]
    if _is_told_of_before(sentence, figure) and _is_of_latest(study, table, place):
        return True
    told = time_of(sentence, figure)
    years = _years_told(told)
    if not years and (lead := _YEAR.search(_lead(sentence, figure))):
        years = frozenset([int(lead["year"])])
    known = study.once("years of table", table.index, lambda: _years_of(study, table))
    return bool(years and known) and not years & known


def _lead(sentence: Sentence, figure: Figure) -> str:
    lead = sentence.text[: min(LEAD, figure.start + 1)]
    return lead.partition(",")[0] if _PREPOSITION.match(lead) else ""


_SHARE = re.compile(r"(?: (?:out )?of (?:the )?\d[\d,]*)?(?: ?\(\d[\d.]*%\))?")
"""`98 of 161 (61%) the year before`."""
_PREPOSITION = re.compile(r"(?:[\d.()]{1,6}\s+)?(?:in|at|on|by|during|for|over|as at)\b", re.IGNORECASE)


def _is_told_of_before(sentence: Sentence, figure: Figure) -> bool:
    text = sentence.text
    share = _SHARE.match(text, figure.end)
    end = share.end() if share is not None else figure.end
    earlier = [each.end for each in sentence.numbers if each.end <= figure.start]
    later = [each.start for each in sentence.numbers if each.start >= end]
    after = text[end : min([end + AFTER, *later])]
    if (match := _AGO.search(after)) and not re.search(r"[,;]|\b(?:than|on|since|from)\b", after[: match.start()]):
        return True
    between = text[max(earlier, default=0) : figure.start]
    if (match := _AGO.search(between)) and not _NOW.search(between):
        return True
    lead = _AGO.search(text[:LEAD])
    return lead is not None and lead.end() <= figure.start and not _NOW.search(text[: figure.start])


def _is_of_latest(study: Study, table: PackTable, place: Place) -> bool:
    """Whether the cell is of the latest of the times beside it, or of none."""
    if place_time(study, place) is None:
        names = (table.columns[place.column].heading, table.rows[place.row].label)
        headings = (column.heading for column in table.columns)
        lines = (_years_in(" ".join(headings)), _years_in(" ".join(row.label for row in table.rows)))
        ended = (bool(own := _years_in(name)) and max(own) < max(all_) for name, all_ in zip(names, lines, strict=True))
        return not any(ended) and not any(map(_AGO.search, names))
    row = [Place(table.index, place.row, column) for column in table.value_columns]
    column = [Place(table.index, row, place.column) for row in range(len(table.rows))]
    line = row if study.pack.column(place).time is not None else column
    return place in latest_of(study, [each for each in line if study.is_number(each)])


def _years_told(told: Time | None) -> frozenset[int]:
    if told is None or is_bare(told) or told.year is None:
        return frozenset()
    return frozenset([told.year, told.year + 1] if told.kind in {TimeKind.SPAN, TimeKind.QUARTER} else [told.year])


def _years_of(study: Study, table: PackTable) -> frozenset[int]:
    """The years that its words and times tell, those of the paper's title where they tell none."""
    labels = [*(column.heading for column in table.columns), *(row.label for row in table.rows)]
    times = [*(column.time for column in table.columns), *(row.time for row in table.rows)]
    found = _years_in(" ".join((table.caption, *table.captions[:2], *labels)))
    for time in times:
        found |= _years_told(time)
    first = min(each.line for each in study.pack.tables)
    head = [each.text for each in study.pack.paragraphs if each.line < first][:HEAD_LINES]
    titles = [text for text in head if not text.rstrip().endswith(".")]
    return frozenset(found | _years_in(" ".join(titles)))


def _years_in(text: str) -> frozenset[int]:
    found: set[int] = set()
    for match in _YEAR.finditer(text):
        found.add(int(match["year"]))
        if match["end"]:
            found.add(2000 + int(match["end"]))
    return frozenset(found)
