"""`The team costs £489,865, or £1,263 for each child in care`; `over 52 weeks the rise costs £107,796`.

What a cost is for each of something is it over the number that a table prints under those words; what it is over so
many weeks is so many times what a table prints a week. A finding only where no number of the pack makes it so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from crossfoot.audit.finding import Kind, Rule, interval_text
from crossfoot.audit.intervals import Interval
from crossfoot.audit.quoting.near_tables import is_total_row, is_whole_column, tables_beside
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.spoken.number_words import COUNT, number_of
from crossfoot.audit.spoken.passages import rounded
from crossfoot.audit.spoken.sentences import Figure, Sentence, numbers_in
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.spoken.spoken_words import spaced
from crossfoot.audit.spoken.telling import is_told_of, tell
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

COSTS = Rule(
    "costs-in-words",
    Kind.NARRATIVE,
    "A cost told for each, or over so many weeks, is what the cost and the number of a table make.",
    Severity.WARNING,
)
_EACH = re.compile(r"\s(?:for (?:each|every)|per|a head of|to each|each for)\s(?P<what>[^.,;:()]{3,60})", re.IGNORECASE)
_OR = re.compile(
    r"[^.;:\d]{0,60}?(?:,? or|,? which is|,? that is|,? equal to|,? equivalent to|,| \()\s?(?:about |some )?",
    re.IGNORECASE,
)
_THAT_IS = re.compile(
    r"(?:\(?[\d.]+\)?\s)?(?:that|this|it) "
    r"(?:is|was|comes to|came to|makes|works out at|equals|would be)\s(?:about |some )?$",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b(?:week|weekly|month|day|night|hour|year|session|term)\b", re.IGNORECASE)
_WEEKS = re.compile(
    rf"\b(?:over|for|in|across|times) (?:the |a full |all )?"
    rf"(?P<number>{COUNT}|\d\d) (?P<unit>week|month|quarter|term|day)s\b",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\b(?:a|per|each|every) (?:week|month|quarter|term|day)\b|\b(?:week|month|quarter|term|dai)ly\b", re.IGNORECASE
)
NEAR = 60
CLOSE = Fraction(1, 4)
TIMES = frozenset([4, 5, 6, 10, 11, 12, 13, 38, 39, 40, 44, 48, 49, 50, 51, 52, 53, 365])
"""Weeks, months or days that a year may be taken to have."""


def find_costs_for_each(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every sum of money told for each of something, and every one told over so many weeks."""
    for sentence in sentences:
        for figure in sentence.figures:
            if not figure.money or figure.digits < 2 or is_told_of(study, sentence, figure.text):
                continue
            each = _EACH.match(sentence.text, figure.end)
            if each is not None and not _TIME.match(each["what"]):
                whole = _whole(sentence, figure)
                if whole is not None:
                    _check_each(study, sentence, figure, whole, each["what"], speaking)
        weeks = _WEEKS.search(sentence.text)
        money = [each for each in sentence.figures if each.money]
        if weeks is not None and len(money) == 1 and money[0].digits > 2:
            _check_weeks(study, sentence, money[0], weeks, speaking)


def _whole(sentence: Sentence, figure: Figure) -> Figure | None:
    """The sum that is shared out: the one before it in the sentence, else the only one of the sentence before."""
    before = [each for each in sentence.figures if each.end <= figure.start]
    if before and before[-1].money and _OR.fullmatch(sentence.text[before[-1].end : figure.start]):
        return before[-1] if before[-1].amount > figure.amount else None
    if not before and _THAT_IS.search(sentence.text[: figure.start]):
        earlier = [each for each in numbers_in(sentence.before) if each.money]
        return earlier[0] if len(earlier) == 1 and earlier[0].amount > figure.amount else None
    return None


def _check_each(  # noqa: PLR0917 - the sum, what it is for, and of what
    study: Study, sentence: Sentence, figure: Figure, whole: Figure, what: str, speaking: Speaking
) -> None:
    bases = list(_bases(study, sentence, what, speaking))
    values = {study.value(place) for place in bases}
    shared = {place: _shared(whole, study.interval(place)) for place in bases if study.value(place) > 0}
    if any(interval.meets(rounded(figure)) for interval in shared.values()):
        study.ledger.agreed(COSTS)
        return
    if len(values) != 1 or not shared:
        return
    place, interval = next(iter(shared.items()))
    expected = interval.middle
    if abs(expected - figure.amount) > CLOSE * expected or _is_made_of_another(study, figure, whole):
        return
    text = f"£{interval_text(interval, figure.decimals)}"
    if interval.width <= 2:
        text = f"£{float(expected):,.{figure.decimals}f}"
    working = f"{whole.text} over {study.pack.cell(place).text} ({study.pack.name_of(place)}) is {text}."
    tell(study, COSTS, sentence, figure.text, text, working, 0.75, [place])


def _shared(whole: Figure, number: Interval) -> Interval:
    return Interval.exactly(whole.amount) / number if number.low > 0 else Interval.exactly(whole.amount)


def _bases(study: Study, sentence: Sentence, what: str, speaking: Speaking) -> Iterator[Place]:
    """The numbers of all under a label that stands in the words, the longest such label of the tables near."""
    said = spaced(what)
    found: list[tuple[int, int, Place]] = []
    for near, table in enumerate(speaking.tables_near(sentence.line, most=NEAR)):
        if table.index in study.copies:
            continue
        for row in range(len(table.rows)):
            for column in table.value_columns:
                place = Place(table.index, row, column)
                if not study.is_number(place) or study.measure(place) not in _COUNTS:
                    continue
                heading, label = spaced(table.columns[column].heading), spaced(table.rows[row].label)
                name = heading if is_total_row(study, table, row) else label if is_whole_column(table, column) else ""
                if len(name) > 4 and name in said:
                    found.append((-len(name), near, place))
    best = min(((length, near) for length, near, _ in found), default=None)
    yield from (place for length, near, place in found if (length, near) == best)


_COUNTS = frozenset([Measure.COUNT, Measure.UNKNOWN, Measure.AVERAGE])


def _is_made_of_another(study: Study, figure: Figure, whole: Figure) -> bool:
    """Whether any number of the pack makes it: then the words may mean that one."""
    return any(
        cell.number is not None
        and not cell.number.percent
        and (value := abs(cell.number.value)) > 0
        and rounded(figure).meets(Interval.exactly(whole.amount / value))
        for table in study.pack.tables
        for _, cell in table.numbers()
    )


def _check_weeks(study: Study, sentence: Sentence, figure: Figure, weeks: re.Match[str], speaking: Speaking) -> None:
    """`Over 52 weeks`: so many times a sum of all that a table prints a week."""
    number = int(weeks["number"]) if weeks["number"].isdecimal() else number_of(weeks["number"])
    for table in tables_beside(speaking, sentence.line):
        if table.index in study.copies:
            continue
        places = list(_rates(study, table, weeks["unit"]))
        if any(rounded(figure).meets(study.interval(place).times(number)) for place in places):
            study.ledger.agreed(COSTS)
            return
        of_all = [place for place in places if is_total_row(study, table, place.row)]
        wrong = [
            (place, figure.amount / study.value(place))
            for place in of_all
            if study.value(place) > 0 and (figure.amount / study.value(place)) in TIMES - {number}
        ]
        if len(wrong) == 1:
            place, times = wrong[0]
            text = f"£{float(study.value(place) * number):,.0f}"
            once = f"{study.pack.cell(place).text} ({study.pack.name_of(place)})"
            working = f"{number} times {once} is {text}; {figure.text} is {times} times it."
            tell(study, COSTS, sentence, figure.text, text, working, 0.75, [place])
            return


def _rates(study: Study, table: PackTable, unit: str) -> Iterator[Place]:
    for column in table.value_columns:
        rate = _RATE.search(f"{table.columns[column].heading} {table.caption}")
        if rate is None or (unit[:3].casefold() not in rate[0].casefold() and not (unit == "day" and "dai" in rate[0])):
            continue
        for row in range(len(table.rows)):
            if study.is_number(place := Place(table.index, row, column)):
                yield place
