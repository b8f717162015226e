"""Lines that say how they are worked out: `Years of supply (F / E)`, `Variance (b - a)`, `5% of B`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.finding import Kind, Rule, interval_text
from crossfoot.audit.intervals import Interval
from crossfoot.audit.reading.cells import CellKind
from crossfoot.audit.reading.pack import Place
from crossfoot.audit.study import Study

LETTERED = Rule(
    "lettered-formulas",
    Kind.ARITHMETIC,
    "A line that says of which lettered lines it is made is what those make.",
)
FEWEST_LETTERS = 2
LONGEST = 12
"""Tokens of a formula."""
_LETTER = re.compile(r"^\(?(?P<letter>[A-Z])[).:]?$", re.IGNORECASE)
_LEADING = re.compile(r"^(?:\((?P<one>[A-Z])\)|(?P<other>[A-Z])[).:])\s*\S|\((?P<last>[A-Z])\)$", re.IGNORECASE)
"""`(a) Budget`, `A. Budget`, `Budget (a)`."""
_FORMULA = re.compile(
    r"\((?P<inner>(?:[^()]|\([A-Za-z]\))+)\)\s*$|(?:^|\s)[A-Z]?\s?=\s?(?P<after>.+)$|"
    r"\b(?P<share>[\d.]+% (?:of|on) [A-Z])\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d[\d,]*(?:\.\d+)?%?)|\(?(?P<letter>(?<![A-Za-z])[A-Za-z](?![A-Za-z]))\)?|"
    r"(?P<sign>[-+*/\u2212\u2013\u00d7\u00f7]|\b(?:of|on|less|plus|minus|times|over)\b))"
)
_SIGNS = {
    "+": "+", "plus": "+", "-": "-", "\u2212": "-", "\u2013": "-", "less": "-", "minus": "-",
    "*": "*", "\u00d7": "*", "x": "*", "of": "*", "on": "*", "times": "*", "/": "/", "\u00f7": "/", "over": "/",
}  # fmt: skip
Token = str | Fraction
"""A sign, a letter or a number."""


@dataclass(frozen=True, slots=True)
class Told:
    """A line with what it says it is: letters, numbers and signs in turn."""

    line: int
    words: str
    tokens: tuple[Token, ...]
    parts: frozenset[int]
    """The lines of its letters."""


def find_lettered_formulas(study: Study) -> None:
    """Check every row and column that tells its formula in letters that other rows or columns have."""
    for table in study.pack.tables:
        if table.index in study.copies:
            continue
        rows = [
            (number, [cell.text.strip() for cell in row.cells if cell.kind is CellKind.WORDS])
            for number, row in enumerate(table.rows)
        ]
        columns = [(number, column.heading.split(" | ")) for number, column in enumerate(table.columns)]
        _check(study, table.index, rows, table.value_columns, by_row=True)
        _check(study, table.index, columns, range(len(table.rows)), by_row=False)


Lines = Sequence[tuple[int, Sequence[str]]]
"""Of each line its number and its words."""


def _check(study: Study, table: int, lines: Lines, keys: Sequence[int], *, by_row: bool) -> None:
    def at(line: int, key: int) -> Place:
        return Place(table, line, key) if by_row else Place(table, key, line)

    letters = _letters(lines)
    if len(letters) < FEWEST_LETTERS:
        return
    worked = [
        (told, at(told.line, key), value)
        for told in _formulas(lines, letters)
        for key in keys
        if study.is_number(at(told.line, key))
        and (value := _worked(study, told, {name: at(line, key) for name, line in letters.items()})) is not None
    ]
    failed = [(told, place, value) for told, place, value in worked if not _agrees(study, place, value)]
    held = len(worked) - len(failed)
    # One wrong figure puts out its own formula and those that it is a part of.
    shared = set.intersection(*({told.line, *told.parts} for told, *_ in failed)) if failed else set()
    own = [each for each in failed if each[0].line in shared]
    if held < len(failed) + 1 - len(own):
        # More of them fail than hold: the letters are of something else.
        return
    for _ in range(held):
        study.ledger.agreed(LETTERED)
    for told, place, value in own or failed:
        number = study.pack.cell(place).number
        study.ledger.found(
            LETTERED,
            place,
            explanation=f"{LETTERED.words} It says {told.words}.",
            expected=interval_text(value, number.decimals if number is not None else 0),
            confidence=0.85,
        )


def _letters(lines: Lines) -> dict[str, int]:
    """The lines by the letters that they have, each once."""
    found: dict[str, list[int]] = {}
    for number, texts in lines:
        whole = next((match["letter"] for text in texts if (match := _LETTER.match(text))), None)
        leading = next((match for text in texts if (match := _LEADING.search(text))), None)
        name = whole or (leading and (leading["one"] or leading["other"] or leading["last"]))
        if name:
            found.setdefault(name.casefold(), []).append(number)
    return {name: numbers[0] for name, numbers in found.items() if len(numbers) == 1}


def _formulas(lines: Lines, letters: Mapping[str, int]) -> Iterator[Told]:
    for number, texts in lines:
        for text in texts:
            match = _FORMULA.search(text)
            words = (match and (match["inner"] or match["after"] or match["share"])) or text
            tokens = _tokens(words)
            named = [letters[each] for each in tokens if isinstance(each, str) and each in letters]
            if named and number not in named:
                yield Told(number, words, tokens, frozenset(named))


def _tokens(words: str) -> tuple[Token, ...]:
    """What a formula is made of, values and signs by turns; nothing where it is no formula."""
    tokens: list[Token] = []
    place = 0
    text = words.strip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None or len(tokens) > LONGEST:
            return ()
        place = match.end()
        wants_sign = len(tokens) % 2 == 1
        said = (match["sign"] or match["letter"] or "").casefold()
        if wants_sign and said in _SIGNS:
            tokens.append(_SIGNS[said])
        elif not wants_sign and match["letter"]:
            tokens.append(said)
        elif not wants_sign and match["number"]:
            amount = Fraction(match["number"].rstrip("%").replace(",", ""))
            tokens.append(amount / 100 if match["number"].endswith("%") else amount)
        else:
            return ()
    return tuple(tokens) if len(tokens) % 2 == 1 and len(tokens) >= 3 else ()


def _worked(study: Study, told: Told, places: Mapping[str, Place]) -> Interval | None:
    """What the formula gives there, times and over before plus and minus; None where a figure of it is missing."""
    values: list[Interval] = []
    for each in told.tokens[::2]:
        if isinstance(each, Fraction):
            values.append(Interval.exactly(each))
        elif each in places and study.is_number(places[each]):
            values.append(study.interval(places[each]))
        else:
            return None
    added, (own, *others) = Interval.exactly(0), values
    for sign, value in zip(told.tokens[1::2], others, strict=True):
        if sign == "*":
            own *= value
        elif sign == "/":
            if value.contains(0):
                return None
            own /= value
        else:
            added, own = added + own, value if sign == "+" else -value
    return added + own


def _agrees(study: Study, place: Place, value: Interval) -> bool:
    """Whether the figure is that, as a number or in per cent."""
    printed = study.interval(place)
    number = study.pack.cell(place).number
    half = Fraction(number.scale, 2 * 10**number.decimals) if number is not None else Fraction(0)
    widened = printed if printed.width else printed.widened(half)
    return widened.meets(value) or widened.meets(value.times(100))
