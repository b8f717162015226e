"""What a command may be given: months, days, snapshots, definitions."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from crossfoot.vocabulary.overrides import Override
from crossfoot.vocabulary.periods import Period, PeriodKind


class MonthType(click.ParamType[Period]):
    """A month as 2017-01."""

    name = "YYYY-MM"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        """The month, or a usage error that says how to write one."""
        try:
            period = value if isinstance(value, Period) else Period.parse(value)
        except ValueError as error:
            self.fail(f"{error}.", param, ctx)
        if period.kind is not PeriodKind.MONTH:
            self.fail(f"{value!r} is not a month. Write it as 2017-01.", param, ctx)
        return period


class DayType(click.ParamType[date]):
    """A day as 2017-02-08."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error that says how to write one."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day. Write it as 2017-02-08.", param, ctx)


MONTH = MonthType()
DAY = DayType()
PATH = click.Path(path_type=Path)
SNAPSHOT = click.argument("snapshot", type=PATH)
OVERRIDE_BY = click.option("--override-by", help="Who decided to go on in spite of errors: a name or role.")
OVERRIDE_BECAUSE = click.option("--override-because", help="Why; both are printed in the release notes.")


def read_override(name: str | None, reason: str | None) -> Override | None:
    """The override of a command, None where neither part was given; a usage error where one is missing."""
    if name is None and reason is None:
        return None
    try:
        return Override(name or "", reason or "")
    except ValueError:
        raise click.UsageError("An override needs both --override-by and --override-because.") from None
