"""Marks of any wording against the rule told for them in words, by the figures that they follow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.marks.cases_told import cases_in
from crossfoot.audit.marks.either_way import JOINED_MOVES, read_either_way
from crossfoot.audit.marks.key_tables import key_told
from crossfoot.audit.marks.mark_readings import Fit, fit, readings_of
from crossfoot.audit.marks.marked import Marked, marked_columns, marked_numbers, marked_rows
from crossfoot.audit.marks.own_meaning import sides_of_range
from crossfoot.audit.marks.rule_limits import is_cut, own_part, rows_ruled
from crossfoot.audit.marks.surest_fit import settle
from crossfoot.audit.marks.told_clauses import numbered
from crossfoot.audit.marks.told_rules import ToldRule, read_told_rule
from crossfoot.audit.marks.told_sides import sided_fit
from crossfoot.audit.marks.told_tests import LEFT_OUT, leaves_open
from crossfoot.audit.marks.told_words import speaks_of, without_counts
from crossfoot.audit.marks.verdicts import Verdict, report
from crossfoot.audit.marks.whole_rules import make_whole, with_target
from crossfoot.audit.reading.pack import PackTable
from crossfoot.audit.spoken.number_words import COUNT, number_of
from crossfoot.audit.study import Study

TOLD_MARKS = Rule(
    "told-marks",
    Kind.DISPLAY,
    "A mark is what the rule told in words makes of the figure that the other marks follow.",
)
ABOVE, BELOW = 80, 12
"""Lines above and under a table within which the rule of its marks is looked for."""
BESIDE = 15
"""Lines above a table within which a rule may leave a mark untold."""
_ASKS = re.compile(r"\d|\btargets?\b|\btoleranc\w+\b|\bplan\b|\baverage\b|\blast\b|\bbudget\b", re.IGNORECASE)
LONGEST = 1500
LONGEST_KEY = 220
"""Characters of a line of a key."""
WRAPPED = 60
"""Characters of a line that may have been broken at the edge of the page."""


def find_told_marks(study: Study) -> None:
    """Check every column of marks for which a rule is told that is understood in full."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        for marked in (*marked_columns(table), *marked_numbers(table), *marked_rows(table)):
            _judge(study, marked, (_by_figure,) if marked.by_row else (_by_figure, _by_cases, _by_sides))
        for marked in marked_columns(table, minus=True):
            _judge(study, marked, (_by_sides,))


def _judge(study: Study, marked: Marked, ways: Sequence[Callable[[Study, Marked], Verdict | None]]) -> None:
    """Check the marks by the first way to take what is told of them that says them all."""
    if _is_judged(study, marked):
        return
    for way in ways:
        if (verdict := way(study, marked)) is not None:
            report(study, TOLD_MARKS, marked, verdict)
            if verdict.whole or verdict.faults:
                return


def _is_judged(study: Study, marked: Marked) -> bool:
    """Whether another rule found a mark of the column wrong."""
    table, line = marked.table.index, marked.column
    return any(
        each.table_number == table and line == (each.row_number if marked.by_row else each.column_number)
        for each in study.ledger.findings
    )


def follows_a_rule(study: Study, table: PackTable, column: int) -> bool:
    """Whether the marks of a column follow a rule of numbers that is told for them in words."""
    for marked in marked_columns(table):
        if marked.column == column:
            found = _ruled(study, marked)
            return found is not None and found[0] is not None
    return False


def _by_figure(study: Study, marked: Marked) -> Verdict | None:
    """By the figure that the marks follow; nothing held where the rule told is of rows that it does not tell."""
    found = _ruled(study, marked)
    if found is None:
        return None
    fit, line = found
    if fit is None:
        return Verdict(0, {}, "", ())
    faults = {row: " or ".join(sorted(expected)) for row, expected in fit.faults.items()}
    follows = _told_at(fit.reading.name, fit.reading.shown, line)
    return Verdict(len(fit.held), faults, follows, (fit.reading.value,), whole=fit.counted == len(marked.marks))


def _told_at(name: str, against: str, line: int) -> str:
    return f"{name}{f' against {against}' if against else ''} by the rule told at line {line}"


def _ruled(study: Study, marked: Marked) -> tuple[Fit | None, int] | None:
    """How the marks fit the rule told for them, and its line; no fit where it is of rows that it does not tell."""
    own = False
    table = marked.table
    for line, whole, near in _texts(study, marked):
        text = without_counts(whole, marked.names)
        if near and _is_rule(text, marked):
            own = True
        elif not near and own:
            # The table has a rule of its own, whatever another one further off says.
            break
        ruled = rows_ruled(text, marked)
        if is_cut(text, marked.names):
            continue
        if ruled is None:
            if near and _is_rule(text, marked):
                return None, line
            continue
        start, end = own_part(text, table, marked.heading)
        for rule in _rules(make_whole(text[start:end], table), marked, near=near):
            fits = [
                found
                for reading in readings_of(study, marked, rule, _around(study, marked, text))
                if (found := fit(study, _of_rows(marked, ruled), rule, reading)) is not None
            ]
            best = settle(marked, rule, fits, text, fewest=5 if rule.implied and rule.told < 2 else 3)
            if best is not None:
                return best, line
    return None


def _by_cases(study: Study, marked: Marked) -> Verdict | None:
    """By the other cells of their rows, where each mark is told as a case of them."""
    for line, text, near in _texts(study, marked):
        whole = near and not is_cut(text, marked.names) and not leaves_open(text)
        ruled = rows_ruled(text, marked) if whole else None
        cases = cases_in(study, _of_rows(marked, ruled), text) if ruled else None
        if cases is not None:
            return Verdict(len(cases.right), cases.wrong, f"the cases told at line {line}", cases.columns)
    return None


def _by_sides(study: Study, marked: Marked) -> Verdict | None:
    """By the side on which the figure of each row lies of another, where words tell that."""
    beside = _beside(study, marked)
    told: dict[tuple[int, str], Marked] = {}
    for line, text in (*((line, text) for line, text, near in _texts(study, marked) if near), *beside):
        open_to_all = leaves_open(text) or LEFT_OUT.search(text.casefold()) is not None
        if text and not open_to_all and (ruled := rows_ruled(text, marked)):
            told[line, text] = _of_rows(marked, ruled)
    found = sided_fit(study, told, marked, [marked.heading, *(text for _, text in told)])
    if found is None:
        return None
    measure = found.measure
    return Verdict(len(found.held), found.faults, _told_at(measure.name, measure.shown, found.line), measure.columns)


def _beside(study: Study, marked: Marked) -> list[tuple[int, str]]:
    """The captions of a table, the keys and the paragraphs right beside it, with their lines."""
    table = marked.table
    captions = [(table.line, text) for text in dict.fromkeys((table.caption, *table.captions))]
    near = range(table.line - BESIDE, table.last_line + BELOW + 1)
    keys = [
        (each.line, key_told(each)) for each in study.pack.tables if each.line in near and each.sheet == table.sheet
    ]
    return captions + keys + [(line, text) for line, text in _paragraphs(study, table) if line in near]


def _of_rows(marked: Marked, rows: frozenset[int]) -> Marked:
    """The marks of those rows alone."""
    return replace(marked, marks={row: mark for row, mark in marked.marks.items() if row in rows})


def _is_rule(text: str, marked: Marked) -> bool:
    """Whether a text tells two of the marks by figures, whether it is understood or not."""
    return speaks_of(text, marked.names) > 1 and _ASKS.search(text) is not None


def _around(study: Study, marked: Marked, text: str) -> str:
    """The text of the rule and what is said of the table: its captions, and the words under it."""
    return " ".join([text, *study.notes(marked.table)])


def _rules(text: str, marked: Marked, *, near: bool) -> Iterator[ToldRule]:
    names = marked.names
    rule = read_told_rule(text, names) or read_told_rule(with_target(text), names)
    if rule is not None and marked.by_row and (rule.compares or rule.moves):
        return
    if rule is not None and (near or not rule.implied) and (len(names) > 1 or rule.told > 1):
        if (shares := rule.as_values) is not None:
            # A column of percentages of the target that is printed is meant before one that is not.
            yield shares
        yield rule
    heading = marked.heading.rpartition(" | ")[2].casefold()
    if sides := sides_of_range(marked.heading, names):
        yield ToldRule(sides)
    if marked.by_row:
        return
    joined = JOINED_MOVES.search(numbered(text)) is not None
    words = text if joined else _from(text, heading)
    if near and (joined or heading in text.casefold()) and (either := read_either_way(words, names)) is not None:
        yield either


def _from(text: str, heading: str) -> str:
    """The sentence that begins with the heading."""
    start = text.casefold().rfind(heading) if heading else 0
    return text[start:].split(". ", maxsplit=1)[0]


def _texts(study: Study, marked: Marked) -> Iterator[tuple[int, str, bool]]:
    """Texts that speak of the marks, the nearest first, with their lines and whether they stand beside the table."""
    table = marked.table
    names = marked.names
    paragraphs = _paragraphs(study, table)
    lines = dict.fromkeys((marked.heading, table.caption, *table.captions))
    # A line of a longer paragraph is no caption.
    own = [line for line in lines if not any(line in text and line != text for _, text in paragraphs)]
    found = [(0, table.line, "\n".join(own), True)]
    for line, text in [*paragraphs, *_keys(paragraphs, names)]:
        away = table.line - line if line <= table.line else line - table.last_line
        below = line > table.last_line
        if len(text) <= LONGEST and 0 <= away <= (BELOW if below else ABOVE):
            found.append((away, line, text, away <= (BELOW if below else BESIDE)))
    for _, line, text, near in sorted(found, key=lambda each: each[0]):
        heading = marked.heading.rpartition(" | ")[2].casefold()
        if speaks_of(text, names) >= 1 or (near and heading in text.casefold()):
            yield line, _in_days(text, table), near


def _in_days(text: str, table: PackTable) -> str:
    """`Up to four weeks after it` over a column of days: up to 28 days."""
    heads = " ".join(column.heading for column in table.columns)
    if not _DAYS.search(heads) or _WEEKS.search(heads):
        return text
    return _SO_MANY_WEEKS.sub(lambda match: f"{7 * number_of(match['number'])} days", text)


_DAYS, _WEEKS = re.compile(r"\bdays?\b", re.IGNORECASE), re.compile(r"\bweeks?\b", re.IGNORECASE)
_SO_MANY_WEEKS = re.compile(rf"\b(?P<number>{COUNT}) weeks?\b", re.IGNORECASE)


def _paragraphs(study: Study, table: PackTable) -> list[tuple[int, str]]:
    """The paragraphs about a table, those joined of which one was broken at the edge of the page."""
    found: list[tuple[int, str]] = []
    last = 0
    for paragraph in study.paragraphs_at(range(table.line - ABOVE, table.last_line + BELOW + 1)):
        if paragraph.sheet != table.sheet:
            continue
        before = found[-1][1] if found else ""
        if before and paragraph.line == last + 1 and _goes_on(before, paragraph.text):
            found[-1] = (found[-1][0], f"{before} {paragraph.text}")
        else:
            found.append((paragraph.line, paragraph.text))
        last = paragraph.line
    return found


_OPEN = re.compile(
    r"(?:,|\b(?:and|or|but|of|than|the|an?|by|to|for|is|are|if|where|when|with|in|at|under|over|within|between|from))$",
    re.IGNORECASE,
)


def _goes_on(before: str, after: str) -> bool:
    """Whether a line goes on in the next: it is as long as a page is wide, or it ends in the middle of a phrase."""
    end = before.rstrip()
    return (len(before) >= WRAPPED and end[-1:] not in ".;:!?") or (
        _OPEN.search(end) is not None and after[:1].islower()
    )


def _keys(paragraphs: Sequence[tuple[int, str]], names: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Keys of several short lines, each of which tells one mark, as one text."""
    run: list[tuple[int, str]] = []
    for line, text in [*paragraphs, (10**9, "")]:
        tells = len(text) <= LONGEST_KEY and speaks_of(text, names) == 1
        if tells and (not run or line - run[-1][0] <= 2):
            run.append((line, text))
            continue
        if len(run) > 1:
            yield run[-1][0], "\n".join(words for _, words in run)
        run = [(line, text)] if tells else []
