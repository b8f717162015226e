"""Trend words that ask for several moves the same way: `rising if it rose twice, otherwise mixed`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.marks.mark_readings import guessed_ways, ways_of
from crossfoot.audit.marks.marked import Marked, marked_columns
from crossfoot.audit.marks.told_words import DOWN_WORDS, UP_WORDS
from crossfoot.audit.reading.pack import Place, Role
from crossfoot.audit.reading.polarities import HIGH
from crossfoot.audit.spoken.number_words import number_of
from crossfoot.audit.study import Study

IN_A_ROW = Rule(
    "moves-in-a-row",
    Kind.DISPLAY,
    "Where a trend word asks for several moves the same way, the figures of its row have moved so.",
)
FEWEST = 5
_NUMBER = r"(?P<{0}>twice|both|two|three|four|[2-4])"
_RULE = re.compile(
    rf"\bsame (?:way|direction) {_NUMBER.format('a')}(?: times| months| quarters| years)?\b|"
    rf"\b(?:in )?{_NUMBER.format('b')} (?:of the )?(?:months|quarters|terms|years|times|periods|moves|"
    rf"readings) (?:running|in a row|together)\b|"
    rf"\b{_NUMBER.format('c')} (?:consecutive|successive) (?:rises|falls|moves|changes|increases|decreases|"
    rf"improvements|months|quarters|years)\b|"
    rf"\b(?:rose|risen|fell|fallen|moved|improved|worsened|up|down) {_NUMBER.format('d')}(?: times)? (?:running|"
    rf"in a row)\b|"
    rf"\b(?:rose|risen|fell|fallen|up|down|better|worse) (?:in|"
    rf"at) (?:each of the (?:last )?)?{_NUMBER.format('e')} (?:months|quarters|terms|years|steps|moves)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\botherwise\b|\belse\b|\bany other\b|\banything else\b|\bnot (?:both|the same)\b|\ball others?\b", re.IGNORECASE
)
NEAR = 15


def find_moves_in_a_row(study: Study) -> None:
    """Check columns of trend words beside which such a rule is told."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        judged = {each.column_number for each in study.ledger.findings if each.table_number == table.index}
        for marked in marked_columns(table):
            if marked.column in judged:
                continue
            moves = _moves_asked(study, marked)
            if moves:
                _check(study, marked, moves)


def _moves_asked(study: Study, marked: Marked) -> int:
    """How many moves the words near the table ask for; 0 where they ask for none, or the marks are of no move."""
    ups, downs = _ways(marked.names)
    if len(ups) > 1 or len(downs) > 1 or not (ups or downs) or len(marked.names) - len(ups) - len(downs) != 1:
        return 0
    table = marked.table
    for paragraph in study.paragraphs_at(range(table.line - NEAR, table.last_line + NEAR + 1)):
        match = _RULE.search(paragraph.text)
        known = {name.casefold() for name in (*ups, *downs)}
        spoken = any(re.search(rf"\b{re.escape(name)}\b", paragraph.text.casefold()) for name in known)
        if paragraph.sheet == table.sheet and match is not None and spoken and _OTHER.search(paragraph.text):
            word = next(text for text in match.groups() if text).casefold()
            return 2 if word in {"twice", "both"} else number_of(word) or 0
    return 0


def _ways(names: Sequence[str]) -> tuple[list[str], list[str]]:
    return [name for name in names if UP_WORDS.fullmatch(name)], [name for name in names if DOWN_WORDS.fullmatch(name)]


def _check(study: Study, marked: Marked, moves: int) -> None:
    """By the run of columns that all marks follow, or all but one."""
    fits: list[tuple[tuple[int, ...], dict[int, str], int]] = []
    graded = any(re.match(r"better|worse|improv|declin|deterior", name, re.IGNORECASE) for name in marked.names)
    ways = list(guessed_ways(marked.table, ways_of(study, marked.table))) if graded else [{}]
    for columns in _runs(marked, moves + 1):
        for way in ways:
            expected = _expected(study, marked, columns, way)
            wrong = {row: mark for row, mark in expected.items() if mark != marked.marks[row]}
            if len(expected) < FEWEST or len(expected) * 5 < len(marked.marks) * 4:
                continue
            if not wrong:
                study.ledger.agreed(IN_A_ROW, len(expected))
                return
            right = {marked.marks[row] for row in expected if row not in wrong}
            if len(wrong) == 1 and len(right) > 1:
                fits.append((columns, wrong, len(expected)))
    if not fits or any(each[1] != fits[0][1] for each in fits):
        return
    columns, wrong, count = fits[0]
    ((row, mark),) = wrong.items()
    places = [Place(marked.table.index, row, column) for column in columns]
    shown = ", ".join(study.pack.cell(place).text for place in places)
    study.ledger.agreed(IN_A_ROW, count - 1)
    study.ledger.found(
        IN_A_ROW,
        Place(marked.table.index, row, marked.column),
        explanation=(
            f"{IN_A_ROW.words} {shown}: this is {mark}, and {marked.marks[row]} is printed; {count - 1} others are "
            "right."
        ),
        expected=mark,
        confidence=0.85,
        others=places,
    )


def _runs(marked: Marked, size: int) -> Iterator[tuple[int, ...]]:
    """So many columns of figures side by side, the last ones of times among them."""
    table = marked.table
    numeric = [place for place in table.value_columns if table.columns[place].numeric and place != marked.column]
    for start in range(len(numeric) - size + 1):
        window = tuple(numeric[start : start + size])
        if window[-1] - window[0] == size - 1 and _is_one_measure(marked, window):
            yield window
    timed = [place for place in numeric if table.columns[place].role is Role.TIME][-size:]
    if len(timed) == size and timed[-1] - timed[0] != size - 1:
        yield tuple(timed)


def _is_one_measure(marked: Marked, window: Sequence[int]) -> bool:
    """Whether columns are of several times: `May %`, `Jun %`, `Jul %`, or headed by times alone."""
    columns = [marked.table.columns[place] for place in window]
    if all(column.role is Role.TIME for column in columns):
        return True
    words = [set(column.heading.casefold().split()) for column in columns]
    return bool(set.intersection(*words)) and len({column.heading for column in columns}) == len(columns)


def _expected(study: Study, marked: Marked, columns: Sequence[int], ways: dict[int, str]) -> dict[int, str]:
    ups, downs = _ways(marked.names)
    (rest,) = [name for name in marked.names if name not in ups and name not in downs]
    found = {}
    for row in marked.marks:
        places = [Place(marked.table.index, row, column) for column in columns]
        if not all(map(study.is_number, places)):
            continue
        steps = [study.value(later) - study.value(earlier) for earlier, later in pairwise(places)]
        if ways.get(row, HIGH) != HIGH:
            steps = [-step for step in steps]
        if all(step > 0 for step in steps):
            found[row] = ups[0] if ups else "up"
        elif all(step < 0 for step in steps):
            found[row] = downs[0] if downs else "down"
        else:
            found[row] = rest
    return found
