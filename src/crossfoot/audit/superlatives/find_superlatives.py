"""`Places were best used at Easter`, `the lowest rate was in 2024/25`: what the words measure, and whether it is so.

The words beside a superlative name one line of a table close by, and tell what it is measured by: by the sort of the
superlative (what is dearest is money, what is fullest a share), by a kind (`rate`, `number`, `cost`), by words of a
heading, or by the value told with it. Where several measures are left and one bears the words out, nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossfoot.audit.quoting.named_lines import Named, lines_named
from crossfoot.audit.quoting.near_tables import is_total_row, prints, tables_beside, tables_cited
from crossfoot.audit.reading.labels import Measure, summarises
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.slips import slip_between
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.spoken.spoken_times import spoken_times_in
from crossfoot.audit.spoken.spoken_words import spaced
from crossfoot.audit.spoken.telling import tell, tell_misquoted
from crossfoot.audit.spoken.telling_words import row_name
from crossfoot.audit.study import Study
from crossfoot.audit.superlatives.find_told_extremes import HIGHEST, OF_THOSE, THAN_AFTER, THAN_BEFORE
from crossfoot.audit.superlatives.measures_meant import Line, Tie, are_rows_measures, ends_of, is_whole, lines_of, meant
from crossfoot.audit.superlatives.named_measures import is_in_name, measures_named
from crossfoot.audit.superlatives.said_of_another import is_of_another
from crossfoot.audit.superlatives.superlative_words import PATTERN, Sort, Superlative, figures_of, superlatives_in
from crossfoot.vocabulary.issues import Severity

FAR = 45
MOST_TABLES = 4
CLOSE = 4
"""Lines under a table within which words that tell no measure are of it."""
_PRONOUN = re.compile(
    r"(?:[\d.()a-z]{1,6}\s+)?(?:it|this|that|they|the (?:number|figure|rate|total|share|percentage|average|cost) "
    r"(?:was|is|were|stood|has|had|peaked|fell|rose))\b",
    re.IGNORECASE,
)
_WHERE = re.compile(r"\s(?:in|at|for|on|among|during|by|with)\b", re.IGNORECASE)


_OF_SOME = re.compile(
    rf"\b(among|amongst|apart from|other than|excluding|except|leaving out|of those that|{OF_THOSE})\b", re.IGNORECASE
)
"""Then it is the most of some lines only."""


def find_superlatives(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every superlative against the measure that its words, its sort or its value tell."""
    names = measures_named(study, PATTERN)
    in_cells = {cell.line for table in study.pack.tables for row in table.rows for cell in row.cells}
    for sentence in sentences:
        if sentence.line in in_cells or _OF_SOME.search(sentence.text) is not None:
            continue
        before: Superlative | None = None
        for superlative in superlatives_in(sentence):
            match = PATTERN.search(sentence.text, superlative.start)
            if match is not None and not is_in_name(sentence.text, match, names):
                _check(study, sentence, superlative, before, speaking)
            before = superlative


@dataclass(frozen=True, slots=True)
class Reading:
    """One line named in one table, the measures meant, and how surely the words tell them."""

    named: Named
    lines: list[Line]
    others: list[Line]
    """All measures of the table that such a superlative may be of."""
    tie: Tie
    close: bool


def _check(
    study: Study, sentence: Sentence, superlative: Superlative, before: Superlative | None, speaking: Speaking
) -> None:
    figures = figures_of(sentence, superlative)
    readings = list(_readings(study, sentence, superlative, before, speaking, figures))
    for reading in readings:
        for line in reading.lines:
            if _is_so(study, superlative, line):
                if reading.tie is Tie.STRONG and _is_alone(study, line):
                    _excuse(study, sentence, superlative, reading)
                _check_value(study, sentence, superlative, figures, line, reading)
                _check_next(study, sentence, superlative, reading)
                return
    if not readings or len({spaced(each.named.name) for each in readings}) > 1:
        return
    first = max(readings, key=lambda reading: reading.tie)
    if _is_sure(study, superlative, readings, first) and (
        first.tie is not Tie.NONE or _is_value_printed(study, superlative, figures, readings)
    ):
        _accuse(study, sentence, superlative, first)


def _is_sure(study: Study, superlative: Superlative, readings: Sequence[Reading], first: Reading) -> bool:
    """Whether no measure that may be meant bears the words out."""
    if first.tie is Tie.STRONG:
        return True
    if first.tie is Tie.WEAK:
        return not any(_is_so(study, superlative, line) for each in readings for line in each.others)
    # Best by what?
    return superlative.sort is not Sort.QUALITY and first.close and _is_extreme_in_none(study, readings)


def _is_value_printed(
    study: Study, superlative: Superlative, figures: Sequence[Figure], readings: Sequence[Reading]
) -> bool:
    """Whether a table has the value told with it, where one is: `£66.3m` over four years is of no column of a year."""
    told = _told_straight(superlative, figures)
    return told is None or any(
        prints(study, told, place) for each in readings for line in each.others for place in line.places
    )


def _accuse(study: Study, sentence: Sentence, superlative: Superlative, reading: Reading) -> None:
    line, name = reading.lines[0], reading.named.name
    end = ends_of(study, superlative, line)[0]
    if is_of_another(study, sentence, superlative.end, line.own, end):
        return
    table = study.pack.tables[line.own.table]
    best = row_name(table.rows[end.row]) if reading.named.by_row else table.columns[end.column].heading
    own, other = study.pack.cell(line.own).text, study.pack.cell(end).text
    working = f"{line.label}: {name} has {own}, {best} has {other}."
    told = [each for each in study.ledger.findings if each.line == sentence.line and each.rule == HIGHEST.id]
    for each in told:
        if each.severity is Severity.NOTE and each.published.endswith(f" {name}"):
            each.severity, each.expected, each.explanation = HIGHEST.severity, best, f"{HIGHEST.words} {working}"
    if not any(each.severity is not Severity.NOTE and name in each.published for each in told):
        tell(study, HIGHEST, sentence, f"{superlative.text} {name}", best, working, 0.7, [line.own, end])


def _is_alone(study: Study, line: Line) -> bool:
    """Whether no other cell of the line has as much: of two that print 20% one may still have more."""
    return sum(study.value(place) == study.value(line.own) for place in line.places) == 1


def _excuse(study: Study, sentence: Sentence, superlative: Superlative, reading: Reading) -> None:
    """What another measure made of it is no fault where the one that the words tell bears them out."""
    told = f"{superlative.text} {reading.named.name}".casefold()
    study.ledger.findings = [
        each
        for each in study.ledger.findings
        if each.line != sentence.line
        or each.rule != HIGHEST.id
        or each.published.casefold().removeprefix("the ") != told
    ]


def _is_so(study: Study, superlative: Superlative, line: Line) -> bool:
    return any(study.value(line.own) == study.value(end) for end in ends_of(study, superlative, line))


def _readings(  # noqa: PLR0917 - the words and where they stand
    study: Study,
    sentence: Sentence,
    superlative: Superlative,
    before: Superlative | None,
    speaking: Speaking,
    figures: Sequence[Figure],
) -> Iterator[Reading]:
    """What the words may mean in each table near; those of the first that they name a line of."""
    beside = [*tables_cited(study, sentence.text), *tables_beside(speaking, sentence.line)]
    far = [each for each in speaking.tables_near(sentence.line, most=FAR)[:MOST_TABLES] if each not in beside]
    carried = f"{before.own} " if before is not None and before.sort is superlative.sort else ""
    start = f"{_BY_SO_MUCH.sub(' ', sentence.before)} " if _PRONOUN.match(sentence.text) else ""
    found = told = False
    for table in [*beside, *far]:
        if table.index in study.copies:
            continue
        earlier = found
        for each, said in _named(study, superlative, table):
            found = True
            for words in (said, start or said, f"{carried}{said}"):
                lines = lines_of(study, table, each, superlative, words)
                if any(line.hits for line in lines):
                    break
            told = told or any(line.hits for line in lines)
            if earlier and not told:
                continue
            with_value = _with_value(study, superlative, figures, lines)
            kept, tie = (with_value, Tie.STRONG) if with_value else meant(study, superlative, lines, words)
            if kept and (table in beside or tie is Tie.STRONG):
                every = lines_of(study, table, each, superlative, words, every=True)
                yield Reading(each, kept, every, tie, 0 < sentence.line - table.last_line <= CLOSE)
        if found and (told or table not in beside):
            # Where no words tell a measure of it, they may tell one of the other table beside them.
            return


_BY_SO_MUCH = re.compile(r"\(\d[\d.,]*\s?%\)|\bby \d[\d.,]*\s?(?:%|per cent)", re.IGNORECASE)
"""`Arrears fell (2.0%). They were lowest in July`: what fell is no percentage."""


def _named(study: Study, superlative: Superlative, table: PackTable) -> Iterator[tuple[Named, str]]:
    """The line named, with the words that are left to tell the measure.

    Where a row and a column are named, the one is where and the other of what: the row where columns are of several
    kinds, else that which stands after `in` or `at`.
    """
    own = THAN_BEFORE.sub(" ", superlative.before)
    after = [(group, True) for group in _names_in(study, THAN_AFTER.sub(" ", superlative.after), table)]
    before = [(group, False) for group in reversed(_names_in(study, own, table))]
    if _IS_BEFORE.search(own) and before and not _WHERE.match(superlative.after):
        # `Harbour carries the most cases`: what stands before the verb.
        after, before = before, after
    groups = after + before
    if not groups:
        return
    group, stands_after = groups[0]
    across = next((each for each in groups if each[0][0].by_row != group[0].by_row), None)
    if across is not None and across[0][0].by_row != are_rows_measures(study, table):
        group, stands_after = across
    for each in group:
        text = superlative.after if stands_after else own
        rest = _without(text, each.name)
        said = f"{own} {rest}" if stands_after else f"{rest} {superlative.after}"
        yield each, _FIGURE.split(said)[0] if stands_after else _AND_THEN.split(said)[0]


def _names_in(study: Study, text: str, table: PackTable) -> list[list[Named]]:
    """The lines named one after the other."""
    found: list[list[Named]] = []
    for _ in range(MOST_NAMES):
        named = lines_named(text, [table]) or _heads_named(study, text, table)
        if not named:
            break
        kept = [
            each
            for each in named
            if not is_whole(table, each)
            and not summarises(each.name)
            and not (each.by_row and is_total_row(study, table, each.number))
        ]
        found += [kept] if kept else []
        rest = _without(text, named[0].name)
        spoken = next(iter(spoken_times_in(text)), None)
        if rest == text and spoken is not None:
            rest = f"{text[: spoken.start]} {text[spoken.end :]}"
        if rest == text:
            break
        text = rest
    return found


def _heads_named(study: Study, text: str, table: PackTable) -> list[Named]:
    """The columns named, where they are places and each row is a measure."""
    if not are_rows_measures(study, table):
        return []
    plain = spaced(text)
    found = [
        Named(table.index, by_row=False, number=column, name=name.strip(), start=plain.find(name))
        for column in table.value_columns
        if len(name := spaced(table.columns[column].heading)) > 4 and name in plain
    ]
    return [min(found, key=lambda each: (each.start, -len(each.name)))] if found else []


_FIGURE = re.compile(r",? (?:at|with|of|by) £?\d|, £?\d|\(£?\d")
"""From here on a value is told."""
_AND_THEN = re.compile(r",? (?:and|but) (?:[a-z]+ ){1,2}£?\d")
"""From here on another thing is told: `the largest hub and took 32.1% of visits`."""
_IS_BEFORE = re.compile(
    r"\b(?:has|have|had|carr\w+|takes?|took|makes?|made|gives?|gave|sees|saw|brings?|brought|gets?|got|los\w+|holds?|held|"
    r"reach\w*|adds?|added|costs?|spen\w+|sells?|sold|uses?|used|runs?|ran|raised|wins?|won|sen[dt]s?|keeps?|kept|earn\w*|"
    r"receiv\w+|serv\w+|show\w*|record\w*|gain\w*|need\w*|draws?|drew|fac\w+|pays?|paid|is|are|was|were|did)"
    r"(?: the| its| their)?\s*$",
    re.IGNORECASE,
)
MOST_NAMES = 4


def _without(text: str, name: str) -> str:
    pattern = r"\W+".join(re.escape(word) for word in name.split())
    return re.sub(pattern, " ", text, count=1, flags=re.IGNORECASE)


def _with_value(study: Study, superlative: Superlative, figures: Sequence[Figure], lines: Sequence[Line]) -> list[Line]:
    """The lines in which the line named has the first figure told, else those whose end has it."""
    told = _told_straight(superlative, figures)
    if told is None or len(told.text) < 2:
        return []
    lines = [line for line in lines if not told.percent or study.measure(line.own) is Measure.PERCENT]
    own = [line for line in lines if prints(study, told, line.own)]
    if _SHARE.match(superlative.after, told.end - superlative.end):
        return own if told.decimals else []
    return own or [
        line for line in lines if any(prints(study, told, each) for each in ends_of(study, superlative, line))
    ]


def _told_straight(superlative: Superlative, figures: Sequence[Figure]) -> Figure | None:
    """The first figure told straight after words that give a value: `at 14`, `, £310,000`."""
    told = (
        each for each in figures if _VALUE.search(superlative.after[: each.start - superlative.end]) and each.digits
    )
    return next(told, None)


_SHARE = re.compile(r"\s*of\b|\s*(?:apart|more|fewer|less|higher|lower|above|below|points?)\b", re.IGNORECASE)


def _is_extreme_in_none(study: Study, readings: Sequence[Reading]) -> bool:
    return not any(
        study.value(line.own) in {max(values), min(values)}
        for reading in readings
        for line in reading.others
        if (values := [study.value(place) for place in line.places])
    )


def _check_value(  # noqa: PLR0917 - what is told of which cell
    study: Study,
    sentence: Sentence,
    superlative: Superlative,
    figures: Sequence[Figure],
    line: Line,
    reading: Reading,
) -> None:
    """Where one measure is meant, the value told straight with it is that of its cell."""
    figure = next((each for each in figures if _VALUE.search(sentence.text[superlative.end : each.start])), None)
    alone = len(reading.lines) == 1 and reading.tie is Tie.STRONG
    if figure is None or not alone or prints(study, figure, line.own):
        study.ledger.agreed(HIGHEST)
        return
    if slip_between(figure.text, study.pack.cell(line.own).text) is not None:
        tell_misquoted(study, HIGHEST, sentence, figure.text, line.own, 0.75)


_NEXT = re.compile(
    r"[^.;]{0,60}?, (?:closely )?followed by (?:the )?(?P<name>[A-Za-z][^.,;()\d]{1,40}?)"
    r"(?=[.,;(]|$| (?:with|at|on|and)\b)"
)


def _check_next(study: Study, sentence: Sentence, superlative: Superlative, reading: Reading) -> None:
    """`A had the most, followed by B`: in one of the lines in which A has it, B comes second."""
    match = _NEXT.match(sentence.text, superlative.end)
    table = study.pack.tables[reading.named.table]
    if match is None or not reading.named.by_row:
        return
    named = [row for row, each in enumerate(table.rows) if spaced(row_name(each)) == spaced(match["name"])]
    second: list[Place] = []
    for line in reading.others:
        end = ends_of(study, superlative, line)
        if len(end) > 1 or study.value(end[0]) != study.value(line.own) or line.own.row in named:
            continue
        if not any(place.row in named for place in line.places):
            return
        order = sorted(line.places, key=study.value, reverse=study.value(end[0]) == max(map(study.value, line.places)))
        if any(place.row in named and study.value(place) == study.value(order[1]) for place in line.places):
            study.ledger.agreed(HIGHEST)
            return
        second.append(order[1])
    if len(named) == 1 and len({place.row for place in second}) == 1:
        best, own = second[0], second[0]._replace(row=named[0])
        name = row_name(table.rows[best.row])
        working = f"{table.columns[own.column].heading}: {name} is second, with {study.pack.cell(best).text}."
        tell(study, HIGHEST, sentence, f"followed by {match['name']}", name, working, 0.7, [own, best])


_VALUE = re.compile(r"(?:,? (?:at|with|of|was|is)|\(|,|:) ?(?:only |just )?(?:£)?$", re.IGNORECASE)
