"""Marks on cards, each a small table read downward (target, result, status), against the rule told for all cards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from crossfoot.audit.display.cards import SECOND, Cards, runs_of_cards
from crossfoot.audit.marks.conditions import Base
from crossfoot.audit.marks.find_told_marks import TOLD_MARKS
from crossfoot.audit.marks.mark_readings import Reading, is_beyond, states_of
from crossfoot.audit.marks.marked import LONGEST_MARK, MOST_MARKS
from crossfoot.audit.marks.rule_limits import is_cut, leaves_room
from crossfoot.audit.marks.told_rules import ToldRule, read_told_rule
from crossfoot.audit.marks.told_words import speaks_of
from crossfoot.audit.reading.pack import Place
from crossfoot.audit.reading.polarities import HIGH, LOW
from crossfoot.audit.study import Study

FEWEST = 4
"""Cards that must have the mark, where the words do not tell in figures what each mark of the label is."""
TOLD = 3
"""Marks that they tell so."""
ABOVE, BELOW = 25, 8
"""Lines above the first card and under the last one within which the rule is told."""
_TARGET = re.compile(r"\b(?:target|standard|goal|plan|threshold|expected|milestone|ambition)\b", re.IGNORECASE)
_NO_VALUE = re.compile(
    r"\b(?:target|tolerance|change|points|weight|last|previous|prior|before|national|england)\b", re.IGNORECASE
)
_HIGH = re.compile(r"\b(?:high|higher|bigger|more) is (?:better|good)\b", re.IGNORECASE)
_LOW = re.compile(r"\b(?:low|lower|smaller|less|fewer) is (?:better|good)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fit:
    """How the cards keep to a rule by one row of results."""

    value: str
    held: tuple[int, ...]
    faults: dict[int, frozenset[str]]


def find_card_marks(study: Study) -> None:
    """Check the marks of every run of cards above which their rule is told."""
    found = {each.line for each in study.ledger.findings}
    for cards in runs_of_cards(study):
        for label, places in cards.rows.items():
            marks = {card: study.pack.cell(place).text.strip() for card, place in enumerate(places)}
            texts = set(marks.values())
            plain = all(mark and len(mark) <= LONGEST_MARK for mark in texts)
            if not plain or not 2 <= len(texts) <= MOST_MARKS:
                continue
            lines = {study.pack.tables[place.table].rows[place.row].line for place in places}
            if not any(study.pack.cell(place).is_number for place in places) and not lines & found:
                _check(study, cards, label, marks)


def _check(study: Study, cards: Cards, label: str, marks: Mapping[int, str]) -> None:
    names = list(dict.fromkeys(marks.values()))
    for line, text in _texts(study, cards, names):
        rule = None if is_cut(text, names) or leaves_room(text) else read_told_rule(text, names)
        if rule is None or rule.moves:
            continue
        fits = list(_fits(study, cards, label, marks, rule, text))
        whole = _is_told_whole(rule, text, label)
        if not whole and len(names) == len(marks):
            continue
        fewest = FEWEST - (2 if whole else 1)
        sure = [each for each in fits if len(each.faults) <= 1 and len(each.held) >= fewest]
        if not sure:
            continue
        best = min(sure, key=lambda each: len(each.faults))
        rivals = [each for each in fits if len(each.faults) <= len(best.faults)]
        if not best.faults or len({marks[card] for card in best.held}) < 2:
            study.ledger.agreed(TOLD_MARKS, len(best.held))
        elif all(each.faults.keys() == best.faults.keys() for each in rivals):
            _report(study, cards, label, marks, best, line)
        return


def _is_told_whole(rule: ToldRule, text: str, label: str) -> bool:
    """`Rating: 1-4 low, 5-9 moderate, 10-15 significant`: each mark of the label in figures, and what is not one."""
    words = label.removesuffix(SECOND)
    return not rule.implied and rule.told >= TOLD and re.search(rf"\b{re.escape(words)}\b", text.casefold()) is not None


def _texts(study: Study, cards: Cards, names: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The texts about the cards that speak of their marks."""
    yield from (each for each in _around(study, cards) if speaks_of(each[1], names))


def _around(study: Study, cards: Cards) -> Iterator[tuple[int, str]]:
    """The paragraphs above the first card and under the last one, with their lines."""
    first, last = cards.tables[0], cards.tables[-1]
    for paragraph in study.paragraphs_at(range(first.line - ABOVE, last.last_line + BELOW + 1)):
        beside = paragraph.line <= first.line or paragraph.line > last.last_line
        if beside and paragraph.sheet == first.sheet:
            yield paragraph.line, paragraph.text


def _fits(  # noqa: PLR0917 - the rule, and what it is held against
    study: Study, cards: Cards, label: str, marks: Mapping[int, str], rule: ToldRule, text: str
) -> Iterator[Fit]:
    around = " ".join([text, *(words for _, words in _around(study, cards))])
    high, low = _HIGH.search(around) is not None, _LOW.search(around) is not None
    told = high != low
    ways = [LOW if low or rule.low else HIGH] if told or rule.low else [HIGH, LOW]
    numbers = {each: own for each, places in cards.rows.items() if (own := _numbers(study, places)) is not None}
    targets = {each: own for each, own in numbers.items() if _TARGET.search(each)} if rule.compares else {"": {}}
    told_margin = any(each.high or each.low for held in rule.states.values() for each in held if each.base is Base.MISS)
    margins = (Base.SHARE, Base.POINTS) if told_margin else (Base.POINTS,)
    for value, (_, against), way, margin in product(numbers, targets.items(), ways, margins):
        if value == label or _NO_VALUE.search(value):
            continue
        every = dict.fromkeys(marks, way)
        reading = Reading(0, value, against, every, margin, {})
        found = _fit(study, cards.rows[value], marks, rule, reading, told=told or not rule.compares)
        if found is not None:
            yield found


def _numbers(study: Study, places: Sequence[Place]) -> dict[int, Fraction] | None:
    """The number on every card; None where one has none."""
    found = {card: number.amount for card, place in enumerate(places) if (number := study.pack.cell(place).number)}
    return found if len(found) == len(places) else None


def _fit(
    study: Study, places: Sequence[Place], marks: Mapping[int, str], rule: ToldRule, reading: Reading, *, told: bool
) -> Fit | None:
    held: list[int] = []
    faults: dict[int, frozenset[str]] = {}
    other = Reading(
        0, reading.name, reading.targets, dict.fromkeys(marks, LOW if reading.ways[0] == HIGH else HIGH),
        reading.margin, {},
    )  # fmt: skip
    faulty = {(each.table_number, each.row_number) for each in study.ledger.findings}
    for card, mark in marks.items():
        if (places[card].table, places[card].row) in faulty:
            continue
        interval = study.interval(places[card])
        ends = (interval.middle, interval.low, interval.high)
        allowed = [states_of(rule, reading, card, end) or set() for end in ends]
        if not allowed[0]:
            if mark not in rule.states or not is_beyond(rule, reading, card, interval, mark):
                return None
            faults[card] = frozenset([f"not {mark}"])
        elif mark in set.union(*allowed):
            held.append(card)
        elif told or not any(mark in (states_of(rule, other, card, end) or ()) for end in ends):
            faults[card] = frozenset(allowed[0])
    return Fit(reading.name, tuple(held), faults)


def _report(  # noqa: PLR0917 - a mark, and what it should be
    study: Study, cards: Cards, label: str, marks: Mapping[int, str], found: Fit, line: int
) -> None:
    study.ledger.agreed(TOLD_MARKS, len(found.held))
    for card, expected in found.faults.items():
        of = cards.rows[found.value][card]
        wanted = " or ".join(sorted(expected))
        study.ledger.found(
            TOLD_MARKS,
            cards.rows[label][card],
            explanation=(
                f"{TOLD_MARKS.words} {len(found.held)} of {len(marks)} cards follow {found.value} by the rule told at "
                f"line {line}; by it {study.pack.cell(of).text} is {wanted}, and {marks[card]} is printed."
            ),
            expected=wanted,
            confidence=0.88,
            others=[of],
        )
