"""The figures of a table that stand for all it measures: of its total, of its last time, or of one row and column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from crossfoot.audit.reading.cells import Number
from crossfoot.audit.reading.labels import Totalling, per_of, summarises, words_of
from crossfoot.audit.reading.pack import Column, PackTable, Place, Role, Row
from crossfoot.audit.reading.times import Time, TimeKind, read_time
from crossfoot.audit.spoken.number_words import COUNT, number_of
from crossfoot.audit.spoken.spoken_times import spoken_times_in
from crossfoot.audit.spoken.spoken_words import is_whole
from crossfoot.audit.study import Study

_ALL = re.compile(
    r"(?:(?:whole|full|half)[ -])?year(?: to date| \d{4}\S*)?|(?:all|whole|both|total|overall)(?:[ ,].*)?|ytd|fytd|"
    r"so far|(?:six|nine|twelve|12|rolling 12) months|\d+ months|together|result|now|this year|current(?: year)?|"
    r"latest|(?:district|service|county|borough|city|council|authority|trust|region|department|area|total|programme|"
    r"partnership)(?:[ -]?wide| total| overall)?",
    re.IGNORECASE,
)
_SO_MANY = re.compile(rf"(?:the |all )?(?P<number>{COUNT})(?: [a-z-]+){{1,3}}", re.IGNORECASE)
_ASIDE = {Role.TARGET, Role.DIFFERENCE, Role.DIRECTION, Role.RATING, Role.TREND, Role.POLARITY, Role.RED, Role.GREEN}
_NO_COLUMN = _ASIDE | {Role.REFERENCE, Role.UNIT, Role.BENCHMARK, Role.PREVIOUS_YEAR_TO_DATE}
FEWEST_ADDED = 3
LARGE = 600
"""Cells of a table of which only the totals and the last are taken."""


@dataclass(frozen=True, slots=True)
class WholeCell:
    """A figure, the words that say what it measures, and those that stand around it."""

    place: Place
    number: Number
    words: frozenset[str]
    """Of its row and its column, but for the names of totals and of times."""
    whole: frozenset[str]
    """Of the name of the total that it stands in."""
    around: frozenset[str]
    """Of what stands above its table."""
    percent: bool
    money: bool
    standing: int
    """2 for each total that it stands in, 1 for the last time; 0 where neither its row nor its column is one."""
    before: bool
    """Whether its row or column is of a time before: `2017 %` among others, `a year ago`."""
    per: int | None
    """10,000 for `per 10,000`."""
    time: Time | None
    """Of its row or its column."""
    over: bool
    """Whether it is over the times of its table, and of none of them."""


@lru_cache(maxsize=4_000)
def words_in(text: str) -> frozenset[str]:
    """The words of a label, in one form for each."""
    return frozenset(_SAME.get(word, word) for word in words_of(text)) - IDLE


_SAME = {
    "persistently": "persistent", "absenc": "absent", "absences": "absent", "leav": "leave", "leaver": "leave",
    "left": "leave", "attended": "attend", "attendanc": "attend", "vacancy": "vacant", "vacanci": "vacant",
    "worker": "work", "user": "use", "offending": "offend", "reoffend": "offend", "cost": "cost", "spend": "spent",
    "spending": "spent", "suspension": "suspend", "suspensions": "suspend", "exclusion": "exclud", "started": "start",
    "timely": "time", "timeliness": "time", "timescal": "time", "punctual": "time", "enquiri": "enquir",
    "enquiry": "enquir", "approval": "approv", "completion": "complet", "mark": "score",
}  # fmt: skip
_IDLE_WORDS = """
percentage number total all figure count rate per each they them we our us most least more fewer under over or than who
that would where my no low high good is bad now level target measure indicator 100 1000 10000 100000
two three four five six seven eight nine ten eleven twelve
"""
IDLE = frozenset(word for each in _IDLE_WORDS.split() for word in (each, *words_of(each)))
"""Words that name nothing: `at most`, `% of`, `low is good`."""


def is_percent(table: PackTable, row: int, column: int, number: Number) -> bool:
    """Whether a number is a percentage: by its sign, by the name of its row or column, or by what all figures are."""
    said = _says_percent(table.rows[row].label) or _says_percent(table.columns[column].heading)
    return _is_percent(table, number, said=said)


def _is_percent(table: PackTable, number: Number, *, said: bool) -> bool:
    if number.percent or number.money or said:
        return number.percent or (said and not number.money)
    return "%" in table.caption and bool(number.decimals or not table.has_large_numbers) and abs(number.value) <= 100


def _says_percent(name: str) -> bool:
    return "%" in name or "per cent" in name or "percentage" in name.casefold()


@dataclass(frozen=True, slots=True)
class _Line:
    """A row or a column: what its name says."""

    words: frozenset[str]
    whole: bool
    last: bool
    time: Time | None
    percent: bool
    money: bool
    before: bool
    per: int | None

    @property
    def standing(self) -> int:
        return 2 if self.whole else int(self.last)

    @classmethod
    def of(cls, each: Row | Column, *, whole: bool, last: bool, before: bool) -> _Line:
        name = each.label if isinstance(each, Row) else each.heading
        earlier = before or is_before(name)
        return cls(_words(each.pieces), whole, last, each.time, _says_percent(name), "£" in name, earlier, per_of(name))


def whole_cells(study: Study, table: PackTable) -> Iterator[WholeCell]:
    """Those of a table."""
    rows, columns = _rows(study, table), _columns(table)
    timed = any(line.time is not None for line in (*rows.values(), *columns.values()))
    around = words_in(" ".join((table.caption, *table.captions[:2])))
    sections = {row: words_in(table.rows[row].section) for row in rows}
    per, nothing = per_of(table.caption), frozenset[str]()
    large = len(rows) * len(columns) > LARGE
    for place, column in columns.items():
        for row, each in rows.items():
            where, number = Place(table.index, row, place), table.cell(row, place).number
            standing = each.standing + column.standing
            if number is None or not study.is_number(where) or (large and not standing):
                continue
            if each.time is not None and column.time is not None and not each.standing:
                continue
            yield WholeCell(
                where,
                number,
                (nothing if each.whole else each.words) | (nothing if column.whole else column.words),
                sections[row] | (each.words if each.whole else nothing) | (column.words if column.whole else nothing),
                around,
                _is_percent(table, number, said=each.percent or column.percent),
                number.money or each.money or column.money,
                standing,
                each.before or column.before,
                column.per or each.per or per,
                each.time or column.time,
                each.time is None and column.time is None and timed,
            )


def _rows(study: Study, table: PackTable) -> dict[int, _Line]:
    rows = [row for row, each in enumerate(table.rows) if each.role not in _ASIDE]
    whole = {row for row in rows if is_whole_row(table, row)} | added_last(study, table)
    plain = [row for row in rows if row not in whole]
    last = _last([(row, table.rows[row].time) for row in plain])
    last = _last_numbered([(row, _name(table.rows[row])) for row in plain]) if last is None else last
    # A median or mean of all stands for all of them too.
    ends = {last, *(row for row in plain if summarises(table.rows[row].label))}
    return {row: _Line.of(table.rows[row], whole=row in whole, last=row in ends, before=False) for row in rows}


def _columns(table: PackTable) -> dict[int, _Line]:
    columns = [place for place in table.value_columns if table.columns[place].role not in _NO_COLUMN]
    whole = {place for place in columns if is_whole_column(table, place)}
    last = _last([(place, table.columns[place].time) for place in columns if place not in whole])
    before = _before(table, columns)
    return {
        place: _Line.of(table.columns[place], whole=place in whole, last=place == last, before=place in before)
        for place in columns
    }


def _words(pieces: Sequence[str]) -> frozenset[str]:
    return frozenset[str]().union(*(words_in(piece) for piece in pieces if read_time(piece) is None))


def _before(table: PackTable, columns: Sequence[int]) -> set[int]:
    """Columns of a year that is not the last one told in the headings."""
    told = {place: [int(year) for year in _YEAR.findall(table.columns[place].heading)] for place in columns}
    last = max((year for years in told.values() for year in years), default=0)
    # One column of several that bears a year, `2017 %` beside `%`, is of another one than they.
    few = 2 * sum(map(bool, told.values())) < len(columns)
    return {place for place, years in told.items() if years and (few or max(years) < last)}


_YEAR = re.compile(r"\b(?:19|20)(\d\d)\b")


def is_before(text: str) -> bool:
    """Whether a heading is of a time before: `Last year`, `A year ago`."""
    return _BEFORE.search(text) is not None


_BEFORE = re.compile(
    r"\b(?:before|ago|last (?:year|quarter|month|time)|previous(?:ly)?|prior|earlier|then|was)\b", re.IGNORECASE
)


def are_of_two_times(study: Study, one: Place, other: Place) -> bool:
    """Whether two cells are told to be of times that have no month in common: `at 30 June 2024` and `2023/24`."""
    first, second = _told_times(study, one), _told_times(study, other)
    apart = all(low > end or high < start for low, high in first for start, end in second)
    return bool(first and second) and apart


def _told_times(study: Study, place: Place) -> list[tuple[int, int]]:
    """The first and the last month of each time in the names of its row and column, or else above its table."""
    row, column, table = study.pack.row(place), study.pack.column(place), study.pack.tables[place.table]
    for text in (f"{row.label} ; {column.heading or ' '.join(column.pieces)}", table.caption):
        told = [months for each in spoken_times_in(text) if (months := _months(each.time)) is not None]
        if told:
            return told
    return []


def _months(time: Time) -> tuple[int, int] | None:
    """From its first month to its last; a year may end with March or, of schools, with August."""
    per = {TimeKind.MONTH: (1, 0), TimeKind.QUARTER: (3, 2), TimeKind.YEAR: (12, 14), TimeKind.SPAN: (12, 19)}
    if time.kind not in per or time.year is None or time.year < FIRST_YEAR:
        return None
    step, last = per[time.kind]
    return time.index * step + (3 if time.kind is TimeKind.SPAN else 0), time.index * step + last


def tells_of_differences(study: Study, table: PackTable) -> bool:
    """Whether words at a table say that its figures are provisional, or of another day or base than elsewhere."""
    return study.once(
        "told to differ", table.index, lambda: any(_DIFFERS.search(text) is not None for text in study.notes(table))
    )


_DIFFERS = re.compile(
    r"\bprovisional\b|\brevised\b|\brestated\b|\bunaudited\b|\bsince (?:been )?(?:updated|corrected|revised)\b|"
    r"\b(?:so|and|may|might|will|do|does|can) (?:not (?:be |always |necessarily )?(?:agree|match|equal|the same)|"
    r"differ)|\b(?:another|different|later|earlier) (?:date|day|base|basis|extract|count|definition)\b|"
    r"\bdrawn (?:later|earlier)\b",
    re.IGNORECASE,
)
FIRST_YEAR = 1900


def _last(times: Sequence[tuple[int, Time | None]]) -> int | None:
    """Where the last time stands, of two or more of one kind."""
    known = [(time, where) for where, time in times if time is not None]
    if len(known) < 2 or len({time.kind for time, _ in known}) > 1:
        return None
    return max(known)[1]


def _last_numbered(names: Sequence[tuple[int, str]]) -> int | None:
    """Where the last of a numbered series stands that came one after another: `Round 1`, `Round 2`, `Round 3`."""
    found = [
        (match["what"].casefold(), int(match["number"])) for _, name in names if (match := _NUMBERED.fullmatch(name))
    ]
    if len(found) < FEWEST_ADDED or len(found) < len(names) or len({what for what, _ in found}) > 1:
        return None
    numbers = [number for _, number in found]
    return names[-1][0] if numbers == list(range(numbers[0], numbers[0] + len(numbers))) else None


_NUMBERED = re.compile(
    r"(?P<what>round|wave|cycle|cohort|survey|census|sweep|sample|period|edition|issue|report|meeting|intake|tranche)"
    r"(?: no\.?)? (?P<number>\d{1,3})",
    re.IGNORECASE,
)


def is_whole_row(table: PackTable, row: int) -> bool:
    """Whether the row is that of all others, by its name."""
    each = table.rows[row]
    return each.totalling is not Totalling.NONE or _is_all(_name(each), len(table.rows) - 1)


def _name(row: Row) -> str:
    return next((piece for piece in reversed(row.pieces) if piece), "")


def is_whole_column(table: PackTable, column: int) -> bool:
    """Whether the column is that of all others, by its heading."""
    each = table.columns[column]
    return each.totalling is not Totalling.NONE or _is_all(each.heading, len(table.value_columns) - 1)


def _is_all(label: str, others: int) -> bool:
    plain = label.rpartition(" | ")[2].strip(" :*")
    if "%" in plain:
        return False
    if is_whole(plain) or _ALL.fullmatch(plain) is not None:
        return True
    match = _SO_MANY.fullmatch(plain)
    return match is not None and number_of(match["number"]) == others


def added_last(study: Study, table: PackTable) -> set[int]:
    """The last row, where in a column it is the sum of the others: its name may be anything, `Pooled budget`."""
    last = len(table.rows) - 1
    if last < FEWEST_ADDED:
        return set()
    for column in table.value_columns:
        places = [Place(table.index, row, column) for row in range(last + 1)]
        if all(study.is_number(place) for place in places):
            amounts = [study.value(place) for place in places]
            if sum(amounts[:-1], Fraction(0)) == amounts[-1] >= 10:
                return {last}
    return set()


def has_later(table: PackTable, column: Column) -> bool:
    """Whether another column is of a later time of the same kind."""
    time = column.time
    return time is not None and any(
        each.time is not None and each.time.kind is time.kind and each.time > time for each in table.columns
    )
