"""Hours and minutes, `1418:14` or `2h 10m`: their totals, and their means over how many there were."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.labels import Totalling
from crossfoot.audit.reading.pack import Column, PackTable, Place, Row
from crossfoot.audit.relations import hints
from crossfoot.audit.study import Study

DURATIONS = Rule(
    "durations", Kind.ARITHMETIC, "A total of hours and minutes is their sum; a mean is the total over how many."
)
FEWEST_HELD, MOST_FAILED = 3, 0.25
FEWEST_PARTS = 2
FULL = 0.8
"""In what part of its cells that are not blank a line of hours and minutes has some."""
_CLOCK = re.compile(
    r"(?P<sign>[-+\u2212])?(?P<first>\d{1,3}(?:,\d{3})+|\d{1,6}):(?P<second>[0-5]\d)(?::(?P<third>[0-5]\d))?"
)
_WORDS = re.compile(
    r"(?:(?P<days>\d+) ?d(?:ays?)?)? ?(?:(?P<hours>[\d,]+) ?h(?:(?:ou)?rs?)?)? ?"
    r"(?:(?P<minutes>\d+) ?m(?:in(?:ute)?s?)?)? ?(?:(?P<seconds>\d+) ?s(?:ec(?:ond)?s?)?)?\.?",
    re.IGNORECASE,
)
_SECONDS = re.compile(r"\bm+:ss\b|\bmin(?:ute)?s?(?::| and )sec", re.IGNORECASE)
_MEAN = re.compile(r"\b(mean|average|avg|typical)\b|\b(?:a|per|for each) [a-z]+$", re.IGNORECASE)
_NO_SUM = re.compile(
    r"\b(mean|average|avg|median|longest|shortest|limit|target|maximum|minimum|max|min|start|begin|finish|end|from|to|"
    r"opens?|closes?|arrived?|left|time of)\b",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"\b(?:(?P<minutes>min(?:ute)?s?)|(?P<hours>hours?|hrs))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long something took, in seconds; what the last place printed is worth; where it stands."""

    seconds: float
    step: float
    place: Place


@dataclass(frozen=True, eq=False)
class TimedLine:
    """A row or column: what heads it, its hours and minutes by key, and its plain numbers."""

    label: str
    lasting: Mapping[int, Lasting]
    numbers: Mapping[int, float]
    timed: bool
    """Whether it is printed as hours and minutes, and not as a number of the one or the other."""


def find_duration_faults(study: Study) -> None:
    """Check totals and means of hours and minutes down and across every table that has some."""
    for table in study.pack.tables:
        if table.index not in study.copies and any(
            read_lasting(cell.text) for row in table.rows for cell in row.cells[1:] if not cell.is_number
        ):
            for by_row in (False, True):
                _check(study, table, by_row=by_row)


def read_lasting(text: str, *, in_seconds: bool = False) -> tuple[float, float] | None:
    """So many seconds, and what its last place is worth; None where the text is no hours and minutes."""
    match = _CLOCK.fullmatch(text.strip())
    if match is not None:
        first, second = int(match["first"].replace(",", "")), int(match["second"])
        sign = -1 if match["sign"] in {"-", "\u2212"} else 1
        if match["third"] is not None:
            return sign * float(3600 * first + 60 * second + int(match["third"])), 1.0
        return (sign * float(60 * first + second), 1.0) if in_seconds else (sign * 60.0 * (60 * first + second), 60.0)
    words = _WORDS.fullmatch(text.strip())
    if words is None or not any(words.groups()):
        return None
    amounts = [int((each or "0").replace(",", "")) for each in words.group("days", "hours", "minutes", "seconds")]
    worth = (86400, 3600, 60, 1)
    step = next(unit for each, unit in zip(reversed(words.groups()), reversed(worth), strict=True) if each)
    return float(sum(each * unit for each, unit in zip(amounts, worth, strict=True))), float(min(step, 60))


def _check(study: Study, table: PackTable, *, by_row: bool) -> None:
    lines = [line for line in _lines(table, by_row=by_row) if line.lasting or line.numbers]
    lasting = [line for line in lines if line.lasting]
    if not any(line.timed for line in lasting):
        return
    keys = {key for line in lines for key in (*line.lasting, *line.numbers)}
    wholes = [key for key in keys if _is_whole(table.columns[key] if by_row else table.rows[key])]
    for line in lasting:
        if line.timed and not _NO_SUM.search(line.label) and len(wholes) == 1:
            _check_sum(study, line, lines, wholes[0])
        for total in lasting:
            if total is not line and (line.timed or total.timed) and not _MEAN.search(total.label):
                for count in lines:
                    if count.numbers and count is not line and count is not total:
                        _check_mean(study, line, total, count)


def _is_whole(line: Column | Row) -> bool:
    """Whether a row or column is of all others together."""
    label = line.heading if isinstance(line, Column) else line.label or line.cells[0].text.strip()
    return line.totalling is not Totalling.NONE or hints.names_all(label)


def _lines(table: PackTable, *, by_row: bool) -> Iterator[TimedLine]:
    rows, columns = range(len(table.rows)), range(1, len(table.columns))
    for number in rows if by_row else columns:
        label = table.rows[number].label if by_row else table.columns[number].heading
        places = [
            Place(table.index, number, key) if by_row else Place(table.index, key, number)
            for key in (columns if by_row else rows)
        ]
        yield _line(table, label, places, by_row=by_row)


def _line(table: PackTable, label: str, places: Sequence[Place], *, by_row: bool) -> TimedLine:
    lasting: dict[int, Lasting] = {}
    numbers: dict[int, float] = {}
    plain = _PLAIN.search(label)
    filled = 0
    for place in places:
        cell, key = table.cell(place.row, place.column), place.column if by_row else place.row
        filled += bool(cell.text.strip())
        if cell.is_number and cell.number is not None and not cell.number.percent:
            numbers[key] = float(cell.number.amount)
            continue
        heading = f"{label} {table.columns[place.column].heading}"
        read = read_lasting(cell.text, in_seconds=_SECONDS.search(heading) is not None)
        if read is not None:
            lasting[key] = Lasting(*read, place)
    timed = len(lasting) >= max(1, FULL * filled)
    if not timed and plain is not None and len(numbers) >= FULL * filled:
        worth = 60.0 if plain["minutes"] else 3600.0
        lasting = {
            key: Lasting(amount * worth, worth * _step(table, place), place)
            for place in places
            if (amount := numbers.get(key := place.column if by_row else place.row)) is not None
        }
    return TimedLine(label, lasting if timed or plain else {}, numbers, timed)


def _step(table: PackTable, place: Place) -> float:
    number = table.cell(place.row, place.column).number
    return 10.0**-number.decimals if number is not None else 1.0


def _check_sum(study: Study, line: TimedLine, lines: Sequence[TimedLine], whole: int) -> None:
    """The one total, where counts beside it add up there, or other hours and minutes do."""
    parts = [each for key, each in line.lasting.items() if key != whole]
    own = line.lasting.get(whole)
    if own is None or len(parts) < FEWEST_PARTS:
        return
    wanted = sum(each.seconds for each in parts)
    if abs(own.seconds - wanted) < own.step * max(1, len(parts) - 1) / 2 + 1e-6:
        study.ledger.agreed(DURATIONS)
        return
    keys = [key for key in line.lasting if key != whole]
    others = [each for each in lines if each is not line]
    if sum(_adds_up(each, keys, whole) for each in others) >= FEWEST_PARTS:
        _report(study, own, wanted, parts, f"The {len(parts)} parts come to {_say(wanted, own)}.")


def _adds_up(line: TimedLine, keys: Sequence[int], whole: int) -> bool:
    values = {key: each.seconds for key, each in line.lasting.items()} if line.timed else line.numbers
    if whole not in values or any(key not in values for key in keys):
        return False
    return bool(values[whole]) and abs(sum(values[key] for key in keys) - values[whole]) < 1e-6


def _check_mean(study: Study, mean: TimedLine, total: TimedLine, count: TimedLine) -> None:
    keys = [key for key in mean.lasting if key in total.lasting and count.numbers.get(key, 0) > 0]
    wanted = {key: total.lasting[key].seconds / count.numbers[key] for key in keys}
    held = [key for key in keys if _is_mean(mean.lasting[key], total.lasting[key], wanted[key], count.numbers[key])]
    if len(held) < FEWEST_HELD or len(keys) - len(held) > max(1, MOST_FAILED * len(keys)):
        return
    if len({mean.lasting[key].seconds for key in held}) < FEWEST_PARTS or all(count.numbers[key] == 1 for key in held):
        return
    study.ledger.agreed(DURATIONS, len(held))
    for key in keys:
        if key not in held:
            own = mean.lasting[key]
            words = f"{mean.label} is {total.label} over {count.label}: so it is in {len(held)} of {len(keys)}."
            _report(study, own, wanted[key], [total.lasting[key]], words)


def _is_mean(own: Lasting, total: Lasting, wanted: float, count: float) -> bool:
    """Whether it is that, rounded or cut off; the total may have been rounded before."""
    return abs(own.seconds - wanted) < own.step + total.step / 2 / count


def _report(study: Study, own: Lasting, wanted: float, others: Sequence[Lasting], words: str) -> None:
    study.ledger.found(
        DURATIONS,
        own.place,
        explanation=f"{DURATIONS.words} {words}",
        expected=_say(wanted, own),
        confidence=0.85,
        others=[each.place for each in others],
    )


def _say(seconds: float, like: Lasting) -> str:
    """As `h:mm`, or `m:ss` where what it stands beside is told to the second."""
    steps = round(seconds / like.step) if like.step >= 1 else round(seconds)
    return f"{steps // 60}:{steps % 60:02d}" if like.step in {1.0, 60.0} else f"{seconds / 3600:.2f} hours"
