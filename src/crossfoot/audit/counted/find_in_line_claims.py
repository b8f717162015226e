"""`In line with the national average at 89%`, where 89% is the national average and the measure itself is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.labels import Measure, subject_of
from crossfoot.audit.reading.pack import Place
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

IN_LINE = Rule(
    "in-line-at",
    Kind.NARRATIVE,
    "What is in line with another at a figure has that figure itself.",
    Severity.WARNING,
)
FEWEST_WORDS = 2
_CLAIM = re.compile(
    r"\bin line with (?:the )?(?:national|england|english)(?: averages?| figures?)?,? at (?P<value>\d+(?:\.\d+)?)\s?%",
    re.IGNORECASE,
)
_NATIONAL = re.compile(r"\b(national|england)\b", re.IGNORECASE)


def find_in_line_claims(study: Study, sentences: Sequence[Sentence]) -> None:
    """Compare the figure with the latest value of the measure, where the table has the national one beside it."""
    for sentence in sentences:
        match = _CLAIM.search(sentence.text)
        told = next(
            (each for each in sentence.figures if match and each.start <= match.start("value") < each.end), None
        )
        if told is None:
            continue
        for name, place, standard in _rows(study):
            words = subject_of(name)
            if len(words) < FEWEST_WORDS or not words <= sentence.words:
                continue
            if _says(study, place, told):
                study.ledger.agreed(IN_LINE)
            elif _says(study, standard, told):
                cells = study.pack.cell(place), study.pack.cell(standard)
                working = f"Line {cells[0].line} prints {cells[0].text} for {name!r}, {cells[1].text} nationally."
                tell(study, IN_LINE, sentence, told.text, cells[0].text, working, 0.6, [place, standard])
            else:
                continue
            break


def _says(study: Study, place: Place, told: Figure) -> bool:
    """Whether the figure is what is printed, or what that is when rounded as the words round it."""
    number = study.pack.cell(place).number
    if number is not None and number.decimals == told.decimals:
        return number.amount == told.amount
    return study.interval(place).meets(told.interval)


def _rows(study: Study) -> Iterator[tuple[str, Place, Place]]:
    """The label of each row that has a national percentage, with its own latest one and the national beside that."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        columns = [
            place
            for place in table.value_columns[:-1]
            if _NATIONAL.search(table.columns[place + 1].heading) and not _NATIONAL.search(table.columns[place].heading)
        ]
        for number, row in enumerate(table.rows):
            pairs = [(Place(table.index, number, place), Place(table.index, number, place + 1)) for place in columns]
            known = [pair for pair in pairs if all(map(study.is_number, pair))]
            if known and study.measure(known[-1][0]) is Measure.PERCENT and row.pieces:
                yield row.pieces[-1], *known[-1]
