"""The figures that a rule of sides may be of: a column beside another, beside a figure told in words, or by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.display.before_and_now import is_percent
from crossfoot.audit.intervals import Interval
from crossfoot.audit.marks.conditions import MISSES, Base, Condition
from crossfoot.audit.marks.mark_readings import BEFORE
from crossfoot.audit.marks.marked import Marked
from crossfoot.audit.marks.plain_words import plain
from crossfoot.audit.marks.sided_rules import SidedRule
from crossfoot.audit.reading.labels import Measure, words_of
from crossfoot.audit.reading.pack import Role
from crossfoot.audit.study import Study

_NUMBER = re.compile(r"(?<![\w.,/-])\u00a3?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<percent> ?%| per ?cent)?(?![\d/]|\.\d)")
_LEFT = re.compile(r"\b(?:open|outstanding|left|remaining|to do|not done|overdue)\b", re.IGNORECASE)
_DUTY = re.compile(r"\b(?:should|must|may not|cannot|(?:is|are) (?:not )?to)\b", re.IGNORECASE)
_SIDES = frozenset(
    words_of(
        "above below over under more less fewer higher lower within good poor better worse year day week number "
        "percentage total"
    )
)
_AGAINST = frozenset([Role.TARGET, Role.BENCHMARK])
_NO_FIGURE = re.compile(
    r"\b(?:19|20)\d\d(?:\s?[/\u2013-]\s?\d\d(?:\d\d)?)?\b|"
    r"\b(?:tables?|figures?|sections?|appendix|annex|parts?|notes?|pages?|lines?|paragraphs?|quarters?|years?|stages?|"
    r"bands?|grades?) \d+(?:\.\d+)?",
    re.IGNORECASE,
)
NEAR = 7
"""Words before a figure that say what it is; half as many after it."""
_IN_EVERY = re.compile(r"\b(\d{1,2})(?: [a-z]+)? (?:in|of|out of) every (?:100|hundred)\b")
_FALL = re.compile(r"\b(?:fall|drop|decrease|reduction|shortfall|underspend)\b", re.IGNORECASE)
_RISE = re.compile(r"\b(?:rise|increase|growth|excess|overspend)\b", re.IGNORECASE)
WHOLE = 100
FEW = 3
"""Columns of figures of a table in which it is plain which is set against which."""


@dataclass(frozen=True, slots=True)
class Sided:
    """By row a figure and what it is set against, where it is set against something."""

    name: str
    own: dict[int, Interval]
    other: dict[int, Interval]
    columns: tuple[int, ...]
    tied: int
    """How plainly words name what it is of and what it is set against; nothing where they do not."""
    shown: str = ""
    signed: bool = False
    """Whether the figure is itself the distance from what it is set against."""
    percent: bool = False
    """Whether the figures are percentages."""
    shares: bool = False
    """Whether what is asked in per cent is asked of its share of the other."""

    def ends(self, row: int, *, exact: bool) -> list[tuple[Fraction, Fraction | None]]:
        """The figure with what it is set against, as printed, and with what rounding may have hidden of both."""
        own, other = self.own[row], self.other.get(row)
        if exact:
            return [(own.middle, None if other is None else other.middle)]
        others = (None,) if other is None else (other.low, other.middle, other.high)
        return [(each, of) for each in (own.low, own.middle, own.high) for of in others]

    def amount(self, condition: Condition, own: Fraction, other: Fraction | None) -> Fraction | None:
        """What a condition asks of the two."""
        if condition.base is Base.VALUE and not self.shares:
            return own
        if other is None:
            if condition.base is Base.RATIO:
                # `Every action is closed`, of those that are still open.
                return Fraction(0 if own else 100) if _LEFT.search(self.name) else None
            return own if self.signed else None
        if condition.base in {Base.RATIO, Base.VALUE}:
            return own / other * 100 if other else None
        if condition.base is Base.SHARE:
            return (own - other) / abs(other) * 100 if other else None
        return own - other


def sided_measures(study: Study, marked: Marked, rule: SidedRule, texts: Sequence[str]) -> Iterator[Sided]:
    """Every figure that the rule may be of."""
    places = _numeric(study, marked)
    compares = bool(rule.bases & (MISSES | {Base.RATIO}))
    percents = {place for place in places if _is_of_percent(study, marked, place)}
    for place in places:
        heading = marked.heading_of(place)
        own = _column(study, marked, place)
        percent = place in percents
        shares = percent or (not percents and all(each.low >= 0 and each.high <= WHOLE for each in own.values()))
        signed = _is_signed(marked, place, own)
        if compares and not signed and (way := _FALL.search(heading) or _RISE.search(heading)) is not None:
            moved = own if way.re is _RISE else {row: -each for row, each in own.items()}
            yield Sided(heading, moved, {}, (place,), 1 + _named(heading, rule), signed=True, percent=percent)
        named = _named(heading, rule) + (rule.percent and percent) or (len(places) == 1)
        if compares and signed:
            yield Sided(heading, own, {}, (place,), 1 + named, signed=True, percent=percent)
        if rule.bases & MISSES and not signed:
            for number, words in _told_figures(texts, marked, rule, percent=shares):
                if number.denominator > 1 and not any("." in marked.table.cell(row, place).text for row in own):
                    continue
                other = dict.fromkeys(own, Interval.exactly(number))
                yield Sided(heading, own, other, (place,), 2 + named, shown=words, percent=percent)
        if Base.VALUE in rule.bases and not rule.bases & MISSES:
            captions = {word for text in (marked.table.caption, *marked.table.captions) for word in words_of(text)}
            captioned = bool((set(words_of(heading)) - _SIDES) & captions)
            yield Sided(heading, own, {}, (place,), named or captioned, percent=percent)
    if (compares and Base.VALUE not in rule.bases) or (rule.percent and not rule.bases & MISSES):
        yield from _pairs(study, marked, rule, places)


def _is_of_percent(study: Study, marked: Marked, place: int) -> bool:
    return is_percent(marked.table, place) or any(
        study.measure(marked.place(row, place)) is Measure.PERCENT for row in marked.marks
    )


def _numeric(study: Study, marked: Marked) -> list[int]:
    table = marked.table
    return [
        place
        for place in table.value_columns
        if place != marked.column
        and table.columns[place].numeric
        and table.columns[place].role not in {Role.REFERENCE, Role.UNIT, Role.POLARITY}
        and sum(study.is_number(marked.place(row, place)) for row in marked.marks) * 5 >= len(marked.marks) * 4
    ]


def _column(study: Study, marked: Marked, place: int) -> dict[int, Interval]:
    cells = {row: marked.place(row, place) for row in marked.marks}
    return {row: study.fine_interval(cell) for row, cell in cells.items() if study.is_number(cell)}


def _is_signed(marked: Marked, place: int, own: dict[int, Interval]) -> bool:
    numbers = [marked.table.cell(row, place).number for row in own]
    return any(each is not None and (each.signed or each.amount < 0) for each in numbers)


def _pairs(study: Study, marked: Marked, rule: SidedRule, places: Sequence[int]) -> Iterator[Sided]:
    """Two columns of the same kind, one of which the words set the other against."""
    table = marked.table
    plain_ones = [place for place in places if not _is_signed(marked, place, _column(study, marked, place))]
    moved = bool(rule.said & {"last", "previou", "ago"})
    for value in plain_ones:
        for of in plain_ones:
            if value == of or not _are_alike(study, marked, value, of):
                continue
            headings = marked.heading_of(value), marked.heading_of(of)
            own = set(words_of(headings[1])) - set(words_of(headings[0]))
            tied = (
                2 * bool(own & rule.clauses)
                or bool(own & rule.said)
                or table.columns[of].role in _AGAINST
                or (moved and BEFORE.search(headings[1]) is not None)
                or (of < value and len(plain_ones) < FEW)
            )
            tied = tied and tied + _named(headings[0], rule)
            percent = is_percent(table, value)
            one, other = _column(study, marked, value), _column(study, marked, of)
            shares = Base.VALUE in rule.bases
            if (shares or Base.RATIO in rule.bases) and any(
                each.low > other[row].high for row, each in one.items() if row in other
            ):
                # What is done is no more than what there is to do.
                continue
            yield Sided(headings[0], one, other, (value, of), int(tied), headings[1], percent=percent, shares=shares)


def _named(heading: str, rule: SidedRule) -> int:
    """How many of the words of the heading of a column are named, two at most."""
    return min(len((set(words_of(heading)) - _SIDES) & rule.said), 2)


def _are_alike(study: Study, marked: Marked, value: int, of: int) -> bool:
    """Whether both are percentages, or neither is."""
    kinds = [
        {study.measure(marked.place(row, place)) is Measure.PERCENT for row in marked.marks} for place in (value, of)
    ]
    return kinds[0] == kinds[1]


def _told_figures(
    texts: Sequence[str], marked: Marked, rule: SidedRule, *, percent: bool
) -> Iterator[tuple[Fraction, str]]:
    """The figures that words told beside the table name as what others are set against: `the average of 9.2 days`."""
    found: dict[Fraction, str] = {}
    misses = [each for held in rule.states.values() for each in held if each.base in MISSES]
    own = {abs(end) for each in misses for end in (each.low, each.high) if end}
    heading = set(words_of(marked.heading))
    for each in texts:
        text = _IN_EVERY.sub(r"\1%", each)
        for sentence in re.split(r"(?<=[.;!?])\s+|\n", text):
            duty = _DUTY.search(sentence) is not None
            words = plain(sentence) if duty else _NO_FIGURE.sub(" ", sentence)
            numbers = list(_NUMBER.finditer(words))
            for match in numbers:
                near = NEAR if len(numbers) == 1 else 2
                before, after = words[: match.start()].split(), words[match.end() :].split()
                around = set(words_of(" ".join([*before[-near:], *after[: near // 2]]))) - _SIDES
                number = Fraction(match["number"].replace(",", ""))
                said = bool(around & (rule.clauses | heading)) or (duty and len(numbers) == 1)
                if said and number not in own and (percent or not match["percent"]):
                    found.setdefault(number, f"{float(number):g}")
    if len(found) <= FEW:
        yield from found.items()
