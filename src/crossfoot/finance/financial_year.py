"""A financial year in a cell of a register."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from crossfoot.registers.cell_types import Wanted
from crossfoot.vocabulary.periods import Period, PeriodKind


def _read_year(cell: object) -> object:
    year = Period.parse(cell) if isinstance(cell, str) else cell
    if isinstance(year, Period) and year.kind is not PeriodKind.FINANCIAL_YEAR:
        raise ValueError("it is not a financial year")
    return year


FinancialYear = Annotated[Period, BeforeValidator(_read_year), Wanted("a financial year, such as 2016-17-year")]
