"""What a line is taken to be made of: its equations, and how unlikely those that hold are by chance."""

from __future__ import annotations

from dataclasses import dataclass

from crossfoot.audit.equations import Equation


@dataclass(frozen=True)
class TakenFor:
    """One way to take a line or cell, and the equations that say so."""

    equations: tuple[Equation, ...]
    told: float
    """How unlikely those that hold are by chance, as a power of ten."""

    @property
    def held(self) -> int:
        """How many hold."""
        return sum(bool(each.holds) for each in self.equations)

    @property
    def order(self) -> tuple[int, float]:
        """The greater, the likelier: by how many more hold than fail, then by what those say."""
        return 2 * self.held - len(self.equations), self.told
