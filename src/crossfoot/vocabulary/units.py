"""What a value is measured in, which way is good, and what stretch of time it covers."""

from enum import StrEnum
from fractions import Fraction

from crossfoot.vocabulary.numbers import Exact, number_text


class Unit(StrEnum):
    """What a value counts, and how it is written."""

    COUNT = "count"
    PERCENTAGE = "percentage"
    PERCENTAGE_POINTS = "percentage_points"
    RATE_PER_10K = "rate_per_10k"
    DAYS = "days"
    AVERAGE = "average"
    MAXIMUM = "maximum"
    SCORE = "score"
    POUNDS = "pounds"
    POUNDS_MILLION = "pounds_million"
    """Values are in £ million. A table says so in its headings, a sentence beside the number."""

    @property
    def scale(self) -> Fraction:
        """What numerator over denominator is multiplied by."""
        return {Unit.PERCENTAGE: Fraction(100), Unit.RATE_PER_10K: Fraction(10_000)}.get(self, Fraction(1))

    @property
    def of_change(self) -> "Unit":
        """The unit of a difference: percentages differ by percentage points."""
        return Unit.PERCENTAGE_POINTS if self is Unit.PERCENTAGE else self

    def text(self, value: Exact, decimals: int, *, sign: bool = False) -> str:
        """The value as a table cell prints it: `24.5%`, `554.5`, `1,097`, `£1,250`, `-2.3`."""
        number = number_text(value, decimals, sign=sign)
        if self is Unit.PERCENTAGE:
            return f"{number}%"
        if self is Unit.POUNDS:
            mark = number[0] if number[0] in "+-" else ""
            return f"{mark}£{number.removeprefix(mark)}"
        return number

    def words(self, value: Exact, decimals: int, *, sign: bool = False) -> str:
        """The value as a sentence says it: `24.5%`, `2.3 percentage points`, `357 days`, `£9.998 million`."""
        text = self.text(value, decimals, sign=sign)
        match self:
            case Unit.PERCENTAGE_POINTS:
                return f"{text} percentage point{'' if text.strip('+-') in ('1', '1.0') else 's'}"
            case Unit.RATE_PER_10K:
                return f"{text} per 10,000"
            case Unit.DAYS:
                return f"{text} day{'' if text.strip('+-') == '1' else 's'}"
            case Unit.POUNDS_MILLION:
                return f"{Unit.POUNDS.text(value, decimals, sign=sign)} million"
            case _:
                return text


class Polarity(StrEnum):
    """Which way is good. NONE is information only: it is never judged."""

    HIGH = "high"
    LOW = "low"
    NONE = "none"

    @property
    def label(self) -> str:
        """How a table says it: High, Low or Info."""
        return "Info" if self is Polarity.NONE else self.value.capitalize()


class Form(StrEnum):
    """What stretch of time a figure covers, seen from its period."""

    IN_MONTH = "in_month"
    AT_MONTH_END = "at_month_end"
    IN_QUARTER = "in_quarter"
    AT_QUARTER_END = "at_quarter_end"
    ROLLING_12 = "rolling_12"
    YEAR_TO_DATE = "year_to_date"
    IN_TERM = "in_term"
    IN_YEAR = "in_year"

    @property
    def is_stock(self) -> bool:
        """True for a count at a moment, which cannot be added over months."""
        return self in (Form.AT_MONTH_END, Form.AT_QUARTER_END)
