"""`Marsh Lane was the only site where the number fell`: of the rows beside the words it alone is in that state."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossfoot.audit.quoting.find_listed_states import LISTED
from crossfoot.audit.quoting.near_tables import is_total_row, tables_beside
from crossfoot.audit.quoting.told_states import States, mentions_in, states_of
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.spoken.sentences import Sentence
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.spoken.telling_words import row_name, telling_words
from crossfoot.audit.study import Study

_STATE = r"(?P<state>[^.;:,]{3,60})"
_NAME = r"(?P<name>[A-Z][^.;:,]{1,50}?)"
_ONLY = re.compile(rf"^(?:[\d.]+ )?{_NAME} (?:was|is|were|are|remains?|remained) the only {_STATE}")
_THAT = re.compile(
    r"^(?:[\d.]+ )?The (?:only |one )?[a-z]+ that (?P<state>rose|fell|improved|worsened|grew|shrank|went (?:up|down)) "
    rf"(?:was|is) {_NAME}(?=[,.;]|$)"
)
_NOT_SO = re.compile(r"\b(?:not|no longer|nearly|almost|among|of the|than (?!in\b)|since|ever|apart|except|target)\b")
_AS_OFTEN = ((re.compile(r"\bless often\b"), "fell"), (re.compile(r"\bmore often\b"), "rose"))
FEWEST = 3


def find_only_lines(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every row that is said to be the only one in a state."""
    for sentence in sentences:
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
