"""What each level of likelihood and impact means in words: `definitions/risks/scales.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from crossfoot.indicators.model_files import read_model
from crossfoot.indicators.schema import Strict, Words
from crossfoot.risks.rating import HIGHEST
from crossfoot.vocabulary.issues import InputRefused, check_issues

FILE = "risks/scales.yaml"


class ScaleLevel(Strict):
    """One level of a scale: its name, and what must be so for a risk to stand on it."""

    level: int = Field(ge=1, le=HIGHEST)
    name: Words
    means: Words


class Scales(Strict):
    """Both scales, each from 1 to 5."""

    likelihood: tuple[ScaleLevel, ...]
    impact: tuple[ScaleLevel, ...]

    @model_validator(mode="after")
    def _are_whole(self) -> Self:
        for name in ("likelihood", "impact"):
            levels = [each.level for each in getattr(self, name)]
            if levels != list(range(1, HIGHEST + 1)):
                raise ValueError(f"{name} has the levels {levels}: give 1 to {HIGHEST}, each once, in order")
        return self

    @classmethod
    def load(cls, definitions: Path) -> Scales:
        """The scales of a folder of definitions. Raises InputRefused with every problem of the file."""
        located, issues = read_model(definitions / FILE, cls, file=FILE)
        check_issues(issues)
        if located is None:
            raise InputRefused(issues)
        return located.value
