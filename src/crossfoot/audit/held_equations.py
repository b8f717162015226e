"""Equations that hold, kept in little room until all that fails is settled: of 500 pages there are 25,000 of them."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crossfoot.audit.equations import Equation

AT_A_TIME = 1000
"""So many are kept as they are before they are pressed: some 800 bytes each then, and 50 after."""


@dataclass(frozen=True, slots=True)
class Block:
    """Equations pressed together: they share most of their words and numbers."""

    pressed: bytes
    count: int

    @classmethod
    def of(cls, equations: list[Equation]) -> Block:
        """Those equations, in their order."""
        return cls(zlib.compress(pickle.dumps(equations, pickle.HIGHEST_PROTOCOL), 1), len(equations))

    def opened(self) -> list[Equation]:
        """The same, made again."""
        opened: list[Equation] = pickle.loads(zlib.decompress(self.pressed))  # noqa: S301 pressed by the line above
        return opened


class HeldEquations:
    """In the order in which they were weighed. Going through them makes them again, a block at a time."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._open: list[Equation] = []

    def add(self, equation: Equation) -> None:
        """Keep one."""
        self._open.append(equation)
        if len(self._open) >= AT_A_TIME:
            self._press()

    def blocks(self) -> tuple[Block, ...]:
        """All of them, pressed: they can be sent from one process to another."""
        self._press()
        return tuple(self._blocks)

    def adopt(self, blocks: Iterable[Block]) -> None:
        """Keep those of another process as they are."""
        self._press()
        self._blocks += blocks

    def _press(self) -> None:
        if self._open:
            self._blocks.append(Block.of(self._open))
            self._open = []

    def __len__(self) -> int:
        return sum(block.count for block in self._blocks) + len(self._open)

    def __iter__(self) -> Iterator[Equation]:
        return self.since(0)

    def since(self, number: int) -> Iterator[Equation]:
        """Those after the first `number`."""
        for block in self._blocks:
            if number < block.count:
                yield from block.opened()[number:]
            number = max(0, number - block.count)
        yield from self._open[number:]
