"""What every policy is: settings of one rule, read from a file of its own, and the sentence made from them."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from crossfoot.indicators.schema import Strict


class Policy(Strict):
    """Settings of one rule. `file` is its file in the policies folder."""

    file: ClassVar[str]

    @property
    @abstractmethod
    def sentence(self) -> str:
        """The rule as it is printed, from the settings that run."""
