"""A row or a column of a table as one line of numbers under the same keys, and a table as such lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from crossfoot.audit.reading.labels import Measure, Totalling, subject_of
from crossfoot.audit.reading.pack import Place, Role

NOT_CALCULATED = {
    Role.REFERENCE, Role.RATING, Role.DIRECTION, Role.TREND, Role.POLARITY, Role.RED, Role.GREEN, Role.UNIT,
}  # fmt: skip
AVERAGED = {Measure.PERCENT, Measure.RATE, Measure.AVERAGE}


@dataclass(frozen=True, slots=True)
class Value:
    """One number of a line: as printed, half of what rounding may have moved it, what kind it is, where it stands."""

    amount: float
    half: float
    fine: float
    """The same where a count of tens or hundreds is taken for what it says."""
    measure: Measure
    place: Place
    digits: int
    last_digit: float = 0.0
    """Half of what its last digit is worth: how far a quotient may have been rounded."""
    signed: bool = False
    """Whether a plus or minus was printed."""


@dataclass(eq=False)
class Line:
    """A row or column: its number in the table, what heads it, its values by key (of a row: the column's number)."""

    number: int
    label: str
    role: Role
    totalling: Totalling
    inset: bool
    values: dict[int, Value] = field(default_factory=dict)
    group: str = ""
    """What heads it together with others: `Full year` over `Budget` and `Forecast`."""
    blank: frozenset[int] = frozenset()
    """Keys at which nothing or a dash is printed: in a sum that may stand for nought."""

    @cached_property
    def measure(self) -> Measure:
        """The kind that most of its numbers are; no average where half of them or more are none of any kind."""
        kinds = Counter(value.measure for value in self.values.values())
        plain = Counter({kind: count for kind, count in kinds.items() if kind not in AVERAGED})
        kinds = plain if 2 * plain.total() >= kinds.total() else kinds
        return kinds.most_common(1)[0][0] if kinds else Measure.UNKNOWN

    @cached_property
    def subject(self) -> frozenset[str]:
        """The words that say what it counts."""
        return subject_of(self.label)

    @cached_property
    def own_label(self) -> str:
        """The last piece of its label."""
        return self.label.rpartition(" | ")[2]

    @cached_property
    def has_decimals(self) -> bool:
        """Whether any of its numbers is no whole one."""
        return any(value.amount != int(value.amount) for value in self.values.values())

    @cached_property
    def telling_keys(self) -> list[int]:
        """Its keys, those with most digits first."""
        return sorted(self.values, key=lambda key: -self.values[key].digits)

    @cached_property
    def size(self) -> float:
        """The largest of its numbers, without its sign."""
        return max((abs(value.amount) for value in self.values.values()), default=0.0)

    @cached_property
    def spread(self) -> float:
        """From its smallest number to its largest."""
        amounts = [value.amount for value in self.values.values()]
        return max(amounts) - min(amounts) if amounts else 0.0

    @cached_property
    def is_rounded(self) -> bool:
        """Whether any count of its tens or hundreds may have been rounded before it was printed."""
        return any(value.half != value.fine for value in self.values.values())

    @cached_property
    def is_all_averaged(self) -> bool:
        """Whether every one of its numbers is a percentage, a rate or an average."""
        return all(value.measure in AVERAGED for value in self.values.values())

    @cached_property
    def is_averaged(self) -> bool:
        """Whether it is of a kind that is not added: percentages, rates, averages."""
        return self.measure in AVERAGED


@dataclass(frozen=True)
class Grid:
    """A table looked at one way: its lines in order, and the keys under which their values stand, in order."""

    lines: tuple[Line, ...]
    keys: tuple[int, ...]
    totals: frozenset[int]
    """Keys that are called totals."""
    by_row: bool
    over_time: bool = False
    """Whether its keys are times."""
    scales: dict[int, int] = field(default_factory=dict)
    """What a quotient is multiplied by at a key that says so itself: `per 10,000`."""

    compared: frozenset[int] = frozenset()
    """Keys of targets, benchmarks and changes: what holds of a figure and its population does not hold of them."""
    unadded: frozenset[int] = frozenset()
    """Keys of people who are counted once: what two times count of them may be the same people."""
    labels: dict[int, str] = field(default_factory=dict)
    """What each key is called."""
    picked: frozenset[int] = frozenset()
    """Keys of what is the most, the least or the middle of the other keys: what holds of those does not hold of it."""
    sparse: frozenset[int] = frozenset()
    """Keys that few lines have: a row of a part only, whose share may be of that part of the whole."""
    points: frozenset[int] = frozenset()
    """Keys of percentage points, which are printed with their sign: they are no more added than percentages are."""
    tells_signs: bool = False
    """Whether words say which way a sign or a bracket goes: then what has none is meant so."""
    leaves_out: bool = False
    """Whether a note says that something was left out: then averages of all together may be of the rest."""
    told: tuple[int, ...] = ()
    """Numbers that stand over or under the table in words: `190 school days`."""
    prices: tuple[Fraction, ...] = ()
    """What words there say that one costs: `£25 an hour`."""
    bases: tuple[int, ...] = ()
    """All whole numbers of two digits and more that stand there, thousands and pounds too: `the 33 that left`."""

    def position(self, line: Line) -> int:
        """Where among the lines it stands."""
        return self._positions[line]

    @cached_property
    def closing_blocks(self) -> frozenset[int]:
        """The numbers of lines called totals that add up two or more right before them under every key."""
        found, block = set(), list[Line]()
        for line in self.lines:
            if line.totalling is Totalling.NONE:
                block.append(line)
                continue
            runs = (block[start:] for start in range(len(block) - 1))
            if len(line.values) > 1 and any(all(_adds_up(line, run, key) for key in line.values) for run in runs):
                found.add(line.number)
            block = []
        return frozenset(found)

    @cached_property
    def _positions(self) -> dict[Line, int]:
        return {line: place for place, line in enumerate(self.lines)}


def _adds_up(whole: Line, parts: Sequence[Line], key: int) -> bool:
    known = [part.values[key] for part in parts if key in part.values]
    slack = whole.values[key].half + sum(value.half for value in known) + 1e-9
    apart = abs(whole.values[key].amount - sum(value.amount for value in known))
    return len(known) == len(parts) and apart <= slack
