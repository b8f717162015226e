"""`Marsh Lane was the only site where the number fell`: of the rows beside the words it alone is in that state."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossfoot.audit.counted.conditions_of_rows import (
    Reading,
    is_of_something_else,
    rows_beyond,
    rows_that_moved,
)
from crossfoot.audit.counted.find_listed_states import LISTED
from crossfoot.audit.counted.told_states import States, mentions_in, parts_of, states_of
from crossfoot.audit.quoting.near_tables import is_total_row, tables_beside
from crossfoot.audit.reading.labels import summarises
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.spoken.number_words import COUNT, number_of
from crossfoot.audit.spoken.sentences import Sentence
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.spoken.telling_words import row_name, telling_of, telling_words
from crossfoot.audit.study import Study

_STATE = r"(?P<state>[^.;:,]{3,60})"
_NAME = r"(?P<name>[A-Z][^.;:,]{1,50}?)"
_ONLY = re.compile(rf"^(?:[\d.]+ )?{_NAME} (?:was|is|were|are|remains?|remained) the only {_STATE}")
_THAT = re.compile(
    r"^(?:[\d.]+ )?The (?:only |one )?[a-z]+ that (?P<state>rose|fell|improved|worsened|grew|shrank|went (?:up|down)) "
    rf"(?:was|is) {_NAME}(?=[,.;]|$)"
)
_ALONE = re.compile(
    r"(?:^|[,;:] |\b(?:and|but|so|while) )(?i:only) (?:the )?(?P<name>[A-Za-z][^.;:,]{1,50}?) "
    r"(?P<state>(?:is|are|was|were|has|have|had|saw|does|did|do|fell|rose|beat\w*|met|missed|grew|shrank|improved|"
    r"worsened|exceeds?|exceeded|went|stands?|stood|finished)\b[^.;,]{0,60})"
)
"""`Only Marsh Lane is above the average`."""
_IN_ALL = re.compile(
    rf"^(?:\(?[\d.]+\)? )?(?:In|For|At) (?:all(?: the)?|each of the|every one of the) (?P<number>{COUNT}) "
    r"(?P<noun>[a-z]+),? (?P<state>[^.;,]{0,40}\b(?:is|are|was|were|stands?|stood)\b[^.;,]{3,60})"
)
"""`In all three areas the rate is above England's`."""
_UNSURE = re.compile(
    r"\b(?:not|never|no|nor|neither|if|would|will|every|each|since|until|nearly|almost|both|twice|"
    r"by (?:more|less|at|over|under)|\d)\b|\d",
    re.IGNORECASE,
)
_NOT_SO = re.compile(r"\b(?:not|no longer|nearly|almost|among|of the|than (?!in\b)|since|ever|apart|except|target)\b")
_AS_OFTEN = ((re.compile(r"\bless often\b"), "fell"), (re.compile(r"\bmore often\b"), "rose"))
FEWEST = 3


def find_only_lines(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every row that is said to be the only one in a state."""
    for sentence in sentences:
        _check_conditions(study, sentence, speaking)
        match = _ONLY.match(sentence.text) or _THAT.match(sentence.text)
        if match is None or _NOT_SO.search(match["state"]):
            continue
        state = match["state"]
        for often, word in _AS_OFTEN:
            state = often.sub(word, state)
        tables = [each for each in tables_beside(speaking, sentence.line, most=3) if each.index not in study.copies]
        for table in tables:
            named = _row_named(table, match["name"])
            if named is not None:
                _check(study, sentence, match, state, named, table)
                break


def _check_conditions(study: Study, sentence: Sentence, speaking: Speaking) -> None:
    """Of what a benchmark or a time before makes so: the rows named alone, or all of them."""
    match = _ALONE.search(sentence.text) or _ONLY.match(sentence.text) or _IN_ALL.match(sentence.text)
    if match is None or _UNSURE.search(match["state"]) or _ONLY_SO.search(match["state"]):
        return
    for table in tables_beside(speaking, sentence.line, most=2):
        rows = [
            row
            for row in parts_of(table)
            if not is_total_row(study, table, row) and not summarises(table.rows[row].label)
        ]
        named = _rows_named(table, rows, match.groupdict().get("name"))
        if table.index in study.copies or len(rows) < FEWEST or not named:
            continue
        if is_of_something_else(table, match["state"]):
            return
        if match.re is _IN_ALL and number_of(match["number"]) != len(rows):
            continue
        readings = _readings(study, table, rows, match["state"], sentence.text)
        if readings:
            _judge(study, sentence, match, table, named, readings)
            return


_ONLY_SO = re.compile(r"\b(?:only|just|slightly|well|far|most|least)\b", re.IGNORECASE)


def _rows_named(table: PackTable, rows: Sequence[int], name: str | None) -> list[int]:
    """The rows of the names joined by `and`; all rows where there is no name; none where one is of no row."""
    if name is None:
        return list(rows)
    found = [_row_named(table, each) for each in re.split(r",\s|,? and (?:the )?", name)]
    return [row for row in found if row is not None and row in rows] if None not in found else []


def _readings(study: Study, table: PackTable, rows: Sequence[int], state: str, text: str) -> list[Reading]:
    """What the columns make of the condition, of those alone that most words of the sentence tell."""
    found = list(rows_beyond(study, table, rows, state))
    found = found or list(rows_that_moved(study, table, rows, state))
    telling, words = study.once("telling", table.index, lambda: telling_of(table)), telling_words(text)
    most = max((telling.column_hits(each.column, words) for each in found), default=0)
    return [each for each in found if telling.column_hits(each.column, words) == most]


def _judge(  # noqa: PLR0917 - the words, the rows named, and what the table makes of them
    study: Study,
    sentence: Sentence,
    match: re.Match[str],
    table: PackTable,
    named: Sequence[int],
    readings: Sequence[Reading],
) -> None:
    """Told where each reading has other rows: all of them another one for `only`."""
    if any(set(each.rows) == set(named) for each in readings):
        study.ledger.agreed(LISTED)
        return
    held = {each.rows for each in readings if each.rows or match.re is _IN_ALL}
    if len(held) != 1:
        return
    rows, each = held.pop(), readings[0]
    names = ", ".join(row_name(table.rows[row]) for row in rows) or "none"
    told = match.groupdict().get("name") or match["state"]
    working = f"By {table.columns[each.column].heading} that is so of {names}."
    places = [Place(table.index, row, each.column) for row in (*rows, *named)]
    tell(study, LISTED, sentence, told, names, working, 0.75, places)


def _row_named(table: PackTable, name: str) -> int | None:
    """The one row whose label has all words of the name."""
    words = telling_words(name)
    rows = [row for row, each in enumerate(table.rows) if words and words <= telling_words(row_name(each))]
    return rows[0] if len(rows) == 1 else None


def _check(  # noqa: PLR0917 - the words, the row and its table
    study: Study, sentence: Sentence, match: re.Match[str], state: str, named: int, table: PackTable
) -> None:
    others: dict[int, States] = {}
    for states in states_of(study, table):
        of_row = {row: each for row, each in states.of_row.items() if not is_total_row(study, table, row)}
        mentions = {each.state for each in mentions_in(state, states)}
        rows = [row for row, each in of_row.items() if each in mentions]
        if len(mentions) != 1 or len(of_row) < FEWEST or named not in of_row:
            continue
        if rows == [named]:
            study.ledger.agreed(LISTED)
            return
        if len(rows) == 1:
            others.setdefault(rows[0], states)
    if len(others) != 1:
        return
    row, states = next(iter(others.items()))
    heading = table.columns[states.column].heading
    working = f"By {heading} that is {row_name(table.rows[row])} alone."
    places = [Place(table.index, row, states.column), Place(table.index, named, states.column)]
    tell(study, LISTED, sentence, match["name"], row_name(table.rows[row]), working, 0.75, places)
