"""The columns of a file of supplied figures: what each holds, what may be written, an example."""

from __future__ import annotations

from crossfoot.registers.register import RegisterColumn
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.units import Form

_NUMBER = "a number without % and without commas for thousands; blank where it is not known"

FIGURE_COLUMNS = (
    RegisterColumn(
        "indicator", "What is measured: the id of its definition.", "an id", "schools-good-or-better", required=True
    ),
    RegisterColumn("area", "The place that the figure is about: its id.", "an id", "norfolk", required=True),
    RegisterColumn(
        "period",
        "The month, quarter, term or year that the figure is for.",
        "a period, such as 2017-01, 2016-17-q3, 2016-17-autumn, 2016-17-year or 2016-17-academic",
        "2017-01",
        required=True,
    ),
    RegisterColumn(
        "form",
        "The stretch of time that the figure covers; blank for the indicator's own.",
        f"one of: {', '.join(Form)}",
        "at_month_end",
        required=False,
    ),
    RegisterColumn(
        "breakdown",
        "Which part of the total it is; blank for the whole.",
        "dimension=part, with ; between several",
        "pupils=disadvantaged",
        required=False,
    ),
    RegisterColumn(
        "numerator", "How many were counted. With the denominator the value follows.", _NUMBER, "366", required=False
    ),
    RegisterColumn("denominator", "Out of how many, for a percentage or a rate.", _NUMBER, "416", required=False),
    RegisterColumn(
        "value",
        "The figure as it is printed. May be blank where numerator and denominator are given.",
        _NUMBER,
        "88",
        required=False,
    ),
    RegisterColumn(
        "missing",
        "Why there is no value. Nought is a value: write it under value.",
        f"one of: {', '.join(Missing)}",
        "not collected",
        required=False,
    ),
    RegisterColumn(
        "table",
        "The table that it stood in: an id of the list of tables.",
        "an id",
        "education",
        required=True,
    ),
    RegisterColumn("line", "Its line in the source, where that has lines.", "a whole number", "676", required=False),
    RegisterColumn("printed", "The exact characters, where it was printed.", "text", "88%", required=False),
)
"""In the order in which they are printed and read."""
