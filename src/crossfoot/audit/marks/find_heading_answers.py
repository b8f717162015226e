"""Answers to headings that ask whether a line was kept, `Within standard`, `85% reached`; lists of those outside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crossfoot.audit.display.find_listed_exceptions import LISTED
from crossfoot.audit.marks.heading_tests import Test, test_in
from crossfoot.audit.marks.marked import Marked, marked_columns
from crossfoot.audit.marks.told_ranges import ANSWERS, check_range
from crossfoot.audit.reading.labels import Measure, Totalling, words_of
from crossfoot.audit.reading.pack import PackTable, Paragraph, Place
from crossfoot.audit.study import Study

FEWEST, FEWEST_NAMED = 5, 4
"""Answers; so many where the heading names the figures and the line."""
_RANGE_WORDS = frozenset(words_of("range"))
NEAR = 8
"""Lines from a table within which its rows are listed."""
MOST_ODD = 2
"""Rows by which a list may be wrong and still be one of this table."""
_LIST = re.compile(r"(?:^|(?<=[.;] ))(?P<lead>[^:.;]{6,80}):\s+(?P<names>[^:;.]{2,300})\.?$")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_NONE = re.compile(r"none|nobody|no (?:one|team|home|service|row)\w*|nil", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fit:
    """A column of figures, and one of lines where there is one: rows answered rightly, and those not."""

    value: int
    line: int | None
    right: tuple[int, ...]
    wrong: tuple[int, ...]


def find_heading_answers(study: Study) -> None:
    """Check every column of answers whose heading asks such a question, then the lists near its table."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        for marked in marked_columns(table):
            test = test_in(marked.heading.rpartition(" | ")[2].strip())
            if test is None:
                continue
            answers = {row: said for row, mark in marked.marks.items() if (said := test.answer(mark)) is not None}
            if len(answers) != len(marked.marks):
                continue
            if test.words == _RANGE_WORDS and not _is_judged(study, marked):
                check_range(study, marked, answers, negated=test.negated)
            if not _is_judged(study, marked):
                _check(study, marked, test, answers)
            if not _is_judged(study, marked):
                _check_lists(study, marked, test, answers)


def _is_judged(study: Study, marked: Marked) -> bool:
    """Whether an answer of the column has been found wrong."""
    return any(
        each.table_number == marked.table.index and each.column_number == marked.column
        for each in study.ledger.findings
    )


def _check(study: Study, marked: Marked, test: Test, answers: Mapping[int, bool]) -> None:
    if len(answers) < (FEWEST_NAMED if test.what else FEWEST) or (len(set(answers.values())) != 2 and not test.what):
        return
    fits = [found for found in _fits(study, marked, test, answers) if len(found.wrong) <= 1]
    whole = next((each for each in fits if not each.wrong), None)
    if whole is not None:
        study.ledger.agreed(ANSWERS, len(whole.right))
        return
    proved = [each for each in fits if len({answers[row] for row in each.right}) == 2 or _is_named(marked, test, each)]
    if not proved or any(each.wrong != proved[0].wrong for each in fits):
        return
    best, row = proved[0], proved[0].wrong[0]
    own, of = (Place(marked.table.index, row, column) for column in (marked.column, best.value))
    beside = [of] if best.line is None else [of, Place(marked.table.index, row, best.line)]
    against = f"{float(test.number or 0):g}" if best.line is None else study.pack.cell(beside[-1]).text
    expected = next((mark for mark in marked.names if test.answer(mark) is not answers[row]), "")
    study.ledger.agreed(ANSWERS, len(best.right))
    study.ledger.found(
        ANSWERS,
        own,
        explanation=(
            f"{ANSWERS.words} {study.pack.cell(of).text} against {against} is {expected}, and "
            f"{marked.marks[row]} is printed; the {len(best.right)} other answers are right."
        ),
        expected=expected,
        confidence=0.88,
        others=beside,
    )


def _is_named(marked: Marked, test: Test, found: Fit) -> bool:
    """Whether the heading names both columns: `Average within target`, of `Average days` and `Target days`."""
    return found.line is not None and bool(test.what & set(words_of(marked.heading_of(found.value))))


def _fits(study: Study, marked: Marked, test: Test, answers: Mapping[int, bool]) -> Iterator[Fit]:
    table = marked.table
    lines: list[int | None] = [None] if test.number is not None else list(_lines(marked, test))
    if len(lines) != 1:
        return
    for value in _values(study, marked, test, lines[0]):
        right: list[int] = []
        wrong: list[int] = []
        for row, said in answers.items():
            place = Place(table.index, row, value)
            beside = table.cell(row, lines[0]).number if lines[0] is not None else None
            line = test.number if lines[0] is None else beside.amount if beside is not None else None
            if line is None or not study.is_number(place):
                continue
            ends = study.interval(place)
            says = {test.holds(each, line) for each in (ends.low, ends.middle, ends.high)}
            if len(says) == 1 or not ends.width:
                (right if said in says else wrong).append(row)
            elif said == test.holds(ends.middle, line):
                right.append(row)
        if len(right) + len(wrong) >= max(FEWEST_NAMED if test.what else FEWEST, len(answers) - 1):
            yield Fit(value, lines[0], tuple(right), tuple(wrong))


def _lines(marked: Marked, test: Test) -> Iterator[int]:
    """The columns of lines: those whose headings have a word of what the question names."""
    for place in marked.table.value_columns:
        column = marked.table.columns[place]
        if place != marked.column and column.numeric and test.words & set(words_of(column.heading)):
            yield place


def _values(study: Study, marked: Marked, test: Test, line: int | None) -> Iterator[int]:
    """The columns that the line may be of: of the same unit by a word of the headings, or beside it."""
    table = marked.table
    numeric = [place for place in table.value_columns if table.columns[place].numeric and place != marked.column]
    before = [place for place in numeric if place < (marked.column if line is None else line)]
    said = set(words_of(table.columns[line].heading)) | test.words if line is not None else set(test.words)
    for place in numeric:
        if place == line or _is_signed(marked, place):
            continue
        percent = any(study.measure(Place(table.index, row, place)) is Measure.PERCENT for row in marked.marks)
        if test.percent:
            if percent:
                yield place
        elif said & set(words_of(table.columns[place].heading)) or place == max(before, default=-1):
            yield place


def _is_signed(marked: Marked, column: int) -> bool:
    numbers = [marked.table.cell(row, column).number for row in marked.marks]
    return any(each.signed or each.amount < 0 for each in numbers if each is not None)


def _check_lists(study: Study, marked: Marked, test: Test, answers: Mapping[int, bool]) -> None:
    for paragraph, lead, names in _lists(study, marked.table):
        asked = test_in(lead)
        if asked is None or not _is_same_line(asked, test):
            continue
        told = _rows_named(marked.table, answers, names)
        if told is None:
            continue
        wanted = (asked.low == test.low) == (asked.negated == test.negated)
        rows = frozenset(
            row
            for row, said in answers.items()
            if said is wanted and marked.table.rows[row].totalling is Totalling.NONE
        )
        odd = sorted(rows ^ told)
        if not odd:
            study.ledger.agreed(LISTED)
        elif len(odd) <= MOST_ODD and (not told or told & rows or len(odd) == 1):
            _report_list(study, marked, paragraph, names, rows, told, odd)


def _report_list(  # noqa: PLR0917 - a list, and what it should be
    study: Study,
    marked: Marked,
    paragraph: Paragraph,
    names: str,
    rows: frozenset[int],
    told: frozenset[int],
    odd: list[int],
) -> None:
    labels = [marked.table.rows[row].label for row in odd]
    study.ledger.found(
        LISTED,
        None,
        line=paragraph.line,
        row=paragraph.text[:160],
        published=names,
        expected=", ".join(marked.table.rows[row].label for row in sorted(rows)) or "none",
        explanation=(
            f"{LISTED.words} {marked.heading}: "
            + "; ".join(
                f"{label} has {marked.marks[row]} and is {'named' if row in told else 'not named'}"
                for row, label in zip(odd, labels, strict=True)
            )
            + "."
        ),
        confidence=0.85,
        others=[Place(marked.table.index, row, marked.column) for row in odd],
    )


def _lists(study: Study, table: PackTable) -> Iterator[tuple[Paragraph, str, str]]:
    """Sentences near a table that are a list after a colon."""
    for paragraph in study.paragraphs_at(range(table.line - NEAR, table.last_line + NEAR + 1)):
        beside = 0 < paragraph.line - table.last_line <= NEAR or 0 < table.line - paragraph.line <= NEAR
        if beside and paragraph.sheet == table.sheet:
            for sentence in _SENTENCE.split(paragraph.text):
                if (match := _LIST.match(sentence.strip())) is not None:
                    yield paragraph, match["lead"], match["names"]


def _is_same_line(one: Test, other: Test) -> bool:
    """Whether both ask of one line, by a word or the number for it."""
    return bool(one.words & other.words) or (one.number is not None and one.number == other.number)


def _rows_named(table: PackTable, answers: Mapping[int, bool], names: str) -> frozenset[int] | None:
    """The rows named; None where one of the names is no row."""
    if _NONE.fullmatch(names.strip()):
        return frozenset()
    labels: dict[str, int] = {}
    for row in answers:
        for text in (table.rows[row].label, *table.rows[row].pieces):
            labels.setdefault(text.casefold(), row)
    whole = labels.get(names.strip().casefold())
    if whole is not None:
        return frozenset([whole])
    found = {labels.get(name.strip().casefold()) for name in re.split(r",|\band\b", names) if name.strip()}
    return None if None in found or not found else frozenset(row for row in found if row is not None)
