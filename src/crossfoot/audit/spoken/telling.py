"""How a finding of a sentence is told: what was printed, what would agree, the working, the words about it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from crossfoot.audit.finding import Finding, Rule
from crossfoot.audit.reading.cells import CellKind
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import Place, Role
from crossfoot.audit.spoken.limits import is_end_of_band, is_in_a_name, is_limit
from crossfoot.audit.spoken.of_other_times import is_of_another_time
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.study import Study

AROUND = 60
"""Characters before and after what was printed."""


def tell(  # noqa: PLR0917 - what every finding of a sentence has
    study: Study,
    rule: Rule,
    sentence: Sentence,
    published: str,
    expected: str,
    working: str,
    confidence: float,
    others: Iterable[Place] = (),
) -> Finding:
    """Put a finding of a sentence into the ledger, with the cells that it was held against."""
    at = max(sentence.text.find(published), 0)
    start, end = max(0, at - AROUND), min(len(sentence.text), at + len(published) + AROUND)
    excerpt = f"{'...' if start else ''}{sentence.text[start:end]}{'...' if end < len(sentence.text) else ''}"
    return study.ledger.found(
        rule,
        None,
        line=sentence.line,
        published=published,
        expected=expected,
        row=excerpt,
        explanation=f"{rule.words} {working}",
        confidence=confidence,
        others=others,
    )


def is_told_of(study: Study, sentence: Sentence, published: str) -> bool:
    """Whether a finding at the line of the sentence has the figure already."""
    return any(each.line == sentence.line and each.published == published for each in study.ledger.findings)


def tell_misquoted(  # noqa: PLR0917 - the same
    study: Study, rule: Rule, sentence: Sentence, published: str, place: Place, confidence: float, why: str = ""
) -> None:
    """Put a figure into the ledger that is not what a cell prints; not where the table beside the words prints it."""
    figure = next((each for each in sentence.numbers if each.text == published), None)
    if figure is not None and (
        is_limit(sentence, figure)
        or is_of_another_time(study, sentence, figure, place)
        or _is_difference_or_mean(study, sentence, figure, place)
        or is_in_a_name(sentence, figure, study.pack.tables)
        or _is_of_table_beside(study, sentence, figure, place)
        or _is_about(study, sentence, figure, place)
        or is_end_of_band(sentence, figure, study.pack.tables[place.table])
        or is_of_one_word(study, figure, place)
    ):
        return
    cell = study.pack.cell(place)
    working = f"Line {cell.line} prints {cell.text} ({study.pack.name_of(place)}).{why}"
    tell(study, rule, sentence, published, cell.text, working, confidence, [place])


def _is_of_table_beside(study: Study, sentence: Sentence, figure: Figure, place: Place) -> bool:
    """Whether the words stand beside another table than that of the cell, and that one prints the figure."""
    away = {
        table.index: min(abs(sentence.line - line) for line in (table.line, table.last_line))
        for table in study.pack.tables
        if table.rows
    }
    nearest = min(away, key=lambda index: away[index], default=place.table)
    if nearest == place.table or away[nearest] > BESIDE:
        return False
    return any(
        abs(cell.number.amount) == abs(figure.amount)
        and (cell.number.percent or study.measure(beside) is Measure.PERCENT) == figure.percent
        for beside, cell in study.pack.tables[nearest].numbers()
        if cell.number is not None
    )


def _is_about(study: Study, sentence: Sentence, figure: Figure, place: Place) -> bool:
    """Whether the figure is told as about so much and the cell is not far from it."""
    own, told = abs(study.value(place)), abs(figure.amount)
    return _ABOUT.search(sentence.text[: figure.start]) is not None and abs(own - told) <= own / ABOUT_PART


def is_of_one_word(study: Study, figure: Figure, place: Place) -> bool:
    """Whether it is what the rows with one word in some column make together: those paid on an order, those let."""
    table = study.pack.tables[place.table]
    own = [row for row in range(len(table.rows)) if study.is_number(Place(table.index, row, place.column))]
    for column in range(1, len(table.columns)):
        parts: dict[str, list[int]] = defaultdict(list)
        for row in own:
            cell = table.cell(row, column)
            if cell.kind is CellKind.WORDS:
                parts[cell.text.strip().casefold()].append(row)
        for rows in parts.values() if len(parts) > 1 else ():
            if len(rows) > 1 and abs(figure.amount) == sum(
                abs(study.value(Place(table.index, row, place.column))) for row in rows
            ):
                return True
    return False


def _is_difference_or_mean(study: Study, sentence: Sentence, figure: Figure, place: Place) -> bool:
    """`£452 a week more than`, `averaged 40.2 a month`: what is worked out of cells, and none of them."""
    table = study.pack.tables[place.table]
    name = f"{table.columns[place.column].heading} {table.rows[place.row].label} {table.caption}"
    if _AVERAGED.search(sentence.text[: figure.start]) and not _MEAN.search(name):
        return True
    own = table.columns[place.column].role is Role.DIFFERENCE or table.rows[place.row].role is Role.DIFFERENCE
    return not own and _MORE_THAN.match(sentence.text, figure.end) is not None


_AVERAGED = re.compile(r"\baverag(?:ed|es|ing)(?: out)?(?: at)?(?: about| around| just)?\s?$", re.IGNORECASE)
_MEAN = re.compile(r"\b(?:average|mean|per)\b", re.IGNORECASE)
_MORE_THAN = re.compile(
    r"(?: [a-z-]+){0,3} (?:more|fewer|less|higher|lower|better|worse|cheaper|dearer|longer|shorter)"
    r"(?: [a-z-]+){0,3} than\b",
    re.IGNORECASE,
)
BESIDE = 4
"""Lines."""
ABOUT_PART = 10
_ABOUT = re.compile(r"\b(?:about|around|nearly|almost|roughly|approximately|some)\s£?$", re.IGNORECASE)
