"""What once was reported wrongly stays unreported, and the fault beside it is still found."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.operations.audit_pack import audit_pack

BY_AGE = """Permanent exclusions by age
Pupils\tAutumn 2014\tSpring 2015\tSummer 2015\tAutumn 2015\tSpring 2016\tSummer 2016\tAutumn 2016
0 to 4\t1\t0\t0\t0\t0\t0\t0
5 to 11\t16\t22\t33\t29\t31\t21\t29
of whom: reception\t4\t3\t8\t7\t11\t8\t11
12 to 16\t46\t35\t45\t85\t59\t65\t86
All ages\t63\t57\t78\t{whole}\t90\t86\t115
"""
ATTAINMENT = """English and mathematics GCSE at A* to C
Pupils\tSummer 2015 Norfolk\tSummer 2015 England\tSummer 2016 Norfolk
Free school meals\t38%\t39%\t36%
Not free school meals\t63%\t65%\t62%
Looked after\t22%\t16%\t14%
All pupils\t57%\t59%\t{whole}
"""
SHARE = "The forecast is {part} of 2.448 is -12.8% and +1.237 of 2.448 is {told}.\n"
DATES = "The meeting is on Tuesday 14 March 2017. Papers were sent on {day}.\n"

MEASURES = "\n".join(
    f"{number} The measure of that number is described here in so many words that it is no heading at all."
    for number in ("2.1", "2.2", "2.3", "{next}", "{then}", "2.9", "3.1", "3.2", "3.3", "{last}", "3.8", "3.9")
)
CHART = """Children looked after at month end
Month\tSep-16\tOct-16\tNov-16\tDec-16\tJan-17
Counted at the end of the month\t608\t618\t610\t612\t613
Counted in the case system\t596\t606\t626\t597\t616

Data: number at month end
Month\tSep-16\tOct-16\tNov-16\tDec-16\tJan-17
The service\t608\t618\t610\t612\t613
The case system\t596\t606\t626\t597\t616
"""


def found(path: Path, text: str) -> list[tuple[str, str]]:
    path.write_text(text, encoding="utf-8")
    return [(finding.rule, finding.published) for finding in audit_pack(path).findings]


@pytest.mark.parametrize(
    ("text", "right", "wrong", "expected"),
    [
        # A row that is nought but once belongs to the sum; a row of whom does not.
        (BY_AGE, {"whole": 114}, {"whole": 141}, ("totals", "141")),
        # Percentages are no shares of another column's percentage.
        (ATTAINMENT, {"whole": "56%"}, {"whole": "91%"}, ("aggregates", "91%")),
        # Of two percentages beside a part and its whole, the one that fits is its.
        (SHARE, {"part": "-0.313", "told": "50.5%"}, {"part": "-0.313", "told": "55.0%"}, ("shares-in-words", "55.0%")),
        # One number left out is a gap; many are the numbers of measures, some of which are not shown.
        (
            MEASURES,
            {"next": "2.5", "then": "2.7", "last": "3.6"},
            {"next": "2.4", "then": "2.5", "last": "3.4"},
            ("numbering", "2.9"),
        ),
        # A day above 31 is a figure beside a month's name, a 31st of June is a fault.
        (DATES, {"day": "Monday 6 March 2017"}, {"day": "31 June 2016"}, ("dates", "31 June 2016")),
        (DATES, {"day": "94 March 2017"}, {"day": "Tuesday 6 March 2017"}, ("weekdays", "Tuesday 6 March 2017")),
    ],
)
def test_what_is_right_is_left_alone_and_what_is_wrong_beside_it_is_found(
    tmp_path: Path, text: str, right: dict[str, object], wrong: dict[str, object], expected: tuple[str, str]
) -> None:
    """The sound text has no finding, the text with the fault has that one."""
    assert found(tmp_path / "right.txt", text.format(**right)) == []
    assert expected in found(tmp_path / "wrong.txt", text.format(**wrong))


def test_the_figures_of_a_chart_are_at_most_a_note(tmp_path: Path) -> None:
    """A chart's own table repeats the table beside it under other names."""
    path = tmp_path / "chart.txt"
    path.write_text(CHART, encoding="utf-8")
    severities = {finding.severity.value for finding in audit_pack(path).findings}
    assert severities <= {"note"}


def test_headings_stand_over_their_rows_though_a_blank_line_parts_them(tmp_path: Path) -> None:
    """The headings may be printed a second time, or once with a blank line below."""
    head, rows = BY_AGE.format(whole=141).split("\n", 2)[1:]
    for between in ("\n", f"\n{head}\n"):
        assert found(tmp_path / "parted.txt", f"Exclusions\n\n{head}\n{between}{rows}") == [("totals", "141")]
