"""Columns of arrows and words of direction: what each cell says, and what the words above say they compare."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.reading.cells import Cell
from crossfoot.audit.reading.pack import Pack, PackTable, Role
from crossfoot.audit.reading.polarities import paragraphs_between, polarity_column

_PATTERNS = (
    (re.compile(r"improv|\bbetter", re.IGNORECASE), "better"),
    (re.compile(r"\bworse|deteriorat|declin", re.IGNORECASE), "worse"),
    (
        re.compile(
            r"stable|static|no change|unchanged|not changed|steady|maintain|\bsame|\blevel\b|in line|"
            r"similar|equal|constant|no (significant )?difference",
            re.IGNORECASE,
        ),
        "level",
    ),
    (
        re.compile(
            r"increas|\bup\b|\bris(e|en|ing)\b|\brose\b|higher|\babove\b|\bover\b|\bmore\b|"
            r"exceeds|\bwide(?:r|n)|\bover-?spen",
            re.IGNORECASE,
        ),
        "up",
    ),
    (
        re.compile(
            r"decreas|reduc|\bdown\b|\bfall|\bfell\b|lower|\bbelow\b|\bunder\b|\bfewer\b|"
            r"\bless\b|\bnarrow|\bunder-?spen",
            re.IGNORECASE,
        ),
        "down",
    ),
)
_BARE = re.compile(
    r"\W*(?:(?:slight|significant|much|well|marginal|statistical|performance|is|has|been|a|far|little|getting|"
    r"got|gone|"
    r"the|no|not|direction|trend|now)(?:ly)?\s+)*(?:improv\w+|better|worse\w*|deteriorat\w+|declin\w+|increas\w+|"
    r"decreas\w+|reduc\w+|up|down|ris\w+|rose|fall\w*|fell|higher|lower|above|below|over|under|more|fewer|less|"
    r"stable|"
    r"static|change|unchanged|changed|steady|maintained|same|level|similar|in line|equal|constant|difference|"
    r"exceeds|narrow\w*|wide[rn]\w*|(?:over|under)-?spen\w*)"
    r"(?:\s+(?:than|with|to|the|from|as|on|england|national|average|target|last|previous|year|month|quarter|it|arrow|"
    r"\(.*\)))*\W*",
    re.IGNORECASE,
)
_LITERAL = re.compile(
    r"(?:over|under)-?spen|increas|decreas|reduc|higher|lower|above|below|\bris(en|ing|es?)\b|\bfall|\bfell|fewer|\bmore\b|\bless\b",
    re.IGNORECASE,
)
_OF_GAPS = re.compile(r"\bnarrow|\bwide[rn]", re.IGNORECASE)
_COMPARES = re.compile(
    r"\b(since|against|compar\w+|vs?\.?|versus|than|on (last|previous|prior)|from (last|previous|prior)|"
    r"direction|travel|"
    r"dot|movement|trend|arrow|change|better|worse|higher|lower|above|below|month on month|quarter on quarter|"
    r"year on "
    r"year|relative to|improv\w+)\b",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"\barrows?\b|\bdirection\b|\bdot\b|\btravel\b|\bmovement\b|\btrend\b|[▲▼↑↓⬆⬇►→↔]|\b(last|final|"
    r"right-hand) column\b|"
    r"\bno change\b|\bbetter, worse\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\(?,?\s*(?:and |but )?(?:not|rather than) (?:with|against|to|from|the|on)\b[^.;()]*\)?", re.IGNORECASE
)
_NUMBER = re.compile(
    r"not (good|performance|better)|nothing about (good|performance)|(shows?|is|of|"
    r"follows?) (only )?the (number|figure|value)s?\b|"
    r"whether the (number|figure|value|rate)|[▲↑⬆]\W{0,3}(is |means |shows |= ?|: ?)?(an? )?(\w+ )?(higher|"
    r"increase|risen|"
    r"rise|has risen|up\b|more)|(increase|higher|risen|up) \W?[▲↑⬆]|"
    r"\b(?:arrow (?:pointing )?up(?:wards)?|up(?:wards?)? arrow) (?:is|means|shows) (?:that )?(?:an? |the )?"
    r"(?:\w+ (?:is|has|was) )?(?:higher|increase|rise|risen|more)\b",
    re.IGNORECASE,
)
_PERFORMANCE = re.compile(
    r"[▲↑⬆]\W{0,4}(is |means |shows |= ?|: ?)?(performance |has |is |an? )*(better|improv)|(better|"
    r"improv\w+) \W{0,2}[▲↑⬆]|"
    r"\bperformance\b|\bbetter or worse\b|shows? whether [^.;]* (better|improv)|up(wards?)? (arrow )?(is|means|"
    r"shows) (an )?(better|improv)",
    re.IGNORECASE,
)
_TOLERANCE = re.compile(
    r"(?P<strict>less than|under|fewer than|smaller than|below)|(?P<loose>within|up to|no more than|"
    r"not more than|at most)",
    re.IGNORECASE,
)
_LEVEL_RULE = re.compile(
    r"(?P<words>(?:within|less than|under|fewer than|smaller than|up to|no more than|not more than|at most|"
    r"below)\s+(?:\+/-|±)?\s?"
    r"(?P<number>\d+(?:\.\d+)?|one|two|three|four|five|half a)\s*(?P<unit>%|per cent|percentage points?|points?|pp)?)"
    r"[^.;]{0,40}\b(no change|level|same|stable|steady|unchanged|in line|similar|static|no real change)|"
    r"\b(no change|level|same|stable|steady|unchanged|in line|similar|static)\b[^.;]{0,60}?(?P<words2>(?:within|"
    r"less than|under|"
    r"fewer than|smaller than|up to|no more than|at most)\s+(?:\+/-|±)?\s?(?P<number2>\d+(?:\.\d+)?|one|two|"
    r"three|four|five|"
    r"half a)\s*(?P<unit2>%|per cent|percentage points?|points?|pp)?)",
    re.IGNORECASE,
)
_WORDS: dict[str, Fraction | int] = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "half a": Fraction(1, 2)}
_COMPARED = re.compile(
    r"\bcompar|\bsince\b|\bagainst\b|\bthan\b|\bfrom\b|\b(?:above or below|over or under) (?:the |its )?[a-z]",
    re.IGNORECASE,
)
LONGEST = 30
NEAR = 60
"""Lines above or below a table within which its arrows are explained."""


@dataclass(frozen=True, slots=True)
class DirectionColumn:
    """A column of arrows or words of direction, with what each row says."""

    table: PackTable
    column: int
    said: dict[int, str]
    literal: bool
    """Whether it speaks of higher and lower in words: then it is the number that it speaks of."""
    statistical: bool
    """Whether it says `similar`, which may be a test that is not printed."""
    apart: bool = False
    """Whether it says `narrower` or `wider`: a gap is as wide on either side of nought."""

    @property
    def heading(self) -> str:
        """What heads it."""
        return self.table.columns[self.column].heading


@dataclass(frozen=True, slots=True)
class Explained:
    """What the words say of the arrows of a table: the phrase of comparison, number or performance, what is level."""

    phrase: str = ""
    sense: str = ""
    level: Fraction = Fraction(0)
    strict: bool = False
    """Whether a change of just the tolerance is a change."""
    share: bool = False
    significant: bool = False
    """Whether only a change that is significant, which nobody prints, is a change."""
    """Whether the tolerance is a part of the value, and not in its unit."""
    levels: bool = False
    """Whether the words name what is the same as before: then it is shown so where the same is printed."""


def said_by(cell: Cell) -> str:
    """`up`, `down`, `level`, `better`, `worse`; empty where the cell says nothing of the kind.

    A word beside an arrow says what the arrow means: `▼ worse`.
    """
    if cell.is_number:
        return cell.arrow.value if cell.arrow is not None else ""
    worded = ""
    if cell.text and len(cell.text) <= LONGEST:
        worded = next((said for pattern, said in _PATTERNS if pattern.search(cell.text)), "")
    if cell.arrow is not None:
        return worded if worded in {"better", "worse"} else cell.arrow.value
    return worded


_SIGNS = {"+": "up", "-": "down", "\u2212": "down", "\u2013": "down", "=": "level", "0": "level"}


def _said_by_signs(cells: Sequence[Cell], said: dict[int, str], *, directed: bool) -> dict[int, str]:
    """What bare signs say of directions: `+`, `-` and `=`, or `\u25cf` beside arrows for what is unchanged."""
    texts = {row: cell.text.strip() for row, cell in enumerate(cells) if cell.text.strip() and row not in said}
    if directed and not said and len(set(texts.values())) > 1 and set(texts.values()) <= _SIGNS.keys():
        return {row: _SIGNS[text] for row, text in texts.items()}
    arrows = {way for row, way in said.items() if cells[row].arrow is not None}
    if {"up", "down"} & arrows and "level" not in said.values() and len(set(texts.values())) == 1:
        text = next(iter(texts.values()))
        if len(text) == 1 and not text.isalnum() and text not in _DASHES:
            return dict.fromkeys(texts, "level")
    return {}


_DASHES = "-\u2013\u2014\u2212./"
"""What may stand for none."""
_INSIDE = re.compile(r"within|inside|in range|in limits?|within (?:it|limits?|range|guide\w*)", re.IGNORECASE)
_SET_AGAINST = re.compile(r"\b(?:vs|versus|against|compared|than|since)\b", re.IGNORECASE)
"""`Vs 2023`, over higher and lower: no column of which way is good."""


def direction_columns(table: PackTable) -> Iterator[DirectionColumn]:
    """The columns of a table that say which way its values went."""
    polarity = polarity_column(table)
    for place, column in enumerate(table.columns):
        compared = _SET_AGAINST.search(column.heading) is not None
        if (place == polarity and not compared) or (
            place == 0 and len(table.columns) > 1 and column.role is not Role.DIRECTION
        ):
            continue
        cells = [table.cell(row, place) for row in range(len(table.rows))]
        filled = [cell for cell in cells if cell.text]
        said = {row: way for row, cell in enumerate(cells) if not cell.is_number and (way := said_by(cell))}
        said |= _said_by_signs(cells, said, directed=column.role is Role.DIRECTION)
        if not said or len(said) * 3 < len(filled) * 2:
            continue
        trend = column.role is Role.TREND
        run = sum(each.role is Role.TIME for each in table.columns) > 2
        if trend and run and not any(cell.arrow is not None or said_by(cell) in {"better", "worse"} for cell in filled):
            # `Increasing` under a heading of trend is the whole run, not its last step.
            continue
        if column.role is not Role.DIRECTION and not trend:
            bare = sum(_BARE.fullmatch(cell.text) is not None or cell.arrow is not None for cell in filled)
            if bare < len(filled) * 0.8 or not (_COMPARES.search(column.heading) or len(said) >= 3):
                continue
        if any(_INSIDE.fullmatch(cell.text.strip()) for cell in filled):
            # `Over` and `Within` a guideline tell of no move.
            continue
        if "better" not in said.values() and any("declin" in cell.text.casefold() for cell in filled):
            said = {row: "down" if way == "worse" else way for row, way in said.items()}
        statistical = any("similar" in cell.text.casefold() or "signific" in cell.text.casefold() for cell in filled)
        apart = any(_OF_GAPS.search(cell.text) for cell in filled)
        literal = apart or any(_LITERAL.search(cell.text) for cell in filled if cell.arrow is None)
        yield DirectionColumn(table, place, said, literal, statistical, apart)


def explanation_of(pack: Pack, found: DirectionColumn) -> Explained:
    """What heading and nearest sentences say of the arrows."""
    heading = found.heading
    sentences = _sentences(pack, found.table)
    phrase = _NOT.sub(" ", heading)
    told = next((text for text in sentences if _COMPARED.search(text)), "")
    spoken = " ".join(sentences[:6])
    sense = _sense(heading) or next((sense for text in sentences if (sense := _sense(text))), "")
    level, strict, share = _level(spoken)
    levels = any(_LEVEL_TOLD.search(text) for text in sentences)
    significant = re.search(r"\bsignifican|\bconfidence interval", spoken, re.IGNORECASE) is not None
    return Explained(f"{phrase} || {_NOT.sub(' ', told)}", sense, level, strict, share, significant, levels)


_LEVEL_TOLD = re.compile(
    r"\b(?:better|up|improv\w+|ris\w+|higher|worse|down|declin\w+|lower)\b[^.]{0,40}\b(?:or|and) (?:the )?"
    r"(?:same|level|unchanged|no change)\b|"
    r"[\u2194\u2192\u25ba]\s?(?:is |means |= ?)?(?:the same|no change|unchanged|level)",
    re.IGNORECASE,
)
_OF_TARGETS = re.compile(
    r"[▲▼↑↓]\W{0,4}(?:is |means |shows |for |if |where )?(?:on target|(?:at|on) (?:target )?or better|"
    r"meets? (?:the )?target|(?:(?:at|on) or )?(?:above|below|over|under) (?:the |its )?(?:target|standard|threshold)|"
    r"target met|within (?:the |its )?tolerance|worse than (?:the |its )?tolerance|outside (?:the |its )?tolerance)\b",
    re.IGNORECASE,
)


def marks_targets(pack: Pack, found: DirectionColumn) -> bool:
    """Whether the words say that its arrows mark targets met and missed, no moves: `▲ on target or better`."""
    arrows = {cell.text.strip() for cell in _cells(found)} & set("▲▼↑↓")
    return bool(arrows) and any(
        _OF_TARGETS.search(each.text) and arrows & set(each.text)
        for each in pack.paragraphs
        if each.sheet == found.table.sheet
    )


def _cells(found: DirectionColumn) -> Iterator[Cell]:
    return (found.table.cell(row, found.column) for row in found.said)


def _sense(text: str) -> str:
    number, performance = _NUMBER.search(text), _PERFORMANCE.search(text)
    if number and re.search(r"not (good|performance)|nothing about", text, re.IGNORECASE):
        return "number"
    if performance and number:
        return "performance" if performance.start() < number.start() and "▲" not in text[: number.start()] else "number"
    return "number" if number else "performance" if performance else ""


_EITHER_WAY = re.compile(
    r"\b(?:(?P<more>more than |over )|(?P<most>within |up to |no more than |at most ))?"
    r"(?P<number>\d+(?:\.\d+)?|one|two|three|four|five|half a)\s*(?P<unit>%|per cent|"
    r"percentage points?|points?|pp)?(?: (?:or|and) (?:more|over))? (?:in )?(?:either (?:way|direction)|each way|"
    r"both ways|above or below|better or worse|higher or lower|up or down)\b",
    re.IGNORECASE,
)
"""`Trend: three points or more either way` tells how large a move is one."""
_SHOWN_FROM = re.compile(
    r"\b(?:arrows?|up or down|up and down)\b[^.;\d]{0,40}?\b(?:where|when|if|for|means?)\b[^.;\d]{0,40}?"
    r"\b(?:changes?|moves?|movements?|differences?|moved|changed|differs?)\b[^.;\d]{0,16}?"
    r"(?P<more>\b(?:more than|over|above) )?(?P<most>(?!))?\b(?P<number>\d+(?:\.\d+)?|one|two|three|four|"
    r"five|half a)\s*"
    r"(?P<unit>%|per cent|percentage points?|points?|pp)?",
    re.IGNORECASE,
)
"""`An arrow up or down is shown where the change is 2 points or more`."""


def _level(text: str) -> tuple[Fraction, bool, bool]:
    match = _LEVEL_RULE.search(text)
    if match is None:
        return _least_move(text)
    words = match["words"] or match["words2"]
    number = (match["number"] or match["number2"]).casefold()
    amount = Fraction(_WORDS[number]) if number in _WORDS else Fraction(number)
    unit = (match["unit"] or match["unit2"] or "").casefold()
    kind = _TOLERANCE.search(words)
    return amount, bool(kind and kind["strict"]), unit in {"%", "per cent"}


def _least_move(text: str) -> tuple[Fraction, bool, bool]:
    """The same where the words tell from which size on a move is one, either way."""
    match = _EITHER_WAY.search(text) or _SHOWN_FROM.search(text)
    if match is None:
        return Fraction(0), False, False
    number = match["number"].casefold()
    amount = Fraction(_WORDS[number]) if number in _WORDS else Fraction(number)
    return amount, not (match["more"] or match["most"]), (match["unit"] or "").casefold() in {"%", "per cent"}


def _tells(text: str) -> bool:
    """Whether a text speaks of arrows, or tells how large a move is one."""
    return any(each.search(text) is not None for each in (_SPEAKS, _LEVEL_RULE, _EITHER_WAY))


def _sentences(pack: Pack, table: PackTable) -> list[str]:
    """Sentences on arrows near the table: those of its captions, those above, nearest first, then those below."""
    end = table.last_line
    above: list[str] = []
    below: list[str] = []
    for paragraph in paragraphs_between(pack, table.line - NEAR, end + NEAR):
        if not _tells(paragraph.text):
            continue
        parts = re.split(r"(?<=[.;])\s+(?=[A-Z\d\"\u201c\u2018▲▼↑↓→])|\s\|\s", paragraph.text)
        related = [part for part in parts if _tells(part)]
        (above if paragraph.line <= table.line else below).append(" ".join(related))
    captions = [text for text in (table.caption, *table.captions) if _SPEAKS.search(text)]
    return list(dict.fromkeys([*reversed(above), *captions, *below]))
