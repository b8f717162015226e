"""Arrows and words of direction as signs of what values did, and the ways in which a table may mean them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.audit.display.directions import Explained
from crossfoot.audit.ledger import Values
from crossfoot.audit.reading.cells import Arrow
from crossfoot.audit.reading.pack import Place


@dataclass(frozen=True, slots=True)
class Sign:
    """An arrow or word, and what the values beside it did: -1, 0, 1."""

    place: Place
    said: str
    change: int
    polarity: str
    words: str
    sure: bool
    """Whether equal values are equal, and not only as printed."""
    size: Fraction = Fraction(0)
    unsure_way: bool = False
    """Whether nothing says which way is good, and the label does not rule out that less is wanted."""
    perhaps: bool = False
    """Whether rounding may carry it over the tolerance."""
    places: tuple[Place, ...] = ()
    """The values compared."""
    again: Callable[[Values], Sign | None] | None = None
    """The same with other values."""


Sense = Callable[[Sign], str]


def senses_of(explained: Explained, signs: Sequence[Sign]) -> list[tuple[str, Sense]]:
    """How a column may mean its signs: as the words say, else any way."""
    stated = any(sign.polarity in {"high", "low"} for sign in signs)
    if any(sign.said in {"better", "worse"} for sign in signs):
        performance: tuple[str, Sense] = ("performance", by_polarity)
        return [performance] if stated else [performance, ("the values turned round", turned)]
    if explained.sense == "number":
        return [("the values", plainly)]
    if explained.sense == "performance" and any(sign.polarity for sign in signs):
        return [("performance", by_polarity)]
    return [("the values", plainly), ("performance", by_polarity), ("the values turned round", turned)]


def held_by(signs: Sequence[Sign], sense: Sense) -> int:
    """How many signs follow a sense."""
    return sum(follows(sign, sense(sign)) for sign in signs)


def follows(sign: Sign, should: str) -> bool:
    """Whether a sign says what it should, or may where the move is hidden by rounding."""
    if sign.said == should or (sign.said, should) in {("better", "up"), ("worse", "down")}:
        return True
    # Equal as printed: a move may be hidden by rounding.
    return should == "level" and not sign.sure and sign.change == 0 and sign.said != "level" and not sign.size


def plainly(sign: Sign) -> str:
    """What the number did: `up`, `down`, `level`."""
    if sign.said in {"better", "worse"} and sign.polarity in {"high", "low"}:
        return by_polarity(sign)
    return {1: Arrow.UP, 0: Arrow.LEVEL, -1: Arrow.DOWN}[sign.change].value


def by_polarity(sign: Sign) -> str:
    """Whether that was for the better: of what is better low, up is down."""
    return {1: "up", 0: "level", -1: "down"}[-sign.change if sign.polarity == "low" else sign.change]


def turned(sign: Sign) -> str:
    """The same the other way round."""
    return {1: "down", 0: "level", -1: "up"}[sign.change]
