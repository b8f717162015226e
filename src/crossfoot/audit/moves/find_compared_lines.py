"""`Suspensions rose on the year before` over a column of then; `more often for those in the area than outside`.

Two cells of one table that the words set against each other: a column and that of the year before, in the row of all;
or two rows in the columns that the words name. The table says which of them is more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossfoot.audit.quoting.find_narrative_claims import DIRECTION
from crossfoot.audit.quoting.near_tables import is_total_row, tables_beside
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.moving_words import FELL, ROSE
from crossfoot.audit.spoken.sentences import Sentence
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.spoken.spoken_words import spaced
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.spoken.telling_words import telling_of, telling_words
from crossfoot.audit.study import Study

_MOVED = re.compile(
    rf"\b(?:(?P<up>{ROSE}|were higher|was higher|were up|was up)|"
    rf"(?P<down>{FELL}|were lower|was lower|were down|was down))"
    r" (?:on|from|since|against|compared (?:with|to)|than)(?: in)? (?:the |a )?(?:year before|year earlier|last year|"
    r"previous year|year ago)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:the )?(?:year before|last year|previous year|a year (?:ago|earlier)|year earlier)\b", re.IGNORECASE
)
_OFTEN = re.compile(
    r"(?P<measure>[^.;:]{4,60}?) (?:(?P<up>more|higher)|(?P<down>less|lower)) (?:often |likely )?"
    r"(?:for|in|among|at|of|on) "
    r"(?P<one>[^.;:,]{3,50}?) than (?:for|in|among|at|of|on) (?P<other>[^.;:,]{3,50})",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|never|no|neither|nor|whether|if|nationally|england|expected|should|would)\b", re.IGNORECASE
)
_NO_VALUE = frozenset([Role.TARGET, Role.BENCHMARK, Role.DIRECTION, Role.RATING, Role.TREND, Role.RED, Role.GREEN])


def find_compared_lines(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every rise or fall on the year before, and every comparison of two rows, in the table beside it."""
    in_cells = {cell.line for table in study.pack.tables for row in table.rows for cell in row.cells}
    for sentence in sentences:
        known = any(each.line == sentence.line and each.rule == DIRECTION.id for each in study.ledger.findings)
        moved, often = _MOVED.search(sentence.text), _OFTEN.search(sentence.text)
        if sentence.line in in_cells or known or not (moved or often):
            continue
        for table in tables_beside(speaking, sentence.line):
            if table.index in study.copies:
                continue
            if moved is not None and _check_move(study, sentence, moved, table):
                break
            if often is not None and _check_rows(study, sentence, often, table):
                break


def _check_move(study: Study, sentence: Sentence, moved: re.Match[str], table: PackTable) -> bool:
    """The column whose heading is the subject, and that of the year before, in the row of all."""
    head = re.split(r"[.;:,(]|\band\b", sentence.text[: moved.start()])[-1]
    if _NOT.search(sentence.text):
        return False
    pairs = [
        (now, before)
        for before in table.value_columns
        for now in table.value_columns
        if now != before
        and _BEFORE.search(table.columns[before].heading)
        and (name := spaced(table.columns[now].heading)).strip()
        and spaced(_BEFORE.sub(" ", table.columns[before].heading)) == name
        and spaced(head) in {name, f" the{name}", f" number of{name}", f" the number of{name}"}
    ]
    rows = [row for row in range(len(table.rows)) if is_total_row(study, table, row)]
    if len(pairs) != 1 or len(rows) != 1:
        return False
    now, before = (Place(table.index, rows[0], column) for column in pairs[0])
    if study.is_number(now) and study.is_number(before):
        _judge(study, sentence, moved, now, before)
        return True
    return False


def _check_rows(study: Study, sentence: Sentence, often: re.Match[str], table: PackTable) -> bool:
    """The two rows that the words before and after `than` tell, in the percentages that the words name."""
    telling = study.once("telling", table.index, lambda: telling_of(table))
    if _NOT.search(often[0]):
        return False
    ends = []
    for words in (telling_words(often["one"]), telling_words(often["other"])):
        hits = {row: telling.row_hits(row, words) for row in range(len(table.rows))}
        first = [row for row, number in hits.items() if number == max(hits.values()) > 0]
        if len({telling.full_rows[row] for row in first}) != 1:
            return False
        ends.append(first)
    said = telling_words(often["measure"])
    for column in table.value_columns:
        words = telling.full_columns[column]
        if not words or not words <= said or table.columns[column].role in _NO_VALUE:
            continue
        pair = [[place for row in rows if study.is_number(place := Place(table.index, row, column))] for rows in ends]
        if all(len(each) == 1 and study.measure(each[0]) in _RATES for each in pair) and pair[0] != pair[1]:
            _judge(study, sentence, often, pair[0][0], pair[1][0])
            return True
    return False


_RATES = frozenset([Measure.PERCENT, Measure.RATE, Measure.AVERAGE])


def _judge(study: Study, sentence: Sentence, match: re.Match[str], one: Place, other: Place) -> None:
    more = study.value(one) - study.value(other)
    if (more > 0) if match["up"] else (more < 0):
        study.ledger.agreed(DIRECTION)
        return
    told = match["up"] or match["down"]
    expected = "more" if more > 0 else "less" if more < 0 else "as many"
    cells = f"{study.pack.cell(one).text} ({study.pack.name_of(one)}), {study.pack.cell(other).text}"
    working = f"{cells} ({study.pack.name_of(other)})."
    tell(study, DIRECTION, sentence, told, expected, working, 0.75, [one, other])
