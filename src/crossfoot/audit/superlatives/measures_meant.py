"""The lines of a table across which a superlative may be meant: by its sort, by the words beside it, by a value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from crossfoot.audit.quoting.named_lines import Named, adds_up
from crossfoot.audit.quoting.near_tables import is_whole_column, is_whole_row, rows_without_totals
from crossfoot.audit.reading.labels import Measure, summarises
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.good_words import more_is_better
from crossfoot.audit.spoken.speaking import is_time, latest_of, place_time
from crossfoot.audit.spoken.spoken_times import is_bare, spoken_times_in
from crossfoot.audit.spoken.spoken_words import spaced
from crossfoot.audit.spoken.telling_words import row_name, telling_of, telling_words
from crossfoot.audit.study import Study
from crossfoot.audit.superlatives.lines_of_all import FEWEST, columns_of_all, rows_of_all, share_of
from crossfoot.audit.superlatives.superlative_words import Sort, Superlative

_NO_VALUE = frozenset([Role.TARGET, Role.BENCHMARK, Role.DIRECTION, Role.RATING, Role.TREND, Role.RED, Role.GREEN])
_RANK = re.compile(
    r"\b(?:rank\w*|place(?!s)|position|order|target|limit|standard|aim|goal|expected|england|national|neighbours?|"
    r"median|lower|upper)\b",
    re.IGNORECASE,
)
_OF = re.compile(r"\b(?:of|against|below|above) .*", re.IGNORECASE)
"""`Achieved as % of target` is no target."""
_DIFFERENCE = re.compile(
    r"\b(?:change\w*|difference|variances?|more or (?:fewer|less)|"
    r"(?:over|under)[\s/(]*(?:or |and )?\(?(?:under|over)\w*|"
    r"over\s?spen[dt]\w*|under\s?spen[dt]\w*|movement|points|surplus|deficit)\b|^[+/\u2212-]+$",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"\bchanges? (?:in|on|from|since)\b", re.IGNORECASE)
_SPENDS = re.compile(
    r"\b(?:over|under)\s?spen[dt]\w*|\bvariances?|\bpressures?|\bsurplus\w*|\bdeficits?|\bshortfalls?|"
    r"\b(?:over|under)\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:in|on) time\b|\b(?:in|within|under|over|up to|by|after|more than|less than) \d|\d+ (?:to|or|and)\b|\d\+",
    re.IGNORECASE,
)
"""What falls into a band of time, and is no time itself."""
_RUNNING = re.compile(
    r"\b(?:so far|to date|cumulative\w*|running|rolling|ytd|index|start|end|carried|brought)\b", re.IGNORECASE
)
_LASTING = re.compile(
    r"\b(?:days?|weeks?|months?|hours?|minutes?|years?|wait\w*|time|length|duration|longest|oldest)\b", re.IGNORECASE
)
_MONEY = re.compile(
    r"£|\b(?:cost\w*|price\w*|fees?|charges?|spen[dt]\w*|budget|rent|pay|paid|pounds?)\b", re.IGNORECASE
)
_EACH = re.compile(
    r"\b(?:per|each|every|an?|average|mean|unit|weekly|daily|nightly|hourly|weeks?|days?|nights?|hours?|places?)\b",
    re.IGNORECASE,
)
_FULL = re.compile(
    r"\b(?:occup\w+|take-?up|fill\w*|full\w*|used?|usage|utili[sz]\w+|taken|attend\w*|booked|let|sold|capacity)\b",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"\b(?:vacan\w+|empty|unfilled|spare|free|unused|not taken|left)\b", re.IGNORECASE)
_AGE = re.compile(r"\b(?:age[ds]?|old|born|days|weeks|months|years|opened|received|date)\b", re.IGNORECASE)
_IS_RATE = re.compile(r"\b(?:rates?|shares?|percentages?|proportions?|per cent|occupancy|take-?up)\b|%", re.IGNORECASE)
_IS_COUNT = re.compile(r"\bnumbers?\b|\bcounts?\b", re.IGNORECASE)
_IS_MONEY = re.compile(
    r"£|\b(?:costs?|cost(?:ing|ly)|price[ds]?|sums?|fees?|spend(?:ing)?|spent|amounts?|overspends?|underspends?|savings?|"
    r"budgets?|bills?|income|value|worth)\b",
    re.IGNORECASE,
)
_IS_MEAN = re.compile(r"\b(?:average|mean|on average)\b", re.IGNORECASE)
_IS_PER = re.compile(r"\b(?:per|for (?:each|every)|an? head|(?<!in )(?<!on )each|apiece)\b", re.IGNORECASE)
_PER = re.compile(r"\b(?:per|each|every|an?|average|mean)\b|/", re.IGNORECASE)
_COUNTS = frozenset([Measure.COUNT, Measure.UNKNOWN])
_RATES = frozenset([Measure.PERCENT, Measure.RATE, Measure.AVERAGE])


@dataclass(frozen=True, slots=True)
class Line:
    """The cells across which it may be meant, those of the line named among them, and how well the words tie it."""

    places: tuple[Place, ...]
    own: Place
    label: str
    hits: int
    """Words beside the superlative that tell the line."""
    full: bool
    """Whether they have its whole label."""


def lines_of(
    study: Study, table: PackTable, named: Named, superlative: Superlative, said: str, *, every: bool = False
) -> list[Line]:
    """The lines across which the line named has a number, with three numbers at least, and how the words tie them.

    With `every` those too that such words hardly mean: ranks.
    """
    if not table.has_numbers:
        return []
    telling = study.once("telling", table.index, lambda: telling_of(table))
    words = telling_words(said)
    plain = spaced(said)
    found = []
    spends = _SPENDS.search(superlative.own) is not None
    for places, label, number in _across(study, table, named):
        if not every and named.by_row and not _is_of_spending(table, number, spends=spends):
            continue
        numbers = [place for place in places if study.is_number(place)]
        own = next((each for each in numbers if (each.row if named.by_row else each.column) == named.number), None)
        if own is None or _CHANGE.search(label) or (not every and _RANK.search(_OF.sub("", label))):
            continue
        percent = study.measure(own) is Measure.PERCENT
        alike = [each for each in numbers if (study.measure(each) is Measure.PERCENT) == percent]
        if len(alike) >= FEWEST:
            of, told_of, name = number, label, label
            if named.by_row and number > table.stub and _is_of_the_one_before(table, label):
                of = share_of(study, table, number)
                told_of = table.columns[of].heading
                name = f"{told_of} {label}"
            hits = telling.column_hits(of, words) if named.by_row else telling.row_hits(of, words)
            whole = spaced(told_of)
            full = len(whole) > 5 and whole in plain and whole != spaced(superlative.text)
            found.append(Line(tuple(alike), own, name, hits + 2 * full, full=full))
    return found


def _is_of_the_one_before(table: PackTable, heading: str) -> bool:
    """Whether it says nothing of what it is a share or rate: `%`, or one of several columns `Rate`."""
    alike = sum(column.heading == heading for column in table.columns)
    return not any(map(str.isalnum, heading)) or (alike > 1 and _IS_RATE.fullmatch(heading) is not None)


def of_sort(study: Study, superlative: Superlative, lines: Sequence[Line]) -> list[Line]:
    """The lines that such a superlative can be of: what is dearest is money, what is fullest a share."""
    if superlative.sort is Sort.QUALITY:
        known = [
            line
            for line in lines
            if study.measure(line.own) is Measure.PERCENT
            and _RUNNING.search(line.label) is None
            and _more_is_better(study, superlative, line) is not None
        ]
        return known if len(known) == 1 else list(lines)
    caption = study.pack.tables[lines[0].own.table].caption if lines else ""
    return [line for line in lines if _is_of_sort(study, superlative, line, line.label)] or [
        line for line in lines if _is_of_sort(study, superlative, line, f"{line.label} {caption}")
    ]


def _is_of_spending(table: PackTable, column: int, *, spends: bool) -> bool:
    """Whether the column is a difference where the words are of over- or underspending, and is none otherwise."""
    each = table.columns[column]
    varies = each.role is Role.DIFFERENCE or _DIFFERENCE.search(each.heading) is not None
    return varies == spends or (spends and _SPENDS.search(each.heading) is not None)


def _across(study: Study, table: PackTable, named: Named) -> Iterator[tuple[list[Place], str, int]]:
    if named.by_row:
        rows = rows_without_totals(study, table, but=named.number)
        rows = [row for row in rows if row == named.number or not summarises(table.rows[row].label)]
        whole_rows = study.once("rows of all", table.index, lambda: rows_of_all(study, table))
        rows = [row for row in rows if row == named.number or row not in whole_rows]
        if table.rows[named.number].role is Role.TIME:
            kind = _kind(table.rows[named.number].time)
            rows = [row for row in rows if table.rows[row].role is Role.TIME and _kind(table.rows[row].time) is kind]
        for column in table.value_columns:
            if table.columns[column].role not in _NO_VALUE:
                yield [Place(table.index, row, column) for row in rows], table.columns[column].heading, column
        return
    whole = study.once("column of all", table.index, lambda: columns_of_all(study, table))
    role, kind = table.columns[named.number].role, _kind(table.columns[named.number].time)
    columns = [
        column
        for column in table.value_columns
        if column not in whole
        and not adds_up(table, column)
        and not is_whole_column(table, column)
        and not summarises(table.columns[column].heading)
    ]
    alike = [
        column for column in columns if table.columns[column].role is role and _kind(table.columns[column].time) is kind
    ]
    time = table.columns[named.number].time
    if len(alike) < FEWEST and (time is None or is_bare(time)):
        # `Easter` and `Christmas` are no times, `Summer` between them is.
        alike = [column for column in columns if table.columns[column].role in {Role.VALUE, Role.TIME}]
    for row, each in enumerate(table.rows):
        if each.role not in _NO_VALUE:
            yield [Place(table.index, row, column) for column in alike], row_name(each), row


def _kind(time: object) -> object:
    return getattr(time, "kind", None)


def _is_of_sort(study: Study, superlative: Superlative, line: Line, label: str) -> bool:
    measure = study.measure(line.own)
    if superlative.sort is Sort.MONEY:
        return measure is Measure.MONEY or _MONEY.search(line.label) is not None
    if superlative.sort is Sort.FULLNESS:
        return measure is Measure.PERCENT and (_FULL.search(label) or _EMPTY.search(label)) is not None
    if superlative.sort in {Sort.SPEED, Sort.LENGTH}:
        # What is in bands of days is no time itself.
        return measure is not Measure.MONEY and (
            (_LASTING.search(label) is not None and _WITHIN.search(line.label) is None)
            or (superlative.sort is Sort.SPEED and measure is Measure.PERCENT)
        )
    if superlative.sort is Sort.AGE:
        return _AGE.search(line.label) is not None
    if superlative.sort is Sort.WORK:
        return measure in _COUNTS and _RUNNING.search(line.label) is None
    return True


class Tie(IntEnum):
    """How surely the words tell which measure is meant."""

    NONE = 0
    WEAK = 1
    STRONG = 2


def meant(study: Study, superlative: Superlative, lines: Sequence[Line], near_words: str) -> tuple[list[Line], Tie]:
    """The lines that the words mean, as far as they tell, and how surely."""
    fitting = of_sort(study, superlative, lines)
    kept, kinds = _of_kinds(study, superlative, fitting, near_words)
    then = _of_the_time(study, kept, near_words)
    timed, kept = len(then) < len(kept), then
    if not kept:
        return [], Tie.NONE
    best = max(line.hits for line in kept)
    first = [line for line in kept if line.hits == best]
    counted = _of_how_many(study, kept, superlative) if not best else None
    if counted is not None:
        return [counted], Tie.WEAK if timed else Tie.STRONG
    sorts = superlative.sort in _TELLING_SORTS
    if best:
        strong = len(first) <= 2 and (best >= 2 or first[0].full or kinds or superlative.counted or sorts)
    else:
        of_quality = superlative.sort is Sort.QUALITY and len(fitting) == 1 < len(lines)
        strong = len(first) == 1 and (kinds or sorts or of_quality)
    if strong and not timed:
        return first, Tie.STRONG
    return first, Tie.WEAK if best or kinds or sorts else Tie.NONE


def _of_kinds(study: Study, superlative: Superlative, lines: list[Line], words: str) -> tuple[list[Line], bool]:
    """The lines of the kinds that the words say, `rate`, `number`, `cost`, and whether they say any."""
    kept, told = lines, False
    for pattern, is_so in _KINDS:
        if pattern.search(words):
            fitting = [line for line in kept if is_so(study, line)]
            if pattern is _IS_RATE and not fitting:
                return [], False
            kept, told = fitting or kept, told or bool(fitting)
    if superlative.counted and not told:
        kept = [line for line in kept if study.measure(line.own) not in {Measure.PERCENT, Measure.RATE}] or kept
    if superlative.sort is Sort.MONEY and not any(line.hits for line in kept):
        kept = [line for line in kept if _EACH.search(line.label)] or kept
    if superlative.sort is Sort.SPEED:
        kept = [line for line in kept if study.measure(line.own) is not Measure.PERCENT] or kept
    return kept, told


_TELLING_SORTS = frozenset([Sort.MONEY, Sort.FULLNESS, Sort.LENGTH, Sort.SPEED])


def _of_the_time(study: Study, lines: list[Line], words: str) -> list[Line]:
    """Of columns of several times those that the words tell, else the latest."""
    if not list(spoken_times_in(words)):
        # `Share in 2021/22`, where nobody speaks of a year.
        lines = [line for line in lines if not list(spoken_times_in(line.label))] or lines
    latest = set(latest_of(study, [line.own for line in lines]))
    told = [each.time for each in spoken_times_in(words)]
    then = [line for line in lines if any(is_time(place_time(study, line.own), time) for time in told)]
    return then or [line for line in lines if line.own in latest]


def _of_how_many(study: Study, lines: Sequence[Line], superlative: Superlative) -> Line | None:
    """What a kind is the commonest by: the line of all, else the first where that counts."""
    if not superlative.common and superlative.sort is not Sort.WORK:
        return None
    counts = [line for line in lines if _is_count(study, line)]
    table = study.pack.tables[lines[0].own.table] if lines else None
    if table is None or not counts:
        return None
    by_row = len({place.row for place in counts[0].places}) > 1
    wholes = [
        line
        for line in counts
        if (is_whole_column(table, line.own.column) if by_row else is_whole_row(table, line.own.row))
    ]
    return wholes[0] if len(wholes) == 1 else counts[0] if by_row and not wholes and superlative.common else None


def _is_rate(study: Study, line: Line) -> bool:
    return study.measure(line.own) in _RATES or _IS_RATE.search(line.label) is not None


def _is_count(study: Study, line: Line) -> bool:
    return study.measure(line.own) in _COUNTS and _IS_RATE.search(line.label) is None


def _is_money(study: Study, line: Line) -> bool:
    return study.measure(line.own) is Measure.MONEY or _MONEY.search(line.label) is not None


def _is_mean(study: Study, line: Line) -> bool:
    return study.measure(line.own) is Measure.AVERAGE or _PER.search(line.label) is not None


_KINDS = (
    (_IS_RATE, _is_rate),
    (_IS_COUNT, _is_count),
    (_IS_MONEY, _is_money),
    (_IS_MEAN, _is_mean),
    (_IS_PER, _is_mean),
)


def ends_of(study: Study, superlative: Superlative, line: Line) -> list[Place]:
    """The cells that may be what it says: one end, or both where the measure does not tell which is good."""
    high = max(line.places, key=study.value)
    low = min(line.places, key=study.value)
    if any(study.value(place) < 0 for place in line.places):
        return [high, low]
    turned: bool | None = False
    if superlative.sort is Sort.FULLNESS:
        turned = _EMPTY.search(line.label) is not None and _FULL.search(line.label) is None
    elif superlative.sort is Sort.SPEED:
        turned = study.measure(line.own) is Measure.PERCENT
    elif superlative.sort is Sort.AGE:
        turned = False if _LASTING.search(line.label) or _OLD.search(line.label) else None
    elif superlative.sort is Sort.QUALITY:
        more = _more_is_better(study, superlative, line)
        turned = None if more is None else not more
    if turned is None:
        return [high, low]
    return [high if superlative.high != turned else low]


_OLD = re.compile(r"\b(?:age[ds]?|old)\b", re.IGNORECASE)


def _more_is_better(study: Study, superlative: Superlative, line: Line) -> bool | None:
    table = study.pack.tables[line.own.table]
    across = len({place.row for place in line.places}) == 1
    polarity = next(
        (
            each.polarity
            for each in study.in_table(table.index)
            if across and each.by_row and each.position == line.own.row
        ),
        table.polarities.get(line.own.column, "") if not across else "",
    )
    if polarity in {"high", "low"}:
        return polarity == "high"
    more = more_is_better(f"{line.label} {superlative.own}")
    # Of a percentage the caption does not tell: of days lost, how many are short absences.
    return more_is_better(table.caption) if more is None and not _is_rate(study, line) else more


def are_rows_measures(study: Study, table: PackTable) -> bool:
    """Whether each row is one measure and the columns are where or when: times, or rows of several kinds."""
    if all(table.columns[column].role is not Role.VALUE for column in table.value_columns):
        return True
    if sum(row.role is Role.TIME for row in table.rows) >= FEWEST:
        # Months, with a row of changes in per cent under them.
        return False
    kinds = set()
    for row in range(len(table.rows)):
        places = [Place(table.index, row, column) for column in table.value_columns]
        found = {study.measure(place) for place in places if study.is_number(place)}
        if len(found) > 1:
            return False
        kinds |= found
    return len(kinds) > 1


def is_whole(table: PackTable, named: Named) -> bool:
    """Whether the line named is that of all others."""
    return is_whole_row(table, named.number) if named.by_row else is_whole_column(table, named.number)
