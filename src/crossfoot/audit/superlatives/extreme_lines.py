"""The lines of a table across which a superlative may be meant, and the end of one that it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from crossfoot.audit.counted.told_states import parts_of
from crossfoot.audit.quoting.named_lines import Named, adds_up
from crossfoot.audit.quoting.near_tables import is_whole_column, is_whole_row, prints, rows_without_totals
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.good_words import more_is_better
from crossfoot.audit.spoken.sentences import Sentence
from crossfoot.audit.spoken.speaking import is_time, latest_of
from crossfoot.audit.spoken.spoken_words import plain_words, spaced
from crossfoot.audit.spoken.telling_words import telling_of, telling_words
from crossfoot.audit.study import Study
from crossfoot.audit.superlatives.lines_of_all import share_of

_LONG = re.compile(r"\b(?:longest|shortest)\b", re.IGNORECASE)
LASTING = re.compile(
    r"\b(?:days?|weeks?|months?|hours?|minutes?|years?|wait\w*|time|length|duration)\b",
    re.IGNORECASE,
)
_FULL = re.compile(r"\b(?:fullest|emptiest|least full)\b", re.IGNORECASE)
_EMPTY = re.compile(r"\b(?:vacan\w+|empty|unfilled|spare|free|unused|not taken)\b", re.IGNORECASE)
_BUSY = re.compile(r"\b(?:busiest|quietest)\b", re.IGNORECASE)
_RUNNING = re.compile(r"\b(?:so far|to date|cumulative\w*|running|rolling|ytd)\b", re.IGNORECASE)
_SPEND = re.compile(r"\b(?:pressure|over\s?spend|under\s?spend|shortfall|variance|saving)", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:rise|fall|increase|decrease|change|growth|drop|reduction|improve\w*|movement|gap)\b",
    re.IGNORECASE,
)
_LARGEST_MOVE = re.compile(
    r"(?:largest|biggest|greatest|highest) (?:[a-z]+ )?"
    r"(?:(?P<up>increase|rise|growth|gain)|decrease|fall|drop|reduction)\b",
    re.IGNORECASE,
)
OF_SIZE = re.compile(
    r"\b(?:largest|biggest|commonest|most (?:common|numerous|often)|smallest|fewest|rarest)\b", re.IGNORECASE
)
"""Words of how many there are."""
_OF_THEM = re.compile(r",? (?:of (?:whom|which|these|them)|including)\b", re.IGNORECASE)
"""`The largest category, of whom 21 are aged 0 to 4`: it is not the largest of those."""
FEWEST = 3


def ends_meant(study: Study, sentence: Sentence, match: re.Match[str], places: Sequence[Place]) -> list[Place]:
    """The cells that the superlative may mean: the highest, the lowest, or either where good may be both."""
    high = max(places, key=study.value)
    low = min(places, key=study.value)
    if _FULL.search(match[0]) and all(_EMPTY.search(study.pack.name_of(place)) for place in places):
        return [low] if match.lastgroup == "high" else [high]
    if match.lastgroup == "either":
        return [high, low]
    moved = _LARGEST_MOVE.match(sentence.text, match.start())
    if moved is not None and study.value(low) < 0:
        # `The largest increase`, among rises and falls.
        return [high] if moved["up"] else [low]
    if any(study.value(place) < 0 for place in places) or match.lastgroup in {"good", "bad"}:
        small = _is_low_good(study, sentence, places)
        if match.lastgroup in {"good", "bad"} and small is not None:
            return [low] if (match.lastgroup == "good") == small else [high]
        return [high, low]
    return [high] if match.lastgroup == "high" else [low]


_NO_VALUE = frozenset([Role.TARGET, Role.BENCHMARK, Role.DIRECTION, Role.RATING, Role.TREND, Role.RED, Role.GREEN])
_RANK = re.compile(r"\brank", re.IGNORECASE)
_RATES = frozenset([Measure.PERCENT, Measure.AVERAGE, Measure.RATE])
_SAID_WITH = re.compile(r"[^.;:\d]{0,40}?(?:,? (?:at|with|of|is|was)|,|\() ?£?$", re.IGNORECASE)


def is_so_elsewhere(  # noqa: PLR0917 - the superlative, its words, and the cell that gainsays them
    study: Study,
    sentence: Sentence,
    match: re.Match[str],
    named: Sequence[Named],
    accused: Place,
    said: str,
    *,
    of_size: bool,
) -> bool:
    """Whether another line that the words may mean as well has what they name as its highest or lowest.

    Not those of which fewer words are said, nor those without the value told with it; what is of a size is counted.
    """
    noun = " ".join(sentence.text[match.end() :].split()[:2])
    if (_MOVED.search(noun) or _SPEND.search(noun)) and study.pack.column(accused).role is Role.DIFFERENCE:
        return False
    words = telling_words(said)
    least = max((_hits(study, each, accused, words) for each in named if each.table == accused.table), default=0)
    told = next((each for each in sentence.figures if each.start >= match.end()), None)
    if told is not None and not _SAID_WITH.fullmatch(sentence.text[match.end() : told.start]):
        told = None
    for each in named:
        for places in _all_lines(study, sentence, each):
            own = next((place for place in places if each.number == (place.row if each.by_row else place.column)), None)
            if own is None or _hits(study, each, own, words) < least:
                continue
            if match.lastgroup in {"good", "bad"} and study.measure(own) not in _RATES:
                continue
            if of_size and study.measure(own) in _RATES:
                continue
            ends = ends_meant(study, sentence, match, places)
            if told is not None and not any(prints(study, told, end) for end in ends):
                continue
            if any(study.value(own) == study.value(end) for end in ends):
                return True
    return False


def _hits(study: Study, named: Named, place: Place, words: frozenset[str]) -> int:
    table = study.pack.tables[named.table]
    telling = study.once("telling", named.table, lambda: telling_of(table))
    if not named.by_row:
        return telling.row_hits(place.row, words)
    bare = place.column > table.stub and not any(map(str.isalnum, table.columns[place.column].heading))
    return telling.column_hits(share_of(study, table, place.column) if bare else place.column, words)


def _all_lines(study: Study, sentence: Sentence, named: Named) -> Iterator[list[Place]]:
    """The numbers of each line across which the named one stands, without differences, targets and ranks."""
    table = study.pack.tables[named.table]
    if named.by_row:
        rows = [row for row in parts_of(table) if not is_whole_row(table, row)]
        own = [Place(table.index, named.number, column) for column in table.value_columns]
        latest = {place.column for place in latest_of(study, own)}
        spoken = [each.time for each in sentence.periods]
        lines = [
            [Place(table.index, row, column) for row in rows]
            for column in table.value_columns
            if (column in latest or any(is_time(table.columns[column].time, time) for time in spoken))
            and table.columns[column].role not in _NO_VALUE | {Role.DIFFERENCE}
            and _RANK.search(table.columns[column].heading) is None
        ]
    else:
        role = table.columns[named.number].role
        columns = [
            column
            for column in table.value_columns
            if not adds_up(table, column) and table.columns[column].role is role
        ]
        lines = [
            [Place(table.index, row, column) for column in columns]
            for row in range(len(table.rows))
            if table.rows[row].role not in _NO_VALUE
        ]
    for line in lines:
        numbers = [place for place in line if study.is_number(place)]
        if len(numbers) >= FEWEST:
            yield numbers


def _is_low_good(study: Study, sentence: Sentence, places: Sequence[Place]) -> bool | None:
    table = study.pack.tables[places[0].table]
    across = len({place.row for place in places}) == 1
    polarity = next(
        (
            each.polarity
            for each in study.in_table(table.index)
            if across and each.by_row and each.position == places[0].row
        ),
        table.polarities.get(places[0].column, "") if not across else "",
    )
    if polarity in {"high", "low"}:
        return polarity == "low"
    label = table.rows[places[0].row].label if across else table.columns[places[0].column].heading
    more = more_is_better(f"{label} {sentence.text}")
    more = more_is_better(table.caption) if more is None and not is_percent(study, places[0]) else more
    return None if more is None else not more


def lines_meant(study: Study, sentence: Sentence, named: Named, most: str) -> list[list[Place]]:
    """The lines across which the named one may be the extreme: columns for a row, rows for a column."""
    table = study.pack.tables[named.table]
    if not table.has_numbers:
        return []
    text = _OF_THEM.split(sentence.text)[0] if OF_SIZE.search(most) else sentence.text
    said = plain_words(f"{sentence.before} {text}")
    parts = rows_without_totals(study, table, but=named.number)
    if named.by_row:
        if table.rows[named.number].role is Role.TIME:
            parts = [row for row in parts if table.rows[row].role is Role.TIME and not is_whole_row(table, row)]
        lines = [
            [Place(table.index, row, column) for row in parts]
            for column in _columns(study, table, named, sentence, most)
        ]
        words = [plain_words(table.columns[line[0].column].heading) for line in lines if line]
    else:
        time = table.columns[named.number].role is Role.TIME
        across = [
            column
            for column in table.value_columns
            if (table.columns[column].role is Role.TIME if time else table.columns[column].role is Role.VALUE)
            and not adds_up(table, column)
            and (not time or _kind(table, column) == _kind(table, named.number))
        ]
        lines = [[Place(table.index, row, column) for column in across] for row in range(len(table.rows))]
        words = [plain_words(table.rows[line[0].row].label) if line else frozenset() for line in lines]
    pairs = [(line, word) for line, word in zip(lines, words, strict=True)]
    if _BUSY.search(most):
        pairs = [(line, word) for line, word in pairs if line and _is_work(study, line[0])]
        whole = [(line, word) for line, word in pairs if _is_of_all(study, line[0], by_row=named.by_row)]
        # Where no line is named in the sentence, what makes a time busy is all of the work.
        if whole and not any(word and word <= plain_words(sentence.text) for _, word in pairs):
            said, pairs = frozenset(), whole
    if named.by_row and OF_SIZE.search(most) and not any(word and word <= said for _, word in pairs):
        pairs = _of_how_many(study, pairs)
    literal = [line for line in lines if line and _is_literal(study, text, named, line[0])]
    shown = literal or _shown_after(study, sentence, most, [line for line, _ in pairs])
    lines = shown or [line for line, word in pairs if word and word <= said] or [line for line, _ in pairs]
    kept = []
    for line in lines:
        numbers = [place for place in line if study.is_number(place)]
        own = [place for place in numbers if (place.row if named.by_row else place.column) == named.number]
        alike = [place for place in numbers if not own or is_percent(study, place) == is_percent(study, own[0])]
        if own and len(alike) >= FEWEST:
            kept.append(alike)
    return _told_lines(study, sentence, _of_the_kind(study, sentence, most, kept))


def _is_literal(study: Study, text: str, named: Named, place: Place) -> bool:
    """Whether all of the label of the line stands in the sentence, word for word: `Highest individual caseload`."""
    label = study.pack.column(place).heading if named.by_row else study.pack.row(place).label
    name = spaced(label)
    return len(name.split()) > 1 and any(map(str.isalpha, name)) and name in spaced(text)


def _of_the_kind(study: Study, sentence: Sentence, most: str, kept: list[list[Place]]) -> list[list[Place]]:
    """The lines that the superlative can be of: what lasts is longest, what is a rate is best."""
    lasting = [line for line in kept if LASTING.search(study.pack.name_of(line[0]))]
    if _LONG.search(most) and lasting:
        kept = lasting
    rates = [line for line in kept if study.measure(line[0]) in {Measure.PERCENT, Measure.AVERAGE, Measure.RATE}]
    if re.search(r"\b(?:strongest|weakest|best|worst|poorest)\b", sentence.text, re.IGNORECASE) and rates:
        kept = rates
        if known := [line for line in kept if _is_low_good(study, sentence, line) is not None]:
            kept = known
    return kept


def _of_how_many(
    study: Study, pairs: list[tuple[list[Place], frozenset[str]]]
) -> list[tuple[list[Place], frozenset[str]]]:
    """The column that counts all, else the first that counts: what is largest is so by that."""
    whole = [
        (line, word)
        for line, word in pairs
        if line and (_is_of_all(study, line[0], by_row=True) or study.pack.column(line[0]).heading.startswith("All "))
    ]
    return whole[:1] or pairs


def _shown_after(study: Study, sentence: Sentence, most: str, lines: list[list[Place]]) -> list[list[Place]]:
    """The lines of percentages that have the one told straight after: `was the least full, at 80.4%`."""
    match = re.search(rf"\b{re.escape(most)},? (?:at|with|on) (?=\d)", sentence.text)
    told = next((each for each in sentence.figures if match is not None and each.start == match.end()), None)
    if told is None or not told.percent:
        return []
    numbers = [[place for place in line if study.is_number(place)] for line in lines]
    return [line for line in numbers if line and is_percent(study, line[0]) and told.amount in map(study.value, line)]


def _is_work(study: Study, place: Place) -> bool:
    """Whether the line counts what came in a time: a share, an average or what came so far makes none busy."""
    return study.measure(place) in {Measure.COUNT, Measure.UNKNOWN} and not _RUNNING.search(study.pack.name_of(place))


def _is_of_all(study: Study, place: Place, *, by_row: bool) -> bool:
    table = study.pack.tables[place.table]
    return is_whole_column(table, place.column) if by_row else is_whole_row(table, place.row)


def _told_lines(study: Study, sentence: Sentence, lines: list[list[Place]]) -> list[list[Place]]:
    """The lines whose end is a figure told, else those with it; none where none has its percentage or its money."""
    for figure in sentence.figures:
        if figure.points:
            continue
        amounts = {abs(figure.amount), abs(figure.amount) / 1000, abs(figure.amount) / 1_000_000}
        alike = [line for line in lines if (study.measure(line[0]) is Measure.PERCENT) == figure.percent]
        with_it = [line for line in alike if any(abs(study.value(place)) in amounts for place in line)]
        at_end = [line for line in with_it if _ends_of(study, line) & amounts]
        if at_end or with_it:
            return at_end or with_it
        if figure.percent or figure.money:
            return []
    return lines


def _ends_of(study: Study, line: Sequence[Place]) -> set[Fraction]:
    values = [study.value(place) for place in line]
    return {abs(min(values)), abs(max(values))}


def _kind(table: PackTable, column: int) -> object:
    time = table.columns[column].time
    return time.kind if time is not None else None


def _columns(study: Study, table: PackTable, named: Named, sentence: Sentence, most: str) -> list[int]:
    """Columns of values: those of the latest time; differences only where the words speak of change or of money."""
    own = [
        Place(table.index, named.number, column)
        for column in table.value_columns
        if study.is_number(Place(table.index, named.number, column))
    ]
    shares = [place.column for place in own if is_percent(study, place)]
    if _FULL.search(most) and shares:
        return shares
    spent, moved = _SPEND.search(sentence.text), _MOVED.search(sentence.text)
    differences = [place.column for place in own if table.columns[place.column].role is Role.DIFFERENCE]
    if moved and not spent:
        return differences
    if spent and differences:
        return differences
    spoken = [each.time for each in sentence.periods]
    at_time = [place.column for place in own if any(is_time(table.columns[place.column].time, time) for time in spoken)]
    plain = spaced(_OF_THEM.split(sentence.text)[0])
    headed = [place.column for place in own if spaced(table.columns[place.column].heading) in plain]
    at_time = at_time or (headed if _LONG.search(most) is None else [])
    values = [place for place in own if table.columns[place.column].role in {Role.VALUE, Role.TIME, Role.ROLLING}]
    # A row that is a time has that one in all its cells.
    latest = values if table.rows[named.number].role is Role.TIME else latest_of(study, values)
    return at_time or [place.column for place in latest] or differences


def is_percent(study: Study, place: Place) -> bool:
    """Whether a percentage stands there."""
    return study.measure(place) is Measure.PERCENT
