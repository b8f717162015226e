"""References to a table that has nothing of what the words say stands there, while one other table has it.

`The reserves are set out in Table 7`, where Table 7 is of risks and Table 6 of reserves: rare words of the clause, and
figures of three digits in it, that the other table alone has, and none that the table cited has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crossfoot.audit.counted.told_states import parts_of
from crossfoot.audit.naming.find_reference_faults import OTHER_PAPER, REFERENCES
from crossfoot.audit.quoting.near_tables import is_printed_in
from crossfoot.audit.reading.cells import CellKind
from crossfoot.audit.reading.pack import PackTable
from crossfoot.audit.spoken.number_words import COUNT, number_of
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.spoken.telling_words import Telling, telling_words
from crossfoot.audit.study import Study

_KIND = r"(?P<kind>table|figure|panel|exhibit|chart|list)"
_ID = r"(?P<id>\d{1,2}(?:\.\d{1,2})?[a-z]?|[A-Z]\d?)"
_CITED = re.compile(rf"\b{_KIND}\s{_ID}(?![\w%])(?!\.\d)", re.IGNORECASE)
_HEADED = re.compile(rf"[>#*\s]*{_KIND}\s{_ID}(?=[\s.:,)*\u2013\u2014-]|$)", re.IGNORECASE)
_SHOWS = re.compile(
    r"\s(?:shows?|gives?|sets? out|lists?|has|compares?|covers?|breaks? down|summarises?|explains?)\b", re.IGNORECASE
)
_ENDS = re.compile(r"[.;:](?=\s)|,\s(?:and|but|while|which|or)\s|,\s(?=[a-z]+ing\b)|\s\((?=see\b)")
_NOT_THERE = re.compile(
    r"\b(?:not|no|unlike|differs?|rather than|instead of|except|apart from|before|against|compared|agrees?|equals?|"
    r"same as|reconciles?)\b",
    re.IGNORECASE,
)
_SO_MANY = re.compile(rf"\b(?P<number>{COUNT}) (?:[a-z-]+ ){{0,2}}in (?:the )?$", re.IGNORECASE)
_IS_IN = re.compile(
    r"(?:\s*(?:\(|\b(?:see|in|at|by|of|from|under|is|are|was|were|shown|given|set out|listed|counted|those|as)\b))+"
    r"\s*$",
    re.IGNORECASE,
)
_DETERMINER = re.compile(r"\b(?:the|of|our|its|their|all|for|an?|and|on|to|from|in|these|those|every)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[a-z]{3}")
_CODE = re.compile(r"[a-z]{1,3}\d{1,3}")
FEWEST_TABLES = 3
DIGITS = 3
MARGIN = 2
LEAST = 3
"""What words and figures must count for: in the caption two, elsewhere one, one more right before the citation."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a captioned table has: the words of its caption, those of its headings and labels, how many rows."""

    table: PackTable
    name: str
    caption: frozenset[str]
    labels: frozenset[str]
    rows: int


def find_references_elsewhere(study: Study, sentences: Sequence[Sentence]) -> None:
    """Check every citation of a table against what all tables named so have."""
    groups = _groups(study)
    for sentence in sentences:
        if _HEADED.match(sentence.text):
            # A caption is about its own table, whichever other it cites.
            continue
        matches = list(_CITED.finditer(sentence.text))
        for number, match in enumerate(matches):
            kind = match["kind"].casefold()
            run = next((each for each in groups.get(kind, ()) if _is_beside(each, sentence.line)), [])
            start = matches[number - 1].end() if number else 0
            clause = _clause(sentence.text, match, start)
            if (
                any(each.name == match["id"].upper() for each in run)
                and _LETTERS.search(clause)
                and not _NOT_THERE.search(clause)
                and not OTHER_PAPER.match(sentence.text[match.end() :])
            ):
                _check(study, sentence, match, _said(sentence, clause), run)


def _groups(study: Study) -> dict[str, list[list[Held]]]:
    """By kind, the tables that are named so, of one run of names: a name that comes again begins another."""
    found: dict[str, list[list[Held]]] = {}
    for table in sorted(study.pack.tables, key=lambda each: each.line):
        named = next((name for text in (table.caption, *table.captions[:2]) if (name := _HEADED.match(text))), None)
        if named is None or table.index in study.copies:
            continue
        runs = found.setdefault(named["kind"].casefold(), [[]])
        if any(each.name == named["id"].upper() for each in runs[-1]):
            runs.append([])
        runs[-1].append(_held(table, named))
    return found


def _held(table: PackTable, named: re.Match[str]) -> Held:
    labels = [column.heading for column in table.columns]
    labels += [text for row in table.rows for text in (row.label, row.section, *row.pieces)]
    labels += [cell.text for row in table.rows for cell in row.cells if cell.kind is CellKind.WORDS]
    caption = named.string[named.end() :]
    return Held(
        table, named["id"].upper(), telling_words(caption), telling_words(" ".join(labels)), len(parts_of(table))
    )


def _is_beside(run: Sequence[Held], line: int) -> bool:
    """Whether the line is of the report with these tables: among them, or where they are the only ones."""
    return len(run) >= FEWEST_TABLES and run[0].table.line - REACH <= line <= run[-1].table.last_line + REACH


REACH = 60
"""Lines before the first table, and after the last, in which they are cited: a summary, recommendations."""


def _clause(text: str, match: re.Match[str], start: int) -> str:
    """What is said to stand there: the words before the citation, or after it where the table `shows` them."""
    if _SHOWS.match(text, match.end()):
        end = _ENDS.search(text, match.end())
        return text[match.end() : end.start() if end is not None else len(text)]
    ends = [each.end() for each in _ENDS.finditer(text, start, match.start())]
    return text[max([start, *ends]) : match.start()]


@dataclass(frozen=True, slots=True)
class Said:
    """What a clause says stands in a table: its words, those right before the citation, the last of them, figures."""

    words: frozenset[str]
    head: frozenset[str]
    noun: frozenset[str]
    figures: tuple[Figure, ...]
    number: int
    """Of how many things it speaks: `the four decisions in Table 8`."""


def _said(sentence: Sentence, clause: str) -> Said:
    at = sentence.text.find(clause)
    figures = [each for each in sentence.figures if at <= each.start < at + len(clause) and each.digits >= DIGITS]
    head = _DETERMINER.split(_IS_IN.sub("", clause))[-1].strip() if _IS_IN.search(clause) else ""
    many = _SO_MANY.search(clause)
    number = number_of(many["number"]) if many is not None else 0
    return Said(_words(clause), _words(head), _words(head.rpartition(" ")[2]), tuple(figures), number)


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in telling_words(text) if not word[0].isdigit() and len(word) > 1)


def _check(study: Study, sentence: Sentence, match: re.Match[str], said: Said, run: Sequence[Held]) -> None:
    own = next(each for each in run if each.name == match["id"].upper())
    hits = {each.name: _hit(said.words, each) for each in run}
    scores = {each.name: _score(study, said, each, run) for each in run}
    best = max(run, key=lambda each: scores[each.name])
    rest = max(scores[each.name] for each in run if each is not best)
    if (
        said.noun & hits[own.name]
        or not said.noun <= hits[best.name]
        or not _has_all(said, hits[own.name], hits[best.name])
        or any(is_printed_in(study, figure, own.table) for figure in said.figures)
        or scores[best.name] < LEAST
        or scores[best.name] - rest < MARGIN
        or scores[own.name]
    ):
        study.ledger.agreed(REFERENCES)
        return
    has = ", ".join(sorted(hits[best.name] - hits[own.name]))
    working = f"{match['kind']} {own.name} has not what the words say; {match['kind']} {best.name} has ({has})."
    tell(study, REFERENCES, sentence, match[0], f"{match['kind']} {best.name}", working, 0.7)


def _has_all(said: Said, own: frozenset[str], best: frozenset[str]) -> bool:
    """Whether the other table has all that the one cited has, and more; or two words or more before the citation."""
    if not said.head:
        return not own
    return own < best or (len(said.head) > 1 and said.head <= best and not said.head & own)


def _score(study: Study, said: Said, each: Held, run: Sequence[Held]) -> int:
    """What words and figures that no other of the tables has count for, and the number of things told."""
    others = [other for other in run if other is not each]
    score = 0
    for word in _hit(said.head or said.words, each):
        if not any(_hit(frozenset([word]), other) for other in others):
            sure = _CODE.fullmatch(word) or Telling.words_hit(frozenset([word]), each.caption)
            score += (2 if sure else 1) + (word in said.head)
    for figure in said.figures:
        if is_printed_in(study, figure, each.table):
            score += 2 * (not any(is_printed_in(study, figure, other.table) for other in others))
    return score + (score > 0 and each.rows == said.number > 1)


def _hit(words: frozenset[str], held: Held) -> frozenset[str]:
    return Telling.words_hit(words, held.caption | held.labels)
