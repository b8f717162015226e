"""What the report on unaccompanied children holds: `definitions/reports/unaccompanied-children.yaml`, strict."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from crossfoot.indicators.catalogue import Catalogue
from crossfoot.indicators.schema import Id, Strict, Words
from crossfoot.reports.layout_file import check_indicators_known, read_layout_file

FILE = "reports/unaccompanied-children.yaml"


class UnaccompaniedLayout(Strict):
    """A stock at each month's end with what flowed in and out, and perhaps another count of the same."""

    id: Id
    title: Words
    months: int = Field(ge=2, le=12)
    stock: Id
    started: Id
    ceased: Id
    compared_with: Id | None = None
    compared_with_name: Words | None = None

    @model_validator(mode="after")
    def _other_count_has_a_name(self) -> Self:
        if (self.compared_with is None) != (self.compared_with_name is None):
            raise ValueError("compared_with and compared_with_name go together")
        return self

    @property
    def indicators(self) -> tuple[str, ...]:
        """Every indicator that it prints, in printed order."""
        named = (self.started, self.ceased, self.stock, self.compared_with)
        return tuple(name for name in named if name is not None)


def read_unaccompanied_layout(catalogue: Catalogue) -> UnaccompaniedLayout:
    """The report's layout. Raises InputRefused when it names an indicator that is not defined."""
    layout = read_layout_file(catalogue, FILE, UnaccompaniedLayout)
    check_indicators_known(catalogue, FILE, layout.indicators)
    return layout
