"""The words of a page and of a cell: letters put together in the way that they are read, raised marks kept apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from crossfoot.sources.packs.broken_words import BROKEN, PERHAPS_BROKEN
from crossfoot.sources.packs.page_blocks import is_one_word
from crossfoot.sources.packs.page_marks import BELOW, DOWN, LEFT, RIGHT
from crossfoot.sources.packs.picture_words import raise_number

ACROSS, UNDER = 1.5, 2
"""Points between letters of one word, and between the feet of letters of one line."""
SMALLER, CLOSE, RAISED, LOWERED, HIGHEST = 0.92, 0.2, 0.15, 0.06, 0.75
"""A letter is a mark on the one beside it where it is so much smaller, so close, and so much higher or lower."""
SLACK = 1.5
"""Points, by which the white at the sides of a cell may be less than it seems."""
Letter = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Word:
    """Letters that stand together: where, how large, which way they are read; `first` is the width of the first."""

    x0: float
    x1: float
    top: float
    bottom: float
    text: str
    size: float
    way: int = RIGHT
    first: float = 0

    @property
    def reach(self) -> float:
        """From the first letter to the last."""
        return self.x1 - self.x0


def set_marks(letters: Sequence[Letter]) -> list[Letter]:
    """The letters, small ones that are raised or lowered put on the line of those beside them: `¹` for a raised 1."""
    kept: list[Letter] = []
    for place, letter in enumerate(letters):
        beside = _beside(kept, letter, letters[place + 1 : place + 6])
        if beside is None:
            kept.append(letter)
            continue
        raised = _rise(letter, beside) > 0
        text = raise_number(letter["text"]) if raised else letter["text"]
        if not (raised and text in {",", " "}):
            kept.append({**letter, "text": text, "top": beside["top"], "bottom": beside["bottom"], "mark": beside})
    return kept


def _beside(kept: Sequence[Letter], letter: Letter, following: Sequence[Letter]) -> Letter | None:
    """The letter of full size that a small one stands beside: the one before it, or else the next."""
    if letter["way"] != RIGHT or letter["size"] <= 0 or (letter["text"].isspace() and not kept):
        return None
    before = kept[-1] if kept else None
    if before is not None and abs(letter["x0"] - before["x1"]) <= CLOSE * before["size"]:
        full = before.get("mark", before)
        if _is_small(letter, full):
            return full  # type: ignore[no-any-return]
    if not letter["text"].isdigit():
        return None
    for after in following:
        if not after["text"].isspace() and not after["text"].isdigit():
            near = -CLOSE * after["size"] <= after["x0"] - letter["x1"] <= after["size"]
            return after if near and _is_small(letter, after) else None
    return None


def _is_small(letter: Letter, full: Letter) -> bool:
    """Whether a letter is a mark on the one beside it, by its size and its height."""
    if full["way"] != RIGHT or letter["size"] > SMALLER * full["size"]:
        return False
    return RAISED <= _rise(letter, full) < HIGHEST or -HIGHEST / 2 < _rise(letter, full) <= -LOWERED


def _rise(letter: Letter, full: Letter) -> float:
    """How much higher it stands, in sizes of the letter beside it."""
    foot, base = (each["bottom"] - BELOW * each["size"] for each in (letter, full))
    return float((base - foot) / full["size"])


def words_of(letters: Sequence[Letter]) -> list[Word]:
    """The words, line by line from the top, those read up or down after the others. They stand as on the page."""
    words: list[Word] = []
    for way in sorted({letter["way"] for letter in letters}):
        for line in lines_of(letters, way):
            words += [_as_printed(word, way) for word in line]
    return words


def lines_of(letters: Sequence[Letter], way: int = RIGHT) -> Iterator[list[Word]]:
    """The words of each line, in the order that they are read: as if the page were turned so that they go right."""
    turned = sorted(
        (*_turned(letter, way), letter["text"], letter["size"]) for letter in letters if letter["way"] == way
    )
    line: list[tuple[float, float, float, float, str, float]] = []
    for foot, x0, x1, top, text, size in turned:
        if line and foot - line[-1][0] > UNDER:
            yield _words_of_line(line)
            line = []
        line.append((foot, x0, x1, top, text, size))
    if line:
        yield _words_of_line(line)


def _turned(letter: Letter, way: int) -> tuple[float, float, float, float]:
    """Foot, start, end and head of a letter, in the direction in which it is read."""
    x0, x1, top, bottom = letter["x0"], letter["x1"], letter["top"], letter["bottom"]
    if way == RIGHT:
        return bottom, x0, x1, top
    if way == DOWN:
        return -x0, top, bottom, -x1
    if way == LEFT:
        return -top, -x1, -x0, -bottom
    return x1, -bottom, -top, x0


def _as_printed(word: Word, way: int) -> Word:
    """The word where it stands on the page."""
    x0, x1, top, bottom = word.x0, word.x1, word.top, word.bottom
    if way == DOWN:
        x0, x1, top, bottom = -bottom, -top, x0, x1
    elif way == LEFT:
        x0, x1, top, bottom = -x1, -x0, -bottom, -top
    elif way != RIGHT:
        x0, x1, top, bottom = top, bottom, -x1, -x0
    return Word(x0, x1, top, bottom, word.text, word.size, way, word.first)


def _words_of_line(line: list[tuple[float, float, float, float, str, float]]) -> list[Word]:
    line.sort(key=lambda letter: letter[1])
    words: list[Word] = []
    start = end = top = bottom = size = first = 0.0
    text = ""
    for foot, x0, x1, head, letter, own in line:
        if letter.isspace() or (text and x0 > end + ACROSS):
            if text:
                words.append(Word(start, end, top, bottom, text, size, RIGHT, first))
            text = ""
        if letter.isspace():
            continue
        if not text:
            start, end, top, bottom, size, first = x0, x1, head, foot, own, x1 - x0
        text += letter
        end, top, bottom, size = max(end, x1), min(top, head), max(bottom, foot), max(size, own)
    if text:
        words.append(Word(start, end, top, bottom, text, size, RIGHT, first))
    return words


def text_of_cell(lines: Sequence[Sequence[Word]], width: float) -> str:
    """The words of a cell, with a sign where a line as wide as the cell may end in the middle of a word."""
    text = ""
    for place, line in enumerate(lines):
        if place and is_one_word(text, line[0].text):
            pass
        elif place:
            above = lines[place - 1]
            filled = above[-1].x1 - above[0].x0 + line[0].first > width - SLACK
            text += " " if not filled else BROKEN if len(above) == 1 else PERHAPS_BROKEN
        text += " ".join(word.text for word in line)
    return text
