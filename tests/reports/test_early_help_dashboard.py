"""The early help dashboard of the example against the printed one, and its rules on figures that were changed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from changed_edition import at_month, with_figures, without_indicators
from document_reading import charts, generated_sentences, grid, headings, quantities, table, tables, text_of

from crossfoot.operations.publish_report import REPORTS
from crossfoot.reports.document import BulletList, Callout, CalloutKind, Document, Heading, KeyFigures, Paragraph
from crossfoot.reports.early_help.early_help_dashboard import ANCHOR, early_help_dashboard_sections
from crossfoot.reports.early_help.early_help_layout import read_early_help_layout
from crossfoot.reports.edition import Edition
from crossfoot.vocabulary.figure_id import FigureId
from crossfoot.vocabulary.missing import Missing
from crossfoot.vocabulary.periods import Period

# Typed from lines 755 to 800 of the pack, May to January; z where the team was not there, u not collected, x missing.
PRINTED = {
    "caseload": """
Breckland team | 154 151 125 141 134 125 137 126 133
North and Broadland team | 176 275 254 247 232 251 232 228 229
City team | 238 222 215 235 183 161 165 170 172
East team | 126 125 124 127 120 146 146 126 136
South team | 153 141 142 132 135 121 131 124 117
West team | 170 167 156 157 141 149 165 157 146
Process manager team of the whole county | 84 90 z z z z z z z
Breckland process manager team | z z 10 19 14 10 11 10 9
City and South process manager team | z z 13 17 23 21 33 33 30
North, East and Broadland process manager team | z z 57 51 45 47 41 52 46
West process manager team | z z 3 3 11 8 6 9 0
""",
    "awaiting": """
Breckland team | u u u u u u u u 0
City team | u u u u u u u u 3
East team | u u u u u u u u 33
North and Broadland team | u u u u u u u u 9
South team | u u u u u u u u 0
West team | u u u u u u u u 8
Breckland process manager team | z z u u u u u u 1
City and South process manager team | z z u u u u u u 2
North, East and Broadland process manager team | z z u u u u u u 7
West process manager team | z z u u u u u u 3
""",
    "days": """
Breckland team | 16 6 18 7 7 3 5 5 2
City team | 13 9 21 17 9 4 9 7 5
East team | 25 13 22 18 14 7 9 13 12
North and Broadland team | 14 21 38 21 10 6 11 10 8
South team | 3 3 18 3 6 3 6 4 3
West team | 9 9 16 22 12 7 11 11 8
""",
    "exploitation": """
Breckland locality | u u u 2 2 7 2 2 4
City locality | u u u 1 0 1 8 4 0
East locality | u u u 0 3 8 3 3 3
North and Broadland locality | u u u 3 3 2 3 6 5
South locality | u u u 1 2 5 4 1 1
West locality | u u u 1 2 4 2 3 1
""",
    "transfers": """
Breckland locality | 0 2 1 x x 0 x x 2
City locality | 2 1 10 x x 1 x x 3
East locality | 0 3 2 x x 0 x x 5
North and Broadland locality | 0 0 5 x x 7 x x 4
South locality | 0 1 0 x x 0 x x 1
West locality | 2 1 3 x x 1 x x 5
""",
}
TOTALS = {"caseload": "All teams", "awaiting": "All teams", "exploitation": "County", "transfers": "County"}
MONTHS = ("May-16", "Jun-16", "Jul-16", "Aug-16", "Sep-16", "Oct-16", "Nov-16", "Dec-16", "Jan-17")
TO_COME = ("Feb-17", "Mar-17", "Apr-17")


@pytest.fixture(scope="module")
def report(edition: Edition) -> Document:
    document: Document = REPORTS["early-help-dashboard"](edition)
    return document


def printed_rows(name: str) -> dict[str, list[str]]:
    lines = (line.split(" | ") for line in PRINTED[name].strip().splitlines())
    return {label: cells.split() for label, cells in lines}


def shown(document: Document, name: str) -> dict[str, list[str]]:
    """Each row's cells of the twelve months, marks without their brackets, stars off the headings."""
    found = table(document, f"{ANCHOR}-{name}-table")
    assert [column.heading.rstrip("*") for column in found.columns[1:13]] == [*MONTHS, *TO_COME]
    return {
        text_of(row.cells[0].content): [text_of(cell.content).strip("[]").replace(",", "") for cell in row.cells[1:13]]
        for row in found.rows
    }


@pytest.mark.parametrize("name", PRINTED)
def test_every_cell_is_as_printed_and_every_blank_has_its_reason(report: Document, name: str) -> None:
    rows = shown(report, name)
    assert set(rows) - set(TOTALS.values()) == set(printed_rows(name))
    for label, cells in printed_rows(name).items():
        assert rows[label] == [*cells, "n", "n", "n"], label


@pytest.mark.parametrize("name", TOTALS)
def test_totals_are_those_of_the_teams_that_were_there(report: Document, name: str) -> None:
    rows = printed_rows(name)
    expected = []
    for month in range(len(MONTHS)):
        cells = [cells[month] for cells in rows.values() if cells[month] != "z"]
        reasons = {cell for cell in cells if not cell.isdigit()}
        expected.append(reasons.pop() if reasons else str(sum(map(int, cells))))
    assert shown(report, name)[TOTALS[name]] == [*expected, "n", "n", "n"]
    assert table(report, f"{ANCHOR}-{name}-table").rows[-1].total


def test_averages_have_no_total(report: Document) -> None:
    assert not any(row.total for row in table(report, f"{ANCHOR}-days-table").rows)


def test_change_is_that_of_the_last_two_months(report: Document) -> None:
    for name in PRINTED:
        found = grid(table(report, f"{ANCHOR}-{name}-table"))
        for label, cells in printed_rows(name).items():
            said = found.text(label, "Change on Dec-16").strip("[]")
            before, latest = cells[-2:]
            if not (before.isdigit() and latest.isdigit()):
                assert said in ("x", "u", "z"), (name, label)
            else:
                assert int(said) == int(latest) - int(before), (name, label)


# -- words -------------------------------------------------------------------------------------------------------------


def highlights(document: Document) -> dict[str, str]:
    """What was written by rule, by the title of its table."""
    (callout,) = (b for b in document.blocks if isinstance(b, Callout) and b.kind is CalloutKind.GENERATED)
    (items,) = (part.items for part in callout.content if isinstance(part, BulletList))
    said = [text_of(item, sentence=True) for item in items]
    return {item.partition(": ")[0]: item.partition(": ")[2] for item in said}


def test_what_the_figures_say(report: Document) -> None:
    assert highlights(report) == {
        "Team caseload": "1,018 on Tuesday 10 January 2017. That is 17 fewer (1.6%) than in December 2016, when it was "
        "1,035. The largest rise since December 2016 is that of East team, by 10. The largest fall since December 2016 "
        "is that of West team, by 11.",
        "Cases awaiting allocation over 5 days": "66 on Tuesday 10 January 2017. There is no earlier figure to compare "
        "it with. East team has most, 33, which is 50.0% of all. Breckland team and South team have none.",
        "Average days to allocation": "from 2 days (Breckland team) to 12 days (East team). Since December 2016 it "
        "fell in 6 of 6.",
        "Standard risk exploitation cases identified at the front door": "14 in January 2017. That is 5 fewer (26.3%) "
        "than in December 2016, when it was 19. North and Broadland locality has most, 5, which is 35.7% of all.",
        "Families transferred from social care": "20 in January 2017. There is no figure for December 2016. That is 11 "
        "more (122.2%) than in October 2016, when it was 9. East locality and West locality have most, 5 each.",
    }
    assert generated_sentences(report) == []


def test_the_numbers_in_those_words_are_those_of_the_pack() -> None:
    """The sums behind the sentences above, from the typed table."""
    rows = printed_rows("caseload")
    latest, before = (sum(int(cells[at]) for cells in rows.values() if cells[at] != "z") for at in (-1, -2))
    assert (latest, before) == (1018, 1035)
    moves = {label: int(cells[-1]) - int(cells[-2]) for label, cells in rows.items() if cells[-1] != "z"}
    assert max(moves, key=lambda label: moves[label]) == "East team"
    assert min(moves, key=lambda label: moves[label]) == "West team"
    assert (moves["East team"], moves["West team"]) == (10, -11)
    assert round(100 * 17 / 1035, 1) == 1.6
    assert round(100 * 5 / 19, 1) == 26.3
    assert round(100 * 11 / 9, 1) == 122.2


def paragraphs(document: Document) -> list[str]:
    return [text_of(block.content, sentence=True) for block in document.blocks if isinstance(block, Paragraph)]


def test_notes_are_said_in_words(report: Document) -> None:
    said = " ".join(paragraphs(report))
    for words in (
        "taken on the second Tuesday of each month, which in January 2017 was 10 January 2017.",
        "Until December 2016 an average was kept, which cannot be compared.",
        "The first figures are those of August 2016.",
        "Process manager team of the whole county: until 30 June 2016.",
        "Since then its cases are with: Breckland process manager team; City and South process manager team; North,",
        "Requests for early help support: the figures were not supplied.",
        "Family support plans started: the figures were not supplied.",
    ):
        assert words in said
    starred = [column.heading for found in tables(report) for column in found.columns if "*" in column.heading]
    assert starred == ["Jan-17*"]
    assert [found.marks for found in tables(report) if found.marks] == [
        (("*", "January 2017 is starred where it was printed. What the star means is not said."),)
    ]


def test_the_day_of_the_count_is_a_second_tuesday() -> None:
    day = date(2017, 1, 10)
    assert day.strftime("%A") == "Tuesday"
    assert (day - timedelta(days=7)).month == 1
    assert (day - timedelta(days=14)).month == 12


def check_items(document: Document) -> list[str]:
    """The list under the heading that asks whether the figures hang together."""
    blocks = list(document.blocks)
    at = next(n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.anchor == f"{ANCHOR}-checks")
    found = blocks[at + 1]
    assert isinstance(found, BulletList)
    return [text_of(item, sentence=True) for item in found.items]


def test_families_open_are_those_of_the_teams_and_of_supporting_progressions(report: Document) -> None:
    assert 1018 + 134 == 1152
    assert check_items(report) == [
        (
            "Families open to early help: 1,152. Early help team caseload 1,018 and Families with supporting "
            "progressions 134 come to the same."
        ),
        "Families leaving supporting progressions: 11. The reasons come to the same.",
        (
            "West process manager team: Cases awaiting allocation over 5 days is 3, more than Early help team "
            "caseload, 0. Ask whether the one is counted within the other."
        ),
    ]


def test_a_sum_that_does_not_hold_is_said_with_its_amount(edition: Edition) -> None:
    changed = with_figures(
        edition,
        {
            "early-help-families-open/norfolk/at_month_end/2017-01": 1150,
            "supporting-progressions-exits/norfolk/in_month/2017-01": 12,
            "early-help-awaiting-allocation/early-help-process-team-west/at_month_end/2017-01": 0,
        },
    )
    said = check_items(REPORTS["early-help-dashboard"](changed))
    assert [item.rpartition(" come to ")[2] for item in said] == ["1,152, 2 too many.", "11, 1 short."]


def test_at_a_glance(report: Document) -> None:
    found = grid(table(report, f"{ANCHOR}-glance-table"))
    rows = {label: [text_of(cell.content) for cell in list(cells.values())[1:]] for label, cells in found.rows.items()}
    assert rows["Referrals into early help"] == ["221", "239", "+18"]
    assert [cells[1] for cells in rows.values()] == (
        ["239", "1,152", "936", "3,346", "79%", "20", "3", "134", "300", "11", "7", "2", "2"]
    )
    assert {cell for label, cells in rows.items() if not label.startswith("Referrals") for cell in cells[::2]} == {
        "[x]"
    }


def test_key_figures(report: Document) -> None:
    (found,) = (block for block in report.blocks if isinstance(block, KeyFigures))
    assert [item.quantity.text for item in found.items] == ["1,152", "239", "936", "66"]
    assert text_of(found.items[1].comment, sentence=True) == (
        "That is 18 more (8.1%) than in January 2016, when it was 221."
    )


def test_one_line_for_the_county(report: Document) -> None:
    (chart,) = charts(report)
    assert chart.title == "Team caseload: 1,018 in January 2017, 83 fewer than in May 2016"
    assert "highest 1,171 in June 2016" in chart.alt


# -- rules on other months and figures ---------------------------------------------------------------------------------


def test_the_year_runs_from_may_to_april(edition: Edition) -> None:
    layout = read_early_help_layout(edition.catalogue)
    for code in ("2016-05", "2017-01", "2017-04"):
        months = layout.year_of(Period.parse(code))
        assert (months[0].code, months[-1].code, len(months)) == ("2016-05", "2017-04", 12)
    assert layout.year_of(Period.parse("2016-04"))[-1].code == "2016-04"


def test_what_is_not_due_follows_from_the_month_that_was_closed(edition: Edition) -> None:
    document = REPORTS["early-help-dashboard"](at_month(edition, "2016-10"))
    rows = shown(document, "caseload")
    assert all(cells[6:] == ["n"] * 6 for cells in rows.values())
    assert rows["East team"][:6] == ["126", "125", "124", "127", "120", "146"]
    assert highlights(document)["Team caseload"].startswith("1,039 on Tuesday 11 October 2016.")


def test_a_month_that_should_be_there_is_not_available(edition: Edition) -> None:
    gone = with_figures(edition, {"early-help-team-caseload/early-help-team-east/at_month_end/2016-12": None})
    rows = shown(REPORTS["early-help-dashboard"](gone), "caseload")
    assert rows["East team"][7] == "x"
    empty = with_figures(edition, {"exploitation-standard-risk-cases/city-locality/in_month/2016-06": None})
    assert shown(REPORTS["early-help-dashboard"](empty), "exploitation")["City locality"][1] == "u"


def test_a_suppressed_figure_stays_suppressed(edition: Edition) -> None:
    name = "exploitation-standard-risk-cases/city-locality/in_month/2017-01"
    rows = shown(REPORTS["early-help-dashboard"](with_figures(edition, {name: Missing.SUPPRESSED})), "exploitation")
    assert rows["City locality"][8] == "c"


def test_ties_name_everyone(edition: Edition) -> None:
    tied = with_figures(edition, {"exploitation-standard-risk-cases/breckland-locality/in_month/2017-01": 5})
    said = highlights(REPORTS["early-help-dashboard"](tied))[
        "Standard risk exploitation cases identified at the front door"
    ]
    assert said.endswith("Breckland locality and North and Broadland locality have most, 5 each.")


def test_without_figures_there_is_one_sentence(edition: Edition) -> None:
    layout = read_early_help_layout(edition.catalogue)
    empty = without_indicators(edition, *layout.indicators)
    assert list(early_help_dashboard_sections(empty)) == []
    document = REPORTS["early-help-dashboard"](empty)
    assert paragraphs(document)[0] == "No early help figures were supplied for January 2017."
    assert [found.id for found in tables(document) if found.id.startswith(ANCHOR)] == []


@pytest.mark.parametrize("level", [1, 2])
def test_sections_keep_to_their_levels_and_anchors(edition: Edition, level: int) -> None:
    found = [block for block in early_help_dashboard_sections(edition, level=level) if isinstance(block, Heading)]
    assert {heading.level for heading in found} == {level, level + 1}
    assert all(heading.anchor.startswith(ANCHOR) for heading in found)
    assert len({heading.anchor for heading in found}) == len(found)


def test_every_number_is_that_of_a_figure(report: Document, edition: Edition) -> None:
    checked = 0
    for where, quantity in quantities(report):
        if isinstance(quantity.value, Missing):
            continue
        assert quantity.figures, where
        figures = [edition.snapshot.figures.get(FigureId.parse(name)) for name in quantity.figures]
        assert None not in figures, (where, quantity)
        if len(figures) == 1 and figures[0] is not None:
            assert quantity.value == figures[0].value, where
            checked += 1
    assert checked > 250
    assert len(headings(report)) > 8
