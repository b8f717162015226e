"""Signs after figures, `58^`, against what the paper says that they mean: above the national figure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossfoot.audit.finding import Kind, Rule
from crossfoot.audit.reading.pack import PackTable, Place
from crossfoot.audit.study import Study

SIGNS = Rule(
    "signs-told",
    Kind.DISPLAY,
    "A figure bears a sign where it is on the side of another that the paper says the sign stands for, and only there.",
)
_SIGN = r"[\^*†‡#§¶~+]"
_AFTER = re.compile(rf"\d%?\s?\)?\s?(?P<sign>{_SIGN})$")
_TOLD = re.compile(
    rf"(?:^|[\s(\"\u201c\u2018'])(?P<sign>{_SIGN})[\"\u201d\u2019')]?\s*(?:[:=\u2013-]\s*)?(?P<words>[^.;\n]{{6,160}})"
)
_MARKED = re.compile(
    rf"(?P<words>[^.;\n]{{6,120}}?)\b(?:is|are|has|have|bears?|carr(?:y|ies)) (?:shown with |marked (?:with )?|"
    rf"given )?(?:an? |the )?"
    rf"[\"\u201c\u2018'(]?(?P<sign>{_SIGN})[\"\u201d\u2019')]?"
)
_SIDE = re.compile(
    r"\b(?P<above>higher|above|more|over|exceeds?|greater|ahead)\b|\b(?P<below>lower|below|less|under|fewer|short)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?P<other>national|england|regional|region|target|standard|benchmark|neighbours?|average|council|county|"
    r"borough|"
    r"all (?:schools|areas|teams|pupils|children))\b",
    re.IGNORECASE,
)
_NOT_PLAIN = re.compile(
    r"\bsignifican|\bprovisional\b|\bestimate|\bsuppress|\bhid(?:es|den)\b|\bby (?:more|at least)|\d", re.IGNORECASE
)
_EQUAL = re.compile(r"\b(?:equal|same|level)\b[^.;]{0,40}\b(?:no|none|without|not)\b", re.IGNORECASE)
FEWEST = 8
"""Figures that must keep to the meaning."""
PART = 8
"""One figure in so many may break it."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a sign stands for."""

    sign: str
    above: bool
    other: str
    line: int
    strict: bool
    """Whether the words say that an equal figure has none."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure, the other one, and whether it bears the sign and should."""

    place: Place
    other: Place
    bears: bool
    should: bool


def find_sign_faults(study: Study) -> None:
    """Check each sign that the pack explains, in every table whose figures bear it."""
    meanings = list(_meanings(study))
    for table in study.pack.tables if meanings else ():
        if table.index in study.copies:
            continue
        for meaning in meanings:
            _check(study, table, meaning)


def _meanings(study: Study) -> Iterator[Meaning]:
    seen: set[str] = set()
    for paragraph in study.pack.paragraphs:
        for pattern in (_TOLD, _MARKED):
            for match in pattern.finditer(paragraph.text):
                side, other = _SIDE.search(match["words"]), _OTHER.search(match["words"])
                if side is None or other is None or match["sign"] in seen or _NOT_PLAIN.search(match["words"]):
                    continue
                seen.add(match["sign"])
                yield Meaning(
                    match["sign"],
                    bool(side["above"]),
                    other["other"].casefold(),
                    paragraph.line,
                    _EQUAL.search(paragraph.text) is not None,
                )


def _check(study: Study, table: PackTable, meaning: Meaning) -> None:
    compared = list(_compared(study, table, meaning))
    wrong = [each for each in compared if each.bears != each.should]
    right = len(compared) - len(wrong)
    if sum(each.bears and each.should for each in compared) < 2 or right < FEWEST or len(wrong) * PART > len(compared):
        return
    study.ledger.agreed(SIGNS, right)
    for each in wrong:
        study.ledger.found(
            SIGNS,
            each.place,
            explanation=(
                f"{SIGNS.words} Line {meaning.line} tells it; {study.pack.cell(each.place).text} stands against "
                f"{study.pack.cell(each.other).text} ({study.pack.name_of(each.other)}); {right} others are right."
            ),
            expected=f"with {meaning.sign}" if each.should else f"without {meaning.sign}",
            confidence=0.9,
            others=[each.other],
        )


def _compared(study: Study, table: PackTable, meaning: Meaning) -> Iterator[Compared]:
    rows = {row: each.label for row, each in enumerate(table.rows) if meaning.other in each.label.casefold()}
    columns = [place for place in table.value_columns if meaning.other in table.columns[place].heading.casefold()]
    bearing: dict[int, int] = defaultdict(int)
    found: list[Compared] = []
    for row in range(len(table.rows)):
        if row in rows:
            continue
        for column in table.value_columns:
            place = Place(table.index, row, column)
            other = _other(table, place, list(rows), columns)
            if other is None or not study.is_number(place) or not study.is_number(other):
                continue
            text = table.cell(row, column).text
            match = _AFTER.search(text)
            bears = match is not None and match["sign"] == meaning.sign
            own, against = study.value(place), study.value(other)
            if own == against and bears and not meaning.strict and study.interval(place).width:
                # Level as printed: the decimals that are not shown may put it on either side.
                continue
            bearing[column] += bears
            found.append(Compared(place, other, bears, own > against if meaning.above else own < against))
    # Columns of differences and of counts bear no sign at all.
    yield from (each for each in found if bearing[each.place.column])


def _other(table: PackTable, place: Place, rows: Sequence[int], columns: Sequence[int]) -> Place | None:
    """The figure that it is compared with: in the row so named of the same pupils, or in the column so named."""
    if rows:
        pieces = table.rows[place.row].pieces
        same = [
            row
            for row in rows
            if len(rows) == 1
            or (table.rows[row].pieces[-1:] == pieces[-1:] and len(table.rows[row].pieces) == len(pieces))
        ]
        return Place(place.table, same[0], place.column) if len(same) == 1 else None
    if len(columns) == 1 and place.column != columns[0]:
        return Place(place.table, place.row, columns[0])
    return None
