"""Highest, lowest, median and how many are over a limit, of items that the table lists one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.cells import CellKind, is_hidden
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.relations.grids import grids_of
from crossfoot.audit.relations.line import Grid, Line, Value
from crossfoot.audit.study import Study

LISTED = Rule(
    "listed-items",
    Kind.ARITHMETIC,
    "A highest, lowest, median or count of items is that of the items that the table lists.",
)
FEWEST_ITEMS = 4
FEWEST_HELD = 3
"""Where the lines are not numbered through, so many keys must agree, and of all"""
HELD = 0.75
FEWEST_ANSWERS = 4
_MARK = re.compile(r"^(?P<stem>.*?)\W*(?P<number>\d{1,2}|[A-Z])$")
_NO_ITEM = re.compile(
    r"week|month|quarter|period|term|day|year|stage|step|level|grade|band|age|key|q|h|p|t|m|y|w|ks|class|risk",
    re.IGNORECASE,
)
_ONLY = r"(?:\s+(?:of (?:the|these|all)\b.*|value|figure|score|number|one|result))?"
_EXTREMES: tuple[tuple[re.Pattern[str], Callable[[Sequence[float]], float]], ...] = (
    (
        re.compile(rf"(?:the )?(?:highest|maximum|max\.?|longest|largest){_ONLY}", re.IGNORECASE),
        max,
    ),
    (
        re.compile(
            rf"(?:the )?(?:lowest|minimum|min\.?|shortest|smallest|fewest){_ONLY}",
            re.IGNORECASE,
        ),
        min,
    ),
    (re.compile(rf"(?:the )?median{_ONLY}", re.IGNORECASE), median),
)
_COUNT = re.compile(
    r"(?:number |how many |no\.? )?"
    r"(?P<way>over|above|more than|longer than|beyond|outside|under|below|within|less than) (?:the )?"
    r"(?:(?P<word>limit|target|standard|timescale|maximum)|(?P<number>\d[\d,.]*)(?: [a-z]+)?)",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\b(?P<word>limit|target|standard|timescale|maximum)(?: is| of|:| =)? (?P<number>\d[\d,.]*)", re.IGNORECASE
)
_YES = re.compile(r"y|yes|\u2713|\u2714", re.IGNORECASE)
_NO = re.compile(r"n|no|\u2717|\u2718|x", re.IGNORECASE)
_OF = re.compile(r"(\d+) (?:of|out of) (\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Summary:
    """A line that says something of the items, and what it should be of their values."""

    line: Line
    of: Callable[[Sequence[float]], float]


def find_listed_items(study: Study) -> None:
    """Check what is said of items against the items, down and across every table."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        for grid in grids_of(study, table):
            summaries = list(_summaries(study, table, grid))
            if summaries:
                _check(study, grid, summaries)
        _check_answers(study, table)


def _summaries(study: Study, table: PackTable, grid: Grid) -> Iterator[Summary]:
    for line in grid.lines:
        label = line.own_label.strip(" :.?")
        for pattern, of in _EXTREMES:
            if pattern.fullmatch(label):
                yield Summary(line, of)
        match = _COUNT.fullmatch(label)
        if match is not None:
            said = match["number"] or _limit(study, table, match["word"])
            if said:
                yield Summary(line, _counter(match["way"].casefold(), float(said.replace(",", "").rstrip("."))))


def _limit(study: Study, table: PackTable, word: str) -> str:
    """The number that the words at the table give as the limit; empty where they give none, or two."""
    found = {
        match["number"].rstrip(".,")
        for text in study.notes(table)
        for match in _LIMIT.finditer(text)
        if match["word"].casefold() == word.casefold()
    }
    return found.pop() if len(found) == 1 else ""


def _counter(way: str, limit: float) -> Callable[[Sequence[float]], float]:
    if way in {"over", "above", "more than", "longer than", "beyond", "outside"}:
        return lambda amounts: sum(amount > limit for amount in amounts)
    if way == "within":
        return lambda amounts: sum(amount <= limit for amount in amounts)
    return lambda amounts: sum(amount < limit for amount in amounts)


def _items(grid: Grid, summaries: Sequence[Summary]) -> tuple[list[Line], bool]:
    """The lines that are listed, and whether they are numbered through, so that they are all there are."""
    others = {id(summary.line) for summary in summaries}
    marked: list[tuple[str, int, Line]] = []
    for line in grid.lines:
        match = _MARK.match(line.own_label.strip())
        if match is not None and id(line) not in others and line.role is Role.VALUE:
            mark = match["number"]
            marked.append((match["stem"], int(mark) if mark.isdecimal() else ord(mark) - ord("A") + 1, line))
    stems = {stem for stem, _, _ in marked}
    if len(stems) == 1 and len(marked) >= FEWEST_ITEMS and not _NO_ITEM.fullmatch(next(iter(stems)).strip(" .-")):
        astray = sum(number != place for place, (_, number, _) in enumerate(marked, start=1))
        if astray <= (len(marked) >= 2 * FEWEST_ITEMS):
            return [line for _, _, line in marked], True
    plain = [
        line
        for line in grid.lines
        if id(line) not in others and line.role in {Role.VALUE, Role.TIME} and line.totalling.value == "none"
    ]
    return plain, False


def _check(study: Study, grid: Grid, summaries: Sequence[Summary]) -> None:
    items, numbered = _items(grid, summaries)
    if len(items) < FEWEST_ITEMS:
        return
    checks: dict[int, list[tuple[int, Value, float, bool]]] = {}
    for place, summary in enumerate(summaries):
        for key, own in summary.line.values.items():
            values = [line.values[key] for line in items if key in line.values]
            if (
                len(values) < FEWEST_ITEMS
                or (not numbered and _are_mixed(own, values))
                or _hides(study, grid, items, key)
            ):
                continue
            wanted = float(summary.of([value.amount for value in values]))
            holds = abs(own.amount - wanted) <= own.last_digit + 1e-9
            checks.setdefault(place, []).append((key, own, wanted, holds))
    told = [holds for found in checks.values() for *_, holds in found]
    if all(line.own_label.strip().isdecimal() for line in items) and sum(told) * 2 < len(told):
        # Headings that are only numbers may be marks out of five, and the figures how many gave each.
        return
    # Of named areas the highest may be one that is not listed: more of them must agree.
    fewest = FEWEST_HELD + any(line.role is not Role.TIME for line in items)
    for place, found in checks.items():
        held = sum(holds for *_, holds in found)
        if not numbered and (held < fewest or held < HELD * len(found)):
            continue
        for key, own, wanted, holds in found:
            if holds:
                study.ledger.agreed(LISTED)
                continue
            label = summaries[place].line.own_label
            study.ledger.found(
                LISTED,
                own.place,
                explanation=f"{LISTED.words} {label} of the {len(items)} listed is {wanted:g}.",
                expected=f"{wanted:,g}",
                confidence=0.85,
                others=[
                    line.values[key].place for line in items if key in line.values and line.values[key].amount == wanted
                ],
            )


def _are_mixed(own: Value, values: Sequence[Value]) -> bool:
    """Whether not all are of one kind: dates, percentages and counts side by side have no highest."""
    kinds = {Measure.PERCENT, Measure.MONEY, Measure.RATE}
    return len({value.measure if value.measure in kinds else Measure.COUNT for value in (own, *values)}) > 1


def _hides(study: Study, grid: Grid, items: Sequence[Line], key: int) -> bool:
    """Whether an item has a number there that is not shown."""
    first = next((value.place for line in items for value in line.values.values()), None)
    if first is None:
        return True
    for line in items:
        place = Place(first.table, line.number, key) if grid.by_row else Place(first.table, key, line.number)
        if is_hidden(study.pack.cell(place)):
            return True
    return False


def _check_answers(study: Study, table: PackTable) -> None:
    """`3 of 10` under a column of yes and no."""
    for column in range(table.stub, len(table.columns)):
        cells = [table.cell(row, column) for row in range(len(table.rows))]
        yes = sum(_YES.fullmatch(cell.text) is not None for cell in cells)
        answers = yes + sum(_NO.fullmatch(cell.text) is not None for cell in cells)
        told = [(row, match) for row, cell in enumerate(cells) if (match := _OF.fullmatch(cell.text)) is not None]
        others = [cell for cell in cells if cell.text and cell.kind is not CellKind.BLANK]
        if answers < FEWEST_ANSWERS or len(told) != 1 or len(others) > answers + 1 or int(told[0][1][2]) != answers:
            continue
        row, match = told[0]
        if int(match[1]) in {yes, answers - yes}:
            study.ledger.agreed(LISTED)
            continue
        study.ledger.found(
            LISTED,
            Place(table.index, row, column),
            explanation=f"{LISTED.words} {yes} of the {answers} answers above it are yes.",
            expected=f"{yes} of {answers}",
            confidence=0.9 if "?" in table.columns[column].heading else 0.8,
            others=[Place(table.index, other, column) for other, cell in enumerate(cells) if _YES.fullmatch(cell.text)],
        )
