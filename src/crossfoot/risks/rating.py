"""A place on the 5 x 5 matrix of likelihood and impact, and the score that follows from it."""

from __future__ import annotations

from dataclasses import dataclass

HIGHEST = 5
"""Both scales run from 1 to this."""


@dataclass(frozen=True, slots=True)
class Rating:
    """Likelihood and impact, each 1 to 5."""

    likelihood: int
    impact: int

    @property
    def score(self) -> int:
        """Likelihood times impact, 1 to 25: never typed, always this."""
        return self.likelihood * self.impact

    @property
    def working(self) -> str:
        """`likelihood 4 x impact 3 = 12`."""
        return f"likelihood {self.likelihood} x impact {self.impact} = {self.score}"
