"""A made-up pack as blocks, each cell with what it means, so that a fault can be planted and known."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random


@dataclass
class Spot:
    """A cell in which a fault of a kind can be planted: what the text becomes."""

    kind: str
    row: int
    column: int
    wrong: str


@dataclass
class Table:
    """Caption, heading rows, body rows, and where faults can go. Rows of spots count from the first body row."""

    caption: str
    header: list[list[str]]
    rows: list[list[str]]
    spots: list[Spot] = field(default_factory=list)
    page_break: int | None = None


@dataclass
class Words:
    """A paragraph, and what it becomes where a fault is planted in it, by kind."""

    text: str
    wrong: dict[str, str] = field(default_factory=dict)
    heading: bool = False


Block = Table | Words


@dataclass
class Planted:
    """A fault: its kind, the block, and the row of a table (counted with its headings)."""

    kind: str
    block: int
    row: int = 0
    column: int = 0
    text: str = ""
    was: str = ""


def plant(blocks: list[Block], random: Random, count: int) -> list[Planted]:
    """Plant up to `count` faults, no two in one block, of as many kinds as can be. The blocks are changed."""
    choices: dict[str, list[tuple[int, Spot | str]]] = {}
    for number, block in enumerate(blocks):
        spots: list[Spot | str] = [*block.spots] if isinstance(block, Table) else [*block.wrong]
        for spot in spots:
            choices.setdefault(spot if isinstance(spot, str) else spot.kind, []).append((number, spot))
    planted: list[Planted] = []
    used: set[int] = set()
    kinds = sorted(choices)
    random.shuffle(kinds)
    for kind in kinds * 3:
        free = [choice for choice in choices[kind] if choice[0] not in used]
        if free and len(planted) < count:
            number, spot = random.choice(free)
            used.add(number)
            planted.append(_plant_one(blocks[number], number, kind, spot))
    return planted


def _plant_one(block: Block, number: int, kind: str, spot: Spot | str) -> Planted:
    if isinstance(block, Table) and isinstance(spot, Spot):
        was = block.rows[spot.row][spot.column]
        block.rows[spot.row][spot.column] = spot.wrong
        return Planted(kind, number, len(block.header) + spot.row, spot.column, spot.wrong, was)
    if not isinstance(block, Words):
        raise TypeError("words cannot be planted in a table")
    was, block.text = block.text, block.wrong[kind]
    return Planted(kind, number, text=block.text, was=was)


def off(random: Random, text: str) -> str:
    """The number as text, wrong by a digit or a little more, in the same format."""
    digits = [place for place, letter in enumerate(text) if letter.isdigit()]
    first = next((place for place in digits if text[place] != "0"), digits[0])
    place = random.choice([place for place in digits if place >= first] or digits)
    wrong = str((int(text[place]) + random.choice((1, 2, 3, 4, 5))) % 10)
    if place == first and wrong == "0":
        wrong = "1" if text[place] != "1" else "2"
    return text[:place] + wrong + text[place + 1 :]
