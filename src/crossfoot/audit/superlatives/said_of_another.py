"""Whether a superlative is said of another line of figures than the one that its words were matched with.

`August was the worst month, with 49 late`: the 49 stands among those late. `The largest rises` are changes, and
`the smallest share` is a percentage.
"""

from __future__ import annotations

import re

from crossfoot.audit.counted.no_counts import is_for_each
from crossfoot.audit.quoting.named_lines import lines_named
from crossfoot.audit.quoting.near_tables import is_whole_column, prints, rows_without_totals
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.number_words import COUNT, number_of
from crossfoot.audit.spoken.sentences import Sentence
from crossfoot.audit.spoken.spoken_words import plain_words
from crossfoot.audit.spoken.telling_words import telling_words
from crossfoot.audit.study import Study

_VALUE = re.compile(r"[^.;:\d]{0,45}?(?:,? (?:with|at|is|was|of)|,|\()\s?(?:only |just )?(?=£?\d)", re.IGNORECASE)
_NEXT = re.compile(r"\b(?:and|but|while|whereas)\b", re.IGNORECASE)
_MOVES = re.compile(
    r"\s(?:[a-z]+ ){0,2}?(?:rises?|increases?|falls?|drops?|decreases?|reductions?|changes?|improvements?|growth|"
    r"gains?)\b",
    re.IGNORECASE,
)
_SHARES = re.compile(r"\s(?:[a-z]+ ){0,1}?(?:shares?|proportions?|percentages?)\b", re.IGNORECASE)
_BY_SHARE = re.compile(
    r"(?:\s[a-z]+){0,3}?\s(?:by (?:percentage|proportion|share|rate)|in (?:percentage|proportionate|relative) terms|"
    r"proportionate(?:ly)?|(?:as a|in) (?:percentage|proportion|share) (?:of|to)|(?:relative|in relation) to|"
    r"for (?:its|their) size)\b",
    re.IGNORECASE,
)
"""`The largest overspend by percentage` need not be the largest amount."""
_CHANGE = re.compile(
    r"\bchang|\bmove|\brise|\bfall|\bincrease|\bdecrease|\bdiffer|\bgrowth|\bimprove|\bpoints?\b", re.IGNORECASE
)
_NOUN = re.compile(r"\s[a-z]+\b", re.IGNORECASE)
_AVERAGED = frozenset([Measure.PERCENT, Measure.RATE])


def is_of_another(study: Study, sentence: Sentence, at: int, own: Place, end: Place) -> bool:
    """Whether what follows the superlative, from the character `at` on, is not of the line of these two cells."""
    after = sentence.text[at:]
    line = study.pack.tables[own.table]
    name = line.columns[own.column].heading if own.column == end.column else line.rows[own.row].label
    if _MOVES.match(after):
        role = line.columns[own.column].role if own.column == end.column else line.rows[own.row].role
        if role is not Role.DIFFERENCE and not _CHANGE.search(name):
            return True
    if (few := _OF_SO_MANY.match(after)) and number_of(few["number"]) < _how_many(study, line, own, end):
        return True
    if (_SHARES.match(after) or _BY_SHARE.match(after)) and study.measure(own) not in _AVERAGED:
        return True
    left = _LEFT.match(after)
    if left is not None and not telling_words(left[1]) & telling_words(name):
        return True
    if _FOR.match(after) and _is_so_where_named(study, sentence.text[:at], line, own, end):
        return True
    of_another = _is_noun_of_another(line, after, own, end) or _has_other_value(study, sentence, at, own, end)
    return of_another or _TIME_BEFORE.search(after) is not None


_TIME_BEFORE = re.compile(r"\bthe (?:day|week|month|quarter|term|year) (?:before|after|earlier)\b", re.IGNORECASE)
"""`58 were out in July, having peaked at 70 the month before`: the time named is not that of the most."""
_LEFT = re.compile(
    r"(?:\s[a-z]+){1,2}?\s(left|remaining|unfilled|empty|vacant|unused|spare|outstanding|waiting|untaken)\b",
    re.IGNORECASE,
)
"""`The most places left`: what is left of the places is another number than the places."""
_OF_SO_MANY = re.compile(rf"[^.,;:\d]{{0,40}}?\bof (?:the|these|those) (?P<number>{COUNT})\b", re.IGNORECASE)
"""`The smallest overspend of the three`, in a table of four: of those that were named."""


_FOR = re.compile(r"\s(?:[a-z]+ )?for\b", re.IGNORECASE)


def _is_so_where_named(study: Study, head: str, table: PackTable, own: Place, end: Place) -> bool:
    """`June was the worst month for loans but the best for visits`: in June visits are the most, or the fewest."""
    across = own.row == end.row
    for each in lines_named(head, [table]):
        if each.by_row == across:
            cell = own._replace(row=each.number) if across else own._replace(column=each.number)
            count = range(len(table.rows)) if across else table.value_columns
            line = [cell._replace(row=number) if across else cell._replace(column=number) for number in count]
            values = [study.value(place) for place in line if study.is_number(place)]
            if study.is_number(cell) and study.value(cell) in {max(values), min(values)}:
                return True
    return False


def _how_many(study: Study, table: PackTable, own: Place, end: Place) -> int:
    """How many rows, or columns, are compared with each other."""
    if own.column == end.column:
        return len(rows_without_totals(study, table))
    role = table.columns[own.column].role
    alike = [column for column in table.value_columns if table.columns[column].role is role]
    return sum(not is_whole_column(table, column) for column in alike)


def _is_noun_of_another(table: PackTable, after: str, own: Place, end: Place) -> bool:
    """Whether the word right after it heads another line and not this one: `the smallest target`."""
    noun = _NOUN.match(after)
    words = plain_words(noun[0]) if noun is not None else frozenset()
    if own.column == end.column:
        names = [table.columns[column].heading for column in table.value_columns]
        name = table.columns[own.column].heading
    else:
        names = [row.label for row in table.rows]
        name = table.rows[own.row].label
    return bool(words) and not words & plain_words(name) and any(words <= plain_words(each) for each in names)


def _has_other_value(study: Study, sentence: Sentence, at: int, own: Place, end: Place) -> bool:
    """Whether the value told right with it stands nowhere in the line: `highest at Cabinet (94%)` is of no count."""
    lead = _VALUE.match(sentence.text, at)
    if lead is None or _NEXT.search(lead[0]):
        return False
    told = next((each for each in sentence.figures if each.start >= lead.end() - 1), None)
    if told is None or told.start > lead.end() + 1:
        return False
    if study.measure(own) is not Measure.MONEY and is_for_each(sentence, told):
        # `£200 a home` is what each costs, and no number of homes.
        return True
    if told.digits < 2 or _APART.match(sentence.text, told.end):
        return False
    table = study.pack.tables[own.table]
    if own.column == end.column:
        cells = [own._replace(row=row) for row in range(len(table.rows))]
    else:
        cells = [own._replace(column=column) for column in table.value_columns]
    numbers = [(cell, study.pack.cell(cell).number) for cell in cells if study.is_number(cell)]
    # `12.5` told is no whole 13 of a column of counts.
    fine = [cell for cell, number in numbers if told.money or (number and number.decimals >= told.decimals)]
    return not any(prints(study, told, cell) for cell in fine)


_APART = re.compile(
    r"%?\s(?:[a-z]+\s){0,2}?(?:apart|above|below|more|fewer|less|higher|lower|ahead|behind|clear|up|down|over|under)\b",
    re.IGNORECASE,
)
"""`8.1 weeks apart`: a gap between two of the line."""
