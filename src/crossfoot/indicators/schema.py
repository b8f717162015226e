"""The shape of the files under `definitions/`: strict, unknown keys refused.

Pydantic models. `catalogue.py` reads the files and turns what pydantic says into issues with file and line.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from crossfoot.vocabulary.areas import AreaKind, exists_in
from crossfoot.vocabulary.days_of_month import Weekday, nth_weekday
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.units import Form, Polarity, Unit

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=63)]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Strict(BaseModel):
    """Frozen, no unknown keys, no silent conversion of text to numbers."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Measure(Strict):
    """A numerator or denominator: its words, and the figures it can be taken from where they are counted elsewhere."""

    counts: Words
    """Who or what is counted, in a reviewer's words."""
    figures: Id | None = None
    """The indicator whose numerator this is. Over a wider form (rolling 12) its months are added up."""
    residents: Id | None = None
    """The group of residents of the area (`under-18`) whose estimate it is, for rates."""
    where: tuple[Name, ...] | None = None
    """The flags that a row of the indicator's population must all have; empty for every row, None where not counted."""
    adds: Name | None = None
    """The amount that is added up over those rows, instead of counting them."""
    largest: Name | None = None
    """The amount whose largest is taken over those rows, instead of counting them."""


class Example(Strict):
    """An invented child or event and whether it counts, in words and, where records feed the indicator, as records.

    `records` holds rows by canonical table, as a case system would have them; keys and people that nothing depends on
    may be left out. `numerator` and `denominator` are what the council's figure of `month` then is; where they are not
    said they follow from `counts`: 1 and 1, 0 and 1, or 0 and 0.
    """

    given: Words
    month: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}$")] | None = None
    records: dict[Name, tuple[dict[Name, str | bool | int | None], ...]] | None = None
    counts: Literal["in numerator and denominator", "in denominator only", "in neither"]
    numerator: int | None = None
    denominator: int | None = None
    because: Words


class Change(Strict):
    """One entry of the change log. Roles, never names."""

    version: int = Field(ge=1)
    dated: date
    change: Words
    author: Words
    checker: Words
    breaks_series: bool = False
    """True when figures from `dated` cannot be compared with those before: charts and tables mark the break."""


class Limit(Strict):
    """How long a time limit was between two days, both included."""

    length: int = Field(gt=0)
    since: date | None = None
    until: date | None = None
    source: Words


class Timescale(Strict):
    """A time limit that figures rest on. A local one that moved has a limit for each stretch of time."""

    id: Id
    what: Words
    unit: Literal["days", "working days", "weeks", "months", "years"]
    limits: tuple[Limit, ...] = Field(min_length=1)

    def length_on(self, day: date) -> int | None:
        """The length in force on a day, in `unit`; None where there was no limit."""
        for limit in self.limits:
            if (limit.since is None or limit.since <= day) and (limit.until is None or day <= limit.until):
                return limit.length
        return None


class DayTaken(Strict):
    """The day of each month on which figures are taken, such as its second Tuesday."""

    nth: int = Field(ge=1, le=4)
    weekday: Weekday

    @property
    def words(self) -> str:
        """`second Tuesday`."""
        return f"{('first', 'second', 'third', 'fourth')[self.nth - 1]} {self.weekday.value.capitalize()}"

    def in_month(self, month: Period) -> date:
        """That day of a month."""
        return nth_weekday(month, self.nth, self.weekday)


class Indicator(Strict):
    """One indicator: what it is, who counts, how it is worked out, who answers for it."""

    id: Id
    topic: Id
    name: Words
    """Short name, as a table prints it."""
    definition: Words
    why_it_matters: Words
    who_counts: Words
    unit: Unit
    decimals: int = Field(ge=0, le=4)
    polarity: Polarity
    form: Form
    population: Id | None = None
    """The population of children's records whose rows are counted; None where records do not feed the indicator."""
    numerator: Measure
    denominator: Measure | None = None
    breakdowns: tuple[tuple[Id, ...], ...] = ()
    """What figures from records are broken down by: each entry one or more dimensions of the population together."""
    annualised: bool = False
    """In-month and year-to-date rates are scaled to a whole year."""
    adds_up: bool = True
    """False for figures supplied as they are (averages, maxima): no year to date, no roll-up."""
    numerator_rows: bool = False
    """Reports in the county layout print the numerator on a row of its own above the value."""
    owner: Words
    """The role that answers for performance."""
    data_owner: Words
    """The role that answers for the figure."""
    timescales: tuple[Id, ...] = ()
    """The time limits that it rests on, by their ids in `timescales.yaml`."""
    source: Words
    """Where the definition comes from: statute, statutory guidance, local procedure."""
    taken_on: DayTaken | None = None
    """The day of the month on which its figures are taken, where that is not the end of the month."""
    history_limit: Words | None = None
    """What an *ever* or long look-back cannot see."""
    examples: tuple[Example, ...] = Field(min_length=2)
    change_log: tuple[Change, ...] = Field(min_length=1)

    @property
    def version(self) -> int:
        """The newest version in the change log."""
        return max(change.version for change in self.change_log)

    @property
    def breaks(self) -> tuple[date, ...]:
        """The days from which the series is not comparable with what came before."""
        return tuple(sorted(change.dated for change in self.change_log if change.breaks_series))


class Target(Strict):
    """What an indicator should reach in an area between two dates, and where red ends and green begins.

    With polarity high: green at or above `green`, red below `red`, amber between. Low is mirrored. Either tolerance may
    be absent; a target alone is shown and measured against, but gives no colour by tolerances.
    """

    indicator: Id
    area: Id
    since: date
    until: date
    target: Decimal | None = None
    strict: bool = False
    """The target itself does not meet it: `<20%`."""
    green: Decimal | None = None
    red: Decimal | None = None
    scheme: Literal["tolerances", "vital-signs"] = "tolerances"
    source: Words


class BenchmarkKind(StrEnum):
    """Whom an area is compared with."""

    NEIGHBOUR_AVERAGE = "neighbour_average"
    NEIGHBOUR_BEST = "neighbour_best"
    NATIONAL_AVERAGE = "national_average"
    NATIONAL_TOP_QUARTILE = "national_top_quartile"


class Benchmark(Strict):
    """A value of somebody else's, with its year and source. `published` is when the pack or release printed it."""

    indicator: Id
    area: Id
    kind: BenchmarkKind
    value: Decimal
    year: Words
    """The year the value is about: `2015-16`. `not stated` where the source did not say."""
    published: date
    source: Words
    comparable: bool = True
    """False where the value is known to count something else."""


class PopulationEstimate(Strict):
    """How many people of a group live in an area, by whose estimate."""

    group: Id
    estimate: int = Field(gt=0)
    since: date
    until: date
    source: Words


class AreaDefinition(Strict):
    """An area with its populations. A team that was formed, split or merged says when, and what came after it."""

    id: Id
    name: Words
    kind: AreaKind
    code: str | None = None
    parent: Id | None = None
    since: date | None = None
    """Its first day; None where it was always there."""
    until: date | None = None
    """Its last day."""
    succeeded_by: tuple[Id, ...] = ()
    """The areas that took over what it did."""
    populations: tuple[PopulationEstimate, ...] = ()

    def exists_in(self, period: Period) -> bool:
        """True where it was there on any day of the period."""
        return exists_in(period, since=self.since, until=self.until)


class Topic(Strict):
    """A group of indicators: the folder they are filed in."""

    id: Id
    name: Words
    about: Words
