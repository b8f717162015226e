"""How many rows are said to be in a state, and which: `four of the nine are red`, `the red ones are A and B`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crossfoot.audit.counted.conditions_of_rows import is_in_time
from crossfoot.audit.counted.find_listed_states import find_list_faults, find_marked_lists, find_wrong_names
from crossfoot.audit.counted.mark_meanings import legend_near
from crossfoot.audit.counted.no_counts import is_no_count, is_one_of_two_colours
from crossfoot.audit.counted.told_states import Mention, States, counted_in, parts_of, states_of
from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.quoting.near_tables import tables_beside, tables_headed
from crossfoot.audit.reading.labels import Totalling, words_of
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.spoken.number_words import COUNT, NUMBERS, number_of
from crossfoot.audit.spoken.sentences import Sentence
from crossfoot.audit.spoken.speaking import Speaking, is_time, lines_from
from crossfoot.audit.spoken.spoken_words import spaced
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.spoken.telling_words import telling_words
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

COUNTED = Rule(
    "counts-in-words",
    Kind.NARRATIVE,
    "As many rows as the words say are in the state they say.",
    Severity.WARNING,
)
_NUMBER = rf"(?:none|{COUNT})(?![\d,.]*\d|%| ?per cent)"
_COUNT = re.compile(rf"(?<![\d.,£/-])\b{_NUMBER}\b", re.IGNORECASE)
_OF_ALL = re.compile(
    rf"\bof (?:the|our|its|all|all the) (?P<number>{_NUMBER})\b(?: (?P<noun>[a-z-]+))?|"
    rf"(?<=\d of )(?P<number3>\d+) (?P<noun3>[a-z-]+)\b(?=[^.;]{{0,20}}\b(?:is|are|was|were)\b)|"
    rf"\b{_NUMBER} of (?P<number5>{_NUMBER}) (?P<noun5>[a-z-]+)|"
    rf"^(?:[\d.]+[a-z]?\s)?of (?P<number4>{_NUMBER}) (?P<noun4>[a-z-]+)|"
    rf"\b(?:holds|has|contains|covers|lists|"
    rf"reports|are|the) (?P<number2>{_NUMBER}) (?P<noun2>[a-z]+)(?:,| of which| in (?:all|total))",
    re.IGNORECASE,
)
_WHOLE = ("number", "number2", "number3", "number4", "number5")
_NOUNS = ("noun", "noun2", "noun3", "noun4", "noun5")
_THINGS = frozenset(
    words_of(
        "measures indicators services teams risks actions areas schools districts localities schemes savings projects "
        "promises budgets lines recommendations standards kpis targets metrics signs priorities sites homes centres "
        "hubs wards groups categories divisions milestones outcomes objectives items"
    )
)
NEAR = 40
CLOSE = 14
OFF_BY = 2
FEWEST = 3
"""Rows in one state from which on a number that agrees is no chance."""
"""Lines from a table within which words about so many of its rows are of it."""


@dataclass(frozen=True, slots=True)
class Told:
    """A number of rows said to be in a state."""

    number: int
    text: str
    mention: Mention
    states: frozenset[str]

    def is_so(self, states: States) -> bool:
        """Whether as many rows are, those of more words among them or not: `late` and `very late`."""
        longer = sum(
            count
            for state, count in states.counts.items()
            if state not in self.states and self.mention.state in state.split()
        )
        return self.number in {self.count(states), self.count(states) + longer}

    def count(self, states: States) -> int:
        """How many rows are."""
        return sum(states.counts[each] for each in self.states)


def find_counted_states(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every sentence that counts rows of a table near it, and every list of the rows in a state."""
    known: dict[int, list[States]] = {}
    for number, sentence in enumerate(sentences):
        listed = sentence if sentence.text[-1:] != ";" else _with_rest(sentence, sentences, number)
        if ": " in listed.text:
            find_marked_lists(study, listed, tables_beside(speaking, sentence.line))
        if not _TELLS.search(sentence.text) or _TELLS_POLARITY.search(sentence.text):
            continue
        tables = speaking.tables_near(sentence.line, most=120)
        find_wrong_names(study, sentence, tables[:3])
        for table in tables:
            if table.index not in known:
                known[table.index] = list(states_of(study, table))
        _check(study, sentence, tables, known)
        find_list_faults(study, listed, [each for table in tables[:3] for each in known[table.index]])


def _with_rest(sentence: Sentence, sentences: Sequence[Sentence], number: int) -> Sentence:
    """A list whose items end in semicolons, read as one."""
    text = sentence.text
    for later in sentences[number + 1 : number + 20]:
        if later.line != sentence.line or text[-1:] != ";":
            break
        text = f"{text} {later.text}"
    return replace(sentence, text=text)


_TELLS_POLARITY = re.compile(
    r"\b(?:higher|lower|bigger|smaller|high|low|more|fewer|less)(?: \w+)? (?:is|are) (?:the )?(?:better|good)\b",
    re.IGNORECASE,
)
"""`For the first two measures a lower figure is better` counts no rows that are."""
_TELLS = re.compile(
    rf"\b(?:{_NUMBER})\b.*\b(?:are|is|were|was|have|has|remain|rated|[a-z]{{3,}}ed|rose|fell|worse|better|met|forecast|requires?"
    r"|over\w*|under\w*|went|gone|came|come|got|stood|stand|did|show\w*)\b|"
    r"\b(?:on|in) (?:\w+ )?(?:\w+)\b.*|\b(?:are|were|is|was)\b",
    re.IGNORECASE,
)


def _check(study: Study, sentence: Sentence, tables: Sequence[PackTable], known: dict[int, list[States]]) -> None:
    if not _COUNT.search(sentence.text) or _tells_of_gaps_below(sentence, tables):
        return
    of_all = _OF_ALL.search(sentence.text)
    size = number_of(next(of_all[name] for name in _WHOLE if of_all[name])) if of_all else None
    read = list(_readings(sentence, tables, known, size))
    if not read:
        _check_others(study, sentence)
        if of_all is not None and of_all["number4"] and size is not None:
            _check_size(study, sentence, of_all, size, tables, known)
        return
    # The first of those that agree in most.
    held, told, states = max(read, key=lambda reading: reading[0] == len(reading[1]) or reading[0] / 100)
    if held == 0 and size is None and len(told) > 1:
        return
    for each in told:
        if each.is_so(states) or each.is_so(_above_a_total(study, states)):
            study.ledger.agreed(COUNTED)
        else:
            _accuse(study, sentence, each, states, size)


_APART = re.compile(r"\b(?:narrow|widen)\w*", re.IGNORECASE)


def _tells_of_gaps_below(sentence: Sentence, tables: Sequence[PackTable]) -> bool:
    """Whether gaps are told to narrow and widen, and are printed below nought: then a rise is a narrowing."""
    if not _APART.search(sentence.text) or not tables:
        return False
    gaps = [place for place, each in enumerate(tables[0].columns) if "gap" in each.heading.casefold()]
    return any(
        place.column in gaps and cell.number is not None and cell.number.amount < 0
        for place, cell in tables[0].numbers()
    )


def _above_a_total(study: Study, states: States) -> States:
    """The same without the one or two rows under the first total: capital financing, below that of all directorates."""
    rows = study.pack.tables[states.table].rows
    totals = [number for number, row in enumerate(rows) if number and row.totalling is not Totalling.NONE]
    under = [row for row in states.of_row if totals and row > totals[0]]
    if len(under) > MOST_UNDER:
        return states
    return replace(states, of_row={row: state for row, state in states.of_row.items() if row not in under})


MOST_UNDER = 2


def _readings(
    sentence: Sentence, tables: Sequence[PackTable], known: dict[int, list[States]], size: int | None
) -> Iterator[tuple[int, list[Told], States]]:
    """Each column of states that the sentence may count, with how many of its counts agree."""
    if size is not None:
        of_all = _OF_ALL.search(sentence.text)
        nouns = " ".join(of_all[name] for name in _NOUNS if of_all[name]) if of_all else ""
        tables = tables_headed(nouns, tables)
    for table in tables:
        for states in known[table.index]:
            if size is not None and size not in {len(parts_of(table)), len(states.of_row)}:
                continue
            if states.moved and _is_of_another_time(sentence, table, states):
                continue
            told = [each for each in _told(sentence, states) if not _is_of_else(sentence.text, each.mention, table)]
            if told and _is_of(sentence, table, states, told, size):
                yield sum(each.is_so(states) for each in told), told, states


def _is_of_another_time(sentence: Sentence, table: PackTable, states: States) -> bool:
    """Whether they are told to have moved in a time before the last: `three rose in 2022/23 and two in 2023/24`."""
    last = table.columns[states.column].time
    return any(not is_time(last, each.time) for each in sentence.periods if is_in_time(sentence.text, each))


_OBJECT = re.compile(
    rf"\s(?:in|their|its|our)\s(?!(?:{COUNT}|each|every|all|both|most|either|neither)\b)(?P<what>[^.,;:()\d]{{3,40}}?)"
    r"(?=$|[.,;:()]| (?:and|but|than|since|on|over)\b)",
    re.IGNORECASE,
)
_MOVES = frozenset(["up", "down", "better", "worse"])


def _is_of_else(text: str, mention: Mention, table: PackTable) -> bool:
    """Whether something moved that the table does not know: `reduced their agency staff`."""
    what = _OBJECT.match(text, mention.end) if mention.state in _MOVES else None
    if what is None:
        return False
    lines = [*(column.heading for column in table.columns), *(row.label for row in table.rows)]
    return not telling_words(what["what"]) <= telling_words(" ".join([table.caption, *lines]))


def _told(sentence: Sentence, states: States) -> list[Told]:
    """Each state of the sentence that has a number of its own."""
    text = sentence.text
    found: list[Told] = []
    totals = {match.start(name) for match in _OF_ALL.finditer(text) for name in _WHOLE if match[name]}
    counts = [match for match in _COUNT.finditer(text) if match.start() not in totals and not _is_heading(text, match)]
    used: set[int] = set()
    for mention, counted in counted_in(text, states):
        after = next((match for match in counts if 0 <= match.start() - mention.end <= 14), None)
        if after is not None and re.fullmatch(
            r" (?:on|in|for|at)(?: just| only)?(?: the other| the remaining| another)? ",
            text[mention.end : after.start()],
            re.IGNORECASE,
        ):
            match = after
        else:
            before = [match for match in counts if match.end() <= mention.start and match.start() not in used]
            if not before:
                continue
            match = before[-1]
            between = text[match.end() : mention.start]
            if len(between) > 70 or re.search(r"[;:.(]|, (?!of which|with)|\band\b|\bbut\b", between):
                continue
            if not _joins(between):
                continue
        if match.start() in used or _BY_SO_MUCH.match(text, mention.end):
            continue
        used.add(match.start())
        found.append(Told(number_of(match[0]), match[0], mention, counted))
    return found


_BY_SO_MUCH = re.compile(
    r"\s(?:by|to) (?:(?:at least |more than |over |under |less than |about )?[£\d]|as (?:much|many|little)\b|"
    r"more than\b)",
    re.IGNORECASE,
)
"""`Two rose by 5 points or more`: that counts some of those that rose."""
_JOINS = re.compile(
    r"\s*(?:other|others|remaining|further|more)?\s*(?:of (?:the|our|its|all|all the|these|those|them) (?:[\w-]+ )?)?"
    r"(?:[\w'\u2019-]+\s+){0,5}?"
    r"(?:(?:are|is|were|was|be|been|have|has|had|remain|remains|remained|now|still|currently|also|both|all|each|rated|"
    r"as|at|an?|the|on|showing|shows?|forecast(?:s|ing)?|report(?:s|ed|ing)?|project(?:s|ing|ed)?|expects?|got|getting|"
    r"scored|judged|assessed|classed|marked|flagged|in)\s+)*",
    re.IGNORECASE,
)


def _joins(between: str) -> bool:
    """Whether what stands between a number and a state may join the two: `of the nine measures are`."""
    return _JOINS.fullmatch(f"{between.strip()} ") is not None


def _is_heading(text: str, match: re.Match[str]) -> bool:
    """Whether the number is that of a paragraph, a date or a name: `4. `, `2 May`, `Key Stage 2`."""
    before, after = text[: match.start()], text[match.end() : match.end() + 14]
    if match.start() == 0 and match[0].isdecimal() and re.match(r"[.)]?\d*\s", after) and re.match(r"[.)]", after):
        return True
    return bool(
        re.search(
            r"\b(?:stage|step|tier|grade|band|class|lot|zone|category|type|route|quarter|table|section|paragraph|"
            r"appendix|level|aged?|phase|part|q|under|over|progress|attainment)\s$",
            before,
            re.IGNORECASE,
        )
        or re.match(
            r"\s(?:(?:working|calendar|school) )?"
            r"(?:years?|months?|days?|weeks?|quarters?|points?|percentage|hours?|per|more|fewer|less|to \d"
            r"|or (?:more|fewer|less|over|under|older|younger)\b)",
            after,
        )
        or re.search(r"(?:than|by|for|or more|least|most|to)\s$", before)
    )


def _is_of(sentence: Sentence, table: PackTable, states: States, told: Sequence[Told], size: int | None) -> bool:
    """Whether the sentence counts rows of this table: by the number of all, the name of its rows, all its states."""
    if size is not None:
        return size >= 2
    if lines_from(table, sentence.line) > NEAR or states.moved:
        return False
    heads = {word for column in table.columns[: max(1, table.stub)] for word in words_of(column.heading)}
    nouns = set(words_of(sentence.text)) & (_THINGS | heads)
    if len(told) > 1 and sum(each.number for each in told) == len(states.of_row):
        return True
    wrong = sum(not each.is_so(states) for each in told)
    if len(told) > 2 and wrong <= 1 and frozenset().union(*(each.states for each in told)) >= set(states.counts):
        return True
    if _is_of_colours(sentence, table, told) and not heads & _THINGS:
        return True
    return bool(nouns) and (bool(nouns & heads) or len(told) > 1)


_ANY_ROWS = re.compile(
    r"\s(?:lines|measures|indicators|areas|rows|items)\s(?:are|were)\s(?:now |rated )?$", re.IGNORECASE
)
UNDER = 3


def _is_of_colours(sentence: Sentence, table: PackTable, told: Sequence[Told]) -> bool:
    """`3 lines are red`, right under a table whose rows have no other name."""
    each = told[0]
    before = sentence.text[: each.mention.start]
    named = _ANY_ROWS.search(before)
    return (
        0 < sentence.line - table.last_line <= UNDER
        and each.mention.state in {"red", "amber", "green"}
        and named is not None
        and before[: named.start()].endswith(each.text)
    )


def _is_in_legend(study: Study, table: PackTable, told: Told, line: int) -> bool:
    """Whether the words beside the table name the state, as one that its rows may be in."""
    return spaced(told.mention.state) in spaced(legend_near(study, table, but=line))


def _accuse(study: Study, sentence: Sentence, told: Told, states: States, size: int | None) -> None:
    if is_no_count(sentence, told.text, len(states.of_row)) or is_one_of_two_colours(study, told.mention, states):
        return
    table, count = study.pack.tables[states.table], told.count(states)
    rows = [row for row, state in states.of_row.items() if state in told.states]
    names = "; ".join(table.rows[row].label or f"line {table.rows[row].line}" for row in rows[:6])
    place = Place(states.table, min(states.of_row), states.column)
    expected = NUMBERS[count] if count < len(NUMBERS) and not told.text.isdecimal() else str(count)
    working = (
        f"{told.text} told as {told.mention.text}; {table.columns[states.column].heading or 'the table'}"
        f" has {count} of {len(states.of_row)}{': ' + names if names else ''}."
    )
    found = tell(study, COUNTED, sentence, told.text, expected, working, 0.8, [place])
    if count == 0 and not (size and _is_in_legend(study, table, told, sentence.line)):
        # What no row of the column says, the words may say of something else.
        found.severity = Severity.NOTE


def _check_size(  # noqa: PLR0917 - the number told, and the tables that it may be of
    study: Study,
    sentence: Sentence,
    of_all: re.Match[str],
    size: int,
    tables: Sequence[PackTable],
    known: dict[int, list[States]],
) -> None:
    """`Of nine actions six were done and one was late`: where the parts are so, the table says of how many."""
    noun = set(words_of(of_all["noun4"]))
    for table in tables[:2]:
        rows = len(parts_of(table))
        heads = {word for column in table.columns for word in words_of(column.heading)} | set(words_of(table.caption))
        near = lines_from(table, sentence.line) <= CLOSE and noun & heads and 0 < abs(rows - size) <= OFF_BY
        for states in known[table.index] if near else ():
            told = _told(sentence, states)
            if len(states.of_row) == rows and told and all(each.is_so(states) for each in told):
                if max(each.number for each in told) >= FEWEST:
                    expected = NUMBERS[rows] if rows < len(NUMBERS) else str(rows)
                    place = Place(table.index, min(states.of_row), states.column)
                    working = f"{table.title} has {rows} rows."
                    tell(study, COUNTED, sentence, of_all["number4"], expected, working, 0.75, [place])
                return


_OTHER = re.compile(
    rf"\b(?P<some>{_NUMBER}) of (?:the|our|its|all) (?P<all>{_NUMBER})\b[^.;]*?\b(?:the )?(?:other|remaining|rest|"
    rf"others)"
    rf"(?: of)? (?P<rest>{_NUMBER})\b",
    re.IGNORECASE,
)


def _check_others(study: Study, sentence: Sentence) -> None:
    """`Four of the nine ... the other five`: both make all, whatever the table."""
    match = _OTHER.search(sentence.text)
    if match is None or len(_COUNT.findall(sentence.text)) != 3:
        return
    some, whole, rest = (number_of(match[name]) for name in ("some", "all", "rest"))
    if some + rest == whole:
        study.ledger.agreed(COUNTED)
        return
    working = f"{some} and the other {rest} are {some + rest}, not {whole}."
    tell(study, COUNTED, sentence, match["rest"], str(whole - some), working, 0.85)
