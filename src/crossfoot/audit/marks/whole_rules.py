"""Rules of marks with what their words point back to put in: `over it`, of a range told before; `the first two places`.

Whoever reads rules needs numbers in every clause: `the agreed range is 15 to 18; over it high, under it low`.
"""

from __future__ import annotations

import re

from crossfoot.audit.reading.cells import CellKind
from crossfoot.audit.reading.pack import PackTable
from crossfoot.audit.spoken.number_words import number_of

_N = r"\u00a3?\d[\d,]*(?:\.\d+)?"
_NOUN = r"(?:range|band|corridor|limits|guide|guideline|norm|bracket|tolerance band|target range)"
_RANGE = re.compile(
    rf"\b{_NOUN}(?: \w+){{0,5}}?(?: (?:is|of|was|from|runs from|between|set at|stands at|goes from)|:|,)*\s"
    rf"\(?(?:from |between )?(?P<low>{_N})(?P<one>\s?%)?\s?(?:to|and|-|\u2013)\s?(?P<high>{_N})(?P<two>\s?%)?",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\b(?:limit|ceiling|cap|allowance|maximum|threshold|minimum|floor|norm|guideline|guide figure)"
    rf"(?: \w+){{0,5}}?(?: (?:is|of|was|set at|stands at)|:|"
    rf",)*\s\(?(?P<number>{_N})(?P<unit>\s?%)?(?![\d,./-]*\d| ?to \d)",
    re.IGNORECASE,
)
_IT = (
    r"(?:it|that|this|(?:the |that |this |agreed |expected |normal )*(?:range|band|limits?|ceiling|cap|norm|threshold))"
)
_OVER = re.compile(
    rf"\b(?P<side>over|above|higher than|more than|beyond|exceeds|exceeding) {_IT}\b(?! by)", re.IGNORECASE
)
_UNDER = re.compile(rf"\b(?P<side>under|below|lower than|less than|short of|beneath) {_IT}\b(?! by)", re.IGNORECASE)
_IN = re.compile(rf"\b(?:in|within|inside) {_IT}\b", re.IGNORECASE)
_AT = re.compile(rf"\bat {_IT}(?= or (?:over|above|under|below|less|more|higher|lower)\b)", re.IGNORECASE)
_TOLERANCE = re.compile(
    rf"\btolerance\b[^.;\d]{{0,30}}?(?P<number>{_N})(?P<unit>\s?%)?(?: [a-z]+){{0,4}},? (?:either (?:way|side)|"
    r"(?:above or below|over or under|up or down)\b[^.;]{0,20})",
    re.IGNORECASE,
)
_NUMBER = re.compile(_N)
_SENTENCE_END = re.compile(r"[.;](?=\s|$)")
_IN_TOLERANCE = re.compile(r"\b(?:within|inside|in) (?:the |this |that )?tolerance\b", re.IGNORECASE)
_OUT_OF_TOLERANCE = re.compile(r"\b(?:outside|beyond|out of|over) (?:the |this |that )?tolerance\b", re.IGNORECASE)
_TARGET = re.compile(
    rf"\b(?:target|standard|goal|aim)\b(?: \w+){{0,5}}?(?: (?:is|of|was|set at|stands at)|:|=|,)\s?"
    rf"(?P<number>{_N})(?P<unit>\s?%)?(?![\d,./-]*\d| ?to \d)",
    re.IGNORECASE,
)
_AGAINST_TARGET = re.compile(
    r"\b(?P<side>(?:at|on|equal to) or (?:above|over|below|under|better than)|above|over|below|under|at) "
    r"(?:the |this |that |its )?(?:target|standard|goal|aim)\b(?! by)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:the )?(?P<end>first|top|best|highest[- ]placed|highest[- ]ranked|last|bottom|lowest[- ]placed|"
    r"lowest[- ]ranked)"
    r" (?P<number>two|three|four|five|six|seven|eight|nine|ten|\d{1,2})(?P<noun>(?! (?:years?|quarters?|months?|weeks?|"
    r"days?|terms?|hours?|times?|visits?|points?|percent|per cent)\b)"
    r"(?: (?:places|ranks|positions|councils|authorities|neighbours|schools|homes|teams|areas|wards|centres|settings|"
    r"services|placed|ranked|of (?:the |its |our )?\w+(?: \w+)?))?)\b",
    re.IGNORECASE,
)
_RANKED = re.compile(r"\b(?:place|rank|ranking|position|placing)\b", re.IGNORECASE)
_TOLD_RANK = re.compile(r"(?P<number>\d{1,2})(?:st|nd|rd|th)?\s?=?|=\s?(?P<shared>\d{1,2})")
FEWEST = 4


def make_whole(text: str, table: PackTable) -> str:
    """The text of a rule with numbers for what it points back to; as it is where it points to nothing known."""
    return _with_ends(_with_places(_with_tolerance(text), table))


def _with_ends(text: str) -> str:
    """`Over it`, of the one range or the one limit that is told before, as `over 18`."""
    ranges = list(_RANGE.finditer(text))
    if len(ranges) == 1:
        told = ranges[0]
        unit = (told["two"] or "").strip()
        low, high = f"{told['low']}{unit}", f"{told['high']}{unit}"
        after = _IN.sub(f"{low} to {high}", text[told.end() :])
    elif not ranges and len(limits := list(_LIMIT.finditer(text))) == 1:
        told = limits[0]
        low = high = f"{told['number']}{(told['unit'] or '').strip()}"
        after = _AT.sub(f"at {low}", _IN.sub(f"up to {high}", text[told.end() :]))
    else:
        return text
    turned = _UNDER.sub(lambda each: f"{_plain_side(each['side'], 'under')} {low}", after)
    turned = _OVER.sub(lambda each: f"{_plain_side(each['side'], 'over')} {high}", turned)
    # The range itself is no band of a mark: only what follows it tells them.
    return text if turned == text[told.end() :] else f"{text[: told.start()]}{told[0]}{turned}"


def _with_tolerance(text: str) -> str:
    """`Within tolerance`, of the one that is told as so much either way, as `within 2% either way`."""
    told = list(_TOLERANCE.finditer(text))
    if len(told) != 1 or len(_NUMBER.findall(_SENTENCE_END.split(text[told[0].start() :])[0])) > 1:
        return text
    size = f"{told[0]['number']}{told[0]['unit'] or ''}"
    after = _IN_TOLERANCE.sub(f"within {size} either way", text[told[0].end() :])
    return f"{text[: told[0].end()]}{_OUT_OF_TOLERANCE.sub('otherwise', after)}"


def with_target(text: str) -> str:
    """`At or above target`, of the one target that is told before, as `at or above 90%`."""
    sides = [each.span() for each in _AGAINST_TARGET.finditer(text)]
    told = [each for each in _TARGET.finditer(text) if not any(start < each.start() < end for start, end in sides)]
    if len(told) != 1:
        return text
    target = told[0]
    number = f"{target['number']}{(target['unit'] or '').strip()}"
    after = _AGAINST_TARGET.sub(lambda each: f"{each['side']} {number}", text[target.end() :])
    return f"{text[: target.end()]}{after}"


def _plain_side(side: str, plain: str) -> str:
    return plain if side.casefold() in {"exceeds", "exceeding", "beyond", "beneath", "short of"} else side


def _with_places(text: str, table: PackTable) -> str:
    """`The first two places` as `1 to 2`, `the last two` as `7 to 8` of eight, where a column tells the places."""
    if not _COUNTED.search(text) or (last := _last_place(table)) is None:
        return text

    def places(match: re.Match[str]) -> str:
        number = number_of(match["number"])
        if not 1 < number < last:
            return match[0]
        first = match["end"].casefold().startswith(("first", "top", "best", "highest"))
        return f"1 to {number}" if first else f"{last - number + 1} to {last}"

    return _COUNTED.sub(places, text)


def _last_place(table: PackTable) -> int | None:
    """How many rows have a place, where those run from the first; None where no one column tells them."""
    columns = [place for place, column in enumerate(table.columns) if _RANKED.search(column.heading)]
    if len(columns) != 1:
        return None
    cells = [table.cell(row, columns[0]) for row in range(len(table.rows))]
    told = [
        _TOLD_RANK.fullmatch(cell.text.strip()) for cell in cells if cell.text and cell.kind is not CellKind.MISSING
    ]
    places = [int(match["number"] or match["shared"]) for match in told if match is not None]
    whole = len(places) == len(told) >= FEWEST and 1 in places and max(places) <= len(places)
    return len(places) if whole else None
