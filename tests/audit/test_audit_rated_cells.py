"""Numbers with a sign that rates them are numbers; what is rated, or drawn, by itself is no claim about other lines."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from crossfoot.audit.reading.cells import CellKind, read_cell
from crossfoot.operations.audit_pack import audit_pack
from crossfoot.sources.packs.open_pack import open_pack

MOVED = """Schools judged good
District\t2013\t2014\t2015\t2016
Coast\t70%\t75% ↑\t81% ↑\t88% ↑
Hills\t60%\t64% ↑\t69% ↑\t66% ↓
Moor\t81%\t77% ↓\t82% ↑\t90% ↑
All\t70%\t{all}
"""
CHART = """{caption}
Period\tJan\tFeb\tMar\tApr\tMay\tJun\tJul\tAug\tSep\tOct\tNov\tDec
Open\t72\t81\t113\t93\t123\t149\t169\t134\t67\t38\t47\t50

"""
PARTS = """Part\tText
Appendix A. Schools\tWords about schools
Appendix B. Inclusion\tWords about inclusion
Appendix C. Early help\tWords about early help
{more}\tMore words about early help
Appendix D. Risks\tWords about risks
"""
RULE = """Visits made in time: 98.6% at the end of January. {told} 80% or more, red under 70%.

Vital signs
Measure\tGood is\tResult\tRAG
Visits in time\tHigh\t98.6%\tGreen
Plans in time\tHigh\t93.0%\tGreen
Reviews in time\tHigh\t91.0%\tGreen
Children seen\tHigh\t85.0%\tGreen
Health checks in time\tHigh\t55.0%\tRed
Education plans in time\tHigh\t82.5%\tRed
"""


def rules_found(path: Path, text: str) -> set[str]:
    path.write_text(text, encoding="utf-8")
    return {finding.rule for finding in audit_pack(path).findings}


@pytest.mark.parametrize(
    ("text", "value", "rating"),
    [
        ("27.0% ✖", "27", "✖"),
        ("75.5% (Red)", "75.5", "Red"),
        ("46% ✖ Red", "46", "Red"),
        ("49% ★ Green + ↑", "49", "Green +"),
        ("-0.28 Amber ↓", "-0.28", "Amber"),
        ("● 1,045", "1045", "●"),
        ("£1.2m 🔴", "1.2", "🔴"),
        ("47.5", "47.5", ""),
    ],
)
def test_a_number_with_a_rating_is_the_number(text: str, value: str, rating: str) -> None:
    cell = read_cell(text, 7)
    assert cell.kind is CellKind.NUMBER
    assert cell.number is not None
    assert (cell.number.value, cell.rating, cell.text, cell.line) == (Fraction(value), rating, text, 7)


@pytest.mark.parametrize("text", ["✖ Red", "Red", "12 Green Lane", "✔", "[x] ✖", "Red 12 teams"])
def test_words_with_a_rating_are_words(text: str) -> None:
    assert read_cell(text, 1).kind is CellKind.WORDS


@pytest.mark.parametrize(
    ("beside", "text"),
    [
        ('<span aria-hidden="true">Green</span><span class="visually-hidden">Green: above England</span>', "52 Green"),
        ('<span class="sr-only">Green</span>', "52 Green"),
        ('<span aria-hidden="true"><svg></svg></span><span class="sr-only">Green</span>', "52 Green"),
    ],
)
def test_of_a_page_the_words_that_show_are_read_once(beside: str, text: str, tmp_path: Path) -> None:
    rows = "".join(f"<tr><th>{team}</th><td>52 {beside}</td><td>7</td></tr>" for team in ("Coast", "Hills"))
    page = f"<html><body><table><tr><th>Team</th><th>Visits</th><th>Staff</th></tr>{rows}</table></body></html>"
    (tmp_path / "pack.html").write_text(page, encoding="utf-8")
    (table,) = open_pack(tmp_path / "pack.html").tables
    cell = table.rows[0].cells[1]
    assert (cell.text, cell.is_number, cell.rating) == (text, True, "Green")


@pytest.mark.parametrize(("last", "found"), [("71%\t76%\t81%", False), ("75%\t79% ↑\t83% ↑", True)])
def test_a_total_that_never_has_an_arrow_misses_none(last: str, found: bool, tmp_path: Path) -> None:
    assert ("missing-arrows" in rules_found(tmp_path / "pack.txt", MOVED.format(all=last))) is found


@pytest.mark.parametrize(("caption", "found"), [("Data: number at month end", False), ("Cases open, all teams", True)])
def test_the_figures_of_a_chart_may_be_those_of_the_table_beside_it(caption: str, found: bool, tmp_path: Path) -> None:
    text = CHART.format(caption="Cases open at month end") + CHART.format(caption=caption)
    assert ("duplicated-tables" in rules_found(tmp_path / "pack.txt", text)) is found


@pytest.mark.parametrize(
    ("more", "found"), [("Appendix C. Early help: what stands out", False), ("Appendix C. Finance", True)]
)
def test_a_part_of_an_appendix_is_no_second_appendix(more: str, found: bool, tmp_path: Path) -> None:
    assert ("numbering" in rules_found(tmp_path / "pack.txt", PARTS.format(more=more))) is found


@pytest.mark.parametrize(("told", "found"), [("It is green: green is", False), ("Green is", True)])
def test_the_rule_of_one_measure_rates_no_table(told: str, found: bool, tmp_path: Path) -> None:
    assert ("ratings" in rules_found(tmp_path / "pack.txt", RULE.format(told=told))) is found


@pytest.mark.parametrize(("other", "found"), [("21", False), ("34", True)])
def test_labels_of_two_rows_with_one_figure_changed_no_places(other: str, found: bool, tmp_path: Path) -> None:
    text = (
        "The highest caseload of assessment teams is 21 this month.\n\n"
        f"The highest caseload of disability teams is {other} this month.\n\n"
        "Highest caseloads\nTeam\tJan\n"
        f"Assessment teams\t{other}\nDisability teams\t21\nFostering teams\t18\nAdoption teams\t15\n"
    )
    assert ("swapped-labels" in rules_found(tmp_path / "pack.txt", text)) is found


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        ("<title>Cases open: 48, down 2</title><desc>A line chart.</desc><text>40</text>", "Scroll with the keys"),
        ("<title>Down arrow</title><path></path>", "Scroll with the keys \u2193"),
    ],
)
def test_the_title_of_a_chart_is_no_part_of_the_words_beside_it(drawn: str, said: str, tmp_path: Path) -> None:
    page = f"<html><body><div><a>Scroll with the keys</a><svg>{drawn}</svg></div><p>Words.</p></body></html>"
    (tmp_path / "pack.html").write_text(page, encoding="utf-8")
    assert open_pack(tmp_path / "pack.html").paragraphs[0].text == said
