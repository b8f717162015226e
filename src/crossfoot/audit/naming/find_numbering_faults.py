"""Numbers of paragraphs, appendices, lists and rows: one after the other, none twice, none left out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.naming.report_labels import Report, labels_of, place_of, reports_of
from crossfoot.audit.reading.pack import PackTable, Paragraph, Place
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

NUMBERING = Rule("numbering", Kind.LABEL, "Paragraphs are numbered one after the other.", Severity.NOTE)
FEWEST = 3
"""Numbers from which a run is judged."""
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_ITEM = re.compile(r"(?:^|[:;,.]\s+|\band\s+|\bor\s+|\s(?=\((?:i|a|1)\)\s))\((?P<mark>[ivx]{1,5}|[a-z]|\d{1,2})\)\s")
_CITES = re.compile(
    r"\b(?:under|in|of|at|by|from|both|see|points?|items?|paragraphs?|parts?|recommendations?|for|with|per)\s+\($",
    re.IGNORECASE,
)
"""Words before `(a)` that point to it."""
_LINE = re.compile(r"^\(?(?P<mark>[ivx]{1,5}|[a-z]|\d{1,2})[).]\s")
_COLUMN = re.compile(
    r"^(no\.?|number|#|item( no\.?)?|action( no\.?)?|ref\.?( no\.?)?|rank order|s/?no\.?|line|row|)$", re.IGNORECASE
)


def find_numbering_faults(study: Study) -> None:
    """Check paragraphs, named parts, lists in sentences and down the page, and columns of numbers."""
    for report in reports_of(study.pack):
        _check_paragraphs(study, report)
    for group in labels_of(study.pack).values():
        runs: dict[bool, list[tuple[int, int, str]]] = defaultdict(list)
        for label in group:
            place = place_of(label.id)
            again = re.search(r"\bcont(?:inued|'?d)?\b|\bcont\.", label.text, re.IGNORECASE)
            if place is not None and not again and (label.id.isdecimal() or len(label.id) == 1):
                runs[label.id.isdecimal()].append((place, label.line, f"{label.kind.capitalize()} {label.id}"))
        for run in runs.values():
            _check_run(study, run, what="the parts")
    for paragraph in study.pack.paragraphs:
        _check_run(study, list(_marks(paragraph)), what="the list")
    for run in _lists(study.pack.paragraphs):
        _check_run(study, run, what="the list")
    for table in study.pack.tables:
        if table.index not in study.copies:
            _check_column(study, table)


def _repeated(numbers: Sequence[int]) -> int | None:
    """The place of the one number that stands twice in a run without any other fault; None where there is none."""
    wrong = [place for place, number in enumerate(numbers) if number != numbers[0] + place]
    if len(numbers) < FEWEST or not wrong:
        return None
    place = wrong[0]
    if place == 0 or numbers[place] != numbers[place - 1]:
        return None
    if len(wrong) == 1:
        return place
    rest = [*numbers[:place], *numbers[place + 1 :]]
    return place if all(later == earlier + 1 for earlier, later in pairwise(rest)) else None


def _check_run(study: Study, run: list[tuple[int, int, str]], *, what: str) -> None:
    """A run of numbers with their lines and words."""
    numbers = [number for number, _, _ in run]
    if len(numbers) < FEWEST:
        return
    place = _repeated(numbers)
    if place is not None:
        _found(study, run[place][1], run[place][2], f"{run[place][2]} stands twice in {what}.", numbers[place] + 1)
    elif all(later == earlier + 1 for earlier, later in pairwise(numbers)):
        study.ledger.agreed(NUMBERING)


def _found(study: Study, line: int, published: str, words: str, number: int) -> None:
    study.ledger.found(
        NUMBERING,
        None,
        line=line,
        published=published,
        expected=f"number {number}",
        explanation=f"{NUMBERING.words} {words}",
        confidence=0.75,
        severity=Severity.WARNING,
    )


def _check_paragraphs(study: Study, report: Report) -> None:
    """Numbers of one section in the order of the page: first those that stand twice, then those left out."""
    groups: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for number, line, _ in report.order:
        parent, _, last = number.rpartition(".")
        groups[parent].append((int(last), line, number))
    twice = set()
    for parent, run in groups.items():
        if not parent and run[0][0] != 1:
            # Sentences that begin with a figure.
            continue
        place = _repeated([number for number, _, _ in run])
        if place is not None and _is_next(report, run[place - 1], run[place]):
            twice.add(parent)
            words = f"{run[place][2]} stands twice, at lines {run[place - 1][1]} and {run[place][1]}."
            _found(study, run[place][1], run[place][2], words, run[place][0] + 1)
    _check_gaps(study, report, twice)


def _is_next(report: Report, one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    """Whether nothing but the paragraphs under it stands between a number and the same number again."""
    between = [number for number, line, _ in report.order if one[1] < line < other[1]]
    return all(number.startswith(f"{one[2]}.") for number in between)


def _check_gaps(study: Study, report: Report, twice: set[str]) -> None:
    by_parent: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, line in report.numbers.items():
        parent, _, last = number.rpartition(".")
        if parent and parent not in twice:
            by_parent[parent].append((int(last), line))
    steps = [after - before for numbers in by_parent.values() for (before, _), (after, _) in pairwise(sorted(numbers))]
    gaps = sum(step > 1 for step in steps)
    if gaps > 2 and gaps * 10 > len(steps):
        # The numbers are those of measures, of which only some are shown.
        return
    for parent, numbers in by_parent.items():
        ordered = sorted(numbers)
        for (before, _), (after, line) in pairwise(ordered):
            if {f"{parent}.{before}", f"{parent}.{after}"} & report.headings:
                continue
            if after == before + 1:
                study.ledger.agreed(NUMBERING)
            elif after - before <= 4:
                missing = ", ".join(f"{parent}.{number}" for number in range(before + 1, after))
                study.ledger.found(
                    NUMBERING,
                    None,
                    line=line,
                    published=f"{parent}.{after}",
                    expected=f"{parent}.{before + 1}",
                    explanation=(
                        f"{NUMBERING.words} {parent}.{before} is followed by {parent}.{after}: {missing} is not there."
                    ),
                    confidence=0.6,
                )


def _mark_of(mark: str, first: str) -> int | None:
    """The place of a mark in a list that begins with `(i)`, `(a)` or `(1)`."""
    if first == "i":
        return _ROMANS.index(mark) + 1 if mark in _ROMANS else None
    if first == "a":
        return ord(mark) - ord("a") + 1 if len(mark) == 1 and mark.isalpha() else None
    return int(mark) if first == "1" and mark.isdecimal() else None


def _marks(paragraph: Paragraph) -> Iterator[tuple[int, int, str]]:
    """`(i) ...; (ii) ...` in one paragraph."""
    first = ""
    for match in _ITEM.finditer(paragraph.text):
        if not first and _CITES.search(paragraph.text[: match.start("mark")]):
            return
        first = first or match["mark"]
        place = _mark_of(match["mark"], first)
        if place is not None:
            yield place, paragraph.line, f"({match['mark']})"


def _lists(paragraphs: Sequence[Paragraph]) -> Iterator[list[tuple[int, int, str]]]:
    """Lines that begin with `(a)`, `b)`, `iii.`, right after each other."""
    run: list[tuple[int, int, str]] = []
    first = ""
    for paragraph in paragraphs:
        match = _LINE.match(paragraph.text)
        mark = match["mark"] if match else ""
        if match and mark in {"a", "i", "1"} and not (mark == "i" and first == "a"):
            yield run
            run, first = [], mark
        place = _mark_of(mark, first) if match and first else None
        if place is None or match is None:
            yield run
            run, first = [], ""
        elif not mark.isdecimal() or match[0].lstrip().startswith("("):
            run.append((place, paragraph.line, match[0].strip()))
    yield run


def _check_column(study: Study, table: PackTable) -> None:
    """The first column with the numbers of the rows."""
    if not table.columns or not _COLUMN.match(table.columns[0].heading.rpartition(" | ")[2].strip()):
        return
    rows = [(number, row.cells[0]) for number, row in enumerate(table.rows) if row.cells and row.cells[0].text]
    texts = [cell.text.rstrip(".") for _, cell in rows]
    while texts and not texts[-1].isdecimal():
        texts.pop()
    if len(texts) < FEWEST or not all(text.isdecimal() and len(text) < 4 for text in texts):
        return
    numbers = [int(text) for text in texts]
    place = _repeated(numbers)
    if place is not None and numbers[0] in {0, 1}:
        row = rows[place][0]
        study.ledger.found(
            NUMBERING,
            Place(table.index, row, 0),
            published=texts[place],
            expected=str(numbers[place] + 1),
            explanation=f"{NUMBERING.words} {texts[place]} stands twice in the column.",
            confidence=0.75,
            severity=Severity.WARNING,
        )
    elif numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        study.ledger.agreed(NUMBERING)
