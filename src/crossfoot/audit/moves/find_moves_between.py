"""`Suspensions went up between Spring 1 and Spring 2`: against the two columns so headed, in the row that is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.audit.quoting.find_narrative_claims import DIRECTION
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.reading.times import read_time
from crossfoot.audit.spoken.moving_words import FELL, ROSE
from crossfoot.audit.spoken.sentences import Sentence
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.spoken.spoken_words import is_whole, plain_words, spaced
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.study import Study

_MOVED = re.compile(
    rf"\b(?:(?P<up>{ROSE})|(?P<down>{FELL}))\b[^.;]{{0,30}}?\b(?:between|from)\s(?P<ends>[^.;]{{3,80}})", re.IGNORECASE
)
_AND = re.compile(r"\s(?:and|to)\s(?:the\s)?", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|neither|nor|if|whether)\s$", re.IGNORECASE)
NEAR = 40


def find_moves_between(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check each rise or fall between two columns whose headings are no times that a calendar knows."""
    for sentence in sentences:
        match = _MOVED.search(sentence.text)
        if match is None or _NOT.search(sentence.text[: match.start()]):
            continue
        head = sentence.text[: match.start()]
        for table in speaking.tables_near(sentence.line, most=NEAR)[:3]:
            pairs = list(_pairs(study, table, match["ends"], plain_words(head)))
            if not pairs:
                continue
            _judge(study, sentence, match, pairs)
            break


def _judge(study: Study, sentence: Sentence, match: re.Match[str], pairs: Sequence[tuple[Place, Place]]) -> None:
    ways = [study.value(later) - study.value(earlier) for earlier, later in pairs]
    if any((way > 0) if match["up"] else (way < 0) for way in ways):
        study.ledger.agreed(DIRECTION)
    elif len(pairs) == 1 and ways[0]:
        earlier, later = pairs[0]
        verb = (match["up"] or match["down"]).strip()
        cells = study.pack.cell(earlier), study.pack.cell(later)
        working = f"{study.pack.name_of(earlier)}: {cells[0].text}; {study.pack.name_of(later)}: {cells[1].text}."
        tell(study, DIRECTION, sentence, verb, "fallen" if match["up"] else "risen", working, 0.75, [later])


def _pairs(study: Study, table: PackTable, ends: str, said: frozenset[str]) -> Iterator[tuple[Place, Place]]:
    """The cells under the two headings: under one heading above them if there is one, in one row."""
    for cut in _AND.finditer(ends):
        first, second = spaced(ends[: cut.start()]), spaced(ends[cut.end() :])
        for group, columns in _groups(table).items():
            one = [column for column, name in columns if first.endswith(name)]
            other = [column for column, name in columns if second.startswith(name)]
            if len(one) != 1 or len(other) != 1 or one[0] >= other[0]:
                continue
            for row in _rows(table, group, said):
                places = Place(table.index, row, one[0]), Place(table.index, row, other[0])
                if all(map(study.is_number, places)):
                    yield places


def _groups(table: PackTable) -> dict[str, list[tuple[int, str]]]:
    """Columns by what stands above their last heading, each with that heading."""
    found: dict[str, list[tuple[int, str]]] = {}
    for column in table.value_columns:
        pieces = table.columns[column].pieces
        if pieces and read_time(pieces[-1]) is None:
            found.setdefault(" ".join(pieces[:-1]), []).append((column, spaced(pieces[-1])))
    return found


def _rows(table: PackTable, group: str, said: frozenset[str]) -> list[int]:
    """The row whose words are said with those of the group; else the total, where the group or the table is named."""
    above = plain_words(group)
    if above and not above <= said and not above & said:
        return []
    left = said - above
    named = [n for n, row in enumerate(table.rows) if (words := plain_words(row.label)) and words <= left]
    if named:
        return named
    if left - plain_words(table.caption):
        return []
    if not above and not said & plain_words(table.caption):
        return []
    wholes = [n for n, row in enumerate(table.rows) if row.totalling != "none" or is_whole(row.label)]
    return wholes or ([len(table.rows) - 1] if len(table.rows) > 2 else [])
