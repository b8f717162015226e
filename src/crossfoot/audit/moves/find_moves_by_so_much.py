"""`Lessons rose by 79 (4.2%)`: the row or column beside that moved by so much did so that way, and by that share.

The amount names the move, between the last two times of a line, or its first and its last, that has a word of what
stands before the verb; then its way and its percentage are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from crossfoot.audit.finding import interval_text
from crossfoot.audit.moves.moves_to_values import check_moves_to_values
from crossfoot.audit.moves.told_runs import Run, runs_down, runs_of
from crossfoot.audit.quoting.find_narrative_claims import AMOUNT, DIRECTION
from crossfoot.audit.quoting.near_tables import tables_beside
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import Place
from crossfoot.audit.spoken.moving_words import FELL, ROSE
from crossfoot.audit.spoken.passages import rounded
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.spoken.telling_words import Telling, telling_words
from crossfoot.audit.study import Study

_VERB = re.compile(rf"\b(?:(?P<up>{ROSE})|(?P<down>{FELL})) by (?=\d)", re.IGNORECASE)
_SHARE = re.compile(r" \((?:or |about )?$|, (?:or|that is|which is) $")
_ENDS = re.compile(r"[;:]|,? (?:and|but|while|whereas|although)\b|\. ")
_NOT_SO = re.compile(
    r"\b(?:nationally|england|neighbours?|region\w*|if|would|will|expected|planned|target|to have)\b", re.IGNORECASE
)
LEAST = 10
_COUNTS = frozenset([Measure.COUNT, Measure.UNKNOWN])


@dataclass(frozen=True, slots=True)
class Move:
    """Two places of a run between which it moved by what is told."""

    run: Run
    before: int
    now: int
    hits: int

    @property
    def up(self) -> bool:
        """Whether it rose."""
        return self.run.values[self.now] > self.run.values[self.before]


def find_moves_by_so_much(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check the way and the percentage of every move told by a count that a line beside moved by."""
    in_cells = {cell.line for table in study.pack.tables for row in table.rows for cell in row.cells}
    for sentence in sentences:
        verbs = [] if sentence.line in in_cells or _NOT_SO.search(sentence.text) else _VERB.finditer(sentence.text)
        for verb in verbs:
            figure = next((each for each in sentence.figures if each.start == verb.end()), None)
            if figure is None or not figure.is_plain or figure.amount < LEAST:
                continue
            tables = [each for each in tables_beside(speaking, sentence.line) if each.index not in study.copies]
            runs = [run for each in tables for run in runs_of(study, each, fewest=2) or runs_down(study, each)]
            _check(study, sentence, verb, figure, list(_moves(study, sentence, verb, figure, runs)))
        if sentence.line not in in_cells:
            check_moves_to_values(study, sentence)


def _moves(
    study: Study, sentence: Sentence, verb: re.Match[str], figure: Figure, runs: Sequence[Run]
) -> Iterator[Move]:
    said = telling_words(_ENDS.split(sentence.text[: verb.start()])[-1])
    for run in runs:
        last = len(run.values) - 1
        about = telling_words(f"{run.label} {study.pack.tables[run.places[-1].table].caption}")
        if Telling.words_hit(said, about) != said:
            # `Suspensions of captains`: a part of them.
            continue
        hits = len(Telling.words_hit(telling_words(run.label), said))
        if hits and study.measure(run.places[-1]) in _COUNTS:
            for before in {0, last - 1}:
                if abs(run.values[last] - run.values[before]) == figure.amount:
                    yield Move(run, before, last, hits)


def _is_alone(study: Study, move: Move, figure: Figure) -> bool:
    """Whether no other two cells of its row or column are so far apart: of years, where the move is one of terms."""
    places, table = move.run.places, study.pack.tables[move.run.places[0].table]
    if places[0].row == places[-1].row:
        line = [Place(table.index, places[0].row, column) for column in table.value_columns]
    else:
        line = [Place(table.index, row, places[0].column) for row in range(len(table.rows))]
    values = [study.value(place) for place in line if study.is_number(place)]
    return sum(abs(one - other) == figure.amount for one, other in combinations(values, 2)) == 1


def _check(study: Study, sentence: Sentence, verb: re.Match[str], figure: Figure, moves: list[Move]) -> None:
    best = max((each.hits for each in moves), default=0)
    moves = [each for each in moves if each.hits == best]
    told = [each for each in study.ledger.findings if each.line == sentence.line]
    if not moves or any(each.rule in {AMOUNT.id, DIRECTION.id} for each in told):
        return
    if len(moves) > 1 or not _is_alone(study, moves[0], figure):
        return
    first = moves[0]
    cells = [study.pack.cell(first.run.places[at]).text for at in (first.before, first.now)]
    working = f"{first.run.label}: {cells[0]} to {cells[1]}."
    places = [first.run.places[first.now]]
    if first.up != bool(verb["up"]):
        tell(study, DIRECTION, sentence, verb[0].strip(), "rose" if first.up else "fell", working, 0.75, places)
        return
    study.ledger.agreed(DIRECTION)
    share = next((each for each in sentence.figures if each.start >= figure.end), None)
    if share is None or not share.percent or not _SHARE.search(sentence.text[figure.end : share.start]):
        return
    base = first.run.values[first.before]
    if base > 0 and rounded(share).contains(figure.amount / base * 100):
        study.ledger.agreed(AMOUNT)
    elif base > 0:
        exact = study.interval(first.run.places[first.before])
        expected = interval_text((abs(figure.interval) / exact).times(100), share.decimals, suffix="%")
        tell(study, AMOUNT, sentence, share.text, expected, working, 0.75, places)
