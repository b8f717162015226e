"""A list of notes, `*`, `**`, `***`, under words that bear none of their marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.audit.naming.find_footnote_faults import FOOTNOTES, NEAR
from crossfoot.audit.reading.pack import Paragraph
from crossfoot.audit.study import Study

FEWEST = 2
APART = 3
"""Lines from one note of a list to the next."""
_NOTE = re.compile(r"^(?P<mark>\*{1,4})\s?(?=[A-Za-z])")
_BOLD = re.compile(r"\*\*(?=\S)[^*]{1,80}?(?<=\S)\*\*|\*(?=\S)[^*]{1,80}?(?<=\S)\*")
_MARK = re.compile(r"(?<=[\w%)\u2019'\"])\s?(?P<mark>\*{1,4})(?=$|[\s).,;:])")


def find_unmarked_notes(study: Study) -> None:
    """Find lists of notes whose marks stand nowhere in the words and tables before them, nor right after."""
    for notes in _lists(study.pack.paragraphs):
        first, last = notes[0].line, notes[-1].line
        marks = set(_marks_around(study, first - NEAR, last + NEAR, {each.line for each in notes}))
        if marks:
            study.ledger.agreed(FOOTNOTES)
            continue
        names = ", ".join(match["mark"] for each in notes if (match := _NOTE.match(each.text)))
        finding = study.ledger.found(
            FOOTNOTES,
            None,
            line=first,
            published=names,
            row=notes[0].text[:160],
            explanation=f"{FOOTNOTES.words} Nothing within {NEAR} lines is marked {names}.",
            confidence=0.55,
        )
        finding.other_lines = tuple(each.line for each in notes[1:])


def _lists(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """Notes one after the other whose marks grow by a star each, from one star."""
    run: list[Paragraph] = []
    for paragraph in sorted(paragraphs, key=lambda each: each.line):
        match = _NOTE.match(paragraph.text)
        stars = len(match["mark"]) if match else 0
        follows = stars == len(run) + 1 and (not run or paragraph.line - run[-1].line <= APART)
        if follows:
            run.append(paragraph)
            continue
        if len(run) >= FEWEST:
            yield run
        run = [paragraph] if stars == 1 else []
    if len(run) >= FEWEST:
        yield run


def _marks_around(study: Study, first: int, last: int, notes: set[int]) -> Iterator[str]:
    texts = [(each.line, each.text) for each in study.pack.paragraphs]
    for table in study.pack.tables:
        rows = (*table.header, *(row.cells for row in table.rows))
        texts += [(cell.line, cell.text) for cells in rows for cell in cells if "*" in cell.text]
        texts += [(table.line, text) for text in (table.caption, *table.captions)]
    for line, text in texts:
        if first <= line <= last and line not in notes:
            yield from (match["mark"] for match in _MARK.finditer(_BOLD.sub(" ", text)))
