"""Moves told of every time: `fell in each month since June`, `grew every year`, `fell in six of the seven months`.

Any row or column over time of the table beside the words may be meant that has a word of what stands before the verb,
or is a share where that is one. Where none of them bears the words out, they are wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossfoot.audit.moves.find_told_runs import RUNNING
from crossfoot.audit.moves.told_runs import Run, runs_down, runs_of, sized
from crossfoot.audit.quoting.near_tables import tables_beside
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.spoken.moving_words import FELL, ROSE
from crossfoot.audit.spoken.number_words import COUNT, number_of
from crossfoot.audit.spoken.sentences import Sentence
from crossfoot.audit.spoken.speaking import Speaking, is_time
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.spoken.telling_words import Telling, telling_words
from crossfoot.audit.study import Study

_STEP = r"(?:month|quarter|term|year)"
_CLAIM = re.compile(
    rf"\b(?:(?P<up>{ROSE})|(?P<down>{FELL}))(?: [a-z]+)?,? (?:in )?(?:(?:each|every) (?:of the (?:last |past )?"
    rf"(?P<last>{COUNT}) )?{_STEP}s?(?P<but> (?:but|except) one)?|(?P<some>{COUNT}) of the (?:last |past )?"
    rf"(?P<all>{COUNT}) {_STEP}s)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;:,]|\b(?:and|but|while|whereas|although|which|that)\b")
_SINCE = re.compile(r"\bsince (?=(?P<year>20\d\d)?)", re.IGNORECASE)
_UNTIL = re.compile(r"\s(?:up )?(?:to|until|till|before)\b", re.IGNORECASE)
_NOT_SO = re.compile(r"\b(?:not|no longer|never|if|whether|nationally|england|neighbours?)\b", re.IGNORECASE)
_SOME_OF = re.compile(rf"\b(?:{COUNT}|most|some|all|both|each|none) of\b", re.IGNORECASE)
"""`Two of the four have grown every year`: no one row is meant."""
_RATE = re.compile(r"\b(?:proportion|share|percentage|per cent|rates?|average|mean)\b|%", re.IGNORECASE)
_RATES = frozenset([Measure.PERCENT, Measure.RATE, Measure.AVERAGE])
FEWEST_MOVES = 2


def find_moves_each_time(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every such claim against the rows and columns over time that it may be of."""
    in_cells = {cell.line for table in study.pack.tables for row in table.rows for cell in row.cells}
    for sentence in sentences:
        if sentence.line in in_cells or _NOT_SO.search(sentence.text):
            continue
        claims = list(_CLAIM.finditer(sentence.text))
        if not claims or any(each.line == sentence.line and each.rule == RUNNING.id for each in study.ledger.findings):
            continue
        tables = [each for each in tables_beside(speaking, sentence.line) if each.index not in study.copies]
        runs = [run for each in tables for run in runs_of(study, each) or runs_down(study, each)]
        for match in claims:
            _check(study, sentence, match, _meant(study, sentence, match, runs))


def _meant(study: Study, sentence: Sentence, match: re.Match[str], runs: Sequence[Run]) -> list[Run]:
    """The runs with most words of what stands before the verb; shares and rates where it is one, and no others."""
    clause = _CLAUSE.split(sentence.text[: match.start()])[-1]
    if _SOME_OF.search(clause):
        return []
    rates = [run for run in runs if study.measure(run.places[-1]) in _RATES]
    if _RATE.search(clause):
        return rates
    said = telling_words(clause)
    hits = {run: len(Telling.words_hit(telling_words(run.label), said)) for run in runs if run not in rates}
    return [run for run, hit in hits.items() if hit == max(hits.values()) > 0]


def _check(study: Study, sentence: Sentence, match: re.Match[str], runs: Sequence[Run]) -> None:
    way = 1 if match["up"] else -1
    clause = _CLAUSE.split(sentence.text[: match.start()])[-1]
    by_size = [sized(run, clause) for run in runs]
    judged = [(run, moves) for run in by_size if (moves := _moves_told(sentence, match, run))]
    if not judged:
        return
    if any(_is_so(study, match, run, moves, way) for run, moves in judged):
        study.ledger.agreed(RUNNING)
        return
    run, moves = judged[0]
    if max(run.values) <= 0:
        # What is printed below nought may be told by its size.
        return
    other = {1: "fell", -1: "rose"}[way]
    expected = f"{other} each time" if set(moves) == {-way} else f"{moves.count(way)} of {len(moves)}"
    cells = " ".join(study.pack.cell(place).text for place in run.places)
    tell(study, RUNNING, sentence, match[0], expected, f"{run.label}: {cells}.", 0.75, run.places[-1:])


def _moves_told(sentence: Sentence, match: re.Match[str], run: Run) -> list[int]:
    """The moves of the times told: since a time, the last so many, else all; none where they cannot be told."""
    moves = run.moves
    if _UNTIL.match(sentence.text, match.end()):
        return []
    if since := _SINCE.search(sentence.text, match.end()):
        told = [each.time for each in sentence.periods if each.start == since.end()]
        named = [
            place
            for place, time in enumerate(run.times)
            if time.name == since["year"] or any(is_time(time, each) for each in told)
        ]
        moves = moves[named[-1] :] if named else []
    number = number_of(match["last"] or match["all"]) if match["last"] or match["all"] else len(moves)
    return moves[-number:] if FEWEST_MOVES <= number <= len(moves) else []


def _is_so(study: Study, match: re.Match[str], run: Run, moves: Sequence[int], way: int) -> bool:
    """Whether as many moves went that way; two values printed alike may hide one."""
    went, level = moves.count(way), moves.count(0)
    hidden = level if any(study.interval(place).width > 0 for place in run.places) else 0
    wanted = number_of(match["some"]) if match["some"] else len(moves) - (match["but"] is not None)
    return went <= wanted <= went + hidden
