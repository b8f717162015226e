"""Superlatives that name a row or column: `highest in Eastdale`, `the largest group is 10 to 15`, `busiest in Q4`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.quoting.named_lines import Named, adds_up, lines_named
from crossfoot.audit.quoting.named_measures import is_in_name, measures_named
from crossfoot.audit.quoting.near_tables import is_whole_column, is_whole_row
from crossfoot.audit.quoting.told_states import parts_of
from crossfoot.audit.reading.cells import CellKind
from crossfoot.audit.reading.labels import Measure, summarises
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.good_words import more_is_better
from crossfoot.audit.spoken.sentences import Sentence
from crossfoot.audit.spoken.speaking import Speaking, is_time, latest_of
from crossfoot.audit.spoken.spoken_words import plain_words, spaced
from crossfoot.audit.spoken.telling import tell, tell_misquoted
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

HIGHEST = Rule(
    "highest-in-words",
    Kind.NARRATIVE,
    "What the words call the highest or lowest of a table is so in a row or column that they may mean.",
    Severity.WARNING,
)
_MOST = re.compile(
    r"\b(?P<high>highest|largest|deepest|fullest|biggest|greatest|commonest|most common|busiest|longest|most numerous|"
    r"most often|peaked|"
    r"the most(?! common| often| numerous| improved))\b|\b(?P<low>lowest|smallest|fewest|least common|quietest|"
    r"shortest|rarest|emptiest|(?:(?<=the )|(?<=was )|(?<=is )|(?<=were )|(?<=are ))least (?!likely|common)[a-z]+)\b"
    r"|\b(?P<good>strongest|best|top[\s-]performing|most improved)\b|\b(?P<bad>weakest|worst|poorest)\b",
    re.IGNORECASE,
)
_NOT_SO = re.compile(
    r"\b(?:second|third|fourth|fifth|next|one of (?:the|our)|among(?:st)? (?:the|our)|not (?:to |at )?(?:the |its )?|"
    r"two|three|four|five|six|ten|nor|if the|whether the|than the|from (?:the|its)|to the|at (?:its|their)|"
    r"fit(?:s|ted|ting)?|suit(?:s|ed)?|works?|worked|as|at)[\s-]*$",
    re.IGNORECASE,
)
_OF_TIME = re.compile(
    r"\s*(?:\w+ )?(?:since|for (?:\w+ )?(?:years|months|quarters)|ever|on record|so far|in (?:\w+ )?(?:years|months)|"
    r"interests?|practice|value|case|possible|needs?|priority|level of need|of (?:the|its) kind|fit(?:ting)?|"
    r"estimates?|start|endeavours?)\b",
    re.IGNORECASE,
)
_OF_MONTHS = re.compile(
    r" (?:\w+ )?of (?:the|these|all) (?:[\w-]+ ){0,2}(?:months?|quarters?|years?|terms?|weeks?|periods?|series)\b",
    re.IGNORECASE,
)
_LONG = re.compile(r"\b(?:longest|shortest)\b", re.IGNORECASE)
_LASTING = re.compile(
    r"\b(?:days?|weeks?|months?|hours?|minutes?|years?|wait\w*|time|length|duration)\b",
    re.IGNORECASE,
)
_FULL = re.compile(r"\b(?:fullest|emptiest|least full)\b", re.IGNORECASE)
_EMPTY = re.compile(r"\b(?:vacan\w+|empty|unfilled|spare|free|unused|not taken)\b", re.IGNORECASE)
_BUSY = re.compile(r"\b(?:busiest|quietest)\b", re.IGNORECASE)
_RUNNING = re.compile(r"\b(?:so far|to date|cumulative\w*|running|rolling|ytd)\b", re.IGNORECASE)
_SPEND = re.compile(r"\b(?:pressure|over\s?spend|under\s?spend|variance|saving)", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:rise|fall|increase|decrease|change|growth|drop|reduction|improve\w*|movement|gap)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"\b(?:had|has|have|saw|took|made|held|was|is|were|are)(?: the| its| their)?\s?$", re.IGNORECASE)
_AND = re.compile(r"^[^;.]{0,40}?\b(?:and|but|while|whereas)\b", re.IGNORECASE)
"""`A had the highest average and B the lowest`: each stands before its own."""
_WHERE = re.compile(r"\s*(?:in|at|for|among|on|by|with)\b", re.IGNORECASE)
"""`Highest in August`: what comes is where, and not what is counted."""
_CAUSE = re.compile(r";|\b(?:because|due to|owing to|caused by|as a result of)\b", re.IGNORECASE)
NEAR = 45
MOST_TABLES = 4
FEWEST = 3


def find_told_extremes(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every superlative that is told of a line of a table near it."""
    names = measures_named(study, _MOST)
    for sentence in sentences:
        matches = [match for match in _MOST.finditer(sentence.text) if _is_told(sentence.text, match)]
        matches = [match for match in matches if not is_in_name(sentence.text, match, names)]
        if not matches:
            continue
        tables = speaking.tables_near(sentence.line, most=NEAR)[:MOST_TABLES]
        told: dict[str, str] = {}
        for number, match in enumerate(matches):
            start = matches[number - 1].end() if number else 0
            end = matches[number + 1].start() if number + 1 < len(matches) else len(sentence.text)
            after, before = _CAUSE.split(sentence.text[match.end() : end])[0], sentence.text[start : match.start()]
            named = lines_named(before, tables, last=True) if _SUBJECT.search(before) and _AND.search(after) else []
            named = named or lines_named(after, tables)
            named = [each for each in named if not summarises(each.name)]
            if not named and not _OF_MONTHS.match(after):
                named = [each for each in lines_named(before, tables, last=True) if not summarises(each.name)]
            if not named:
                continue
            rest = spaced(f"{before} {after}").replace(named[0].name, " ", 1)
            if not _WHERE.match(after) and _is_where_both_cross(
                study, sentence, match, named, lines_named(rest, tables)
            ):
                study.ledger.agreed(HIGHEST)
                continue
            way = match.lastgroup or ""
            name = named[0].name
            table = study.pack.tables[named[0].table]
            heads = frozenset(word for column in table.columns[: table.stub] for word in plain_words(column.heading))
            between = plain_words(sentence.text[matches[0].end() : match.start()]) - plain_words(name) - heads
            if name in told and told[name] != way and len(matches) == 2 and not between:
                _contradicts(study, sentence, match, name)
            else:
                _check(study, sentence, match, named)
            told[name] = way


def _is_where_both_cross(
    study: Study, sentence: Sentence, match: re.Match[str], named: Sequence[Named], others: Sequence[Named]
) -> bool:
    """Whether what the superlative names is counted, and is so where it says: `the most places left are at A`."""
    for measure in named:
        for where in others:
            if measure.table != where.table or measure.by_row == where.by_row:
                continue
            table = study.pack.tables[measure.table]
            if where.by_row:
                rows = [each for each in parts_of(table) if not is_whole_row(table, each)]
                line = [Place(table.index, each, measure.number) for each in rows]
            else:
                columns = [each for each in table.value_columns if not is_whole_column(table, each)]
                line = [Place(table.index, measure.number, each) for each in columns]
            numbers = [place for place in line if study.is_number(place)]
            own = next((each for each in numbers if (each.row if where.by_row else each.column) == where.number), None)
            ends = _ends(study, sentence, match, numbers) if own is not None and len(numbers) >= FEWEST else []
            if own is not None and any(study.value(own) == study.value(end) for end in ends):
                return True
    return False


def _is_told(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 24) : match.start()], text[match.end() :]
    if match[0].casefold() == "the most" and not (
        re.match(r" [a-z]+ (?:\w+ ){0,3}(?:was|were|are|is)\b", after)
        or (_SUBJECT.search(before) and re.match(r" [a-z]+s\b", after))
    ):
        return False
    return _NOT_SO.search(before) is None and _OF_TIME.match(after) is None and not after.startswith("-")


def _check(study: Study, sentence: Sentence, match: re.Match[str], named: Sequence[Named]) -> None:
    fails: list[tuple[Named, Place, Place]] = []
    for each in named:
        lines = _lines_of(study, sentence, each, match[0])
        for places in lines:
            own = next(place for place in places if (place.row if each.by_row else place.column) == each.number)
            ends = _ends(study, sentence, match, places)
            if any(study.value(own) == study.value(end) for end in ends):
                _check_value(study, sentence, match, own, lines)
                return
            fails.append((each, own, ends[0]))
    if not fails or len({each.name.casefold() for each, _, _ in fails}) > 1:
        return
    each, own, end = fails[0]
    table = study.pack.tables[each.table]
    best = (
        table.rows[end.row].label or _first_words(table, end.row) if each.by_row else table.columns[end.column].heading
    )
    cell, other = study.pack.cell(own), study.pack.cell(end)
    across = table.columns[own.column].heading if each.by_row else table.rows[own.row].label
    working = f"{across}: {each.name} has {cell.text}, {best} has {other.text}."
    confidence = 0.75 if len(fails) == 1 else 0.65
    told = tell(study, HIGHEST, sentence, f"{match[0]} {each.name}", best, working, confidence, [own, end])
    if _is_extreme_elsewhere(study, sentence, match, each):
        # The words may mean a line that nothing in them names: the rate, not the number.
        told.severity = Severity.NOTE


def _is_extreme_elsewhere(study: Study, sentence: Sentence, match: re.Match[str], named: Named) -> bool:
    """Whether any other line of the table has it as its highest or lowest."""
    table = study.pack.tables[named.table]
    parts = [row for row in parts_of(table) if not is_whole_row(table, row)]
    if named.by_row:
        lines = [[Place(table.index, row, column) for row in parts] for column in table.value_columns]
    else:
        columns = [column for column in table.value_columns if not adds_up(table, column)]
        lines = [[Place(table.index, row, column) for column in columns] for row in range(len(table.rows))]
    for line in lines:
        numbers = [place for place in line if study.is_number(place)]
        own = next((place for place in numbers if (place.row if named.by_row else place.column) == named.number), None)
        ends = _ends(study, sentence, match, numbers) if own is not None and len(numbers) >= FEWEST else []
        if own is not None and any(study.value(own) == study.value(end) for end in ends):
            return True
    return False


def _check_value(
    study: Study, sentence: Sentence, match: re.Match[str], own: Place, lines: Sequence[Sequence[Place]]
) -> None:
    """`The highest score is 24, for CS02`: where one column alone is meant its value is told too."""
    told = next((each for each in sentence.figures if each.start >= match.end()), None)
    alone = len(lines) == 1 and told is not None and not told.money and told.percent == _is_percent(study, own)
    if (
        told is None
        or not alone
        or not _IS.fullmatch(sentence.text[match.end() : told.start])
        or abs(study.value(own)) == told.amount
        or told.interval.meets(study.interval(own))
    ):
        study.ledger.agreed(HIGHEST)
    else:
        tell_misquoted(study, HIGHEST, sentence, told.text, own, 0.75)


_IS = re.compile(r" [a-z]+(?: [a-z]+)? (?:is|was|stands at|at|of) ", re.IGNORECASE)


def _is_percent(study: Study, place: Place) -> bool:
    return study.measure(place) is Measure.PERCENT


def _first_words(table: PackTable, row: int) -> str:
    return next((cell.text for cell in table.rows[row].cells if cell.kind is CellKind.WORDS), "")


def _ends(study: Study, sentence: Sentence, match: re.Match[str], places: Sequence[Place]) -> list[Place]:
    """The cells that the superlative may mean: the highest, the lowest, or either where good may be both."""
    high = max(places, key=study.value)
    low = min(places, key=study.value)
    if _FULL.search(match[0]) and all(_EMPTY.search(study.pack.name_of(place)) for place in places):
        return [low] if match.lastgroup == "high" else [high]
    if any(study.value(place) < 0 for place in places) or match.lastgroup in {"good", "bad"}:
        small = _is_low_good(study, sentence, places)
        if match.lastgroup in {"good", "bad"} and small is not None:
            return [low] if (match.lastgroup == "good") == small else [high]
        return [high, low]
    return [high] if match.lastgroup == "high" else [low]


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
    return None if more is None else not more


def _lines_of(study: Study, sentence: Sentence, named: Named, most: str) -> list[list[Place]]:
    """The lines across which the named one may be the extreme: columns for a row, rows for a column."""
    table = study.pack.tables[named.table]
    said = plain_words(f"{sentence.before} {sentence.text}")
    parts = parts_of(table)
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
    shown = _shown_after(study, sentence, most, [line for line, _ in pairs])
    lines = shown or [line for line, word in pairs if word and word <= said] or [line for line, _ in pairs]
    kept = []
    for line in lines:
        numbers = [place for place in line if study.is_number(place)]
        own = [place for place in numbers if (place.row if named.by_row else place.column) == named.number]
        if own and len(numbers) >= FEWEST:
            kept.append(numbers)
    lasting = [line for line in kept if _LASTING.search(study.pack.name_of(line[0]))]
    if _LONG.search(most) and lasting:
        kept = lasting
    rates = [line for line in kept if study.measure(line[0]) in {Measure.PERCENT, Measure.AVERAGE, Measure.RATE}]
    if re.search(r"\b(?:strongest|weakest|best|worst|poorest)\b", sentence.text, re.IGNORECASE) and rates:
        kept = rates
        if known := [line for line in kept if _is_low_good(study, sentence, line) is not None]:
            kept = known
    return _told_lines(study, sentence, kept)


def _shown_after(study: Study, sentence: Sentence, most: str, lines: list[list[Place]]) -> list[list[Place]]:
    """The lines of percentages that have the one told straight after: `was the least full, at 80.4%`."""
    match = re.search(rf"\b{re.escape(most)},? (?:at|with|on) (?=\d)", sentence.text)
    told = next((each for each in sentence.figures if match is not None and each.start == match.end()), None)
    if told is None or not told.percent:
        return []
    numbers = [[place for place in line if study.is_number(place)] for line in lines]
    return [line for line in numbers if line and _is_percent(study, line[0]) and told.amount in map(study.value, line)]


def _is_work(study: Study, place: Place) -> bool:
    """Whether the line counts what came in a time: a share, an average or what came so far makes none busy."""
    return study.measure(place) in {Measure.COUNT, Measure.UNKNOWN} and not _RUNNING.search(study.pack.name_of(place))


def _is_of_all(study: Study, place: Place, *, by_row: bool) -> bool:
    table = study.pack.tables[place.table]
    return is_whole_column(table, place.column) if by_row else is_whole_row(table, place.row)


def _told_lines(study: Study, sentence: Sentence, lines: list[list[Place]]) -> list[list[Place]]:
    """The lines whose end is a figure of the sentence, else those with it; none where its percentage is in none."""
    for figure in sentence.figures:
        if figure.points:
            continue
        amounts = {abs(figure.amount), abs(figure.amount) / 1000, abs(figure.amount) / 1_000_000}
        alike = [line for line in lines if (study.measure(line[0]) is Measure.PERCENT) == figure.percent]
        with_it = [line for line in alike if any(abs(study.value(place)) in amounts for place in line)]
        at_end = [line for line in with_it if _ends_of(study, line) & amounts]
        if at_end or with_it:
            return at_end or with_it
        if figure.percent:
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
    shares = [place.column for place in own if _is_percent(study, place)]
    if _FULL.search(most) and shares:
        return shares
    spent, moved = _SPEND.search(sentence.text), _MOVED.search(sentence.text)
    differences = [place.column for place in own if table.columns[place.column].role is Role.DIFFERENCE]
    if (spent or moved) and differences:
        return differences
    spoken = [each.time for each in sentence.periods]
    at_time = [place.column for place in own if any(is_time(table.columns[place.column].time, time) for time in spoken)]
    plain = spaced(sentence.text)
    headed = [place.column for place in own if spaced(table.columns[place.column].heading) in plain]
    at_time = at_time or (headed if _LONG.search(most) is None else [])
    values = [place for place in own if table.columns[place.column].role in {Role.VALUE, Role.TIME, Role.ROLLING}]
    # A row that is a time has that one in all its cells.
    latest = values if table.rows[named.number].role is Role.TIME else latest_of(study, values)
    return at_time or [place.column for place in latest] or differences


def _contradicts(study: Study, sentence: Sentence, match: re.Match[str], name: str) -> None:
    working = f"The sentence calls {name} both the highest and the lowest."
    tell(study, HIGHEST, sentence, f"{match[0]} {name}", "another", working, 0.7)
