"""What one cell of a printed table says: a number with its precision, sign and unit, a pair, an arrow, words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from crossfoot.audit.intervals import Interval

LONGEST_NUMBER = 60
"""Characters: a longer one is words."""


class CellKind(StrEnum):
    """What a cell is, seen alone."""

    BLANK = "blank"
    MISSING = "missing"
    """A mark that says that there is no value: `-`, `n/a`, `x`, `..`."""
    NUMBER = "number"
    RESIDUE = "residue"
    """What a spreadsheet leaves behind: `FALSE`, `#REF!`, `NaN`."""
    WORDS = "words"


class Arrow(StrEnum):
    """Which way an arrow points."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed: `value` is in the units printed (24.5 for `24.5%`), `decimals` how many were shown."""

    value: Fraction
    decimals: int
    percent: bool = False
    points: bool = False
    """Written as percentage points."""
    signed: bool = False
    """A plus or minus was printed."""
    money: bool = False
    scale: int = 1
    """1,000,000 for `£2.5m`."""
    bound: str = ""
    """`<` or `>` of `<20%`, `10% or less`."""
    grouped: bool = False
    _exact: Interval | None = field(default=None, init=False, repr=False, compare=False)
    _rounded: Interval | None = field(default=None, init=False, repr=False, compare=False)
    """Many cells share a number: what is asked of each of them is kept once."""

    @property
    def step(self) -> Fraction:
        """The last digit printed is worth this, in the units printed."""
        return _step(self.decimals, 1)

    @property
    def loose(self) -> float:
        """Half of what the last digit of the amount is worth."""
        return float(self.scale / 10**self.decimals / 2)

    @property
    def amount(self) -> Fraction:
        """With its scale: 2,500,000 for `£2.5m`."""
        return self.value if self.scale == 1 else self.value * self.scale

    def is_as_fine_as(self, other: Number) -> bool:
        """Whether the last digits of both are worth the same: 2.5m and 2,500,000 are not."""
        return bool(self.scale * 10**other.decimals == other.scale * 10**self.decimals)

    @property
    def rounded(self) -> Interval:
        """What the amount may have been before it was rounded."""
        known = self._rounded
        if known is None:
            known = Interval.printed(self.amount, _step(self.decimals, self.scale))
            object.__setattr__(self, "_rounded", known)
        return known

    @property
    def exact(self) -> Interval:
        """The value alone."""
        known = self._exact
        if known is None:
            known = Interval.exactly(self.value)
            object.__setattr__(self, "_exact", known)
        return known

    @property
    def digits(self) -> int:
        """Significant digits: how much it says."""
        digits = str(abs(self.value.numerator) * 10**self.decimals // self.value.denominator).lstrip("0")
        # 10.0 says three digits, 100 perhaps one.
        return len(digits if self.decimals else digits.rstrip("0"))


@lru_cache(maxsize=1000)
def _step(decimals: int, scale: int) -> Fraction:
    """What the last digit is worth."""
    return Fraction(scale, 10**decimals)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, the line (or row of a sheet, or page) it is on, and what it says."""

    text: str
    line: int
    kind: CellKind
    number: Number | None = None
    bracket: Number | None = None
    """A second number, in brackets after the first."""
    pair: tuple[Fraction, Fraction] | None = None
    """`47/59`."""
    arrow: Arrow | None = None
    plus: bool = False
    """A plus after the number: a mark that a legend explains."""
    range: tuple[Fraction, Fraction] | None = None
    shown: str = ""
    """The text to print where a workbook keeps more digits than it shows."""
    rating: str = ""
    """The sign beside the number that rates it: `Red` of `28% (Red)`, `✖` of `28% ✖`."""

    @property
    def is_number(self) -> bool:
        """Whether it holds a number to calculate with."""
        return self.kind is CellKind.NUMBER and self.number is not None and not self.number.bound


def is_pair(cell: Cell) -> bool:
    """Whether it holds a part and its whole without a percentage: `139 / 154`; no score above, no years as `15/16`."""
    if cell.pair is None or cell.number is not None or not 0 <= cell.pair[0] <= cell.pair[1] or not cell.pair[1]:
        return False
    return cell.pair[1] != cell.pair[0] + 1 or " " in cell.text.strip()


def is_hidden(cell: Cell) -> bool:
    """Whether there is a number that is not shown: `*`, `x`, `[c]`, `<5`. A dash is none."""
    if cell.number is not None and cell.number.bound == "<":
        return True
    if cell.kind is CellKind.WORDS:
        return _WITHHELD.fullmatch(cell.text) is not None
    return cell.kind is CellKind.MISSING and _HIDDEN.fullmatch(cell.text) is not None


_WITHHELD = re.compile(r"[a-z]|\([a-z]\)|w/h|wh|withheld|hidden|not shown|low numbers?")
"""A letter alone among numbers, as a note explains it."""
_HIDDEN = re.compile(r"\*{1,3}|x|c|\[\w\]|suppressed|supp\.?", re.IGNORECASE)
_ARROWS = {
    **dict.fromkeys("↑▲⬆⇧⇑△🔼↗⬈", Arrow.UP),
    **dict.fromkeys("↓▼⬇⇩⇓▽🔽↘⬊", Arrow.DOWN),
    **dict.fromkeys("→↔➡⬌⇔⇨►▶◄◀←⬅⟷", Arrow.LEVEL),
}
_ARROW = re.compile("[" + "".join(_ARROWS) + "][\ufe0e\ufe0f]?")
_MISSING = re.compile(
    r"[-\u2013—.…*:~]{1,3}|n\s*/?\s*[ak]\.?|n\.\s?[ad]\.?|not (available|applicable|collected|due|yet "
    r"available)|tbc|tba|tbd"
    r"|x|(?-i:c)|#|nil( return)?|none|no data|suppressed|\[\w\]|supp\.?|data (not |un)available",
    re.IGNORECASE,
)
_RESIDUE = re.compile(
    r"true|false|#(ref|div/0|n/a|value|name\??|num|null|spill|calc|getting_data)[!?]?|nan|inf(inity)?|undefined|null|##+"
    r"|[+-]?\d+(\.\d+)?e[+-]?\d+|err(or)?:?\s?\d*",
    re.IGNORECASE,
)
_AMOUNT = (
    r"(?P<{0}sign>[-+\u2212\u2013±])?\s?(?P<{0}cash>[£$€])?\s?(?P<{0}sign2>[-+\u2212\u2013])?"
    r"(?P<{0}whole>\d{{1,3}}(?:,\d{{3}})+|\d+)?(?P<{0}part>\.\d+)?\s?"
    r"(?P<{0}unit>%|percentage points?|per cent|percent|pp|ppts?|pts?|p\.p\.|million|billion|thousand|bn|"
    r"[mMkK](?![a-z]))?"
)
_MARKS = r"(?:\s?[*†‡^#]+|\s?\[\w{1,2}\]|\s?\((?:[a-z]|r|p)\)|[¹²³⁴⁵⁶⁷⁸⁹])*"
_NUMBER = re.compile(
    rf"(?P<bound>[<>≤≥~]|up to |under |over |below |above |at least |at most |less than |more than |no more than )?\s?"
    rf"(?P<open>\()?{_AMOUNT.format('')}(?P<close>\))?(?P<orless> or (?:less|more|fewer|below|above|under|over|"
    rf"better))?{_MARKS}"
    rf"(?:\s?\((?P<word>[A-Za-z]{{1,12}}\.? )?{_AMOUNT.format('b')}\)|\s?\((?P<n>[\d,]+)\s?(?:/|of|out "
    rf"of)\s?(?P<d>[\d,]+)\))?"
    rf"{_MARKS}\s?(?P<plus>\+)?{_MARKS}",
    re.IGNORECASE,
)
_SIGNS = "✔✓☑✅✖✗✘✕❌★☆●○◆◇■□▪⬤⚫⚪🔴🟠🟡🟢"
_RATED = re.compile(
    rf"(?P<before>[{_SIGNS}])?\ufe0f?\s?(?P<number>[-+\u2212£$(<>\d].*?)(?:\s?(?P<sign>[{_SIGNS}])\ufe0f?)?"
    r"(?:\s?\((?P<bracket>red|amber|green|yellow)\)|\s(?P<word>(?:red|amber|green|yellow)(?: ?[+-])?))?",
    re.IGNORECASE,
)
_PAIR = re.compile(
    rf"(?P<n>[\d,]+)\s?(?:/|of|out of)\s?(?P<d>[\d,]+)(?:\s?\({_AMOUNT.format('')}\)|"
    rf"\s?[-\u2013=:]\s?{_AMOUNT.format('b')})?(?P<plus>\s?\+)?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"[£]?(\d+(?:\.\d+)?)%?\s?(?:-|\u2013|to)\s?[£]?(\d+(?:\.\d+)?)\s?(%)?")
_SIDED = re.compile(
    r"(?P<number>£?\d[\d,]*(?:\.\d+)?[mk%]?)(?:(?<=\d\d)(?P<minus>-)|\s?(?P<side>(?:CR|DR|Cr|Dr|over|under)\b|(?<=\s)[OU]))"
)
"""As ledgers and budget papers print it: credits, underspends and a minus after the number are less than nought."""
_LESS = {"-", "cr", "under", "u"}
_CASH_BRACKETS = re.compile(r"([£$€])\(([\d,.]+)\)\s?(m|k|bn)?", re.IGNORECASE)
_YEAR_HEADING = re.compile(r"(?:19|20)\d\d %")
"""`2025 %` heads a column of percentages."""
_UNIT_AFTER = re.compile(r"^\((\d[\d,.]*)\)\s?(%|pp|p\.p\.|pts?)$", re.IGNORECASE)
"""`(1.2)%`"""
_MINUS = "-\u2212\u2013"
_SCALES = {"m": 1_000_000, "million": 1_000_000, "k": 1_000, "thousand": 1_000, "bn": 10**9, "billion": 10**9}
_POINTS = re.compile(r"percentage points?|pp|ppts?|pts?|p\.p\.", re.IGNORECASE)
_BOUNDS = {"<": "<", "≤": "<", ">": ">", "≥": ">", "~": "~"}


@lru_cache(maxsize=4_000)
def _read(text: str) -> Cell:
    return _understand(text, 0)


def read_cell(text: str, line: int) -> Cell:
    """The cell of that text. Any text is a cell; what is not understood is words."""
    seen = _read(text)
    return (
        seen
        if seen.line == line
        else Cell(
            seen.text,
            line,
            seen.kind,
            seen.number,
            seen.bracket,
            seen.pair,
            seen.arrow,
            seen.plus,
            seen.range,
            seen.shown,
            seen.rating,
        )
    )


def _understand(text: str, line: int) -> Cell:
    plain = " ".join(text.replace("\u00a0", " ").split())
    if not plain or len(plain) > LONGEST_NUMBER or _YEAR_HEADING.fullmatch(plain):
        return Cell(plain, line, CellKind.WORDS if plain else CellKind.BLANK)
    arrow = next((_ARROWS[mark] for mark in plain if mark in _ARROWS), None)
    bare = _CASH_BRACKETS.sub(r"(\1\2\3)", " ".join(_ARROW.sub(" ", plain).split()))
    bare = _signed(_UNIT_AFTER.sub(r"(\1\2)", bare))
    if bare and _MISSING.fullmatch(bare):
        return Cell(plain, line, CellKind.MISSING, arrow=arrow)
    if bare and _RESIDUE.fullmatch(bare):
        return Cell(plain, line, CellKind.RESIDUE)
    if pair := _PAIR.fullmatch(bare):
        return _pair_cell(plain, line, pair, arrow)
    if (match := _NUMBER.fullmatch(bare)) and (number := _number(match, "")):
        bracket = _number(match, "b") if match["bwhole"] or match["bpart"] else None
        pair_of = (_whole(match["n"]), _whole(match["d"])) if match["n"] else None
        return Cell(plain, line, CellKind.NUMBER, number, bracket, pair_of, arrow, plus=bool(match["plus"]))
    return _rated(plain, bare, line, arrow)


def _signed(text: str) -> str:
    """A sign that stands after its number, before it: `1,234-`, `32 over`, `12.5 CR`."""
    match = _SIDED.fullmatch(text)
    if match is None:
        return text
    return f"{'-' if (match['minus'] or match['side']).casefold() in _LESS else '+'}{match['number']}"


def _rated(plain: str, bare: str, line: int, arrow: Arrow | None) -> Cell:
    """A number with a sign or a colour that rates it; words otherwise."""
    match = _RATED.fullmatch(bare)
    if match and (rating := _rating(match)):
        inner = _understand(match["number"], line)
        if inner.kind is CellKind.NUMBER or inner.pair:
            return replace(inner, text=plain, arrow=arrow, rating=rating)
    span = _RANGE.fullmatch(bare)
    ends = (Fraction(span[1]), Fraction(span[2])) if span else None
    return Cell(plain, line, CellKind.WORDS, range=ends, arrow=arrow)


def _rating(match: re.Match[str]) -> str:
    """The colour, or else the sign, before or after a number."""
    return next((match[name] for name in ("word", "bracket", "sign", "before") if match[name]), "")


def _whole(text: str) -> Fraction:
    return Fraction(text.replace(",", "") or "0")


def _pair_cell(plain: str, line: int, match: re.Match[str], arrow: Arrow | None) -> Cell:
    number = _number(match, "") or _number(match, "b")
    pair = (_whole(match["n"]), _whole(match["d"]))
    kind = CellKind.NUMBER if number else CellKind.WORDS
    return Cell(plain, line, kind, number, pair=pair, arrow=arrow, plus=bool(match["plus"]))


def _number(match: re.Match[str], which: str) -> Number | None:
    groups = match.groupdict()
    whole, part = groups[f"{which}whole"], groups[f"{which}part"]
    if whole is None and part is None:
        return None
    value = Fraction((whole or "0").replace(",", "") + (part or ""))
    sign = groups[f"{which}sign"] or groups[f"{which}sign2"] or ""
    in_brackets = not which and bool(groups.get("open")) and bool(groups.get("close"))
    if (sign and sign in _MINUS) or in_brackets:
        value = -value
    unit = (groups[f"{which}unit"] or "").casefold()
    points = bool(_POINTS.fullmatch(unit))
    return Number(
        value,
        len(part) - 1 if part else 0,
        percent=unit in {"%", "per cent", "percent"},
        points=points,
        signed=bool(sign) or in_brackets,
        money=bool(groups[f"{which}cash"]),
        scale=_SCALES.get(unit, 1),
        bound=_bound(groups) if not which else "",
        grouped=bool(whole and "," in whole),
    )


def _bound(groups: dict[str, str | None]) -> str:
    before, after = (groups.get("bound") or "").strip().casefold(), (groups.get("orless") or "").strip().casefold()
    if before in _BOUNDS:
        return _BOUNDS[before]
    if before:
        return ">" if before in {"over", "above", "at least", "more than"} else "<"
    if after:
        return ">" if after.split()[-1] in {"more", "above", "over", "better"} else "<"
    return ""
