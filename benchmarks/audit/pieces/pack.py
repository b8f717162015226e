"""What a made-up pack is made of: words, tables as printed text, and the faults that may be planted in them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal


@dataclass(slots=True)
class Heading:
    """A line above what follows."""

    text: str


@dataclass(slots=True)
class Words:
    """A paragraph."""

    text: str


@dataclass(slots=True)
class Grid:
    """A table as printed: header rows, then rows; every row has as many cells as the last header row."""

    header: list[list[str]]
    rows: list[list[str]]


WHOLE_ROW = -1
"""The column of a fault that replaces every value of a row."""

Block = Heading | Words | Grid


@dataclass(frozen=True, slots=True)
class Fault:
    """One change that makes a piece wrong. `row` is None for words, where `right` is replaced by `wrong`."""

    kind: str
    block: int
    row: int | None
    column: int
    right: str
    wrong: str


@dataclass(slots=True)
class Piece:
    """Blocks that belong together and every fault that could be planted in them, one at a time."""

    name: str
    blocks: list[Block] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    planted: Fault | None = None

    def add(self, block: Block) -> int:
        """Add a block; its number."""
        self.blocks.append(block)
        return len(self.blocks) - 1

    def could(self, kind: str, block: int, row: int | None, column: int, wrong: str) -> None:
        """Note a fault that a cell could have; one that would change nothing is passed over."""
        found = self.blocks[block]
        right = found.rows[row][column] if isinstance(found, Grid) and row is not None else ""
        if right and right != wrong:
            self.faults.append(Fault(kind, block, row, column, right, wrong))

    def could_copy(self, kind: str, block: int, row: int, source: int) -> None:
        """Note that a row could hold the values of another."""
        found = self.blocks[block]
        if isinstance(found, Grid):
            right, wrong = ("\t".join(found.rows[at][1:]) for at in (row, source))
            self.faults.append(Fault(kind, block, row, WHOLE_ROW, right, wrong))

    def could_say(self, kind: str, block: int, right: str, wrong: str) -> None:
        """Note a fault that the words could have."""
        found = self.blocks[block]
        if isinstance(found, Words) and right in found.text and right != wrong:
            self.faults.append(Fault(kind, block, None, 0, right, wrong))

    def plant(self, fault: Fault) -> None:
        """Make the piece wrong."""
        found = self.blocks[fault.block]
        if isinstance(found, Grid) and fault.row is not None:
            if fault.column == WHOLE_ROW:
                found.rows[fault.row][1:] = fault.wrong.split("\t")
            else:
                found.rows[fault.row][fault.column] = fault.wrong
        elif isinstance(found, Words):
            found.text = found.text.replace(fault.right, fault.wrong, 1)
        self.planted = fault


@dataclass(slots=True)
class Style:
    """How one pack writes numbers and names."""

    rng: random.Random
    thousands: bool
    decimals: int
    per_cent_sign: bool
    plus: bool

    @classmethod
    def draw(cls, rng: random.Random) -> Style:
        """A style."""
        return cls(rng, rng.random() < 0.7, rng.choice((0, 1, 1, 1, 2)), rng.random() < 0.75, rng.random() < 0.7)

    def count(self, number: int) -> str:
        """A whole number."""
        return f"{number:,}" if self.thousands else str(number)

    def per_cent(self, part: int | Decimal, whole: int | Decimal, decimals: int | None = None) -> str:
        """A percentage of two numbers; a dash where the whole is nought."""
        if not whole:
            return "-"
        number = rounded(Decimal(100) * Decimal(part) / Decimal(whole), self.decimals if decimals is None else decimals)
        return f"{number}%" if self.per_cent_sign else str(number)

    def number(self, value: Decimal, decimals: int, *, sign: bool = False) -> str:
        """A decimal."""
        found = rounded(value, decimals)
        mark = "+" if sign and self.plus and found > 0 else ""
        return f"{mark}{found:,}" if self.thousands else f"{mark}{found}"

    def pick(self, options: Sequence[str]) -> str:
        """One of several ways to say a thing."""
        return self.rng.choice(options)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Half away from zero, without a negative nought."""
    found = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return found or abs(found)


def nudged(rng: random.Random, text: str) -> str:
    """The printed number with its last digit one off, two digits exchanged, or one digit typed wrong."""
    digits = [at for at, character in enumerate(text) if character.isdigit()]
    if not digits:
        return text
    ways = rng.random()
    if ways < 0.4:
        return _stepped(text, digits, rng.choice((-1, 1)))
    if ways < 0.7:
        pairs = [at for at in range(len(digits) - 1) if text[digits[at]] != text[digits[at + 1]]]
        if pairs:
            at = rng.choice(pairs)
            first, second = digits[at], digits[at + 1]
            letters = list(text)
            letters[first], letters[second] = letters[second], letters[first]
            return "".join(letters)
    at = rng.choice(digits[: max(1, len(digits) - 1)] if len(digits) > 1 else digits)
    return text[:at] + rng.choice([digit for digit in "123456789" if digit != text[at]]) + text[at + 1 :]


def _stepped(text: str, digits: list[int], step: int) -> str:
    """`text` with its last digit up or down by one, without carrying over: 9 steps down, 0 up."""
    at = digits[-1]
    digit = int(text[at])
    step = -1 if digit == 9 else 1 if digit == 0 else step
    return f"{text[:at]}{digit + step}{text[at + 1 :]}"


def flipped(text: str) -> str:
    """The number with the other sign."""
    bare = text.lstrip("+-")
    return bare if text.startswith("-") else f"-{bare}"


def parts_of(rng: random.Random, total: int, count: int) -> list[int]:
    """`count` whole numbers of at least 1 that add up to `total`."""
    cuts = sorted(rng.sample(range(1, total), count - 1))
    return [high - low for low, high in zip([0, *cuts], [*cuts, total], strict=True)]


def month_names(year: int, month: int, count: int) -> Iterator[tuple[int, int]]:
    """The last `count` months up to a month, oldest first."""
    for step in range(count - 1, -1, -1):
        months = year * 12 + month - 1 - step
        yield months // 12, months % 12 + 1
