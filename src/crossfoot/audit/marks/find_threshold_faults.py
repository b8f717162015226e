"""Met or not, yes or no, ticks and crosses: against the target or threshold beside them, where no rule is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise, permutations

from crossfoot.audit.marks.find_legend_faults import RATINGS
from crossfoot.audit.marks.rated import (
    MET_HEADING,
    RatedColumn,
    may_be_low,
    reference_columns,
    target_in,
    value_columns,
)
from crossfoot.audit.marks.states import COLOURS, met_of
from crossfoot.audit.reading.cells import Number
from crossfoot.audit.reading.labels import Measure
from crossfoot.audit.reading.pack import Place, Role
from crossfoot.audit.reading.polarities import HIGH, LOW, polarities
from crossfoot.audit.study import Study
from crossfoot.vocabulary.issues import Severity

_ABOVE = re.compile(r"\b(above|over|higher|exceed\w*|more)\b", re.IGNORECASE)
_STRICT = re.compile(
    r"\b(?:better|worse|above|below|over|under|higher|lower|beat\w*|ahead) (?:than|of)?\b", re.IGNORECASE
)
"""`Better than England?`: level as printed, it may be better or not."""
LEAST_RISKS = 6
LOPSIDED = 3
"""Steps between likelihood and impact from which their product tells no band."""
HUNDRED = 100
LEAST_HELD = 0.75
"""In what part of the rows a colour must be what the target makes of the figure, for it to be of that target."""
MANY = 5
"""Rows that other figures must fit better to be meant as well."""
_SCORE = re.compile(r"\bscore\b|\brisk rating\b", re.IGNORECASE)
_OTHER_SCORE = re.compile(r"\b(target|last|previous|prior|inherent|original|gross)\b", re.IGNORECASE)
_FACTOR = re.compile(r"(?i:likelihood|probability|impact)|(^|\| )[LI]$")
_PROSPECT = re.compile(r"prospect|progress|status|direction|action|\bon track\b", re.IGNORECASE)
_BELOW = re.compile(r"\b(below|under|lower|fewer|less)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reached:
    """A row: whether its mark says that the target is met, whether the value says so, and whether that is sure."""

    row: int
    said: bool
    met: bool
    other: bool
    """What it would be if the other way were good."""
    stated: bool
    """Whether the pack says which way is good."""
    sure: bool
    """Whether rounding cannot change it."""
    level: bool
    """Whether value and target are the same as printed."""
    rounded: bool
    """Whether the value has decimals that are not shown."""
    why: str


def rate_by_targets(study: Study, rated: RatedColumn) -> None:
    """Judge a column of yes and no, or of colours, by the target beside it."""
    said = {row: _says_met(state) for row, state in rated.states.items()}
    colours = set(rated.states.values()) <= set(COLOURS)
    if not all(met is not None for met in said.values()) or _tells_margin(study, rated):
        return
    plain = set(rated.states.values()) <= {"yes", "no", "y", "n"}
    if plain and not (MET_HEADING.search(rated.heading) or rated.table.columns[rated.column].role is Role.RATING):
        _judge_pair(study, rated)
        return
    headed = reference_columns(rated, national=False) if target_in(rated.heading) is None else []
    references: list[int | None] = [each for each in headed if target_in(rated.table.columns[each].heading) is None]
    references = references or [None]
    best: list[Reached] = []
    tried: list[list[Reached]] = []
    for value in value_columns(rated, ""):
        for reference in references:
            if value == reference or rated.table.columns[value].role is Role.DIFFERENCE:
                continue
            reached = _reached(study, rated, value, reference)
            if not reached or _is_change(rated, value, reference):
                continue
            tried.append(reached)
            if _is_better(reached, best):
                best = reached
    if best:
        # What other figures fit as well allows, is allowed.
        held = _held(best)
        rivals = [
            each
            for each in tried
            if (_held(each) > held and len(each) >= MANY) or (each is not best and _held(each) == held >= LEAST_RISKS)
        ]
        right = {each.row for rival in rivals for each in rival if each.said == each.met}
        best = [each for each in best if each.said == each.met or each.row not in right]
        _report(study, rated, best, colours=colours)
    elif not colours:
        _judge_pair(study, rated)


_MARGIN = re.compile(r"\bwithin\b[^.;]{0,30}\d[^.;]{0,60}\beither (?:way|side)\b", re.IGNORECASE)
NEAR = 10
"""Lines from a table within which a margin is told for its marks."""


def _tells_margin(study: Study, rated: RatedColumn) -> bool:
    """Whether words near name one of the marks for what is within a margin: then no target tells it."""
    table = rated.table
    texts = [each.text for each in study.paragraphs_at(range(table.line - NEAR, table.last_line + NEAR))]
    said = [text.casefold() for text in (table.caption, *table.captions, *texts) if _MARGIN.search(text)]
    return any(state in text for text in said for state in rated.states.values() if len(state) > 3)


def _is_better(reached: Sequence[Reached], best: Sequence[Reached]) -> bool:
    """Whether figures fit the marks better than the likelier ones: two more, or all of many where those do not."""
    held = _held(reached)
    whole = held == len(reached) >= LEAST_RISKS and _held(best) < len(best)
    return not best or held > _held(best) + 1 or whole


def _is_change(rated: RatedColumn, value: int, reference: int | None) -> bool:
    """Whether the figures have signs and the targets none: they are changes or gaps, and no target is set for those."""

    def signed(column: int) -> bool:
        numbers = [rated.table.cell(row, column).number for row in rated.states]
        return any(each.signed or each.amount < 0 for each in numbers if each is not None)

    return reference is not None and signed(value) and not signed(reference)


def _says_met(state: str) -> bool | None:
    if state in COLOURS:
        return state == "green"
    return met_of(state)


def _held(reached: Sequence[Reached]) -> int:
    return sum(each.said == each.met for each in reached)


def _target(rated: RatedColumn, row: int, value: int, reference: int | None) -> tuple[Number, str] | None:
    """The target of a row, and where it stands: in its column, else in a heading or label: `On target (95%)`."""
    table = rated.table
    if reference is not None:
        number = table.cell(row, reference).number
        return None if number is None else (number, table.columns[reference].heading)
    for text in (rated.heading, table.columns[value].heading, table.rows[row].label):
        if (told := target_in(text)) is not None:
            return told, text
    return None


def _reached(study: Study, rated: RatedColumn, value: int, reference: int | None) -> list[Reached]:
    table = rated.table
    ways = polarities(study, table)
    literal = HIGH if _ABOVE.search(rated.heading) else LOW if _BELOW.search(rated.heading) else ""
    found = []
    for row, state in rated.states.items():
        place, beside = Place(table.index, row, value), _target(rated, row, value, reference)
        number = table.cell(row, value).number
        if not study.is_number(place) or beside is None or number is None:
            continue
        target, told = beside[0].amount, beside[1]
        if beside[0].percent and not number.percent:
            continue
        if reference is not None and number.percent and not _may_be_percent(study, place._replace(column=reference)):
            continue
        if beside[0].bound and study.value(place) == target:
            # `<20%` may or may not be met by 20.0%.
            continue
        way = literal or ways.get(row, "")
        high, low = study.value(place) >= target, study.value(place) <= target
        if literal:
            high, low = study.value(place) > target, study.value(place) < target
        interval = study.interval(place)
        sure = not interval.low < target < interval.high or study.value(place) == target
        printed = f"{float(target):g}" if reference is None else table.cell(row, reference).text
        why = f"{table.cell(row, value).text} against {printed} ({told})"
        met, other = (low, high) if way == LOW else (high, low)
        said = bool(_says_met(state))
        found.append(Reached(row, said, met, other, bool(way), sure, high and low, interval.width > 0, why))
    return found


def _may_be_percent(study: Study, place: Place) -> bool:
    """Whether a target without a sign may be a percentage: it is headed so, or it is not above a hundred."""
    number = study.pack.cell(place).number
    return number is None or number.percent or study.measure(place) is Measure.PERCENT or number.amount <= HUNDRED


def _report(study: Study, rated: RatedColumn, reached: Sequence[Reached], *, colours: bool) -> None:
    held, stated = _held(reached), all(each.stated for each in reached)
    turned = sum(each.said == each.other for each in reached)
    if not stated and turned > held and not any(each.stated for each in reached):
        every = [replace(each, met=each.other, other=each.met) for each in reached]
        # Of NEET less is wanted and of participation more, in one table.
        some = [new if may_be_low(rated.table, new.row) else old for old, new in zip(reached, every, strict=True)]
        reached = max(every, some, key=_held)
        held, turned = _held(reached), held
    if colours and (len(reached) < 3 or held < LEAST_HELD * len(reached) or len(set(rated.states.values())) < 2):
        return
    if held * 2 < len(reached) or (not stated and (held < 2 or held < len(reached) - 1 - len(reached) // 5)):
        return
    for each in reached:
        if each.said == each.met:
            study.ledger.agreed(RATINGS)
            continue
        # Level as printed: a colour may come from the decimals that are not shown.
        spared = (
            not each.sure
            or (each.level and each.rounded and (colours or _STRICT.search(rated.heading) is not None))
            or (not each.stated and may_be_low(rated.table, each.row))
        )
        if spared:
            continue
        study.ledger.found(
            RATINGS,
            Place(rated.table.index, each.row, rated.column),
            explanation=(
                f"{RATINGS.words} {each.why}: {'met' if each.met else 'not met'}, yet "
                f"{rated.table.cell(each.row, rated.column).text}."
            ),
            expected=("green" if each.met else "amber or red") if colours else "met" if each.met else "not met",
            confidence=0.65 if colours else 0.85 if each.stated else 0.75,
            severity=Severity.WARNING if colours or each.level else Severity.ERROR,
        )


def _set_against(study: Study, rated: RatedColumn, first: int, second: int) -> list[tuple[int, bool, bool]]:
    """Each row where two columns differ: whether it is marked rightly, and whether the first is above the second."""
    rows = []
    for row, state in rated.states.items():
        places = [Place(rated.table.index, row, place) for place in (first, second)]
        percents = {number.percent for place in places if (number := study.pack.cell(place).number) is not None}
        if len(percents) > 1 or not all(map(study.is_number, places)):
            continue
        above = study.value(places[0]) > study.value(places[1])
        if study.value(places[0]) != study.value(places[1]):
            rows.append((row, bool(met_of(state)) == (above if _ABOVE.search(rated.heading) else not above), above))
    return rows


FEWEST_PAIRS = 4
"""Rows in which two columns differ, for their marks to tell how they are set against each other."""


def _judge_pair(study: Study, rated: RatedColumn) -> None:
    """`Over-represented: yes`: of two columns of percentages side by side the one is above the other."""
    table = rated.table
    named = _ABOVE.search(rated.heading) or _BELOW.search(rated.heading)
    if not named or any(map(str.isdigit, rated.heading)) or len(set(rated.states.values())) < 2:
        return
    columns = [place for place in table.value_columns if table.columns[place].numeric and place < rated.column]
    pairs = {pair: _set_against(study, rated, *pair) for pair in permutations(columns, 2)}
    if any(len(rows) >= FEWEST_PAIRS and all(fits for _, fits, _ in rows) for rows in pairs.values()):
        study.ledger.agreed(RATINGS, len(rated.states))
        return
    for first, second in pairwise(columns):
        rows = pairs[first, second]
        if len(rows) < FEWEST_PAIRS or sum(fits for _, fits, _ in rows) < len(rows) - 1:
            continue
        for row, fits, above in rows:
            if fits:
                study.ledger.agreed(RATINGS)
                continue
            texts = table.cell(row, first).text, table.cell(row, second).text
            study.ledger.found(
                RATINGS,
                Place(table.index, row, rated.column),
                explanation=f"{RATINGS.words} {texts[0]} is {'above' if above else 'not above'} {texts[1]}.",
                expected="no" if met_of(rated.states[row]) else "yes",
                confidence=0.7,
                severity=Severity.WARNING,
            )
        return


def rate_by_order(study: Study, rated: RatedColumn) -> None:
    """Bands of a risk score for which no rule is told: one score that stands among those of another band."""
    table = rated.table
    if _PROSPECT.search(rated.heading) or len(rated.states) < LEAST_RISKS:
        return
    scores = [
        place
        for place, column in enumerate(table.columns)
        if column.numeric and _SCORE.search(column.heading) and not _OTHER_SCORE.search(column.heading)
    ]
    before = [place for place in scores if place < rated.column] or scores
    if not before or not any(_FACTOR.search(column.heading) for column in table.columns):
        return
    column = before[-1]
    values = {
        row: study.value(Place(table.index, row, column))
        for row in rated.states
        if study.is_number(Place(table.index, row, column))
    }
    wrong = [row for row in values if _fits_without(rated.states, values, row)]
    if _fits_without(rated.states, values, None):
        study.ledger.agreed(RATINGS, len(values))
    elif len(wrong) == 1 and not _is_lopsided(rated, wrong[0]):
        row = wrong[0]
        study.ledger.agreed(RATINGS, len(values) - 1)
        study.ledger.found(
            RATINGS,
            Place(table.index, row, rated.column),
            explanation=(
                f"{RATINGS.words} All other scores of {table.columns[column].heading} keep to their bands; "
                f"{table.cell(row, column).text} stands among those of another."
            ),
            expected="the band of the scores beside it",
            confidence=0.7,
            severity=Severity.WARNING,
        )


def _is_lopsided(rated: RatedColumn, row: int) -> bool:
    """Whether one factor is far above the other: a matrix may rate 1 x 5 above 5 x 1, and above its score."""
    table = rated.table
    factors = [
        number.amount
        for place, column in enumerate(table.columns)
        if _FACTOR.search(column.heading) and (number := table.cell(row, place).number) is not None
    ]
    return bool(factors) and max(factors) - min(factors) >= LOPSIDED


def _fits_without(states: dict[int, str], values: dict[int, Fraction], left_out: int | None) -> bool:
    """Whether the bands are runs of scores that do not overlap, each with two scores or more, one row left out."""
    by_state: dict[str, list[Fraction]] = {}
    for row, value in values.items():
        if row != left_out:
            by_state.setdefault(states[row], []).append(value)
    if len(by_state) < 2 or (left_out is not None and states[left_out] not in by_state):
        return False
    ends = sorted((min(found), max(found)) for found in by_state.values())
    if any(first[1] >= second[0] for first, second in pairwise(ends)):
        return False
    if left_out is None:
        return True
    # It must stand within the scores of another band, not between two bands.
    return any(
        min(found) <= values[left_out] <= max(found) and len(found) > 1
        for state, found in by_state.items()
        if state != states[left_out]
    )
