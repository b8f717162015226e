"""Columns of ratings: where they are, which column they rate, and against which target."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.display.before_and_now import is_percent, latest_of, now_column
from crossfoot.audit.marks.states import is_rated, met_of, state_of
from crossfoot.audit.reading.cells import Number
from crossfoot.audit.reading.labels import Totalling
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.reading.polarities import likely_low, polarity_column
from crossfoot.audit.reading.times import read_time
from crossfoot.audit.spoken.good_words import more_is_better
from crossfoot.audit.spoken.spoken_times import spoken_times_in
from crossfoot.audit.study import Study

_RATING = re.compile(
    r"\brag\b|\bratings?\b|\brated\b|\bbands?( \w+)?$|(^|\| )(status|colour|performance|position|judgement|"
    r"grade|level|"
    r"risk level|traffic[\s-]?light|flag|r/?a/?g)$",
    re.IGNORECASE,
)
MET_HEADING = re.compile(
    r"\bmet\b|\bon (target|track)\b|\bachiev|\btarget\b.*\?|\breach(ed)?\b|\bhit\b|\bat or (above|better)|"
    r"\bquartile\b.*\?|"
    r"\bstandard\b.*\?|\b(better|above|below|over|under|higher|lower) (than )?\b.*\?|✓|\bpass(ed)?\b|\bwithin\b.*\?",
    re.IGNORECASE,
)
_WITH_VALUE = re.compile(r"[-+\u2212]?£?\d[\d,.]*\s?(?:%|(?=[^\w\s.):/-]))\s*[^\w\s]*\s*[A-Za-z]")
_NO_VALUE = frozenset(
    [Role.REFERENCE, Role.UNIT, Role.RED, Role.GREEN, Role.POLARITY, Role.DIRECTION, Role.RATING, Role.TREND]
)
_TARGET = re.compile(r"\b(targets?|standard|goal|ambition|plan|trajectory|expected|milestone|aim)\b", re.IGNORECASE)
_TOLERANCE = re.compile(r"\btoleran|\bmargin\b|\bamber (band|range)\b", re.IGNORECASE)
_LAST = re.compile(r"\b(last|previous|prior|year before|inherent|original|baseline|gross)\b", re.IGNORECASE)
_STAGE = re.compile(
    r"\b(target|last|previous|prior|inherent|original|gross|initial)(?:\s+\w+)?\s+(?:risk |score )?(?:rag|rating|band|"
    r"level|colour|status|grade)\b|^(target|previous|last|inherent|original|gross|initial)[\w ]* \| (?:rag|rating|"
    r"band|level|colour|status)",
    re.IGNORECASE,
)
_PART = re.compile(r"\blikelihood\b|\bimpact\b|\bprobability\b|(^|\| )[LIP]$", re.IGNORECASE)
_WORD = re.compile(r"[a-z]{4,}")
_COMMON = frozenset(["rating", "status", "target", "band", "colour", "than", "rated", "performance", "against", "with"])


@dataclass(frozen=True, slots=True)
class RatedColumn:
    """A column of ratings with the state of each row that has one."""

    table: PackTable
    column: int
    states: dict[int, str]

    @property
    def heading(self) -> str:
        """What heads it."""
        return self.table.columns[self.column].heading


def rated_columns(table: PackTable) -> list[RatedColumn]:
    """The columns of ratings of a table: by their heading, or by what their cells say."""
    polarity = polarity_column(table)
    found = []
    for place, column in enumerate(table.columns):
        if place in {0, polarity} or column.role is Role.DIRECTION:
            continue
        states = {
            row: state_of(table.cell(row, place).text)
            for row, each in enumerate(table.rows)
            if each.totalling is Totalling.NONE or column.role is Role.RATING
        }
        said = {row: state for row, state in states.items() if state and not table.cell(row, place).is_number}
        if sum(_WITH_VALUE.match(table.cell(row, place).text) is not None for row in said) * 2 > len(said):
            # `79% ✖ Red`: the value is in the cell itself, and no other column is what it rates.
            continue
        if not said or len(said) * 2 < sum(bool(table.cell(row, place).text) for row in range(len(table.rows))):
            continue
        values = list(said.values())
        named = column.role is Role.RATING or _RATING.search(column.heading) or MET_HEADING.search(column.heading)
        if (named and len(set(values)) <= 6) or is_rated(values) or _is_met(values):
            found.append(RatedColumn(table, place, said))
    return found


def _is_met(states: Sequence[str]) -> bool:
    return len(states) >= 2 and all(met_of(state) is not None for state in states)


def value_columns(rated: RatedColumn, words: str) -> list[int]:
    """Columns that the ratings may be of, the likeliest first: one that heading or legend names, the latest time."""
    table = rated.table
    if stage := _STAGE.search(rated.heading):
        # `Target rating` is of the target score, `Last RAG` of the last value: of no other.
        word = next(text for text in stage.groups() if text).casefold()
        return [
            place
            for place, column in enumerate(table.columns)
            if column.numeric and word in column.heading.casefold() and not _PART.search(column.heading)
        ]
    numeric = [
        place
        for place in range(len(table.columns))
        if table.columns[place].numeric
        and table.columns[place].role not in _NO_VALUE
        and not _TOLERANCE.search(table.columns[place].heading)
        and not (_TARGET.search(table.columns[place].heading) and table.columns[place].role is Role.TARGET)
    ]
    timed = [place for place in numeric if table.columns[place].role is Role.TIME]
    latest = latest_of(table, timed, rated.column)
    own = table.columns[rated.column].pieces[:1] if len(table.columns[rated.column].pieces) > 1 else ()
    # `RAG Q2` is of the column `Q2`, whatever is later.
    periods = {place: read_time(table.columns[place].pieces[-1]) for place in numeric if table.columns[place].pieces}
    own_time = next((time for word in _PERIOD.findall(rated.heading) if (time := read_time(word)) is not None), None)
    if own_time is not None and own_time in periods.values():
        return [place for place, time in periods.items() if time == own_time]
    named = [place for place in numeric if _is_named(table.columns[place].heading, rated.heading, words)]
    if own:
        named += [place for place in numeric if table.columns[place].pieces[:1] == own and place < rated.column]
    plain = [
        place
        for place in numeric
        if table.columns[place].role in {Role.VALUE, Role.YEAR_TO_DATE, Role.ROLLING, Role.DIFFERENCE}
        and not _LAST.search(table.columns[place].heading)
    ]
    # `% in time` comes before `October %`, and that before `September %`; beside a target in per cent, a percentage.
    dated = {
        place: max(told)
        for place in plain
        if (told := [each.time.index for each in spoken_times_in(table.columns[place].heading)])
    }
    wanted = {is_percent(table, place) for place in reference_columns(rated, national=False)}
    plain.sort(
        key=lambda place: (
            table.columns[place].role is Role.DIFFERENCE, wanted == {True} and not is_percent(table, place),
            place in dated, -dated.get(place, 0), place > rated.column, -place,
        )
    )  # fmt: skip
    now = [place for place in (now_column(table), latest) if place is not None and place in numeric]
    return list(dict.fromkeys([*sorted(named, reverse=True), *now, *plain]))


_PERIOD = re.compile(
    r"\b(?:Q[1-4](?:\s?\d{2,4}(?:[-/]\d\d)?)?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-\s']?\d{0,4}|"
    r"20\d\d(?:[-/]\d\d)?)\b",
    re.IGNORECASE,
)


def _is_named(heading: str, rated: str, words: str) -> bool:
    """Whether a word of the heading stands in the heading of the ratings, or in the words of their rule."""
    if _LAST.search(heading):
        return False
    own = set(_WORD.findall(heading.casefold())) - _COMMON
    return bool(own & set(_WORD.findall(rated.casefold()))) or (
        len(own) >= 2 and own <= set(_WORD.findall(words.casefold()))
    )


def reference_columns(rated: RatedColumn, *, national: bool, words: str = "") -> list[int]:
    """Columns that a rating may compare with: the targets, or the national figures where the rule speaks of those."""
    table = rated.table
    numeric = [place for place, column in enumerate(table.columns) if column.numeric]
    said = set(_WORD.findall(rated.heading.casefold()))
    named = [
        place
        for place in numeric
        if table.columns[place].role in {Role.BENCHMARK, Role.TARGET}
        and said & (set(_WORD.findall(table.columns[place].heading.casefold())) - {"this", "year", "from", "starts"})
        and not _TOLERANCE.search(table.columns[place].heading)
    ]
    if named and not all(table.columns[place].role is Role.TARGET for place in named):
        return named
    targets = [
        place
        for place in numeric
        if table.columns[place].role in {Role.TARGET, Role.VALUE}
        and _TARGET.search(table.columns[place].heading)
        and not re.search(r"likelihood|impact|score|date|variance", table.columns[place].heading, re.IGNORECASE)
    ]
    others = [place for place in numeric if table.columns[place].role is Role.BENCHMARK]
    told = set(_WORD.findall(words.casefold()))
    if national and not others:
        others = [
            place
            for place in numeric
            if table.columns[place].role is Role.VALUE
            and (own := set(_WORD.findall(table.columns[place].heading.casefold())))
            and own <= told
        ]
    return [*others, *targets] if national else targets


def may_be_low(table: PackTable, row: int) -> bool:
    """Whether the words of a row leave room for less being better: days, costs, complaints."""
    return likely_low(table, row) or more_is_better(table.rows[row].label) is False


def tolerance_column(table: PackTable) -> int | None:
    """The column of tolerances; None where there is none."""
    return next(
        (place for place, each in enumerate(table.columns) if each.numeric and _TOLERANCE.search(each.heading)), None
    )


def amount_at(study: Study, place: Place | None) -> Fraction | None:
    """The number there, bounds such as `<20%` included."""
    number = study.pack.cell(place).number if place is not None else None
    return number.amount if number is not None else None


_TARGET_TOLD = re.compile(
    r"\b(?:targets?|standard|threshold|goal|ambition)\b(?: of| is|:|=)?\s?[(\[]?\s?(?:\u2265|>=?|at least )?\s?"
    r"(?P<number>\d{1,3}(?:\.\d+)?)(?:\s?(?P<percent>%|per ?cent))?(?!\d|[\d,./-]*\d)|"
    r"(?<![\d.])(?P<before>\d{1,3}(?:\.\d+)?)\s?(?:%|per ?cent) (?:target|standard|goal|ambition)\b|"
    r"[(\[]\s?(?:\u2265|>=?|at least )?\s?(?P<bare>\d{1,3}(?:\.\d+)?)\s?(?:%|per ?cent)"
    r"(?: or (?:more|above|better|higher))?\s?[)\]]",
    re.IGNORECASE,
)


def target_in(text: str) -> Number | None:
    """The target that a heading or label tells in its words: 95 of `On target (95%)`, 90 of `RAG (target 90%)`."""
    match = _TARGET_TOLD.search(text)
    if match is None or (match["bare"] and not MET_HEADING.search(text)):
        return None
    digits = match["number"] or match["before"] or match["bare"]
    percent = bool(match["percent"] or match["before"] or match["bare"])
    return Number(Fraction(digits), len(digits.partition(".")[2]), percent=percent)
