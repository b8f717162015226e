"""`41 plans (11.8%)`, `54.9% of the 365 given`: where the percentage is a table's, so is the number told with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossfoot.audit.intervals import Interval
from crossfoot.audit.quoting.find_misquoted_figures import QUOTED
from crossfoot.audit.reading.cells import CellKind
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.spoken.sentences import Figure, Sentence, numbers_in
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.spoken.spoken_words import plain_words
from crossfoot.audit.spoken.telling import tell_misquoted
from crossfoot.audit.study import Study

_BRACKET = re.compile(r"(?: [a-z]+){0,3} ?\($", re.IGNORECASE)
_OF = re.compile(r" (?:out )?of (?:the |our |all )?", re.IGNORECASE)
_LASTED = re.compile(
    r" (?:working |calendar |school )?(?:minutes?|hours?|days?|weeks?|months?|years?)\b", re.IGNORECASE
)
"""`174 of them in 20 weeks (69.6%)`."""
_OF_THE = re.compile(r" of (?:the|our|all|all the|these|those) $", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:more|fewer|less|up|down|rise|fall|increase|decrease|higher|lower|than|target|england|national)\b",
    re.IGNORECASE,
)
_NO_VALUE = frozenset([Role.TARGET, Role.BENCHMARK, Role.DIFFERENCE, Role.RED, Role.GREEN])
NEAR = 14
"""Lines between a sentence and the table that it tells of."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A percentage of a table with a count and a whole that make it."""

    percent: Place
    part: Place
    whole: Place


def find_misquoted_pairs(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check every count told with its percentage, and every whole that a percentage is told of."""
    for sentence in sentences:
        pairs = list(_pairs(sentence.text, sentence.numbers))
        earlier = list(_pairs(sentence.before, numbers_in(sentence.before))) if pairs else []
        tables = speaking.tables_near(sentence.line, most=NEAR)[:2] if pairs else []
        known = {
            id(percent): [each for table in tables for each in _shared(study, table, percent)]
            for _, percent, _ in pairs
        }
        for count, percent, is_whole in pairs:
            found = known[id(percent)]
            if not found or _is_found(study, sentence, count, percent):
                continue
            held = [each for each in found if study.value(each.whole if is_whole else each.part) == count.amount]
            if held or _is_share_otherwise(study, sentence, (count, percent), tables, is_whole=is_whole):
                study.ledger.agreed(QUOTED)
                continue
            meant = {study.value(each.whole if is_whole else each.part): each for each in found}
            others = [each for each in (*pairs, *earlier) if each[1] is not percent]
            beside = any(_is_printed(study, table, *each[:2]) for each in others if not each[2] for table in tables)
            if len(meant) == 1 and (beside or _is_named(study, sentence, found[0].percent)):
                place = found[0].whole if is_whole else found[0].part
                why = f" {study.pack.cell(place).text} goes with {percent.text}."
                tell_misquoted(study, QUOTED, sentence, count.text, place, 0.75, why)


def _pairs(text: str, figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure, bool]]:
    """A count and its percentage, and whether the count is the whole: `41 plans (11.8%)`, `54.9% of the 365`."""
    for number, percent in enumerate(figures):
        if not percent.percent or not percent.decimals:
            continue
        before = figures[number - 1] if number else None
        after = figures[number + 1] if number + 1 < len(figures) else None
        if before is not None and before.is_plain and _is_told(before):
            gap = text[before.end : percent.start]
            closed = re.match(r"\s?[),;]", text[percent.end :])
            # `27 of 146 workers (18.5%)`: the first is the part.
            first = figures[number - 2] if number > 1 else None
            if first is not None and first.is_plain and _OF.fullmatch(text[first.end : before.start]):
                before = first if _is_told(first) else before
            if _BRACKET.fullmatch(gap) and not _LASTED.match(gap) and closed and not _OTHER.search(gap):
                yield before, percent, False
        joined = after is not None and _OF_THE.fullmatch(text[percent.end : after.start])
        if after is not None and joined and after.is_plain and _is_told(after):
            yield after, percent, True


def _is_told(figure: Figure) -> bool:
    return figure.decimals == 0 and not figure.spelled and figure.amount >= 10


def _shared(study: Study, table: PackTable, percent: Figure) -> Iterator[Shared]:
    """Each cell of the table that prints the percentage, with a count beside or above it and the whole of that."""
    if table.index in study.copies:
        return
    for place, cell in table.numbers():
        number = cell.number
        if number is None or number.amount != percent.amount or number.decimals != percent.decimals:
            continue
        if study.measure(place) is not Measure.PERCENT or table.columns[place.column].role in _NO_VALUE:
            continue
        for part in _beside(study, table, place):
            whole = next(
                (each for each in _beside(study, table, part) if _makes(study, part, each, percent.interval)), None
            )
            if whole is not None:
                yield Shared(place, part, whole)
                break


def _beside(study: Study, table: PackTable, place: Place) -> list[Place]:
    """The counts of its row and of its column, the nearest first."""
    row = [Place(table.index, place.row, column) for column in table.value_columns if column != place.column]
    column = [Place(table.index, each, place.column) for each in range(len(table.rows)) if each != place.row]
    near = sorted(row, key=lambda each: abs(each.column - place.column)) + sorted(
        column, key=lambda each: abs(each.row - place.row)
    )
    return [
        each
        for each in near
        if study.is_number(each)
        and study.measure(each) in {Measure.COUNT, Measure.UNKNOWN}
        and study.value(each) > 0
        and study.interval(each).width <= 1
    ]


def _makes(study: Study, part: Place, whole: Place, share: Interval) -> bool:
    if study.value(whole) <= study.value(part):
        return False
    return (Interval.exactly(study.value(part)) / Interval.exactly(study.value(whole))).times(100).meets(share)


def _is_share_otherwise(
    study: Study,
    sentence: Sentence,
    pair: tuple[Figure, Figure],
    tables: Sequence[PackTable],
    *,
    is_whole: bool,
) -> bool:
    """Whether the count makes the percentage with any other number told or printed near."""
    count, percent = pair
    printed = [study.value(place) for table in tables for place, _ in table.numbers() if study.is_number(place)]
    told = [each.amount for each in sentence.numbers if each is not count and each is not percent]
    for other in {*printed, *told}:
        part, whole = (other, count.amount) if is_whole else (count.amount, other)
        if 0 < part < whole and percent.interval.contains(part / whole * 100):
            return True
    return False


def _is_printed(study: Study, table: PackTable, count: Figure, percent: Figure) -> bool:
    """Whether the table prints the percentage with the count in its row or its column."""
    return any(
        study.value(each) == count.amount
        for place, cell in table.numbers()
        if cell.number is not None and cell.number.amount == percent.amount
        for each in _beside(study, table, place)
    )


def _is_named(study: Study, sentence: Sentence, place: Place) -> bool:
    """Whether the words of its row or column stand in the sentence."""
    said = plain_words(sentence.text)
    row = study.pack.row(place)
    names = [cell.text for cell in row.cells if cell.kind is CellKind.WORDS]
    return any(plain_words(text) & said for text in (row.label, study.pack.column(place).heading, *names))


def _is_found(study: Study, sentence: Sentence, *figures: Figure) -> bool:
    return any(
        each.line == sentence.line and each.published in {figure.text for figure in figures}
        for each in study.ledger.findings
    )
