"""Turn the text of one cell into the thing it names, or an issue that says what to write instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction

from crossfoot.sources.csv_rows import Row
from crossfoot.sources.issue_list import IssueList, did_you_mean, shortened
from crossfoot.vocabulary.figure_id import Breakdown
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period, PeriodKind
from crossfoot.vocabulary.units import Form

FIRST_YEAR, LAST_YEAR = 1990, 2099
"""The Children Act 1989 came into force in 1991; later than 2099 is a slip of the pen."""
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NUMBER = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,20})?")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{2,3})+(?:\.[0-9]+)?%?")
_NOT_FINITE = re.compile(r"[+-]?(?:nan|inf|infinity)|[+-]?[0-9.]+e[+-]?[0-9]+", re.IGNORECASE)
_LINE = re.compile(r"[1-9][0-9]{0,8}")
_KINDS = {
    Form.IN_QUARTER: (PeriodKind.QUARTER,),
    Form.AT_QUARTER_END: (PeriodKind.QUARTER,),
    Form.IN_TERM: (PeriodKind.TERM,),
    Form.IN_YEAR: (PeriodKind.FINANCIAL_YEAR, PeriodKind.ACADEMIC_YEAR),
}
_KIND_EXAMPLES = {
    PeriodKind.MONTH: "a month such as 2017-01",
    PeriodKind.QUARTER: "a quarter such as 2016-17-q3",
    PeriodKind.TERM: "a term such as 2016-17-autumn",
    PeriodKind.FINANCIAL_YEAR: "a financial year such as 2016-17-year",
    PeriodKind.ACADEMIC_YEAR: "an academic year such as 2016-17-academic",
}


@dataclass(frozen=True, slots=True)
class CellReader:
    """Reads the cells of one row by column name. Whatever cannot be read is None, or '' for an id, and an issue."""

    issues: IssueList
    row: Row

    def error(self, code: str, message: str, advice: str, cell: str) -> None:
        """Note an error in this row."""
        self.issues.add_error(code, message, advice, row=self.row.number, cell=cell)

    def id(self, column: str) -> str:
        """A permanent name such as `norfolk`."""
        text = self.row.cells[column]
        if not text:
            self.error("SUPPLIED-CELL-BLANK", f"The {column} is blank.", "Write its id.", column)
        elif _ID.fullmatch(text) is None:
            self.error(
                f"SUPPLIED-{column.upper()}-BAD",
                f"{shortened(text)} is not the id of a thing like this.",
                "Write small letters, digits and single hyphens, such as county-contacts.",
                column,
            )
            return ""
        return text

    def form(self, column: str, *, own: Form | None) -> Form | None:
        """What stretch of time the figure covers; `own`, that of its indicator, where the cell is blank."""
        text = self.row.cells[column]
        if not text:
            return own
        if text not in list(Form):
            near = did_you_mean(get_close_matches(text, list(Form), n=2))
            advice = near or f"Leave it blank for the indicator's own, or write one of {', '.join(Form)}."
            self.error("SUPPLIED-FORM-UNKNOWN", f"There is no form {shortened(text)}.", advice, column)
            return None
        return Form(text)

    def period(self, column: str, *, form: Form | None) -> Period | None:
        """A period of the kind that the form needs."""
        text = self.row.cells[column]
        try:
            period = Period.parse(text)
        except ValueError:
            period = None
        # Digits of other scripts pass for digits in Python; a code must be what is printed back.
        if period is None or period.code != text or not FIRST_YEAR <= period.start.year <= LAST_YEAR:
            message = f"{shortened(text)} is not a period." if text else "The period is blank."
            advice = f"Write it like 2017-01, 2016-17-q3 or 2016-17-year, from {FIRST_YEAR} to {LAST_YEAR}."
            self.error("SUPPLIED-PERIOD-BAD", message, advice, column)
            return None
        kinds = _KINDS.get(form, (PeriodKind.MONTH,)) if form else (period.kind,)
        if period.kind not in kinds:
            wanted = " or ".join(_KIND_EXAMPLES[kind] for kind in kinds)
            message = f"A figure of the form {form} cannot be for {text}."
            self.error("SUPPLIED-PERIOD-FORM", message, f"Write {wanted}, or correct the form.", column)
            return None
        return period

    def breakdown(self, column: str) -> Breakdown | None:
        """Which part of the total; blank is the whole."""
        text = self.row.cells[column]
        try:
            breakdown = Breakdown.parse(text)
        except ValueError as error:
            reason = str(error)
        else:
            names = [name for part in breakdown.parts for name in part]
            bad = next((name for name in names if _ID.fullmatch(name) is None), None)
            if bad is None:
                return breakdown
            reason = f"{shortened(bad)} is not a name of small letters, digits and hyphens"
        self.error(
            "SUPPLIED-BREAKDOWN-BAD",
            f"{reason}.",
            "Write it like ethnicity=arab;sex=female, or leave it blank.",
            column,
        )
        return None

    def number(self, column: str) -> Fraction | None:
        """An exact number; None where the cell is blank."""
        text = self.row.cells[column]
        if not text:
            return None
        if _NUMBER.fullmatch(text) is not None:
            return Fraction(text)
        if _GROUPED.fullmatch(text) is not None:
            advice = f"Write {text.replace(',', '').rstrip('%')}."
            self.error("SUPPLIED-NUMBER-GROUPED", f"{shortened(text)} has commas for thousands.", advice, column)
        elif _NUMBER.fullmatch(text.rstrip("%").rstrip()) is not None:
            advice = f"Write {text.rstrip('%').rstrip()} here and {text} in the column 'printed'."
            self.error("SUPPLIED-NUMBER-PERCENT-SIGN", f"{shortened(text)} has a percent sign.", advice, column)
        elif _NOT_FINITE.fullmatch(text) is not None:
            message = f"{shortened(text)} is not a plain number."
            advice = "Write its digits in full; where there is no number leave it blank and say why under 'missing'."
            self.error("SUPPLIED-NUMBER-NOT-PLAIN", message, advice, column)
        else:
            message = f"{shortened(text)} is not a number."
            advice = "Write digits and at most one decimal point; put what was printed in the column 'printed'."
            self.error("SUPPLIED-NUMBER-BAD", message, advice, column)
        return None

    def missing(self, column: str) -> Missing | None:
        """Why there is no value; None where the cell is blank."""
        text = self.row.cells[column]
        if not text:
            return None
        if text not in list(Missing):
            near = did_you_mean(get_close_matches(text.casefold().replace("_", " "), list(Missing), n=2))
            message = f"{shortened(text)} is not a reason why a value is missing."
            self.error("SUPPLIED-MISSING-UNKNOWN", message, near or f"Write one of: {', '.join(Missing)}.", column)
            return None
        return Missing(text)

    def line(self, column: str) -> int | None:
        """A line of the source document, from 1; None where the cell is blank."""
        text = self.row.cells[column]
        if not text:
            return None
        if _LINE.fullmatch(text) is None:
            message = f"{shortened(text)} is not a line number."
            self.error("SUPPLIED-LINE-BAD", message, "Write a whole number from 1, or leave it blank.", column)
            return None
        return int(text)
