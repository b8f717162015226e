"""`Fell by 19.2%`, `has worsened by £429,000`: against the sign of that change where a table prints it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.moves.signs_told import is_turned
from crossfoot.audit.quoting.benchmark_names import kind_of
from crossfoot.audit.quoting.find_narrative_claims import DIRECTION
from crossfoot.audit.reading.pack import PackTable, Place, Role
from crossfoot.audit.reading.polarities import polarities
from crossfoot.audit.spoken.good_words import more_is_better
from crossfoot.audit.spoken.moving_words import FALLING, FELL, IMPROVED, RISING, ROSE, WORSENED
from crossfoot.audit.spoken.sentences import Figure, Sentence
from crossfoot.audit.spoken.speaking import Speaking
from crossfoot.audit.spoken.spoken_words import is_whole, plain_words
from crossfoot.audit.spoken.telling import tell
from crossfoot.audit.study import Study

_TOLD = re.compile(
    rf"\b(?:(?P<up>{ROSE}|{RISING}|mov(?:ed|es) up)|(?P<down>{FELL}|{FALLING}|mov(?:ed|es) down)|(?P<better>{IMPROVED}|"
    rf"improvement)|(?P<worse>{WORSENED}|deterioration))\b(?P<between>[^.;:\d£]{{0,60}}?)(?:\b(?:by|of)\s)?"
    r"(?:about |around |some |just |only |a further |nearly |almost )*£?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s(?:(?P<up>rise|increase|growth)|(?P<down>fall|drop|decrease|reduction|decline)|(?P<better>improvement)|"
    r"(?P<worse>deterioration|worsening))\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|never|nor|if|whether|would|could|should|will|to|target|forecast to|expected to)\s$", re.IGNORECASE
)
_BREAK = re.compile(r"\b(?:and|but|while|whereas|although|though|to|from|which|than)\b", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:change|changed|movement|moved|difference|increase|decrease|rise|fall|growth|since|on last)\b|\+/-",
    re.IGNORECASE,
)
_NO_CHANGE = re.compile(r"\b(?:varian\w*|target|budget|gap|from plan|to plan)\b", re.IGNORECASE)
_GENERAL = re.compile(
    r"\b(?:position|forecast|spend\w*|(?:over|under)spend\w*|variance|budget|pressure|total|overall|altogether|whole|service)\b",
    re.IGNORECASE,
)
"""Words that speak of the total of a table."""
_UNDERSPEND = re.compile(r"\bunder-?\s?spen\w+(?!.*\bover-?\s?spen)", re.IGNORECASE)
"""`The underspend rose by £65k`, where a table has the variance further below nought."""
NEAR = 60


@dataclass(frozen=True, slots=True)
class Printed:
    """A change that a table prints with its sign: the cell, and which way it went, good (`better`) or bad."""

    place: Place
    sign: int
    better: bool | None


def find_printed_changes(study: Study, sentences: Sequence[Sentence], speaking: Speaking) -> None:
    """Check the word of each change whose size stands, with a sign, in a column of changes near it."""
    for sentence in sentences:
        for figure, way in _told(sentence):
            if way in {"up", "down"} and _UNDERSPEND.search(sentence.text[: figure.start]):
                continue
            text = f"{sentence.before} {sentence.text}"
            found = list(_printed(study, figure, text, speaking.tables_near(sentence.line, most=NEAR)[:5]))
            held = [each for each in found if _agrees(each, way)]
            if held:
                study.ledger.agreed(DIRECTION)
            elif found and all(_agrees(each, way) is False for each in found) and not is_told(study, sentence):
                place = found[0].place
                cell = study.pack.cell(place)
                working = f"Line {cell.line} prints {cell.text} ({study.pack.name_of(place)})."
                other = {"up": "down", "down": "up", "better": "worse", "worse": "better"}[way]
                tell(study, DIRECTION, sentence, f"{way} by {figure.text}", other, working, 0.75, [place])


def is_told(study: Study, sentence: Sentence) -> bool:
    """Whether the direction of this sentence was found wrong already."""
    return any(
        each.line == sentence.line and each.rule in {DIRECTION.id, "changes-in-words", "change-over-time"}
        for each in study.ledger.findings
    )


def _told(sentence: Sentence) -> Iterator[tuple[Figure, str]]:
    """Each figure that says by how much, and the word: up, down, better, worse."""
    for figure in sentence.figures:
        before = sentence.text[max(0, figure.start - 110) : figure.start].rstrip() + " "
        match = _TOLD.search(before)
        if match is not None:
            joined = re.search(r"\b(?:by|of)\s", before[match.start() :]) or not match["between"].strip()
            if not joined or _BREAK.search(match["between"]) or _NOT.search(before[: match.start()]):
                continue
        else:
            match = _AFTER.match(sentence.text, figure.end)
        if match is not None:
            yield figure, next(name for name in ("up", "down", "better", "worse") if match[name])


def _agrees(printed: Printed, way: str) -> bool | None:
    if way in {"up", "down"}:
        return printed.sign > 0 if way == "up" else printed.sign < 0
    return None if printed.better is None else printed.better == (way == "better")


def _printed(study: Study, figure: Figure, text: str, tables: Sequence[PackTable]) -> Iterator[Printed]:
    """The cells of changes that have the figure's size, in rows that the words name."""
    for table in tables:
        if table.index in study.copies:
            continue
        ways = polarities(study, table)
        for place, cell in table.numbers():
            number = cell.number
            if number is None or not number.value or not is_change(table, place) or not _has_signs(study, table, place):
                continue
            if figure.decimals > number.decimals and not figure.money:
                # `Up 1.0` is the change of a rate, and `-1` of a count.
                continue
            if not _is_size(figure, number.value, percent=number.percent) or not _is_named(table, place, figure, text):
                continue
            sign = 1 if number.value > 0 else -1
            spending = _is_spending(table)
            if spending and is_turned(study, table):
                continue
            label = table.rows[place.row].label
            low = spending or ways.get(place.row) == "low" or more_is_better(label) is False
            high = not spending and (ways.get(place.row) == "high" or more_is_better(label) is True)
            yield Printed(place, sign, (sign < 0) == low if low != high else None)


def _is_size(figure: Figure, value: Fraction, *, percent: bool) -> bool:
    amount = abs(figure.amount)
    if figure.percent != percent and not (figure.points and not figure.money):
        return False
    scales = (1, 1000, 1_000_000) if figure.money else (1,)
    return any(amount == abs(value) * scale for scale in scales)


def is_change(table: PackTable, place: Place) -> bool:
    """Whether the cell is a change over time, and no variance or gap to another's figure."""
    for name, role in (
        (table.columns[place.column].heading, table.columns[place.column].role),
        (table.rows[place.row].label, table.rows[place.row].role),
    ):
        if (
            role in {Role.DIFFERENCE, Role.VALUE}
            and _CHANGE.search(name)
            and not _NO_CHANGE.search(name)
            and not kind_of(name)
        ):
            return True
    return False


def _has_signs(study: Study, table: PackTable, place: Place) -> bool:
    """Whether signs are printed along the column or row of changes."""
    number = study.pack.cell(place).number
    column = [table.cell(row, place.column).number for row in range(len(table.rows))]
    row = [table.cell(place.row, each).number for each in table.value_columns]
    return number is not None and (number.signed or any(each is not None and each.signed for each in (*column, *row)))


def _is_spending(table: PackTable) -> bool:
    return any(
        re.search(r"varian|over\W*\(?under|outturn|overspend", each.heading, re.IGNORECASE) for each in table.columns
    )


def _is_named(table: PackTable, place: Place, figure: Figure, text: str) -> bool:
    """By the words of the row; of a total by words such as `the position`; of a small figure by all its words."""
    row = table.rows[place.row]
    words, said = plain_words(row.label), plain_words(text)
    if words and words <= said:
        return True
    if figure.digits < 2:
        return False
    if row.totalling != "none" or is_whole(row.label):
        return bool(words & said) or _GENERAL.search(text) is not None
    return bool(words & said)
