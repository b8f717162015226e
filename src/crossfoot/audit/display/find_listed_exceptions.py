"""Lists of the rows above or below a line: `Wards under the target in the spring: A, B, C`, against their column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.labels import Totalling
from crossfoot.audit.reading.pack import PackTable, Paragraph, Place
from crossfoot.audit.study import Study

LISTED = Rule(
    "listed-exceptions",
    Kind.DISPLAY,
    "The rows listed as above or below a line are those whose figures are.",
)
NEAR = 8
"""Lines under a table within which a list of its rows stands."""
FEWEST_NAMES = 2
FEWEST_ROWS = 5
_LIST = re.compile(r"^(?P<lead>[^:]{8,140}?)(?::|\b(?:is|are|were|was)\b:?)\s+(?P<names>[^:]+?)\.?$")
_SIDES: tuple[tuple[re.Pattern[str], Callable[[Fraction, Fraction], bool]], ...] = (
    (re.compile(r"\b(?:at or (?:above|over)|(?:met|meeting|reached|reaching|on or above))\b"), lambda a, b: a >= b),
    (re.compile(r"\b(?:at or (?:below|under))\b"), lambda a, b: a <= b),
    (
        re.compile(
            r"\b(?:under|below|less than|fewer than|lower than|short of|miss(?:ed|ing)?|not (?:met|meeting|reached|"
            r"reaching)|beneath)\b"
        ),
        lambda a, b: a < b,
    ),
    (re.compile(r"\b(?:over|above|more than|higher than|exceed(?:ed|ing)|beyond)\b"), lambda a, b: a > b),
)
_NUMBER = re.compile(r"(?<![\w.])£?(\d[\d,]*(?:\.\d+)?)(?![\w.]*\d)")
_TARGET = re.compile(r"\b(target|threshold|minimum|standard|limit|floor|benchmark)\b")
_WORD = re.compile(r"[a-z]{3,}")


@dataclass(frozen=True, slots=True)
class Told:
    """A list: its paragraph, the rows named, the line they are told to be on one side of, and the words before it."""

    paragraph: Paragraph
    rows: frozenset[int]
    line: Fraction
    holds: Callable[[Fraction, Fraction], bool]
    words: frozenset[str]


def find_listed_exceptions(study: Study) -> None:
    """Check every list of row names that stands right under its table."""
    for table in study.pack.tables:
        if table.index not in study.copies:
            for told in _told(study, table):
                _check(study, table, told)


def _told(study: Study, table: PackTable) -> Iterator[Told]:
    last = table.last_line
    near = [
        each
        for each in study.paragraphs_at(range(table.line - NEAR, last + NEAR + 1))
        if (0 < each.line - last <= NEAR or 0 < table.line - each.line <= NEAR) and each.sheet == table.sheet
    ]
    labels = {row.label.casefold(): number for number, row in enumerate(table.rows) if row.totalling is Totalling.NONE}
    for paragraph in near:
        match = _LIST.match(paragraph.text.strip())
        if match is None:
            continue
        names = [name.strip().casefold() for name in re.split(r",|;|\band\b", match["names"]) if name.strip()]
        lead = match["lead"].casefold()
        side = next((holds for pattern, holds in _SIDES if pattern.search(lead)), None)
        line = _line_of(lead, near)
        if len(names) < FEWEST_NAMES or side is None or line is None or not all(name in labels for name in names):
            continue
        yield Told(paragraph, frozenset(labels[name] for name in names), line, side, frozenset(_WORD.findall(lead)))


def _line_of(lead: str, near: list[Paragraph]) -> Fraction | None:
    """The number that the words name, or the target told near the table."""
    numbers = _NUMBER.findall(lead)
    if len(numbers) == 1 and not 1900 < Fraction(numbers[0].replace(",", "")) < 2100:
        return Fraction(numbers[0].replace(",", ""))
    word = _TARGET.search(lead)
    for paragraph in near if word is not None else ():
        for sentence in re.split(r"(?<=[.;])\s+", paragraph.text.casefold()):
            found = _NUMBER.findall(sentence)
            if word is not None and word[1] in sentence and len(found) == 1:
                return Fraction(found[0].replace(",", ""))
    return None


def _check(study: Study, table: PackTable, told: Told) -> None:
    """The list by the one column that it fits but for one name, where it fits none."""
    missed: list[tuple[bool, int, frozenset[int]]] = []
    for column in table.value_columns:
        cells = {
            row: Place(table.index, row, column)
            for row, each in enumerate(table.rows)
            if each.totalling is Totalling.NONE
        }
        if len(cells) < FEWEST_ROWS or not all(map(study.is_number, cells.values())):
            continue
        # The last row may be a total that is not called one.
        beyond = frozenset(
            row
            for row, place in cells.items()
            if told.holds(study.value(place), told.line) and (row < len(table.rows) - 1 or row in told.rows)
        )
        unlike = beyond ^ told.rows
        if len(beyond) >= len(cells) - 1 or not beyond:
            continue
        named = bool(told.words & frozenset(_WORD.findall(table.columns[column].heading.casefold())))
        if not unlike:
            study.ledger.agreed(LISTED)
            return
        if len(unlike) == 1:
            missed.append((named, column, unlike))
    best = [each for each in missed if each[0] == max((named for named, _, _ in missed), default=False)]
    if len(best) != 1:
        return
    _, column, unlike = best[0]
    row = next(iter(unlike))
    place = Place(table.index, row, column)
    name = table.rows[row].label
    study.ledger.found(
        LISTED,
        None,
        line=told.paragraph.line,
        row=told.paragraph.text[:160],
        published=name if row in told.rows else told.paragraph.text[-60:],
        expected=f"without {name}" if row in told.rows else f"{name} too",
        explanation=(
            f"{LISTED.words} {table.columns[column].heading}: {name} is {study.pack.cell(place).text}, the line "
            f"{float(told.line):g}; all the others are listed as they should be."
        ),
        confidence=0.85,
        others=[place],
    )
